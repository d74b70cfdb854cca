//! What the log makes of the cards and days, kept so that a start need not replay it: the tables `records` and `diary`.
//!
//! The cache is never believed against the log: parts that are damaged, or of another version of the program, are made anew.

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::thread;

use rusqlite::Connection;

use crate::card::CardId;
use crate::progress::Damage;
use crate::progress::entry::Entry;
use crate::progress::names::Names;
use crate::progress::replay::{self, Replayed};
use crate::review::Logged;
use crate::scheduler::{Diary, Past, Record, Records};

use super::growing::{Before, Growing, Grown};
use super::pages::{self, Page, Stored};
use super::trouble::Trouble;
use super::{diary, log, meta};

/// Raised whenever a record or the diary has another shape or the same events make another one.
const VERSION: &str = "3";

/// Cards whose events wait to be folded.
const CARDS_AHEAD: usize = 64;

/// Whether new events stand at the end of the log, where they can be added to a record as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placement {
    End,
    Between,
}

/// Reads all records, from the cache where it can be trusted, else from the log.
pub(super) fn records(connection: &Connection) -> Result<Records, Trouble> {
    if is_current(connection)?
        && let Some(records) = pages::all(connection)?
    {
        return Ok(records);
    }
    Ok(replayed(connection)?.records)
}

/// Reads the diary, likewise.
pub(super) fn diary(connection: &Connection) -> Result<Diary, Trouble> {
    if is_current(connection)?
        && let Some(diary) = diary::all(connection)?
    {
        return Ok(diary);
    }
    Ok(replayed(connection)?.diary)
}

/// Makes the cache anew if a part of it is damaged.
pub(super) fn mend(connection: &Connection) -> Result<(), Trouble> {
    if !is_sound(connection)? {
        rebuild(connection)?;
    }
    Ok(())
}

/// Tells whether all of the cache can be read.
pub(super) fn is_sound(connection: &Connection) -> Result<bool, Trouble> {
    Ok(pages::all(connection)?.is_some() && diary::all(connection)?.is_some())
}

/// Tells whether the cache, where it is not damaged, says what the log says.
pub(super) fn agrees(connection: &Connection, replayed: &Replayed) -> Result<bool, Trouble> {
    if !is_current(connection)? {
        return Ok(true);
    }
    let records = pages::all(connection)?;
    let diary = diary::all(connection)?;
    Ok(records.is_none_or(|records| records == replayed.records)
        && diary.is_none_or(|diary| diary == replayed.diary))
}

/// Replays the whole log, without a look at the cache.
fn replayed(connection: &Connection) -> Result<Replayed, Trouble> {
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
    completed(connection, &names, [growing.replayed()])
}

/// Puts together what has grown, each card in one place only, and folds anew what has to be.
pub(super) fn completed(
    connection: &Connection,
    names: &Names,
    parts: impl IntoIterator<Item = Grown>,
) -> Result<Replayed, Trouble> {
    let mut replayed = Replayed::default();
    let mut to_refold = BTreeSet::new();
    for part in parts {
        replayed.join(&part.replayed);
        to_refold.extend(part.broken);
    }
    for card in to_refold {
        let entries = log::of_card(connection, &names.all_of(&card))?;
        replayed.add(&card, Past::of(&replay::shapes(&entries, names)));
    }
    Ok(replayed)
}

/// Tells whether the cache is one of this version of the program.
pub(super) fn is_current(connection: &Connection) -> Result<bool, Trouble> {
    let version = meta::value(connection, meta::CACHE)?;
    Ok(version.as_deref() == Some(VERSION))
}

/// Fills the cache anew from the log.
pub(super) fn rebuild(connection: &Connection) -> Result<Records, Trouble> {
    let Replayed { records, diary } = replayed(connection)?;
    pages::clear(connection)?;
    diary::clear(connection)?;
    // What is damaged was just thrown away.
    let _ = pages::store(connection, records.iter())?;
    let _ = diary::add(connection, &diary)?;
    meta::set(connection, meta::CACHE, VERSION)?;
    Ok(records)
}

/// Fills it anew and returns the records of these cards.
pub(super) fn rebuild_for(
    connection: &Connection,
    cards: Vec<CardId>,
) -> Result<Vec<(CardId, Record)>, Trouble> {
    let all = rebuild(connection)?;
    let record = |card: CardId| Some((card.clone(), all.get(&card)?.clone()));
    Ok(cards.into_iter().filter_map(record).collect())
}

/// Brings the cache up to date with `events`, which were just written to the log; returns the records of the cards they touch.
pub(super) fn update(
    connection: &Connection,
    names: &Names,
    touched: Vec<CardId>,
    events: &[Logged],
    placement: Placement,
) -> Result<Vec<(CardId, Record)>, Trouble> {
    let mut change = Diary::default();
    let mut records = Vec::with_capacity(touched.len());
    for card in &touched {
        let is_of_card = |logged: &&Logged| replay::recorded_card(&logged.event) == Some(card);
        let news: Vec<&Logged> = events.iter().filter(is_of_card).collect();
        let Some(mut page) = Page::load(connection, card)? else {
            return rebuild_for(connection, touched);
        };
        let is_at_end = placement == Placement::End
            && !news.iter().any(|news| Record::needs_refold(&news.event));
        let record = match page.take(card) {
            Some(record) if is_at_end => grown(record, card, &news, &mut change),
            Some(_) | None => refolded(connection, names, card, &news, &mut change)?,
        };
        page.put(card, record.clone());
        page.save(connection)?;
        records.push((card.clone(), record));
    }
    match diary::add(connection, &change)? {
        Stored::All => Ok(records),
        Stored::Damaged => rebuild_for(connection, touched),
    }
}

fn grown(mut record: Record, card: &CardId, news: &[&Logged], change: &mut Diary) -> Record {
    for news in news {
        let encounter = record.apply(news);
        change.add(card, encounter.as_slice());
    }
    record
}

fn refolded(
    connection: &Connection,
    names: &Names,
    card: &CardId,
    news: &[&Logged],
    change: &mut Diary,
) -> Result<Record, Trouble> {
    let entries = log::of_card(connection, &names.all_of(card))?;
    let mut events = replay::shapes(&entries, names);
    let past = Past::of(&events);
    change.add(card, &past.encounters);
    events.retain(|logged| news.iter().all(|news| news.id != logged.id));
    change.remove(card, &Past::of(&events).encounters);
    Ok(past.record)
}

/// Folds these cards anew. One thread reads, another folds.
pub(super) fn pasts(
    connection: &Connection,
    names: &Names,
    cards: &BTreeSet<CardId>,
) -> Result<Vec<(CardId, Box<Past>)>, Trouble> {
    thread::scope(|scope| {
        let (to_fold, entries) = mpsc::sync_channel::<(&CardId, Vec<Entry>)>(CARDS_AHEAD);
        let folding = scope.spawn(move || -> Vec<(CardId, Box<Past>)> {
            let fold = |(card, entries): (&CardId, Vec<Entry>)| {
                let past = Past::of(&replay::shapes(&entries, names));
                (card.clone(), Box::new(past))
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
        Ok(folded.unwrap_or_else(|cause| std::panic::resume_unwind(cause)))
    })
}

/// Takes in what became of these cards elsewhere; `taken_off` is what the diary said of them before.
pub(super) fn store(
    connection: &Connection,
    pasts: &[(CardId, Box<Past>)],
    taken_off: Diary,
) -> Result<(), Trouble> {
    let mut change = taken_off;
    for (card, past) in pasts {
        change.add(card, &past.encounters);
    }
    let records = pasts
        .iter()
        .map(|(card, past)| (card.as_ref(), &past.record));
    let is_damaged = pages::store(connection, records)? == Stored::Damaged
        || diary::add(connection, &change)? == Stored::Damaged;
    if is_damaged {
        rebuild(connection)?;
    }
    Ok(())
}
