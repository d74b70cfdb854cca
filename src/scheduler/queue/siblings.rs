//! Siblings: of the cards of one fact one is asked a day, the others wait for the next.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::QueueCard;
use crate::deck::FactNumber;

/// Whether siblings wait for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Burying {
    On,
    Off,
}

/// Which card has each fact for today.
#[derive(Debug)]
pub(super) struct Siblings {
    burying: Burying,
    claims: HashMap<(usize, FactNumber), usize>,
}

impl Siblings {
    /// Starts with the facts met today in earlier sessions.
    pub(super) fn met_today(cards: &[QueueCard<'_>], met: &[usize], burying: Burying) -> Self {
        let mut claims = HashMap::new();
        for &index in met {
            if let Some(fact) = cards[index].only_fact() {
                claims.entry(fact).or_insert(index);
            }
        }
        Self { burying, claims }
    }

    /// Gives the card's fact to it, if no sibling has it; tells whether the card may be asked today.
    pub(super) fn claim(&mut self, index: usize, card: &QueueCard<'_>) -> bool {
        let Some(fact) = card.only_fact() else {
            return true;
        };
        let is_first = match self.claims.entry(fact) {
            Entry::Vacant(vacant) => {
                vacant.insert(index);
                true
            }
            Entry::Occupied(occupied) => *occupied.get() == index,
        };
        is_first || self.burying == Burying::Off
    }
}
