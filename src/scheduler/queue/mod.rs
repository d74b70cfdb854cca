//! Which card comes next in a session, and which wait for another day.
//!
//! The queue is planned once from all cards and records (`plan`), then it only moves (`running`): it holds indices and no
//! borrow, so that a session can keep copies for undo, which share the cards to come (`fresh`). Chance comes in as a seed; the
//! same input gives the same queue.

mod admission;
mod backlog;
mod counts;
#[cfg(test)]
mod fixture;
mod fresh;
mod gather;
mod order;
mod pacing;
mod plan;
mod quota;
mod rivals;
mod running;
mod siblings;
mod sift;
mod tells;
mod waiting;

use std::collections::VecDeque;

pub use backlog::Backlog;
pub use counts::{DueCounts, asked_from, due_by, due_counts, is_due_by, next_due};
pub use gather::queue_cards;
pub use waiting::Waiting;

use super::{Record, Standing};
use crate::day::Day;
use crate::deck::{FactNumber, Listed, Tells};
use crate::memory::CardState;
use crate::review::Settings;

/// What a queue is planned from.
#[derive(Clone, Copy, Debug)]
pub struct QueueInput<'a> {
    /// The cards that may be asked, and those that bear on them, deck by deck in the order their authors wrote them.
    pub cards: &'a [QueueCard<'a>],
    /// The learner's settings.
    pub settings: &'a Settings,
    /// The study day.
    pub today: Day,
    /// What the session is for.
    pub mode: Mode,
    /// The most cards it may ask; each counts once.
    pub limit: Option<usize>,
    /// Draws the order of cards that are otherwise equal.
    pub seed: u64,
}

/// A card, where it comes from and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct QueueCard<'a> {
    /// The card.
    pub card: Listed<'a>,
    /// Which deck it is from: any numbers, the same for cards of one deck.
    pub deck: usize,
    /// What the log says of it, in whatever revision; nothing of one that was never met.
    pub record: Option<&'a Record>,
    /// Whether it may be asked in this session.
    pub role: Role,
}

/// What a card is to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It may be asked.
    Asked,
    /// Left out by the learner's choice of decks or tags. It still counts: as a sibling met today, as a rival, as new today.
    Context,
}

/// What a session is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Due reviews and new cards.
    Study {
        /// So many new cards, whatever the settings say and however many were introduced today.
        new: Option<u32>,
    },
    /// Due reviews only.
    Review {
        /// Cards not yet due come too, after those that are.
        ahead: bool,
    },
}

/// The cards still to come in a session, as indices into [`QueueInput::cards`].
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// Asked before all else, the last one first.
    first: Vec<usize>,
    /// Not yet answered in this session.
    fresh: fresh::Fresh,
    /// Answered and to be asked again, the longest waiting first.
    repeats: VecDeque<running::Repeat>,
    pending: Option<running::Pending>,
    /// How many questions were posed so far.
    posed: usize,
    planned: DueCounts,
    backlog: Option<Backlog>,
    waiting: Waiting,
}

impl Queue {
    /// Plans a session. `tells` says what the cards with these indices, in rising order, give away.
    pub fn plan(input: &QueueInput<'_>, tells: impl FnOnce(&[usize]) -> Vec<Tells>) -> Self {
        let plan = plan::plan(input, tells);
        Self {
            first: Vec::new(),
            fresh: plan.order.into(),
            repeats: VecDeque::new(),
            pending: None,
            posed: 0,
            planned: plan.counts,
            backlog: plan.backlog,
            waiting: plan.waiting,
        }
    }

    /// How many cards a session would have, due ones and new ones, and the new cards that it would not introduce today.
    pub fn planned_of(input: &QueueInput<'_>) -> (DueCounts, Waiting) {
        let plan = plan::selection(input);
        (plan.counts, plan.waiting)
    }

    /// How many cards were planned, due ones and new ones.
    pub fn planned(&self) -> DueCounts {
        self.planned
    }

    /// The new cards that are not introduced today.
    pub fn waiting(&self) -> Waiting {
        self.waiting
    }

    /// How due reviews are spread over the coming days, if there are too many for one.
    pub fn backlog(&self) -> Option<Backlog> {
        self.backlog
    }
}

/// The cards of each deck, which stand side by side.
fn decks<'c, 'a>(cards: &'c [QueueCard<'a>]) -> impl Iterator<Item = &'c [QueueCard<'a>]> {
    cards.chunk_by(|one, next| one.deck == next.deck)
}

impl<'a> QueueCard<'a> {
    /// What the log says of the card; one whose meaning its author changed starts afresh.
    fn standing(&self) -> Standing<'a> {
        Standing::in_revision(self.record, self.card.revision())
    }

    /// Where the card stands.
    fn state(&self) -> CardState {
        self.standing().state
    }

    /// Tells whether the card, of which the log says this, can be asked on `today`.
    fn is_open(&self, record: &Record, today: Day) -> bool {
        self.role == Role::Asked
            && !record.suspended
            && record.buried_until.is_none_or(|until| until <= today)
    }

    /// The fact of a card that asks one only; cards of several neither bury nor are buried.
    fn only_fact(&self) -> Option<(usize, FactNumber)> {
        let fact = self.card.only_fact_number()?;
        Some((self.deck, fact))
    }
}
