//! Every byte of a file flipped, every page cut or emptied: it is noticed or changes nothing, no part of it is used before, and
//! what was kept comes back.

use std::fs;

use jmrel_quiz::progress::{AccessMode, Damage, ProgressError, SqliteProgress};

use crate::patient::{Patient, Whole, failure_of};
use crate::scale::{Scale, report, spread};

const PAGE: usize = 4096;

#[track_caller]
fn all_are_met(name: &str, whole: &Whole, count: usize, damaged: impl Fn(usize) -> Vec<u8> + Sync) {
    let failures: Vec<String> = spread(count, |number| {
        let failure = failure_of(&damaged(number), whole)?;
        Some(format!("{name} {number} of {count}: {failure}"))
    })
    .into_iter()
    .flatten()
    .collect();
    report(&format!(
        "{name}: {count} files of {} bytes, {} not met",
        whole.bytes.len(),
        failures.len()
    ));
    assert!(
        failures.is_empty(),
        "{:#?}",
        &failures[..failures.len().min(20)]
    );
}

#[test]
fn every_flipped_byte_is_noticed_or_harmless_and_what_was_kept_comes_back() {
    let whole = Whole::new();
    let length = whole.bytes.len();
    let count = Scale::asked().of(500, length);
    all_are_met("a flipped bit", &whole, count, |number| {
        let place = number * length / count;
        let mut bytes = whole.bytes.clone();
        bytes[place] ^= 1 << (place % 8);
        bytes
    });
}

#[test]
fn every_bit_of_the_header_and_of_the_names_of_kinds_is_noticed_or_harmless() {
    let whole = Whole::new();
    let is_kind = |place: &usize| whole.bytes[*place..].starts_with(b"set");
    let kinds = (100..whole.bytes.len()).filter(is_kind);
    let places: Vec<usize> = (16..24)
        .chain(kinds.flat_map(|place| place..place + 3))
        .collect();
    all_are_met(
        "a flipped bit of a word",
        &whole,
        places.len() * 8,
        |number| {
            let mut bytes = whole.bytes.clone();
            bytes[places[number / 8]] ^= 1 << (number % 8);
            bytes
        },
    );
}

#[test]
fn every_cut_page_is_noticed_and_what_was_kept_comes_back() {
    let whole = Whole::new();
    let pages = whole.bytes.len() / PAGE;
    all_are_met("a cut page", &whole, pages * 3, |number| {
        let length = (number / 3 * PAGE + number % 3).saturating_sub(1);
        whole.bytes[..length].to_vec()
    });
    all_are_met("an emptied page", &whole, pages, |number| {
        let mut bytes = whole.bytes.clone();
        bytes[number * PAGE..(number + 1) * PAGE].fill(0);
        bytes
    });
}

#[test]
fn a_file_of_no_or_one_byte_is_damaged_and_not_new() {
    let whole = Whole::new();
    for length in [0, 1] {
        let patient = Patient::with(&whole.bytes[..length], &whole);
        let error = SqliteProgress::open(&patient.file(), AccessMode::Write).expect_err("refused");
        let is_short = |damage: &Damage| matches!(damage, Damage::Short { .. });
        let is_noticed =
            matches!(&error, ProgressError::Damaged { damage, .. } if is_short(damage));
        assert!(is_noticed, "{error:?}");
        let kept = fs::read(patient.file()).expect("a file");
        assert_eq!(kept.len(), length, "nothing was written on top");
    }
}
