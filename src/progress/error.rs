//! What can go wrong with a learner's progress, as data: where, and which of the few things a person can do about it.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::files::FileError;

/// Any cause below the store.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// The store failed. What was acknowledged before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum ProgressError {
    /// There is no folder of the user's to put progress in.
    #[error("there is no home folder to keep progress in; name a folder with --progress")]
    NoPlace,
    /// The folder or the file must not be written to.
    #[error(
        "{}: progress cannot be written here; allow writing, or name another folder with --progress",
        .path.display()
    )]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// Something that is no folder stands where the folder should.
    #[error("{}: this is not a folder; name a folder with --progress", .path.display())]
    NotAFolder {
        /// What was named.
        path: PathBuf,
    },
    /// The file belongs to something else. It was not touched.
    #[error(
        "{}: this is not a progress file ({found}); move it away, or name another learner with --learner",
        .path.display()
    )]
    NotOurs {
        /// The file.
        path: PathBuf,
        /// What it is.
        found: Stranger,
    },
    /// A newer program wrote the file. It was not touched.
    #[error(
        "{}: this progress file has format {found}, and this program knows formats up to {known}; install a newer jmrel-quiz",
        .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format known here.
        known: u32,
    },
    /// What is in the file is not what was written.
    #[error("{}: the progress file is damaged ({damage})", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        damage: Damage,
    },
    /// Something has the name that a new file was to get.
    #[error("{}: there is a file of this name already; name another one", .path.display())]
    Taken {
        /// The name.
        path: PathBuf,
    },
    /// There is no backup, and nothing else that could be read.
    #[error(
        "{}: there is no good backup, and nothing here that can be read; restore a backup or an export from elsewhere, or move the file away to begin anew",
        .path.display()
    )]
    NothingToRestore {
        /// The file that was to be restored.
        path: PathBuf,
    },
    /// No room.
    #[error(
        "{}: the disk is full, nothing more can be saved; all that was saved before is safe. Make room and go on",
        .path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// Another program held the file for too long.
    #[error(
        "{}: another program has been writing here for too long; end it and answer again",
        .path.display()
    )]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The system refused to write.
    #[error(
        "{}: progress could not be written, all that was saved before is safe; check the disk, or name another folder with --progress",
        .path.display()
    )]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: Cause,
    },
    /// The system refused to read.
    #[error("{}: progress could not be read; check that the file may be read", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: Cause,
    },
}

/// What a file is that is not ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// Not an `SQLite` file.
    NotSqlite,
    /// Another program's `SQLite` file.
    OtherProgram,
    /// A folder, a device, a pipe.
    NotAFile,
    /// A link to nothing, or to a file of another owner.
    ForeignLink,
}

impl fmt::Display for Stranger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSqlite => "not a database",
            Self::OtherProgram => "another program's database",
            Self::NotAFile => "not a regular file",
            Self::ForeignLink => "a link to nothing or to another person's file",
        })
    }
}

/// How a file is known to be damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Too short to hold anything.
    Short {
        /// Its length.
        bytes: u64,
    },
    /// An event is not what was written.
    Event {
        /// The event's name, as far as it can be read.
        id: String,
    },
    /// An event of this program is gone: its numbers have a gap.
    Gap {
        /// The number missing.
        seq: i64,
    },
    /// The cached records are not what the log says.
    Records,
    /// The database itself.
    Structure(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Short { bytes: 1 } => f.write_str("it is only 1 byte long"),
            Self::Short { bytes } => write!(f, "it is only {bytes} bytes long"),
            Self::Event { id } => write!(f, "event {id} is not as it was written"),
            Self::Gap { seq } => write!(f, "event number {seq} is missing"),
            Self::Records => f.write_str("the cards' records are not what the log says"),
            Self::Structure(what) => f.write_str(what),
        }
    }
}

impl ProgressError {
    /// Tells whether progress could not be written, as against not read or not understood.
    pub fn is_write_failure(&self) -> bool {
        match self {
            Self::NoPlace
            | Self::ReadOnly { .. }
            | Self::NotAFolder { .. }
            | Self::Taken { .. }
            | Self::Full { .. }
            | Self::Busy { .. }
            | Self::Write { .. } => true,
            Self::NotOurs { .. }
            | Self::Newer { .. }
            | Self::Damaged { .. }
            | Self::NothingToRestore { .. }
            | Self::Read { .. } => false,
        }
    }

    /// Says what kept `path` from being read.
    pub(super) fn unreadable(path: &Path, error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotADirectory => Self::not_a_folder(path),
            _ => Self::Read {
                path: path.to_owned(),
                source: error.into(),
            },
        }
    }

    /// Names what stands where a folder on the way to `path` should.
    pub(super) fn not_a_folder(path: &Path) -> Self {
        let stands = |above: &&Path| above.symlink_metadata().is_ok();
        Self::NotAFolder {
            path: path.ancestors().find(stands).unwrap_or(path).to_owned(),
        }
    }
}

impl From<FileError> for ProgressError {
    fn from(error: FileError) -> Self {
        let path = error.path.clone();
        match error.source.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full { path },
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Self::not_a_folder(&path),
            _ => Self::Write {
                path,
                source: error.into(),
            },
        }
    }
}
