//! Values that say too little: a day without its calendar, a figure that grows without its year, a unit misspelt.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::deck::mirror::nearest;
use crate::deck::source::Source;
use crate::facts::asking::Edge;
use crate::facts::code;
use crate::facts::fact::{Fact, FactBase, Kind, Value};
use crate::quantity::Unit;
use crate::when::{Calendar, HistoricDate, Precision};

/// Things whose number is another one next year.
const GROWING: &[&str] = &[
    "people",
    "inhabitants",
    "residents",
    "citizens",
    "speakers",
    "members",
    "students",
    "visitors",
    "users",
];

/// Uses of a unit after which it is no slip.
const COMMON: usize = 3;

pub(super) fn check(source: &mut Source<'_>, base: &FactBase) {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for fact in &base.facts {
        check_kind(source, fact);
        match &fact.value {
            Value::Date(value) => check_calendar(source, fact, &value.date),
            Value::Figure(value) => {
                if let Some(unit) = value.figure.unit() {
                    check_growth(source, fact, unit);
                    *uses.entry(unit.to_string()).or_default() += 1;
                }
            }
            Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => {}
        }
    }
    check_units(source, base, &uses);
}

fn check_kind(source: &mut Source<'_>, fact: &Fact) {
    let is_one = match (&fact.value, fact.kind) {
        (Value::Date(value), Kind::Date) => !value.date.is_span(),
        (Value::Figure(_), Kind::Quantity | Kind::Span)
        | (Value::Date(_), Kind::Span)
        | (Value::Name(_) | Value::Order(_) | Value::Set(_), Kind::Name | Kind::Place)
        | (Value::Lost, _) => true,
        (Value::Date(_), Kind::Quantity | Kind::Name | Kind::Place)
        | (Value::Figure(_), Kind::Date | Kind::Name | Kind::Place)
        | (
            Value::Name(_) | Value::Order(_) | Value::Set(_),
            Kind::Date | Kind::Span | Kind::Quantity,
        ) => false,
    };
    if !is_one {
        let span = source.to_line_end(fact.span);
        source
            .warning(span, code::KIND, format!("the kind of {} is not that of its value", fact.id))
            .advise("a date is a date, what lasts a span, what is counted a quantity; the rest are names and places");
    }
}

/// Only a calendar that is named can be meant: the Julian one was in use, and today's reaches back on paper alone.
fn check_calendar(source: &mut Source<'_>, fact: &Fact, date: &HistoricDate) {
    if date.calendar() != Calendar::Gregorian {
        return;
    }
    let reform = HistoricDate::parse("1582-10-15").expect("the day exists");
    let is_old_day = [Edge::Start, Edge::End]
        .into_iter()
        .filter_map(|edge| edge.of(date))
        .filter(|date| date.precision() == Precision::Day)
        .any(|date| date.definite_order(&reform) == Some(Ordering::Less));
    if is_old_day {
        let span = source.to_line_end(fact.span);
        let message = format!(
            "{} is a day before 1582 and does not say in which calendar",
            fact.id
        );
        source
            .warning(span, code::NO_CALENDAR, message)
            .advise("add a line: calendar: julian (or lunar, or unknown)");
    }
}

fn check_growth(source: &mut Source<'_>, fact: &Fact, unit: &Unit) {
    if fact.as_of.is_none() && GROWING.contains(&unit.to_string().as_str()) {
        let span = source.to_line_end(fact.span);
        let message = format!(
            "{} counts {unit}, which change, and does not say when they were counted",
            fact.id
        );
        source
            .warning(span, code::NO_AS_OF, message)
            .advise("add a line: as_of: 2021, and name the year in the questions");
    }
}

fn check_units(source: &mut Source<'_>, base: &FactBase, uses: &HashMap<String, usize>) {
    let mut common: Vec<&str> = uses
        .iter()
        .filter(|(_, uses)| **uses >= COMMON)
        .map(|(unit, _)| unit.as_str())
        .collect();
    common.sort_unstable();
    for fact in &base.facts {
        let Value::Figure(value) = &fact.value else {
            continue;
        };
        let unit = value
            .figure
            .unit()
            .map(ToString::to_string)
            .unwrap_or_default();
        let is_rare = uses.get(&unit).is_some_and(|uses| *uses == 1);
        let is_word = unit.chars().count() > COMMON;
        if let Some(meant) = nearest(&unit, common.iter().copied())
            && is_rare
            && is_word
            && strsim::osa_distance(&unit, meant) == 1
        {
            let span = source.to_line_end(fact.span);
            source
                .warning(
                    span,
                    code::UNKNOWN_UNIT,
                    format!("nothing else is counted in {unit}"),
                )
                .advise(format!("did you mean {meant}?"));
        }
    }
}
