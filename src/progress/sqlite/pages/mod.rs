//! Pages of cached records: many cards a row, so that all of them are read at once and one is changed by writing a few KiB.

mod decoding;

use std::collections::BTreeMap;
use std::thread;

use rusqlite::{Connection, OptionalExtension, params};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::card::CardId;
use crate::scheduler::{Record, Records};

use self::decoding::Decoding;
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
    let records = thread::scope(|scope| {
        let mut decoding = Decoding::new(scope);
        while let Some(row) = rows.next()? {
            let Ok(body) = row.get_ref(1)?.as_blob() else {
                return Ok(None);
            };
            decoding.add(row.get(0)?, body, row.get(2)?);
        }
        Ok::<_, Trouble>(decoding.finish())
    })?;
    let Some(records) = records else {
        return Ok(None);
    };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::sqlite::schema;

    /// Records on so many pages that two threads decode them.
    fn many() -> Records {
        let record = |number: u32| Record {
            reviews: number,
            ..Record::default()
        };
        let card = |number: u32| {
            let name = format!("deck:{}-{number}", "a-long-name".repeat(8));
            (name.parse::<CardId>().expect("a card"), record(number))
        };
        (0..4_000).map(card).collect()
    }

    fn stored(records: &Records) -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory");
        schema::upgrade(&mut connection).expect("a schema");
        let stored = store(&connection, records.iter()).expect("stored");
        assert_eq!(stored, Stored::All);
        connection
    }

    #[test]
    fn many_records_are_read_as_they_were_stored() {
        let records = many();
        let connection = stored(&records);
        assert_eq!(all(&connection).expect("read"), Some(records));
    }

    #[test]
    fn a_damaged_page_is_found_wherever_it_is() {
        let connection = stored(&many());
        let count = |sql: &str| -> i64 {
            let count = connection.query_row(sql, [], |row| row.get(0));
            count.expect("a number")
        };
        let bytes = count("SELECT sum(length(body)) FROM records");
        assert!(bytes > 5 * 64 * 1024, "too few for a second thread");
        let pages = count("SELECT count(*) FROM records");
        for place in [0, pages / 4, pages / 2, pages - 1] {
            let flip = "UPDATE records SET checksum = ~checksum WHERE page = \
                (SELECT page FROM records ORDER BY page LIMIT 1 OFFSET ?)";
            connection.execute(flip, [place]).expect("flipped");
            assert_eq!(all(&connection).expect("read"), None, "{place}");
            connection.execute(flip, [place]).expect("flipped back");
        }
        assert!(all(&connection).expect("read").is_some());
    }
}
