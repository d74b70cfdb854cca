//! The records of a learner beside the cards of the decks: each is looked up by name once, and read by number from then on.

use super::records::Place;
use super::{Record, Records, Standing};
use crate::card::CardId;
use crate::deck::{Listed, Listing};

/// The records of a learner, with the place of each listed card's. Cards go by their number, over all decks in their order.
#[derive(Clone, Debug, Default)]
pub struct Register {
    records: Records,
    /// Nothing for a card that was not met when the register was made.
    places: Vec<Option<Place>>,
}

impl Register {
    /// Looks up the record of every listed card.
    pub fn new<'l>(records: Records, listings: impl Iterator<Item = &'l Listing> + Clone) -> Self {
        let mut places = Vec::with_capacity(listings.clone().map(Listing::len).sum());
        for listing in listings {
            places.extend(records.places(listing.cards().map(Listed::id)));
        }
        Self { records, places }
    }

    /// The record of every card that was met, in a deck or not.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The record of the card with this number, if it was met.
    pub fn record(&self, number: usize, card: Listed<'_>) -> Option<&Record> {
        self.records.at(self.place(number, card)?)
    }

    /// What the log says of the card with this number.
    pub fn standing(&self, number: usize, card: Listed<'_>) -> Standing<'_> {
        Standing::in_revision(self.record(number, card), card.revision())
    }

    /// The names of the cards that were met and are not among `cards`, which are all those listed.
    pub fn unlisted<'l>(&self, cards: impl Iterator<Item = Listed<'l>>) -> Vec<&str> {
        let mut is_listed = vec![false; self.records.len()];
        let mut listed = 0;
        for (number, card) in cards.enumerate() {
            if let Some(place) = self.place(number, card)
                && let Some(is_listed) = is_listed.get_mut(place.index())
                && !std::mem::replace(is_listed, true)
            {
                listed += 1;
            }
        }
        if listed == self.records.len() {
            return Vec::new();
        }
        let names = self.records.names().zip(is_listed);
        let unlisted = names.filter(|(_, is_listed)| !is_listed);
        unlisted.map(|(name, _)| name).collect()
    }

    /// A card without a place may have been met since.
    fn place(&self, number: usize, card: Listed<'_>) -> Option<Place> {
        let known = self.places.get(number).copied().flatten();
        known.or_else(|| self.records.place(card.id()))
    }
}

impl Extend<(CardId, Record)> for Register {
    /// Takes records in, in place of those there were.
    fn extend<I: IntoIterator<Item = (CardId, Record)>>(&mut self, records: I) {
        self.records.extend(records);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Place, Volume, parse};

    fn met(reviews: u32) -> Record {
        Record {
            reviews,
            ..Record::default()
        }
    }

    /// A deck of two cards beside the records of these.
    fn beside(records: &[(&str, u32)]) -> (Volume, Register) {
        let text = "format: 1\ntitle: D\ncards:\n  - {id: a, prompt: A?, answer: x}\n  - {id: b, prompt: B?, answer: y}\n";
        let deck = parse(&Place::Embedded("d.yaml"), "d", text.as_bytes()).deck;
        let volume = Volume::from(deck.expect("a deck"));
        let mut all = Records::default();
        for (card, reviews) in records {
            all.insert(*card, met(*reviews));
        }
        let register = Register::new(all, std::iter::once(volume.listing()));
        (volume, register)
    }

    /// How often each listed card was reviewed.
    fn reviews(volume: &Volume, register: &Register) -> Vec<Option<u32>> {
        let cards = volume.listing().cards().enumerate();
        let reviews = |(number, card)| Some(register.record(number, card)?.reviews);
        cards.map(reviews).collect()
    }

    #[test]
    fn each_listed_card_has_its_record() {
        let (volume, register) = beside(&[("d:gone", 7), ("d:b", 8)]);
        assert_eq!(reviews(&volume, &register), [None, Some(8)]);
        assert_eq!(register.unlisted(volume.listing().cards()), ["d:gone"]);
    }

    #[test]
    fn a_card_met_since_has_its_record_too() {
        let (volume, mut register) = beside(&[("d:b", 8)]);
        let id = |name: &str| name.parse::<CardId>().expect("a card");
        register.extend([(id("d:a"), met(1)), (id("d:b"), met(9))]);
        assert_eq!(reviews(&volume, &register), [Some(1), Some(9)]);
        assert!(register.unlisted(volume.listing().cards()).is_empty());
    }
}
