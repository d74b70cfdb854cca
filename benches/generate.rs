//! What `generate` takes for 10,000 facts and `draft` for 1 MB of prose, the whole process: `cargo bench --bench generate`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock and tells what it found"
)]

#[path = "shared/measure.rs"]
mod measure;
#[path = "shared/words.rs"]
mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use measure::measure;
use words::{SYLLABLES, word};

const FACTS: usize = 10_000;
const TOPICS: usize = 50;
const PROSE: usize = 1_000_000;

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let facts = folder.path().join("facts.yaml");
    let decks = folder.path().join("decks");
    fs::write(&facts, base()).expect("a fact base");
    fs::create_dir(&decks).expect("a folder");
    let generate = [
        Path::new("generate"),
        &facts,
        Path::new("--force"),
        Path::new("--out"),
        &decks,
    ];
    measure("generate, 10,000 facts", || run(&generate));
    let written: u64 = fs::read_dir(&decks)
        .expect("the folder")
        .map(|entry| {
            entry
                .and_then(|entry| entry.metadata())
                .map_or(0, |data| data.len())
        })
        .sum();
    println!("  {} KiB of decks", written / 1024);
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, prose()).expect("notes");
    let draft = [Path::new("draft"), &notes, Path::new("--json")];
    measure("draft, 1 MB of prose", || run(&draft));
}

fn run(args: &[&Path]) {
    let status = Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
    assert!(status.success(), "{args:?}: {status}");
}

/// A fact base of dates and figures in turn; names and values are drawn with a fixed seed.
fn base() -> String {
    let mut chance = ChaCha8Rng::seed_from_u64(1);
    let mut base = String::from("version: 1\nsource: Drawn words\ntopics:\n");
    for topic in 0..TOPICS {
        writeln!(base, "  topic-{topic}: {{title: Topic {topic}}}").expect("memory");
    }
    base.push_str("facts:\n");
    for number in 0..FACTS {
        // No two facts are about the same people.
        let who = format!("{}{}", word(&mut chance), spelt(number));
        let (what, place) = (word(&mut chance), word(&mut chance));
        let topic = number % TOPICS;
        let year = chance.random_range(1600..2000);
        let written = if number % 2 == 0 {
            write!(
                base,
                "  - id: f{number}\n    topic: topic-{topic}\n    layer: core\n    kind: date\n    status: ready\n    \
                 statement: \"The {what} of {who} reached {place} in {year}.\"\n    about: the {what} of {who}\n    \
                 event: the {what} of {who} reached {place}\n    date: {year}-{:02}-{:02}\n    ask:\n      \
                 year: In which year did the {what} of {who} reach {place}?\n      \
                 day: On which day of {{f{number}}} did the {what} of {who} reach {place}?\n      \
                 cloze: The {what} of {who} reached {place} in {{}}.\n      \
                 event: What happened in {{}}?\n    explanation: So the books of {place} have it.\n",
                chance.random_range(1..=12),
                chance.random_range(1..=28)
            )
        } else {
            write!(
                base,
                "  - id: f{number}\n    topic: topic-{topic}\n    layer: side\n    kind: quantity\n    status: ready\n    \
                 statement: \"{who} sent {} ships to {place}.\"\n    about: the ships of {who}\n    \
                 number: {}\n    unit: ships\n    ask:\n      \
                 figure: How many ships did {who} send to {place}?\n      \
                 cloze: \"{who} sent {{}} to {place}.\"\n    explanation: So the books of {place} have it.\n",
                year * 3,
                year * 3
            )
        };
        written.expect("memory");
    }
    base
}

/// Prose with a date or a figure in most sentences.
fn prose() -> String {
    let mut chance = ChaCha8Rng::seed_from_u64(2);
    let mut prose = String::with_capacity(PROSE);
    while prose.len() < PROSE {
        let (who, place) = (word(&mut chance), word(&mut chance));
        let year = chance.random_range(1100..2000);
        let written = match chance.random_range(0..5) {
            0 => write!(
                prose,
                "In March {year} the people of {who} left for {place}. "
            ),
            1 => write!(prose, "About {year}00 horses came to {place} that spring. "),
            2 => write!(
                prose,
                "The {who} of {place} lasted from {year} to {}. ",
                year + 7
            ),
            3 => write!(
                prose,
                "Nobody in {place} had ever seen the {who} before them. "
            ),
            _ => write!(
                prose,
                "Trade with {who} grew by {} per cent.\n\n",
                year % 100
            ),
        };
        written.expect("memory");
    }
    prose
}

/// A word that no other number has.
fn spelt(number: usize) -> String {
    (0..4)
        .map(|place| SYLLABLES[(number >> (4 * place)) & 15])
        .collect()
}
