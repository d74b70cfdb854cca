//! Years as they are written: four digits, two with an apostrophe, words, and with an era.

use super::lexicon;
use super::tokens::Tokens;

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct YearSeen {
    /// The number written, without its era.
    pub(super) number: i32,
    pub(super) era: Option<Era>,
    pub(super) form: Form,
}

/// Which way years count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    Bc,
    Ad,
}

/// How sure the digits of a year are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Four digits, or an era beside it.
    Clear,
    /// Two digits with the century left out.
    Short,
    /// Three digits, which need a reason.
    Weak,
}

impl YearSeen {
    /// The year as astronomers count.
    pub(super) fn astronomical(self) -> i32 {
        match self.era {
            Some(Era::Bc) => 1 - self.number,
            Some(Era::Ad) | None => self.number,
        }
    }
}

/// The year behind a day, a month or a season, over a comma.
pub(super) fn year_behind(tokens: &Tokens<'_>, at: usize) -> (Option<YearSeen>, usize) {
    let next = if tokens.mark(at) == Some(',') || tokens.word(at) == "of" {
        at + 1
    } else {
        at
    };
    if tokens.word(next) == "in"
        && tokens
            .whole(next + 1)
            .is_some_and(|year| (1000..2100).contains(&year))
    {
        return year(tokens, next + 1).map_or((None, at), |(year, end)| (Some(year), end));
    }
    let has_comma = next > at;
    match year(tokens, next) {
        Some((year, end)) if year.form != Form::Weak || !has_comma => (Some(year), end),
        Some(_) => (None, at),
        None => match tokens.whole(next) {
            // "3 Aug 98"
            Some(short)
                if !has_comma
                    && tokens.digits(next).is_some_and(|digits| digits.len() == 2)
                    && short > 31
                    && tokens.word(next + 1) != "%"
                    && !is_noun(tokens, next + 1) =>
            {
                let year = i32::try_from(short).unwrap_or_default();
                let seen = YearSeen {
                    number: full_year(year),
                    era: None,
                    form: Form::Short,
                };
                (Some(seen), next + 1)
            }
            Some(_) | None => (None, at),
        },
    }
}

pub(super) fn is_noun(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word(at);
    !word.is_empty() && !lexicon::is_function(word)
}

/// The year at `at`, if the digits there can be one by themselves.
pub(super) fn year(tokens: &Tokens<'_>, at: usize) -> Option<(YearSeen, usize)> {
    if let Some(next) = era_in_front(tokens, at) {
        let number = i32::try_from(tokens.whole(next)?)
            .ok()
            .filter(|year| (1..=2100).contains(year))?;
        let seen = YearSeen {
            number,
            era: Some(Era::Ad),
            form: Form::Clear,
        };
        return Some((seen, next + 1));
    }
    if matches!(tokens.mark(at), Some('\'' | '’' | '‘'))
        && tokens.is_joined(at + 1)
        && !tokens.is_joined(at)
    {
        let digits = tokens.digits(at + 1).filter(|digits| digits.len() == 2)?;
        if tokens.is_joined(at + 2) && !tokens.word(at + 2).is_empty() {
            return None;
        }
        let seen = YearSeen {
            number: full_year(digits.parse().ok()?),
            era: None,
            form: Form::Short,
        };
        return Some((seen, at + 2));
    }
    if let Some(found) = spoken_year(tokens, at) {
        return Some(found);
    }
    let digits = tokens.digits(at)?;
    if let Some((era, end)) = read_era_behind(tokens, at + 1) {
        let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
        let number = bare
            .parse()
            .ok()
            .filter(|year| *year > 0 && !digits.contains('.'))?;
        let seen = YearSeen {
            number,
            era: Some(era),
            form: Form::Clear,
        };
        return Some((seen, end));
    }
    let number = i32::try_from(tokens.whole(at)?).ok()?;
    let form = match digits.len() {
        4 if (1000..=2100).contains(&number) => Form::Clear,
        3 if (100..1000).contains(&number) => Form::Weak,
        _ => return None,
    };
    let seen = YearSeen {
        number,
        era: None,
        form,
    };
    Some((seen, at + 1))
}

/// `nineteen forty-five`, `eighteen twelve`.
pub(super) fn spoken_year(tokens: &Tokens<'_>, at: usize) -> Option<(YearSeen, usize)> {
    let century = lexicon::below_twenty(tokens.word(at)).filter(|tens| (11..=19).contains(tens))?;
    let next = at + 1;
    let (rest, end) = if let Some(tens) = lexicon::tens(tokens.word(next)) {
        let hyphen = if tokens.mark(next + 1) == Some('-') {
            next + 2
        } else {
            next + 1
        };
        match lexicon::below_twenty(tokens.word(hyphen)).filter(|ones| (1..10).contains(ones)) {
            Some(ones) => (tens + ones, hyphen + 1),
            None => (tens, next + 1),
        }
    } else {
        (
            lexicon::below_twenty(tokens.word(next)).filter(|rest| (10..20).contains(rest))?,
            next + 1,
        )
    };
    let seen = YearSeen {
        number: i32::try_from(century * 100 + rest).ok()?,
        era: None,
        form: Form::Clear,
    };
    Some((seen, end))
}

/// `AD`, `A.D.`, `CE` in front of a year; the piece behind it.
pub(super) fn era_in_front(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    if !tokens.is_capital(at) {
        return None;
    }
    match tokens.word(at) {
        "ad" | "ce" => Some(at + 1),
        "a" if tokens.mark(at + 1) == Some('.') && tokens.word(at + 2) == "d" => {
            Some(if tokens.mark(at + 3) == Some('.') {
                at + 4
            } else {
                at + 3
            })
        }
        _ => None,
    }
}

/// `BC`, `B.C.E.`, `CE` behind a year or a century; and the piece behind it.
pub(super) fn read_era_behind(tokens: &Tokens<'_>, at: usize) -> Option<(Era, usize)> {
    let is_written_so = tokens.is_capital(at) || matches!(tokens.word(at), "bc" | "bce");
    match tokens.word(at) {
        "bc" | "bce" => Some((Era::Bc, at + 1)),
        "ad" | "ce" if is_written_so => Some((Era::Ad, at + 1)),
        "b" | "a" | "c" if is_written_so && tokens.mark(at + 1) == Some('.') => {
            let letters = [
                (tokens.word(at), 0),
                (tokens.word(at + 2), 2),
                (tokens.word(at + 4), 4),
            ];
            let is_point = |index| tokens.mark(index) == Some('.');
            let behind = |last: usize| {
                if is_point(at + last + 1) {
                    at + last + 2
                } else {
                    at + last + 1
                }
            };
            match letters {
                [("b", _), ("c", _), ("e", _)] if is_point(at + 3) => Some((Era::Bc, behind(4))),
                [("b", _), ("c", _), _] => Some((Era::Bc, behind(2))),
                [("a", _), ("d", _), _] | [("c", _), ("e", _), _] => Some((Era::Ad, behind(2))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The year with the last two digits of `year` that lies nearest to `last`.
pub(super) fn nearest(year: i32, last: i32) -> i32 {
    let century = last - last.rem_euclid(100);
    let short = year.rem_euclid(100);
    let years = [century - 100, century, century + 100].map(|century| century + short);
    let distance = |year: &i32| (year - last).abs();
    years.into_iter().min_by_key(distance).unwrap_or(year)
}

/// The year of two digits: of our time.
pub(super) fn full_year(short: i32) -> i32 {
    if short <= 30 {
        2000 + short
    } else {
        1900 + short
    }
}
