//! An event becomes a line: every column, and nothing that could act on a terminal.

use std::fmt::{self, Write};

use serde_json::{Map, Value};

use crate::progress::entry::Entry;
use crate::text::SafeText;

use super::{COLUMNS, canonical};

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
