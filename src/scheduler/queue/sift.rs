//! One look at the record of each card: which cards matter today, and for what.
//!
//! The records of many cards lie far apart in memory, and few of them matter. So each is looked at once, here.

use super::backlog::Load;
use super::{Mode, QueueCard, QueueInput, decks};
use crate::memory::CardState;
use crate::scheduler::{Record, Standing};

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
        let mut indices = 0..;
        for deck in decks(input.cards) {
            // All records are fetched before the first is weighed: the processor waits for many at a time then.
            let standing: Vec<Standing<'_>> = deck.iter().map(QueueCard::standing).collect();
            for ((card, record), index) in deck.iter().zip(&standing).zip(&mut indices) {
                sifted.add(input, index, card, record);
            }
        }
        sifted
    }

    fn add(&mut self, input: &QueueInput<'_>, index: usize, card: &QueueCard<'_>, record: &Record) {
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
