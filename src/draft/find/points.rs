//! Single dates: a day, a month, a season or a year, in the orders and short forms people use.

use super::lexicon;
use super::moment::Part;
use super::tokens::Tokens;
use super::years::{Form, YearSeen, read_era_behind, year, year_behind};

/// A date as written; its year may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// The piece behind it.
    pub(super) end: usize,
    pub(super) year: Option<YearSeen>,
    pub(super) part: Part,
    pub(super) doubt: Doubt,
}

/// How sure the date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    None,
    About,
    Perhaps,
}

impl Point {
    fn new(end: usize, year: Option<YearSeen>, part: Part) -> Self {
        Self {
            end,
            year,
            part,
            doubt: Doubt::None,
        }
    }
}

/// Reads the date at `at`, whatever its order.
pub(super) fn point(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    if let Some((next, doubt)) = doubt(tokens, at) {
        let found = sure_point(tokens, next)?;
        // "About 12 May" is no doubt about the year.
        return found.year.is_some().then_some(Point { doubt, ..found });
    }
    sure_point(tokens, at)
}

fn sure_point(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    iso(tokens, at)
        .or_else(|| day_first(tokens, at))
        .or_else(|| month_first(tokens, at))
        .or_else(|| in_season(tokens, at))
        .or_else(|| year(tokens, at).map(|(seen, end)| Point::new(end, Some(seen), Part::Year)))
}

/// `c.`, `circa`, `about` before a year, and the piece behind it.
fn doubt(tokens: &Tokens<'_>, at: usize) -> Option<(usize, Doubt)> {
    let next = at + 1;
    match tokens.word(at) {
        "c" | "ca" if tokens.mark(next) == Some('.') => Some((next + 1, Doubt::About)),
        "c" | "ca" if tokens.digits(next).is_some() => Some((next, Doubt::About)),
        "circa" => Some((
            if tokens.mark(next) == Some('.') {
                next + 1
            } else {
                next
            },
            Doubt::About,
        )),
        "about" | "around" | "approximately" | "roughly" => Some((next, Doubt::About)),
        "probably" | "possibly" | "perhaps" => {
            let next = if matches!(tokens.word(next), "in" | "about" | "around") {
                next + 1
            } else {
                next
            };
            Some((next, Doubt::Perhaps))
        }
        _ => None,
    }
}

/// `1972-02-24`, and `1972-24` is no month.
fn iso(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    let digits = tokens.digits(at).filter(|digits| digits.len() == 4)?;
    let year = digits.parse().ok()?;
    let is_joined = |index| {
        tokens.mark(index) == Some('-') && tokens.is_joined(index) && tokens.is_joined(index + 1)
    };
    if !is_joined(at + 1) {
        return None;
    }
    let two = |index: usize| {
        let digits = tokens.digits(index).filter(|digits| digits.len() == 2)?;
        digits.parse::<u8>().ok()
    };
    let month = two(at + 2).filter(|month| (1..=12).contains(month))?;
    let seen = YearSeen {
        number: year,
        era: None,
        form: Form::Clear,
    };
    if is_joined(at + 3) {
        let day = two(at + 4).filter(|day| (1..=31).contains(day))?;
        return Some(Point::new(at + 5, Some(seen), Part::Day(month, day)));
    }
    // "1901-02" is two years; "1974-10" can only be a month.
    let is_month = i32::from(month) <= year % 100 && (1000..2100).contains(&year);
    is_month.then(|| Point::new(at + 3, Some(seen), Part::Month(month)))
}

/// `15 August 1549`, `the 15th of August, 1549`.
fn day_first(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    let (day, end) = day(tokens, at)?;
    let next = match tokens.word(end) {
        "of" => end + 1,
        // "3. August", as on the continent
        _ if tokens.mark(end) == Some('.') && tokens.is_joined(end) => end + 1,
        _ if tokens.mark(end) == Some('-') && tokens.is_joined(end) => end + 1,
        _ => end,
    };
    let (month, end) = month(tokens, next, Beside::Number)?;
    let (year, end) = year_behind(tokens, end);
    Some(Point::new(end, year, Part::Day(month, day)))
}

/// `August 15, 1549`, `August 1549`, `August`.
fn month_first(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    let (number, end) = month(tokens, at, Beside::Anything)?;
    let the = if tokens.word(end) == "the" {
        end + 1
    } else {
        end
    };
    if let Some((day, behind)) = day(tokens, the)
        && !is_year_digits(tokens, the)
        && tokens.word(behind) != "of"
        && !is_counting(tokens, behind)
    {
        let (year, end) = year_behind(tokens, behind);
        return Some(Point::new(end, year, Part::Day(number, day)));
    }
    let next = if tokens.word(end) == "of" {
        end + 1
    } else {
        end
    };
    let (year, end) = match year_behind(tokens, next) {
        (Some(year), end) => (Some(year), end),
        (None, _) => (None, end),
    };
    Some(Point::new(end, year, Part::Month(number)))
}

/// `winter of 1637`, `spring 1990`.
fn in_season(tokens: &Tokens<'_>, at: usize) -> Option<Point> {
    let season = lexicon::season(tokens.word(at))?;
    let next = match tokens.word(at + 1) {
        "of" => at + 2,
        _ if tokens.word(at) == "fall"
            && !matches!(
                tokens.word_before(at, 1),
                "the" | "in" | "early" | "late" | "by"
            ) =>
        {
            return None;
        }
        _ => at + 1,
    };
    let (year, end) = year_behind(tokens, next);
    year.map(|year| Point::new(end, Some(year), Part::Season(season)))
}

/// What stands beside the name of a month.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// A day: small letters and slips are forgiven.
    Number,
    Anything,
}

/// The month named at `at`, and the piece behind its point.
pub(super) fn month(tokens: &Tokens<'_>, at: usize, beside: Beside) -> Option<(u8, usize)> {
    let word = tokens.word(at);
    let is_sure = tokens.is_capital(at)
        || (beside == Beside::Number && !matches!(word, "may" | "march" | "mar"));
    let number = lexicon::month(word).or_else(|| lexicon::misspelt_month(word));
    let number = number
        .filter(|_| is_sure || (beside == Beside::Number && tokens.digits(at + 1).is_some()))?;
    let is_short = word.len() <= 5
        && tokens.mark(at + 1) == Some('.')
        && lexicon::month(word).is_some()
        && !matches!(word, "may" | "march" | "april" | "june" | "july");
    Some((number, if is_short { at + 2 } else { at + 1 }))
}

/// The day at `at`: `15`, `15th`, `fifteenth`.
pub(super) fn day(tokens: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    if let Some(day) = tokens.whole(at).filter(|day| (1..=31).contains(day)) {
        let day = u8::try_from(day).ok()?;
        let has_ending = tokens.is_joined(at + 1)
            && matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th" | "d");
        return Some((day, if has_ending { at + 2 } else { at + 1 }));
    }
    let (place, end) = spoken_ordinal(tokens, at)?;
    u8::try_from(place)
        .ok()
        .filter(|day| (1..=31).contains(day))
        .map(|day| (day, end))
}

/// An ordinal in words: `ninth`, `twenty-first`.
pub(super) fn spoken_ordinal(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some(place) = lexicon::ordinal(tokens.word(at)) {
        return Some((place, at + 1));
    }
    let tens = lexicon::tens(tokens.word(at))?;
    let next = if tokens.mark(at + 1) == Some('-') {
        at + 2
    } else {
        at + 1
    };
    let ones = lexicon::ordinal(tokens.word(next)).filter(|ones| *ones < 10)?;
    Some((tens + ones, next + 1))
}

fn is_counting(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    lexicon::is_counted(word)
        || (lexicon::is_measure(word) && word.len() > 1)
        || matches!(tokens.mark(at), Some('%'))
}

fn is_year_digits(tokens: &Tokens<'_>, at: usize) -> bool {
    read_era_behind(tokens, at + 1).is_some() && tokens.digits(at).is_some()
}
