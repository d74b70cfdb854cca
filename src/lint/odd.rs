//! A right option that looks unlike all others, so that nobody has to know it.

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use crate::card::{Answer, Form};
use crate::quantity::{Figure, Number};
use crate::when::HistoricDate;

/// With fewer wrong options none of them can be odd.
const MIN_WRONG: usize = 2;

/// Notes a right option that stands out.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    if sheet.card.form == Form::Typed {
        return;
    }
    let odd = match &sheet.card.answer {
        Answer::Text {
            expected, choices, ..
        } if choices.len() >= MIN_WRONG => long(expected, choices),
        Answer::Date {
            expected, choices, ..
        } if choices.len() >= MIN_WRONG => far(expected, choices),
        Answer::Figure {
            expected, choices, ..
        } if choices.len() >= MIN_WRONG => round(expected, choices),
        Answer::Text { .. }
        | Answer::Date { .. }
        | Answer::Figure { .. }
        | Answer::Set { .. }
        | Answer::Order { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => None,
    };
    if let Some(Odd {
        code,
        message,
        help,
    }) = odd
    {
        findings
            .warn(sheet.owner, sheet.answer_at(), code, message)
            .advise(help);
    }
}

struct Odd {
    code: &'static str,
    message: String,
    help: &'static str,
}

/// How many characters longer than every other an option is before it is conspicuous, and how many times as long.
const LONGER_BY: usize = 15;
const TIMES_AS_LONG: usize = 2;

fn long(right: &str, wrong: &[String]) -> Option<Odd> {
    let length = |text: &str| text.chars().count();
    let own = length(right);
    let longest = wrong.iter().map(|text| length(text)).max()?;
    (own >= longest + LONGER_BY && own >= longest * TIMES_AS_LONG).then(|| Odd {
        code: code::LONG_OPTION,
        message: format!(
            "the right option is the only long one: {own} characters, the others at most {longest}"
        ),
        help: "shorten it and tell the rest in the explanation, or make a wrong option as long",
    })
}

/// How many years from all others an option is before it is conspicuous.
const FAR_YEARS: i32 = 50;

fn far(right: &HistoricDate, wrong: &[HistoricDate]) -> Option<Odd> {
    let own = first_year(right)?;
    let others: Option<Vec<i32>> = wrong.iter().map(first_year).collect();
    let others = others?;
    let (least, most) = (*others.iter().min()?, *others.iter().max()?);
    let distance = (least - own).max(own - most);
    let is_far = distance >= FAR_YEARS && distance > 2 * (most - least);
    let shares_century = others
        .iter()
        .any(|other| other.div_euclid(100) == own.div_euclid(100));
    (is_far && !shares_century).then(|| Odd {
        code: code::FAR_OPTION,
        message: format!(
            "the right option is the only one of its century: {distance} years from all others, which lie close together"
        ),
        help: "put a wrong option near it, or spread the others",
    })
}

fn first_year(date: &HistoricDate) -> Option<i32> {
    let start = date.start().unwrap_or_else(|| date.clone());
    Some(start.period()?.years().0.number())
}

/// How many digits fewer or more than all others an option has before it is conspicuous.
const DIGITS: usize = 2;

fn round(right: &Figure, wrong: &[Figure]) -> Option<Odd> {
    let own = digits(right.number());
    let others = || wrong.iter().map(|figure| digits(figure.number()));
    let (least, most) = (others().min()?, others().max()?);
    let word = if own + DIGITS <= least {
        "round"
    } else if own >= most + DIGITS {
        "exact"
    } else {
        return None;
    };
    Some(Odd {
        code: code::ROUND_OPTION,
        message: format!("the right option is the only {word} one"),
        help: "round the wrong options as the right one is",
    })
}

/// Digits without the zeros that make a number round.
fn digits(number: Number) -> usize {
    let shown = number.abs().to_string();
    let digits: Vec<u8> = shown.bytes().filter(u8::is_ascii_digit).collect();
    let is_whole = !shown.contains('.');
    let end = digits
        .iter()
        .rposition(|digit| !is_whole || *digit != b'0')
        .map_or(0, |at| at + 1);
    let start = digits
        .iter()
        .position(|digit| *digit != b'0')
        .unwrap_or(end);
    end - start.min(end)
}
