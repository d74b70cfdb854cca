//! Two dates and what lies between, or one that is only a start or an end: `2012 to 2017`, `12-15 August 1281`, `since 1945`.

use super::super::{DateOrder, Edge, Extent, HistoricDate, order};
use super::numbers::completed;
use super::tokens::{Kind, Token};
use super::{NoSuchDate, Shorthand, TypedDate, UnreadableDate, point};

/// Reads a span, or one date.
pub(super) fn read(tokens: &[Token<'_>], order: DateOrder) -> Result<TypedDate, UnreadableDate> {
    match tokens {
        [since, rest @ ..] if since.is_word(&["since"]) => half(rest, order, Half::OpenEnd),
        [until, rest @ ..] if until.is_word(&["until", "till"]) => {
            half(rest, order, Half::UnknownStart)
        }
        [rest @ .., or, later] if or.is_word(&["or", "and"]) && later.is_word(&["later"]) => {
            half(rest, order, Half::OpenEnd)
        }
        [rest @ .., or, earlier] if or.is_word(&["or", "and"]) && earlier.is_word(&["earlier"]) => {
            half(rest, order, Half::OpenStart)
        }
        [rest @ .., onwards] if onwards.is_word(&["onward", "onwards"]) => {
            half(rest, order, Half::OpenEnd)
        }
        [between, rest @ ..] if between.is_word(&["between"]) => split(rest, order, &["and"]),
        [from, rest @ ..] if from.is_word(&["from"]) => match whole(rest, order) {
            Ok(typed) if typed.readings().all(HistoricDate::is_span) => Ok(typed),
            _ => half(rest, order, Half::UnknownEnd),
        },
        _ => whole(tokens, order),
    }
}

/// Joins two dates; of two readings each the first with the first and the second with the second.
pub(super) fn between(start: &TypedDate, end: &TypedDate) -> Result<TypedDate, UnreadableDate> {
    let first = joined(&start.first, &end.first)?;
    let second = match (&start.second, &end.second) {
        (None, None) => None,
        (second_start, second_end) => Some(joined(
            second_start.as_ref().unwrap_or(&start.first),
            second_end.as_ref().unwrap_or(&end.first),
        )?),
    };
    let is_short = start.is_short_year() || end.is_short_year();
    Ok(TypedDate {
        second,
        part: start.part.or(end.part),
        shorthand: if is_short {
            Shorthand::ShortYear
        } else {
            Shorthand::None
        },
        ..TypedDate::new(first)
    })
}

fn joined(start: &HistoricDate, end: &HistoricDate) -> Result<HistoricDate, UnreadableDate> {
    let (Extent::Point(first), Extent::Point(last)) = (start.extent, end.extent) else {
        return Err(UnreadableDate::NotADate);
    };
    if order::is_backwards(first.period, last.period) {
        return Err(NoSuchDate::Backwards.into());
    }
    Ok(HistoricDate {
        extent: Extent::between(Edge::At(first), Edge::At(last)),
        calendar: start.calendar,
    })
}

#[derive(Clone, Copy)]
enum Half {
    OpenStart,
    UnknownStart,
    OpenEnd,
    UnknownEnd,
}

fn half(tokens: &[Token<'_>], order: DateOrder, half: Half) -> Result<TypedDate, UnreadableDate> {
    let typed = point::read(tokens, order)?;
    if typed.readings().any(HistoricDate::is_span) {
        return Err(UnreadableDate::NotADate);
    }
    Ok(typed.map(|extent| match extent {
        Extent::Point(point) => {
            let at = Edge::At(point);
            match half {
                Half::OpenStart => Extent::between(Edge::Open, at),
                Half::UnknownStart => Extent::between(Edge::Unknown, at),
                Half::OpenEnd => Extent::between(at, Edge::Open),
                Half::UnknownEnd => Extent::between(at, Edge::Unknown),
            }
        }
        Extent::Span(..) => extent,
    }))
}

/// One date, or two with a word or a sign between.
fn whole(tokens: &[Token<'_>], order: DateOrder) -> Result<TypedDate, UnreadableDate> {
    point::read(tokens, order).or_else(|error| match error {
        UnreadableDate::NotADate => split(tokens, order, &["to", "until", "till", "through"]),
        // It is a date, if only it were a whole one: no reason to look for two.
        UnreadableDate::NoSuchDate(_) | UnreadableDate::NoYear | UnreadableDate::ShortYear => {
            Err(error)
        }
    })
}

fn split(
    tokens: &[Token<'_>],
    order: DateOrder,
    words: &[&str],
) -> Result<TypedDate, UnreadableDate> {
    let mut why = UnreadableDate::NotADate;
    for (place, token) in tokens.iter().enumerate() {
        let is_split =
            matches!(token.kind, Kind::Hyphen | Kind::Dash | Kind::Slash) || token.is_word(words);
        let (start, end) = tokens.split_at(place);
        let end = end.get(1..).unwrap_or_default();
        if !is_split || start.is_empty() || end.is_empty() {
            continue;
        }
        match edges(start, end, order).and_then(|(start, end)| between(&start, &end)) {
            Ok(typed) => return Ok(typed),
            Err(error) if why == UnreadableDate::NotADate => why = error,
            Err(_) => {}
        }
    }
    Err(why)
}

/// Reads both edges, each with what it leaves to the other: the month and the year of "12-15 August 1281", the hundreds of
/// "1637 to 38".
fn edges(
    start: &[Token<'_>],
    end: &[Token<'_>],
    order: DateOrder,
) -> Result<(TypedDate, TypedDate), UnreadableDate> {
    if let ([.., first], [last]) = (start, end)
        && let (Some(from), Some(to)) = (first.number(), last.number())
        && let Some(to) = completed(from, to)
    {
        let digits = to.value.to_string();
        let last = Token {
            kind: Kind::Number(&digits),
            is_glued: false,
        };
        return Ok((point::read(start, order)?, point::read(&[last], order)?));
    }
    let to = point::read(end, order)?;
    let lacks_more = match start {
        [only] => only.number().is_some_and(super::tokens::Number::is_short),
        _ => false,
    };
    let lacks_era = end.last().copied().and_then(point::era).is_some()
        && !start.iter().any(|token| point::era(*token).is_some());
    match point::read(start, order) {
        Ok(from) if !lacks_more && !lacks_era => Ok((from, to)),
        alone => {
            let borrowed = borrowed_tails(end)
                .find_map(|tail| point::read(&[start, tail].concat(), order).ok());
            match (borrowed, alone) {
                (Some(from), _) => Ok((from, to)),
                (None, alone) => Ok((alone?, to)),
            }
        }
    }
}

/// What a start may leave to the end: all after its first number, or its last number and what follows.
fn borrowed_tails<'t, 'a>(end: &'t [Token<'a>]) -> impl Iterator<Item = &'t [Token<'a>]> {
    let is_number = |token: &Token<'_>| token.number().is_some();
    let after_first = end.iter().position(is_number).map_or(0, |place| place + 1);
    let after_first = match end.get(after_first) {
        Some(ending) if ending.is_glued && ending.is_word(&["st", "nd", "rd", "th"]) => {
            after_first + 1
        }
        Some(_) | None => after_first,
    };
    let from_last = end.iter().rposition(is_number).unwrap_or(0);
    [after_first, from_last]
        .into_iter()
        .filter_map(|place| end.get(place..))
        .filter(|tail| !tail.is_empty())
}
