//! Times that are told by a calendar or an age of their own.

use super::dates::date_content;
use super::mention::{Content, Modifier};
use super::moment::{Moment, Part};
use super::points;
use super::scan::{Hit, Scan};
use super::years;
use crate::quantity::Number;

/// "The turn of the century" names no year by itself.
pub(super) fn turn_of_the_century(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    if tokens.word(at) != "turn" || tokens.word(at + 1) != "of" || tokens.word(at + 2) != "the" {
        return None;
    }
    if matches!(tokens.word(at + 3), "century" | "millennium") {
        let year = scan
            .last
            .map_or(1900, |last| (last.year.div_euclid(100) + 1) * 100);
        return Some(Hit::aside(
            at..at + 4,
            date_content(&format!("{year:04}~")),
            "turn of a century that is not named",
        ));
    }
    let (number, end) = points::day(tokens, at + 3)?;
    let (word, behind) = if tokens.mark(end) == Some('-') {
        (tokens.word(end + 1), end + 2)
    } else {
        (tokens.word(end), end + 1)
    };
    if word != "century" {
        return None;
    }
    let year = (i32::from(number) - 1) * 100;
    let is_bc = years::read_era_behind(tokens, behind);
    if is_bc.is_some() {
        return None;
    }
    let mut hit = Hit::draft(
        at..behind,
        date_content(&format!("{year:04}~")),
        "turn of a century",
    );
    hit.moment = Some(Moment {
        year,
        part: Part::Year,
    });
    Some(hit)
}

/// `Keicho 5, ninth month, 15th day`, and the `ninth month` alone: dates of a calendar we do not turn into ours.
pub(super) fn old_calendar(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    let of_calendar = |from: usize| -> Option<usize> {
        let from = if tokens.word(from) == "the" {
            from + 1
        } else {
            from
        };
        let (_, end) = points::day(tokens, from)?;
        let is_named = tokens.whole(from).is_none() || end > from + 1;
        (is_named && matches!(tokens.word(end), "month" | "day")).then_some(end + 1)
    };
    let joined = |mut end: usize| -> usize {
        loop {
            let next = if tokens.mark(end) == Some(',') || tokens.word(end) == "of" {
                end + 1
            } else {
                end
            };
            match of_calendar(next) {
                Some(behind) => end = behind,
                None => return end,
            }
        }
    };
    let aside = |end: usize| {
        let content = scan
            .last
            .map_or(Content::Code, |last| date_content(&last.edtf()));
        let mut hit = Hit::aside(at..end, content, "date of an old calendar");
        hit.modifier = Some(Modifier::OldCalendar);
        hit
    };
    // An era with its year, and then a month or a day.
    let is_era = tokens.is_capital(at)
        && tokens.whole(at + 1).is_some_and(|year| year < 100)
        && tokens.mark(at + 2) == Some(',');
    if is_era && of_calendar(at + 3).is_some() {
        return Some(aside(joined(at + 2)));
    }
    let (_, end) = points::day(tokens, at)?;
    let is_month = tokens.word(end) == "month"
        && !matches!(tokens.word(end + 1), "of" | "running")
        && tokens.whole(at).is_none_or(|_| end > at + 1);
    let is_day_of_month =
        tokens.word(end) == "day" && tokens.word(end + 1) == "of" && of_calendar(end + 2).is_some();
    if (is_month && tokens.word_before(at, 1) != "a") || is_day_of_month {
        return Some(aside(joined(end + 1)));
    }
    let year_of_reign = tokens.word(end) == "year"
        && tokens.word(end + 1) == "of"
        && of_calendar(at).is_none()
        && (matches!(tokens.word(end + 2), "the" | "his" | "her" | "their")
            || tokens.is_capital(end + 2));
    year_of_reign.then(|| {
        Hit::aside(
            at..end,
            Content::Ordinal(
                Number::from(u32::from(points::day(tokens, at).map_or(0, |(day, _)| day))),
                None,
            ),
            "year of a reign",
        )
    })
}
