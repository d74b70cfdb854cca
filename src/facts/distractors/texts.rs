//! Wrong names and events beside a right one.

use rand::Rng;
use rand::seq::{IndexedRandom, SliceRandom};

use super::pool::Pool;
use crate::card::DeckId;
use crate::facts::fact::{Fact, Value};
use crate::facts::wording::words;
use crate::when::HistoricDate;

/// Wrong texts beside a right one, at most.
const MOST: usize = 3;

/// Fewer make no choice.
const LEAST: usize = 2;

impl Pool<'_> {
    /// Draws other names of the fact's class: of its own deck first, then of the others.
    pub(in crate::facts) fn draw_names(
        &self,
        fact: &Fact,
        right: &[&str],
        chance: &mut impl Rng,
    ) -> Vec<String> {
        let Some(class) = &fact.class else {
            return Vec::new();
        };
        let never = fact.never.iter().map(String::as_str);
        let mut barred: Vec<String> = right.iter().copied().chain(never).map(words).collect();
        let mut drawn: Vec<String> = Vec::with_capacity(MOST);
        for facts in self.names(&fact.deck, class) {
            for other in facts.sample(chance, facts.len().min(4 * MOST)) {
                let Value::Name(value) = &other.value else {
                    continue;
                };
                if drawn.len() == MOST {
                    break;
                }
                let name = words(&value.name);
                if !barred.contains(&name) {
                    drawn.push(value.name.clone());
                    barred.push(name);
                }
            }
        }
        if drawn.len() < LEAST {
            Vec::new()
        } else {
            drawn
        }
    }

    /// Draws events of the same deck that certainly did not happen in the year of `date`.
    pub(in crate::facts) fn draw_events(
        &self,
        deck: &DeckId,
        date: &HistoricDate,
        chance: &mut impl Rng,
    ) -> Vec<String> {
        let Some(year) = date.year() else {
            return Vec::new();
        };
        let year_date = date.at(crate::when::Precision::Year);
        let mut near: Vec<&Fact> = self
            .events(deck, year.number())
            .into_iter()
            .filter(|fact| {
                let order = fact
                    .point()
                    .and_then(|other| other.definite_order(&year_date));
                order.is_some_and(std::cmp::Ordering::is_ne)
            })
            .take(2 * MOST)
            .collect();
        near.shuffle(chance);
        let mut drawn: Vec<String> = near
            .into_iter()
            .filter_map(|fact| fact.event.clone())
            .collect();
        drawn.dedup();
        drawn.truncate(MOST);
        if drawn.len() < LEAST {
            Vec::new()
        } else {
            drawn
        }
    }
}
