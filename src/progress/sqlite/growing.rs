//! Pasts of cards that grow while events come in.
//!
//! Most files are in log order, and most cards of a big merge are new here: then a past is made of the events as they pass, and
//! none has to be read back. A card for which this does not hold is broken off and folded anew from the log.

use std::collections::HashMap;

use crate::card::CardId;
use crate::progress::entry::{Entry, Place};
use crate::progress::names::Names;
use crate::progress::replay::{self, Replayed};
use crate::scheduler::{Past, Record};

/// The pasts of the cards that events came in for.
#[derive(Debug, Default)]
pub(super) struct Growing {
    names: Names,
    cards: HashMap<CardId, Growth>,
}

#[derive(Debug)]
enum Growth {
    /// All events of the card, up to this place.
    Grown { last: Place, past: Box<Past> },
    /// There is more than what passed here.
    Broken,
}

/// What has grown.
#[derive(Debug, Default)]
pub(super) struct Grown {
    /// The cards whose pasts are complete.
    pub(super) replayed: Replayed,
    /// The cards that have to be folded anew.
    pub(super) broken: Vec<CardId>,
}

/// What a card was before the merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The log has no event of it.
    Nothing,
    /// The log has events, or they have moved.
    Something,
}

impl Growing {
    /// Starts with nothing; cards go by these names.
    pub(super) fn under(names: Names) -> Self {
        Self {
            names,
            cards: HashMap::new(),
        }
    }

    /// Takes in the next event of the log.
    pub(super) fn add(&mut self, entry: &Entry, before: Before) {
        let Some(logged) = entry.shape(&self.names) else {
            return;
        };
        let Some(card) = replay::recorded_card(&logged.event) else {
            return;
        };
        if before == Before::Something || Record::needs_refold(&logged.event) {
            self.cards.insert(card.clone(), Growth::Broken);
            return;
        }
        let place = entry.place();
        match self.cards.get_mut(card) {
            Some(Growth::Broken) => {}
            Some(Growth::Grown { last, past }) if *last < place => {
                past.apply(&logged);
                *last = place;
            }
            Some(growth @ Growth::Grown { .. }) => *growth = Growth::Broken,
            None => {
                let mut past = Box::<Past>::default();
                past.apply(&logged);
                let grown = Growth::Grown { last: place, past };
                self.cards.insert(card.clone(), grown);
            }
        }
    }

    /// All cards whose pasts have changed.
    pub(super) fn cards(&self) -> impl Iterator<Item = &CardId> {
        self.cards.keys()
    }

    /// Makes records and a diary of the pasts.
    pub(super) fn replayed(self) -> Grown {
        let (pasts, broken) = self.finish();
        let mut replayed = Replayed::default();
        for (card, past) in pasts {
            replayed.add(&card, *past);
        }
        Grown { replayed, broken }
    }

    /// Returns the pasts that are complete, and the cards that have to be folded anew.
    pub(super) fn finish(self) -> (Vec<(CardId, Box<Past>)>, Vec<CardId>) {
        let (mut grown, mut broken) = (Vec::new(), Vec::new());
        for (card, growth) in self.cards {
            match growth {
                Growth::Grown { past, .. } => grown.push((card, past)),
                Growth::Broken => broken.push(card),
            }
        }
        (grown, broken)
    }
}
