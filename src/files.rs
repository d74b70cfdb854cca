//! The only place that replaces a file: written beside its target, synced, then renamed over it.
//!
//! A reader sees the old file or the new one, never half of either, whenever the power fails. What is written is private
//! to its owner (0600, folders 0700) where the system knows such a thing, unless it is meant to be shared, as decks are.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::system;

/// What was being done to a file or folder when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Creating a folder.
    Folder,
    /// Reading what is to be replaced.
    Read,
    /// Creating the file that is written first.
    Create,
    /// Writing it.
    Write,
    /// Waiting until it is on the disk.
    Sync,
    /// Giving it its name.
    Rename,
    /// Taking it away.
    Remove,
}

impl Step {
    fn words(self) -> &'static str {
        match self {
            Self::Folder => "cannot create the folder",
            Self::Read => "cannot read the file",
            Self::Create => "cannot create a file",
            Self::Write => "cannot write the file",
            Self::Sync => "cannot put the file on the disk",
            Self::Rename => "cannot put the file in its place",
            Self::Remove => "cannot remove the file",
        }
    }
}

/// A file was not written; what was there before is untouched.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", .path.display(), .step.words())]
pub struct FileError {
    /// The file or folder that was to be written.
    pub path: PathBuf,
    /// How far it came.
    pub step: Step,
    /// Why.
    #[source]
    pub source: io::Error,
}

impl FileError {
    fn at(path: &Path, step: Step) -> impl FnOnce(io::Error) -> Self {
        move |source| Self {
            path: path.to_owned(),
            step,
            source,
        }
    }
}

/// Writes `bytes` as the whole content of `path`, durable when it returns.
///
/// # Errors
///
/// The old content, if any, is still there.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let staged = Staged::beside(path)?;
    OpenOptions::new()
        .write(true)
        .open(staged.path())
        .and_then(|mut file| file.write_all(bytes))
        .map_err(FileError::at(path, Step::Write))?;
    staged.replace()
}

/// Writes `bytes` as the whole content of a file that others may read as well, durable when it returns.
///
/// A new file gets the rights that files get by default; of one that is there, rights and links stay as they are.
///
/// # Errors
///
/// The old content, if any, is still there.
pub fn replace_shared(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    check_replaceable(path)?;
    let staged = match fs::metadata(&target) {
        Ok(there) => {
            // A file that may not be written is not replaced either, though its folder would let us.
            OpenOptions::new()
                .write(true)
                .open(&target)
                .map_err(FileError::at(path, Step::Write))?;
            let staged = Staged::beside(&target)?;
            fs::set_permissions(staged.path(), there.permissions())
                .map_err(FileError::at(path, Step::Write))?;
            staged
        }
        Err(_) => Staged::beside_for(&target, Reader::Anybody)?,
    };
    fs::write(staged.path(), bytes).map_err(FileError::at(path, Step::Write))?;
    staged.replace()
}

/// What became of a file that was to be rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// It has the new content.
    Done,
    /// It no longer holds what it was rewritten from; it was left alone.
    ChangedMeanwhile,
}

/// Writes `new` as the whole content of a file of somebody else's that holds `old`, durable when it returns.
///
/// Who may read and write it stays as it is, and a link stays a link: the file it leads to is rewritten.
///
/// # Errors
///
/// The old content is still there.
pub fn rewrite(path: &Path, old: &[u8], new: &[u8]) -> Result<Rewritten, FileError> {
    let target = fs::canonicalize(path).map_err(FileError::at(path, Step::Read))?;
    check_replaceable(path)?;
    // A file that may not be written is not replaced either, though its folder would let us.
    let permissions = OpenOptions::new()
        .write(true)
        .open(&target)
        .and_then(|file| file.metadata())
        .map_err(FileError::at(path, Step::Write))?
        .permissions();
    let staged = Staged::beside(&target)?;
    fs::write(staged.path(), new)
        .and_then(|()| fs::set_permissions(staged.path(), permissions))
        .map_err(FileError::at(path, Step::Write))?;
    let current = fs::read(&target).map_err(FileError::at(path, Step::Read))?;
    if current != old {
        return Ok(Rewritten::ChangedMeanwhile);
    }
    staged.replace()?;
    Ok(Rewritten::Done)
}

/// Creates a folder and those above it that are missing, private to the owner and durable. One that is there is left as it is.
///
/// # Errors
///
/// It cannot be created, or there is a file of that name.
pub fn create_private_folder(path: &Path) -> Result<(), FileError> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    system::private_folder(&mut builder);
    builder
        .create(path)
        .map_err(FileError::at(path, Step::Folder))?;
    missing.into_iter().rev().try_for_each(sync_folder_of)
}

/// Keeps the content of a file under a second name, durable when it returns: by a link where there are such, else by a copy.
///
/// # Errors
///
/// There is a file of that name, or it cannot be made.
pub(crate) fn keep_as(path: &Path, second: &Path) -> Result<(), FileError> {
    if second.symlink_metadata().is_ok() {
        return Err(FileError::at(second, Step::Create)(
            ErrorKind::AlreadyExists.into(),
        ));
    }
    if fs::hard_link(path, second).is_err() {
        let staged = Staged::beside(second)?;
        fs::copy(path, staged.path()).map_err(FileError::at(second, Step::Write))?;
        return staged.replace();
    }
    sync_folder_of(second)
}

/// Gives a complete file its final name, in place of what had it.
///
/// # Errors
///
/// It cannot be moved; both are where they were.
pub(crate) fn move_into_place(path: &Path, target: &Path) -> Result<(), FileError> {
    fs::rename(path, target).map_err(FileError::at(target, Step::Rename))?;
    sync_folder_of(target)
}

/// Removes a file; one that is not there is no error.
///
/// # Errors
///
/// It is there and cannot be removed.
pub(crate) fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(FileError::at(path, Step::Remove)(error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Tells whether a file could be created in `folder`, or in the nearest folder above it that exists, by doing so.
///
/// # Errors
///
/// No file can be created there; the cause says why.
pub fn check_writable(folder: &Path) -> Result<(), FileError> {
    let nearest = folder
        .ancestors()
        .find(|above| above.symlink_metadata().is_ok())
        .unwrap_or(Path::new("."));
    match Staged::beside(&nearest.join("probe")) {
        Ok(_) => Ok(()),
        Err(error) => Err(FileError {
            path: nearest.to_owned(),
            ..error
        }),
    }
}

/// Refuses a pipe or a device: it is more than its content, and others have it open, so that to take its name would break it for
/// all of them.
///
/// # Errors
///
/// There is one of this name, or a link to one.
pub(crate) fn check_replaceable(path: &Path) -> Result<(), FileError> {
    let is_replaceable = |there: fs::Metadata| there.is_file() || there.is_dir();
    if fs::metadata(path).is_ok_and(|there| !is_replaceable(there)) {
        let why = "it is a pipe or a device, and no file";
        return Err(FileError::at(path, Step::Rename)(io::Error::other(why)));
    }
    Ok(())
}

/// A file that is written beside its target before it takes the target's name. Dropped on the way, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Staged {
    draft: PathBuf,
    target: PathBuf,
}

/// What became of a file that was not to replace another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Published {
    /// It has its name now.
    New,
    /// Somebody else was first; theirs stands, ours is gone.
    AlreadyThere,
}

/// Tells apart the drafts of one process.
static DRAFTS: AtomicU32 = AtomicU32::new(0);

impl Staged {
    /// Creates an empty private file in the folder of `target`.
    pub(crate) fn beside(target: &Path) -> Result<Self, FileError> {
        Self::beside_for(target, Reader::Owner)
    }

    fn beside_for(target: &Path, reader: Reader) -> Result<Self, FileError> {
        check_replaceable(target)?;
        let name = target.file_name().unwrap_or_default();
        loop {
            let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
            let mut draft_name = std::ffi::OsString::from(".");
            draft_name.push(name);
            draft_name.push(format!(".{}-{number}.new", std::process::id()));
            let draft = target.with_file_name(draft_name);
            match create(&draft, reader) {
                Ok(()) => {
                    return Ok(Self {
                        draft,
                        target: target.to_owned(),
                    });
                }
                // Left over by a killed process that had our number.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(FileError::at(target, Step::Create)(error)),
            }
        }
    }

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        &self.draft
    }

    /// Syncs the file and gives it its name, in place of what had it.
    pub(crate) fn replace(self) -> Result<(), FileError> {
        self.sync()?;
        fs::rename(&self.draft, &self.target).map_err(FileError::at(&self.target, Step::Rename))?;
        sync_folder_of(&self.target)
    }

    /// Gives the file its name, in place of what had it, without waiting for the disk: for what can be made again.
    pub(crate) fn replace_unsynced(self) -> Result<(), FileError> {
        fs::rename(&self.draft, &self.target).map_err(FileError::at(&self.target, Step::Rename))
    }

    /// Syncs the file and gives it its name, unless something has that already.
    pub(crate) fn publish(self) -> Result<Published, FileError> {
        self.sync()?;
        match fs::hard_link(&self.draft, &self.target) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Ok(Published::AlreadyThere);
            }
            // A file system without hard links: the check and the rename are two steps there.
            Err(_) if self.target.symlink_metadata().is_ok() => {
                return Ok(Published::AlreadyThere);
            }
            Err(_) => fs::rename(&self.draft, &self.target)
                .map_err(FileError::at(&self.target, Step::Rename))?,
        }
        sync_folder_of(&self.target)?;
        Ok(Published::New)
    }

    fn sync(&self) -> Result<(), FileError> {
        OpenOptions::new()
            .write(true)
            .open(&self.draft)
            .and_then(|file| file.sync_all())
            .map_err(FileError::at(&self.target, Step::Sync))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove, and a draft that stays is harmless.
        let _ = fs::remove_file(&self.draft);
    }
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// Its owner alone.
    Owner,
    /// Whoever the system lets by default.
    Anybody,
}

fn create(path: &Path, reader: Reader) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    match reader {
        Reader::Owner => system::private_file(&mut options),
        // What is made without further words is for whoever the system lets.
        Reader::Anybody => {}
    }
    options.open(path).map(drop)
}

/// Makes a new name durable.
fn sync_folder_of(path: &Path) -> Result<(), FileError> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    system::sync_folder(folder).map_err(FileError::at(path, Step::Sync))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::trial;

    fn names_in(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| {
                let name = entry.expect("an entry").file_name();
                name.to_string_lossy().into_owned()
            })
            .collect()
    }

    #[test]
    fn a_replaced_file_has_the_new_content_and_leaves_no_draft() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deck.yaml");
        replace(&path, b"old").expect("written");
        replace(&path, b"new").expect("written");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(names_in(folder.path()), ["deck.yaml"]);
    }

    #[test]
    fn a_file_that_must_not_replace_another_gives_way() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x");
        let (first, second) = (Staged::beside(&path), Staged::beside(&path));
        let publish = |staged: Result<Staged, FileError>| staged.and_then(Staged::publish);
        assert_eq!(publish(first).expect("published"), Published::New);
        assert_eq!(publish(second).expect("tried"), Published::AlreadyThere);
        assert_eq!(names_in(folder.path()), ["x"]);
    }

    #[test]
    fn a_file_kept_under_a_second_name_survives_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("x"), b"old").expect("written");
        fs::write(at("y"), b"new").expect("written");
        keep_as(&at("x"), &at("kept")).expect("kept");
        assert!(keep_as(&at("x"), &at("kept")).is_err());
        move_into_place(&at("y"), &at("x")).expect("moved");
        assert_eq!(fs::read(at("kept")).expect("a file"), b"old");
        assert_eq!(fs::read(at("x")).expect("a file"), b"new");
        remove(&at("x")).expect("removed");
        remove(&at("x")).expect("nothing to remove");
        assert_eq!(names_in(folder.path()), ["kept"]);
    }

    #[test]
    fn a_failed_write_names_the_path_and_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, b"old").expect("written");
        let error = replace(&file.join("inside"), b"new").expect_err("a file is no folder");
        assert_eq!(error.step, Step::Create);
        assert_eq!(error.path, file.join("inside"));
        assert_eq!(fs::read(&file).expect("a file"), b"old");
    }

    #[test]
    fn what_is_no_file_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("listening");
        if trial::socket(&path).is_err() {
            return;
        }
        let link = folder.path().join("link");
        trial::link(&path, &link).expect("linked");
        for path in [&path, &link] {
            let errors = [
                replace(path, b"new"),
                replace_shared(path, b"new"),
                rewrite(path, b"", b"new").map(drop),
            ];
            for error in errors {
                let error = error.expect_err("refused");
                assert_eq!(
                    (&error.path.file_name(), error.step),
                    (&path.file_name(), Step::Rename)
                );
            }
        }
        assert!(!fs::metadata(&path).expect("there").is_file());
        assert_eq!(names_in(folder.path()).len(), 2);
    }

    #[test]
    fn a_missing_folder_is_judged_by_the_one_above_it() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(check_writable(&folder.path().join("a/b/c")).is_ok());
        assert!(names_in(folder.path()).is_empty());
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_not_rewritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deck.yaml");
        fs::write(&path, b"mine").expect("written");
        let rewrite = |old: &[u8]| rewrite(&path, old, b"new").expect("a file");
        assert_eq!(rewrite(b"old"), Rewritten::ChangedMeanwhile);
        assert_eq!(fs::read(&path).expect("a file"), b"mine");
        assert_eq!(rewrite(b"mine"), Rewritten::Done);
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        assert_eq!(names_in(folder.path()), ["deck.yaml"]);
    }

    #[test]
    fn a_rewritten_file_keeps_its_permissions_and_its_links() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"old").expect("written");
        let is_shown = trial::set_mode(&file, 0o664).and_then(|()| trial::link(&file, &link));
        if is_shown.is_err() {
            return;
        }
        rewrite(&link, b"old", b"new").expect("rewritten");
        assert_eq!(fs::read(&file).expect("a file"), b"new");
        assert_eq!(trial::mode(&file), Some(0o664));
        let link = fs::symlink_metadata(&link).expect("there");
        assert!(link.file_type().is_symlink());
    }

    #[test]
    fn a_shared_file_has_the_rights_files_have_and_keeps_those_it_has() {
        let folder = tempfile::tempdir().expect("a folder");
        let (plain, path) = (folder.path().join("plain"), folder.path().join("deck.yaml"));
        fs::write(&plain, b"").expect("written");
        replace_shared(&path, b"old").expect("written");
        assert_eq!(trial::mode(&path), trial::mode(&plain));
        let link = folder.path().join("link");
        let is_shown = trial::set_mode(&path, 0o660).and_then(|()| trial::link(&path, &link));
        if is_shown.is_err() {
            return;
        }
        replace_shared(&path, b"new").expect("written");
        assert_eq!(trial::mode(&path), Some(0o660));
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        replace_shared(&link, b"newer").expect("written");
        assert_eq!(fs::read(&path).expect("a file"), b"newer");
    }

    #[test]
    fn what_is_written_is_private() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("a/b");
        create_private_folder(&inner).expect("created");
        let file = inner.join("file");
        replace(&file, b"x").expect("written");
        let is_private = |path: &Path, rights| trial::mode(path).is_none_or(|mode| mode == rights);
        assert!(is_private(&inner, 0o700) && is_private(&file, 0o600));
    }
}
