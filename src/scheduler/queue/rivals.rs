//! Rivals: facts of a deck with values so near that learners mix them up.
//!
//! Of two rivals the second is introduced only once the first was passed on a day after its own introduction.

use std::collections::{BTreeMap, HashMap};

use super::QueueCard;
use crate::deck::{FactNumber, Matter};
use crate::memory::CardState;
use crate::quantity::{Number, Unit};

/// Dates this many years apart are rivals.
const YEARS: i32 = 2;

/// The facts that keep their rivals waiting: introduced, and not yet kept for a day.
#[derive(Debug, Default)]
pub(super) struct Rivals<'a> {
    years: HashMap<usize, BTreeMap<i32, Holders>>,
    figures: HashMap<(usize, Option<&'a Unit>), BTreeMap<Number, Holders>>,
}

/// The facts that have a value: one, or several of which two are enough to know.
#[derive(Debug)]
struct Holders {
    first: FactNumber,
    other: Option<FactNumber>,
}

impl<'a> Rivals<'a> {
    pub(super) fn of(cards: &[QueueCard<'a>]) -> Self {
        let mut rivals = Self::default();
        for card in cards.iter().filter(|card| is_settling(card)) {
            rivals.open(card);
        }
        rivals
    }

    /// Notes that the card was introduced or is about to be.
    pub(super) fn open(&mut self, card: &QueueCard<'a>) {
        let Some((deck, fact)) = card.only_fact() else {
            return;
        };
        let insert = |holders: &mut Holders| holders.add(fact);
        let one = || Holders {
            first: fact,
            other: None,
        };
        match card.card.matter() {
            Matter::Date(Some(year)) => {
                let years = self.years.entry(deck).or_default();
                years.entry(year).and_modify(insert).or_insert_with(one);
            }
            Matter::Figure(number, unit) => {
                let figures = self.figures.entry((deck, unit)).or_default();
                figures.entry(number).and_modify(insert).or_insert_with(one);
            }
            Matter::Date(None) | Matter::Other => {}
        }
    }

    /// Tells whether the card has to wait for a rival.
    pub(super) fn block(&self, card: &QueueCard<'a>) -> bool {
        let Some((deck, fact)) = card.only_fact() else {
            return false;
        };
        match card.card.matter() {
            Matter::Date(Some(year)) => self.years.get(&deck).is_some_and(|years| {
                years
                    .range(year - YEARS..=year + YEARS)
                    .any(|(_, holders)| holders.has_other_than(fact))
            }),
            Matter::Figure(number, unit) => {
                self.figures.get(&(deck, unit)).is_some_and(|figures| {
                    let up = figures.range(number..);
                    let down = figures.range(..number).rev();
                    let is_held = |(_, holders): (&Number, &Holders)| holders.has_other_than(fact);
                    up.take_while(|(other, _)| are_near(number, **other))
                        .any(is_held)
                        || down
                            .take_while(|(other, _)| are_near(number, **other))
                            .any(is_held)
                })
            }
            Matter::Date(None) | Matter::Other => false,
        }
    }
}

impl Holders {
    fn add(&mut self, fact: FactNumber) {
        if self.first != fact {
            self.other = Some(fact);
        }
    }

    fn has_other_than(&self, fact: FactNumber) -> bool {
        self.first != fact || self.other.is_some()
    }
}

fn is_settling(card: &QueueCard<'_>) -> bool {
    let record = card.standing();
    record.state != CardState::New && record.kept_on.is_none() && !record.suspended
}

/// Tells whether the figures differ by at most a quarter of the larger one.
fn are_near(a: Number, b: Number) -> bool {
    let larger = a.abs().max(b.abs());
    let twice = |number: Number| number.plus(number);
    twice(twice(a.minus(b).abs())) <= larger
}

#[cfg(test)]
mod tests {
    use crate::card::Card;
    use crate::scheduler::Record;
    use crate::scheduler::queue::fixture::{World, date, day, figure, in_review, introduced};

    #[track_caller]
    fn introduces(cards: Vec<Card>, expected: &[&str]) {
        assert_eq!(World::new_cards(cards).study(), expected);
    }

    #[test]
    fn dates_within_two_years_are_not_introduced_on_one_day() {
        introduces(vec![date("a", "1274-11"), date("b", "1276")], &["a"]);
        introduces(vec![date("a", "1274"), date("b", "1277")], &["a", "b"]);
    }

    #[test]
    fn figures_within_a_quarter_of_the_larger_are_not_introduced_on_one_day() {
        introduces(
            vec![figure("a", "75", "ships"), figure("b", "100", "ships")],
            &["a"],
        );
        introduces(
            vec![figure("a", "100", "ships"), figure("b", "75", "ships")],
            &["a"],
        );
        introduces(
            vec![figure("a", "74", "ships"), figure("b", "100", "ships")],
            &["a", "b"],
        );
        introduces(
            vec![figure("a", "90", "ships"), figure("b", "100", "men")],
            &["a", "b"],
        );
    }

    #[test]
    fn cards_of_one_fact_are_no_rivals() {
        introduces(
            vec![date("a/x", "1274"), date("a/y", "1274")],
            &["a/x", "a/y"],
        );
    }

    #[test]
    fn a_rival_is_introduced_once_the_other_was_kept_for_a_day() {
        let after = |record: Record| {
            let world = World::of([
                (date("a", "1274"), record),
                (date("b", "1275"), Record::default()),
            ]);
            world.counts().new
        };
        assert_eq!(after(introduced(-1)), 0);
        assert_eq!(
            after(Record {
                kept_on: None,
                ..in_review(5, 1)
            }),
            0
        );
        assert_eq!(
            after(Record {
                kept_on: Some(day(-1)),
                ..in_review(5, 1)
            }),
            1
        );
        assert_eq!(
            after(Record {
                suspended: true,
                ..introduced(-1)
            }),
            1
        );
    }
}
