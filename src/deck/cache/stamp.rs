//! What tells a file from itself before a change.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::xxh3_64;

use super::Original;
use crate::system;

/// Times of files are as coarse as this on some file systems: a second change within it may look like none.
const COARSEST: Duration = Duration::from_secs(2);

/// Size, times and number of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) size: u64,
    /// When its content was changed last, in nanoseconds since the Unix epoch.
    pub(super) modified: u64,
    /// When anything of it was changed last, likewise; 0 where the system does not say.
    pub(super) changed: u64,
    /// Its number in the file system; 0 where there is none.
    pub(super) number: u64,
}

impl Stamp {
    /// Looks at a deck; nothing when it cannot be seen.
    pub(super) fn of(original: Original<'_>) -> Option<Self> {
        match original {
            Original::File(path) => Self::of_file(&path.metadata().ok()?),
            Original::Embedded(_, text) => Some(Self {
                size: u64::try_from(text.len()).ok()?,
                number: xxh3_64(text.as_bytes()),
                ..Self::default()
            }),
        }
    }

    fn of_file(metadata: &Metadata) -> Option<Self> {
        let (changed, number) = system::change(metadata);
        Some(Self {
            size: metadata.len(),
            modified: since_epoch(metadata.modified().ok()?)?,
            changed,
            number,
        })
    }

    /// Tells whether the file was left alone for long enough before `now` that any later change of it will show.
    pub(super) fn is_settled(self, now: SystemTime) -> bool {
        let coarsest = u64::try_from(COARSEST.as_nanos()).unwrap_or(u64::MAX);
        since_epoch(now).is_some_and(|now| self.modified.saturating_add(coarsest) < now)
    }
}

fn since_epoch(time: SystemTime) -> Option<u64> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    u64::try_from(since.as_nanos()).ok()
}
