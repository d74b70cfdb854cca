//! The bytes of a fact base become a [`FactBase`], or everything that is wrong with them.

use std::collections::{HashMap, HashSet};

use super::asking::Group;
use super::carried::{Carried, NotesAtHand};
use super::code;
use super::derived;
use super::entries;
use super::fact::{Fact, FactBase, Head, Topic};
use super::groups;
use super::lint;
use super::mirror::{RawBase, RawTopic};
use super::record;
use super::templates;
use crate::card::{DeckId, FactId};
use crate::deck::code::VALUE_TOO_MANY;
use crate::deck::fields::{self, Text};
use crate::deck::mend;
use crate::deck::mirror::{Entry, nearest};
use crate::deck::source::Source;
use crate::deck::unreviewed;
use crate::deck::yaml::{self, Node, Span, Value};
use crate::deck::{Place, Problem};

/// What became of a fact base.
#[derive(Clone, Debug)]
pub struct ParsedFacts {
    /// The base, unless there is an error among the problems.
    pub base: Option<FactBase>,
    /// Everything that is wrong with the file, in the order of its lines; warnings do not keep it from being used.
    pub problems: Vec<Problem>,
}

/// The version of the format this program reads.
const VERSION: &str = "1";

/// Reads a fact base of version 1, without the notes it names.
///
/// A slip of YAML hides only its own fact; the others are checked all the same.
pub fn read(place: &Place, bytes: &[u8]) -> ParsedFacts {
    read_with_notes(place, bytes, &|_| None)
}

/// Reads a fact base as [`read`] does, and refuses what shares eight words in a row with the notes it names and `notes` finds.
pub fn read_with_notes(place: &Place, bytes: &[u8], notes: &NotesAtHand<'_>) -> ParsedFacts {
    let mut source = match Source::decode(place, bytes) {
        Ok(source) => source,
        Err(problem) => {
            return ParsedFacts {
                base: None,
                problems: vec![*problem],
            };
        }
    };
    let base = parse(&mut source, place, notes);
    if let Some(base) = base.as_ref().filter(|_| !source.has_errors()) {
        lint::check(&mut source, base);
    }
    ParsedFacts {
        base: base.filter(|_| !source.has_errors()),
        problems: source.into_problems(),
    }
}

/// Facts of a base: five cards of each make as large a deck as there can be.
const MAX_FACTS: usize = 20_000;

fn parse(source: &mut Source<'_>, place: &Place, notes: &NotesAtHand<'_>) -> Option<FactBase> {
    match yaml::read(source.text) {
        Ok(root) => convert(source, root, place, notes),
        Err(slip) => {
            let rest = mend::without_slips(source, slip, "facts:", &[])?;
            let root = yaml::read(&rest.text).ok()?;
            convert(source, root, place, notes)
        }
    }
}

fn convert(
    source: &mut Source<'_>,
    root: Node<'_>,
    place: &Place,
    notes: &NotesAtHand<'_>,
) -> Option<FactBase> {
    let help = "a fact base begins with the lines: version: 1 and facts:";
    let Value::Map(map) = root.value else {
        let message = match root.value {
            Value::Empty => "the file is empty",
            Value::Text(_) | Value::List(_) | Value::Map(_) => "this is not a fact base",
        };
        let span = source.to_line_end(root.span);
        source.error(span, code::SHAPE, message).advise(help);
        return None;
    };
    if unreviewed::is_file_of_drafts(source, &map, code::UNREVIEWED) {
        return None;
    }
    let mut raw = RawBase::read(map, source);
    let carried = Carried::read(source, raw.notes.take(), notes);
    check_version(source, raw.version.take(), root.span);
    let mut line = |key: &'static str, entry: Option<Entry<'_>>| {
        fields::text(source, key, entry?).map(Text::into_string)
    };
    let head = Head {
        source: line("source", raw.source),
        author: line("author", raw.author),
        license: line("license", raw.license),
        language: line("language", raw.language),
    };
    if let Some(entry) = &raw.topics {
        carried.check(source, &entry.node);
    }
    let topics = raw
        .topics
        .map_or_else(Vec::new, |entry| topics(source, entry));
    let fact_nodes = if let Some(entry) = raw.facts {
        fields::list(source, "facts", entry).unwrap_or_default()
    } else {
        source
            .error(root.span, code::EMPTY, "there are no facts")
            .advise("write: facts: and under it, for each fact: - id: ...");
        Vec::new()
    };
    if fact_nodes.len() > MAX_FACTS {
        let message = format!(
            "there are {} facts; a fact base has at most {MAX_FACTS}",
            fact_nodes.len()
        );
        source
            .error(root.span, VALUE_TOO_MANY, message)
            .advise("split it by topic into several files");
        return None;
    }
    let mut facts = Vec::with_capacity(fact_nodes.len());
    for node in fact_nodes {
        carried.check(source, &node);
        facts.extend(record::read(source, node));
    }
    let group_nodes = raw
        .groups
        .and_then(|entry| fields::list(source, "groups", entry));
    let mut groups = Vec::new();
    for node in group_nodes.unwrap_or_default() {
        carried.check(source, &node);
        groups.extend(groups::read(source, node));
    }
    check_names(source, &topics, &facts, &groups);
    derived::derive(source, &mut facts);
    let topics = if topics.is_empty() {
        topics_of(&facts)
    } else {
        topics
    };
    let base = FactBase {
        head,
        topics,
        facts,
        groups,
        place: place.clone(),
    };
    templates::check(source, &base);
    carried.check_filled(source, &base);
    Some(base)
}

fn check_version(source: &mut Source<'_>, entry: Option<Entry<'_>>, begin: Span) {
    let help = "write as its first line: version: 1";
    let Some(entry) = entry else {
        source
            .error(
                begin,
                code::VERSION,
                "the fact base does not say which version it has",
            )
            .advise(help);
        return;
    };
    let Some(text) = fields::scalar(source, "version", entry) else {
        return;
    };
    if text.text != VERSION {
        let message = format!(
            "there is no version \"{}\" of fact bases that this program reads",
            text.text
        );
        source.error(text.span, code::VERSION, message).advise(help);
    }
}

fn topics(source: &mut Source<'_>, entry: Entry<'_>) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for (key, node) in fields::map(source, "topics", entry).unwrap_or_default() {
        let span = key.span;
        let name = Entry {
            key: span,
            node: key,
        };
        let Some(name) = fields::scalar(source, "topics", name) else {
            continue;
        };
        let Some(id) = entries::name::<DeckId>(source, &name) else {
            continue;
        };
        if topics.iter().any(|topic| topic.id == id) {
            let message = format!("the topic {id} stands here for the second time");
            source
                .error(span, code::DUPLICATE_ID, message)
                .advise("delete one of them");
            continue;
        }
        let entry = Entry { key: span, node };
        let Some(map) = fields::map(source, "a topic", entry) else {
            continue;
        };
        let raw = RawTopic::read(map, source);
        let mut line = |key: &'static str, entry: Option<Entry<'_>>| {
            fields::text(source, key, entry?).map(Text::into_string)
        };
        topics.push(Topic {
            title: line("title", raw.title).unwrap_or_else(|| id.to_string()),
            description: line("description", raw.description),
            id,
        });
    }
    topics
}

/// The topics facts name, in the order they are named first.
fn topics_of(facts: &[Fact]) -> Vec<Topic> {
    let mut seen = HashSet::new();
    facts
        .iter()
        .filter(|fact| seen.insert(&fact.deck))
        .map(|fact| Topic {
            id: fact.deck.clone(),
            title: fact.deck.to_string(),
            description: None,
        })
        .collect()
}

/// Notes names given twice, and names of nothing.
fn check_names(source: &mut Source<'_>, topics: &[Topic], facts: &[Fact], groups: &[Group]) {
    let mut lines: HashMap<&FactId, u32> = HashMap::with_capacity(facts.len());
    for fact in facts {
        if let Some(line) = lines.insert(&fact.id, fact.span.line) {
            let message = format!("the id {} is taken by the fact on line {line}", fact.id);
            source
                .error(fact.span, code::DUPLICATE_ID, message)
                .advise("give one of them another id; progress is kept by it");
        }
    }
    let unknown = |source: &mut Source<'_>, span, what: &str, name: &str, near: Option<&str>| {
        let help = match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("write the name of a {what} of this file"),
        };
        let message = format!("there is no {what} {name}");
        source.error(span, code::UNKNOWN, message).advise(help);
    };
    if !topics.is_empty() {
        let names = || topics.iter().map(|topic| topic.id.as_ref());
        let decks = facts
            .iter()
            .flat_map(|fact| [(&fact.topic, fact.span), (&fact.deck, fact.span)])
            .chain(
                groups
                    .iter()
                    .filter_map(|group| Some((group.deck.as_ref()?, group.span))),
            );
        let mut told = HashSet::new();
        for (deck, span) in decks {
            if !topics.iter().any(|topic| topic.id == *deck) && told.insert((deck, span.line)) {
                let near = nearest(deck.as_ref(), names());
                unknown(source, span, "topic", deck.as_ref(), near);
            }
        }
    }
    let named = facts
        .iter()
        .flat_map(|fact| fact.derived_from.iter().map(|id| (id, fact.span)))
        .chain(groups.iter().flat_map(|group| {
            let items = group.items.iter().map(|(id, _)| id);
            group.facts.iter().chain(items).map(|id| (id, group.span))
        }));
    let mut unknown_names = Vec::new();
    for (id, span) in named {
        if !lines.contains_key(id) {
            unknown_names.push((id, span));
        }
    }
    for (id, span) in unknown_names {
        let near = nearest(id.as_ref(), facts.iter().map(|fact| fact.id.as_ref()));
        unknown(source, span, "fact", id.as_ref(), near);
    }
}
