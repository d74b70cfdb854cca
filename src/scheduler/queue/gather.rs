//! Decks and records side by side, as a queue is planned from them.

use super::{QueueCard, Role};
use crate::deck::Listing;
use crate::scheduler::Register;

/// Returns the listed cards beside their records; `roles` says of each, in their order, whether it may be asked.
pub fn queue_cards<'a>(
    listings: impl Iterator<Item = &'a Listing> + Clone,
    register: &'a Register,
    roles: impl IntoIterator<Item = Role>,
) -> Vec<QueueCard<'a>> {
    let count = listings.clone().map(Listing::len).sum();
    let cards = listings
        .enumerate()
        .flat_map(|(deck, listing)| listing.cards().map(move |card| (deck, card)));
    let mut gathered = Vec::with_capacity(count);
    gathered.extend(
        cards
            .enumerate()
            .zip(roles)
            .map(|((number, (deck, card)), role)| QueueCard {
                card,
                deck,
                record: register.record(number, card),
                role,
            }),
    );
    gathered
}
