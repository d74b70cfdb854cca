//! The log read as a whole: names, settings, records and the last answer follow from its entries and nothing else.

use std::collections::{HashMap, HashSet};

use crate::card::CardId;
use crate::review::{Event, EventId, Logged, Settings, Snapshot};
use crate::scheduler::{Diary, Past, Records};

use super::Select;
use super::entry::Entry;
use super::names::Names;

/// Puts entries into log order.
pub(super) fn sort(entries: &mut [Entry]) {
    entries.sort_unstable_by_key(Entry::place);
}

/// Learns the names from entries in log order; other kinds among them are passed over.
pub(super) fn names<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Names {
    let mut names = Names::default();
    for entry in entries {
        if let Some(Logged {
            event: Event::Rename(renames),
            ..
        }) = entry.logged(&Names::default())
        {
            names.learn(&renames);
        }
    }
    names
}

/// Reads the settings from entries in log order: the last writer of each wins.
pub(super) fn settings<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Settings {
    let mut settings = Settings::default();
    for entry in entries {
        if let Some(Logged {
            event: Event::Set(setting),
            ..
        }) = entry.logged(&Names::default())
        {
            settings = settings.with(setting);
        }
    }
    settings
}

/// Reads events from entries in log order.
pub(super) fn events<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    names: &Names,
) -> Vec<Logged> {
    let logged = entries.into_iter().filter_map(|entry| entry.logged(names));
    logged.collect()
}

/// Reads from entries in log order what shapes records, without texts.
pub(super) fn shapes<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    names: &Names,
) -> Vec<Logged> {
    let shapes = entries.into_iter().filter_map(|entry| entry.shape(names));
    shapes.collect()
}

/// Keeps of events in log order those that are asked for.
pub(super) fn select(mut events: Vec<Logged>, select: &Select, names: &Names) -> Vec<Logged> {
    let card = select.card.as_ref().map(|card| names.current(card));
    events.retain(|logged| {
        card.is_none_or(|card| logged.event.card() == Some(card))
            && select
                .since_ms
                .is_none_or(|since| logged.at.at_ms() >= since)
    });
    let surplus = select
        .last
        .map_or(0, |last| events.len().saturating_sub(last));
    events.drain(..surplus);
    events
}

/// What the log makes of all cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Replayed {
    pub(super) records: Records,
    pub(super) diary: Diary,
}

impl Replayed {
    /// Replays events in log order.
    pub(super) fn of(events: Vec<Logged>) -> Self {
        let mut by_card: HashMap<CardId, Vec<Logged>> = HashMap::new();
        for logged in events {
            if let Some(card) = recorded_card(&logged.event).cloned() {
                by_card.entry(card).or_default().push(logged);
            }
        }
        let mut replayed = Self::default();
        for (card, events) in by_card {
            replayed.add(&card, Past::of(&events));
        }
        replayed
    }

    /// Adds a card that is not among them yet.
    pub(super) fn add(&mut self, card: &CardId, past: Past) {
        self.diary.add(card, &past.encounters);
        self.records.insert(card, past.record);
    }

    /// Adds cards that are not among them yet.
    pub(super) fn join(&mut self, others: &Self) {
        for (card, record) in others.records.iter() {
            self.records.insert(card, record.clone());
        }
        for (deck, day, done) in others.diary.iter() {
            self.diary.enter(deck, day, done);
        }
    }
}

/// Returns the cards whose records `events` change, each once, under their current names.
pub(super) fn touched(events: &[Event], names: &Names) -> Vec<CardId> {
    let mut cards: Vec<CardId> = Vec::new();
    let mut seen = HashSet::new();
    let mut touch = |card: &CardId| {
        let card = names.current(card);
        if seen.insert(card.clone()) {
            cards.push(card.clone());
        }
    };
    for event in events {
        if let Event::Rename(renames) = event {
            for (old, new) in renames {
                touch(old);
                touch(new);
            }
        }
        recorded_card(event).into_iter().for_each(&mut touch);
    }
    cards
}

/// The card whose record an event shapes; a snapshot shapes none.
pub(super) fn recorded_card(event: &Event) -> Option<&CardId> {
    match event {
        Event::Card(_) | Event::Set(_) | Event::Rename(_) => None,
        Event::Review(_)
        | Event::Intro(_)
        | Event::Override { .. }
        | Event::Void { .. }
        | Event::Mark { .. }
        | Event::Flag { .. } => event.card(),
    }
}

/// Finds the newest answer that stands among events in log order.
pub(super) fn last_answer(events: &[Logged]) -> Option<&Logged> {
    let voided = voided(events);
    let stands = |logged: &&Logged| is_answer(&logged.event) && !voided.contains(&logged.id);
    events.iter().rev().find(stands)
}

/// Tells whether an event is a response of the learner's.
pub(super) fn is_answer(event: &Event) -> bool {
    matches!(event, Event::Review(_) | Event::Intro(_))
}

fn voided(events: &[Logged]) -> HashSet<EventId> {
    let mut voided = HashSet::new();
    for logged in events {
        if let Event::Void { event, .. } = logged.event {
            voided.insert(event);
        }
    }
    voided
}

/// Returns the snapshots among events in log order, one a wording, oldest first.
pub(super) fn snapshots(events: Vec<Logged>) -> Vec<Snapshot> {
    let mut seen = HashSet::new();
    let mut snapshots = Vec::new();
    for logged in events {
        if let Event::Card(snapshot) = logged.event
            && seen.insert(snapshot.hash)
        {
            snapshots.push(snapshot);
        }
    }
    snapshots
}
