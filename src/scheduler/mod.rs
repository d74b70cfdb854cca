//! A card's record and a rating become its next record: when it falls due, in which state it is.
//!
//! FSRS-6 behind one file; on top of it introductions, repeats of the day, fuzz, siblings, rivals, tells, backlog and leeches.
//! Pure: the day, the events and the seed come in as arguments. It knows nothing of stores, faces and clocks.

mod by_rating;
mod diary;
#[cfg(test)]
mod fixture;
mod fsrs;
mod future;
mod fuzz;
mod interval;
mod leech;
mod past;
mod queue;
mod record;
mod records;
mod register;
mod standing;

pub use by_rating::ByRating;
pub use diary::{Acquaintance, Diary, Done, Encounter, Outcome};
pub use fsrs::retrievability;
pub use future::Futures;
pub use leech::{LEECH_LAPSES, is_leech, warns_of_leech};
pub use past::{Past, fold};
pub use queue::{
    Backlog, DueCounts, Mode, Queue, QueueCard, QueueInput, Role, Waiting, asked_from, due_by,
    due_counts, is_due_by, next_due, queue_cards,
};
pub use records::Records;
pub use register::Register;
pub use standing::Standing;

use serde::{Deserialize, Serialize};

use crate::card::FactId;
use crate::day::Day;
use crate::memory::CardState;

/// What the log says of one card: a fold over its events, in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// New, learning, review or relearning.
    pub state: CardState,
    /// The author's revision that was studied; 0 before the first meeting.
    pub revision: u32,
    /// The day of the first meeting, rated or not.
    pub introduced_on: Option<Day>,
    /// The day of the last meeting, rated or not.
    pub last_seen: Option<Day>,
    /// The last day it was passed that is later than its introduction.
    pub kept_on: Option<Day>,
    /// Rated responses.
    pub reviews: u32,
    /// `Again` on a card in review.
    pub lapses: u32,
    /// Taken out until asked back.
    pub suspended: bool,
    /// Put off until this day.
    pub buried_until: Option<Day>,
    /// The learner says the question is wrong.
    pub flagged: bool,
    /// How often another fact's answer was given for this card.
    pub confusions: Vec<(FactId, u32)>,
}
