//! Opening and creating a progress file.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use crate::files::{self, Staged};
use crate::progress::{Damage, ProgressError};

use super::draft::Draft;
use super::journal::{self, Left};
use super::stale::has_stale_journal;
use super::trouble::{Doing, Trouble};
use super::{AccessMode, schema};
use crate::system::Locality;

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens a file that is there and ours; says how it was left.
pub(super) fn open(path: &Path, mode: AccessMode) -> Result<(Connection, Left), ProgressError> {
    if journal::is_there(path) && has_stale_journal(path) {
        let damage = Damage::Structure("its journal is older than the file itself".to_owned());
        return Err(Trouble::Damage(damage).at(path, Doing::Reading));
    }
    let left = Left::of(path);
    let doing = match mode {
        AccessMode::Write => Doing::Writing,
        AccessMode::Read => Doing::Reading,
    };
    let opened = match mode {
        AccessMode::Write => open_to_write(path),
        AccessMode::Read => open_to_read(path),
    };
    let connection = opened.map_err(|trouble| trouble.at(path, doing))?;
    match left {
        Left::InOrder => {}
        Left::Killed => {
            quick_check(&connection).map_err(|trouble| trouble.at(path, Doing::Reading))?;
        }
    }
    Ok((connection, left))
}

/// Creates an empty file of the newest format, complete before it has its name. One that came to be meanwhile is left alone.
pub(super) fn create(path: &Path) -> Result<(), ProgressError> {
    if let Some(folder) = path.parent() {
        files::create_private_folder(folder)?;
    }
    let staged = Staged::beside(path)?;
    make_empty(staged.path()).map_err(|trouble| trouble.at(path, Doing::Writing))?;
    staged.publish()?;
    Ok(())
}

fn make_empty(path: &Path) -> Result<(), Trouble> {
    let draft = Draft::open(path)?;
    draft.begin()?;
    draft.close()
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
    let mut connection = open_both_ways(path)?;
    schema::upgrade(&mut connection)?;
    Ok(connection)
}

/// Opens with the right to write where it is given, so that what a killed program left is cleared up; else without it. An older
/// format stays what it is.
fn open_to_read(path: &Path) -> Result<Connection, Trouble> {
    match open_both_ways(path) {
        Ok(connection) => {
            schema::see_as_newest(&connection)?;
            connection.pragma_update(None, "query_only", true)?;
            Ok(connection)
        }
        Err(Trouble::Sqlite(error)) if forbids_writing(&error) || lacks_index(&error) => {
            open_read_only(path)
        }
        Err(trouble) => Err(trouble),
    }
}

fn open_both_ways(path: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(Trouble::Sqlite(rusqlite::Error::SqliteFailure(
            ffi::Error::new(ffi::SQLITE_READONLY),
            None,
        )));
    }
    harden(&connection)?;
    journal::set_up(&connection, Locality::of(path))?;
    Ok(connection)
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
        Err(Trouble::Sqlite(error)) if forbids_writing(&error) || lacks_index(&error) => {
            open_read_only(path)
        }
        other => other,
    };
    opened.map_err(|trouble| trouble.at(path, Doing::Reading))
}

pub(super) fn open_read_only(path: &Path) -> Result<Connection, Trouble> {
    if !journal::is_there(path) {
        // No journal can be made here either: the file is all there is.
        return open_alone(path);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    harden(&connection)?;
    schema::see_as_newest(&connection)?;
    Ok(connection)
}

/// Opens a file as it is without its journal.
pub(super) fn open_alone(path: &Path) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(immutable_uri(path), flags)?;
    harden(&connection)?;
    schema::see_as_newest(&connection)?;
    Ok(connection)
}

/// A file may come from anybody: what it says must not run as code.
pub(super) fn harden(connection: &Connection) -> Result<(), Trouble> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(32);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

fn forbids_writing(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
    )
}

/// The journal's index is a file too, though only memory that processes share: on a full disk there is no room for it.
fn lacks_index(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error().map(|failure| failure.extended_code),
        Some(ffi::SQLITE_IOERR_SHMOPEN | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMMAP)
    )
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
