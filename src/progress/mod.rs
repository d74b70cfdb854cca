//! What is kept of a learner: an append-only log of events, and what replay makes of them: card records and the diary.
//!
//! [`Progress`] is the trait; [`SqliteProgress`] keeps a learner in a file, [`InMemory`] keeps one for as long as it lives.
//! Both pass one suite of tests. Where the files lie is [`folder`]'s business. Nothing here knows decks, grading or people.

pub mod backup;
mod body;
#[cfg(test)]
mod contract;
mod entry;
mod error;
mod exchange;
#[cfg(test)]
mod fixture;
pub mod folder;
mod hlc;
mod in_memory;
mod keep;
mod names;
mod replay;
mod shape;
mod sqlite;

use crate::card::CardId;
use crate::day::Timestamp;
use crate::review::{Event, EventId, Logged, Settings, Snapshot};
use crate::scheduler::{Diary, Record, Records};

pub use error::{Damage, ProgressError, Stranger};
pub use exchange::{ExportError, Fault, Flaw, Merged, canonical_line};
pub use folder::Folder;
pub use in_memory::InMemory;
pub use keep::{Kept, Notice};
pub use sqlite::{AccessMode, Progressed, SqliteProgress};

/// What was written by one append.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// The names of the events, in the order given.
    pub ids: Vec<EventId>,
    /// The new records of the cards they touch, under their current names.
    pub records: Vec<(CardId, Record)>,
}

/// Which events are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Of this card only, under whichever of its names.
    pub card: Option<CardId>,
    /// From this instant on, in milliseconds since the Unix epoch.
    pub since_ms: Option<i64>,
    /// The newest so many.
    pub last: Option<usize>,
}

/// A learner's log. One store a learner; both stores pass one contract suite.
///
/// Events come back under the current names of their cards. What a newer program wrote is kept and passed over.
pub trait Progress {
    /// Writes the events in one transaction, durable when it returns, and the records they change with them.
    ///
    /// # Errors
    ///
    /// Nothing was written.
    fn append(&mut self, events: &[Event], at: Timestamp) -> Result<Saved, ProgressError>;

    /// Returns the record of every card that has one.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn records(&self) -> Result<Records, ProgressError>;

    /// Returns what was done each day in each deck.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn diary(&self) -> Result<Diary, ProgressError>;

    /// Returns the learner's settings.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn settings(&self) -> Result<Settings, ProgressError>;

    /// Returns events in log order, oldest first, voided ones included.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn events(&self, select: &Select) -> Result<Vec<Logged>, ProgressError>;

    /// Returns the newest review or introduction that is not voided.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn last_answer(&self) -> Result<Option<Logged>, ProgressError>;

    /// Returns the name a card goes by now, whichever of its names this is.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn current_name(&self, card: &CardId) -> Result<CardId, ProgressError>;

    /// Returns what a card looked like when it was answered, one snapshot a wording, oldest first.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn snapshots(&self, card: &CardId) -> Result<Vec<Snapshot>, ProgressError>;

    /// Tells whether this wording of a card is kept already, so that no snapshot needs to be written.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or a row is damaged.
    fn has_snapshot(&self, card: &CardId, hash: u64) -> Result<bool, ProgressError> {
        let snapshots = self.snapshots(card)?;
        Ok(snapshots.iter().any(|snapshot| snapshot.hash == hash))
    }

    /// Forgets all records and the diary, and makes them anew from the log.
    ///
    /// # Errors
    ///
    /// The store cannot be read or written, or a row is damaged.
    fn rebuild(&mut self) -> Result<(), ProgressError>;

    /// Does the store's housekeeping, a few milliseconds at most; for the time in which the learner thinks.
    ///
    /// What cannot be done now is done later: nothing is lost by a failure.
    fn tidy(&mut self) {}
}
