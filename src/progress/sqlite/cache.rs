//! Rows of the table `record`: what the log makes of each card, kept so that a start need not replay it.
//!
//! The cache is never believed against the log: a row that is damaged, or of another version of the program, is folded anew.

use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc;
use std::thread;

use rusqlite::{Connection, OptionalExtension, params};
use xxhash_rust::xxh3::Xxh3Default;

use crate::card::CardId;
use crate::progress::entry::Entry;
use crate::progress::names::Names;
use crate::progress::{Damage, replay};
use crate::review::Logged;
use crate::scheduler::{self, Record};

use super::growing::{Before, Growing};
use super::trouble::Trouble;
use super::{log, meta};

/// Raised whenever a record has another shape or the same events make another record.
const VERSION: &str = "1";

/// Cards whose events wait to be folded.
const CARDS_AHEAD: usize = 64;

/// Whether new events stand at the end of the log, where they can be added to a record as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    End,
    Between,
}

/// Reads all records, from the cache where it can be trusted, else from the log.
pub(super) fn all(connection: &Connection) -> Result<HashMap<CardId, Record>, Trouble> {
    if is_current(connection)?
        && let Some(records) = cached(connection)?
    {
        return Ok(records);
    }
    replayed(connection)
}

/// Folds all records anew and returns them, without a look at the cache.
pub(super) fn replayed(connection: &Connection) -> Result<HashMap<CardId, Record>, Trouble> {
    let names = log::names(connection)?;
    let mut growing = Growing::under(names.clone());
    let mut count = 0;
    log::forwards(connection, |entry| {
        growing.add(&entry, Before::Nothing);
        count += 1;
        Ok(true)
    })?;
    // That order is an index's, and a damaged index hides events.
    if count != log::count(connection)? {
        let what = "an index does not list all events".to_owned();
        return Err(Trouble::Damage(Damage::Structure(what)));
    }
    completed(connection, &names, growing)
}

/// The records that have grown, and those of the cards that have to be folded anew.
pub(super) fn completed(
    connection: &Connection,
    names: &Names,
    growing: Growing,
) -> Result<HashMap<CardId, Record>, Trouble> {
    let (grown, broken) = growing.finish();
    let mut records: HashMap<CardId, Record> = grown
        .into_iter()
        .map(|(card, record)| (card, *record))
        .collect();
    for card in BTreeSet::from_iter(broken) {
        let entries = log::of_card(connection, &names.all_of(&card))?;
        let record = scheduler::fold(&replay::shapes(&entries, names));
        records.insert(card, record);
    }
    Ok(records)
}

/// Tells whether the cache is one of this version of the program.
pub(super) fn is_current(connection: &Connection) -> Result<bool, Trouble> {
    let version = meta::value(connection, meta::CACHE)?;
    Ok(version.as_deref() == Some(VERSION))
}

/// Fills the cache anew from the log.
pub(super) fn rebuild(connection: &Connection) -> Result<HashMap<CardId, Record>, Trouble> {
    let records = replayed(connection)?;
    connection.execute("DELETE FROM record", [])?;
    for (card, record) in &records {
        store(connection, card, record)?;
    }
    meta::set(connection, meta::CACHE, VERSION)?;
    Ok(records)
}

/// Brings the record of one card up to date with `events`, which were just written to the log.
pub(super) fn update(
    connection: &Connection,
    names: &Names,
    card: &CardId,
    events: &[Logged],
    placement: Placement,
) -> Result<Record, Trouble> {
    let needs_refold =
        placement == Placement::Between || events.iter().any(|e| Record::needs_refold(&e.event));
    let known = if needs_refold {
        None
    } else {
        load(connection, card)?
    };
    let record = if let Some(mut record) = known {
        for logged in events {
            record.apply(logged);
        }
        record
    } else {
        let entries = log::of_card(connection, &names.all_of(card))?;
        scheduler::fold(&replay::shapes(&entries, names))
    };
    store(connection, card, &record)?;
    Ok(record)
}

/// Folds the records of these cards anew. One thread reads and writes, another folds.
pub(super) fn refold(
    connection: &Connection,
    names: &Names,
    cards: &BTreeSet<CardId>,
) -> Result<(), Trouble> {
    thread::scope(|scope| {
        let (to_fold, entries) = mpsc::sync_channel::<(&CardId, Vec<Entry>)>(CARDS_AHEAD);
        let (folded, records) = mpsc::channel();
        scope.spawn(move || {
            for (card, entries) in entries {
                let record = scheduler::fold(&replay::shapes(&entries, names));
                // A receiver that is gone has failed itself, and says so.
                if folded.send((card, record)).is_err() {
                    return;
                }
            }
        });
        for card in cards {
            let entries = log::of_card(connection, &names.all_of(card))?;
            to_fold
                .send((card, entries))
                .expect("the other thread goes on until this end is dropped");
            for (card, record) in records.try_iter() {
                store(connection, card, &record)?;
            }
        }
        drop(to_fold);
        for (card, record) in records {
            store(connection, card, &record)?;
        }
        Ok(())
    })
}

fn cached(connection: &Connection) -> Result<Option<HashMap<CardId, Record>>, Trouble> {
    let mut statement = connection.prepare_cached("SELECT card, body, checksum FROM record")?;
    let mut rows = statement.query([])?;
    let mut records = HashMap::new();
    while let Some(row) = rows.next()? {
        let (card, body): (String, String) = (row.get(0)?, row.get(1)?);
        let (Some(record), Ok(id)) = (parse(&card, &body, row.get(2)?), card.parse()) else {
            return Ok(None);
        };
        records.insert(id, record);
    }
    Ok(Some(records))
}

/// The record of one card as cached; nothing when there is none, or none to be trusted.
fn load(connection: &Connection, card: &CardId) -> Result<Option<Record>, Trouble> {
    let row: Option<(String, i64)> = connection
        .prepare_cached("SELECT body, checksum FROM record WHERE card = ?")?
        .query_row([card.as_ref()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row.and_then(|(body, sum)| parse(card.as_ref(), &body, sum)))
}

pub(super) fn store(
    connection: &Connection,
    card: &CardId,
    record: &Record,
) -> Result<(), Trouble> {
    let body = serde_json::to_string(record).expect("a record has only names as keys");
    let sql = "INSERT INTO record (card, body, checksum) VALUES (?, ?, ?) \
        ON CONFLICT (card) DO UPDATE SET body = excluded.body, checksum = excluded.checksum";
    let sum = checksum(card.as_ref(), &body);
    connection
        .prepare_cached(sql)?
        .execute(params![card.as_ref(), body, sum])?;
    Ok(())
}

fn parse(card: &str, body: &str, sum: i64) -> Option<Record> {
    if sum == checksum(card, body) {
        serde_json::from_str(body).ok()
    } else {
        None
    }
}

fn checksum(card: &str, body: &str) -> i64 {
    let mut hash = Xxh3Default::new();
    hash.update(&(card.len() as u64).to_le_bytes());
    hash.update(card.as_bytes());
    hash.update(body.as_bytes());
    hash.digest().cast_signed()
}
