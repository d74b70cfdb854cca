//! Dates and spans: points and stretches put together, with the words around them.

use super::lexicon;
use super::mention::{Content, Modifier, Origin, Worth};
use super::moment::{Moment, Part};
use super::points::{self, Doubt};
use super::scan::{Hit, Scan};
use super::senses::{is_elided_year, is_weak_year, is_year};
use super::spans::{connector, days_of_a_month, months_of_a_year, span};
use super::stretches::{self, Seen};
use super::tokens::Tokens;
use super::years::{self, Form};
use crate::when::{Calendar, HistoricDate};

/// Finds the date or span that begins at `at`.
pub(super) fn find(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    if let Some(seen) = stretches::stretch(scan.tokens, at, scan.last.map(|last| last.year)) {
        return Some(stretch_hit(scan, at, &seen));
    }
    days_of_a_month(scan, at)
        .or_else(|| months_of_a_year(scan, at))
        .or_else(|| span(scan, at))
        .or_else(|| single(scan, at))
}

/// A century or a decade, or from one to another.
fn stretch_hit(scan: &Scan<'_, '_>, at: usize, seen: &Seen) -> Hit {
    let tokens = scan.tokens;
    let is_from = matches!(tokens.word_before(seen.start, 1), "from" | "between")
        || (tokens.word_before(seen.start, 1) == "the"
            && matches!(tokens.word_before(seen.start, 2), "from" | "between"));
    let origin = if seen.is_guess {
        Origin::Guessed
    } else {
        Origin::Written
    };
    if let Some(next) = connector(
        tokens,
        seen.end,
        is_from,
        tokens.word_before(at, 2) == "between" || tokens.word_before(at, 1) == "between",
    ) {
        let next = if tokens.word(next) == "the" {
            next + 1
        } else {
            next
        };
        let skipped = usize::from(matches!(tokens.word(next), "early" | "late" | "mid"));
        let is_marked = tokens.mark(seen.end).is_some();
        if let Some(other) = stretches::stretch(tokens, next + skipped, Some(seen.stretch.first))
            && (is_from || is_marked || tokens.word(seen.end) != "and")
            && seen.stretch.first < other.stretch.first
        {
            let mixed = seen.stretch.is_bc() || other.stretch.is_bc();
            let edtf = format!(
                "{}/{}",
                seen.stretch.edge(mixed, false),
                other.stretch.edge(mixed, true)
            );
            let mut hit = Hit::draft(
                seen.start..other.end,
                date_content(&edtf),
                "centuries or decades",
            );
            hit.origin = origin;
            return hit;
        }
    }
    let mut edtf = seen.stretch.edtf();
    let circa = is_circa(tokens, seen.start);
    if circa && !edtf.contains('/') {
        edtf.push('~');
    }
    let mut hit = Hit::draft(
        seen.start..seen.end,
        date_content(&edtf),
        "century or decade",
    );
    hit.modifier = seen.modifier.or(if circa {
        Some(Modifier::Circa)
    } else {
        open_modifier(tokens, seen.start)
    });
    hit.origin = origin;
    hit.moment = Some(Moment {
        year: seen.stretch.first,
        part: Part::Year,
    });
    if seen.shared {
        hit.pieces.end = seen.end;
    }
    hit
}

fn is_circa(tokens: &Tokens<'_>, at: usize) -> bool {
    let the = usize::from(tokens.word_before(at, 1) == "the");
    matches!(
        tokens.word_before(at, 1 + the),
        "circa" | "about" | "around" | "ca"
    )
}

/// A date alone.
fn single(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    let point = points::point(tokens, at)?;
    let (year, mut origin) = match (point.year, point.part) {
        (Some(year), Part::Year) => {
            let is_one = match year.form {
                Form::Clear => year.era.is_some() || is_year(tokens, at, point),
                Form::Short => is_elided_year(tokens, at, point.end),
                Form::Weak => is_weak_year(tokens, at, point.end, point.doubt),
            };
            if !is_one {
                return None;
            }
            (
                era_of(scan, year),
                if year.form == Form::Short {
                    Origin::Guessed
                } else {
                    Origin::Written
                },
            )
        }
        (Some(year), _) => (era_of(scan, year), Origin::Written),
        (None, Part::Month(_)) if !leads_to_month(tokens, at) => return None,
        (None, _) => year_of(scan, None, point.end)?,
    };
    if point.year.is_some_and(|year| year.form == Form::Short) {
        origin = Origin::Guessed;
    }
    let moment = Moment {
        year,
        part: point.part,
    };
    let mut hit = Hit::draft(
        at..point.end,
        date_content(&format!("{}{}", moment.edtf(), mark_of(point.doubt))),
        why(point.part),
    );
    hit.modifier = match point.doubt {
        Doubt::About => Some(Modifier::Circa),
        Doubt::None | Doubt::Perhaps => open_modifier(tokens, at),
    };
    hit.origin = origin;
    hit.moment = Some(moment);
    if matches!(tokens.word_before(at, 1), "retrieved" | "accessed") {
        // When somebody looked at a page.
        hit.worth = Worth::LeftOut;
    }
    if matches!(tokens.word_before(at, 2), "pre" | "post") && tokens.mark_before(at, 1) == Some('-')
    {
        hit.worth = Worth::LeftOut;
    }
    Some(hit)
}

/// The year, counted before Christ when the date before was and nothing says otherwise: "236 BC, died 183".
fn era_of(scan: &Scan<'_, '_>, year: years::YearSeen) -> i32 {
    let is_bc = year.form == Form::Weak
        && year.era.is_none()
        && scan.last.is_some_and(|last| last.year <= 0);
    match scan.last {
        _ if is_bc => 1 - year.number,
        // "1348 ... in '49": of the time the text is in, unless that is ours.
        Some(last) if year.form == Form::Short && (1000..1900).contains(&last.year) => {
            years::nearest(year.number, last.year)
        }
        Some(_) | None => year.astronomical(),
    }
}

fn why(part: Part) -> &'static str {
    match part {
        Part::Year => "year",
        Part::Season(_) => "season of a year",
        Part::Month(_) => "month of a year",
        Part::Day(..) => "day, month, year",
    }
}

pub(super) fn mark_of(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::None => "",
        Doubt::About => "~",
        Doubt::Perhaps => "?",
    }
}

/// The word before `at`, an article and a weekday passed over.
pub(super) fn before_the<'a>(tokens: &'a Tokens<'_>, at: usize) -> &'a str {
    let mut back = 1;
    while tokens.word_before(at, back) == "the"
        || lexicon::is_weekday(tokens.word_before(at, back))
        || matches!(
            tokens.word_before(at, back),
            "early" | "late" | "mid" | "about"
        )
    {
        back += 1;
    }
    tokens.word_before(at, back)
}

/// How far ahead a year is looked for, in pieces.
const NEAR: usize = 25;

/// The year of a date that gives none: the one mentioned last, or the next one of the sentence.
pub(super) fn year_of(
    scan: &Scan<'_, '_>,
    seen: Option<years::YearSeen>,
    from: usize,
) -> Option<(i32, Origin)> {
    if let Some(year) = seen {
        return Some((year.astronomical(), Origin::Written));
    }
    if let Some(last) = scan.last {
        return Some((last.year, Origin::Context));
    }
    (from..from + NEAR)
        .take_while(|index| !scan.tokens.is_break(*index))
        .find_map(|index| {
            scan.tokens
                .whole(index)
                .filter(|year| (1000..2100).contains(year))
        })
        .and_then(|year| Some((i32::try_from(year).ok()?, Origin::Context)))
}

/// Words behind which a month alone is a date.
fn leads_to_month(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        before_the(tokens, at),
        "in" | "by"
            | "since"
            | "until"
            | "till"
            | "from"
            | "of"
            | "during"
            | "before"
            | "after"
            | "mid"
            | "throughout"
            | "between"
            | "next"
            | "last"
            | "following"
            | "same"
    ) || matches!(tokens.word_before(at, 1), "early" | "late" | "mid")
        || (tokens.mark_before(at, 1) == Some('-')
            && matches!(tokens.word_before(at, 2), "early" | "late" | "mid"))
}

/// Words before a date that leave one of its sides open, or name a part of it.
fn open_modifier(tokens: &Tokens<'_>, at: usize) -> Option<Modifier> {
    let mut back = 1;
    while matches!(tokens.word_before(at, back), "the" | "in" | "of") && back < 3 {
        back += 1;
    }
    let hyphen = usize::from(tokens.mark_before(at, 1) == Some('-'));
    Some(match tokens.word_before(at, back + hyphen) {
        "until" | "till" => Modifier::Until,
        "since" => Modifier::Since,
        "before" | "pre" => Modifier::Before,
        "after" | "post" => Modifier::After,
        "by" => Modifier::By,
        "early" | "beginning" => Modifier::Early,
        "mid" | "middle" => Modifier::Mid,
        "late" | "end" => Modifier::Late,
        "books" | "others" | "perhaps" | "or" => Modifier::Alternative,
        _ => match (tokens.mark_before(at, 1), tokens.word_before(at, 2)) {
            (Some(':'), "books" | "others" | "accounts" | "sources") => Modifier::Alternative,
            _ => return None,
        },
    })
}

/// A date as content; days that the calendar of today does not have are taken as old ones.
pub(super) fn date_content(edtf: &str) -> Content {
    let date =
        HistoricDate::parse(edtf).or_else(|_| HistoricDate::parse_in(edtf, Calendar::Julian));
    match date {
        Ok(date) => Content::Date(date),
        Err(_) => Content::FarDate(edtf.to_owned()),
    }
}
