//! Spaces that are none to YAML: pasted from a word processor, they stand before keys and look like indentation.

use super::code;
use super::edit::Fix;
use super::mirror::{RawCard, RawDeck, RawDefaults, RawSchedule};
use super::source::{Line, Source};
use super::yaml::Span;

/// Notes each key with such a space before it; tells whether there is one.
pub(super) fn check(source: &mut Source<'_>) -> bool {
    let lines: Vec<(u32, Line<'_>)> = (1..).zip(source.lines()).collect();
    let before = source.count();
    for (number, line) in lines {
        let Some(lead) = lead(line.text) else {
            continue;
        };
        let Some(first) = lead.find(is_odd) else {
            continue;
        };
        let plain: String = lead
            .chars()
            .map(|c| if is_odd(c) { ' ' } else { c })
            .collect();
        let rest = line.text.get(lead.len()..).unwrap_or_default();
        let odd = lead.get(first..).unwrap_or_default();
        let odd = odd.len() - odd.trim_start_matches(is_odd).len();
        let start = line.start + first;
        let span = |start, length| Span {
            start,
            end: start + length,
            line: number,
        };
        source
            .error(
                span(start, odd),
                code::YAML_ODD_SPACE,
                "this is not a plain space but one of a word processor, which a deck takes for a letter",
            )
            .advise(format!("write: {plain}{}", rest.trim_end()));
        source.mend_by(Some(Fix::replace(span(line.start, lead.len()), plain)));
    }
    source.count() > before
}

/// What stands before the key of a line; nothing when it has none that decks know.
fn lead(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(|c: char| matches!(c, ' ' | '-') || is_odd(c));
    let key = text
        .split(':')
        .next()
        .filter(|key| key.len() < text.len())?;
    let lists = [
        RawCard::KEYS,
        RawDeck::KEYS,
        RawDefaults::KEYS,
        RawSchedule::KEYS,
    ];
    let is_known = lists.iter().any(|keys| keys.contains(&key));
    is_known.then(|| line.get(..line.len() - text.len()))?
}

/// Blank to the eye, and neither a space nor a tab.
fn is_odd(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}
