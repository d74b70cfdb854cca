//! Facts and groups become cards to be written.

mod answers;
mod contrasts;
mod facts;
mod groups;

pub(super) use contrasts::{Inseparable, labels};

use super::blueprint::Blueprint;
use super::distractors::Pool;
use super::fact::{Fact, FactBase};
use super::templates::Values;
use crate::card::{CardKey, DeckId, FactId};

/// What all cards of a base are made with.
pub(super) struct Workshop<'a> {
    pub(super) base: &'a FactBase,
    pub(super) values: Values<'a>,
    pub(super) pool: Pool<'a>,
    pub(super) seed: u64,
}

/// A card and the deck it goes into.
pub(super) struct Made {
    pub(super) deck: DeckId,
    pub(super) card: Blueprint,
}

impl<'a> Workshop<'a> {
    pub(super) fn of(base: &'a FactBase, seed: u64) -> Self {
        Self {
            base,
            values: Values::of(&base.facts),
            pool: Pool::of(&base.facts),
            seed,
        }
    }

    /// Makes every card the base gives, in no order worth keeping.
    pub(super) fn make(&self) -> Vec<Made> {
        let mut made = Vec::new();
        for fact in self.base.facts.iter().filter(|fact| fact.may_be_asked()) {
            self.ask(fact, &mut made);
        }
        for group in &self.base.groups {
            made.extend(self.group(group));
        }
        self.contrasts(&mut made);
        made
    }
}

/// A card's id: the fact's name and the form's word.
pub(super) fn key(fact: &FactId, form: &str) -> CardKey {
    format!("{fact}/{form}")
        .parse()
        .expect("two names with a slash between make a name, as long as facts' names are checked")
}

/// The tag a card of a fact has that is asked in another topic's deck.
fn tags(fact: &Fact) -> Vec<String> {
    let is_guest = fact.deck != fact.topic;
    is_guest
        .then(|| fact.topic.to_string())
        .into_iter()
        .collect()
}
