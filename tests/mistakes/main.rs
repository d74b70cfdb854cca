//! Every mistake a teacher can make, a test each: what is said, and where. The cases stand in `deck.txt` and `lint.txt`.
//!
//! `deck.txt` holds what keeps a deck from being studied, `lint.txt` what makes a card worse than it need be.

mod case;

use case::{Case, Reader};
use jmrel_quiz::deck::{self, Deck, Places, Problem};
use jmrel_quiz::lint;
use libtest_mimic::{Arguments, Failed, Trial};

const DECK: &str = include_str!("deck.txt");
const LINT: &str = include_str!("lint.txt");

fn main() {
    let trials = trials("deck", DECK, deck_alone)
        .chain(trials("lint", LINT, with_lints))
        .chain([Trial::test("every lint has a case", every_lint_has_a_case)])
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trials(name: &str, cases: &'static str, read: Reader) -> impl Iterator<Item = Trial> {
    Case::all(cases).map(move |case| {
        Trial::test(format!("{name}: {}", case.name()), move || {
            case.check(read).map_err(Failed::from)
        })
    })
}

fn deck_alone(yaml: &str) -> Vec<Problem> {
    deck::parse(&case::place(), "x", yaml.as_bytes()).problems
}

fn with_lints(yaml: &str) -> Vec<Problem> {
    deck::inspect(&case::place(), "x", yaml.as_bytes(), &look).problems
}

/// Every picture but one is there.
fn look(deck: &Deck, places: &Places) -> Vec<Problem> {
    lint::lint_beside(deck, places, &|picture| picture != "hakata.jpeg")
}

fn every_lint_has_a_case() -> Result<(), Failed> {
    let codes: Vec<&str> = Case::all(LINT).map(|case| case.code).collect();
    match lint::code::ALL.iter().find(|code| !codes.contains(code)) {
        Some(code) => Err(format!("{code} has none").into()),
        None => Ok(()),
    }
}
