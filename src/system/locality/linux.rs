//! Linux: every file system has a number; see `statfs(2)`.

use std::path::Path;

use super::Locality;

/// Asks in which file system the file of this name lies, or would lie.
pub(super) fn of(path: &Path) -> Locality {
    let lies_in = |place: &Path| rustix::fs::statfs(place).ok();
    let found = lies_in(path).or_else(|| lies_in(path.parent()?));
    // The number has 32 bits, whatever sign the system gives it.
    let magic = |kind| u32::try_from(kind).or_else(|_| i32::try_from(kind).map(i32::cast_unsigned));
    let magic = found.and_then(|found| magic(found.f_type).ok());
    magic.map_or(Locality::Local, of_magic)
}

fn of_magic(magic: u32) -> Locality {
    if NETWORK_MAGICS.iter().any(|(known, _)| *known == magic) {
        Locality::Network
    } else {
        Locality::Local
    }
}

/// File systems that other machines may write to. What FUSE leads to it does not say: it may be `sshfs`.
const NETWORK_MAGICS: [(u32, &str); 14] = [
    (0x0000_6969, "nfs"),
    (0xff53_4d42, "cifs"),
    (0xfe53_4d42, "smb2"),
    (0x0000_517b, "smb"),
    (0x6573_5546, "fuse"),
    (0x0102_1997, "9p"),
    (0x5346_414f, "afs"),
    (0x6b41_4653, "kafs"),
    (0x7375_7245, "coda"),
    (0x00c3_6400, "ceph"),
    (0x0bd0_0bd0, "lustre"),
    (0x0116_1970, "gfs2"),
    (0x7461_636f, "ocfs2"),
    (0x786f_4256, "vboxsf"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_systems_of_the_network_are_known_by_their_numbers() {
        for (magic, name) in NETWORK_MAGICS {
            assert_eq!(of_magic(magic), Locality::Network, "{name}");
        }
        for (magic, name) in [
            (0x0000_ef53, "ext4"),
            (0x9123_683e, "btrfs"),
            (0x5846_5342, "xfs"),
            (0x0102_1994, "tmpfs"),
            (0x794c_7630, "overlayfs"),
            (0x2fc1_2fc1, "zfs"),
            (0xf2f5_2010, "f2fs"),
            (0x0000_4d44, "fat"),
            (0x2011_bab0, "exfat"),
        ] {
            assert_eq!(of_magic(magic), Locality::Local, "{name}");
        }
    }
}
