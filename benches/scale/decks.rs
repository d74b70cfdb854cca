//! Decks of cards of several kinds, with siblings, choices and `about`, from words drawn with a fixed seed.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::words::word;

pub(crate) const FILES: usize = 100;

/// Writes so many cards into files.
pub(crate) fn write(cards: usize, folder: &Path) {
    for file in 0..FILES {
        let mut chance = ChaCha8Rng::seed_from_u64(u64::try_from(file).expect("a small number"));
        fs::write(path(folder, file), deck(cards / FILES, &mut chance)).expect("a deck");
        age(folder, file);
    }
}

/// Changes the text of one card of one file.
pub(crate) fn edit(folder: &Path, file: usize) {
    let path = path(folder, file);
    let text = fs::read_to_string(&path).expect("a deck");
    let edited = text.replacen("and nobody knew", "and still nobody knew", 1);
    assert_ne!(text, edited, "there is something to change");
    fs::write(&path, edited).expect("a deck");
}

/// Makes a file one that was changed an hour ago: of those changed just now the program keeps no copy.
pub(crate) fn age(folder: &Path, file: usize) {
    let opened = File::options().write(true).open(path(folder, file));
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3600);
    opened
        .and_then(|file| file.set_modified(an_hour_ago))
        .expect("an older deck");
}

fn path(folder: &Path, file: usize) -> PathBuf {
    folder.join(format!("deck-{file:03}.yaml"))
}

fn deck(cards: usize, chance: &mut ChaCha8Rng) -> String {
    let mut deck = String::from("format: 1\ntitle: Many cards\ndefaults: {tags: [many]}\ncards:\n");
    for number in 0..cards {
        // Of one event two questions are asked.
        card(&mut deck, number, chance);
    }
    deck
}

fn card(deck: &mut String, number: usize, chance: &mut ChaCha8Rng) {
    let (name, place, event) = (word(chance), word(chance), word(chance));
    let (year, fact) = (chance.random_range(1100..1960), number / 2);
    let written = match number % 5 {
        0 => write!(
            deck,
            "  - id: e{fact}/year-{number}\n    about: the {event} of {name}\n    \
             prompt: In which year did the {event} of {name} at {place} begin?\n    date: {year}\n    \
             choices: [{}, {}]\n    form: grow\n",
            year - 12,
            year + 30
        ),
        1 => write!(
            deck,
            "  - id: e{fact}/name-{number}\n    about: the leader at {place}\n    prompt: Who led the {event} at {place}?\n    \
             answer: {name}\n    accept: [{}]\n    choices: [{}1, {}2, {}3]\n    form: grow\n",
            word(chance),
            word(chance),
            word(chance),
            word(chance)
        ),
        2 => write!(
            deck,
            "  - id: e{fact}/figure-{number}\n    prompt: How many {event} did {name} send to {place}?\n    number: {}\n    \
             unit: {event}\n    wrong:\n      {}: That was another time.\n",
            year * 7,
            year * 70
        ),
        3 => write!(
            deck,
            "  - id: e{fact}/gap-{number}\n    cloze: \"In {{{{{year}}}}} the {event} reached the town of {name} by {place}.\"\n"
        ),
        _ => write!(
            deck,
            "  - id: e{fact}/text-{number}\n    prompt: What did the {} call the {event} of {place}?\n    answer: {name}\n",
            word(chance)
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
