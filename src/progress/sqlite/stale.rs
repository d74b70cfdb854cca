//! A journal that was left behind: put beside its file again, by a copy or a program that synchronises folders, it would turn
//! the file back to what it was then, and `SQLite` would not notice.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::open;
use super::trouble::Trouble;

/// Tells whether the file knows events that its journal takes away. A log only grows: then the journal is older than the file.
///
/// Neither is changed. A file that cannot be read without its journal tells nothing.
pub(in crate::progress) fn has_stale_journal(path: &Path) -> bool {
    // In this order: another program may be writing.
    let alone = open::open_alone(path).and_then(|file| newest(&file));
    let together = open_together(path).and_then(|file| newest(&file));
    match (alone, together) {
        (Ok(alone), Ok(together)) => together < alone,
        (Err(_), _) | (_, Err(_)) => false,
    }
}

fn open_together(path: &Path) -> Result<Connection, Trouble> {
    let file = open::open_read_only(path)?;
    // Or the journal would become a part of the file as soon as it is closed.
    file.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(file)
}

/// The format and the number of the newest row: steps between formats number rows anew.
fn newest(file: &Connection) -> Result<(u32, i64), Trouble> {
    let format = file.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let row: Option<i64> = file.query_row("SELECT max(rowid) FROM event", [], |row| row.get(0))?;
    Ok((format, row.unwrap_or(0)))
}
