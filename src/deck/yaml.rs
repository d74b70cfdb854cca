//! YAML text becomes a tree of nodes with places. Only this file and `slip` name the YAML reader.
//!
//! Nothing is inferred: `08`, `no`, `1_000` and `1274-10` stay the text that was typed.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Location, MergeKeyPolicy, NonFiniteFloatPolicy, Spanned};

use super::slip::Slip;

/// A value of the file with its place.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) span: Span,
    pub(super) value: Value<'a>,
}

/// A value of the file, as typed.
#[derive(Debug)]
pub(super) enum Value<'a> {
    /// A key without a value.
    Empty,
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<(Node<'a>, Node<'a>)>),
    /// A text the reader took for a number or a truth value; [`Node::retype`] puts the text back.
    Inferred,
}

/// Bytes `start..end` of the file, and the line they start on, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: u32,
}

/// Reads the one document of `text`.
pub(super) fn read(text: &str) -> Result<Node<'_>, Slip> {
    let mut node: Node<'_> =
        serde_yaml::from_str_with_options(text, options()).map_err(|error| Slip::of(&error))?;
    node.retype(text);
    Ok(node)
}

/// Nodes a file may have. A card has about 12, so a deck of 100,000 cards fits three times over.
const MAX_NODES: usize = 4_000_000;

fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_nodes: MAX_NODES,
            max_events: 2 * MAX_NODES,
            max_anchors: 0,
            max_aliases: 0,
            max_documents: 1,
            max_depth: 16,
            flow_nesting_limit: 16,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

impl<'a> Node<'a> {
    fn retype(&mut self, text: &'a str) {
        let typed = text.get(self.span.start..self.span.end).unwrap_or_default();
        match &mut self.value {
            Value::Inferred => self.value = Value::Text(Cow::Borrowed(typed)),
            // `null` and `~` are typed texts too.
            Value::Empty if !typed.is_empty() => self.value = Value::Text(Cow::Borrowed(typed)),
            Value::Empty | Value::Text(_) => {}
            Value::List(items) => items.iter_mut().for_each(|item| item.retype(text)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    key.retype(text);
                    value.retype(text);
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Value<'de>>::deserialize(deserializer)?;
        Ok(Self {
            span: Span::from(spanned.referenced),
            value: spanned.value,
        })
    }
}

impl From<Location> for Span {
    fn from(location: Location) -> Self {
        let span = location.span();
        let start = span.byte_offset().unwrap_or_default();
        let end = start + span.byte_len().unwrap_or_default();
        Self {
            start: usize::try_from(start).unwrap_or(usize::MAX),
            end: usize::try_from(end).unwrap_or(usize::MAX),
            line: u32::try_from(location.line()).unwrap_or(u32::MAX),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list or keys with values")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Empty)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Inferred)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Value::Inferred)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Value::Inferred)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Inferred)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(yaml: &str, expected: &str) {
        let node = read(yaml).expect("YAML");
        let Value::Map(entries) = &node.value else {
            panic!("{yaml:?} is {node:?}");
        };
        let Value::Text(text) = &entries[0].1.value else {
            panic!("{yaml:?} is {node:?}");
        };
        assert_eq!(text, expected);
    }

    #[test]
    fn every_text_is_read_as_typed() {
        for typed in [
            "08",
            "no",
            "yes",
            "true",
            "1_000",
            "1274-10",
            "0x1F",
            "1.10",
            "1e3",
            "1e999",
            ".inf",
            ".nan",
            "~",
            "null",
            "12:30",
            "99999999999999999999",
            "-0",
            "+5",
            "=",
            "<<",
        ] {
            reads(&format!("a: {typed}\n"), typed);
            reads(&format!("a: {typed} # why\n"), typed);
            reads(&format!("a: \"{typed}\"\n"), typed);
        }
    }

    #[test]
    fn a_hundred_thousand_cards_are_not_too_many_values() {
        let budget = options().budget.expect("a budget");
        assert!(budget.max_nodes >= 12 * 100_000);
        assert!(budget.max_events > budget.max_nodes);
    }

    #[test]
    fn keys_may_be_numbers() {
        let node = read("1274: a\nno: b\n").expect("YAML");
        let Value::Map(entries) = node.value else {
            panic!("{node:?}");
        };
        let keys: Vec<String> = entries
            .iter()
            .map(|(key, _)| format!("{:?}", key.value))
            .collect();
        assert_eq!(keys, ["Text(\"1274\")", "Text(\"no\")"]);
    }

    #[test]
    fn places_are_bytes_of_the_file() {
        let yaml = "é: x\nb:\n  - wörter  # why\n";
        let node = read(yaml).expect("YAML");
        let Value::Map(entries) = &node.value else {
            panic!("{node:?}");
        };
        let Value::List(items) = &entries[1].1.value else {
            panic!("{node:?}");
        };
        let span = items[0].span;
        assert_eq!(&yaml[span.start..span.end], "wörter");
        assert_eq!(span.line, 3);
    }
}
