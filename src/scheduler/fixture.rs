//! Events of one card for tests.

use proptest::prelude::*;
use uuid::Uuid;

use crate::card::CardId;
use crate::day::{Day, Timestamp};
use crate::review::{Event, EventId, Logged, Mark, Rating, Review, fixture};

const CARD: &str = "deck:fact/card";

pub(super) fn card() -> CardId {
    CARD.parse().expect("a card id")
}

pub(super) fn logged(number: u128, event: Event) -> Logged {
    Logged {
        id: EventId::new(Uuid::from_u128(number)),
        at: Timestamp::new(0, 0),
        event,
    }
}

pub(super) fn review(rating: Rating, day: i32, seed: u64) -> Review {
    Review {
        fuzz_seed: seed,
        ..fixture::review(CARD, rating, day)
    }
}

pub(super) fn rated(rating: Rating, day: i32) -> Event {
    Event::Review(review(rating, day, 0))
}

pub(super) fn intro(day: i32) -> Event {
    Event::Intro(fixture::intro(CARD, day))
}

pub(super) fn mark(mark: Mark) -> Event {
    Event::Mark { card: card(), mark }
}

pub(super) fn void(number: u128) -> Event {
    Event::Void {
        card: card(),
        event: EventId::new(Uuid::from_u128(number)),
    }
}

pub(super) fn rerate(number: u128, rating: Rating) -> Event {
    Event::Override {
        card: card(),
        review: EventId::new(Uuid::from_u128(number)),
        rating,
    }
}

/// The events, named 0, 1, 2 and so on.
pub(super) fn log(events: impl IntoIterator<Item = Event>) -> Vec<Logged> {
    (0..)
        .zip(events)
        .map(|(n, event)| logged(n, event))
        .collect()
}

pub(super) fn any_rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(Rating::ALL.to_vec())
}

/// Events that only add to what was before, on days that mostly go on.
pub(super) fn plain_log() -> impl Strategy<Value = Vec<Logged>> {
    let event = (0..12u8, any_rating(), -1..30i32, any::<u64>(), 1..3u32);
    prop::collection::vec(event, 1..30).prop_map(|steps| {
        let mut day = 20_000;
        log(steps
            .into_iter()
            .map(|(kind, rating, gap, seed, revision)| {
                day += gap;
                match kind {
                    0 => intro(day),
                    1 => mark(Mark::Suspended),
                    2 => mark(Mark::Resumed),
                    3 => mark(Mark::BuriedUntil(Day::from_number(day + 1))),
                    4 => mark(Mark::Reset),
                    5 => Event::Flag {
                        card: card(),
                        text: "no".to_owned(),
                    },
                    _ => Event::Review(Review {
                        revision,
                        confused_with: (seed % 3 == 0).then(|| "other".parse().expect("a fact")),
                        ..review(rating, day, seed)
                    }),
                }
            }))
    })
}
