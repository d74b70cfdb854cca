//! The questions about several facts: which came first, what order, how many years between, what belongs to what.

use super::asking::{Edge, FormName, Group};
use super::code;
use super::fact::Template;
use super::mirror::RawGroup;
use super::record::{name, needed, template};
use crate::deck::fields::{self, Text};
use crate::deck::mirror::Entry;
use crate::deck::source::Source;
use crate::deck::yaml::{Node, Value};

const FORMS: &[(&str, FormName)] = &[
    ("first", FormName::First),
    ("order", FormName::Order),
    ("between", FormName::Between),
    ("match", FormName::Match),
    ("contrast", FormName::Contrast),
];

const EDGES: &[(&str, Edge)] = &[("start", Edge::Start), ("end", Edge::End)];

/// Reads a group. Its form is the last part of its id.
pub(super) fn read(source: &mut Source<'_>, node: Node<'_>) -> Option<Group> {
    let begin = node.span;
    let Value::Map(map) = node.value else {
        source
            .error(
                begin,
                code::SHAPE,
                "a group is keys with values, such as id and facts",
            )
            .advise("write: - id: second-storm/order and under it, indented: facts: [...]");
        return None;
    };
    let mut raw = RawGroup::read(map, source);
    let id = needed(source, begin, "id", raw.id.take(), "second-storm/order");
    let prompt = needed(
        source,
        begin,
        "prompt",
        raw.prompt.take(),
        "the question as a whole sentence",
    );
    let form = match raw.form.take() {
        Some(entry) => fields::word(source, "form", entry, FORMS),
        None => id.as_ref().and_then(|id| {
            let last = id.text.split('/').nth(1).unwrap_or_default().to_owned();
            let word = Text {
                text: last.into(),
                span: id.span,
            };
            fields::word_of(source, "the form in the id", &word, FORMS)
        }),
    };
    let facts = if let Some(entry) = raw.facts.take() {
        fields::distinct_texts(source, "facts", entry).unwrap_or_default()
    } else {
        let span = source.to_line_end(begin);
        source
            .error(span, code::MISSING, "the group names no facts")
            .advise("add a line: facts: [first-fleet-sails, second-storm]");
        Vec::new()
    };
    let facts = facts.iter().filter_map(|text| name(source, text)).collect();
    let deck = raw
        .deck
        .take()
        .and_then(|entry| fields::scalar(source, "deck", entry));
    let deck = deck.and_then(|text| name(source, &text));
    let by = raw
        .by
        .take()
        .and_then(|entry| fields::word(source, "by", entry, EDGES));
    let items = raw
        .items
        .take()
        .and_then(|entry| fields::pairs(source, "items", entry));
    let items = items
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(id, text)| Some((name(source, &id)?, text.into_string())))
        .collect();
    let pairs = raw
        .pairs
        .take()
        .and_then(|entry| fields::pairs(source, "pairs", entry));
    let about = raw
        .about
        .take()
        .and_then(|entry| fields::text(source, "about", entry))
        .map(Text::into_string);
    let hint = template(source, "hint", raw.hint.take());
    let explanation = template(source, "explanation", raw.explanation.take());
    let after = raw.after.take().and_then(|entry: Entry<'_>| {
        let text = fields::scalar(source, "after", entry)?;
        name(source, &text)
    });
    let id = id.and_then(|text| name(source, &text));
    Some(Group {
        id: id?,
        form: form?,
        facts,
        deck,
        by: by.unwrap_or(Edge::Start),
        prompt: as_template(prompt?),
        items,
        pairs: pairs
            .unwrap_or_default()
            .into_iter()
            .map(|(left, right)| (as_template(left), as_template(right)))
            .collect(),
        about,
        hint,
        explanation,
        after,
        span: begin,
    })
}

fn as_template(text: Text<'_>) -> Template {
    Template {
        span: text.span,
        text: text.into_string(),
    }
}
