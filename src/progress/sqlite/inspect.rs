//! A look at a progress file before `SQLite` may touch it: what is not ours, or newer than we are, keeps every byte.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::ops::Range;
use std::path::Path;

use crate::progress::{Damage, ProgressError, Stranger};
use crate::system::have_one_owner;

use super::schema;

/// Whether there is a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Nothing of that name: the first answer makes it.
    Absent,
    /// A progress file of ours.
    Present,
}

/// The first bytes of an `SQLite` file; see "The Database Header" of its file format.
const HEADER: usize = 100;
/// The smallest page, and so the smallest file, of `SQLite`.
const SMALLEST: u64 = 512;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// What may write it and what may read it: 1 without, 2 with a journal of its own kind.
const FORMAT_VERSIONS: Range<usize> = 18..20;
const USER_VERSION: usize = 60;
const APPLICATION_ID: usize = 68;

/// Says whether `path` is a progress file that this program may open.
pub(super) fn inspect(path: &Path) -> Result<Presence, ProgressError> {
    let link = match path.symlink_metadata() {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return check_folder(path).map(|()| Presence::Absent);
        }
        Err(error) => return Err(ProgressError::unreadable(path, error)),
    };
    let not_ours = |found| ProgressError::NotOurs {
        path: path.to_owned(),
        found,
    };
    let metadata = if link.is_symlink() {
        let target = fs::metadata(path).map_err(|_| not_ours(Stranger::ForeignLink))?;
        if !have_one_owner(&link, &target) {
            return Err(not_ours(Stranger::ForeignLink));
        }
        target
    } else {
        link
    };
    if !metadata.is_file() {
        return Err(not_ours(Stranger::NotAFile));
    }
    read_header(path, metadata.len()).map(|()| Presence::Present)
}

fn check_folder(path: &Path) -> Result<(), ProgressError> {
    match path.parent().map(fs::metadata) {
        Some(Ok(metadata)) if !metadata.is_dir() => Err(ProgressError::not_a_folder(path)),
        _ => Ok(()),
    }
}

fn read_header(path: &Path, bytes: u64) -> Result<(), ProgressError> {
    let mut start = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEADER as u64).read_to_end(&mut start))
        .map_err(|error| ProgressError::unreadable(path, error))?;
    let is_prefix = MAGIC.starts_with(start.get(..16).unwrap_or(&start));
    if is_prefix && bytes < SMALLEST {
        return Err(ProgressError::Damaged {
            path: path.to_owned(),
            damage: Damage::Short { bytes },
        });
    }
    let not_ours = |found| ProgressError::NotOurs {
        path: path.to_owned(),
        found,
    };
    if !is_prefix {
        return Err(not_ours(Stranger::NotSqlite));
    }
    if number_at(&start, APPLICATION_ID) != Some(schema::APPLICATION_ID) {
        return Err(not_ours(Stranger::OtherProgram));
    }
    // Of a file that seems to be of a later `SQLite`, the present one only says that it must not be written.
    let are_known = |versions: &[u8]| versions.iter().all(|version| (1..=2).contains(version));
    if !start.get(FORMAT_VERSIONS).is_some_and(are_known) {
        return Err(ProgressError::Damaged {
            path: path.to_owned(),
            damage: Damage::Structure("its header is not as it was written".to_owned()),
        });
    }
    match number_at(&start, USER_VERSION) {
        Some(found) if found > schema::NEWEST => Err(ProgressError::Newer {
            path: path.to_owned(),
            found,
            known: schema::NEWEST,
        }),
        _ => Ok(()),
    }
}

/// Tells whether the file says it has an older format. Its journal may know better.
pub(in crate::progress) fn seems_outdated(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEADER as u64).read_to_end(&mut start));
    let format = number_at(&start, USER_VERSION);
    read.is_ok() && format.is_some_and(|format| format < schema::NEWEST)
}

fn number_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let four = bytes.get(offset..offset + 4)?;
    four.try_into().ok().map(u32::from_be_bytes)
}
