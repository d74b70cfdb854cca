//! Files that are not ours and places that forbid writing.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::{Sandbox, answer};
use crate::progress::fixture::all;
use crate::progress::sqlite::{AccessMode, SqliteProgress};
use crate::progress::{Damage, Progress as _, ProgressError, Stranger};
use crate::system::trial;

#[test]
fn an_empty_or_short_file_is_damaged_and_not_new() {
    let sandbox = Sandbox::new();
    for content in [&b""[..], b"S", b"SQLite format 3\0 and no more"] {
        sandbox.refuses(content, |error| {
            let ProgressError::Damaged { damage, .. } = error else {
                return false;
            };
            let bytes = content.len() as u64;
            *damage == Damage::Short { bytes }
        });
    }
}

#[test]
fn a_file_of_anything_else_is_refused_untouched() {
    let sandbox = Sandbox::new();
    let is = |stranger| move |error: &ProgressError| matches!(error, ProgressError::NotOurs { found, .. } if *found == stranger);
    sandbox.refuses(b"cards:\n", is(Stranger::NotSqlite));
    sandbox.refuses(&[0; 5000], is(Stranger::NotSqlite));
    let other = sandbox.folder.path().join("other");
    let connection = Connection::open(&other).expect("a database");
    connection
        .execute_batch("CREATE TABLE t (x)")
        .expect("a table");
    drop(connection);
    let bytes = fs::read(&other).expect("a file");
    fs::remove_file(other).expect("removed");
    sandbox.refuses(&bytes, is(Stranger::OtherProgram));
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let sandbox = Sandbox::filled();
    sandbox.sql("PRAGMA user_version = 5");
    let bytes = fs::read(sandbox.file()).expect("a file");
    sandbox.refuses(&bytes, |error| {
        matches!(
            error,
            ProgressError::Newer {
                found: 5,
                known: 4,
                ..
            }
        )
    });
}

#[test]
fn a_folder_in_place_of_the_file_is_refused() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.file()).expect("created");
    let error = sandbox.try_open(AccessMode::Write).expect_err("refused");
    let is_folder = matches!(
        error,
        ProgressError::NotOurs {
            found: Stranger::NotAFile,
            ..
        }
    );
    assert!(is_folder, "{error:?}");
}

#[test]
fn a_file_in_place_of_the_folder_is_no_folder() {
    let sandbox = Sandbox::new();
    let folder = sandbox.folder.path().join("file");
    fs::write(&folder, "").expect("written");
    for file in [folder.join("anna.sqlite3"), folder.join("x/anna.sqlite3")] {
        let error = SqliteProgress::open(&file, AccessMode::Write).expect_err("refused");
        let ProgressError::NotAFolder { path } = &error else {
            panic!("{error:?}");
        };
        assert_eq!(path, &folder);
        assert!(error.is_write_failure());
    }
}

#[test]
fn files_and_new_folders_are_private() {
    let base = tempfile::tempdir().expect("a folder");
    let file = base.path().join("a/progress/anna.sqlite3");
    let mut store = SqliteProgress::open(&file, AccessMode::Write).expect("a store");
    answer(&mut store, "d:a", 1);
    let folder = file.parent().expect("a folder");
    let is_private = |path: &Path, rights| trial::mode(path).is_none_or(|mode| mode == rights);
    assert!(is_private(folder, 0o700));
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        assert!(is_private(&path, 0o600), "{}", path.display());
    }
}

#[test]
fn a_link_to_ones_own_file_is_followed_and_one_to_nothing_is_not() {
    let sandbox = Sandbox::filled();
    let link = sandbox.folder.path().join("link.sqlite3");
    if trial::link(&sandbox.file(), &link).is_err() {
        return;
    }
    let store = SqliteProgress::open(&link, AccessMode::Read).expect("a store");
    assert_eq!(all(&store).len(), 21);
    drop(store);
    fs::remove_file(sandbox.file()).expect("removed");
    let error = SqliteProgress::open(&link, AccessMode::Write).expect_err("refused");
    let is_link = matches!(
        error,
        ProgressError::NotOurs {
            found: Stranger::ForeignLink,
            ..
        }
    );
    assert!(is_link, "{error:?}");
}

#[test]
fn a_link_that_somebody_else_put_there_is_not_followed() {
    let sandbox = Sandbox::filled();
    let link = sandbox.folder.path().join("link.sqlite3");
    if trial::link(&sandbox.file(), &link).is_err() {
        return;
    }
    // Only the superuser can give a link away; others have nothing to see here.
    if trial::give_away(&link).is_ok() {
        let error = SqliteProgress::open(&link, AccessMode::Write).expect_err("refused");
        let is_link = matches!(
            error,
            ProgressError::NotOurs {
                found: Stranger::ForeignLink,
                ..
            }
        );
        assert!(is_link, "{error:?}");
    }
}

#[test]
fn a_folder_that_forbids_writing_can_be_read_and_says_so_when_written() {
    let sandbox = Sandbox::filled();
    let folder = sandbox.folder.path();
    if trial::set_mode(folder, 0o500).is_err() {
        return;
    }
    let is_obeyed = fs::write(folder.join("probe"), "").is_err();
    // The superuser may write everywhere; then there is nothing to see here.
    if is_obeyed {
        let store = sandbox.try_open(AccessMode::Read).expect("readable");
        assert_eq!(all(&store).len(), 21);
        assert_eq!(store.records().expect("records").len(), 2);
        for name in ["anna", "bert"] {
            let file = folder.join(format!("{name}.sqlite3"));
            let error = SqliteProgress::open(&file, AccessMode::Write).expect_err(name);
            assert!(matches!(error, ProgressError::ReadOnly { .. }), "{error:?}");
        }
    }
    trial::set_mode(folder, 0o700).expect("set");
}
