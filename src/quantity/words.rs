//! Numbers written in English words: `twenty thousand`, `half a million`, `seventy-seventh`.

use super::Number;
use super::cardinals::{below_twenty, tens};

/// A number in words, and what follows it.
pub(super) struct Spoken<'a> {
    pub(super) number: Number,
    pub(super) kind: Kind,
    pub(super) rest: &'a str,
}

/// What sort of number words give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// How many.
    Cardinal,
    /// Which one in a row.
    Ordinal,
    /// A part of one.
    Fraction,
}

/// Reads the number that lower-case `text` starts with, as far as words carry it.
pub(super) fn spoken(text: &str) -> Option<Spoken<'_>> {
    fraction(text).or_else(|| counted(text))
}

/// Reads a fraction at the start of `text`: `half`, `a third`, `three quarters`.
pub(super) fn fraction(text: &str) -> Option<Spoken<'_>> {
    let (first, rest) = split_word(text)?;
    let count = match first {
        "a" | "an" => Some(1),
        word => small(word).filter(|&count| count > 0),
    };
    let (count, word, rest) = match count {
        Some(count) => {
            let (word, rest) = split_word(rest)?;
            (count, word, rest)
        }
        None if matches!(first, "half" | "quarter") => (1, first, rest),
        None => return None,
    };
    Some(Spoken {
        number: Number::from(count).checked_over(Number::from(denominator(word)?))?,
        kind: Kind::Fraction,
        rest,
    })
}

/// Reads the word for a power of ten, or a dozen, at the start of `text`, written out or short: `million`, `bn`, `k`.
pub(super) fn scale(text: &str) -> Option<(Number, &str)> {
    let (word, rest) = split_word(text)?;
    let scale = match word {
        "hundred" | "hundreds" => Number::HUNDRED,
        "dozen" | "dozens" => Number::from(12_u32),
        "k" | "thou" | "grand" => power(3),
        "lakh" | "lakhs" => power(5),
        "m" | "mn" | "mln" | "mio" | "mil" | "mill" => power(6),
        "crore" | "crores" => power(7),
        "b" | "bn" | "bln" | "bil" | "mrd" | "milliard" | "milliards" => power(9),
        "tn" | "trn" => power(12),
        word => full_scale(word).or_else(|| misspelt_scale(word))?,
    };
    Some((scale, rest))
}

/// The number a word such as `million` multiplies by; the word alone, in any case.
pub(super) fn full_scale(word: &str) -> Option<Number> {
    let word = word.to_lowercase();
    Some(power(match word.strip_suffix('s').unwrap_or(&word) {
        "thousand" => 3,
        "million" => 6,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    }))
}

/// Tells whether a number is a scale itself: a hundred, a thousand, a million.
pub(super) fn is_scale(number: Number) -> bool {
    [2, 3, 6, 9, 12].iter().any(|tens| number == power(*tens))
}

/// The scale a word is with one slip, where it can be no other: `milion`, and not `illion`.
fn misspelt_scale(word: &str) -> Option<Number> {
    const NAMES: [&str; 4] = ["thousand", "million", "billion", "trillion"];
    let word = word.strip_suffix('s').unwrap_or(word);
    let mut near = NAMES
        .iter()
        .filter(|name| word.chars().count() >= 6 && strsim::osa_distance(word, name) == 1);
    match (near.next(), near.next()) {
        (Some(name), None) => full_scale(name),
        (Some(_) | None, _) => None,
    }
}

/// Tells whether lower-case `text` starts with a word that a number is made of.
pub(super) fn starts_like_a_number(text: &str) -> bool {
    let Some((word, rest)) = split_word(text) else {
        return false;
    };
    // An "m" alone is metres, and "m/s" a speed; "m people" are millions of them.
    let may_be_metres = word == "m" && (rest.starts_with(" of ") || !rest.starts_with([' ', '-']));
    let is_scale = !may_be_metres && scale(word).is_some();
    let is_joint = matches!(word, "a" | "an" | "and" | "or" | "point" | "minus");
    is_scale || is_joint || denominator(word).is_some() || spoken(text).is_some()
}

/// Splits off the first word of `text`; a hyphen parts words as a space does.
pub(super) fn split_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let text = text.strip_prefix('-').unwrap_or(text);
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// What the word before was, which says what may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Ones,
    Tens,
    Hundred,
    Scale,
}

/// Reads a cardinal or an ordinal.
fn counted(text: &str) -> Option<Spoken<'_>> {
    let mut total = Number::ZERO;
    let mut group = 0_u32;
    let mut last = Last::Start;
    let mut kind = Kind::Cardinal;
    let mut rest = skip_article(text);
    let mut end = None;
    while kind == Kind::Cardinal {
        let Some((word, behind)) = split_word(skip_and(rest, last)) else {
            break;
        };
        let (cardinal, word_kind) = match ordinal_stem(word) {
            Some(stem) => (stem, Kind::Ordinal),
            None => (word, Kind::Cardinal),
        };
        let is_fresh = matches!(last, Last::Start | Last::Hundred | Last::Scale);
        if let Some(ones) = small(cardinal) {
            let fits = is_fresh || (last == Last::Tens && (1..10).contains(&ones));
            if !fits || (ones == 0 && last != Last::Start) {
                break;
            }
            group += ones;
            last = Last::Ones;
        } else if let Some(tens) = tens(cardinal) {
            if !is_fresh {
                break;
            }
            group += tens;
            last = Last::Tens;
        } else if cardinal == "hundred"
            && group < 100
            && last != Last::Hundred
            && last != Last::Scale
        {
            group = group.max(1) * 100;
            last = Last::Hundred;
        } else if cardinal == "dozen" && group < 100 && total == Number::ZERO {
            group = group.max(1) * 12;
            rest = behind;
            end = Some(rest);
            break;
        } else if let Some(scale) = full_scale(cardinal) {
            total = match last {
                // "a thousand million"
                Last::Scale => total.checked_times(scale)?,
                Last::Start => scale,
                Last::Ones | Last::Tens | Last::Hundred
                    if total > Number::ZERO && total < scale =>
                {
                    total.plus(Number::from(group)).checked_times(scale)?
                }
                Last::Ones | Last::Tens | Last::Hundred => {
                    total.plus(Number::from(group).checked_times(scale)?)
                }
            };
            group = 0;
            last = Last::Scale;
        } else {
            break;
        }
        kind = word_kind;
        rest = behind;
        end = Some(rest);
    }
    let rest = end?;
    let number = total.plus(Number::from(group));
    if kind == Kind::Cardinal
        && let Some((number, rest)) = spoken_decimals(number, rest)
    {
        return Some(Spoken { number, kind, rest });
    }
    Some(Spoken { number, kind, rest })
}

/// `a` and `an` count as one, but only where a hundred, a dozen or a scale follows.
fn skip_article(text: &str) -> &str {
    match split_word(text) {
        Some(("a" | "an", rest)) if scale_in_full(rest) => rest,
        _ => text,
    }
}

fn scale_in_full(text: &str) -> bool {
    split_word(text)
        .is_some_and(|(word, _)| matches!(word, "hundred" | "dozen") || full_scale(word).is_some())
}

/// `and` belongs to the number behind a hundred or a scale, before a smaller number: `a hundred and five`.
fn skip_and(text: &str, last: Last) -> &str {
    match (last, split_word(text)) {
        (Last::Hundred | Last::Scale, Some(("and", rest))) => match split_word(rest) {
            Some((word, _)) if is_below_hundred(word) => rest,
            _ => text,
        },
        _ => text,
    }
}

fn is_below_hundred(word: &str) -> bool {
    let stem = ordinal_stem(word).unwrap_or(word);
    small(stem).is_some() || tens(stem).is_some()
}

/// `point six five` behind a whole number.
fn spoken_decimals(whole: Number, text: &str) -> Option<(Number, &str)> {
    let ("point", mut rest) = split_word(text)? else {
        return None;
    };
    let mut number = whole;
    let mut place = Number::ONE;
    let tenth = Number::scaled(1, 1);
    let mut behind_a_digit = None;
    while let Some((word, behind)) = split_word(rest)
        && let Some(digit) = small(word).filter(|&digit| digit < 10)
    {
        place = place.times(tenth);
        number = number.plus(place.times(Number::from(digit)));
        rest = behind;
        behind_a_digit = Some(rest);
    }
    behind_a_digit.map(|rest| (number, rest))
}

fn power(tens: u32) -> Number {
    Number::from(10_i64.pow(tens))
}

/// A cardinal below twenty, with the words for nothing that are no cardinals elsewhere.
fn small(word: &str) -> Option<u32> {
    match word {
        "nought" | "nil" => Some(0),
        word => below_twenty(word),
    }
}

/// The cardinal an ordinal is made from.
fn ordinal_stem(word: &str) -> Option<&'static str> {
    const STEMS: [(&str, &str); 32] = [
        ("first", "one"),
        ("second", "two"),
        ("third", "three"),
        ("fourth", "four"),
        ("fifth", "five"),
        ("sixth", "six"),
        ("seventh", "seven"),
        ("eighth", "eight"),
        ("ninth", "nine"),
        ("tenth", "ten"),
        ("eleventh", "eleven"),
        ("twelfth", "twelve"),
        ("thirteenth", "thirteen"),
        ("fourteenth", "fourteen"),
        ("fifteenth", "fifteen"),
        ("sixteenth", "sixteen"),
        ("seventeenth", "seventeen"),
        ("eighteenth", "eighteen"),
        ("nineteenth", "nineteen"),
        ("twentieth", "twenty"),
        ("thirtieth", "thirty"),
        ("fortieth", "forty"),
        ("fiftieth", "fifty"),
        ("sixtieth", "sixty"),
        ("seventieth", "seventy"),
        ("eightieth", "eighty"),
        ("ninetieth", "ninety"),
        ("hundredth", "hundred"),
        ("thousandth", "thousand"),
        ("millionth", "million"),
        ("billionth", "billion"),
        ("trillionth", "trillion"),
    ];
    STEMS
        .iter()
        .find_map(|(ordinal, stem)| (*ordinal == word).then_some(*stem))
}

/// The number a word for a part divides by. `second` is no part.
fn denominator(word: &str) -> Option<u32> {
    match word {
        "half" | "halves" => return Some(2),
        "quarter" | "quarters" => return Some(4),
        "second" | "seconds" | "first" | "firsts" => return None,
        _ => {}
    }
    let stem = ordinal_stem(word.strip_suffix('s').unwrap_or(word))?;
    match stem {
        "hundred" => Some(100),
        "thousand" => Some(1000),
        stem => small(stem).or_else(|| tens(stem)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(text: &str, number: &str, kind: Kind, rest: &str) {
        let spoken = spoken(text).expect(text);
        let got = (spoken.number.to_string(), spoken.kind, spoken.rest);
        assert_eq!(got, (number.to_owned(), kind, rest));
    }

    #[test]
    fn cardinals_are_read_as_far_as_they_go() {
        says(
            "twenty thousand soldiers",
            "20,000",
            Kind::Cardinal,
            " soldiers",
        );
        says("forty-three per cent", "43", Kind::Cardinal, " per cent");
        says("a hundred", "100", Kind::Cardinal, "");
        says("a hundred thousand", "100,000", Kind::Cardinal, "");
        says("one hundred and five", "105", Kind::Cardinal, "");
        says("nineteen hundred", "1,900", Kind::Cardinal, "");
        says("two dozen", "24", Kind::Cardinal, "");
        says("a dozen ships", "12", Kind::Cardinal, " ships");
        says(
            "one million six hundred and fifty thousand",
            "1,650,000",
            Kind::Cardinal,
            "",
        );
        says("two thousand million", "2,000,000,000", Kind::Cardinal, "");
        says(
            "one point six five million",
            "1.65",
            Kind::Cardinal,
            " million",
        );
        says("thirty seconds", "30", Kind::Cardinal, " seconds");
        says("five hundred and more", "500", Kind::Cardinal, " and more");
        says("five-ten", "5", Kind::Cardinal, "-ten");
        says("zero", "0", Kind::Cardinal, "");
    }

    #[test]
    fn ordinals_end_a_number() {
        says("seventy-seventh", "77", Kind::Ordinal, "");
        says("third", "3", Kind::Ordinal, "");
        says("twenty third", "23", Kind::Ordinal, "");
        says("one hundred and first", "101", Kind::Ordinal, "");
        says("twentieth century", "20", Kind::Ordinal, " century");
    }

    #[test]
    fn parts_are_fractions() {
        says("half a million", "0.5", Kind::Fraction, " a million");
        says("three quarters", "0.75", Kind::Fraction, "");
        says("a quarter of it", "0.25", Kind::Fraction, " of it");
        says("one-fifth", "0.2", Kind::Fraction, "");
        says("a hundredth", "0.01", Kind::Fraction, "");
    }

    #[test]
    fn other_words_are_no_numbers() {
        for text in ["", "a ship", "ships", "xiv", "and five", "-", "ten-", "é"] {
            let is_number = spoken(text).is_some();
            assert_eq!(is_number, text == "ten-", "{text}");
        }
    }
}
