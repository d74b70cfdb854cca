//! Recall achieved: how often a card that came back on a later day was still known.

use crate::scheduler::Done;

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
}

impl From<Done> for Retention {
    fn from(done: Done) -> Self {
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        Self {
            recalled: count(done.recalled),
            asked: count(done.asked),
        }
    }
}
