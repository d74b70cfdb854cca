//! A progress file checked against itself: structure, checksums, numbers without gaps, records against the log.

use std::path::Path;
use std::thread;

use rusqlite::Connection;

use crate::progress::entry::Entry;
use crate::progress::{Damage, replay};

use super::trouble::Trouble;
use super::{cache, log, meta, open};

/// Checks everything; returns the number of events. `path` is where the file lies.
///
/// Half of the work is the database's and half is ours, and neither needs the other: each has a thread and a connection.
pub(super) fn verify(file: &Connection, path: &Path) -> Result<u64, Trouble> {
    thread::scope(|scope| {
        let structure = scope.spawn(|| match open::open_foreign(path) {
            Ok(other) => check_structure(&other),
            Err(_) => Ok(Structure::Unchecked),
        });
        let events = check_events(file);
        match structure.join() {
            Ok(Ok(Structure::Sound)) => events,
            Ok(Ok(Structure::Unchecked)) | Err(_) => {
                check_structure(file)?;
                events
            }
            Ok(Err(trouble)) => Err(trouble),
        }
    })
}

/// What is known of the database itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Structure {
    Sound,
    /// There was no second connection.
    Unchecked,
}

fn check_structure(file: &Connection) -> Result<Structure, Trouble> {
    let verdict: String = file.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(Structure::Sound)
    } else {
        Err(Trouble::Damage(Damage::Structure(verdict)))
    }
}

fn check_events(file: &Connection) -> Result<u64, Trouble> {
    let entries = log::all(file, None)?;
    check_numbers(file, &entries)?;
    let names = log::names(file)?;
    let records = replay::records(replay::events(&entries, &names));
    if records != cache::all(file)? {
        return Err(Trouble::Damage(Damage::Records));
    }
    Ok(u64::try_from(entries.len()).expect("a count in memory fits"))
}

/// Events of this device are numbered without a gap; of others a part may be here.
fn check_numbers(file: &Connection, entries: &[Entry]) -> Result<(), Trouble> {
    let device = meta::device(file)?;
    let mut own: Vec<i64> = entries
        .iter()
        .filter(|entry| entry.device == device)
        .map(|entry| entry.seq)
        .collect();
    own.sort_unstable();
    match (1..).zip(own).find(|(expected, seq)| expected != seq) {
        Some((seq, _)) => Err(Trouble::Damage(Damage::Gap { seq })),
        None => Ok(()),
    }
}
