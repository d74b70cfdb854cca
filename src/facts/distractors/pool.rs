//! What the facts of a base can lend as wrong options, sorted so that near ones are found at once.

use std::collections::HashMap;

use crate::card::{DeckId, FactId};
use crate::facts::asking::Edge;
use crate::facts::fact::{Fact, Value};
use crate::quantity::{Number, Unit};
use crate::when::{HistoricDate, Year};

/// Near values looked at on either side.
const REACH: usize = 5;

/// The values of all facts that may stand beside another's.
pub(in crate::facts) struct Pool<'a> {
    /// Years of dates and of the edges of spans, sorted.
    years: Shelves<'a, (), i32>,
    figures: Shelves<'a, &'a Unit, Number>,
    /// Names by class, of each deck and of all.
    names: HashMap<(Option<&'a DeckId>, &'a str), Vec<&'a Fact>>,
    /// Facts with an event and a date, by deck, sorted by year.
    events: HashMap<&'a DeckId, Vec<(i32, &'a Fact)>>,
}

/// Sorted values, of each deck and of all.
struct Shelves<'a, K, V> {
    of_decks: HashMap<(&'a DeckId, K), Vec<Lent<'a, V>>>,
    of_all: HashMap<K, Vec<Lent<'a, V>>>,
}

/// A value and the fact it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lent<'a, V> {
    pub(super) value: V,
    pub(super) fact: &'a FactId,
}

/// The nearest values below and above, the nearest one first.
pub(super) struct Near<'a, V> {
    pub(super) below: Vec<Lent<'a, V>>,
    pub(super) above: Vec<Lent<'a, V>>,
}

impl<'a> Pool<'a> {
    pub(in crate::facts) fn of(facts: &'a [Fact]) -> Self {
        let mut pool = Self {
            years: Shelves::default(),
            figures: Shelves::default(),
            names: HashMap::new(),
            events: HashMap::new(),
        };
        for fact in facts.iter().filter(|fact| fact.may_distract()) {
            pool.add(fact);
        }
        pool.years.sort();
        pool.figures.sort();
        for events in pool.events.values_mut() {
            events.sort_by_key(|(year, _)| *year);
        }
        pool
    }

    fn add(&mut self, fact: &'a Fact) {
        match &fact.value {
            Value::Date(value) => {
                let edges = [Edge::Start, Edge::End].map(|edge| edge.of(&value.date));
                let mut years: Vec<i32> = edges
                    .into_iter()
                    .flatten()
                    .filter_map(|date| date.year())
                    .map(Year::number)
                    .collect();
                years.dedup();
                for value in years {
                    self.years.add(fact, (), value);
                }
                if let (Some(_), Some(year)) =
                    (&fact.event, fact.point().and_then(HistoricDate::year))
                {
                    let events = self.events.entry(&fact.deck).or_default();
                    events.push((year.number(), fact));
                }
            }
            Value::Figure(value) => {
                if let Some(unit) = value.figure.unit() {
                    self.figures.add(fact, unit, value.figure.number());
                }
            }
            Value::Name(_) => {
                if let Some(class) = &fact.class {
                    for deck in [Some(&fact.deck), None] {
                        self.names.entry((deck, class)).or_default().push(fact);
                    }
                }
            }
            Value::Order(_) | Value::Set(_) | Value::Lost => {}
        }
    }

    /// Years near `year`: of the deck, and of all.
    pub(super) fn years<'s>(&'s self, deck: &'s DeckId, year: i32) -> [Near<'s, i32>; 2] {
        self.years.near(deck, (), year)
    }

    /// Figures of the unit near `number`: of the deck, and of all.
    pub(super) fn figures<'s>(
        &'s self,
        deck: &'s DeckId,
        unit: &'s Unit,
        number: Number,
    ) -> [Near<'s, Number>; 2] {
        self.figures.near(deck, unit, number)
    }

    /// Facts whose names are of this class: of the deck, and of all.
    pub(super) fn names<'s>(&'s self, deck: &'s DeckId, class: &'s str) -> [&'s [&'s Fact]; 2] {
        [Some(deck), None].map(|deck| {
            self.names
                .get(&(deck, class))
                .map_or(&[][..], Vec::as_slice)
        })
    }

    /// Facts of the deck with an event near `year`, the nearest ones first.
    pub(super) fn events(&self, deck: &DeckId, year: i32) -> Vec<&'a Fact> {
        let Some(events) = self.events.get(deck) else {
            return Vec::new();
        };
        let middle = events.partition_point(|(other, _)| *other < year);
        let start = middle.saturating_sub(REACH);
        let mut near: Vec<_> = events.iter().skip(start).take(2 * REACH).collect();
        near.sort_by_key(|(other, fact)| (other.abs_diff(year), &fact.id));
        near.into_iter().map(|(_, fact)| *fact).collect()
    }

    /// Facts of the deck that lie in `year` with an event.
    pub(in crate::facts) fn events_of(
        &self,
        deck: &DeckId,
        year: i32,
    ) -> impl Iterator<Item = &'a Fact> {
        let events = self.events.get(deck).map_or(&[][..], Vec::as_slice);
        let start = events.partition_point(|(other, _)| *other < year);
        let of_year = events.get(start..).unwrap_or_default().iter();
        of_year
            .take_while(move |(other, _)| *other == year)
            .map(|(_, fact)| *fact)
    }
}

impl<K, V> Default for Shelves<'_, K, V> {
    fn default() -> Self {
        Self {
            of_decks: HashMap::new(),
            of_all: HashMap::new(),
        }
    }
}

impl<'a, K: Copy + Eq + std::hash::Hash, V: Copy + Ord> Shelves<'a, K, V> {
    fn add(&mut self, fact: &'a Fact, kind: K, value: V) {
        let lent = Lent {
            value,
            fact: &fact.id,
        };
        self.of_decks
            .entry((&fact.deck, kind))
            .or_default()
            .push(lent);
        self.of_all.entry(kind).or_default().push(lent);
    }

    fn sort(&mut self) {
        let shelves = self.of_decks.values_mut().chain(self.of_all.values_mut());
        shelves.for_each(|shelf| shelf.sort_unstable());
    }

    fn near(&self, deck: &'a DeckId, kind: K, value: V) -> [Near<'a, V>; 2] {
        [
            near(self.of_decks.get(&(deck, kind)), &value),
            near(self.of_all.get(&kind), &value),
        ]
    }
}

fn near<'a, V: Copy + Ord>(shelf: Option<&Vec<Lent<'a, V>>>, value: &V) -> Near<'a, V> {
    let shelf = shelf.map_or(&[][..], Vec::as_slice);
    let start = shelf.partition_point(|lent| lent.value < *value);
    let end = shelf.partition_point(|lent| lent.value <= *value);
    let distinct = |side: &mut dyn Iterator<Item = &Lent<'a, V>>| {
        let mut taken: Vec<Lent<'a, V>> = Vec::with_capacity(REACH);
        for lent in side {
            if taken.len() == REACH {
                break;
            }
            if taken.last().is_none_or(|last| last.value != lent.value) {
                taken.push(*lent);
            }
        }
        taken
    };
    Near {
        below: distinct(&mut shelf.get(..start).unwrap_or_default().iter().rev()),
        above: distinct(&mut shelf.get(end..).unwrap_or_default().iter()),
    }
}
