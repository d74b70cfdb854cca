//! Where a deck says what: for problems that only show once it is read as a whole.

use std::ops::Range;

use super::gaps::gap_in;
use super::links::Completeness;
use super::source::{line_at, marked};
use super::yaml::{Node, Span, Value};
use super::{Place, Problem};

/// The places of a deck's keys and values, beside the text of its file.
#[derive(Clone, Debug)]
pub struct Places {
    place: Place,
    text: Box<str>,
    completeness: Completeness,
    entries: Vec<Entry>,
    items: Vec<Span>,
    deck: Range<usize>,
    /// In the order of the deck's cards.
    cards: Vec<CardPlace>,
}

/// Something a problem can point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At<'k> {
    /// The first line of the card.
    Card,
    /// The gap that the card asks for.
    Gap,
    /// The value of a key; the key itself where it holds a list or keys of its own.
    Key(&'k str),
    /// These words in the value of a key; the value where they are not written so.
    Words(&'k str, &'k str),
    /// An item of a list under a key, counted from 0.
    Item(&'k str, usize),
    /// A key under a key, as under `wrong` and `allow`, counted from 0.
    Under(&'k str, usize),
}

/// Whose keys are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// What stands at the left margin of the file.
    Deck,
    /// The card with this place in [`Deck::cards`](super::Deck::cards).
    Card(usize),
}

#[derive(Clone, Debug)]
struct Entry {
    key: Span,
    value: Span,
    shape: Shape,
    /// Where the items are in the list of all of them; of keys with values, only the keys.
    items: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    List,
    Map,
}

#[derive(Clone, Debug)]
struct CardPlace {
    begin: Span,
    entries: Range<usize>,
    /// Which gap of its sentence it asks for, counted from 0.
    gap: usize,
}

/// A card of the file whose entries are noted, and that may yet turn out to be no card.
pub(super) struct Noted {
    begin: Span,
    entries: Range<usize>,
}

impl Places {
    pub(super) fn new(place: &Place, text: &str) -> Self {
        Self {
            place: place.clone(),
            text: text.into(),
            completeness: Completeness::Whole,
            entries: Vec::new(),
            items: Vec::new(),
            deck: 0..0,
            cards: Vec::new(),
        }
    }

    /// Notes what stands at the left margin.
    pub(super) fn note_deck(&mut self, map: &[(Node<'_>, Node<'_>)]) {
        self.deck = self.note_map(map);
    }

    /// Notes the keys of what may be a card.
    pub(super) fn note(&mut self, node: &Node<'_>) -> Noted {
        let entries = match &node.value {
            Value::Map(map) => self.note_map(map),
            Value::Empty | Value::Text(_) | Value::List(_) => 0..0,
        };
        Noted {
            begin: node.span,
            entries,
        }
    }

    /// Notes that what was noted gave so many cards.
    pub(super) fn add_cards(&mut self, noted: &Noted, count: usize) {
        self.cards.extend((0..count).map(|gap| CardPlace {
            begin: noted.begin,
            entries: noted.entries.clone(),
            gap,
        }));
    }

    pub(super) fn set_completeness(&mut self, completeness: Completeness) {
        self.completeness = completeness;
    }

    /// Whether all cards of the file could be read, and with them what they say about each other.
    pub fn completeness(&self) -> Completeness {
        self.completeness
    }

    /// Returns an error without code and message, with place, length and line filled in.
    ///
    /// What cannot be found, such as a key of a card that has none, is looked for one step out: the key for its item, the card
    /// for its key, the file for all else.
    pub(crate) fn problem(&self, owner: Owner, at: At<'_>) -> Problem {
        marked(&self.place, &self.text, self.span(owner, at))
    }

    /// What is written there, as it stands in the file, quotes and all.
    pub(crate) fn written(&self, owner: Owner, at: At<'_>) -> &str {
        let span = self.span(owner, at);
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// What stands between two items of a list, one after the other; nothing when one is missing.
    pub(crate) fn between(&self, owner: Owner, key: &str, item: usize) -> Option<&str> {
        let entry = self.entry(owner, key)?;
        let items = self.items.get(entry.items.clone())?;
        let (one, next) = (items.get(item)?, items.get(item + 1)?);
        self.text.get(one.end..next.start)
    }

    fn span(&self, owner: Owner, at: At<'_>) -> Span {
        let found = match at {
            At::Card => None,
            At::Gap => self.gap(owner),
            At::Key(key) => self.entry(owner, key).map(Entry::place),
            At::Words(key, words) => self
                .entry(owner, key)
                .map(|entry| self.words(entry.place(), words)),
            At::Item(key, index) | At::Under(key, index) => self.entry(owner, key).map(|entry| {
                let items = self.items.get(entry.items.clone()).unwrap_or_default();
                items.get(index).copied().unwrap_or(entry.place())
            }),
        };
        found.unwrap_or_else(|| self.begin(owner))
    }

    fn words(&self, span: Span, words: &str) -> Span {
        let written = self.text.get(span.start..span.end).unwrap_or_default();
        let is_cut = |one: Option<char>, other: Option<char>| {
            one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
        };
        // What begins with a sign is no word, and may stand in the middle of one.
        let is_sign = !words.starts_with(char::is_alphanumeric);
        let is_apart = |at: &usize| {
            let (before, rest) = written.split_at(*at);
            let after = rest.get(words.len()..).unwrap_or_default();
            is_sign
                || !is_cut(before.chars().next_back(), words.chars().next())
                    && !is_cut(words.chars().next_back(), after.chars().next())
        };
        let found = written
            .match_indices(words)
            .map(|(at, _)| at)
            .find(is_apart);
        let Some(at) = found.filter(|_| !words.is_empty()) else {
            return span;
        };
        let lines = written.get(..at).unwrap_or_default().matches('\n').count();
        Span {
            start: span.start + at,
            end: span.start + at + words.len(),
            line: span.line + u32::try_from(lines).unwrap_or(u32::MAX),
        }
    }

    fn begin(&self, owner: Owner) -> Span {
        let begin = match owner {
            Owner::Deck => None,
            Owner::Card(index) => self.cards.get(index).map(|card| card.begin),
        };
        let begin = begin.unwrap_or(Span {
            start: 0,
            end: 0,
            line: 1,
        });
        let line = line_at(&self.text, begin.start);
        Span {
            end: line.start + line.text.len(),
            ..begin
        }
    }

    fn gap(&self, owner: Owner) -> Option<Span> {
        let Owner::Card(index) = owner else {
            return None;
        };
        let span = self.entry(owner, "cloze")?.value;
        let written = self.text.get(span.start..span.end)?;
        Some(gap_in(written, span, self.cards.get(index)?.gap))
    }

    fn entry(&self, owner: Owner, key: &str) -> Option<&Entry> {
        let range = match owner {
            Owner::Deck => self.deck.clone(),
            Owner::Card(index) => self.cards.get(index)?.entries.clone(),
        };
        let written = |entry: &Entry| self.text.get(entry.key.start..entry.key.end);
        self.entries
            .get(range)?
            .iter()
            .find(|entry| written(entry).is_some_and(|text| text.trim_matches(['"', '\'']) == key))
    }

    fn note_map(&mut self, map: &[(Node<'_>, Node<'_>)]) -> Range<usize> {
        let begin = self.entries.len();
        for (key, value) in map {
            let first = self.items.len();
            let shape = match &value.value {
                Value::List(items) => {
                    self.items.extend(items.iter().map(|item| item.span));
                    Shape::List
                }
                Value::Map(pairs) => {
                    self.items.extend(pairs.iter().map(|(key, _)| key.span));
                    Shape::Map
                }
                Value::Empty | Value::Text(_) => Shape::Text,
            };
            self.entries.push(Entry {
                key: key.span,
                value: value.span,
                shape,
                items: first..self.items.len(),
            });
        }
        begin..self.entries.len()
    }
}

impl Entry {
    /// The value where it is a text, else the key.
    fn place(&self) -> Span {
        match self.shape {
            Shape::Text => self.value,
            Shape::List | Shape::Map => self.key,
        }
    }
}
