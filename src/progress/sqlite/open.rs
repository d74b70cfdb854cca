//! Opening and creating a progress file.

use std::ffi::OsString;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::files::{self, Staged};
use crate::progress::entry::Device;
use crate::progress::{Damage, ProgressError};

use super::trouble::{Doing, Trouble};
use super::{AccessMode, meta, schema};

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pages in the journal after which `SQLite` itself tidies up, in the middle of an answer. A net only: see `tidy`.
const JOURNAL_PAGES: u32 = 2000;

/// Opens a file that is there and ours.
pub(super) fn open(path: &Path, mode: AccessMode) -> Result<Connection, ProgressError> {
    // A program is running, or one was killed.
    let is_unclean = has_journal(path);
    let connection = match mode {
        AccessMode::Write => open_to_write(path).map_err(|e| e.at(path, Doing::Writing))?,
        AccessMode::Read => open_to_read(path).map_err(|e| e.at(path, Doing::Reading))?,
    };
    if is_unclean {
        quick_check(&connection).map_err(|trouble| trouble.at(path, Doing::Reading))?;
    }
    Ok(connection)
}

/// Creates an empty file of the newest format, complete before it has its name. One that came to be meanwhile is left alone.
pub(super) fn create(path: &Path) -> Result<(), ProgressError> {
    if let Some(folder) = path.parent() {
        files::create_private_folder(folder)?;
    }
    let staged = Staged::beside(path)?;
    fill(staged.path()).map_err(|trouble| trouble.at(path, Doing::Writing))?;
    staged.publish()?;
    Ok(())
}

/// Lets `SQLite` prove that the file's structure is sound.
fn quick_check(connection: &Connection) -> Result<(), Trouble> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Trouble::Damage(Damage::Structure(verdict)))
    }
}

fn open_to_write(path: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Trouble::Sqlite(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY),
            None,
        )));
    }
    harden(&connection)?;
    let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    // A file system without shared memory has no WAL; its rollback journal needs one sync more.
    let sync = if journal == "wal" { "FULL" } else { "EXTRA" };
    connection.pragma_update(None, "synchronous", sync)?;
    connection.pragma_update(None, "wal_autocheckpoint", JOURNAL_PAGES)?;
    schema::upgrade(&mut connection)?;
    Ok(connection)
}

/// Opens with the right to write where it is given, so that what a killed program left is cleared up; else without it.
fn open_to_read(path: &Path) -> Result<Connection, Trouble> {
    match open_to_write(path) {
        Ok(connection) => {
            connection.pragma_update(None, "query_only", true)?;
            Ok(connection)
        }
        Err(Trouble::Sqlite(error)) if forbids_writing(&error) => open_read_only(path),
        Err(trouble) => Err(trouble),
    }
}

/// Opens a file that is not this learner's: nothing in it is changed, not even its format. What a killed program left in
/// its journal is read all the same.
pub(super) fn open_foreign(path: &Path) -> Result<Connection, ProgressError> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        harden(&connection)?;
        schema::see_as_newest(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    };
    let opened = match open() {
        Err(Trouble::Sqlite(error)) if forbids_writing(&error) => open_read_only(path),
        other => other,
    };
    opened.map_err(|trouble| trouble.at(path, Doing::Reading))
}

fn open_read_only(path: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if has_journal(path) {
        Connection::open_with_flags(path, flags)?
    } else {
        // No journal can be made here either: the file is all there is.
        Connection::open_with_flags(immutable_uri(path), flags | OpenFlags::SQLITE_OPEN_URI)?
    };
    harden(&connection)?;
    schema::see_as_newest(&connection)?;
    Ok(connection)
}

/// A file may come from anybody: what it says must not run as code.
fn harden(connection: &Connection) -> Result<(), Trouble> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(32);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

pub(super) fn fill(path: &Path) -> Result<(), Trouble> {
    let mut connection = Connection::open(path)?;
    // Nobody knows this file yet; it is synced as a whole before it gets its name.
    connection.pragma_update(None, "synchronous", "OFF")?;
    schema::upgrade(&mut connection)?;
    meta::set_device(&connection, Device::random())?;
    super::cache::rebuild(&connection)?;
    let _: String =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    connection.close().map_err(|(_, error)| error.into())
}

fn forbids_writing(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
    )
}

/// Tells whether there is a journal with something in it: a program is running, or one was killed.
pub(super) fn has_journal(path: &Path) -> bool {
    journal(path).metadata().is_ok_and(|file| file.len() > 0)
}

/// The file in which `SQLite` keeps what is not yet in the main one.
pub(super) fn journal(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-wal");
    name.into()
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").expect("a string takes everything");
        }
    }
    uri.push_str("?immutable=1");
    uri
}
