//! Whether a teacher would want to see a figure.

use super::lexicon;
use super::mention::{Amount, Content};
use super::numeral::{Numeral, Style};
use super::scan::Hit;
use super::tokens::Tokens;
use crate::quantity::Number;

/// Tells whether a teacher would want to see the figure that `hit` found at `at`; `first` is its number as written.
pub(super) fn is_worth_it(
    tokens: &Tokens<'_>,
    at: usize,
    first: &Numeral,
    hit: &Hit,
    amount: Amount,
) -> bool {
    match &hit.content {
        Content::Money(..) | Content::FarDate(_) | Content::Date(_) => true,
        Content::Duration(..) => is_telling_time(tokens, at, first, amount),
        Content::Number(_, Some(unit)) if unit == "percent" || hit.why == "measure" => true,
        Content::Number(_, unit) if first.style == Style::Spoken && !first.scaled => {
            is_telling_word(tokens, at, first, unit.as_deref(), amount)
        }
        Content::Number(_, unit) => {
            is_telling_number(tokens, at, first, hit, unit.as_deref(), amount)
        }
        Content::Ordinal(..) | Content::Lost | Content::Code => false,
    }
}

/// "One day" and "one night" are stories, and "those two years" are known already.
fn is_telling_time(tokens: &Tokens<'_>, at: usize, first: &Numeral, amount: Amount) -> bool {
    let before = tokens.word_before(at, 1);
    let is_spoken = first.style == Style::Spoken;
    let is_few = is(amount, 1) || is(amount, 2);
    let is_known =
        matches!(before, "these" | "those" | "other") || (before == "the" && is_few && is_spoken);
    let is_short = matches!(
        tokens.word(first.end),
        "day" | "night" | "second" | "minute"
    );
    let is_story = is(amount, 1) && is_spoken && is_short;
    !is_known && !is_story
}

/// "One" is nearly an article, "the two" were told before, and "two" alone counts nothing.
fn is_telling_word(
    tokens: &Tokens<'_>,
    at: usize,
    first: &Numeral,
    unit: Option<&str>,
    amount: Amount,
) -> bool {
    let before = tokens.word_before(at, 1);
    let is_two = is(amount, 2);
    let is_known = lexicon::is_determiner(before)
        && (is_two || matches!(before, "these" | "those" | "other" | "both"));
    let is_name = matches!(
        before,
        "at" | "page" | "chapter" | "act" | "part" | "volume" | "book"
    );
    let goes_on = matches!(
        tokens.word(first.end),
        "of" | "were" | "was" | "died" | "had" | "others"
    );
    let counts = unit.is_some() || goes_on || !is_two;
    let is_vague = unit.is_some_and(lexicon::is_vague);
    counts && !is(amount, 0) && !is(amount, 1) && !is_known && !is_vague && !is_name
}

/// Small digits need a thing they count, or words that make a figure of them; long ones without a comma are codes.
fn is_telling_number(
    tokens: &Tokens<'_>,
    at: usize,
    first: &Numeral,
    hit: &Hit,
    unit: Option<&str>,
    amount: Amount,
) -> bool {
    let is_long_code = tokens
        .digits(at)
        .is_some_and(|digits| digits.len() > 5 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    if unit.is_some() {
        return true;
    }
    if is(amount, 1) || is_long_code {
        return false;
    }
    let end = hit.pieces.end;
    let is_small = matches!(amount, Amount::One(number) if number.abs() < Number::from(10_u32));
    let is_led = lexicon::leads_to_figure(tokens.word_before(at, 1));
    let goes_on = matches!(
        tokens.word(end),
        "of" | "were" | "was" | "died" | "had" | "are" | "when" | "x" | "by"
    );
    let is_told = matches!(
        tokens.mark_before(at, 1),
        Some(':' | '|' | '\t' | '=' | '~' | '≈' | '>' | '<')
    );
    let is_side = tokens.mark(end) == Some('×');
    !is_small || is_led || goes_on || is_told || is_side || first.style == Style::Marked
}

fn is(amount: Amount, number: u32) -> bool {
    amount == Amount::One(Number::from(number))
}
