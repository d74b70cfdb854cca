//! Parts of a whole, and lengths of time that are told without a number: `a third`, `nine out of ten`, `a decade`.

use super::bounds::modifier;
use super::lexicon;
use super::mention::{Amount, Content};
use super::numeral::{self, Style};
use super::scan::Hit;
use super::tokens::Tokens;
use crate::quantity::Number;

/// `nine out of ten`, `one in five`.
pub(super) fn one_of_several(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let first =
        numeral::numeral(tokens, at).filter(|first| first.number.is_whole() && !first.scaled)?;
    let next = match (tokens.word(first.end), tokens.word(first.end + 1)) {
        ("out", "of") => first.end + 2 + usize::from(tokens.word(first.end + 2) == "every"),
        ("in", "every") => first.end + 2,
        ("in", word)
            if first.style == Style::Spoken
                && (lexicon::below_twenty(word).is_some() || lexicon::tens(word).is_some()) =>
        {
            let of = numeral::numeral(tokens, first.end + 1)?;
            // "Two in three months"
            if lexicon::time_unit(tokens.word(of.end)).is_some() {
                return None;
            }
            first.end + 1
        }
        _ => return None,
    };
    let of = numeral::numeral(tokens, next)
        .filter(|of| of.number.is_whole() && of.number > first.number)?;
    let amount = Amount::Share(first.number.to_u32(), of.number.to_u32());
    let mut hit = Hit::draft(
        at..of.end,
        Content::Number(amount, Some("share".to_owned())),
        "part of a whole",
    );
    hit.modifier = modifier(tokens, at, of.end, amount);
    Some(hit)
}

/// `a third`, `2/3`, `half of`.
pub(super) fn part(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    if let Some((amount, end)) = numeral::share(tokens, at) {
        // "half a mile" and "a quarter of an hour" are measured otherwise.
        let mut hit = Hit::draft(
            at..end,
            Content::Number(amount, Some("share".to_owned())),
            "part of a whole",
        );
        hit.modifier = modifier(tokens, at, end, amount);
        if tokens.word(end) == "of"
            && matches!(tokens.word(end + 1), "a" | "an")
            && lexicon::time_unit(tokens.word(end + 2)).is_some()
        {
            hit = time_of(tokens, at, end + 2, amount)?;
        } else if matches!(
            tokens.word_before(at, 1),
            "first" | "second" | "last" | "third"
        ) {
            return None;
        }
        return Some(hit);
    }
    if tokens.word(at) != "half"
        || matches!(
            tokens.word_before(at, 1),
            "first"
                | "second"
                | "latter"
                | "other"
                | "last"
                | "and"
                | "a"
                | "earlier"
                | "western"
                | "eastern"
                | "northern"
                | "southern"
                | "upper"
                | "lower"
                | "later"
        )
        || tokens.mark_before(at, 1) == Some('-')
    {
        return None;
    }
    let half = Amount::Share(1, 2);
    if matches!(tokens.word(at + 1), "a" | "an") {
        let is_time = lexicon::time_unit(tokens.word(at + 2)).is_some();
        let is_measure = lexicon::is_measure(tokens.word(at + 2));
        if is_time {
            return time_of(tokens, at, at + 2, half);
        }
        return is_measure.then(|| {
            Hit::draft(
                at..at + 3,
                Content::Number(half_number(), Some(tokens.word(at + 2).to_owned())),
                "measure",
            )
        });
    }
    let is_led = matches!(
        tokens.word_before(at, 1),
        "about"
            | "over"
            | "nearly"
            | "almost"
            | "than"
            | "by"
            | "around"
            | "roughly"
            | "least"
            | "only"
            | "just"
            | "some"
    );
    let goes_on = matches!(
        tokens.word(at + 1),
        "of" | "the"
            | "its"
            | "their"
            | "his"
            | "her"
            | "were"
            | "was"
            | "are"
            | "that"
            | "as"
            | "those"
    );
    (is_led || goes_on).then(|| {
        let mut hit = Hit::draft(
            at..at + 1,
            Content::Number(half, Some("share".to_owned())),
            "part of a whole",
        );
        hit.modifier = modifier(tokens, at, at + 1, half);
        hit
    })
}

pub(super) fn half_number() -> Amount {
    Amount::One(
        Number::from(1_u32)
            .checked_over(Number::from(2_u32))
            .unwrap_or(Number::ZERO),
    )
}

/// A part of one unit of time: `half a century`, `a quarter of an hour`.
pub(super) fn time_of(tokens: &Tokens<'_>, at: usize, unit_at: usize, part: Amount) -> Option<Hit> {
    let Amount::Share(upper, lower) = part else {
        return None;
    };
    let (unit, size) = match tokens.word(unit_at) {
        "hour" => ("minutes", 60),
        word => lexicon::time_unit(word)?,
    };
    if tokens.word(unit_at) == "hour" && lower == 2 {
        return Some(time_hit(
            tokens,
            at,
            unit_at + 1,
            Number::from(1_u32).checked_over(Number::from(2_u32))?,
            "hours",
        ));
    }
    let number = Number::from(upper.checked_mul(size)?).checked_over(Number::from(lower))?;
    Some(time_hit(tokens, at, unit_at + 1, number, unit))
}

pub(super) fn time_hit(
    tokens: &Tokens<'_>,
    at: usize,
    end: usize,
    number: Number,
    unit: &str,
) -> Hit {
    let amount = Amount::One(number);
    let mut hit = Hit::draft(
        at..end,
        Content::Duration(amount, Some(unit.to_owned())),
        "length of time",
    );
    hit.modifier = modifier(tokens, at, end, amount);
    hit
}

/// `a decade`, `a century`, and `a year` where it is how long.
pub(super) fn unnamed_time(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    if !matches!(tokens.word(at), "a" | "an") || tokens.is_joined(at) {
        return None;
    }
    let word = tokens.word(at + 1);
    let (unit, size) = lexicon::time_unit(word).filter(|_| !word.ends_with('s'))?;
    let before = tokens.word_before(at, 1);
    let is_led = matches!(
        before,
        "within"
            | "nearly"
            | "almost"
            | "about"
            | "over"
            | "than"
            | "lasted"
            | "took"
            | "under"
            | "just"
            | "barely"
            | "after"
            | "only"
            | "roughly"
            | "for"
    );
    let is_long = matches!(word, "decade" | "century" | "millennium" | "fortnight");
    let is_rate = !is_led
        && (tokens.digits(at.wrapping_sub(2)).is_some()
            || tokens.word_before(at, 1).ends_with('s'));
    let is_followed = matches!(
        tokens.word(at + 2),
        "later" | "earlier" | "ago" | "after" | "before" | "long"
    );
    let is_wanted = match word {
        "second" | "minute" | "day" | "night" | "generation" => false,
        _ if is_long => !matches!(before, "per" | "of" | "once" | "twice" | "times") && !is_rate,
        _ => {
            is_led && before != "for" && before != "after"
                || is_followed && !matches!(before, "once" | "twice" | "of")
        }
    };
    // "A century of progress", "a decade of war" are as long as they say.
    is_wanted.then(|| time_hit(tokens, at, at + 2, Number::from(size), unit))
}
