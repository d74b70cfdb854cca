//! A line becomes an event, or a flaw in plain words: it may come from anybody.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

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

use super::super::{Flaw, written};
use super::{COLUMNS, OFFSETS, TIMES, canonical, is_kind};

/// Reads an event that this or another program wrote. What may be missing is filled in; fields nobody knows are kept.
///
/// # Errors
///
/// It is no event, or not the one that was written.
pub(in crate::progress) fn read(line: &[u8]) -> Result<Entry, Flaw> {
    written::read(line).map_or_else(|| read_any(line), Ok)
}

/// Reads a line of any form.
pub(super) fn read_any(line: &[u8]) -> Result<Entry, Flaw> {
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
    range: RangeInclusive<i64>,
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
