//! Dates with a word in them: `15th of August 1281`, `spring 1990`, `thirteenth century`, `1280s`.

use super::super::impossible;
use super::super::period::{Era, Period, Season};
use super::super::{HistoricDate, NoSuchDate};
use super::names;
use super::numbers::year;
use super::tokens::{Kind, Number, Token};
use super::{Shorthand, TypedDate, UnreadableDate, typed_day};

/// Reads one date of words and numbers.
pub(super) fn read(tokens: &[Token<'_>], era: Option<Era>) -> Result<TypedDate, UnreadableDate> {
    century(tokens, era)
        .or_else(|| unknown_digits(tokens, era))
        .or_else(|| decade(tokens, era))
        .or_else(|| season(tokens, era))
        .unwrap_or_else(|| with_month(tokens, era))
}

/// `13th century`, `thirteenth c.`, `C13`.
fn century(tokens: &[Token<'_>], era: Option<Era>) -> Option<Result<TypedDate, UnreadableDate>> {
    if let [c, number] = tokens
        && c.is_word(&["c"])
        && number.is_glued
    {
        let number = number.number().filter(|number| number.is_short())?;
        return Some(nth_century(number.value, era));
    }
    let (number, rest) = match names::ordinal(tokens) {
        Some((number, used)) => (number, tokens.get(used..)?),
        None => (counted(*tokens.first()?)?, tokens.get(1..)?),
    };
    let rest = match rest {
        [hyphen, rest @ ..] if hyphen.kind == Kind::Hyphen => rest,
        rest => rest,
    };
    let [unit] = rest else {
        return None;
    };
    let is_century =
        is_named_century(*unit) || unit.is_word(&["c"]) && names::ordinal(tokens).is_some();
    is_century.then(|| nth_century(number, era))
}

/// A number before "century", which may be Roman: `13`, `XIII`, `XIIIth`.
fn counted(token: Token<'_>) -> Option<u32> {
    let in_words = |word: &str| names::roman(word.strip_suffix("th").unwrap_or(word));
    let in_figures = token.number().map(|number| number.value);
    in_figures.or_else(|| in_words(token.word()?))
}

/// "century" with a slip at most: a quiz on dates is no test of spelling.
fn is_named_century(token: Token<'_>) -> bool {
    token.word().is_some_and(|word| {
        matches!(word, "cent" | "centuries") || strsim::osa_distance(word, "century") <= 1
    })
}

fn nth_century(number: u32, era: Option<Era>) -> Result<TypedDate, UnreadableDate> {
    let count = i16::try_from(number)
        .ok()
        .filter(|count| (1..=100).contains(count))
        .ok_or(NoSuchDate::Century)?;
    let century = match era.unwrap_or(Era::Ad) {
        Era::Ad => Period::Century(count - 1),
        Era::Bc => Period::Century(-count),
    };
    Ok(TypedDate::new(HistoricDate::exact(century)))
}

/// `12XX` and `197X`.
fn unknown_digits(
    tokens: &[Token<'_>],
    era: Option<Era>,
) -> Option<Result<TypedDate, UnreadableDate>> {
    let [known, unknown] = tokens else {
        return None;
    };
    let known = known.number()?;
    if !unknown.is_glued || era == Some(Era::Bc) {
        return None;
    }
    let value = i16::try_from(known.value).ok()?;
    let period = match (known.digits, unknown.word()?) {
        (2, "xx") => Period::Century(value),
        (3, "x") => Period::Decade(value),
        _ => return None,
    };
    Some(Ok(TypedDate::new(HistoricDate::exact(period))))
}

/// `1280s`, `1280's`; `1200s`, which is the century; and `'80s`, which is too short.
fn decade(tokens: &[Token<'_>], era: Option<Era>) -> Option<Result<TypedDate, UnreadableDate>> {
    let (is_cut, tokens) = match tokens {
        [cut, rest @ ..] if cut.kind == Kind::Apostrophe => (true, rest),
        _ => (false, tokens),
    };
    let number = match tokens {
        [number] if is_cut => return number.number().map(|_| Err(UnreadableDate::ShortYear)),
        [number, s] if s.is_word(&["s"]) => number.number()?,
        [number, apostrophe, s] if apostrophe.kind == Kind::Apostrophe && s.is_word(&["s"]) => {
            number.number()?
        }
        _ => return None,
    };
    if is_cut || era.is_none() && number.is_short() {
        return Some(Err(UnreadableDate::ShortYear));
    }
    if number.value == 0 || !number.value.is_multiple_of(10) {
        return None;
    }
    Some(tens(number, era.unwrap_or(Era::Ad)))
}

fn tens(number: Number, era: Era) -> Result<TypedDate, UnreadableDate> {
    let value = i16::try_from(number.value)
        .ok()
        .filter(|value| *value < 10_000)
        .ok_or(NoSuchDate::Year)?;
    let of_length = |length: i16| match era {
        Era::Ad => value / length,
        Era::Bc => -(value / length) - 1,
    };
    if value % 100 != 0 {
        let decade = Period::Decade(of_length(10));
        return Ok(TypedDate::new(HistoricDate::exact(decade)));
    }
    let century = Period::Century(of_length(100));
    Ok(TypedDate {
        shorthand: Shorthand::Hundreds,
        ..TypedDate::new(HistoricDate::exact(century))
    })
}

/// `spring 1990`, `autumn of 1281`.
fn season(tokens: &[Token<'_>], era: Option<Era>) -> Option<Result<TypedDate, UnreadableDate>> {
    let (word, number) = match tokens {
        [word, number] => (word.word()?, number),
        [word, of, number] if of.is_word(&["of"]) => (word.word()?, number),
        _ => return None,
    };
    let season = match word {
        "fall" => Season::Autumn,
        _ => Season::ALL
            .into_iter()
            .find(|season| season.word() == word)?,
    };
    let number = number.number()?;
    if era.is_none() && number.is_short() {
        return Some(Err(UnreadableDate::ShortYear));
    }
    let date = year(number, era).map(|year| HistoricDate::exact(Period::Season(year, season)));
    Some(date.map(TypedDate::new).map_err(UnreadableDate::from))
}

/// Day, month and year in any order a person would write them in.
fn with_month(tokens: &[Token<'_>], era: Option<Era>) -> Result<TypedDate, UnreadableDate> {
    let mut month = None;
    let mut figures = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        if let Some((value, used)) = names::ordinal(rest) {
            figures.push(Figure::Day(value));
            rest = rest.get(used..).unwrap_or_default();
            continue;
        }
        rest = after;
        match first.kind {
            Kind::Number(_) => figures.extend(first.number().map(Figure::Plain)),
            Kind::Hyphen | Kind::Slash | Kind::Dot | Kind::Word("of" | "the" | "in" | "year") => {}
            Kind::Word(word) if month.is_none() => {
                month = Some(month_named(word, after).ok_or(UnreadableDate::NotADate)?);
            }
            Kind::Apostrophe if month.is_some() && is_short_year(after) => {
                return Err(UnreadableDate::ShortYear);
            }
            Kind::Word(_)
            | Kind::Dash
            | Kind::Comma
            | Kind::Tilde
            | Kind::Question
            | Kind::Apostrophe
            | Kind::Other => return Err(UnreadableDate::NotADate),
        }
    }
    let month = month.ok_or(UnreadableDate::NotADate)?;
    match figures.as_slice() {
        [] | [Figure::Day(_)] => Err(UnreadableDate::NoYear),
        [Figure::Plain(only)] => {
            let year = whole_year(*only, era)?;
            let period = impossible::month(year, month)?;
            Ok(TypedDate::new(HistoricDate::exact(period)))
        }
        [day, Figure::Plain(year)] if day.is_day() => {
            day_of(day.value(), month, whole_year(*year, era)?)
        }
        [Figure::Plain(year), day] if day.is_day() => {
            day_of(day.value(), month, whole_year(*year, era)?)
        }
        _ => Err(UnreadableDate::NotADate),
    }
}

/// A month by its name or its Roman numeral, as in `15.VIII.1281`; the I of `I274` is a slip for a 1.
fn month_named(word: &str, after: &[Token<'_>]) -> Option<u32> {
    let is_slip = after
        .first()
        .is_some_and(|next| next.is_glued && next.number().is_some());
    let roman = || names::roman(word).filter(|month| *month <= 12 && !is_slip);
    names::month(word).or_else(roman)
}

/// The `72` of "Feb '72".
fn is_short_year(tokens: &[Token<'_>]) -> bool {
    matches!(tokens, [only] if only.number().is_some_and(Number::is_short))
}

/// A number in a date with a month in words.
#[derive(Clone, Copy)]
enum Figure {
    /// "15th".
    Day(u32),
    Plain(Number),
}

impl Figure {
    fn is_day(self) -> bool {
        match self {
            Self::Day(_) => true,
            Self::Plain(number) => number.is_short(),
        }
    }

    fn value(self) -> u32 {
        match self {
            Self::Day(value) => value,
            Self::Plain(number) => number.value,
        }
    }
}

fn whole_year(number: Number, era: Option<Era>) -> Result<super::Year, UnreadableDate> {
    match number {
        Number { value: ..=31, .. } if era.is_none() && number.is_short() => {
            Err(UnreadableDate::NoYear)
        }
        _ if era.is_none() && number.is_short() => Err(UnreadableDate::ShortYear),
        _ => Ok(year(number, era)?),
    }
}

fn day_of(day: u32, month: u32, year: super::Year) -> Result<TypedDate, UnreadableDate> {
    Ok(TypedDate::new(typed_day(year, month, day)?))
}
