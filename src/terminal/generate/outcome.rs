//! What came of generating decks: in lines, as JSON, and as an exit code.

use std::io::Write;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::json;

use super::super::exit::ExitCode;
use super::super::problems;
use super::super::screen::{OutputError, Screen};
use crate::card::DeckId;
use crate::deck::{Problem, Severity};
use crate::facts::{Status, Unasked};
use crate::text::SafeText;

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Of the facts, or of decks that must not be written.
    pub(super) problems: Vec<Problem>,
    pub(super) decks: Vec<Written>,
    pub(super) facts: usize,
    pub(super) unasked: Vec<Unasked>,
}

/// A deck and what was done with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) id: DeckId,
    pub(super) path: PathBuf,
    pub(super) cards: usize,
    pub(super) state: State,
}

/// How a deck file stands to what the facts give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// It was written.
    Written,
    /// It was there as it should be.
    Unchanged,
    /// It is there and says something else.
    Differs,
    /// It is not there.
    Missing,
    /// Somebody edited it, so it was left.
    Edited,
    /// The facts no longer give it.
    Stale,
}

impl Outcome {
    pub(super) fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    pub(super) fn exit_code(&self) -> ExitCode {
        let is_fine = |written: &Written| match written.state {
            State::Written | State::Unchanged => true,
            State::Differs | State::Missing | State::Edited | State::Stale => false,
        };
        if self.has_errors() || !self.decks.iter().all(is_fine) {
            ExitCode::Failed
        } else {
            ExitCode::Done
        }
    }

    pub(super) fn write<W: Write>(&self, screen: &mut Screen<W>) -> Result<(), OutputError> {
        if self.has_errors() {
            return Ok(());
        }
        for deck in &self.decks {
            screen.line_of(&deck.line())?;
        }
        let cards: usize = self.decks.iter().map(|deck| deck.cards).sum();
        let asked = self.facts - self.unasked.len();
        screen.line_of(&SafeText::line(&format!(
            "{} and {} about {asked} of {}{}",
            counted(self.decks.len(), "deck"),
            counted(cards, "card"),
            counted(self.facts, "fact"),
            self.left_out(),
        )))
    }

    /// How many facts are not asked, and why.
    fn left_out(&self) -> String {
        let count =
            |is: &dyn Fn(&Unasked) -> bool| self.unasked.iter().filter(|fact| is(fact)).count();
        let reasons = [
            (count(&|fact| fact.status == Status::Gap), "lost"),
            (
                count(&|fact| fact.status == Status::Reference),
                "for reference",
            ),
            (count(&|fact| fact.reason.is_some()), "left out on purpose"),
        ];
        let words: Vec<String> = reasons
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, why)| format!("{count} {why}"))
            .collect();
        if words.is_empty() {
            String::new()
        } else {
            format!("; not asked: {}", words.join(", "))
        }
    }

    /// The problems as `check` lists them, with the decks and the facts not asked beside them.
    pub(super) fn to_json(&self) -> serde_json::Value {
        let decks: Vec<serde_json::Value> = self.decks.iter().map(Written::to_json).collect();
        let unasked: Vec<serde_json::Value> = self
            .unasked
            .iter()
            .map(|fact| {
                json!({
                    "fact": fact.fact.as_ref(),
                    "status": fact.status.word(),
                    "reason": fact.reason,
                })
            })
            .collect();
        let mut value = problems::to_json(&self.problems);
        value["decks"] = decks.into();
        value["unasked"] = unasked.into();
        value
    }
}

impl Written {
    fn line(&self) -> SafeText {
        let what = match self.state {
            State::Written => "written",
            State::Unchanged => "unchanged",
            State::Differs => "differs from what the facts give; run jmrel-quiz generate",
            State::Missing => "is missing; run jmrel-quiz generate",
            State::Edited => {
                "was edited by hand and is left as it is; put the change into the facts, then use --force"
            }
            State::Stale => "is given by no fact any more; delete it",
        };
        SafeText::line(&format!("{}: {what}", self.path.display()))
    }

    fn to_json(&self) -> serde_json::Value {
        json!({
            "id": self.id.as_ref(),
            "path": self.path.display().to_string(),
            "cards": self.cards,
            "state": self.state,
        })
    }
}

fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
