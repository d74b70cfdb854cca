//! Words that mean nothing, drawn from a seed: the same seed gives the same words.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

pub(crate) const SYLLABLES: [&str; 16] = [
    "ka", "ri", "mon", "ta", "shi", "ber", "lu", "ven", "do", "an", "gor", "el", "mi", "sta", "ru",
    "yo",
];

/// Draws a word of two to four syllables.
pub(crate) fn word(chance: &mut ChaCha8Rng) -> String {
    let count = chance.random_range(2..5);
    (0..count)
        .map(|_| SYLLABLES[chance.random_range(0..SYLLABLES.len())])
        .collect()
}
