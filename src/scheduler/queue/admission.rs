//! Which new cards may be introduced at all: those whose forerunner is in review, and those whose facts were confused.

use std::collections::{HashMap, HashSet};

use super::QueueCard;
use crate::card::Admission;
use crate::memory::CardState;

/// So many logged confusions call for a card that tells two facts apart.
const CONFUSIONS: u32 = 2;

/// The new cards that may be introduced, and how many wait for their forerunner.
#[derive(Debug, Default)]
pub(super) struct Admitted {
    pub(super) new: Vec<usize>,
    pub(super) behind: usize,
}

/// Lets those of the `new` cards in that wait for nothing; `confused` are the cards that were mixed up with others.
pub(super) fn admit(cards: &[QueueCard<'_>], new: &[usize], confused: &[usize]) -> Admitted {
    let gate = Gate::of(cards, new, confused);
    let mut admitted = Admitted::default();
    for &index in new {
        let card = &cards[index];
        if gate.admits(card) {
            admitted.new.push(index);
        } else if card.card.admission() == Admission::Always {
            admitted.behind += 1;
        }
    }
    admitted
}

/// What new cards wait for.
#[derive(Debug)]
struct Gate<'a> {
    /// Forerunners that are not in review yet.
    unready: HashSet<&'a str>,
    confusions: Confusions<'a>,
}

impl<'a> Gate<'a> {
    fn of(cards: &[QueueCard<'a>], new: &[usize], confused: &[usize]) -> Self {
        let card = |&index: &usize| &cards[index];
        let confusions = Confusions::of(confused.iter().map(card));
        let forerunners: HashSet<&str> = new
            .iter()
            .filter_map(|index| card(index).card.after())
            .collect();
        if forerunners.is_empty() {
            return Self {
                unready: HashSet::new(),
                confusions,
            };
        }
        let unready = cards
            .iter()
            .filter(|card| {
                forerunners.contains(card.card.id())
                    && !matches!(card.state(), CardState::Review(_))
            })
            .map(|card| card.card.id())
            .collect();
        Self {
            unready,
            confusions,
        }
    }

    /// Tells whether the card may be introduced. A forerunner that is not among the cards holds nothing back.
    fn admits(&self, card: &QueueCard<'_>) -> bool {
        let is_ready = card
            .card
            .after()
            .is_none_or(|forerunner| !self.unready.contains(forerunner));
        let is_wanted = match card.card.admission() {
            Admission::Always => true,
            Admission::Confused => self.confusions.among(card) >= CONFUSIONS,
        };
        is_ready && is_wanted
    }
}

/// How often facts were confused, either way round.
#[derive(Debug, Default)]
struct Confusions<'a> {
    of_two: HashMap<(usize, &'a str, &'a str), u32>,
    of_one: HashMap<(usize, &'a str), u32>,
}

impl<'a> Confusions<'a> {
    fn of<'c>(cards: impl Iterator<Item = &'c QueueCard<'a>>) -> Self
    where
        'a: 'c,
    {
        let mut confusions = Self::default();
        for card in cards {
            for (with, count) in card
                .record
                .map(|record| record.confusions.as_slice())
                .unwrap_or_default()
            {
                let with = with.as_ref();
                for fact in card.card.facts().filter(|fact| *fact != with) {
                    confusions.add(card.deck, fact, with, *count);
                }
            }
        }
        confusions
    }

    fn add(&mut self, deck: usize, a: &'a str, b: &'a str, count: u32) {
        let of_two = self.of_two.entry((deck, a.min(b), a.max(b))).or_default();
        *of_two = of_two.saturating_add(count);
        for fact in [a, b] {
            let of_one = self.of_one.entry((deck, fact)).or_default();
            *of_one = of_one.saturating_add(count);
        }
    }

    /// Counts confusions of the card's facts with one another; of a card's only fact, with any other.
    fn among(&self, card: &QueueCard<'_>) -> u32 {
        if let Some(fact) = card.card.only_fact() {
            return self.of_one.get(&(card.deck, fact)).copied().unwrap_or(0);
        }
        let facts = card.card.facts();
        let others = facts.clone();
        let pairs = facts
            .enumerate()
            .flat_map(|(n, a)| others.clone().skip(n + 1).map(move |b| (a, b)));
        pairs
            .filter_map(|(a, b)| self.of_two.get(&(card.deck, a.min(b), a.max(b))))
            .fold(0, |sum, count| sum.saturating_add(*count))
    }
}

#[cfg(test)]
mod tests {
    use crate::card::Admission;
    use crate::scheduler::Record;
    use crate::scheduler::queue::fixture::{World, in_review, introduced, relearning, text};

    #[test]
    fn a_card_waits_until_its_forerunner_is_in_review() {
        let new = |record: Record| {
            let mut world = World::of([
                (text("first", "x"), record),
                (text("second", "x"), Record::default()),
            ]);
            world.cards[1].0.after = Some(world.cards[0].0.id.clone());
            world.study().contains(&"second")
        };
        assert!(!new(Record::default()));
        assert!(!new(introduced(-1)));
        assert!(!new(relearning()));
        assert!(new(in_review(5, 10)));
    }

    #[test]
    fn a_forerunner_that_is_gone_holds_nothing_back() {
        let mut world = World::new_cards([text("second", "x")]);
        world.cards[0].0.after = Some("deck:gone".parse().expect("a card id"));
        assert_eq!(world.study(), ["second"]);
    }

    #[test]
    fn a_comparison_waits_for_two_confusions_of_its_facts() {
        let is_new = |a_with_b: u32, b_with_a: u32, facts: &[&str]| {
            let confused = |with: &str, count| Record {
                confusions: vec![(with.parse().expect("a fact"), count)],
                ..in_review(5, 10)
            };
            let mut world = World::of([
                (text("a", "x"), confused("b", a_with_b)),
                (text("b", "x"), confused("a", b_with_a)),
                (text("which", "x"), Record::default()),
            ]);
            let card = &mut world.cards[2].0;
            card.facts = facts
                .iter()
                .map(|fact| fact.parse().expect("a fact"))
                .collect();
            card.admission = Admission::Confused;
            world.study().contains(&"which")
        };
        assert!(!is_new(1, 0, &["a", "b"]));
        assert!(is_new(1, 1, &["a", "b"]));
        assert!(is_new(0, 2, &["b", "a"]));
        assert!(!is_new(2, 2, &["a", "c"]));
        assert!(is_new(2, 0, &["b"]));
    }
}
