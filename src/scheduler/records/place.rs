//! Numbers that say where something is, in half the room of a `usize`.

use std::num::NonZeroU32;

/// Where a record is among the records that gave the place: there it stays. None takes no more room than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scheduler) struct Place(NonZeroU32);

impl Place {
    /// The place with this number, counted from 0.
    pub(in crate::scheduler) fn of(number: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(count(number)))
    }

    /// Its number, counted from 0.
    pub(in crate::scheduler) fn index(self) -> usize {
        index(self.0.get() - 1)
    }
}

/// Names of four thousand million letters do not fit into memory together with what else there is of them.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
