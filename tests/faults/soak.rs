//! However long a session goes on, and however many cards are still to come: what it remembers of an answer is small, and the journal
//! stays short.

use std::ffi::OsString;
use std::fs;

use crate::place::{Place, Session, deck};
use crate::scale::{Scale, report, skip};

const DECKS: usize = 40;
const CARDS_A_DECK: usize = 250;
/// Bytes that memory may grow by once a session is under way,
const GROWTH: u64 = 6 << 20;
/// and for each answer, which can be taken back: less than a copy of what is to come.
const GROWTH_AN_ANSWER: u64 = 2 << 10;
/// Bytes that a journal may have.
const JOURNAL: u64 = 8 << 20;

#[test]
fn a_long_session_takes_little_more_memory_than_a_short_one() {
    let place = Place::with_cards(CARDS_A_DECK);
    for number in 1..DECKS {
        let text = deck(CARDS_A_DECK).replace("id: many", &format!("id: many{number}"));
        fs::write(place.decks().join(format!("many{number}.yaml")), text).expect("a deck");
    }
    let mut session = Session::start(place.command(&["study", "--new", "100000", "--json"]));
    let answers = Scale::asked().of(200, 10_000);
    let mut at_first = None;
    for number in 0..answers {
        // All wrong: nothing is done with, and each miss is remembered.
        session.send("no");
        session.next_of("verdict").expect("a verdict");
        let length = journal(&place);
        assert!(length < JOURNAL, "{length} bytes after {number} answers");
        if number == 50 {
            at_first = memory(&session);
        }
    }
    let at_last = memory(&session);
    let journal = journal(&place);
    session.end().code(0);
    let Some((first, last)) = at_first.zip(at_last) else {
        return skip("memory of a long session", "this system does not tell it");
    };
    report(&format!(
        "{answers} answers: memory grew from {first} to {last} bytes, the journal has {journal}"
    ));
    let most = first + GROWTH + u64::try_from(answers).expect("few") * GROWTH_AN_ANSWER;
    assert!(last < most, "it grew from {first} to {last} bytes");
}

/// Bytes that a program has in memory.
fn memory(session: &Session) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", session.child.id())).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}

/// The length of the journal.
fn journal(place: &Place) -> u64 {
    let mut name = OsString::from(place.file());
    name.push("-wal");
    fs::metadata(name).map_or(0, |file| file.len())
}
