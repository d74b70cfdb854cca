//! Spreads waits, so that cards learned together do not fall due together for ever.

use xxhash_rust::xxh3::xxh3_64;

/// Waits below this many days are too short to be spread.
const FROM_DAYS: f64 = 2.5;

/// Bands of the wait in days, each with the share of it that is added to the spread.
const BANDS: [(f64, f64, f64); 3] = [
    (2.5, 7.0, 0.15),
    (7.0, 20.0, 0.10),
    (20.0, f64::INFINITY, 0.05),
];

/// One draw, the same for the four ratings of a review: a better rating never gives a shorter wait by luck.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fuzz(u64);

impl Fuzz {
    /// Draws from the seed kept in the log, so that replay gives the same day for ever.
    ///
    /// The draw is a hash and not a generator of `rand`: its samplers may change from one version to the next.
    pub(super) fn draw(seed: u64) -> Self {
        Self(xxh3_64(&seed.to_le_bytes()))
    }

    /// Picks a whole number from `low` to `high`, both included. Grows with both.
    pub(super) fn pick(self, low: u32, high: u32) -> u32 {
        let width = u128::from(high.saturating_sub(low)) + 1;
        let step = (u128::from(self.0) * width) >> 64;
        low.saturating_add(u32::try_from(step).expect("the step is at most high - low"))
    }
}

/// Returns how many days a wait may move either way; none below two and a half days.
pub(super) fn spread(raw_days: f64) -> f64 {
    if raw_days < FROM_DAYS {
        return 0.0;
    }
    let shares = BANDS.map(|(from, to, share)| share * (raw_days.min(to) - from).max(0.0));
    1.0 + shares.iter().sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_wait_is_spread_wider() {
        for (raw, expected) in [
            (0.2, 0.0),
            (2.49, 0.0),
            (2.5, 1.0),
            (7.0, 1.675),
            (20.0, 2.975),
            (120.0, 7.975),
        ] {
            assert!(
                (spread(raw) - expected).abs() < 1e-9,
                "{raw}: {}",
                spread(raw)
            );
        }
    }

    #[test]
    fn every_day_of_the_range_is_drawn_about_as_often() {
        let mut counts = [0u32; 5];
        for seed in 0..5000 {
            let day = Fuzz::draw(seed).pick(8, 12);
            counts[usize::try_from(day - 8).expect("small")] += 1;
        }
        assert!(counts.iter().all(|n| (850..1150).contains(n)), "{counts:?}");
    }

    #[test]
    fn a_range_of_one_day_leaves_no_choice() {
        assert_eq!(Fuzz::draw(7).pick(3, 3), 3);
    }
}
