//! What a sitting came to, counted as it goes.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::answer::{LoggedAs, Told};
use super::roll::Seat;
use super::{Hard, Known, Session, Summary};
use crate::deck::Matter;
use crate::memory::CardState;
use crate::quantity::{Number, Unit};
use crate::question::{Meeting, answer_text};
use crate::review::Verdict;
use crate::scheduler::{Record, is_due_by};

/// The most cards named as hard.
const MOST_HARD: usize = 8;

/// Counts of a sitting: a few numbers, so that an undo can bring those before any answer back.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    introduced: usize,
    correct: usize,
    close: usize,
    wrong: usize,
    /// How many of the misses in [`Session::missed`] count: those after them were taken back.
    missed: usize,
    paused_at: usize,
}

impl Tally {
    /// Counts an answer; the card is added to those `missed` if it was.
    pub(super) fn count(
        &mut self,
        missed: &mut Vec<usize>,
        index: usize,
        told: &Told,
        meeting: Meeting,
    ) {
        if meeting == Meeting::First {
            self.introduced += 1;
        }
        match told.judgement.verdict {
            Verdict::Correct => self.correct += 1,
            Verdict::Close => self.close += 1,
            Verdict::Wrong => self.wrong += 1,
        }
        match told.logged_as {
            // A first guess that misses says nothing about how hard the card is to keep.
            LoggedAs::Review(_) if told.judgement.verdict != Verdict::Correct => {
                missed.truncate(self.missed);
                missed.push(index);
                self.missed = missed.len();
            }
            LoggedAs::Intro | LoggedAs::Review(_) => {}
        }
    }

    pub(super) fn answered(&self) -> usize {
        self.correct + self.close + self.wrong
    }

    /// How many were answered at the last pause.
    pub(super) fn paused_at(&self) -> usize {
        self.paused_at
    }

    pub(super) fn pause(&mut self) {
        self.paused_at = self.answered();
    }
}

impl Session {
    pub(super) fn summarise(&self) -> Summary {
        let tally = &self.tally;
        let State {
            due_tomorrow,
            dates,
            figures,
        } = self.state();
        Summary {
            answered: tally.answered(),
            introduced: tally.introduced,
            correct: tally.correct,
            close: tally.close,
            wrong: tally.wrong,
            due_tomorrow,
            left_today: self.queue.undone(),
            waiting: self.queue.waiting(),
            new_per_day: self.settings.new_per_day,
            dates: dates.known(),
            figures: figures.known(),
            hard: self.hard(),
        }
    }

    /// Looks at each card that may be asked, once: there may be a hundred thousand.
    fn state(&self) -> State<'_> {
        let tomorrow = self.tomorrow();
        let mut state = State::default();
        for Seat { index, deck, card } in self.roll.asked() {
            let standing = self.register.standing(index, card);
            state.due_tomorrow += usize::from(is_due_by(&standing, tomorrow));
            let Some(fact) = card.facts().next() else {
                continue;
            };
            match card.matter() {
                // The day of an event, asked elsewhere, is no other event.
                Matter::Date(year) => state.dates.count((deck, fact, year), &standing),
                Matter::Figure(number, unit) => {
                    state.figures.count((deck, fact, (number, unit)), &standing);
                }
                Matter::Other => {}
            }
        }
        state
    }

    fn hard(&self) -> Vec<Hard> {
        let mut misses: BTreeMap<usize, usize> = BTreeMap::new();
        for &index in self.missed.iter().take(self.tally.missed) {
            *misses.entry(index).or_default() += 1;
        }
        let mut misses: Vec<(usize, usize)> = misses.into_iter().collect();
        misses.sort_by_key(|&(index, count)| (std::cmp::Reverse(count), index));
        let hard = |(index, misses)| {
            let card = self.card(index);
            Hard {
                card: card.id.clone(),
                about: card
                    .about
                    .clone()
                    .unwrap_or_else(|| card.prompt.to_string()),
                answer: answer_text(card),
                misses,
            }
        };
        misses.into_iter().take(MOST_HARD).map(hard).collect()
    }
}

/// How the cards that may be asked stand.
#[derive(Debug, Default)]
struct State<'c> {
    due_tomorrow: usize,
    /// The years of events; of one that lies in none, nothing.
    dates: Values<'c, Option<i32>>,
    figures: Values<'c, (Number, Option<&'c Unit>)>,
}

/// The different values of facts, each with its deck and whether it is known. Cards that ask the same of one fact count once; two
/// events under one fact are two.
#[derive(Debug)]
struct Values<'c, V>(HashMap<(usize, &'c str, V), bool>);

impl<V> Default for Values<'_, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<'c, V: Eq + Hash> Values<'c, V> {
    /// A value is known once a card that asks for it was passed and stands in review.
    fn count(&mut self, value: (usize, &'c str, V), record: &Record) {
        let is_in_review = matches!(record.state, CardState::Review(_));
        *self.0.entry(value).or_default() |= is_in_review;
    }

    fn known(&self) -> Known {
        Known {
            known: self.0.values().filter(|is_known| **is_known).count(),
            of: self.0.len(),
        }
    }
}
