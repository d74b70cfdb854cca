//! Which of two dates came first, where there is no doubt.

use std::cmp::Ordering;

use super::calendar::{Calendar, julian_to_gregorian};
use super::period::{DayKey, Period};
use super::{Certainty, Edge, Extent, HistoricDate, Point, Precision};

/// The year from which the age of a date in doubt is counted. A fixed one, so that a deck is read the same in every year.
const REFERENCE_YEAR: i32 = 2026;

/// How many months a lunar date may lie after the month of today with the same number.
const LUNAR_LAG_MONTHS: i32 = 2;

impl HistoricDate {
    /// Tells which date came first, if that is certain whatever is not known about them: `Less` when this one did. `Equal` only when both
    /// are the same exact day.
    ///
    /// A date in doubt may be off by 2 % of its age, at least 1 and at most 15 years. Days and months of other calendars are
    /// compared by the days of today they may fall on.
    pub fn definite_order(&self, other: &Self) -> Option<Ordering> {
        let is_same_calendar =
            self.calendar == other.calendar && self.calendar != Calendar::Unknown;
        let (a, b) = (
            self.stretch(is_same_calendar),
            other.stretch(is_same_calendar),
        );
        let is_before = |end: Option<DayKey>, start: Option<DayKey>| {
            end.zip(start).is_some_and(|(end, start)| end < start)
        };
        if is_before(a.last, b.first) {
            Some(Ordering::Less)
        } else if is_before(b.last, a.first) {
            Some(Ordering::Greater)
        } else if a == b && a.first == a.last && a.first.is_some() {
            Some(Ordering::Equal)
        } else {
            None
        }
    }

    /// The days it may touch; its own calendar's if `is_same_calendar`, else today's.
    fn stretch(&self, is_same_calendar: bool) -> Stretch {
        let days = |point: Point| {
            let days = widened(point, self.calendar);
            if is_same_calendar {
                days
            } else {
                in_todays_calendar(days, point.period.precision(), self.calendar)
            }
        };
        let (first, last) = match self.extent {
            Extent::Point(point) => (Edge::At(point), Edge::At(point)),
            Extent::Span(start, end) => (start, end),
        };
        Stretch {
            first: first.point().map(|point| days(point).0),
            last: last.point().map(|point| days(point).1),
        }
    }
}

/// From the first to the last day; nothing where it has no end, or none that is known.
#[derive(PartialEq)]
struct Stretch {
    first: Option<DayKey>,
    last: Option<DayKey>,
}

/// Tells whether a span from `start` to `end` would end before it starts.
pub(super) fn is_backwards(start: Period, end: Period) -> bool {
    let (first, _) = start.days(Calendar::Julian);
    let (_, last) = end.days(Calendar::Julian);
    last < first
}

fn widened(point: Point, calendar: Calendar) -> (DayKey, DayKey) {
    let (first, last) = point.period.days(calendar);
    if point.certainty == Certainty::Exact {
        return (first, last);
    }
    let earlier = first.0 - doubt_years(first.0);
    let later = last.0 + doubt_years(last.0);
    ((earlier, first.1, first.2), (later, last.1, last.2))
}

fn doubt_years(year: i32) -> i32 {
    // Half up, in whole years.
    let age = (REFERENCE_YEAR - year).max(0);
    ((age + 25) / 50).clamp(1, 15)
}

fn in_todays_calendar(
    (first, last): (DayKey, DayKey),
    precision: Precision,
    calendar: Calendar,
) -> (DayKey, DayKey) {
    // A year is the same year in all of them, for all that a reader means by it.
    if precision < Precision::Month {
        return (first, last);
    }
    match calendar {
        Calendar::Gregorian => (first, last),
        Calendar::Julian => (
            julian_to_gregorian(first).unwrap_or(first),
            julian_to_gregorian(last).unwrap_or(last),
        ),
        Calendar::Lunar => (first, months_later(last, LUNAR_LAG_MONTHS)),
        Calendar::Unknown => (
            months_later(first, -1),
            months_later(last, LUNAR_LAG_MONTHS),
        ),
    }
}

/// The key of the same day some months later; good for comparing, though that month may not have the day.
fn months_later((year, month, day): DayKey, months: i32) -> DayKey {
    let count = year * 12 + i32::from(month) - 1 + months;
    let month = u8::try_from(count.rem_euclid(12) + 1).expect("a month is 1 to 12");
    (count.div_euclid(12), month, day)
}

impl Edge {
    fn point(self) -> Option<Point> {
        match self {
            Self::At(point) => Some(point),
            Self::Open | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(edtf: &str) -> HistoricDate {
        let (edtf, calendar) = match edtf.split_once(' ') {
            Some((edtf, word)) => (edtf, word.parse().expect("a calendar")),
            None => (edtf, Calendar::Gregorian),
        };
        HistoricDate::parse_in(edtf, calendar).expect("a date")
    }

    #[track_caller]
    fn before(a: &str, b: &str) {
        let (a, b) = (date(a), date(b));
        assert_eq!(a.definite_order(&b), Some(Ordering::Less), "{a} and {b}");
        assert_eq!(b.definite_order(&a), Some(Ordering::Greater), "{b} and {a}");
    }

    #[track_caller]
    fn in_doubt(a: &str, b: &str) {
        let (a, b) = (date(a), date(b));
        assert_eq!(a.definite_order(&b), None, "{a} and {b}");
        assert_eq!(b.definite_order(&a), None, "{b} and {a}");
    }

    #[test]
    fn dates_that_do_not_touch_are_in_order() {
        before("1274-10", "1281-05");
        before("1274", "1275");
        before("-0043", "0014");
        before("11XX", "1268");
        before("1990-21", "1990-23");
        before("1971/1972", "1973/..");
    }

    #[test]
    fn dates_that_touch_are_in_doubt() {
        in_doubt("1990", "1990-03");
        in_doubt("1990", "1990");
        in_doubt("12XX", "1268");
        in_doubt("1971/..", "1999");
        in_doubt("1971/", "1999");
        in_doubt("2012/2017", "2015");
    }

    #[test]
    fn only_an_exact_day_equals_itself() {
        let day = date("1972-02-24");
        assert_eq!(day.definite_order(&day), Some(Ordering::Equal));
        in_doubt("1972-02-24~", "1972-02-24~");
    }

    #[test]
    fn a_date_in_doubt_reaches_further_the_older_it_is() {
        in_doubt("1580~", "1571");
        before("1570", "1580~");
        in_doubt("1281?", "1268");
        before("1265", "1281?");
        in_doubt("2008~", "2009");
        before("2008~", "2010");
    }

    #[test]
    fn days_of_other_calendars_are_compared_by_the_days_they_fall_on() {
        before("1274-11 julian", "1275");
        in_doubt("1917-10-25 julian", "1917-11-07 lunar");
        before("1917-10-25 julian", "1917-11-08");
        let (old, new) = (date("1917-10-25 julian"), date("1917-11-07"));
        assert_eq!(old.definite_order(&new), Some(Ordering::Equal));
        before("1274-09 lunar", "1274-10 lunar");
        in_doubt("1274-09 lunar", "1274-11");
        in_doubt("1274-09 unknown", "1274-10 unknown");
    }
}
