//! Numbers in words: `thirty-seven thousand`, `two and a half`, `half a million`.

use super::lexicon;
use super::numeral::{Numeral, Style, scales};
use super::tokens::Tokens;
use crate::quantity::Number;

/// `half a million`, `half a dozen`.
pub(super) fn half_of_a_scale(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    if tokens.word(at) != "half" || !matches!(tokens.word(at + 1), "a" | "an") {
        return None;
    }
    let whole = if tokens.word(at + 2) == "dozen" {
        Number::from(12_u32)
    } else {
        ten_to(lexicon::scale(tokens.word(at + 2))?)
    };
    Some(Numeral {
        end: at + 3,
        number: whole.checked_over(Number::from(2_u32))?,
        style: Style::Spoken,
        scaled: true,
    })
}

/// A number in words; what it is made of may be joined by hyphens and `and`.
pub(super) fn spoken(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    let mut total = Number::ZERO;
    let mut group = 0_u32;
    let mut next = at;
    let mut end = None;
    let mut has_ones = false;
    let mut has_tens = false;
    let mut scaled = false;
    let is_article = matches!(tokens.word(at), "a" | "an");
    if is_article {
        let word = tokens.word(at + 1);
        if !(matches!(
            word,
            "dozen" | "hundred" | "thousand" | "million" | "billion" | "trillion"
        )) {
            return None;
        }
        group = 1;
        has_ones = true;
        next = at + 1;
    }
    loop {
        let from = match (tokens.mark(next), tokens.word(next)) {
            (Some('-' | '‐' | '‑'), _) if end.is_some() && tokens.is_joined(next) => next + 1,
            (_, "and")
                if end.is_some()
                    && (scaled || group >= 100)
                    && is_below_hundred(tokens.word(next + 1)) =>
            {
                next + 1
            }
            _ => next,
        };
        let word = tokens.word(from);
        if let Some(ones) = lexicon::below_twenty(word) {
            if has_ones || (has_tens && (ones == 0 || ones > 9)) {
                break;
            }
            group += ones;
            has_ones = true;
        } else if let Some(tens) = lexicon::tens(word) {
            if has_ones || has_tens {
                break;
            }
            group += tens;
            has_tens = true;
        } else if word == "dozen" && group < 100 && total == Number::ZERO {
            group = group.max(1) * 12;
            end = Some(from + 1);
            break;
        } else if word == "hundred" && (1..100).contains(&group) {
            group *= 100;
            (has_ones, has_tens) = (false, false);
            scaled = true;
        } else if let Some(power) = lexicon::scale(word)
            .filter(|power| *power > 2 && word.len() > 3 && (end.is_some() || !word.ends_with('s')))
        {
            if group == 0 && total == Number::ZERO {
                break;
            }
            let whole = total.plus(Number::from(group));
            total = whole.checked_times(ten_to(power))?;
            (group, has_ones, has_tens, scaled) = (0, false, false, true);
        } else {
            break;
        }
        end = Some(from + 1);
        next = from + 1;
    }
    let mut end = end?;
    let mut number = total.plus(Number::from(group));
    if tokens.word(end) == "and" && tokens.word(end + 1) == "a" && tokens.word(end + 2) == "half" {
        number = number.plus(Number::from(1_u32).checked_over(Number::from(2_u32))?);
        end += 3;
        let (grown, behind) = scales(tokens, number, end)?;
        scaled |= grown != number;
        (number, end) = (grown, behind);
    }
    // "twenty-first" is a place in a row.
    let is_ordinal = tokens.mark(end) == Some('-')
        && lexicon::ordinal(tokens.word(end + 1)).is_some()
        && lexicon::tens(tokens.word(end - 1)).is_some();
    (!is_ordinal).then_some(Numeral {
        end,
        number,
        style: Style::Spoken,
        scaled,
    })
}

pub(super) fn is_below_hundred(word: &str) -> bool {
    lexicon::below_twenty(word).is_some() || lexicon::tens(word).is_some()
}

pub(super) fn ten_to(power: u32) -> Number {
    Number::from(10_i64.saturating_pow(power))
}
