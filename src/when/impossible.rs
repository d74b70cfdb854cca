//! Dates that do not exist, and why.

use super::calendar::Calendar;
use super::period::{Period, Year};

/// The months of today's calendar, January first.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Why there is no such date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NoSuchDate {
    /// A year 0, with an era.
    #[error("there is no year 0; 1 BC is followed by AD 1")]
    YearZero,
    /// A year too far away.
    #[error("years go from 9999 BC to 9999")]
    Year,
    /// A century or decade too far away.
    #[error("centuries go from the 100th BC to the 100th")]
    Century,
    /// A month that is not 1 to 12.
    #[error("there is no month {0}")]
    Month(u32),
    /// A day 0.
    #[error("there is no day 0")]
    DayZero,
    /// A day after the last of the month, in whatever year.
    #[error("{} has {days} days{}", month_name(*.month), if *.month == 2 { " at most" } else { "" })]
    Day {
        /// 1 to 12.
        month: u8,
        /// How many days it has.
        days: u8,
    },
    /// 29 February of a year without one.
    #[error("February has 28 days in {year}")]
    LeapDay {
        /// The year.
        year: Year,
    },
    /// 29 February of a year that has one in the Julian calendar only.
    #[error("February has 28 days in {year}; 29 in the Julian calendar: add \"calendar: julian\"")]
    JulianLeapDay {
        /// The year.
        year: Year,
    },
    /// A span that ends before it starts.
    #[error("it ends before it starts")]
    Backwards,
}

pub(super) fn month_name(month: u8) -> &'static str {
    usize::from(month)
        .checked_sub(1)
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("a month")
}

/// The month `month` of `year`, if there is one.
pub(super) fn month(year: Year, month: u32) -> Result<Period, NoSuchDate> {
    checked_month(month).map(|month| Period::Month(year, month))
}

/// The day `day` of that month, if `calendar` has it.
pub(super) fn day(
    year: Year,
    month: u32,
    day: u32,
    calendar: Calendar,
) -> Result<Period, NoSuchDate> {
    let month = checked_month(month)?;
    let days = calendar.days_in(year, month);
    match u8::try_from(day) {
        Ok(0) => Err(NoSuchDate::DayZero),
        Ok(day) if day <= days => Ok(Period::Day(year, month, day)),
        Ok(29) if month == 2 && Calendar::Julian.days_in(year, month) == 29 => {
            Err(NoSuchDate::JulianLeapDay { year })
        }
        Ok(29) if month == 2 => Err(NoSuchDate::LeapDay { year }),
        Ok(_) | Err(_) if month == 2 => Err(NoSuchDate::Day { month, days: 29 }),
        Ok(_) | Err(_) => Err(NoSuchDate::Day { month, days }),
    }
}

fn checked_month(month: u32) -> Result<u8, NoSuchDate> {
    u8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))
        .ok_or(NoSuchDate::Month(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn why(year: i32, month: u32, day: u32, expected: &str) {
        let year = Year::new(year).expect("a year");
        let reason = super::day(year, month, day, Calendar::Gregorian).expect_err("no such day");
        assert_eq!(reason.to_string(), expected);
    }

    #[test]
    fn a_day_that_does_not_exist_says_why() {
        why(1281, 13, 1, "there is no month 13");
        why(1281, 4, 31, "April has 30 days");
        why(1281, 2, 30, "February has 29 days at most");
        why(1973, 2, 29, "February has 28 days in 1973");
        why(
            1300,
            2,
            29,
            "February has 28 days in 1300; 29 in the Julian calendar: add \"calendar: julian\"",
        );
        why(1281, 8, 0, "there is no day 0");
        why(1281, 8, 4_000_000_000, "August has 31 days");
    }
}
