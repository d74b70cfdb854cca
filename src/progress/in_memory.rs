//! A learner's log that lives as long as the program: for tests, and for trying things out.

use crate::card::CardId;
use crate::day::Timestamp;
use crate::review::{Event, EventId, Logged, Settings, Snapshot};
use crate::scheduler::{Diary, Records};

use super::entry::{Device, Entry, Head};
use super::hlc::Hlc;
use super::replay::{self, Replayed};
use super::{Progress, ProgressError, Saved, Select};

/// Keeps entries in log order and folds everything else from them.
#[derive(Debug)]
pub struct InMemory {
    device: Device,
    entries: Vec<Entry>,
    replayed: Replayed,
}

impl Default for InMemory {
    fn default() -> Self {
        Self::new()
    }
}

impl InMemory {
    /// Starts with an empty log.
    pub fn new() -> Self {
        Self {
            device: Device::random(),
            entries: Vec::new(),
            replayed: Replayed::default(),
        }
    }

    fn head(&self, now: Timestamp) -> Head {
        let own = || {
            let own = |entry: &&Entry| entry.device == self.device;
            self.entries.iter().filter(own)
        };
        let clock = |entry: &Entry| entry.rank;
        let believed = |hlc: &Hlc| *hlc <= Hlc::horizon(now);
        Head {
            device: self.device,
            seq: own().map(|entry| entry.seq).max().unwrap_or(0),
            clock: own()
                .map(|entry| entry.hlc)
                .max()
                .max(self.entries.iter().map(clock).filter(believed).max()),
            newest: self.entries.last().map(clock),
        }
    }

    fn all(&self) -> Vec<Logged> {
        replay::events(&self.entries, &replay::names(&self.entries))
    }
}

impl Progress for InMemory {
    fn append(&mut self, events: &[Event], at: Timestamp) -> Result<Saved, ProgressError> {
        let entries = self.head(at).stamp(events, at);
        let ids = entries.iter().map(|entry| EventId::new(entry.id)).collect();
        self.entries.extend(entries);
        replay::sort(&mut self.entries);
        self.replayed = Replayed::of(self.all());
        let names = replay::names(&self.entries);
        let records = replay::touched(events, &names)
            .into_iter()
            .filter_map(|card| {
                let record = self.replayed.records.get(&card).cloned()?;
                Some((card, record))
            })
            .collect();
        Ok(Saved { ids, records })
    }

    fn records(&self) -> Result<Records, ProgressError> {
        Ok(self.replayed.records.clone())
    }

    fn diary(&self) -> Result<Diary, ProgressError> {
        Ok(self.replayed.diary.clone())
    }

    fn settings(&self) -> Result<Settings, ProgressError> {
        Ok(replay::settings(&self.entries))
    }

    fn events(&self, select: &Select) -> Result<Vec<Logged>, ProgressError> {
        let names = replay::names(&self.entries);
        Ok(replay::select(self.all(), select, &names))
    }

    fn last_answer(&self) -> Result<Option<Logged>, ProgressError> {
        Ok(replay::last_answer(&self.all()).cloned())
    }

    fn current_name(&self, card: &CardId) -> Result<CardId, ProgressError> {
        Ok(replay::names(&self.entries).current(card).clone())
    }

    fn snapshots(&self, card: &CardId) -> Result<Vec<Snapshot>, ProgressError> {
        let of_card = Select {
            card: Some(card.clone()),
            ..Select::default()
        };
        self.events(&of_card).map(replay::snapshots)
    }

    fn rebuild(&mut self) -> Result<(), ProgressError> {
        self.replayed = Replayed::of(self.all());
        Ok(())
    }
}
