//! What is said of a response: the verdict, what was missed, and what there is to say besides.

use crate::grading::{End, Judgement, Miss, Note, Side};
use crate::review::Verdict;
use crate::when::Precision;

use super::super::style::Style;
use super::phrase::count;

/// What a verdict says at first glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::terminal) struct Headline {
    pub(in crate::terminal) sign: &'static str,
    pub(in crate::terminal) word: &'static str,
    pub(in crate::terminal) style: Style,
    /// What was missed, where the word does not say it.
    pub(in crate::terminal) miss: Option<String>,
}

/// Returns the headline of a judgement. Whoever owns up to not knowing has done nothing wrong.
pub(in crate::terminal) fn headline(judgement: &Judgement) -> Headline {
    let (sign, word, style) = match (judgement.verdict, &judgement.miss) {
        (_, Some(Miss::Unknown)) => {
            return Headline {
                sign: "–",
                word: "Not known yet",
                style: Style::Near,
                miss: None,
            };
        }
        (Verdict::Correct, _) => ("✓", "Correct", Style::Right),
        (Verdict::Close, _) => ("~", "Close", Style::Near),
        (Verdict::Wrong, _) => ("✗", "Wrong", Style::Off),
    };
    Headline {
        sign,
        word,
        style,
        miss: judgement.miss.as_ref().and_then(worth_saying),
    }
}

/// A text that is plainly another one needs no words: the answer follows.
fn worth_saying(missed: &Miss) -> Option<String> {
    (*missed != Miss::Different).then(|| miss(missed))
}

/// What was missed.
pub(in crate::terminal) fn miss(miss: &Miss) -> String {
    match miss {
        Miss::Unknown => "not known".to_owned(),
        Miss::OtherCard { about, at, .. } => match at {
            Some(at) => format!("that is the {} of {about}", precision(*at)),
            None => format!("that belongs to {about}"),
        },
        Miss::Coarser { asked } => format!("right, but the {} is asked", precision(*asked)),
        Miss::OneEnd { given: End::First } => "that is the start; the end is asked too".to_owned(),
        Miss::OneEnd { given: End::Last } => "that is the end; the start is asked too".to_owned(),
        Miss::NoSeason => "right, but the season is asked".to_owned(),
        Miss::WrongMonth => "right year, wrong month".to_owned(),
        Miss::WrongDay => "right month, wrong day".to_owned(),
        Miss::WrongYear { years, side } => {
            format!(
                "right day and month, but {} {}",
                count(*years, "year"),
                late(*side)
            )
        }
        Miss::WrongEra => "right number, but BC and AD are mixed up".to_owned(),
        Miss::NoEra => "right number; say BC with it".to_owned(),
        Miss::OffYears { years, .. } => format!("off by {}", count(*years, "year")),
        Miss::OffPeriods { unit, count: n, .. } => format!("off by {}", periods(*n, *unit)),
        Miss::Approximate => "right, but the year is known exactly".to_owned(),
        Miss::OffPercent { percent, side } => format!("{percent} % {}", high(*side)),
        Miss::OffAmount { amount, side } => format!("{amount} too {}", high(*side)),
        Miss::OffFactor { power, side } => zeros(*power, *side),
        Miss::Share => "as a share; a percentage is asked".to_owned(),
        Miss::WrongUnit { wanted } => format!("the answer is in {wanted}"),
        Miss::WrongDirection => "right figure, but “more” and “less” are mixed up".to_owned(),
        Miss::Spelling => "nearly, but the spelling is off".to_owned(),
        Miss::Case => "right but for capital and small letters".to_owned(),
        Miss::Diacritics => "right but for the marks on the letters".to_owned(),
        Miss::Part { of } => format!("part of it: {of}; a teacher can let that count"),
        Miss::Different => "not that".to_owned(),
        Miss::Set { missing, extra } => set(missing, extra),
        Miss::Places { right: 0, .. } => "none in its place".to_owned(),
        Miss::Places { right, of } => format!("{right} of {of} in place"),
    }
}

/// What there is to say besides the verdict.
pub(in crate::terminal) fn note(note: &Note) -> String {
    match note {
        Note::Spelling { right } => format!("check the spelling: {right}"),
        Note::Accepted => "that counts too".to_owned(),
        Note::ReadDate(date) => format!("read as {date}"),
        Note::ReadNumber(number) => format!("read as {number}"),
        Note::Converted { number, unit } => format!("that is {number} {unit}"),
        Note::WithinMargin => "near enough".to_owned(),
    }
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Century => "century",
        Precision::Decade => "decade",
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
    }
}

fn periods(n: u32, unit: Precision) -> String {
    match unit {
        Precision::Century if n != 1 => format!("{n} centuries"),
        Precision::Century
        | Precision::Decade
        | Precision::Year
        | Precision::Month
        | Precision::Day => count(n, precision(unit)),
    }
}

fn late(side: Side) -> &'static str {
    match side {
        Side::Under => "too early",
        Side::Over => "too late",
    }
}

fn high(side: Side) -> &'static str {
    match side {
        Side::Under => "low",
        Side::Over => "high",
    }
}

fn zeros(power: u32, side: Side) -> String {
    let zeros = match power {
        1 => "one zero".to_owned(),
        2 => "two zeros".to_owned(),
        3 => "three zeros".to_owned(),
        n => format!("{n} zeros"),
    };
    match side {
        Side::Under => format!("{zeros} too few"),
        Side::Over => format!("{zeros} too many"),
    }
}

fn set(missing: &[String], extra: &[String]) -> String {
    let missing = (!missing.is_empty()).then(|| format!("missing: {}", missing.join(", ")));
    let extra = (!extra.is_empty()).then(|| format!("not among them: {}", extra.join(", ")));
    [missing, extra]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
}
