//! Many processes on one learner at once: every answer counts once, and nobody is told to wait.

use crate::log;
use crate::place::{Place, Run};
use crate::scale::{Scale, report};
use std::thread;

use jmrel_quiz::progress::{AccessMode, Progress, Select};
use jmrel_quiz::review::Event;

/// What was told to all of them together.
#[derive(Debug, Default)]
struct Told {
    answers: Vec<String>,
    undone: usize,
}

/// Studies with so many answers, each of which says who gave it.
fn study(place: &Place, who: usize, answers: usize) -> Told {
    let mut session = place.session();
    let mut told = Told::default();
    for number in 0..answers {
        let response = format!("p{who} r{number}");
        session.send(&response);
        assert!(session.next_of("verdict").is_some(), "{:#?}", session.end());
        told.answers.push(response);
    }
    is_undisturbed(&session.end());
    told
}

/// Takes answers back, exports, and looks at the history, over and over.
fn meddle(place: &Place, rounds: usize) -> Told {
    let mut told = Told::default();
    for round in 0..rounds {
        let args: &[&str] = match round % 4 {
            0 => &["undo", "--json"],
            1 => &["progress", "export"],
            2 => &["history", "--all", "--json"],
            _ => &["progress", "backup", "--json"],
        };
        let run = place.run(args, "");
        is_undisturbed(&run);
        if round % 4 == 0 && run.json()["undone"].is_string() {
            told.undone += 1;
        }
    }
    told
}

#[track_caller]
fn is_undisturbed(run: &Run) {
    assert_eq!(run.code, Some(0), "{run:#?}");
    for word in ["locked", "busy", "another program", "panicked", "damaged"] {
        assert!(!run.stderr.contains(word), "{run:#?}");
    }
}

#[test]
fn every_answer_counts_once_however_many_processes_write() {
    let scale = Scale::asked();
    for processes in [2, 4, 8] {
        let place = Place::with_cards(20);
        let answers = scale.of(20, 2_000);
        let told: Vec<Told> = thread::scope(|scope| {
            let place = &place;
            let work = |who: usize| {
                scope.spawn(move || {
                    if who % 4 == 3 {
                        meddle(place, answers / 2)
                    } else {
                        study(place, who, answers)
                    }
                })
            };
            let handles: Vec<_> = (0..processes).map(work).collect();
            let join = |handle: thread::ScopedJoinHandle<'_, Told>| handle.join().expect("it ends");
            handles.into_iter().map(join).collect()
        });
        let log = log::open(&place.progress(), AccessMode::Write);
        log.verify().expect("sound");
        let mut logged: Vec<String> = log::answers(&log)
            .into_iter()
            .map(|(_, said)| said)
            .collect();
        let mut given: Vec<String> = told.iter().flat_map(|told| told.answers.clone()).collect();
        logged.sort();
        given.sort();
        assert_eq!(logged, given);
        let events = log.events(&Select::default()).expect("events");
        let is_void = |event: &Event| matches!(event, Event::Void { .. });
        let voids = events
            .iter()
            .filter(|logged| is_void(&logged.event))
            .count();
        let undone: usize = told.iter().map(|told| told.undone).sum();
        assert_eq!(voids, undone);
        report(&format!(
            "{processes} processes: {} answers and {undone} undone, all there once; nobody had to wait",
            given.len()
        ));
    }
}
