//! Figures that are worked out: the years between two dates, or those a span lasts.

use std::collections::HashMap;

use super::asking::Edge;
use super::code;
use super::fact::{Fact, FigureValue, Status, Value};
use crate::card::FactId;
use crate::deck::source::Source;
use crate::quantity::{Bound, Figure, Number, Unit};
use crate::when::HistoricDate;

/// Works out the figures of derived facts that give none: the years between two dates, or those a span lasts.
pub(super) fn derive(source: &mut Source<'_>, facts: &mut [Fact]) {
    let dates: HashMap<FactId, HistoricDate> = facts
        .iter()
        .filter_map(|fact| match &fact.value {
            Value::Date(value) => Some((fact.id.clone(), value.date.clone())),
            Value::Figure(_) | Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => {
                None
            }
        })
        .collect();
    for fact in facts {
        let is_derived = fact.status == Status::Derived || !fact.derived_from.is_empty();
        if !is_derived || !matches!(fact.value, Value::Lost) || fact.status == Status::Gap {
            continue;
        }
        let ends: Vec<Option<&HistoricDate>> =
            fact.derived_from.iter().map(|id| dates.get(id)).collect();
        let years = match ends.as_slice() {
            [Some(span)] => years_between(span, span),
            [Some(from), Some(to)] => years_between(from, to),
            _ => None,
        };
        if let Some(years) = years {
            let unit = Unit::parse("years").expect("years are counted");
            let figure = Figure::new(Number::from(years), Some(unit), Bound::Exact);
            fact.value = Value::Figure(FigureValue {
                figure: figure.expect("years are no rank"),
                margin: None,
                accept: Vec::new(),
            });
        } else {
            let span = source.to_line_end(fact.span);
            source
                .error(span, code::NO_VALUE, "the fact is derived, and there is nothing to derive it from")
                .advise("write: derived_from: [a, b], two facts with a year each, or one that lasts; or give the value");
        }
    }
}

/// Years from where `from` starts to where `to` ends.
pub(super) fn years_between(from: &HistoricDate, to: &HistoricDate) -> Option<u32> {
    Edge::Start.of(from)?.years_between(&Edge::End.of(to)?)
}
