//! What stands in a deck file around its cards.

use super::code;
use super::edit::{self, Fix};
use super::fields::{self, Text};
use super::links::Completeness;
use super::mirror::{Entry, RawDeck, RawDefaults, RawSchedule};
use super::settings;
use super::slug::slug;
use super::source::Source;
use super::values;
use super::yaml::{Node, Span, Value};
use crate::card::{Allowance, DeckId, Form};
use crate::fold::Strictness;
use crate::memory::DesiredRetention;

/// Everything of a deck but its cards.
pub(super) struct Header<'a> {
    pub(super) id: Option<DeckId>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    pub(super) author: Option<String>,
    pub(super) license: Option<String>,
    pub(super) source: Option<String>,
    pub(super) retention: Option<DesiredRetention>,
    pub(super) new_per_day: Option<u32>,
    pub(super) allow: Vec<Allowance>,
    pub(super) defaults: Defaults<'a>,
}

/// What holds for every card that does not say otherwise.
#[derive(Default)]
pub(super) struct Defaults<'a> {
    /// Read as the margin of a date or of a figure, whichever the card has.
    pub(super) margin: Option<Text<'a>>,
    /// Added to the card's own.
    pub(super) tags: Vec<String>,
    pub(super) strict: Option<Strictness>,
    pub(super) source: Option<String>,
    /// Holds for cards with choices.
    pub(super) form: Option<Form>,
}

/// The format this program reads.
const FORMAT: u32 = 1;

/// Checks the format's number. `begin` is where the file begins; `false` when nothing else of the file can be understood.
pub(super) fn has_known_format(
    source: &mut Source<'_>,
    raw: &mut RawDeck<'_>,
    begin: Span,
) -> bool {
    let Some(entry) = raw.format.take() else {
        // A misspelt key is noted as that.
        if raw.meant.contains(&"format") {
            return true;
        }
        source
            .error(
                begin,
                code::DECK_NO_FORMAT,
                "the deck does not say which format it has",
            )
            .advise("write as its first line: format: 1");
        source.mend_by(first_line(source, begin));
        return true;
    };
    let Some(text) = fields::scalar(source, "format", entry) else {
        return true;
    };
    match text.text.parse::<u32>() {
        Ok(FORMAT) => true,
        Ok(newer) if newer > FORMAT => {
            let message = format!("format {newer} is made for a newer version of jmrel-quiz");
            source
                .error(text.span, code::DECK_NEWER_FORMAT, message)
                .advise("install a newer version; this one reads format 1");
            false
        }
        _ => {
            let message = format!("there is no format \"{}\"", text.text);
            source
                .error(text.span, code::DECK_BAD_FORMAT, message)
                .advise("write: format: 1");
            if matches!(text.text.as_ref(), "1.0" | "1." | "v1" | "V1" | "one") {
                source.mend_by(edit::respelt(source, text.span, "1"));
            }
            true
        }
    }
}

/// Puts `format: 1` above the first key of the file, under what comments stand there.
fn first_line(source: &Source<'_>, begin: Span) -> Option<Fix> {
    let line = source.line_at(begin.start);
    let margin = source.text.get(line.start..begin.start)?;
    let is_key = margin.chars().all(|c| c == ' ') && !line.text.trim_start().starts_with('{');
    let end = edit::line_end(source.text, begin.start);
    is_key.then(|| Fix::insert(line.start, format!("{margin}format: {FORMAT}{end}")))
}

/// Reads all keys but `format` and `cards`. `stem` is the file's name without its ending.
pub(super) fn read<'a>(source: &mut Source<'_>, raw: RawDeck<'a>, stem: &str) -> Header<'a> {
    let mut line = |key: &'static str, entry: Option<Entry<'a>>| {
        fields::text(source, key, entry?).map(Text::into_string)
    };
    let (title, description) = (
        line("title", raw.title),
        line("description", raw.description),
    );
    let (language, author) = (line("language", raw.language), line("author", raw.author));
    let (license, origin) = (line("license", raw.license), line("source", raw.source));
    let (retention, new_per_day) = schedule(source, raw.schedule);
    Header {
        id: id(source, raw.id, stem),
        title,
        description,
        language,
        author,
        license,
        source: origin,
        retention,
        new_per_day,
        allow: raw
            .allow
            .map_or_else(Vec::new, |entry| settings::allowances(source, entry)),
        defaults: raw
            .defaults
            .map_or_else(Defaults::default, |entry| defaults(source, entry)),
    }
}

fn id(source: &mut Source<'_>, entry: Option<Entry<'_>>, stem: &str) -> Option<DeckId> {
    let Some(entry) = entry else {
        let id = stem.parse().ok();
        if id.is_none() {
            let message = format!("the file's name \"{stem}\" cannot be the deck's id");
            source
                .error_of_file(code::DECK_BAD_ID, message)
                .advise(format!("write under format: id: {}", slug(stem)));
        }
        return id;
    };
    let text = fields::scalar(source, "id", entry)?;
    match text.text.parse() {
        Ok(id) => Some(id),
        Err(error) => {
            let help = format!("write: id: {}", slug(&text.text));
            source
                .error(text.span, code::DECK_BAD_ID, format!("{error}"))
                .advise(help);
            source.mend_by(edit::without_margins(
                source,
                text.span,
                &text.text,
                |name| name.parse::<DeckId>().is_ok(),
            ));
            None
        }
    }
}

fn schedule(
    source: &mut Source<'_>,
    entry: Option<Entry<'_>>,
) -> (Option<DesiredRetention>, Option<u32>) {
    let Some(raw) = entry.and_then(|entry| {
        let map = fields::map(source, "schedule", entry)?;
        Some(RawSchedule::read(map, source))
    }) else {
        return (None, None);
    };
    let retention = raw.retention.and_then(|entry| retention(source, entry));
    let new_per_day = raw
        .new_per_day
        .and_then(|entry| fields::whole_number(source, "new_per_day", entry, 0));
    (retention, new_per_day)
}

fn retention(source: &mut Source<'_>, entry: Entry<'_>) -> Option<DesiredRetention> {
    let text = fields::scalar(source, "retention", entry)?;
    let read = match text.text.strip_suffix('%') {
        Some(percent) => percent
            .trim_end()
            .parse::<f32>()
            .map(|percent| percent / 100.0),
        None => text.text.parse::<f32>(),
    };
    match read.map(DesiredRetention::try_from) {
        Ok(Ok(retention)) => Some(retention),
        Ok(Err(error)) => {
            source
                .error(text.span, code::DECK_BAD_RETENTION, format!("{error}"))
                .advise("write: retention: 0.90");
            None
        }
        Err(_) => {
            let message = format!("retention needs a number, not \"{}\"", text.text);
            source
                .error(text.span, code::DECK_BAD_RETENTION, message)
                .advise("write: retention: 0.90");
            None
        }
    }
}

fn defaults<'a>(source: &mut Source<'_>, entry: Entry<'a>) -> Defaults<'a> {
    let Some(map) = fields::map(source, "defaults", entry) else {
        return Defaults::default();
    };
    let raw = RawDefaults::read(map, source);
    let margin = raw
        .margin
        .and_then(|entry| fields::scalar(source, "margin", entry));
    if let Some(text) = &margin {
        values::check_default_margin(source, text);
    }
    Defaults {
        margin,
        tags: raw
            .tags
            .map_or_else(Vec::new, |entry| settings::tags(source, entry)),
        strict: raw.strict.map(|entry| settings::strict(source, entry)),
        source: raw
            .source
            .and_then(|entry| fields::text(source, "source", entry))
            .map(Text::into_string),
        form: raw.form.and_then(|entry| settings::form(source, entry)),
    }
}

/// Takes the list of cards out of `raw`; notes when there is none.
pub(super) fn cards<'a>(
    source: &mut Source<'_>,
    raw: &mut RawDeck<'a>,
    begin: Span,
    completeness: Completeness,
) -> Vec<Node<'a>> {
    let help = "write: cards: and under it, for each card: - prompt: ...";
    match raw.cards.take() {
        Some(entry) if matches!(entry.node.value, Value::List(ref items) if !items.is_empty()) => {
            fields::list(source, "cards", entry).unwrap_or_default()
        }
        Some(entry) if matches!(entry.node.value, Value::Text(_) | Value::Map(_)) => {
            source
                .error(
                    entry.key,
                    code::VALUE_SHAPE,
                    "cards needs a list, a card an item",
                )
                .advise("begin each card with \"- \": - prompt: ...");
            Vec::new()
        }
        // The one card was the one that could not be read.
        Some(_) if completeness == Completeness::Partial => Vec::new(),
        Some(entry) => {
            source
                .error(entry.key, code::DECK_EMPTY, "the deck has no cards")
                .advise(help);
            Vec::new()
        }
        // A misspelt key is noted as that.
        None if raw.meant.contains(&"cards") => Vec::new(),
        None => {
            source
                .error(begin, code::DECK_EMPTY, "the deck has no cards")
                .advise(help);
            Vec::new()
        }
    }
}
