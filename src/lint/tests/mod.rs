//! The examples of the explanations, and what may not be found: the good decks. Each lint by itself stands in the table
//! `tests/mistakes/lint.txt`.

use std::fs;
use std::path::{Path, PathBuf};

use super::{code, explain, explained_codes, lint, lint_beside};
use crate::deck::{Deck, Place, Places, Problem, inspect};

fn problems(yaml: &str) -> Vec<Problem> {
    let place = Place::File(PathBuf::from("x.yaml"));
    inspect(&place, "x", yaml.as_bytes(), &look).problems
}

/// Every picture but one is there.
fn look(deck: &Deck, places: &Places) -> Vec<Problem> {
    lint_beside(deck, places, &|picture| picture != "hakata.jpeg")
}

/// Problems that lie outside the text of one deck, that only come with very long texts, or that are a last resort.
const WITHOUT_EXAMPLE: &[&str] = &[
    "file.too-large",
    "file.encoding",
    "file.unreadable",
    "file.too-many-problems",
    "folder.unreadable",
    "yaml.syntax",
    "value.too-long",
    "value.too-many",
    "deck.duplicate-id",
    "card.no-id",
];

/// The codes as they stand in the source of the rooms that find the problems.
fn all_codes() -> Vec<&'static str> {
    let loader = include_str!("../../deck/code.rs");
    let quoted = loader.split('"').skip(1).step_by(2);
    quoted.chain(code::ALL.iter().copied()).collect()
}

/// An example as a deck.
fn deck_of(example: &str) -> String {
    let example = example
        .replace('␉', "\t")
        .replace('␇', "\u{7}")
        .replace('␣', "\u{200b}");
    if example.starts_with('-') {
        format!("format: 1\ncards:\n{example}")
    } else {
        example
    }
}

fn codes(example: &str) -> Vec<&'static str> {
    let problems = problems(&deck_of(example));
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn every_problem_is_explained_in_order() {
    assert_eq!(explained_codes(), all_codes());
}

#[test]
fn every_wrong_example_has_its_problem_and_the_right_one_has_none() {
    let mut failures = Vec::new();
    for code in all_codes() {
        let explanation = explain(code).expect(code);
        assert!(!explanation.text.is_empty(), "{code}");
        if WITHOUT_EXAMPLE.contains(&code) {
            assert_eq!(
                (explanation.wrong, explanation.right),
                (None, None),
                "{code}"
            );
            continue;
        }
        let (wrong, right) = (
            explanation.wrong.expect(code),
            explanation.right.expect(code),
        );
        if codes(wrong) != [code] || !codes(right).is_empty() {
            failures.push((code, codes(wrong), codes(right)));
        }
    }
    assert_eq!(failures, []);
}

#[test]
fn shipped_decks_are_clean() {
    let decks = files("decks");
    assert!(!decks.is_empty());
    for (name, text) in decks {
        assert_eq!(problems(&text), [], "{name}");
    }
}

fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a deck");
            (path.display().to_string(), text)
        })
        .collect();
    files.sort();
    files
}

/// Warnings that a careful teacher's deck may draw.
const FALSE_ALARMS: usize = 1;

#[test]
fn good_decks_of_other_subjects_draw_hardly_a_warning() {
    let decks = files("tests/decks/good");
    assert_eq!(decks.len(), 10);
    for (name, text) in decks {
        let place = Place::File(PathBuf::from(&name));
        let parsed = inspect(&place, "x", text.as_bytes(), &lint);
        let cards = parsed.deck.map_or(0, |deck| deck.cards.len());
        assert!(cards >= 30, "{name}: {cards} cards, {:#?}", parsed.problems);
        assert!(
            parsed.problems.len() <= FALSE_ALARMS,
            "{name}: {:#?}",
            parsed.problems
        );
    }
}
