//! A progress file checked against itself: structure, checksums, numbers without gaps, records and diary against the log.

use std::path::Path;
use std::thread;

use rusqlite::Connection;

use crate::progress::Damage;
use crate::progress::entry::{Device, Entry};

use super::fingerprint::{self, Fingerprint, Key};
use super::growers::Growers;
use super::growing::Grown;
use super::trouble::Trouble;
use super::{cache, log, meta, open, schema};

/// Memory in which the indexes are looked through, in KiB.
const CACHE_KIB: i32 = 16 * 1024;

/// Events after which it is told how far the check has come.
const TELL_EVERY: u64 = 512;

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progressed {
    /// Events checked.
    pub events: u64,
    /// Events there are, or a few more.
    pub of: u64,
}

/// Checks everything; returns the number of events. `path` is where the file lies, `tell` hears how far it has come.
///
/// The database's structure, the events, and what they make of the cards: none needs the others, so each has a thread, and
/// the structure a connection of its own. No more than the records and a few events are held.
pub(super) fn verify(
    file: &Connection,
    path: &Path,
    tell: &mut dyn FnMut(Progressed),
) -> Result<u64, Trouble> {
    let has_indexes = schema::version(file)? >= fingerprint::SINCE_FORMAT;
    let (checked, indexed) = thread::scope(|scope| {
        let indexed = scope.spawn(move || {
            if !has_indexes {
                return None;
            }
            // Without a second connection all is left to the first.
            let other = open::open_foreign(path).ok()?;
            Some(check_structure(&other))
        });
        let checked = check_events(file, tell);
        let indexed = indexed.join().ok().flatten();
        (checked, indexed)
    });
    let indexed = indexed.transpose()?;
    let Checked { events, table } = checked?;
    if indexed != Some(table) {
        // They differ as well when another program writes between two looks. This is one look.
        check_all_structure(file)?;
    }
    Ok(events)
}

/// Checks all but whether the indexes say what the table says; for that, returns what they say.
fn check_structure(file: &Connection) -> Result<Fingerprint, Trouble> {
    file.pragma_update(None, "cache_size", -CACHE_KIB)?;
    says_ok(file, "PRAGMA quick_check(1)")?;
    Fingerprint::of_indexes(file)
}

fn check_all_structure(file: &Connection) -> Result<(), Trouble> {
    says_ok(file, "PRAGMA integrity_check(1)")
}

fn says_ok(file: &Connection, check: &str) -> Result<(), Trouble> {
    let verdict: String = file.query_row(check, [], |row| row.get(0))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(Trouble::Damage(Damage::Structure(verdict)))
    }
}

/// What is known when all events are read.
struct Checked {
    events: u64,
    table: Fingerprint,
}

fn check_events(file: &Connection, tell: &mut dyn FnMut(Progressed)) -> Result<Checked, Trouble> {
    let names = &log::names(file)?;
    let (checked, grown) = thread::scope(|scope| {
        let mut growers = Growers::start(names, scope);
        let mut events = Events::begin(file)?;
        log::each(file, |row, entry| {
            events.check(row, entry);
            if events.count.is_multiple_of(TELL_EVERY) {
                tell(events.progressed());
            }
            growers.add(entry);
            Ok(())
        })?;
        let grown: Vec<Grown> = growers.finish().collect();
        Ok::<_, Trouble>((events.finish()?, grown))
    })?;
    let replayed = cache::completed(file, names, grown)?;
    if !cache::agrees(file, &replayed)? {
        return Err(Trouble::Damage(Damage::Records));
    }
    Ok(checked)
}

/// The events of the table, one after the other.
struct Events {
    own: Device,
    /// The numbers of this device's events.
    numbers: Numbers,
    count: u64,
    of: u64,
    table: Fingerprint,
    key: Key,
}

impl Events {
    fn begin(file: &Connection) -> Result<Self, Trouble> {
        Ok(Self {
            own: meta::device(file)?,
            numbers: Numbers::default(),
            count: 0,
            of: log::last_row(file)?,
            table: Fingerprint::default(),
            key: Key::default(),
        })
    }

    fn check(&mut self, row: i64, entry: &Entry) {
        self.count += 1;
        self.table.add(row, entry, &mut self.key);
        if entry.device == self.own {
            self.numbers.add(entry.seq);
        }
    }

    fn progressed(&self) -> Progressed {
        Progressed {
            events: self.count,
            of: self.of,
        }
    }

    fn finish(self) -> Result<Checked, Trouble> {
        match self.numbers.first_gap() {
            Some(seq) => Err(Trouble::Damage(Damage::Gap { seq })),
            None => Ok(Checked {
                events: self.count,
                table: self.table,
            }),
        }
    }
}

/// Numbers that should go from 1 on without a gap; of other devices than this one a part may be here.
///
/// They mostly come in order, and then only the last one has to be known.
#[derive(Debug, Default)]
struct Numbers {
    last: i64,
    later: Vec<i64>,
}

impl Numbers {
    fn add(&mut self, number: i64) {
        if number == self.last + 1 {
            self.last = number;
        } else {
            self.later.push(number);
        }
    }

    /// The first number that is missing, or stands twice.
    fn first_gap(mut self) -> Option<i64> {
        self.later.sort_unstable();
        let expected = self.last.saturating_add(1)..;
        let mut pairs = expected.zip(self.later);
        pairs.find_map(|(expected, number)| (expected != number).then_some(expected.min(number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn first_gap(numbers: &[i64], expected: Option<i64>) {
        let mut found = Numbers::default();
        for number in numbers {
            found.add(*number);
        }
        assert_eq!(found.first_gap(), expected, "{numbers:?}");
    }

    #[test]
    fn a_missing_number_is_found_in_whatever_order_they_come() {
        first_gap(&[], None);
        first_gap(&[1, 2, 3], None);
        first_gap(&[3, 1, 2], None);
        first_gap(&[1, 3], Some(2));
        first_gap(&[2, 3], Some(1));
        first_gap(&[5, 1, 2, 4], Some(3));
        first_gap(&[1, 2, 2, 3], Some(2));
        first_gap(&[i64::MAX], Some(1));
    }
}
