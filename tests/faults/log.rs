//! A learner's log, read and checked by the library.

use std::fs;
use std::path::Path;

use jmrel_quiz::day::Timestamp;
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::{AccessMode, Folder, Progress, Select, SqliteProgress};
use jmrel_quiz::review::{Event, Logged};

/// When the library is asked: within the day of the tests.
pub(crate) fn now() -> Timestamp {
    Timestamp::new(1_795_520_000_000, 0)
}

/// Opens the default learner's log in `folder`.
pub(crate) fn open(folder: &Path, mode: AccessMode) -> SqliteProgress {
    let opened = Folder::new(folder).open(&LearnerName::default(), mode);
    opened.unwrap_or_else(|error| panic!("{error}"))
}

/// The answers in a log, oldest first: which card, and what was said.
pub(crate) fn answers(log: &dyn Progress) -> Vec<(String, String)> {
    let events = log.events(&Select::default()).expect("events");
    events.iter().filter_map(answer).collect()
}

/// The card and the response, if it is an answer.
pub(crate) fn answer(logged: &Logged) -> Option<(String, String)> {
    let (card, response) = if let Event::Review(review) = &logged.event {
        (&review.card, &review.response)
    } else if let Event::Intro(intro) = &logged.event {
        (&intro.card, &intro.response)
    } else {
        return None;
    };
    Some((card.to_string(), response.clone().unwrap_or_default()))
}

/// Opens what lies in `folder` as a killed program left it, checks all of it and returns the answers. The files stay as they are.
#[track_caller]
pub(crate) fn answers_left(folder: &Path) -> Vec<(String, String)> {
    let copy = tempfile::tempdir().expect("a folder");
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    for entry in entries {
        let entry = entry.expect("an entry");
        // The index of the journal is no more than memory that two processes share.
        let name = entry.file_name();
        let is_index = name.to_str().is_some_and(|name| name.ends_with("-shm"));
        if entry.path().is_file() && !is_index {
            fs::copy(entry.path(), copy.path().join(name)).expect("copied");
        }
    }
    let log = open(copy.path(), AccessMode::Write);
    log.verify().unwrap_or_else(|error| panic!("{error}"));
    answers(&log)
}
