//! Years and the stretches of time a date can name. Knows the era, no calendar and no doubt.

use super::Precision;
use super::calendar::Calendar;
use serde::{Deserialize, Serialize};

/// A year, counted as astronomers do: year 0 is 1 BC, -43 is 44 BC. From 9999 BC to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Year(i16);

impl Year {
    /// 9999 BC.
    pub const FIRST: Self = Self(-9998);
    /// 9999.
    pub const LAST: Self = Self(9999);

    /// Returns the year with this astronomical number; nothing outside the range.
    pub fn new(number: i32) -> Option<Self> {
        let year = Self(i16::try_from(number).ok()?);
        (Self::FIRST..=Self::LAST).contains(&year).then_some(year)
    }

    /// Returns the year `count` of `era`; nothing for 0 and outside the range.
    pub fn in_era(count: u32, era: Era) -> Option<Self> {
        let count = i32::try_from(count).ok().filter(|count| *count > 0)?;
        match era {
            Era::Ad => Self::new(count),
            Era::Bc => Self::new(1 - count),
        }
    }

    /// The astronomical number: 0 is 1 BC.
    pub fn number(self) -> i32 {
        i32::from(self.0)
    }

    /// The era.
    pub fn era(self) -> Era {
        if self.0 > 0 { Era::Ad } else { Era::Bc }
    }

    /// The number within the era, at least 1.
    pub fn in_its_era(self) -> u32 {
        match self.era() {
            Era::Ad => self.0.unsigned_abs().into(),
            Era::Bc => u32::from(self.0.unsigned_abs()) + 1,
        }
    }
}

/// Before or after the turn of the eras.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// Before Christ; also written BCE.
    Bc,
    /// Anno Domini; also written CE.
    Ad,
}

/// A season of the northern half of the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February, of the winter before or after the year's middle.
    Winter,
}

impl Season {
    pub(super) const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// The season's number in EDTF, where a month would stand: 21 to 24.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Spring => 21,
            Self::Summer => 22,
            Self::Autumn => 23,
            Self::Winter => 24,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::Autumn => "autumn",
            Self::Winter => "winter",
        }
    }

    fn has_month(self, month: u8) -> bool {
        match self {
            Self::Spring => (3..=5).contains(&month),
            Self::Summer => (6..=8).contains(&month),
            Self::Autumn => (9..=11).contains(&month),
            Self::Winter => matches!(month, 12 | 1 | 2),
        }
    }
}

/// A stretch of time with a name of its own.
///
/// Centuries and decades are numbered without a gap between the eras: 0 is the first one after Christ, -1 the last
/// one before. `Century(12)` is `12XX`, the 13th; `Century(-3)` the 3rd before Christ, 300 to 201 BC; `Decade(128)` the
/// 1280s; `Decade(-29)` the 280s BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Period {
    /// A century.
    Century(i16),
    /// A decade.
    Decade(i16),
    /// A year.
    Year(Year),
    /// A season of a year.
    Season(Year, Season),
    /// A month of a year, 1 to 12.
    Month(Year, u8),
    /// A day of a month, as long as some calendar makes that month.
    Day(Year, u8, u8),
}

/// A day as year, month and day; ordered as days are.
pub(super) type DayKey = (i32, u8, u8);

impl Period {
    pub(crate) fn precision(self) -> Precision {
        match self {
            Self::Century(_) => Precision::Century,
            Self::Decade(_) => Precision::Decade,
            Self::Year(_) => Precision::Year,
            Self::Season(..) | Self::Month(..) => Precision::Month,
            Self::Day(..) => Precision::Day,
        }
    }

    pub(crate) fn year(self) -> Option<Year> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(year)
            | Self::Season(year, _)
            | Self::Month(year, _)
            | Self::Day(year, _, _) => Some(year),
        }
    }

    pub(crate) fn month(self) -> Option<u8> {
        match self {
            Self::Month(_, month) | Self::Day(_, month, _) => Some(month),
            Self::Century(_) | Self::Decade(_) | Self::Year(_) | Self::Season(..) => None,
        }
    }

    pub(crate) fn day(self) -> Option<u8> {
        match self {
            Self::Day(_, _, day) => Some(day),
            Self::Century(_)
            | Self::Decade(_)
            | Self::Year(_)
            | Self::Season(..)
            | Self::Month(..) => None,
        }
    }

    /// Cuts to `precision`; what is coarser already stays as it is.
    pub(crate) fn at(self, precision: Precision) -> Self {
        if self.precision() <= precision {
            return self;
        }
        let (first, _) = self.years();
        match (precision, self) {
            (Precision::Century, _) => Self::Century(century_of(first)),
            (Precision::Decade, _) => Self::Decade(decade_of(first)),
            (Precision::Year, _) => Self::Year(first),
            (Precision::Month, Self::Day(year, month, _)) => Self::Month(year, month),
            (Precision::Month | Precision::Day, _) => self,
        }
    }

    /// The first and the last year it touches.
    pub(crate) fn years(self) -> (Year, Year) {
        match self {
            Self::Century(number) => years_of(number, 100),
            Self::Decade(number) => years_of(number, 10),
            Self::Year(year)
            | Self::Season(year, _)
            | Self::Month(year, _)
            | Self::Day(year, _, _) => (year, year),
        }
    }

    /// Tells whether `finer` lies wholly inside, or is the same.
    pub(crate) fn contains(self, finer: Self) -> bool {
        match (self, finer.month()) {
            (Self::Season(year, season), Some(month)) => {
                finer.year() == Some(year) && season.has_month(month)
            }
            (Self::Century(_), _) => {
                let (first, last) = self.years();
                let (start, end) = finer.years();
                first <= start && end <= last
            }
            _ => finer.precision() >= self.precision() && finer.at(self.precision()) == self,
        }
    }

    /// The first and the last day it may touch, in its own calendar.
    pub(super) fn days(self, calendar: Calendar) -> (DayKey, DayKey) {
        let (first, last) = self.years();
        let (first, last) = (first.number(), last.number());
        match self {
            Self::Century(_) | Self::Decade(_) | Self::Year(_) => ((first, 1, 1), (last, 12, 31)),
            Self::Season(_, Season::Spring) => ((first, 3, 1), (last, 5, 31)),
            Self::Season(_, Season::Summer) => ((first, 6, 1), (last, 8, 31)),
            Self::Season(_, Season::Autumn) => ((first, 9, 1), (last, 11, 30)),
            // "Winter 1274" may be the one that starts or the one that ends in 1274.
            Self::Season(_, Season::Winter) => ((first - 1, 12, 1), (last + 1, 2, 28)),
            Self::Month(year, month) => (
                (first, month, 1),
                (last, month, calendar.days_in(year, month)),
            ),
            Self::Day(_, month, day) => ((first, month, day), (last, month, day)),
        }
    }
}

/// The century a year counts to; 1200 to 1299 are one, and so are 300 to 201 BC.
pub(crate) fn century_of(year: Year) -> i16 {
    if year.0 > 0 {
        year.0 / 100
    } else {
        year.0 / 100 - 1
    }
}

/// The decade a year counts to; 1280 to 1289 are one, and so are 289 to 280 BC.
pub(crate) fn decade_of(year: Year) -> i16 {
    if year.0 > 0 {
        year.0 / 10
    } else {
        (year.0 - 1) / 10 - 1
    }
}

fn years_of(number: i16, length: i16) -> (Year, Year) {
    // Before Christ a century ends in 01 ("300 to 201 BC") while a decade ends in 0 ("289 to 280 BC"): that is how
    // people count them.
    let (first, last) = match (number, length) {
        (0, _) => (1, length - 1),
        (1.., _) => (number * length, number * length + length - 1),
        (_, 100) => ((number + 1) * 100 - 99, (number + 1) * 100),
        (_, _) => ((number + 1) * 10 - 8, ((number + 1) * 10 + 1).min(0)),
    };
    (Year(first).max(Year::FIRST), Year(last).min(Year::LAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(number: i32) -> Year {
        Year::new(number).expect("a year in range")
    }

    #[track_caller]
    fn years(period: Period, first: i32, last: i32) {
        assert_eq!(period.years(), (year(first), year(last)));
    }

    #[test]
    fn centuries_count_through_the_turn_of_the_eras() {
        years(Period::Century(12), 1200, 1299);
        years(Period::Century(0), 1, 99);
        years(Period::Century(-1), -99, 0);
        years(Period::Century(-3), -299, -200);
    }

    #[test]
    fn decades_count_through_the_turn_of_the_eras() {
        years(Period::Decade(128), 1280, 1289);
        years(Period::Decade(0), 1, 9);
        years(Period::Decade(-1), -8, 0);
        years(Period::Decade(-29), -288, -279);
    }

    #[test]
    fn every_year_lies_in_its_decade_and_its_century() {
        for number in Year::FIRST.number()..=Year::LAST.number() {
            let point = Period::Year(year(number));
            for coarse in [point.at(Precision::Decade), point.at(Precision::Century)] {
                assert!(coarse.contains(point), "{number} in {coarse:?}");
            }
        }
    }

    #[test]
    fn a_year_knows_its_number_in_its_era() {
        assert_eq!((year(-43).in_its_era(), year(-43).era()), (44, Era::Bc));
        assert_eq!((year(0).in_its_era(), year(79).in_its_era()), (1, 79));
        assert_eq!(Year::in_era(44, Era::Bc), Some(year(-43)));
        assert_eq!(Year::in_era(0, Era::Bc), None);
    }

    #[test]
    fn a_season_holds_its_months() {
        let spring = Period::Season(year(1990), Season::Spring);
        assert!(spring.contains(Period::Month(year(1990), 4)));
        assert!(!spring.contains(Period::Month(year(1990), 6)));
        assert!(Period::Year(year(1990)).contains(spring));
        assert!(!Period::Month(year(1990), 4).contains(spring));
    }
}
