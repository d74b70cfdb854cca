//! What a card gives away: the words of its answers, and the words of its texts in which others' answers may stand.
//!
//! Words are kept as numbers, equal for equal folded words. Two words in four thousand million have one number by chance; all
//! that comes of it is a card that is asked a little earlier.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::card::{Answer, Card};
use crate::fold::{Script, fold};

/// Names with fewer letters are in too many texts to tell anything.
const MIN_LETTERS: usize = 4;

/// Figures and years with fewer digits likewise.
const MIN_DIGITS: usize = 2;

/// Longer answers do not stand in a prompt word by word.
const MAX_WORDS: usize = 6;

/// A folded word.
pub type Word = u32;

/// The words of a card, as far as they can tell an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tells {
    /// Those of the answers, then those of the texts.
    words: Vec<Word>,
    /// Where in `words` each answer and each text ends.
    ends: Vec<u32>,
    /// How many of them are answers.
    answers: u32,
}

impl Tells {
    /// Reads a card.
    pub fn of(card: &Card) -> Self {
        let mut tells = Self::default();
        for answer in telling(&card.answer) {
            tells.add(&answer);
            tells.answers += 1;
        }
        let prompt = card.prompt.to_string();
        let texts = [Some(prompt.as_str()), card.explanation.as_deref()];
        for text in texts.into_iter().flatten() {
            tells.add(&words(text));
        }
        tells
    }

    /// The answers whose words would give the card away, each as its words.
    pub fn answers(&self) -> impl Iterator<Item = &[Word]> {
        self.parts().take(size(self.answers))
    }

    /// The prompt and the explanation, each as its words.
    pub fn texts(&self) -> impl Iterator<Item = &[Word]> {
        self.parts().skip(size(self.answers))
    }

    fn add(&mut self, words: &[String]) {
        self.words.extend(words.iter().map(|word| number(word)));
        // A deck has at most 16 MiB.
        self.ends
            .push(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
    }

    fn parts(&self) -> impl Iterator<Item = &[Word]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let part = |(start, end)| self.words.get(size(start)..size(end)).unwrap_or_default();
        starts.zip(self.ends.iter().copied()).map(part)
    }
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn number(word: &str) -> Word {
    let hash = xxh3_64(word.as_bytes());
    // The lower half is as good a hash as the whole.
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default()
}

/// Lists the answers whose words would give the card away, each as its words.
fn telling(answer: &Answer) -> Vec<Vec<String>> {
    let names = |texts: &[&String]| {
        texts
            .iter()
            .map(|text| words(text))
            .filter(|words| is_name(words))
            .collect()
    };
    match answer {
        Answer::Text { expected, .. } | Answer::Flip { back: expected } => names(&[expected]),
        Answer::Set { expected, .. } => names(&expected.iter().collect::<Vec<_>>()),
        Answer::Date { expected, .. } => expected
            .year()
            .map(|year| year.in_its_era().to_string())
            .filter(|year| is_long(year))
            .map(|year| vec![year])
            .into_iter()
            .collect(),
        Answer::Figure { expected, .. } => {
            let figure = words(&expected.number().to_string());
            let is_telling = figure.iter().any(|word| is_long(word));
            is_telling.then_some(figure).into_iter().collect()
        }
        Answer::Order { .. } | Answer::Match { .. } => Vec::new(),
    }
}

fn is_name(words: &[String]) -> bool {
    let letters = words.iter().flat_map(|word| word.chars()).count();
    words.len() <= MAX_WORDS && letters >= MIN_LETTERS
}

fn is_long(number: &str) -> bool {
    number.chars().filter(char::is_ascii_digit).count() >= MIN_DIGITS
}

/// The words of a text, each folded; commas between thousands are left out.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || parts_words(c))
        .filter(|word| !word.is_empty())
        .map(|word| plain_word(word).unwrap_or_else(|| folded(word)))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

fn folded(word: &str) -> String {
    fold(word, Script::Plain).as_ref().replace(',', "")
}

/// Folds a word of plain letters or digits, with a sign that ends a sentence or a part of it: almost all are such, and
/// folding is dear.
fn plain_word(word: &str) -> Option<String> {
    let bare = word
        .strip_suffix([',', '.', ';', ':', '?', '!'])
        .unwrap_or(word);
    let is_plain = if bare.len() == word.len() {
        bare.bytes().all(|byte| byte.is_ascii_alphanumeric())
    } else {
        bare.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    (is_plain && !bare.is_empty()).then(|| bare.to_ascii_lowercase())
}

/// Signs that stand between words, and never inside a word or a number.
fn parts_words(c: char) -> bool {
    matches!(
        c,
        '-' | '–' | '—' | '/' | '(' | ')' | '[' | ']' | ':' | ';' | '"' | '“' | '”' | '…'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_word_is_folded_as_any_other(word in "(the|a|an|The|[A-Za-z]{1,9})[,.;:?!]?|[A-Za-z0-9]{1,9}") {
            prop_assert_eq!(plain_word(&word), Some(folded(&word)));
        }
    }

    #[test]
    fn words_with_other_signs_take_the_long_way() {
        for word in ["Bun'ei", "1,281", "1274.", "K\u{14d}an", ",", "*x*", ""] {
            assert_eq!(plain_word(word), None, "{word}");
        }
    }
}
