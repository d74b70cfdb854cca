//! A deck in use: its listing at hand, its cards where they were read or in the cache.

use std::borrow::Cow;
use std::path::PathBuf;

use super::cache::Copy;
use super::listing::Listing;
use super::tells::Tells;
use super::{Deck, Place};
use crate::card::Card;

/// A deck of which the listing is in memory, and the cards can be had.
#[derive(Debug)]
pub struct Volume {
    listing: Listing,
    place: Place,
    text: Text,
}

/// Where the cards are.
#[derive(Debug)]
enum Text {
    Here(Vec<Card>),
    Cached(Copy),
}

/// A deck's cards can be had no more: its copy is damaged, and the file says something else by now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} was changed while it was in use; start again to use it as it is now", path.display())]
pub struct Lost {
    /// The deck's file.
    pub path: PathBuf,
}

impl From<Deck> for Volume {
    fn from(deck: Deck) -> Self {
        Self {
            listing: Listing::of(&deck),
            place: deck.place,
            text: Text::Here(deck.cards),
        }
    }
}

impl Volume {
    pub(super) fn cached(listing: Listing, place: Place, copy: Copy) -> Self {
        Self {
            listing,
            place,
            text: Text::Cached(copy),
        }
    }

    /// The cards by name.
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// Where the deck was read from.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Says in a number what all the cards say; nothing for a deck that would have to be read for it.
    pub fn fingerprint(&self) -> Option<u64> {
        match &self.text {
            Text::Here(_) => None,
            Text::Cached(copy) => Some(copy.fingerprint()),
        }
    }

    /// Returns all cards.
    ///
    /// # Errors
    ///
    /// They cannot be had any more.
    pub fn cards(&self) -> Result<Cow<'_, [Card]>, Lost> {
        match &self.text {
            Text::Here(cards) => Ok(Cow::Borrowed(cards)),
            Text::Cached(copy) => match copy.cards() {
                Some(cards) if cards.len() == self.listing.len() => Ok(Cow::Owned(cards)),
                Some(_) | None => self.read_anew().map(Cow::Owned),
            },
        }
    }

    /// Returns the card at this place, counted from 0.
    ///
    /// # Errors
    ///
    /// It cannot be had any more.
    pub fn card(&self, place: usize) -> Result<Card, Lost> {
        let lost = || self.lost();
        match &self.text {
            Text::Here(cards) => cards.get(place).cloned().ok_or_else(lost),
            Text::Cached(copy) => match copy.card(place) {
                Some(card) => Ok(card),
                None => self.read_anew()?.into_iter().nth(place).ok_or_else(lost),
            },
        }
    }

    /// Returns what the cards at these places, in rising order, give away; nothing of cards that cannot be had any more.
    pub fn tells(&self, places: &[usize]) -> Vec<Tells> {
        let of = |cards: &[Card]| -> Vec<Tells> {
            let tells = |&place: &usize| cards.get(place).map(Tells::of).unwrap_or_default();
            places.iter().map(tells).collect()
        };
        match &self.text {
            Text::Here(cards) => of(cards),
            Text::Cached(copy) => copy
                .tells(places)
                .unwrap_or_else(|| of(&self.read_anew().unwrap_or_default())),
        }
    }

    /// Reads the deck's file again, which has to say what it said.
    fn read_anew(&self) -> Result<Vec<Card>, Lost> {
        let deck = Copy::read_anew(&self.place).ok_or_else(|| self.lost())?;
        if Listing::of(&deck) == self.listing {
            Ok(deck.cards)
        } else {
            Err(self.lost())
        }
    }

    fn lost(&self) -> Lost {
        let path = match &self.place {
            Place::File(path) => path.clone(),
            Place::Embedded(name) => PathBuf::from(name),
        };
        Lost { path }
    }
}
