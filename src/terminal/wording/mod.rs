//! The words for what the core says as data: verdicts, misses, notes, and why a line means nothing.
//!
//! Everything here is short enough for one line, lower case, without a final stop; the faces build sentences of it.

mod judgement;
mod phrase;
mod refusal;
mod sitting;
#[cfg(test)]
mod tests;

pub(super) use judgement::{Headline, headline, miss, note};
pub(super) use phrase::{cards, count, letter, sentence};
pub(super) use refusal::{invalid, unknown_command};
pub(super) use sitting::{COMMANDS, DONE, comes_back, how_to_answer, kept, leech, skipped};
