//! Cards that got another name: which name is current, and which names a card had.

use std::collections::HashMap;
use std::iter;

use crate::card::CardId;
use crate::review::{Event, Intro, Review, Snapshot};

/// Old names and what became of them. The newest statement on a name wins, chains are followed.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(HashMap<CardId, CardId>);

impl Names {
    /// Learns one rename, newer than all learnt before.
    ///
    /// A rename that would close a circle ends it: the name given last is the current one. So renaming back undoes.
    pub(super) fn learn(&mut self, renames: &[(CardId, CardId)]) {
        for (old, new) in renames {
            if self.leads_to(new, old) {
                self.0.remove(new);
            }
            if old != new {
                self.0.insert(old.clone(), new.clone());
            }
        }
    }

    /// Tells whether no card has another name than at first.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The current name of a card.
    pub(super) fn current<'a>(&'a self, card: &'a CardId) -> &'a CardId {
        self.later(card.as_ref()).last().unwrap_or(card)
    }

    /// The current name of a card as it stands in the log.
    pub(super) fn current_of<'a>(&'a self, card: &'a str) -> &'a str {
        self.later(card).last().map_or(card, AsRef::as_ref)
    }

    fn leads_to(&self, from: &CardId, to: &CardId) -> bool {
        from == to || self.later(from.as_ref()).any(|name| name == to)
    }

    /// The names a card got after this one; `learn` leaves no circle, so they end.
    fn later(&self, card: &str) -> impl Iterator<Item = &CardId> {
        iter::successors(self.0.get(card), |name| self.0.get(*name))
    }

    /// Every name a card has had, the current one first.
    pub(super) fn all_of<'a>(&'a self, card: &'a CardId) -> Vec<&'a CardId> {
        let current = self.current(card);
        let old = self.0.keys().filter(|name| self.current(name) == current);
        iter::once(current).chain(old).collect()
    }

    /// Returns the event under the card's current name. Renames stay as they were said.
    pub(super) fn apply(&self, event: Event) -> Event {
        if self.0.is_empty() {
            return event;
        }
        let rename = |card: CardId| self.current(&card).clone();
        match event {
            Event::Review(review) => Event::Review(Review {
                card: rename(review.card),
                ..review
            }),
            Event::Intro(intro) => Event::Intro(Intro {
                card: rename(intro.card),
                ..intro
            }),
            Event::Card(snapshot) => Event::Card(Snapshot {
                card: rename(snapshot.card),
                ..snapshot
            }),
            Event::Override {
                card,
                review,
                rating,
            } => Event::Override {
                card: rename(card),
                review,
                rating,
            },
            Event::Void { card, event } => Event::Void {
                card: rename(card),
                event,
            },
            Event::Mark { card, mark } => Event::Mark {
                card: rename(card),
                mark,
            },
            Event::Flag { card, text } => Event::Flag {
                card: rename(card),
                text,
            },
            Event::Set(_) | Event::Rename(_) => event,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(key: &str) -> CardId {
        format!("d:{key}").parse().expect("a card id")
    }

    fn names(renames: &[(&str, &str)]) -> Names {
        let mut names = Names::default();
        for (old, new) in renames {
            names.learn(&[(card(old), card(new))]);
        }
        names
    }

    #[track_caller]
    fn becomes(renames: &[(&str, &str)], old: &str, new: &str) {
        let names = names(renames);
        let (old, new) = (card(old), card(new));
        assert_eq!(names.current(&old), &new, "{renames:?}");
        assert_eq!(names.current_of(old.as_ref()), new.as_ref(), "{renames:?}");
    }

    #[test]
    fn chains_are_followed() {
        becomes(&[("a", "b"), ("b", "c")], "a", "c");
        becomes(&[("b", "c"), ("a", "b")], "a", "c");
        becomes(&[("a", "c"), ("b", "c"), ("a", "b")], "a", "c");
    }

    #[test]
    fn the_newest_statement_wins() {
        becomes(&[("a", "b"), ("a", "c")], "a", "c");
        becomes(&[("a", "b"), ("a", "c")], "b", "b");
    }

    #[test]
    fn renaming_back_undoes() {
        for name in ["a", "b"] {
            becomes(&[("a", "b"), ("b", "a")], name, "a");
            becomes(&[("a", "b"), ("b", "a"), ("a", "b")], name, "b");
        }
        becomes(&[("a", "b"), ("a", "a")], "a", "a");
    }

    #[test]
    fn a_long_circle_ends_at_the_name_given_last() {
        for name in ["a", "b", "c"] {
            becomes(&[("a", "b"), ("b", "c"), ("c", "a")], name, "a");
        }
    }

    #[test]
    fn all_names_of_a_card_are_known_under_each() {
        let names = names(&[("a", "b"), ("x", "b")]);
        for name in ["a", "b", "x"] {
            let name = card(name);
            let mut all = names.all_of(&name);
            all.sort();
            assert_eq!(all, [&card("a"), &card("b"), &card("x")]);
        }
    }
}
