//! What a session wants done.

use std::path::PathBuf;

use crate::card::{CardId, FactId, Image};
use crate::day::{Day, Days};
use crate::grading::{Judgement, Unreadable};
use crate::question::Question;
use crate::review::{Event, Rating, Snapshot};
use crate::scheduler::Waiting;

/// Something for the driver to carry out, in the order given.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write this in one transaction, then hand the receipt back as [`super::Input::Saved`].
    Save(Save),
    /// Look up the newest answer in the log, then hand it back as [`super::Input::Last`].
    FindLast,
    /// Tell the learner.
    Show(Show),
    /// Nothing follows.
    End,
}

/// What is to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// The events, all or none.
    pub events: Vec<Event>,
    /// What the answered card looks like: to be written along unless the log has this wording already.
    pub wording: Option<Snapshot>,
}

/// What a learner is told. Reasons are data; the words are a face's business.
#[derive(Clone, Debug, PartialEq)]
pub enum Show {
    /// How far the backlog reaches, once at the start.
    Backlog {
        /// Cards asked today.
        today: usize,
        /// Cards due in all.
        due: usize,
        /// Days until the backlog is cleared.
        days: Days,
    },
    /// A question.
    Question(Box<Posed>),
    /// The hint of the question on screen.
    Hint(String),
    /// There is no hint.
    NoHint,
    /// The other side of a flip card.
    Revealed {
        /// The card.
        card: CardId,
        /// The other side.
        answer: String,
    },
    /// A verdict; what it stands on is saved.
    Verdict(Box<Judged>),
    /// The response or the command means nothing here; the question stays.
    Invalid(Invalid),
    /// An answer was taken back; its question follows.
    Undone {
        /// The card.
        card: CardId,
    },
    /// The card was put aside.
    Skipped {
        /// The card.
        card: CardId,
        /// How.
        how: Skip,
    },
    /// The flag is kept for the teacher.
    Flagged {
        /// The card.
        card: CardId,
    },
    /// The commands that work now.
    Help,
    /// Enough cards for one sitting: the learner may go on or stop.
    Pause {
        /// Cards answered so far.
        answered: usize,
        /// Cards still to come.
        left: usize,
    },
    /// Nothing is left to ask. The last answer can still be rated otherwise or taken back; going on leads to the summary.
    Done,
    /// The first answer in a new place was kept in this file.
    Kept(PathBuf),
    /// How the sitting went.
    Summary(Box<Summary>),
}

/// A question with all that a face shows around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Posed {
    /// The card.
    pub card: CardId,
    /// The title of its deck.
    pub deck_title: String,
    /// The facts it asks.
    pub facts: Vec<FactId>,
    /// `new`, `learning`, `review` or `relearning`.
    pub state: &'static str,
    /// The form and its options.
    pub question: Question,
    /// The prompt as printed.
    pub prompt: String,
    /// Whether a hint can be asked for.
    pub has_hint: bool,
    /// A picture.
    pub image: Option<Image>,
    /// Which card of the sitting this is, from 1.
    pub position: usize,
    /// How many there are as far as is known; it may grow.
    pub of: usize,
}

/// A verdict with all that a face shows around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The card.
    pub card: CardId,
    /// How it was judged.
    pub judgement: Judgement,
    /// What the scheduler heard; nothing at an introduction.
    pub rating: Option<Rating>,
    /// What the learner gave.
    pub response: String,
    /// The answer for people.
    pub answer: String,
    /// A line that would have been right; nothing for a flip card.
    pub expected: Option<String>,
    /// The author's explanation.
    pub explanation: Option<String>,
    /// Where the fact comes from.
    pub source: Option<String>,
    /// The study day it is due on; today after an introduction.
    pub due: Day,
    /// The days until then.
    pub interval: Days,
    /// Whether it is asked again in this sitting.
    pub returns: Return,
    /// Whether it is now failed so often that it deserves a look.
    pub leech: Leech,
}

/// Whether a card is asked again the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Return {
    /// After some others, or when nothing else is left.
    Today,
    /// Not before it is due.
    WhenDue,
}

/// Whether a card was failed past the lapse limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leech {
    /// It was, just now.
    Flagged,
    /// It was not.
    No,
}

/// How a card was put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It comes later in this sitting.
    Later,
    /// It comes tomorrow.
    Buried,
    /// It comes when asked back.
    Suspended,
}

/// Why a line means nothing here.
#[derive(Clone, Debug, PartialEq)]
pub enum Invalid {
    /// The response cannot be read.
    Unreadable(Unreadable),
    /// A flip card takes `:reveal` first.
    RevealFirst,
    /// A revealed flip card takes a rating.
    RateFirst,
    /// Only a flip card is revealed.
    NothingToReveal,
    /// There is no answer yet to rate otherwise.
    NothingToRate,
    /// There is no answer to take back.
    NothingToUndo,
    /// A flag needs a text.
    EmptyFlag,
    /// The session is over, or at a pause.
    NoQuestion,
}

/// How a sitting went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Responses judged, first guesses included.
    pub answered: usize,
    /// Cards shown for the first time.
    pub introduced: usize,
    /// Judged correct.
    pub correct: usize,
    /// Judged close.
    pub close: usize,
    /// Judged wrong.
    pub wrong: usize,
    /// Cards due tomorrow, as things stand.
    pub due_tomorrow: usize,
    /// Cards still waiting today.
    pub left_today: usize,
    /// New cards that were left for another day, as the sitting was planned.
    pub waiting: Waiting,
    /// The learner's own limit of new cards a day.
    pub new_per_day: u32,
    /// Events the learner can date, of those in the decks studied.
    pub dates: Known,
    /// Figures the learner knows.
    pub figures: Known,
    /// What was hard: cards not right at the first try, worst first, with their answers.
    pub hard: Vec<Hard>,
}

/// How many facts of a kind were passed and stand in review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Known.
    pub known: usize,
    /// Of so many.
    pub of: usize,
}

/// A card that was missed.
#[derive(Clone, Debug, PartialEq)]
pub struct Hard {
    /// The card.
    pub card: CardId,
    /// Its `about`, or its prompt.
    pub about: String,
    /// Its answer.
    pub answer: String,
    /// How often it was missed in this sitting.
    pub misses: usize,
}
