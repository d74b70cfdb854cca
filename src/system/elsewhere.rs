//! The way of systems that are not Unix: what they do not have is left out, what they do by themselves is left to them.

use std::fs::{DirBuilder, Metadata, OpenOptions};
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use super::signal::{Came, Signal};

/// A user's files are private by where they lie.
pub(crate) fn private_file(_options: &mut OpenOptions) {}

/// A user's folders are private by where they lie.
pub(crate) fn private_folder(_builder: &mut DirBuilder) {}

/// Folders are not opened; their names are durable with the file.
#[expect(clippy::unnecessary_wraps, reason = "folders of Unix can fail")]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// There is no number of a file that can be read without opening it.
pub(crate) fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}

/// Only administrators make links.
pub(crate) fn have_one_owner(_link: &Metadata, _target: &Metadata) -> bool {
    true
}

/// There is no such time and no such number: zeros.
pub(crate) fn change(_metadata: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// The system ends a program without asking; everything answered is saved already.
#[expect(clippy::unnecessary_wraps, reason = "signals of Unix can fail")]
pub(crate) fn listen(_hear: impl Fn(Came) -> ControlFlow<()> + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// Nothing has to be held back.
#[derive(Debug)]
pub(crate) struct Held(());

impl Held {
    /// Begins to hold back what there is not.
    #[expect(clippy::unnecessary_wraps, reason = "signals of Unix can fail")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self(()))
    }

    /// The signal that came: none.
    #[expect(clippy::unused_self, reason = "that of Unix remembers what came")]
    pub(crate) fn came(&self) -> Option<Signal> {
        None
    }
}

/// The library that reads keys switches for each key alone.
#[derive(Debug)]
pub(crate) struct SingleKeys(());

impl SingleKeys {
    /// Leaves the terminal as it is.
    #[expect(clippy::unnecessary_wraps, reason = "terminals of Unix can fail")]
    pub(crate) fn switch() -> io::Result<Self> {
        Ok(Self(()))
    }
}

/// What tests ask of a system. What it does not have is an error, and such a test has nothing to see.
#[cfg(test)]
pub(crate) mod trial {
    use std::io;
    use std::path::Path;

    /// There are no rights to show.
    pub(crate) fn mode(_path: &Path) -> Option<u32> {
        None
    }

    /// There are no rights to set.
    pub(crate) fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Links are for administrators.
    pub(crate) fn link(_to: &Path, _link: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// And so they are given to nobody.
    pub(crate) fn give_away(_link: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Sockets have no names among files.
    pub(crate) fn socket(_path: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
