//! What was missed, and what there is to say all the same: data, whose words are a face's business.

use crate::card::FactId;
use crate::quantity::Number;
use crate::when::{HistoricDate, Precision};

/// Earlier or later, lower or higher than the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The response lies before, or below, the answer.
    Under,
    /// The response lies after, or above, the answer.
    Over,
}

/// Where a span begins, or where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first date.
    First,
    /// Its last date.
    Last,
}

/// What was missed.
#[derive(Clone, Debug, PartialEq)]
pub enum Miss {
    /// "I don't know." Wrong. Code `unknown`.
    Unknown,
    /// It is the answer of another card of the deck. Wrong. Code `other-card`.
    OtherCard {
        /// The other card's fact.
        fact: FactId,
        /// The other card's `about`: "the second fleet".
        about: String,
        /// Which part of the other answer it equals, for a date; nothing for other kinds.
        at: Option<Precision>,
    },
    /// Right, but coarser than asked ("1972" where the day is asked). Close. Code `coarser`.
    Coarser {
        /// What is asked.
        asked: Precision,
    },
    /// One end of the span asked. Close. Code `one-end`.
    OneEnd {
        /// Which one.
        given: End,
    },
    /// Right, but coarser than the season asked. Close. Code `no-season`.
    NoSeason,
    /// The year is right, the month is not; the day, if given, does not count then. Close. Code `wrong-month`.
    WrongMonth,
    /// Year and month are right, the day is not. Close. Code `wrong-day`.
    WrongDay,
    /// Day and month are right, the year is not. Wrong. Code `wrong-year`.
    WrongYear {
        /// By how many years.
        years: u32,
        /// To which side.
        side: Side,
    },
    /// The number of the year is right, BC and AD are mixed up. Wrong. Code `wrong-era`.
    WrongEra,
    /// Right, were it said to be before Christ; the question does not say it either. Close. Code `no-era`.
    NoEra,
    /// Off by years. Wrong; Close when the card has a margin and it lies within three times of it. Code `off-years`.
    OffYears {
        /// By how many years.
        years: u32,
        /// To which side.
        side: Side,
    },
    /// Off by decades or centuries, where that is what is asked. Wrong. Code `off-decades`, `off-centuries`.
    OffPeriods {
        /// Decade or century.
        unit: Precision,
        /// How many.
        count: u32,
        /// To which side.
        side: Side,
    },
    /// "about 1281" where a year is known exactly. Close. Code `approximate`.
    Approximate,
    /// A figure that is off by a part of itself. Close or wrong. Code `off-percent`.
    OffPercent {
        /// Percent of the answer, rounded; at least 1.
        percent: u32,
        /// To which side.
        side: Side,
    },
    /// A small whole number, a percentage or an ordinal that is off by so much. Close or wrong. Code `off-amount`.
    OffAmount {
        /// The difference, above 0.
        amount: Number,
        /// To which side.
        side: Side,
    },
    /// A zero too many or too few: off by a power of ten exactly. Wrong. Code `off-factor`.
    OffFactor {
        /// The power of ten, above 0.
        power: u32,
        /// To which side.
        side: Side,
    },
    /// The number is right as a share where a percentage is asked: 0.43 for 43 %. Close. Code `share`.
    Share,
    /// Another unit that cannot be converted into the one asked. Wrong. Code `wrong-unit`.
    WrongUnit {
        /// The unit asked for.
        wanted: String,
    },
    /// "less than" where it is "more than", or the like. Wrong. Code `wrong-direction`.
    WrongDirection,
    /// A text that is nearly right: a slip too large, or strictly forbidden. Close. Code `spelling`.
    Spelling,
    /// Right but for case, on a card strict about it. Close. Code `case`.
    Case,
    /// Right but for diacritics, on a card strict about them. Close. Code `diacritics`.
    Diacritics,
    /// Whole words of the answer, and not all of them: "Lesseps" for "Ferdinand de Lesseps". Close. Code `part`.
    Part {
        /// The answer.
        of: String,
    },
    /// Another text, or another option. Wrong. Code `different`.
    Different,
    /// Part of a set. Close when at least one item is right, else wrong. Code `set`.
    Set {
        /// Right ones not given.
        missing: Vec<String>,
        /// Given ones not right.
        extra: Vec<String>,
    },
    /// Order or pairs partly right. Close when at least one stands right, else wrong. Code `places`.
    Places {
        /// In the right place.
        right: usize,
        /// All places.
        of: usize,
    },
}

impl Miss {
    /// The stable code kept in the log.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::OtherCard { .. } => "other-card",
            Self::Coarser { .. } => "coarser",
            Self::OneEnd { .. } => "one-end",
            Self::NoSeason => "no-season",
            Self::WrongMonth => "wrong-month",
            Self::WrongDay => "wrong-day",
            Self::WrongYear { .. } => "wrong-year",
            Self::WrongEra => "wrong-era",
            Self::NoEra => "no-era",
            Self::OffYears { .. } => "off-years",
            Self::OffPeriods {
                unit: Precision::Decade,
                ..
            } => "off-decades",
            Self::OffPeriods { .. } => "off-centuries",
            Self::Approximate => "approximate",
            Self::OffPercent { .. } => "off-percent",
            Self::OffAmount { .. } => "off-amount",
            Self::OffFactor { .. } => "off-factor",
            Self::Share => "share",
            Self::WrongUnit { .. } => "wrong-unit",
            Self::WrongDirection => "wrong-direction",
            Self::Spelling => "spelling",
            Self::Case => "case",
            Self::Diacritics => "diacritics",
            Self::Part { .. } => "part",
            Self::Different => "different",
            Self::Set { .. } => "set",
            Self::Places { .. } => "places",
        }
    }
}

/// What there is to say besides the verdict.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Right, but spelt otherwise: "check the spelling: Kōan". Code `spelling`.
    Spelling {
        /// The right spelling.
        right: String,
    },
    /// Right by one of the values the author accepts besides the answer. Code `accepted`.
    Accepted,
    /// A date that can be read in two ways was read in the one that is right. Code `read-date`.
    ReadDate(HistoricDate),
    /// A number that can be read in two ways was read so. Code `read-number`.
    ReadNumber(Number),
    /// Right after conversion from another unit. Code `converted`.
    Converted {
        /// The value in the unit of the answer.
        number: Number,
        /// The unit of the answer.
        unit: String,
    },
    /// Right within the margin, not exactly; the exact value is shown anyway. Code `within-margin`.
    WithinMargin,
}

impl Note {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Spelling { .. } => "spelling",
            Self::Accepted => "accepted",
            Self::ReadDate(_) => "read-date",
            Self::ReadNumber(_) => "read-number",
            Self::Converted { .. } => "converted",
            Self::WithinMargin => "within-margin",
        }
    }
}
