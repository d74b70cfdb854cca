//! The four ways a card can go from here, one a rating.

use super::Record;
use super::by_rating::ByRating;
use super::fsrs;
use super::fuzz::Fuzz;
use super::interval::{Pace, intervals};
use crate::day::{Day, Days};
use crate::memory::{CardState, DesiredRetention, Learning, Reviewed};
use crate::review::Rating;

/// What a card would have after each rating.
pub type Futures = ByRating<Reviewed>;

impl Record {
    /// Returns the card's four futures when it is rated on `today`. The same seed gives the same days.
    pub fn futures(&self, today: Day, retention: DesiredRetention, fuzz_seed: u64) -> Futures {
        futures(&self.state, today, retention, fuzz_seed)
    }
}

/// Returns the state of a card after it was rated on `day`.
pub(super) fn rated(
    state: &CardState,
    rating: Rating,
    day: Day,
    retention: DesiredRetention,
    fuzz_seed: u64,
) -> CardState {
    let reviewed = *futures(state, day, retention, fuzz_seed).get(rating);
    if rating.is_pass() {
        return CardState::Review(reviewed);
    }
    match state {
        CardState::New | CardState::Learning(_) => CardState::Learning(Learning::Failed(reviewed)),
        CardState::Review(_) | CardState::Relearning(_) => CardState::Relearning(reviewed),
    }
}

fn futures(state: &CardState, day: Day, retention: DesiredRetention, fuzz_seed: u64) -> Futures {
    let before = state.reviewed();
    let elapsed = before.map_or(Days(0), |reviewed| day.since(reviewed.last));
    let prospects = fsrs::prospects(before.map(|reviewed| reviewed.memory), elapsed, retention);
    let waits = intervals(
        prospects.map(|prospect| prospect.raw_days),
        pace(state),
        Fuzz::draw(fuzz_seed),
    );
    prospects.zip(waits).map(|(prospect, wait)| Reviewed {
        memory: prospect.memory,
        last: day,
        due: day.plus(wait),
    })
}

fn pace(state: &CardState) -> Pace {
    match state {
        CardState::New => Pace::First,
        CardState::Learning(Learning::Introduced { .. }) => Pace::Introduced,
        CardState::Learning(Learning::Failed(_)) | CardState::Relearning(_) => Pace::Failed,
        CardState::Review(reviewed) => Pace::Kept(reviewed.interval()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::day::Day;
    use crate::memory::DesiredRetention;
    use crate::review::{Event, Rating};
    use crate::scheduler::fixture::{logged, plain_log, review};
    use crate::scheduler::fold;

    proptest! {
        #[test]
        fn what_is_foretold_is_what_the_review_gives(
            events in plain_log(),
            gap in 0..400i32,
            retention in 0.70..=0.99f32,
            seed in any::<u64>(),
        ) {
            let record = fold(&events);
            let retention = DesiredRetention::try_from(retention).expect("in range");
            let today = Day::from_number(record.last_seen.map_or(0, Day::number) + gap);
            let futures = record.futures(today, retention, seed);
            for rating in Rating::ALL {
                let mut answered = review(rating, today.number(), seed);
                answered.retention = retention;
                answered.revision = record.revision;
                let mut after = record.clone();
                after.apply(&logged(1000, Event::Review(answered)));
                prop_assert_eq!(after.state.reviewed(), Some(futures.get(rating)));
            }
            prop_assert!(futures.again.due <= futures.hard.due);
            prop_assert!(futures.hard.due <= futures.good.due);
            prop_assert!(futures.good.due <= futures.easy.due);
        }
    }
}
