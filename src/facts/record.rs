//! One fact of the file, typed.

use super::asks;
use super::code;
use super::fact::{Fact, Kind, Layer, Status, Template};
use super::mirror::RawFact;
use super::value;
use crate::card::{DeckId, NameError};
use crate::deck::fields::{self, Text};
use crate::deck::mirror::Entry;
use crate::deck::slug::slug;
use crate::deck::source::Source;
use crate::deck::unreviewed;
use crate::deck::yaml::{Node, Span, Value};
use crate::fold::Script;

const LAYERS: &[(&str, Layer)] = &[("core", Layer::Core), ("side", Layer::Side)];

const KINDS: &[(&str, Kind)] = &[
    ("date", Kind::Date),
    ("span", Kind::Span),
    ("quantity", Kind::Quantity),
    ("name", Kind::Name),
    ("place", Kind::Place),
];

const STATUSES: &[(&str, Status)] = &[
    ("ready", Status::Ready),
    ("check", Status::Check),
    ("gap", Status::Gap),
    ("derived", Status::Derived),
    ("reference", Status::Reference),
];

impl Status {
    /// The word in a fact base and in JSON.
    pub fn word(self) -> &'static str {
        let found = STATUSES.iter().find(|(_, status)| *status == self);
        found.map_or("", |(word, _)| word)
    }
}

/// Reads a fact. All its problems are noted; it is given back only when it can be used.
pub(super) fn read(source: &mut Source<'_>, node: Node<'_>) -> Option<Fact> {
    let begin = node.span;
    let Value::Map(map) = node.value else {
        source
            .error(
                begin,
                code::SHAPE,
                "a fact is keys with values, such as id and statement",
            )
            .advise("write: - id: ... and under it, indented: statement: ...");
        return None;
    };
    if is_draft(source, &map) {
        return None;
    }
    let mut raw = RawFact::read(map, source);
    let id = needed(source, begin, "id", raw.id.take(), "first-fleet-sails");
    let topic = needed(source, begin, "topic", raw.topic.take(), "invasions");
    let statement = needed(
        source,
        begin,
        "statement",
        raw.statement.take(),
        "the fact as a whole sentence",
    );
    let layer = word(source, begin, "layer", raw.layer.take(), LAYERS);
    let kind = word(source, begin, "kind", raw.kind.take(), KINDS);
    let status = word(source, begin, "status", raw.status.take(), STATUSES);
    let value = value::read(source, &mut raw, begin, status);
    let deck = raw
        .deck
        .take()
        .and_then(|entry| fields::scalar(source, "deck", entry));
    let deck = deck.and_then(|text| name(source, &text));
    let asks = raw
        .ask
        .take()
        .map_or_else(Vec::new, |entry| asks::read(source, entry));
    let derived_from = raw
        .derived_from
        .take()
        .and_then(|entry| fields::distinct_texts(source, "derived_from", entry))
        .unwrap_or_default()
        .iter()
        .filter_map(|text| name(source, text))
        .collect();
    let script = raw
        .script
        .take()
        .and_then(|entry| fields::word(source, "script", entry, &[("hepburn", Script::Hepburn)]));
    let choices = strings(source, "choices", raw.choices.take());
    let never = strings(source, "never", raw.never.take());
    let explanation = template(source, "explanation", raw.explanation.take());
    let mut line = |key: &'static str, entry: Option<Entry<'_>>| {
        fields::text(source, key, entry?).map(Text::into_string)
    };
    let (about, event) = (line("about", raw.about), line("event", raw.event));
    let (as_of, class) = (line("as_of", raw.as_of), line("class", raw.class));
    let unasked = line("unasked", raw.unasked);
    // Read for their slips alone: they are for whoever writes the base.
    line("section", raw.section);
    line("note", raw.note);
    let id = id.and_then(|text| name(source, &text));
    let topic = topic.and_then(|text| name::<DeckId>(source, &text))?;
    Some(Fact {
        id: id?,
        deck: deck.unwrap_or_else(|| topic.clone()),
        topic,
        layer: layer?,
        kind: kind?,
        status: status?,
        statement: statement?.into_string(),
        about,
        event,
        value: value?,
        as_of,
        class,
        choices,
        never,
        derived_from,
        script,
        explanation,
        unasked,
        asks,
        span: begin,
    })
}

/// Tells whether this is a draft, and notes that nobody has reviewed it.
fn is_draft(source: &mut Source<'_>, map: &[(Node<'_>, Node<'_>)]) -> bool {
    let is_review = |(key, _): &&(Node<'_>, Node<'_>)| matches!(&key.value, Value::Text(key) if key == unreviewed::REVIEW);
    let Some((key, _)) = map.iter().find(is_review) else {
        return false;
    };
    let command = unreviewed::command("FILE");
    source
        .error(
            key.span,
            code::UNREVIEWED,
            "this is a draft, and no draft is a fact before its review",
        )
        .advise(format!(
            "leave drafts in their file and review them with: {command}"
        ));
    true
}

/// Reads a name of the program's alphabet; notes what is none.
pub(super) fn name<T: std::str::FromStr<Err = NameError>>(
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

/// Reads a text with places for values.
pub(super) fn template(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'_>>,
) -> Option<Template> {
    let text = fields::text(source, key, entry?)?;
    Some(Template {
        span: text.span,
        text: text.into_string(),
    })
}

/// Reads a list of texts that may be missing.
pub(super) fn strings(source: &mut Source<'_>, key: &str, entry: Option<Entry<'_>>) -> Vec<String> {
    let texts = entry.and_then(|entry| fields::distinct_texts(source, key, entry));
    texts
        .unwrap_or_default()
        .into_iter()
        .map(Text::into_string)
        .collect()
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

fn word<T: Copy>(
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
