//! The model's waits in fractions of days become whole days that a learner can live by.

use std::cmp::Ordering;

use super::by_rating::ByRating;
use super::fuzz::{Fuzz, spread};
use crate::day::Days;

/// The longest wait, a hundred years.
pub(super) const MAX_DAYS: u32 = 36_500;

/// What a card comes from, which bounds its next wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// Its first meeting is rated at once.
    First,
    /// Its answer was shown before: whatever the rating, it comes again the next day.
    Introduced,
    /// It was failed last time.
    Failed,
    /// It was passed last time and waited so long.
    Kept(Days),
}

/// Returns the wait for each rating: 1 to 36 500 days, none shorter than that of a lower rating.
///
/// `Again` waits a day; that the card comes back the same day is a matter of its state. For a card not failed before,
/// the better of two passes waits at least a day longer, and a wait that the model lets grow does grow.
pub(super) fn intervals(raw_days: ByRating<f32>, pace: Pace, fuzz: Fuzz) -> ByRating<Days> {
    let wait = |raw: f32| fuzzed(raw, fuzz).max(least(raw, pace));
    let apart = match pace {
        Pace::First | Pace::Kept(_) => 1,
        Pace::Introduced | Pace::Failed => 0,
    };
    let longest = match pace {
        Pace::Introduced => 1,
        Pace::First | Pace::Failed | Pace::Kept(_) => MAX_DAYS,
    };
    let hard = wait(raw_days.hard).min(longest);
    let good = wait(raw_days.good).max(hard + apart).min(longest);
    let easy = wait(raw_days.easy).max(good + apart).min(longest);
    ByRating {
        again: Days(1),
        hard: Days(hard),
        good: Days(good),
        easy: Days(easy),
    }
}

fn fuzzed(raw: f32, fuzz: Fuzz) -> u32 {
    let raw = f64::from(raw);
    let spread = spread(raw);
    fuzz.pick(whole_days(raw - spread), whole_days(raw + spread))
}

/// Keeps fuzz from shrinking what the model does not shrink.
fn least(raw: f32, pace: Pace) -> u32 {
    let Pace::Kept(Days(previous)) = pace else {
        return 1;
    };
    let rounded = whole_days(f64::from(raw));
    match rounded.cmp(&previous) {
        Ordering::Greater => previous + 1,
        Ordering::Equal => previous,
        Ordering::Less => 1,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 1..=36 500 before"
)]
fn whole_days(days: f64) -> u32 {
    days.round().clamp(1.0, f64::from(MAX_DAYS)) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn raw(again: f32, hard: f32, good: f32, easy: f32) -> ByRating<f32> {
        ByRating {
            again,
            hard,
            good,
            easy,
        }
    }

    #[track_caller]
    fn days(raw_days: ByRating<f32>, pace: Pace, expected: [u32; 4]) {
        let days = intervals(raw_days, pace, Fuzz::draw(1));
        let days = [days.again, days.hard, days.good, days.easy].map(|days| days.0);
        assert_eq!(days, expected);
    }

    #[test]
    fn waits_under_half_a_day_become_a_day() {
        days(raw(0.01, 0.1, 0.2, 0.3), Pace::Failed, [1, 1, 1, 1]);
    }

    #[test]
    fn better_ratings_wait_at_least_a_day_longer() {
        days(raw(0.2, 1.3, 1.4, 1.5), Pace::First, [1, 1, 2, 3]);
        days(raw(0.2, 2.1, 2.2, 2.3), Pace::Kept(Days(2)), [1, 2, 3, 4]);
    }

    #[test]
    fn after_an_introduction_the_next_day_comes_whatever_the_rating() {
        days(raw(0.2, 1.3, 2.3, 8.3), Pace::Introduced, [1, 1, 1, 1]);
    }

    #[test]
    fn no_wait_is_longer_than_the_longest() {
        let long = raw(1.0, 90_000.0, f32::MAX, f32::MAX);
        days(
            long,
            Pace::Kept(Days(MAX_DAYS)),
            [1, MAX_DAYS, MAX_DAYS, MAX_DAYS],
        );
    }

    proptest! {
        #[test]
        fn a_lower_rating_never_waits_longer(
            mut waits in prop::array::uniform4(0.001..50_000f32),
            previous in 1..=MAX_DAYS,
            pace in 0..4u8,
            seed in any::<u64>(),
        ) {
            waits.sort_by(f32::total_cmp);
            let [again, hard, good, easy] = waits;
            let pace = match pace {
                0 => Pace::First,
                1 => Pace::Introduced,
                2 => Pace::Failed,
                _ => Pace::Kept(Days(previous)),
            };
            let days = intervals(raw(again, hard, good, easy), pace, Fuzz::draw(seed));
            prop_assert!(days.again <= days.hard && days.hard <= days.good && days.good <= days.easy);
            prop_assert!((1..=MAX_DAYS).contains(&days.again.0) && days.easy.0 <= MAX_DAYS);
            if matches!(pace, Pace::First | Pace::Kept(_)) {
                prop_assert!(days.good > days.hard || days.good.0 == MAX_DAYS);
                prop_assert!(days.easy > days.good || days.easy.0 == MAX_DAYS);
            }
        }

        #[test]
        fn fuzz_shrinks_no_wait_that_grows(previous in 1..2000u32, more in 0.0..400f32, seed in any::<u64>()) {
            let wait = f32::from(u16::try_from(previous).expect("small")) + more;
            let days = intervals(raw(wait, wait, wait, wait), Pace::Kept(Days(previous)), Fuzz::draw(seed));
            prop_assert!(days.hard.0 >= previous);
        }
    }
}
