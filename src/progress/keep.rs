//! A log opened with care: an unfinished switch is finished, a check that is due is made, and damage is mended from backups.

use std::path::{Path, PathBuf};

use crate::day::Timestamp;
use crate::learner::LearnerName;
use crate::review::Settings;
use crate::scheduler::Records;

use super::backup::{Backups, Restored, finish_switch, restore_newest};
use super::sqlite::seems_outdated;
use super::{AccessMode, Damage, Folder, Progress, ProgressError, SqliteProgress};

/// What the learner should hear while a log is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Everything is checked, which takes a moment.
    Checking {
        /// The file.
        path: PathBuf,
    },
    /// The file is backed up and brought to the newest format, which takes a moment.
    Upgrading {
        /// The file.
        path: PathBuf,
    },
    /// The file was damaged. It was set aside, and all there was is in a new one.
    Mended {
        /// The file.
        path: PathBuf,
        /// What was wrong with it.
        damage: Damage,
        /// What was put back.
        restored: Restored,
    },
}

/// A log that can be used, with what is read of it first.
#[derive(Debug)]
pub struct Kept {
    /// The log.
    pub progress: SqliteProgress,
    /// The learner's settings.
    pub settings: Settings,
    /// The record of every card that was met.
    pub records: Records,
}

impl Folder {
    /// Opens a learner's log with care, and says what takes time or was mended.
    ///
    /// # Errors
    ///
    /// As [`SqliteProgress::open`]; damage only if nothing could be brought back.
    pub fn open_kept(
        &self,
        learner: &LearnerName,
        mode: AccessMode,
        now: Timestamp,
        tell: &mut dyn FnMut(&Notice),
    ) -> Result<Kept, ProgressError> {
        let path = self.file_of(learner);
        if mode == AccessMode::Write {
            finish_switch(&path, now)?;
        }
        let (error, damage) = match open(&path, mode, now, tell) {
            Err(error) => match damage_of(&error) {
                Some(damage) => (error, damage),
                None => return Err(error),
            },
            Ok(kept) => return Ok(kept),
        };
        // Without a way to mend it, the damage is the news.
        let Ok(restored) = restore_newest(&path, now) else {
            return Err(error);
        };
        tell(&Notice::Mended {
            path: path.clone(),
            damage,
            restored,
        });
        open(&path, mode, now, tell)
    }
}

fn open(
    path: &Path,
    mode: AccessMode,
    now: Timestamp,
    tell: &mut dyn FnMut(&Notice),
) -> Result<Kept, ProgressError> {
    if mode == AccessMode::Write {
        back_up_outdated(path, now, tell)?;
    }
    let mut progress = SqliteProgress::open(path, mode)?;
    if mode == AccessMode::Write {
        check(&mut progress, now, tell)?;
    }
    Ok(Kept {
        settings: progress.settings()?,
        records: progress.records()?,
        progress,
    })
}

/// Opened to write, a file of an older format becomes one of the newest. What it was is kept.
fn back_up_outdated(
    path: &Path,
    now: Timestamp,
    tell: &mut dyn FnMut(&Notice),
) -> Result<(), ProgressError> {
    if !seems_outdated(path) {
        return Ok(());
    }
    let old = SqliteProgress::open(path, AccessMode::Read)?;
    if old.is_outdated()? {
        tell(&Notice::Upgrading {
            path: path.to_owned(),
        });
        Backups::of(path).make(&old, now)?;
    }
    Ok(())
}

/// A file nobody ever checked was made a moment ago, or by a program that did not note it: it counts from now on.
fn check(
    progress: &mut SqliteProgress,
    now: Timestamp,
    tell: &mut dyn FnMut(&Notice),
) -> Result<(), ProgressError> {
    if progress.is_check_due(now)? {
        tell(&Notice::Checking {
            path: progress.path().to_owned(),
        });
        match progress.verify() {
            // The log itself is sound: what follows from it is made anew.
            Err(ProgressError::Damaged {
                damage: Damage::Records,
                ..
            }) => progress.rebuild()?,
            verified => {
                verified?;
                progress.mend()?;
            }
        }
        progress.note_check(now)
    } else if progress.is_check_noted()? {
        Ok(())
    } else {
        progress.note_check(now)
    }
}

fn damage_of(error: &ProgressError) -> Option<Damage> {
    match error {
        ProgressError::Damaged { damage, .. } => Some(damage.clone()),
        ProgressError::NoPlace
        | ProgressError::ReadOnly { .. }
        | ProgressError::NotAFolder { .. }
        | ProgressError::NotOurs { .. }
        | ProgressError::Newer { .. }
        | ProgressError::NothingToRestore { .. }
        | ProgressError::Taken { .. }
        | ProgressError::Full { .. }
        | ProgressError::Busy { .. }
        | ProgressError::Write { .. }
        | ProgressError::Read { .. } => None,
    }
}
