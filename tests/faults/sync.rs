//! What is told is on the disk: between an answer and its verdict the journal is synced.

use std::path::Path;

use crate::place::{Place, Session};
use crate::scale::{Scale, report, skip};
use crate::trace::{self, Argument, Call};

/// Whether the journal has something that the disk may not have yet.
#[derive(Default)]
struct Journal {
    /// Written since the last sync.
    is_dirty: bool,
    /// Synced, after a write, since the last verdict.
    is_synced: bool,
}

impl Journal {
    fn take_in(&mut self, call: &Call) {
        let is_journal = |path: &Path| path.to_str().is_some_and(|path| path.ends_with("-wal"));
        let Some(Argument::Open(_, path)) = call.args.first() else {
            return;
        };
        if !is_journal(path) {
            return;
        }
        match call.name.as_str() {
            "pwrite64" | "write" | "ftruncate" => {
                *self = Self {
                    is_dirty: true,
                    ..*self
                }
            }
            "fsync" | "fdatasync" if call.result == 0 => {
                self.is_synced |= self.is_dirty;
                self.is_dirty = false;
            }
            _ => {}
        }
    }
}

/// Tells whether the call shows a verdict to the learner.
pub(crate) fn shows_a_verdict(call: &Call) -> bool {
    let [Argument::Open(1, _), Argument::Text(said), ..] = call.args.as_slice() else {
        return false;
    };
    call.name == "write"
        && said
            .windows(17)
            .any(|window| window == b"\"event\":\"verdict\"")
}

#[test]
fn the_journal_is_synced_before_every_verdict() {
    let test = "sync before the verdict";
    if !trace::is_possible() {
        return skip(test, "strace is not there");
    }
    let answers = Scale::asked().of(50, 2_000);
    let place = Place::with_cards(20);
    let recording = place.path().join("calls");
    let wrapper = trace::recording(&recording);
    let study = ["study", "--new", "1000", "--json"];
    let mut session = Session::start(place.wrapped(&wrapper, &study));
    for number in 0..answers {
        session.send(&format!("r{number}"));
        session.next_of("verdict").expect("a verdict");
    }
    session.end().code(0);

    let (mut journal, mut synced, mut verdicts) = (Journal::default(), 0, 0);
    for call in trace::read(&recording) {
        if shows_a_verdict(&call) {
            verdicts += 1;
            synced += usize::from(journal.is_synced && !journal.is_dirty);
            journal = Journal::default();
        } else {
            journal.take_in(&call);
        }
    }
    report(&format!("{test}: {synced} of {verdicts}"));
    assert_eq!((synced, verdicts), (answers, answers));
}
