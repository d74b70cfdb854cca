//! Files as a system keeps them: their owner, who may read them, what makes a name durable.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

/// Lets nobody but the owner read or write the file that is created.
pub(crate) fn private_file(options: &mut OpenOptions) {
    options.mode(0o600);
}

/// Lets nobody but the owner into the folder that is created.
pub(crate) fn private_folder(builder: &mut DirBuilder) {
    builder.mode(0o700);
}

/// Makes the names in a folder durable.
///
/// # Errors
///
/// The folder cannot be opened or synced.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// What tells a file from another of the same name; nothing where there is no file.
pub(crate) fn identity(path: &Path) -> Option<(u64, u64)> {
    let metadata = path.metadata().ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Tells whether a link and what it leads to belong to one user: somebody else's link must not make us write into a file of
/// ours that they chose.
pub(crate) fn have_one_owner(link: &Metadata, target: &Metadata) -> bool {
    link.uid() == target.uid()
}

/// When a file was changed last, content or not, in nanoseconds since 1970, and its number on the disk: what no program sets at will.
pub(crate) fn change(metadata: &Metadata) -> (u64, u64) {
    let seconds = u64::try_from(metadata.ctime()).unwrap_or_default();
    let rest = u64::try_from(metadata.ctime_nsec()).unwrap_or_default();
    (
        seconds.saturating_mul(1_000_000_000).saturating_add(rest),
        metadata.ino(),
    )
}
