//! Time as the schedule sees it: an instant with the offset it was lived in, and the study day it falls on.
//!
//! Everything here is a value; [`Clock`] holds the only call to the system clock. Historic dates live in `when`.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp as Instant, ToSpan, ZonedDateTime};
use serde::{Deserialize, Serialize};

/// An instant and the local offset at which it was lived.
///
/// Milliseconds since 1970-01-01T00:00:00Z, any sign; the offset is in minutes east of UTC, -1559 to 1559.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Timestamp {
    at_ms: i64,
    offset_min: i16,
}

/// The offsets a time zone can have, in minutes: jiff allows up to 25:59:59 either way.
const MAX_OFFSET_MIN: i16 = 25 * 60 + 59;

impl Timestamp {
    /// Builds the instant, brought into the years -9998 to 9998 and the offset into its range.
    pub fn new(at_ms: i64, offset_min: i16) -> Self {
        const YEAR_MS: i64 = 366 * 86_400_000;
        Self {
            at_ms: at_ms.clamp(-11_900 * YEAR_MS, 7_990 * YEAR_MS),
            offset_min: offset_min.clamp(-MAX_OFFSET_MIN, MAX_OFFSET_MIN),
        }
    }

    /// Milliseconds since the Unix epoch, UTC.
    pub fn at_ms(self) -> i64 {
        self.at_ms
    }

    /// Minutes east of UTC.
    pub fn offset_min(self) -> i16 {
        self.offset_min
    }

    /// Whole milliseconds from `earlier` to here, 0 when the clock went back.
    pub fn ms_since(self, earlier: Self) -> u64 {
        u64::try_from(self.at_ms.saturating_sub(earlier.at_ms)).unwrap_or(0)
    }

    fn local(self) -> civil::DateTime {
        let offset = Offset::from_seconds(i32::from(self.offset_min) * 60).unwrap_or(Offset::UTC);
        let instant = Instant::from_millisecond(self.at_ms).unwrap_or(Instant::UNIX_EPOCH);
        offset.to_datetime(instant)
    }
}

/// Writes RFC 3339 with whole seconds: `2026-11-25T04:00:00+00:00`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, min) = if self.offset_min < 0 {
            ('-', -self.offset_min)
        } else {
            ('+', self.offset_min)
        };
        write!(
            f,
            "{}{sign}{:02}:{:02}",
            self.local().strftime("%Y-%m-%dT%H:%M:%S"),
            min / 60,
            min % 60
        )
    }
}

/// The hour of the local clock at which a study day begins, 0 to 23.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Rollover(u8);

impl Default for Rollover {
    fn default() -> Self {
        Self(4)
    }
}

impl TryFrom<u8> for Rollover {
    type Error = RolloverError;

    fn try_from(hour: u8) -> Result<Self, RolloverError> {
        if hour < 24 {
            Ok(Self(hour))
        } else {
            Err(RolloverError)
        }
    }
}

impl From<Rollover> for u8 {
    fn from(rollover: Rollover) -> Self {
        rollover.0
    }
}

/// Reads `4` or `04:00`.
impl FromStr for Rollover {
    type Err = RolloverError;

    fn from_str(text: &str) -> Result<Self, RolloverError> {
        let hour = text.trim().trim_end_matches(":00");
        hour.parse::<u8>()
            .map_err(|_| RolloverError)
            .and_then(Self::try_from)
    }
}

impl fmt::Display for Rollover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:00", self.0)
    }
}

/// The hour is not on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a study day starts at a full hour from 00:00 to 23:00; write it as \"04:00\"")]
pub struct RolloverError;

/// A study day: the local calendar date, where the hours before the rollover still belong to the day before.
///
/// Counted in days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

impl Day {
    /// Returns the study day of `at`, counted in the offset it was lived in: daylight saving and travel move the
    /// clock on the wall, never a day that is over.
    pub fn of(at: Timestamp, rollover: Rollover) -> Self {
        let shifted = at.local().saturating_sub(i64::from(rollover.0).hours());
        Self::from_date(shifted.date())
    }

    /// Returns the day with this number; 0 is 1970-01-01.
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Returns the day as other programs read it: `2026-11-25`.
    pub fn iso(self) -> String {
        self.date().to_string()
    }

    /// Days since 1970-01-01, negative before it.
    pub fn number(self) -> i32 {
        self.0
    }

    /// Returns the day `days` later.
    #[must_use]
    pub fn plus(self, days: Days) -> Self {
        Self(
            self.0
                .saturating_add(i32::try_from(days.0).unwrap_or(i32::MAX)),
        )
    }

    /// Days from `earlier` to here; none when the clock went back.
    pub fn since(self, earlier: Self) -> Days {
        Days(u32::try_from(i64::from(self.0) - i64::from(earlier.0)).unwrap_or(0))
    }

    fn from_date(date: civil::Date) -> Self {
        let days = (date - civil::date(1970, 1, 1)).get_days();
        Self(days)
    }

    fn date(self) -> civil::Date {
        civil::date(1970, 1, 1).saturating_add(self.0.days())
    }
}

/// Writes `25 November 2026`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().strftime("%-d %B %Y"))
    }
}

/// A whole number of days, 0 or more.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Days(pub u32);

/// Writes `1 day`, `12 days`, and from two months on `3 months`, `2.5 years`.
impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => write!(f, "1 day"),
            n @ 0..=59 => write!(f, "{n} days"),
            n @ 60..=729 => write!(f, "{} months", (n + 15) / 30),
            n => write!(f, "{:.1} years", f64::from(n) / 365.25),
        }
    }
}

/// The place on earth the learner's wall clock is set for; turns study days into instants.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone(TimeZone);

impl Zone {
    /// Returns the zone of UTC.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Returns the first instant of `day`. Where daylight saving skips the hour, it is the moment the clock jumps.
    pub fn start_of(&self, day: Day, rollover: Rollover) -> Timestamp {
        let local = day
            .date()
            .at(i8::try_from(rollover.0).unwrap_or(0), 0, 0, 0);
        match self.0.to_ambiguous_zoned_datetime(local).compatible() {
            Ok(zoned) => from_zoned(&zoned),
            Err(_) => Timestamp::new(i64::from(day.0) * 86_400_000, 0),
        }
    }
}

/// Where "now" comes from: the system, or an instant at which time stands still.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock in the machine's zone.
    System,
    /// Time stands still here, in this zone.
    Fixed(Box<ZonedDateTime>),
}

impl Clock {
    /// Returns the current time.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one reader of the system clock"
    )]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => from_zoned(&ZonedDateTime::now()),
            Self::Fixed(zoned) => from_zoned(zoned),
        }
    }

    /// Returns the local zone.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one reader of the system zone"
    )]
    pub fn zone(&self) -> Zone {
        match self {
            Self::System => Zone(TimeZone::system()),
            Self::Fixed(zoned) => Zone(zoned.time_zone().clone()),
        }
    }

    /// Tells whether time stands still, so that answer times are 0.
    pub fn is_fixed(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }
}

/// Reads RFC 3339 (`2026-11-24T09:00:00+01:00`), with an optional zone (`…[Europe/Berlin]`).
impl FromStr for Clock {
    type Err = ClockError;

    fn from_str(text: &str) -> Result<Self, ClockError> {
        let text = text.trim();
        let zoned = if text.contains('[') {
            text.parse::<ZonedDateTime>()
                .map_err(ClockError::Unreadable)?
        } else {
            let instant: Instant = text.parse().map_err(ClockError::Unreadable)?;
            let pieces =
                jiff::fmt::temporal::Pieces::parse(text).map_err(ClockError::Unreadable)?;
            let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
            instant.to_zoned_datetime(TimeZone::fixed(offset))
        };
        Ok(Self::Fixed(Box::new(zoned)))
    }
}

/// A time given by hand that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// Not RFC 3339, or an unknown zone.
    #[error(
        "this is not a time; write it like 2026-11-24T09:00:00+01:00 or 2026-11-24T09:00:00+01:00[Europe/Berlin]"
    )]
    Unreadable(#[source] jiff::Error),
}

fn from_zoned(zoned: &ZonedDateTime) -> Timestamp {
    let offset_min = i16::try_from(zoned.offset().seconds() / 60).unwrap_or(0);
    Timestamp::new(zoned.timestamp().as_millisecond(), offset_min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<Clock>().expect("a readable time").now()
    }

    #[track_caller]
    fn same_day(a: &str, b: &str, expected_days: u32) {
        let days = Day::of(at(b), Rollover::default()).since(Day::of(at(a), Rollover::default()));
        assert_eq!(days, Days(expected_days), "{a} to {b}");
    }

    #[test]
    fn the_hours_before_the_rollover_belong_to_the_day_before() {
        same_day("2026-11-24T04:00:00+00:00", "2026-11-25T03:59:59+00:00", 0);
        same_day("2026-11-24T04:00:00+00:00", "2026-11-25T04:00:00+00:00", 1);
    }

    #[test]
    fn daylight_saving_does_not_move_the_day() {
        same_day(
            "2026-03-28T12:00:00[Europe/Berlin]",
            "2026-03-29T03:59:59[Europe/Berlin]",
            0,
        );
        same_day(
            "2026-03-28T12:00:00[Europe/Berlin]",
            "2026-03-29T04:00:00[Europe/Berlin]",
            1,
        );
        same_day(
            "2026-10-24T12:00:00[Europe/Berlin]",
            "2026-10-25T04:00:00[Europe/Berlin]",
            1,
        );
        same_day(
            "2026-10-24T12:00:00[Europe/Berlin]",
            "2026-10-25T03:59:59[Europe/Berlin]",
            0,
        );
    }

    #[test]
    fn the_day_of_a_review_is_the_day_where_it_was_lived() {
        same_day("2026-11-24T20:00:00+09:00", "2026-11-24T20:00:00-08:00", 0);
    }

    #[test]
    fn a_clock_that_goes_back_gives_no_negative_time() {
        same_day("2026-11-24T12:00:00+00:00", "2016-11-24T12:00:00+00:00", 0);
        assert_eq!(
            at("2016-11-24T12:00:00Z").ms_since(at("2026-11-24T12:00:00Z")),
            0
        );
    }

    #[test]
    fn a_day_starts_at_the_local_rollover_hour() {
        let clock: Clock = "2026-11-24T09:00:00+01:00[Europe/Berlin]"
            .parse()
            .expect("a time");
        let tomorrow = Day::of(clock.now(), Rollover::default()).plus(Days(1));
        let start = clock.zone().start_of(tomorrow, Rollover::default());
        assert_eq!(start.to_string(), "2026-11-25T04:00:00+01:00");
    }

    #[test]
    fn a_day_that_starts_in_a_skipped_hour_starts_after_the_jump() {
        let clock: Clock = "2026-03-28T09:00:00+01:00[Europe/Berlin]"
            .parse()
            .expect("a time");
        let rollover = Rollover::try_from(2).expect("an hour");
        let day = Day::of(clock.now(), rollover).plus(Days(1));
        assert_eq!(
            clock.zone().start_of(day, rollover).to_string(),
            "2026-03-29T03:00:00+02:00"
        );
    }

    #[test]
    fn extreme_instants_are_brought_into_range_without_a_panic() {
        for ms in [i64::MIN, i64::MAX, 0, -1] {
            let at = Timestamp::new(ms, i16::MIN);
            let _ = (at.to_string(), Day::of(at, Rollover::default()).to_string());
        }
    }

    #[test]
    fn days_are_named_in_the_unit_a_person_would_use() {
        for (days, text) in [
            (1, "1 day"),
            (12, "12 days"),
            (90, "3 months"),
            (913, "2.5 years"),
        ] {
            assert_eq!(Days(days).to_string(), text);
        }
    }
}
