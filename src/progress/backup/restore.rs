//! A log put back: a new one is made beside it, complete and checked, and takes its name; the old one is kept under another.
//!
//! The switch takes several steps, and the machine can stop at any of them. The complete new file under its own name says that
//! it has begun: whoever comes next finishes it, so the learner never stands without a log.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::day::Timestamp;
use crate::files::{self, FileError, Staged};
use crate::progress::ProgressError;
use crate::progress::sqlite::{Revived, has_stale_journal, revive};

use super::{Backups, name};

/// What `SQLite` keeps beside a file.
const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];
/// Under this name a complete new file waits for its place.
const WAITING: &str = ".restored";
/// Under this name, and the time, the old file is kept.
const ASIDE: &str = ".aside-";

/// What was put back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Where the file that was there is now; nothing when there was none.
    pub aside: Option<PathBuf>,
    /// What it was restored from; nothing when there was no good backup.
    pub from: Option<PathBuf>,
    /// Events in the log now.
    pub events: u64,
    /// Of these, what only the file that was there had.
    pub rescued: u64,
    /// Events that could not be read any more.
    pub unreadable: u64,
}

/// Restores the log in `file` from the newest good backup and every event that can still be read of the file itself.
///
/// # Errors
///
/// There is nothing to restore from, or the new log cannot be written; what was there is untouched.
pub fn restore_newest(file: &Path, now: Timestamp) -> Result<Restored, ProgressError> {
    let base = Backups::of(file).newest_good()?;
    let file = &followed(file);
    finish_switch(file, now)?;
    let broken = if file.is_file() {
        Some(Loose::copy_of(file)?)
    } else {
        None
    };
    let broken = broken.as_ref().map(Loose::path);
    put_back(file, base.as_deref(), broken, now)
}

/// Restores the log in `file` from `from`, a backup or exported lines, and from nothing else.
///
/// # Errors
///
/// `from` cannot be read or is damaged, or the new log cannot be written; what was there is untouched.
pub fn restore(file: &Path, from: &Path, now: Timestamp) -> Result<Restored, ProgressError> {
    let file = &followed(file);
    finish_switch(file, now)?;
    put_back(file, Some(from), None, now)
}

/// A link stays a link: what it leads to is replaced.
fn followed(file: &Path) -> PathBuf {
    let is_link = file.symlink_metadata().is_ok_and(|file| file.is_symlink());
    let target = if is_link {
        fs::canonicalize(file).ok()
    } else {
        None
    };
    target.unwrap_or_else(|| file.to_owned())
}

fn put_back(
    file: &Path,
    base: Option<&Path>,
    broken: Option<&Path>,
    now: Timestamp,
) -> Result<Restored, ProgressError> {
    if let Some(folder) = file.parent() {
        files::create_private_folder(folder)?;
    }
    let waiting = with(file, WAITING);
    let staged = Staged::beside(&waiting)?;
    let Revived {
        events,
        rescued,
        unreadable,
    } = revive(staged.path(), file, base, broken, now)?;
    if events == 0 {
        return Err(ProgressError::NothingToRestore {
            path: file.to_owned(),
        });
    }
    staged.publish()?;
    Ok(Restored {
        aside: finish_switch(file, now)?,
        from: base.map(Path::to_owned),
        events,
        rescued,
        unreadable,
    })
}

/// Finishes a switch that has begun, if one has; returns where the old file is kept.
///
/// # Errors
///
/// A step failed; the next call goes on from there.
pub(in crate::progress) fn finish_switch(
    file: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>, ProgressError> {
    let file = &followed(file);
    let waiting = with(file, WAITING);
    if !waiting.is_file() {
        return Ok(None);
    }
    let aside = if file.symlink_metadata().is_ok() {
        Some(set_aside(file, now)?)
    } else {
        None
    };
    // From here to the move the old file stands without its journal; it is whole under the other name.
    for companion in COMPANIONS {
        files::remove(&with(file, companion))?;
    }
    files::move_into_place(&waiting, file)?;
    Ok(aside)
}

/// Keeps a file and what belongs to it under a name that nothing has.
fn set_aside(file: &Path, now: Timestamp) -> Result<PathBuf, FileError> {
    let time = name::of(now, 1).replace(".sqlite3", "");
    let free = |number: u32| {
        let suffix = match number {
            1 => format!("{ASIDE}{time}"),
            number => format!("{ASIDE}{time}-{number}"),
        };
        let aside = with(file, &suffix);
        aside.symlink_metadata().is_err().then_some(aside)
    };
    let aside = (1..).find_map(free).expect("some number is free");
    files::keep_as(file, &aside)?;
    for companion in COMPANIONS {
        let path = with(file, companion);
        if path.is_file() {
            files::keep_as(&path, &with(&aside, companion))?;
        }
    }
    Ok(aside)
}

fn with(file: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(suffix);
    name.into()
}

/// A copy of a broken file with its journal, to be opened without a change to the original. Dropped, it is gone.
struct Loose {
    draft: Staged,
}

impl Loose {
    fn copy_of(file: &Path) -> Result<Self, ProgressError> {
        let draft = Staged::beside(file)?;
        // A log may be far bigger than what should be held of it; its journal is not.
        let copied = File::open(file).and_then(|mut from| {
            let mut to = OpenOptions::new().write(true).open(draft.path())?;
            io::copy(&mut from, &mut to)
        });
        copied.map_err(|error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ProgressError::Full {
                path: file.to_owned(),
            },
            _ => ProgressError::unreadable(file, error),
        })?;
        let copy = |from: &Path, to: &Path| {
            let read = fs::read(from).map_err(|error| ProgressError::unreadable(from, error))?;
            files::replace(to, &read).map_err(ProgressError::from)
        };
        let is_stale = has_stale_journal(file);
        for companion in ["-wal", "-journal"] {
            if is_stale && companion == "-wal" {
                continue;
            }
            let from = with(file, companion);
            if from.is_file() {
                copy(&from, &with(draft.path(), companion))?;
            }
        }
        Ok(Self { draft })
    }

    fn path(&self) -> &Path {
        self.draft.path()
    }
}

impl Drop for Loose {
    fn drop(&mut self) {
        for companion in COMPANIONS {
            // What stays is a draft, and harmless.
            let _ = files::remove(&with(self.draft.path(), companion));
        }
    }
}
