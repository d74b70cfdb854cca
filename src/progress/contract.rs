//! What every store owes its callers, as tests that run on each of them.

use std::collections::HashMap;

use proptest::prelude::*;

use crate::card::CardId;
use crate::day::{Day, Timestamp};
use crate::review::{Event, EventId, Logged, Mark, Rating, Setting, Settings};
use crate::scheduler::{Diary, Past, Records, fold};

use super::fixture::{all, at, card, intro, review, sample_events, snapshot, void};
use super::{Progress, Select};

/// Makes the suite for one store: `open` gives an empty one, with whatever must live as long.
macro_rules! contract {
    ($store:ident, $open:expr) => {
        mod $store {
            use super::*;

            contract!(@tests $open;
                appended_events_are_read_back_in_order,
                an_empty_append_writes_nothing,
                every_kind_of_event_is_kept_whole,
                an_undone_answer_is_no_longer_the_last_one,
                a_new_rating_replaces_the_old_one,
                the_last_writer_of_a_setting_wins,
                events_are_selected_by_card_time_and_number,
                a_snapshot_is_known_by_card_and_wording,
                history_follows_a_card_through_its_names,
                order_is_kept_though_the_clock_goes_back,
            );

            proptest! {
                #![proptest_config(ProptestConfig::with_cases(24))]
                #[test]
                fn records_are_what_replaying_the_log_makes_of_them(steps in steps()) {
                    let (_guard, mut store) = $open;
                    check_records(&mut store, &steps);
                }
            }
        }
    };
    (@tests $open:expr; $($test:ident),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                let (_guard, mut store) = $open;
                super::$test(&mut store);
            }
        )*
    };
}

contract!(in_memory, ((), super::super::InMemory::new()));
contract!(sqlite, {
    let folder = tempfile::tempdir().expect("a folder");
    let store = super::super::Folder::new(folder.path())
        .open(
            &"anna".parse().expect("a name"),
            super::super::AccessMode::Write,
        )
        .expect("a store");
    (folder, store)
});

fn appended_events_are_read_back_in_order(store: &mut dyn Progress) {
    let events = [
        intro("d:a"),
        review("d:b", Rating::Good),
        review("d:a", Rating::Again),
    ];
    let first = store.append(&events[..2], at(1)).expect("saved");
    let second = store.append(&events[2..], at(2)).expect("saved");
    let read = all(store);
    assert_eq!(bare(&read), events);
    let ids: Vec<EventId> = read.iter().map(|logged| logged.id).collect();
    assert_eq!(ids, [first.ids, second.ids].concat());
    assert_eq!(
        read.iter().map(|logged| logged.at).collect::<Vec<_>>(),
        [at(1), at(1), at(2)]
    );
}

fn an_empty_append_writes_nothing(store: &mut dyn Progress) {
    let saved = store.append(&[], at(1)).expect("saved");
    assert!(saved.ids.is_empty() && saved.records.is_empty());
    assert!(all(store).is_empty());
}

fn every_kind_of_event_is_kept_whole(store: &mut dyn Progress) {
    let events = sample_events();
    store.append(&events, at(1)).expect("saved");
    assert_eq!(bare(&all(store)), events);
}

fn an_undone_answer_is_no_longer_the_last_one(store: &mut dyn Progress) {
    let last = |store: &dyn Progress| store.last_answer().expect("read").map(|logged| logged.id);
    assert_eq!(last(store), None);
    let first = answer(store, review("d:a", Rating::Good), 1);
    let before = store.records().expect("records");
    let second = answer(store, review("d:a", Rating::Again), 2);
    assert_eq!(last(store), Some(second));
    answer(store, void("d:a", second), 3);
    assert_eq!(last(store), Some(first));
    assert_eq!(store.records().expect("records"), before);
    answer(store, void("d:a", first), 4);
    assert_eq!(last(store), None);
    assert_eq!(all(store).len(), 4);
}

fn a_new_rating_replaces_the_old_one(store: &mut dyn Progress) {
    let id = answer(store, review("d:a", Rating::Again), 1);
    let rerate = Event::Override {
        card: card("d:a"),
        review: id,
        rating: Rating::Good,
    };
    let saved = store.append(&[rerate], at(2)).expect("saved");
    let record = fold(&all(store));
    assert_eq!(record.state.word(), "review");
    assert_eq!(saved.records, [(card("d:a"), record)]);
}

fn the_last_writer_of_a_setting_wins(store: &mut dyn Progress) {
    assert_eq!(store.settings().expect("settings"), Settings::default());
    for (count, second) in [(5, 1), (7, 2)] {
        let events = [
            Event::Set(Setting::NewPerDay(count)),
            Event::Set(Setting::SessionCards(count + 1)),
        ];
        store.append(&events, at(second)).expect("saved");
    }
    let settings = store.settings().expect("settings");
    assert_eq!((settings.new_per_day, settings.session_cards), (7, 8));
}

fn events_are_selected_by_card_time_and_number(store: &mut dyn Progress) {
    for second in 0..6 {
        let name = if second % 2 == 0 { "d:even" } else { "d:odd" };
        answer(store, review(name, Rating::Good), second);
    }
    let even = Some(card("d:even"));
    for (card, since, last, expected) in [
        (None, None, None, &[0, 1, 2, 3, 4, 5][..]),
        (even.clone(), None, None, &[0, 2, 4]),
        (even.clone(), None, Some(2), &[2, 4]),
        (even.clone(), Some(4), None, &[4]),
        (even, Some(1), Some(1), &[4]),
        (None, Some(4), None, &[4, 5]),
        (None, Some(2), Some(3), &[3, 4, 5]),
        (None, None, Some(2), &[4, 5]),
        (None, None, Some(0), &[]),
        (None, None, Some(99), &[0, 1, 2, 3, 4, 5]),
    ] {
        let select = Select {
            card,
            since_ms: since.map(|second| at(second).at_ms()),
            last,
        };
        let read = store.events(&select).expect("events");
        let seconds: Vec<Timestamp> = read.iter().map(|logged| logged.at).collect();
        let expected: Vec<Timestamp> = expected.iter().map(|&second| at(second)).collect();
        assert_eq!(seconds, expected, "{select:?}");
    }
}

fn a_snapshot_is_known_by_card_and_wording(store: &mut dyn Progress) {
    let has =
        |store: &dyn Progress, name, hash| store.has_snapshot(&card(name), hash).expect("read");
    assert!(!has(store, "d:a", 1));
    for hash in [1, u64::MAX, 1] {
        answer(store, snapshot("d:a", hash), 1);
    }
    assert!(has(store, "d:a", 1) && has(store, "d:a", u64::MAX));
    assert!(!has(store, "d:a", 2) && !has(store, "d:b", 1));
    let snapshots = store.snapshots(&card("d:a")).expect("snapshots");
    let hashes: Vec<u64> = snapshots.iter().map(|snapshot| snapshot.hash).collect();
    assert_eq!(hashes, [1, u64::MAX]);
    assert!(store.records().expect("records").is_empty());
}

fn history_follows_a_card_through_its_names(store: &mut dyn Progress) {
    answer(store, snapshot("d:a", 1), 1);
    let first = answer(store, review("d:a", Rating::Good), 2);
    let rename = |old, new| Event::Rename(vec![(card(old), card(new))]);
    let saved = store.append(&[rename("d:a", "d:b")], at(3)).expect("saved");
    assert_eq!(saved.records.len(), 1);
    let second = answer(store, review("d:b", Rating::Good), 4);
    answer(store, rename("d:b", "e:c"), 5);
    // A device that has not heard of it yet still writes the old name.
    let third = answer(store, review("d:a", Rating::Again), 6);

    for name in ["d:a", "d:b", "e:c"] {
        let select = Select {
            card: Some(card(name)),
            ..Select::default()
        };
        let history = store.events(&select).expect("events");
        assert_eq!(history.len(), 4);
        let is_current = |logged: &Logged| logged.event.card() == Some(&card("e:c"));
        assert!(history.iter().all(is_current));
        assert!(store.has_snapshot(&card(name), 1).expect("read"));
        let current = store.current_name(&card(name)).expect("read");
        assert_eq!(current, card("e:c"));
    }
    let records = store.records().expect("records");
    assert_eq!(records.names().collect::<Vec<_>>(), ["e:c"]);
    assert_eq!(records[&card("e:c")].reviews, 3);

    answer(store, void("e:c", third), 7);
    let last = store.last_answer().expect("read").expect("an answer");
    assert_eq!((last.id, last.event.card()), (second, Some(&card("e:c"))));
    answer(store, void("d:a", second), 8);
    let last = store.last_answer().expect("read").expect("an answer");
    assert_eq!(last.id, first);
}

fn order_is_kept_though_the_clock_goes_back(store: &mut dyn Progress) {
    let seconds = [4_000_000_000, 5, -3, 4];
    for second in seconds {
        answer(store, review("d:a", Rating::Good), second);
    }
    let read = all(store);
    let expected: Vec<Timestamp> = seconds.into_iter().map(at).collect();
    assert_eq!(read.iter().map(|l| l.at).collect::<Vec<_>>(), expected);
    assert_eq!(store.records().expect("records")[&card("d:a")], fold(&read));
}

/// What a random learner does; numbers choose cards and earlier events.
#[derive(Clone, Debug)]
enum Step {
    Review(u8, Rating),
    Intro(u8),
    Void(usize),
    Override(usize, Rating),
    Mark(u8, Mark),
    Flag(u8),
    Rename(u8, u8),
    Rebuild,
}

/// Random histories, with seconds between the steps.
fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let rating = || prop::sample::select(Rating::ALL.to_vec());
    let cards = 0..4_u8;
    let mark = prop::sample::select(vec![
        Mark::Suspended,
        Mark::Resumed,
        Mark::BuriedUntil(Day::from_number(20_000)),
        Mark::Reset,
    ]);
    let step = prop_oneof![
        6 => (cards.clone(), rating()).prop_map(|(card, rating)| Step::Review(card, rating)),
        2 => cards.clone().prop_map(Step::Intro),
        2 => any::<usize>().prop_map(Step::Void),
        2 => (any::<usize>(), rating()).prop_map(|(index, rating)| Step::Override(index, rating)),
        1 => (cards.clone(), mark).prop_map(|(card, mark)| Step::Mark(card, mark)),
        1 => cards.clone().prop_map(Step::Flag),
        1 => (cards.clone(), cards).prop_map(|(old, new)| Step::Rename(old, new)),
        1 => Just(Step::Rebuild),
    ];
    prop::collection::vec((-100_000..400_000_i64, step), 1..24)
}

fn check_records(store: &mut dyn Progress, steps: &[(i64, Step)]) {
    let mut now = 0;
    let mut answers: Vec<(EventId, CardId)> = Vec::new();
    for (seconds, step) in steps {
        now += seconds;
        let Some(event) = event_of(step, &answers) else {
            store.rebuild().expect("rebuilt");
            continue;
        };
        let saved = store
            .append(std::slice::from_ref(&event), at(now))
            .expect("saved");
        if let (Event::Review(_) | Event::Intro(_), Some(card)) = (&event, event.card()) {
            answers.push((saved.ids[0], card.clone()));
        }
        let records = store.records().expect("records");
        for (card, record) in &saved.records {
            assert_eq!(records.get(card), Some(record));
        }
    }
    let incremental = store.records().expect("records");
    assert_eq!(incremental, folded(&all(store)));
    let diary = store.diary().expect("a diary");
    assert_eq!(diary, written(&all(store)));
    store.rebuild().expect("rebuilt");
    assert_eq!(store.records().expect("records"), incremental);
    assert_eq!(store.diary().expect("a diary"), diary);
}

fn folded(log: &[Logged]) -> Records {
    let fold = |(card, log): (CardId, Vec<Logged>)| (card, fold(&log));
    by_card(log).into_iter().map(fold).collect()
}

fn written(log: &[Logged]) -> Diary {
    let mut diary = Diary::default();
    for (card, log) in by_card(log) {
        diary.add(&card, &Past::of(&log).encounters);
    }
    diary
}

fn by_card(log: &[Logged]) -> HashMap<CardId, Vec<Logged>> {
    let mut by_card: HashMap<CardId, Vec<Logged>> = HashMap::new();
    for logged in log {
        if let Some(card) = logged.event.card() {
            by_card
                .entry(card.clone())
                .or_default()
                .push(logged.clone());
        }
    }
    by_card
}

fn event_of(step: &Step, answers: &[(EventId, CardId)]) -> Option<Event> {
    let name = |number: u8| format!("d:{number}");
    let earlier = |index: usize| answers.get(index % answers.len().max(1)).cloned();
    let event = match *step {
        Step::Review(number, rating) => review(&name(number), rating),
        Step::Intro(number) => intro(&name(number)),
        Step::Void(index) => match earlier(index) {
            Some((event, card)) => Event::Void { card, event },
            None => intro(&name(0)),
        },
        Step::Override(index, rating) => match earlier(index) {
            Some((review, card)) => Event::Override {
                card,
                review,
                rating,
            },
            None => intro(&name(1)),
        },
        Step::Mark(number, mark) => Event::Mark {
            card: card(&name(number)),
            mark,
        },
        Step::Flag(number) => Event::Flag {
            card: card(&name(number)),
            text: "the year is wrong".to_owned(),
        },
        Step::Rename(old, new) => Event::Rename(vec![(card(&name(old)), card(&name(new)))]),
        Step::Rebuild => return None,
    };
    Some(event)
}

fn answer(store: &mut dyn Progress, event: Event, second: i64) -> EventId {
    store.append(&[event], at(second)).expect("saved").ids[0]
}

fn bare(log: &[Logged]) -> Vec<Event> {
    log.iter().map(|logged| logged.event.clone()).collect()
}
