//! Files that are not as they were written.

use rusqlite::Connection;

use super::{Sandbox, answer};
use crate::progress::fixture::at;
use crate::progress::sqlite::{AccessMode, SqliteProgress, cache};
use crate::progress::{Damage, Folder, Progress, ProgressError, Select};

#[test]
fn a_change_of_any_column_is_reported_with_the_event() {
    for change in [
        "id = randomblob(16)",
        "device = randomblob(16)",
        "seq = seq + 100",
        "hlc = hlc + 1",
        "kind = 'intro'",
        "card = 'd:c'",
        "card = NULL",
        "at_ms = at_ms - 1",
        "offset_min = 0",
        "body = replace(body, 'good', 'easy')",
        "checksum = checksum + 1",
    ] {
        let sandbox = Sandbox::filled();
        sandbox.sql(&format!("UPDATE event SET {change} WHERE rowid = 21"));
        let store = sandbox.open();
        let error = store.events(&Select::default()).expect_err(change);
        let ProgressError::Damaged {
            damage: Damage::Event { id },
            ..
        } = &error
        else {
            panic!("{change}: {error:?}");
        };
        assert!(error.to_string().contains(id.as_str()), "{error}");
        assert!(store.verify().is_err());
    }
}

#[test]
fn a_missing_event_is_reported() {
    let sandbox = Sandbox::filled();
    sandbox.sql("DELETE FROM event WHERE seq = 3");
    let error = sandbox.open().verify().expect_err("a gap");
    let ProgressError::Damaged { damage, .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(damage, Damage::Gap { seq: 3 });
}

#[test]
fn a_damaged_or_outdated_cache_is_folded_anew() {
    for change in [
        "UPDATE records SET body = zeroblob(length(body))",
        "UPDATE records SET checksum = 0",
        "UPDATE records SET page = page + 1 WHERE page = (SELECT max(page) FROM records)",
        "DELETE FROM records; UPDATE meta SET value = '0' WHERE key = 'cache'",
        "UPDATE diary SET body = zeroblob(length(body))",
        "UPDATE diary SET checksum = 0",
        "UPDATE diary SET day = day - 1 WHERE day = (SELECT min(day) FROM diary)",
        "DELETE FROM diary WHERE day = (SELECT min(day) FROM diary)",
        "DELETE FROM diary WHERE day = (SELECT max(day) FROM diary)",
    ] {
        let sandbox = Sandbox::filled();
        let made = |store: &SqliteProgress| {
            let records = store.records().expect("records");
            (records, store.diary().expect("a diary"))
        };
        let before = made(&sandbox.open());
        sandbox.sql(change);
        for mode in [AccessMode::Read, AccessMode::Write] {
            let store = sandbox.try_open(mode).expect("a store");
            assert_eq!(made(&store), before, "{change}");
        }
        let mut store = sandbox.open();
        answer(&mut store, "d:b", 900_000);
        store.rebuild().expect("rebuilt");
        assert_eq!(store.verify().expect("sound"), 22);
    }
}

#[test]
fn a_full_check_mends_what_is_damaged_of_the_cache() {
    let learner = "anna".parse().expect("a name");
    for change in [
        "UPDATE records SET checksum = 0",
        "UPDATE diary SET checksum = 0",
    ] {
        let sandbox = Sandbox::filled();
        sandbox.sql(change);
        sandbox.sql("INSERT OR REPLACE INTO meta VALUES ('checked', '0')");
        let folder = Folder::new(sandbox.folder.path());
        let kept = folder.open_kept(&learner, AccessMode::Write, at(900_000), &mut |_| ());
        drop(kept.expect("a log"));
        let connection = Connection::open(sandbox.file()).expect("a database");
        assert!(cache::is_sound(&connection).expect("read"), "{change}");
    }
}
