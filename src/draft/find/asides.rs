//! Numbers that are no facts: pages, rooms, telephone numbers, clock times, citations, numbers in names.

use super::citations::citation;
use super::clock::{clock, opening_hours};
use super::codes::{address, code, idiom, telephone};
use super::eras::{old_calendar, turn_of_the_century};
use super::labels::{footnote, labelled, numbered_item};
use super::lexicon;
use super::mention::{Amount, Content};
use super::names::{named, regnal, regnal_year, world_war};
use super::scan::{Hit, Scan};
use super::tokens::Tokens;

/// Finds what is left out at `at`.
pub(super) fn find(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    address(tokens, at)
        .or_else(|| world_war(tokens, at))
        .or_else(|| turn_of_the_century(scan, at))
        .or_else(|| old_calendar(scan, at))
        .or_else(|| labelled(tokens, at))
        .or_else(|| regnal(tokens, at))
        .or_else(|| regnal_year(tokens, at))
        .or_else(|| numbered_item(tokens, at))
        .or_else(|| footnote(tokens, at))
        .or_else(|| telephone(tokens, at))
        .or_else(|| opening_hours(tokens, at))
        .or_else(|| clock(tokens, at))
        .or_else(|| citation(tokens, at))
        .or_else(|| idiom(tokens, at))
        .or_else(|| code(tokens, at))
        .or_else(|| named(tokens, at))
}

/// Digits that no rule has taken.
pub(super) fn rest(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let digits = scan.tokens.digits(at)?;
    Some(Hit::aside(
        at..at + 1,
        value_of(digits),
        "a number without a meaning known",
    ))
}

fn value_of(digits: &str) -> Content {
    let bare: String = digits
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    bare.parse().map_or(Content::Code, |number| {
        Content::Number(Amount::One(number), None)
    })
}

pub(super) fn number(tokens: &Tokens<'_>, at: usize) -> Content {
    tokens.digits(at).map_or(Content::Code, value_of)
}

pub(super) fn is_measured(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    tokens.mark(at) == Some('%')
        || (lexicon::is_measure(word) && word.len() > 1)
        || lexicon::is_counted(word)
        || lexicon::time_unit(word).is_some()
        || lexicon::scale(word).is_some()
}

pub(super) fn is_noun(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    !word.is_empty() && !lexicon::is_function(word)
}
