//! One accepted draft as a fact: its name, its value, and its questions.

use std::collections::HashSet;
use std::fmt::{self, Write as _};

use super::super::asked::Asked;
use super::super::entry::{Decision, Draft, DraftId, Wording};
use super::super::find::Amount;
use super::super::sheet::Sheet;
use super::super::value::{Value, amount_text};
use super::super::write::bound_word;
use crate::card::{DeckId, FactId};
use crate::deck::quoting::quoted;
use crate::deck::slug::slug;
use crate::quantity::{Bound, Number};
use crate::when::{Calendar, HistoricDate, Precision, Year};

/// A fact as it stands in a list of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) draft: DraftId,
    pub(super) id: FactId,
    pub(super) text: String,
}

/// Writes every accepted draft of `sheet`. A name in `taken` is the draft's own if it has the draft's number.
pub(super) fn blocks(
    sheet: &Sheet,
    topic: &DeckId,
    taken: &HashSet<String>,
    indent: &str,
) -> Vec<Block> {
    let mut names: HashSet<String> = HashSet::new();
    let mut blocks = Vec::new();
    for draft in &sheet.drafts {
        let Decision::Accepted(wording) = &draft.decision else {
            continue;
        };
        let id = name_of(draft, wording, &mut names, taken);
        let mut fact = String::new();
        // Writing into a string cannot fail.
        let _ = write_fact(&mut fact, &id, topic, &sheet.notes, draft, wording);
        let mut text = String::new();
        for (index, line) in fact.lines().enumerate() {
            let lead = if index == 0 { "- " } else { "  " };
            let _ = writeln!(text, "{indent}{lead}{line}");
        }
        blocks.push(Block {
            draft: draft.id,
            id,
            text,
        });
    }
    blocks
}

/// The longest name made of a statement, in bytes.
const LONGEST_NAME: usize = 40;

/// The first words of the statement without its figures, which a name must not tell; with the draft's own name where two are alike.
fn name_of(
    draft: &Draft,
    wording: &Wording,
    names: &mut HashSet<String>,
    taken: &HashSet<String>,
) -> FactId {
    let words: Vec<&str> = wording
        .statement
        .split_whitespace()
        .filter(|word| !word.chars().any(|c| c.is_ascii_digit()))
        .collect();
    let whole = slug(&words.join(" ").replace(['/', '.'], " "));
    let mut name = String::new();
    for part in whole.split('-') {
        if !name.is_empty() && name.len() + part.len() >= LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(part);
    }
    let own = format!("{name}-{}", draft.id);
    if names.contains(&name) || words.is_empty() || taken.contains(&own) {
        name = own;
    }
    names.insert(name.clone());
    name.parse()
        .or_else(|_| draft.id.to_string().parse())
        .expect("d and a number is a name")
}

fn write_fact(
    out: &mut String,
    id: &FactId,
    topic: &DeckId,
    notes: &str,
    draft: &Draft,
    wording: &Wording,
) -> fmt::Result {
    writeln!(out, "id: {id}")?;
    writeln!(out, "topic: {topic}")?;
    writeln!(out, "layer: core")?;
    let form = match &draft.value {
        Value::Date(date) => {
            let form = Asked::of(date, &wording.question).word();
            writeln!(
                out,
                "kind: {}",
                if date.is_span() { "span" } else { "date" }
            )?;
            form
        }
        Value::Figure { .. } | Value::Lost => {
            writeln!(out, "kind: quantity")?;
            "figure"
        }
    };
    writeln!(out, "status: ready")?;
    writeln!(out, "statement: {}", quoted(&wording.statement))?;
    match &draft.value {
        Value::Date(date) => write_date(out, date, form)?,
        Value::Figure {
            amount,
            unit,
            bound,
        } => write_figure(out, *amount, unit.as_deref(), *bound)?,
        Value::Lost => {}
    }
    let accept: Vec<String> = draft
        .accept
        .iter()
        .filter_map(accepted_text)
        .map(|text| quoted(&text))
        .collect();
    if !accept.is_empty() {
        writeln!(out, "accept: [{}]", accept.join(", "))?;
    }
    writeln!(out, "ask:\n  {form}: {}", quoted(&wording.question))?;
    if let Some(sentence) = &wording.gapped {
        writeln!(out, "  cloze: {}", quoted(sentence))?;
    }
    writeln!(
        out,
        "note: {}",
        quoted(&format!("{notes}, line {}", draft.place.line))
    )
}

fn write_date(out: &mut String, date: &HistoricDate, form: &str) -> fmt::Result {
    writeln!(out, "date: {}", quoted(&date.edtf()))?;
    let asked = match form {
        "century" => Some("century"),
        "year" if date.precision() > Precision::Year => Some("year"),
        "month" if date.precision() > Precision::Month => Some("month"),
        _ => None,
    };
    if let Some(asked) = asked {
        writeln!(out, "precision: {asked}")?;
    }
    let is_julian = date.calendar() == Calendar::Julian
        || (date.precision() == Precision::Day && is_before_1582(date));
    if is_julian {
        writeln!(out, "calendar: julian")
    } else {
        Ok(())
    }
}

/// Days before the calendar of today began are given in the one before it.
fn is_before_1582(date: &HistoricDate) -> bool {
    let end = date.end().or_else(|| date.start());
    let point = end.as_ref().unwrap_or(date);
    let key = (
        point.year().map_or(0, Year::number),
        point.month(),
        point.day(),
    );
    key < (1582, Some(10), Some(15))
}

/// A range becomes its middle with half of it as margin, a share its percentage.
fn write_figure(out: &mut String, amount: Amount, unit: Option<&str>, bound: Bound) -> fmt::Result {
    let (number, margin, unit) = match amount {
        Amount::One(number) => (number, None, unit),
        Amount::Range(low, high) => {
            let two = Number::from(2_u32);
            let half = high.minus(low).checked_over(two).unwrap_or(Number::ZERO);
            (low.plus(half), Some(half), unit)
        }
        Amount::Share(part, whole) => {
            let share = Number::from(part)
                .times(Number::HUNDRED)
                .checked_over(Number::from(whole));
            (
                share.unwrap_or(Number::ZERO).rounded_to(3),
                None,
                Some("percent"),
            )
        }
    };
    writeln!(out, "number: {}", amount_text(Amount::One(number)))?;
    writeln!(out, "unit: {}", quoted(unit.unwrap_or_default()))?;
    let bound = if margin.is_some() && bound == Bound::Exact {
        Bound::About
    } else {
        bound
    };
    if bound != Bound::Exact {
        writeln!(out, "bound: {}", bound_word(bound))?;
    }
    match margin {
        Some(margin) => writeln!(out, "margin: {}", amount_text(Amount::One(margin))),
        None => Ok(()),
    }
}

fn accepted_text(value: &Value) -> Option<String> {
    match value {
        Value::Date(date) => Some(date.edtf()),
        Value::Figure {
            amount: amount @ Amount::One(_),
            ..
        } => Some(amount_text(*amount)),
        // A range or a share beside a figure has no text a fact could accept.
        Value::Figure { .. } | Value::Lost => None,
    }
}
