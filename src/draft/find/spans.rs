//! Spans: from one point of time to another.

use super::dates::{before_the, date_content, mark_of, year_of};
use super::lexicon;
use super::mention::Origin;
use super::moment::{Moment, Part};
use super::points::{self, Beside, Doubt, Point};
use super::scan::{Hit, Scan};
use super::senses::is_counting;
use super::tokens::Tokens;
use super::years::{self, Era, Form};

/// `15-18 August 1549`, `between 3 and 9 May 1945`.
pub(super) fn days_of_a_month(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    let (first, end) = points::day(tokens, at)?;
    tokens.digits(at)?;
    let is_between =
        tokens.word_before(at, 1) == "between" || tokens.word_before(at, 2) == "between";
    let next = connector(tokens, end, true, is_between).or_else(|| {
        match (tokens.mark(end), tokens.word(end)) {
            (Some('/'), _) | (_, "and" | "or") => Some(end + 1),
            _ => None,
        }
    })?;
    let next = if tokens.word(next) == "the" {
        next + 1
    } else {
        next
    };
    let later = points::point(tokens, next)?;
    let Part::Day(month, last) = later.part else {
        return None;
    };
    // "3 and 9 May" are two days, and one hit takes the first of them.
    let is_pair = matches!(tokens.word(end), "and" | "or") && !is_between;
    let (year, origin) = year_of(scan, later.year, later.end)?;
    let day = |day| Moment {
        year,
        part: Part::Day(month, day),
    };
    if !is_day_first(tokens, next) || first >= last {
        return None;
    }
    let mut hit = if is_pair {
        Hit::draft(
            at..end,
            date_content(&day(first).edtf()),
            "day, its month behind another",
        )
    } else {
        let edtf = format!("{}/{}", day(first).edtf(), day(last).edtf());
        Hit::draft(at..later.end, date_content(&edtf), "days of a month")
    };
    hit.origin = origin;
    hit.moment = Some(day(first));
    Some(hit)
}

pub(super) fn is_day_first(tokens: &Tokens<'_>, at: usize) -> bool {
    points::day(tokens, at).is_some()
}

/// `May-June 1940`, `August 15-18, 1549`, `May and June 1940`.
pub(super) fn months_of_a_year(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    let (month, end) = points::month(tokens, at, Beside::Anything)?;
    // "August 15-18, 1549"
    if let Some((first, behind)) = points::day(tokens, end)
        && tokens.digits(end).is_some()
        && let Some(next) = connector(tokens, behind, true, tokens.word_before(at, 1) == "between")
        && let Some((last, behind)) = points::day(tokens, next)
        && tokens.digits(next).is_some()
        && points::month(tokens, behind, Beside::Anything).is_none()
        && first < last
    {
        let (seen, behind) = years::year_behind(tokens, behind);
        let (year, origin) = year_of(scan, seen, behind)?;
        let day = |day| Moment {
            year,
            part: Part::Day(month, day),
        };
        let edtf = format!("{}/{}", day(first).edtf(), day(last).edtf());
        let mut hit = Hit::draft(at..behind, date_content(&edtf), "days of a month");
        hit.origin = origin;
        hit.moment = Some(day(first));
        return Some(hit);
    }
    None
}

/// From one point to another.
pub(super) fn span(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    let first = points::point(tokens, at)?;
    let before = before_the(tokens, at);
    let is_between = before == "between";
    let is_from = is_between || before == "from";
    let in_brackets = tokens.mark_before(at, 1) == Some('(');
    let next = connector(tokens, first.end, is_from, is_between)?;
    if is_now(tokens, next) {
        let (year, origin) = year_of(
            scan,
            first.year.filter(|year| year.form == Form::Clear),
            first.end,
        )?;
        let start = Moment {
            year,
            part: first.part,
        };
        let mut hit = Hit::draft(
            at..next + 1,
            date_content(&format!("{}/..", start.edtf())),
            "still going on",
        );
        hit.origin = origin;
        hit.moment = Some(start);
        return Some(hit);
    }
    let next = if tokens.word(next) == "the" {
        next + 1
    } else {
        next
    };
    let skipped = usize::from(
        matches!(
            tokens.word(next),
            "early" | "late" | "mid" | "in" | "at" | "around" | "about"
        ) && lexicon::month(tokens.word(next + 1)).is_some(),
    );
    let second = points::point(tokens, next + skipped)
        .filter(|second| is_same_kind(&first, second))
        .or_else(|| short_end(tokens, &first, next))?;
    resolve(scan, at, first, second, is_from || in_brackets)
}

/// "From 1900 to 3 May" is no span of ours, but "from 1970 to February 1972" is.
pub(super) fn is_same_kind(first: &Point, second: &Point) -> bool {
    let needs_year = |point: &Point| point.year.is_none();
    !(needs_year(second)
        && !needs_year(first)
        && matches!(second.part, Part::Month(_) | Part::Day(..)))
}

/// The end of `1637-38` and of `1899/1900`.
pub(super) fn short_end(tokens: &Tokens<'_>, first: &Point, next: usize) -> Option<Point> {
    let year = first
        .year
        .filter(|year| matches!(year.form, Form::Clear | Form::Weak))?;
    let digits = tokens.digits(next)?;
    let short = i32::try_from(tokens.whole(next)?).ok()?;
    let unit = match digits.len() {
        1 => 10,
        2 => 100,
        3 if year.number >= 1000 => 1000,
        _ => return None,
    };
    let era = years::read_era_behind(tokens, next + 1);
    let is_bc = era.is_some_and(|(era, _)| era == Era::Bc);
    let is_marked = tokens.mark(next.checked_sub(1)?).is_some();
    if is_bc || !is_marked || (tokens.mark(next + 1) == Some('-') && tokens.is_joined(next + 1)) {
        return None;
    }
    let number = year.number - year.number.rem_euclid(unit) + short;
    // "1899/1" is a number of something.
    let is_loose = digits.len() == 1 && tokens.mark_before(next, 1) == Some('/');
    (number > year.number && !is_loose).then_some(Point {
        end: next + 1,
        year: Some(years::YearSeen {
            number,
            era: year.era,
            form: Form::Clear,
        }),
        part: match first.part {
            Part::Season(season) => Part::Season(season),
            Part::Year | Part::Month(_) | Part::Day(..) => Part::Year,
        },
        doubt: Doubt::None,
    })
}

pub(super) fn resolve(
    scan: &Scan<'_, '_>,
    at: usize,
    first: Point,
    second: Point,
    is_sure: bool,
) -> Option<Hit> {
    let tokens = scan.tokens;
    let is_weak = |point: &Point| point.year.is_some_and(|year| year.form == Form::Weak);
    let counts = is_counting(tokens, second.end);
    let has_era = second.year.is_some_and(|year| year.era.is_some());
    if (is_weak(&first) || is_weak(&second))
        && !has_era
        && (!(is_sure || leads_to_reign(tokens, at)) || counts)
    {
        return None;
    }
    if counts && first.part == Part::Year && !is_sure {
        return None;
    }
    let (end_year, end_origin) = match second.year {
        Some(year) => (year.astronomical(), Origin::Written),
        None => year_of(scan, first.year, second.end)?,
    };
    let start_year = match first.year {
        // "264-146 BC": the first of two takes the era of the second.
        Some(year)
            if year.era.is_none() && second.year.is_some_and(|end| end.era == Some(Era::Bc)) =>
        {
            1 - year.number
        }
        Some(year) => year.astronomical(),
        None => end_year,
    };
    let start = Moment {
        year: start_year,
        part: first.part,
    };
    let end = Moment {
        year: end_year,
        part: second.part,
    };
    if !start.may_reach(end) {
        return None;
    }
    let edtf = format!(
        "{}{}/{}{}",
        start.edtf(),
        mark_of(first.doubt),
        end.edtf(),
        mark_of(second.doubt)
    );
    let mut hit = Hit::draft(at..second.end, date_content(&edtf), "span");
    hit.origin = end_origin;
    hit.moment = Some(end);
    Some(hit)
}

pub(super) fn leads_to_reign(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = match tokens.mark_before(at, 1) {
        Some('.') => tokens.word_before(at, 2),
        _ => tokens.word_before(at, 1),
    };
    matches!(
        word,
        "r" | "reigned" | "ruled" | "lived" | "fl" | "reign" | "ad" | "ca" | "c" | "years"
    )
}

/// The piece behind what joins two dates.
pub(super) fn connector(
    tokens: &Tokens<'_>,
    at: usize,
    is_from: bool,
    is_between: bool,
) -> Option<usize> {
    match (tokens.word(at), tokens.mark(at)) {
        ("to" | "until" | "till" | "through", _) | (_, Some('–' | '—' | '−' | '‑')) => {
            Some(at + 1)
        }
        ("up", _) if is_from && tokens.word(at + 1) == "to" => Some(at + 2),
        ("and", _) if is_between => Some(at + 1),
        (_, Some('-')) => Some(if tokens.mark(at + 1) == Some('-') {
            at + 2
        } else {
            at + 1
        }),
        (_, Some('/')) if tokens.is_joined(at) && tokens.is_joined(at + 1) => Some(at + 1),
        _ => None,
    }
}

pub(super) fn is_now(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.word(at), "present" | "today" | "now" | "date")
}
