//! What is asked of the log.

use rusqlite::Connection;

use crate::card::CardId;
use crate::progress::body::kind;
use crate::progress::names::Names;
use crate::progress::{Select, replay};
use crate::review::{Logged, Settings, Snapshot};

use super::log;
use super::trouble::Trouble;

/// Reads the learner's settings.
pub(super) fn settings(file: &Connection) -> Result<Settings, Trouble> {
    Ok(replay::settings(&log::settings(file)?))
}

/// Reads the wordings of a card that were answered.
pub(super) fn snapshots(
    file: &Connection,
    names: &Names,
    card: &CardId,
) -> Result<Vec<Snapshot>, Trouble> {
    let entries = log::of_kind(file, &names.all_of(card), kind::CARD)?;
    Ok(replay::snapshots(replay::events(&entries, names)))
}

/// Reads the events asked for, by the way that touches the fewest rows.
pub(super) fn events(
    file: &Connection,
    names: &Names,
    select: &Select,
) -> Result<Vec<Logged>, Trouble> {
    let events = match select {
        Select {
            card: Some(card), ..
        } => replay::events(&log::of_card(file, &names.all_of(card))?, names),
        Select {
            card: None,
            since_ms: None,
            last: Some(last),
        } => newest(file, *last, names)?,
        Select {
            card: None,
            since_ms,
            ..
        } => replay::events(&log::all(file, *since_ms)?, names),
    };
    Ok(replay::select(events, select, names))
}

fn newest(file: &Connection, count: usize, names: &Names) -> Result<Vec<Logged>, Trouble> {
    let mut events = Vec::new();
    log::backwards(file, |entry| {
        events.extend(entry.logged(names));
        Ok(events.len() < count)
    })?;
    events.reverse();
    Ok(events)
}

/// Reads the newest answer that stands.
pub(super) fn last_answer(file: &Connection, names: &Names) -> Result<Option<Logged>, Trouble> {
    let mut answer = None;
    log::backwards(file, |entry| {
        let logged = entry.logged(names);
        let Some(logged) = logged.filter(|logged| replay::is_answer(&logged.event)) else {
            return Ok(true);
        };
        // A void can stand before its answer when clocks disagree, so all voids of the card are asked.
        let card_names = logged.event.card().map(|card| names.all_of(card));
        let voids = log::of_kind(file, &card_names.unwrap_or_default(), kind::VOID)?;
        let mut history = replay::events(&voids, names);
        history.push(logged);
        answer = replay::last_answer(&history).cloned();
        Ok(answer.is_none())
    })?;
    Ok(answer)
}
