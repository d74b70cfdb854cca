//! Journals that do not belong to the file they lie beside.

use std::fs;

use crate::old;
use crate::patient::{Patient, Whole};
use crate::place::Place;

/// A whole file with this journal beside it.
fn beside(whole: &Whole, journal: &[u8]) -> Patient {
    let patient = Patient::with(&whole.bytes, whole);
    let mut path = patient.file().into_os_string();
    path.push("-wal");
    fs::write(path, journal).expect("written");
    patient
}

/// Files of a session that was killed: the log and its journal.
fn killed(place: &Place, answers: usize) -> (Vec<u8>, Vec<u8>) {
    let mut session = place.session();
    for number in 0..answers {
        session.send(&format!("k{number}"));
        session.next_of("verdict").expect("a verdict");
    }
    session.kill();
    let journal = place.progress().join("learner.sqlite3-wal");
    (
        fs::read(place.file()).expect("a file"),
        fs::read(journal).expect("a journal"),
    )
}

#[test]
fn a_journal_that_belongs_to_another_file_is_noticed_or_harmless() {
    let whole = Whole::new();
    let (here, there) = (Place::with_cards(6), Place::with_cards(6));
    old::studied(&there, 3);
    let (_, other) = killed(&there, 5);
    let (_, cut) = killed(&here, 4);
    for (name, journal) in [
        ("another learner's", other.clone()),
        ("another learner's, cut", other[..other.len() / 2].to_vec()),
        ("of the wrong kind", whole.bytes.clone()),
        ("of a file that is gone", cut),
        ("a byte long", vec![0x37]),
        ("emptied", vec![0; 4120]),
    ] {
        let patient = || beside(&whole, &journal);
        if let Some(content) = patient().verified() {
            assert!(content == whole.content, "a journal {name} was not noticed");
        }
        let met = patient().studied_and_restored(&whole);
        assert_eq!(met, Ok(()), "a journal {name}");
    }
}

#[test]
fn an_old_journal_of_the_same_file_is_noticed_or_harmless() {
    let place = Place::with_cards(6);
    let (_, journal) = killed(&place, 4);
    old::studied(&place, 3);
    let whole = Whole::at(&place);
    for cut in [journal.len(), journal.len() / 2, 4152 * 3] {
        let patient = || beside(&whole, &journal[..cut]);
        if let Some(content) = patient().verified() {
            let (found, written) = (content.events.len(), whole.content.events.len());
            assert!(
                content == whole.content,
                "{cut}: {found} events of {written}, not noticed"
            );
        }
        let met = patient().studied_and_restored(&whole);
        assert_eq!(met, Ok(()), "{cut} bytes of an old journal");
    }
}
