//! A card before it is written: everything a deck file says of it, as texts.

use super::fact::Layer;
use crate::card::{CardKey, FactId};

/// A card to be written.
#[derive(Clone, Debug)]
pub(super) struct Blueprint {
    pub(super) key: CardKey,
    /// What it asks about; the first one owns it.
    pub(super) facts: Vec<FactId>,
    pub(super) about: Option<String>,
    /// What is asked; of a cloze its sentence.
    pub(super) prompt: String,
    pub(super) solution: Solution,
    pub(super) choices: Vec<String>,
    pub(super) form: Option<&'static str>,
    pub(super) after: Option<CardKey>,
    /// Only after two confusions of its facts.
    pub(super) when_confused: bool,
    pub(super) hint: Option<String>,
    pub(super) explanation: Option<String>,
    pub(super) wrong: Vec<(String, String)>,
    pub(super) hepburn: bool,
    pub(super) tags: Vec<String>,
    pub(super) place: Turn,
}

/// When a card's turn comes in its deck: core before side; first questions before second ones, comparisons last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Turn {
    pub(super) layer: Layer,
    pub(super) round: usize,
}

impl Turn {
    /// The round of the cards about several facts.
    pub(super) const GROUPS: usize = usize::MAX - 1;
    /// The round of the cards that tell two facts apart.
    pub(super) const CONTRASTS: usize = usize::MAX;
}

/// The answer key of a card with what belongs to it.
#[derive(Clone, Debug)]
pub(super) enum Solution {
    Text {
        answer: String,
        accept: Vec<String>,
    },
    Set(Vec<String>),
    Date {
        edtf: String,
        /// When less is asked than is known.
        precision: Option<&'static str>,
        calendar: Option<&'static str>,
        accept: Vec<String>,
        margin: Option<String>,
    },
    Number {
        number: String,
        unit: String,
        bound: Option<&'static str>,
        accept: Vec<String>,
        margin: Option<String>,
    },
    Order(Vec<String>),
    Match(Vec<(String, String)>),
    Cloze {
        calendar: Option<&'static str>,
        margin: Option<String>,
    },
    Flip(String),
}
