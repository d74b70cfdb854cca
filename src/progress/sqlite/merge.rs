//! Events of other files join the log: a union by name, and what it changes of records and diary.

use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use rusqlite::Transaction;

use crate::day::Timestamp;
use crate::progress::Damage;
use crate::progress::body::kind;
use crate::progress::entry::{Device, Entry};
use crate::progress::exchange::{Flaw, Merged};
use crate::progress::hlc::Hlc;
use crate::review::EventId;

use super::earlier::{Change, Earlier};
use super::growing::{Before, Growing};
use super::incoming::{self, Incoming};
use super::log::NewEntries;
use super::together::{Arrived, Together};
use super::trouble::Trouble;
use super::{cache, log, meta, schema};

/// Memory for the many places a big merge writes to, in KiB.
const CACHE_KIB: i32 = 96 * 1024;

/// Files that are read at the same time.
const FILES_AT_ONCE: usize = 64;

/// Batches of a file that wait to be taken.
const BATCHES_AHEAD: usize = 2;

/// Events handed on at once to grow records.
const GROWN_AT_ONCE: usize = 512;

/// Brings the events of `files` in. A file that cannot be read does not stop the others.
pub(super) fn merge(
    log: &Transaction<'_>,
    files: &[Incoming],
    now: Timestamp,
) -> Result<Vec<Merged>, Trouble> {
    log.pragma_update(None, "cache_size", -CACHE_KIB)?;
    thread::scope(|scope| {
        let (to_growing, added) = mpsc::sync_channel::<Vec<(Entry, Before)>>(BATCHES_AHEAD);
        let growing = scope.spawn(move || {
            let mut growing = Growing::default();
            for (entry, before) in added.into_iter().flatten() {
                growing.add(&entry, before);
            }
            growing
        });
        let mut intake = Intake {
            union: Union::begin(log, now)?,
            added: Vec::with_capacity(GROWN_AT_ONCE),
            to_growing,
        };
        let mut merged = Vec::with_capacity(files.len());
        for files in files.chunks(FILES_AT_ONCE) {
            let mut together = Together::of(files.iter().map(|file| {
                let (to_here, batches) = mpsc::sync_channel(BATCHES_AHEAD);
                scope.spawn(move || incoming::read(file, to_here));
                (Merged::nothing_of(file.path().to_owned()), batches)
            }));
            while let Some(arrived) = together.next() {
                let file = together.merged(arrived.file);
                intake.write(arrived, file)?;
            }
            merged.extend(together.finish());
        }
        let union = intake.finish();
        let growing = growing
            .join()
            .expect("folding a record is a matter of numbers alone");
        union.finish(growing)?;
        Ok(merged)
    })
}

/// Takes events, writes them, and hands them on to where records grow.
struct Intake<'a> {
    union: Union<'a>,
    added: Vec<(Entry, Before)>,
    to_growing: SyncSender<Vec<(Entry, Before)>>,
}

impl<'a> Intake<'a> {
    fn write(&mut self, arrived: Arrived, merged: &mut Merged) -> Result<(), Trouble> {
        let Arrived { line, entry, .. } = arrived;
        let id = EventId::new(entry.id);
        match self.union.take(entry)? {
            Taken::Added {
                entry,
                before,
                is_ahead,
                is_copy,
            } => {
                merged.added += 1;
                merged.ahead += u64::from(is_ahead);
                merged.is_copy |= is_copy;
                self.added.push((entry, before));
            }
            Taken::Known => merged.known += 1,
            Taken::Moved(entry) => {
                merged.known += 1;
                self.added.push((entry, Before::Something));
            }
            Taken::Conflict => merged.leave_aside(line, Flaw::Conflict(id)),
        }
        if self.added.len() >= GROWN_AT_ONCE {
            self.hand_on();
        }
        Ok(())
    }

    fn hand_on(&mut self) {
        let added = std::mem::replace(&mut self.added, Vec::with_capacity(GROWN_AT_ONCE));
        self.to_growing
            .send(added)
            .expect("the other thread goes on until this end is dropped");
    }

    fn finish(mut self) -> Union<'a> {
        self.hand_on();
        self.union
    }
}

/// The log and the events that join it.
struct Union<'a> {
    log: &'a Transaction<'a>,
    new: NewEntries<'a>,
    was_empty: bool,
    own: Device,
    /// Readings beyond this one are not believed,
    horizon: Hlc,
    /// but stand here.
    heard: Hlc,
    earlier: Earlier,
    last_seqs: HashMap<Device, i64>,
    has_renames: bool,
    was_copied: bool,
}

/// What became of one event.
enum Taken {
    Added {
        entry: Entry,
        before: Before,
        is_ahead: bool,
        is_copy: bool,
    },
    Known,
    /// It was here, and stands earlier than was thought.
    Moved(Entry),
    Conflict,
}

impl<'a> Union<'a> {
    fn begin(log: &'a Transaction<'a>, now: Timestamp) -> Result<Self, Trouble> {
        let own = meta::device(log)?;
        let head = log::head(log, own, now)?;
        // A clock that was set back since the last answer is no measure; where this log already is, is one.
        let reached = head.clock.map_or(now.at_ms(), Hlc::ms);
        let now = Timestamp::new(now.at_ms().max(reached), now.offset_min());
        let was_empty = log::is_empty(log)?;
        if was_empty {
            schema::unindex_cards(log)?;
        }
        Ok(Self {
            log,
            new: NewEntries::of(log)?,
            was_empty,
            own,
            horizon: Hlc::horizon(now),
            heard: Hlc::at_ms(now.at_ms()),
            earlier: Earlier::begin(log)?,
            last_seqs: HashMap::new(),
            has_renames: false,
            was_copied: false,
        })
    }

    fn take(&mut self, mut entry: Entry) -> Result<Taken, Trouble> {
        let is_ahead = entry.rank > self.horizon;
        if is_ahead {
            entry.rank = self.heard;
        }
        if self.new.add(&entry)? {
            let before = self.before(&entry, Change::Made)?;
            let is_own = entry.device == self.own;
            self.was_copied |= is_own;
            let is_copy = self.has_twin(&entry)? || is_own;
            self.has_renames |= entry.kind == kind::RENAME;
            return Ok(Taken::Added {
                entry,
                before,
                is_ahead,
                is_copy,
            });
        }
        let Some(known) = log::by_id(self.log, entry.id)? else {
            let what = "an event is there and cannot be found".to_owned();
            return Err(Trouble::Damage(Damage::Structure(what)));
        };
        if !known.is_same_event(&entry) {
            return Ok(Taken::Conflict);
        }
        if entry.rank >= known.rank {
            return Ok(Taken::Known);
        }
        self.before(&entry, Change::ToCome)?;
        log::set_rank(self.log, &entry)?;
        self.has_renames |= entry.kind == kind::RENAME;
        Ok(Taken::Moved(entry))
    }

    fn before(&mut self, entry: &Entry, change: Change) -> Result<Before, Trouble> {
        if self.was_empty {
            return Ok(Before::Nothing);
        }
        self.earlier.of(entry, change, self.log)
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

    /// Brings the records up to date with what came in.
    fn finish(self, growing: Growing) -> Result<(), Trouble> {
        if self.was_empty {
            schema::index_cards(self.log)?;
        }
        if self.was_copied {
            // Another copy goes on under our name; what is written here from now on gets a name of its own.
            meta::set_device(self.log, Device::random())?;
        }
        if self.has_renames || !cache::is_current(self.log)? {
            return cache::rebuild(self.log).map(drop);
        }
        let names = self.earlier.names();
        if !names.is_empty() {
            let current = |card| names.current(card).clone();
            let cards: BTreeSet<_> = growing.cards().map(current).collect();
            let pasts = cache::pasts(self.log, names, &cards)?;
            return cache::store(self.log, &pasts, self.earlier.taken_off(cards.iter()));
        }
        let taken_off = self.earlier.taken_off(growing.cards());
        let (mut pasts, broken) = growing.finish();
        // In the order of the index that finds their events.
        let broken: BTreeSet<_> = broken.into_iter().collect();
        pasts.extend(cache::pasts(self.log, names, &broken)?);
        cache::store(self.log, &pasts, taken_off)
    }
}
