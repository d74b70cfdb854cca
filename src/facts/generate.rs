//! A fact base becomes decks.

use std::collections::{HashMap, HashSet};

use super::blueprint::Blueprint;
use super::cards::{Made, Workshop};
use super::fact::{Fact, FactBase, Status};
use super::seal;
use super::write;
use crate::card::{DeckId, FactId};
use crate::deck::Place;

/// What a fact base gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// A deck a topic, in the order of the topics; a topic without a card gives none.
    pub decks: Vec<GeneratedDeck>,
    /// The facts no card asks about, in the order written.
    pub unasked: Vec<Unasked>,
}

/// A deck as its file is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedDeck {
    /// Its id; its file is called so with `.yaml` behind it.
    pub id: DeckId,
    /// How many cards it has; a cloze counts as one.
    pub cards: usize,
    /// The whole file.
    pub text: String,
}

/// A fact that no card asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unasked {
    /// The fact.
    pub fact: FactId,
    /// How far it can be trusted.
    pub status: Status,
    /// Why, in the author's words; nothing where the status says it, or nobody did.
    pub reason: Option<String>,
}

/// Makes the decks of `base`. The same base and seed give the same bytes.
pub fn generate(base: &FactBase, seed: u64) -> Generated {
    let made = Workshop::of(base, seed).make();
    let unasked = unasked(base, &made);
    let mut of_decks: HashMap<DeckId, Vec<Blueprint>> = HashMap::new();
    for Made { deck, card } in made {
        of_decks.entry(deck).or_default().push(card);
    }
    let origin = origin(&base.place);
    let decks = base
        .topics
        .iter()
        .filter_map(|topic| {
            let made = of_decks.remove(&topic.id)?;
            let mut cards: Vec<&Blueprint> = made.iter().collect();
            // The sort is stable: within a round cards keep the order of their facts.
            cards.sort_by_key(|card| card.place);
            Some(GeneratedDeck {
                id: topic.id.clone(),
                cards: cards.len(),
                text: seal::sealed(&origin, &write::deck(topic, &base.head, &cards)),
            })
        })
        .collect();
    Generated { decks, unasked }
}

fn unasked(base: &FactBase, made: &[Made]) -> Vec<Unasked> {
    let asked: HashSet<&FactId> = made.iter().flat_map(|made| &made.card.facts).collect();
    let is_left_out = |fact: &&Fact| !asked.contains(&fact.id);
    base.facts
        .iter()
        .filter(is_left_out)
        .map(|fact| Unasked {
            fact: fact.id.clone(),
            status: fact.status,
            reason: fact.unasked.clone(),
        })
        .collect()
}

/// The name of the file the facts are in, for the decks' first lines.
fn origin(place: &Place) -> String {
    let name = match place {
        Place::File(path) => path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        Place::Embedded(name) => (*name).to_owned(),
    };
    name.replace(char::is_control, "?")
}
