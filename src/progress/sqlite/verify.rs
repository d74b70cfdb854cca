//! A progress file checked against itself: structure, checksums, numbers without gaps, records against the log.

use rusqlite::Connection;

use crate::progress::entry::Entry;
use crate::progress::{Damage, replay};

use super::trouble::Trouble;
use super::{cache, log, meta};

/// Checks everything; returns the number of events.
pub(super) fn verify(file: &Connection) -> Result<u64, Trouble> {
    let verdict: String = file.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(Trouble::Damage(Damage::Structure(verdict)));
    }
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
