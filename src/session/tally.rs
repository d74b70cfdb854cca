//! What a sitting came to, counted as it goes.

use std::collections::{BTreeMap, HashMap};

use super::answer::{LoggedAs, Told};
use super::roll::Seat;
use super::{Hard, Known, Session, Summary};
use crate::deck::Matter;
use crate::memory::CardState;
use crate::question::{Meeting, answer_text};
use crate::review::Verdict;
use crate::scheduler::{Standing, due_by};

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
        Summary {
            answered: tally.answered(),
            introduced: tally.introduced,
            correct: tally.correct,
            close: tally.close,
            wrong: tally.wrong,
            due_tomorrow: self.due_tomorrow(),
            left_today: self.queue.undone(),
            waiting: self.queue.waiting(),
            new_per_day: self.settings.new_per_day,
            dates: self.known(event),
            figures: self.known(figure),
            hard: self.hard(),
        }
    }

    fn due_tomorrow(&self) -> usize {
        let standing: Vec<Standing<'_>> = self
            .roll
            .asked()
            .map(|seat| self.register.standing(seat.index, seat.card))
            .collect();
        due_by(standing.iter().map(|standing| &**standing), self.tomorrow())
    }

    /// Different values of facts, named by `value`, and how many of them were passed and stand in review. Cards that ask the same of
    /// one fact count once; two events under one fact are two.
    fn known(&self, value: impl Fn(Matter<'_>) -> Option<String>) -> Known {
        let mut is_known: HashMap<(usize, &str, String), bool> = HashMap::new();
        for Seat { index, deck, card } in self.roll.asked() {
            let (Some(fact), Some(value)) = (card.facts().next(), value(card.matter())) else {
                continue;
            };
            let standing = self.register.standing(index, card);
            let is_in_review = matches!(standing.state, CardState::Review(_));
            *is_known.entry((deck, fact, value)).or_default() |= is_in_review;
        }
        Known {
            known: is_known.values().filter(|is_known| **is_known).count(),
            of: is_known.len(),
        }
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

/// The year of a date; nothing in it of one that lies in none. Its day, asked elsewhere, is no other event.
fn event(matter: Matter<'_>) -> Option<String> {
    match matter {
        Matter::Date(year) => Some(year.map(|year| year.to_string()).unwrap_or_default()),
        Matter::Figure(..) | Matter::Other => None,
    }
}

fn figure(matter: Matter<'_>) -> Option<String> {
    match matter {
        Matter::Figure(number, unit) => {
            let unit = unit.map(ToString::to_string).unwrap_or_default();
            Some(format!("{number} {unit}"))
        }
        Matter::Date(_) | Matter::Other => None,
    }
}
