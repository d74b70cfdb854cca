//! A cloze, a sentence with gaps in double braces, becomes one question for each gap.

use super::blank::Blank;
use super::cards::Question;
use super::code;
use super::fields::{self, Text};
use super::header::Defaults;
use super::mirror::{Entry, RawCard};
use super::quoting::quoted;
use super::slug::slug;
use super::source::Source;
use super::values;
use super::yaml::Span;
use crate::card::{CardKey, Prompt};

/// One gap of a sentence: `{{ships::900}}` has a key, `{{1274}}` has none.
struct Gap<'t> {
    key: Option<&'t str>,
    value: &'t str,
    /// The text between the gap before, or the beginning, and this one.
    before: &'t str,
}

/// Most gaps of one sentence; each is a card.
const MAX_GAPS: usize = 50;

/// Reads `cloze:`. Each question blanks one gap; the others are filled in.
pub(super) fn questions(
    source: &mut Source<'_>,
    raw: &mut RawCard<'_>,
    defaults: &Defaults<'_>,
) -> Option<Vec<Question>> {
    let calendar = values::calendar(source, raw.calendar.take());
    let margin = raw
        .margin
        .take()
        .and_then(|entry: Entry<'_>| fields::scalar(source, "margin", entry));
    let text = fields::text(source, "cloze", raw.cloze.take()?)?;
    let (gaps, rest) = split(source, &text)?;
    let margin = margin.as_ref().or(defaults.margin.as_ref());
    let places: Vec<Span> = (0..gaps.len())
        .map(|index| nth_gap(source, &text, index))
        .collect();
    let blanks: Vec<Blank> = gaps
        .iter()
        .zip(&places)
        .map(|(gap, &place)| Blank::read(source, gap.value, place, calendar, margin))
        .collect();
    let filled = filled(&gaps, &blanks);
    let mut questions = Vec::with_capacity(gaps.len());
    for (index, ((gap, blank), place)) in gaps.iter().zip(blanks).zip(places).enumerate() {
        let part = key(source, gap, index, place);
        if let Some(part) = &part {
            check_name(source, part, place, &questions);
        }
        let (before, after) = around(&filled, index, rest);
        questions.push(Question {
            part: Some(part?),
            prompt: Prompt::Gap { before, after },
            answer: blank.answer?,
        });
    }
    Some(questions)
}

fn split<'t>(source: &mut Source<'_>, text: &'t Text<'_>) -> Option<(Vec<Gap<'t>>, &'t str)> {
    let mut gaps = Vec::new();
    let mut rest: &str = &text.text;
    while let Some((before, inside)) = rest.split_once("{{") {
        if before.contains("}}") {
            break;
        }
        let closed = inside
            .split_once("}}")
            .filter(|(value, _)| !value.contains("{{"));
        let Some((value, after)) = closed else {
            open_gap(source, text, &gaps, inside);
            return None;
        };
        let (key, value) = match value.split_once("::") {
            Some((key, value)) => (Some(key.trim()), value.trim()),
            None => (None, value.trim()),
        };
        if value.is_empty() {
            let place = nth_gap(source, text, gaps.len());
            source
                .error(place, code::CARD_EMPTY_GAP, "there is nothing in this gap")
                .advise("write the answer between the braces: {{1274}}");
            return None;
        }
        gaps.push(Gap { key, value, before });
        if gaps.len() > MAX_GAPS {
            let message = format!("the sentence has more than {MAX_GAPS} gaps");
            source
                .error(text.span, code::VALUE_TOO_MANY, message)
                .advise("split it into several cards");
            return None;
        }
        rest = after;
    }
    if rest.contains("}}") {
        source
            .error(
                text.span,
                code::CARD_OPEN_GAP,
                "there is a }} without a {{ before it",
            )
            .advise("put {{ before the word that is asked for");
        return None;
    }
    if gaps.is_empty() {
        source
            .error(text.span, code::CARD_NO_GAP, "the cloze has no gap")
            .advise("put double braces around what is asked for: \"In {{1274}} ...\"");
        return None;
    }
    Some((gaps, rest))
}

fn open_gap(source: &mut Source<'_>, text: &Text<'_>, gaps: &[Gap<'_>], inside: &str) {
    let place = nth_gap(source, text, gaps.len());
    let written: &str = &text.text;
    let start = written.len() - inside.len();
    let word = inside
        .find([' ', '{', ','])
        .filter(|&length| length > 0)
        .unwrap_or(inside.len());
    let word = word_length(inside.get(..word).unwrap_or_default());
    let (before, after) = written.split_at(start + word);
    let line = format!("{before}}}}}{}", after.trim_start_matches('}'));
    source
        .error(place, code::CARD_OPEN_GAP, "this gap is never closed")
        .advise(format!("write: cloze: {}", quoted(&line)));
}

/// The length of a word without the punctuation that closes its sentence; all of it when there is nothing else.
fn word_length(word: &str) -> usize {
    let bare = word.trim_end_matches(['.', ';', ':', '!', '?', ')', '"', '\u{201d}', '\u{2019}']);
    if bare.is_empty() {
        word.len()
    } else {
        bare.len()
    }
}

/// Where gap `index` is written; where the whole sentence is, when that cannot be told.
fn nth_gap(source: &Source<'_>, text: &Text<'_>, index: usize) -> Span {
    gap_in(source.written(text.span), text.span, index)
}

/// Where gap `index` stands in what is `written` at `span`; all of it, when that cannot be told.
pub(super) fn gap_in(written: &str, span: Span, index: usize) -> Span {
    let Some((at, _)) = written.match_indices("{{").nth(index) else {
        return span;
    };
    let rest = written.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let length = line.find("}}").map_or(line.len(), |end| end + 2);
    let lines = written.get(..at).unwrap_or_default().matches('\n').count();
    Span {
        start: span.start + at,
        end: span.start + at + length,
        line: span.line + u32::try_from(lines).unwrap_or(u32::MAX),
    }
}

fn key(source: &mut Source<'_>, gap: &Gap<'_>, index: usize, place: Span) -> Option<CardKey> {
    let Some(key) = gap.key else {
        return format!("g{}", index + 1).parse().ok();
    };
    match key.parse() {
        Ok(key) => Some(key),
        Err(error) => {
            source
                .error(
                    place,
                    code::CARD_BAD_ID,
                    format!("before :: stands the gap's name: {error}"),
                )
                .advise(format!("write: {{{{{}::{}}}}}", slug(key), gap.value));
            None
        }
    }
}

/// Notes a gap with the name of one before it.
fn check_name(source: &mut Source<'_>, name: &CardKey, place: Span, before: &[Question]) {
    let is_taken = before
        .iter()
        .any(|question| question.part.as_ref() == Some(name));
    if is_taken {
        source
            .error(
                place,
                code::CARD_DUPLICATE_ID,
                format!("a gap before this one has the name {name} too"),
            )
            .advise("give each gap a name of its own before the ::, or none");
    }
}

/// The text before each gap, and the gap filled in.
fn filled<'t>(gaps: &[Gap<'t>], blanks: &[Blank]) -> Vec<(&'t str, String)> {
    gaps.iter()
        .zip(blanks)
        .map(|(gap, blank)| (gap.before, blank.shown(gap.before, gap.value).into_owned()))
        .collect()
}

/// The sentence before and after gap `index`.
fn around(filled: &[(&str, String)], index: usize, rest: &str) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    for (place, (text, value)) in filled.iter().enumerate() {
        let side = if place <= index {
            &mut before
        } else {
            &mut after
        };
        side.push_str(text);
        if place != index {
            side.push_str(value);
        }
    }
    after.push_str(rest);
    (before, after)
}
