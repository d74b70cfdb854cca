//! Events of other files join the log: a union by name, and the records it changes.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use rusqlite::Transaction;

use crate::card::CardId;
use crate::day::Timestamp;
use crate::progress::body::kind;
use crate::progress::entry::{Device, Entry};
use crate::progress::exchange::source::{self, Batch};
use crate::progress::exchange::{Flaw, Merged};
use crate::progress::hlc::Hlc;
use crate::progress::{Damage, ProgressError};
use crate::review::EventId;

use super::cache;
use super::inspect::{self, Presence};
use super::trouble::{Doing, Trouble};
use super::{log, meta, open, salvage};

/// Memory for the many places a big merge writes to, in KiB.
const CACHE_KIB: i32 = 256 * 1024;

/// Batches of events that wait to be written.
const BATCHES_AHEAD: usize = 4;

/// Brings the events of `files` in. A file that cannot be read does not stop the others.
pub(super) fn merge(
    log: &Transaction<'_>,
    files: &[PathBuf],
    now: Timestamp,
) -> Result<Vec<Merged>, Trouble> {
    log.pragma_update(None, "cache_size", -CACHE_KIB)?;
    let mut intake = Intake::begin(log, now)?;
    let merged = files
        .iter()
        .map(|path| intake.file(path))
        .collect::<Result<_, Trouble>>()?;
    intake.finish()?;
    Ok(merged)
}

/// A log that takes events in.
pub(super) struct Intake<'a> {
    log: &'a Transaction<'a>,
    own: Device,
    /// Readings beyond this one are not believed,
    horizon: Hlc,
    /// but stand here.
    heard: Hlc,
    touched: HashSet<String>,
    has_renames: bool,
    was_copied: bool,
    last_seqs: HashMap<Device, i64>,
}

/// What became of one event.
enum Taken {
    Added,
    Known,
    Conflict,
}

impl<'a> Intake<'a> {
    /// Begins to take in.
    pub(super) fn begin(log: &'a Transaction<'a>, now: Timestamp) -> Result<Self, Trouble> {
        let own = meta::device(log)?;
        let head = log::head(log, own, now)?;
        // A clock that was set back since the last answer is no measure; where this log already is, is one.
        let reached = head.clock.map_or(now.at_ms(), Hlc::ms);
        let now = Timestamp::new(now.at_ms().max(reached), now.offset_min());
        Ok(Self {
            log,
            own,
            horizon: Hlc::horizon(now),
            heard: Hlc::at_ms(now.at_ms()),
            touched: HashSet::new(),
            has_renames: false,
            was_copied: false,
            last_seqs: HashMap::new(),
        })
    }

    fn file(&mut self, path: &Path) -> Result<Merged, Trouble> {
        let mut merged = Merged::nothing_of(path.to_owned());
        match source::open(path) {
            Ok(source::Source::Database) => match open_other(path) {
                Ok(other) => self.database(&other, &mut merged)?,
                Err(error) => merged.failure = Some(error),
            },
            Ok(source::Source::Lines(lines)) => thread::scope(|scope| {
                // One thread reads while this one writes.
                let (to, batches) = mpsc::sync_channel(BATCHES_AHEAD);
                scope.spawn(move || source::read_all(lines, &to));
                self.batches(&batches, &mut merged)
            })?,
            Err(error) => merged.failure = Some(error),
        }
        Ok(merged)
    }

    fn batches(&mut self, batches: &Receiver<Batch>, merged: &mut Merged) -> Result<(), Trouble> {
        for batch in batches {
            match batch {
                Batch::Entries(entries) => {
                    for (line, entry) in entries {
                        self.take(line, entry, merged)?;
                    }
                }
                Batch::Failed(error) => {
                    merged.failure = Some(ProgressError::unreadable(&merged.path, error));
                }
            }
        }
        Ok(())
    }

    /// Takes in all that can be read of another progress file.
    pub(super) fn database(
        &mut self,
        other: &rusqlite::Connection,
        merged: &mut Merged,
    ) -> Result<(), Trouble> {
        let read = salvage::each(other, |row, entry| self.take(row, entry, merged))?;
        merged.failure = read
            .err()
            .map(|trouble| trouble.at(&merged.path, Doing::Reading));
        Ok(())
    }

    fn take(
        &mut self,
        line: u64,
        entry: Result<Entry, Flaw>,
        merged: &mut Merged,
    ) -> Result<(), Trouble> {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(flaw) => {
                merged.leave_aside(line, flaw);
                return Ok(());
            }
        };
        let is_ahead = entry.rank > self.horizon;
        if is_ahead {
            entry.rank = self.heard;
        }
        match self.add(&entry)? {
            Taken::Added => {
                merged.added += 1;
                merged.ahead += u64::from(is_ahead);
                let is_copy = self.has_twin(&entry)? || entry.device == self.own;
                self.was_copied |= entry.device == self.own;
                merged.is_copy |= is_copy;
            }
            Taken::Known => merged.known += 1,
            Taken::Conflict => merged.leave_aside(line, Flaw::Conflict(EventId::new(entry.id))),
        }
        Ok(())
    }

    fn add(&mut self, entry: &Entry) -> Result<Taken, Trouble> {
        if log::insert_new(self.log, entry)? {
            self.touch(entry);
            return Ok(Taken::Added);
        }
        let Some(known) = log::by_id(self.log, entry.id)? else {
            let what = "an event is there and cannot be found".to_owned();
            return Err(Trouble::Damage(Damage::Structure(what)));
        };
        if !known.is_same_event(entry) {
            return Ok(Taken::Conflict);
        }
        if entry.rank < known.rank {
            log::set_rank(self.log, entry)?;
            self.touch(entry);
        }
        Ok(Taken::Known)
    }

    /// Numbers mostly come in their order: then none can have been given before.
    fn has_twin(&mut self, entry: &Entry) -> Result<bool, Trouble> {
        match self.last_seqs.get_mut(&entry.device) {
            Some(last) if entry.seq > *last => {
                *last = entry.seq;
                Ok(false)
            }
            Some(_) => log::has_twin(self.log, entry),
            None => {
                let last = log::last_seq(self.log, entry.device)?;
                self.last_seqs.insert(entry.device, last);
                log::has_twin(self.log, entry)
            }
        }
    }

    fn touch(&mut self, entry: &Entry) {
        match &entry.card {
            Some(card) if entry.kind != kind::CARD => {
                if !self.touched.contains(card) {
                    self.touched.insert(card.clone());
                }
            }
            Some(_) => {}
            None => self.has_renames |= entry.kind == kind::RENAME,
        }
    }

    /// Brings the records up to date with what came in.
    pub(super) fn finish(self) -> Result<(), Trouble> {
        if self.was_copied {
            // Another copy goes on under our name; what is written here from now on gets a name of its own.
            meta::set_device(self.log, Device::random())?;
        }
        if self.has_renames || !cache::is_current(self.log)? {
            return cache::rebuild(self.log).map(drop);
        }
        let names = log::names(self.log)?;
        let parsed = self.touched.iter().filter_map(|card| card.parse().ok());
        // In the order of the index that finds their events.
        let cards: BTreeSet<CardId> = parsed
            .map(|card: CardId| names.current(&card).clone())
            .collect();
        cache::refold(self.log, &names, &cards)
    }
}

fn open_other(path: &Path) -> Result<rusqlite::Connection, ProgressError> {
    match inspect::inspect(path)? {
        Presence::Present => open::open_foreign(path),
        Presence::Absent => Err(ProgressError::unreadable(
            path,
            std::io::ErrorKind::NotFound.into(),
        )),
    }
}
