//! What the README shows is true.

use crate::sandbox::{Sandbox, of_kind};

const README: &str = include_str!("../../README.md");

fn block(language: &str) -> &'static str {
    let fence = format!("```{language}\n");
    let (_, rest) = README.split_once(&fence).expect("a block");
    rest.split_once("```").expect("its end").0
}

#[test]
fn the_deck_of_the_readme_is_clean_and_can_be_studied() {
    let sandbox = Sandbox::empty().deck("a.yaml", block("yaml"));
    sandbox.run(&["check", "--strict", "--json"], "").code(0);
    let events = sandbox.session(&["study"], |_| None);
    assert_eq!(of_kind(&events, "question").len(), 1);
    let decks = sandbox.run(&["decks", "--json"], "").code(0).json();
    assert_eq!(decks[0]["cards"], 3);
}
