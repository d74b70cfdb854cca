//! What a fact base says, read and typed.

use super::asking::{Ask, Group};
use crate::card::{DeckId, FactId};
use crate::deck::Place;
use crate::deck::yaml::Span;
use crate::fold::Script;
use crate::quantity::{Figure, Margin};
use crate::when::{HistoricDate, Precision};

/// Facts, the decks they are asked in, and the cards that ask about several of them.
#[derive(Clone, Debug)]
pub struct FactBase {
    pub(super) head: Head,
    pub(super) topics: Vec<Topic>,
    pub(super) facts: Vec<Fact>,
    pub(super) groups: Vec<Group>,
    pub(super) place: Place,
}

impl FactBase {
    /// The decks it gives, in the order of their topics.
    pub fn decks(&self) -> impl Iterator<Item = &DeckId> {
        self.topics.iter().map(|topic| &topic.id)
    }

    /// Each fact with its status, in the order written.
    pub fn statuses(&self) -> impl Iterator<Item = (&FactId, Status)> {
        self.facts.iter().map(|fact| (&fact.id, fact.status))
    }
}

/// What goes into the head of every deck.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
    pub(super) license: Option<String>,
    pub(super) language: Option<String>,
}

/// A topic: the deck of this name.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub(super) id: DeckId,
    pub(super) title: String,
    pub(super) description: Option<String>,
}

/// One thing the source says.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) id: FactId,
    pub(super) topic: DeckId,
    /// The deck it is asked in; its topic's unless it says otherwise.
    pub(super) deck: DeckId,
    pub(super) layer: Layer,
    pub(super) kind: Kind,
    pub(super) status: Status,
    /// A whole sentence, value and all.
    pub(super) statement: String,
    /// A phrase that names it without its value.
    pub(super) about: Option<String>,
    /// A clause that says what happened, without its value: "Kublai's first fleet sailed".
    pub(super) event: Option<String>,
    pub(super) value: Value,
    pub(super) as_of: Option<String>,
    /// What its name is a name of; others of the class can be taken for it.
    pub(super) class: Option<String>,
    /// Wrong options the teacher wrote.
    pub(super) choices: Vec<String>,
    /// Values that would be right as well, or misleading, as wrong options.
    pub(super) never: Vec<String>,
    pub(super) derived_from: Vec<FactId>,
    pub(super) script: Option<Script>,
    pub(super) explanation: Option<Template>,
    /// Why a fact that could be asked is not.
    pub(super) unasked: Option<String>,
    pub(super) asks: Vec<Ask>,
    pub(super) span: Span,
}

impl Fact {
    /// Tells whether cards may be made of it at all.
    pub(super) fn may_be_asked(&self) -> bool {
        match self.status {
            Status::Ready | Status::Check | Status::Derived => self.unasked.is_none(),
            Status::Gap | Status::Reference => false,
        }
    }

    /// Tells whether its value may stand beside another's as a wrong option.
    pub(super) fn may_distract(&self) -> bool {
        match self.status {
            Status::Ready | Status::Check | Status::Derived | Status::Reference => true,
            Status::Gap => false,
        }
    }

    /// Its date, unless it lasts.
    pub(super) fn point(&self) -> Option<&HistoricDate> {
        match &self.value {
            Value::Date(value) if !value.date.is_span() => Some(&value.date),
            Value::Date(_)
            | Value::Figure(_)
            | Value::Name(_)
            | Value::Order(_)
            | Value::Set(_)
            | Value::Lost => None,
        }
    }
}

/// How near to the story a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    /// Part of it.
    Core,
    /// Told by the way.
    Side,
}

/// What sort of thing a fact tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    Span,
    Quantity,
    Name,
    Place,
}

/// How far a fact can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can be asked.
    Ready,
    /// It needs checking: asked with its account named and a wide margin.
    Check,
    /// Its value is lost: never asked.
    Gap,
    /// Worked out from other facts.
    Derived,
    /// Too trivial to ask; an anchor and a wrong option.
    Reference,
}

/// What a fact says.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Date(DateValue),
    Figure(FigureValue),
    Name(NameValue),
    /// Texts in their order.
    Order(Vec<String>),
    /// Texts in any order.
    Set(Vec<String>),
    /// Nothing: the source lost it.
    Lost,
}

/// A date, or a span.
#[derive(Clone, Debug)]
pub(super) struct DateValue {
    pub(super) date: HistoricDate,
    /// As fine as it is asked.
    pub(super) finest: Precision,
    pub(super) accept: Vec<HistoricDate>,
    pub(super) margin_years: u32,
}

/// A figure.
#[derive(Clone, Debug)]
pub(super) struct FigureValue {
    pub(super) figure: Figure,
    /// As written; what suits the figure otherwise.
    pub(super) margin: Option<(String, Margin)>,
    pub(super) accept: Vec<Figure>,
}

impl FigureValue {
    /// How far off is still right.
    pub(super) fn room(&self) -> Margin {
        self.margin
            .as_ref()
            .map_or_else(|| Margin::default_for(&self.figure), |(_, margin)| *margin)
    }
}

/// A name.
#[derive(Clone, Debug)]
pub(super) struct NameValue {
    pub(super) name: String,
    pub(super) accept: Vec<String>,
}

/// A text with `{}` where a value belongs.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) text: String,
    pub(super) span: Span,
}
