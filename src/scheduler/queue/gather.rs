//! Decks and records side by side, as a queue is planned from them.

use std::ops::Deref;

use super::{QueueCard, Role};
use crate::deck::{Listed, Listing};
use crate::scheduler::{Record, Records};

/// What the log says of a card, in the revision its author gives it now.
#[derive(Clone, Debug)]
pub enum Standing<'a> {
    /// Nothing: it is new.
    New,
    /// This.
    Met(&'a Record),
    /// It was met in an earlier revision, and starts afresh.
    Afresh(Box<Record>),
}

impl<'a> Standing<'a> {
    /// Looks up what the log says of a card.
    pub fn of(card: Listed<'_>, records: &'a Records) -> Self {
        Self::in_revision(records.get(card.id()), card.revision())
    }

    /// Sees a record in the revision of its card.
    pub fn in_revision(record: Option<&'a Record>, revision: u32) -> Self {
        match record {
            None => Self::New,
            Some(record) if record.is_outdated(revision) => Self::Afresh(Box::new(record.afresh())),
            Some(record) => Self::Met(record),
        }
    }
}

static NEW: Record = Record::NEW;

impl Deref for Standing<'_> {
    type Target = Record;

    fn deref(&self) -> &Record {
        match self {
            Self::New => &NEW,
            Self::Met(record) => record,
            Self::Afresh(record) => record,
        }
    }
}

/// Returns what the log says of each listed card, in their order.
pub fn standing<'a, 'l>(
    listings: impl Iterator<Item = &'l Listing>,
    records: &'a Records,
) -> Vec<Standing<'a>> {
    let cards = listings.flat_map(Listing::cards);
    cards.map(|card| Standing::of(card, records)).collect()
}

/// Returns the listed cards beside their records, given in the same order; `role` says which may be asked.
pub fn queue_cards<'a>(
    listings: impl Iterator<Item = &'a Listing>,
    standing: &'a [Standing<'a>],
    role: impl Fn(&Listing, Listed<'_>) -> Role,
) -> Vec<QueueCard<'a>> {
    let mut records = standing.iter();
    let mut gathered = Vec::with_capacity(standing.len());
    for (number, listing) in listings.enumerate() {
        for (card, record) in listing.cards().zip(&mut records) {
            gathered.push(QueueCard {
                card,
                deck: number,
                record,
                role: role(listing, card),
            });
        }
    }
    gathered
}
