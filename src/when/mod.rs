//! Historic dates: a value with its precision, certainty and calendar; read from EDTF and from what people type.
//!
//! Knows nothing of cards and grading, and never reads the clock.

mod calendar;
mod edtf;
mod impossible;
mod order;
mod period;
mod read;
mod show;

use serde::{Deserialize, Serialize};

pub use calendar::{Calendar, CalendarError};
pub use edtf::{EdtfProblem, EdtfReason};
pub use impossible::NoSuchDate;
pub use period::{Era, Year};
pub use read::{TypedDate, UnreadableDate, read};

pub(crate) use period::{Period, century_of, decade_of};
pub(crate) use read::read_before_christ;

/// A historic date: a day, a month, a season, a year, a decade, a century, or a span between two of them.
///
/// Two dates are equal when they say the same in the same calendar; "1281" and "August 1281" are not. Compare what a
/// source says with [`HistoricDate::at`] and [`HistoricDate::definite_order`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HistoricDate {
    extent: Extent,
    calendar: Calendar,
}

/// How fine a date is, coarsest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A hundred years.
    Century,
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

/// How an all-number date with a slash is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// `03/04/1972` is 3 April.
    #[default]
    DayFirst,
    /// `03/04/1972` is 4 March.
    MonthFirst,
}

/// One period, or two with all that lies between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Extent {
    Point(Point),
    /// At least one edge is known, and the end does not lie before the start.
    Span(Edge, Edge),
}

/// A period and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Point {
    period: Period,
    certainty: Certainty,
}

/// Where a span starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Edge {
    At(Point),
    /// Nowhere yet: it goes on, or always was.
    Open,
    /// Somewhere, but nobody knows where.
    Unknown,
}

/// How sure a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Certainty {
    #[default]
    Exact,
    /// `~`: about then.
    Approximate,
    /// `?`: perhaps then.
    Uncertain,
    /// `%`: perhaps about then.
    Both,
}

impl HistoricDate {
    /// Reads EDTF in the calendar of today, as decks write dates: `1972-02-24`, `1972-02`, `1972`, `197X`, `19XX`, `-0043` for
    /// 44 BC, `1990-21` for the spring of 1990; with `~`, `?` or `%` behind it; two of them with `/` between; `1971/..`.
    ///
    /// # Errors
    ///
    /// The text is not one of these, or the date does not exist.
    pub fn parse(edtf: &str) -> Result<Self, EdtfProblem> {
        Self::parse_in(edtf, Calendar::Gregorian)
    }

    /// Reads EDTF as [`HistoricDate::parse`] does, with the days of `calendar`: 29 February 1300 is a day in the Julian one.
    ///
    /// # Errors
    ///
    /// The text is not one of these, or the date does not exist.
    pub fn parse_in(edtf: &str, calendar: Calendar) -> Result<Self, EdtfProblem> {
        edtf::parse(edtf, calendar).map_err(|fault| fault.explain(edtf))
    }

    /// Returns the date as EDTF, in one way only; [`HistoricDate::parse_in`] reads it back as the same date.
    pub fn edtf(&self) -> String {
        edtf::write(&self.extent)
    }

    /// The calendar it is written in.
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// How fine it is; a season counts as a month, and a span is as fine as the coarser of its edges.
    pub fn precision(&self) -> Precision {
        match self.extent {
            Extent::Point(point) => point.period.precision(),
            Extent::Span(Edge::At(start), Edge::At(end)) => {
                start.period.precision().min(end.period.precision())
            }
            Extent::Span(Edge::At(point), _) | Extent::Span(_, Edge::At(point)) => {
                point.period.precision()
            }
            Extent::Span(..) => Precision::Century,
        }
    }

    /// Cuts the date to `precision`; what is coarser already stays as it is. A span that then lies within one period becomes that
    /// period: 2012 to 2017 is in the 2010s.
    #[must_use]
    pub fn at(&self, precision: Precision) -> Self {
        let cut = |point: Point| Point {
            period: point.period.at(precision),
            certainty: point.certainty,
        };
        let extent = match self.extent {
            Extent::Point(point) => Extent::Point(cut(point)),
            Extent::Span(start, end) => match (start.map(cut), end.map(cut)) {
                (Edge::At(start), Edge::At(end)) if start.period == end.period => {
                    Extent::Point(Point {
                        period: start.period,
                        certainty: start.certainty.and(end.certainty),
                    })
                }
                (start, end) => Extent::between(start, end),
            },
        };
        Self {
            extent,
            calendar: self.calendar,
        }
    }

    /// The year; nothing for a span, a decade or a century.
    pub fn year(&self) -> Option<Year> {
        self.period()?.year()
    }

    /// The month, 1 to 12; nothing for a span, a season, and what is coarser.
    pub fn month(&self) -> Option<u8> {
        self.period()?.month()
    }

    /// The day of the month; nothing for a span and what is coarser.
    pub fn day(&self) -> Option<u8> {
        self.period()?.day()
    }

    /// Tells whether it lasts from one period to another.
    pub fn is_span(&self) -> bool {
        matches!(self.extent, Extent::Span(..))
    }

    /// Tells whether it is known only about, or is in doubt; of a span, whether an edge is.
    pub fn is_approximate(&self) -> bool {
        match self.extent {
            Extent::Point(point) => point.certainty != Certainty::Exact,
            Extent::Span(start, end) => [start, end].into_iter().any(|edge| match edge {
                Edge::At(point) => point.certainty != Certainty::Exact,
                Edge::Open | Edge::Unknown => false,
            }),
        }
    }

    /// Where a span starts; nothing if it is no span, or its start is open or unknown.
    pub fn start(&self) -> Option<Self> {
        match self.extent {
            Extent::Span(Edge::At(start), _) => Some(self.with_point(start)),
            Extent::Span(..) | Extent::Point(_) => None,
        }
    }

    /// Where a span ends; nothing if it is no span, or its end is open or unknown.
    pub fn end(&self) -> Option<Self> {
        match self.extent {
            Extent::Span(_, Edge::At(end)) => Some(self.with_point(end)),
            Extent::Span(..) | Extent::Point(_) => None,
        }
    }

    /// Years from one date to the other, by their years alone; nothing unless both have a year. There is no year 0: from 1 BC to AD 1
    /// it is one year.
    pub fn years_between(&self, other: &Self) -> Option<u32> {
        let (a, b) = (self.year()?.number(), other.year()?.number());
        Some(a.abs_diff(b))
    }

    /// The period, unless it is a span.
    pub(crate) fn period(&self) -> Option<Period> {
        match self.extent {
            Extent::Point(point) => Some(point.period),
            Extent::Span(..) => None,
        }
    }

    /// An exact date in the calendar of today.
    pub(crate) fn exact(period: Period) -> Self {
        Self::point(period, Certainty::Exact)
    }

    fn point(period: Period, certainty: Certainty) -> Self {
        Self {
            extent: Extent::Point(Point { period, certainty }),
            calendar: Calendar::Gregorian,
        }
    }

    fn with_point(&self, point: Point) -> Self {
        Self {
            extent: Extent::Point(point),
            calendar: self.calendar,
        }
    }
}

impl Extent {
    /// A span, or the century or decade before Christ that these edges enclose.
    ///
    /// EDTF writes a century before Christ as `-0299/-0200`, so that this is one, and as the edge of a span it becomes its first
    /// or last year: every date has one form.
    fn between(start: Edge, end: Edge) -> Self {
        let start = start.map(|point| point.as_edge(Year::min));
        let end = end.map(|point| point.as_edge(Year::max));
        if let (Edge::At(first), Edge::At(last)) = (start, end)
            && let (Period::Year(year), Period::Year(last_year)) = (first.period, last.period)
            && year.era() == Era::Bc
            && first.certainty == last.certainty
        {
            for period in [
                Period::Century(century_of(year)),
                Period::Decade(decade_of(year)),
            ] {
                if period.years() == (year, last_year) {
                    return Self::Point(Point {
                        period,
                        certainty: first.certainty,
                    });
                }
            }
        }
        Self::Span(start, end)
    }
}

impl Point {
    /// Itself, or of a century or decade before Christ the year `pick` picks of its first and last.
    fn as_edge(self, pick: impl FnOnce(Year, Year) -> Year) -> Self {
        let (first, last) = self.period.years();
        match self.period {
            Period::Century(..=-1) | Period::Decade(..=-1) => Self {
                period: Period::Year(pick(first, last)),
                certainty: self.certainty,
            },
            Period::Century(_)
            | Period::Decade(_)
            | Period::Year(_)
            | Period::Season(..)
            | Period::Month(..)
            | Period::Day(..) => self,
        }
    }
}

impl Edge {
    fn map(self, change: impl FnOnce(Point) -> Point) -> Self {
        match self {
            Self::At(point) => Self::At(change(point)),
            Self::Open => Self::Open,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl Certainty {
    /// What is left when both doubts hold.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Exact, certainty) | (certainty, Self::Exact) => certainty,
            (Self::Approximate, Self::Approximate) => Self::Approximate,
            (Self::Uncertain, Self::Uncertain) => Self::Uncertain,
            (Self::Approximate | Self::Both, Self::Uncertain | Self::Both)
            | (Self::Uncertain | Self::Both, Self::Approximate | Self::Both) => Self::Both,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(edtf: &str) -> HistoricDate {
        HistoricDate::parse(edtf).expect("a date")
    }

    #[test]
    fn a_date_is_cut_to_a_precision_and_never_refined() {
        let day = date("1281-08-15");
        let cut = [
            (Precision::Century, "12XX"),
            (Precision::Decade, "128X"),
            (Precision::Year, "1281"),
            (Precision::Month, "1281-08"),
            (Precision::Day, "1281-08-15"),
        ];
        for (precision, edtf) in cut {
            assert_eq!(day.at(precision), date(edtf));
        }
        assert_eq!(date("12XX").at(Precision::Day), date("12XX"));
        assert_eq!(date("1990-21").at(Precision::Day), date("1990-21"));
        assert_eq!(date("-0043").at(Precision::Century), date("-0099/0000"));
    }

    #[test]
    fn a_span_within_one_period_is_cut_to_that_period() {
        assert_eq!(date("2012/2017").at(Precision::Decade), date("201X"));
        assert_eq!(date("2005/2017").at(Precision::Decade), date("200X/201X"));
    }

    #[test]
    fn a_span_is_as_fine_as_its_coarser_edge() {
        assert_eq!(date("1970/1972-02").precision(), Precision::Year);
        assert_eq!(date("1971-03/..").precision(), Precision::Month);
        assert_eq!(date("1990-21").precision(), Precision::Month);
    }

    #[test]
    fn a_span_has_no_year_and_its_edges_have() {
        let span = date("2012/2017~");
        assert_eq!(span.year(), None);
        assert_eq!(span.start(), Some(date("2012")));
        assert_eq!(span.end(), Some(date("2017~")));
        assert!(span.is_span() && span.is_approximate());
    }

    #[test]
    fn years_are_counted_over_the_turn_of_the_eras() {
        assert_eq!(date("-0043").years_between(&date("0014-08-19")), Some(57));
        assert_eq!(date("1972").years_between(&date("1911")), Some(61));
        assert_eq!(date("12XX").years_between(&date("1911")), None);
    }
}
