//! What is wrong with a date in a deck, in a teacher's words.

use super::super::impossible::NoSuchDate;
use super::super::read::{UnreadableDate, read};
use super::super::{DateOrder, HistoricDate};

/// A text that is not a date as decks write them.
///
/// Its message says what is wrong; [`EdtfProblem::suggestion`] what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct EdtfProblem {
    offset: usize,
    reason: EdtfReason,
    suggestion: Option<String>,
}

impl EdtfProblem {
    /// Where in the text it is wrong: a byte offset, never beyond the text's end.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong.
    pub fn reason(&self) -> EdtfReason {
        self.reason
    }

    /// What to write instead, where there is no doubt what was meant.
    pub fn suggestion(&self) -> Option<String> {
        self.suggestion.clone()
    }
}

/// What is wrong with a date in a deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EdtfReason {
    /// Nothing there.
    #[error("the date is missing; write it as 1972-02-24, 1972-02 or 1972")]
    Empty,
    /// Not EDTF at all.
    #[error("a date is written 1972-02-24, 1972-02, 1972, 197X for a decade or 19XX for a century")]
    Prose,
    /// A year of other than four digits.
    #[error("a year has four digits, 0079 for AD 79")]
    YearDigits,
    /// A month or day of one digit, or of three.
    #[error("month and day have two digits each")]
    TwoDigits,
    /// `X` elsewhere than at the end of a year.
    #[error("leave out what is not known; X stands only for the end of a year, in 197X and 19XX")]
    UnknownPart,
    /// `X` in a year before Christ.
    #[error(
        "X cannot stand in a year before Christ; give its first and last year, -0299/-0200 for the 3rd century BC"
    )]
    UnknownDigitsBc,
    /// `-0000`.
    #[error("1 BC is 0000, 2 BC is -0001")]
    MinusZero,
    /// A code for a quarter or the like.
    #[error("of the parts of a year only months, 01 to 12, and seasons, 21 to 24, can be asked")]
    PartOfYear,
    /// `~`, `?` or `%` elsewhere than at the end.
    #[error("~, ? and % stand at the end of a date")]
    InnerDoubt,
    /// Three dates or more.
    #[error("a span has one start and one end, 2012/2017")]
    ThirdEdge,
    /// A span without start and end.
    #[error("a span needs a start or an end, 1971/.. or ../1971")]
    NoEdge,
    /// A set of dates.
    #[error("a set of dates cannot be asked; give one of them, and the others under \"accept\"")]
    Set,
    /// A year beyond four digits.
    #[error("years with Y cannot be asked; years go from 9999 BC, -9998, to 9999")]
    LongYear,
    /// A time of day.
    #[error("a time of day cannot be asked; give the day alone")]
    Time,
    /// A date that does not exist.
    #[error(transparent)]
    NoSuchDate(NoSuchDate),
}

/// A place and a reason, before anybody asks what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Fault {
    offset: usize,
    reason: EdtfReason,
}

impl Fault {
    pub(super) fn new(offset: usize, reason: EdtfReason) -> Self {
        Self { offset, reason }
    }

    /// Adds what was meant by `text`, if it can be read as people read dates.
    pub(in super::super) fn explain(self, text: &str) -> EdtfProblem {
        EdtfProblem {
            offset: self.offset.min(text.len()),
            reason: self.reason,
            suggestion: meant_by(text)
                .map(|date| date.edtf())
                .filter(|edtf| edtf != text),
        }
    }
}

fn meant_by(text: &str) -> Option<HistoricDate> {
    let text = without_time(text);
    let typed = read(text, DateOrder::DayFirst)
        .or_else(|_: UnreadableDate| read(known_part(text), DateOrder::DayFirst))
        .ok()?;
    let is_certain = typed.second().is_none() && typed.is_plain();
    is_certain.then(|| typed.first().clone())
}

/// `1972-02-24` of `1972-02-24T09:00`.
fn without_time(text: &str) -> &str {
    match text.split_once('T') {
        Some((date, _)) if date.ends_with(|c: char| c.is_ascii_digit()) => date,
        _ => text,
    }
}

/// `1985` of `1985-XX-XX`.
fn known_part(text: &str) -> &str {
    text.split_once("-X").map_or(text, |(known, _)| known)
}
