//! Whether digits are a year here, or how many of something.

use super::lexicon;
use super::points::{Doubt, Point};
use super::tokens::Tokens;

/// Tells whether four digits are a year here, and not how many.
pub(super) fn is_year(tokens: &Tokens<'_>, at: usize, point: Point) -> bool {
    let digits_at = point.end - 1;
    let is_code = tokens.is_joined(digits_at)
        && !matches!(
            tokens.mark_before(digits_at, 1),
            Some(
                '(' | '['
                    | '-'
                    | '–'
                    | '—'
                    | '/'
                    | '"'
                    | '“'
                    | '‘'
                    | '\''
                    | ','
                    | '~'
                    | '\t'
                    | '|'
                    | ':'
                    | '.'
                    | '*'
                    | '>'
            )
        );
    let is_money = tokens
        .mark_before(digits_at, 1)
        .is_some_and(|mark| lexicon::sign(mark).is_some())
        || lexicon::code(tokens.word_before(digits_at, 1)).is_some();
    if is_code || is_money || is_counting(tokens, point.end) {
        return false;
    }
    if point.doubt == Doubt::About && !matches!(tokens.word(at), "c" | "ca" | "circa") {
        // "about 1500 lanterns"
        return !is_plural_noun(tokens, point.end) || leads_in(tokens, at);
    }
    let before = tokens.word_before(at, 1);
    if lexicon::leads_to_year(before) {
        return true;
    }
    if matches!(
        before,
        "some"
            | "over"
            | "nearly"
            | "almost"
            | "than"
            | "only"
            | "least"
            | "another"
            | "with"
            | "to"
            | "were"
            | "had"
            | "killed"
            | "are"
            | "have"
    ) {
        return !is_plural_noun(tokens, point.end)
            && !matches!(before, "some" | "only" | "another" | "least" | "killed");
    }
    true
}

pub(super) fn leads_in(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.word_before(at, 1), "in" | "of" | "since" | "until")
}

pub(super) fn is_plural_noun(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    let is_small = !tokens.is_capital(at);
    is_small
        && word.len() > 3
        && word.ends_with('s')
        && !lexicon::is_no_plural(word)
        && !lexicon::is_function(word)
}

/// Tells whether what stands at `at` makes a count of the number before it.
pub(super) fn is_counting(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    let is_measure = lexicon::is_measure(word)
        && !matches!(
            word,
            "t" | "l"
                | "g"
                | "m"
                | "li"
                | "bar"
                | "stone"
                | "head"
                | "au"
                | "ha"
                | "bits"
                | "pa"
                | "ri"
                | "oz"
                | "hp"
        );
    let is_short_measure =
        matches!(word, "t" | "m" | "g" | "ha" | "li" | "hp") && !tokens.is_capital(at);
    let is_hyphened = matches!(tokens.mark(at), Some('-'))
        && tokens.is_joined(at)
        && lexicon::is_measure(tokens.word(at + 1));
    tokens.mark(at) == Some('%')
        || tokens.mark(at) == Some('°')
        || is_measure
        || is_short_measure
        || is_hyphened
        || lexicon::is_counted(word)
        || lexicon::is_currency(word)
        || lexicon::is_pound(word)
        || lexicon::time_unit(word).is_some_and(|_| !matches!(word, "day" | "night" | "second"))
        || (word == "per" && tokens.word(at + 1) == "cent")
        || matches!(
            word,
            "square" | "cubic" | "million" | "billion" | "thousand"
        )
        || (tokens.mark(at) == Some('-')
            && tokens.is_joined(at)
            && matches!(
                tokens.word(at + 1),
                "strong" | "year" | "man" | "ton" | "tonne" | "mile" | "foot" | "seat"
            ))
}

/// Tells whether `'98` is a year and not the end of a quotation.
pub(super) fn is_elided_year(tokens: &Tokens<'_>, at: usize, end: usize) -> bool {
    let is_closing = matches!(tokens.mark(end), Some('\'' | '’'));
    !is_closing
        && !is_counting(tokens, end)
        && !is_plural_noun(tokens, end)
        && tokens.mark_before(at, 1) != Some('.')
}

/// Tells whether three digits are a year: behind a word that leads to one, and before nothing that is counted.
pub(super) fn is_weak_year(tokens: &Tokens<'_>, at: usize, end: usize, doubt: Doubt) -> bool {
    let before = tokens.word_before(at, 1);
    let is_led = matches!(
        before,
        "in" | "since"
            | "until"
            | "till"
            | "year"
            | "before"
            | "after"
            | "circa"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
            | "born"
            | "died"
    ) || (doubt == Doubt::About
        && (matches!(tokens.word(at), "c" | "ca" | "circa") || before == "in"))
        || (tokens.mark_before(at, 1) == Some('.')
            && matches!(tokens.word_before(at, 2), "b" | "d" | "fl" | "r"));
    let next = tokens.word(end);
    let goes_on = next.is_empty()
        || (lexicon::is_function(next)
            && !matches!(next, "of" | "more" | "each" | "per" | "less" | "to"));
    let is_number = tokens.digits(end).is_some()
        || matches!(tokens.mark(end), Some('%' | '°' | '/'))
        || (tokens.mark(end) == Some('-') && tokens.is_joined(end));
    is_led && goes_on && !is_number && !is_counting(tokens, end)
}
