//! Bytes near those of a corpus: cut, swapped, repeated, with words of the readers put in. A seed decides all of it.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Longest bytes that are made.
const LONGEST: usize = 16 * 1024;

/// The most a piece is repeated.
const REPEATED: usize = 400;

/// Makes bytes from those it has.
pub(crate) struct Mutator {
    corpus: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
    chance: ChaCha8Rng,
}

impl Mutator {
    /// Starts from these bytes; the same ones give the same mutations.
    pub(crate) fn of(corpus: Vec<Vec<u8>>) -> Self {
        Self {
            corpus,
            words: words(include_str!("../../fuzz/words.dict")),
            chance: ChaCha8Rng::seed_from_u64(1274),
        }
    }

    /// The next bytes.
    pub(crate) fn next(&mut self) -> Vec<u8> {
        let mut bytes = self.any_of_corpus();
        for _ in 0..self.chance.random_range(1..=4) {
            self.change(&mut bytes);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let from = self.chance.random_range(0..=bytes.len());
        let length = self.chance.random_range(0..=16);
        let to = bytes.len().min(from + length);
        match self.chance.random_range(0..7) {
            0 => {
                bytes.drain(from..to);
            }
            1 => bytes.truncate(from),
            2 => {
                let word = self.any_word();
                bytes.splice(from..to, word);
            }
            3 => {
                let word = self.any_word();
                bytes.splice(from..from, word);
            }
            4 => {
                let times = self.chance.random_range(1..=REPEATED);
                let piece = bytes.get(from..to).unwrap_or_default().repeat(times);
                bytes.splice(from..from, piece);
            }
            5 => {
                let other = self.any_of_corpus();
                let start = self.chance.random_range(0..=other.len());
                bytes.truncate(from);
                bytes.extend(other.get(start..).unwrap_or_default());
            }
            _ => {
                let byte = self.chance.random();
                if let Some(place) = bytes.get_mut(from) {
                    *place = byte;
                }
            }
        }
    }

    fn any_of_corpus(&mut self) -> Vec<u8> {
        let index = self.chance.random_range(0..self.corpus.len());
        self.corpus.get(index).cloned().unwrap_or_default()
    }

    fn any_word(&mut self) -> Vec<u8> {
        let index = self.chance.random_range(0..self.words.len());
        self.words.get(index).cloned().unwrap_or_default()
    }
}

/// The words of a dictionary: a line each, in quotes, with `\xNN`, `\"` and `\\`.
fn words(dictionary: &str) -> Vec<Vec<u8>> {
    dictionary
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let inside = line
                .strip_prefix('"')
                .and_then(|line| line.strip_suffix('"'));
            unescaped(inside.expect("a word in quotes"))
        })
        .collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend(plain.as_bytes());
        if let Some(hex) = escape.strip_prefix('x') {
            let (digits, behind) = hex.split_at(2);
            bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits"));
            rest = behind;
        } else {
            let (literal, behind) = escape.split_at(1);
            bytes.extend(literal.as_bytes());
            rest = behind;
        }
    }
    bytes.extend(rest.as_bytes());
    bytes
}
