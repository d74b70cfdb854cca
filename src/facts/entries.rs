//! What the entries of facts, questions and groups have in common. What comes as an [`Option`] may be missing.

use std::str::FromStr;

use super::code;
use super::fact::Template;
use crate::card::NameError;
use crate::deck::fields::{self, Text};
use crate::deck::mirror::Entry;
use crate::deck::slug::slug;
use crate::deck::source::Source;
use crate::deck::yaml::{Node, Span, Value};

/// Reads keys with values; notes with `message` and `advice` that there are none.
pub(super) fn keys<'a>(
    source: &mut Source<'_>,
    node: Node<'a>,
    message: &str,
    advice: &str,
) -> Option<Vec<(Node<'a>, Node<'a>)>> {
    let Value::Map(map) = node.value else {
        source.error(node.span, code::SHAPE, message).advise(advice);
        return None;
    };
    Some(map)
}

/// Reads a text that has to be there.
pub(super) fn needed<'a>(
    source: &mut Source<'_>,
    begin: Span,
    key: &str,
    entry: Option<Entry<'a>>,
    example: &str,
) -> Option<Text<'a>> {
    let Some(entry) = entry else {
        missing(source, begin, key, example);
        return None;
    };
    fields::text(source, key, entry)
}

/// Reads a word that has to be there.
pub(super) fn needed_word<T: Copy>(
    source: &mut Source<'_>,
    begin: Span,
    key: &str,
    entry: Option<Entry<'_>>,
    known: &[(&'static str, T)],
) -> Option<T> {
    let Some(entry) = entry else {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        missing(source, begin, key, &words.join(", or "));
        return None;
    };
    fields::word(source, key, entry, known)
}

fn missing(source: &mut Source<'_>, begin: Span, key: &str, example: &str) {
    let span = source.to_line_end(begin);
    source
        .error(span, code::MISSING, format!("here is no {key}"))
        .advise(format!("add a line: {key}: {example}"));
}

/// Reads one of the words of a table.
pub(super) fn word<T: Copy>(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'_>>,
    known: &[(&'static str, T)],
) -> Option<T> {
    fields::word(source, key, entry?, known)
}

/// Reads a text for people.
pub(super) fn line(source: &mut Source<'_>, key: &str, entry: Option<Entry<'_>>) -> Option<String> {
    fields::text(source, key, entry?).map(Text::into_string)
}

/// Reads a text with places for values.
pub(super) fn template(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'_>>,
) -> Option<Template> {
    fields::text(source, key, entry?).map(Template::from)
}

impl From<Text<'_>> for Template {
    fn from(text: Text<'_>) -> Self {
        Self {
            span: text.span,
            text: text.into_string(),
        }
    }
}

/// Reads a list of texts.
pub(super) fn strings(source: &mut Source<'_>, key: &str, entry: Option<Entry<'_>>) -> Vec<String> {
    distinct(source, key, entry)
        .into_iter()
        .map(Text::into_string)
        .collect()
}

/// Reads texts behind texts.
pub(super) fn pairs<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'a>>,
) -> Vec<(Text<'a>, Text<'a>)> {
    entry
        .and_then(|entry| fields::pairs(source, key, entry))
        .unwrap_or_default()
}

/// Reads a list of names.
pub(super) fn names<T: FromStr<Err = NameError>>(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'_>>,
) -> Vec<T> {
    distinct(source, key, entry)
        .iter()
        .filter_map(|text| name(source, text))
        .collect()
}

fn distinct<'a>(source: &mut Source<'_>, key: &str, entry: Option<Entry<'a>>) -> Vec<Text<'a>> {
    entry
        .and_then(|entry| fields::distinct_texts(source, key, entry))
        .unwrap_or_default()
}

/// Reads the name of a deck, a card or a fact.
pub(super) fn named<T: FromStr<Err = NameError>>(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'_>>,
) -> Option<T> {
    let text = fields::scalar(source, key, entry?)?;
    name(source, &text)
}

/// Takes a text for a name of the program's alphabet; notes what is none.
pub(super) fn name<T: FromStr<Err = NameError>>(
    source: &mut Source<'_>,
    text: &Text<'_>,
) -> Option<T> {
    match text.text.parse() {
        Ok(name) => Some(name),
        Err(error) => {
            source
                .error(text.span, code::BAD_ID, format!("{error}"))
                .advise(format!("write: {}", slug(&text.text)));
            None
        }
    }
}
