//! Texts as words, and how much each word says about the card it stands in.

use std::collections::{HashMap, HashSet};

use crate::review::Snapshot;

/// Cards that are read, at most, to learn which words are common; more would tell the same.
const SAMPLE: usize = 4_000;

/// Letters of a word that count towards its weight; longer ones say no more.
const LONGEST: u8 = 8;

/// How often words stand in prompts: "in which year did" tells no card from another.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    cards: u32,
    cards_with: HashMap<String, u32>,
}

impl Lexicon {
    /// Counts the words of prompts, of many cards only those of a part.
    pub(super) fn of<'s>(cards: impl Iterator<Item = &'s Snapshot> + Clone) -> Self {
        let step = cards.clone().count().div_ceil(SAMPLE).max(1);
        let mut lexicon = Self::default();
        for card in cards.step_by(step) {
            lexicon.cards += 1;
            let words: HashSet<String> = words(&card.prompt).collect();
            for word in words {
                *lexicon.cards_with.entry(word).or_default() += 1;
            }
        }
        lexicon
    }

    /// What a word says: more the rarer it is (the inverse document frequency), and the longer, because the words that
    /// hold a sentence together are short in most languages.
    pub(super) fn weight(&self, word: &str) -> f64 {
        let with = self.cards_with.get(word).copied().unwrap_or(1);
        let rarity = (f64::from(self.cards) + 1.0) / f64::from(with);
        rarity.ln() * length(word)
    }
}

/// The length of a word as a weight, for texts of which no other is known.
pub(super) fn length(word: &str) -> f64 {
    let letters = word.chars().take(usize::from(LONGEST)).count();
    f64::from(u8::try_from(letters).unwrap_or(LONGEST))
}

/// The words of a text in small letters, in their order; what is neither letter nor digit parts them.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_anything_but_letters_and_digits() {
        let words: Vec<String> = words("Kublai's 2nd fleet: 4,400 ships—why?").collect();
        assert_eq!(
            words,
            ["kublai", "s", "2nd", "fleet", "4", "400", "ships", "why"]
        );
    }

    #[test]
    fn rare_and_long_words_weigh_more() {
        let card = |prompt: &str| Snapshot {
            card: "d:c".parse().expect("a card"),
            hash: 0,
            revision: 1,
            prompt: prompt.to_owned(),
            answer: String::new(),
            kind: String::new(),
            facts: Vec::new(),
        };
        let cards = [card("which year"), card("which month"), card("which khan")];
        let lexicon = Lexicon::of(cards.iter());
        assert!(lexicon.weight("year") > lexicon.weight("which"));
        assert!(lexicon.weight("mongolia") > lexicon.weight("khan"));
    }
}
