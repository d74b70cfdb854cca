//! Values of the file as texts, lists, words and whole numbers; what has another shape is noted with the line to
//! write (`advice`).

mod advice;

use std::borrow::Cow;
use std::collections::HashSet;

use super::code;
use super::edit;
use super::lost;
use super::mirror::{Entry, nearest};
use super::quoting::quoted;
use super::source::Source;
use super::yaml::{Node, Span, Value};
use advice::{as_list, empty, example, first_and_others, has_others, list_item};

/// A text of the file, without spaces around it.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) span: Span,
}

impl Text<'_> {
    pub(crate) fn into_string(self) -> String {
        self.text.into_owned()
    }
}

/// Reads a text for people: everything on its line belongs to it.
pub(crate) fn text<'a>(source: &mut Source<'_>, key: &str, entry: Entry<'a>) -> Option<Text<'a>> {
    let text = scalar(source, key, entry)?;
    lost::check_text(source, key, &text);
    Some(text)
}

/// Reads a text for the program, such as a date or a name; a comment may follow it.
pub(crate) fn scalar<'a>(source: &mut Source<'_>, key: &str, entry: Entry<'a>) -> Option<Text<'a>> {
    let lead = format!("{key}: ");
    node_text(source, key, &lead, entry.key, entry.node)
}

/// Reads a list of texts for people; an empty list is refused.
pub(crate) fn texts<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Entry<'a>,
) -> Option<Vec<Text<'a>>> {
    let place = entry.key;
    let items = list(source, key, entry)?;
    check_length(source, key, place, items.len())?;
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        if let Some(text) = node_text(source, key, "- ", item.span, item) {
            lost::check_text(source, key, &text);
            texts.push(text);
        }
    }
    Some(texts)
}

/// Most items of a list of one card.
const MAX_ITEMS: usize = 1_000;

fn check_length(source: &mut Source<'_>, key: &str, place: Span, length: usize) -> Option<()> {
    if length <= MAX_ITEMS {
        return Some(());
    }
    let message = format!("{key} has {length} items; more than {MAX_ITEMS} are no help to anybody");
    source
        .error(place, code::VALUE_TOO_MANY, message)
        .advise("keep those that matter");
    None
}

/// Longest text of a card, in bytes.
const MAX_TEXT: usize = 64 * 1024;

/// Reads a list of texts, no two of them the same.
pub(crate) fn distinct_texts<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Entry<'a>,
) -> Option<Vec<Text<'a>>> {
    let texts = texts(source, key, entry)?;
    check_distinct(source, key, &texts);
    Some(texts)
}

/// Notes each text that stood in the list before.
pub(crate) fn check_distinct(source: &mut Source<'_>, key: &str, texts: &[Text<'_>]) {
    let mut seen = HashSet::with_capacity(texts.len());
    for text in texts {
        if !seen.insert(&text.text) {
            let message = format!("\"{}\" stands twice in {key}", text.text);
            source
                .error(text.span, code::VALUE_TWICE, message)
                .advise("delete one of them, or tell them apart");
        }
    }
}

/// Reads the items of a list.
pub(crate) fn list<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Entry<'a>,
) -> Option<Vec<Node<'a>>> {
    match entry.node.value {
        Value::List(items) if items.is_empty() => {
            empty(
                source,
                key,
                entry.key,
                format!("write under it: - {}", example(key)),
            );
            None
        }
        Value::List(items) => Some(items),
        Value::Text(text) => {
            let message = format!("{key} needs a list, even of one");
            source
                .error(entry.node.span, code::VALUE_SHAPE, message)
                .advise(as_list(key, &text));
            source.mend_by(edit::in_list(source, entry.node.span, &text));
            None
        }
        Value::Map(_) => {
            let message = format!("{key} needs a list, not keys with values");
            source
                .error(entry.key, code::VALUE_SHAPE, message)
                .advise("begin each line under it with \"- \"");
            None
        }
        Value::Empty => {
            empty(
                source,
                key,
                entry.key,
                format!("write under it: - {}", example(key)),
            );
            None
        }
    }
}

/// Reads keys with values, as of `wrong:` and `match:`.
pub(crate) fn pairs<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Entry<'a>,
) -> Option<Vec<(Text<'a>, Text<'a>)>> {
    let place = entry.key;
    let entries = map(source, key, entry)?;
    check_length(source, key, place, entries.len())?;
    let mut pairs = Vec::with_capacity(entries.len());
    for (left, right) in entries {
        let left_span = left.span;
        let left = node_text(source, key, "", left_span, left);
        let lead = left
            .as_ref()
            .map_or_else(String::new, |left| format!("{}: ", list_item(&left.text)));
        let name = left.as_ref().map_or(key, |left| &left.text);
        let right = node_text(source, name, &lead, left_span, right);
        if let (Some(left), Some(right)) = (left, right) {
            lost::check_text(source, key, &left);
            lost::check_text(source, key, &right);
            pairs.push((left, right));
        }
    }
    Some(pairs)
}

/// Reads keys with values of any shape.
pub(crate) fn map<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Entry<'a>,
) -> Option<Vec<(Node<'a>, Node<'a>)>> {
    match entry.node.value {
        Value::Map(entries) if !entries.is_empty() => Some(entries),
        Value::Map(_) | Value::Empty => {
            empty(
                source,
                key,
                entry.key,
                format!("write under it, indented: {}", example(key)),
            );
            None
        }
        Value::Text(_) | Value::List(_) => {
            let message = format!("{key} needs keys with values");
            source
                .error(entry.key, code::VALUE_SHAPE, message)
                .advise(format!(
                    "write under it, indented and without \"- \": {}",
                    example(key)
                ));
            None
        }
    }
}

/// Reads one of the words a key knows.
pub(crate) fn word<T: Copy>(
    source: &mut Source<'_>,
    key: &str,
    entry: Entry<'_>,
    known: &[(&'static str, T)],
) -> Option<T> {
    let text = scalar(source, key, entry)?;
    word_of(source, key, &text, known)
}

/// Reads `text` as one of the words a key knows.
pub(crate) fn word_of<T: Copy>(
    source: &mut Source<'_>,
    key: &str,
    text: &Text<'_>,
    known: &[(&'static str, T)],
) -> Option<T> {
    let found = known.iter().find(|(word, _)| *word == text.text);
    if found.is_none() {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let help = match nearest(&text.text, words.iter().copied()) {
            Some(near) => format!("did you mean {near}?"),
            None if words.len() == 1 => format!("write: {key}: {}", words.join("")),
            None => format!("{key} is one of: {}", words.join(", ")),
        };
        source
            .error(
                text.span,
                code::VALUE_WORD,
                format!("{key} cannot be \"{}\"", text.text),
            )
            .advise(help);
        let certain = edit::meant(&text.text, words);
        source.mend_by(certain.and_then(|word| edit::respelt(source, text.span, word)));
    }
    found.map(|&(_, value)| value)
}

/// Reads a whole number from `least` on.
pub(crate) fn whole_number(
    source: &mut Source<'_>,
    key: &str,
    entry: Entry<'_>,
    least: u32,
) -> Option<u32> {
    let text = scalar(source, key, entry)?;
    let number = text.text.parse().ok().filter(|&number| number >= least);
    if number.is_none() {
        let message = format!(
            "{key} needs a whole number from {least} on, not \"{}\"",
            text.text
        );
        source
            .error(text.span, code::VALUE_NUMBER, message)
            .advise(format!("write: {key}: {}", least.max(2)));
    }
    number
}

fn node_text<'a>(
    source: &mut Source<'_>,
    key: &str,
    lead: &str,
    key_span: Span,
    node: Node<'a>,
) -> Option<Text<'a>> {
    let span = node.span;
    match node.value {
        Value::Text(text) => {
            let text = match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            };
            if text.is_empty() {
                // An empty block of text has its place on the line below.
                let is_quoted = source.written(span).starts_with(['"', '\'']);
                let place = if is_quoted { span } else { key_span };
                empty(source, key, place, format!("write: {lead}{}", example(key)));
                return None;
            }
            if text.len() > MAX_TEXT {
                let message = format!("{key} has {} KiB; a text has at most 64", text.len() / 1024);
                source
                    .error(span, code::VALUE_TOO_LONG, message)
                    .advise("a card asks one thing; split it, or leave out what is not needed");
                return None;
            }
            Some(Text { text, span })
        }
        Value::Empty => {
            empty(
                source,
                key,
                key_span,
                format!("write: {lead}{}", example(key)),
            );
            None
        }
        Value::List(items) if has_others(key) && items.len() > 1 => {
            source
                .error(
                    key_span,
                    code::VALUE_SHAPE,
                    format!("{key} needs one value, not a list"),
                )
                .advise(first_and_others(key, &items));
            None
        }
        Value::List(_) | Value::Map(_) => {
            let shape = if matches!(node.value, Value::List(_)) {
                "a list"
            } else {
                "keys with values"
            };
            let line = source.line_at(span.start);
            let written = line
                .text
                .get(span.start.saturating_sub(line.start)..)
                .unwrap_or_default()
                .trim_end();
            let is_flow = written.starts_with(['[', '{']);
            let help = if key == "date" && shape != "a list" {
                "a span of time is written with a slash: date: 1274/1281".to_owned()
            } else if is_flow || key_span == span {
                format!("write: {lead}{}", quoted(written))
            } else {
                "write the text after the colon, on one line".to_owned()
            };
            let (place, message) = (
                if is_flow { span } else { key_span },
                format!("{key} needs a text, not {shape}"),
            );
            source.error(place, code::VALUE_SHAPE, message).advise(help);
            None
        }
    }
}
