//! Whatever a learner is called, nothing outside the progress folder is touched, and twins are one learner.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jmrel_quiz::learner::LearnerName;

use crate::place::Place;
use crate::scale::report;

/// Names that nobody can have.
const REFUSED: [&str; 39] = [
    "",
    " ",
    ".",
    "..",
    "...",
    "../../x",
    "../x",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "..\\x",
    "C:\\x",
    "c:x",
    "~/x",
    "x/",
    "./x",
    "con",
    "CON",
    "nul",
    "NUL.txt",
    "aux",
    "prn.sqlite3",
    "com1",
    "COM¹",
    "lpt9",
    ".hidden",
    "x.",
    "-x",
    "--help",
    "x-",
    "a\nb",
    "a\tb",
    "a\u{1b}[2Jb",
    "\u{202e}anna",
    "an\u{200b}na",
    "a*b",
    "a?b",
    "a:b",
    "a\u{2028}b",
];

/// Names of one learner each.
const TWINS: [(&str, &str); 11] = [
    ("anna", "ANNA"),
    ("anna", " anna "),
    ("anna", "Anna"),
    ("zoë", "zoe\u{308}"),
    ("ZOË", "zoë"),
    ("ana maría", "Ana Mari\u{301}a"),
    ("åke", "A\u{30a}ke"),
    ("がく", "か\u{3099}く"),
    ("각", "\u{1100}\u{1161}\u{11a8}"),
    ("o'neill", "O'NEILL"),
    ("иван", "ИВАН"),
];

/// Names that are as good as any.
const WELCOME: [&str; 8] = [
    "さくら",
    "ᠮᠣᠩᠭᠣᠯ",
    "שרה",
    "فاطمة",
    "class-7b",
    "j.doe",
    "x_1",
    "О'Коннор",
];

/// Everything below a folder.
fn tree(folder: &Path) -> BTreeSet<PathBuf> {
    let mut paths = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            paths.extend(tree(&path));
        }
        paths.insert(path);
    }
    paths
}

/// Studies under a name and makes a backup; returns how the first of them ended, and how many files the progress folder has.
fn studied(place: &Place, name: &str) -> (Option<i32>, usize) {
    let study = place.run(&["--learner", name, "study", "--json"], "?\n");
    let backup = place.run(&["--learner", name, "progress", "backup", "--json"], "");
    assert!(!study.stderr.contains("panicked") && !backup.stderr.contains("panicked"));
    let is_safe = |text: &str| !text.contains(['\u{1b}', '\u{202e}', '\u{2028}']);
    assert!(
        is_safe(&study.stderr) && is_safe(&backup.stderr),
        "{study:#?}"
    );
    assert_eq!(study.code, backup.code, "{name:?}: {study:#?} {backup:#?}");
    (study.code, tree(&place.progress()).len())
}

/// What is beside the progress folder; copies of decks in the cache bear no learner's name.
fn outside(place: &Place) -> BTreeSet<PathBuf> {
    let mut paths = tree(place.path());
    let cache = place.path().join(".cache");
    paths.retain(|path| !path.starts_with(place.progress()) && !path.starts_with(&cache));
    paths
}

#[test]
fn no_name_leads_out_of_the_progress_folder() {
    let long = "x".repeat(4096);
    let marks = format!("e{}", "\u{301}".repeat(300));
    let place = Place::with_cards(2);
    let before = outside(&place);
    for name in REFUSED.into_iter().chain([long.as_str(), &marks]) {
        let (code, files) = studied(&place, name);
        assert_eq!((code, files), (Some(2), 0), "{name:?}");
    }
    for name in WELCOME {
        let (code, files) = studied(&place, name);
        assert_eq!(code, Some(0), "{name:?}");
        assert!(files > 0, "{name:?}");
    }
    assert_eq!(outside(&place), before);
    // No command line can hold it, but a variable of another system may.
    assert!("an\0na".parse::<LearnerName>().is_err());
    let learners = place.run(&["learners", "--json"], "").code(0).json();
    assert_eq!(learners.as_array().map(Vec::len), Some(WELCOME.len()));
    report(&format!(
        "names: {} cases, none led out of the folder",
        REFUSED.len() + WELCOME.len() + TWINS.len() + 3
    ));
}

#[test]
fn twins_are_one_learner() {
    for (one, two) in TWINS {
        let place = Place::with_cards(2);
        for name in [one, two] {
            place
                .run(&["--learner", name, "study", "--json"], "?\n")
                .code(0);
        }
        let learners = place.run(&["learners", "--json"], "").code(0).json();
        assert_eq!(
            learners.as_array().map(Vec::len),
            Some(1),
            "{one:?} and {two:?}"
        );
        let history = place
            .run(&["history", "--all", "--json"], "")
            .code(0)
            .json();
        assert_eq!(
            history.as_array().map(Vec::len),
            Some(2),
            "{one:?} and {two:?}"
        );
    }
}
