//! One look at the record of each card: which cards matter today, and for what.
//!
//! The records of many cards lie far apart in memory, and few of them matter. So each is looked at once, here.

use super::backlog::Load;
use super::{Mode, QueueCard, QueueInput};
use crate::memory::CardState;

/// Cards by what makes them matter, as indices in rising order.
#[derive(Debug, Default)]
pub(super) struct Sifted {
    /// May be asked, and were introduced or failed, and not passed since.
    pub(super) begun: Vec<usize>,
    /// May be asked, and are due.
    pub(super) due: Vec<usize>,
    /// May be asked though they are not due yet.
    pub(super) ahead: Vec<usize>,
    /// May be asked, and are new.
    pub(super) new: Vec<usize>,
    /// Were met today in an earlier session.
    pub(super) met_today: Vec<usize>,
    /// Were introduced today in an earlier session.
    pub(super) introduced_today: Vec<usize>,
    /// Were mixed up with others.
    pub(super) confused: Vec<usize>,
    /// What those in review that may be asked bring on a usual day.
    pub(super) load: Load,
}

impl Sifted {
    /// Looks at each card.
    pub(super) fn of(input: &QueueInput<'_>) -> Self {
        let mut sifted = Self::default();
        for (index, card) in input.cards.iter().enumerate() {
            sifted.add(input, index, card);
        }
        sifted
    }

    fn add(&mut self, input: &QueueInput<'_>, index: usize, card: &QueueCard<'_>) {
        let record = &*card.standing();
        if record.last_seen == Some(input.today) {
            self.met_today.push(index);
        }
        if record.introduced_on == Some(input.today) {
            self.introduced_today.push(index);
        }
        if !record.confusions.is_empty() {
            self.confused.push(index);
        }
        if !card.is_open(record, input.today) {
            return;
        }
        match record.state {
            CardState::New => match input.mode {
                Mode::Study { .. } => self.new.push(index),
                Mode::Review { .. } => {}
            },
            CardState::Learning(_) | CardState::Relearning(_) => self.begun.push(index),
            CardState::Review(reviewed) => {
                self.load.add(reviewed);
                let is_ahead = input.mode == (Mode::Review { ahead: true });
                if reviewed.due <= input.today {
                    self.due.push(index);
                } else if is_ahead && reviewed.last < input.today {
                    self.ahead.push(index);
                }
            }
        }
    }
}
