//! Numbers in digits and words: `12,500`, `1.65 m`, `five and a half million`, `a third`.

use super::lexicon;
use super::mention::Amount;
use super::spoken::{half_of_a_scale, spoken, ten_to};
use super::tokens::Tokens;
use crate::quantity::Number;

/// A number in the notes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// The piece behind it.
    pub(super) end: usize,
    pub(super) number: Number,
    pub(super) style: Style,
    /// Whether a word such as "million" belongs to it.
    pub(super) scaled: bool,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Digits alone.
    Plain,
    /// Digits with commas or a point.
    Marked,
    /// Words.
    Spoken,
}

/// Reads the number at `at`, with its scale.
pub(super) fn numeral(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    half_of_a_scale(tokens, at)
        .or_else(|| spoken(tokens, at))
        .or_else(|| written(tokens, at))
}

/// Reads a part of a whole at `at`: `2/3`, `a third`, `two-thirds`; and the piece behind it.
pub(super) fn share(tokens: &Tokens<'_>, at: usize) -> Option<(Amount, usize)> {
    if let Some((upper, lower)) = tokens.mark(at).and_then(vulgar)
        && tokens.whole(at.wrapping_sub(1)).is_none()
    {
        return Some((Amount::Share(upper, lower), at + 1));
    }
    if let (Some(upper), Some('/'), Some(lower)) =
        (tokens.whole(at), tokens.mark(at + 1), tokens.whole(at + 2))
    {
        let is_one_piece = tokens.is_joined(at + 1)
            && tokens.is_joined(at + 2)
            && tokens.mark(at + 3) != Some('/');
        return (is_one_piece && upper < lower && lower <= 1000 && upper > 0)
            .then_some((Amount::Share(upper, lower), at + 3));
    }
    let is_article = tokens.word(at) == "a";
    let upper = if is_article {
        1
    } else {
        lexicon::below_twenty(tokens.word(at))?
    };
    let next = if tokens.mark(at + 1) == Some('-') {
        at + 2
    } else {
        at + 1
    };
    let word = tokens.word(next);
    let lower = lexicon::denominator(word).filter(|lower| *lower > upper && upper > 0)?;
    if tokens.mark(next + 1) == Some('-') && tokens.is_joined(next + 1) {
        // "a half-life", "a third-rate copy"
        return None;
    }
    let is_plural = word.ends_with('s') || word == "halves";
    let is_part = if upper > 1 {
        is_plural
    } else {
        !is_plural && ends_a_part(tokens, next + 1, is_article)
    };
    is_part.then_some((Amount::Share(upper, lower), next + 1))
}

/// What may follow "a third" that is no third king.
fn ends_a_part(tokens: &Tokens<'_>, at: usize, is_article: bool) -> bool {
    let word = tokens.word(at);
    if word.is_empty() {
        return tokens.digits(at).is_none();
    }
    !is_article
        || matches!(
            word,
            "of" | "as"
                | "less"
                | "more"
                | "larger"
                | "smaller"
                | "the"
                | "were"
                | "was"
                | "are"
                | "is"
                | "went"
                | "came"
                | "that"
                | "in"
                | "by"
                | "to"
                | "and"
                | "from"
                | "died"
        )
}

fn written(tokens: &Tokens<'_>, at: usize) -> Option<Numeral> {
    let is_signed = matches!(tokens.mark(at), Some('-' | '−' | '–'))
        && tokens.is_joined(at + 1)
        && !tokens.is_joined(at);
    let digits_at = if is_signed { at + 1 } else { at };
    let digits = tokens.digits(digits_at)?;
    if digits.matches('.').count() > 1 {
        return None;
    }
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let bare: String = digits
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let mut number: Number = bare.parse().ok()?;
    let mut end = digits_at + 1;
    let mut style = if is_plain {
        Style::Plain
    } else {
        Style::Marked
    };
    if let Some((upper, lower)) = tokens.mark(end).and_then(vulgar) {
        number = number.plus(Number::from(upper).checked_over(Number::from(lower))?);
        end += 1;
        style = Style::Marked;
    } else if tokens.word(end) == "and"
        && tokens.word(end + 1) == "a"
        && tokens.word(end + 2) == "half"
    {
        number = number.plus(Number::from(1_u32).checked_over(Number::from(2_u32))?);
        end += 3;
    }
    // Groups parted by spaces, as on the continent: "12 500".
    if is_plain && digits.len() <= 3 && !digits.starts_with('0') {
        while let Some(group) = tokens
            .digits(end)
            .filter(|group| group.len() == 3 && !tokens.is_joined(end))
        {
            if tokens.written(end - 1..end + 1).contains('\n') || tokens.whole(end).is_none() {
                break;
            }
            number = number
                .checked_times(Number::from(1000_u32))?
                .plus(group.parse().ok()?);
            end += 1;
            style = Style::Marked;
        }
    }
    let (scaled, end) = scales(tokens, number, end)?;
    let is_scaled = scaled != number;
    let number = if is_signed { scaled.negated() } else { scaled };
    Some(Numeral {
        end,
        number,
        style: if is_scaled { Style::Marked } else { style },
        scaled: is_scaled,
    })
}

/// Multiplies by the scales that follow: `hundred thousand`, `million`, `bn`.
pub(super) fn scales(
    tokens: &Tokens<'_>,
    mut number: Number,
    mut end: usize,
) -> Option<(Number, usize)> {
    loop {
        let hyphen = usize::from(tokens.mark(end) == Some('-') && tokens.is_joined(end));
        let word = tokens.word(end + hyphen);
        let power = match word {
            "m" if hyphen == 0 && is_millions(tokens, end) => 6,
            "b" if hyphen == 0 && tokens.is_joined(end) && !tokens.is_capital(end) => 9,
            "dozen" => {
                number = number.checked_times(Number::from(12_u32))?;
                end += hyphen + 1;
                continue;
            }
            word => match lexicon::scale(word) {
                Some(power) => power,
                None => return Some((number, end)),
            },
        };
        number = number.checked_times(ten_to(power))?;
        end += hyphen + 1;
    }
}

/// An `m` behind a number is a million before people and money, and metres before how high or far.
fn is_millions(tokens: &Tokens<'_>, at: usize) -> bool {
    let money = (1..=2).any(|back| {
        tokens
            .mark_before(at, back + 1)
            .and_then(lexicon::sign)
            .is_some()
    }) || lexicon::code(tokens.word_before(at, 2)).is_some();
    let next = tokens.word(at + 1);
    let is_measured = says_how_far(next)
        || matches!(
            next,
            "of" | "under"
                | "and"
                | "by"
                | "to"
                | "at"
                | "or"
                | "on"
                | "the"
                | "diameter"
                | "hurdles"
                | "sprint"
                | "race"
                | "freestyle"
                | "waves"
                | "with"
                | "is"
                | "was"
                | "per"
                | "down"
                | "up"
        );
    let has_noun = !next.is_empty()
        && !is_measured
        && (next.ends_with('s') || lexicon::is_counted(next) || lexicon::is_currency(next));
    let is_near = (2..16).any(|back| {
        matches!(
            tokens.word_before(at, back),
            "million"
                | "millions"
                | "unemployment"
                | "unemployed"
                | "jobless"
                | "pop"
                | "population"
        )
    });
    if is_near && tokens.is_joined(at) && !says_how_far(next) {
        return true;
    }
    let is_decimal = tokens
        .digits(at.wrapping_sub(1))
        .is_some_and(|digits| digits.contains('.'));
    money || lexicon::is_currency(next) || has_noun || (is_decimal && next == "people")
}

/// Words behind metres: how high or far, or from where.
fn says_how_far(next: &str) -> bool {
    matches!(
        next,
        "high"
            | "tall"
            | "long"
            | "wide"
            | "deep"
            | "thick"
            | "above"
            | "below"
            | "away"
            | "across"
            | "apart"
            | "in"
            | "from"
    )
}

/// A fraction that is one sign.
fn vulgar(mark: char) -> Option<(u32, u32)> {
    Some(match mark {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, number: &str, rest: &str) {
        let tokens = Tokens::of(text);
        let numeral = numeral(&tokens, 0).expect(text);
        let behind = tokens.written(numeral.end..tokens.count());
        assert_eq!(
            (numeral.number.to_string().as_str(), behind),
            (number, rest)
        );
    }

    #[test]
    fn digits_and_words_are_read_with_their_scale() {
        reads("12,500 km", "12,500", "km");
        reads("12 500 km", "12,500", "km");
        reads("1.65 m visitors", "1,650,000", "visitors");
        reads("45 m above the sea", "45", "m above the sea");
        reads("5bn yen", "5,000,000,000", "yen");
        reads("-2.5 %", "-2.5", "%");
        reads("2½ years", "2.5", "years");
        reads("thirty-seven thousand rebels", "37,000", "rebels");
        reads("two hundred and five ships", "205", "ships");
        reads("two and a half million", "2,500,000", "");
        reads("a dozen ships", "12", "ships");
        reads("half a million men", "500,000", "men");
        reads("four and five", "4", "and five");
        reads("twenty thousand and more", "20,000", "and more");
        reads("3 dozen", "36", "");
    }

    #[test]
    fn other_words_are_no_numbers() {
        for text in ["a ship", "twenty-first", "hundred men", "1.2.3", ""] {
            assert!(numeral(&Tokens::of(text), 0).is_none(), "{text}");
        }
    }

    #[test]
    fn parts_of_a_whole_are_no_thirds_in_a_row() {
        let part = |text: &str| share(&Tokens::of(text), 0).map(|(amount, _)| amount);
        assert_eq!(part("a third of it"), Some(Amount::Share(1, 3)));
        assert_eq!(part("two-thirds"), Some(Amount::Share(2, 3)));
        assert_eq!(part("three quarters"), Some(Amount::Share(3, 4)));
        assert_eq!(part("2/3 of them"), Some(Amount::Share(2, 3)));
        assert_eq!(part("a third attempt"), None);
        assert_eq!(part("24/2/1972"), None);
    }
}
