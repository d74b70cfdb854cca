//! Versions of a deck, compared from outside.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::exit::{ExitCode, UsageError};
use super::super::out::Form;
use super::super::screen::Screen;
use super::super::style::Colour;
use super::run;
use crate::day::Timestamp;
use crate::deck::{Library, Sources, load};
use crate::progress::{AccessMode, Progress, SqliteProgress};
use crate::review::{Event, Intro};
use crate::session::snapshot_of;

const OLD: &str = "\
format: 1
cards:
  - {id: year, prompt: In which year did the first fleet sail?, date: 1274}
  - {prompt: Which port did the grand fleet leave from?, answer: Happo}
  - {id: who, prompt: Who ruled at Kamakura?, answer: the Hojo}
  - {id: ships, prompt: How many ships were there?, number: 900, unit: ships}
  - {id: town, prompt: What is the capital of Mongolia?, answer: Ulaanbaatar}
";

const NEW: &str = "\
format: 1
cards:
  - {id: year, prompt: In which year did the first great fleet sail?, date: 1274}
  - {prompt: From which port did the grand fleet leave?, answer: Happo}
  - {id: who, prompt: What did the storm destroy?, answer: the fleet}
  - {id: ships, prompt: How many ships were there?, number: 900, unit: ships}
  - {id: lake, prompt: Which is the deepest lake?, answer: Baikal}
";

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        for folder in ["old", "new"] {
            fs::create_dir(place.path(folder)).expect("a folder");
        }
        place.file("old/a.yaml", OLD).file("new/a.yaml", NEW)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(self, name: &str, text: &str) -> Self {
        fs::write(self.path(name), text).expect("written");
        self
    }

    fn run(&self, old: &str, files: &[&str], form: Form) -> (ExitCode, String) {
        let mut screen = Screen::new(Vec::new(), Colour::Off, 80);
        let files: Vec<PathBuf> = files.iter().map(|file| self.path(file)).collect();
        let library = || self.library();
        let code = run(&self.path(old), &files, library, form, &mut screen).expect("it runs");
        let told = String::from_utf8(screen.into_inner()).expect("text");
        (code, told)
    }

    fn library(&self) -> Library {
        load(&Sources::Only(self.path("new")))
    }

    fn json(&self, old: &str, files: &[&str]) -> Value {
        let (_, told) = self.run(old, files, Form::Json);
        serde_json::from_str(&told).expect("JSON")
    }
}

/// The cards of a list, by their names alone.
fn names(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().expect("a list");
    let name = |card: &Value| card[key].as_str().expect("a card").to_owned();
    list.iter().map(name).collect()
}

#[test]
fn every_card_is_told_with_what_becomes_of_it() {
    let (code, told) = Place::new().run("old/a.yaml", &["new/a.yaml"], Form::Plain);
    assert_eq!(code, ExitCode::Failed);
    insta::assert_snapshot!(told, @r#"
    Lost (1): no card is like them; who learned them keeps the history, but is
    not asked again
      a:town
        What is the capital of Mongolia? (Ulaanbaatar)

    Another question under the old id (1): learners keep what they know of the
    old one; write "revised: 2" to start it afresh, or give it a new id
      a:who
        was: Who ruled at Kamakura? (the Hojo)
        now: What did the storm destroy? (the fleet)

    Renamed (1): learners keep their progress
      a:h0b6ff03270fe6a9f -> a:h63a96f19ec9edc99 (100 % alike)
        was: Which port did the grand fleet leave from? (Happo)
        now: From which port did the grand fleet leave? (Happo)

    Edited (1): learners keep their progress
      a:year
        was: In which year did the first fleet sail? (1274)
        now: In which year did the first great fleet sail? (1274)

    New (1): no card before is like them
      a:lake
        Which is the deepest lake? (Baikal)

    3 kept, 1 renamed, 0 moved, 1 new, 1 lost
    If a card went to another file, compare the folders: there it is found again.
    "#);
}

#[test]
fn a_copy_under_another_name_is_a_version_of_the_file_it_is_compared_with() {
    let place = Place::new().file("before.yaml", OLD);
    let json = place.json("before.yaml", &["new/a.yaml"]);
    assert_eq!(names(&json["kept"], "card"), ["a:year", "a:who", "a:ships"]);
    assert_eq!(names(&json["lost"], "card"), ["a:town"]);
}

#[test]
fn a_folder_tells_which_cards_moved_between_decks() {
    let town = "format: 1\ncards:\n  - {id: town, prompt: What is the capital of Mongolia?, answer: Ulaanbaatar}\n";
    let place = Place::new().file("new/b.yaml", town);
    for files in [&[][..], &["new/a.yaml"][..], &["new/b.yaml"][..]] {
        let json = place.json("old", files);
        assert_eq!(names(&json["moved"], "from"), ["a:town"], "{files:?}");
        assert_eq!(names(&json["moved"], "to"), ["b:town"], "{files:?}");
        assert_eq!(json["lost"], Value::Array(vec![]), "{files:?}");
    }
    let (code, _) = place.run("old", &[], Form::Json);
    assert_eq!(code, ExitCode::Done);
}

fn learn(path: &Path, library: &Library) {
    let mut progress = SqliteProgress::open(path, AccessMode::Write).expect("a store");
    let cards = library.decks.iter().flat_map(|deck| &deck.cards);
    let events: Vec<Event> = cards
        .flat_map(|card| {
            let intro = Intro {
                card: card.id.clone(),
                verdict: None,
                miss: None,
                response: None,
                options: Vec::new(),
                revision: 1,
                ms: 0,
                day: None,
            };
            [Event::Intro(intro), Event::Card(snapshot_of(card))]
        })
        .collect();
    let at = Timestamp::new(1_795_510_800_000, 0);
    progress.append(&events, at).expect("written");
}

#[test]
fn progress_tells_what_a_learner_would_lose() {
    let place = Place::new();
    learn(
        &place.path("anna.sqlite3"),
        &load(&Sources::Only(place.path("old"))),
    );
    let (code, told) = place.run("anna.sqlite3", &[], Form::Plain);
    assert_eq!(code, ExitCode::Failed);
    assert!(
        told.contains("3 kept, 1 renamed, 0 moved, 1 not met yet, 1 lost"),
        "{told}"
    );
    assert!(!told.contains("Baikal"), "{told}");
    let json = place.json("anna.sqlite3", &["new/a.yaml"]);
    assert_eq!(names(&json["lost"], "card"), ["a:town"]);
}

#[test]
fn decks_with_errors_are_not_compared() {
    let place = Place::new().file("new/a.yaml", "format: 1\ncards:\n  - {prompt: X?}\n");
    let (code, told) = place.run("old/a.yaml", &["new/a.yaml"], Form::Plain);
    assert_eq!(code, ExitCode::Failed);
    assert!(
        told.contains("card.no-answer") && told.contains("Nothing was compared"),
        "{told}"
    );
}

#[test]
fn what_is_not_there_is_a_mistake_in_the_command() {
    let mut screen = Screen::new(Vec::new(), Colour::Off, 80);
    let error = run(
        Path::new("/nowhere"),
        &[],
        Library::default,
        Form::Plain,
        &mut screen,
    )
    .expect_err("there is no such file");
    assert!(error.downcast_ref::<UsageError>().is_some(), "{error}");
}

#[test]
fn a_folder_is_compared_with_an_older_one_deck_by_deck() {
    let town = "format: 1\ncards:\n  - {id: town, prompt: What is the capital of Mongolia?, answer: Ulaanbaatar}\n";
    let gone =
        "format: 1\ncards:\n  - {id: sea, prompt: Which sea lies there?, answer: the Yellow Sea}\n";
    let place = Place::new()
        .file("new/b.yaml", town)
        .file("old/c.yaml", gone);
    let json = place.json("old", &["new"]);
    assert_eq!(names(&json["moved"], "from"), ["a:town"]);
    assert_eq!(names(&json["lost"], "card"), ["c:sea"]);
    assert_eq!(names(&json["kept"], "card"), ["a:year", "a:who", "a:ships"]);
}

#[test]
fn one_older_file_is_compared_with_a_folder() {
    let json = Place::new().json("old/a.yaml", &["new"]);
    assert_eq!(names(&json["kept"], "card"), ["a:year", "a:who", "a:ships"]);
    assert_eq!(names(&json["lost"], "card"), ["a:town"]);
}
