//! Pairs of facts that get mixed up: dates within two years of each other, figures within a quarter, in one deck.

use std::collections::BTreeMap;

use super::fact::{Fact, Value};
use crate::quantity::{Number, Unit};
use crate::when::HistoricDate;

/// Years within which two dates are rivals.
const YEARS: u32 = 2;

/// Rivals a fact has at most among those above it. In a crowd nobody is told apart from everybody.
const MOST: usize = 3;

/// Lists the pairs of rivals among the facts that may be asked, the lower value first. Two of the same value are no rivals.
pub(super) fn rivals(facts: &[Fact]) -> Vec<(&Fact, &Fact)> {
    let mut years: BTreeMap<&str, Vec<(i32, &Fact)>> = BTreeMap::new();
    let mut figures: BTreeMap<(&str, String), Vec<(Number, &Fact)>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.may_be_asked()) {
        let deck = fact.deck.as_ref();
        if let Some(year) = fact.point().and_then(HistoricDate::year) {
            years.entry(deck).or_default().push((year.number(), fact));
        }
        if let Value::Figure(value) = &fact.value {
            let unit = value.figure.unit().map(Unit::to_string).unwrap_or_default();
            let shelf = figures.entry((deck, unit)).or_default();
            shelf.push((value.figure.number(), fact));
        }
    }
    let years = years.into_values();
    let of_years = years.flat_map(|shelf| pairs(shelf, |a, b| a.abs_diff(*b) <= YEARS));
    let of_figures = figures
        .into_values()
        .flat_map(|shelf| pairs(shelf, are_near));
    of_years.chain(of_figures).collect()
}

fn pairs<V: Ord>(
    mut shelf: Vec<(V, &Fact)>,
    are_near: impl Fn(&V, &V) -> bool,
) -> Vec<(&Fact, &Fact)> {
    shelf.sort_by(|(a, fact), (b, other)| (a, &fact.id).cmp(&(b, &other.id)));
    let mut pairs = Vec::new();
    for (index, (value, fact)) in shelf.iter().enumerate() {
        let above = shelf
            .iter()
            .skip(index + 1)
            .skip_while(|(other, _)| other == value)
            .take_while(|(other, _)| are_near(value, other))
            .take(MOST);
        pairs.extend(above.map(|(_, other)| (*fact, *other)));
    }
    pairs
}

/// Tells whether two figures differ by at most a quarter of the larger one.
fn are_near(small: &Number, large: &Number) -> bool {
    let room = large.abs().max(small.abs()).percent(Number::from(25_u32));
    large.minus(*small) <= room
}
