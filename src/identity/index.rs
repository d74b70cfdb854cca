//! Finds, among many cards, the few that can be like another one.

use std::collections::HashMap;

use super::words;
use crate::review::Snapshot;

/// A word or an answer of more cards than this tells nothing.
const COMMON: usize = 60;

/// Words of a card that are looked up, the rarest ones.
const LOOKED_UP: usize = 8;

/// Cards that are compared closely, at most, for each one that is looked for.
const COMPARED: usize = 60;

/// Where words and answers stand.
pub(super) struct Index {
    /// The cards with each word, answer and key.
    words: HashMap<String, Vec<usize>>,
    answers: HashMap<String, Vec<usize>>,
    keys: HashMap<String, Vec<usize>>,
}

impl Index {
    /// Notes where in `cards` the words, answers and keys of `wanted` stand; all others are passed over.
    pub(super) fn of(cards: &[&Snapshot], wanted: &[&Snapshot]) -> Self {
        let mut index = Self {
            words: HashMap::new(),
            answers: HashMap::new(),
            keys: HashMap::new(),
        };
        for card in wanted {
            let words = words::words(&card.prompt).map(|word| (word, Vec::new()));
            index.words.extend(words);
            index.answers.insert(folded(&card.answer), Vec::new());
            index.keys.insert(card.card.key().to_owned(), Vec::new());
        }
        for (number, card) in cards.iter().enumerate() {
            for word in words::words(&card.prompt) {
                if let Some(cards) = index.words.get_mut(&word)
                    && cards.last() != Some(&number)
                {
                    cards.push(number);
                }
            }
            if let Some(cards) = index.answers.get_mut(&folded(&card.answer)) {
                cards.push(number);
            }
            if let Some(cards) = index.keys.get_mut(card.card.key()) {
                cards.push(number);
            }
        }
        index
    }

    /// The cards with the key of this one.
    pub(super) fn with_key(&self, card: &Snapshot) -> &[usize] {
        self.keys
            .get(card.card.key())
            .map_or(&[], |cards| cards.get(..COMMON).unwrap_or(cards))
    }

    /// The cards that share the answer or the rarest words of this one, those that share most first.
    pub(super) fn near(&self, card: &Snapshot) -> Vec<usize> {
        let mut lists: Vec<&[usize]> = words::words(&card.prompt)
            .filter_map(|word| self.words.get(&word).map(Vec::as_slice))
            .filter(|cards| cards.len() <= COMMON)
            .collect();
        lists.sort_by_key(|cards| cards.len());
        lists.truncate(LOOKED_UP);
        lists.extend(
            self.answers
                .get(&folded(&card.answer))
                .map(Vec::as_slice)
                .filter(|cards| cards.len() <= COMMON),
        );
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for number in lists.into_iter().flatten() {
            *shared.entry(*number).or_default() += 1;
        }
        let mut near: Vec<(usize, usize)> = shared.into_iter().collect();
        near.sort_by_key(|&(number, count)| (std::cmp::Reverse(count), number));
        near.truncate(COMPARED);
        near.into_iter().map(|(number, _)| number).collect()
    }
}

/// An answer without capitals, spaces and punctuation: what is as good as equal is compared closely afterwards.
fn folded(answer: &str) -> String {
    words::words(answer).collect()
}
