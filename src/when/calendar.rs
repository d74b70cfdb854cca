//! The calendars dates are written in. A date is compared as its source says it; it is converted only for a note.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use super::period::{DayKey, Period, Year};
use super::{Extent, HistoricDate};

/// The calendar a date is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Calendar {
    /// The calendar of today, also before it was introduced.
    #[default]
    Gregorian,
    /// The calendar of Europe until 1582, in places until 1918.
    Julian,
    /// A lunar or lunisolar calendar, with its months numbered from 1.
    Lunar,
    /// The source does not tell.
    Unknown,
}

impl Calendar {
    /// All calendars.
    pub const ALL: [Self; 4] = [Self::Gregorian, Self::Julian, Self::Lunar, Self::Unknown];

    /// The word in decks: `gregorian`, `julian`, `lunar`, `unknown`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gregorian => "gregorian",
            Self::Julian => "julian",
            Self::Lunar => "lunar",
            Self::Unknown => "unknown",
        }
    }

    /// How many days `month`, 1 to 12, has in `year`.
    ///
    /// Lunar and unknown months are taken to be as long as Julian ones, the longest there are.
    pub(super) fn days_in(self, year: Year, month: u8) -> u8 {
        match month {
            4 | 6 | 9 | 11 => 30,
            2 if self.is_leap(year) => 29,
            2 => 28,
            _ => 31,
        }
    }

    fn is_leap(self, year: Year) -> bool {
        let year = year.number();
        let is_julian = edtf_calendars::is_julian_leap(year.into());
        match self {
            Self::Gregorian => is_julian && (year % 100 != 0 || year % 400 == 0),
            Self::Julian | Self::Lunar | Self::Unknown => is_julian,
        }
    }
}

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Not one of the four words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a calendar is julian, gregorian, lunar or unknown")]
pub struct CalendarError;

impl FromStr for Calendar {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Self, CalendarError> {
        Self::ALL
            .into_iter()
            .find(|calendar| calendar.word() == text)
            .ok_or(CalendarError)
    }
}

impl HistoricDate {
    /// Returns the same day in the calendar of today; nothing but for a Julian date that is known to the day.
    pub fn in_gregorian(&self) -> Option<Self> {
        let Extent::Point(point) = self.extent else {
            return None;
        };
        let (Calendar::Julian, Period::Day(year, month, day)) = (self.calendar, point.period)
        else {
            return None;
        };
        let (year, month, day) = julian_to_gregorian((year.number(), month, day))?;
        let period = Period::Day(Year::new(year)?, month, day);
        Some(Self::point(period, point.certainty))
    }
}

/// The Gregorian day of a Julian one; nothing if there is no such day.
pub(super) fn julian_to_gregorian((year, month, day): DayKey) -> Option<DayKey> {
    let julian = edtf_calendars::JulianDate {
        year: year.into(),
        month,
        day,
    };
    let gregorian = edtf_calendars::julian_to_gregorian(julian).ok()?;
    Some((
        i32::try_from(gregorian.year).ok()?,
        gregorian.month,
        gregorian.day,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(edtf: &str, calendar: Calendar) -> HistoricDate {
        HistoricDate::parse_in(edtf, calendar).expect("a date")
    }

    #[test]
    fn the_words_of_decks_are_read_back() {
        for calendar in Calendar::ALL {
            assert_eq!(calendar.word().parse(), Ok(calendar));
        }
        assert_eq!("Roman".parse::<Calendar>(), Err(CalendarError));
    }

    #[test]
    fn a_julian_day_is_told_in_the_calendar_of_today() {
        let storm = date("1281-08-15", Calendar::Julian);
        let told = storm.in_gregorian().expect("a day");
        assert_eq!(told.to_string(), "22 August 1281");
        assert_eq!(told.calendar(), Calendar::Gregorian);
    }

    #[test]
    fn only_a_julian_day_is_converted() {
        assert_eq!(date("1281-08", Calendar::Julian).in_gregorian(), None);
        assert_eq!(date("1281-08-15", Calendar::Gregorian).in_gregorian(), None);
        assert_eq!(date("1281-08-15", Calendar::Lunar).in_gregorian(), None);
        assert_eq!(date("9999-12-31", Calendar::Julian).in_gregorian(), None);
    }

    #[test]
    fn leap_days_follow_the_calendar() {
        assert!(HistoricDate::parse_in("1300-02-29", Calendar::Julian).is_ok());
        assert!(HistoricDate::parse_in("1300-02-29", Calendar::Gregorian).is_err());
        assert!(HistoricDate::parse_in("1200-02-29", Calendar::Gregorian).is_ok());
        assert!(HistoricDate::parse_in("1301-02-29", Calendar::Julian).is_err());
    }
}
