//! What was done each day in each deck: sums over answers, so that figures need not read the whole log.
//!
//! An answer adds to one day of one deck whatever else there is, so parts of a log can be summed apart, and what is undone is taken
//! off again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::card::CardId;
use crate::day::Day;

/// One answer, as the diary counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encounter {
    /// The study day.
    pub day: Day,
    /// Whether the card was known before.
    pub acquaintance: Acquaintance,
    /// What came of it.
    pub outcome: Outcome,
}

/// Whether a card was met before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acquaintance {
    /// Met for the first time ever, since it was reset, or since its author gave it another meaning.
    New,
    /// Met before.
    Known,
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An introduction: nothing was rated.
    Shown,
    /// Rated for the first time, or once more on the same day.
    Rated,
    /// The first try of a later day than that of the last rating, passed.
    Recalled,
    /// The same, failed.
    Forgotten,
}

/// What was done: on a day, in a deck, or on all of several.
///
/// A difference of two has negative numbers; what was really done has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Introductions and rated responses.
    pub answers: i64,
    /// Rated responses.
    pub reviews: i64,
    /// Cards that were new.
    pub introduced: i64,
    /// Cards that came back on a later day,
    pub asked: i64,
    /// and that were recalled at the first try of that day.
    pub recalled: i64,
}

impl Done {
    /// Adds what was done elsewhere.
    pub fn add(&mut self, other: Self) {
        self.join(other, i64::saturating_add);
    }

    /// Tells whether people can have done this: nothing is less than none, and a part no more than its whole.
    pub fn is_possible(self) -> bool {
        let is_part = |part, whole| (0..=whole).contains(&part);
        is_part(self.answers, u32::MAX.into())
            && is_part(self.reviews, self.answers)
            && is_part(self.introduced, self.answers)
            && is_part(self.asked, self.reviews)
            && is_part(self.recalled, self.asked)
    }

    fn join(&mut self, other: Self, with: impl Fn(i64, i64) -> i64) {
        self.answers = with(self.answers, other.answers);
        self.reviews = with(self.reviews, other.reviews);
        self.introduced = with(self.introduced, other.introduced);
        self.asked = with(self.asked, other.asked);
        self.recalled = with(self.recalled, other.recalled);
    }
}

impl From<Encounter> for Done {
    fn from(encounter: Encounter) -> Self {
        let (reviews, asked, recalled) = match encounter.outcome {
            Outcome::Shown => (0, 0, 0),
            Outcome::Rated => (1, 0, 0),
            Outcome::Recalled => (1, 1, 1),
            Outcome::Forgotten => (1, 1, 0),
        };
        Self {
            answers: 1,
            reviews,
            introduced: i64::from(encounter.acquaintance == Acquaintance::New),
            asked,
            recalled,
        }
    }
}

/// What was done, by deck and day. Days on which the sum is nothing are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diary(BTreeMap<String, BTreeMap<Day, Done>>);

impl Diary {
    /// Adds the encounters with a card.
    pub fn add(&mut self, card: &CardId, encounters: &[Encounter]) {
        self.join(card.deck(), sums(encounters), i64::saturating_add);
    }

    /// Takes encounters with a card off again.
    pub fn remove(&mut self, card: &CardId, encounters: &[Encounter]) {
        self.join(card.deck(), sums(encounters), i64::saturating_sub);
    }

    /// Adds what was done in a deck on a day.
    pub fn enter(&mut self, deck: &str, day: Day, done: Done) {
        self.join(deck, [(day, done)], i64::saturating_add);
    }

    /// Everything, by deck and then by day.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Day, Done)> {
        self.0.iter().flat_map(|(deck, days)| {
            let entry = move |(day, done): (&Day, &Done)| (deck.as_str(), *day, *done);
            days.iter().map(entry)
        })
    }

    fn join(
        &mut self,
        deck: &str,
        sums: impl IntoIterator<Item = (Day, Done)>,
        with: impl Fn(i64, i64) -> i64,
    ) {
        if !self.0.contains_key(deck) {
            self.0.insert(deck.to_owned(), BTreeMap::new());
        }
        let days = self.0.get_mut(deck).expect("it was just put in");
        for (day, done) in sums {
            let sum = days.entry(day).or_default();
            sum.join(done, &with);
            if *sum == Done::default() {
                days.remove(&day);
            }
        }
        if days.is_empty() {
            self.0.remove(deck);
        }
    }
}

fn sums(encounters: &[Encounter]) -> impl Iterator<Item = (Day, Done)> {
    let sum = |encounter: &Encounter| (encounter.day, Done::from(*encounter));
    encounters.iter().map(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encounter(day: i32, acquaintance: Acquaintance, outcome: Outcome) -> Encounter {
        Encounter {
            day: Day::from_number(day),
            acquaintance,
            outcome,
        }
    }

    fn three_meetings() -> [Encounter; 3] {
        [
            encounter(1, Acquaintance::New, Outcome::Shown),
            encounter(1, Acquaintance::Known, Outcome::Rated),
            encounter(4, Acquaintance::Known, Outcome::Recalled),
        ]
    }

    fn done(answers: i64, reviews: i64, introduced: i64, asked: i64, recalled: i64) -> Done {
        Done {
            answers,
            reviews,
            introduced,
            asked,
            recalled,
        }
    }

    fn card(name: &str) -> CardId {
        name.parse().expect("a card id")
    }

    #[test]
    fn meetings_are_summed_by_deck_and_day() {
        let mut diary = Diary::default();
        diary.add(&card("d:a"), &three_meetings());
        diary.add(&card("d:b"), &three_meetings()[..1]);
        diary.add(&card("e:a"), &three_meetings()[2..]);
        let day = Day::from_number;
        let all: Vec<_> = diary.iter().collect();
        assert_eq!(
            all,
            [
                ("d", day(1), done(3, 1, 2, 0, 0)),
                ("d", day(4), done(1, 1, 0, 1, 1)),
                ("e", day(4), done(1, 1, 0, 1, 1)),
            ]
        );
    }

    #[test]
    fn what_is_taken_off_again_leaves_no_trace() {
        let mut diary = Diary::default();
        diary.add(&card("d:a"), &three_meetings());
        let before = diary.clone();
        diary.add(&card("e:a"), &three_meetings());
        diary.remove(&card("e:a"), &three_meetings());
        assert_eq!(diary, before);
        diary.remove(&card("d:a"), &three_meetings());
        assert_eq!(diary, Diary::default());
    }

    #[test]
    fn a_failed_card_was_asked_and_an_introduction_was_not() {
        let sum = |outcome| Done::from(encounter(1, Acquaintance::Known, outcome));
        assert_eq!(sum(Outcome::Forgotten), done(1, 1, 0, 1, 0));
        assert_eq!(sum(Outcome::Shown), done(1, 0, 0, 0, 0));
    }

    #[test]
    fn a_part_is_no_more_than_its_whole() {
        assert!(done(3, 2, 3, 2, 1).is_possible());
        assert!(done(0, 0, 0, 0, 0).is_possible());
        for impossible in [
            done(1, 2, 0, 0, 0),
            done(1, 1, 2, 0, 0),
            done(2, 1, 0, 2, 0),
            done(2, 2, 0, 1, 2),
            done(-1, 0, 0, 0, 0),
            done(1 << 32, 0, 0, 0, 0),
            done(1, 1, 1, 0, -1),
        ] {
            assert!(!impossible.is_possible(), "{impossible:?}");
        }
    }
}
