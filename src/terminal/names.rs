//! Cards by name in a list: of one deck alone by the part that tells them apart.

use crate::card::CardId;

/// How the cards of a list are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// All are of this deck, and named without it.
    OfOne(String),
    /// By their full names.
    Full,
}

impl Names {
    /// Looks through the cards of a list.
    pub(super) fn of<'a>(cards: impl IntoIterator<Item = &'a CardId>) -> Self {
        let mut cards = cards.into_iter();
        let Some(first) = cards.next() else {
            return Self::Full;
        };
        if cards.all(|card| card.deck() == first.deck()) {
            Self::OfOne(first.deck().to_owned())
        } else {
            Self::Full
        }
    }

    /// What a card is called.
    pub(super) fn name(&self, card: &CardId) -> String {
        match self {
            Self::OfOne(_) => card.key().to_owned(),
            Self::Full => card.to_string(),
        }
    }

    /// The deck, for a line above the list; nothing where every name says it.
    pub(super) fn heading(&self) -> Option<String> {
        match self {
            Self::OfOne(deck) => Some(format!("Deck: {deck}")),
            Self::Full => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deck_is_left_out_where_it_is_the_same() {
        let ids = |names: &[&str]| -> Vec<CardId> {
            let parsed = names.iter().map(|name| name.parse().expect("a card"));
            parsed.collect()
        };
        let one = ids(&["a:x", "a:y/z"]);
        let names = Names::of(&one);
        assert_eq!(names.heading().as_deref(), Some("Deck: a"));
        assert_eq!(names.name(&one[1]), "y/z");
        let two = ids(&["a:x", "b:x"]);
        let names = Names::of(&two);
        assert_eq!(
            (names.heading(), names.name(&two[1])),
            (None, "b:x".to_owned())
        );
        assert_eq!(Names::of(&[]), Names::Full);
    }
}
