//! The records of all cards that were met, by card; found fast among very many.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::Record;
use crate::card::CardId;

/// The record of every card that was met. A card is also found by its full name as a text.
pub type Records = HashMap<CardId, Record, NameState>;

/// Hashes names from a seed drawn anew for each map.
#[derive(Clone, Debug)]
pub struct NameState(u64);

impl Default for NameState {
    fn default() -> Self {
        Self(RandomState::new().build_hasher().finish())
    }
}

impl BuildHasher for NameState {
    type Hasher = NameHasher;

    fn build_hasher(&self) -> NameHasher {
        NameHasher(self.0)
    }
}

/// A hash that takes a whole name at a time.
#[derive(Debug)]
pub struct NameHasher(u64);

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    /// What ends a text; it tells nothing where each name is hashed alone.
    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_found_by_its_name_as_a_text() {
        let id: CardId = "deck:fact/year".parse().expect("a card id");
        let mut records = Records::default();
        records.insert(
            id.clone(),
            Record {
                reviews: 7,
                ..Record::default()
            },
        );
        assert_eq!(
            records.get("deck:fact/year").map(|record| record.reviews),
            Some(7)
        );
        assert_eq!(records.get(&id).map(|record| record.reviews), Some(7));
        assert!(!records.contains_key("deck:fact"));
    }
}
