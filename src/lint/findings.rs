//! What the lints found, on its way to becoming problems.

use crate::deck::{At, Owner, Places, Problem, Severity};

/// Collects what is found in one deck.
pub(super) struct Findings<'p> {
    pub(super) places: &'p Places,
    found: Vec<Finding>,
}

/// Something wrong with a card, or with the deck.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) problem: Problem,
    /// Whom it is about: each of them can allow it.
    pub(super) owners: Vec<Owner>,
}

impl<'p> Findings<'p> {
    pub(super) fn new(places: &'p Places) -> Self {
        Self {
            places,
            found: Vec::new(),
        }
    }

    /// Notes something that makes a card worse.
    pub(super) fn warn(
        &mut self,
        owner: Owner,
        at: At<'_>,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(owner, at, Severity::Warning, code, message.into())
    }

    /// Notes something that takes a right answer for a wrong one.
    pub(super) fn error(
        &mut self,
        owner: Owner,
        at: At<'_>,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(owner, at, Severity::Error, code, message.into())
    }

    fn push(
        &mut self,
        owner: Owner,
        at: At<'_>,
        severity: Severity,
        code: &'static str,
        message: String,
    ) -> &mut Finding {
        let problem = Problem {
            severity,
            code,
            message,
            ..self.places.problem(owner, at)
        };
        self.found.push(Finding {
            problem,
            owners: vec![owner],
        });
        self.found.last_mut().expect("one was just pushed")
    }

    pub(super) fn into_found(self) -> Vec<Finding> {
        self.found
    }
}

impl Finding {
    /// Says what to do, or the line to write instead.
    pub(super) fn advise(&mut self, help: impl Into<String>) -> &mut Self {
        self.problem.help = Some(help.into());
        self
    }

    /// Says that it is about another card as well.
    pub(super) fn with(&mut self, other: Owner) -> &mut Self {
        self.owners.push(other);
        self
    }
}
