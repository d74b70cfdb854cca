//! Gaps that look like dates or figures, and are asked as texts.

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use crate::card::Answer;
use crate::deck::At;
use crate::when::{self, DateOrder, UnreadableDate};

/// Notes a gap that begins like a date or a figure but has to be typed as it is written.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let Answer::Text { expected, .. } = &sheet.card.answer else {
        return;
    };
    let Some(help) = help(expected).filter(|_| sheet.is_gap()) else {
        return;
    };
    findings
        .warn(
            sheet.owner,
            At::Gap,
            code::GAP_AS_TEXT,
            format!("this gap is asked as a text: \"{expected}\" is to be typed letter by letter"),
        )
        .advise(help);
}

/// What to write instead of a text that a learner would take for a date or a figure.
fn help(text: &str) -> Option<String> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match when::read(text, DateOrder::DayFirst) {
        Ok(typed) if typed.second().is_some() => {
            let readings: Vec<String> = typed.readings().map(ToString::to_string).collect();
            return Some(format!("write what it is: {}", readings.join(" or ")));
        }
        Ok(_) => {
            return Some("write the date with its year, such as 18 May 1980 or 1980s".to_owned());
        }
        Err(UnreadableDate::NoSuchDate(reason)) => return Some(reason.to_string()),
        Err(UnreadableDate::NoYear | UnreadableDate::ShortYear) => {
            return Some("write the date with its year, such as 18 May 1980".to_owned());
        }
        Err(UnreadableDate::NotADate) => {}
    }
    let (number, rest) = text.split_once(' ')?;
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    is_number.then(|| {
        format!(
            "if it is a figure, leave its word outside: {{{{{number}}}}} {}",
            rest.trim()
        )
    })
}
