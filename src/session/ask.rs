//! What comes next: a question, a pause, or the end.

use super::{Asking, Effect, Pause, Phase, Posed, Session, Show, Side};
use crate::card::Card;
use crate::day::{Days, Timestamp};
use crate::question::{Meeting, Question};
use crate::scheduler::Record;

impl Session {
    pub(super) fn start(&mut self, now: Timestamp) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(backlog) = self.queue.backlog() {
            let days = Days(u32::try_from(backlog.days).unwrap_or(u32::MAX));
            effects.push(Effect::Show(Show::Backlog {
                today: backlog.today,
                due: backlog.due,
                days,
            }));
        }
        effects.extend(self.ask_next(now));
        effects
    }

    pub(super) fn go_on(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.phase {
            Phase::Paused => self.pose_next(now),
            Phase::Ready
            | Phase::Asking(_)
            | Phase::Saving(_)
            | Phase::Finding(_)
            | Phase::Over => Vec::new(),
        }
    }

    /// Asks the next card, unless it is time for a pause.
    pub(super) fn ask_next(&mut self, now: Timestamp) -> Vec<Effect> {
        match self.pause(now) {
            Some(show) => {
                self.phase = Phase::Paused;
                vec![Effect::Show(show)]
            }
            None => self.pose_next(now),
        }
    }

    /// A learner is left alone with a verdict after enough cards, and after the last one: it can still be taken back.
    fn pause(&mut self, now: Timestamp) -> Option<Show> {
        match self.scope.pause {
            Pause::Offered => {}
            Pause::Never => return None,
        }
        let left = self.queue.left();
        if left == 0 || self.is_time_up(now) {
            return (!self.steps.is_empty()).then_some(Show::Done);
        }
        let answered = self.tally.answered();
        let every = usize::try_from(self.settings.session_cards).unwrap_or(usize::MAX);
        if answered > self.tally.paused_at() && every > 0 && answered.is_multiple_of(every) {
            self.tally.pause();
            return Some(Show::Pause { answered, left });
        }
        None
    }

    pub(super) fn pose_next(&mut self, now: Timestamp) -> Vec<Effect> {
        if self.is_time_up(now) {
            return self.finish();
        }
        while let Some(index) = self.queue.next() {
            match self.roll.call(index) {
                Ok(()) => return vec![self.pose(index)],
                // Its deck was changed while it waited, and its copy is gone: the next sitting asks it as it is then.
                Err(_) => self.queue.remove(index),
            }
        }
        self.finish()
    }

    fn is_time_up(&self, now: Timestamp) -> bool {
        let minutes = now.ms_since(self.started) / 60_000;
        let limit = self.scope.minutes.map(u64::from);
        limit.is_some_and(|limit| minutes >= limit)
    }

    fn pose(&mut self, index: usize) -> Effect {
        let record = self.record(index);
        let card = self.card(index);
        let meeting = meeting(&record);
        let question = Question::pose(card, meeting, question_seed(card, &record));
        let posed = Posed {
            card: card.id.clone(),
            deck_title: self.roll.listing(index).title.clone(),
            facts: card.facts.clone(),
            state: record.state.word(),
            question: question.clone(),
            prompt: card.prompt.to_string(),
            has_hint: card.hint.is_some(),
            image: card.image.clone(),
            position: self.tally.answered() + 1,
            of: self.tally.answered() + 1 + self.queue.left(),
        };
        self.phase = Phase::Asking(Asking {
            index,
            question,
            meeting,
            side: Side::Front,
        });
        Effect::Show(Show::Question(Box::new(posed)))
    }
}

/// The same card at the same point of its history is posed alike, so that a question can be built again from the log.
fn question_seed(card: &Card, record: &Record) -> u64 {
    let met = u64::from(record.reviews) * 2 + u64::from(record.introduced_on.is_some());
    xxhash_rust::xxh3::xxh3_64_with_seed(card.id.as_ref().as_bytes(), met)
}

/// Which meeting comes next with a card that stands like this.
pub(super) fn meeting(record: &Record) -> Meeting {
    match record.introduced_on {
        None => Meeting::First,
        Some(_) => Meeting::Later,
    }
}
