//! The lines to write where a value has another shape than its key needs, or is missing.

use std::borrow::Cow;

use super::super::quoting::{Parts, quoted};
use super::super::source::Source;
use super::super::yaml::{Node, Span, Value};
use super::super::{code, edit, lost};

/// Tells whether a card can have other right values beside the one of this key.
pub(super) fn has_others(key: &str) -> bool {
    matches!(key, "answer" | "date" | "number")
}

/// The lines for several values under a key that has one: the others go under `accept`.
pub(super) fn first_and_others(key: &str, items: &[Node<'_>]) -> String {
    let mut texts = items.iter().filter_map(|item| match &item.value {
        Value::Text(text) => Some(list_item(text)),
        Value::List(_) | Value::Map(_) | Value::Empty => None,
    });
    let first = texts.next().unwrap_or(Cow::Borrowed("..."));
    let others: Vec<Cow<'_, str>> = texts.collect();
    let line = format!(
        "write: {key}: {first} and under it, for others that are right too: accept: [{}]",
        others.join(", ")
    );
    if key == "answer" {
        format!("{line}; a card that asks for all of them has answers: [...] instead")
    } else {
        line
    }
}

/// The line for a list of what stands there as a text, which a comma makes several.
pub(super) fn as_list(key: &str, text: &str) -> String {
    let items: Vec<Cow<'_, str>> = text
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(list_item)
        .collect();
    let whole = format!("[{}]", list_item(text));
    match items.as_slice() {
        // One item alone is too few for these.
        [_, _, ..] if matches!(key, "order" | "answers") => {
            format!("write: {key}: [{}]", items.join(", "))
        }
        [_, _, ..] => format!(
            "write: {key}: [{}], or if it is a single one: {whole}",
            items.join(", ")
        ),
        _ => format!("write: {key}: {whole}"),
    }
}

/// Notes that a key has no value, with the line to write; a `#` may have made a comment of it.
pub(super) fn empty(source: &mut Source<'_>, key: &str, span: Span, help: String) {
    let line = source.line_at(span.start);
    let help = match Parts::of(line.text) {
        Some(parts) if parts.value.starts_with('#') => {
            format!(
                "a # after a space begins a comment; write: {}",
                parts.requoted()
            )
        }
        _ => help,
    };
    source
        .error(
            span,
            code::VALUE_EMPTY,
            format!("there is nothing after {key}"),
        )
        .advise(help);
    source.mend_by(
        Parts::of(line.text)
            .filter(|parts| lost::is_number_sign(parts.value))
            .and_then(|parts| {
                let start = line.start + parts.lead.len();
                edit::in_quotes(source, Span { start, ..span })
            }),
    );
}

/// An item of a list in brackets, or a key, quoted where it must be.
pub(super) fn list_item(text: &str) -> Cow<'_, str> {
    if text.contains([',', ':', '[', ']', '{', '}', '#', '"', '\'', '\n']) {
        Cow::Owned(quoted(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// What could stand under a key.
pub(super) fn example(key: &str) -> &'static str {
    match key {
        "id" => "first-fleet/year",
        "fact" | "facts" => "first-fleet",
        "date" => "1274-11",
        "number" => "900",
        "unit" => "ships",
        "match" => "1274: the first fleet",
        "wrong" => "1281: That was the second fleet.",
        "allow" => "card.code: why it does not apply here",
        "cloze" => "\"In {{1274}} the first fleet sailed.\"",
        _ => "...",
    }
}
