//! Figures: money, percentages, lengths of time, measures, parts of a whole, and what is counted.

use super::bounds::modifier;
use super::lexicon;
use super::mention::{Amount, Content, Worth};
use super::numeral::{self, Style};
use super::ranges::range;
use super::scan::{Hit, Scan};
use super::shares::{one_of_several, part, unnamed_time};
use super::tokens::Tokens;
use super::units::{Unit, rate, unit};
use super::worth::is_worth_it;
use crate::quantity::Number;

/// Finds the figure that begins at `at`.
pub(super) fn find(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    money_first(tokens, at)
        .or_else(|| one_of_several(tokens, at))
        .or_else(|| part(tokens, at))
        .or_else(|| unnamed_time(tokens, at))
        .or_else(|| counted(tokens, at))
}

/// `$5 million`, `EUR 300 million`, `US$40`, `£3-4 million`.
fn money_first(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let (unit, next) = currency_at(tokens, at)?;
    let first = numeral::numeral(tokens, next)?;
    let (amount, end) = range(tokens, at, &first, |index| {
        currency_at(tokens, index).map_or(index, |(_, next)| next)
    });
    let (rate, end) = rate(tokens, end);
    let unit = with_rate(unit, rate);
    let mut hit = Hit::draft(at..end, Content::Money(amount, Some(unit)), "money");
    hit.modifier = modifier(tokens, at, end, amount);
    Some(hit)
}

/// The currency written at `at`, before its number.
pub(super) fn currency_at(tokens: &Tokens<'_>, at: usize) -> Option<(&'static str, usize)> {
    if let Some(unit) = tokens.mark(at).and_then(lexicon::sign) {
        return Some((unit, at + 1));
    }
    let code = lexicon::code(tokens.word(at)).filter(|_| tokens.is_capital(at))?;
    match tokens.mark(at + 1) {
        Some(mark) if lexicon::sign(mark).is_some() => Some((code, at + 2)),
        Some('.') if tokens.word(at) == "rs" => Some((code, at + 2)),
        _ if tokens.word(at) == "us" => None,
        _ => tokens.digits(at + 1).is_some().then_some((code, at + 1)),
    }
}

/// A number, its range, and what it counts or measures.
fn counted(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let first = numeral::numeral(tokens, at)?;
    if tokens.is_joined(first.end) && matches!(tokens.word(first.end), "st" | "nd" | "rd" | "th") {
        return None;
    }
    let (amount, end) = range(tokens, at, &first, |index| index);
    let unit = unit(tokens, end);
    let (content, end, why) = match unit {
        Unit::Percent(end) => (
            Content::Number(amount, Some("percent".to_owned())),
            end,
            "percentage",
        ),
        Unit::Money(unit, end) => {
            let (rate, end) = rate(tokens, end);
            (
                Content::Money(amount, Some(with_rate(&unit, rate))),
                end,
                "money",
            )
        }
        Unit::Time(unit, size, end) => {
            let amount = times(amount, size)?;
            (
                Content::Duration(amount, Some(unit.to_owned())),
                end,
                "length of time",
            )
        }
        Unit::Measure(unit, end) => {
            let (rate, end) = rate(tokens, end);
            (
                Content::Number(amount, Some(with_rate(&unit, rate))),
                end,
                "measure",
            )
        }
        Unit::Noun(unit, behind) => {
            let (rate, _) = rate(tokens, behind);
            (
                Content::Number(amount, Some(with_rate(&unit, rate))),
                end,
                "count",
            )
        }
        Unit::None => (Content::Number(amount, None), end, "figure"),
    };
    let mut hit = Hit::draft(at..end, content, why);
    hit.modifier = modifier(tokens, at, hit.pieces.end, amount);
    if !is_worth_it(tokens, at, &first, &hit, amount) {
        hit.worth = Worth::LeftOut;
        // Words such as "one" are no find at all unless they count something.
        if first.style == Style::Spoken && matches!(hit.content, Content::Number(_, None)) {
            return None;
        }
    }
    Some(hit)
}

pub(super) fn with_rate(unit: &str, rate: Option<&str>) -> String {
    rate.map_or_else(|| unit.to_owned(), |rate| format!("{unit}/{rate}"))
}

pub(super) fn times(amount: Amount, size: u32) -> Option<Amount> {
    let size = Number::from(size);
    Some(match amount {
        Amount::One(number) => Amount::One(number.checked_times(size)?),
        Amount::Range(low, high) => {
            Amount::Range(low.checked_times(size)?, high.checked_times(size)?)
        }
        share @ Amount::Share(..) => share,
    })
}
