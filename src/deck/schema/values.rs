//! Schemas of what stands behind a key: texts, names, dates, lists.
//!
//! Every text is taken as typed, so a number and a truth value are texts too: `08`, `1848`, `no`.

use serde_json::{Map, Value, json};

use crate::deck::values::{CALENDARS, PRECISIONS};

/// The version of JSON Schema.
pub(crate) const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Names of decks.
pub(crate) const NAME: &str = r"^\s*[\p{Alphabetic}\p{N}_.-]+\s*$";
/// Names of cards and facts, whose parts are parted by `/`.
pub(crate) const PATH: &str = r"^\s*[\p{Alphabetic}\p{N}_./-]+\s*$";

pub(crate) const FORMS: &[&str] = &["choice", "typed", "grow"];
pub(crate) const STRICT: &[&str] = &["spelling", "diacritics", "case"];

pub(crate) const STRICT_IS: &str = "What typed texts are not forgiven: a slip of the keyboard, a missing accent, a small letter for a capital.";
pub(crate) const ALLOW: &str = "Warnings of jmrel-quiz check that do not apply here, each with the reason, as in code: reason.";

/// A key, what it holds and what it is for.
pub(crate) type Key = (&'static str, Value, &'static str);

/// The keys by name, each described.
pub(crate) fn properties(keys: impl IntoIterator<Item = Key>) -> Map<String, Value> {
    keys.into_iter()
        .map(|(key, schema, description)| (key.to_owned(), described(&schema, description)))
        .collect()
}

/// How exactly a date is asked.
pub(crate) fn precision() -> Key {
    (
        "precision",
        own_words(PRECISIONS),
        "How exactly the date is asked, when that is less than it is known.",
    )
}

/// The calendar of a date.
pub(crate) fn calendar() -> Key {
    (
        "calendar",
        own_words(CALENDARS),
        "The calendar of the date; days before 1582 are mostly julian.",
    )
}

/// Which spellings of another script are right.
pub(crate) fn script() -> Key {
    (
        "script",
        words(&["hepburn"]),
        "hepburn: spellings of Japanese such as Kouan for Kōan are right.",
    )
}

/// The schema with its description.
pub(crate) fn described(schema: &Value, description: &str) -> Value {
    let mut schema = schema.clone();
    schema["description"] = description.into();
    schema
}

/// A text; not an empty one.
pub(crate) fn text() -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": r"\S"})
}

/// A list of texts, no two the same.
pub(crate) fn texts() -> Value {
    list_of(&text())
}

/// A list of distinct items; not an empty one.
pub(crate) fn list_of(items: &Value) -> Value {
    json!({"type": "array", "minItems": 1, "uniqueItems": true, "items": items})
}

/// The list with at least `least` items.
pub(crate) fn at_least(least: usize, list: &Value) -> Value {
    let mut list = list.clone();
    list["minItems"] = least.into();
    list
}

/// Texts behind names of the teacher's own, at least `least`.
pub(crate) fn texts_by_name(least: usize) -> Value {
    json!({"type": "object", "minProperties": least, "additionalProperties": text()})
}

/// A name; digits alone are read as a number.
pub(crate) fn name(pattern: &str) -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": pattern, "maxLength": 200})
}

/// One of these words.
pub(crate) fn words(words: &[&str]) -> Value {
    json!({ "enum": words })
}

/// One of the words of a table.
pub(crate) fn own_words<T>(table: &[(&str, T)]) -> Value {
    let known: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
    words(&known)
}

/// A date as EDTF. A year alone is read as a number, and loses the noughts before it.
pub(crate) fn date() -> Value {
    const YEAR: &str = "-?[0-9]{4}";
    const MONTH: &str = "(?:0[1-9]|1[0-2])";
    const DAY: &str = "(?:0[1-9]|[12][0-9]|3[01])";
    let point =
        format!("(?:[0-9]{{2}}XX|[0-9]{{3}}X|{YEAR}(?:-{MONTH}(?:-{DAY})?|-2[1-4])?)[~?%]?");
    let edge = format!(r"(?:{point}|\.\.)?");
    json!({"anyOf": [
        {"type": "integer", "minimum": -9999, "maximum": 9999},
        {"type": "string", "pattern": format!(r"^\s*(?:{point}|{edge}/{edge})\s*$")},
    ]})
}

/// A number as a deck writes it.
pub(crate) fn number() -> Value {
    json!({"anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^\s*[-−]?\s*[0-9]"},
    ]})
}

/// How far off a date or a figure may be.
pub(crate) fn margin() -> Value {
    json!({"anyOf": [
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": r"^\s*[0-9]"},
    ]})
}

/// A whole number from `least` on.
pub(crate) fn whole_number(least: u32) -> Value {
    json!({"anyOf": [
        {"type": "integer", "minimum": least},
        {"type": "string", "pattern": r"^\s*\+?[0-9]+\s*$"},
    ]})
}
