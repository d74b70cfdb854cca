//! The records of all cards that were met, by name: little memory and a fast look-up, for there can be very many.

mod names;
mod place;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::ops::Index;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::Record;
use crate::card::CardId;
use names::Names;

pub(super) use place::Place;

/// The record of every card that was met. A card is found by its full name, as a text or as a [`CardId`].
#[derive(Clone, Debug)]
pub struct Records {
    /// Apart from the records, which a look-up that finds nothing need not fetch.
    names: Names,
    /// The records in the order of the names.
    met: Vec<Record>,
    /// The places in `met` by the hash of the name.
    places: HashMap<u64, Place, BuildHasherDefault<Hashed>>,
    /// Of names that have the hash of another one.
    clashing: HashMap<String, Place>,
    seed: u64,
}

impl Default for Records {
    fn default() -> Self {
        Self {
            names: Names::default(),
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
        self.names.reserve(cards);
        self.met.reserve_exact(cards);
        self.places.reserve(cards);
    }

    /// The record of a card.
    pub fn get(&self, card: &(impl AsRef<str> + ?Sized)) -> Option<&Record> {
        self.at(self.place(card.as_ref())?)
    }

    /// Tells whether a card was met.
    pub fn contains(&self, card: &(impl AsRef<str> + ?Sized)) -> bool {
        self.place(card.as_ref()).is_some()
    }

    /// Takes a record in, in place of the one there was.
    pub fn insert(&mut self, card: &(impl AsRef<str> + ?Sized), record: Record) {
        let name = card.as_ref();
        let next = Place::of(self.met.len());
        let place = match self.places.entry(hash(name, self.seed)) {
            Entry::Vacant(free) => {
                free.insert(next);
                next
            }
            Entry::Occupied(taken) if self.names.is(*taken.get(), name) => *taken.get(),
            Entry::Occupied(_) => *self.clashing.entry(name.to_owned()).or_insert(next),
        };
        if let Some(known) = self.met.get_mut(place.index()) {
            *known = record;
        } else {
            self.names.push(name);
            self.met.push(record);
        }
    }

    /// All cards that were met, with their records.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.names().zip(&self.met)
    }

    /// The full names of all cards that were met.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter()
    }

    /// The record at a place of these records.
    pub(super) fn at(&self, place: Place) -> Option<&Record> {
        self.met.get(place.index())
    }

    /// The place of a card's record, which it keeps.
    pub(super) fn place(&self, name: &str) -> Option<Place> {
        let candidate = self.places.get(&hash(name, self.seed)).copied();
        self.confirmed(name, candidate)
    }

    /// The places of many cards' records, in the order of their names. One step for all names after the other, not all steps
    /// for each name: the look-ups do not depend on one another, so the processor need not wait for the memory each time.
    pub(super) fn places<'n>(
        &self,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> impl Iterator<Item = Option<Place>> {
        let hashes: Vec<u64> = names.clone().map(|name| hash(name, self.seed)).collect();
        let candidates: Vec<Option<Place>> = hashes
            .iter()
            .map(|hash| self.places.get(hash).copied())
            .collect();
        names
            .zip(candidates)
            .map(|(name, candidate)| self.confirmed(name, candidate))
    }

    /// The place of a name, given the one that its hash leads to.
    fn confirmed(&self, name: &str, candidate: Option<Place>) -> Option<Place> {
        let candidate = candidate?;
        if self.names.is(candidate, name) {
            return Some(candidate);
        }
        self.clashing.get(name).copied()
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

fn hash(name: &str, seed: u64) -> u64 {
    xxh3_64_with_seed(name.as_bytes(), seed)
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
        let hash = hash("deck:b", records.seed);
        records.places.insert(hash, Place::of(0));
        records.insert("deck:b", met(2));
        assert_eq!(records.get("deck:b"), Some(&met(2)));
        assert_eq!(records.get("deck:a"), Some(&met(1)));
        records.insert("deck:b", met(3));
        assert_eq!(records.get("deck:b"), Some(&met(3)));
        assert_eq!(records.len(), 2);
    }

    #[test]
    fn many_names_are_looked_up_as_each_alone() {
        let mut records = Records::default();
        for name in ["deck:a", "deck:b", "deck:c"] {
            records.insert(name, met(1));
        }
        let names = ["deck:c", "deck:none", "deck:a"];
        let found: Vec<Option<Place>> = records.places(names.into_iter()).collect();
        assert_eq!(found, names.map(|name| records.place(name)));
        assert_eq!(found, [Some(Place::of(2)), None, Some(Place::of(0))]);
    }
}
