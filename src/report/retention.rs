//! Recall achieved: how often a card that came back on a later day was still known.

use std::collections::HashMap;

use crate::card::CardId;
use crate::day::Day;

use super::history::{Answer, Standing};

/// Cards that came back on a later day, and how many of them were recalled at the first try of that day.
///
/// This is what the desired retention promises; repeats of the same day would flatter it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Recalled.
    pub recalled: usize,
    /// Asked.
    pub asked: usize,
}

impl Retention {
    /// The share recalled, in 0..=1; nothing when nothing was asked.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts of reviews lie far below 2^52"
    )]
    pub fn share(self) -> Option<f64> {
        (self.asked > 0).then(|| self.recalled as f64 / self.asked as f64)
    }

    /// Counts the answers from the day `since` on; earlier ones only tell which cards had been rated before.
    pub(super) fn of<'a>(answers: impl Iterator<Item = &'a Answer>, since: Day) -> Self {
        let mut last_rated: HashMap<&CardId, Day> = HashMap::new();
        let mut retention = Self::default();
        for answer in answers.filter(|answer| answer.standing == Standing::Counts) {
            let Some(rating) = answer.rating else {
                continue;
            };
            let before = last_rated.insert(&answer.card, answer.day);
            if before.is_some_and(|before| before < answer.day) && answer.day >= since {
                retention.asked += 1;
                retention.recalled += usize::from(rating.is_pass());
            }
        }
        retention
    }
}
