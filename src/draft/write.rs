//! A sheet as a draft file, in one way only.

use std::fmt::{self, Write as _};

use super::entry::{Decision, Draft, Presence};
use super::sheet::Sheet;
use super::value::Value;
use crate::deck::quoting::quoted;
use crate::deck::values::BOUNDS;
use crate::quantity::Bound;

impl Sheet {
    /// Writes the sheet as YAML; [`super::read()`] reads it back as the same sheet.
    pub fn to_yaml(&self) -> String {
        let mut out = String::new();
        // Writing into a string cannot fail.
        let _ = write_sheet(&mut out, self);
        out
    }
}

fn write_sheet(out: &mut String, sheet: &Sheet) -> fmt::Result {
    writeln!(
        out,
        "# Draft facts. Nothing here is a fact before it was reviewed:"
    )?;
    writeln!(out, "#     jmrel-quiz draft --review THIS-FILE")?;
    writeln!(out, "# Quotes come from the notes and stay in this file.")?;
    writeln!(out, "draft: 1")?;
    writeln!(out, "notes: {}", quoted(&sheet.notes))?;
    if sheet.drafts.is_empty() {
        return writeln!(out, "drafts: []");
    }
    writeln!(out, "drafts:")?;
    sheet
        .drafts
        .iter()
        .try_for_each(|draft| write_draft(out, &sheet.notes, draft))
}

/// The word for a bound; an exact one has none.
pub(super) fn bound_word(bound: Bound) -> &'static str {
    let found = BOUNDS.iter().find(|(_, known)| *known == bound);
    found.map_or("", |(word, _)| word)
}

fn write_draft(out: &mut String, notes: &str, draft: &Draft) -> fmt::Result {
    writeln!(out, "  - id: {}", draft.id)?;
    let is_open = draft.decision == Decision::Open;
    writeln!(out, "    review: {is_open}")?;
    match &draft.decision {
        Decision::Open => {}
        Decision::Accepted(_) => writeln!(out, "    decision: accepted")?,
        Decision::NotAFact => writeln!(out, "    decision: not-a-fact")?,
        Decision::MergedInto(id) => writeln!(out, "    decision: merged-into {id}")?,
    }
    writeln!(out, "    kind: {}", draft.kind.word())?;
    match &draft.value {
        Value::Lost => {}
        Value::Date(_) => writeln!(out, "    value: {}", quoted(&draft.value.plain()))?,
        Value::Figure { unit, bound, .. } => {
            writeln!(out, "    value: {}", quoted(&draft.value.plain()))?;
            if let Some(unit) = unit {
                writeln!(out, "    unit: {}", quoted(unit))?;
            }
            if *bound != Bound::Exact {
                writeln!(out, "    bound: {}", bound_word(*bound))?;
            }
        }
    }
    if let Some(found) = &draft.found {
        writeln!(out, "    found: {}", quoted(&found.plain()))?;
    }
    if !draft.accept.is_empty() {
        let values: Vec<String> = draft
            .accept
            .iter()
            .map(|value| quoted(&value.plain()))
            .collect();
        writeln!(out, "    accept: [{}]", values.join(", "))?;
    }
    if let Decision::Accepted(wording) = &draft.decision {
        writeln!(out, "    statement: {}", quoted(&wording.statement))?;
        writeln!(out, "    ask: {}", quoted(&wording.question))?;
        if let Some(sentence) = &wording.gapped {
            writeln!(out, "    cloze: {}", quoted(sentence))?;
        }
    }
    let place = &draft.place;
    writeln!(out, "    source:")?;
    writeln!(out, "      file: {}", quoted(notes))?;
    writeln!(out, "      line: {}", place.line)?;
    writeln!(out, "      quote: {}", quoted(&place.quote))?;
    writeln!(
        out,
        "      bytes: [{}, {}]",
        place.bytes.start, place.bytes.end
    )?;
    if !draft.why.is_empty() {
        writeln!(out, "    why: {}", quoted(&draft.why))?;
    }
    if !draft.doubt.is_empty() {
        let doubts: Vec<String> = draft.doubt.iter().map(|doubt| quoted(doubt)).collect();
        writeln!(out, "    doubt: [{}]", doubts.join(", "))?;
    }
    if let Some(parent) = draft.split_from {
        writeln!(out, "    split_from: {parent}")?;
    }
    match place.presence {
        Presence::There => Ok(()),
        Presence::Vanished => writeln!(out, "    vanished: true"),
    }
}
