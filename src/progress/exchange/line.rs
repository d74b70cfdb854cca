//! One event as one line of JSON: the columns of the log beside the fields of the body.

use std::borrow::Cow;
use std::fmt::{self, Write};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_json::{Map, Value};
use xxhash_rust::xxh3::xxh3_128;

use crate::card::CardId;
use crate::progress::body;
use crate::progress::entry::{Device, Entry};
use crate::progress::hlc::Hlc;
use crate::review::Rating;
use crate::text::SafeText;

use super::{Flaw, written};

/// The fields that are columns. All others belong to the body.
const COLUMNS: [&str; 11] = [
    "kind",
    "id",
    "device",
    "seq",
    "hlc",
    "rank",
    "at_ms",
    "offset_min",
    "card",
    "body",
    "checksum",
];

/// The years -9998 to 9998, as far as a clock can count them.
const TIMES: std::ops::RangeInclusive<i64> = -377_705_116_800_000..=253_402_207_200_000;
/// Minutes that local time can be ahead of or behind UTC.
const OFFSETS: std::ops::RangeInclusive<i64> = -1559..=1559;
/// Letters of the longest name a kind can have.
const LONGEST_KIND: usize = 64;

/// Tells whether an event can have happened then, in milliseconds since the Unix epoch.
pub(super) fn is_time(at_ms: i64) -> bool {
    TIMES.contains(&at_ms)
}

/// Tells whether local time can be so many minutes ahead of UTC.
pub(super) fn is_offset(minutes: i64) -> bool {
    OFFSETS.contains(&minutes)
}

/// Tells whether a kind can have this name.
pub(super) fn is_kind(name: &str) -> bool {
    !name.is_empty() && name.len() <= LONGEST_KIND
}

/// Writes an event with all its columns, without a line end. Nothing in the line can act on a terminal.
pub(in crate::progress) fn write(entry: &Entry) -> String {
    let mut line = String::with_capacity(entry.body.len() + 300);
    line.push_str("{\"kind\":");
    push_text(&mut line, &entry.kind);
    let (id, device, seq, hlc) = (entry.id, entry.device.0, entry.seq, entry.hlc.number());
    push(
        &mut line,
        format_args!(",\"id\":\"{id}\",\"device\":\"{device}\",\"seq\":{seq},\"hlc\":{hlc}"),
    );
    if entry.rank != entry.hlc {
        push(&mut line, format_args!(",\"rank\":{}", entry.rank.number()));
    }
    let (at_ms, offset_min) = (entry.at_ms, entry.offset_min);
    push(
        &mut line,
        format_args!(",\"at_ms\":{at_ms},\"offset_min\":{offset_min}"),
    );
    if let Some(card) = &entry.card {
        line.push_str(",\"card\":");
        push_text(&mut line, card);
    }
    push_body(&mut line, &entry.body);
    let checksum = entry.checksum().cast_unsigned();
    push(
        &mut line,
        format_args!(",\"checksum\":\"{checksum:016x}\"}}"),
    );
    escape(line)
}

fn push(line: &mut String, words: fmt::Arguments<'_>) {
    line.write_fmt(words).expect("a string takes everything");
}

/// The fields of the body stand beside the columns; a body that would not come back to the letter stands as a text.
fn push_body(line: &mut String, body: &str) {
    let fields: Option<Map<String, Value>> = serde_json::from_str(body).ok();
    let is_plain = |fields: &Map<String, Value>| {
        !COLUMNS.iter().any(|column| fields.contains_key(*column)) && canonical(fields) == body
    };
    match fields.filter(is_plain) {
        Some(fields) if fields.is_empty() => {}
        Some(_) => {
            let inside = body
                .strip_prefix('{')
                .and_then(|rest| rest.strip_suffix('}'));
            line.push(',');
            line.push_str(inside.expect("an object in its one form starts and ends with a brace"));
        }
        None => {
            line.push_str(",\"body\":");
            push_text(line, body);
        }
    }
}

fn push_text(line: &mut String, text: &str) {
    line.push_str(&Value::from(text).to_string());
}

/// What could move a cursor or turn writing around can stand only inside of strings, where JSON has a harmless way to say it.
fn escape(line: String) -> String {
    if SafeText::clean(&line).as_str() == line {
        return line;
    }
    let mut escaped = String::with_capacity(line.len() + 64);
    for c in line.chars() {
        let mut buffer = [0; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        if SafeText::clean(text).as_str() == text {
            escaped.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                push(&mut escaped, format_args!("\\u{unit:04x}"));
            }
        }
    }
    escaped
}

/// A body in the one form in which it is kept: keys sorted, no spaces.
fn canonical(fields: &Map<String, Value>) -> String {
    serde_json::to_string(fields).expect("a value that was JSON is JSON")
}

/// Reads an event that this or another program wrote. What may be missing is filled in; fields nobody knows are kept.
///
/// # Errors
///
/// It is no event, or not the one that was written.
pub(in crate::progress) fn read(line: &[u8]) -> Result<Entry, Flaw> {
    written::read(line).map_or_else(|| read_any(line), Ok)
}

/// Reads a line of any form.
fn read_any(line: &[u8]) -> Result<Entry, Flaw> {
    let Fields { columns, rest } = fields(line)?;
    let [
        kind,
        id,
        device,
        seq,
        hlc,
        rank,
        at_ms,
        offset_min,
        card,
        body,
        checksum,
    ] = columns;
    let kind = named_kind(text(kind, "kind")?)?;
    let id = text(id, "id")?.ok_or(Flaw::Missing("id"))?;
    let id = id.parse().map_err(|_| Flaw::Field {
        field: "id",
        wanted: "a UUID",
    })?;
    let at_ms = whole(at_ms, "at_ms", TIMES, "a time in milliseconds since 1970")?
        .ok_or(Flaw::Missing("at_ms"))?;
    let reading = "a reading of a clock, 0 or more";
    let hlc = whole(hlc, "hlc", 0..=i64::MAX, reading)?.map_or(Hlc::at_ms(at_ms), Hlc::from_number);
    let undoubted = Entry::undoubted_rank(hlc, at_ms);
    let rank = whole(rank, "rank", 0..=i64::MAX, reading)?
        .map_or(undoubted, |rank| Hlc::from_number(rank).min(undoubted));
    let checksum = text(checksum, "checksum")?;
    let body = match text(body, "body")? {
        None => canonical(&rest),
        Some(body) if rest.is_empty() => body,
        Some(_) => {
            return Err(Flaw::Field {
                field: "body",
                wanted: "alone, without other fields of the event beside it",
            });
        }
    };
    let entry = Entry {
        kind,
        id,
        device: named_device(&text(device, "device")?.ok_or(Flaw::Missing("device"))?),
        seq: whole(seq, "seq", 1..=i64::MAX, "a whole number from 1")?
            .ok_or(Flaw::Missing("seq"))?,
        hlc,
        rank,
        card: text(card, "card")?,
        at_ms,
        offset_min: whole(offset_min, "offset_min", OFFSETS, "from -1559 to 1559")?
            .ok_or(Flaw::Missing("offset_min"))?,
        body,
    };
    check(&entry, checksum.as_deref())?;
    Ok(entry)
}

/// Takes a line apart, or says in plain words why it is none.
fn fields(line: &[u8]) -> Result<Fields, Flaw> {
    let text = std::str::from_utf8(line).map_err(|_| Flaw::NotText)?;
    if !text.starts_with('{') {
        return Err(Flaw::NotAnObject);
    }
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Eof => Flaw::CutOff,
        Category::Io | Category::Syntax | Category::Data => Flaw::NotJson {
            column: error.column(),
        },
    })
}

/// The fields of a line: the columns at their places in [`COLUMNS`], and all others.
struct Fields {
    columns: [Option<Value>; COLUMNS.len()],
    rest: Map<String, Value>,
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Fields {
                    columns: [const { None }; COLUMNS.len()],
                    rest: Map::new(),
                };
                while let Some(name) = map.next_key::<Cow<'_, str>>()? {
                    let value = map.next_value()?;
                    let column = COLUMNS.iter().position(|column| *column == name);
                    match column.and_then(|place| fields.columns.get_mut(place)) {
                        Some(column) => *column = Some(value),
                        None => drop(fields.rest.insert(name.into_owned(), value)),
                    }
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(FieldsVisitor)
    }
}

/// An event with a checksum is what a program of ours wrote, perhaps a newer one. One without has to make sense to this one.
fn check(entry: &Entry, checksum: Option<&str>) -> Result<(), Flaw> {
    let is_right = |sum: &str| {
        u64::from_str_radix(sum, 16).is_ok_and(|sum| sum == entry.checksum().cast_unsigned())
    };
    match checksum {
        Some(sum) if is_right(sum) => Ok(()),
        Some(_) => Err(Flaw::Checksum {
            id: entry.id.to_string(),
        }),
        None => {
            let is_readable = body::read(&entry.kind, entry.card.as_deref(), &entry.body).is_some();
            if is_readable || !body::is_known(&entry.kind) {
                Ok(())
            } else {
                Err(unreadable(entry))
            }
        }
    }
}

/// Names what is wrong with an event of a known kind, as far as it is one of the usual mistakes.
fn unreadable(entry: &Entry) -> Flaw {
    let kind = entry.kind.as_str();
    match &entry.card {
        None if body::needs_card(kind) => return Flaw::Missing("card"),
        Some(card) if card.parse::<CardId>().is_err() => {
            return Flaw::Field {
                field: "card",
                wanted: "a card's full name, such as \"invasions:second/date\"",
            };
        }
        None | Some(_) => {}
    }
    let fields: Map<String, Value> = serde_json::from_str(&entry.body).unwrap_or_default();
    let is_rating = |value: &Value| {
        let word = value.as_str();
        word.is_some_and(|word| word.parse::<Rating>().is_ok())
    };
    match fields.get("rating") {
        None if body::needs_rating(kind) => Flaw::Missing("rating"),
        Some(value) if body::needs_rating(kind) && !is_rating(value) => Flaw::Field {
            field: "rating",
            wanted: "again, hard, good or easy",
        },
        None | Some(_) => Flaw::Unreadable(kind.to_owned()),
    }
}

fn named_kind(kind: Option<String>) -> Result<String, Flaw> {
    let kind = kind.ok_or(Flaw::Missing("kind"))?;
    if !is_kind(&kind) {
        return Err(Flaw::Field {
            field: "kind",
            wanted: "a word such as \"review\"",
        });
    }
    Ok(kind)
}

/// A UUID, or any other name, of which a UUID is made: always the same one.
fn named_device(name: &str) -> Device {
    let made = || uuid::Builder::from_custom_bytes(xxh3_128(name.as_bytes()).to_be_bytes());
    Device(name.parse().unwrap_or_else(|_| made().into_uuid()))
}

fn text(value: Option<Value>, field: &'static str) -> Result<Option<String>, Flaw> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Flaw::Field {
            field,
            wanted: "a text in quotes",
        }),
    }
}

fn whole(
    value: Option<Value>,
    field: &'static str,
    range: std::ops::RangeInclusive<i64>,
    wanted: &'static str,
) -> Result<Option<i64>, Flaw> {
    let Some(value) = value else {
        return Ok(None);
    };
    match value.as_i64().filter(|number| range.contains(number)) {
        Some(number) => Ok(Some(number)),
        None => Err(Flaw::Field { field, wanted }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::entry::Head;
    use crate::progress::fixture::{at, sample_events};

    fn entries() -> Vec<Entry> {
        let head = Head {
            device: Device::random(),
            seq: 0,
            clock: None,
            newest: None,
        };
        head.stamp(&sample_events(), at(0))
    }

    #[test]
    fn every_kind_of_event_comes_back_with_every_column() {
        for entry in entries() {
            let line = write(&entry);
            assert_eq!(read(line.as_bytes()), Ok(entry), "{line}");
        }
    }

    #[test]
    fn what_was_written_is_read_the_same_on_the_quick_way() {
        let mut quick = 0;
        for entry in entries() {
            let line = write(&entry);
            let read = written::read(line.as_bytes());
            quick += usize::from(read.is_some());
            assert!(read.is_none_or(|read| read == entry), "{line}");
            assert_eq!(read_any(line.as_bytes()), Ok(entry), "{line}");
        }
        assert!(quick > 10, "{quick}");
    }

    #[test]
    fn no_line_can_act_on_a_terminal() {
        for entry in entries() {
            let line = write(&entry);
            assert_eq!(SafeText::line(&line).as_str(), line);
        }
    }

    #[test]
    fn what_a_newer_program_wrote_comes_back_to_the_letter() {
        let strange = [
            ("dream", r#"{"of":"sheep","deep":{"er":{"a":1}}}"#),
            ("dream", "{}"),
            ("dream", "{ \"spaced\" : 1 }"),
            ("dream", r#"{"seq":9}"#),
            ("dream", "no JSON at all"),
            ("review", r#"{"rating":"blackout"}"#),
            ("set", r#"{"key":"ratio","value":0.8700000047683716}"#),
        ];
        for (kind, body) in strange {
            let mut entry = entries().remove(0);
            entry.kind = kind.to_owned();
            entry.body = body.to_owned();
            entry.rank = Hlc::from_number(entry.hlc.number() - 1);
            let line = write(&entry);
            assert_eq!(read(line.as_bytes()), Ok(entry), "{line}");
        }
    }

    const LEAST: &str = r#"{"kind":"review","id":"01936000-0000-7000-8000-000000000001","device":"a tablet","seq":1,"at_ms":1795000000000,"offset_min":540,"card":"d:a","rating":"good","ms":900}"#;

    #[test]
    fn the_least_of_a_review_is_filled_in() {
        let entry = read(LEAST.as_bytes()).expect("a review");
        assert_eq!(entry.hlc, Hlc::at_ms(1_795_000_000_000));
        assert_eq!(entry.rank, entry.hlc);
        assert_eq!(entry.body, r#"{"ms":900,"rating":"good"}"#);
        let again = read(LEAST.as_bytes()).expect("a review");
        assert_eq!(again.device, entry.device);
        let other = LEAST.replace("a tablet", "a phone");
        assert_ne!(
            read(other.as_bytes()).expect("a review").device,
            entry.device
        );
    }

    #[test]
    fn every_line_of_the_documentation_is_read() {
        let page = include_str!("../../../docs/progress.md");
        let blocks = page.split("```json\n").skip(1);
        let mut kinds = std::collections::BTreeSet::new();
        for block in blocks.filter_map(|rest| rest.split("```").next()) {
            for value in serde_json::Deserializer::from_str(block).into_iter::<Value>() {
                let line = value.expect("JSON").to_string();
                let entry = read(line.as_bytes()).map_err(|flaw| format!("{flaw}: {line}"));
                kinds.insert(entry.expect("as documented").kind);
            }
        }
        assert_eq!(kinds.len(), 8, "{kinds:?}");
        assert!(page.contains("\"checksum\":\""));
    }

    #[test]
    fn fields_nobody_knows_are_kept() {
        let line = LEAST.replace("\"ms\":900", "\"ms\":900,\"mood\":{\"x\":[1,2]}");
        let entry = read(line.as_bytes()).expect("a review");
        assert!(
            entry.body.contains(r#""mood":{"x":[1,2]}"#),
            "{}",
            entry.body
        );
        assert_eq!(read(write(&entry).as_bytes()), Ok(entry));
    }

    #[track_caller]
    fn refuses(old: &str, new: &str, words: &str) {
        let flaw = read(LEAST.replace(old, new).as_bytes()).expect_err("refused");
        assert!(flaw.to_string().contains(words), "{flaw}");
    }

    #[test]
    fn what_is_no_event_is_refused_with_its_field() {
        refuses("\"seq\":1,", "", "\"seq\"");
        refuses("\"seq\":1,", "\"seq\":0,", "from 1");
        refuses("\"seq\":1,", "\"seq\":1.5,", "whole");
        refuses("\"id\":\"0", "\"id\":\"x", "UUID");
        refuses("1795000000000", "1e300", "at_ms");
        refuses("540", "99999", "offset_min");
        refuses("\"card\":\"d:a\"", "\"card\":7", "\"card\"");
        refuses("\"good\"", "\"splendid\"", "again, hard, good or easy");
        refuses("\"rating\":\"good\",", "", "\"rating\"");
        refuses("\"card\":\"d:a\",", "", "no \"card\"");
        refuses("\"d:a\"", "\"d a\"", "full name");
        refuses("\"ms\":900", "\"ms\":\"long\"", "not a review");
        refuses("}", ",\"checksum\":\"0123456789abcdef\"}", "checksum");
        refuses("}", ",\"body\":\"{}\"}", "body");
        refuses("}", "", "cut off");
        refuses("{", "[{", "not an event");
        refuses("540", "540x", "column 128");
        refuses("{", "", "not an event");
    }

    #[test]
    fn a_line_that_is_no_text_is_refused_as_such() {
        let flaw = read(b"{\"kind\":\"\xff\"}").expect_err("refused");
        assert_eq!(flaw, Flaw::NotText);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_change_of_a_written_line_is_noticed_or_changes_nothing(
            index in proptest::prelude::any::<proptest::sample::Index>(),
            byte in proptest::prelude::any::<u8>(),
        ) {
            let entry = entries().remove(1);
            let mut line = write(&entry).into_bytes();
            let place = index.index(line.len());
            line[place] = byte;
            if let Ok(read) = read(&line) {
                // The name of the checksum itself can be lost: then the line is one of another program.
                let is_unsigned = !String::from_utf8_lossy(&line).contains("\"checksum\"");
                proptest::prop_assert!(is_unsigned || read == entry);
            }
        }
    }
}
