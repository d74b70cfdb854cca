//! What a user names and nobody knows, with the names that are nearest to it.

use crate::card::{CardId, CardKey, DeckId};
use crate::deck::{Listed, Listing};
use crate::learner::{LearnerName, LearnerNameError};

/// What is asked for cannot be found: the user has to say something else.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    /// No deck with this id.
    #[error("there is no deck \"{name}\"{}", nearest(.near))]
    Deck {
        /// As typed.
        name: String,
        /// Ids like it.
        near: Vec<String>,
    },
    /// No card with this name, in the decks or in the log.
    #[error("there is no card \"{name}\"{}", nearest(.near))]
    Card {
        /// As typed.
        name: String,
        /// Names like it.
        near: Vec<String>,
    },
    /// Several decks have a card of this key.
    #[error("\"{key}\" is a card of several decks; give its full name: {}", full_names(.cards))]
    CardOfSeveral {
        /// As typed.
        key: CardKey,
        /// The cards it may be.
        cards: Vec<CardId>,
    },
    /// No card has this tag.
    #[error("no card has the tag \"{0}\"; `jmrel-quiz cards --json` lists the cards")]
    Tag(String),
    /// The folder named with `--decks` cannot be read.
    #[error("{folder}: {why}; name a folder with decks in it, as in: --decks my-decks")]
    Folder {
        /// As named.
        folder: String,
        /// What is the matter with it.
        why: String,
    },
    /// No deck at all.
    #[error("no deck here can be studied; name a folder with decks in it with --decks")]
    AnyDeck,
    /// Several learners, and none was named.
    #[error("several learners keep progress here: {}; say whose it is with --learner", names(.0))]
    Learner(Vec<LearnerName>),
    /// `$JMREL_QUIZ_LEARNER` is no learner's name.
    #[error("$JMREL_QUIZ_LEARNER cannot be used: {0}")]
    LearnerVariable(#[source] LearnerNameError),
}

impl NotFound {
    /// Fails unless there are decks, and every one named is among them.
    ///
    /// # Errors
    ///
    /// [`NotFound::Deck`] with the nearest names; [`NotFound::AnyDeck`] when there is no deck at all.
    pub fn unless_all_there<'d>(
        decks: impl Iterator<Item = &'d DeckId> + Clone,
        named: &[DeckId],
    ) -> Result<(), Self> {
        if decks.clone().next().is_none() {
            return Err(Self::AnyDeck);
        }
        match named
            .iter()
            .find(|id| !decks.clone().any(|deck| deck == *id))
        {
            None => Ok(()),
            Some(missing) => Err(Self::Deck {
                name: missing.to_string(),
                near: near(missing.as_ref(), decks.map(AsRef::as_ref)),
            }),
        }
    }

    /// The error for a card that nobody knows, with the names like it.
    pub(super) fn card<'d>(decks: impl Iterator<Item = &'d Listing> + Clone, id: &CardId) -> Self {
        let own = decks.clone().find(|deck| deck.id.as_ref() == id.deck());
        let near = if let Some(deck) = own {
            // Within a deck all names begin alike, which says nothing.
            near(id.key(), deck.cards().map(Listed::key))
                .into_iter()
                .map(|key| format!("{}:{key}", deck.id))
                .collect()
        } else {
            let cards = decks.flat_map(Listing::cards);
            near(id.as_ref(), cards.map(Listed::id))
        };
        Self::Card {
            name: id.to_string(),
            near,
        }
    }
}

impl NotFound {
    /// The error for a key that no card has, with the full names like it.
    pub(super) fn key<'d>(
        decks: &(impl Iterator<Item = &'d Listing> + Clone),
        key: &CardKey,
    ) -> Self {
        let cards = || decks.clone().flat_map(Listing::cards);
        let like = near(key.as_ref(), cards().map(Listed::key));
        let is_like = |card: &Listed<'_>| like.iter().any(|near| near == card.key());
        let near = cards().filter(is_like).map(|card| card.id().to_owned());
        Self::Card {
            name: key.to_string(),
            near: near.take(MOST_NEAR).collect(),
        }
    }
}

fn full_names(cards: &[CardId]) -> String {
    let names: Vec<&str> = cards.iter().map(CardId::as_ref).collect();
    names.join(", ")
}

fn nearest(near: &[String]) -> String {
    match near {
        [] => "; `jmrel-quiz decks` and `jmrel-quiz cards` list what there is".to_owned(),
        near => format!("; did you mean {}?", near.join(" or ")),
    }
}

fn names(learners: &[LearnerName]) -> String {
    learners
        .iter()
        .map(LearnerName::as_ref)
        .collect::<Vec<_>>()
        .join(", ")
}

/// So many names are proposed.
const MOST_NEAR: usize = 3;

/// Names like `name`, the nearest first.
fn near<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut near: Vec<(f64, &str)> = all
        .map(|other| (strsim::jaro_winkler(name, other), other))
        .collect();
    near.retain(|&(likeness, _)| likeness > 0.8);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter()
        .take(MOST_NEAR)
        .map(|(_, other)| other.to_owned())
        .collect()
}
