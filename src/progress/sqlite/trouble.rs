//! What `SQLite` says went wrong, turned into what a person can do about it.

use std::path::Path;

use rusqlite::{ErrorCode, ffi};

use crate::progress::{Damage, ProgressError};

/// A failure inside one file; [`Trouble::at`] adds which file and what was being done.
#[derive(Debug)]
pub(super) enum Trouble {
    /// `SQLite` refused.
    Sqlite(rusqlite::Error),
    /// A row is not what was written.
    Damage(Damage),
    /// A newer program wrote the file.
    Newer {
        /// The file's format.
        found: u32,
    },
}

/// What was being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Reading,
    Writing,
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Trouble {
    /// Tells which file it was and what it means.
    pub(super) fn at(self, path: &Path, doing: Doing) -> ProgressError {
        match self {
            Self::Sqlite(error) => explain(error, path, doing),
            Self::Damage(damage) => ProgressError::Damaged {
                path: path.to_owned(),
                damage,
            },
            Self::Newer { found } => ProgressError::Newer {
                path: path.to_owned(),
                found,
                known: super::schema::NEWEST,
            },
        }
    }

    /// Tells whether the connection may still be used. After a failed sync it may not: what the system holds in memory
    /// and what is on the disk may differ from then on.
    pub(super) fn spares_connection(&self) -> bool {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy),
            Self::Damage(_) | Self::Newer { .. } => true,
        }
    }
}

fn explain(error: rusqlite::Error, path: &Path, doing: Doing) -> ProgressError {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ProgressError::Busy { path },
        Some(ErrorCode::DiskFull) => ProgressError::Full { path },
        Some(ErrorCode::SystemIoFailure) if lacks_room(&error) => match doing {
            Doing::Writing => ProgressError::Full { path },
            Doing::Reading => ProgressError::Read {
                path,
                source: "there is no room left on the disk".into(),
            },
        },
        Some(ErrorCode::ReadOnly) => ProgressError::ReadOnly { path },
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) if doing == Doing::Writing => {
            ProgressError::ReadOnly { path }
        }
        Some(
            ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::OutOfMemory
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::OperationInterrupted,
        ) => match doing {
            Doing::Reading => ProgressError::Read {
                path,
                source: error.into(),
            },
            Doing::Writing => ProgressError::Write {
                path,
                source: error.into(),
            },
        },
        // All statements are ours and fit our tables: what is left means that the file is not as we made it.
        _ => ProgressError::Damaged {
            path,
            damage: Damage::Structure(error.to_string()),
        },
    }
}

/// Even to read, the store needs a little room beside the file; the system says only that it could not make it.
fn lacks_room(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error().map(|failure| failure.extended_code),
        Some(ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_WRITE)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(code: i32, doing: Doing) -> ProgressError {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        Trouble::from(error).at(Path::new("progress/anna.sqlite3"), doing)
    }

    #[track_caller]
    fn is_write_failure(code: i32, expected: bool) {
        let error = failure(code, Doing::Writing);
        assert_eq!(error.is_write_failure(), expected, "{error}");
        assert!(error.to_string().starts_with("progress/anna.sqlite3: "));
    }

    #[test]
    fn what_keeps_us_from_writing_is_told_apart_from_damage() {
        for code in [
            ffi::SQLITE_BUSY,
            ffi::SQLITE_FULL,
            ffi::SQLITE_READONLY,
            ffi::SQLITE_READONLY_DIRECTORY,
            ffi::SQLITE_CANTOPEN,
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_WRITE,
        ] {
            is_write_failure(code, true);
        }
        for code in [ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB, ffi::SQLITE_ERROR] {
            is_write_failure(code, false);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_no_failure_to_write() {
        for code in [ffi::SQLITE_CANTOPEN, ffi::SQLITE_IOERR_READ] {
            let error = failure(code, Doing::Reading);
            assert!(matches!(error, ProgressError::Read { .. }), "{error:?}");
        }
    }

    #[test]
    fn a_disk_without_room_is_named() {
        let error = failure(ffi::SQLITE_IOERR_SHMSIZE, Doing::Writing);
        assert!(matches!(error, ProgressError::Full { .. }), "{error:?}");
        let error = failure(ffi::SQLITE_IOERR_SHMSIZE, Doing::Reading);
        assert!(
            matches!(&error, ProgressError::Read { source, .. } if source.to_string().contains("no room")),
            "{error:?}"
        );
    }

    #[test]
    fn only_waiting_in_vain_leaves_the_connection_as_it_was() {
        let spares = |code| {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            Trouble::from(error).spares_connection()
        };
        assert!(spares(ffi::SQLITE_BUSY));
        assert!(!spares(ffi::SQLITE_IOERR_FSYNC) && !spares(ffi::SQLITE_FULL));
    }
}
