//! Files that are merged, each read by a thread of its own and handed on in batches.

use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use rusqlite::Connection;

use crate::progress::ProgressError;
use crate::progress::entry::Entry;
use crate::progress::exchange::{Flaw, line, source};

use super::inspect::{self, Presence};
use super::trouble::Doing;
use super::{open, salvage};

/// A file to be merged.
#[derive(Clone, Debug)]
pub(super) enum Incoming {
    /// Lines or a progress file; its content says which.
    Any(PathBuf),
    /// What is left of a progress file of ours, whatever its content says.
    Remains(PathBuf),
}

impl Incoming {
    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Any(path) | Self::Remains(path) => path,
        }
    }
}

/// Files of either kind.
pub(super) fn any(files: &[PathBuf]) -> Vec<Incoming> {
    files.iter().cloned().map(Incoming::Any).collect()
}

/// Events read one after the other, or why there are no more.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Events in log order, with the numbers of their lines.
    pub(super) entries: Vec<(u64, Entry)>,
    /// Why others are none, with the numbers of their lines.
    pub(super) flaws: Vec<(u64, Flaw)>,
    /// Why the file was not read, or not to its end.
    pub(super) failure: Option<ProgressError>,
}

/// Lines handed over at once.
const BATCH: usize = 256;

/// Nobody takes the events any more: who did has failed, and says so.
struct Gone;

/// Reads a file and hands its events over, batch by batch.
pub(super) fn read(file: &Incoming, to: SyncSender<Batch>) {
    let mut hand = Hand {
        batch: Batch::default(),
        to,
    };
    let read = match file {
        Incoming::Any(path) => any_file(path, &mut hand),
        Incoming::Remains(path) => open::open_foreign(path).map_or_else(
            |error| Ok(Err(error)),
            |file| events_of(&file, path, &mut hand),
        ),
    };
    if let Ok(read) = read {
        hand.batch.failure = read.err();
        // A receiver that is gone needs no last batch.
        drop(hand.over());
    }
}

/// Collects events and hands them over.
struct Hand {
    batch: Batch,
    to: SyncSender<Batch>,
}

impl Hand {
    fn take(&mut self, line: u64, entry: Result<Entry, Flaw>) -> Result<(), Gone> {
        match entry {
            Ok(entry) => self.batch.entries.push((line, entry)),
            Err(flaw) => self.batch.flaws.push((line, flaw)),
        }
        if self.batch.entries.len().max(self.batch.flaws.len()) < BATCH {
            return Ok(());
        }
        self.over()
    }

    fn over(&mut self) -> Result<(), Gone> {
        let mut batch = std::mem::take(&mut self.batch);
        batch
            .entries
            .sort_by_key(|(line, entry)| (entry.place(), *line));
        self.to.send(batch).map_err(|_| Gone)
    }
}

type Read = Result<Result<(), ProgressError>, Gone>;

fn any_file(path: &Path, hand: &mut Hand) -> Read {
    let mut lines = match source::open(path) {
        Ok(source::Source::Database) => {
            return match open_other(path) {
                Ok(file) => events_of(&file, path, hand),
                Err(error) => Ok(Err(error)),
            };
        }
        Ok(source::Source::Lines(lines)) => lines,
        Err(error) => return Ok(Err(error)),
    };
    loop {
        match lines.next() {
            Ok(Some((number, line))) => hand.take(number, line.and_then(line::read))?,
            Ok(None) => return Ok(Ok(())),
            Err(error) => return Ok(Err(ProgressError::unreadable(path, error))),
        }
    }
}

fn events_of(file: &Connection, path: &Path, hand: &mut Hand) -> Read {
    let read = salvage::each(file, |row, entry| hand.take(row, entry))?;
    Ok(read.map_err(|trouble| trouble.at(path, Doing::Reading)))
}

fn open_other(path: &Path) -> Result<Connection, ProgressError> {
    match inspect::inspect(path)? {
        Presence::Present => open::open_foreign(path),
        Presence::Absent => Err(ProgressError::unreadable(
            path,
            std::io::ErrorKind::NotFound.into(),
        )),
    }
}
