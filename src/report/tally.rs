//! All answers of a log, small enough to hold a million, and what one pass over them counts.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::card::CardId;
use crate::day::{Day, Rollover, Timestamp};
use crate::review::{Event, EventId, Logged, Rating};

use super::retention::Retention;

/// The answers of a log, added one after the other in its order.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The cards, by number.
    cards: Vec<CardId>,
    numbers: HashMap<CardId, u32>,
    answers: Vec<Answered>,
    voided: HashSet<EventId>,
    overrides: HashMap<EventId, Rating>,
}

#[derive(Clone, Copy, Debug)]
struct Answered {
    id: EventId,
    /// The number of its card.
    card: u32,
    day: Day,
    /// Nothing at an introduction.
    rating: Option<Rating>,
}

impl Tally {
    /// Adds the next event.
    pub fn add(&mut self, logged: &Logged) {
        match &logged.event {
            Event::Review(review) => {
                let day = study_day(review.day, logged.at);
                self.answer(logged.id, &review.card, day, Some(review.rating));
            }
            Event::Intro(intro) => {
                let day = study_day(intro.day, logged.at);
                self.answer(logged.id, &intro.card, day, None);
            }
            Event::Void { event, .. } => {
                self.voided.insert(*event);
            }
            Event::Override { review, rating, .. } => {
                self.overrides.insert(*review, *rating);
            }
            Event::Card(_)
            | Event::Mark { .. }
            | Event::Set(_)
            | Event::Rename(_)
            | Event::Flag { .. } => {}
        }
    }

    fn answer(&mut self, id: EventId, card: &CardId, day: Day, rating: Option<Rating>) {
        let card = if let Some(number) = self.numbers.get(card) {
            *number
        } else {
            let number = u32::try_from(self.cards.len()).expect("cards fit in memory");
            self.cards.push(card.clone());
            self.numbers.insert(card.clone(), number);
            number
        };
        self.answers.push(Answered {
            id,
            card,
            day,
            rating,
        });
    }

    /// Counts the answers that stand: from each of these days on, and those of each deck.
    pub(super) fn count<const SPANS: usize>(&self, since: [Day; SPANS]) -> Counts<'_, SPANS> {
        let mut counts = Counts {
            spans: [Count::default(); SPANS],
            days: BTreeSet::new(),
            decks: HashMap::new(),
        };
        let mut seen = vec![Seen::default(); self.cards.len()];
        for answered in &self.answers {
            // Undone answers are few, and most logs have none.
            if !self.voided.is_empty() && self.voided.contains(&answered.id) {
                continue;
            }
            let Some(seen) = usize::try_from(answered.card)
                .ok()
                .and_then(|card| seen.get_mut(card))
            else {
                continue;
            };
            counts.take(since, *answered, self.rating(answered), seen);
        }
        for (card, seen) in self.cards.iter().zip(seen) {
            if let Some(first) = seen.first {
                counts.meet(since, first);
                let deck = counts.decks.entry(card.deck()).or_default();
                deck.asked += seen.retention.asked;
                deck.recalled += seen.retention.recalled;
            }
        }
        counts
    }

    fn rating(&self, answered: &Answered) -> Option<Rating> {
        let given = answered.rating?;
        if self.overrides.is_empty() {
            return Some(given);
        }
        Some(*self.overrides.get(&answered.id).unwrap_or(&given))
    }
}

fn study_day(day: Option<Day>, at: Timestamp) -> Day {
    day.unwrap_or_else(|| Day::of(at, Rollover::default()))
}

/// What was counted.
#[derive(Debug)]
pub(super) struct Counts<'a, const SPANS: usize> {
    pub(super) spans: [Count; SPANS],
    /// Days with an answer.
    pub(super) days: BTreeSet<Day>,
    /// Recall ever, by deck.
    pub(super) decks: HashMap<&'a str, Retention>,
}

/// What was counted of a span of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Rated responses.
    pub(super) reviews: usize,
    /// Cards met for the first time.
    pub(super) introduced: usize,
    /// Recall achieved.
    pub(super) retention: Retention,
}

/// What is known of a card up to some answer.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    first: Option<Day>,
    last_rated: Option<Day>,
    retention: Retention,
}

impl<const SPANS: usize> Counts<'_, SPANS> {
    fn take(
        &mut self,
        since: [Day; SPANS],
        answered: Answered,
        rating: Option<Rating>,
        seen: &mut Seen,
    ) {
        let day = answered.day;
        seen.first = Some(seen.first.map_or(day, |first| first.min(day)));
        self.days.insert(day);
        let Some(rating) = rating else {
            return;
        };
        let before = seen.last_rated.replace(day);
        let first_of_later_day = before.is_some_and(|before| before < day);
        if first_of_later_day {
            seen.retention.add(rating);
        }
        for (span, since) in self.spans.iter_mut().zip(since) {
            if day >= since {
                span.reviews += 1;
                if first_of_later_day {
                    span.retention.add(rating);
                }
            }
        }
    }

    fn meet(&mut self, since: [Day; SPANS], first: Day) {
        for (span, since) in self.spans.iter_mut().zip(since) {
            span.introduced += usize::from(first >= since);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::fixture;

    fn id(number: u128) -> EventId {
        EventId::new(uuid::Uuid::from_u128(number))
    }

    fn review(card: &str, day: i32, rating: Rating) -> Event {
        Event::Review(fixture::review(card, rating, day))
    }

    fn intro(card: &str, day: i32) -> Event {
        Event::Intro(fixture::intro(card, day))
    }

    fn tally(events: impl IntoIterator<Item = Event>) -> Tally {
        let mut tally = Tally::default();
        for (number, event) in (0..).zip(events) {
            tally.add(&Logged {
                id: id(number),
                at: Timestamp::new(0, 0),
                event,
            });
        }
        tally
    }

    fn since(day: i32, tally: &Tally) -> Count {
        tally.count([Day::from_number(day)]).spans[0]
    }

    fn count(reviews: usize, introduced: usize, recalled: usize, asked: usize) -> Count {
        Count {
            reviews,
            introduced,
            retention: Retention { recalled, asked },
        }
    }

    fn six_reviews() -> Vec<Event> {
        vec![
            review("d:a", 1, Rating::Good),
            review("d:a", 1, Rating::Good),
            review("d:a", 3, Rating::Again),
            review("d:a", 3, Rating::Good),
            review("d:b", 3, Rating::Good),
            review("d:a", 9, Rating::Good),
        ]
    }

    #[test]
    fn a_card_is_new_once_and_retention_counts_the_first_try_of_a_later_day_only() {
        let tally = tally(six_reviews());
        assert_eq!(since(i32::MIN, &tally), count(6, 2, 1, 2));
        assert_eq!(since(9, &tally), count(1, 0, 1, 1));
    }

    #[test]
    fn an_introduction_is_a_meeting_and_no_review() {
        let tally = tally([intro("d:a", 1), review("d:a", 2, Rating::Good)]);
        assert_eq!(since(1, &tally), count(1, 1, 0, 0));
        assert_eq!(since(2, &tally), count(1, 0, 0, 0));
    }

    #[test]
    fn what_was_undone_does_not_count_and_a_new_rating_does() {
        let card = || "d:a".parse().expect("a name");
        let mut events = six_reviews();
        events.push(Event::Void {
            card: card(),
            event: id(5),
        });
        events.push(Event::Override {
            card: card(),
            review: id(2),
            rating: Rating::Hard,
        });
        let tally = tally(events);
        assert_eq!(since(i32::MIN, &tally), count(5, 2, 1, 1));
        assert_eq!(since(9, &tally), count(0, 0, 0, 0));
    }

    #[test]
    fn decks_are_told_apart_and_days_are_known() {
        let tally = tally([
            review("d:a", 1, Rating::Good),
            review("e:a", 1, Rating::Good),
            review("e:a", 4, Rating::Again),
        ]);
        let counts = tally.count([Day::from_number(0)]);
        let days: Vec<i32> = counts.days.iter().map(|day| day.number()).collect();
        assert_eq!(days, [1, 4]);
        let asked = |deck| counts.decks.get(deck).map(|retention| retention.asked);
        assert_eq!(
            (asked("d"), asked("e"), asked("f")),
            (Some(0), Some(1), None)
        );
    }
}
