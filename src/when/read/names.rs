//! Names of months, and number words as far as dates need them.

use super::super::impossible::MONTHS;
use super::tokens::{Kind, Token};

/// Names shorter than this are not mended: "jun" may be June or Jan.
const MIN_MENDED: usize = 4;

/// The month a word names, 1 to 12: in full, cut to three letters or more, or with one slip that can only be this month's.
pub(super) fn month(word: &str) -> Option<u32> {
    if word.len() < 3 {
        return None;
    }
    let hits = |is_hit: &dyn Fn(&str) -> bool| {
        let mut found = (1..)
            .zip(MONTHS)
            .filter(|(_, name)| is_hit(&name.to_lowercase()));
        match (found.next(), found.next()) {
            (Some((number, _)), None) => Some(number),
            _ => None,
        }
    };
    hits(&|name| name.starts_with(word)).or_else(|| {
        let length = word.chars().count();
        let is_slip = |name: &str| {
            // A slip makes a word longer or shorter by one letter at most.
            name.len() >= MIN_MENDED
                && name.len().abs_diff(length) <= 1
                && strsim::osa_distance(name, word) == 1
        };
        (length >= MIN_MENDED).then(|| hits(&is_slip)).flatten()
    })
}

/// Tells whether a word names a day of the week, in full or cut to three letters or more.
pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

/// The number a word is in Roman numerals, 1 to 29: months and centuries need no more.
pub(super) fn roman(word: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let ones = word.trim_start_matches('x');
    let tens = u32::try_from(word.len() - ones.len()).ok()?;
    let (ones, _) = (0..).zip(ONES).find(|(_, numeral)| *numeral == ones)?;
    let number = tens * 10 + ones;
    (1..30).contains(&number).then_some(number)
}

/// An ordinal at the start of `tokens` and how many of them it takes: "15th", "fifteenth", "twenty-first".
pub(super) fn ordinal(tokens: &[Token<'_>]) -> Option<(u32, usize)> {
    match tokens {
        [number, ending, ..] if ending.is_glued && ending.is_word(&["st", "nd", "rd", "th"]) => {
            Some((number.number()?.value, 2))
        }
        [tens, hyphen, unit, ..] if hyphen.kind == Kind::Hyphen && ten(*tens).is_some() => {
            Some((ten(*tens)? + unit_ordinal(*unit)?, 3))
        }
        [tens, unit, ..] if ten(*tens).is_some() => Some((ten(*tens)? + unit_ordinal(*unit)?, 2)),
        [word, ..] => Some((ordinal_word(word.word()?)?, 1)),
        [] => None,
    }
}

fn ten(token: Token<'_>) -> Option<u32> {
    match token.word()? {
        "twenty" => Some(20),
        "thirty" => Some(30),
        _ => None,
    }
}

fn unit_ordinal(token: Token<'_>) -> Option<u32> {
    ordinal_word(token.word()?).filter(|number| *number < 10)
}

fn ordinal_word(word: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if word == "thirtieth" {
        return Some(30);
    }
    (1..)
        .zip(WORDS)
        .find(|(_, known)| *known == word)
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    #[test]
    fn months_are_known_in_full_and_short() {
        for (word, number) in [
            ("january", 1),
            ("jan", 1),
            ("sept", 9),
            ("may", 5),
            ("dec", 12),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
    }

    #[test]
    fn one_slip_in_a_month_is_mended_if_only_one_month_can_be_meant() {
        for (word, number) in [("febuary", 2), ("agust", 8), ("ocotber", 10), ("apirl", 4)] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["juny", "jule", "mai", "ju", "febary1", "moon", "maj", ""] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn ordinals_are_read_in_digits_and_words() {
        for (text, number) in [
            ("15th", 15),
            ("1st", 1),
            ("thirteenth", 13),
            ("twenty-first", 21),
            ("twenty first", 21),
            ("thirtieth", 30),
        ] {
            let cut = tokens(text);
            assert_eq!(ordinal(&cut), Some((number, cut.len())), "{text}");
        }
        assert_eq!(ordinal(&tokens("twenty")), None);
        assert_eq!(ordinal(&tokens("15")), None);
    }
}
