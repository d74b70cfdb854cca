//! The cards a session has not asked yet. A session keeps a copy of its queue for each answer that can be taken back; of a
//! hundred thousand cards to come the copies hold the same ones.

use std::sync::Arc;

/// Cards in their order, taken from the front. A copy shares them until cards are added, or taken out from between.
#[derive(Clone, Debug)]
pub(super) struct Fresh {
    cards: Arc<Vec<usize>>,
    /// How many of them were taken.
    taken: usize,
}

impl Fresh {
    /// Takes the first card.
    pub(super) fn pop_front(&mut self) -> Option<usize> {
        let first = self.left().first().copied()?;
        self.taken += 1;
        Some(first)
    }

    /// Adds a card behind all others.
    pub(super) fn push_back(&mut self, card: usize) {
        Arc::make_mut(&mut self.cards).push(card);
    }

    /// Takes out the cards that `is_out` picks, and returns them.
    pub(super) fn take_out(&mut self, is_out: impl Fn(usize) -> bool) -> Vec<usize> {
        if !self.left().iter().any(|&card| is_out(card)) {
            return Vec::new();
        }
        let (out, left) = self.left().iter().partition(|&&card| is_out(card));
        *self = Self::from(left);
        out
    }

    /// The cards to come.
    pub(super) fn left(&self) -> &[usize] {
        self.cards.get(self.taken..).unwrap_or_default()
    }
}

impl From<Vec<usize>> for Fresh {
    fn from(cards: Vec<usize>) -> Self {
        Self {
            cards: Arc::new(cards),
            taken: 0,
        }
    }
}

impl PartialEq for Fresh {
    fn eq(&self, other: &Self) -> bool {
        self.left() == other.left()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_copy_shares_the_cards_while_they_are_asked_in_their_order() {
        let mut fresh = Fresh::from(vec![3, 1, 2]);
        let before = fresh.clone();
        assert_eq!(fresh.pop_front(), Some(3));
        assert!(fresh.take_out(|card| card == 3).is_empty());
        assert!(Arc::ptr_eq(&fresh.cards, &before.cards));
        assert_eq!((before.left(), fresh.left()), (&[3, 1, 2][..], &[1, 2][..]));
    }

    #[derive(Clone, Copy, Debug)]
    enum Move {
        Pop,
        Push(usize),
        TakeOut(usize),
        Copy,
    }

    fn moves() -> impl Strategy<Value = Vec<Move>> {
        let one = prop_oneof![
            Just(Move::Pop),
            (0..9_usize).prop_map(Move::Push),
            (1..5_usize).prop_map(Move::TakeOut),
            Just(Move::Copy),
        ];
        prop::collection::vec(one, 0..30)
    }

    proptest! {
        #[test]
        fn it_is_a_queue_and_no_copy_of_it_changes(
            cards in prop::collection::vec(0..9_usize, 0..9),
            moves in moves(),
        ) {
            let mut queue = VecDeque::from(cards.clone());
            let mut fresh = Fresh::from(cards);
            let mut copies = Vec::new();
            for made in moves {
                match made {
                    Move::Pop => prop_assert_eq!(fresh.pop_front(), queue.pop_front()),
                    Move::Push(card) => {
                        fresh.push_back(card);
                        queue.push_back(card);
                    }
                    Move::TakeOut(of) => {
                        let is_out = |card: usize| card.is_multiple_of(of);
                        let out: Vec<usize> =
                            queue.iter().copied().filter(|&card| is_out(card)).collect();
                        queue.retain(|&card| !is_out(card));
                        prop_assert_eq!(fresh.take_out(is_out), out);
                    }
                    Move::Copy => copies.push((fresh.clone(), queue.clone())),
                }
            }
            copies.push((fresh, queue));
            for (fresh, queue) in copies {
                prop_assert_eq!(fresh.left(), Vec::from(queue));
            }
        }
    }
}
