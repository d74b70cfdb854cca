//! The system refuses: a disk that fails, a file or folder that must not be written. The learner is told which file it was and
//! what to do; what was told before is kept.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::log;
use crate::old;
use crate::place::{PROGRAM, Place, Run, Session, finish};
use crate::scale::{Scale, report, skip, spread};
use crate::trace;

/// What was seen of a run in which the system refused something.
pub(crate) struct Refused {
    /// The answers whose verdict was shown.
    pub(crate) told: Vec<String>,
    pub(crate) run: Run,
}

/// Studies with up to so many answers, to the end or to the refusal.
pub(crate) fn study(mut session: Session, answers: usize) -> Refused {
    let mut told = Vec::new();
    for number in 0..answers {
        let response = format!("r{number}");
        session.send(&response);
        if session.next_of("verdict").is_none() {
            break;
        }
        told.push(response);
    }
    Refused {
        told,
        run: session.end(),
    }
}

/// Either nothing happened, or the learner was told which file it was, with the code for it.
#[track_caller]
pub(crate) fn is_told(run: &Run, context: &str) {
    assert!(!run.stderr.contains("panicked"), "{context}: {run:#?}");
    match run.code {
        Some(0) => {}
        Some(74) => {
            let names_a_file = run.stderr.contains("learner") || run.stderr.contains("progress");
            assert!(names_a_file, "{context}: {run:#?}");
        }
        _ => panic!("{context}: {run:#?}"),
    }
}

/// What was told is in the log, whether all of it is sound.
#[track_caller]
pub(crate) fn is_kept(place: &Place, told: &[String], context: &str) {
    let left = log::answers_left(&place.progress());
    let left: Vec<&String> = left.iter().map(|(_, said)| said).collect();
    for answer in told {
        assert!(left.contains(&answer), "{context}: {answer} is lost");
    }
}

/// One refusal: the calls, the error, and the number of the first call that gets it.
fn injection(calls: &str, error: &str, first: usize, then: &str) -> String {
    format!("inject={calls}:error={error}:when={first}{then}")
}


#[test]
fn a_sync_that_fails_loses_nothing_that_was_told() {
    let test = "failing syncs";
    if !trace::is_possible() {
        return skip(test, "strace is not there");
    }
    let most = Scale::asked().of(20, 500);
    let codes = spread(most, |number| {
        let first = number + 1;
        let place = Place::with_cards(20);
        let injection = injection("fsync,fdatasync", "EIO", first, "");
        let command = place.wrapped(&["strace", "-f", "--signal=none", "-o", "/dev/null", "-e", &injection], &["study", "--new", "1000", "--json"]);
        let refused = study(Session::start(command), 20.max(first));
        let context = format!("sync {first} fails");
        is_told(&refused.run, &context);
        is_kept(&place, &refused.told, &context);
        let again = study(place.session(), 1);
        assert_eq!(again.told.len(), 1, "{context}: {:#?}", again.run);
        refused.run.code
    });
    let told = codes.iter().filter(|code| **code == Some(74)).count();
    report(&format!("{test}: {most}, of which {told} ended the session with code 74; 0 answers lost"));
    assert!(told > 0, "{codes:?}");
}
