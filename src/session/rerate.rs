//! The learner rates the last answer otherwise: the log keeps both ratings, the newest holds.

use super::{
    Asking, Effect, Invalid, Leech, Phase, Resume, Saving, Session, Show, Side, invalid, save,
};
use crate::question::Asked;
use crate::review::{Event, EventId, Rating};

use super::answer::LoggedAs;

/// A new rating on its way into the log.
#[derive(Debug)]
pub(super) struct Pending {
    /// Which step is rated anew.
    step: usize,
    rating: Rating,
    resume: Resume,
}

impl Session {
    /// Rates a revealed flip card, or the last answer otherwise. The question on screen stands.
    pub(super) fn rate(&mut self, rating: Rating) -> Vec<Effect> {
        if let Phase::Asking(Asking {
            side: Side::Back,
            question,
            ..
        }) = &self.phase
            && question.asked == Asked::Flip
        {
            return self.rate_flip(rating, 0);
        }
        let Some(resume) = self.resume() else {
            return invalid(Invalid::NothingToRate);
        };
        let Some(step) = self.steps.iter().rposition(|step| step.told.is_some()) else {
            return invalid(Invalid::NothingToRate);
        };
        let events = self.rerate_events(step, rating);
        self.phase = Phase::Saving(Box::new(Saving::Rerate(Pending {
            step,
            rating,
            resume,
        })));
        save(events)
    }

    /// A review gets an override. An introduction was not rated: it is voided, and the same response logged as a review.
    fn rerate_events(&mut self, step: usize, rating: Rating) -> Vec<Event> {
        let Some(mut told) = self.steps[step].told.clone() else {
            return Vec::new();
        };
        let index = self.steps[step].index;
        let card = self.card(index).id.clone();
        // The answer's own event comes first among those of its step.
        let Some(&(_, answer)) = self.steps[step].events.first() else {
            return Vec::new();
        };
        match told.logged_as {
            LoggedAs::Review(_) => vec![Event::Override {
                card,
                review: answer,
                rating,
            }],
            LoggedAs::Intro => {
                told.logged_as = LoggedAs::Review(rating);
                let review = self.answer_event(index, &told);
                vec![
                    review,
                    Event::Void {
                        card,
                        event: answer,
                    },
                ]
            }
        }
    }

    pub(super) fn rerate_saved(&mut self, pending: Pending, events: &[EventId]) -> Vec<Effect> {
        let Pending {
            step,
            rating,
            resume,
        } = pending;
        let index = self.steps[step].index;
        let asked_now = match &resume {
            Resume::Asking(asking) => Some(asking.index),
            Resume::Paused => None,
        };
        self.phase = resume.into();
        let Some(mut told) = self.steps[step].told.clone() else {
            return Vec::new();
        };
        if told.logged_as == LoggedAs::Intro
            && let (Some(first), Some(&review)) =
                (self.steps[step].events.first_mut(), events.first())
        {
            first.1 = review;
        }
        told.logged_as = LoggedAs::Review(rating);
        self.steps[step].told = Some(told.clone());
        // The card on screen is not in the queue: its own answer will put it back if need be.
        if asked_now != Some(index) {
            let record = self.record(index);
            self.queue.answered(index, &record);
        }
        vec![Effect::Show(Show::Verdict(Box::new(self.judged(
            index,
            &told,
            Leech::No,
        ))))]
    }
}
