//! Texts with places for values: `{}` is the fact's own, `{second-storm}` another's, `{ties-1972:day}` one as fine as named.
//!
//! So a fact that is corrected is corrected in every sentence. `{{...}}` is a gap of a cloze and stays as it is.

use std::collections::HashMap;

use super::asking::Edge;
use super::code;
use super::fact::{Fact, FactBase, Template, Value};
use crate::deck::source::Source;
use crate::quantity::Figure;
use crate::when::{HistoricDate, Precision};

/// The facts by their names.
pub(super) struct Values<'a> {
    facts: HashMap<&'a str, &'a Fact>,
}

/// How a value is written into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A date to its year, a figure as a number.
    Plain,
    To(Precision),
    At(Edge),
}

/// A stretch of a template.
enum Piece<'t> {
    Text(&'t str),
    /// A fact's name, empty for the fact's own, and how it is written.
    Value(&'t str, Part),
}

impl<'a> Values<'a> {
    pub(super) fn of(facts: &'a [Fact]) -> Self {
        let facts = facts.iter().map(|fact| (fact.id.as_ref(), fact)).collect();
        Self { facts }
    }

    pub(super) fn fact(&self, id: &str) -> Option<&'a Fact> {
        self.facts.get(id).copied()
    }

    /// Fills the places of a text. What [`check`] let pass can be filled; anything else stays as written.
    pub(super) fn fill(&self, text: &str, own: Option<&Fact>) -> String {
        self.fill_with(text, own, |shown, _| shown)
    }

    /// Fills the places of a cloze: the fact's own value becomes a gap.
    pub(super) fn fill_cloze(&self, text: &str, own: &Fact) -> String {
        self.fill_with(text, Some(own), |shown, part| match part {
            None => shown,
            Some(part) => format!("{{{{{}}}}}", gap(&own.value, part).unwrap_or(shown)),
        })
    }

    fn fill_with(
        &self,
        text: &str,
        own: Option<&Fact>,
        write: impl Fn(String, Option<Part>) -> String,
    ) -> String {
        let Ok(pieces) = pieces(text) else {
            return text.to_owned();
        };
        let mut filled = String::with_capacity(text.len());
        for piece in pieces {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Value(name, part) => {
                    let fact = if name.is_empty() {
                        own
                    } else {
                        self.fact(name)
                    };
                    let shown = fact
                        .and_then(|fact| shown(&fact.value, part))
                        .unwrap_or_default();
                    filled.push_str(&write(shown, name.is_empty().then_some(part)));
                }
            }
        }
        filled
    }
}

/// Tells whether a text has a place for the fact's own value.
pub(super) fn names_own_value(text: &str) -> bool {
    let is_own = |piece: &Piece<'_>| matches!(piece, Piece::Value("", _));
    pieces(text).is_ok_and(|pieces| pieces.iter().any(is_own))
}

/// Every text of a base that may have places.
pub(super) fn places(base: &FactBase) -> impl Iterator<Item = Filled<'_>> {
    let of_facts = base.facts.iter().flat_map(|fact| {
        let explanation = fact
            .explanation
            .iter()
            .map(move |text| Filled::of(text, fact));
        let asks = fact.asks.iter().flat_map(move |ask| {
            let wrong = ask.wrong.iter().map(|(_, text)| text);
            let others = ask.hint.iter().chain(&ask.explanation).chain(wrong);
            let prompt = Filled {
                is_cloze: ask.is_cloze(),
                ..Filled::of(&ask.prompt, fact)
            };
            [prompt]
                .into_iter()
                .chain(others.map(move |text| Filled::of(text, fact)))
        });
        explanation.chain(asks)
    });
    let of_groups = base.groups.iter().flat_map(|group| {
        let columns = group.pairs.iter().flat_map(|(left, right)| [left, right]);
        let texts = group.hint.iter().chain(&group.explanation);
        let templates = [&group.prompt].into_iter().chain(texts).chain(columns);
        templates.map(|template| Filled {
            template,
            own: None,
            is_cloze: false,
        })
    });
    of_facts.chain(of_groups)
}

/// A text with places, and the fact whose own value may stand there.
#[derive(Clone, Copy)]
pub(super) struct Filled<'a> {
    pub(super) template: &'a Template,
    pub(super) own: Option<&'a Fact>,
    is_cloze: bool,
}

impl<'a> Filled<'a> {
    fn of(template: &'a Template, fact: &'a Fact) -> Self {
        Self {
            template,
            own: Some(fact),
            is_cloze: false,
        }
    }
}

/// Notes places that cannot be filled.
pub(super) fn check(source: &mut Source<'_>, base: &FactBase) {
    let values = Values::of(&base.facts);
    for place in places(base) {
        let text = &place.template.text;
        if let Err(message) = fillable(&values, text, place.own, place.is_cloze) {
            source
                .error(place.template.span, code::BAD_PLACEHOLDER, message)
                .advise("write {} for the fact's own value, {other-fact} for another's, {other-fact:day} to say how fine");
        }
    }
}

fn fillable(
    values: &Values<'_>,
    text: &str,
    own: Option<&Fact>,
    is_cloze: bool,
) -> Result<(), String> {
    let mut gaps = text.matches("{{").count();
    for piece in pieces(text)? {
        let Piece::Value(name, part) = piece else {
            continue;
        };
        let fact = match name {
            "" => own,
            _ => values.fact(name),
        };
        gaps += usize::from(name.is_empty());
        let is_known = fact.is_some_and(|fact| shown(&fact.value, part).is_some());
        if !is_known {
            let name = if name.is_empty() { "{}" } else { name };
            return Err(format!("{name} has no such value here"));
        }
    }
    if is_cloze && gaps == 0 {
        return Err("the sentence has no gap".to_owned());
    }
    Ok(())
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        if let Some(inside) = from.strip_prefix("{{") {
            let Some(end) = inside.find("}}") else {
                return Err("a gap is never closed".to_owned());
            };
            let (whole, after) = rest.split_at(at + "{{".len() + end + "}}".len());
            pieces.push(Piece::Text(whole));
            rest = after;
            continue;
        }
        let Some((name, after)) = from.get(1..).and_then(|inside| inside.split_once('}')) else {
            return Err("a { is never closed".to_owned());
        };
        pieces.push(Piece::Text(before));
        let (name, part) = match name.split_once(':') {
            None => (name, Part::Plain),
            Some((name, word)) => (
                name,
                part(word).ok_or_else(|| format!("\"{word}\" is no way to write a value"))?,
            ),
        };
        pieces.push(Piece::Value(name.trim(), part));
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    Ok(pieces)
}

fn part(word: &str) -> Option<Part> {
    match word.trim() {
        "century" => Some(Part::To(Precision::Century)),
        "year" => Some(Part::To(Precision::Year)),
        "month" => Some(Part::To(Precision::Month)),
        "day" => Some(Part::To(Precision::Day)),
        "start" => Some(Part::At(Edge::Start)),
        "end" => Some(Part::At(Edge::End)),
        _ => None,
    }
}

/// The value as people read it in a sentence.
fn shown(value: &Value, part: Part) -> Option<String> {
    match (value, part) {
        (Value::Date(value), part) => {
            picked(&value.date, value.finest, part).map(|date| date.to_string())
        }
        (Value::Figure(value), Part::Plain) => Some(number(&value.figure)),
        (Value::Name(value), Part::Plain) => Some(value.name.clone()),
        (Value::Order(texts) | Value::Set(texts), Part::Plain) => Some(texts.join(", ")),
        (
            Value::Figure(_) | Value::Name(_) | Value::Order(_) | Value::Set(_),
            Part::To(_) | Part::At(_),
        )
        | (Value::Lost, _) => None,
    }
}

/// The value as a gap is written: a date as EDTF.
fn gap(value: &Value, part: Part) -> Option<String> {
    match value {
        Value::Date(value) => picked(&value.date, value.finest, part).map(|date| date.edtf()),
        Value::Figure(_) | Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => {
            shown(value, part)
        }
    }
}

fn picked(date: &HistoricDate, finest: Precision, part: Part) -> Option<HistoricDate> {
    match part {
        Part::Plain => Some(date.at(finest.min(Precision::Year))),
        Part::To(precision) => (precision <= date.precision()).then(|| date.at(precision)),
        Part::At(edge) => Some(edge.of(date)?.at(finest.min(Precision::Year))),
    }
}

/// A number with what belongs to it like a digit: `20,000`, `43 %`, `77th`.
fn number(figure: &Figure) -> String {
    let bare = Figure::new(
        figure.number(),
        figure
            .unit()
            .filter(|unit| unit.is_percent() || unit.is_rank())
            .cloned(),
        crate::quantity::Bound::Exact,
    );
    bare.map_or_else(|_| figure.number().to_string(), |bare| bare.to_string())
}
