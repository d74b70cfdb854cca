//! What is wrong with a deck for the learner's sake: a question that gives its answer away, options of which two are right.
//!
//! The deck itself can be read and studied; each lint is a doubt that its author can answer with `allow`. Knows nothing of
//! files, and of YAML only where things are written.

mod allow;
mod alternatives;
pub mod code;
mod explain;
mod figure;
mod findings;
mod gap;
mod giveaway;
mod missing;
mod odd;
mod options;
mod order;
mod otherwise;
mod question;
mod sheet;
mod size;
mod tells;
#[cfg(test)]
mod tests;
mod twins;
mod words;
mod writing;
mod year;

pub use explain::{Explanation, explain, explained_codes};

use self::findings::Findings;
use self::sheet::Sheet;
use crate::deck::{Deck, Places, Problem};

/// Finds what is wrong with the cards of `deck` for the learner's sake, in the order of the file.
///
/// What the deck or a card allows is left out; an `allow` that silences nothing is a problem of its own, unless some cards of the
/// file could not be read.
pub fn lint(deck: &Deck, places: &Places) -> Vec<Problem> {
    lint_beside(deck, places, &|_| true)
}

/// Does what [`lint`] does, and asks `is_there` for each picture, by its path from the deck's folder.
pub fn lint_beside(deck: &Deck, places: &Places, is_there: &dyn Fn(&str) -> bool) -> Vec<Problem> {
    let sheets: Vec<Sheet<'_>> = deck
        .cards
        .iter()
        .enumerate()
        .map(|(index, card)| Sheet::of(card, index))
        .collect();
    let language = Language::of(deck);
    let mut findings = Findings::new(places);
    for sheet in &sheets {
        giveaway::check(sheet, &mut findings);
        question::check(sheet, language, &mut findings);
        options::check(sheet, language, &mut findings);
        odd::check(sheet, &mut findings);
        alternatives::check(sheet, &mut findings);
        figure::check(sheet, language, &mut findings);
        year::check(sheet, &mut findings);
        gap::check(sheet, &mut findings);
        order::check(sheet, &mut findings);
        writing::check(sheet, &mut findings);
        size::check(sheet, &mut findings);
    }
    order::check_ties(&sheets, &mut findings);
    twins::check(&sheets, language, &mut findings);
    tells::check(&sheets, &mut findings);
    missing::check(deck, &mut findings);
    missing::check_pictures(deck, is_there, &mut findings);
    let mut problems = allow::sift(deck, findings);
    problems.sort();
    problems.dedup();
    problems
}

/// What a deck is written in: some lints know English words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    English,
    Other,
}

impl Language {
    /// A deck that names no language is taken for English, like the program.
    fn of(deck: &Deck) -> Self {
        match deck.language.as_deref().map(str::to_lowercase) {
            None => Self::English,
            Some(tag) if tag == "en" || tag.starts_with("en-") => Self::English,
            Some(_) => Self::Other,
        }
    }
}
