//! What every command needs: where things are, in which form the result is wanted, and who learns.

use std::io::{self, StdoutLock};
use std::{panic, thread};

use super::args::Global;
use super::exit::{Interruption, UsageError};
use super::invocation::Invocation;
use super::keeping;
use super::out::Form;
use super::pick::{self, Said};
use super::screen::{OutputError, Screen};
use super::sitting::{self, Choice, Ends};
use super::style::{Colour, Output};
use crate::day::Clock;
use crate::deck::{Collection, Problem, Severity, Volume};
use crate::identity::Decks;
use crate::learner::LearnerName;
use crate::progress::AccessMode;
use crate::study::{NotFound, Outside, Study};
use crate::text::SafeText;

/// The surroundings of one run of the program.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) outside: Outside,
    pub(super) face: Choice,
    pub(super) form: Form,
    pub(super) colour: Colour,
    pub(super) invocation: Invocation,
    ends: Ends,
}

impl Desk {
    /// Reads the global options and looks at both ends.
    pub(super) fn set(global: &Global) -> Self {
        let ends = Ends::find();
        Self {
            outside: Outside {
                decks: global.decks.clone(),
                progress: global.progress.clone(),
                learner: global.learner.clone(),
                clock: global.now.clone().unwrap_or(Clock::System),
                seed: global.seed,
            },
            face: Choice::of(global, ends),
            form: Form::of(global),
            colour: sitting::colour(global, ends),
            invocation: Invocation::of(global),
            ends,
        }
    }

    /// Standard output as a screen.
    pub(super) fn screen(&self) -> Screen<StdoutLock<'static>> {
        Screen::new(io::stdout().lock(), self.colour, sitting::size().columns)
    }

    /// All decks, whoever learns them. Names the broken ones on standard error.
    ///
    /// # Errors
    ///
    /// The folder of decks cannot be read.
    pub(super) fn volumes(&self) -> Result<Vec<Volume>, NotFound> {
        Ok(self.decks(self.outside.collection()?).0)
    }

    /// Names the broken decks on standard error; they never stop the others.
    fn decks(&self, collection: Collection) -> (Vec<Volume>, Decks) {
        let errors: Vec<&Problem> = collection
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        if !errors.is_empty() {
            tell_errors(&errors, &self.invocation.line("check"));
        }
        let read = if errors.is_empty() {
            Decks::All
        } else {
            Decks::SomeUnread
        };
        (collection.volumes, read)
    }

    /// Finds out who learns; several are asked about at a terminal.
    ///
    /// # Errors
    ///
    /// Nobody can be asked, or nobody answers.
    pub(super) fn learner(&self) -> anyhow::Result<LearnerName> {
        let error = match self.outside.learner() {
            Ok(learner) => return Ok(learner),
            Err(error) => error,
        };
        let is_asked = self.face.is_person() && self.ends.input == Output::Terminal;
        match error.downcast_ref::<NotFound>() {
            Some(NotFound::Learner(names)) if is_asked => match pick::learner(names)? {
                Said::Answer(learner) => Ok(learner),
                Said::Nothing => Err(UsageError("no learner was chosen".to_owned()).into()),
                Said::Signal(signal) => Err(Interruption(signal).into()),
            },
            Some(_) | None => Err(error),
        }
    }

    /// Finds out who learns, if that is plain; nobody is asked.
    ///
    /// # Errors
    ///
    /// The folder of learners cannot be read, or the name given is none.
    pub(super) fn known_learner(&self) -> anyhow::Result<Option<LearnerName>> {
        match self.outside.learner() {
            Ok(learner) => Ok(Some(learner)),
            Err(error) => match error.downcast_ref::<NotFound>() {
                Some(NotFound::Learner(_)) => Ok(None),
                Some(_) | None => Err(error),
            },
        }
    }

    /// Opens the learner's progress beside all decks.
    ///
    /// # Errors
    ///
    /// There is no such learner, or the folder of decks or the progress cannot be opened.
    pub(super) fn study(&self, mode: AccessMode) -> anyhow::Result<Study> {
        self.study_of(&self.learner()?, mode)
    }

    /// Opens a learner's progress beside all decks.
    ///
    /// # Errors
    ///
    /// The folder of decks or the progress cannot be opened.
    pub(super) fn study_of(
        &self,
        learner: &LearnerName,
        mode: AccessMode,
    ) -> anyhow::Result<Study> {
        // Neither needs the other, and both take their time when there is much of them.
        let (collection, kept) = thread::scope(|scope| {
            let collecting = scope.spawn(|| self.outside.collection());
            let kept = self.outside.keep(learner, mode, &mut keeping::tell);
            let collection = collecting.join();
            (
                collection.unwrap_or_else(|cause| panic::resume_unwind(cause)),
                kept,
            )
        });
        let (decks, read) = self.decks(collection?);
        let mut study = Study::new(&self.outside, decks, kept?);
        study.find_renamed(read, mode)?;
        Ok(study)
    }

    /// Opens the learner's progress alone, for what needs no deck.
    ///
    /// # Errors
    ///
    /// As [`Desk::study`].
    pub(super) fn study_without_decks(&self, mode: AccessMode) -> anyhow::Result<Study> {
        let learner = self.learner()?;
        let kept = self.outside.keep(&learner, mode, &mut keeping::tell)?;
        Ok(Study::new(&self.outside, Vec::<Volume>::new(), kept))
    }
}

/// A line an error, unless there are very many, with the command that shows more.
fn tell_errors(errors: &[&Problem], check: &str) {
    let mut screen = Screen::plain(io::stderr().lock());
    let mut tell = || -> Result<(), OutputError> {
        for line in super::problems::headlines(errors) {
            screen.line_of(&line)?;
        }
        let what_to_do = format!("These decks are left out; `{check}` shows what to do.");
        screen.line_of(&SafeText::line(&what_to_do))
    };
    // There is nowhere left to tell that standard error is closed.
    drop(tell());
}
