//! Rows of the table `event`, read with their checksums verified.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Statement, params, params_from_iter};
use uuid::Uuid;

use crate::card::CardId;
use crate::day::Timestamp;
use crate::progress::body::kind;
use crate::progress::entry::{Device, Entry, Head};
use crate::progress::hlc::Hlc;
use crate::progress::names::Names;
use crate::progress::{Damage, replay};

use super::trouble::Trouble;

pub(super) const COLUMNS: &str =
    "id, device, seq, hlc, rank, kind, card, at_ms, offset_min, body, checksum";

const INSERT: &str = "INSERT INTO event \
    (id, device, seq, hlc, rank, kind, card, at_ms, offset_min, body, checksum) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const INSERT_NEW: &str = "INSERT INTO event \
    (id, device, seq, hlc, rank, kind, card, at_ms, offset_min, body, checksum) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";

/// Reads the whole log, or the part of it that can hold events from `since_ms` on, in log order.
///
/// Rows are taken in the order of the table, not through an index: a damaged index cannot hide one.
pub(super) fn all(connection: &Connection, since_ms: Option<i64>) -> Result<Vec<Entry>, Trouble> {
    let mut entries = match since_ms {
        None => read(connection, "", Vec::new())?,
        // A rank is never before the wall time of its event, unless that time is not believed.
        Some(since) => {
            let earliest = || vec![Value::from(Hlc::at_ms(since).number())];
            let mut entries = read(connection, "WHERE rank >= ?", earliest())?;
            let doubted = "WHERE rank < hlc AND rank < ?";
            entries.append(&mut read(connection, doubted, earliest())?);
            entries
        }
    };
    replay::sort(&mut entries);
    Ok(entries)
}

/// Reads the entries of one card under any of these names, in log order.
pub(super) fn of_card(connection: &Connection, names: &[&CardId]) -> Result<Vec<Entry>, Trouble> {
    sorted(names.iter().map(|name| {
        let name = Value::from(name.to_string());
        read(connection, "WHERE card = ?", vec![name])
    }))
}

/// Reads the entries of one kind of one card under any of these names, in log order.
pub(super) fn of_kind(
    connection: &Connection,
    names: &[&CardId],
    kind: &str,
) -> Result<Vec<Entry>, Trouble> {
    sorted(names.iter().map(|name| {
        let values = vec![Value::from(name.to_string()), Value::from(kind.to_owned())];
        read(connection, "WHERE card = ? AND kind = ?", values)
    }))
}

/// Reads the learner's settings, in log order.
pub(super) fn settings(connection: &Connection) -> Result<Vec<Entry>, Trouble> {
    sorted([without_card(connection, kind::SET)].into_iter())
}

/// Reads which cards got another name.
pub(super) fn names(connection: &Connection) -> Result<Names, Trouble> {
    let renames = sorted([without_card(connection, kind::RENAME)].into_iter())?;
    Ok(replay::names(&renames))
}

/// Reads entries from the newest backwards, for as long as `wants_more`.
pub(super) fn backwards(
    connection: &Connection,
    wants_more: impl FnMut(Entry) -> Result<bool, Trouble>,
) -> Result<(), Trouble> {
    let order = "ORDER BY rank DESC, device DESC, seq DESC, id DESC";
    walk(connection, order, wants_more)
}

/// Reads entries from the oldest onwards, for as long as `wants_more`.
pub(super) fn forwards(
    connection: &Connection,
    wants_more: impl FnMut(Entry) -> Result<bool, Trouble>,
) -> Result<(), Trouble> {
    walk(connection, "ORDER BY rank, device, seq, id", wants_more)
}

/// Hands on every entry in the order of the table, which no damaged index can spoil. The next one is read into what `take` leaves.
pub(super) fn each(
    connection: &Connection,
    mut take: impl FnMut(i64, &mut Entry) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let sql = format!("SELECT {COLUMNS}, rowid FROM event ORDER BY rowid");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut entry = Entry::default();
    while let Some(row) = rows.next()? {
        read_into(&mut entry, row)?;
        take(row.get(11)?, &mut entry)?;
    }
    Ok(())
}

/// Counts the rows of the table, whatever its indexes say.
pub(super) fn count(connection: &Connection) -> Result<u64, Trouble> {
    let sql = "SELECT count(*) FROM event NOT INDEXED";
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The number of the last row; the table has about as many.
pub(super) fn last_row(connection: &Connection) -> Result<u64, Trouble> {
    let sql = "SELECT coalesce(max(rowid), 0) FROM event";
    let last: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(last.unsigned_abs())
}

fn walk(
    connection: &Connection,
    order: &str,
    mut wants_more: impl FnMut(Entry) -> Result<bool, Trouble>,
) -> Result<(), Trouble> {
    let mut statement = connection.prepare_cached(&select(order))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !wants_more(entry(row)?)? {
            break;
        }
    }
    Ok(())
}

/// Finds where the next event of `device` goes.
pub(super) fn head(
    connection: &Connection,
    device: Device,
    now: Timestamp,
) -> Result<Head, Trouble> {
    let own = connection
        .prepare_cached("SELECT seq, hlc FROM event WHERE device = ? ORDER BY seq DESC LIMIT 1")?
        .query_row([device.0.as_bytes()], |row| {
            Ok((row.get(0)?, Hlc::from_number(row.get(1)?)))
        })
        .optional()?;
    let newest = connection
        .prepare_cached("SELECT max(rank) FROM event")?
        .query_row([], clock)?;
    let horizon = Hlc::horizon(now);
    let believed = if newest <= Some(horizon) {
        newest
    } else {
        connection
            .prepare_cached("SELECT max(rank) FROM event WHERE rank <= ?")?
            .query_row([horizon.number()], clock)?
    };
    Ok(Head {
        device,
        seq: own.map_or(0, |(seq, _)| seq),
        clock: own.map(|(_, clock)| clock).max(believed),
        newest,
    })
}

/// Adds an entry to the log.
pub(super) fn insert(connection: &Connection, entry: &Entry) -> Result<(), Trouble> {
    put(&mut *connection.prepare_cached(INSERT)?, entry).map(drop)
}

/// Adds many entries to a log, each unless there is one of its name.
pub(super) struct NewEntries<'a>(Statement<'a>);

impl<'a> NewEntries<'a> {
    /// Prepares for them.
    pub(super) fn of(connection: &'a Connection) -> Result<Self, Trouble> {
        Ok(Self(connection.prepare(INSERT_NEW)?))
    }

    /// Adds an entry; tells whether it was added.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<bool, Trouble> {
        Ok(put(&mut self.0, entry)? == 1)
    }
}

/// Tells whether there is no event at all.
pub(super) fn is_empty(connection: &Connection) -> Result<bool, Trouble> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM event)";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// Finds the entry of this name.
pub(super) fn by_id(connection: &Connection, id: Uuid) -> Result<Option<Entry>, Trouble> {
    let mut found = read(
        connection,
        "WHERE id = ?",
        vec![Value::from(id.as_bytes().to_vec())],
    )?;
    Ok(found.pop())
}

/// Tells whether two events of this device have this number.
pub(super) fn has_twin(connection: &Connection, entry: &Entry) -> Result<bool, Trouble> {
    let sql = "SELECT count(*) FROM \
        (SELECT 1 FROM event WHERE device = ? AND seq = ? LIMIT 2)";
    let count: u32 = connection
        .prepare_cached(sql)?
        .query_row(params![entry.device.0.as_bytes(), entry.seq], |row| {
            row.get(0)
        })?;
    Ok(count > 1)
}

/// Returns the last number of a device; 0 when it has none.
pub(super) fn last_seq(connection: &Connection, device: Device) -> Result<i64, Trouble> {
    let last: Option<i64> = connection
        .prepare_cached("SELECT max(seq) FROM event WHERE device = ?")?
        .query_row([device.0.as_bytes()], |row| row.get(0))?;
    Ok(last.unwrap_or(0))
}

/// Gives the entry that is there another rank.
pub(super) fn set_rank(connection: &Connection, entry: &Entry) -> Result<(), Trouble> {
    let sql = "UPDATE event SET rank = ?, checksum = ? WHERE id = ?";
    connection.prepare_cached(sql)?.execute(params![
        entry.rank.number(),
        entry.checksum(),
        entry.id.as_bytes()
    ])?;
    Ok(())
}

fn put(statement: &mut Statement<'_>, entry: &Entry) -> Result<usize, Trouble> {
    let changed = statement.execute(params![
        entry.id.as_bytes(),
        entry.device.0.as_bytes(),
        entry.seq,
        entry.hlc.number(),
        entry.rank.number(),
        entry.kind,
        entry.card,
        entry.at_ms,
        entry.offset_min,
        entry.body,
        entry.checksum(),
    ])?;
    Ok(changed)
}

fn without_card(connection: &Connection, kind: &str) -> Result<Vec<Entry>, Trouble> {
    // By the card alone, and with all that stands before the first text: an index with another kind than the event's, or a number for no
    // card, is damaged, and would hide the event.
    let mut entries = read(connection, "WHERE card IS NULL OR card < ''", Vec::new())?;
    entries.retain(|entry| entry.kind == kind);
    Ok(entries)
}

fn sorted(parts: impl Iterator<Item = Result<Vec<Entry>, Trouble>>) -> Result<Vec<Entry>, Trouble> {
    let mut entries = Vec::new();
    for part in parts {
        entries.append(&mut part?);
    }
    replay::sort(&mut entries);
    Ok(entries)
}

fn read(connection: &Connection, which: &str, values: Vec<Value>) -> Result<Vec<Entry>, Trouble> {
    let mut statement = connection.prepare_cached(&select(which))?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(entries)
}

fn select(which: &str) -> String {
    format!("SELECT {COLUMNS} FROM event {which}")
}

pub(super) fn entry(row: &Row<'_>) -> Result<Entry, Trouble> {
    let mut entry = Entry::default();
    read_into(&mut entry, row)?;
    Ok(entry)
}

/// Reads an entry in place of another one, whose texts leave it their memory.
fn read_into(entry: &mut Entry, row: &Row<'_>) -> Result<(), Trouble> {
    entry.id = Uuid::from_bytes(row.get(0)?);
    entry.device = Device(Uuid::from_bytes(row.get(1)?));
    entry.seq = row.get(2)?;
    entry.hlc = Hlc::from_number(row.get(3)?);
    entry.rank = Hlc::from_number(row.get(4)?);
    read_text(&mut entry.kind, row, 5)?;
    match row.get_ref(6)? {
        ValueRef::Null => entry.card = None,
        _ => read_text(entry.card.get_or_insert_default(), row, 6)?,
    }
    entry.at_ms = row.get(7)?;
    entry.offset_min = row.get(8)?;
    read_text(&mut entry.body, row, 9)?;
    let checksum: i64 = row.get(10)?;
    if checksum == entry.checksum() {
        Ok(())
    } else {
        let id = entry.id.to_string();
        Err(Trouble::Damage(Damage::Event { id }))
    }
}

fn read_text(text: &mut String, row: &Row<'_>, column: usize) -> Result<(), Trouble> {
    text.clear();
    let read = row.get_ref(column)?.as_str();
    text.push_str(read.map_err(rusqlite::Error::from)?);
    Ok(())
}

fn clock(row: &Row<'_>) -> rusqlite::Result<Option<Hlc>> {
    Ok(row.get::<_, Option<i64>>(0)?.map(Hlc::from_number))
}
