//! What was guessed about a row, and why a row gave no card: in words for the teacher who pasted it.

use crate::quantity::Number;
use crate::when::HistoricDate;

/// Something that was guessed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Doubt {
    /// `03/04/1972`.
    #[error("{typed:?} is taken as {taken}; it may be {other}")]
    TwoDates {
        /// As typed.
        typed: String,
        /// The date that is written.
        taken: HistoricDate,
        /// The other one it may be.
        other: HistoricDate,
    },
    /// Four digits without a word about years.
    #[error("{0:?} is taken as a year; if it counts something, write number instead of date")]
    BareYear(String),
    /// `20.000`.
    #[error("{typed:?} is taken as {taken}; it may be {other}")]
    TwoNumbers {
        /// As typed.
        typed: String,
        /// The number that is written.
        taken: Number,
        /// The other one it may be.
        other: Number,
    },
    /// `7 Samurai`.
    #[error("{0:?} is taken as a figure; if it is a name, write answer with the text in quotes")]
    Named(String),
    /// `May 5`, `'79`.
    #[error("{0:?} looks like a date, but its year is missing or cut short; it is taken as a text")]
    NoYear(String),
    /// `late 13th century`.
    #[error("{0:?} is finer than a date can say; it is taken as a text")]
    PartOfPeriod(String),
    /// `30 February 1300`.
    #[error("{0:?} is no date: {1}; it is taken as a text")]
    NoSuchDate(String, String),
    /// The column is one of dates or figures, and this is none.
    #[error("{0:?} is not a {1}; it is taken as a text")]
    NotOfColumn(String, &'static str),
    /// `Tsushima, Iki, Hakata`.
    #[error("the commas are taken as parting several right answers: {0}")]
    ListByCommas(usize),
    /// `Ulaanbaatar / Ulan Bator`.
    #[error("{0:?} may hold two right answers; write the second under accept")]
    Alternatives(String),
    /// Nobody types a paragraph.
    #[error("the answer is long; learners turn the card and rate themselves")]
    LongAnswer,
    /// A wrong option that is none.
    #[error("the wrong option {0:?} is left out: it is the answer, or not of its kind")]
    Option(String),
    /// More of them than anybody is shown, in a row that cannot be taken as it is.
    #[error("{0} other answers or options are left out: there are too many to look at each")]
    Untried(usize),
    /// Pictures, sounds.
    #[error("{0} is left out")]
    Dropped(String),
    /// An entity or a tag of HTML that is not known.
    #[error("{0:?} of HTML is kept as it is")]
    Markup(String),
    /// A cloze that could not be read as one.
    #[error("the gaps could not be read; the sentence is taken as a question")]
    Gaps,
    /// Control characters.
    #[error("invisible control characters are left out")]
    Controls,
    /// More cells than columns.
    #[error("what stands beyond column {0} is left out")]
    MoreColumns(usize),
    /// The third column without a name.
    #[error("the third column is taken as explanations")]
    ThirdColumn,
    /// A dash as separator.
    #[error("the lines are parted at their first {0:?}")]
    PartedByDash(&'static str),
    /// Bytes that are no UTF-8.
    #[error("the text is not saved as UTF-8; look at letters with accents")]
    NotUtf8,
}

/// A row that gave no card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Omission {
    /// The line it begins on, from 1.
    pub line: u32,
    /// Why.
    pub why: Missing,
}

/// Why a row gave no card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// The first column is empty.
    #[error("there is no question")]
    Question,
    /// The second column is empty.
    #[error("there is no answer")]
    Answer,
    /// It stands above already.
    #[error("the same question and answer stand on line {0}")]
    Twice(u32),
    /// What the parser says to it.
    #[error("it cannot be a card: {0}")]
    Refused(String),
}
