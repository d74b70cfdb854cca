//! Whether a file lies on a disk of this machine, or on one that other machines write to as well.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(windows, test))]
mod windows;

use std::path::Path;

/// Where a file lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Locality {
    /// On this machine, as far as the system says.
    Local,
    /// On another one, or on a file system that may lead to one.
    Network,
}

impl Locality {
    /// Finds out where the file of this name lies, or would lie.
    ///
    /// Where a system does not say it in a way that is the same for all, it is local: `SQLite` itself refuses what cannot work.
    pub(crate) fn of(path: &Path) -> Self {
        #[cfg(target_os = "linux")]
        let found = linux::of(path);
        #[cfg(windows)]
        let found = windows::of(path);
        #[cfg(not(any(target_os = "linux", windows)))]
        let found = {
            let _ = path;
            Self::Local
        };
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_this_machine_is_local_and_so_is_one_that_is_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        for place in ["anna.sqlite3", "a/b/c"] {
            assert_eq!(Locality::of(&folder.path().join(place)), Locality::Local);
        }
    }
}
