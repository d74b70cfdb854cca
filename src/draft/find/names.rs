//! Numbers in names: `World War II`, `Henry VIII`, `Apollo 11`.

use super::asides::{is_measured, number};
use super::lexicon;
use super::mention::Content;
use super::scan::Hit;
use super::tokens::Tokens;
use super::years;
use crate::quantity::Number;

/// `World War II`, `Second World War`: the number is a name.
pub(super) fn world_war(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    if let Some(place) = lexicon::ordinal(tokens.word(at))
        .filter(|_| tokens.word(at + 1) == "world" && tokens.word(at + 2) == "war")
    {
        return Some(Hit::aside(
            at..at + 1,
            Content::Ordinal(Number::from(place), None),
            "number in a name",
        ));
    }
    let is_war = (tokens.word_before(at, 1) == "war" && tokens.word_before(at, 2) == "world")
        || matches!(tokens.word_before(at, 1), "ww");
    if !is_war {
        return None;
    }
    let place = tokens
        .whole(at)
        .or_else(|| lexicon::below_twenty(tokens.word(at)))
        .or_else(|| roman(tokens.written(at..at + 1)))?;
    Some(Hit::aside(
        at..at + 1,
        Content::Ordinal(Number::from(place), None),
        "number in a name",
    ))
}

/// `Henry VIII`: a capital word and a Roman number.
pub(super) fn regnal(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let place = roman(tokens.written(at..at + 1)).filter(|place| (2..=40).contains(place))?;
    let is_name = tokens.is_capital(at.checked_sub(1)?) && tokens.word_before(at, 1).len() > 1;
    let is_label = lexicon::is_label(tokens.word_before(at, 1))
        || (tokens.mark_before(at, 1) == Some('.') && lexicon::is_label(tokens.word_before(at, 2)));
    if matches!(tokens.word(at + 1), "century" | "centuries") || !(is_name || is_label) {
        return None;
    }
    Some(Hit::aside(
        at..at + 1,
        Content::Ordinal(Number::from(place), None),
        "number of a ruler",
    ))
}

/// `20 Edw. III`: the year of a reign.
pub(super) fn regnal_year(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    tokens.whole(at).filter(|year| (1..=70).contains(year))?;
    let is_name = tokens.is_capital(at + 1)
        && (2..=9).contains(&tokens.word(at + 1).len())
        && lexicon::month(tokens.word(at + 1)).is_none();
    let point = usize::from(tokens.mark(at + 2) == Some('.'));
    let reign = at + 2 + point;
    roman(tokens.written(reign..reign + 1)).filter(|_| is_name)?;
    Some(Hit::aside(at..reign + 1, Content::Code, "year of a reign"))
}

/// `Apollo 11`, `Boeing 747`: a capital word within a sentence, a small number, and no thing that it counts.
pub(super) fn named(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let value = tokens.whole(at).filter(|number| *number < 1000)?;
    let before = at.checked_sub(1)?;
    let word = tokens.word(before);
    let is_name = tokens.is_capital(before)
        && word.len() > 1
        && !lexicon::is_function(word)
        && !lexicon::leads_to_year(word)
        && lexicon::month(word).is_none()
        && lexicon::code(word).is_none()
        && !is_adverb(word);
    if !is_name
        || tokens.is_joined(at + 1)
            && matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th" | "s")
    {
        return None;
    }
    let next = tokens.word(at + 1);
    let is_counting = is_measured(tokens, at + 1)
        || lexicon::is_measure(next)
        || lexicon::is_currency(next)
        || tokens.mark(at + 1) == Some('°')
        || years::read_era_behind(tokens, at + 1).is_some();
    let counts_a_noun = !next.is_empty() && !lexicon::is_function(next) && next.ends_with('s');
    let is_day = lexicon::month(next).is_some();
    let goes_on = matches!(tokens.mark(at + 1), Some('-' | '–' | '/')) && tokens.is_joined(at + 1)
        || tokens.word(at + 1) == "per"
        || tokens.word(at + 1) == "of";
    // At the start of a sentence the capital says nothing.
    let is_first = tokens.is_start(before) && (next.is_empty() || !lexicon::is_function(next));
    (!is_counting && !counts_a_noun && !is_day && !goes_on && !is_first && value > 0)
        .then(|| Hit::aside(at..at + 1, number(tokens, at), "number in a name"))
}

pub(super) fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "only"
            | "nearly"
            | "almost"
            | "roughly"
            | "approximately"
            | "exactly"
            | "another"
            | "population"
            | "total"
            | "area"
            | "length"
            | "height"
            | "age"
            | "aged"
            | "altogether"
            | "casualties"
            | "dead"
            | "killed"
            | "wounded"
            | "crew"
            | "members"
            | "cost"
    ) || lexicon::is_weekday(word)
}

/// The value of a Roman number in capitals: `XIV`.
pub(super) fn roman(text: &str) -> Option<u32> {
    let digit = |c: char| match c {
        'I' => Some(1_u32),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let mut total = 0_u32;
    for (index, value) in digits.iter().enumerate() {
        let is_less = digits.get(index + 1).is_some_and(|next| value < next);
        total = if is_less {
            total
                .checked_sub(*value)
                .or(Some(0))
                .filter(|_| false)
                .unwrap_or(total.wrapping_sub(*value))
        } else {
            total.wrapping_add(*value)
        };
    }
    (1..400).contains(&total).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers_are_read() {
        for (text, value) in [
            ("VIII", 8),
            ("XIV", 14),
            ("IX", 9),
            ("XVI", 16),
            ("XL", 40),
            ("I", 1),
        ] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        assert_eq!(roman("Victor"), None);
        assert_eq!(roman(""), None);
    }
}
