//! Backups of a learner's log: made after a session, checked before older ones go, and put back when the log is damaged.
//!
//! They lie in `backups/<learner>/` beside the log, one file each, named after the time in UTC. Nothing here deletes a log:
//! what is replaced is set aside under another name.

mod name;
mod restore;
#[cfg(test)]
mod tests;
mod thin;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::day::Timestamp;
use crate::files::{self, Published, Staged};

use super::sqlite::verify_other;
use super::{ProgressError, SqliteProgress};

use thin::Dated;

pub(super) use restore::finish_switch;
pub use restore::{Restored, restore, restore_newest};

/// The folder beside the logs.
const FOLDER: &str = "backups";
/// How a backup's file name ends.
const EXTENSION: &str = "sqlite3";
/// Milliseconds that lie between two backups nobody asked for.
const EVERY_MS: i64 = 10 * 60_000;
/// Bytes that the backups of one learner may take.
const MOST_BYTES: u64 = 512 << 20;
/// Backups of one second that are told apart.
const MOST_A_SECOND: u32 = 1000;

/// The backups of one learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backups {
    folder: PathBuf,
}

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: PathBuf,
    /// When it was made, in milliseconds since the Unix epoch.
    pub at_ms: i64,
    /// Its length.
    pub bytes: u64,
}

impl Backups {
    /// The backups of the log in `file`.
    pub fn of(file: &Path) -> Self {
        let learner = file.file_stem().unwrap_or_default();
        let beside = file.parent().unwrap_or(Path::new(""));
        Self {
            folder: beside.join(FOLDER).join(learner),
        }
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns all backups, the newest first; none when there is no folder.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn all(&self) -> Result<Vec<Backup>, ProgressError> {
        let unreadable = |error| ProgressError::unreadable(&self.folder, error);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unreadable(error)),
        };
        let mut backups = Vec::new();
        for entry in entries {
            let path = entry.map_err(unreadable)?.path();
            if let (Some(at_ms), Ok(metadata)) = (name::time_of(&path), path.metadata()) {
                let bytes = metadata.len();
                backups.push(Backup { path, at_ms, bytes });
            }
        }
        backups.sort_by(|a, b| (b.at_ms, &b.path).cmp(&(a.at_ms, &a.path)));
        Ok(backups)
    }

    /// Makes a backup unless one was made within the last ten minutes; returns it.
    ///
    /// # Errors
    ///
    /// As [`Backups::make`].
    pub fn make_if_due(
        &self,
        log: &SqliteProgress,
        now: Timestamp,
    ) -> Result<Option<PathBuf>, ProgressError> {
        // One of a clock that ran ahead says nothing about now.
        let is_recent = |backup: &Backup| (0..EVERY_MS).contains(&(now.at_ms() - backup.at_ms));
        if self.all()?.iter().any(is_recent) {
            return Ok(None);
        }
        self.make(log, now).map(Some)
    }

    /// Makes a backup, checks it, and only then thins out the older ones.
    ///
    /// # Errors
    ///
    /// It could not be written, or did not pass the check; no other was touched.
    pub fn make(&self, log: &SqliteProgress, now: Timestamp) -> Result<PathBuf, ProgressError> {
        files::create_private_folder(&self.folder)?;
        let mut number = 1;
        let path = loop {
            let path = self.folder.join(name::of(now, number));
            match write_copy(log, &path)? {
                Published::New => break path,
                Published::AlreadyThere if number < MOST_A_SECOND => number += 1,
                Published::AlreadyThere => return Err(taken(&path)),
            }
        };
        self.thin(now)?;
        Ok(path)
    }

    fn thin(&self, now: Timestamp) -> Result<(), ProgressError> {
        let all = self.all()?;
        let dated: Vec<Dated> = all.iter().map(Dated::from).collect();
        for index in thin::surplus(&dated, now.at_ms(), MOST_BYTES) {
            if let Some(backup) = all.get(index) {
                files::remove(&backup.path)?;
            }
        }
        Ok(())
    }

    /// Finds the newest backup that passes the check.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn newest_good(&self) -> Result<Option<PathBuf>, ProgressError> {
        let all = self.all()?;
        let mut good = all
            .into_iter()
            .filter(|backup| verify_other(&backup.path).is_ok());
        Ok(good.next().map(|backup| backup.path))
    }
}

/// Writes a backup into a new file of any name, and checks it.
///
/// # Errors
///
/// There is a file of that name, it could not be written, or did not pass the check.
pub fn write_new(log: &SqliteProgress, path: &Path) -> Result<(), ProgressError> {
    match write_copy(log, path)? {
        Published::New => Ok(()),
        Published::AlreadyThere => Err(taken(path)),
    }
}

fn write_copy(log: &SqliteProgress, path: &Path) -> Result<Published, ProgressError> {
    if path.symlink_metadata().is_ok() {
        return Ok(Published::AlreadyThere);
    }
    let staged = Staged::beside(path)?;
    let copied = log.copy_into(staged.path(), path);
    if let Err(error) = copied.and_then(|()| verify_other(staged.path()).map(drop)) {
        return Err(traced(error, log));
    }
    Ok(staged.publish()?)
}

/// What a copy is damaged by, the log mostly is: then it is the log that has to be named, and mended by the next session.
fn traced(error: ProgressError, log: &SqliteProgress) -> ProgressError {
    match error {
        ProgressError::Damaged { .. } => log.verify().err().unwrap_or(error),
        error => error,
    }
}

fn taken(path: &Path) -> ProgressError {
    ProgressError::Taken {
        path: path.to_owned(),
    }
}
