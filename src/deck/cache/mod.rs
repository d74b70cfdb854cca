//! Decks as they were read last, kept so that a start need not read them again.
//!
//! A deck has a file of its own in the cache, named after the hash of the deck's path. It is believed only for the very file it
//! was made from (size, times and number), by the very program that wrote it, and only where its checksums agree; else the deck
//! is read, and the copy written anew. A cache that is missing or cannot be written only costs time.

mod copy;
mod head;
mod pack;
mod stamp;
#[cfg(test)]
mod tests;

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf, absolute};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::listing::Listing;
use super::tells::Tells;
use super::volume::Volume;
use super::{Deck, Place};
use crate::files::{self, Staged};

pub(super) use copy::Copy;
use copy::Lies;
use head::{Head, Section};
use stamp::Stamp;

/// Files that are held open; more are opened again when they are needed.
const HELD: usize = 200;

/// As much as is read of a file at once: the names of some thousand cards.
const AT_ONCE: u64 = 96 * 1024;

/// Copies that were not written for so long are thrown away; one that is still used is soon written again.
const KEPT: Duration = Duration::from_secs(90 * 86_400);

/// How a copy's file name ends.
const ENDING: &str = "deck";

/// How a note's file name ends.
const NOTE: &str = "vain";

/// The folder with the copies.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Says which program wrote a copy.
    program: u64,
    held: AtomicUsize,
}

/// What a deck is made from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Original<'a> {
    File(&'a Path),
    Embedded(&'static str, &'static str),
}

/// A copy that is to be written, begun before the deck was read.
#[derive(Debug)]
pub(super) struct Draft {
    staged: Staged,
    target: PathBuf,
    path: u64,
    stamp: Stamp,
}

impl Cache {
    /// Names the folder; it need not exist.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            program: program(),
            held: AtomicUsize::new(0),
        }
    }

    /// Finds the deck as it was read last, if it was and has not changed.
    pub(super) fn find(&self, original: Original<'_>) -> Option<Volume> {
        let (name, path) = names(original)?;
        let file = self.folder.join(name);
        // A deck that was never read costs no look at it.
        let mut opened = File::open(&file).ok()?;
        let stamp = Stamp::of(original)?;
        let mut start = Vec::new();
        (&mut opened).take(AT_ONCE).read_to_end(&mut start).ok()?;
        let head = Head::read(&start)?;
        if (head.program, head.path, head.stamp) != (self.program, path, stamp) {
            return None;
        }
        let listing: Listing = {
            let end = head.end_of(Section::Listing)?;
            let missing = end.saturating_sub(u64::try_from(start.len()).ok()?);
            (&mut opened).take(missing).read_to_end(&mut start).ok()?;
            postcard::from_bytes(head.section(&start, Section::Listing)?).ok()?
        };
        let lies = if self.held.fetch_add(1, Ordering::Relaxed) < HELD {
            Lies::Open(opened)
        } else {
            Lies::At(file)
        };
        let copy = Copy::new(head, lies);
        Some(Volume::cached(listing, original.place(), copy))
    }

    /// Begins a copy of a deck that is about to be read; nothing where none can be written.
    pub(super) fn begin(&self, original: Original<'_>) -> Option<Draft> {
        let (name, path) = names(original)?;
        let stamp = Stamp::of(original)?;
        let target = self.folder.join(name);
        let staged = Staged::beside(&target).ok().or_else(|| {
            files::create_private_folder(&self.folder).ok()?;
            Staged::beside(&target).ok()
        })?;
        Some(Draft {
            staged,
            target,
            path,
            stamp,
        })
    }

    /// Writes the copy of a deck and returns the deck that is read from it; the deck itself where it cannot be written, or the
    /// file changed so lately that its next change may look the same.
    pub(super) fn keep(&self, draft: Draft, original: Original<'_>, deck: Deck) -> Volume {
        match self.write(draft, &deck) {
            Some((listing, copy)) => Volume::cached(listing, original.place(), copy),
            None => Volume::from(deck),
        }
    }

    fn write(&self, draft: Draft, deck: &Deck) -> Option<(Listing, Copy)> {
        let Draft {
            staged,
            target,
            path,
            stamp,
        } = draft;
        if !stamp.is_settled(staged.path().metadata().ok()?.modified().ok()?) {
            return None;
        }
        let listing = Listing::of(deck);
        let sections = [
            postcard::to_allocvec(&listing).ok()?,
            pack::pack(deck.cards.iter().map(Tells::of))?,
            pack::pack(deck.cards.iter())?,
        ];
        let head = Head::new(self.program, path, stamp, &sections);
        fs::write(staged.path(), head.file(&sections)).ok()?;
        let opened = File::open(staged.path()).ok()?;
        staged.replace_unsynced().ok()?;
        let lies = if self.held.fetch_add(1, Ordering::Relaxed) < HELD {
            Lies::Open(opened)
        } else {
            Lies::At(target)
        };
        Some((listing, Copy::new(head, lies)))
    }

    /// Tells whether this number was noted.
    pub fn has_note(&self, number: u64) -> bool {
        self.folder.join(note(number)).exists()
    }

    /// Notes a number, which stands for some work that was in vain; where it cannot be, the work is done again.
    pub fn note(&self, number: u64) {
        let _ = fs::write(self.folder.join(note(number)), "");
    }

    /// Throws away what nobody needs any more.
    pub(super) fn sweep(&self) {
        let newest =
            |entries: &[(PathBuf, SystemTime)]| entries.iter().map(|(_, time)| *time).max();
        let entries: Vec<(PathBuf, SystemTime)> = fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let time = path.metadata().ok()?.modified().ok()?;
                is_ours(&path).then_some((path, time))
            })
            .collect();
        let Some(now) = newest(&entries) else { return };
        for (path, time) in entries {
            if now.duration_since(time).is_ok_and(|age| age > KEPT) {
                // One that stays costs nothing but room.
                let _ = files::remove(&path);
            }
        }
    }
}

impl Original<'_> {
    fn place(self) -> Place {
        match self {
            Self::File(path) => Place::File(path.to_owned()),
            Self::Embedded(name, _) => Place::Embedded(name),
        }
    }
}

fn note(number: u64) -> String {
    format!("{number:016x}.{NOTE}")
}

/// Copies and notes, and what a killed program left of one.
fn is_ours(path: &Path) -> bool {
    let has_ending = |path: &Path| {
        let ending = path.extension();
        ending == Some(OsStr::new(ENDING)) || ending == Some(OsStr::new(NOTE))
    };
    let is_draft = || {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with('.') && name.ends_with(".new") && name.contains(ENDING)
    };
    has_ending(path) || is_draft()
}

/// The name of the copy, and a second hash of what it is a copy of.
fn names(original: Original<'_>) -> Option<(String, u64)> {
    let absolute_path;
    let bytes = match original {
        Original::File(path) => {
            absolute_path = absolute(path).ok()?;
            absolute_path.as_os_str().as_encoded_bytes()
        }
        // No path on any system contains this.
        Original::Embedded(name, _) => &[b"\0", name.as_bytes()].concat(),
    };
    let name = format!("{:016x}.{ENDING}", xxh3_64(bytes));
    Some((name, xxh3_64_with_seed(bytes, 1)))
}

/// Another build of the program may read the same file as other cards.
fn program() -> u64 {
    let of_file = || {
        let metadata = env::current_exe().ok()?.metadata().ok()?;
        let changed = metadata.modified().ok()?;
        Some((metadata.len(), changed))
    };
    let words = format!("{} {:?}", env!("CARGO_PKG_VERSION"), of_file());
    xxh3_64(words.as_bytes())
}
