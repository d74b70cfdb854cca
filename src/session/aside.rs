//! A card is put aside, for a while or for good, or said to be wrong.

use super::{
    Aim, Before, Effect, Invalid, Phase, Resume, Saving, Session, Show, Skip, Step, invalid, save,
};
use crate::day::Timestamp;
use crate::review::{Event, EventId, Mark};

/// A mark on its way into the log.
#[derive(Debug)]
pub(super) struct Pending {
    index: usize,
    how: Skip,
    before: Before,
}

impl Session {
    pub(super) fn skip(&mut self, now: Timestamp) -> Vec<Effect> {
        let Phase::Asking(asking) = &self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        let index = asking.index;
        self.queue.put_back(index);
        let card = self.card(index).id.clone();
        let mut effects = vec![Effect::Show(Show::Skipped {
            card,
            how: Skip::Later,
        })];
        effects.extend(self.ask_next(now));
        effects
    }

    pub(super) fn put_aside(&mut self, mark: Mark, how: Skip) -> Vec<Effect> {
        let Phase::Asking(asking) = &self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        let index = asking.index;
        let before = self.before();
        let card = self.card(index).id.clone();
        self.phase = Phase::Saving(Box::new(Saving::Aside(Pending { index, how, before })));
        save(vec![Event::Mark { card, mark }])
    }

    pub(super) fn put_aside_saved(
        &mut self,
        pending: Pending,
        ids: Vec<EventId>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let Pending { index, how, before } = pending;
        self.queue.remove(index);
        let card = self.card(index).id.clone();
        let events = ids.into_iter().map(|id| (card.clone(), id)).collect();
        self.steps.push(Step {
            index,
            events,
            before,
            told: None,
        });
        let mut effects = vec![Effect::Show(Show::Skipped { card, how })];
        effects.extend(self.ask_next(now));
        effects
    }

    pub(super) fn flag(&mut self, aim: Aim, text: String) -> Vec<Effect> {
        if text.trim().is_empty() {
            return invalid(Invalid::EmptyFlag);
        }
        let Some(resume) = self.resume() else {
            return invalid(Invalid::NoQuestion);
        };
        let index = match (aim, &resume) {
            (Aim::Open, Resume::Asking(asking)) => Some(asking.index),
            (Aim::Open, Resume::Paused) | (Aim::Answered, _) => self.last_answered(),
        };
        let Some(index) = index else {
            return invalid(Invalid::NoQuestion);
        };
        let card = self.card(index).id.clone();
        self.phase = Phase::Saving(Box::new(Saving::Flag {
            card: card.clone(),
            resume,
        }));
        save(vec![Event::Flag { card, text }])
    }

    /// The card answered last in this sitting.
    fn last_answered(&self) -> Option<usize> {
        let answer = self.steps.iter().rev().find(|step| step.told.is_some());
        answer.map(|step| step.index)
    }
}
