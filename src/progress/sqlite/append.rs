//! One append: events go to the end of the log, and what they change of the cache goes with them.

use rusqlite::Transaction;

use crate::day::Timestamp;
use crate::progress::{Saved, replay};
use crate::review::{Event, EventId};

use super::cache::{self, Placement};
use super::trouble::Trouble;
use super::{log, meta};

/// Writes events inside a transaction.
///
/// The end of the log and the cache are read inside it too: another process may have written since we last looked.
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
        cache::rebuild_for(file, touched)?
    } else {
        let logged = replay::events(&entries, &names);
        cache::update(file, &names, touched, &logged, placement)?
    };
    Ok(Saved { ids, records })
}
