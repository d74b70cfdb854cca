//! The bytes of a draft file become a [`Sheet`], or everything that is wrong with them.

use std::collections::HashSet;

use super::code;
use super::entry::{Decision, Draft, DraftId, Place, Presence, Wording};
use super::mirror::{RawDraft, RawPlace, RawSheet};
use super::sheet::Sheet;
use super::value::{Kind, Value, read_amount, read_edtf};
use crate::deck::fields::{self, Text};
use crate::deck::mirror::Entry;
use crate::deck::source::Source;
use crate::deck::values;
use crate::deck::yaml::{self, Node, Span};
use crate::deck::{Place as FilePlace, Problem, syntax};
use crate::quantity::Bound;

/// What became of a draft file.
#[derive(Clone, Debug)]
pub struct ParsedSheet {
    /// The sheet, unless anything is wrong.
    pub sheet: Option<Sheet>,
    /// Everything that is wrong, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// Reads a draft file of version 1. A file with a slip anywhere is not used, so that no decision is lost when it is written.
pub fn read(place: &FilePlace, bytes: &[u8]) -> ParsedSheet {
    let mut source = match Source::decode(place, bytes) {
        Ok(source) => source,
        Err(problem) => {
            return ParsedSheet {
                sheet: None,
                problems: vec![*problem],
            };
        }
    };
    let sheet = match yaml::read(source.text) {
        Ok(root) => sheet(&mut source, root),
        Err(slip) => {
            syntax::explain(&mut source, slip);
            None
        }
    };
    ParsedSheet {
        sheet: sheet.filter(|_| !source.has_errors()),
        problems: source.into_problems(),
    }
}

fn sheet(source: &mut Source<'_>, root: Node<'_>) -> Option<Sheet> {
    let yaml::Value::Map(map) = root.value else {
        source
            .error_of_file(code::VERSION, "this is no draft file")
            .advise("jmrel-quiz draft NOTES.txt writes one");
        return None;
    };
    let raw = RawSheet::read(map, source);
    let version = raw
        .draft
        .and_then(|entry| fields::scalar(source, "draft", entry));
    if version.as_ref().is_none_or(|version| version.text != "1") {
        source
            .error_of_file(code::VERSION, "this is no draft file of version 1")
            .advise("jmrel-quiz draft NOTES.txt writes one");
        return None;
    }
    let notes = raw
        .notes
        .and_then(|entry| fields::scalar(source, "notes", entry))?
        .into_string();
    let items = match raw.drafts {
        Some(entry) => match entry.node.value {
            yaml::Value::List(items) => items,
            yaml::Value::Empty | yaml::Value::Text(_) | yaml::Value::Map(_) => {
                fields::list(source, "drafts", entry)?
            }
        },
        None => Vec::new(),
    };
    let mut names = HashSet::new();
    let mut drafts = Vec::with_capacity(items.len());
    for node in items {
        let span = node.span;
        if let Some(draft) = draft(source, node) {
            if !names.insert(draft.id) {
                source
                    .error(
                        span,
                        code::BAD_ID,
                        format!("two drafts are called {}", draft.id),
                    )
                    .advise("give one of them another id");
            }
            drafts.push(draft);
        }
    }
    Some(Sheet { notes, drafts })
}

fn draft(source: &mut Source<'_>, node: Node<'_>) -> Option<Draft> {
    let begin = node.span;
    let yaml::Value::Map(map) = node.value else {
        source
            .error(
                begin,
                code::MISSING,
                "a draft is a list of keys with values",
            )
            .advise("begin it with: - id: d1");
        return None;
    };
    let mut raw = RawDraft::read(map, source);
    let id = needed(source, begin, "id", raw.id.take()).and_then(|text| id(source, &text));
    let kind = match raw.kind.take() {
        Some(entry) => fields::word(source, "kind", entry, Kind::WORDS),
        None => missing(source, begin, "kind"),
    };
    let (value, found, accept) = kind.and_then(|kind| values_of(source, begin, &mut raw, kind))?;
    let place = match raw.source.take() {
        Some(entry) => place(source, entry),
        None => missing(source, begin, "source"),
    };
    let is_vanished = raw
        .vanished
        .take()
        .and_then(|entry| fields::word(source, "vanished", entry, FLAGS))
        .unwrap_or(false);
    let decision = decision(source, begin, &mut raw)?;
    let why = raw
        .why
        .take()
        .and_then(|entry| fields::scalar(source, "why", entry))
        .map(Text::into_string);
    let doubt = raw
        .doubt
        .take()
        .and_then(|entry| fields::texts(source, "doubt", entry))
        .unwrap_or_default();
    let parent = raw
        .split_from
        .take()
        .and_then(|entry| fields::scalar(source, "split_from", entry));
    let split_from = parent.and_then(|text| self::id(source, &text));
    let mut place = place?;
    if is_vanished {
        place.presence = Presence::Vanished;
    }
    Some(Draft {
        id: id?,
        kind: kind?,
        value,
        found,
        accept,
        place,
        why: why.unwrap_or_default(),
        doubt: doubt.into_iter().map(Text::into_string).collect(),
        decision,
        split_from,
    })
}

const FLAGS: &[(&str, bool)] = &[("true", true), ("false", false)];

/// The value, the one found before it was mended, and those accepted as well.
fn values_of(
    source: &mut Source<'_>,
    begin: Span,
    raw: &mut RawDraft<'_>,
    kind: Kind,
) -> Option<(Value, Option<Value>, Vec<Value>)> {
    let unit = raw
        .unit
        .take()
        .and_then(|entry| fields::scalar(source, "unit", entry))
        .map(Text::into_string);
    let bound = raw
        .bound
        .take()
        .and_then(|entry| fields::word(source, "bound", entry, values::BOUNDS))
        .unwrap_or(Bound::Exact);
    let value = match raw.value.take() {
        Some(entry) => fields::scalar(source, "value", entry)
            .and_then(|text| value(source, kind, &text, unit.as_deref(), bound))?,
        None if kind == Kind::Lost => Value::Lost,
        None => return missing(source, begin, "value"),
    };
    let found = raw.found.take().and_then(|entry| {
        if kind == Kind::Lost {
            return Some(Value::Lost);
        }
        let text = fields::scalar(source, "found", entry)?;
        self::value(source, kind, &text, unit.as_deref(), bound)
    });
    let texts = raw
        .accept
        .take()
        .and_then(|entry| fields::texts(source, "accept", entry))
        .unwrap_or_default();
    let accept = texts
        .iter()
        .filter_map(|text| self::value(source, kind, text, unit.as_deref(), bound))
        .collect();
    Some((value, found, accept))
}

fn value(
    source: &mut Source<'_>,
    kind: Kind,
    text: &Text<'_>,
    unit: Option<&str>,
    bound: Bound,
) -> Option<Value> {
    let date = || read_edtf(&text.text).map(Value::Date);
    let figure = || {
        read_amount(&text.text).map(|amount| Value::Figure {
            amount,
            unit: unit.map(str::to_owned),
            bound,
        })
    };
    let value = match kind {
        Kind::Date => date(),
        Kind::Number | Kind::Money | Kind::Duration | Kind::Ordinal => figure(),
        Kind::Lost if unit.is_some() => figure(),
        Kind::Lost => date().or_else(figure),
    };
    if value.is_none() {
        source
            .error(text.span, code::BAD_VALUE, format!("\"{}\" is no value of this kind", text.text))
            .advise("write a date as EDTF, such as \"1549-08-15\"; a figure as \"1000\", \"130000..200000\" or \"1/3\"");
    }
    value
}

/// The decision, which `review: true` must not contradict.
fn decision(source: &mut Source<'_>, begin: Span, raw: &mut RawDraft<'_>) -> Option<Decision> {
    let review = raw
        .review
        .take()
        .map(|entry| (entry.key, fields::word(source, "review", entry, FLAGS)));
    let is_open = match review {
        Some((_, flag)) => flag?,
        None => return missing(source, begin, "review"),
    };
    let statement = raw
        .statement
        .take()
        .and_then(|entry| fields::text(source, "statement", entry));
    let question = raw
        .ask
        .take()
        .and_then(|entry| fields::text(source, "ask", entry));
    let gapped = raw
        .cloze
        .take()
        .and_then(|entry| fields::text(source, "cloze", entry))
        .map(Text::into_string);
    let entry = raw.decision.take();
    if is_open {
        return Some(Decision::Open);
    }
    let Some(text) = entry.and_then(|entry| fields::scalar(source, "decision", entry)) else {
        return missing(source, begin, "decision");
    };
    match (
        text.text.as_ref(),
        text.text
            .strip_prefix("merged-into ")
            .and_then(DraftId::parse),
    ) {
        ("accepted", _) => match (statement, question) {
            (Some(statement), Some(question)) => Some(Decision::Accepted(Wording {
                statement: statement.into_string(),
                question: question.into_string(),
                gapped,
            })),
            (None, _) => missing(source, begin, "statement"),
            (_, None) => missing(source, begin, "ask"),
        },
        ("not-a-fact", _) => Some(Decision::NotAFact),
        (_, Some(id)) => Some(Decision::MergedInto(id)),
        (_, None) => {
            source
                .error(text.span, code::BAD_VALUE, format!("\"{}\" is no decision", text.text))
                .advise("decision is one of: accepted, not-a-fact, merged-into d7; or write review: true");
            None
        }
    }
}

fn place(source: &mut Source<'_>, entry: Entry<'_>) -> Option<Place> {
    let begin = entry.key;
    let yaml::Value::Map(map) = entry.node.value else {
        return missing(source, begin, "line");
    };
    let raw = RawPlace::read(map, source);
    let line = match raw.line {
        Some(entry) => fields::whole_number(source, "line", entry, 1),
        None => missing(source, begin, "line"),
    };
    let quote = needed(source, begin, "quote", raw.quote);
    let bytes = raw
        .bytes
        .and_then(|entry| fields::texts(source, "bytes", entry))
        .unwrap_or_default();
    let numbers: Vec<usize> = bytes
        .iter()
        .filter_map(|text| text.text.parse().ok())
        .collect();
    let bytes = match numbers.as_slice() {
        [start, end] if start <= end => *start..*end,
        _ => return missing(source, begin, "bytes"),
    };
    Some(Place {
        line: line?,
        bytes,
        quote: quote?.into_string(),
        presence: Presence::There,
    })
}

fn id(source: &mut Source<'_>, text: &Text<'_>) -> Option<DraftId> {
    let id = DraftId::parse(&text.text);
    if id.is_none() {
        source
            .error(
                text.span,
                code::BAD_ID,
                format!("\"{}\" is no name of a draft", text.text),
            )
            .advise("write d and a number, such as d7");
    }
    id
}

fn needed<'a>(
    source: &mut Source<'_>,
    begin: Span,
    key: &str,
    entry: Option<Entry<'a>>,
) -> Option<Text<'a>> {
    match entry {
        Some(entry) => fields::scalar(source, key, entry),
        None => missing(source, begin, key),
    }
}

fn missing<T>(source: &mut Source<'_>, begin: Span, key: &str) -> Option<T> {
    let span = source.to_line_end(begin);
    source
        .error(span, code::MISSING, format!("here is no {key}, or not a whole one"))
        .advise("run jmrel-quiz draft again to write the file afresh; decisions that can be read are kept");
    None
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::super::find::find;
    use super::super::gather::gather;
    use super::*;

    fn parsed(text: &str) -> ParsedSheet {
        read(
            &FilePlace::File(PathBuf::from("notes.draft.yaml")),
            text.as_bytes(),
        )
    }

    const NOTES: &str = "Xavier landed on 15 August 1549 (old style). By c. 1580 some 150,000 converts; between 130,000 and 200,000, say \
        others, or a third of the \"province\".\nTrade was worth , and the 77th envoy paid EUR 300 million on 29 February 1300.\n";

    fn sheet() -> Sheet {
        let mut sheet = gather("notes.txt", NOTES, &find(NOTES), None);
        sheet.drafts[0].decision = Decision::Accepted(Wording {
            statement: "Xavier set foot in Japan: \"1549\".".to_owned(),
            question: "When did Xavier come?".to_owned(),
            gapped: Some("Xavier set foot in Japan: \"{}\".".to_owned()),
        });
        sheet.drafts[1].decision = Decision::NotAFact;
        let found = sheet.drafts[2].value.clone();
        sheet.drafts[2].found = Some(found);
        sheet.drafts[3].decision = Decision::MergedInto(sheet.drafts[2].id);
        sheet.drafts[2].accept = vec![sheet.drafts[2].value.clone()];
        sheet.drafts[4].place.presence = Presence::Vanished;
        sheet.drafts[5].split_from = Some(sheet.drafts[4].id);
        sheet
    }

    #[test]
    fn a_sheet_is_read_as_it_was_written() {
        let sheet = sheet();
        let read = parsed(&sheet.to_yaml());
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(read.sheet, Some(sheet));
    }

    #[test]
    fn a_sheet_without_drafts_is_one() {
        let sheet = gather("notes.txt", "", &[], None);
        assert_eq!(parsed(&sheet.to_yaml()).sheet, Some(sheet));
    }

    #[track_caller]
    fn refuses(change: impl FnOnce(String) -> String, message: &str) {
        let read = parsed(&change(sheet().to_yaml()));
        assert!(read.sheet.is_none());
        let messages: Vec<&str> = read
            .problems
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        assert!(
            messages.iter().any(|found| found.contains(message)),
            "{messages:?}"
        );
    }

    #[test]
    fn a_slip_is_named_and_the_file_is_not_used() {
        refuses(
            |yaml| yaml.replace("draft: 1", "draft: 2"),
            "no draft file of version 1",
        );
        refuses(
            |yaml| yaml.replace("1549-08-15", "1549-13-15"),
            "is no value",
        );
        refuses(
            |yaml| yaml.replace("id: d2", "id: d1"),
            "two drafts are called d1",
        );
        refuses(
            |yaml| yaml.replace("not-a-fact", "perhaps"),
            "is no decision",
        );
        refuses(|yaml| yaml.replace("    ask: ", "    asks: "), "asks");
        refuses(|_| "- a".to_owned(), "this is no draft file");
        refuses(|_| "draft: [".to_owned(), "");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a-z0-9:\\-\\[\\]\\n \"]{0,200}") {
            let _ = parsed(&text);
        }

        #[test]
        fn any_notes_survive_the_file(text in "([a-zé0-9,.«»\"\\\\$%'-]{1,8}[ \\n\\t]){0,40}") {
            let sheet = gather("n", &text, &find(&text), None);
            let read = parsed(&sheet.to_yaml());
            prop_assert_eq!(read.sheet, Some(sheet), "{:?}", read.problems);
        }
    }
}
