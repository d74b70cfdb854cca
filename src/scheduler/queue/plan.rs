//! From all cards and records to the order of one session.

use super::admission::{Admitted, admit};
use super::backlog::{Backlog, backlog};
use super::counts::DueCounts;
use super::quota::Quota;
use super::rivals::Rivals;
use super::siblings::{Burying, Siblings};
use super::sift::Sifted;
use super::waiting::Waiting;
use super::{Mode, QueueInput, order, pacing, tells};
use crate::deck::Tells;

/// With fewer cards than this for today nobody waits for a sibling.
const FEW: usize = 5;

/// A session in its order.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) order: Vec<usize>,
    pub(super) counts: DueCounts,
    pub(super) backlog: Option<Backlog>,
    pub(super) waiting: Waiting,
}

/// What could be asked today, before the session is cut to size.
#[derive(Debug)]
pub(super) struct Survey {
    /// Introduced or failed, and not passed since.
    pub(super) begun: Vec<usize>,
    /// Due reviews, then those that are asked ahead.
    pub(super) reviews: Vec<usize>,
    /// Cards to introduce, within the quota.
    pub(super) new: Vec<usize>,
    backlog: Option<Backlog>,
    waiting: Waiting,
}

/// Plans a session.
pub(super) fn plan(input: &QueueInput<'_>, tells: impl FnOnce(&[usize]) -> Vec<Tells>) -> Plan {
    let selection = selection(input);
    Plan {
        order: tells::told_first(selection.order, tells),
        ..selection
    }
}

/// Plans a session but for the tells among its cards.
pub(super) fn selection(input: &QueueInput<'_>) -> Plan {
    let sifted = Sifted::of(input);
    let quota = Quota::of(input, &sifted.introduced_today);
    let Survey {
        begun,
        mut reviews,
        mut new,
        backlog,
        waiting,
    } = survey(input, sifted, quota);
    if let Some(backlog) = backlog
        && input.limit.is_none()
    {
        reviews.truncate(backlog.today.saturating_sub(begun.len()));
    }
    let mut due = begun;
    let begun = due.len();
    due.append(&mut reviews);
    pacing::cut(&mut due, &mut new, input.limit);
    let counts = DueCounts {
        new: new.len(),
        due: due.len(),
    };
    let reviews = due.split_off(begun.min(due.len()));
    due.extend(pacing::interleave(reviews, new));
    Plan {
        order: due,
        counts,
        backlog: backlog.map(|backlog| Backlog {
            today: counts.due,
            ..backlog
        }),
        waiting,
    }
}

/// Finds what could be asked today: what is due, less those that wait for a sibling, and new cards up to the quota.
pub(super) fn survey(input: &QueueInput<'_>, sifted: Sifted, quota: Quota) -> Survey {
    let Sifted {
        mut begun,
        mut due,
        mut ahead,
        new,
        met_today,
        introduced_today: _,
        confused,
        load,
    } = sifted;
    let Admitted { new, behind } = admit(input.cards, &new, &confused);
    let is_ahead = input.mode == Mode::Review { ahead: true };
    let backlog = if is_ahead {
        None
    } else {
        backlog(input, load, begun.len() + due.len())
    };
    let quota = if backlog.is_some() && input.mode == (Mode::Study { new: None }) {
        Quota::none()
    } else {
        quota
    };
    let asked = begun.len() + due.len() + new.len().min(quota.total());
    let burying = if is_ahead || asked < FEW {
        Burying::Off
    } else {
        Burying::On
    };
    let mut siblings = Siblings::met_today(input.cards, &met_today, burying);
    for &index in &begun {
        siblings.claim(index, &input.cards[index]);
    }
    order::by_due_day(input, &mut due);
    due.retain(|&index| siblings.claim(index, &input.cards[index]));
    order::by_retrievability(input, &mut begun);
    order::by_retrievability(input, &mut due);
    order::by_due_day(input, &mut ahead);
    due.append(&mut ahead);
    let (new, waiting) = introduce(input, &new, siblings, quota);
    let is_limited = input.mode == (Mode::Study { new: None }) && backlog.is_none();
    Survey {
        begun,
        reviews: due,
        new,
        backlog,
        waiting: if is_limited {
            Waiting {
                forerunner: behind,
                ..waiting
            }
        } else {
            Waiting::default()
        },
    }
}

/// Chooses the cards to introduce, in the order they are written, and counts the others by what they wait for.
fn introduce(
    input: &QueueInput<'_>,
    new: &[usize],
    mut siblings: Siblings,
    mut quota: Quota,
) -> (Vec<usize>, Waiting) {
    let mut chosen = Vec::new();
    let mut waiting = Waiting::default();
    // Finding rivals takes a look at every card; where nothing is introduced nothing needs it.
    let mut rivals = None;
    for &index in new {
        let card = &input.cards[index];
        if !quota.allows(card.deck) {
            match (siblings.claim(index, card), quota.total()) {
                (false, _) => waiting.apart += 1,
                (true, 0) => waiting.own_limit += 1,
                (true, _) => waiting.deck_limit += 1,
            }
            continue;
        }
        let rivals = rivals.get_or_insert_with(|| Rivals::of(input.cards));
        if !rivals.block(card) && siblings.claim(index, card) {
            rivals.open(card);
            quota.spend(card.deck);
            chosen.push(index);
        } else {
            waiting.apart += 1;
        }
    }
    (chosen, waiting)
}

#[cfg(test)]
mod tests {
    use super::super::Role;
    use super::super::fixture::{
        AHEAD, REVIEW, STUDY, World, day, in_review, introduced, relearning, text,
    };
    use crate::scheduler::Record;

    /// Due cards of facts of their own, so that a session is not one of few cards.
    fn others(count: usize) -> impl Iterator<Item = (crate::card::Card, Record)> {
        (0..count).map(|n| (text(&format!("other{n}"), "x"), in_review(0, 10)))
    }

    fn world(cards: Vec<(&str, Record)>) -> World {
        let cards = cards
            .into_iter()
            .map(|(key, record)| (text(key, "x"), record));
        World::of(cards.chain(others(6)))
    }

    #[track_caller]
    fn asked(world: &World, mode: super::Mode, key: &str, expected: bool) {
        assert_eq!(world.keys(mode, None).contains(&key), expected, "{key}");
    }

    #[test]
    fn what_is_due_is_asked_and_nothing_else() {
        let world = world(vec![
            ("late", in_review(-3, 10)),
            ("now", in_review(0, 10)),
            ("soon", in_review(1, 10)),
            ("new", Record::default()),
        ]);
        for (key, expected) in [
            ("late", true),
            ("now", true),
            ("soon", false),
            ("new", false),
        ] {
            asked(&world, REVIEW, key, expected);
        }
        asked(&world, STUDY, "new", true);
    }

    #[test]
    fn cards_begun_are_asked_though_they_fall_due_tomorrow() {
        let world = world(vec![("a", introduced(0)), ("b", relearning())]);
        let asked = world.keys(REVIEW, None);
        assert!(
            asked[..2].contains(&"a") && asked[..2].contains(&"b"),
            "{asked:?}"
        );
    }

    #[test]
    fn suspended_and_buried_cards_wait() {
        let suspended = Record {
            suspended: true,
            ..in_review(0, 10)
        };
        let buried = |from_today| Record {
            buried_until: Some(day(from_today)),
            ..in_review(0, 10)
        };
        let world = world(vec![
            ("s", suspended),
            ("b", buried(1)),
            ("over", buried(0)),
        ]);
        asked(&world, REVIEW, "s", false);
        asked(&world, REVIEW, "b", false);
        asked(&world, REVIEW, "over", true);
    }

    #[test]
    fn of_siblings_the_most_overdue_is_asked() {
        let world = world(vec![
            ("f/a", in_review(-1, 10)),
            ("f/b", in_review(-5, 10)),
            ("f/c", Record::default()),
        ]);
        asked(&world, STUDY, "f/b", true);
        asked(&world, STUDY, "f/a", false);
        asked(&world, STUDY, "f/c", false);
    }

    #[test]
    fn a_sibling_met_earlier_today_holds_the_others() {
        let met = Record {
            last_seen: Some(day(0)),
            ..in_review(4, 4)
        };
        let world = world(vec![("f/a", met), ("f/b", in_review(-5, 10))]);
        asked(&world, REVIEW, "f/b", false);
    }

    #[test]
    fn a_sibling_that_is_not_asked_in_this_session_holds_the_others_too() {
        let met = Record {
            last_seen: Some(day(0)),
            ..in_review(4, 4)
        };
        let mut world = world(vec![("f/context", met), ("f/b", in_review(-5, 10))]);
        world.role = |card| {
            if card.id.key() == "f/context" {
                Role::Context
            } else {
                Role::Asked
            }
        };
        asked(&world, REVIEW, "f/b", false);
    }

    #[test]
    fn burying_yields_when_fewer_than_five_cards_are_left() {
        let four =
            World::of(["f/a", "f/b", "f/c", "f/d"].map(|key| (text(key, "x"), in_review(0, 10))));
        assert_eq!(four.keys(REVIEW, None).len(), 4);
        let five = World::of(
            ["f/a", "f/b", "f/c", "f/d", "f/e"].map(|key| (text(key, "x"), in_review(0, 10))),
        );
        assert_eq!(five.keys(REVIEW, None).len(), 1);
    }

    #[test]
    fn cards_of_several_facts_neither_bury_nor_are_buried() {
        let mut world = world(vec![
            ("f/a", in_review(0, 10)),
            ("f/both", in_review(-9, 10)),
        ]);
        world.cards[1].0.facts.push("g".parse().expect("a fact"));
        asked(&world, REVIEW, "f/a", true);
        asked(&world, REVIEW, "f/both", true);
    }

    #[test]
    fn ahead_brings_siblings_and_cards_not_yet_due_after_those_that_are() {
        let today = Record {
            last_seen: Some(day(0)),
            ..in_review(4, 4)
        };
        let world = world(vec![
            ("f/a", in_review(0, 10)),
            ("f/b", in_review(-5, 10)),
            ("later", in_review(9, 10)),
            ("soon", in_review(2, 10)),
            ("today", today),
        ]);
        let keys = world.keys(AHEAD, None);
        assert_eq!(keys[keys.len() - 2..], ["soon", "later"]);
        assert!(keys.contains(&"f/a") && keys.contains(&"f/b") && !keys.contains(&"today"));
    }

    #[test]
    fn a_card_whose_meaning_changed_is_new() {
        let mut world = world(vec![("a", in_review(0, 10))]);
        world.cards[0].0.revision = 2;
        asked(&world, REVIEW, "a", false);
        asked(&world, STUDY, "a", true);
    }

    #[test]
    fn a_limit_caps_the_cards_of_a_session() {
        assert_eq!(world(vec![]).keys(REVIEW, Some(2)).len(), 2);
        assert!(world(vec![]).keys(REVIEW, Some(0)).is_empty());
    }

    #[test]
    fn the_best_remembered_comes_first() {
        let world = world(vec![
            ("long-gone", in_review(-300, 10)),
            ("fresh", in_review(0, 100)),
        ]);
        let keys = world.keys(REVIEW, None);
        assert_eq!(keys.last(), Some(&"long-gone"));
    }

    #[test]
    fn the_same_seed_gives_the_same_order() {
        let world = world(vec![]);
        assert_eq!(world.study(), world.study());
    }
}
