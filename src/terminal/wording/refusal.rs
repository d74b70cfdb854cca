//! Why a line means nothing, and what to type instead.

use crate::grading::Unreadable;
use crate::session::Invalid;

use super::phrase::letter;

/// Why a line means nothing, and what to do instead.
pub(in crate::terminal) fn invalid(invalid: &Invalid) -> String {
    match invalid {
        Invalid::Unreadable(reason) => unreadable(reason),
        Invalid::RevealFirst => "turn the card over first, with :reveal".to_owned(),
        Invalid::RateFirst => "say how well you knew it: again, hard, good or easy".to_owned(),
        Invalid::NothingToReveal => {
            "only a flip card can be turned over; type an answer, or nothing if you don't know it"
                .to_owned()
        }
        Invalid::NothingToRate => "there is no answer yet to rate otherwise".to_owned(),
        Invalid::NothingToUndo => "there is no answer to take back".to_owned(),
        Invalid::EmptyFlag => {
            "say what is wrong with the question, such as \":flag it was 1275\"".to_owned()
        }
        Invalid::NoQuestion => "no question is open".to_owned(),
    }
}

/// Why a response cannot be judged.
pub(super) fn unreadable(reason: &Unreadable) -> String {
    match reason {
        Unreadable::NotADate => {
            "this is not a date; write it like 1281, August 1281 or 15 August 1281".to_owned()
        }
        Unreadable::NoSuchDate(why) => why.clone(),
        Unreadable::AmbiguousDate(one, other) => {
            format!("this can be {one} or {other}; write the month as a word")
        }
        Unreadable::NotANumber => {
            "this is not a figure; write it like 20,000 or 1.65 million".to_owned()
        }
        Unreadable::AmbiguousNumber(one, other) => {
            format!("this can be {one} or {other}; write it without separators")
        }
        Unreadable::NoSuchOption(options) => {
            format!(
                "there is no such option; choose from a to {}",
                letter(options.saturating_sub(1))
            )
        }
        Unreadable::NotAnOrder(items) => {
            format!("give each of the {items} letters once, first one first, such as b a c")
        }
        Unreadable::NotPairs(pairs) => {
            format!("give {pairs} pairs of a letter and a number, such as a2 b1 c3")
        }
        Unreadable::SelfRated => {
            "this card is rated, not answered; type again, hard, good or easy".to_owned()
        }
        Unreadable::TooLong => "this is too long for an answer".to_owned(),
    }
}

/// A word with a colon that is no command.
pub(in crate::terminal) fn unknown_command(word: &str) -> String {
    format!("\":{word}\" is no command; :help lists them, and \"::\" begins an answer with a colon")
}
