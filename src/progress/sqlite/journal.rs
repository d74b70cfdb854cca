//! The journal beside a progress file: which kind it is, and what one that is found there says of the program before.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::trouble::Trouble;
use super::{meta, open};
use crate::system::Locality;

/// Pages in the journal after which `SQLite` itself tidies up, in the middle of an answer. A net only: see `tidy`.
const JOURNAL_PAGES: u32 = 2000;

/// How the file was left by whoever had it before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// In order, or somebody has it still.
    InOrder,
    /// With a journal that is nobody's: a program was killed, or the machine stopped.
    Killed,
}

impl Left {
    /// Finds out. When a program was killed, that is noted in the file, so that whoever may write next checks everything.
    pub(super) fn of(path: &Path) -> Self {
        if !is_there(path) {
            return Self::InOrder;
        }
        match note_killed(path) {
            Err(error) if is_held(&error) => Self::InOrder,
            Ok(()) | Err(_) => Self::Killed,
        }
    }
}

/// Everybody who has the file open holds a lock on it, so nobody has when it can be locked for ourselves alone.
fn note_killed(path: &Path) -> Result<(), Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    open::harden(&connection)?;
    connection.busy_timeout(Duration::ZERO)?;
    let _: String =
        connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |row| row.get(0))?;
    meta::set_check_due(&connection)
}

fn is_held(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Sqlite(error) => error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy),
        Trouble::Damage(_) | Trouble::Newer { .. } => false,
    }
}

/// Chooses the journal that is safe where the file lies, and how often to sync.
///
/// On one machine that is a write-ahead log. It needs memory that all programs share, which those on two machines do not: there it
/// is a rollback journal, and one sync more.
pub(super) fn set_up(connection: &Connection, locality: Locality) -> Result<(), Trouble> {
    let found: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let wanted = match locality {
        Locality::Local => "wal",
        Locality::Network => "truncate",
    };
    let set = if found == wanted {
        found
    } else {
        set_mode(connection, wanted)?.unwrap_or(found)
    };
    // Where there is no shared memory although the disk is near, `SQLite` stays with the rollback journal.
    let sync = if set == "wal" { "FULL" } else { "EXTRA" };
    connection.pragma_update(None, "synchronous", sync)?;
    connection.pragma_update(None, "wal_autocheckpoint", JOURNAL_PAGES)?;
    Ok(())
}

/// Nothing when another program has the file: then it stays as it is until the next start.
fn set_mode(connection: &Connection, mode: &str) -> Result<Option<String>, Trouble> {
    match connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0)) {
        Ok(set) => Ok(Some(set)),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Tells whether there is a journal with something in it: a program is running, or one was killed.
pub(super) fn is_there(path: &Path) -> bool {
    let has_content = |suffix| {
        let journal = beside(path, suffix).metadata();
        journal.is_ok_and(|file| file.len() > 0)
    };
    has_content("-wal") || has_content("-journal")
}

pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(connection: &Connection) -> (String, i64) {
        let value = |name| connection.pragma_query_value(None, name, |row| row.get(0));
        let sync = connection.pragma_query_value(None, "synchronous", |row| row.get(0));
        (
            value("journal_mode").expect("a mode"),
            sync.expect("a level"),
        )
    }

    #[test]
    fn the_journal_follows_the_file_from_disk_to_network_and_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("anna.sqlite3");
        for (locality, expected) in [
            (Locality::Local, ("wal".to_owned(), 2)),
            (Locality::Network, ("truncate".to_owned(), 3)),
            (Locality::Local, ("wal".to_owned(), 2)),
        ] {
            let connection = Connection::open(&file).expect("a database");
            set_up(&connection, locality).expect("set up");
            assert_eq!(mode(&connection), expected);
            connection
                .execute_batch("CREATE TABLE IF NOT EXISTS t (x); INSERT INTO t VALUES (1)")
                .expect("written");
        }
    }
}
