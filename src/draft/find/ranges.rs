//! Where a second number makes a range of the first.

use super::lexicon;
use super::mention::Amount;
use super::numeral::{self, Numeral, Style};
use super::tokens::Tokens;
use super::units::{Unit, unit};
use crate::quantity::Number;

/// Reads on where a second number makes a range of it.
pub(super) fn range(
    tokens: &Tokens<'_>,
    at: usize,
    first: &Numeral,
    skip: impl Fn(usize) -> usize,
) -> (Amount, usize) {
    let one = (Amount::One(first.number), first.end);
    let before = tokens.word_before(at, 1);
    let mut joint = first.end;
    // "between 10% and 15%", "5 km to 7 km"
    if before == "between" || tokens.mark(joint) == Some('%') {
        joint = match unit_end(tokens, joint) {
            Some(end) if before == "between" || matches!(tokens.mark(end), Some('-' | '–')) => {
                end
            }
            _ => joint,
        };
    }
    let next = match (tokens.word(joint), tokens.mark(joint)) {
        ("and", _) if before == "between" => joint + 1,
        ("to", _)
            if before != "from"
                || matches!(
                    tokens.word_before(at, 2),
                    "range"
                        | "ranges"
                        | "ranged"
                        | "ranging"
                        | "varied"
                        | "varies"
                        | "vary"
                        | "varying"
                        | "anything"
                        | "anywhere"
                ) =>
        {
            joint + 1
        }
        ("or", _) if first.style == Style::Spoken => joint + 1,
        (_, Some('–' | '-' | '—' | '‑'))
            if tokens.digits(joint + 1).is_some() || tokens.mark(joint + 1).is_some() =>
        {
            joint + 1
        }
        _ => return one,
    };
    let next = skip(next);
    let Some(second) = numeral::numeral(tokens, next) else {
        return one;
    };
    let mut low = first.number;
    // "5-10 million" scales both; "1,200-1,500" none.
    if !first.scaled
        && second.scaled
        && let Some(unscaled) = unscaled(tokens, next, &second)
    {
        let scale = second
            .number
            .checked_over(unscaled)
            .filter(|_| first.number < unscaled);
        low = scale
            .and_then(|scale| low.checked_times(scale))
            .unwrap_or(low);
    }
    if is_short_of_thousands(tokens, joint, first, &second, next) {
        low = low.checked_times(Number::from(1000_u32)).unwrap_or(low);
    }
    if low >= second.number || second.number.is_negative() {
        return one;
    }
    // "In 1543 to 20 ships" and "3 to 1" are none; neither are years.
    (Amount::Range(low, second.number), second.end)
}

/// `40-60,000`: the thousands are written once, behind the second number.
fn is_short_of_thousands(
    tokens: &Tokens<'_>,
    joint: usize,
    first: &Numeral,
    second: &Numeral,
    next: usize,
) -> bool {
    let is_short = tokens
        .digits(first.end.wrapping_sub(1))
        .is_some_and(|digits| digits.len() <= 3 && !digits.contains([',', '.']));
    let has_thousands = tokens
        .digits(next)
        .is_some_and(|digits| digits.ends_with(",000"));
    let thousand = Number::from(1000_u32);
    let would_rise = first
        .number
        .checked_times(thousand)
        .is_some_and(|low| low < second.number);
    let is_dash = matches!(tokens.mark(joint), Some('–' | '-' | '‑')) && tokens.is_joined(joint);
    is_dash && is_short && has_thousands && would_rise
}

pub(super) fn unit_end(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    match unit(tokens, at) {
        Unit::Percent(end)
        | Unit::Money(_, end)
        | Unit::Time(_, _, end)
        | Unit::Measure(_, end)
        | Unit::Noun(_, end) => Some(end),
        Unit::None => None,
    }
}

/// The number at `at` before its scale is applied.
pub(super) fn unscaled(tokens: &Tokens<'_>, at: usize, numeral: &Numeral) -> Option<Number> {
    if let Some(digits) = tokens.digits(at) {
        return digits.replace(',', "").parse().ok();
    }
    let first =
        lexicon::below_twenty(tokens.word(at)).or_else(|| lexicon::tens(tokens.word(at)))?;
    (numeral.end > at + 1).then(|| Number::from(first))
}
