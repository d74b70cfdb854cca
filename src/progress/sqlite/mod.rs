//! A learner's log in one `SQLite` file: WAL, every commit synced before it is acknowledged, several processes at once.
//!
//! The file comes to be with the first event. A file that is not ours, or is newer than we are, is refused untouched.

mod append;
mod cache;
mod inspect;
mod log;
mod meta;
mod open;
mod query;
mod schema;
#[cfg(test)]
mod tests;
mod trouble;
mod verify;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::card::CardId;
use crate::day::Timestamp;
use crate::files;
use crate::review::{Event, Logged, Settings, Snapshot};
use crate::scheduler::Record;

use self::inspect::Presence;
use self::trouble::{Doing, Trouble};
use super::{Progress, ProgressError, Saved, Select};

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessMode {
    /// Reading only; works where nothing may be written.
    Read,
    /// Reading and writing.
    Write,
}

/// Appends after which `tidy` has something to do: about 200 pages of the journal.
const TIDY_AFTER: u32 = 32;

/// A learner's progress file.
#[derive(Debug)]
pub struct SqliteProgress {
    path: PathBuf,
    mode: AccessMode,
    /// Nothing before the file exists, and after a failure that leaves the connection in doubt.
    connection: Option<Connection>,
    appends_since_tidy: u32,
}

impl SqliteProgress {
    /// Opens a learner's file. One that does not exist is an empty log, and is created by the first append.
    ///
    /// # Errors
    ///
    /// The file is not ours, newer, damaged or unreadable; to write: the file or its folder must not be written to.
    pub fn open(path: &Path, mode: AccessMode) -> Result<Self, ProgressError> {
        let mut store = Self {
            path: path.to_owned(),
            mode,
            connection: None,
            appends_since_tidy: 0,
        };
        match inspect::inspect(path)? {
            Presence::Present => store.connect()?,
            Presence::Absent if mode == AccessMode::Write => {
                files::check_writable(path.parent().unwrap_or(path))?;
            }
            Presence::Absent => {}
        }
        Ok(store)
    }

    /// Where the file is, or will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads everything there is and checks it against itself; returns how many events there are.
    ///
    /// # Errors
    ///
    /// The first damage found.
    pub fn verify(&self) -> Result<u64, ProgressError> {
        self.read(verify::verify).map(Option::unwrap_or_default)
    }

    fn connect(&mut self) -> Result<(), ProgressError> {
        let connection = open::open(&self.path, self.mode)?;
        let is_current = cache::is_current(&connection).map_err(|e| self.explain(e))?;
        self.connection = Some(connection);
        if self.mode == AccessMode::Write && !is_current {
            self.rebuild()?;
        }
        Ok(())
    }

    /// Runs `query` on one state of the file; nothing when there is no file.
    fn read<T>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, Trouble>,
    ) -> Result<Option<T>, ProgressError> {
        let opened;
        let connection = if let Some(connection) = &self.connection {
            connection
        } else if inspect::inspect(&self.path)? == Presence::Present {
            opened = open::open(&self.path, AccessMode::Read)?;
            &opened
        } else {
            return Ok(None);
        };
        let run = || {
            let state = connection.unchecked_transaction()?;
            query(&state)
        };
        run().map(Some).map_err(|trouble| self.explain(trouble))
    }

    /// Runs `change` in one transaction, durable when it returns.
    fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>,
    ) -> Result<T, ProgressError> {
        if self.mode == AccessMode::Read {
            return Err(ProgressError::ReadOnly {
                path: self.path.clone(),
            });
        }
        if self.connection.is_none() {
            if inspect::inspect(&self.path)? == Presence::Absent {
                open::create(&self.path)?;
            }
            self.connection = Some(open::open(&self.path, self.mode)?);
        }
        let connection = self.connection.as_mut().expect("it was just opened");
        let run = || {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = change(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        run().map_err(|trouble: Trouble| {
            if !trouble.spares_connection() {
                self.connection = None;
            }
            trouble.at(&self.path, Doing::Writing)
        })
    }

    fn explain(&self, trouble: Trouble) -> ProgressError {
        trouble.at(&self.path, Doing::Reading)
    }
}

impl Progress for SqliteProgress {
    fn append(&mut self, events: &[Event], at: Timestamp) -> Result<Saved, ProgressError> {
        if events.is_empty() {
            return Ok(Saved::default());
        }
        let saved = self.write(|transaction| append::append(transaction, events, at))?;
        self.appends_since_tidy = self.appends_since_tidy.saturating_add(1);
        Ok(saved)
    }

    fn records(&self) -> Result<HashMap<CardId, Record>, ProgressError> {
        self.read(cache::all).map(Option::unwrap_or_default)
    }

    fn settings(&self) -> Result<Settings, ProgressError> {
        let settings = self.read(query::settings)?;
        Ok(settings.unwrap_or_default())
    }

    fn events(&self, select: &Select) -> Result<Vec<Logged>, ProgressError> {
        let events = self.read(|file| query::events(file, select))?;
        Ok(events.unwrap_or_default())
    }

    fn last_answer(&self) -> Result<Option<Logged>, ProgressError> {
        self.read(query::last_answer).map(Option::flatten)
    }

    fn snapshots(&self, card: &CardId) -> Result<Vec<Snapshot>, ProgressError> {
        let snapshots = self.read(|file| query::snapshots(file, card))?;
        Ok(snapshots.unwrap_or_default())
    }

    fn rebuild(&mut self) -> Result<(), ProgressError> {
        if self.connection.is_none() && inspect::inspect(&self.path)? == Presence::Absent {
            return Ok(());
        }
        self.write(|transaction| cache::rebuild(transaction).map(drop))
    }

    fn tidy(&mut self) {
        if self.appends_since_tidy < TIDY_AFTER {
            return;
        }
        self.appends_since_tidy = 0;
        if let Some(connection) = &self.connection {
            // Never waits for others; what it cannot move now stays safe in the journal.
            let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        }
    }
}
