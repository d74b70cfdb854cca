//! What people type becomes a date, or a reason why it is none. Nothing is guessed: where two readings are possible, both are kept,
//! and digits are never corrected.
//!
//! One idea a file: `tokens` cuts the text up, `names` knows months and number words, `numbers` reads dates of figures alone, `words`
//! the others, `point` one date with what stands around it, `span` two of them.

mod names;
mod numbers;
mod point;
mod span;
mod tokens;
mod words;

use super::edtf;
use super::impossible::{self, NoSuchDate};
use super::period::{Period, Year, decade_of};
use super::{Calendar, Certainty, DateOrder, Extent, HistoricDate, Point};
use tokens::tokens;

/// Longest text read, in bytes.
const MAX_LEN: usize = 200;

/// Reads a date as people type it: `1281`, `Aug 1281`, `15 August 1281`, `August 15th, 1281`, `15.8.1281`, `13th century`, `1280s`,
/// `44 BC`, `ca. 1281`, `2012 to 2017`; and as it is shown, and as EDTF.
///
/// `order` decides which of the two readings of `03/04/1972` comes first.
///
/// # Errors
///
/// The text is no date, or not a whole one, or the date does not exist.
pub fn read(typed: &str, order: DateOrder) -> Result<TypedDate, UnreadableDate> {
    if typed.len() > MAX_LEN {
        return Err(UnreadableDate::NotADate);
    }
    let text = tokens::normalise(typed);
    span::read(&tokens(&text), order).or_else(|error| {
        edtf::parse(&text.to_uppercase(), Calendar::Gregorian)
            .map(TypedDate::new)
            .map_err(|_| error)
    })
}

/// Reads a date that does not say its era as one before Christ; nothing when it says its era, or does not exist then.
pub(crate) fn read_before_christ(typed: &str, order: DateOrder) -> Option<TypedDate> {
    read(&format!("{typed} BC"), order).ok()
}

/// A date as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDate {
    first: HistoricDate,
    second: Option<HistoricDate>,
    part: Option<Part>,
    shorthand: Shorthand,
}

/// A part of a century, decade or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Early,
    Middle,
    Late,
}

/// What was left out that a date could be mistaken by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shorthand {
    None,
    /// A year of one or two digits without an era.
    ShortYear,
    /// `1200s`, read as the century.
    Hundreds,
}

/// Why a typed text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableDate {
    /// It is something else.
    #[error("this is not a date")]
    NotADate,
    /// It is one that does not exist.
    #[error(transparent)]
    NoSuchDate(#[from] NoSuchDate),
    /// A day or a month of no year.
    #[error("the year is missing")]
    NoYear,
    /// "'72": it may be of any century.
    #[error("the year is cut short; give all its digits, or AD or BC with it")]
    ShortYear,
}

impl TypedDate {
    /// What it means; of two readings the likelier one.
    pub fn first(&self) -> &HistoricDate {
        &self.first
    }

    /// What it may mean too: the 4 March of "03/04/1972".
    pub fn second(&self) -> Option<&HistoricDate> {
        self.second.as_ref()
    }

    /// What it may mean: one date, or two with the likelier first.
    pub fn readings(&self) -> impl Iterator<Item = &HistoricDate> {
        std::iter::once(&self.first).chain(&self.second)
    }

    /// Tells whether it says "about" or "perhaps".
    pub fn is_approximate(&self) -> bool {
        self.readings().any(HistoricDate::is_approximate)
    }

    /// Tells whether the year has one or two digits and no era: "79".
    pub fn is_short_year(&self) -> bool {
        self.shorthand == Shorthand::ShortYear
    }

    /// The decade that "1200s" may mean too; it is read as the century.
    pub fn as_decade(&self) -> Option<HistoricDate> {
        let Extent::Point(point) = self.first.extent else {
            return None;
        };
        if self.shorthand != Shorthand::Hundreds {
            return None;
        }
        let (first, last) = point.period.years();
        // Before Christ the century ends in its hundred: the 200s BC are 299 to 200, and its decade 209 to 200.
        let hundred = if first.number() > 0 {
            first
        } else {
            Year::new(last.number() + 1)?
        };
        let decade = Period::Decade(decade_of(hundred));
        Some(HistoricDate::point(decade, point.certainty))
    }

    /// The first and last year meant: those of the first reading, or of its part in "late 13th century"; nothing for a span.
    pub fn years(&self) -> Option<(Year, Year)> {
        let (first, last) = self.first.period()?.years();
        let Some(part) = self.part else {
            return Some((first, last));
        };
        let length = last.number() - first.number() + 1;
        let (from, to) = match part {
            Part::Early => (0, length * 3 / 10),
            Part::Middle => (length * 3 / 10, length * 7 / 10),
            Part::Late => (length * 7 / 10, length),
        };
        let year = |offset: i32| Year::new(first.number() + offset);
        year(from).zip(year((to - 1).max(from)))
    }

    /// Tells whether nothing was left out and nothing got lost in reading.
    pub(crate) fn is_plain(&self) -> bool {
        self.part.is_none() && self.shorthand != Shorthand::ShortYear
    }

    fn new(date: HistoricDate) -> Self {
        Self {
            first: date,
            second: None,
            part: None,
            shorthand: Shorthand::None,
        }
    }

    fn either(first: HistoricDate, second: HistoricDate) -> Self {
        Self {
            second: Some(second).filter(|second| *second != first),
            ..Self::new(first)
        }
    }

    fn with_doubt(self, certainty: Certainty) -> Self {
        let doubt = |point: Point| Point {
            certainty: point.certainty.and(certainty),
            ..point
        };
        self.map(|extent| match extent {
            Extent::Point(point) => Extent::Point(doubt(point)),
            Extent::Span(start, end) => Extent::Span(start.map(doubt), end.map(doubt)),
        })
    }

    /// Changes what each reading says.
    fn map(mut self, change: impl Fn(Extent) -> Extent) -> Self {
        for reading in std::iter::once(&mut self.first).chain(&mut self.second) {
            reading.extent = change(reading.extent);
        }
        self
    }
}

/// A day as typed: in today's calendar, or in the Julian one if only that has it.
fn typed_day(year: Year, month: u32, day: u32) -> Result<HistoricDate, NoSuchDate> {
    match impossible::day(year, month, day, Calendar::Gregorian) {
        Ok(period) => Ok(HistoricDate::exact(period)),
        Err(NoSuchDate::JulianLeapDay { .. }) => {
            let period = impossible::day(year, month, day, Calendar::Julian)?;
            Ok(HistoricDate {
                calendar: Calendar::Julian,
                ..HistoricDate::exact(period)
            })
        }
        Err(reason) => Err(reason),
    }
}

#[cfg(test)]
mod tests;
