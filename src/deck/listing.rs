//! A deck as a start needs it: of each card its names and what decides when it is asked, packed so that a hundred thousand fit
//! into little memory. The cards themselves stay where they are until they are asked.

use serde::{Deserialize, Serialize};

use super::Deck;
use crate::card::{Admission, Answer, Card, DeckId};
use crate::memory::DesiredRetention;
use crate::quantity::{Number, Unit};

/// The cards of a deck by name, without their texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// The deck's name.
    pub id: DeckId,
    /// What learners see.
    pub title: String,
    /// Retention its author asks for, instead of the learner's setting.
    pub retention: Option<DesiredRetention>,
    /// New cards a day its author asks for, at most.
    pub new_per_day: Option<u32>,
    /// All names of cards and facts, one after the other.
    names: String,
    entries: Vec<Entry>,
    /// Where in `names` the facts of the cards are.
    facts: Vec<Span>,
    tags: Vec<String>,
    /// The tags of the cards, as places in `tags`.
    tagged: Vec<u32>,
    units: Vec<Unit>,
}

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Span {
    start: u32,
    len: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    name: Span,
    facts: Span,
    tags: Span,
    after: Option<Span>,
    admission: Admission,
    revision: u32,
    matter: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Value {
    Date(Option<i16>),
    Figure(Number),
    FigureOf(Number, u32),
    Other,
}

/// A card in a listing.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    listing: &'a Listing,
    entry: &'a Entry,
}

/// What kind of thing is right on a card, and where it may be mixed up with others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Matter<'a> {
    /// A date; of one within a year, that year.
    Date(Option<i32>),
    /// A figure.
    Figure(Number, Option<&'a Unit>),
    /// Anything else.
    Other,
}

impl Listing {
    /// Lists the cards of a deck.
    pub fn of(deck: &Deck) -> Self {
        let mut listing = Self {
            id: deck.id.clone(),
            title: deck.title.clone(),
            retention: deck.retention,
            new_per_day: deck.new_per_day,
            names: String::new(),
            entries: Vec::with_capacity(deck.cards.len()),
            facts: Vec::with_capacity(deck.cards.len()),
            tags: Vec::new(),
            tagged: Vec::new(),
            units: Vec::new(),
        };
        let mut known_tags = Known::default();
        for card in &deck.cards {
            listing.add(card, &mut known_tags);
        }
        listing
    }

    /// How many cards there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is no card.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The cards in the order written.
    pub fn cards(&self) -> impl ExactSizeIterator<Item = Listed<'_>> {
        let listed = |entry| Listed {
            listing: self,
            entry,
        };
        self.entries.iter().map(listed)
    }

    /// The card at this place, counted from 0.
    pub fn card(&self, place: usize) -> Option<Listed<'_>> {
        let entry = self.entries.get(place)?;
        Some(Listed {
            listing: self,
            entry,
        })
    }

    /// The place of the card with this full name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.cards().position(|card| card.id() == name)
    }

    fn add(&mut self, card: &Card, known_tags: &mut Known) {
        let name = self.note(card.id.as_ref());
        let first_fact = count(self.facts.len());
        for fact in &card.facts {
            let fact = self.fact(name, card, fact.as_ref());
            self.facts.push(fact);
        }
        let first_tag = count(self.tagged.len());
        for tag in &card.tags {
            let tag = known_tags.place(tag, &mut self.tags);
            self.tagged.push(tag);
        }
        let after = card.after.as_ref().map(|after| self.note(after.as_ref()));
        let matter = self.matter(&card.answer);
        self.entries.push(Entry {
            name,
            facts: Span::from(first_fact, count(self.facts.len())),
            tags: Span::from(first_tag, count(self.tagged.len())),
            after,
            admission: card.admission,
            revision: card.revision,
            matter,
        });
    }

    /// A fact's name mostly begins the card's key, and is written once then.
    fn fact(&mut self, name: Span, card: &Card, fact: &str) -> Span {
        if card.id.key().starts_with(fact) {
            let deck = count(card.id.deck().len()) + 1;
            Span {
                start: name.start + deck,
                len: count(fact.len()),
            }
        } else {
            self.note(fact)
        }
    }

    fn note(&mut self, name: &str) -> Span {
        let start = count(self.names.len());
        self.names.push_str(name);
        Span::from(start, count(self.names.len()))
    }

    fn matter(&mut self, answer: &Answer) -> Value {
        match answer {
            Answer::Date { expected, .. } => {
                let year = expected.year().map(|year| year.number());
                Value::Date(year.and_then(|year| i16::try_from(year).ok()))
            }
            Answer::Figure { expected, .. } => match expected.unit() {
                None => Value::Figure(expected.number()),
                Some(unit) => {
                    let known = self
                        .units
                        .iter()
                        .rposition(|other| is_written_alike(other, unit));
                    let place = known.unwrap_or_else(|| {
                        self.units.push(unit.clone());
                        self.units.len() - 1
                    });
                    Value::FigureOf(expected.number(), count(place))
                }
            },
            Answer::Text { .. }
            | Answer::Set { .. }
            | Answer::Order { .. }
            | Answer::Match { .. }
            | Answer::Flip { .. } => Value::Other,
        }
    }
}

impl<'a> Listed<'a> {
    /// The card's full name.
    pub fn id(self) -> &'a str {
        self.text(self.entry.name)
    }

    /// The card's key inside its deck.
    pub fn key(self) -> &'a str {
        let deck = self.listing.id.as_ref().len();
        self.id().get(deck + 1..).unwrap_or_default()
    }

    /// The facts it asks about.
    pub fn facts(self) -> impl ExactSizeIterator<Item = &'a str> + Clone {
        let facts = self.entry.facts.of(&self.listing.facts).unwrap_or_default();
        facts.iter().map(move |fact| self.text(*fact))
    }

    /// The fact of a card that asks one only.
    pub fn only_fact(self) -> Option<&'a str> {
        match self.entry.facts.of(&self.listing.facts)? {
            [fact] => Some(self.text(*fact)),
            _ => None,
        }
    }

    /// Introduced only once that card is in review.
    pub fn after(self) -> Option<&'a str> {
        self.entry.after.map(|after| self.text(after))
    }

    /// Tells whether it has one of these tags.
    pub fn has_tag(self, tags: &[String]) -> bool {
        let own = self.entry.tags.of(&self.listing.tagged).unwrap_or_default();
        own.iter().any(|tag| {
            let tag = at(&self.listing.tags, *tag);
            tag.is_some_and(|tag| tags.contains(tag))
        })
    }

    /// When it may be introduced at all.
    pub fn admission(self) -> Admission {
        self.entry.admission
    }

    /// The author's revision.
    pub fn revision(self) -> u32 {
        self.entry.revision
    }

    /// What kind of thing is right.
    pub fn matter(self) -> Matter<'a> {
        match self.entry.matter {
            Value::Date(year) => Matter::Date(year.map(i32::from)),
            Value::Figure(number) => Matter::Figure(number, None),
            Value::FigureOf(number, unit) => Matter::Figure(number, at(&self.listing.units, unit)),
            Value::Other => Matter::Other,
        }
    }

    fn text(self, span: Span) -> &'a str {
        span.of_text(&self.listing.names).unwrap_or_default()
    }
}

/// Tags that were met, so that each is written once.
#[derive(Debug, Default)]
struct Known(std::collections::HashMap<String, u32>);

impl Known {
    fn place(&mut self, tag: &str, tags: &mut Vec<String>) -> u32 {
        if let Some(place) = self.0.get(tag) {
            return *place;
        }
        let place = count(tags.len());
        tags.push(tag.to_owned());
        self.0.insert(tag.to_owned(), place);
        place
    }
}

impl Span {
    fn from(start: u32, end: u32) -> Self {
        Self {
            start,
            len: end - start,
        }
    }

    fn of<T>(self, list: &[T]) -> Option<&[T]> {
        list.get(usize::try_from(self.start).ok()?..)?
            .get(..usize::try_from(self.len).ok()?)
    }

    fn of_text(self, text: &str) -> Option<&str> {
        text.get(usize::try_from(self.start).ok()?..)?
            .get(..usize::try_from(self.len).ok()?)
    }
}

/// Units that count the same can be written in two ways; a listing keeps each, so that it says what the cards say.
fn is_written_alike(one: &Unit, other: &Unit) -> bool {
    one == other && one.to_string() == other.to_string()
}

fn at<T>(list: &[T], place: u32) -> Option<&T> {
    list.get(usize::try_from(place).ok()?)
}

/// Decks have at most 16 MiB, and so has all that is counted here.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
