//! What a sitting came to, counted as it goes.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{LoggedAs, Told};
use super::{Hard, Known, Session, Summary};
use crate::deck::Matter;
use crate::memory::CardState;
use crate::question::{Meeting, answer_text};
use crate::review::Verdict;
use crate::scheduler::{Standing, due_by};

/// The most cards named as hard.
const MOST_HARD: usize = 8;

/// Counts of a sitting; cheap to clone, so that an undo can bring an earlier one back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tally {
    introduced: usize,
    correct: usize,
    close: usize,
    wrong: usize,
    misses: BTreeMap<usize, usize>,
    paused_at: usize,
}

impl Tally {
    pub(super) fn count(&mut self, index: usize, told: &Told, meeting: Meeting) {
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
                *self.misses.entry(index).or_default() += 1;
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
            dates: self.known(|matter| matches!(matter, Matter::Date(_))),
            figures: self.known(|matter| matches!(matter, Matter::Figure(..))),
            hard: self.hard(),
        }
    }

    fn due_tomorrow(&self) -> usize {
        let standing: Vec<Standing<'_>> = self
            .roll
            .asked()
            .map(|index| self.standing(index))
            .collect();
        due_by(standing.iter().map(|standing| &**standing), self.tomorrow())
    }

    /// Facts with a card of this kind, and how many of them were passed and stand in review.
    fn known(&self, is_kind: impl Fn(Matter<'_>) -> bool) -> Known {
        let mut all: BTreeSet<(usize, &str)> = BTreeSet::new();
        let mut known = BTreeSet::new();
        for index in self
            .roll
            .asked()
            .filter(|&index| is_kind(self.roll.listed(index).matter()))
        {
            let Some(fact) = self.roll.listed(index).facts().next() else {
                continue;
            };
            let key = (self.roll.deck_number(index), fact);
            all.insert(key);
            if matches!(self.standing(index).state, CardState::Review(_)) {
                known.insert(key);
            }
        }
        Known {
            known: known.len(),
            of: all.len(),
        }
    }

    fn hard(&self) -> Vec<Hard> {
        let mut misses: Vec<(usize, usize)> = self
            .tally
            .misses
            .iter()
            .map(|(&index, &count)| (index, count))
            .collect();
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
