//! A session at work on a learner's progress: its effects are carried out here.

use std::collections::VecDeque;
use std::path::PathBuf;

use crate::day::Timestamp;
use crate::progress::backup::Backups;
use crate::progress::{Progress, ProgressError, SqliteProgress};
use crate::review::Event;
use crate::session::{Effect, Input, Receipt, Save, Session, Show};

/// A session at work on a learner's progress.
#[derive(Debug)]
pub struct Sitting {
    session: Session,
    progress: SqliteProgress,
    place: Place,
    /// Whether there is anything that no backup holds yet.
    has_saved: bool,
}

/// Whether the learner knows where answers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Nothing was kept there yet.
    New,
    /// They do.
    Known,
}

/// What one input led to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What to tell, in order.
    pub shows: Vec<Show>,
    /// Whether the session is over.
    pub is_over: bool,
}

impl Sitting {
    /// Seats a session that has not begun.
    pub(super) fn new(session: Session, progress: SqliteProgress) -> Self {
        let place = if progress.path().exists() {
            Place::Known
        } else {
            Place::New
        };
        Self {
            session,
            progress,
            place,
            has_saved: false,
        }
    }

    /// Takes one input and carries out all that follows from it. What it tells is saved.
    ///
    /// # Errors
    ///
    /// The log could not be read or written; what was told before is safe.
    pub fn step(&mut self, input: Input, now: Timestamp) -> anyhow::Result<Step> {
        let mut step = Step::default();
        let mut effects: VecDeque<Effect> = self.session.handle(input, now).into();
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Show(show) => step.shows.push(show),
                Effect::End => step.is_over = true,
                Effect::Save(save) => {
                    let receipt = self.save(save, now)?;
                    if self.place == Place::New {
                        self.place = Place::Known;
                        step.shows.push(Show::Kept(self.progress.path().to_owned()));
                    }
                    effects.extend(self.session.handle(Input::Saved(receipt), now));
                }
                Effect::FindLast => {
                    let last = self.progress.last_answer()?;
                    effects.extend(self.session.handle(Input::Last(last), now));
                }
            }
        }
        Ok(step)
    }

    /// Does what keeps the log small and fast, while the learner thinks.
    pub fn rest(&mut self) {
        self.session.prepare();
        self.progress.tidy();
    }

    /// Makes a backup if something was saved and there was none in the last ten minutes; returns it. For the time after the
    /// summary.
    ///
    /// # Errors
    ///
    /// It could not be made; nothing else is lost.
    pub fn back_up(&self, now: Timestamp) -> Result<Option<PathBuf>, ProgressError> {
        if self.has_saved {
            Backups::of(self.progress.path()).make_if_due(&self.progress, now)
        } else {
            Ok(None)
        }
    }

    fn save(&mut self, save: Save, now: Timestamp) -> Result<Receipt, ProgressError> {
        let Save {
            mut events,
            wording,
        } = save;
        let is_known = match &wording {
            Some(wording) => self.progress.has_snapshot(&wording.card, wording.hash)?,
            None => true,
        };
        let asked = events.len();
        if let (Some(wording), false) = (wording, is_known) {
            events.push(Event::Card(wording));
        }
        let mut saved = self.progress.append(&events, now)?;
        self.has_saved = true;
        // The session asked for its own events only.
        saved.ids.truncate(asked);
        Ok(Receipt {
            ids: saved.ids,
            records: saved.records,
        })
    }
}
