//! The questions of a fact base: the forms, the sentences, and those about several facts.

use super::fact::Template;
use crate::card::{CardKey, DeckId, FactId};
use crate::deck::yaml::Span;
use crate::when::HistoricDate;

/// The forms a card can have; the last part of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FormName {
    Century,
    Year,
    Month,
    Day,
    Start,
    End,
    Figure,
    Name,
    Choice,
    Cloze,
    Event,
    First,
    Order,
    Between,
    Match,
    Contrast,
}

impl FormName {
    pub(super) const WORDS: &'static [(&'static str, Self)] = &[
        ("century", Self::Century),
        ("year", Self::Year),
        ("month", Self::Month),
        ("day", Self::Day),
        ("start", Self::Start),
        ("end", Self::End),
        ("figure", Self::Figure),
        ("name", Self::Name),
        ("choice", Self::Choice),
        ("cloze", Self::Cloze),
        ("event", Self::Event),
        ("first", Self::First),
        ("order", Self::Order),
        ("between", Self::Between),
        ("match", Self::Match),
        ("contrast", Self::Contrast),
    ];

    pub(super) fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, form)| *form == self);
        found.map_or("", |(word, _)| word)
    }
}

/// A sentence that asks about a fact, with what goes with that sentence alone.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    pub(super) form: FormName,
    /// Tells it from other questions of the form.
    pub(super) part: Option<CardKey>,
    pub(super) prompt: Template,
    pub(super) answer: Option<OwnAnswer>,
    pub(super) accept: Vec<String>,
    pub(super) choices: Vec<String>,
    pub(super) typing: Option<Typing>,
    /// Names what is asked, where that is not the fact's value.
    pub(super) about: Option<String>,
    pub(super) hint: Option<Template>,
    pub(super) explanation: Option<Template>,
    /// What is said to a foreseen response: a fact's name stands for its value.
    pub(super) wrong: Vec<(String, Template)>,
    pub(super) after: Option<CardKey>,
}

impl Ask {
    /// Tells whether it is a sentence with a gap. With an answer of its own it is a question, whatever its form is called.
    pub(super) fn is_cloze(&self) -> bool {
        self.form == FormName::Cloze && self.answer.is_none()
    }
}

/// An answer other than the fact's value.
#[derive(Clone, Debug)]
pub(super) enum OwnAnswer {
    Text(String),
    Set(Vec<String>),
    Flip(String),
}

/// How a card with wrong options is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typing {
    /// By choosing at first, typed from then on.
    Grow,
    /// Always by choosing.
    Choice,
    /// Always typed.
    Typed,
}

/// A card about several facts.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) id: CardKey,
    pub(super) form: FormName,
    pub(super) facts: Vec<FactId>,
    pub(super) deck: Option<DeckId>,
    /// Which edge of a span counts.
    pub(super) by: Edge,
    pub(super) prompt: Template,
    /// Other words for a fact than its event.
    pub(super) items: Vec<(FactId, String)>,
    /// The two columns of a match that pairs other things than dates and events.
    pub(super) pairs: Vec<(Template, Template)>,
    pub(super) about: Option<String>,
    pub(super) hint: Option<Template>,
    pub(super) explanation: Option<Template>,
    pub(super) after: Option<CardKey>,
    pub(super) span: Span,
}

/// An edge of a span; of a date that does not last, both are the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

impl Edge {
    /// The date of this edge.
    pub(super) fn of(self, date: &HistoricDate) -> Option<HistoricDate> {
        if !date.is_span() {
            return Some(date.clone());
        }
        match self {
            Self::Start => date.start(),
            Self::End => date.end(),
        }
    }
}
