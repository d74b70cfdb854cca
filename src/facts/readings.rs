//! What other sources give for a value: right as well.

use super::code;
use super::mirror::RawReading;
use crate::deck::code as deck_code;
use crate::deck::fields::{self, Text};
use crate::deck::mirror::Entry;
use crate::deck::source::Source;
use crate::deck::yaml;

/// What other sources give: `{number: 900, source: most accounts}`. Their values are right as well.
pub(super) fn readings<'a>(
    source: &mut Source<'_>,
    entry: Option<Entry<'a>>,
    key: &'static str,
) -> Vec<Text<'a>> {
    let nodes = entry.and_then(|entry| fields::list(source, "readings", entry));
    let mut texts = Vec::new();
    for node in nodes.unwrap_or_default() {
        let begin = node.span;
        let yaml::Value::Map(map) = node.value else {
            source
                .error(
                    begin,
                    deck_code::VALUE_SHAPE,
                    "a reading is a value and where it is from",
                )
                .advise(format!("write: - {{{key}: ..., source: who gives it}}"));
            continue;
        };
        let raw = RawReading::read(map, source);
        for (other, entry) in [
            ("date", &raw.date),
            ("number", &raw.number),
            ("name", &raw.name),
        ] {
            if let Some(entry) = entry
                && other != key
            {
                let message =
                    format!("{other} means nothing here: the fact's own value is a {key}");
                source
                    .error(entry.key, deck_code::KEY_MISPLACED, message)
                    .advise(format!("write: {key}: ..."));
            }
        }
        if raw.source.is_none() {
            source
                .error(
                    begin,
                    code::MISSING,
                    "the reading does not say where it is from",
                )
                .advise("add: source: who gives it");
        }
        if let Some(entry) = raw.source {
            fields::text(source, "source", entry);
        }
        let value = match key {
            "date" => raw.date,
            "number" => raw.number,
            _ => raw.name,
        };
        texts.extend(value.and_then(|entry| fields::scalar(source, key, entry)));
    }
    texts
}
