//! A file that must not be there yet.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::super::exit::UsageError;
use crate::files::{FileError, Step};

/// Fails when there is something of this name, before any work is done for it.
pub(super) fn refuse_existing(path: &Path) -> Result<(), UsageError> {
    match path.symlink_metadata() {
        Ok(_) => Err(already_there(path)),
        Err(_) => Ok(()),
    }
}

fn already_there(path: &Path) -> UsageError {
    UsageError(format!(
        "{} is there already and is not overwritten; take another name, or add cards to it with --add",
        path.display()
    ))
}

/// Writes a new file, and the folders it lies in if they are missing, as others can read it who may read the folder; what is there already stays.
///
/// # Errors
///
/// Something has the name, or the file cannot be written; then no part of it is left.
pub(super) fn create(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let failed = |step| {
        move |source| FileError {
            path: path.to_owned(),
            step,
            source,
        }
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed(Step::Create))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(already_there(path).into());
        }
        Err(error) => return Err(failed(Step::Create)(error).into()),
    };
    let written = file
        .write_all(bytes)
        .map_err(failed(Step::Write))
        .and_then(|()| file.sync_all().map_err(failed(Step::Sync)));
    if let Err(error) = written {
        // The file is ours and useless; if it stays, the next try says so.
        let _ = fs::remove_file(path);
        return Err(error.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        assert!(refuse_existing(&path).is_ok());
        create(&path, b"first").expect("written");
        let error = create(&path, b"second").expect_err("it is there");
        assert!(error.is::<UsageError>(), "{error}");
        assert!(refuse_existing(&path).is_err());
        assert_eq!(fs::read(&path).expect("a file"), b"first");
    }

    #[test]
    fn a_folder_that_is_missing_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("my/decks/a.yaml");
        create(&path, b"x").expect("written");
        assert_eq!(fs::read(&path).expect("a file"), b"x");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_a_failure_to_write() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("file"), b"x").expect("written");
        let error = create(&folder.path().join("file/a.yaml"), b"x").expect_err("no folder");
        assert!(error.is::<FileError>(), "{error}");
    }
}
