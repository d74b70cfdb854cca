//! One event further: what a review, an introduction or a mark makes of a card's record.

use std::borrow::Cow;

use super::Record;
use super::diary::{Acquaintance, Encounter, Outcome};
use super::future;
use crate::card::FactId;
use crate::day::{Day, Rollover, Timestamp};
use crate::memory::{CardState, Learning};
use crate::review::{Event, Intro, Logged, Mark, Rating, Review};

impl Record {
    /// Of a card that was never met.
    pub const NEW: Self = Self {
        state: CardState::New,
        revision: 0,
        introduced_on: None,
        last_seen: None,
        kept_on: None,
        reviews: 0,
        lapses: 0,
        suspended: false,
        buried_until: None,
        flagged: false,
        confusions: Vec::new(),
    };

    /// Takes in the next event of the card, in log order; returns the encounter with the card, if it is one.
    ///
    /// Voids and overrides speak of events long taken in: they change nothing here, see [`Record::needs_refold`].
    pub fn apply(&mut self, logged: &Logged) -> Option<Encounter> {
        self.apply_rated(logged, None)
    }

    /// Tells whether the event changes what was taken in before, so that the record has to be folded anew.
    pub fn needs_refold(event: &Event) -> bool {
        match event {
            Event::Void { .. } | Event::Override { .. } => true,
            Event::Review(_)
            | Event::Intro(_)
            | Event::Card(_)
            | Event::Mark { .. }
            | Event::Set(_)
            | Event::Rename(_)
            | Event::Flag { .. } => false,
        }
    }

    /// Returns the record as it stands for the author's `revision` of the card: a card whose meaning was changed starts afresh.
    pub fn in_revision(&self, revision: u32) -> Cow<'_, Self> {
        if self.is_outdated(revision) {
            Cow::Owned(self.afresh())
        } else {
            Cow::Borrowed(self)
        }
    }

    /// Tells whether what was learned belongs to an earlier revision.
    pub(super) fn is_outdated(&self, revision: u32) -> bool {
        revision > self.revision
    }

    /// Takes in the next event; a review counts as `overridden` when there is a newer rating.
    pub(super) fn apply_rated(
        &mut self,
        logged: &Logged,
        overridden: Option<Rating>,
    ) -> Option<Encounter> {
        match &logged.event {
            Event::Review(review) => {
                let rating = overridden.unwrap_or(review.rating);
                let day = study_day(review.day, logged.at);
                Some(self.review(review, rating, day))
            }
            Event::Intro(intro) => {
                let day = study_day(intro.day, logged.at);
                Some(self.introduce(intro, day))
            }
            Event::Mark { mark, .. } => {
                self.mark(*mark);
                None
            }
            Event::Flag { .. } => {
                self.flagged = true;
                None
            }
            Event::Void { .. }
            | Event::Override { .. }
            | Event::Card(_)
            | Event::Set(_)
            | Event::Rename(_) => None,
        }
    }

    fn review(&mut self, review: &Review, rating: Rating, day: Day) -> Encounter {
        let acquaintance = self.meet(review.revision, day);
        let comes_back = self
            .state
            .reviewed()
            .is_some_and(|before| before.last < day);
        let outcome = match (comes_back, rating.is_pass()) {
            (true, true) => Outcome::Recalled,
            (true, false) => Outcome::Forgotten,
            (false, _) => Outcome::Rated,
        };
        if matches!(self.state, CardState::Review(_)) && !rating.is_pass() {
            self.lapses = self.lapses.saturating_add(1);
        }
        if rating.is_pass() && self.introduced_on.is_some_and(|first| day > first) {
            self.kept_on = self.kept_on.max(Some(day));
        }
        if let Some(fact) = &review.confused_with {
            self.confuse(fact);
        }
        self.reviews = self.reviews.saturating_add(1);
        self.state = future::rated(&self.state, rating, day, review.retention, review.fuzz_seed);
        Encounter {
            day,
            acquaintance,
            outcome,
        }
    }

    fn introduce(&mut self, intro: &Intro, day: Day) -> Encounter {
        let acquaintance = self.meet(intro.revision, day);
        // Two devices can introduce one card; the second introduction takes nothing back.
        if self.state == CardState::New {
            self.state = CardState::Learning(Learning::Introduced { on: day });
        }
        Encounter {
            day,
            acquaintance,
            outcome: Outcome::Shown,
        }
    }

    fn meet(&mut self, revision: u32, day: Day) -> Acquaintance {
        if self.is_outdated(revision) {
            *self = Self {
                revision,
                ..self.afresh()
            };
        }
        self.last_seen = Some(day);
        if self.introduced_on.is_some() {
            return Acquaintance::Known;
        }
        self.introduced_on = Some(day);
        Acquaintance::New
    }

    /// Forgets what was learned; what the learner decided about the card stays.
    pub(super) fn afresh(&self) -> Self {
        Self {
            suspended: self.suspended,
            buried_until: self.buried_until,
            flagged: self.flagged,
            ..Self::default()
        }
    }

    fn mark(&mut self, mark: Mark) {
        match mark {
            Mark::Suspended => self.suspended = true,
            Mark::Resumed => self.suspended = false,
            Mark::BuriedUntil(day) => self.buried_until = Some(day),
            // The flag is a message to the teacher about the question, not a part of what was learned.
            Mark::Reset => {
                *self = Self {
                    flagged: self.flagged,
                    ..Self::default()
                }
            }
        }
    }

    fn confuse(&mut self, with: &FactId) {
        match self.confusions.iter_mut().find(|(fact, _)| fact == with) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.confusions.push((with.clone(), 1)),
        }
    }
}

fn study_day(day: Option<Day>, at: Timestamp) -> Day {
    day.unwrap_or_else(|| Day::of(at, Rollover::default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Days;
    use crate::review::Rating::{Again, Good};
    use crate::scheduler::fixture::{intro, log, mark, rated, review};
    use crate::scheduler::fold;

    fn day(number: i32) -> Day {
        Day::from_number(number)
    }

    fn due_after(record: &Record) -> u32 {
        record.state.reviewed().expect("a rated card").interval().0
    }

    #[test]
    fn the_first_review_after_an_introduction_waits_a_day() {
        for rating in Rating::ALL {
            let record = fold(&log([intro(10), rated(rating, 10)]));
            assert_eq!(due_after(&record), 1, "{rating:?}");
        }
    }

    #[test]
    fn an_introduction_is_no_review() {
        let record = fold(&log([intro(10)]));
        assert_eq!(
            record.state,
            CardState::Learning(Learning::Introduced { on: day(10) })
        );
        assert_eq!((record.reviews, record.introduced_on), (0, Some(day(10))));
    }

    #[test]
    fn a_new_card_known_at_once_goes_into_review() {
        let record = fold(&log([rated(Rating::Good, 10)]));
        assert!(matches!(record.state, CardState::Review(_)));
        assert!(due_after(&record) >= 2);
    }

    #[test]
    fn only_a_card_in_review_can_lapse() {
        let states = |ratings: &[Rating]| {
            let record = fold(&log(ratings.iter().map(|&rating| rated(rating, 10))));
            (record.state.word(), record.lapses)
        };
        assert_eq!(states(&[Again]), ("learning", 0));
        assert_eq!(states(&[Again, Again, Good]), ("review", 0));
        assert_eq!(states(&[Good, Again]), ("relearning", 1));
        assert_eq!(states(&[Good, Again, Again]), ("relearning", 1));
        assert_eq!(states(&[Good, Again, Good, Again]), ("relearning", 2));
    }

    #[test]
    fn a_card_relearned_the_same_day_is_due_the_next_day_at_the_earliest() {
        let record = fold(&log([
            rated(Rating::Good, 10),
            rated(Rating::Again, 12),
            rated(Rating::Good, 12),
        ]));
        let reviewed = record.state.reviewed().expect("a rated card");
        assert!(reviewed.due >= day(13));
    }

    #[test]
    fn a_card_is_kept_when_it_is_passed_after_the_day_it_was_met() {
        let kept = |events: Vec<Event>| fold(&log(events)).kept_on;
        assert_eq!(kept(vec![intro(10), rated(Rating::Good, 10)]), None);
        assert_eq!(kept(vec![intro(10), rated(Rating::Again, 11)]), None);
        assert_eq!(
            kept(vec![intro(10), rated(Rating::Good, 11)]),
            Some(day(11))
        );
    }

    #[test]
    fn a_clock_that_goes_back_counts_as_the_same_day() {
        let back = fold(&log([rated(Rating::Good, 10), rated(Rating::Good, 3)]));
        let same = fold(&log([rated(Rating::Good, 10), rated(Rating::Good, 10)]));
        let memory = |record: &Record| record.state.reviewed().map(|reviewed| reviewed.memory);
        assert_eq!(memory(&back), memory(&same));
    }

    #[test]
    fn a_review_without_a_day_counts_from_its_own_clock() {
        let mut events = log([rated(Rating::Good, 0)]);
        events[0].at = Timestamp::new(3 * 86_400_000, 0);
        if let Event::Review(review) = &mut events[0].event {
            review.day = None;
        }
        // Midnight still belongs to the day before.
        assert_eq!(fold(&events).last_seen, Some(day(2)));
    }

    #[test]
    fn a_reset_forgets_what_was_learned_and_keeps_the_flag() {
        let flag = Event::Flag {
            card: crate::scheduler::fixture::card(),
            text: "which year?".to_owned(),
        };
        let record = fold(&log([rated(Rating::Good, 10), flag, mark(Mark::Reset)]));
        assert_eq!(
            record,
            Record {
                flagged: true,
                ..Record::default()
            }
        );
        let again = fold(&log([
            rated(Rating::Good, 10),
            mark(Mark::Reset),
            rated(Rating::Good, 12),
        ]));
        assert_eq!(again, fold(&log([rated(Rating::Good, 12)])));
    }

    #[test]
    fn a_newer_revision_starts_afresh() {
        let newer = Event::Review(Review {
            revision: 2,
            ..review(Rating::Good, 12, 0)
        });
        let record = fold(&log([
            rated(Rating::Good, 10),
            rated(Rating::Again, 11),
            newer,
        ]));
        assert_eq!((record.revision, record.reviews, record.lapses), (2, 1, 0));
        assert_eq!(record.introduced_on, Some(day(12)));
    }

    #[test]
    fn marks_come_and_go() {
        let record = fold(&log([
            mark(Mark::Suspended),
            mark(Mark::BuriedUntil(day(11).plus(Days(1)))),
        ]));
        assert_eq!(
            (record.suspended, record.buried_until),
            (true, Some(day(12)))
        );
        assert!(!fold(&log([mark(Mark::Suspended), mark(Mark::Resumed)])).suspended);
    }

    #[test]
    fn confusions_are_counted_by_fact() {
        let confused = |with: &str| {
            Event::Review(Review {
                confused_with: Some(with.parse().expect("a fact")),
                ..review(Rating::Again, 10, 0)
            })
        };
        let record = fold(&log([confused("a"), confused("b"), confused("a")]));
        let counts: Vec<_> = record
            .confusions
            .iter()
            .map(|(fact, n)| (fact.as_ref(), *n))
            .collect();
        assert_eq!(counts, [("a", 2), ("b", 1)]);
    }
}
