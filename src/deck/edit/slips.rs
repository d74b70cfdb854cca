//! Fixes of slips of YAML, where the line itself leaves no doubt what was meant.

use super::super::code;
use super::super::mirror::{RawCard, RawDeck};
use super::super::quoting::{Parts, indentation};
use super::super::source::{Line, Source};
use super::super::yaml::Span;
use super::{Fix, single_quoted, tabs};

/// Keys whose value is one text for people: everything on their line belongs to it.
const TEXT_KEYS: [&str; 13] = [
    "prompt",
    "answer",
    "cloze",
    "flip",
    "about",
    "hint",
    "explanation",
    "source",
    "title",
    "description",
    "author",
    "license",
    "alt",
];

/// The fix of a slip that was found to be `code`, at `span`; nothing where a person has to decide.
pub(in super::super) fn of_slip(
    source: &Source<'_>,
    code: &'static str,
    span: Span,
) -> Option<Fix> {
    let line = source.line_at(span.start);
    match code {
        code::YAML_TAB => tabs::into_spaces(source).or_else(|| separating_tab(source, span)),
        code::YAML_COLON => quoted_value(source, line).filter(|_| !has_second_key(line.text)),
        code::YAML_FIRST_CHARACTER | code::YAML_QUOTE => quoted_value(source, line),
        code::YAML_ESCAPE => single_quoted(source, value_span(source, line)?),
        code::YAML_MISSING_COLON => space_after_colon(line),
        code::YAML_INDENTATION => aligned(source, line),
        code::YAML_BRACKET => closed_bracket(source, line),
        code::YAML_CONTROL_CHARACTER => control_character(source, span),
        _ => None,
    }
}

/// `prompt:␉Who?`
fn separating_tab(source: &Source<'_>, span: Span) -> Option<Fix> {
    let before = source.text.get(..span.start)?;
    let is_separator = before.ends_with([':', '-']) && source.written(span) == "\t";
    is_separator.then(|| Fix::replace(span, " "))
}

/// Quotes the value of a line that holds one text and nothing else.
fn quoted_value(source: &Source<'_>, line: Line<'_>) -> Option<Fix> {
    let parts = Parts::of(line.text)?;
    let is_text = parts.key.is_empty() || TEXT_KEYS.contains(&parts.key);
    let value = parts.value.trim_end();
    // These begin another thing than a text, or end one that began on another line.
    let is_other = value.starts_with(['{', '[', '|', '>', '#']) || value.ends_with(['}', ']', ',']);
    if !is_text || is_other || value.contains(" #") || !ends_with_line(source, line) {
        return None;
    }
    Some(Fix::replace(
        value_span(source, line)?,
        parts.quoted_value(),
    ))
}

/// Where the value of a line stands, without what is blank after it.
fn value_span(source: &Source<'_>, line: Line<'_>) -> Option<Span> {
    let parts = Parts::of(line.text)?;
    let start = line.start + parts.lead.len();
    let number = source.text.get(..line.start)?.matches('\n').count() + 1;
    Some(Span {
        start,
        end: start + parts.value.trim_end().len(),
        line: u32::try_from(number).unwrap_or(u32::MAX),
    })
}

/// Tells whether the text of a line does not go on with the next one.
fn ends_with_line(source: &Source<'_>, line: Line<'_>) -> bool {
    let margin = line.text.trim_start_matches([' ', '-']);
    let key_column = match Parts::of(line.text) {
        Some(parts) if parts.key.is_empty() => indentation(line.text),
        _ => line.text.len() - margin.len(),
    };
    let next = source
        .lines()
        .filter(|other| other.start > line.start)
        .find(|other| !other.text.trim().is_empty());
    next.is_none_or(|next| {
        indentation(next.text) <= key_column || next.text.trim_start().starts_with('#')
    })
}

/// `prompt: Who? answer: Kublai`, two keys on one line.
fn has_second_key(line: &str) -> bool {
    let value = Parts::of(line).map_or("", |parts| parts.value);
    value.split(": ").any(|before| {
        let word = before.rsplit([' ', ',', '{']).next().unwrap_or_default();
        is_known_key(word)
    })
}

fn is_known_key(word: &str) -> bool {
    RawCard::KEYS.contains(&word) || RawDeck::KEYS.contains(&word)
}

/// `answer:Kublai`
fn space_after_colon(line: Line<'_>) -> Option<Fix> {
    let (before, value) = line.text.split_once(':')?;
    let key = before.trim_start_matches([' ', '-']);
    let is_certain = is_known_key(key) && !value.starts_with(' ') && !value.trim().is_empty();
    is_certain.then(|| Fix::insert(line.start + before.len() + 1, " "))
}

/// A key that stands one column beside those of its card.
fn aligned(source: &Source<'_>, line: Line<'_>) -> Option<Fix> {
    let here = indentation(line.text);
    let parts = Parts::of(line.text).filter(|parts| is_known_key(parts.key))?;
    if parts.value.trim().is_empty() || !ends_with_line(source, line) {
        return None;
    }
    let above = source
        .lines()
        .take_while(|other| other.start < line.start)
        .filter(|other| !other.text.trim().is_empty())
        .last()?;
    let above = Parts::of(above.text).map(|parts| (parts, above.text))?;
    let wanted = above.0.lead.find(above.0.key)?;
    let is_certain = is_known_key(above.0.key)
        && here.abs_diff(wanted) == 1
        && !line.text.trim_start().starts_with('-');
    is_certain.then(|| Fix::one(line.start, line.start + here, " ".repeat(wanted)))
}

/// `answers: [a, b`
fn closed_bracket(source: &Source<'_>, line: Line<'_>) -> Option<Fix> {
    let parts = Parts::of(line.text).filter(|parts| is_known_key(parts.key))?;
    let value = parts.value.trim_end();
    let is_certain = value.starts_with('[')
        && !value.contains([']', '{', '}', '#', '"', '\''])
        && !value.ends_with(',')
        && ends_with_line(source, line);
    is_certain.then(|| Fix::insert(line.start + parts.lead.len() + value.len(), "]"))
}

fn control_character(source: &Source<'_>, span: Span) -> Option<Fix> {
    let c = source.text.get(span.start..)?.chars().next()?;
    let end = span.start + c.len_utf8();
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        .then(|| Fix::replace(Span { end, ..span }, ""))
}
