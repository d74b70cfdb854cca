//! Events to test with.

use crate::card::CardId;
use crate::day::{Day, Timestamp};
use crate::memory::DesiredRetention;
use crate::review::{
    Event, EventId, Intro, Logged, Mark, Rating, Review, Setting, Snapshot, Verdict, fixture,
};

use super::{Progress, Select};

/// One event of every kind, with every field set somewhere.
pub(super) fn sample_events() -> Vec<Event> {
    let Event::Review(plain) = review("d:a", Rating::Hard) else {
        unreachable!("it is a review");
    };
    let full = Review {
        suggested: Some(Rating::Good),
        verdict: Some(Verdict::Close),
        miss: Some("wrong-month".to_owned()),
        confused_with: "koan".parse().ok(),
        response: Some("\"12\\81\"\n\u{1b}[31m \u{202e} ᠮ 🎌".to_owned()),
        options: vec!["1274".to_owned(), "1281".to_owned()],
        revision: 3,
        ms: u32::MAX,
        retention: DesiredRetention::try_from(0.87).expect("in range"),
        fuzz_seed: u64::MAX,
        ..plain.clone()
    };
    let id = EventId::new(uuid::Uuid::from_u128(u128::MAX - 5));
    let mark = |mark| Event::Mark {
        card: card("d:a"),
        mark,
    };
    vec![
        Event::Review(plain),
        Event::Review(full),
        intro("d:a"),
        Event::Override {
            card: card("d:a"),
            review: id,
            rating: Rating::Easy,
        },
        void("d:a", id),
        snapshot("d:a", u64::MAX),
        mark(Mark::Suspended),
        mark(Mark::Resumed),
        mark(Mark::BuriedUntil(Day::from_number(-1))),
        mark(Mark::Reset),
        Event::Set(Setting::Retention(DesiredRetention::default())),
        Event::Set(Setting::NewPerDay(0)),
        Event::Set(Setting::SessionCards(1)),
        Event::Set(Setting::DayStarts(5.try_into().expect("an hour"))),
        Event::Rename(vec![(card("x:a"), card("x:b")), (card("x:c"), card("x:d"))]),
        Event::Flag {
            card: card("d:a"),
            text: String::new(),
        },
    ]
}

/// Names a card.
pub(super) fn card(name: &str) -> CardId {
    name.parse().expect("a card id")
}

/// So many seconds after an autumn day of 2026, in Tokyo.
pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::new(1_795_000_000_000 + second * 1000, 540)
}

/// A rated response without the extras.
pub(super) fn review(name: &str, rating: Rating) -> Event {
    Event::Review(Review {
        ms: 900,
        day: None,
        fuzz_seed: 7,
        ..fixture::review(name, rating, 0)
    })
}

/// A first meeting.
pub(super) fn intro(name: &str) -> Event {
    Event::Intro(Intro {
        verdict: Some(Verdict::Wrong),
        miss: Some("unknown".to_owned()),
        ..fixture::intro(name, 20_781)
    })
}

/// An undo.
pub(super) fn void(name: &str, event: EventId) -> Event {
    Event::Void {
        card: card(name),
        event,
    }
}

/// A wording of a card.
pub(super) fn snapshot(name: &str, hash: u64) -> Event {
    Event::Card(Snapshot {
        card: card(name),
        hash,
        revision: 1,
        prompt: "In which year?".to_owned(),
        answer: "1281".to_owned(),
        kind: "date".to_owned(),
        facts: vec!["koan".parse().expect("a fact")],
    })
}

/// The whole log.
pub(super) fn all(store: &dyn Progress) -> Vec<Logged> {
    store.events(&Select::default()).expect("events")
}
