//! The decks inside the program.

/// File name and text of each, in the order of their names.
pub(super) const DECKS: &[(&str, &str)] =
    &[("invasions.yaml", include_str!("../../decks/invasions.yaml"))];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::mem::discriminant;
    use std::path::Path;

    use super::super::{Place, parse};
    use super::*;
    use crate::card::Answer;

    #[test]
    fn every_embedded_deck_is_without_problems() {
        for (name, text) in DECKS {
            let stem = Path::new(name)
                .file_stem()
                .expect("a stem")
                .to_string_lossy();
            let parsed = parse(&Place::Embedded(name), &stem, text.as_bytes());
            assert_eq!(parsed.problems, [], "{name}");
            let deck = parsed.deck.expect("a deck without problems");
            assert_eq!(deck.id.as_ref(), stem);
        }
    }

    #[test]
    fn the_deck_of_the_invasions_has_cards_of_many_kinds() {
        let (name, text) = DECKS[0];
        let deck = parse(&Place::Embedded(name), "invasions", text.as_bytes())
            .deck
            .expect("a deck");
        let kinds: HashSet<_> = deck
            .cards
            .iter()
            .map(|card| discriminant(&card.answer))
            .collect();
        let gaps = deck
            .cards
            .iter()
            .filter(|card| card.id.key().contains("/cloze/"))
            .count();
        assert!(deck.cards.len() >= 25, "{} cards", deck.cards.len());
        assert!(kinds.len() >= 6 && gaps > 0, "{} kinds", kinds.len());
        for card in &deck.cards {
            let is_valued = matches!(card.answer, Answer::Date { .. } | Answer::Figure { .. });
            assert!(
                card.about.is_some() || !is_valued,
                "{} needs about",
                card.id
            );
            assert!(card.explanation.is_some(), "{} explains nothing", card.id);
        }
    }
}
