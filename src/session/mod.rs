//! One sitting as a state machine: an input and the time come in, effects go out as data.
//!
//! It decides what is asked, what is logged and what is told. It never reads a clock, a file or a key, and never prints;
//! `study` carries the effects out. Nothing is told before what it stands on is saved: a response leads to
//! [`Effect::Save`], and only [`Input::Saved`] leads to the verdict.

mod answer;
mod aside;
mod ask;
mod effect;
mod input;
mod rerate;
mod roll;
mod snapshot;
mod tally;
mod undo;

#[cfg(test)]
mod tests;

use std::mem;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::card::{Card, CardId, DeckId};
use crate::day::{Day, Days, Timestamp};
use crate::deck::Volume;
use crate::question::{Meeting, Question};
use crate::review::{Event, EventId, Mark, Settings};
use crate::scheduler::{Mode, Queue, QueueInput, Record, Register, Standing, queue_cards};

pub use effect::{
    Effect, Hard, Invalid, Judged, Known, Leech, Posed, Return, Save, Show, Skip, Summary,
};
pub use input::{Aim, Command, Input, Line, Receipt};
pub use snapshot::snapshot_of;

use roll::Roll;
use tally::Tally;

/// What a sitting is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// Only cards of these decks; all decks when empty.
    pub decks: Vec<DeckId>,
    /// Only cards with one of these tags; all cards when empty.
    pub tags: Vec<String>,
    /// New cards and reviews, or reviews only.
    pub mode: Mode,
    /// At most so many cards.
    pub limit: Option<usize>,
    /// No new question after so many minutes.
    pub minutes: Option<u32>,
    /// Whether it stops to ask now and then.
    pub pause: Pause,
}

/// Whether a sitting offers to stop after the number of cards in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// It does: a person is at the keys.
    Offered,
    /// It does not: a script reads along.
    Never,
}

/// One sitting.
#[derive(Debug)]
pub struct Session {
    roll: Roll,
    register: Register,
    settings: Settings,
    scope: Scope,
    rng: ChaCha8Rng,
    started: Timestamp,
    today: Day,
    queue: Queue,
    phase: Phase,
    steps: Vec<Step>,
    tally: Tally,
    /// The cards that were missed, in order, once for each time.
    missed: Vec<usize>,
}

/// Where the sitting stands.
#[derive(Debug)]
enum Phase {
    /// Nothing was asked yet.
    Ready,
    /// A question is on screen.
    Asking(Asking),
    /// Enough for one sitting, or nothing left; the learner may go on to what follows.
    Paused,
    /// Events are being written; what follows them is kept here.
    Saving(Box<Saving>),
    /// The newest answer in the log is being looked up.
    Finding(Resume),
    /// The summary was shown.
    Over,
}

/// What is on screen while something is done that leaves it there.
#[derive(Debug)]
enum Resume {
    Asking(Asking),
    Paused,
}

impl From<Resume> for Phase {
    fn from(resume: Resume) -> Self {
        match resume {
            Resume::Asking(asking) => Self::Asking(asking),
            Resume::Paused => Self::Paused,
        }
    }
}

/// A question on screen.
#[derive(Clone, Debug)]
struct Asking {
    index: usize,
    question: Question,
    meeting: Meeting,
    side: Side,
}

/// Which side of a flip card is up; every other card shows its front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Front,
    Back,
}

/// What the events being written are for.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one at a time, in a box"
)]
enum Saving {
    Answer(answer::Pending),
    Rerate(rerate::Pending),
    Undo(undo::Pending),
    Aside(aside::Pending),
    Flag { card: CardId, resume: Resume },
}

/// An answer or a mark that can be taken back.
#[derive(Debug)]
struct Step {
    index: usize,
    /// What an undo voids, each with the card whose history it is in; an answer's own event comes first.
    events: Vec<(CardId, EventId)>,
    before: Before,
    /// What was told, for a new rating; nothing for a card put aside.
    told: Option<answer::Told>,
}

/// What an undo restores besides the records.
#[derive(Clone, Debug)]
struct Before {
    queue: Queue,
    tally: Tally,
}

impl Session {
    /// Sets up a sitting over `decks`, beside whose cards the `register` was laid; nothing is asked before [`Input::Start`].
    ///
    /// Cards outside of the scope are not asked, but bear on those that are, as siblings and rivals.
    /// The same decks, register, settings, scope, inputs and `seed` give the same sitting.
    pub fn new(
        decks: Vec<Volume>,
        register: Register,
        settings: Settings,
        scope: Scope,
        seed: u64,
        now: Timestamp,
    ) -> Self {
        let today = Day::of(now, settings.day_starts);
        let roll = Roll::new(decks, &scope);
        let input = QueueInput {
            cards: &queue_cards(roll.listings(), &register, roll.roles()),
            settings: &settings,
            today,
            mode: scope.mode,
            limit: scope.limit,
            seed,
        };
        let queue = Queue::plan(&input, |indices| roll.tells(indices));
        Self {
            roll,
            register,
            settings,
            scope,
            rng: ChaCha8Rng::seed_from_u64(seed),
            started: now,
            today,
            queue,
            phase: Phase::Ready,
            steps: Vec::new(),
            tally: Tally::default(),
            missed: Vec::new(),
        }
    }

    /// Takes one input at the time `now` and returns what is to be done about it, in order.
    ///
    /// An input that means nothing in this phase gives [`Show::Invalid`] or nothing at all, never a panic.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Vec<Effect> {
        // A clock that goes back must not bring a study day back.
        self.today = self.today.max(Day::of(now, self.settings.day_starts));
        match input {
            Input::Start => self.start(now),
            Input::Response { text, ms } => self.respond(&text, ms),
            Input::Command(command) => self.obey(command, now),
            Input::Saved(receipt) => self.saved(receipt, now),
            Input::Last(logged) => self.undo_logged(logged),
        }
    }

    fn obey(&mut self, command: Command, now: Timestamp) -> Vec<Effect> {
        match command {
            Command::Help => vec![Effect::Show(Show::Help)],
            Command::Hint => self.hint(),
            Command::Reveal => self.reveal(),
            Command::Rate(rating) => self.rate(rating),
            Command::Undo => self.undo(),
            Command::Skip => self.skip(now),
            Command::Bury => self.put_aside(Mark::BuriedUntil(self.tomorrow()), Skip::Buried),
            Command::Suspend => self.put_aside(Mark::Suspended, Skip::Suspended),
            Command::Flag(aim, text) => self.flag(aim, text),
            Command::GoOn => self.go_on(now),
            Command::Quit => self.quit(),
        }
    }

    fn saved(&mut self, receipt: Receipt, now: Timestamp) -> Vec<Effect> {
        let phase = mem::replace(&mut self.phase, Phase::Over);
        let Phase::Saving(saving) = phase else {
            self.phase = phase;
            return Vec::new();
        };
        self.register.extend(receipt.records);
        match *saving {
            Saving::Answer(pending) => self.answer_saved(pending, receipt.ids, now),
            Saving::Rerate(pending) => self.rerate_saved(pending, &receipt.ids),
            Saving::Undo(pending) => self.undo_saved(pending, now),
            Saving::Aside(pending) => self.put_aside_saved(pending, receipt.ids, now),
            Saving::Flag { card, resume } => {
                self.phase = resume.into();
                vec![Effect::Show(Show::Flagged { card })]
            }
        }
    }

    fn hint(&self) -> Vec<Effect> {
        let Phase::Asking(asking) = &self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        let show = match &self.card(asking.index).hint {
            Some(hint) => Show::Hint(hint.clone()),
            None => Show::NoHint,
        };
        vec![Effect::Show(show)]
    }

    /// What is on screen, to be brought back later; nothing where no question was asked or the sitting is over.
    fn resume(&self) -> Option<Resume> {
        match &self.phase {
            Phase::Asking(asking) => Some(Resume::Asking(asking.clone())),
            Phase::Paused => Some(Resume::Paused),
            Phase::Ready | Phase::Saving(_) | Phase::Finding(_) | Phase::Over => None,
        }
    }

    fn quit(&mut self) -> Vec<Effect> {
        match self.phase {
            // What is being written is told first; a driver hands the receipt in before anything else.
            Phase::Saving(_) | Phase::Over => Vec::new(),
            Phase::Ready | Phase::Asking(_) | Phase::Paused | Phase::Finding(_) => self.finish(),
        }
    }

    fn finish(&mut self) -> Vec<Effect> {
        self.phase = Phase::Over;
        let summary = self.summarise();
        vec![Effect::Show(Show::Summary(Box::new(summary))), Effect::End]
    }

    /// What an undo of something done to the card on screen brings back.
    fn before(&self) -> Before {
        Before {
            queue: self.queue.clone(),
            tally: self.tally,
        }
    }

    fn card(&self, index: usize) -> &Card {
        self.roll.card(index)
    }

    /// The record of a card in the revision its author gives it now.
    fn standing(&self, index: usize) -> Standing<'_> {
        self.register.standing(index, self.roll.listed(index))
    }

    /// A copy of it.
    fn record(&self, index: usize) -> Record {
        Record::clone(&self.standing(index))
    }

    /// Makes ready what an answer to the question on screen may need; for the time in which the learner thinks.
    pub fn prepare(&mut self) {
        if let Phase::Asking(asking) = &self.phase {
            self.roll.gather_mates(asking.index);
        }
    }

    fn tomorrow(&self) -> Day {
        self.today.plus(Days(1))
    }
}

fn invalid(why: Invalid) -> Vec<Effect> {
    vec![Effect::Show(Show::Invalid(why))]
}

fn save(events: Vec<Event>) -> Vec<Effect> {
    vec![Effect::Save(Save {
        events,
        wording: None,
    })]
}
