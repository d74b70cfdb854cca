//! One append: events go to the end of the log, and the records they change go with them.

use rusqlite::Transaction;

use crate::card::CardId;
use crate::day::Timestamp;
use crate::progress::names::Names;
use crate::progress::{Saved, replay};
use crate::review::{Event, EventId, Logged};
use crate::scheduler::Record;

use super::cache::{self, Placement};
use super::trouble::Trouble;
use super::{log, meta};

/// Writes events inside a transaction.
///
/// The end of the log and the records are read inside it too: another process may have written since we last looked.
pub(super) fn append(
    file: &Transaction<'_>,
    events: &[Event],
    at: Timestamp,
) -> Result<Saved, Trouble> {
    let head = log::head(file, meta::device(file)?, at)?;
    let placement = if head.is_end(at) {
        Placement::End
    } else {
        Placement::Between
    };
    let entries = head.stamp(events, at);
    for entry in &entries {
        log::insert(file, entry)?;
    }
    let ids: Vec<EventId> = entries.iter().map(|entry| EventId::new(entry.id)).collect();
    let names = log::names(file)?;
    let touched = replay::touched(events, &names);
    let has_renames = events.iter().any(|e| matches!(e, Event::Rename(_)));
    let records = if has_renames || !cache::is_current(file)? {
        let all = cache::rebuild(file)?;
        let record = |card| all.get(&card).cloned().map(|record| (card, record));
        touched.into_iter().filter_map(record).collect()
    } else {
        let logged: Vec<Logged> = replay::events(&entries, &names);
        update(file, &names, touched, &logged, placement)?
    };
    Ok(Saved { ids, records })
}

fn update(
    file: &Transaction<'_>,
    names: &Names,
    touched: Vec<CardId>,
    logged: &[Logged],
    placement: Placement,
) -> Result<Vec<(CardId, Record)>, Trouble> {
    let mut records = Vec::with_capacity(touched.len());
    for card in touched {
        let is_of_card = |logged: &&Logged| replay::recorded_card(&logged.event) == Some(&card);
        let of_card: Vec<Logged> = logged.iter().filter(is_of_card).cloned().collect();
        let record = cache::update(file, names, &card, &of_card, placement)?;
        records.push((card, record));
    }
    Ok(records)
}
