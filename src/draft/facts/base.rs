//! A fact base as text: where its list of facts ends, and what is put in or taken out without touching the rest.

use std::collections::HashSet;

use super::NoFactBase;
use crate::deck::quoting::quoted;
use crate::deck::yaml::{self, Node, Value};

/// The list of facts of a base.
pub(super) struct List {
    /// The names of its facts.
    pub(super) ids: HashSet<String>,
    /// What stands before the dash of a fact.
    pub(super) indent: String,
    /// The byte behind its last fact.
    end: usize,
}

impl List {
    pub(super) fn of(base: &str) -> Result<Self, NoFactBase> {
        let root = yaml::read(base).map_err(|_| NoFactBase::Unreadable)?;
        let Value::Map(map) = root.value else {
            return Err(NoFactBase::NoList);
        };
        let at = map
            .iter()
            .position(|(key, _)| is_text(key, "facts"))
            .ok_or(NoFactBase::NoList)?;
        let end = map
            .get(at + 1)
            .map_or(base.len(), |(key, _)| key.span.start);
        let facts = match map.get(at).map(|(_, node)| &node.value) {
            Some(Value::List(facts)) => facts.as_slice(),
            // The last fact was taken back.
            Some(Value::Empty) => &[],
            Some(Value::Text(_) | Value::Map(_)) | None => return Err(NoFactBase::NoList),
        };
        let indent = match facts.first() {
            Some(first) => indent_of(base, first.span.start).ok_or(NoFactBase::NoList)?,
            None if base
                .get(..end)
                .is_some_and(|base| base.trim_end().ends_with(':')) =>
            {
                "  ".to_owned()
            }
            None => return Err(NoFactBase::NoList),
        };
        Ok(Self {
            ids: facts.iter().filter_map(id_of).map(str::to_owned).collect(),
            indent,
            end,
        })
    }

    /// The base this is the list of, with lines behind the last fact.
    pub(super) fn with(&self, base: &str, lines: &str) -> String {
        let (head, tail) = base.split_at(self.end);
        let gap = if head.ends_with('\n') { "" } else { "\n" };
        format!("{head}{gap}{lines}{tail}")
    }
}

/// The base with `block` taken out, or another in its place; nothing when it does not stand there letter for letter.
pub(super) fn without(base: &str, block: &str, now: Option<&str>) -> Option<String> {
    let begins_line = |at: &usize| {
        base.get(..*at)
            .is_some_and(|head| head.is_empty() || head.ends_with('\n'))
    };
    let ends_fact = |at: &usize| {
        let deeper = format!("{}  ", block.split('-').next().unwrap_or_default());
        // A line more under it was written by somebody.
        base.get(at + block.len()..)
            .is_some_and(|tail| !tail.starts_with(&deeper) || tail.trim_start().starts_with('-'))
    };
    let mut places = base.match_indices(block).map(|(at, _)| at);
    let at = places.find(|at| begins_line(at) && ends_fact(at))?;
    let (head, tail) = (base.get(..at)?, base.get(at + block.len()..)?);
    Some(format!("{head}{}{tail}", now.unwrap_or_default()))
}

/// The base with `notes` among the notes it names, so that words carried over from them are found.
pub(super) fn with_notes(base: &str, notes: &str) -> String {
    named_in(base, notes).unwrap_or_else(|| base.to_owned())
}

fn named_in(base: &str, notes: &str) -> Option<String> {
    let root = yaml::read(base).ok()?;
    let Value::Map(map) = root.value else {
        return None;
    };
    let insert = |at: usize, text: &str| {
        let (head, tail) = (base.get(..at)?, base.get(at..)?);
        Some(format!("{head}{text}{tail}"))
    };
    let Some((_, there)) = map.iter().find(|(key, _)| is_text(key, "notes")) else {
        let (facts, _) = map.iter().find(|(key, _)| is_text(key, "facts"))?;
        return insert(facts.span.start, &format!("notes: [{}]\n", quoted(notes)));
    };
    let Value::List(names) = &there.value else {
        return None;
    };
    if names.iter().any(|name| is_text(name, notes)) {
        return None;
    }
    let last = names.last()?;
    match indent_of(base, last.span.start) {
        Some(indent) => insert(last.span.end, &format!("\n{indent}- {}", quoted(notes))),
        None => insert(last.span.end, &format!(", {}", quoted(notes))),
    }
}

fn is_text(node: &Node<'_>, text: &str) -> bool {
    matches!(&node.value, Value::Text(own) if own == text)
}

fn id_of<'n>(fact: &'n Node<'_>) -> Option<&'n str> {
    let Value::Map(map) = &fact.value else {
        return None;
    };
    map.iter()
        .find(|(key, _)| is_text(key, "id"))
        .and_then(|(_, node)| match &node.value {
            Value::Text(id) => Some(id.as_ref()),
            Value::Empty | Value::List(_) | Value::Map(_) => None,
        })
}

/// What stands before the dash of the list item with byte `at`; nothing when the item is not on a line of its own.
fn indent_of(base: &str, at: usize) -> Option<String> {
    let before = base.get(..at)?;
    let line = before.rsplit('\n').next()?;
    let indent = line.strip_suffix("- ")?;
    indent.chars().all(|c| c == ' ').then(|| indent.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn names(base: &str, named: &str) {
        assert_eq!(with_notes(base, "b.txt"), named);
        assert_eq!(with_notes(named, "b.txt"), named);
    }

    #[test]
    fn notes_are_named_once_however_the_list_is_written() {
        names(
            "version: 1\nfacts:\n",
            "version: 1\nnotes: [\"b.txt\"]\nfacts:\n",
        );
        names(
            "notes: [a.txt]\nfacts:\n",
            "notes: [a.txt, \"b.txt\"]\nfacts:\n",
        );
        names(
            "notes:\n  - a.txt # mine\nfacts:\n",
            "notes:\n  - a.txt\n  - \"b.txt\" # mine\nfacts:\n",
        );
    }

    #[test]
    fn a_block_is_taken_out_only_as_it_was_written() {
        let base = "facts:\n  - id: a\n    x: 1\n  - id: b\n    x: 2\n    mine: 3\nend:\n";
        let out = |block: &str| without(base, block, None);
        assert_eq!(
            out("  - id: a\n    x: 1\n").as_deref(),
            Some("facts:\n  - id: b\n    x: 2\n    mine: 3\nend:\n")
        );
        assert_eq!(out("  - id: b\n    x: 2\n"), None);
        assert_eq!(out("  - id: a\n    x: 9\n"), None);
    }
}
