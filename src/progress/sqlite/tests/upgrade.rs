//! Files of older formats: kept before they change, and whole whenever the machine stops while they do.

use std::fs;

use rusqlite::Connection;

use super::Sandbox;
use crate::progress::backup::{Backups, restore};
use crate::progress::fixture::{all, at};
use crate::progress::sqlite::AccessMode;
use crate::progress::sqlite::schema::{NEWEST, STEPS};
use crate::progress::{Folder, Kept};
use crate::review::{Logged, Settings};
use crate::scheduler::Records;

type State = (Vec<Logged>, Records, Settings);

/// Opens the log as the program does at its start.
fn kept(sandbox: &Sandbox, mode: AccessMode) -> State {
    let learner = "anna".parse().expect("a name");
    let folder = Folder::new(sandbox.folder.path());
    let kept = folder.open_kept(&learner, mode, at(900_000), &mut |_| ());
    let Kept {
        progress,
        settings,
        records,
    } = kept.expect("a log");
    progress.verify().expect("sound");
    (all(&progress), records, settings)
}

fn format(file: &std::path::Path) -> u32 {
    let connection = Connection::open(file).expect("a database");
    let format = connection.pragma_query_value(None, "user_version", |row| row.get(0));
    format.expect("a number")
}

#[test]
fn an_upgrade_cut_off_after_any_statement_leaves_the_same_log_and_a_backup_of_the_old_format() {
    let sandbox = Sandbox::filled();
    let before = kept(&sandbox, AccessMode::Write);
    sandbox.make_format_1();
    for (&(from, _), &(to, step)) in STEPS.iter().zip(&STEPS[1..]) {
        let statements: Vec<&str> = step.split_inclusive(";\n").collect();
        for done in 0..=statements.len() {
            let connection = begun(&sandbox);
            for statement in &statements[..done] {
                connection.execute_batch(statement).expect("executed");
            }
            if done == statements.len() {
                number(&connection, to);
            }
            let killed = sandbox.as_if_killed();
            drop(connection);
            assert_eq!(kept(&killed, AccessMode::Write), before, "{to}, {done}");
            assert_eq!(format(&killed.file()), NEWEST);
            let backups = Backups::of(&killed.file()).all().expect("a list");
            let [backup] = &backups[..] else {
                panic!("{to}, {done}: {backups:?}");
            };
            assert_eq!(format(&backup.path), from);
        }
        let connection = begun(&sandbox);
        connection.execute_batch(step).expect("executed");
        number(&connection, to);
        connection.execute_batch("COMMIT").expect("committed");
    }
}

/// Begins a change of which pages leave memory as early as can be: the more of them are found by whoever comes after.
fn begun(sandbox: &Sandbox) -> Connection {
    let connection = Connection::open(sandbox.file()).expect("a database");
    connection
        .execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
        .expect("begun");
    connection
}

fn number(connection: &Connection, format: u32) {
    connection
        .pragma_update(None, "user_version", format)
        .expect("numbered");
}

#[test]
fn whoever_only_reads_leaves_the_format_as_it_is() {
    let sandbox = Sandbox::filled();
    let before = kept(&sandbox, AccessMode::Write);
    sandbox.make_format_1();
    let bytes = fs::read(sandbox.file()).expect("a file");
    assert_eq!(kept(&sandbox, AccessMode::Read), before);
    assert_eq!(fs::read(sandbox.file()).expect("a file"), bytes);
    assert_eq!(
        fs::read_dir(sandbox.folder.path())
            .expect("a folder")
            .count(),
        1
    );
}

#[test]
fn a_backup_of_an_older_format_can_be_restored() {
    let sandbox = Sandbox::filled();
    let before = kept(&sandbox, AccessMode::Write);
    let old = Sandbox::new();
    fs::copy(sandbox.file(), old.file()).expect("copied");
    old.make_format_1();
    fs::remove_file(sandbox.file()).expect("removed");
    restore(&sandbox.file(), &old.file(), at(900_001)).expect("restored");
    assert_eq!(kept(&sandbox, AccessMode::Write), before);
}

#[test]
fn a_file_of_the_newest_format_is_not_backed_up_at_the_start() {
    let sandbox = Sandbox::filled();
    kept(&sandbox, AccessMode::Write);
    assert_eq!(Backups::of(&sandbox.file()).all().expect("a list"), []);
}
