//! What tests ask of a system.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt as _, lchown, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

/// The rights of a file or folder, as far as they are about who may read, write and enter.
pub(crate) fn mode(path: &Path) -> Option<u32> {
    let metadata = fs::metadata(path).ok()?;
    Some(metadata.permissions().mode() & 0o777)
}

/// Gives a file or folder these rights.
pub(crate) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Makes a link to something that need not be there.
pub(crate) fn link(to: &Path, link: &Path) -> io::Result<()> {
    symlink(to, link)
}

/// Makes a link somebody else's; only the superuser can.
pub(crate) fn give_away(link: &Path) -> io::Result<()> {
    lchown(link, Some(54_321), None)
}

/// Puts a socket among the files.
pub(crate) fn socket(path: &Path) -> io::Result<()> {
    UnixListener::bind(path).map(drop)
}
