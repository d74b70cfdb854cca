//! The cards of a sitting under one number each, over all decks there are.

use crate::card::{Card, CardId};
use crate::deck::Deck;
use crate::scheduler::Role;

use super::Scope;

/// All decks and their cards. A card's index in the roll names it in the queue.
#[derive(Debug)]
pub(super) struct Roll {
    decks: Vec<Deck>,
    seats: Vec<Seat>,
}

#[derive(Clone, Copy, Debug)]
struct Seat {
    deck: usize,
    card: usize,
    role: Role,
}

impl Roll {
    /// Calls the roll.
    pub(super) fn new(decks: Vec<Deck>, scope: &Scope) -> Self {
        let mut seats = Vec::with_capacity(decks.iter().map(|deck| deck.cards.len()).sum());
        for (number, deck) in decks.iter().enumerate() {
            for (card, it) in deck.cards.iter().enumerate() {
                let role = role(scope, deck, it);
                seats.push(Seat {
                    deck: number,
                    card,
                    role,
                });
            }
        }
        Self { decks, seats }
    }

    pub(super) fn deck(&self, index: usize) -> &Deck {
        &self.decks[self.seats[index].deck]
    }

    /// The deck's place among the decks: cards of two decks are never siblings or rivals.
    pub(super) fn deck_number(&self, index: usize) -> usize {
        self.seats[index].deck
    }

    pub(super) fn card(&self, index: usize) -> &Card {
        let seat = self.seats[index];
        &self.decks[seat.deck].cards[seat.card]
    }

    /// The cards that may be asked.
    pub(super) fn asked(&self) -> impl Iterator<Item = usize> {
        let is_asked = |(index, seat): (usize, &Seat)| (seat.role == Role::Asked).then_some(index);
        self.seats.iter().enumerate().filter_map(is_asked)
    }

    /// The index of a card that may be asked.
    pub(super) fn find(&self, id: &CardId) -> Option<usize> {
        self.asked().find(|&index| self.card(index).id == *id)
    }

    /// All decks, in the order of the roll.
    pub(super) fn decks(&self) -> &[Deck] {
        &self.decks
    }
}

/// What a card is to a sitting. Cards outside of the scope are not asked, but bear on those that are.
pub(super) fn role(scope: &Scope, deck: &Deck, card: &Card) -> Role {
    let in_deck = scope.decks.is_empty() || scope.decks.contains(&deck.id);
    let has_tag = scope.tags.is_empty() || card.tags.iter().any(|tag| scope.tags.contains(tag));
    if in_deck && has_tag {
        Role::Asked
    } else {
        Role::Context
    }
}
