//! The questions about several facts: which came first, what order, how many years between, what belongs to what.

use super::asking::{Edge, FormName, Group};
use super::code;
use super::entries::{self, name, needed, template};
use super::mirror::RawGroup;
use crate::deck::fields::{self, Text};
use crate::deck::source::Source;
use crate::deck::yaml::Node;

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
    let map = entries::keys(
        source,
        node,
        "a group is keys with values, such as id and facts",
        "write: - id: second-storm/order and under it, indented: facts: [...]",
    )?;
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
    if raw.facts.is_none() {
        let span = source.to_line_end(begin);
        source
            .error(span, code::MISSING, "the group names no facts")
            .advise("add a line: facts: [first-fleet-sails, second-storm]");
    }
    let facts = entries::names(source, "facts", raw.facts.take());
    let deck = entries::named(source, "deck", raw.deck.take());
    let by = entries::word(source, "by", raw.by.take(), EDGES);
    let items = entries::pairs(source, "items", raw.items.take())
        .into_iter()
        .filter_map(|(id, text)| Some((name(source, &id)?, text.into_string())))
        .collect();
    let pairs = entries::pairs(source, "pairs", raw.pairs.take());
    let about = entries::line(source, "about", raw.about.take());
    let hint = template(source, "hint", raw.hint.take());
    let explanation = template(source, "explanation", raw.explanation.take());
    let after = entries::named(source, "after", raw.after.take());
    let id = id.and_then(|text| name(source, &text));
    Some(Group {
        id: id?,
        form: form?,
        facts,
        deck,
        by: by.unwrap_or(Edge::Start),
        prompt: prompt?.into(),
        items,
        pairs: pairs
            .into_iter()
            .map(|(left, right)| (left.into(), right.into()))
            .collect(),
        about,
        hint,
        explanation,
        after,
        span: begin,
    })
}
