//! The value of a fact: a date, a figure, a name, or texts in their order or in any.

use super::code;
use super::entries::strings;
use super::fact::{DateValue, FigureValue, NameValue, Status, Value};
use super::mirror::RawFact;
use super::readings::readings;
use crate::deck::code as deck_code;
use crate::deck::fields::{self, Text};
use crate::deck::source::Source;
use crate::deck::values;
use crate::deck::yaml::Span;
use crate::quantity::{Bound, Figure, Unit};

/// Reads the one value of a fact; of a gap there may be none, of a derived fact it is worked out later.
pub(super) fn read(
    source: &mut Source<'_>,
    raw: &mut RawFact<'_>,
    begin: Span,
    status: Option<Status>,
) -> Option<Value> {
    let keys = [
        ("date", &raw.date),
        ("number", &raw.number),
        ("name", &raw.name),
        ("order", &raw.order),
        ("set", &raw.set),
    ];
    let given: Vec<(&str, Span)> = keys
        .into_iter()
        .filter_map(|(key, entry)| Some((key, entry.as_ref()?.key)))
        .collect();
    match given.as_slice() {
        [] => {
            no_value(source, raw, begin, status)?;
            Some(Value::Lost)
        }
        [("date", _)] => date(source, raw),
        [("number", _)] => figure(source, raw, begin),
        [("name", _)] => named(source, raw),
        [("order", _)] => Some(Value::Order(strings(source, "order", raw.order.take()))),
        [("set", _)] => Some(Value::Set(strings(source, "set", raw.set.take()))),
        [.., (_, last)] => {
            let named: Vec<String> = given
                .iter()
                .map(|(key, span)| format!("{key} (line {})", span.line))
                .collect();
            let message = format!(
                "the fact has {} values: {}",
                given.len(),
                named.join(" and ")
            );
            source
                .error(*last, code::TWO_VALUES, message)
                .advise("keep one of them; what other sources give goes under readings");
            None
        }
    }
}

/// Notes a missing value, unless the status explains it.
fn no_value(
    source: &mut Source<'_>,
    raw: &mut RawFact<'_>,
    begin: Span,
    status: Option<Status>,
) -> Option<()> {
    // The unit of a value that was lost is still worth keeping.
    let unit = raw
        .unit
        .take()
        .and_then(|entry| fields::text(source, "unit", entry));
    if let Some(text) = &unit {
        parse_unit(source, text)?;
    }
    let is_derived = raw.derived_from.is_some();
    match status? {
        Status::Gap | Status::Derived => Some(()),
        Status::Ready | Status::Check | Status::Reference if is_derived => Some(()),
        Status::Ready | Status::Check | Status::Reference => {
            let span = source.to_line_end(begin);
            source
                .error(span, code::NO_VALUE, "the fact has no value")
                .advise(
                    "add one of the lines date: ..., number: ..., name: ..., or say status: gap",
                );
            None
        }
    }
}

fn date(source: &mut Source<'_>, raw: &mut RawFact<'_>) -> Option<Value> {
    let calendar = values::calendar(source, raw.calendar.take());
    let text = fields::scalar(source, "date", raw.date.take()?);
    let date = text.and_then(|text| values::date(source, "date: ", &text, calendar));
    let asked = raw.precision.take().and_then(|entry| {
        let span = entry.node.span;
        let asked = fields::word(source, "precision", entry, values::PRECISIONS)?;
        Some((asked, span))
    });
    let mut others: Vec<(Text<'_>, &str)> = Vec::new();
    let accept = raw
        .accept
        .take()
        .and_then(|entry| fields::distinct_texts(source, "accept", entry));
    others.extend(
        accept
            .unwrap_or_default()
            .into_iter()
            .map(|text| (text, "- ")),
    );
    others.extend(
        readings(source, raw.readings.take(), "date")
            .into_iter()
            .map(|text| (text, "date: ")),
    );
    let accept = others
        .into_iter()
        .filter_map(|(text, lead)| values::date(source, lead, &text, calendar))
        .collect();
    let margin_years = raw.margin.take().and_then(|entry| {
        let text = fields::scalar(source, "margin", entry)?;
        values::own_margin_years(source, &text)
    });
    let date = date?;
    let known = date.precision();
    let finest = asked.map_or(known, |(asked, _)| asked);
    if let Some((asked, span)) = asked
        && asked > known
    {
        let message = format!(
            "the date is only known to the {}",
            values::precision_word(known)
        );
        source
            .error(span, deck_code::CARD_TOO_FINE, message)
            .advise(format!(
                "write: precision: {}, or give the date to the {}",
                values::precision_word(known),
                values::precision_word(asked)
            ));
    }
    Some(Value::Date(DateValue {
        finest,
        date,
        accept,
        margin_years: margin_years.unwrap_or_default(),
    }))
}

fn figure(source: &mut Source<'_>, raw: &mut RawFact<'_>, begin: Span) -> Option<Value> {
    let number = raw
        .number
        .take()
        .and_then(|entry| values::number(source, entry));
    let unit = if let Some(entry) = raw.unit.take() {
        values::unit(source, entry)
    } else {
        let span = source.to_line_end(begin);
        let message = "the number does not say what it counts";
        source
            .error(span, code::UNKNOWN_UNIT, message)
            .advise("add a line: unit: ships (or rank, when it is a place in a row)");
        None
    };
    let bound = raw
        .bound
        .take()
        .and_then(|entry| fields::word(source, "bound", entry, values::BOUNDS));
    let margin = raw.margin.take().and_then(|entry| {
        let text = fields::scalar(source, "margin", entry)?;
        Some((text.text.to_string(), values::own_margin(source, &text)?))
    });
    let mut others = Vec::new();
    let accept = raw
        .accept
        .take()
        .and_then(|entry| fields::distinct_texts(source, "accept", entry));
    others.extend(accept.unwrap_or_default());
    others.extend(readings(source, raw.readings.take(), "number"));
    let (number, span) = number?;
    let figure = match Figure::new(number, Some(unit?), bound.unwrap_or(Bound::Exact)) {
        Ok(figure) => figure,
        Err(error) => {
            source.error(span, deck_code::CARD_BAD_NUMBER, error.to_string());
            return None;
        }
    };
    let accept = others
        .into_iter()
        .filter_map(|text| match figure.read_beside(&text.text) {
            Ok(figure) => Some(figure),
            Err(error) => {
                source.error(text.span, deck_code::CARD_BAD_NUMBER, error.to_string());
                None
            }
        })
        .collect();
    Some(Value::Figure(FigureValue {
        figure,
        margin,
        accept,
    }))
}

fn named(source: &mut Source<'_>, raw: &mut RawFact<'_>) -> Option<Value> {
    let name = fields::text(source, "name", raw.name.take()?).map(Text::into_string);
    let mut accept = strings(source, "accept", raw.accept.take());
    let readings = readings(source, raw.readings.take(), "name");
    accept.extend(readings.into_iter().map(Text::into_string));
    Some(Value::Name(NameValue {
        name: name?,
        accept,
    }))
}

fn parse_unit(source: &mut Source<'_>, text: &Text<'_>) -> Option<Unit> {
    match Unit::parse(&text.text) {
        Ok(unit) => Some(unit),
        Err(error) => {
            source.error(text.span, deck_code::CARD_BAD_UNIT, error.to_string());
            None
        }
    }
}
