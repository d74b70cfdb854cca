//! Decks and records side by side, as a queue is planned from them.

use std::borrow::Cow;

use super::{QueueCard, Role};
use crate::card::Card;
use crate::deck::Deck;
use crate::scheduler::{Record, Records};

/// Returns what the log says of each card of `decks`, in their order and in the revision its author gives it now.
#[expect(
    clippy::implicit_hasher,
    reason = "records come from a store, which has one kind of map"
)]
pub fn standing<'a>(decks: &[Deck], records: &'a Records) -> Vec<Cow<'a, Record>> {
    let standing = |card: &Card| match records.get(&card.id) {
        Some(record) => record.in_revision(card.revision),
        None => Cow::Owned(Record::default()),
    };
    let cards = decks.iter().flat_map(|deck| &deck.cards);
    cards.map(standing).collect()
}

/// Returns the cards of `decks` beside their records, given in the same order; `role` says which may be asked.
pub fn queue_cards<'a>(
    decks: &'a [Deck],
    standing: &'a [Cow<'a, Record>],
    role: impl Fn(&Deck, &Card) -> Role,
) -> Vec<QueueCard<'a>> {
    let mut records = standing.iter();
    let mut gathered = Vec::with_capacity(standing.len());
    for (number, deck) in decks.iter().enumerate() {
        for (card, record) in deck.cards.iter().zip(&mut records) {
            gathered.push(QueueCard {
                card,
                deck: number,
                record,
                retention: deck.retention,
                new_per_day: deck.new_per_day,
                role: role(deck, card),
            });
        }
    }
    gathered
}
