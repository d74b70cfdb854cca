//! Files that are merged, read by threads of their own and handed on in batches.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
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
#[derive(Debug)]
pub(super) struct Batch {
    /// The place of the file among all.
    pub(super) file: usize,
    /// Events, or why they are none, with the numbers of their lines.
    pub(super) entries: Vec<(u64, Result<Entry, Flaw>)>,
    /// Why the file was not read, or not to its end.
    pub(super) failure: Option<ProgressError>,
}

/// Events handed over at once: few enough that the memory they take is cheap to give back.
const BATCH: usize = 128;

/// Nobody takes the events any more: who did has failed, and says so.
struct Gone;

/// Reads one file after the other, `next` being the first that nobody reads yet.
pub(super) fn read(files: &[Incoming], next: &AtomicUsize, to: &SyncSender<Batch>) {
    loop {
        let file = next.fetch_add(1, Ordering::Relaxed);
        let Some(incoming) = files.get(file) else {
            return;
        };
        let mut hand = Hand {
            file,
            entries: Vec::with_capacity(BATCH),
            to,
        };
        let read = match incoming {
            Incoming::Any(path) => any_file(path, &mut hand),
            Incoming::Remains(path) => open::open_foreign(path).map_or_else(
                |error| Ok(Err(error)),
                |file| events_of(&file, path, &mut hand),
            ),
        };
        let Ok(read) = read else {
            return;
        };
        if hand.over(read.err()).is_err() {
            return;
        }
    }
}

/// Collects events and hands them over.
struct Hand<'a> {
    file: usize,
    entries: Vec<(u64, Result<Entry, Flaw>)>,
    to: &'a SyncSender<Batch>,
}

impl Hand<'_> {
    fn take(&mut self, line: u64, entry: Result<Entry, Flaw>) -> Result<(), Gone> {
        self.entries.push((line, entry));
        if self.entries.len() < BATCH {
            return Ok(());
        }
        self.over(None)
    }

    fn over(&mut self, failure: Option<ProgressError>) -> Result<(), Gone> {
        let entries = std::mem::replace(&mut self.entries, Vec::with_capacity(BATCH));
        let batch = Batch {
            file: self.file,
            entries,
            failure,
        };
        self.to.send(batch).map_err(|_| Gone)
    }
}

type Read = Result<Result<(), ProgressError>, Gone>;

fn any_file(path: &Path, hand: &mut Hand<'_>) -> Read {
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

fn events_of(file: &Connection, path: &Path, hand: &mut Hand<'_>) -> Read {
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
