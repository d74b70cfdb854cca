//! How many cards may be introduced today.

use std::collections::HashMap;

use super::{Mode, QueueCard, QueueInput, decks};

/// What is left of today's new cards, over all and by deck.
#[derive(Clone, Debug)]
pub(super) struct Quota {
    total: u32,
    by_deck: HashMap<usize, u32>,
}

impl Quota {
    /// Takes the cards introduced today off what the settings and the decks allow. A number the learner names overrules both.
    pub(super) fn of(input: &QueueInput<'_>, introduced: &[usize]) -> Self {
        let new = match input.mode {
            Mode::Study { new } => new,
            Mode::Review { .. } => Some(0),
        };
        if let Some(total) = new {
            return Self {
                total,
                by_deck: HashMap::new(),
            };
        }
        let mut quota = Self {
            total: input.settings.new_per_day,
            by_deck: deck_limits(input.cards),
        };
        for &index in introduced {
            quota.spend(input.cards[index].deck);
        }
        quota
    }

    /// Nothing new at all.
    pub(super) fn none() -> Self {
        Self {
            total: 0,
            by_deck: HashMap::new(),
        }
    }

    /// The most that can still be introduced, whatever the deck.
    pub(super) fn total(&self) -> usize {
        usize::try_from(self.total).unwrap_or(usize::MAX)
    }

    /// Tells whether a card of `deck` can still be introduced.
    pub(super) fn allows(&self, deck: usize) -> bool {
        self.total > 0 && self.by_deck.get(&deck).is_none_or(|left| *left > 0)
    }

    /// Takes off one card of `deck`.
    pub(super) fn spend(&mut self, deck: usize) {
        self.total = self.total.saturating_sub(1);
        if let Some(left) = self.by_deck.get_mut(&deck) {
            *left = left.saturating_sub(1);
        }
    }
}

fn deck_limits(cards: &[QueueCard<'_>]) -> HashMap<usize, u32> {
    let limit = |deck: &[QueueCard<'_>]| {
        let first = deck.first()?;
        Some((first.deck, first.card.deck_new_per_day()?))
    };
    decks(cards).filter_map(limit).collect()
}

#[cfg(test)]
mod tests {
    use crate::scheduler::Record;
    use crate::scheduler::queue::Mode;
    use crate::scheduler::queue::fixture::{World, day, in_review, text};

    fn twenty_new_and_two_of_today() -> World {
        let today = Record {
            introduced_on: Some(day(0)),
            ..in_review(1, 1)
        };
        let mut world = World::new_cards((0..20).map(|n| text(&format!("n{n}"), "x")));
        world.cards.push((text("t0", "x"), today.clone()));
        world.cards.push((text("t1", "x"), today));
        world
    }

    #[test]
    fn cards_introduced_today_count() {
        assert_eq!(twenty_new_and_two_of_today().study().len(), 8);
    }

    #[test]
    fn cards_held_back_by_a_limit_are_counted() {
        let waiting = |world: &World, new| {
            let waiting = world.queue(Mode::Study { new }, None).waiting();
            (waiting.own_limit, waiting.deck_limit)
        };
        let mut world = twenty_new_and_two_of_today();
        assert_eq!(waiting(&world, None), (12, 0));
        assert_eq!(waiting(&world, Some(5)), (0, 0));
        world.new_per_day = Some(3);
        assert_eq!(waiting(&world, None), (0, 19));
    }

    #[test]
    fn a_deck_can_allow_fewer_but_not_more() {
        let mut world = twenty_new_and_two_of_today();
        world.new_per_day = Some(3);
        assert_eq!(world.study().len(), 1);
        world.new_per_day = Some(15);
        assert_eq!(world.study().len(), 8);
    }

    #[test]
    fn a_number_named_by_the_learner_overrules_the_rest() {
        let mut world = twenty_new_and_two_of_today();
        world.new_per_day = Some(0);
        assert_eq!(world.keys(Mode::Study { new: Some(12) }, None).len(), 12);
        assert!(world.keys(Mode::Study { new: Some(0) }, None).is_empty());
    }

    #[test]
    fn new_cards_come_in_the_order_they_are_written() {
        assert_eq!(
            twenty_new_and_two_of_today().study()[..3],
            ["n0", "n1", "n2"]
        );
    }
}
