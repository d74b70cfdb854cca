//! What the table says an index has to hold, and what the index holds.
//!
//! `SQLite` compares the two by looking every event up in every index, which takes longest of all when a log is checked. Here both
//! sides are read once, each in its own order, and summed up: a sum of hashes does not care for order.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use xxhash_rust::xxh3::xxh3_64;

use crate::progress::Damage;
use crate::progress::entry::Entry;

use super::trouble::Trouble;

/// The sums of all indexes of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fingerprint([Sum; INDEXES.len()]);

/// How many keys there are, and what their hashes add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    count: u64,
    hashes: u64,
}

/// The format since which the log has these indexes.
pub(super) const SINCE_FORMAT: u32 = 2;

/// The keys of each index, in its order. The row's number is a part of each.
const INDEXES: [&str; 5] = [
    "SELECT id, rowid FROM event INDEXED BY sqlite_autoindex_event_1 ORDER BY id",
    "SELECT device, seq, rowid FROM event INDEXED BY event_by_device ORDER BY device, seq",
    "SELECT rank, rowid FROM event INDEXED BY event_by_rank ORDER BY rank",
    "SELECT card, kind, rowid FROM event INDEXED BY event_by_card ORDER BY card, kind",
    "SELECT rank, rowid FROM event INDEXED BY event_doubted WHERE rank < hlc ORDER BY rank",
];

impl Fingerprint {
    /// Adds a row of the table.
    pub(super) fn add(&mut self, row: i64, entry: &Entry, key: &mut Key) {
        let Self([by_id, by_device, by_rank, by_card, doubted]) = self;
        let rank = entry.rank.number();
        by_id.add(key.begin().blob(entry.id.as_bytes()).number(row));
        let device = entry.device.0.as_bytes();
        by_device.add(key.begin().blob(device).number(entry.seq).number(row));
        by_rank.add(key.begin().number(rank).number(row));
        let card = key.begin().text(entry.card.as_deref());
        by_card.add(card.text(Some(&entry.kind)).number(row));
        if entry.rank < entry.hlc {
            doubted.add(key.begin().number(rank).number(row));
        }
    }

    /// Reads it from the indexes, which have to be in order.
    pub(super) fn of_indexes(file: &Connection) -> Result<Self, Trouble> {
        let mut fingerprint = Self::default();
        for (sum, sql) in fingerprint.0.iter_mut().zip(INDEXES) {
            let mut statement = file.prepare(sql)?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            let (mut key, mut last) = (Key::default(), Key::default());
            while let Some(row) = rows.next()? {
                key.read(row, columns)?;
                if key.0 <= last.0 {
                    let what = "an index is not in order".to_owned();
                    return Err(Trouble::Damage(Damage::Structure(what)));
                }
                sum.add(&key);
                std::mem::swap(&mut key, &mut last);
            }
        }
        Ok(fingerprint)
    }
}

impl Sum {
    fn add(&mut self, key: &Key) {
        self.count += 1;
        self.hashes = self.hashes.wrapping_add(xxh3_64(&key.0));
    }
}

/// A key as bytes that sort as the index does.
#[derive(Debug, Default)]
pub(super) struct Key(Vec<u8>);

impl Key {
    fn begin(&mut self) -> &mut Self {
        self.0.clear();
        self
    }

    fn number(&mut self, number: i64) -> &mut Self {
        let sorts = number.cast_unsigned() ^ (1 << 63);
        self.0.extend_from_slice(&sorts.to_be_bytes());
        self
    }

    /// Always of one length, so nothing has to end it.
    fn blob(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// Nothing comes before every text, and a text before those that begin with it.
    fn text(&mut self, text: Option<&str>) -> &mut Self {
        if let Some(text) = text {
            self.0.push(1);
            self.0.extend_from_slice(text.as_bytes());
        }
        self.0.push(0);
        self
    }

    fn read(&mut self, row: &Row<'_>, columns: usize) -> Result<(), Trouble> {
        self.begin();
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Integer(number) => self.number(number),
                ValueRef::Blob(bytes) => self.blob(bytes),
                ValueRef::Null => self.text(None),
                ValueRef::Text(text) => {
                    self.0.push(1);
                    self.blob(text).blob(&[0])
                }
                ValueRef::Real(_) => {
                    let what = "a number in an index is not whole".to_owned();
                    return Err(Trouble::Damage(Damage::Structure(what)));
                }
            };
        }
        Ok(())
    }
}
