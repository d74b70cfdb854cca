//! EDTF: how decks write dates. Level 0 and 1 without times and years beyond four digits; of level 2 nothing but `12XX` at the
//! edges of spans.

mod problem;

pub use problem::{EdtfProblem, EdtfReason};

use std::fmt::Write as _;

use super::calendar::Calendar;
use super::impossible::{self, NoSuchDate};
use super::order;
use super::period::{Period, Season, Year};
use super::{Certainty, Edge, Extent, HistoricDate, Point};
use problem::Fault;

/// Longest text looked at, in bytes; the longest date has 23.
const MAX_LEN: usize = 100;

/// Reads EDTF; a fault knows no remedy yet.
pub(super) fn parse(text: &str, calendar: Calendar) -> Result<HistoricDate, Fault> {
    if text.is_empty() {
        return Err(Fault::new(0, EdtfReason::Empty));
    }
    refuse_other_forms(text)?;
    let extent = match text.split_once('/') {
        None => Extent::Point(point(text, 0, calendar)?),
        Some((start, end)) => span(start, end, calendar)?,
    };
    Ok(HistoricDate { extent, calendar })
}

/// Writes a date in the one form it has.
pub(super) fn write(extent: &Extent) -> String {
    let mut text = String::new();
    match extent {
        Extent::Point(point) => match point.period {
            // An X cannot stand in a year before Christ.
            Period::Century(..=-1) | Period::Decade(..=-1) => {
                let (first, last) = point.period.years();
                for (year, sep) in [(first, "/"), (last, "")] {
                    write_point(
                        &mut text,
                        Point {
                            period: Period::Year(year),
                            ..*point
                        },
                    );
                    text.push_str(sep);
                }
            }
            Period::Century(_)
            | Period::Decade(_)
            | Period::Year(_)
            | Period::Season(..)
            | Period::Month(..)
            | Period::Day(..) => write_point(&mut text, *point),
        },
        Extent::Span(start, end) => {
            write_edge(&mut text, *start);
            text.push('/');
            write_edge(&mut text, *end);
        }
    }
    text
}

/// What is EDTF, or looks like it, but cannot stand in a deck.
fn refuse_other_forms(text: &str) -> Result<(), Fault> {
    if text.len() > MAX_LEN {
        return Err(Fault::new(0, EdtfReason::Prose));
    }
    if text.starts_with(['{', '[']) {
        return Err(Fault::new(0, EdtfReason::Set));
    }
    if text
        .strip_prefix('Y')
        .is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c.is_ascii_digit()))
    {
        return Err(Fault::new(0, EdtfReason::LongYear));
    }
    if let Some((date, _)) = text.split_once('T')
        && date.ends_with(|c: char| c.is_ascii_digit())
    {
        return Err(Fault::new(date.len(), EdtfReason::Time));
    }
    if let Some(offset) = text.find(|c: char| !"0123456789X-/.~?%".contains(c)) {
        return Err(Fault::new(offset, EdtfReason::Prose));
    }
    Ok(())
}

fn span(start: &str, end: &str, calendar: Calendar) -> Result<Extent, Fault> {
    let end_offset = start.len() + 1;
    if let Some(more) = end.find('/') {
        return Err(Fault::new(end_offset + more, EdtfReason::ThirdEdge));
    }
    let from = edge(start, 0, calendar)?;
    let to = edge(end, end_offset, calendar)?;
    match (from, to) {
        (Edge::Open | Edge::Unknown, Edge::Open | Edge::Unknown) => {
            Err(Fault::new(0, EdtfReason::NoEdge))
        }
        (Edge::At(first), Edge::At(last)) if order::is_backwards(first.period, last.period) => Err(
            Fault::new(end_offset, EdtfReason::NoSuchDate(NoSuchDate::Backwards)),
        ),
        (Edge::At(_), _) | (_, Edge::At(_)) => Ok(Extent::between(from, to)),
    }
}

fn edge(text: &str, offset: usize, calendar: Calendar) -> Result<Edge, Fault> {
    match text {
        ".." => Ok(Edge::Open),
        "" => Ok(Edge::Unknown),
        _ => point(text, offset, calendar).map(Edge::At),
    }
}

fn point(text: &str, offset: usize, calendar: Calendar) -> Result<Point, Fault> {
    let (date, certainty) = certainty_of(text);
    if let Some(place) = date.find(['~', '?', '%']) {
        return Err(Fault::new(offset + place, EdtfReason::InnerDoubt));
    }
    Ok(Point {
        period: period(date, offset, calendar)?,
        certainty,
    })
}

fn certainty_of(text: &str) -> (&str, Certainty) {
    for (sign, certainty) in [
        ('~', Certainty::Approximate),
        ('?', Certainty::Uncertain),
        ('%', Certainty::Both),
    ] {
        if let Some(date) = text.strip_suffix(sign) {
            return (date, certainty);
        }
    }
    (text, Certainty::Exact)
}

fn period(text: &str, offset: usize, calendar: Calendar) -> Result<Period, Fault> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let year_offset = offset + text.len() - rest.len();
    let mut parts = rest.split('-');
    let year_text = parts.next().unwrap_or_default();
    let month_text = parts.next();
    let day_text = parts.next();
    if sign < 0 && year_text == "0000" {
        return Err(Fault::new(offset, EdtfReason::MinusZero));
    }
    let year = match year_pattern(year_text, year_offset)? {
        YearPattern::Digits(number) => Year::new(sign * number)
            .ok_or(Fault::new(offset, EdtfReason::NoSuchDate(NoSuchDate::Year)))?,
        YearPattern::Decade(_) | YearPattern::Century(_) if sign < 0 => {
            return Err(Fault::new(offset, EdtfReason::UnknownDigitsBc));
        }
        YearPattern::Decade(_) | YearPattern::Century(_) if month_text.is_some() => {
            return Err(Fault::new(year_offset, EdtfReason::UnknownPart));
        }
        YearPattern::Decade(number) => return Ok(Period::Decade(number)),
        YearPattern::Century(number) => return Ok(Period::Century(number)),
    };
    let Some(month_text) = month_text else {
        return Ok(Period::Year(year));
    };
    let month_offset = year_offset + year_text.len() + 1;
    let day_offset = month_offset + month_text.len() + 1;
    if parts.next().is_some() {
        let after = day_offset + day_text.map_or(0, str::len);
        return Err(Fault::new(after, EdtfReason::Prose));
    }
    let month = two_digits(month_text, month_offset)?;
    let Some(day_text) = day_text else {
        return month_or_season(year, month, month_offset);
    };
    let day = two_digits(day_text, day_offset)?;
    impossible::day(year, month, day, calendar).map_err(|reason| {
        let place = if matches!(reason, NoSuchDate::Month(_)) {
            month_offset
        } else {
            day_offset
        };
        Fault::new(place, EdtfReason::NoSuchDate(reason))
    })
}

enum YearPattern {
    Digits(i32),
    Decade(i16),
    Century(i16),
}

fn year_pattern(text: &str, offset: usize) -> Result<YearPattern, Fault> {
    let known = text.trim_end_matches('X');
    let fault = |reason| Fault::new(offset, reason);
    if known.contains(|c: char| !c.is_ascii_digit() && c != 'X') {
        return Err(fault(EdtfReason::Prose));
    }
    if text.len() != 4 {
        return Err(fault(EdtfReason::YearDigits));
    }
    let number: i16 = known.parse().map_err(|_| fault(EdtfReason::UnknownPart))?;
    match known.len() {
        4 => Ok(YearPattern::Digits(number.into())),
        3 => Ok(YearPattern::Decade(number)),
        2 => Ok(YearPattern::Century(number)),
        _ => Err(fault(EdtfReason::UnknownPart)),
    }
}

fn two_digits(text: &str, offset: usize) -> Result<u32, Fault> {
    let reason = match text.len() {
        _ if text.contains('X') => EdtfReason::UnknownPart,
        0 => EdtfReason::Prose,
        2 => match text.parse() {
            Ok(number) => return Ok(number),
            Err(_) => EdtfReason::Prose,
        },
        _ => EdtfReason::TwoDigits,
    };
    Err(Fault::new(offset, reason))
}

fn month_or_season(year: Year, code: u32, offset: usize) -> Result<Period, Fault> {
    let season = Season::ALL
        .into_iter()
        .find(|season| u32::from(season.code()) == code);
    match season {
        Some(season) => Ok(Period::Season(year, season)),
        None if (25..=41).contains(&code) => Err(Fault::new(offset, EdtfReason::PartOfYear)),
        None => impossible::month(year, code)
            .map_err(|reason| Fault::new(offset, EdtfReason::NoSuchDate(reason))),
    }
}

fn write_edge(text: &mut String, edge: Edge) {
    match edge {
        Edge::At(point) => write_point(text, point),
        Edge::Open => text.push_str(".."),
        Edge::Unknown => {}
    }
}

fn write_point(text: &mut String, point: Point) {
    match point.period {
        Period::Century(number) => {
            let _ = write!(text, "{number:02}XX");
        }
        Period::Decade(number) => {
            let _ = write!(text, "{number:03}X");
        }
        Period::Year(year) => write_year(text, year),
        Period::Season(year, season) => {
            write_year(text, year);
            let _ = write!(text, "-{}", season.code());
        }
        Period::Month(year, month) => {
            write_year(text, year);
            let _ = write!(text, "-{month:02}");
        }
        Period::Day(year, month, day) => {
            write_year(text, year);
            let _ = write!(text, "-{month:02}-{day:02}");
        }
    }
    text.push_str(match point.certainty {
        Certainty::Exact => "",
        Certainty::Approximate => "~",
        Certainty::Uncertain => "?",
        Certainty::Both => "%",
    });
}

fn write_year(text: &mut String, year: Year) {
    let sign = if year.number() < 0 { "-" } else { "" };
    let _ = write!(text, "{sign}{:04}", year.number().unsigned_abs());
}

#[cfg(test)]
mod tests;
