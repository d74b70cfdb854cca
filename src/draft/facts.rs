//! What was accepted, as facts of a fact base: a new one, or added to one that is there.

use std::collections::HashSet;
use std::fmt::{self, Write as _};

use super::entry::{Decision, Draft, Wording};
use super::find::Amount;
use super::sheet::Sheet;
use super::value::{Value, amount_text};
use super::write::bound_word;
use crate::card::{DeckId, FactId};
use crate::deck::quoting::quoted;
use crate::deck::slug::slug;
use crate::deck::yaml::{self, Node};
use crate::quantity::{Bound, Number};
use crate::when::{Calendar, HistoricDate, Precision, Year};

/// A fact base with what was accepted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The whole file.
    pub text: String,
    /// How many facts were added.
    pub added: usize,
}

/// Why facts cannot be added to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFactBase {
    /// The file is no YAML.
    #[error("the file cannot be read as YAML; jmrel-quiz generate tells where it is wrong")]
    Unreadable,
    /// It has no list of facts that lines could be added to.
    #[error("the file has no list \"facts:\" with a fact a line; name another file with --out")]
    NoList,
}

/// Writes the accepted drafts of `sheet` as a fact base of its own, one topic, named `topic`.
pub fn new_base(sheet: &Sheet, topic: &DeckId) -> Added {
    let mut text = String::new();
    let source = quoted(&sheet.notes);
    let title = quoted(topic.as_ref());
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "version: 1\nsource: {source}\ntopics:\n  {topic}: {{title: {title}}}\nfacts:\n"
    );
    let lines = lines_of(sheet, topic, &HashSet::new(), "  ");
    text.push_str(&lines.text);
    Added {
        text,
        added: lines.added,
    }
}

/// Adds the accepted drafts of `sheet` that are not in `base` yet behind its last fact; all else stays as it is.
///
/// # Errors
///
/// `base` is no fact base with a list of facts.
pub fn add_to(base: &str, sheet: &Sheet, topic: &DeckId) -> Result<Added, NoFactBase> {
    let root = yaml::read(base).map_err(|_| NoFactBase::Unreadable)?;
    let yaml::Value::Map(map) = root.value else {
        return Err(NoFactBase::NoList);
    };
    let at = map
        .iter()
        .position(|(key, _)| is_text(key, "facts"))
        .ok_or(NoFactBase::NoList)?;
    let behind = map
        .get(at + 1)
        .map_or(base.len(), |(key, _)| key.span.start);
    let Some(yaml::Value::List(facts)) = map.get(at).map(|(_, node)| &node.value) else {
        return Err(NoFactBase::NoList);
    };
    let first = facts.first().ok_or(NoFactBase::NoList)?;
    let indent = indent_of(base, first.span.start).ok_or(NoFactBase::NoList)?;
    let known: HashSet<&str> = facts.iter().filter_map(id_of).collect();
    let lines = lines_of(sheet, topic, &known, &indent);
    let (head, tail) = base.split_at(behind);
    let mut text = head.to_owned();
    if lines.added > 0 && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&lines.text);
    text.push_str(tail);
    Ok(Added {
        text,
        added: lines.added,
    })
}

fn is_text(node: &Node<'_>, text: &str) -> bool {
    matches!(&node.value, yaml::Value::Text(own) if own == text)
}

fn id_of<'n>(fact: &'n Node<'_>) -> Option<&'n str> {
    let yaml::Value::Map(map) = &fact.value else {
        return None;
    };
    map.iter()
        .find(|(key, _)| is_text(key, "id"))
        .and_then(|(_, node)| match &node.value {
            yaml::Value::Text(id) => Some(id.as_ref()),
            yaml::Value::Empty | yaml::Value::List(_) | yaml::Value::Map(_) => None,
        })
}

/// What stands before the dash of the list item with byte `at`; nothing when the item is not on a line of its own.
fn indent_of(base: &str, at: usize) -> Option<String> {
    let before = base.get(..at)?;
    let line = before.rsplit('\n').next()?;
    let indent = line.strip_suffix("- ")?;
    indent.chars().all(|c| c == ' ').then(|| indent.to_owned())
}

fn lines_of(sheet: &Sheet, topic: &DeckId, known: &HashSet<&str>, indent: &str) -> Added {
    let mut added = Added {
        text: String::new(),
        added: 0,
    };
    let mut names: HashSet<String> = HashSet::new();
    for draft in &sheet.drafts {
        let Decision::Accepted(wording) = &draft.decision else {
            continue;
        };
        let id = name_of(draft, wording, &mut names);
        if known.contains(id.as_ref()) {
            continue;
        }
        let mut fact = String::new();
        // Writing into a string cannot fail.
        let _ = write_fact(&mut fact, &id, topic, &sheet.notes, draft, wording);
        for (index, line) in fact.lines().enumerate() {
            let lead = if index == 0 { "- " } else { "  " };
            added.text.push_str(indent);
            added.text.push_str(lead);
            added.text.push_str(line);
            added.text.push('\n');
        }
        added.added += 1;
    }
    added
}

/// The longest name made of a statement, in bytes.
const LONGEST_NAME: usize = 40;

/// The first words of the statement without its figures, which a name must not tell; with the draft's own name where two are alike.
fn name_of(draft: &Draft, wording: &Wording, names: &mut HashSet<String>) -> FactId {
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
    if names.contains(&name) || words.is_empty() {
        name = format!("{name}-{}", draft.id);
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
            let form = date_form(date, &wording.question);
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

/// The form of the question: as fine as it asks, by its words, and never finer than the date is known.
fn date_form(date: &HistoricDate, question: &str) -> &'static str {
    let question = question.to_lowercase();
    let says = |word: &str| {
        question
            .split(|c: char| !c.is_alphanumeric())
            .any(|own| own == word)
    };
    if date.is_span() {
        let is_end = [
            "end", "ended", "until", "last", "over", "close", "closed", "finish", "finished",
        ]
        .iter()
        .any(|word| says(word));
        return if is_end { "end" } else { "start" };
    }
    match date.precision() {
        Precision::Century => "century",
        Precision::Day if says("day") || says("date") => "day",
        Precision::Day | Precision::Month if says("month") => "month",
        Precision::Day | Precision::Month | Precision::Year | Precision::Decade
            if says("century") =>
        {
            "century"
        }
        Precision::Day | Precision::Month | Precision::Year | Precision::Decade => "year",
    }
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

#[cfg(test)]
mod tests {
    use super::super::find::find;
    use super::super::gather::gather;
    use super::super::review::{Act, Review};
    use super::*;

    const NOTES: &str = "On 15 August 1549 Xavier came. Fighting from 1637 to 1638. Between 130,000 and 200,000 converts, a third of them \
        women.\n";

    /// Accepts every draft with a statement and a question of its own.
    fn accepted(notes: &str, question: &str) -> Sheet {
        let mut review = Review::new(gather("notes.txt", notes, &find(notes), None), Some(notes));
        while let Some(draft) = review.current() {
            let statement = format!("Here the value {} is told in other words.", draft.value);
            let wording = Wording {
                statement,
                question: question.to_owned(),
            };
            review.act(Act::Accept(wording)).expect("accepted");
        }
        review.sheet().clone()
    }

    fn topic() -> DeckId {
        "notes".parse().expect("a name")
    }

    #[test]
    fn accepted_drafts_become_facts() {
        insta::assert_snapshot!(new_base(&accepted(NOTES, "In which year, or how many?"), &topic()).text, @r#"
        version: 1
        source: "notes.txt"
        topics:
          notes: {title: "notes"}
        facts:
          - id: here-the-value-august-is-told-in-other
            topic: notes
            layer: core
            kind: date
            status: ready
            statement: "Here the value 15 August 1549 is told in other words."
            date: "1549-08-15"
            precision: year
            calendar: julian
            ask:
              year: "In which year, or how many?"
            note: "notes.txt, line 1"
          - id: here-the-value-to-is-told-in-other-words
            topic: notes
            layer: core
            kind: span
            status: ready
            statement: "Here the value 1637 to 1638 is told in other words."
            date: "1637/1638"
            ask:
              start: "In which year, or how many?"
            note: "notes.txt, line 1"
          - id: here-the-value-to-converts-is-told-in
            topic: notes
            layer: core
            kind: quantity
            status: ready
            statement: "Here the value 130,000 to 200,000 converts is told in other words."
            number: 165000
            unit: "converts"
            bound: about
            margin: 35000
            ask:
              figure: "In which year, or how many?"
            note: "notes.txt, line 1"
          - id: here-the-value-share-is-told-in-other
            topic: notes
            layer: core
            kind: quantity
            status: ready
            statement: "Here the value 1/3 share is told in other words."
            number: 33.3
            unit: "percent"
            ask:
              figure: "In which year, or how many?"
            note: "notes.txt, line 1"
        "#);
    }

    #[test]
    fn the_question_says_how_fine_it_asks() {
        let date = |edtf: &str| HistoricDate::parse(edtf).expect("a date");
        let form = |edtf: &str, question: &str| date_form(&date(edtf), question);
        assert_eq!(form("1549-08-15", "On which day did Xavier land?"), "day");
        assert_eq!(
            form("1549-08-15", "In which month of 1549 did he land?"),
            "month"
        );
        assert_eq!(form("1549-08-15", "When did Xavier land?"), "year");
        assert_eq!(form("1637/1638", "When did it end?"), "end");
        assert_eq!(form("1637/1638", "When did it begin?"), "start");
        assert_eq!(form("15XX", "When?"), "century");
    }

    #[test]
    fn facts_are_added_behind_the_last_one_and_once() {
        let sheet = accepted("It was in 1274.\n", "When?");
        let base = "version: 1\nfacts:\n    - id: other\n      topic: x # mine\ngroups: []\n";
        let added = add_to(base, &sheet, &topic()).expect("a base");
        assert_eq!(added.added, 1);
        assert!(added.text.starts_with("version: 1\nfacts:\n    - id: other\n      topic: x # mine\n    - id: here-the-value-is-told-in-other-words\n"));
        assert!(added.text.ends_with("\ngroups: []\n"));
        assert_eq!(
            add_to(&added.text, &sheet, &topic()).expect("a base"),
            Added { added: 0, ..added }
        );
    }

    #[test]
    fn a_file_without_facts_is_refused() {
        let sheet = accepted("It was in 1274.\n", "When?");
        for (base, error) in [
            ("a: [", NoFactBase::Unreadable),
            ("a: b\n", NoFactBase::NoList),
            ("facts: [{id: a}]\n", NoFactBase::NoList),
            ("", NoFactBase::NoList),
        ] {
            assert_eq!(add_to(base, &sheet, &topic()), Err(error), "{base}");
        }
    }
}
