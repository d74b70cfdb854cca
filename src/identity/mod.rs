//! Cards that lost their name are found again: by key, by what they ask, by what is right.
//!
//! Two sets of wordings become pairs. A card that kept its full name is itself, whatever it says now. Of the others, one
//! that vanished and one that appeared are paired
//!
//! 1. when they have one key in two decks, and are alike ([`SAME_KEY`]): the card was moved, or its file was renamed;
//! 2. when they are in one deck, and are alike ([`SAME_DECK`]): the card got another id, or has none and was mended;
//! 3. when they share neither, and are all but the same ([`ELSEWHERE`]).
//!
//! No card is in two pairs, the most alike are paired first, and where two are equally alike nothing is paired: whoever
//! reads the report has to say. What is not paired is new, or lost. Nothing here knows files or people.

mod assign;
mod index;
mod likeness;
mod pairings;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

pub use likeness::Likeness;
pub use pairings::{Decks, pairings};

use crate::card::CardId;
use crate::review::Snapshot;
use assign::Found;
use words::Lexicon;

/// How alike two cards of one key in two decks have to be.
pub const SAME_KEY: Likeness = Likeness::of(0.70);

/// How alike two cards of one deck have to be.
pub const SAME_DECK: Likeness = Likeness::of(0.80);

/// How alike two cards have to be that share neither deck nor key.
pub const ELSEWHERE: Likeness = Likeness::of(0.90);

/// What became of the cards of an older version.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Cards that have their name still, in the order of the newer version.
    pub kept: Vec<Kept>,
    /// Cards that got another key in their deck.
    pub renamed: Vec<Pair>,
    /// Cards that are in another deck now.
    pub moved: Vec<Pair>,
    /// Cards that are like none before.
    pub new: Vec<Snapshot>,
    /// Cards that are like none now: what was learned of them is kept, but asked no more.
    pub lost: Vec<Snapshot>,
}

/// A card that kept its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// As it was.
    pub before: Snapshot,
    /// As it is.
    pub now: Snapshot,
    /// What became of its text.
    pub wording: Wording,
}

/// What became of the text of a card that kept its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// Not a letter was changed.
    Same,
    /// It was mended or reworded, and is like it was.
    Edited,
    /// It asks something else, and its author did not say so by `revised`: learners keep what they learned of the old one.
    Replaced,
    /// Its author says by `revised` that its meaning changed: it starts afresh.
    Revised,
}

/// A card that was found again under another name.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// As it was.
    pub before: Snapshot,
    /// As it is.
    pub now: Snapshot,
    /// How alike they are.
    pub likeness: Likeness,
}

/// Finds the cards of an older version in a newer one. No name stands twice in either.
pub fn compare(old: &[Snapshot], new: &[Snapshot]) -> Comparison {
    let by_name: HashMap<&CardId, &Snapshot> = old.iter().map(|card| (&card.card, card)).collect();
    let names: HashSet<&CardId> = new.iter().map(|card| &card.card).collect();
    let vanished: Vec<&Snapshot> = old.iter().filter(|o| !names.contains(&o.card)).collect();
    let (mut kept, mut appeared) = (Vec::new(), Vec::new());
    let lexicon = Lexicon::of(new.iter().chain(old));
    for now in new {
        match by_name.get(&now.card) {
            Some(before) => kept.push(Kept {
                wording: Wording::between(before, now, &lexicon),
                before: (*before).clone(),
                now: now.clone(),
            }),
            None => appeared.push(now),
        }
    }
    let mut comparison = Comparison {
        kept,
        ..Comparison::default()
    };
    let found = assign::pair(&vanished, &appeared, &lexicon);
    let (mut is_lost, mut is_new) = (vec![true; vanished.len()], vec![true; appeared.len()]);
    for Found { old, new, likeness } in found {
        is_lost[old] = false;
        is_new[new] = false;
        let pair = Pair {
            before: vanished[old].clone(),
            now: appeared[new].clone(),
            likeness,
        };
        if pair.before.card.deck() == pair.now.card.deck() {
            comparison.renamed.push(pair);
        } else {
            comparison.moved.push(pair);
        }
    }
    comparison.lost = left(&vanished, &is_lost);
    comparison.new = left(&appeared, &is_new);
    comparison
}

fn left(cards: &[&Snapshot], is_left: &[bool]) -> Vec<Snapshot> {
    let cards = cards.iter().zip(is_left).filter(|(_, is_left)| **is_left);
    cards.map(|(card, _)| (*card).clone()).collect()
}

impl Wording {
    fn between(before: &Snapshot, now: &Snapshot, lexicon: &Lexicon) -> Self {
        let is_same = before.prompt == now.prompt && before.answer == now.answer;
        if now.revision > before.revision {
            Self::Revised
        } else if is_same && before.kind == now.kind {
            Self::Same
        } else if Likeness::between(before, now, lexicon) >= SAME_DECK {
            Self::Edited
        } else {
            Self::Replaced
        }
    }
}
