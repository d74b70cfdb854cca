//! Events of several files, taken in log order as if they were one.
//!
//! In that order the database is quick and records can grow. Logs are kept and exported in it, so a few events of each file
//! have to be looked at, however long they all are; what comes out of order is taken when it comes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::mpsc::Receiver;
use std::vec;

use crate::progress::entry::{Entry, Place};
use crate::progress::exchange::Merged;

use super::incoming::Batch;

/// Files that are read at the same time.
pub(super) struct Together {
    files: Vec<Reading>,
    /// The next event of each file: of one that is in two files, the first file's comes first.
    next: BinaryHeap<Reverse<(Place, usize)>>,
}

/// An event of one of the files.
pub(super) struct Arrived {
    /// The place of the file among them.
    pub(super) file: usize,
    /// Its line there.
    pub(super) line: u64,
    /// The event.
    pub(super) entry: Entry,
}

impl Together {
    /// Begins with files, of which nothing is known but their names, and what their readers hand over.
    pub(super) fn of(files: impl Iterator<Item = (Merged, Receiver<Batch>)>) -> Self {
        let begin = |(merged, batches)| Reading {
            merged,
            batches,
            entries: Vec::new().into_iter(),
        };
        let mut files: Vec<Reading> = files.map(begin).collect();
        let first = |(index, file): (usize, &mut Reading)| Some(Reverse((file.place()?, index)));
        let next = files.iter_mut().enumerate().filter_map(first).collect();
        Self { files, next }
    }

    /// Takes the next event; nothing when all files are read.
    pub(super) fn next(&mut self) -> Option<Arrived> {
        let Reverse((_, index)) = self.next.pop()?;
        let file = self.files.get_mut(index)?;
        let (line, entry) = file.entries.next()?;
        if let Some(place) = file.place() {
            self.next.push(Reverse((place, index)));
        }
        Some(Arrived {
            file: index,
            line,
            entry,
        })
    }

    /// What has become of one of the files.
    pub(super) fn merged(&mut self, file: usize) -> &mut Merged {
        let file = self.files.get_mut(file);
        &mut file.expect("events name one of the files").merged
    }

    /// What has become of all of them.
    pub(super) fn finish(self) -> impl Iterator<Item = Merged> {
        self.files.into_iter().map(|mut file| {
            file.merged.faults.sort_by_key(|fault| fault.line);
            file.merged
        })
    }
}

/// One of the files.
struct Reading {
    merged: Merged,
    batches: Receiver<Batch>,
    entries: vec::IntoIter<(u64, Entry)>,
}

impl Reading {
    /// The place of the next event, for which its reader may have to be waited for; nothing at the end.
    fn place(&mut self) -> Option<Place> {
        while self.entries.len() == 0 {
            let batch = self.batches.recv().ok()?;
            for (line, flaw) in batch.flaws {
                self.merged.leave_aside(line, flaw);
            }
            self.merged.failure = self.merged.failure.take().or(batch.failure);
            self.entries = batch.entries.into_iter();
        }
        self.entries
            .as_slice()
            .first()
            .map(|(_, entry)| entry.place())
    }
}
