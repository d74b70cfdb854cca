//! The cards of a sitting under one number each, over all decks there are.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::card::{Card, CardId};
use crate::deck::{Listed, Listing, Lost, Tells, Volume};
use crate::scheduler::Role;

use super::Scope;

/// All decks and their cards. A card's index in the roll names it in the queue.
#[derive(Debug)]
pub(super) struct Roll {
    volumes: Vec<Volume>,
    /// The index of the first card of each deck.
    starts: Vec<usize>,
    roles: Vec<Role>,
    /// The cards that were asked, in full.
    called: HashMap<usize, Card>,
    /// All cards of the deck that was asked from last, where they are not at hand.
    mates: Option<(usize, Vec<Card>)>,
}

/// A card that may be asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat<'r> {
    pub(super) index: usize,
    /// The deck's place among the decks.
    pub(super) deck: usize,
    pub(super) card: Listed<'r>,
}

impl Roll {
    /// Numbers all cards.
    pub(super) fn new(volumes: Vec<Volume>, scope: &Scope) -> Self {
        let (mut starts, mut roles) = (Vec::with_capacity(volumes.len()), Vec::new());
        for listing in volumes.iter().map(Volume::listing) {
            starts.push(roles.len());
            roles.extend(listing.cards().map(|card| role(scope, listing, card)));
        }
        Self {
            volumes,
            starts,
            roles,
            called: HashMap::new(),
            mates: None,
        }
    }

    pub(super) fn listing(&self, index: usize) -> &Listing {
        self.volumes[self.deck_number(index)].listing()
    }

    /// The deck's place among the decks: cards of two decks are never siblings or rivals.
    pub(super) fn deck_number(&self, index: usize) -> usize {
        let begun = self.starts.partition_point(|start| *start <= index);
        begun.checked_sub(1).expect("the first deck starts at 0")
    }

    /// The card's place in its deck.
    fn place(&self, index: usize) -> usize {
        index - self.starts[self.deck_number(index)]
    }

    pub(super) fn listed(&self, index: usize) -> Listed<'_> {
        let listed = self.listing(index).card(self.place(index));
        listed.expect("every index is that of a card")
    }

    /// The full name of a card.
    pub(super) fn id(&self, index: usize) -> CardId {
        let name = self.listed(index).id();
        name.parse().expect("a listing has only names of cards")
    }

    /// Reads a card in full, which is to be asked.
    pub(super) fn call(&mut self, index: usize) -> Result<(), Lost> {
        if !self.called.contains_key(&index) {
            let card = self.volumes[self.deck_number(index)].card(self.place(index))?;
            self.called.insert(index, card);
        }
        Ok(())
    }

    /// A card that was called.
    pub(super) fn card(&self, index: usize) -> &Card {
        self.called
            .get(&index)
            .expect("a card is called before it is asked")
    }

    /// Reads the other cards of a card's deck, unless they are at hand.
    pub(super) fn gather_mates(&mut self, index: usize) {
        let deck = self.deck_number(index);
        if self.mates.as_ref().is_some_and(|(of, _)| *of == deck) {
            return;
        }
        self.mates = match self.volumes[deck].cards() {
            Ok(Cow::Borrowed(_)) => None,
            Ok(Cow::Owned(cards)) => Some((deck, cards)),
            // What is right is known all the same; only the names of others' answers are not.
            Err(_) => Some((deck, Vec::new())),
        };
    }

    /// The cards of the deck for which mates were gathered last.
    pub(super) fn mates(&self, index: usize) -> Cow<'_, [Card]> {
        let deck = self.deck_number(index);
        match &self.mates {
            Some((of, cards)) if *of == deck => Cow::Borrowed(cards),
            Some(_) | None => self.volumes[deck].cards().unwrap_or_default(),
        }
    }

    /// What the cards with these indices, in rising order, give away.
    pub(super) fn tells(&self, indices: &[usize]) -> Vec<Tells> {
        let by_deck = indices.chunk_by(|a, b| self.deck_number(*a) == self.deck_number(*b));
        let of_deck = |indices: &[usize]| {
            let places: Vec<usize> = indices.iter().map(|&index| self.place(index)).collect();
            let deck = indices.first().map(|&index| self.deck_number(index));
            deck.map(|deck| self.volumes[deck].tells(&places))
                .unwrap_or_default()
        };
        by_deck.flat_map(of_deck).collect()
    }

    /// The cards that may be asked.
    pub(super) fn asked(&self) -> impl Iterator<Item = Seat<'_>> {
        let cards = self
            .listings()
            .enumerate()
            .flat_map(|(deck, listing)| listing.cards().map(move |card| (deck, card)));
        let seats = cards.enumerate().zip(&self.roles);
        seats.filter_map(|((index, (deck, card)), role)| {
            (*role == Role::Asked).then_some(Seat { index, deck, card })
        })
    }

    /// The index of a card that may be asked.
    pub(super) fn find(&self, id: &CardId) -> Option<usize> {
        let found = self.asked().find(|seat| seat.card.id() == id.as_ref());
        found.map(|seat| seat.index)
    }

    /// The listings of all decks, in the order of the roll.
    pub(super) fn listings(&self) -> impl Iterator<Item = &Listing> + Clone {
        self.volumes.iter().map(Volume::listing)
    }

    /// What each card is to the sitting, by index.
    pub(super) fn roles(&self) -> impl Iterator<Item = Role> {
        self.roles.iter().copied()
    }
}

/// What a card is to a sitting. Cards outside of the scope are not asked, but bear on those that are.
fn role(scope: &Scope, deck: &Listing, card: Listed<'_>) -> Role {
    let in_deck = scope.decks.is_empty() || scope.decks.contains(&deck.id);
    if in_deck && (scope.tags.is_empty() || card.has_tag(&scope.tags)) {
        Role::Asked
    } else {
        Role::Context
    }
}
