//! The system refuses: a disk that fails or is full at some call, a file or folder that must not be written. The learner is told
//! which file it was and what to do; what was told before is kept.

use std::fs;
use std::path::Path;

use crate::log;
use crate::old;
use crate::place::{Place, Run, Session, finish};
use crate::scale::{Scale, report, skip, spread};
use crate::trace;

/// What was seen of a session in which the system refused something.
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
    let run = session.end();
    Refused { told, run }
}

/// Either nothing was in the way, or the learner was told which file it was, with the code for it.
#[track_caller]
pub(crate) fn is_told(run: &Run, context: &str) {
    assert!(!run.stderr.contains("panicked"), "{context}: {run:#?}");
    if run.code != Some(0) {
        assert_eq!(run.code, Some(74), "{context}: {run:#?}");
        let names_a_file = run.stderr.contains("progress/") || run.stderr.contains("/progress");
        assert!(names_a_file, "{context}: {run:#?}");
        let cures = ["check the disk", "Make room", "allow writing"];
        let names_a_cure = cures.iter().any(|cure| run.stderr.contains(cure));
        assert!(names_a_cure, "{context}: {run:#?}");
    }
}

/// What was told is in the log, and all of it is sound.
#[track_caller]
pub(crate) fn is_kept(place: &Place, told: &[String], context: &str) {
    let left = log::answers_left(&place.progress());
    for answer in told {
        let is_there = left.iter().any(|(_, said)| said == answer);
        assert!(is_there, "{context}: {answer} is lost");
    }
}

/// Goes on after the trouble: the next session takes an answer.
#[track_caller]
pub(crate) fn goes_on(place: &Place, context: &str) {
    let again = study(place.session(), 1);
    assert_eq!(again.told.len(), 1, "{context}: {:#?}", again.run);
}

/// The words before a program that let the system refuse, by the rule of `strace`.
fn refusing(rule: &str) -> [&str; 7] {
    [
        "strace",
        "-f",
        "--signal=none",
        "-o",
        "/dev/null",
        "-e",
        rule,
    ]
}

/// What is refused: which calls, why, and whether only once or from then on.
const REFUSALS: [(&str, &str, &str); 4] = [
    ("fsync,fdatasync", "EIO", ""),
    ("fsync,fdatasync", "EIO", "+"),
    ("pwrite64,ftruncate", "EIO", ""),
    ("pwrite64,ftruncate,fallocate", "ENOSPC", "+"),
];

#[test]
fn a_call_that_fails_in_a_session_loses_nothing_that_was_told() {
    let test = "failing calls in a session";
    if !trace::is_possible() {
        return skip(test, "strace is not there");
    }
    let numbers = Scale::asked().of(20, 500);
    for (calls, error, then) in REFUSALS {
        let codes = spread(numbers, |number| {
            let first = number + 1;
            let rule = format!("inject={calls}:error={error}:when={first}{then}");
            let place = Place::with_cards(20);
            let args = ["study", "--new", "1000", "--json"];
            let session = Session::start(place.wrapped(&refusing(&rule), &args));
            // A sync an answer, and a few for the file: so many answers meet the call that fails.
            let refused = study(session, first + 5);
            is_told(&refused.run, &rule);
            is_kept(&place, &refused.told, &rule);
            goes_on(&place, &rule);
            refused.run.code
        });
        let told = codes.iter().filter(|code| **code == Some(74)).count();
        report(&format!(
            "{test}: {calls} {error}{then} at 1 to {numbers}: {told} ended the session with code 74, 0 answers lost"
        ));
        assert!(told > 0, "{codes:?}");
    }
}

/// A command that writes, at a place that was made ready for it.
struct Errand {
    name: &'static str,
    args: &'static [&'static str],
    prepare: fn(&Place),
}

/// What writes besides a session.
const ERRANDS: [Errand; 5] = [
    Errand {
        name: "backup",
        args: &["progress", "backup", "--json"],
        prepare: |_| {},
    },
    Errand {
        name: "undo",
        args: &["undo", "--json"],
        prepare: |_| {},
    },
    Errand {
        name: "merge",
        args: &["progress", "merge", "stick.jsonl", "--json"],
        prepare: write_a_stick,
    },
    Errand {
        name: "restore",
        args: &["progress", "restore", "--json"],
        prepare: cut_the_file,
    },
    Errand {
        name: "migration",
        args: &["undo", "--json"],
        prepare: |place| old::to_format_1(&place.file()),
    },
];

fn write_a_stick(place: &Place) {
    let elsewhere = Place::with_cards(3);
    old::studied(&elsewhere, 5);
    let lines = elsewhere.run(&["progress", "export"], "").code(0).stdout;
    fs::write(place.path().join("stick.jsonl"), lines).expect("written");
}

fn cut_the_file(place: &Place) {
    let bytes = fs::read(place.file()).expect("a file");
    fs::write(place.file(), &bytes[..bytes.len() / 2]).expect("written");
}

/// The backups there are.
pub(crate) fn backups(place: &Place) -> Vec<std::path::PathBuf> {
    let folder = place.progress().join("backups/learner");
    let entries = fs::read_dir(folder).expect("backups");
    let path = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").path();
    let is_draft = |path: &Path| {
        path.file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    let mut backups: Vec<_> = entries.map(path).filter(|path| !is_draft(path)).collect();
    // A folder lists its files in whatever order.
    backups.sort_unstable();
    backups
}

#[test]
fn a_call_that_fails_in_a_backup_an_undo_a_merge_a_restore_or_a_migration_loses_nothing() {
    let test = "failing calls of commands";
    if !trace::is_possible() {
        return skip(test, "strace is not there");
    }
    let numbers = Scale::asked().of(6, 120);
    for errand in &ERRANDS {
        let ready = Place::with_cards(5);
        let told = old::studied(&ready, 10);
        (errand.prepare)(&ready);
        let codes = spread(numbers * REFUSALS.len(), |number| {
            let (calls, error, then) = REFUSALS[number % REFUSALS.len()];
            let first = number / REFUSALS.len() + 1;
            let rule = format!("inject={calls}:error={error}:when={first}{then}");
            let context = format!("{} with {rule}", errand.name);
            let place = ready.copy();
            let before = backups(&place);
            let run = finish(place.wrapped(&refusing(&rule), errand.args), "");
            is_told(&run, &context);
            let after = backups(&place);
            assert!(
                before.iter().all(|backup| after.contains(backup)),
                "{context}: {after:?}"
            );
            goes_on(&place, &context);
            is_kept(&place, &told, &context);
            run.code
        });
        let told = codes.iter().filter(|code| **code == Some(74)).count();
        report(&format!(
            "{test}: {}: {} refusals, {told} ended it with code 74, 0 answers lost",
            errand.name,
            codes.len()
        ));
    }
}
