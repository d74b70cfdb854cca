//! The cards that were not answered yet. A session keeps a copy of its queue for every answer that may be taken back, so a copy
//! shares what it can: however many cards there are and however long the session goes on, it takes a few words.

use std::sync::Arc;

/// Cards in the order in which they will be asked.
#[derive(Clone, Debug)]
pub(super) struct Fresh {
    /// Shared by all copies since the last change other than from the front.
    cards: Arc<Vec<usize>>,
    /// How many of them are gone from the front.
    gone: usize,
}

impl From<Vec<usize>> for Fresh {
    fn from(cards: Vec<usize>) -> Self {
        Self {
            cards: Arc::new(cards),
            gone: 0,
        }
    }
}

impl PartialEq for Fresh {
    fn eq(&self, other: &Self) -> bool {
        self.left() == other.left()
    }
}

impl Fresh {
    pub(super) fn len(&self) -> usize {
        self.left().len()
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        self.left().contains(&index)
    }

    pub(super) fn pop_front(&mut self) -> Option<usize> {
        let front = self.left().first().copied()?;
        self.gone += 1;
        Some(front)
    }

    pub(super) fn push_back(&mut self, index: usize) {
        Arc::make_mut(&mut self.cards).push(index);
    }

    /// Takes a card out, if it is there.
    pub(super) fn remove(&mut self, index: usize) {
        // Nearly always it was at the front and is gone.
        if self.contains(index) {
            self.take_out(|other| other == index);
        }
    }

    /// Takes out the cards for which `is_out` holds, and returns them.
    pub(super) fn take_out(&mut self, is_out: impl Fn(usize) -> bool) -> Vec<usize> {
        let (out, stay): (Vec<usize>, Vec<usize>) =
            self.left().iter().partition(|index| is_out(**index));
        if !out.is_empty() {
            *self = stay.into();
        }
        out
    }

    fn left(&self) -> &[usize] {
        self.cards.get(self.gone..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_shares_its_cards_with_all_that_come_after_it() {
        let mut fresh = Fresh::from(vec![5, 6, 7]);
        let before = fresh.clone();
        assert_eq!(fresh.pop_front(), Some(5));
        fresh.remove(5);
        assert!(Arc::ptr_eq(&fresh.cards, &before.cards));
        assert_eq!((before.len(), fresh.len()), (3, 2));
    }

    #[test]
    fn a_change_leaves_the_copy_as_it_was() {
        let mut fresh = Fresh::from(vec![5, 6, 7]);
        fresh.pop_front();
        let before = fresh.clone();
        fresh.push_back(5);
        fresh.remove(6);
        assert_eq!(fresh, Fresh::from(vec![7, 5]));
        assert_eq!(fresh.take_out(|index| index > 6), [7]);
        assert_eq!(before, Fresh::from(vec![6, 7]));
        assert_eq!(fresh.pop_front(), Some(5));
        assert_eq!(fresh.pop_front(), None);
    }
}
