//! Clocks that are wrong and zones that change: no answer is dropped, none stands before an earlier one, and no time runs backwards.

use jmrel_quiz::card::CardId;
use jmrel_quiz::day::{Day, Rollover};
use jmrel_quiz::memory::DesiredRetention;
use jmrel_quiz::progress::{AccessMode, Folder, InMemory, Progress};
use jmrel_quiz::review::{Event, Rating, Review};

use crate::log;
use crate::place::Place;
use crate::scale::{Scale, report, spread};
use crate::times::{self, Case};

fn review(number: usize) -> Event {
    let ratings = [Rating::Good, Rating::Again, Rating::Hard, Rating::Easy];
    Event::Review(Review {
        card: "many:c0".parse().expect("a card"),
        rating: ratings[number % ratings.len()],
        suggested: None,
        verdict: None,
        miss: None,
        confused_with: None,
        response: Some(format!("r{number}")),
        options: Vec::new(),
        revision: 1,
        ms: 900,
        day: None,
        retention: DesiredRetention::default(),
        fuzz_seed: 7,
    })
}

/// Answers at all times of a case, and looks at what became of it.
#[track_caller]
fn is_kept_in_order(Case { name, times }: &Case, store: &mut dyn Progress) {
    let card: CardId = "many:c0".parse().expect("a card");
    let mut before: Option<Day> = None;
    for (number, time) in times.iter().enumerate() {
        let saved = store.append(&[review(number)], *time);
        let saved = saved.unwrap_or_else(|error| panic!("{name}: {error}"));
        let record = &saved.records[0].1;
        let today = Day::of(*time, Rollover::default());
        let due = record.state.reviewed().expect("it was reviewed").due;
        assert!(due >= today, "{name}: {time} and due on {due:?}");
        // A learner whose clock went back has waited for no time, not for less.
        let waited = before.map(|day| today.since(day).0);
        assert!(waited.is_none_or(|days| before.is_some_and(|day| days == 0 || today > day)));
        before = Some(today);
    }
    let said: Vec<String> = log::answers(store)
        .into_iter()
        .map(|(_, said)| said)
        .collect();
    let given: Vec<String> = (0..times.len())
        .map(|number| format!("r{number}"))
        .collect();
    assert_eq!(said, given, "{name}");
    let records = store.records().expect("records");
    assert_eq!(records[&card].reviews as usize, times.len(), "{name}");
    store.rebuild().expect("rebuilt");
    assert!(
        store.records().expect("records") == records,
        "{name}: folded anew it is another"
    );
}

#[test]
fn no_answer_is_dropped_or_moved_by_any_clock() {
    let cases = times::all();
    for case in &cases {
        is_kept_in_order(case, &mut InMemory::default());
    }
    // One file for all of them: whatever a clock did before, what comes next comes after it.
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = log::open(folder.path(), AccessMode::Write);
    let mut given = Vec::new();
    for Case { name, times } in &cases {
        for (number, time) in times.iter().enumerate() {
            store
                .append(&[review(number)], *time)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            given.push(format!("r{number}"));
        }
    }
    store.verify().expect("sound");
    let said: Vec<String> = log::answers(&store)
        .into_iter()
        .map(|(_, said)| said)
        .collect();
    assert_eq!(said, given);
    report(&format!(
        "clocks: {} cases, {} answers in one file, none dropped or moved",
        cases.len(),
        given.len()
    ));
    assert!(cases.len() >= 200);
}

#[test]
fn no_answer_is_dropped_or_moved_in_any_history() {
    let histories = Scale::asked().of(1_000, 1_000_000);
    spread(histories, |seed| {
        is_kept_in_order(&times::random(seed), &mut InMemory::default());
    });
    report(&format!(
        "clocks: {histories} histories made by chance, no answer dropped or moved"
    ));
}

#[test]
fn a_session_goes_on_whatever_the_clock_says() {
    let mut place = Place::with_cards(4);
    let times = [
        "2026-11-24T09:00:00+00:00",
        "2026-11-24T08:59:59+00:00",
        "2016-11-24T09:00:00+00:00",
        "2076-11-24T09:00:00+00:00",
        "2026-11-24T09:00:00+14:00",
        "2026-11-24T09:00:00-12:00",
        "1969-07-20T20:17:40+00:00",
        "2028-02-29T03:59:59+01:00[Europe/Berlin]",
        "2026-10-25T02:30:00+01:00[Europe/Berlin]",
        "2026-11-24T09:00:00+00:00",
    ];
    for (number, now) in times.iter().enumerate() {
        place.now = (*now).to_owned();
        let answer = format!("r{number}\n");
        place
            .run(&["study", "--new", "100", "--json"], &answer)
            .code(0);
        for look in [
            &["stats", "--json"],
            &["decks", "--json"],
            &["cards", "--json"],
        ] {
            place.run(look, "").code(0);
        }
    }
    let log = Folder::new(place.progress());
    let log = log.open(
        &jmrel_quiz::learner::LearnerName::default(),
        AccessMode::Read,
    );
    let said = log::answers(&log.expect("a log"));
    assert!(said.len() >= 9, "{said:?}");
    let numbers: Vec<usize> = said
        .iter()
        .filter_map(|(_, said)| said[1..].parse().ok())
        .collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
}
