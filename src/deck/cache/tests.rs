use std::thread;

use proptest::prelude::*;

use super::super::{Collection, Look, Sources, collect, inspect_all, load};
use super::*;
use crate::card::Card;

const DECK: &str = "format: 1\ntitle: Fleets\nschedule: {retention: 85 %, new_per_day: 5}\ndefaults: {tags: [sea]}\ncards:\n  \
    - {id: a/year, about: the first fleet, prompt: When did it sail?, date: 1274-11, choices: [1281], tags: [x]}\n  \
    - {id: a/ships, prompt: How many ships?, number: 900, unit: ships, bound: about, after: a/year}\n  \
    - {id: b, fact: other, prompt: From where?, answer: Happo, wrong: {Hakata: That is the other side.}}\n  \
    - {id: c, facts: [a, other], prompt: Which first?, order: [one, two], revised: 2}\n  \
    - {id: d, cloze: \"In {{1281}} came {{ships::4,400}} ships.\", explanation: Told by many.}\n";

/// A folder of decks and one for their copies.
struct Sandbox(tempfile::TempDir);

impl Sandbox {
    fn with(decks: &[(&str, &str)]) -> Self {
        let sandbox = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(sandbox.decks()).expect("a folder");
        for (name, text) in decks {
            sandbox.write(name, text, 1_000_000_000);
        }
        sandbox
    }

    fn decks(&self) -> PathBuf {
        self.0.path().join("decks")
    }

    fn copies(&self) -> PathBuf {
        self.0.path().join("cache")
    }

    fn write(&self, name: &str, text: &str, modified_secs: u64) {
        let path = self.decks().join(name);
        fs::write(&path, text).expect("written");
        let file = fs::OpenOptions::new()
            .write(true)
            .open(path)
            .expect("a file");
        let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(modified_secs);
        file.set_modified(modified).expect("a time");
    }

    fn sources(&self) -> Sources {
        Sources::Only(self.decks())
    }

    fn collect(&self) -> Collection {
        collect(&self.sources(), Some(&Cache::in_folder(&self.copies())))
    }

    fn copy(&self) -> PathBuf {
        let mut entries = fs::read_dir(self.copies()).expect("copies");
        entries.next().expect("a copy").expect("an entry").path()
    }
}

/// All that can be had of a collection.
fn content(collection: &Collection) -> Vec<(Listing, Vec<Card>, Vec<Tells>)> {
    let of = |volume: &Volume| {
        let places: Vec<usize> = (0..volume.listing().len()).collect();
        let cards = volume.cards().expect("the cards").into_owned();
        for (place, card) in cards.iter().enumerate() {
            assert_eq!(volume.card(place).as_ref(), Ok(card));
        }
        (volume.listing().clone(), cards, volume.tells(&places))
    };
    collection.volumes.iter().map(of).collect()
}

fn from_cache(collection: &Collection) -> Vec<bool> {
    let volumes = collection.volumes.iter();
    volumes
        .map(|volume| volume.fingerprint().is_some())
        .collect()
}

#[track_caller]
fn is_as_without(sandbox: &Sandbox) {
    let (with, without) = (sandbox.collect(), collect(&sandbox.sources(), None));
    assert_eq!(content(&with), content(&without));
    assert_eq!(with.problems, without.problems);
    let library = load(&sandbox.sources());
    assert_eq!(with.problems, library.problems);
    let cards = library.decks.into_iter().map(|deck| deck.cards);
    assert!(cards.eq(content(&with).into_iter().map(|(_, cards, _)| cards)));
}

#[test]
fn a_deck_is_read_once_and_is_the_same_from_its_copy() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    is_as_without(&sandbox);
    let written = fs::metadata(sandbox.copy())
        .expect("a copy")
        .modified()
        .expect("a time");
    is_as_without(&sandbox);
    assert_eq!(from_cache(&sandbox.collect()), [true]);
    let now = fs::metadata(sandbox.copy())
        .expect("a copy")
        .modified()
        .expect("a time");
    assert_eq!(now, written);
}

#[test]
fn a_deck_that_changed_is_read_again() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    sandbox.collect();
    // The same length, and the time set back to what it was: its number or its other time tells.
    sandbox.write(
        "fleets.yaml",
        &DECK.replace("Happo", "Masan"),
        1_000_000_000,
    );
    is_as_without(&sandbox);
    sandbox.write(
        "fleets.yaml",
        &DECK.replace("Happo", "Masan"),
        1_000_000_001,
    );
    is_as_without(&sandbox);
    assert_eq!(fs::read_dir(sandbox.copies()).expect("copies").count(), 1);
}

#[test]
fn a_deck_that_changed_a_moment_ago_is_not_kept() {
    let sandbox = Sandbox::with(&[]);
    fs::write(sandbox.decks().join("fleets.yaml"), DECK).expect("written");
    is_as_without(&sandbox);
    assert_eq!(fs::read_dir(sandbox.copies()).expect("copies").count(), 0);
    // Nor is one from the future.
    sandbox.write("fleets.yaml", DECK, 99_000_000_000);
    is_as_without(&sandbox);
    assert_eq!(fs::read_dir(sandbox.copies()).expect("copies").count(), 0);
}

#[test]
fn a_copy_with_any_byte_flipped_is_not_believed() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    let whole = content(&sandbox.collect());
    let bytes = fs::read(sandbox.copy()).expect("a copy");
    for place in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        fs::write(sandbox.copy(), &flipped).expect("written");
        assert_eq!(content(&sandbox.collect()), whole, "byte {place}");
    }
}

#[test]
fn a_copy_cut_short_is_not_believed() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    let whole = content(&sandbox.collect());
    let bytes = fs::read(sandbox.copy()).expect("a copy");
    for length in (0..bytes.len()).step_by(7) {
        fs::write(sandbox.copy(), &bytes[..length]).expect("written");
        assert_eq!(content(&sandbox.collect()), whole, "{length} bytes");
    }
}

#[test]
fn a_copy_of_another_program_is_replaced() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    sandbox.collect();
    let mut other = Cache::in_folder(&sandbox.copies());
    other.program += 1;
    let before = fs::read(sandbox.copy()).expect("a copy");
    assert_eq!(
        from_cache(&collect(&sandbox.sources(), Some(&other))),
        [true]
    );
    assert_ne!(fs::read(sandbox.copy()).expect("a copy"), before);
    is_as_without(&sandbox);
}

#[test]
fn many_may_write_at_once() {
    let names: Vec<String> = (0..12).map(|number| format!("{number}.yaml")).collect();
    let decks: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), DECK)).collect();
    let sandbox = Sandbox::with(&decks);
    let whole = content(&collect(&sandbox.sources(), None));
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| assert_eq!(content(&sandbox.collect()), whole));
        }
    });
    assert_eq!(fs::read_dir(sandbox.copies()).expect("copies").count(), 12);
    assert_eq!(from_cache(&sandbox.collect()), [true; 12]);
}

#[test]
fn without_a_place_to_write_decks_are_read_all_the_same() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    fs::write(sandbox.copies(), "a file, not a folder").expect("written");
    is_as_without(&sandbox);
    assert_eq!(from_cache(&sandbox.collect()), [false]);
}

#[test]
fn what_is_wrong_with_decks_is_told_at_every_start() {
    let sandbox = Sandbox::with(&[
        ("good.yaml", DECK),
        ("bad.yaml", "format: 1\ncards:\n  - {prompt: X?}\n"),
        (
            "same.yaml",
            "format: 1\nid: good\ncards: [{prompt: X?, answer: x}]\n",
        ),
        ("none.yaml", "- not a deck"),
    ]);
    for _ in 0..3 {
        is_as_without(&sandbox);
    }
    let look: &Look<'_> = &|_, _| Vec::new();
    let problems = inspect_all(&sandbox.sources(), look).problems;
    assert_eq!(sandbox.collect().problems, problems);
    assert!(problems.len() >= 3);
}

#[test]
fn the_decks_of_the_program_are_kept_too() {
    let sandbox = Sandbox::with(&[]);
    let cache = Cache::in_folder(&sandbox.copies());
    let all = Sources::Nearest(Vec::new());
    let without = content(&collect(&all, None));
    for _ in 0..2 {
        let with = collect(&all, Some(&cache));
        assert_eq!(content(&with), without);
        assert!(from_cache(&with).iter().all(|is_cached| *is_cached));
    }
}

#[test]
fn a_deck_that_changed_in_use_is_used_as_it_was() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    let whole = content(&sandbox.collect());
    let in_use = sandbox.collect();
    sandbox.write(
        "fleets.yaml",
        &DECK.replace("Happo", "Masan"),
        1_000_000_007,
    );
    sandbox.collect();
    assert_eq!(content(&in_use), whole);
}

#[test]
fn a_card_that_can_be_had_no_more_is_said_to_be_lost() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    sandbox.collect();
    let in_use = sandbox.collect();
    let bytes = fs::read(sandbox.copy()).expect("a copy");
    let [volume] = in_use.volumes.as_slice() else {
        panic!("one deck");
    };
    fs::write(sandbox.copy(), &bytes[..bytes.len() - 9]).expect("written");
    assert!(volume.card(0).is_ok(), "the deck itself is there still");
    sandbox.write(
        "fleets.yaml",
        "format: 1\ncards: [{prompt: X?, answer: x}]\n",
        1_000_000_007,
    );
    let lost = volume.card(0).expect_err("lost");
    assert!(lost.path.ends_with("fleets.yaml"));
    assert!(volume.cards().is_err());
}

#[test]
fn a_note_is_found_again_and_no_other() {
    let sandbox = Sandbox::with(&[("fleets.yaml", DECK)]);
    let cache = Cache::in_folder(&sandbox.copies());
    cache.note(7);
    assert!(!cache.has_note(7), "there is no folder yet");
    sandbox.collect();
    cache.note(7);
    assert!(cache.has_note(7) && !cache.has_note(8));
}

fn any_card(number: usize) -> impl Strategy<Value = String> {
    let answer = prop_oneof![
        (1000..2000i32).prop_map(|year| format!("date: {year}")),
        ("[a-z]{1,9}( [a-z]{1,9})?", 1..9_999u32)
            .prop_map(|(unit, number)| format!("number: {number}, unit: x{unit}")),
        "[a-z]{1,9}( [A-Z]é{1,3})?".prop_map(|text| format!("answer: \"{text}\"")),
        "[a-z]{1,9}".prop_map(|text| format!("flip: \"{text}\"")),
        "[a-z]{2,9}".prop_map(|text| format!("answers: [\"{text}1\", \"{text}2\"]")),
    ];
    let more = prop_oneof![
        Just(String::new()),
        "[a-f]{1,3}".prop_map(|fact| format!(", fact: f{fact}")),
        Just(", facts: [k, l]".to_owned()),
        "[a-z]{1,3}".prop_map(|tag| format!(", tags: [t{tag}, u]")),
        (1..9u32).prop_map(|revised| format!(", revised: {revised}")),
        "[a-zü ]{1,30}".prop_map(|text| format!(", explanation: \"x{text}\"")),
        Just(", after: k0/z".to_owned()),
    ];
    (answer, more).prop_map(move |(answer, more)| {
        let slash = if number.is_multiple_of(2) { "/z" } else { "" };
        format!("  - {{id: k{number}{slash}, prompt: Which of {number}?, {answer}{more}}}\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn loading_through_the_cache_is_loading(
        cards in (1..12usize).prop_flat_map(|count| (0..count).map(any_card).collect::<Vec<_>>()),
    ) {
        let deck = format!("format: 1\ncards:\n{}", cards.concat());
        let sandbox = Sandbox::with(&[("deck.yaml", &deck)]);
        let without = collect(&sandbox.sources(), None);
        for _ in 0..2 {
            let with = sandbox.collect();
            prop_assert_eq!(content(&with), content(&without));
            prop_assert_eq!(&with.problems, &without.problems);
        }
    }
}
