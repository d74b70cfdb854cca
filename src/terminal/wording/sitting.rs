//! What is said along the way: how to answer, when a card comes back, what can be asked for.

use std::path::Path;

use crate::card::CardId;
use crate::question::Asked;
use crate::session::{Judged, Return, Skip};

use super::super::invocation::Invocation;

/// How a question of this form is answered, where that is not plain.
pub(in crate::terminal) fn how_to_answer(asked: &Asked) -> Option<&'static str> {
    match asked {
        Asked::Text | Asked::Date | Asked::Number | Asked::Cloze => None,
        Asked::Set => Some("Several answers, in any order, with a semicolon between them."),
        Asked::Choice(_) => Some("One letter."),
        Asked::Choices(_) => Some("All right letters, such as a c."),
        Asked::Order(_) => Some("The letters in order, first one first, such as b a c."),
        Asked::Match { .. } => Some("Each letter with its number, such as a2 b1 c3."),
        Asked::Flip => Some("Think of the answer, then turn the card over."),
    }
}

/// When a card comes back.
pub(in crate::terminal) fn comes_back(judged: &Judged) -> String {
    match (judged.returns, judged.interval.0) {
        (Return::Today, _) => "again today".to_owned(),
        (Return::WhenDue, 0) => "today".to_owned(),
        (Return::WhenDue, 1) => format!("{}, tomorrow", judged.due),
        (Return::WhenDue, _) => format!("{}, in {}", judged.due, judged.interval),
    }
}

/// How a card was put aside.
pub(in crate::terminal) fn skipped(how: Skip) -> &'static str {
    match how {
        Skip::Later => "this card comes later",
        Skip::Buried => "this card comes tomorrow",
        Skip::Suspended => "this card is taken out until you ask it back",
    }
}

/// What is said of a card failed past the limit. The next question is asked already, so `:suspend` would take that one out.
pub(in crate::terminal) fn leech(card: &CardId, invocation: &Invocation) -> String {
    let suspend = invocation.line(&format!("card {card} suspend"));
    format!(
        "this card slips away again and again; a memory hook may help, or take it out: {suspend}"
    )
}

/// Where answers are kept, told once.
pub(in crate::terminal) fn kept(place: &Path) -> String {
    format!("your answers are kept in {}", place.display())
}

/// What is said when nothing is left to ask.
pub(in crate::terminal) const DONE: &str = "that was the last card";

/// The commands and what they do, for `:help`.
pub(in crate::terminal) const COMMANDS: [(&str, &str); 9] = [
    (":hint", "show the hint"),
    (":reveal", "turn a flip card over"),
    (":again :hard :good :easy", "rate the last answer otherwise"),
    (":undo", "take the last answer back"),
    (":skip", "ask this card later"),
    (":bury", "put this card off until tomorrow"),
    (":suspend", "take this card out"),
    (":flag TEXT", "say that this question is wrong"),
    (":quit", "end the session"),
];
