//! Folders with decks, broken decks and what is no deck.

use std::fs;
use std::path::PathBuf;

use super::*;
use crate::deck::code;
use crate::deck::surroundings::{Folder, Trust};
use crate::system::trial;

const GOOD: &str = "format: 1\ncards:\n  - {prompt: X?, answer: x}\n";

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn ids(library: &Library) -> Vec<&str> {
    library.decks.iter().map(|deck| deck.id.as_ref()).collect()
}

fn ids_of(library: &Library) -> Vec<String> {
    ids(library).into_iter().map(str::to_owned).collect()
}

fn codes(library: &Library) -> Vec<&str> {
    library
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect()
}

fn only(folder: &tempfile::TempDir) -> Library {
    load(&Sources::Only(folder.path().to_owned()))
}

#[test]
fn a_deck_is_a_yaml_file_directly_in_the_folder() {
    let folder = folder_with(&[
        ("b.yml", GOOD),
        ("a.yaml", GOOD),
        ("notes.txt", "x"),
        (".a.yaml", "half"),
    ]);
    fs::create_dir(folder.path().join("c.yaml")).expect("a folder");
    let library = only(&folder);
    assert_eq!((ids(&library), library.problems.len()), (vec!["a", "b"], 0));
}

#[test]
fn a_broken_deck_does_not_stop_a_good_one() {
    let folder = folder_with(&[
        ("bad.yaml", "format: 1\ncards:\n\t- x\n"),
        ("good.yaml", GOOD),
    ]);
    let library = only(&folder);
    assert_eq!(ids(&library), ["good"]);
    assert_eq!(codes(&library), [code::YAML_TAB]);
}

#[test]
fn two_files_with_one_id_are_an_error_that_names_both() {
    let twin = format!("id: a\n{GOOD}");
    let folder = folder_with(&[("a.yaml", GOOD), ("b.yaml", &twin), ("c.yaml", GOOD)]);
    let library = only(&folder);
    assert_eq!(ids(&library), ["c"]);
    assert_eq!(codes(&library), [code::DECK_DUPLICATE_ID]);
    assert!(library.problems[0].message.contains("a.yaml and b.yaml"));
}

#[test]
fn of_two_decks_with_one_id_the_nearer_is_taken() {
    let near = folder_with(&[("invasions.yaml", GOOD)]);
    let far = folder_with(&[(
        "invasions.yaml",
        "format: 1\ncards:\n  - {prompt: Far?, answer: x}\n",
    )]);
    let folder = |folder: &tempfile::TempDir, trust| Folder {
        path: folder.path().to_owned(),
        trust,
    };
    let library = load(&Sources::Nearest(vec![
        folder(&near, Trust::Named),
        folder(&far, Trust::Own),
    ]));
    let places: Vec<&Place> = library
        .decks
        .iter()
        .filter(|deck| deck.id.as_ref() == "invasions")
        .map(|deck| &deck.place)
        .collect();
    assert_eq!(places, [&Place::File(near.path().join("invasions.yaml"))]);
}

#[test]
fn a_folder_that_only_has_the_right_name_needs_a_deck() {
    let other = folder_with(&[("ships.yaml", "decks: [upper, lower]\n")]);
    let decks = folder_with(&[("a.yaml", GOOD)]);
    let guess = |folder: &tempfile::TempDir| {
        load(&Sources::Nearest(vec![Folder {
            path: folder.path().to_owned(),
            trust: Trust::Guessed,
        }]))
    };
    let inside = ids_of(&load(&Sources::Nearest(Vec::new())));
    assert_eq!(ids_of(&guess(&other)), inside);
    assert_eq!(codes(&guess(&other)), [""; 0]);
    assert_eq!(
        ids_of(&guess(&decks)),
        [vec!["a".to_owned()], inside].concat()
    );
}

#[test]
fn a_named_folder_that_is_missing_is_a_clear_error() {
    let library = load(&Sources::Only(PathBuf::from("/nowhere/at/all")));
    assert_eq!(codes(&library), [code::FOLDER_UNREADABLE]);
    assert_eq!(library.problems[0].message, "there is no such folder");
    let own = Folder {
        path: PathBuf::from("/nowhere/at/all"),
        trust: Trust::Own,
    };
    assert_eq!(codes(&load(&Sources::Nearest(vec![own]))), [""; 0]);
}

#[test]
fn a_named_folder_that_is_a_file_is_a_clear_error() {
    let folder = folder_with(&[("a.yaml", GOOD)]);
    let library = load(&Sources::Only(folder.path().join("a.yaml")));
    assert_eq!(codes(&library), [code::FOLDER_UNREADABLE]);
}

#[test]
fn what_is_no_file_is_named_and_not_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("good.yaml"), GOOD).expect("a file");
    fs::create_dir(at("folder.yaml")).expect("a folder");
    let link = |to: &Path, name: &str| trial::link(to, &at(name));
    let is_shown = link(&at("b.yaml"), "a.yaml")
        .and_then(|()| link(&at("a.yaml"), "b.yaml"))
        .and_then(|()| link(Path::new("/dev/zero"), "zero.yaml"))
        .and_then(|()| trial::socket(&at("socket.yaml")));
    if is_shown.is_err() {
        return;
    }
    let library = load(&Sources::Only(folder.path().to_owned()));
    assert_eq!(library.decks.len(), 1);
    let told: Vec<&str> = library
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    let (link, device) = (
        "this is a link to nothing",
        "this is no file but a pipe or a device; it is not opened",
    );
    assert_eq!(told, [link, link, device, device]);
}

#[test]
fn a_missing_file_is_a_clear_error() {
    let parsed = load_file(Path::new("/nowhere/a.yaml"));
    assert_eq!(parsed.problems[0].code, code::FILE_UNREADABLE);
}
