//! Every event that can still be read of a file, sound or damaged.

use std::ops::Range;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row};

use crate::progress::Damage;
use crate::progress::entry::Entry;
use crate::progress::exchange::Flaw;

use super::log;
use super::trouble::Trouble;

/// Rows tried one by one inside a damaged part.
const MOST_TRIED: i64 = 1_000_000;

/// Bytes that a row takes at the least: two names, a checksum, and the rest as short as it can be.
const LEAST_ROW: i64 = 48;

/// Hands on every row, counted as the table does, or why it cannot be had.
///
/// Damage is walked around: from the front as far as it goes, from the back, and then row by row in between.
///
/// # Errors
///
/// Outside: `take` failed. Inside: not even the table could be found, or the system refused to read.
pub(super) fn each<E>(
    file: &Connection,
    mut take: impl FnMut(u64, Result<Entry, Flaw>) -> Result<(), E>,
) -> Result<Result<(), Trouble>, E> {
    // Without it every row that is tried would lock the file for itself.
    let _state = match file.unchecked_transaction() {
        Ok(state) => state,
        Err(error) => return Ok(Err(error.into())),
    };
    let mut hand_on = |found: &Found| take(found.row.unsigned_abs(), found.entry.clone());
    let front = match walk(file, "ORDER BY rowid", i64::MIN, &mut hand_on)? {
        Ok(Walk { end: End::All, .. }) => return Ok(Ok(())),
        Ok(Walk { last, .. }) => last.unwrap_or(0),
        Err(trouble) => return Ok(Err(trouble)),
    };
    let back = match walk(file, "ORDER BY rowid DESC", front, &mut hand_on)? {
        Ok(Walk { last, .. }) => last,
        Err(trouble) => return Ok(Err(trouble)),
    };
    hand_on(&Found {
        row: front.saturating_add(1),
        entry: Err(Flaw::Row),
    })?;
    for row in hidden(front, back, bytes(file)) {
        if let Some(found) = one(file, row) {
            hand_on(&found)?;
        }
    }
    Ok(Ok(()))
}

/// The rows that may hide between the last of the front and the last of the back, in a file of so many bytes: it has no room for
/// more, whatever numbers it gives them.
fn hidden(front: i64, back: Option<i64>, bytes: i64) -> Range<i64> {
    let most = MOST_TRIED.min(bytes / LEAST_ROW);
    let start = front.saturating_add(1);
    let end = start.saturating_add(most);
    start..back.map_or(end, |back| back.min(end))
}

/// How large the file is; as large as it can be where it does not say.
fn bytes(file: &Connection) -> i64 {
    let number = |name: &str| file.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    match (number("page_count"), number("page_size")) {
        (Ok(pages), Ok(size)) => pages.saturating_mul(size),
        (Err(_), _) | (_, Err(_)) => i64::MAX,
    }
}

/// A row and what it holds.
struct Found {
    row: i64,
    entry: Result<Entry, Flaw>,
}

/// How far a walk came.
struct Walk {
    last: Option<i64>,
    end: End,
}

enum End {
    All,
    Damage,
}

fn walk<E>(
    file: &Connection,
    order: &str,
    after: i64,
    hand_on: &mut impl FnMut(&Found) -> Result<(), E>,
) -> Result<Result<Walk, Trouble>, E> {
    let sql = format!(
        "SELECT {}, rowid FROM event WHERE rowid > ? {order}",
        log::COLUMNS
    );
    let mut last = None;
    let mut statement = match file.prepare(&sql) {
        Ok(statement) => statement,
        Err(error) => return Ok(Err(error.into())),
    };
    let mut rows = match statement.query([after]) {
        Ok(rows) => rows,
        Err(error) => return Ok(Err(error.into())),
    };
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let found = found(row);
                last = Some(found.row);
                hand_on(&found)?;
            }
            Ok(None) => {
                return Ok(Ok(Walk {
                    last,
                    end: End::All,
                }));
            }
            Err(error) if is_damage(&error) => {
                return Ok(Ok(Walk {
                    last,
                    end: End::Damage,
                }));
            }
            Err(error) => return Ok(Err(error.into())),
        }
    }
}

fn one(file: &Connection, row: i64) -> Option<Found> {
    let sql = format!("SELECT {}, rowid FROM event WHERE rowid = ?", log::COLUMNS);
    let mut statement = file.prepare_cached(&sql).ok()?;
    statement
        .query_row([row], |row| Ok(found(row)))
        .optional()
        .ok()
        .flatten()
}

fn found(row: &Row<'_>) -> Found {
    let entry = log::entry(row).map_err(|trouble| match trouble {
        Trouble::Damage(Damage::Event { id }) => Flaw::Checksum { id },
        Trouble::Damage(_) | Trouble::Sqlite(_) | Trouble::Newer { .. } => Flaw::Row,
    });
    Found {
        row: row.get(11).unwrap_or(0),
        entry,
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_tried_only_where_the_file_has_room_for_them() {
        assert_eq!(hidden(7, Some(10), 1 << 20), 8..10);
        assert_eq!(hidden(7, None, 4_800), 8..108);
        assert_eq!(hidden(7, Some(i64::MAX), 4_800), 8..108);
        assert_eq!(hidden(7, None, i64::MAX), 8..8 + MOST_TRIED);
        assert_eq!(hidden(i64::MAX, None, 4_800), i64::MAX..i64::MAX);
    }
}
