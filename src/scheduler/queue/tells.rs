//! Tells: a card whose prompt or explanation holds another's answer comes after it.

use std::collections::{HashMap, HashSet};

use crate::deck::{Tells, Word};

/// Brings `order` into one in which a card stands before those that tell its answer, and is otherwise the same. `tells` says
/// what the cards with these indices, in rising order, give away.
///
/// Of cards that tell each other's answers one has to come first: each is asked once all the same.
pub(super) fn told_first(
    order: Vec<usize>,
    tells: impl FnOnce(&[usize]) -> Vec<Tells>,
) -> Vec<usize> {
    let mut rising: Vec<usize> = order.clone();
    rising.sort_unstable();
    let known = tells(&rising);
    let place = |index: &usize| rising.binary_search(index).ok();
    let nothing = Tells::default();
    let asked: Vec<&Tells> = order
        .iter()
        .map(|index| {
            place(index)
                .and_then(|place| known.get(place))
                .unwrap_or(&nothing)
        })
        .collect();
    let answers = Answers::of(&asked);
    if answers.phrases.is_empty() {
        return order;
    }
    let mut walk = Walk::new(&asked, &answers);
    for place in 0..order.len() {
        walk.visit(place);
    }
    walk.sorted.into_iter().map(|place| order[place]).collect()
}

/// The answers that may be told, by their words.
#[derive(Debug)]
struct Answers<'a> {
    /// Each phrase with the places of the cards it answers.
    phrases: HashMap<&'a [Word], Vec<usize>>,
    /// How many words the longest phrase with this first word has.
    longest: HashMap<Word, usize>,
    firsts: Sieve,
}

impl<'a> Answers<'a> {
    fn of(cards: &[&'a Tells]) -> Self {
        let mut answers = Self {
            phrases: HashMap::with_capacity(cards.len()),
            longest: HashMap::with_capacity(cards.len()),
            firsts: Sieve::default(),
        };
        for (place, card) in cards.iter().enumerate() {
            for words in card.answers() {
                let Some(first) = words.first() else {
                    continue;
                };
                let longest = answers.longest.entry(*first).or_default();
                *longest = words.len().max(*longest);
                answers.firsts.add(*first);
                answers.phrases.entry(words).or_default().push(place);
            }
        }
        answers
    }

    /// The phrases that stand in the card's texts, with the places of the cards they answer.
    fn told_by<'b>(&'b self, card: &'b Tells) -> impl Iterator<Item = (&'a [Word], &'b [usize])> {
        card.texts().flat_map(move |words| {
            let first_words = words.iter().enumerate();
            let first_words = first_words.filter(|(_, word)| self.firsts.may_hold(**word));
            first_words.flat_map(move |(start, _)| self.phrases_at(&words[start..]))
        })
    }

    /// The phrases that stand at the beginning of a text.
    fn phrases_at<'b>(
        &'b self,
        words: &'b [Word],
    ) -> impl Iterator<Item = (&'a [Word], &'b [usize])> {
        let longest = words.first().and_then(|first| self.longest.get(first));
        let lengths = 1..=longest.copied().unwrap_or(0).min(words.len());
        lengths.filter_map(|length| {
            let (phrase, places) = self.phrases.get_key_value(&words[..length])?;
            Some((*phrase, places.as_slice()))
        })
    }
}

/// Which words are surely not among some: a bit for each, by the lower part of its number. Of the words of all texts few begin
/// an answer, and a look at a bit is much cheaper than one into a map.
#[derive(Debug)]
struct Sieve(Vec<u64>);

impl Sieve {
    /// Bits, as many as keep most others out where ten thousand words are in.
    const BITS: u32 = 1 << 18;

    fn add(&mut self, word: Word) {
        let (place, bit) = Self::bit(word);
        self.0[place] |= bit;
    }

    fn may_hold(&self, word: Word) -> bool {
        let (place, bit) = Self::bit(word);
        self.0[place] & bit != 0
    }

    fn bit(word: Word) -> (usize, u64) {
        let bit = word % Self::BITS;
        (
            usize::try_from(bit / 64).unwrap_or_default(),
            1 << (bit % 64),
        )
    }
}

impl Default for Sieve {
    fn default() -> Self {
        Self(vec![
            0;
            usize::try_from(Self::BITS / 64).unwrap_or_default()
        ])
    }
}

/// A walk through the cards in their order that first goes to the cards whose answer one tells.
#[derive(Debug)]
struct Walk<'a> {
    cards: &'a [&'a Tells],
    answers: &'a Answers<'a>,
    met: Vec<bool>,
    /// Phrases whose cards were all met: each is gone through once, which keeps the walk linear.
    done: HashSet<&'a [Word]>,
    sorted: Vec<usize>,
}

/// A card on the way, with the cards that come before it and were not gone to yet.
#[derive(Debug)]
struct Step {
    place: usize,
    before: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn new(cards: &'a [&'a Tells], answers: &'a Answers<'a>) -> Self {
        Self {
            cards,
            answers,
            met: vec![false; cards.len()],
            done: HashSet::new(),
            sorted: Vec::with_capacity(cards.len()),
        }
    }

    /// Goes to the card at `place`; the way is kept here and not on the call stack, for chains can be long.
    fn visit(&mut self, place: usize) {
        let mut way: Vec<Step> = self.step(place).into_iter().collect();
        while let Some(step) = way.last_mut() {
            if let Some(before) = step.before.pop() {
                way.extend(self.step(before));
            } else {
                self.sorted.push(step.place);
                way.pop();
            }
        }
    }

    fn step(&mut self, place: usize) -> Option<Step> {
        if std::mem::replace(&mut self.met[place], true) {
            return None;
        }
        let mut before = Vec::new();
        for (phrase, places) in self.answers.told_by(self.cards[place]) {
            // A card that names its own answer, in the explanation, tells of no other card of that answer.
            if !places.contains(&place) && self.done.insert(phrase) {
                before.extend(places.iter().copied());
            }
        }
        before.sort_unstable_by(|a, b| b.cmp(a));
        Some(Step { place, before })
    }
}

#[cfg(test)]
mod tests {
    use crate::card::{Card, Prompt};
    use crate::scheduler::queue::fixture::{World, date, figure, text};

    fn asking(mut card: Card, prompt: &str) -> Card {
        card.prompt = Prompt::Plain(prompt.to_owned());
        card
    }

    fn explained(mut card: Card, explanation: &str) -> Card {
        card.explanation = Some(explanation.to_owned());
        card
    }

    #[track_caller]
    fn order(cards: Vec<Card>, expected: &[&str]) {
        assert_eq!(World::new_cards(cards).study(), expected);
    }

    #[test]
    fn a_year_in_a_prompt_is_asked_before_it_is_told() {
        let teller = asking(text("teller", "x"), "Who sailed in 1274–75?");
        order(
            vec![teller, text("other", "x"), date("told", "1274-11-19")],
            &["told", "teller", "other"],
        );
    }

    #[test]
    fn a_figure_in_an_explanation_is_asked_before_it_is_told() {
        let teller = explained(text("teller", "x"), "Some 20,000 men came.");
        order(
            vec![teller, figure("told", "20000", "men")],
            &["told", "teller"],
        );
    }

    #[test]
    fn a_name_is_found_as_whole_words_whatever_its_case_and_marks() {
        let teller = asking(text("teller", "x"), "What did Kublai khan's envoys want?");
        order(
            vec![teller, text("told", "Kublai Khan")],
            &["teller", "told"],
        );
        let teller = asking(text("teller", "x"), "Which of the KÔAN battles?");
        order(vec![teller, text("told", "Kōan")], &["told", "teller"]);
        let teller = asking(text("teller", "x"), "When was the battle of Bunei?");
        order(vec![teller, text("told", "Bune")], &["teller", "told"]);
    }

    #[test]
    fn short_answers_are_in_too_many_texts_to_count() {
        let teller = asking(text("teller", "x"), "Who is in Oka? 7 men.");
        order(
            vec![teller.clone(), text("told", "Oka")],
            &["teller", "told"],
        );
        order(
            vec![teller, figure("told", "7", "men")],
            &["teller", "told"],
        );
    }

    #[test]
    fn cards_that_tell_each_other_are_all_asked_once() {
        let a = asking(text("a", "Tsushima"), "Where, if not on Kyushu?");
        let b = asking(text("b", "Kyushu"), "Where, if not on Tsushima?");
        let mut keys = World::new_cards([a, b, text("c", "x")])
            .study()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>();
        keys.sort();
        assert_eq!(keys, ["a", "b", "c"]);
    }

    #[test]
    fn a_chain_of_tells_is_followed_to_its_end() {
        let cards = (0..2000).map(|n| {
            asking(
                text(&format!("c{n}"), &format!("name{n}")),
                &format!("Which after name{}?", n + 1),
            )
        });
        let cards: Vec<Card> = cards.collect();
        let mut world = World::new_cards(cards);
        world.settings.new_per_day = 2000;
        let keys = world.study();
        assert_eq!((keys.len(), keys[0], keys[1999]), (2000, "c1999", "c0"));
    }
}
