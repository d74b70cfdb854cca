//! The hybrid logical clock: orders events of several devices, whatever their wall clocks say.
//!
//! A reading is the wall time or one more than the last reading, whichever is later; so what was seen comes before what
//! was done on seeing it, even when a clock goes back.

use crate::day::Timestamp;

/// A reading: milliseconds since the Unix epoch in the upper 48 bits, a counter in the lower 16.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hlc(i64);

/// Bits of the counter.
const COUNTER_BITS: u32 = 16;
/// The latest time that fits: in the year 6429.
const MAX_MS: i64 = i64::MAX >> COUNTER_BITS;
/// How far ahead of the wall another device's clock is believed.
const TRUST_MS: i64 = 24 * 3_600_000;
/// 1 January 2026, before there was this program. A clock that stands earlier is the one that is wrong, so it is no measure
/// for others: machines without a battery start in 1970.
const EARLIEST_BELIEVED_MS: i64 = 1_767_225_600_000;

impl Hlc {
    /// The earliest reading at this wall time; times that do not fit are brought into range.
    pub(super) fn at_ms(at_ms: i64) -> Self {
        Self(at_ms.clamp(0, MAX_MS) << COUNTER_BITS)
    }

    /// The latest reading of another device that moves our clock. A clock set to the year 2099 must not drag all others along.
    pub(super) fn horizon(now: Timestamp) -> Self {
        if now.at_ms() < EARLIEST_BELIEVED_MS {
            return Self(i64::MAX);
        }
        Self::at_ms(now.at_ms().saturating_add(TRUST_MS))
    }

    /// The wall time of the reading, in milliseconds since the Unix epoch.
    pub(super) fn ms(self) -> i64 {
        self.0 >> COUNTER_BITS
    }

    /// The reading after `last`.
    pub(super) fn next(last: Option<Self>, now: Timestamp) -> Self {
        let wall = Self::at_ms(now.at_ms());
        last.map_or(wall, |last| wall.max(Self(last.0.saturating_add(1))))
    }

    /// As a number that sorts the same.
    pub(super) fn number(self) -> i64 {
        self.0
    }

    /// Reads a number back.
    pub(super) fn from_number(number: i64) -> Self {
        Self(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::new(ms, 0)
    }

    #[test]
    fn readings_grow_though_the_wall_clock_goes_back() {
        let first = Hlc::next(None, at(1_000));
        let second = Hlc::next(Some(first), at(1_000));
        let third = Hlc::next(Some(second), at(5));
        let fourth = Hlc::next(Some(third), at(2_000));
        assert!(first < second && second < third && third < fourth);
        assert_eq!(fourth, Hlc::at_ms(2_000));
    }

    #[test]
    fn a_reading_is_never_before_its_wall_time() {
        for ms in [i64::MIN, -1, 0, 1_700_000_000_000, i64::MAX] {
            assert!(Hlc::next(Some(Hlc::at_ms(7)), at(ms)) >= Hlc::at_ms(at(ms).at_ms()));
        }
    }

    #[test]
    fn a_clock_that_stands_before_there_was_the_program_judges_nobody() {
        let reading = Hlc::at_ms(2_000_000_000_000);
        assert!(reading <= Hlc::horizon(at(0)));
        assert!(reading > Hlc::horizon(at(1_800_000_000_000)));
    }

    #[test]
    fn the_end_of_the_clock_is_no_overflow() {
        let last = Hlc::from_number(i64::MAX);
        assert_eq!(Hlc::next(Some(last), at(0)), last);
    }
}
