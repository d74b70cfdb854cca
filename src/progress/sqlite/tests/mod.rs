//! What only a file owes: other processes, programs that end in the middle, disks that fill.

mod damage;
mod merge;
mod places;
mod upgrade;

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use tempfile::TempDir;

use super::schema::STEPS;
use super::{AccessMode, SqliteProgress};
use crate::progress::entry::{Device, Entry};
use crate::progress::fixture::{all, at, card, review, sample_events};
use crate::progress::hlc::Hlc;
use crate::progress::{Progress, ProgressError, Saved, Select};
use crate::review::{Event, Mark, Rating};

struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// With one event of every kind in the file, and a few answers.
    fn filled() -> Self {
        let sandbox = Self::new();
        let mut store = sandbox.open();
        store.append(&sample_events(), at(0)).expect("saved");
        for second in 1..6 {
            let event = review("d:b", Rating::Good);
            store.append(&[event], at(second * 90_000)).expect("saved");
        }
        sandbox
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("anna.sqlite3")
    }

    fn open(&self) -> SqliteProgress {
        self.try_open(AccessMode::Write).expect("a store")
    }

    fn try_open(&self, mode: AccessMode) -> Result<SqliteProgress, ProgressError> {
        SqliteProgress::open(&self.file(), mode)
    }

    fn sql(&self, statement: &str) {
        let connection = Connection::open(self.file()).expect("a database");
        connection.execute_batch(statement).expect("executed");
    }

    /// Makes the file one of the first format, as the program once wrote it.
    fn make_format_1(&self) {
        let old = self.folder.path().join("old");
        let connection = Connection::open(&old).expect("a database");
        let (format, schema) = STEPS[0];
        connection.execute_batch(schema).expect("format 1");
        let file = self.file().into_os_string().into_string().expect("text");
        connection
            .execute("ATTACH ? AS new", [file])
            .expect("attached");
        connection
            .execute_batch(
                "INSERT INTO meta SELECT key, value FROM new.meta WHERE key <> 'cache'; \
                 INSERT INTO event SELECT id, device, seq, hlc, kind, card, at_ms, offset_min, body, checksum \
                 FROM new.event ORDER BY new.event.rowid; \
                 DETACH new; PRAGMA journal_mode = WAL;",
            )
            .expect("copied");
        connection
            .pragma_update(None, "user_version", format)
            .expect("numbered");
        drop(connection);
        fs::rename(old, self.file()).expect("replaced");
    }

    /// What would lie on the disk if the machine stopped now.
    fn as_if_killed(&self) -> Self {
        let copy = Self::new();
        for entry in fs::read_dir(self.folder.path()).expect("a folder") {
            let entry = entry.expect("an entry");
            let target = copy.folder.path().join(entry.file_name());
            fs::copy(entry.path(), target).expect("copied");
        }
        copy
    }

    /// Asserts that the file is refused and that not a byte of it has changed.
    #[track_caller]
    fn refuses(&self, content: &[u8], is_expected: impl Fn(&ProgressError) -> bool) {
        fs::write(self.file(), content).expect("written");
        for mode in [AccessMode::Read, AccessMode::Write] {
            let error = self.try_open(mode).expect_err("refused");
            assert!(is_expected(&error), "{error:?}");
            assert!(error.to_string().contains("anna.sqlite3"), "{error}");
        }
        assert_eq!(fs::read(self.file()).expect("a file"), content);
        assert_eq!(
            fs::read_dir(self.folder.path()).expect("a folder").count(),
            1
        );
    }
}

fn answer(store: &mut SqliteProgress, name: &str, second: i64) -> Saved {
    let event = review(name, Rating::Good);
    store.append(&[event], at(second)).expect("saved")
}

/// An entry as another program could have written it after all that are there.
fn entry_after_all(sandbox: &Sandbox) -> Entry {
    let connection = Connection::open(sandbox.file()).expect("a database");
    let device = super::meta::device(&connection).expect("a device");
    let head = super::log::head(&connection, device, at(800_000)).expect("a head");
    let mut entries = head.stamp(&[review("d:a", Rating::Good)], at(800_000));
    entries.remove(0)
}

#[test]
fn a_session_without_answers_leaves_no_file() {
    let sandbox = Sandbox::new();
    let mut store = sandbox.open();
    assert!(all(&store).is_empty());
    assert!(store.last_answer().expect("read").is_none());
    store.rebuild().expect("nothing to do");
    store.append(&[], at(1)).expect("nothing to do");
    assert_eq!(store.verify().expect("sound"), 0);
    assert!(!sandbox.file().exists());
    answer(&mut store, "d:a", 1);
    assert!(sandbox.file().exists());
}

#[test]
fn what_was_saved_is_there_after_the_program_ends() {
    let sandbox = Sandbox::filled();
    let before = (
        all(&sandbox.open()),
        sandbox.open().records().expect("records"),
    );
    let store = sandbox.try_open(AccessMode::Read).expect("a store");
    assert_eq!((all(&store), store.records().expect("records")), before);
    drop(store);
    assert_eq!(sandbox.open().verify().expect("sound"), 21);
    assert_eq!(
        fs::read_dir(sandbox.folder.path())
            .expect("a folder")
            .count(),
        1
    );
}

#[test]
fn a_killed_program_loses_no_answer() {
    let sandbox = Sandbox::new();
    let mut store = sandbox.open();
    for second in 0..20 {
        answer(&mut store, "d:a", second);
    }
    // What lies on the disk while the program runs is what is left when it is killed.
    let copy = sandbox.as_if_killed();
    let found = copy.open();
    assert_eq!(all(&found), all(&store));
    assert_eq!(found.verify().expect("sound"), 20);
}

#[test]
fn only_a_program_that_was_killed_makes_a_check_due() {
    let sandbox = Sandbox::new();
    let mut running = sandbox.open();
    answer(&mut running, "d:a", 1);
    running.note_check(at(1)).expect("noted");
    for mode in [AccessMode::Write, AccessMode::Read] {
        let second = sandbox.try_open(mode).expect("a store");
        assert!(!second.is_check_due(at(2)).expect("read"), "{mode:?}");
    }
    let copy = sandbox.as_if_killed();
    // Whoever only reads clears up what was left, and leaves word of it.
    drop(copy.try_open(AccessMode::Read).expect("a store"));
    assert!(copy.open().is_check_due(at(2)).expect("read"));
    let mut store = copy.open();
    store.note_check(at(3)).expect("noted");
    drop(store);
    assert!(!copy.open().is_check_due(at(4)).expect("read"));
    answer(&mut running, "d:a", 5);
    assert_eq!(running.verify().expect("sound"), 2);
}

#[test]
fn a_past_is_read_under_a_name_that_the_log_does_not_know() {
    let sandbox = Sandbox::new();
    answer(&mut sandbox.open(), "d:a", 1);
    let mut store = sandbox.try_open(AccessMode::Read).expect("a store");
    store.read_renamed(vec![(card("d:a"), card("d:b"))]);
    assert_eq!(store.current_name(&card("d:a")).expect("read"), card("d:b"));
    let of_card = Select {
        card: Some(card("d:b")),
        ..Select::default()
    };
    let past = store.events(&of_card).expect("events");
    let names: Vec<_> = past.iter().map(|logged| logged.event.card()).collect();
    assert_eq!(names, [Some(&card("d:b"))]);
}

#[test]
fn two_handles_on_one_file_see_each_other() {
    let sandbox = Sandbox::new();
    let (mut one, mut two) = (sandbox.open(), sandbox.open());
    for second in 0..6 {
        answer(&mut one, "d:a", second * 2);
        answer(&mut two, "d:a", second * 2 + 1);
    }
    let rename = Event::Rename(vec![(card("d:a"), card("d:z"))]);
    two.append(&[rename], at(20)).expect("saved");
    let saved = answer(&mut one, "d:a", 21);
    assert_eq!(saved.records[0].0, card("d:z"));
    assert_eq!(saved.records[0].1.reviews, 13);
    assert_eq!(
        one.records().expect("records"),
        two.records().expect("records")
    );
    assert_eq!(one.verify().expect("sound"), 14);
}

#[test]
fn writers_at_the_same_time_lose_nothing() {
    let sandbox = Sandbox::new();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                let mut store = sandbox.open();
                for second in 0..25 {
                    answer(&mut store, &format!("d:{}", (number + second) % 3), second);
                }
            });
        }
    });
    let store = sandbox.open();
    assert_eq!(store.verify().expect("sound"), 100);
    let reviews = store.records().expect("records");
    assert_eq!(
        reviews
            .iter()
            .map(|(_, record)| record.reviews)
            .sum::<u32>(),
        100
    );
}

#[test]
fn what_a_newer_program_wrote_is_kept_and_passed_over() {
    let sandbox = Sandbox::filled();
    let before = all(&sandbox.open());
    let mut strange = entry_after_all(&sandbox);
    strange.kind = "dream".to_owned();
    strange.body = r#"{"of":"sheep"}"#.to_owned();
    let connection = Connection::open(sandbox.file()).expect("a database");
    super::log::insert(&connection, &strange).expect("inserted");

    let mut store = sandbox.open();
    assert_eq!(all(&store), before);
    let newest = Select {
        last: Some(1),
        ..Select::default()
    };
    assert_eq!(
        store.events(&newest).expect("events"),
        before[before.len() - 1..]
    );
    answer(&mut store, "d:a", 900_000);
    store.rebuild().expect("rebuilt");
    let kept: String = connection
        .query_row("SELECT body FROM event WHERE kind = 'dream'", [], |row| {
            row.get(0)
        })
        .expect("still there");
    assert_eq!(kept, strange.body);
}

#[test]
fn another_device_with_a_wild_clock_does_not_drag_ours_along() {
    let sandbox = Sandbox::filled();
    let mut strange = entry_after_all(&sandbox);
    strange.device = Device::random();
    strange.hlc = Hlc::at_ms(at(3_000_000_000).at_ms());
    strange.rank = strange.hlc;
    strange.card = Some("d:b".to_owned());
    let connection = Connection::open(sandbox.file()).expect("a database");
    super::log::insert(&connection, &strange).expect("inserted");

    let mut store = sandbox.open();
    store.rebuild().expect("rebuilt");
    answer(&mut store, "d:b", 900_000);
    let log = all(&store);
    assert_eq!(log[log.len() - 2].at, at(900_000));
    assert_eq!(store.verify().expect("sound"), 23);
}

#[test]
fn a_store_opened_to_read_writes_nothing() {
    let sandbox = Sandbox::filled();
    let before = fs::read(sandbox.file()).expect("a file");
    let mut store = sandbox.try_open(AccessMode::Read).expect("a store");
    let mark = Event::Mark {
        card: card("d:a"),
        mark: Mark::Suspended,
    };
    let error = store.append(&[mark], at(9)).expect_err("refused");
    assert!(matches!(error, ProgressError::ReadOnly { .. }), "{error:?}");
    assert!(error.is_write_failure());
    drop(store);
    assert_eq!(fs::read(sandbox.file()).expect("a file"), before);
}

#[test]
fn a_failed_write_leaves_what_was_acknowledged_and_the_store_usable() {
    let sandbox = Sandbox::filled();
    let mut store = sandbox.open();
    let pages: u32 = pragma(&store, "page_count");
    let connection = store.connection.as_ref().expect("open");
    connection
        .pragma_update(None, "max_page_count", pages)
        .expect("set");
    let mut saved = all(&store).len();
    let error = loop {
        match store.append(&[review("d:b", Rating::Good)], at(900_000)) {
            Ok(_) => saved += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, ProgressError::Full { .. }), "{error:?}");
    assert!(error.to_string().contains("anna.sqlite3"), "{error}");
    assert_eq!(all(&store).len(), saved);
    // The limit went with the connection, as a full disk goes when room is made.
    answer(&mut store, "d:b", 900_001);
    assert_eq!(all(&store).len(), saved + 1);
    store.verify().expect("sound");
}

#[test]
fn every_commit_is_synced_and_tidying_keeps_the_journal_short() {
    let sandbox = Sandbox::new();
    let mut store = sandbox.open();
    answer(&mut store, "d:a", 0);
    assert_eq!(pragma::<u32>(&store, "synchronous"), 2);
    for second in 1..200 {
        answer(&mut store, "d:a", second);
        store.tidy();
    }
    let journal = fs::metadata(super::journal::beside(&sandbox.file(), "-wal")).expect("a journal");
    assert!(journal.len() < 2 << 20, "{} bytes", journal.len());
    assert_eq!(store.verify().expect("sound"), 200);
}

fn pragma<T: rusqlite::types::FromSql>(store: &SqliteProgress, name: &str) -> T {
    let connection = store.connection.as_ref().expect("open");
    let value = connection.pragma_query_value(None, name, |row| row.get(0));
    value.expect("a value")
}
