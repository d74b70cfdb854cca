//! One sitting as a state machine: an input and the time come in, effects go out as data.
//!
//! It decides what is asked, what is logged and what is told. It never reads a clock, a file or a key, and never prints;
//! `study` carries the effects out. Nothing is told before what it stands on is saved: a response leads to
//! [`Effect::Save`], and only [`Input::Saved`] leads to the verdict.

mod answer;
mod effect;
mod input;
mod rerate;
mod roll;
mod snapshot;
mod tally;
mod undo;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::mem;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::card::{Card, CardId, DeckId};
use crate::day::{Day, Days, Timestamp};
use crate::deck::Deck;
use crate::question::{Meeting, Question};
use crate::review::{Event, EventId, Mark, Settings};
use crate::scheduler::{Mode, Queue, QueueInput, Record, queue_cards, standing};

pub use effect::{
    Effect, Hard, Invalid, Judged, Known, Leech, Posed, Return, Save, Show, Skip, Summary,
};
pub use input::{Aim, Command, Input, Line, Receipt};
pub use snapshot::snapshot_of;

use roll::{Roll, role};
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
    records: HashMap<CardId, Record>,
    settings: Settings,
    scope: Scope,
    rng: ChaCha8Rng,
    started: Timestamp,
    today: Day,
    queue: Queue,
    phase: Phase,
    steps: Vec<Step>,
    tally: Tally,
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
    Aside {
        index: usize,
        how: Skip,
        before: Before,
    },
    Flag {
        card: CardId,
        resume: Resume,
    },
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
    /// Sets up a sitting over `decks`; nothing is asked before [`Input::Start`].
    ///
    /// Cards outside of the scope are not asked, but bear on those that are, as siblings and rivals.
    /// The same decks, records, settings, scope, inputs and `seed` give the same sitting.
    pub fn new(
        decks: Vec<Deck>,
        records: HashMap<CardId, Record>,
        settings: Settings,
        scope: Scope,
        seed: u64,
        now: Timestamp,
    ) -> Self {
        let today = Day::of(now, settings.day_starts);
        let roll = Roll::new(decks, &scope);
        let standing = standing(roll.decks(), &records);
        let queue = Queue::plan(&QueueInput {
            cards: &queue_cards(roll.decks(), &standing, |deck, card| {
                role(&scope, deck, card)
            }),
            settings: &settings,
            today,
            mode: scope.mode,
            limit: scope.limit,
            seed,
        });
        Self {
            roll,
            records,
            settings,
            scope,
            rng: ChaCha8Rng::seed_from_u64(seed),
            started: now,
            today,
            queue,
            phase: Phase::Ready,
            steps: Vec::new(),
            tally: Tally::default(),
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

    fn start(&mut self, now: Timestamp) -> Vec<Effect> {
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
        self.records.extend(receipt.records);
        match *saving {
            Saving::Answer(pending) => self.answer_saved(pending, receipt.ids, now),
            Saving::Rerate(pending) => self.rerate_saved(pending, &receipt.ids),
            Saving::Undo(pending) => self.undo_saved(pending, now),
            Saving::Aside { index, how, before } => {
                self.queue.remove(index);
                let card = self.card(index).id.clone();
                let events = receipt
                    .ids
                    .into_iter()
                    .map(|id| (card.clone(), id))
                    .collect();
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

    fn skip(&mut self, now: Timestamp) -> Vec<Effect> {
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

    fn put_aside(&mut self, mark: Mark, how: Skip) -> Vec<Effect> {
        let Phase::Asking(asking) = &self.phase else {
            return invalid(Invalid::NoQuestion);
        };
        let index = asking.index;
        let before = self.before(index);
        let card = self.card(index).id.clone();
        self.phase = Phase::Saving(Box::new(Saving::Aside { index, how, before }));
        save(vec![Event::Mark { card, mark }])
    }

    fn flag(&mut self, aim: Aim, text: String) -> Vec<Effect> {
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

    /// What is on screen, to be brought back later; nothing where no question was asked or the sitting is over.
    fn resume(&self) -> Option<Resume> {
        match &self.phase {
            Phase::Asking(asking) => Some(Resume::Asking(asking.clone())),
            Phase::Paused => Some(Resume::Paused),
            Phase::Ready | Phase::Saving(_) | Phase::Finding(_) | Phase::Over => None,
        }
    }

    fn go_on(&mut self, now: Timestamp) -> Vec<Effect> {
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
    fn ask_next(&mut self, now: Timestamp) -> Vec<Effect> {
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

    fn pose_next(&mut self, now: Timestamp) -> Vec<Effect> {
        if self.is_time_up(now) {
            return self.finish();
        }
        match self.queue.next() {
            Some(index) => vec![self.pose(index)],
            None => self.finish(),
        }
    }

    fn is_time_up(&self, now: Timestamp) -> bool {
        let minutes = now.ms_since(self.started) / 60_000;
        let limit = self.scope.minutes.map(u64::from);
        limit.is_some_and(|limit| minutes >= limit)
    }

    fn pose(&mut self, index: usize) -> Effect {
        let record = self.record(index);
        let card = self.card(index);
        let meeting = match record.introduced_on {
            None => Meeting::First,
            Some(_) => Meeting::Later,
        };
        let question = Question::pose(card, meeting, question_seed(card, &record));
        let posed = Posed {
            card: card.id.clone(),
            deck_title: self.roll.deck(index).title.clone(),
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

    /// What an undo of something done to the card on screen brings back: the queue with that card in front.
    fn before(&self, index: usize) -> Before {
        let mut queue = self.queue.clone();
        queue.put_first(index);
        Before {
            queue,
            tally: self.tally.clone(),
        }
    }

    fn card(&self, index: usize) -> &Card {
        self.roll.card(index)
    }

    /// The record of a card in the revision its author gives it now.
    fn record(&self, index: usize) -> Record {
        let card = self.card(index);
        match self.records.get(&card.id) {
            Some(record) => record.in_revision(card.revision).into_owned(),
            None => Record::default(),
        }
    }

    fn tomorrow(&self) -> Day {
        self.today.plus(Days(1))
    }
}

/// The same card at the same point of its history is posed alike, so that a question can be built again from the log.
fn question_seed(card: &Card, record: &Record) -> u64 {
    let met = u64::from(record.reviews) * 2 + u64::from(record.introduced_on.is_some());
    xxhash_rust::xxh3::xxh3_64_with_seed(card.id.as_ref().as_bytes(), met)
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
