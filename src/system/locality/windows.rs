//! Windows: a file on a share has its server in its path.

use std::path::{Component, Path, Prefix};

use super::Locality;

/// Looks for a server in the whole path of a file, or where it would lie.
pub(super) fn of(path: &Path) -> Locality {
    let whole = path.canonicalize();
    match whole.as_deref().unwrap_or(path).components().next() {
        Some(Component::Prefix(prefix)) => of_prefix(prefix.kind()),
        Some(_) | None => Locality::Local,
    }
}

fn of_prefix(prefix: Prefix<'_>) -> Locality {
    match prefix {
        Prefix::UNC(..) | Prefix::VerbatimUNC(..) => Locality::Network,
        Prefix::Verbatim(_) | Prefix::VerbatimDisk(_) | Prefix::DeviceNS(_) | Prefix::Disk(_) => {
            Locality::Local
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::*;

    #[test]
    fn a_share_is_of_the_network_and_a_disk_is_not() {
        let (server, share) = (OsStr::new("school"), OsStr::new("home"));
        for prefix in [
            Prefix::UNC(server, share),
            Prefix::VerbatimUNC(server, share),
        ] {
            assert_eq!(of_prefix(prefix), Locality::Network, "{prefix:?}");
        }
        for prefix in [
            Prefix::Disk(b'C'),
            Prefix::VerbatimDisk(b'C'),
            Prefix::Verbatim(share),
            Prefix::DeviceNS(share),
        ] {
            assert_eq!(of_prefix(prefix), Locality::Local, "{prefix:?}");
        }
        assert_eq!(of(Path::new("progress/anna.sqlite3")), Locality::Local);
    }
}
