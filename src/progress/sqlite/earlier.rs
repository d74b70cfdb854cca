//! What cards were before a merge brought in the first event of theirs.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::card::CardId;
use crate::progress::entry::Entry;
use crate::progress::names::Names;
use crate::progress::replay;
use crate::scheduler::{Diary, Encounter, Past};

use super::growing::Before;
use super::log;
use super::trouble::Trouble;

/// What the log said of the cards that events come in for.
#[derive(Debug)]
pub(super) struct Earlier {
    names: Names,
    /// By the names that events call them.
    cards: HashMap<String, Before>,
    /// By their current names.
    encounters: HashMap<CardId, Vec<Encounter>>,
}

/// Whether the log has been changed by the event that is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It was just added.
    Made,
    /// It was there and will be moved.
    ToCome,
}

impl Earlier {
    /// Asks nothing yet; until the end cards go by the names they have now.
    pub(super) fn begin(log: &Connection) -> Result<Self, Trouble> {
        Ok(Self {
            names: log::names(log)?,
            cards: HashMap::new(),
            encounters: HashMap::new(),
        })
    }

    /// The names of cards before anything came in.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// Finds out what the card of an event was; has to be asked of each one that changes the log.
    pub(super) fn of(
        &mut self,
        entry: &Entry,
        change: Change,
        log: &Connection,
    ) -> Result<Before, Trouble> {
        let Some(name) = &entry.card else {
            return Ok(Before::Nothing);
        };
        if let Some(before) = self.cards.get(name) {
            return Ok(*before);
        }
        let before = match name.parse() {
            Ok(card) => self.look_up(&card, entry, change, log)?,
            // No card has such a name: nothing comes of it.
            Err(_) => Before::Nothing,
        };
        self.cards.insert(name.clone(), before);
        Ok(before)
    }

    fn look_up(
        &mut self,
        card: &CardId,
        entry: &Entry,
        change: Change,
        log: &Connection,
    ) -> Result<Before, Trouble> {
        let current = self.names.current(card);
        if self.encounters.contains_key(current) {
            // Asked under another of its names: by now the log has an event of it.
            return Ok(Before::Something);
        }
        let mut entries = log::of_card(log, &self.names.all_of(card))?;
        match change {
            Change::Made => entries.retain(|other| other.id != entry.id),
            Change::ToCome => {}
        }
        let past = Past::of(&replay::shapes(&entries, &self.names));
        self.encounters.insert(current.clone(), past.encounters);
        Ok(if entries.is_empty() {
            Before::Nothing
        } else {
            Before::Something
        })
    }

    /// What the diary says of these cards, as something to be taken off it.
    pub(super) fn taken_off<'c>(&self, cards: impl Iterator<Item = &'c CardId>) -> Diary {
        let mut diary = Diary::default();
        for card in cards {
            if let Some(encounters) = self.encounters.get(card) {
                diary.remove(card, encounters);
            }
        }
        diary
    }
}
