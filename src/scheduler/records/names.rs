//! Names by their places, written one after the other.

use super::place::{Place, count, index};

/// Many names in little memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    text: String,
    /// Where each name ends.
    ends: Vec<u32>,
}

impl Names {
    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, names: usize) {
        self.ends.reserve_exact(names);
    }

    /// Adds a name at the next place.
    pub(super) fn push(&mut self, name: &str) {
        self.text.push_str(name);
        self.ends.push(count(self.text.len()));
    }

    /// Tells whether this name is at this place.
    pub(super) fn is(&self, place: Place, name: &str) -> bool {
        self.get(place.index()) == Some(name)
    }

    /// All names, in the order of their places.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|place| self.get(place).unwrap_or_default())
    }

    fn get(&self, place: usize) -> Option<&str> {
        let end = self.ends.get(place)?;
        let start = match place.checked_sub(1) {
            None => 0,
            Some(before) => *self.ends.get(before)?,
        };
        self.text.get(index(start)..index(*end))
    }
}
