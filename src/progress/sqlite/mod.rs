//! A learner's log in one `SQLite` file: WAL, every commit synced before it is acknowledged, several processes at once.
//!
//! The file comes to be with the first event. A file that is not ours, or is newer than we are, is refused untouched.

mod append;
mod cache;
mod diary;
mod draft;
mod earlier;
mod export;
mod fingerprint;
mod growers;
mod growing;
mod incoming;
mod inspect;
mod journal;
mod log;
mod merge;
mod meta;
mod open;
mod pages;
mod query;
mod revive;
mod salvage;
mod schema;
mod stale;
#[cfg(test)]
mod tests;
mod together;
mod trouble;
mod verify;

use std::io::Write;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::card::CardId;
use crate::day::Timestamp;
use crate::files::{self, Published, Staged};
use crate::review::{Event, Logged, Settings, Snapshot};
use crate::scheduler::{Diary, Records};
use crate::system;

use self::incoming::Incoming;
use self::inspect::Presence;
use self::journal::Left;
use self::trouble::{Doing, Trouble};
use super::names::Names;
use super::{ExportError, Merged, Progress, ProgressError, Saved, Select};

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessMode {
    /// Reading only; works where nothing may be written.
    Read,
    /// Reading and writing.
    Write,
}

pub(super) use inspect::seems_outdated;
pub(super) use revive::{Revived, revive, verify_other};
pub(super) use stale::has_stale_journal;
pub use verify::Progressed;

/// Appends after which `tidy` has something to do: about 200 pages of the journal.
const TIDY_AFTER: u32 = 32;

/// A learner's progress file.
#[derive(Debug)]
pub struct SqliteProgress {
    path: PathBuf,
    mode: AccessMode,
    /// Nothing before the file exists, and after a failure that leaves the connection in doubt.
    connection: Option<Connection>,
    /// The file that is open, as against another that takes its name while we run.
    identity: Option<(u64, u64)>,
    left: Left,
    appends_since_tidy: u32,
    /// Cards that go by another name than the log knows of, each with its old name first.
    renamed: Vec<(CardId, CardId)>,
}

/// Milliseconds after which everything is checked again.
const CHECK_EVERY_MS: u64 = 7 * 86_400_000;

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
            identity: None,
            left: Left::InOrder,
            appends_since_tidy: 0,
            renamed: Vec::new(),
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

    /// Gives the events of these cards back under the name that comes second, for as long as this lives: nothing is written, and
    /// [`records`](Progress::records) stay under the first one.
    pub fn read_renamed(&mut self, renamed: Vec<(CardId, CardId)>) {
        self.renamed.extend(renamed);
    }

    /// Reads everything there is and checks it against itself; returns how many events there are.
    ///
    /// # Errors
    ///
    /// The first damage found.
    pub fn verify(&self) -> Result<u64, ProgressError> {
        self.verify_telling(&mut |_| ())
    }

    /// Does the same, and tells now and then how far it has come. Damage is noted in the file, so that the next session
    /// mends it.
    ///
    /// # Errors
    ///
    /// The first damage found.
    pub fn verify_telling(&self, tell: &mut dyn FnMut(Progressed)) -> Result<u64, ProgressError> {
        let verified = self.read(|file| verify::verify(file, &self.path, tell));
        if matches!(verified, Err(ProgressError::Damaged { .. })) {
            self.note_damage();
        }
        Ok(verified?.unwrap_or_default())
    }

    /// Has everything checked by whoever opens the file to write next. Where that cannot be noted, no session can write either.
    fn note_damage(&self) {
        let note = |file: &Connection| -> Result<(), Trouble> {
            let is_query_only: bool =
                file.pragma_query_value(None, "query_only", |row| row.get(0))?;
            file.pragma_update(None, "query_only", false)?;
            let noted = meta::set_check_due(file);
            file.pragma_update(None, "query_only", is_query_only)?;
            noted
        };
        // What was found is told all the same.
        drop(self.use_connection(note));
    }

    /// Tells whether it is time to [`verify`](Self::verify): the program was killed, or a week has passed.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn is_check_due(&self, now: Timestamp) -> Result<bool, ProgressError> {
        let Some(checked) = self.read(meta::checked)? else {
            return Ok(false);
        };
        let is_old = |ms: i64| now.at_ms().abs_diff(ms) >= CHECK_EVERY_MS;
        Ok(self.left == Left::Killed || checked.is_some_and(is_old))
    }

    /// Tells whether the file has an older format than the one that is written now.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn is_outdated(&self) -> Result<bool, ProgressError> {
        let format = self.read(schema::version)?;
        Ok(format.is_some_and(|format| format < schema::NEWEST))
    }

    /// Makes the records and the diary anew if a part of them is damaged; until then every reader replays the log.
    ///
    /// # Errors
    ///
    /// The log cannot be read or written.
    pub(super) fn mend(&mut self) -> Result<(), ProgressError> {
        self.write(|transaction| cache::mend(transaction))
    }

    /// Notes when everything was checked; a file that never was counts from now on.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub(super) fn note_check(&mut self, now: Timestamp) -> Result<(), ProgressError> {
        self.left = Left::InOrder;
        self.write(|transaction| meta::set_checked(transaction, now))
    }

    /// Tells whether the time of a check was ever noted.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub(super) fn is_check_noted(&self) -> Result<bool, ProgressError> {
        let checked = self.read(meta::checked)?;
        Ok(checked.is_none_or(|checked| checked.is_some()))
    }

    /// Writes all there is into `draft`, an empty file that is to become `target`; nothing when there is no log yet.
    ///
    /// # Errors
    ///
    /// The log cannot be read, or `target` not be written.
    pub(super) fn copy_into(&self, draft: &Path, target: &Path) -> Result<(), ProgressError> {
        let copied = self.use_connection(|file| revive::copy_into(file, draft))?;
        match copied {
            Some(copied) => copied.map_err(|trouble| trouble.at(target, Doing::Writing)),
            None => Ok(()),
        }
    }

    /// Brings the events of other files into this log: lines as [`export`](Self::export) writes them, or progress files.
    /// What comes of it is the union of all events, whatever the order and however often it is done.
    ///
    /// A file that cannot be read, and events that make no sense, are told of and left aside.
    ///
    /// # Errors
    ///
    /// This log could not be read or written; nothing was brought in.
    pub fn merge(
        &mut self,
        files: &[PathBuf],
        now: Timestamp,
    ) -> Result<Vec<Merged>, ProgressError> {
        let files = incoming::any(files);
        match self.make_of(&files, now)? {
            Some(merged) => Ok(merged),
            None => self.write(|transaction| merge::merge(transaction, &files, now)),
        }
    }

    /// Makes a log that is not there yet of other files, beside its place, which is quicker than to let it grow there;
    /// nothing when there is a log. Without a single event none comes to be.
    fn make_of(
        &mut self,
        files: &[Incoming],
        now: Timestamp,
    ) -> Result<Option<Vec<Merged>>, ProgressError> {
        if self.mode == AccessMode::Read || inspect::inspect(&self.path)? == Presence::Present {
            return Ok(None);
        }
        if let Some(folder) = self.path.parent() {
            files::create_private_folder(folder)?;
        }
        let staged = Staged::beside(&self.path)?;
        let merged = revive::make(staged.path(), &self.path, files, now)?;
        if merged.iter().all(|file| file.added == 0) {
            return Ok(Some(merged));
        }
        match staged.publish()? {
            Published::New => Ok(Some(merged)),
            Published::AlreadyThere => Ok(None),
        }
    }

    /// Writes all events as lines of JSON, oldest first; returns how many there are.
    ///
    /// # Errors
    ///
    /// The log cannot be read, or the output not be written.
    pub fn export(&self, out: &mut dyn Write) -> Result<u64, ExportError> {
        match self.read(|file| export::export(file, out))? {
            Some(written) => written.map_err(ExportError::Output),
            None => Ok(0),
        }
    }

    /// Which cards got another name.
    fn names(&self, file: &Connection) -> Result<Names, Trouble> {
        let mut names = log::names(file)?;
        names.learn(&self.renamed);
        Ok(names)
    }

    fn connect(&mut self) -> Result<(), ProgressError> {
        let (connection, left) = open::open(&self.path, self.mode)?;
        self.left = left;
        self.identity = system::identity(&self.path);
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
        let answer = self.use_connection(|connection| {
            let state = connection.unchecked_transaction()?;
            query(&state)
        })?;
        answer
            .transpose()
            .map_err(|trouble: Trouble| self.explain(trouble))
    }

    /// Hands out the connection, or one for this once; nothing when there is no file.
    fn use_connection<T>(
        &self,
        take: impl FnOnce(&Connection) -> T,
    ) -> Result<Option<T>, ProgressError> {
        let opened;
        let connection = if let Some(connection) = &self.connection {
            connection
        } else if inspect::inspect(&self.path)? == Presence::Present {
            (opened, _) = open::open(&self.path, AccessMode::Read)?;
            &opened
        } else {
            return Ok(None);
        };
        Ok(Some(take(connection)))
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
        if system::identity(&self.path) != self.identity {
            // Another file has the name: what we write into the old one nobody would ever see.
            self.connection = None;
        }
        if self.connection.is_none() {
            if inspect::inspect(&self.path)? == Presence::Absent {
                open::create(&self.path)?;
            }
            let (connection, _) = open::open(&self.path, self.mode)?;
            self.connection = Some(connection);
            self.identity = system::identity(&self.path);
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

    fn records(&self) -> Result<Records, ProgressError> {
        self.read(cache::records).map(Option::unwrap_or_default)
    }

    fn diary(&self) -> Result<Diary, ProgressError> {
        self.read(cache::diary).map(Option::unwrap_or_default)
    }

    fn settings(&self) -> Result<Settings, ProgressError> {
        let settings = self.read(query::settings)?;
        Ok(settings.unwrap_or_default())
    }

    fn events(&self, select: &Select) -> Result<Vec<Logged>, ProgressError> {
        let events = self.read(|file| query::events(file, &self.names(file)?, select))?;
        Ok(events.unwrap_or_default())
    }

    fn last_answer(&self) -> Result<Option<Logged>, ProgressError> {
        let answer = self.read(|file| query::last_answer(file, &self.names(file)?))?;
        Ok(answer.flatten())
    }

    fn current_name(&self, card: &CardId) -> Result<CardId, ProgressError> {
        let name = self.read(|file| Ok(self.names(file)?.current(card).clone()))?;
        Ok(name.unwrap_or_else(|| card.clone()))
    }

    fn snapshots(&self, card: &CardId) -> Result<Vec<Snapshot>, ProgressError> {
        let snapshots = self.read(|file| query::snapshots(file, &self.names(file)?, card))?;
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
