//! The content of a file on a disk that may lose its power.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// The unit in which a disk writes.
const SECTOR: usize = 512;

/// What became of that which was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// All of it is gone.
    Gone,
    /// Of the writes some are there, in no order; of new and old names as many as came first.
    Some,
    /// The same, and of those writes only some sectors.
    Torn,
}

impl Fate {
    /// All there are.
    pub(crate) const ALL: [Self; 3] = [Self::Gone, Self::Some, Self::Torn];
}

/// A change of a file's content that was not synced yet.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

/// The content of a file, and how much of it is safe.
#[derive(Clone, Debug, Default)]
pub(crate) struct File {
    pub(crate) synced: Vec<u8>,
    pub(crate) pending: Vec<Change>,
}

impl File {
    /// All of it lasts from here on.
    pub(crate) fn sync(&mut self) {
        for change in self.pending.drain(..) {
            apply(&mut self.synced, &change);
        }
    }

    /// What a program reads of it while there is power.
    pub(crate) fn now(&self) -> Vec<u8> {
        let mut now = self.clone();
        now.sync();
        now.synced
    }

    /// What may be found of it after the power failed now.
    pub(crate) fn found(&self, fate: Fate, chance: &mut ChaCha8Rng) -> Vec<u8> {
        let mut content = self.synced.clone();
        if fate == Fate::Gone {
            return content;
        }
        for change in &self.pending {
            if chance.random() {
                continue;
            }
            match change {
                Change::Write(offset, bytes) if fate == Fate::Torn => {
                    for (at, sector) in sectors(*offset, bytes) {
                        if chance.random() {
                            write_at(&mut content, at, sector);
                        }
                    }
                }
                whole => apply(&mut content, whole),
            }
        }
        content
    }
}

/// Cuts what is written at `offset` where the sectors of the disk end.
fn sectors(offset: usize, mut bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let (mut at, mut parts) = (offset, Vec::new());
    while !bytes.is_empty() {
        let (part, rest) = bytes.split_at(bytes.len().min(SECTOR - at % SECTOR));
        parts.push((at, part));
        at += part.len();
        bytes = rest;
    }
    parts
}

fn apply(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write(offset, bytes) => write_at(content, *offset, bytes),
        Change::Length(length) => content.resize(*length, 0),
    }
}

fn write_at(content: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(bytes);
}
