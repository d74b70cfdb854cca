//! Many values one after the other, each of which can be had alone: their number, where each ends, then the values.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Packs values; nothing when they are too large.
pub(super) fn pack<T: Serialize>(values: impl ExactSizeIterator<Item = T>) -> Option<Vec<u8>> {
    let count = u32::try_from(values.len()).ok()?;
    let mut bytes = count.to_le_bytes().to_vec();
    bytes.resize(values.len().checked_mul(4)?.checked_add(4)?, 0);
    for (number, value) in values.enumerate() {
        bytes = postcard::to_extend(&value, bytes).ok()?;
        let end = u32::try_from(bytes.len()).ok()?;
        let place = number * 4 + 4;
        bytes
            .get_mut(place..place + 4)?
            .copy_from_slice(&end.to_le_bytes());
    }
    Some(bytes)
}

/// Packed values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pack<'b>(&'b [u8]);

impl<'b> Pack<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// How many values there are.
    pub(super) fn len(self) -> Option<usize> {
        self.number(0)
    }

    /// Reads the value at this place, counted from 0.
    pub(super) fn value<T: DeserializeOwned>(self, place: usize) -> Option<T> {
        let count = self.len().filter(|count| place < *count)?;
        let start = match place {
            0 => count.checked_mul(4)?.checked_add(4)?,
            _ => self.number(place)?,
        };
        let end = self.number(place + 1)?;
        postcard::from_bytes(self.0.get(start..end)?).ok()
    }

    fn number(self, place: usize) -> Option<usize> {
        let start = place.checked_mul(4)?;
        let word = self.0.get(start..start.checked_add(4)?)?;
        usize::try_from(u32::from_le_bytes(word.try_into().ok()?)).ok()
    }
}
