//! The records of all cards that were met, by name: little memory and a fast look-up, for there can be very many.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::ops::Index;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::Record;
use crate::card::CardId;

/// The record of every card that was met. A card is found by its full name, as a text or as a [`CardId`].
#[derive(Clone, Debug)]
pub struct Records {
    /// All names, one after the other.
    names: String,
    /// Where each name ends; apart from the records, which a look-up that finds nothing need not fetch.
    ends: Vec<u32>,
    /// The records in the order of the names.
    met: Vec<Record>,
    /// The places in `met` by the hash of the name.
    places: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    /// Of names that have the hash of another one.
    clashing: HashMap<String, u32>,
    seed: u64,
}

impl Default for Records {
    fn default() -> Self {
        Self {
            names: String::new(),
            ends: Vec::new(),
            met: Vec::new(),
            places: HashMap::default(),
            clashing: HashMap::new(),
            // Nobody can choose names that clash with a seed they do not know.
            seed: RandomState::new().build_hasher().finish(),
        }
    }
}

impl Records {
    /// How many cards were met.
    pub fn len(&self) -> usize {
        self.met.len()
    }

    /// Tells whether no card was met.
    pub fn is_empty(&self) -> bool {
        self.met.is_empty()
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, cards: usize) {
        self.ends.reserve_exact(cards);
        self.met.reserve_exact(cards);
        self.places.reserve(cards);
    }

    /// The record of a card.
    pub fn get(&self, card: &(impl AsRef<str> + ?Sized)) -> Option<&Record> {
        let place = self.place(card.as_ref())?;
        self.met.get(place)
    }

    /// Tells whether a card was met.
    pub fn contains(&self, card: &(impl AsRef<str> + ?Sized)) -> bool {
        self.place(card.as_ref()).is_some()
    }

    /// Takes a record in, in place of the one there was.
    pub fn insert(&mut self, card: &(impl AsRef<str> + ?Sized), record: Record) {
        let name = card.as_ref();
        let known = self.place(name).and_then(|place| self.met.get_mut(place));
        if let Some(known) = known {
            *known = record;
            return;
        }
        let place = count(self.met.len());
        self.names.push_str(name);
        self.ends.push(count(self.names.len()));
        self.met.push(record);
        let hash = self.hash(name);
        match self.places.entry(hash) {
            Entry::Vacant(free) => {
                free.insert(place);
            }
            Entry::Occupied(_) => {
                self.clashing.insert(name.to_owned(), place);
            }
        }
    }

    /// All cards that were met, with their records.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Record)> {
        let name = |place| self.name(place).unwrap_or_default();
        let met = self.met.iter().enumerate();
        met.map(move |(place, record)| (name(place), record))
    }

    /// The full names of all cards that were met.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// The names of the cards that were met and are not among `names`.
    pub fn missing_from<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<&str> {
        let mut is_there = vec![false; self.met.len()];
        let mut found = 0;
        for place in names.filter_map(|name| self.place(name)) {
            if let Some(is_there) = is_there.get_mut(place)
                && !std::mem::replace(is_there, true)
            {
                found += 1;
            }
        }
        if found == self.met.len() {
            return Vec::new();
        }
        let missing = self.names().zip(is_there).filter(|(_, is_there)| !is_there);
        missing.map(|(name, _)| name).collect()
    }

    fn place(&self, name: &str) -> Option<usize> {
        let place = index(*self.places.get(&self.hash(name))?);
        if self.name(place) == Some(name) {
            return Some(place);
        }
        self.clashing.get(name).copied().map(index)
    }

    fn name(&self, place: usize) -> Option<&str> {
        let end = self.ends.get(place)?;
        let start = match place.checked_sub(1) {
            None => 0,
            Some(before) => *self.ends.get(before)?,
        };
        self.names.get(index(start)..index(*end))
    }

    fn hash(&self, name: &str) -> u64 {
        xxh3_64_with_seed(name.as_bytes(), self.seed)
    }
}

impl Extend<(CardId, Record)> for Records {
    fn extend<I: IntoIterator<Item = (CardId, Record)>>(&mut self, records: I) {
        for (card, record) in records {
            self.insert(&card, record);
        }
    }
}

impl FromIterator<(CardId, Record)> for Records {
    fn from_iter<I: IntoIterator<Item = (CardId, Record)>>(records: I) -> Self {
        let mut all = Self::default();
        all.extend(records);
        all
    }
}

impl<Q: AsRef<str> + ?Sized> Index<&Q> for Records {
    type Output = Record;

    fn index(&self, card: &Q) -> &Record {
        self.get(card).expect("the card was met")
    }
}

/// The same cards with the same records, in whatever order they came in.
impl PartialEq for Records {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(card, record)| other.get(card) == Some(record))
    }
}

/// Takes a hash as it is.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Names of four thousand million letters do not fit into memory together with what else there is of them.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(reviews: u32) -> Record {
        Record {
            reviews,
            ..Record::default()
        }
    }

    #[test]
    fn a_card_is_found_by_its_name_and_has_the_record_put_in_last() {
        let id: CardId = "deck:fact/year".parse().expect("a card id");
        let mut records = Records::default();
        records.insert(&id, met(7));
        records.insert("deck:other", met(8));
        records.insert(&id, met(9));
        assert_eq!(records.get("deck:fact/year"), Some(&met(9)));
        assert_eq!(records[&id], met(9));
        assert!(!records.contains("deck:fact"));
        assert_eq!(
            records.names().collect::<Vec<_>>(),
            ["deck:fact/year", "deck:other"]
        );
    }

    #[test]
    fn names_with_one_hash_are_two_cards() {
        let mut records = Records::default();
        records.insert("deck:a", met(1));
        let hash = records.hash("deck:b");
        records.places.insert(hash, 0);
        records.insert("deck:b", met(2));
        assert_eq!(records.get("deck:b"), Some(&met(2)));
        assert_eq!(records.get("deck:a"), Some(&met(1)));
        assert_eq!(records.len(), 2);
    }
}
