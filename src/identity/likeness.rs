//! How alike two cards are: what is right weighs most, then what is asked, then the kind of answer.

use std::fmt;

use serde::{Serialize, Serializer};

use super::words::{self, Lexicon};
use crate::fold::{Script, fold};
use crate::review::Snapshot;

/// From 0, nothing in common, to 1, the same but for capitals, accents and punctuation.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Likeness(f64);

/// The parts of a likeness; together 1.
const ANSWER: f64 = 0.55;
const PROMPT: f64 = 0.35;
const KIND: f64 = 0.10;

/// How alike two words are at least that are slips or forms of one another.
const ONE_WORD: f64 = 0.70;

/// Letters from which on a word can be a slip of another, and up to which it is compared letter by letter.
const COMPARED: std::ops::RangeInclusive<usize> = 4..=200;

impl Likeness {
    pub(super) const fn of(value: f64) -> Self {
        Self(value)
    }

    /// Compares two cards.
    pub(super) fn between(one: &Snapshot, other: &Snapshot, lexicon: &Lexicon) -> Self {
        let prompts = shared(&one.prompt, &other.prompt, |word| lexicon.weight(word));
        let answers = shared(&one.answer, &other.answer, words::length);
        let kinds = if one.kind == other.kind { 1.0 } else { 0.0 };
        Self(ANSWER * answers + PROMPT * prompts + KIND * kinds)
    }

    /// The number, 0 to 1.
    pub fn value(self) -> f64 {
        self.0
    }

    /// Tells whether nothing differs that counts.
    pub(super) fn is_full(self) -> bool {
        self.0 > 1.0 - f64::from(f32::EPSILON)
    }
}

impl fmt::Display for Likeness {
    /// Per cent, rounded down, so that only the same is 100 %.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = if self.is_full() {
            100.0
        } else {
            (self.0 * 100.0).floor()
        };
        write!(f, "{percent:.0} %")
    }
}

impl Serialize for Likeness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((self.0 * 1000.0).floor() / 1000.0)
    }
}

/// The part of two texts that is in both, by weight of their words (a weighted Dice coefficient). Slips and other forms of a
/// word count as far as they agree; words with digits agree or do not.
fn shared(one: &str, other: &str, weight: impl Fn(&str) -> f64) -> f64 {
    if one == other || fold(one, Script::Plain) == fold(other, Script::Plain) {
        return 1.0;
    }
    let (one, mut rest): (Vec<String>, Vec<String>) =
        (words::words(one).collect(), words::words(other).collect());
    let sum = |words: &[String]| words.iter().map(|word| weight(word)).sum::<f64>();
    let whole = sum(&one) + sum(&rest);
    let (mut common, mut alone) = (0.0, Vec::new());
    for word in one {
        match rest.iter().position(|other| *other == word) {
            Some(at) => {
                rest.swap_remove(at);
                common += 2.0 * weight(&word);
            }
            None => alone.push(word),
        }
    }
    for word in alone {
        let nearest = rest
            .iter()
            .enumerate()
            .map(|(at, other)| (agreement(&word, other), at))
            .filter(|&(agreement, _)| agreement >= ONE_WORD)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((agreement, at)) = nearest {
            let other = rest.swap_remove(at);
            common += agreement * (weight(&word) + weight(&other));
        }
    }
    if whole > 0.0 { common / whole } else { 0.0 }
}

fn agreement(one: &str, other: &str) -> f64 {
    let is_compared = |word: &str| {
        let letters = word.chars().count();
        COMPARED.contains(&letters) && !word.contains(|c: char| c.is_numeric())
    };
    if is_compared(one) && is_compared(other) {
        strsim::normalized_damerau_levenshtein(one, other)
    } else {
        0.0
    }
}
