//! The decks inside the program.

/// File name and text of each, in the order of their names.
pub(super) const DECKS: &[(&str, &str)] = &[
    ("diplomacy.yaml", include_str!("../../decks/diplomacy.yaml")),
    ("economy.yaml", include_str!("../../decks/economy.yaml")),
    ("invasions.yaml", include_str!("../../decks/invasions.yaml")),
    ("people.yaml", include_str!("../../decks/people.yaml")),
    ("places.yaml", include_str!("../../decks/places.yaml")),
    ("states.yaml", include_str!("../../decks/states.yaml")),
    (
        "twentieth-century.yaml",
        include_str!("../../decks/twentieth-century.yaml"),
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::mem::discriminant;
    use std::path::Path;

    use super::super::{Deck, Place, parse};
    use super::*;
    use crate::card::{Answer, Card, Prompt};

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
    fn the_decks_have_cards_of_many_kinds_that_explain_themselves() {
        let decks: Vec<Deck> = DECKS
            .iter()
            .filter_map(|(name, text)| parse(&Place::Embedded(name), "x", text.as_bytes()).deck)
            .collect();
        let cards: Vec<&Card> = decks.iter().flat_map(|deck| &deck.cards).collect();
        let kinds: HashSet<_> = cards
            .iter()
            .map(|card| discriminant(&card.answer))
            .collect();
        let gaps = cards
            .iter()
            .filter(|card| matches!(card.prompt, Prompt::Gap { .. }))
            .count();
        assert!(cards.len() >= 120, "{} cards", cards.len());
        assert!(decks.iter().all(|deck| deck.cards.len() >= 8));
        assert!(kinds.len() >= 6 && gaps > 0, "{} kinds", kinds.len());
        for card in cards {
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
