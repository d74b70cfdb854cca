//! Rows of cells become cards, each read back by the parser before it is believed.

use std::collections::{BTreeSet, HashMap};

use super::doubt::{Doubt, Missing, Omission};
use super::heading::{Column, Columns, Content, Directives, Naming, words};
use super::infer::{guess, option};
use super::markup;
use super::separate::Record;
use super::{Pasted, Row};
use crate::card::CardKey;
use crate::deck::scaffold::{NewCard, Solution, key_from};
use crate::deck::{Place, parse};

/// Makes cards of `rows`.
pub(super) fn cards(directives: &Directives, columns: &Columns, rows: Vec<Record>) -> Pasted {
    let mut pasted = Pasted {
        rows: Vec::with_capacity(rows.len()),
        omissions: Vec::new(),
        doubts: Vec::new(),
    };
    let mut seen: HashMap<(String, String), u32> = HashMap::new();
    let mut taken: BTreeSet<CardKey> = BTreeSet::new();
    for record in rows {
        let line = record.line;
        let cells = Cells::sort(record, columns, directives);
        let written = (cells.prompt.clone(), cells.answer.clone());
        let why = match seen.get(&written) {
            Some(&first) if !cells.prompt.is_empty() => Err(Missing::Twice(first)),
            Some(_) | None => cells.into_row(line, &mut taken),
        };
        match why {
            Ok(row) => {
                seen.insert(written, line);
                pasted.rows.push(row);
            }
            Err(why) => pasted.omissions.push(Omission { line, why }),
        }
    }
    forget_bare_years(&mut pasted.rows);
    let is_explained = |row: &Row| row.card.explanation.is_some();
    if columns.naming == Naming::ByPlace && pasted.rows.iter().any(is_explained) {
        pasted.doubts.push(Doubt::ThirdColumn);
    }
    pasted
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
            tags: directives.tags.clone(),
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

    fn into_row(mut self, line: u32, taken: &mut BTreeSet<CardKey>) -> Result<Row, Missing> {
        if self.prompt.is_empty() {
            return Err(Missing::Question);
        }
        if self.prompt.contains("{{c") {
            match gaps(&self.prompt) {
                Some(sentence) => return self.into_cloze(sentence, line, taken),
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
        let key = key_from(&self.prompt, taken);
        let mut card = NewCard::new(key, self.prompt.clone(), solution);
        self.dress(&mut card);
        if refusal(&card).is_some() {
            card.solution = Solution::Text {
                answer,
                accept: Vec::new(),
            };
        }
        if let Some(why) = refusal(&card) {
            return Err(Missing::Refused(why));
        }
        let card = self.with_alternatives(card, &mut doubts);
        let card = self.with_options(card, &mut doubts);
        taken.insert(card.key.clone());
        Ok(Row { line, card, doubts })
    }

    /// A sentence with gaps; what stands beside it explains it.
    fn into_cloze(
        mut self,
        sentence: String,
        line: u32,
        taken: &mut BTreeSet<CardKey>,
    ) -> Result<Row, Missing> {
        let words = sentence.replace(['{', '}'], "");
        let key = key_from(&words, taken);
        if self.explanation.is_empty() {
            self.explanation = std::mem::take(&mut self.answer);
        }
        let mut card = NewCard::new(key, sentence, Solution::Cloze);
        self.dress(&mut card);
        if let Some(why) = refusal(&card) {
            return Err(Missing::Refused(why));
        }
        taken.insert(card.key.clone());
        Ok(Row {
            line,
            card,
            doubts: self.doubts,
        })
    }

    /// Gives the card what stands around its question.
    fn dress(&self, card: &mut NewCard) {
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        card.hint = given(&self.hint);
        card.explanation = given(&self.explanation);
        card.source = given(&self.source);
        for tag in &self.tags {
            if !card.tags.contains(tag) {
                card.tags.push(tag.clone());
            }
        }
    }

    fn with_alternatives(&self, mut card: NewCard, doubts: &mut Vec<Doubt>) -> NewCard {
        for text in &self.accept {
            let mut more = card.clone();
            match &mut more.solution {
                Solution::Text { accept, .. } => accept.push(text.clone()),
                Solution::Set(_)
                | Solution::Date(_)
                | Solution::Figure(_)
                | Solution::Cloze
                | Solution::Flip(_) => {
                    doubts.push(Doubt::Dropped(format!("the other right answer {text:?}")));
                    continue;
                }
            }
            if refusal(&more).is_none() {
                card = more;
            }
        }
        card
    }

    /// Adds the wrong options that are of the answer's kind and not right.
    fn with_options(&self, mut card: NewCard, doubts: &mut Vec<Doubt>) -> NewCard {
        for text in &self.choices {
            let mut more = card.clone();
            more.choices.push(option(&card.solution, text));
            if refusal(&more).is_none() {
                card = more;
            } else {
                doubts.push(Doubt::Option(text.clone()));
            }
        }
        card
    }
}

/// Items of a cell, each once.
fn list(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for item in text.split([';', '\n']).map(str::trim) {
        if !item.is_empty() && !items.iter().any(|other| other == item) {
            items.push(item.to_owned());
        }
    }
    items
}

/// What the parser has against a card.
fn refusal(card: &NewCard) -> Option<String> {
    let yaml = format!("format: 1\ncards:\n{}", card.yaml(2));
    let parsed = parse(&Place::Embedded("pasted.yaml"), "pasted", yaml.as_bytes());
    parsed
        .problems
        .into_iter()
        .next()
        .map(|problem| problem.message)
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
