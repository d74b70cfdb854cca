//! How much there is to do, by deck and by day.

use std::collections::BTreeMap;

use super::plan::{Survey, survey};
use super::quota::Quota;
use super::sift::Sifted;
use super::{QueueInput, decks};
use crate::day::{Day, Days};
use crate::memory::CardState;
use crate::scheduler::Record;

/// How many cards there are to introduce and to review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DueCounts {
    /// Cards to introduce.
    pub new: usize,
    /// Cards to review, or to finish learning.
    pub due: usize,
}

/// Counts what each deck has for today, as if it alone were studied: siblings that wait and new cards over the quota are left
/// out, the limit of a session and the spreading of a backlog are not considered.
pub fn due_counts(input: &QueueInput<'_>) -> BTreeMap<usize, DueCounts> {
    let quota = Quota::of(input, &Sifted::of(input).introduced_today);
    let of_deck = |cards| {
        let deck = QueueInput { cards, ..*input };
        let number = deck.cards.first()?.deck;
        Some((number, count(&deck, quota.clone())))
    };
    decks(input.cards).filter_map(of_deck).collect()
}

fn count(input: &QueueInput<'_>, quota: Quota) -> DueCounts {
    let Survey {
        begun,
        reviews,
        new,
        ..
    } = survey(input, Sifted::of(input), quota);
    DueCounts {
        new: new.len(),
        due: begun.len() + reviews.len(),
    }
}

/// Returns the first day after `today` on which one of the cards can be asked again; nothing when none was ever met.
pub fn next_due<'a>(records: impl IntoIterator<Item = &'a Record>, today: Day) -> Option<Day> {
    let tomorrow = today.plus(Days(1));
    records
        .into_iter()
        .filter_map(asked_from)
        .map(|day| day.max(tomorrow))
        .min()
}

/// Counts the cards met before that can be asked on `day`, were nothing answered until then.
pub fn due_by<'a>(records: impl IntoIterator<Item = &'a Record>, day: Day) -> usize {
    records
        .into_iter()
        .filter(|record| is_due_by(record, day))
        .count()
}

/// Tells whether a card met before can be asked on `day`, were nothing answered until then.
pub fn is_due_by(record: &Record, day: Day) -> bool {
    asked_from(record).is_some_and(|from| from <= day)
}

/// Returns the day from which a card can be asked; nothing for one that is new or suspended.
pub fn asked_from(record: &Record) -> Option<Day> {
    let from = match record.state {
        CardState::New => return None,
        CardState::Learning(_) | CardState::Relearning(_) => record.last_seen,
        CardState::Review(reviewed) => Some(reviewed.due),
    };
    from.max(record.buried_until).filter(|_| !record.suspended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheduler::queue::fixture::{World, day, in_review, introduced, text};

    #[test]
    fn a_deck_counts_what_a_session_would_ask() {
        let mut world = World::of((0..6).map(|n| (text(&format!("c{n}"), "x"), in_review(0, 9))));
        world.cards.push((text("c0/other", "x"), in_review(0, 9)));
        world.cards.push((text("c1/new", "x"), Record::default()));
        world.cards.push((text("new", "x"), Record::default()));
        assert_eq!(world.counts(), DueCounts { new: 1, due: 6 });
        assert_eq!(world.study().len(), 7);
    }

    #[test]
    fn the_next_day_with_a_card_is_found() {
        let suspended = Record {
            suspended: true,
            ..in_review(1, 1)
        };
        let buried = Record {
            buried_until: Some(day(3)),
            ..in_review(0, 1)
        };
        let new = Record::default();
        assert_eq!(next_due([&new, &suspended], day(0)), None);
        assert_eq!(next_due([&new, &suspended, &buried], day(0)), Some(day(3)));
        assert_eq!(next_due([&in_review(9, 1)], day(0)), Some(day(9)));
        assert_eq!(next_due([&in_review(-9, 1)], day(0)), Some(day(1)));
        assert_eq!(next_due([&introduced(0)], day(0)), Some(day(1)));
    }

    #[test]
    fn cards_due_by_a_day_are_counted() {
        let records = [
            in_review(0, 1),
            in_review(1, 1),
            in_review(2, 1),
            introduced(0),
        ];
        assert_eq!(due_by(&records, day(1)), 3);
    }
}
