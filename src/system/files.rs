//! Files as a system keeps them: their owner, who may read them, what makes a name durable.

#[cfg(unix)]
use std::fs::File;
use std::fs::{DirBuilder, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Lets nobody but the owner read or write the file that is created.
#[cfg(unix)]
pub(crate) fn private_file(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

/// Other systems keep a user's files private by where they lie.
#[cfg(not(unix))]
pub(crate) fn private_file(_options: &mut OpenOptions) {}

/// Lets nobody but the owner into the folder that is created.
#[cfg(unix)]
pub(crate) fn private_folder(builder: &mut DirBuilder) {
    std::os::unix::fs::DirBuilderExt::mode(builder, 0o700);
}

/// Other systems keep a user's folders private by where they lie.
#[cfg(not(unix))]
pub(crate) fn private_folder(_builder: &mut DirBuilder) {}

/// Makes the names in a folder durable.
///
/// # Errors
///
/// The folder cannot be opened or synced.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems do not open folders; their names are durable with the file.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// What tells a file from another of the same name; nothing where the system does not say.
#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = path.metadata().ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Other systems have no number of a file that can be read without opening it.
#[cfg(not(unix))]
pub(crate) fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}

/// Tells whether a link and what it leads to belong to one user: somebody else's link must not make us write into a file of
/// ours that they chose.
#[cfg(unix)]
pub(crate) fn have_one_owner(link: &Metadata, target: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    link.uid() == target.uid()
}

/// Other systems let only administrators make links.
#[cfg(not(unix))]
pub(crate) fn have_one_owner(_link: &Metadata, _target: &Metadata) -> bool {
    true
}

/// When a file was changed last, content or not, in nanoseconds since 1970, and its number on the disk: what no program sets at will.
/// Zeros where the system keeps no such thing.
#[cfg(unix)]
pub(crate) fn change(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let rest = u64::try_from(metadata.ctime_nsec()).unwrap_or_default();
    (
        seconds.saturating_mul(1_000_000_000).saturating_add(rest),
        metadata.ino(),
    )
}

#[cfg(not(unix))]
pub(crate) fn change(_metadata: &Metadata) -> (u64, u64) {
    (0, 0)
}
