//! Whole copies of a log, and new logs made of what is left of old ones.

use std::path::Path;

use rusqlite::Connection;

use crate::day::Timestamp;
use crate::progress::entry::Device;
use crate::progress::exchange::source;
use crate::progress::{Damage, Merged, ProgressError};

use super::draft::Draft;
use super::incoming::{self, Incoming};
use super::inspect::{self, Presence};
use super::trouble::{Doing, Trouble};
use super::{merge, meta, open, schema, verify};

/// What a new log was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::progress) struct Revived {
    /// Events in it.
    pub(in crate::progress) events: u64,
    /// Of these, what only the broken file had.
    pub(in crate::progress) rescued: u64,
    /// Rows and lines that could not be read.
    pub(in crate::progress) unreadable: u64,
}

/// Writes all of `file` into `target`, an empty file.
pub(super) fn copy_into(file: &Connection, target: &Path) -> Result<(), Trouble> {
    let Some(target) = target.to_str() else {
        let what = "its folder has a name that is not text".to_owned();
        return Err(Trouble::Damage(Damage::Structure(what)));
    };
    // It writes to another file only, but counts as writing.
    let is_query_only: bool = file.pragma_query_value(None, "query_only", |row| row.get(0))?;
    file.pragma_update(None, "query_only", false)?;
    // What makes an older file look new would stand in its way.
    schema::see_as_is(file)?;
    let copied = file.execute("VACUUM main INTO ?", [target]);
    schema::see_as_newest(file)?;
    file.pragma_update(None, "query_only", is_query_only)?;
    copied?;
    Ok(())
}

/// Reads everything there is in a progress file and checks it, without a change to it; returns how many events there are.
///
/// # Errors
///
/// It is not a progress file of ours, or the first damage found.
pub(in crate::progress) fn verify_other(path: &Path) -> Result<u64, ProgressError> {
    let file = open_present(path)?;
    verify::verify(&file, path, &mut |_| ()).map_err(|trouble| trouble.at(path, Doing::Reading))
}

fn open_present(path: &Path) -> Result<Connection, ProgressError> {
    match inspect::inspect(path)? {
        Presence::Present => open::open_foreign(path),
        Presence::Absent => Err(ProgressError::unreadable(
            path,
            std::io::ErrorKind::NotFound.into(),
        )),
    }
}

/// Makes a new log in `draft`, an empty file that is to become `target`: of `base`, a sound progress file or lines, and of whatever can still be read of
/// `broken`. It is checked when this returns, and goes by a device name of its own: of the old one, numbers may be lost.
///
/// # Errors
///
/// `base` cannot be read, or `draft` not be written. A `broken` that gives nothing is no error.
pub(in crate::progress) fn revive(
    draft: &Path,
    target: &Path,
    base: Option<&Path>,
    broken: Option<&Path>,
    now: Timestamp,
) -> Result<Revived, ProgressError> {
    let lines = match base {
        Some(base) => match source::open(base)? {
            source::Source::Database => {
                let file = open_present(base)?;
                verify::verify(&file, base, &mut |_| ())
                    .map_err(|trouble| trouble.at(base, Doing::Reading))?;
                copy_into(&file, draft).map_err(|trouble| trouble.at(target, Doing::Writing))?;
                None
            }
            source::Source::Lines(_) => Some(base.to_owned()),
        },
        None => None,
    };
    let is_empty = base.is_none() || lines.is_some();
    let mut revived = Revived::default();
    let mut write = || -> Result<(), Trouble> {
        let mut new = Draft::open(draft)?;
        if is_empty {
            new.begin()?;
        }
        new.change(|log| {
            meta::set_device(log, Device::random())?;
            for merged in merge::merge(log, &incoming::any(lines.as_slice()), now)? {
                revived.unreadable += merged.left_aside;
            }
            if let Some(broken) = broken {
                let sources = [Incoming::Remains(broken.to_owned())];
                for merged in merge::merge(log, &sources, now)? {
                    revived.rescued += merged.added;
                    revived.unreadable += merged.left_aside;
                }
            }
            meta::set_checked(log, now)
        })?;
        revived.events = verify::verify(new.connection(), draft, &mut |_| ())?;
        new.close()
    };
    write().map_err(|trouble| trouble.at(target, Doing::Writing))?;
    Ok(revived)
}

/// Makes a log of the events of `files` in `draft`, an empty file that is to become `target`.
///
/// # Errors
///
/// `draft` cannot be written.
pub(super) fn make(
    draft: &Path,
    target: &Path,
    files: &[Incoming],
    now: Timestamp,
) -> Result<Vec<Merged>, ProgressError> {
    let write = || -> Result<Vec<Merged>, Trouble> {
        let mut new = Draft::open(draft)?;
        new.begin()?;
        let merged = new.change(|log| merge::merge(log, files, now))?;
        new.close()?;
        Ok(merged)
    };
    write().map_err(|trouble| trouble.at(target, Doing::Writing))
}
