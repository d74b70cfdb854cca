//! Dates of figures alone: `1281`, `1281-08-15`, `15.8.1281`, `03/04/1972`, `2012–2017`, `1637-38`.

use super::super::impossible;
use super::super::period::{Era, Period, Year};
use super::super::{DateOrder, HistoricDate};
use super::span::between;
use super::tokens::{Kind, Number, Token};
use super::{NoSuchDate, Shorthand, TypedDate, UnreadableDate, typed_day};

/// Reads `tokens` if they are numbers with one sign or nothing between each two; nothing if they are something else.
pub(super) fn read(
    tokens: &[Token<'_>],
    era: Option<Era>,
    order: DateOrder,
) -> Option<Result<TypedDate, UnreadableDate>> {
    let mut numbers = Vec::new();
    let mut signs = Vec::new();
    for token in tokens {
        if let Some(number) = token.number() {
            numbers.push(number);
            if signs.len() + 1 < numbers.len() {
                signs.push(Sign::Space);
            }
        } else {
            if signs.len() >= numbers.len() {
                return None;
            }
            signs.push(sign(token.kind)?);
        }
    }
    if signs.len() >= numbers.len() {
        return None;
    }
    match (numbers.as_slice(), signs.as_slice()) {
        ([only], []) => Some(one(*only, era)),
        ([a, b], [sign]) => two(*a, *b, *sign, era),
        ([a, b, c], [first, second]) if first == second => three([*a, *b, *c], *first, era, order),
        _ => None,
    }
}

/// The year `number` of `era`, or after Christ.
pub(super) fn year(number: Number, era: Option<Era>) -> Result<Year, NoSuchDate> {
    let era = era.unwrap_or(Era::Ad);
    match Year::in_era(number.value, era) {
        Some(year) => Ok(year),
        None if number.value == 0 => Err(NoSuchDate::YearZero),
        None => Err(NoSuchDate::Year),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Hyphen,
    Dash,
    Dot,
    Slash,
    Space,
}

fn sign(kind: Kind<'_>) -> Option<Sign> {
    match kind {
        Kind::Hyphen => Some(Sign::Hyphen),
        Kind::Dash => Some(Sign::Dash),
        Kind::Dot => Some(Sign::Dot),
        Kind::Slash => Some(Sign::Slash),
        Kind::Number(_)
        | Kind::Word(_)
        | Kind::Comma
        | Kind::Tilde
        | Kind::Question
        | Kind::Apostrophe
        | Kind::Other => None,
    }
}

fn one(number: Number, era: Option<Era>) -> Result<TypedDate, UnreadableDate> {
    let year = year(number, era)?;
    let mut typed = TypedDate::new(HistoricDate::exact(Period::Year(year)));
    if era.is_none() && number.is_short() {
        typed.shorthand = Shorthand::ShortYear;
    }
    Ok(typed)
}

fn two(
    a: Number,
    b: Number,
    sign: Sign,
    era: Option<Era>,
) -> Option<Result<TypedDate, UnreadableDate>> {
    let is_span_sign = match sign {
        Sign::Hyphen | Sign::Dash | Sign::Slash => true,
        Sign::Dot | Sign::Space => false,
    };
    match (a.is_short(), b.is_short()) {
        (false, true) if era.is_none() => Some(year_and(a, b, sign)),
        (true, false) if era.is_none() && b.digits >= 4 && sign != Sign::Dash => {
            Some(month_of(b, a))
        }
        (true, true) if era.is_none() => Some(Err(UnreadableDate::NoYear)),
        _ if is_span_sign => Some(years(a, b, era)),
        _ => None,
    }
}

/// `1281-08`, `1637-38`, and `1909-10`, which may be either.
fn year_and(a: Number, b: Number, sign: Sign) -> Result<TypedDate, UnreadableDate> {
    let month = month_of(a, b);
    let span = match sign {
        Sign::Hyphen | Sign::Dash | Sign::Slash => {
            completed(a, b).and_then(|b| years(a, b, None).ok())
        }
        Sign::Dot | Sign::Space => None,
    };
    match (month, span) {
        (Ok(month), Some(span)) if sign != Sign::Dash => {
            Ok(TypedDate::either(month.first, span.first))
        }
        (_, Some(span)) => Ok(span),
        (month, None) => month,
    }
}

/// 1638 for the 38 of "1637-38"; nothing if that is no later year.
pub(super) fn completed(start: Number, end: Number) -> Option<Number> {
    let unit = 10_u32.checked_pow(u32::try_from(end.digits).ok()?)?;
    let value = (start.value - start.value % unit).saturating_add(end.value);
    (end.digits < start.digits && value > start.value).then_some(Number {
        value,
        digits: start.digits,
    })
}

fn month_of(year_number: Number, month: Number) -> Result<TypedDate, UnreadableDate> {
    let period = impossible::month(year(year_number, None)?, month.value)?;
    Ok(TypedDate::new(HistoricDate::exact(period)))
}

fn years(a: Number, b: Number, era: Option<Era>) -> Result<TypedDate, UnreadableDate> {
    let end = match era {
        Some(Era::Bc) => b,
        Some(Era::Ad) | None => completed(a, b).unwrap_or(b),
    };
    let date = |number| year(number, era).map(|year| HistoricDate::exact(Period::Year(year)));
    between(&TypedDate::new(date(a)?), &TypedDate::new(date(end)?))
}

fn three(
    [a, b, c]: [Number; 3],
    sign: Sign,
    era: Option<Era>,
    order: DateOrder,
) -> Option<Result<TypedDate, UnreadableDate>> {
    let is_year = |number: Number| number.digits >= 3;
    if is_year(a) && b.is_short() && c.is_short() {
        return Some(date(a, b, c, None));
    }
    if !(a.is_short() && b.is_short()) {
        return None;
    }
    if !is_year(c) && era.is_none() {
        return Some(Err(UnreadableDate::ShortYear));
    }
    let day_first = date(c, b, a, era);
    let month_first = date(c, a, b, era);
    Some(match (sign, order) {
        // Where dots are used, the day comes first.
        (Sign::Dot, _) => day_first,
        (_, DateOrder::DayFirst) => either(day_first, month_first),
        (_, DateOrder::MonthFirst) => either(month_first, day_first),
    })
}

fn either(
    first: Result<TypedDate, UnreadableDate>,
    second: Result<TypedDate, UnreadableDate>,
) -> Result<TypedDate, UnreadableDate> {
    use UnreadableDate::NoSuchDate as No;
    match (first, second) {
        (Ok(first), Ok(second)) => Ok(TypedDate::either(first.first, second.first)),
        (Ok(only), Err(_)) | (Err(_), Ok(only)) => Ok(only),
        // Of two impossible readings the one with a month is what was meant: 31/4 is no day, not a month 31.
        (Err(No(NoSuchDate::Month(_))), Err(error)) | (Err(error), Err(_)) => Err(error),
    }
}

fn date(
    year_number: Number,
    month: Number,
    day: Number,
    era: Option<Era>,
) -> Result<TypedDate, UnreadableDate> {
    let year = year(year_number, era)?;
    Ok(TypedDate::new(typed_day(year, month.value, day.value)?))
}
