//! A planned queue in motion: cards are asked, come back the same day, are put off or dropped.

use super::Queue;
use crate::memory::CardState;
use crate::scheduler::Record;

/// A card failed or introduced comes back after so many others, if there are that many.
const OTHERS_BETWEEN: usize = 3;

/// A card to be asked again today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    index: usize,
    /// How many questions had been posed when it was answered.
    since: usize,
}

/// The card being asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pending {
    index: usize,
    met: Met,
}

/// Whether a card was answered in this session before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    NotYet,
    Before,
}

impl Queue {
    /// Returns the card to ask now; the same one until it is answered, put back or removed. Nothing when the session is over.
    #[expect(
        clippy::should_implement_trait,
        reason = "a queue changes between two cards, which an iterator's adapters would hide"
    )]
    pub fn next(&mut self) -> Option<usize> {
        if self.pending.is_none() {
            self.pending = self.pull();
            self.posed += usize::from(self.pending.is_some());
        }
        self.pending.map(|pending| pending.index)
    }

    /// Takes in that the card was answered, or that its last answer was rated anew, and where it stands since.
    ///
    /// A card that is not yet learned comes back after three others, or when nothing else is left.
    pub fn answered(&mut self, index: usize, record: &Record) {
        self.remove(index);
        match record.state {
            CardState::Learning(_) | CardState::Relearning(_) => self.repeats.push_back(Repeat {
                index,
                since: self.posed,
            }),
            CardState::New | CardState::Review(_) => {}
        }
    }

    /// Puts the card off until later in the session.
    pub fn put_back(&mut self, index: usize) {
        let met = self.met(index);
        self.remove(index);
        match met {
            Met::NotYet => self.fresh.push_back(index),
            Met::Before => self.repeats.push_back(Repeat {
                index,
                since: self.posed,
            }),
        }
    }

    /// Makes the card the next one, whether it was in the queue or not. A pending card follows it.
    pub fn put_first(&mut self, index: usize) {
        if let Some(pending) = self.pending.take() {
            // It was asked, but to no end.
            self.posed -= 1;
            self.first.push(pending.index);
        }
        self.remove(index);
        self.first.push(index);
    }

    /// Takes the card out of the session.
    pub fn remove(&mut self, index: usize) {
        self.pending = self.pending.filter(|pending| pending.index != index);
        self.first.retain(|&other| other != index);
        self.fresh.take_out(|other| other == index);
        self.repeats.retain(|repeat| repeat.index != index);
    }

    /// Takes out the cards that ask only a fact whose answer was `told` just now, and returns them: they wait for the next day.
    ///
    /// The pending card stays, and so does what was answered in this session.
    pub fn hold(&mut self, told: impl Fn(usize) -> bool) -> Vec<usize> {
        self.fresh.take_out(told)
    }

    /// How many cards are still to come, the pending one not counted.
    pub fn left(&self) -> usize {
        self.first.len() + self.fresh.left().len() + self.repeats.len()
    }

    /// How many cards are not done with: those to come, and the pending one.
    pub fn undone(&self) -> usize {
        self.left() + usize::from(self.pending.is_some())
    }

    fn pull(&mut self) -> Option<Pending> {
        let met = |met| move |index| Pending { index, met };
        let first = self.first.pop().map(met(Met::Before));
        first
            .or_else(|| self.ripe_repeat().map(met(Met::Before)))
            .or_else(|| self.fresh.pop_front().map(met(Met::NotYet)))
            .or_else(|| self.oldest_repeat().map(met(Met::Before)))
    }

    fn ripe_repeat(&mut self) -> Option<usize> {
        let oldest = self.repeats.front()?;
        if self.posed.saturating_sub(oldest.since) < OTHERS_BETWEEN {
            return None;
        }
        self.oldest_repeat()
    }

    fn oldest_repeat(&mut self) -> Option<usize> {
        self.repeats.pop_front().map(|repeat| repeat.index)
    }

    fn met(&self, index: usize) -> Met {
        match self.pending {
            Some(pending) if pending.index == index => pending.met,
            _ if self.fresh.left().contains(&index) => Met::NotYet,
            _ => Met::Before,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::review::Rating;
    use crate::scheduler::fixture::{any_rating, logged, rated};
    use crate::scheduler::queue::fixture::{
        REVIEW, STUDY, TODAY, World, in_review, introduced, relearning, text,
    };

    fn due(count: usize) -> World {
        World::of((0..count).map(|n| (text(&format!("c{n}"), "x"), in_review(0, 10))))
    }

    /// Asks so many cards, passes them all and returns them.
    fn pass(queue: &mut Queue, count: usize) -> Vec<usize> {
        (0..count)
            .map_while(|_| {
                let index = queue.next()?;
                queue.answered(index, &in_review(10, 10));
                Some(index)
            })
            .collect()
    }

    #[test]
    fn a_failed_card_comes_back_after_three_others() {
        let mut queue = due(8).queue(REVIEW, None);
        let failed = queue.next().expect("a card");
        queue.answered(failed, &relearning());
        let others = pass(&mut queue, 3);
        assert!(!others.contains(&failed));
        assert_eq!(queue.next(), Some(failed));
    }

    #[test]
    fn a_failed_card_comes_back_at_once_when_nothing_else_is_left() {
        let mut queue = due(1).queue(REVIEW, None);
        assert_eq!(queue.next(), Some(0));
        queue.answered(0, &relearning());
        assert_eq!(queue.next(), Some(0));
        queue.answered(0, &in_review(1, 1));
        assert_eq!(queue.next(), None);
    }

    #[test]
    fn a_card_stays_pending_until_it_is_answered() {
        let mut queue = due(3).queue(REVIEW, None);
        let first = queue.next();
        assert_eq!(queue.next(), first);
        assert_eq!((queue.left(), queue.undone()), (2, 3));
    }

    #[test]
    fn a_skipped_card_returns_after_the_others() {
        let mut queue = due(3).queue(REVIEW, None);
        let skipped = queue.next().expect("a card");
        queue.put_back(skipped);
        let asked = pass(&mut queue, 9);
        assert_eq!((asked.len(), asked.last()), (3, Some(&skipped)));
    }

    #[test]
    fn a_failed_card_that_is_skipped_still_returns() {
        let mut queue = due(2).queue(REVIEW, None);
        let failed = queue.next().expect("a card");
        queue.answered(failed, &relearning());
        pass(&mut queue, 1);
        assert_eq!(queue.next(), Some(failed));
        queue.put_back(failed);
        assert_eq!(pass(&mut queue, 9), [failed]);
    }

    #[test]
    fn a_card_put_first_is_next_and_the_pending_one_follows() {
        let mut queue = due(3).queue(REVIEW, None);
        let done = pass(&mut queue, 1)[0];
        let pending = queue.next().expect("a card");
        queue.put_first(done);
        assert_eq!(pass(&mut queue, 2), [done, pending]);
        assert_eq!(pass(&mut queue, 9).len(), 1);
    }

    #[test]
    fn a_question_put_behind_another_does_not_count_twice() {
        let mut queue = due(8).queue(REVIEW, None);
        let passed = pass(&mut queue, 1)[0];
        let failed = queue.next().expect("a card");
        queue.answered(failed, &relearning());
        queue.next();
        queue.put_first(passed);
        let others = pass(&mut queue, 3);
        assert!(!others.contains(&failed), "{others:?}");
        assert_eq!(queue.next(), Some(failed));
    }

    #[test]
    fn a_card_rated_anew_is_queued_as_it_stands_now() {
        let mut queue = due(2).queue(REVIEW, None);
        let passed = pass(&mut queue, 1)[0];
        let pending = queue.next().expect("a card");
        queue.answered(passed, &relearning());
        assert_eq!(queue.next(), Some(pending));
        assert_eq!(queue.left(), 1);
        queue.answered(passed, &in_review(3, 3));
        assert_eq!(queue.left(), 0);
    }

    #[test]
    fn a_removed_card_is_not_asked() {
        let mut queue = due(3).queue(REVIEW, None);
        let removed = queue.next().expect("a card");
        queue.remove(removed);
        assert!(!pass(&mut queue, 9).contains(&removed));
    }

    #[test]
    fn a_fact_that_was_told_waits_unless_it_was_answered_or_is_asked_now() {
        let mut world = due(6);
        world.cards.push((text("c0/other", "x"), in_review(-1, 9)));
        let mut queue = world.queue(REVIEW, None);
        let pending = queue.next().expect("a card");
        assert!(queue.hold(|index| index == pending).is_empty());
        queue.answered(pending, &relearning());
        assert!(queue.hold(|index| index == pending).is_empty());
        let other = (0..6)
            .find(|index| *index != pending && *index != 0)
            .expect("six cards");
        assert_eq!(queue.hold(|index| index == other), [other]);
        assert!(queue.hold(|_| false).is_empty());
        assert!(!pass(&mut queue, 9).contains(&other));
    }

    #[test]
    fn a_copy_kept_for_undo_asks_the_same_card_again() {
        let mut queue = due(5).queue(REVIEW, None);
        let answered = queue.next().expect("a card");
        let before = queue.clone();
        queue.answered(answered, &relearning());
        queue.next();
        let mut restored = before;
        assert_eq!(restored.next(), Some(answered));
        assert_eq!(restored.left(), 4);
    }

    #[derive(Clone, Copy, Debug)]
    enum Move {
        Answer(Rating),
        Skip,
    }

    fn moves() -> impl Strategy<Value = Vec<Move>> {
        let one = prop_oneof![
            6 => any_rating().prop_map(Move::Answer),
            1 => Just(Move::Skip),
        ];
        prop::collection::vec(one, 0..200)
    }

    proptest! {
        #[test]
        fn a_session_asks_every_card_loses_none_and_ends(
            kinds in prop::collection::vec(0..4u8, 1..40),
            moves in moves(),
        ) {
            let mut world = World::of(kinds.iter().enumerate().map(|(n, kind)| {
                let record = match kind {
                    0 => Record::default(),
                    1 => introduced(-1),
                    2 => relearning(),
                    _ => in_review(-3, 9),
                };
                (text(&format!("f{n}"), "x"), record)
            }));
            world.settings.new_per_day = 100;
            let mut queue = world.queue(STUDY, None);
            prop_assert_eq!(queue.planned().new + queue.planned().due, kinds.len());
            let mut passed = vec![false; kinds.len()];
            let mut moves = moves.into_iter();
            let mut steps = 0;
            while let Some(index) = queue.next() {
                steps += 1;
                prop_assert!(steps < 1000, "the session does not end");
                match moves.next().unwrap_or(Move::Answer(Rating::Good)) {
                    Move::Answer(rating) => {
                        let record = &mut world.cards[index].1;
                        record.apply(&logged(0, rated(rating, TODAY)));
                        queue.answered(index, record);
                        passed[index] = rating.is_pass();
                    }
                    Move::Skip => queue.put_back(index),
                }
            }
            prop_assert!(passed.iter().all(|passed| *passed));
            prop_assert_eq!(queue.left(), 0);
        }
    }
}
