//! A card's whole history becomes its record, and the list of the encounters with it.

use std::collections::{HashMap, HashSet};

use super::Record;
use super::diary::Encounter;
use crate::review::{Event, EventId, Logged, Rating};

/// A card's history up to some event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// Where the card stands.
    pub record: Record,
    /// Its answers, in log order.
    pub encounters: Vec<Encounter>,
}

impl Past {
    /// Folds the events of one card, in log order. Voids, overrides and resets among them are obeyed.
    ///
    /// A void wins over everything it names, wherever it stands; of several overrides of a review the last one holds.
    pub fn of(events: &[Logged]) -> Self {
        let voided = voided(events);
        let overrides = overrides(events, &voided);
        let mut past = Self::default();
        for logged in events.iter().filter(|logged| !voided.contains(&logged.id)) {
            let overridden = overrides.get(&logged.id).copied();
            let encounter = past.record.apply_rated(logged, overridden);
            past.encounters.extend(encounter);
        }
        past
    }

    /// Takes in the next event of the card, as [`Record::apply`] does.
    pub fn apply(&mut self, logged: &Logged) {
        self.encounters.extend(self.record.apply(logged));
    }
}

/// Folds the events of one card, in log order, into its record: [`Past::of`] without the encounters.
pub fn fold(events: &[Logged]) -> Record {
    Past::of(events).record
}

fn voided(events: &[Logged]) -> HashSet<EventId> {
    let mut voided = HashSet::new();
    for logged in events {
        if let Event::Void { event, .. } = &logged.event {
            voided.insert(*event);
        }
    }
    voided
}

fn overrides(events: &[Logged], voided: &HashSet<EventId>) -> HashMap<EventId, Rating> {
    let mut overrides = HashMap::new();
    for logged in events.iter().filter(|logged| !voided.contains(&logged.id)) {
        if let Event::Override { review, rating, .. } = &logged.event {
            overrides.insert(*review, *rating);
        }
    }
    overrides
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::review::Mark;
    use crate::scheduler::diary::Acquaintance;
    use crate::scheduler::fixture::{
        any_rating, intro, log, logged, mark, plain_log, rated, rerate, void,
    };

    proptest! {
        #[test]
        fn one_event_at_a_time_gives_the_same_past(events in plain_log()) {
            let mut past = Past::default();
            for logged in &events {
                prop_assert!(!Record::needs_refold(&logged.event));
                past.apply(logged);
            }
            prop_assert_eq!(past, Past::of(&events));
        }

        #[test]
        fn undoing_the_last_event_restores_the_past(events in plain_log()) {
            let (last, before) = events.split_last().expect("at least one event");
            let mut undone = events.clone();
            let number = u128::try_from(events.len()).expect("few") - 1;
            prop_assert_eq!(last.id, logged(number, void(0)).id);
            undone.push(logged(1000, void(number)));
            prop_assert_eq!(Past::of(&undone), Past::of(before));
        }

        #[test]
        fn any_event_undone_is_as_if_it_had_not_been(events in plain_log(), which in any::<prop::sample::Index>()) {
            let which = which.index(events.len());
            let mut undone = events.clone();
            undone.push(logged(1000, void(u128::try_from(which).expect("few"))));
            undone.push(logged(1001, void(u128::try_from(which).expect("few"))));
            let mut without = events;
            without.remove(which);
            prop_assert_eq!(Past::of(&undone), Past::of(&without));
        }

        #[test]
        fn an_override_is_as_if_the_review_had_been_rated_so(
            events in plain_log(),
            rating in any_rating(),
            which in any::<prop::sample::Index>(),
        ) {
            let which = which.index(events.len());
            let mut overridden = events.clone();
            overridden.push(logged(1000, rerate(u128::try_from(which).expect("few"), rating)));
            let mut so = events;
            if let Event::Review(review) = &mut so[which].event {
                review.rating = rating;
            }
            prop_assert_eq!(Past::of(&overridden), Past::of(&so));
        }
    }

    #[test]
    fn the_newest_override_holds_until_it_is_undone() {
        let events = log([
            rated(Rating::Good, 10),
            rerate(0, Rating::Again),
            rerate(0, Rating::Easy),
        ]);
        assert_eq!(fold(&events), fold(&log([rated(Rating::Easy, 10)])));
        let mut undone = events;
        undone.push(logged(3, void(2)));
        assert_eq!(fold(&undone), fold(&log([rated(Rating::Again, 10)])));
    }

    #[test]
    fn an_override_of_a_voided_review_does_nothing() {
        let events = log([rated(Rating::Good, 10), void(0), rerate(0, Rating::Easy)]);
        assert_eq!(fold(&events), Record::default());
    }

    #[test]
    fn a_void_of_a_void_takes_nothing_back() {
        let events = log([mark(Mark::Suspended), void(0), void(1)]);
        assert_eq!(fold(&events), Record::default());
    }

    /// The outcomes of a card's answers, `new` before those at which it was new.
    #[track_caller]
    fn encounters(events: Vec<Event>, expected: &[&str]) {
        let word = |encounter: &Encounter| {
            let outcome = format!("{:?}", encounter.outcome);
            match encounter.acquaintance {
                Acquaintance::New => format!("new {outcome}"),
                Acquaintance::Known => outcome,
            }
        };
        let found: Vec<String> = Past::of(&log(events)).encounters.iter().map(word).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn recall_is_what_the_first_try_of_a_later_day_shows() {
        let events = vec![
            rated(Rating::Good, 1),
            rated(Rating::Good, 1),
            rated(Rating::Again, 3),
            rated(Rating::Good, 3),
            rated(Rating::Hard, 9),
            rated(Rating::Good, 8),
        ];
        let expected = [
            "new Rated",
            "Rated",
            "Forgotten",
            "Rated",
            "Recalled",
            "Rated",
        ];
        encounters(events, &expected);
    }

    #[test]
    fn an_introduction_is_a_meeting_and_the_review_after_it_no_recall() {
        let events = vec![intro(1), rated(Rating::Good, 2), rated(Rating::Good, 5)];
        encounters(events, &["new Shown", "Rated", "Recalled"]);
    }

    #[test]
    fn a_card_that_was_reset_is_met_anew() {
        let events = vec![
            rated(Rating::Good, 1),
            mark(Mark::Reset),
            rated(Rating::Good, 5),
        ];
        encounters(events, &["new Rated", "new Rated"]);
    }

    #[test]
    fn what_was_undone_is_no_meeting_and_a_new_rating_counts() {
        let mut events = vec![
            rated(Rating::Good, 1),
            rated(Rating::Again, 3),
            rated(Rating::Good, 5),
        ];
        events.push(rerate(1, Rating::Hard));
        encounters(events.clone(), &["new Rated", "Recalled", "Recalled"]);
        events.push(void(0));
        encounters(events, &["new Rated", "Recalled"]);
    }

    /// Histories worked out without this program and without the `fsrs` crate: a Python script of forty lines, written from the
    /// published FSRS-6 formulas (initial state, linear damping and mean reversion of difficulty, stability after a pass,
    /// after a lapse and on the same day), stepped through each history with the default weights in double precision.
    ///
    /// A history reads `G 2A 0G`: Good, two days later Again, the same day Good. Then stability and difficulty at its end.
    const BY_HAND: [(&str, f32, f32); 20] = [
        ("G", 2.3065, 2.1181),
        ("A", 0.2120, 6.4133),
        ("E", 8.2956, 1.0000),
        ("H", 1.2931, 5.1122),
        ("G 2G 6G 15G", 81.1456, 2.0975),
        ("A 0G 1G 3G", 7.8637, 6.3798),
        ("E 8E 40E", 292.6803, 1.0000),
        ("H 1H 2H 5H", 9.8077, 8.5390),
        ("G 2A 0G 1G 4G", 8.2458, 7.3580),
        ("G 2G 6A 0G 2G 5G", 12.2651, 7.3558),
        ("A 0A 0A 0G", 0.0457, 9.5785),
        ("E 8A 0H 1G", 3.0482, 7.9988),
        ("G 30G 365G", 362.1845, 2.1043),
        ("G 0G 0G 0G", 2.3065, 2.0975),
        ("G 0E 0H 0A", 1.2800, 8.0166),
        ("G 1G 1G 1G 1G 1G", 24.7595, 2.0837),
        ("A 1A 1A 1A 1A", 0.0219, 9.9364),
        ("E 0E 9G 100E 900G", 1843.1066, 1.0000),
        ("H 3G 10H 20A 0G 1E 12G", 12.6661, 8.5017),
        ("G 2G 5G 20G 60A 0A 0G 1G 3G 9G 30E 120H", 67.6324, 9.1527),
    ];

    #[test]
    fn histories_worked_out_by_hand_are_reached() {
        for (history, stability, difficulty) in BY_HAND {
            let record = fold(&log(read(history)));
            let memory = record.state.reviewed().expect("a rated card").memory;
            let near = |ours: f32, theirs: f32| (ours - theirs).abs() <= 1e-2;
            assert!(
                near(memory.stability.into(), stability)
                    && near(memory.difficulty.into(), difficulty),
                "{history}: {memory:?}, by hand {stability} {difficulty}"
            );
        }
    }

    fn read(history: &str) -> Vec<Event> {
        let mut day = 20_000;
        history
            .split(' ')
            .map(|step| {
                let (gap, letter) = step.split_at(step.len() - 1);
                day += gap.parse().unwrap_or(0);
                let rating = match letter {
                    "A" => Rating::Again,
                    "H" => Rating::Hard,
                    "G" => Rating::Good,
                    "E" => Rating::Easy,
                    other => panic!("no rating {other}"),
                };
                rated(rating, day)
            })
            .collect()
    }
}
