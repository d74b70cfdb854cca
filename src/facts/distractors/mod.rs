//! Wrong options that could be right and are not: first what other facts say, then near misses.
//!
//! A wrong option has the kind, unit, precision and shape of the answer, lies outside its margin, fits its time and is true of
//! nothing that is asked. How many of them lie below the answer is drawn evenly, so that its place among them tells nothing.

mod dates;
mod figures;
#[cfg(test)]
mod laws;
mod pool;
mod rank;
mod texts;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::card::{CardKey, DeckId};

pub(super) use dates::DateQuestion;
pub(super) use figures::FigureQuestion;
pub(super) use pool::Pool;

/// The chance that belongs to one card: other cards, and their number, do not move it.
pub(super) fn chance_of(seed: u64, deck: &DeckId, key: &CardKey) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(xxh3_64_with_seed(format!("{deck}:{key}").as_bytes(), seed))
}

/// Wrong options besides the right one: three when the deck itself has them, else two.
fn wanted(of_deck: usize) -> usize {
    if of_deck >= 3 { 3 } else { 2 }
}
