//! The table `records`: what the log makes of each card, kept so that a start need not replay it.
//!
//! The cache is never believed against the log: pages that are damaged, or of another version of the program, are folded anew.

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::thread;

use rusqlite::Connection;

use crate::card::CardId;
use crate::progress::entry::Entry;
use crate::progress::names::Names;
use crate::progress::{Damage, replay};
use crate::review::Logged;
use crate::scheduler::{self, Record, Records};

use super::growing::{Before, Growing};
use super::log;
use super::meta;
use super::pages::{self, Page};
use super::trouble::Trouble;

/// Raised whenever a record has another shape or the same events make another record.
const VERSION: &str = "2";

/// Cards whose events wait to be folded.
const CARDS_AHEAD: usize = 64;

/// Whether new events stand at the end of the log, where they can be added to a record as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    End,
    Between,
}

/// Reads all records, from the cache where it can be trusted, else from the log.
pub(super) fn all(connection: &Connection) -> Result<Records, Trouble> {
    if is_current(connection)?
        && let Some(records) = pages::all(connection)?
    {
        return Ok(records);
    }
    replayed(connection)
}

/// Folds all records anew and returns them, without a look at the cache.
pub(super) fn replayed(connection: &Connection) -> Result<Records, Trouble> {
    let names = log::names(connection)?;
    let mut growing = Growing::under(names.clone());
    let mut count = 0;
    log::forwards(connection, |entry| {
        growing.add(&entry, Before::Nothing);
        count += 1;
        Ok(true)
    })?;
    // That order is an index's, and a damaged index hides events.
    if count != log::count(connection)? {
        let what = "an index does not list all events".to_owned();
        return Err(Trouble::Damage(Damage::Structure(what)));
    }
    completed(connection, &names, growing)
}

/// The records that have grown, and those of the cards that have to be folded anew.
pub(super) fn completed(
    connection: &Connection,
    names: &Names,
    growing: Growing,
) -> Result<Records, Trouble> {
    let (grown, broken) = growing.finish();
    let mut records = Records::default();
    records.extend(grown.into_iter().map(|(card, record)| (card, *record)));
    for card in BTreeSet::from_iter(broken) {
        let entries = log::of_card(connection, &names.all_of(&card))?;
        let record = scheduler::fold(&replay::shapes(&entries, names));
        records.insert(&card, record);
    }
    Ok(records)
}

/// Tells whether the cache is one of this version of the program.
pub(super) fn is_current(connection: &Connection) -> Result<bool, Trouble> {
    let version = meta::value(connection, meta::CACHE)?;
    Ok(version.as_deref() == Some(VERSION))
}

/// Fills the cache anew from the log.
pub(super) fn rebuild(connection: &Connection) -> Result<Records, Trouble> {
    let records = replayed(connection)?;
    pages::clear(connection)?;
    // What is damaged was just thrown away.
    let _ = pages::store(connection, records.iter())?;
    meta::set(connection, meta::CACHE, VERSION)?;
    Ok(records)
}

/// Brings the record of one card up to date with `events`, which were just written to the log.
pub(super) fn update(
    connection: &Connection,
    names: &Names,
    card: &CardId,
    events: &[Logged],
    placement: Placement,
) -> Result<Record, Trouble> {
    let Some(mut page) = Page::load(connection, card)? else {
        // Other cards lose theirs with the page.
        let records = rebuild(connection)?;
        return Ok(records.get(card).cloned().unwrap_or_default());
    };
    let needs_refold =
        placement == Placement::Between || events.iter().any(|e| Record::needs_refold(&e.event));
    let known = if needs_refold { None } else { page.take(card) };
    let record = if let Some(mut record) = known {
        for logged in events {
            record.apply(logged);
        }
        record
    } else {
        let entries = log::of_card(connection, &names.all_of(card))?;
        scheduler::fold(&replay::shapes(&entries, names))
    };
    page.put(card, record.clone());
    page.save(connection)?;
    Ok(record)
}

/// Takes in records that were folded elsewhere.
pub(super) fn store<'r>(
    connection: &Connection,
    records: impl Iterator<Item = (&'r str, &'r Record)>,
) -> Result<(), Trouble> {
    match pages::store(connection, records)? {
        pages::Stored::All => Ok(()),
        pages::Stored::Damaged => rebuild(connection).map(drop),
    }
}

/// Folds the records of these cards anew. One thread reads, another folds.
pub(super) fn refold(
    connection: &Connection,
    names: &Names,
    cards: &BTreeSet<CardId>,
) -> Result<(), Trouble> {
    let records = thread::scope(|scope| {
        let (to_fold, entries) = mpsc::sync_channel::<(&CardId, Vec<Entry>)>(CARDS_AHEAD);
        let folding = scope.spawn(move || -> Vec<(&CardId, Record)> {
            let fold = |(card, entries): (_, Vec<Entry>)| {
                let record = scheduler::fold(&replay::shapes(&entries, names));
                (card, record)
            };
            entries.into_iter().map(fold).collect()
        });
        for card in cards {
            let entries = log::of_card(connection, &names.all_of(card))?;
            to_fold
                .send((card, entries))
                .expect("the other thread goes on until this end is dropped");
        }
        drop(to_fold);
        let folded = folding.join();
        Ok::<_, Trouble>(folded.unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
    })?;
    store(
        connection,
        records.iter().map(|(card, record)| (card.as_ref(), record)),
    )
}
