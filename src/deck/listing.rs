//! A deck as a start needs it: of each card its names and what decides when it is asked, packed so that a hundred thousand fit
//! into little memory. The cards themselves stay where they are until they are asked.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Deck;
use crate::card::{Admission, Answer, Card, DeckId};
use crate::memory::DesiredRetention;
use crate::quantity::{Number, Unit};
use crate::when::Year;

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
    /// All names of cards, facts and tags, one after the other.
    names: String,
    entries: Vec<Entry>,
    /// Where in `names` the different facts are.
    facts: Vec<Span>,
    /// The facts of the cards, as places in `facts`.
    asked: Vec<FactNumber>,
    /// Where in `names` the forerunners of cards are, with the places of the cards that wait for them, in rising order.
    after: Vec<(u32, Span)>,
    /// Where in `names` the different tags are.
    tags: Vec<Span>,
    /// The tags of the cards, as places in `tags`.
    tagged: Vec<u32>,
    /// Figures, each with the place of its unit in `units`.
    figures: Vec<(Number, Option<u32>)>,
    units: Vec<Unit>,
}

/// The number of a fact among those of its deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FactNumber(u32);

/// A part of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Span {
    start: u32,
    len: u32,
}

/// A card; what it has of a list begins where that of the card before it ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    name: Span,
    facts_end: u32,
    tags_end: u32,
    admission: Admission,
    revision: u32,
    matter: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Value {
    Date(Option<i16>),
    /// By its place among the figures.
    Figure(u32),
    Other,
}

/// A card in a listing.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    listing: &'a Listing,
    place: u32,
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
            facts: Vec::new(),
            asked: Vec::with_capacity(deck.cards.len()),
            after: Vec::new(),
            tags: Vec::new(),
            tagged: Vec::new(),
            figures: Vec::new(),
            units: Vec::new(),
        };
        let mut known = Known::default();
        for card in &deck.cards {
            listing.add(card, &mut known);
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
    pub fn cards(&self) -> impl Iterator<Item = Listed<'_>> + Clone {
        let listed = |place| Listed {
            listing: self,
            place,
        };
        (0..count(self.entries.len())).map(listed)
    }

    /// The card at this place, counted from 0.
    pub fn card(&self, place: usize) -> Option<Listed<'_>> {
        (place < self.entries.len()).then(|| Listed {
            listing: self,
            place: count(place),
        })
    }

    /// The place of the card with this full name.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.cards().position(|card| card.id() == name)
    }

    fn add<'d>(&mut self, card: &'d Card, known: &mut Known<'d>) {
        let name = self.note(card.id.as_ref());
        for fact in &card.facts {
            let fact = *known.facts.entry(fact.as_ref()).or_insert_with(|| {
                let span = self.fact(name, card, fact.as_ref());
                self.facts.push(span);
                FactNumber(count(self.facts.len() - 1))
            });
            self.asked.push(fact);
        }
        for tag in &card.tags {
            let tag = *known.tags.entry(tag).or_insert_with(|| {
                let span = self.note(tag);
                self.tags.push(span);
                count(self.tags.len() - 1)
            });
            self.tagged.push(tag);
        }
        if let Some(after) = &card.after {
            let after = self.note(after.as_ref());
            self.after.push((count(self.entries.len()), after));
        }
        let matter = self.matter(&card.answer);
        self.entries.push(Entry {
            name,
            facts_end: count(self.asked.len()),
            tags_end: count(self.tagged.len()),
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
                let year = expected.year().map(Year::number);
                Value::Date(year.and_then(|year| i16::try_from(year).ok()))
            }
            Answer::Figure { expected, .. } => {
                let unit = expected.unit().map(|unit| self.unit(unit));
                self.figures.push((expected.number(), unit));
                Value::Figure(count(self.figures.len() - 1))
            }
            Answer::Text { .. }
            | Answer::Set { .. }
            | Answer::Order { .. }
            | Answer::Match { .. }
            | Answer::Flip { .. } => Value::Other,
        }
    }
}

impl Listing {
    fn unit(&mut self, unit: &Unit) -> u32 {
        let known = self
            .units
            .iter()
            .rposition(|other| is_written_alike(other, unit));
        let place = known.unwrap_or_else(|| {
            self.units.push(unit.clone());
            self.units.len() - 1
        });
        count(place)
    }

    /// What a card has of a list, by where each card's part ends.
    fn part<'l, T>(&self, list: &'l [T], place: u32, end: impl Fn(&Entry) -> u32) -> &'l [T] {
        let end_of = |place: usize| {
            let end = self.entries.get(place).map(&end)?;
            usize::try_from(end).ok()
        };
        let part = || {
            let place = usize::try_from(place).ok()?;
            let start = match place.checked_sub(1) {
                None => 0,
                Some(before) => end_of(before)?,
            };
            list.get(start..end_of(place)?)
        };
        part().unwrap_or_default()
    }
}

impl<'a> Listed<'a> {
    /// Retention the deck asks for, instead of the learner's setting.
    pub fn deck_retention(self) -> Option<DesiredRetention> {
        self.listing.retention
    }

    /// New cards a day the deck asks for, at most.
    pub fn deck_new_per_day(self) -> Option<u32> {
        self.listing.new_per_day
    }

    /// The card's full name.
    pub fn id(self) -> &'a str {
        self.text(self.entry().name)
    }

    /// The card's key inside its deck.
    pub fn key(self) -> &'a str {
        let deck = self.listing.id.as_ref().len();
        self.id().get(deck + 1..).unwrap_or_default()
    }

    /// The facts it asks about.
    pub fn facts(self) -> impl ExactSizeIterator<Item = &'a str> + Clone {
        self.asked().iter().map(move |fact| self.fact(*fact))
    }

    /// The fact of a card that asks one only.
    pub fn only_fact(self) -> Option<&'a str> {
        self.only_fact_number().map(|fact| self.fact(fact))
    }

    /// The same, as a number that all cards of the deck have for it.
    pub fn only_fact_number(self) -> Option<FactNumber> {
        match self.asked() {
            [fact] => Some(*fact),
            _ => None,
        }
    }

    /// Introduced only once that card is in review.
    pub fn after(self) -> Option<&'a str> {
        let waiting = &self.listing.after;
        let found = waiting.binary_search_by_key(&self.place, |(place, _)| *place);
        let (_, after) = waiting.get(found.ok()?)?;
        Some(self.text(*after))
    }

    /// Tells whether it has one of these tags.
    pub fn has_tag(self, tags: &[String]) -> bool {
        let tagged = &self.listing.tagged;
        let own = self
            .listing
            .part(tagged, self.place, |entry| entry.tags_end);
        own.iter().any(|tag| {
            let tag = at(&self.listing.tags, *tag).map(|tag| self.text(*tag));
            tag.is_some_and(|tag| tags.iter().any(|wanted| wanted == tag))
        })
    }

    /// When it may be introduced at all.
    pub fn admission(self) -> Admission {
        self.entry().admission
    }

    /// The author's revision.
    pub fn revision(self) -> u32 {
        self.entry().revision
    }

    /// What kind of thing is right.
    pub fn matter(self) -> Matter<'a> {
        match self.entry().matter {
            Value::Date(year) => Matter::Date(year.map(i32::from)),
            Value::Figure(place) => match at(&self.listing.figures, place) {
                Some((number, unit)) => {
                    let unit = unit.and_then(|unit| at(&self.listing.units, unit));
                    Matter::Figure(*number, unit)
                }
                None => Matter::Other,
            },
            Value::Other => Matter::Other,
        }
    }

    fn entry(self) -> &'a Entry {
        at(&self.listing.entries, self.place).expect("only cards of the listing are made from it")
    }

    fn asked(self) -> &'a [FactNumber] {
        let asked = &self.listing.asked;
        self.listing
            .part(asked, self.place, |entry| entry.facts_end)
    }

    fn fact(self, fact: FactNumber) -> &'a str {
        let span = at(&self.listing.facts, fact.0);
        span.map(|span| self.text(*span)).unwrap_or_default()
    }

    fn text(self, span: Span) -> &'a str {
        span.of_text(&self.listing.names).unwrap_or_default()
    }
}

/// What was met, so that each is written once.
#[derive(Debug, Default)]
struct Known<'d> {
    facts: HashMap<&'d str, FactNumber>,
    tags: HashMap<&'d str, u32>,
}

impl Span {
    fn from(start: u32, end: u32) -> Self {
        Self {
            start,
            len: end - start,
        }
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
