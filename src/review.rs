//! The words of the log: ratings, verdicts, and the events that are kept for ever.
//!
//! An event is never changed or deleted: an undo and a new rating are events of their own.

#[cfg(test)]
pub(crate) mod fixture;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::card::{CardId, FactId};
use crate::day::{Day, Rollover, Timestamp};
use crate::memory::DesiredRetention;
use crate::when::DateOrder;

/// What the scheduler hears about one response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Not recalled.
    Again,
    /// Recalled with effort; only the learner says so.
    Hard,
    /// Recalled.
    Good,
    /// Recalled at once; only the learner says so.
    Easy,
}

impl Rating {
    /// All ratings, lowest first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The word in files and on screen: `again`, `hard`, `good`, `easy`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Tells whether the card was recalled.
    pub fn is_pass(self) -> bool {
        self != Self::Again
    }
}

/// Not one of the four words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rating is again, hard, good or easy")]
pub struct RatingError;

impl FromStr for Rating {
    type Err = RatingError;

    fn from_str(text: &str) -> Result<Self, RatingError> {
        Self::ALL
            .into_iter()
            .find(|rating| rating.word() == text)
            .ok_or(RatingError)
    }
}

/// How grading judged a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Right at the precision asked.
    Correct,
    /// Near: what was missed is named.
    Close,
    /// Neither.
    Wrong,
}

impl Verdict {
    /// The word in files: `correct`, `close`, `wrong`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Close => "close",
            Self::Wrong => "wrong",
        }
    }

    /// The rating suggested for it: only right answers pass.
    pub fn suggested_rating(self) -> Rating {
        match self {
            Self::Correct => Rating::Good,
            Self::Close | Self::Wrong => Rating::Again,
        }
    }
}

/// Names an event for ever: a version 7 UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(Uuid);

impl EventId {
    /// Wraps a UUID.
    pub fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for EventId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

/// One line of the log, as read back from the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Logged {
    /// The event's name.
    pub id: EventId,
    /// When it happened on the learner's wall clock.
    pub at: Timestamp,
    /// What happened.
    pub event: Event,
}

/// What can happen. The variant's name in kebab case is its `kind` in the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A rated response.
    Review(Review),
    /// A first meeting that showed the answer: logged, not rated.
    Intro(Intro),
    /// Another rating for a review; the newest holds.
    Override {
        /// The card, so that only its history has to be read again.
        card: CardId,
        /// The review.
        review: EventId,
        /// What it is rated now.
        rating: Rating,
    },
    /// A review, an introduction or a mark undone.
    Void {
        /// The card.
        card: CardId,
        /// What is undone.
        event: EventId,
    },
    /// What a card looked like when it was first answered in this revision of its text.
    Card(Snapshot),
    /// A mark on a card; the newest of a kind holds.
    Mark {
        /// The card.
        card: CardId,
        /// The mark.
        mark: Mark,
    },
    /// A setting of the learner's; the newest of a key holds.
    Set(Setting),
    /// Cards that got another name: old to new.
    Rename(Vec<(CardId, CardId)>),
    /// "This question is wrong", for the teacher.
    Flag {
        /// The card.
        card: CardId,
        /// What is wrong with it.
        text: String,
    },
}

/// One rated response, with all that replay needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The card asked.
    pub card: CardId,
    /// What the scheduler hears.
    pub rating: Rating,
    /// What grading suggested; nothing for a card the learner rates, or for a review from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested: Option<Rating>,
    /// How grading judged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Code of the miss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub miss: Option<String>,
    /// The fact whose answer was given instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confused_with: Option<FactId>,
    /// What the learner typed or chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// The options in the order shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The card's revision by its author.
    #[serde(default = "first_revision")]
    pub revision: u32,
    /// Thinking time in milliseconds.
    #[serde(default)]
    pub ms: u32,
    /// The study day it fell on; absent in files written elsewhere, then counted from `at` with the default rollover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What the interval was set for.
    #[serde(default)]
    pub retention: DesiredRetention,
    /// Draws the fuzz of the interval, the same for all four ratings.
    #[serde(default)]
    pub fuzz_seed: u64,
}

/// A first meeting: asked once as a guess, then shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intro {
    /// The card shown.
    pub card: CardId,
    /// How the guess was judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Code of the miss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub miss: Option<String>,
    /// The guess.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// The options in the order shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The card's revision by its author.
    #[serde(default = "first_revision")]
    pub revision: u32,
    /// Thinking time in milliseconds.
    #[serde(default)]
    pub ms: u32,
    /// The study day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

fn first_revision() -> u32 {
    1
}

/// A card's text as the learner saw it; kept so that history stays readable when decks change or vanish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The card.
    pub card: CardId,
    /// Hash of everything below: one snapshot is kept a wording.
    pub hash: u64,
    /// The author's revision.
    pub revision: u32,
    /// The prompt as printed.
    pub prompt: String,
    /// The answer as printed.
    pub answer: String,
    /// The kind of answer key in the deck: `date`, `number`, ….
    pub kind: String,
    /// The facts asked.
    pub facts: Vec<FactId>,
}

/// A mark on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "mark", content = "value")]
pub enum Mark {
    /// Taken out until asked back.
    Suspended,
    /// Asked back.
    Resumed,
    /// Put off until this day.
    BuriedUntil(Day),
    /// Starts afresh: what was before counts no more.
    Reset,
}

/// A setting of the learner's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "key", content = "value")]
pub enum Setting {
    /// The chance of recall scheduled for.
    Retention(DesiredRetention),
    /// New cards a day.
    NewPerDay(u32),
    /// Cards after which a session offers to stop.
    SessionCards(u32),
    /// When the study day starts.
    DayStarts(Rollover),
    /// How `03/04/1972` is read and shown.
    DateOrder(DateOrder),
}

/// All settings, each with its default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The chance of recall scheduled for; 0.90.
    pub retention: DesiredRetention,
    /// New cards a day; 10.
    pub new_per_day: u32,
    /// Cards after which a session offers to stop; 20.
    pub session_cards: u32,
    /// When the study day starts; 04:00.
    pub day_starts: Rollover,
    /// How `03/04/1972` is read and shown; day first.
    pub date_order: DateOrder,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            retention: DesiredRetention::default(),
            new_per_day: 10,
            session_cards: 20,
            day_starts: Rollover::default(),
            date_order: DateOrder::default(),
        }
    }
}

impl Settings {
    /// Returns the settings with one of them changed.
    #[must_use]
    pub fn with(mut self, setting: Setting) -> Self {
        match setting {
            Setting::Retention(value) => self.retention = value,
            Setting::NewPerDay(value) => self.new_per_day = value,
            Setting::SessionCards(value) => self.session_cards = value,
            Setting::DayStarts(value) => self.day_starts = value,
            Setting::DateOrder(value) => self.date_order = value,
        }
        self
    }
}

impl Event {
    /// The card the event is about; nothing for settings and renames.
    pub fn card(&self) -> Option<&CardId> {
        match self {
            Self::Review(review) => Some(&review.card),
            Self::Intro(intro) => Some(&intro.card),
            Self::Card(snapshot) => Some(&snapshot.card),
            Self::Override { card, .. }
            | Self::Void { card, .. }
            | Self::Mark { card, .. }
            | Self::Flag { card, .. } => Some(card),
            Self::Set(_) | Self::Rename(_) => None,
        }
    }
}
