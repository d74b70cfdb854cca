//! Pages of cached records: many cards a row, so that all of them are read at once and one is changed by writing a few KiB.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::card::CardId;
use crate::scheduler::{Record, Records};

use super::trouble::Trouble;

/// Pages that the cards are spread over; with 100,000 cards one has some 2 KiB.
const PAGES: u64 = 4096;

/// From so many records on, what the database keeps in memory of their pages is worth giving back: it is read once.
const MANY: usize = 10_000;

/// The records of the cards whose names share a page.
#[derive(Debug)]
pub(super) struct Page {
    number: i64,
    records: Vec<(CardId, Record)>,
}

/// Whether records could be brought into the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(super) enum Stored {
    All,
    /// A page is damaged: all have to be made anew.
    Damaged,
}

impl Page {
    /// Reads the page of a card; nothing when it is damaged.
    pub(super) fn load(connection: &Connection, card: &CardId) -> Result<Option<Self>, Trouble> {
        Self::load_number(connection, number_of(card.as_ref()))
    }

    fn load_number(connection: &Connection, number: i64) -> Result<Option<Self>, Trouble> {
        let row: Option<(Vec<u8>, i64)> = connection
            .prepare_cached("SELECT body, checksum FROM records WHERE page = ?")?
            .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((body, sum)) = row else {
            let records = Vec::new();
            return Ok(Some(Self { number, records }));
        };
        let mut records: Vec<(CardId, Record)> = Vec::new();
        let mut are_names = true;
        let is_sound = read(number, &body, sum, |card, record| match card.parse() {
            Ok(card) => records.push((card, record)),
            Err(_) => are_names = false,
        });
        Ok((is_sound && are_names).then_some(Self { number, records }))
    }

    /// Takes a card's record out.
    pub(super) fn take(&mut self, card: &CardId) -> Option<Record> {
        let place = self.records.iter().position(|(other, _)| other == card)?;
        Some(self.records.swap_remove(place).1)
    }

    /// Puts a card's record in, in place of the one that is there.
    pub(super) fn put(&mut self, card: &CardId, record: Record) {
        match self.records.iter_mut().find(|(other, _)| other == card) {
            Some((_, known)) => *known = record,
            None => self.records.push((card.clone(), record)),
        }
    }

    /// Writes the page.
    pub(super) fn save(&self, connection: &Connection) -> Result<(), Trouble> {
        let mut body = Vec::new();
        for entry in &self.records {
            body = postcard::to_extend(entry, body).expect("memory takes everything");
        }
        let sum = checksum(self.number, &body);
        let sql = "INSERT INTO records (page, body, checksum) VALUES (?, ?, ?) \
            ON CONFLICT (page) DO UPDATE SET body = excluded.body, checksum = excluded.checksum";
        connection
            .prepare_cached(sql)?
            .execute(params![self.number, body, sum])?;
        Ok(())
    }
}

/// Reads all records; nothing when a page is damaged.
pub(super) fn all(connection: &Connection) -> Result<Option<Records>, Trouble> {
    let mut statement = connection.prepare_cached("SELECT page, body, checksum FROM records")?;
    let mut rows = statement.query([])?;
    let mut records = Records::default();
    while let Some(row) = rows.next()? {
        let (number, sum) = (row.get(0)?, row.get(2)?);
        let Ok(body) = row.get_ref(1)?.as_blob() else {
            return Ok(None);
        };
        let is_first = records.is_empty();
        let is_sound = read(number, body, sum, |card, record| {
            records.insert(card, record);
        });
        if !is_sound {
            return Ok(None);
        }
        if is_first {
            // The pages are about equally full.
            let pages = usize::try_from(PAGES).unwrap_or_default();
            records.reserve(records.len() * pages / 8 * 7);
        }
    }
    drop(rows);
    if records.len() >= MANY {
        connection.execute_batch("PRAGMA shrink_memory")?;
    }
    Ok(Some(records))
}

/// Forgets all records.
pub(super) fn clear(connection: &Connection) -> Result<(), Trouble> {
    connection.execute("DELETE FROM records", [])?;
    Ok(())
}

/// Brings records in, each page once.
pub(super) fn store<'r>(
    connection: &Connection,
    records: impl Iterator<Item = (&'r str, &'r Record)>,
) -> Result<Stored, Trouble> {
    let mut by_page: BTreeMap<i64, Vec<(&str, &Record)>> = BTreeMap::new();
    for (card, record) in records {
        by_page
            .entry(number_of(card))
            .or_default()
            .push((card, record));
    }
    for (number, records) in by_page {
        let Some(mut page) = Page::load_number(connection, number)? else {
            return Ok(Stored::Damaged);
        };
        for (card, record) in records {
            match card.parse() {
                Ok(card) => page.put(&card, record.clone()),
                Err(_) => return Ok(Stored::Damaged),
            }
        }
        page.save(connection)?;
    }
    Ok(Stored::All)
}

/// Reads the records of a page one by one; tells whether it is sound.
fn read(number: i64, body: &[u8], sum: i64, mut take: impl FnMut(&str, Record)) -> bool {
    if sum != checksum(number, body) {
        return false;
    }
    let mut rest = body;
    while !rest.is_empty() {
        let Ok(((card, record), after)) = postcard::take_from_bytes::<(&str, Record)>(rest) else {
            return false;
        };
        if number_of(card) != number {
            return false;
        }
        take(card, record);
        rest = after;
    }
    true
}

fn number_of(card: &str) -> i64 {
    let number = xxh3_64(card.as_bytes()) % PAGES;
    number.cast_signed()
}

/// Vouches for the body of a row of this number.
pub(super) fn checksum(number: i64, body: &[u8]) -> i64 {
    xxh3_64_with_seed(body, number.cast_unsigned()).cast_signed()
}
