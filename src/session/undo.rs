//! An answer is taken back: the log gets a void, the queue and the tally are what they were, and the card is asked again.

use std::mem;

use super::{Before, Effect, Invalid, Phase, Resume, Saving, Session, Show, invalid, save};
use crate::card::CardId;
use crate::day::Timestamp;
use crate::review::{Event, Logged};

/// An undo on its way into the log.
#[derive(Debug)]
pub(super) struct Pending {
    card: CardId,
    back_to: BackTo,
}

/// What is restored.
#[derive(Debug)]
enum BackTo {
    /// A step of this sitting.
    Step(Box<Before>),
    /// An answer of an earlier sitting; the question that was on screen returns after it.
    Earlier(Resume),
}

impl Session {
    /// Takes the last answer of this sitting back, or else the newest one of the log.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(resume) = self.resume() else {
            return invalid(Invalid::NothingToUndo);
        };
        let Some(step) = self.steps.pop() else {
            self.phase = Phase::Finding(resume);
            return vec![Effect::FindLast];
        };
        let card = self.card(step.index).id.clone();
        // Marks put on other cards are taken back with the answer.
        let voids = step
            .events
            .into_iter()
            .map(|(card, event)| Event::Void { card, event })
            .collect();
        let back_to = BackTo::Step(Box::new(step.before));
        self.phase = Phase::Saving(Box::new(Saving::Undo(Pending { card, back_to })));
        save(voids)
    }

    /// Takes back the newest answer of the log, given by an earlier sitting.
    pub(super) fn undo_logged(&mut self, logged: Option<Logged>) -> Vec<Effect> {
        let resume = match mem::replace(&mut self.phase, Phase::Over) {
            Phase::Finding(resume) => resume,
            phase => {
                self.phase = phase;
                return Vec::new();
            }
        };
        let found = logged.and_then(|logged| Some((logged.event.card()?.clone(), logged.id)));
        let Some((card, event)) = found else {
            self.phase = resume.into();
            return invalid(Invalid::NothingToUndo);
        };
        let back_to = BackTo::Earlier(resume);
        self.phase = Phase::Saving(Box::new(Saving::Undo(Pending {
            card: card.clone(),
            back_to,
        })));
        save(vec![Event::Void { card, event }])
    }

    pub(super) fn undo_saved(&mut self, pending: Pending, now: Timestamp) -> Vec<Effect> {
        let Pending { card, back_to } = pending;
        match back_to {
            BackTo::Step(before) => {
                self.queue = before.queue;
                self.tally = before.tally;
            }
            BackTo::Earlier(resume) => {
                if let Resume::Asking(asking) = resume {
                    self.queue.put_first(asking.index);
                }
                if let Some(index) = self.roll.find(&card) {
                    self.queue.put_first(index);
                }
            }
        }
        let mut effects = vec![Effect::Show(Show::Undone { card })];
        effects.extend(self.pose_next(now));
        effects
    }
}
