//! A card without explanation or source in a deck that gives them otherwise, or without the picture that it names.

use super::code;
use super::findings::Findings;
use crate::card::Card;
use crate::deck::{At, Deck, Owner};

/// Cards a deck must have before it can be said to do something otherwise.
const MIN_CARDS: usize = 5;

/// Of ten cards so many must have what another lacks.
const IN_TEN: usize = 8;

/// Notes cards that lack what the others have.
pub(super) fn check(deck: &Deck, findings: &mut Findings<'_>) {
    // The cards of one sentence share what they have.
    let mut cards: Vec<(usize, &Card)> = deck.cards.iter().enumerate().collect();
    cards.dedup_by_key(|(_, card)| card.line);
    if cards.len() < MIN_CARDS {
        return;
    }
    let has_explanation = |card: &Card| card.explanation.is_some();
    let has_source = |card: &Card| card.source.is_some();
    for index in lacking(&cards, has_explanation) {
        findings
            .warn(
                Owner::Card(index),
                At::Card,
                code::NO_EXPLANATION,
                "this card has no explanation; nearly all others have one",
            )
            .advise("add a line: explanation: what helps to remember the answer");
    }
    if deck.source.is_some() {
        return;
    }
    for index in lacking(&cards, has_source) {
        findings
            .warn(
                Owner::Card(index),
                At::Card,
                code::NO_SOURCE,
                "this card has no source; nearly all others have one",
            )
            .advise("add a line: source: where the fact comes from");
    }
}

/// Notes pictures that are not in the deck's folder.
pub(super) fn check_pictures(
    deck: &Deck,
    is_there: &dyn Fn(&str) -> bool,
    findings: &mut Findings<'_>,
) {
    for (index, card) in deck.cards.iter().enumerate() {
        let Some(image) = &card.image else { continue };
        if !is_there(&image.path) {
            findings
                .warn(
                    Owner::Card(index),
                    At::Key("image"),
                    code::NO_PICTURE,
                    format!("there is no file \"{}\" in the deck's folder", image.path),
                )
                .advise("put the picture beside the deck, or mend its name; small and capital letters differ");
        }
    }
}

fn lacking(cards: &[(usize, &Card)], has: impl Fn(&Card) -> bool) -> Vec<usize> {
    let lacking: Vec<usize> = cards
        .iter()
        .filter(|(_, card)| !has(card))
        .map(|(index, _)| *index)
        .collect();
    if (cards.len() - lacking.len()) * 10 >= cards.len() * IN_TEN {
        lacking
    } else {
        Vec::new()
    }
}
