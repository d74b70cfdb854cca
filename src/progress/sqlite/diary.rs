//! The table `diary`: what was done each day, deck by deck, with the sums of all of it, by which a day that is missing is noticed.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::day::Day;
use crate::scheduler::{Diary, Done};

use super::pages::{Stored, checksum};
use super::trouble::Trouble;

/// Where the sums are: beyond every day, and so beside the newest, which change with them.
const SUMS: i64 = i64::MAX;

/// Reads the diary; nothing when a part of it is damaged.
pub(super) fn all(connection: &Connection) -> Result<Option<Diary>, Trouble> {
    let mut statement = connection.prepare_cached("SELECT body, checksum, day FROM diary")?;
    let mut rows = statement.query([])?;
    let (mut diary, mut found, mut sums) = (Diary::default(), Done::default(), Done::default());
    while let Some(row) = rows.next()? {
        let number = row.get(2)?;
        let is_sound = match i32::try_from(number) {
            Ok(day) => read(number, row, |deck, done| {
                found.add(done);
                diary.enter(deck, Day::from_number(day), done);
            }),
            Err(_) => number == SUMS && read(number, row, |_, done| sums.add(done)),
        };
        if !is_sound {
            return Ok(None);
        }
    }
    Ok((sums == found).then_some(diary))
}

/// Adds what was done, and takes off what was not.
pub(super) fn add(connection: &Connection, change: &Diary) -> Result<Stored, Trouble> {
    let mut days: BTreeMap<i64, Vec<(&str, Done)>> = BTreeMap::new();
    let mut sums = Done::default();
    for (deck, day, done) in change.iter() {
        let day = days.entry(day.number().into()).or_default();
        day.push((deck, done));
        sums.add(done);
    }
    days.insert(SUMS, vec![("", sums)]);
    for (day, change) in days {
        if add_to(day, &change, connection)? == Stored::Damaged {
            return Ok(Stored::Damaged);
        }
    }
    Ok(Stored::All)
}

/// Forgets it all.
pub(super) fn clear(connection: &Connection) -> Result<(), Trouble> {
    connection.execute("DELETE FROM diary", [])?;
    Ok(())
}

fn add_to(day: i64, change: &[(&str, Done)], connection: &Connection) -> Result<Stored, Trouble> {
    let mut decks: Vec<(String, Done)> = Vec::new();
    let mut known = |deck: &str, done| decks.push((deck.to_owned(), done));
    let is_sound = connection
        .prepare_cached("SELECT body, checksum FROM diary WHERE day = ?")?
        .query_row([day], |row| Ok(read(day, row, &mut known)))
        .optional()?;
    for (deck, done) in change {
        match decks.iter_mut().find(|(known, _)| known == deck) {
            Some((_, sum)) => sum.add(*done),
            None => decks.push(((*deck).to_owned(), *done)),
        }
    }
    if is_sound == Some(false) || !decks.iter().all(|(_, sum)| sum.is_possible()) {
        return Ok(Stored::Damaged);
    }
    decks.retain(|(_, sum)| *sum != Done::default());
    put(day, &decks, connection)?;
    Ok(Stored::All)
}

fn put(day: i64, decks: &[(String, Done)], connection: &Connection) -> Result<(), Trouble> {
    let mut body = Vec::new();
    for entry in decks {
        body = postcard::to_extend(entry, body).expect("memory takes everything");
    }
    let sum = checksum(day, &body);
    let sql = "INSERT INTO diary (day, body, checksum) VALUES (?, ?, ?) \
        ON CONFLICT (day) DO UPDATE SET body = excluded.body, checksum = excluded.checksum";
    connection
        .prepare_cached(sql)?
        .execute(params![day, body, sum])?;
    Ok(())
}

/// Reads what was done on a day; tells whether the row is sound.
fn read(day: i64, row: &Row<'_>, mut take: impl FnMut(&str, Done)) -> bool {
    let sum = row.get_ref(1).and_then(|sum| Ok(sum.as_i64()?));
    let body = row.get_ref(0).and_then(|body| Ok(body.as_blob()?));
    let (Ok(sum), Ok(mut rest)) = (sum, body) else {
        return false;
    };
    if sum != checksum(day, rest) {
        return false;
    }
    while !rest.is_empty() {
        match postcard::take_from_bytes::<(&str, Done)>(rest) {
            Ok(((deck, done), after)) if done.is_possible() => {
                take(deck, done);
                rest = after;
            }
            Ok(_) | Err(_) => return false,
        }
    }
    true
}
