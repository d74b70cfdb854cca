//! The memory model, FSRS-6 with its default weights: one review further, and the chance of recall now.
//!
//! The only file that names the `fsrs` crate. What goes in and what comes out is checked here: the crate takes any number
//! for a retention, a state or a rating, rounds nothing and knows no longest wait.

use std::sync::LazyLock;

use ::fsrs::{FSRS, FSRS6_DEFAULT_DECAY, ItemState, MemoryState};

use super::by_rating::ByRating;
use super::interval::MAX_DAYS;
use crate::day::Days;
use crate::memory::{DesiredRetention, Difficulty, Memory, Retrievability, Stability};

/// What one rating would make of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prospect {
    /// The memory after it.
    pub(super) memory: Memory,
    /// The wait until the chance of recall has fallen to what is wanted: above 0, finite, often under half a day.
    pub(super) raw_days: f32,
}

static MODEL: LazyLock<FSRS> = LazyLock::new(FSRS::default);

/// Returns what each rating makes of `memory`, `elapsed` days after the last review; nothing is a card's first review.
///
/// Reviews of one day are 0 days apart and follow the model's short-term rule.
pub(super) fn prospects(
    memory: Option<Memory>,
    elapsed: Days,
    retention: DesiredRetention,
) -> ByRating<Prospect> {
    let next = MODEL
        .next_states(
            memory.map(to_crate),
            f32::from(retention),
            elapsed.0.min(MAX_DAYS),
        )
        .expect("a checked memory and a capped wait give finite states");
    ByRating {
        again: next.again,
        hard: next.hard,
        good: next.good,
        easy: next.easy,
    }
    .map(|item| from_crate(&item))
}

/// Returns the chance of recalling a card now, `elapsed` days after its last review.
pub fn retrievability(memory: Memory, elapsed: Days) -> Retrievability {
    let chance =
        ::fsrs::current_retrievability(to_crate(memory), whole_days(elapsed), FSRS6_DEFAULT_DECAY);
    checked(chance)
}

fn checked(chance: f32) -> Retrievability {
    Retrievability::try_from(chance.clamp(0.0, 1.0))
        .expect("a positive stability and a wait of 0 days or more give a chance")
}

fn to_crate(memory: Memory) -> MemoryState {
    MemoryState {
        stability: memory.stability.into(),
        difficulty: memory.difficulty.into(),
    }
}

fn from_crate(item: &ItemState) -> Prospect {
    let memory = Memory {
        stability: Stability::try_from(item.memory.stability)
            .expect("the model keeps stability in 0.001..=36 500"),
        difficulty: Difficulty::try_from(item.memory.difficulty)
            .expect("the model keeps difficulty in 1..=10"),
    };
    Prospect {
        memory,
        raw_days: item.interval,
    }
}

fn whole_days(days: Days) -> f32 {
    u16::try_from(days.0.min(MAX_DAYS)).map_or(f32::MAX, f32::from)
}

#[cfg(test)]
mod tests {
    use ::fsrs::{FSRSItem, FSRSReview};
    use proptest::prelude::*;

    use super::*;
    use crate::review::Rating;

    fn number(rating: Rating) -> u32 {
        match rating {
            Rating::Again => 1,
            Rating::Hard => 2,
            Rating::Good => 3,
            Rating::Easy => 4,
        }
    }

    fn after(history: &[(u32, Rating)]) -> Option<Memory> {
        history.iter().fold(None, |memory, (gap, rating)| {
            let next = prospects(memory, Days(*gap), DesiredRetention::default());
            Some(next.get(*rating).memory)
        })
    }

    fn rating() -> impl Strategy<Value = Rating> {
        prop::sample::select(Rating::ALL.to_vec())
    }

    /// A short gap often, a long one now and then, an absurd one rarely.
    fn gap() -> impl Strategy<Value = u32> {
        prop_oneof![4 => Just(0), 8 => 1..40u32, 2 => 40..4000u32, 1 => any::<u32>()]
    }

    proptest! {
        #[test]
        fn a_step_at_a_time_gives_what_the_crate_makes_of_the_whole_history(
            history in prop::collection::vec((prop_oneof![Just(0), 1..60u32, 60..3000u32], rating()), 1..40),
        ) {
            let mut history = history;
            history[0].0 = 0;
            let reviews = history
                .iter()
                .map(|&(delta_t, rating)| FSRSReview { rating: number(rating), delta_t })
                .collect();
            let whole = MODEL.memory_state(FSRSItem { reviews }, None).expect("a state");
            let stepped = to_crate(after(&history).expect("at least one review"));
            let close = |a: f32, b: f32| (a - b).abs() <= 1e-3 * a.abs().max(1.0);
            prop_assert!(close(stepped.stability, whole.stability), "{stepped:?} {whole:?}");
            prop_assert!(close(stepped.difficulty, whole.difficulty), "{stepped:?} {whole:?}");
        }

        #[test]
        fn no_history_leaves_the_ranges(
            history in prop::collection::vec((gap(), rating()), 1..60),
            retention in 0.70..=0.99f32,
            elapsed in any::<u32>(),
        ) {
            let retention = DesiredRetention::try_from(retention).expect("in range");
            let memory = after(&history).expect("at least one review");
            let next = prospects(Some(memory), Days(elapsed), retention);
            for rating in Rating::ALL {
                let raw = next.get(rating).raw_days;
                prop_assert!(raw.is_finite() && raw > 0.0, "{raw}");
            }
            prop_assert!(next.again.raw_days <= next.hard.raw_days);
            prop_assert!(next.hard.raw_days <= next.good.raw_days);
            prop_assert!(next.good.raw_days <= next.easy.raw_days);
            let now = retrievability(memory, Days(0));
            prop_assert!(retrievability(memory, Days(elapsed)) <= now);
        }
    }

    #[test]
    fn extreme_memories_stay_in_range() {
        for stability in [f32::MIN_POSITIVE, 0.001, 36_500.0] {
            for difficulty in [1.0, 10.0] {
                let memory = Memory {
                    stability: stability.try_into().expect("a stability"),
                    difficulty: difficulty.try_into().expect("a difficulty"),
                };
                for elapsed in [0, 1, u32::MAX] {
                    prospects(Some(memory), Days(elapsed), DesiredRetention::default());
                    retrievability(memory, Days(elapsed));
                }
            }
        }
    }

    #[test]
    fn recall_falls_to_nine_tenths_when_the_stability_has_passed() {
        let memory = Memory {
            stability: 30.0.try_into().expect("a stability"),
            difficulty: 5.0.try_into().expect("a difficulty"),
        };
        let chance = f32::from(retrievability(memory, Days(30)));
        assert!((chance - 0.9).abs() < 1e-4, "{chance}");
    }
}
