//! YAML text becomes a tree of nodes with places. Only this file and `slip` name the YAML reader.
//!
//! Nothing is inferred: `08`, `no`, `1_000` and `1274-10` stay the text that was typed.

use std::borrow::Cow;

use serde_yaml::granit_parser::{self, Event, Marker, Parser, ScalarStyle, StrInput, Tag};

use super::slip::{Slip, SlipKind};

/// A value of the file with its place.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    pub(crate) span: Span,
    pub(crate) value: Value<'a>,
}

/// A value of the file, as typed.
#[derive(Debug)]
pub(crate) enum Value<'a> {
    /// A key without a value.
    Empty,
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<(Node<'a>, Node<'a>)>),
}

/// Bytes `start..end` of the file, and the line they start on, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: u32,
}

/// Nodes a file may have. A card has about 12, so a deck of 100,000 cards fits twice; each node takes up to 200 bytes.
const MAX_NODES: usize = 2_000_000;

/// Lists and keys a value may stand in; a deck needs four.
const MAX_DEPTH: usize = 16;

/// Reads the one document of `text`. Anchors, aliases and tags are refused: what they stand for is not what is typed.
pub(crate) fn read(text: &str) -> Result<Node<'_>, Slip> {
    Reader::new(text).document()
}

/// Builds the tree from the events of the parser.
struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    /// How many nodes may still come.
    nodes_left: usize,
}

/// An event with its place.
type Met<'a> = (Event<'a>, granit_parser::Span);

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let options = granit_parser::options! {
            emit_comments: false,
            flow_nesting_limit: MAX_DEPTH,
        };
        Self {
            events: Parser::new_from_str_with_options(text, options),
            nodes_left: MAX_NODES,
        }
    }

    fn document(mut self) -> Result<Node<'a>, Slip> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(slip(SlipKind::Documents, span.start));
                }
                Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(..)
                | Event::DocumentEnd => {}
                _ => root = Some(self.node((event, span), 0)?),
            }
        }
        Ok(root.unwrap_or(Node {
            span: Span {
                start: 0,
                end: 0,
                line: 1,
            },
            value: Value::Empty,
        }))
    }

    fn next(&mut self) -> Result<Option<Met<'a>>, Slip> {
        self.events
            .next_event()
            .transpose()
            .map_err(|error| Slip::of(&error))
    }

    fn node(&mut self, (event, span): Met<'a>, depth: usize) -> Result<Node<'a>, Slip> {
        self.nodes_left = self
            .nodes_left
            .checked_sub(1)
            .ok_or(slip(SlipKind::TooMany, span.start))?;
        let value = match event {
            Event::Scalar(text, style, anchor, tag) => {
                refuse(anchor, tag.as_deref(), &span)?;
                // The parser gives "~" for nothing at all.
                if style == ScalarStyle::Plain && span.is_empty() {
                    Value::Empty
                } else {
                    Value::Text(text)
                }
            }
            Event::SequenceStart(_, anchor, tag) => {
                refuse(anchor, tag.as_deref(), &span)?;
                Value::List(self.items(&span, depth + 1)?)
            }
            Event::MappingStart(_, anchor, tag) => {
                refuse(anchor, tag.as_deref(), &span)?;
                Value::Map(self.entries(&span, depth + 1)?)
            }
            Event::Alias(_) => return Err(slip(SlipKind::Alias, span.start)),
            _ => return Err(slip(SlipKind::Other, span.start)),
        };
        Ok(Node {
            span: Span::from(span),
            value,
        })
    }

    fn items(&mut self, begin: &granit_parser::Span, depth: usize) -> Result<Vec<Node<'a>>, Slip> {
        let mut items = Vec::new();
        loop {
            match self.inside(begin, depth)? {
                (Event::SequenceEnd, _) => return Ok(items),
                met => items.push(self.node(met, depth)?),
            }
        }
    }

    fn entries(
        &mut self,
        begin: &granit_parser::Span,
        depth: usize,
    ) -> Result<Vec<(Node<'a>, Node<'a>)>, Slip> {
        let mut entries = Vec::new();
        loop {
            match self.inside(begin, depth)? {
                (Event::MappingEnd, _) => return Ok(entries),
                met => {
                    let key = self.node(met, depth)?;
                    let met = self.inside(begin, depth)?;
                    entries.push((key, self.node(met, depth)?));
                }
            }
        }
    }

    /// The next event inside of what began at `begin`.
    fn inside(&mut self, begin: &granit_parser::Span, depth: usize) -> Result<Met<'a>, Slip> {
        if depth > MAX_DEPTH {
            return Err(slip(SlipKind::TooDeep, begin.start));
        }
        self.next()?.ok_or(slip(SlipKind::Other, begin.start))
    }
}

fn refuse(anchor: usize, tag: Option<&Tag>, span: &granit_parser::Span) -> Result<(), Slip> {
    if anchor != 0 {
        Err(slip(SlipKind::Anchor, span.start))
    } else if tag.is_some() {
        Err(slip(SlipKind::Tag, span.start))
    } else {
        Ok(())
    }
}

fn slip(kind: SlipKind, at: Marker) -> Slip {
    Slip {
        kind,
        line: at.line().max(1),
        column: at.col() + 1,
    }
}

impl From<granit_parser::Span> for Span {
    fn from(span: granit_parser::Span) -> Self {
        let start = span.start.byte_offset().unwrap_or_default();
        Self {
            start,
            end: span.end.byte_offset().unwrap_or(start).max(start),
            line: u32::try_from(span.start.line()).unwrap_or(u32::MAX),
        }
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

    #[test]
    fn keys_take_memory_only_where_there_are_any() {
        let node = read("[{}, {}]").expect("YAML");
        let Value::List(items) = node.value else {
            panic!("{node:?}");
        };
        for item in items {
            assert!(
                matches!(&item.value, Value::Map(entries) if entries.capacity() == 0),
                "{item:?}"
            );
        }
    }

    #[test]
    fn more_values_than_a_deck_has_are_refused() {
        let text = "a: [b, c]";
        for (nodes_left, is_read) in [(5, true), (4, false)] {
            let reader = Reader {
                nodes_left,
                ..Reader::new(text)
            };
            let kind = reader.document().map_err(|slip| slip.kind).err();
            assert_eq!(kind, (!is_read).then_some(SlipKind::TooMany));
        }
    }
}
