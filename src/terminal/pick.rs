//! Questions outside of a session: which learner, and whether it is meant.
//!
//! Both are asked on standard error, so that results stay alone on standard output.

use std::io;

use console::Term;
use dialoguer::{Confirm, Select};

use super::arrivals::Signal;
use crate::learner::LearnerName;
use crate::system::Held;
use crate::text::SafeText;

/// What a person said to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said<T> {
    /// This.
    Answer(T),
    /// Nothing: they left the question with Esc or q.
    Nothing,
    /// A signal came instead.
    Signal(Signal),
}

/// Asks which of several learners is there.
///
/// # Errors
///
/// The terminal cannot be read or written.
pub(super) fn learner(learners: &[LearnerName]) -> io::Result<Said<LearnerName>> {
    let names = learners
        .iter()
        .map(|learner| SafeText::line(learner.as_ref()));
    let select = Select::new()
        .with_prompt("Who learns")
        .items(names)
        .default(0);
    let said = asked(|term| select.interact_on_opt(term))?;
    Ok(match said {
        Said::Answer(index) => learners
            .get(index)
            .cloned()
            .map_or(Said::Nothing, Said::Answer),
        Said::Nothing => Said::Nothing,
        Said::Signal(signal) => Said::Signal(signal),
    })
}

/// Asks whether something that is hard to take back is meant; Enter alone says no.
///
/// # Errors
///
/// The terminal cannot be read or written.
pub(super) fn confirmed(question: &SafeText) -> io::Result<Said<bool>> {
    let confirm = Confirm::new().with_prompt(question.as_str()).default(false);
    asked(|term| confirm.interact_on_opt(term))
}

/// Signals interrupt the question instead of ending the program with a hidden cursor.
fn asked<T>(ask: impl FnOnce(&Term) -> dialoguer::Result<Option<T>>) -> io::Result<Said<T>> {
    let term = Term::stderr();
    let held = Held::new()?;
    let answer = ask(&term);
    if let Some(signal) = held.came() {
        term.show_cursor()?;
        return Ok(Said::Signal(signal));
    }
    match answer {
        Ok(answer) => Ok(answer.map_or(Said::Nothing, Said::Answer)),
        Err(dialoguer::Error::IO(error)) => {
            term.show_cursor()?;
            Err(error)
        }
    }
}
