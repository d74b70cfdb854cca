//! What `check` takes, the whole process and without any cache: `cargo bench --bench check`.
//!
//! The decks are made anew from words drawn with a fixed seed: most cards are good, every fiftieth has something wrong with it.

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

use jmrel_quiz::deck::{self, Sources};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use measure::measure;
use words::word;

const CARDS: usize = 1_000;
const FILES: usize = 100;

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in 0..FILES {
        let seed = u64::try_from(file).expect("a small number");
        let path = folder.path().join(format!("deck-{file:03}.yaml"));
        fs::write(path, deck(seed)).expect("a deck");
    }
    let one = folder.path().join("deck-000.yaml");
    let bytes: u64 = fs::read_dir(folder.path())
        .expect("the folder")
        .map(|entry| {
            entry
                .and_then(|entry| entry.metadata())
                .map_or(0, |data| data.len())
        })
        .sum();
    println!("{FILES} files of {CARDS} cards, {} KiB", bytes / 1024);
    measure("a process that does nothing", || {
        run(Path::new("true"), &[]);
    });
    measure("check, 1,000 cards", || check(&one));
    measure("check, 100,000 cards in 100 files", || check(folder.path()));
    let one = Sources::Files(vec![one]);
    let all = Sources::Only(folder.path().to_owned());
    measure("errors alone, 1,000 cards", || drop(deck::load(&one)));
    measure("errors alone, 100,000 cards in 100 files", || {
        drop(deck::load(&all));
    });
}

fn check(path: &Path) {
    run(
        Path::new(env!("CARGO_BIN_EXE_jmrel-quiz")),
        &[Path::new("check"), path],
    );
}

fn run(program: &Path, args: &[&Path]) {
    Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program runs");
}

/// A deck of cards of several kinds.
fn deck(seed: u64) -> String {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut deck = String::from("format: 1\ntitle: Many cards\ncards:\n");
    for number in 0..CARDS {
        card(&mut deck, number, &mut chance);
    }
    deck
}

fn card(deck: &mut String, number: usize, chance: &mut ChaCha8Rng) {
    let (name, place, event) = (word(chance), word(chance), word(chance));
    let year = chance.random_range(1100..1960);
    let is_bad = number % 50 == 49;
    let written = match number % 5 {
        0 => write!(
            deck,
            "  - id: c{number}/year\n    prompt: In which year did the {event} of {name} at {place} begin?\n    date: {year}\n    \
             choices: [{}, {}]\n    form: grow\n",
            year - 12,
            year + 30
        ),
        1 => write!(
            deck,
            "  - id: c{number}/name\n    prompt: Who led the {event} at {place}?\n    answer: {name}\n    accept: [{}]\n    \
             choices: [{}, {}, {}]\n    form: grow\n",
            word(chance),
            word(chance),
            word(chance),
            word(chance)
        ),
        2 => write!(
            deck,
            "  - id: c{number}/figure\n    prompt: How many {event} did {name} send to {place}?\n    number: {}\n    unit: {event}\n    \
             wrong:\n      {}: That was another time.\n",
            year * 7,
            year * 70
        ),
        3 => write!(
            deck,
            "  - id: c{number}\n    cloze: \"In {{{{{year}}}}} the {event} reached {{{{{name}}}}} by {place}.\"\n"
        ),
        _ => write!(
            deck,
            "  - id: c{number}/text\n    prompt: What did the {} call the {event} of {place}?\n    answer: {name}\n",
            if is_bad { name.clone() } else { word(chance) }
        ),
    };
    written.expect("memory");
    write!(
        deck,
        "    explanation: The {event} of {place} is told by {} and by {}, and nobody knew it before.\n    tags: [{}]\n",
        word(chance),
        word(chance),
        word(chance)
    )
    .expect("memory");
}
