//! One fact of the file, typed.

use super::asks;
use super::code;
use super::entries::{self, name, needed, needed_word, strings, template};
use super::fact::{Fact, Kind, Layer, Status};
use super::mirror::RawFact;
use super::value;
use crate::card::DeckId;
use crate::deck::mirror::Entry;
use crate::deck::source::Source;
use crate::deck::unreviewed;
use crate::deck::yaml::{Node, Value};
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

const SCRIPTS: &[(&str, Script)] = &[("hepburn", Script::Hepburn)];

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
    let map = entries::keys(
        source,
        node,
        "a fact is keys with values, such as id and statement",
        "write: - id: ... and under it, indented: statement: ...",
    )?;
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
    let layer = needed_word(source, begin, "layer", raw.layer.take(), LAYERS);
    let kind = needed_word(source, begin, "kind", raw.kind.take(), KINDS);
    let status = needed_word(source, begin, "status", raw.status.take(), STATUSES);
    let value = value::read(source, &mut raw, begin, status);
    let deck = entries::named(source, "deck", raw.deck.take());
    let asks = raw
        .ask
        .take()
        .map_or_else(Vec::new, |entry| asks::read(source, entry));
    let derived_from = entries::names(source, "derived_from", raw.derived_from.take());
    let script = entries::word(source, "script", raw.script.take(), SCRIPTS);
    let choices = strings(source, "choices", raw.choices.take());
    let never = strings(source, "never", raw.never.take());
    let explanation = template(source, "explanation", raw.explanation.take());
    let mut line = |key: &'static str, entry: Option<Entry<'_>>| entries::line(source, key, entry);
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
