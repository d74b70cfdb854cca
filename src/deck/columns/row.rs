//! Rows of cells become candidates for cards; which of them are believed is decided in `trial`.

use std::collections::{HashMap, HashSet};

use super::doubt::{Doubt, Missing, Omission};
use super::heading::{Column, Columns, Content, Directives, MAX_TAGS, Naming, words};
use super::infer::guess;
use super::markup;
use super::separate::Record;
use super::trial::{Candidate, Trial};
use super::{Pasted, Row, Unusable};
use crate::deck::scaffold::{Keys, NewCard, Solution};

/// Makes cards of `rows`.
///
/// # Errors
///
/// They would make too large a deck.
pub(super) fn cards(
    directives: &Directives,
    columns: &Columns,
    rows: Vec<Record>,
) -> Result<Pasted, Unusable> {
    let mut pasted = Pasted {
        rows: Vec::with_capacity(rows.len()),
        omissions: Vec::new(),
        doubts: Vec::new(),
    };
    let mut seen: HashMap<(String, String), u32> = HashMap::new();
    let mut keys = Keys::default();
    let mut trial = Trial::default();
    for record in rows {
        let line = record.line;
        let cells = Cells::sort(record, columns, directives);
        let written = (cells.prompt.clone(), cells.answer.clone());
        let candidate = match seen.get(&written) {
            Some(&first) if !cells.prompt.is_empty() => Err(Missing::Twice(first)),
            Some(_) | None => cells.into_candidate(line, &mut keys),
        };
        match candidate {
            Ok(candidate) => {
                seen.entry(written).or_insert(line);
                trial.take(candidate, &mut pasted)?;
            }
            Err(why) => pasted.omissions.push(Omission { line, why }),
        }
    }
    trial.finish(&mut pasted)?;
    pasted.omissions.sort_by_key(|omission| omission.line);
    forget_bare_years(&mut pasted.rows);
    let is_explained = |row: &Row| row.card.explanation.is_some();
    if columns.naming == Naming::ByPlace && pasted.rows.iter().any(is_explained) {
        pasted.doubts.push(Doubt::ThirdColumn);
    }
    if directives.has_more_tags() {
        let what = format!("every tag of the line #tags beyond the first {MAX_TAGS}");
        pasted.doubts.push(Doubt::Dropped(what));
    }
    Ok(pasted)
}

/// Four digits among nothing but dates are years.
fn forget_bare_years(rows: &mut [Row]) {
    let is_date = |row: &&Row| matches!(row.card.solution, Solution::Date(_));
    let dates = rows.iter().filter(is_date).count();
    if dates >= 3 && dates * 4 >= rows.len() * 3 {
        for row in rows {
            row.doubts
                .retain(|doubt| !matches!(doubt, Doubt::BareYear(_)));
        }
    }
}

/// The cells of a row by what they hold, as plain texts.
#[derive(Default)]
struct Cells {
    prompt: String,
    answer: String,
    content: Option<Content>,
    unit: String,
    accept: Vec<String>,
    choices: Vec<String>,
    hint: String,
    explanation: String,
    source: String,
    tags: Vec<String>,
    doubts: Vec<Doubt>,
}

impl Cells {
    fn sort(record: Record, columns: &Columns, directives: &Directives) -> Self {
        let mut cells = Self {
            tags: directives.first_tags().to_vec(),
            ..Self::default()
        };
        let width = columns.columns.len();
        if columns.naming == Naming::Named && record.cells.len() > width {
            cells.doubts.push(Doubt::MoreColumns(width));
        }
        let mut last_used = 0;
        for (index, cell) in record.cells.into_iter().enumerate() {
            let column = columns.columns.get(index).copied();
            let column = column.unwrap_or(Column::Ignored);
            if column == Column::Ignored {
                let is_lost = columns.naming == Naming::ByPlace && !cell.trim().is_empty();
                if is_lost && last_used > 2 {
                    cells.doubts.push(Doubt::MoreColumns(last_used));
                    break;
                }
                continue;
            }
            last_used = index + 1;
            let (text, doubts) = markup::plain(&cell, directives.markup);
            cells.doubts.extend(doubts);
            cells.put(column, text);
        }
        cells
    }

    fn put(&mut self, column: Column, text: String) {
        match column {
            Column::Prompt => self.prompt = text,
            // A heading may give a date here and a figure there; a row has one of them.
            Column::Answer(content) if !text.is_empty() => {
                self.answer = text;
                self.content = Some(content);
            }
            Column::Answer(_) | Column::Ignored => {}
            Column::Unit => self.unit = text,
            Column::Accept => self.accept = list(&text),
            Column::Choices => self.choices = list(&text),
            Column::Hint => self.hint = text,
            Column::Explanation => self.explanation = text,
            Column::Source => self.source = text,
            Column::Tags => self.tags.extend(words(&text.replace([',', ';'], " "))),
        }
    }

    fn into_candidate(mut self, line: u32, keys: &mut Keys) -> Result<Candidate, Missing> {
        if self.prompt.is_empty() {
            return Err(Missing::Question);
        }
        if self.prompt.contains("{{c") {
            match gaps(&self.prompt) {
                Some(sentence) => return Ok(self.into_cloze(sentence, line, keys)),
                None => self.doubts.push(Doubt::Gaps),
            }
        }
        if self.answer.is_empty() {
            return Err(Missing::Answer);
        }
        let content = self.content.unwrap_or(Content::Anything);
        let answer = if self.unit.is_empty() {
            self.answer.clone()
        } else {
            format!("{} {}", self.answer, self.unit)
        };
        let (solution, mut doubts) = guess(&self.prompt, &answer, content);
        doubts.append(&mut self.doubts);
        let mut card = NewCard::new(keys.give(&self.prompt), self.prompt.clone(), solution);
        self.dress(&mut card);
        Ok(Candidate {
            line,
            card,
            doubts,
            text: Some(answer),
            accept: self.accept,
            choices: self.choices,
        })
    }

    /// A sentence with gaps; what stands beside it explains it.
    fn into_cloze(mut self, sentence: String, line: u32, keys: &mut Keys) -> Candidate {
        let words = sentence.replace(['{', '}'], "");
        if self.explanation.is_empty() {
            self.explanation = std::mem::take(&mut self.answer);
        }
        let mut card = NewCard::new(keys.give(&words), sentence, Solution::Cloze);
        self.dress(&mut card);
        Candidate {
            line,
            card,
            doubts: self.doubts,
            text: None,
            accept: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// Gives the card what stands around its question.
    fn dress(&self, card: &mut NewCard) {
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        card.hint = given(&self.hint);
        card.explanation = given(&self.explanation);
        card.source = given(&self.source);
        card.tags = each_once(self.tags.iter().map(String::as_str));
    }
}

/// Items of a cell, each once.
fn list(text: &str) -> Vec<String> {
    let items = text.split([';', '\n']).map(str::trim);
    each_once(items.filter(|item| !item.is_empty()))
}

fn each_once<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut seen = HashSet::new();
    texts
        .filter(|text| seen.insert(*text))
        .map(str::to_owned)
        .collect()
}

/// Gaps of Anki, `{{c1::1274::hint}}`, as gaps of a deck; nothing when one of them is none.
fn gaps(text: &str) -> Option<String> {
    let mut sentence = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("{{") {
        let (inside, after) = from.split_once("}}")?;
        let (number, value) = inside.strip_prefix('c')?.split_once("::")?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let value = value.split("::").next().unwrap_or_default().trim();
        if !is_number || value.is_empty() {
            return None;
        }
        sentence.push_str(before);
        sentence.push_str("{{");
        sentence.push_str(value);
        sentence.push_str("}}");
        rest = after;
    }
    sentence.push_str(rest);
    Some(sentence)
}
