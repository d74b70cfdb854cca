//! Times of day.

use super::asides::{is_measured, is_noun, number};
use super::lexicon;
use super::mention::Modifier;
use super::scan::Hit;
use super::tokens::Tokens;

/// `8:15`, `8.15` behind "leaves", `9 am`, `nine o'clock`.
pub(super) fn clock(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let aside = |end: usize| {
        let mut hit = Hit::aside(at..end, number(tokens, at), "time of day");
        hit.modifier = Some(Modifier::Time);
        hit
    };
    let is_spoken =
        lexicon::below_twenty(tokens.word(at)).is_some_and(|hour| (1..=12).contains(&hour));
    if is_spoken && matches!(tokens.word_before(at, 1), "past")
        || (is_spoken
            && tokens.word_before(at, 1) == "to"
            && tokens.word_before(at, 2) == "quarter")
    {
        return Some(aside(at + 1));
    }
    if is_spoken && (tokens.word(at + 1) == "o" && tokens.word(at + 3) == "clock") {
        return Some(aside(at + 4));
    }
    let digits = tokens.digits(at)?;
    if digits.len() <= 2
        && tokens.mark(at + 1) == Some(':')
        && tokens.is_joined(at + 1)
        && tokens.is_joined(at + 2)
        && tokens
            .digits(at + 2)
            .is_some_and(|minutes| minutes.len() >= 2)
    {
        return Some(aside(at + 3));
    }
    let is_half_day = |index: usize| {
        matches!(tokens.word(index), "am" | "pm")
            || (matches!(tokens.word(index), "a" | "p")
                && tokens.mark(index + 1) == Some('.')
                && tokens.word(index + 2) == "m")
    };
    let is_hour = tokens
        .whole(at)
        .is_some_and(|hour| (1..=12).contains(&hour));
    let (hour, minutes) = digits.split_once('.').unwrap_or((digits, ""));
    let is_time = hour.parse::<u32>().is_ok_and(|hour| hour < 25)
        && minutes.len() == 2
        && minutes.parse::<u32>().is_ok_and(|minutes| minutes < 60);
    if (is_hour || is_time) && is_half_day(at + 1) {
        return Some(aside(if matches!(tokens.word(at + 1), "am" | "pm") {
            at + 2
        } else {
            at + 4
        }));
    }
    if is_hour && matches!(tokens.word(at + 1), "noon" | "midnight") {
        return Some(aside(at + 2));
    }
    if is_hour && tokens.word(at + 1) == "o" && tokens.word(at + 3) == "clock" {
        return Some(aside(at + 4));
    }
    let is_unit_behind = is_measured(tokens, at + 1)
        || tokens
            .mark(at + 1)
            .is_some_and(|mark| matches!(mark, '%' | '°'))
        || lexicon::is_measure(tokens.word(at + 1))
        || lexicon::is_currency(tokens.word(at + 1))
        || tokens.word(at + 1) == "per";
    let is_led = leads_to_time(tokens.word_before(at, 1))
        || (matches!(tokens.mark_before(at, 1), Some('-' | '–'))
            && leads_to_time(tokens.word_before(at, 3)));
    let is_round = matches!(minutes, "00" | "30")
        && !is_noun(tokens, at + 1)
        && tokens
            .mark_before(at, 1)
            .is_none_or(|mark| lexicon::sign(mark).is_none());
    let is_on_a_day = lexicon::is_weekday(tokens.word_before(at, 1))
        || tokens.word(at + 1) == "sharp"
        || tokens.word_before(at, 1) == "the";
    if is_time && (is_led || is_round || is_on_a_day) && !is_unit_behind {
        return Some(aside(at + 1));
    }
    let is_military =
        digits.len() == 4 && tokens.word_before(at, 1) == "at" && tokens.word(at + 1) == "hours";
    is_military.then(|| aside(at + 1))
}

/// Words behind which a number with a point is a time.
fn leads_to_time(word: &str) -> bool {
    matches!(
        word,
        "at" | "leaves"
            | "leave"
            | "left"
            | "departs"
            | "arrives"
            | "starts"
            | "start"
            | "begins"
            | "opens"
            | "closes"
            | "train"
            | "bus"
            | "until"
            | "till"
            | "from"
            | "by"
            | "before"
            | "after"
    )
}

/// `open 10-5`: from one hour to another.
pub(super) fn opening_hours(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let is_hour = |index: usize| {
        let hour = tokens.whole(index);
        hour.is_some_and(|hour| (1..=24).contains(&hour))
    };
    let is_open =
        (1..=2).any(|back| matches!(tokens.word_before(at, back), "open" | "opens" | "hours"));
    let is_range = matches!(tokens.mark(at + 1), Some('-' | '–')) && is_hour(at + 2);
    let is_counted = is_measured(tokens, at + 3) || is_noun(tokens, at + 3);
    if !(is_open && is_hour(at) && is_range) || is_counted {
        return None;
    }
    let mut hit = Hit::aside(at..at + 3, number(tokens, at), "times of day");
    hit.modifier = Some(Modifier::Time);
    Some(hit)
}
