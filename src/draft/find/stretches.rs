//! Centuries and decades, and the parts of them: `late 16th century`, `the 1600s`, `the early seventies`.

use super::lexicon;
use super::mention::Modifier;
use super::moment::Stretch;
use super::points::spoken_ordinal;
use super::tokens::Tokens;
use super::years::{Era, read_era_behind};

/// A stretch as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The piece it begins with, its part included.
    pub(super) start: usize,
    /// The piece behind it.
    pub(super) end: usize,
    pub(super) stretch: Stretch,
    pub(super) modifier: Option<Modifier>,
    /// Whether the word "century" is left to another: "16th and 17th centuries".
    pub(super) shared: bool,
    pub(super) is_guess: bool,
}

/// Reads the century or decade at `at`; `last_year` is the year mentioned last.
pub(super) fn stretch(tokens: &Tokens<'_>, at: usize, last_year: Option<i32>) -> Option<Seen> {
    let bare = century(tokens, at).or_else(|| decade(tokens, at, last_year))?;
    let Some((part, start)) = part_before(tokens, at) else {
        return Some(bare);
    };
    let (stretch, modifier) = match part {
        Part::Early => (bare.stretch.part(1, 30), Some(Modifier::Early)),
        Part::Mid => (bare.stretch.part(31, 70), Some(Modifier::Mid)),
        Part::Late => (bare.stretch.part(71, 100), Some(Modifier::Late)),
        Part::FirstHalf => (half(bare.stretch, 0), Some(Modifier::Early)),
        Part::SecondHalf => (half(bare.stretch, 1), Some(Modifier::Late)),
        Part::Quarter(number) => (bare.stretch.part(number * 25 - 24, number * 25), None),
    };
    Some(Seen {
        start,
        stretch,
        modifier,
        ..bare
    })
}

/// Half a century, or half a decade.
fn half(stretch: Stretch, which: i32) -> Stretch {
    let is_decade = stretch.last - stretch.first == 9;
    if !is_decade {
        return stretch.part(1 + which * 50, 50 + which * 50);
    }
    Stretch {
        first: stretch.first + which * 5,
        last: stretch.first + which * 5 + 4,
        shape: super::moment::Shape::Years,
    }
}

/// A part of a century.
#[derive(Clone, Copy)]
enum Part {
    Early,
    Mid,
    Late,
    FirstHalf,
    SecondHalf,
    Quarter(i32),
}

/// Words for a part before `at`, and the piece they begin with.
fn part_before(tokens: &Tokens<'_>, at: usize) -> Option<(Part, usize)> {
    let mut start = at;
    if matches!(tokens.mark_before(start, 1), Some('-' | '–')) {
        start -= 1;
    }
    // "early in the", "the end of the", "first half of the"
    if tokens.word_before(start, 1) == "the" && matches!(tokens.word_before(start, 2), "of" | "in")
    {
        start -= 2;
    } else if tokens.word_before(start, 1) == "of"
        && matches!(
            tokens.word_before(start, 2),
            "end" | "beginning" | "start" | "middle"
        )
    {
        start -= 1;
    }
    let word = tokens.word_before(start, 1);
    let from = start.checked_sub(1)?;
    let number =
        lexicon::ordinal(tokens.word_before(start, 2)).and_then(|place| i32::try_from(place).ok());
    let second = from.saturating_sub(1);
    Some(match word {
        "early" | "beginning" | "start" | "opening" => (Part::Early, from),
        "mid" | "middle" => (Part::Mid, from),
        "late" | "end" | "close" | "later" => (Part::Late, from),
        "half" => match (number, tokens.word_before(start, 2)) {
            (Some(1), _) | (_, "earlier") => (Part::FirstHalf, second),
            (Some(2), _) | (_, "latter" | "later" | "last") => (Part::SecondHalf, second),
            _ => return None,
        },
        "quarter" => match (number, tokens.word_before(start, 2)) {
            (Some(number @ 1..=4), _) => (Part::Quarter(number), second),
            (_, "last") => (Part::Quarter(4), second),
            _ => return None,
        },
        "years" if tokens.word_before(start, 2) == "early" => (Part::Early, second),
        _ => return None,
    })
}

/// `16th century`, `sixteenth-century`, `XVI century`, and the `16th` of "16th and 17th centuries".
fn century(tokens: &Tokens<'_>, at: usize) -> Option<Seen> {
    let (number, end) = ordinal(tokens, at)?;
    let hyphen = usize::from(matches!(tokens.mark(end), Some('-' | '‑')));
    let own = tokens.word(end + hyphen);
    let is_short = matches!(own, "cent" | "c") && tokens.mark(end + hyphen + 1) == Some('.');
    if matches!(own, "century" | "centuries") || is_short {
        let mut behind = end + hyphen + if is_short { 2 } else { 1 };
        let mut is_bc = false;
        if let Some((era, end)) = read_era_behind(tokens, behind) {
            (is_bc, behind) = (era == Era::Bc, end);
        } else if number < 3 && tokens.word(behind) == "of" && hyphen == 0 {
            // "The first century of the railways"
            return None;
        }
        return Some(seen(at, behind, Stretch::century(number, is_bc)?, false));
    }
    // The word may be left to the second of two.
    let next = match (tokens.word(end), tokens.mark(end)) {
        ("and" | "to" | "or" | "until" | "through", _) | (_, Some('-' | '–' | '—' | '/' | ',')) => {
            end + 1
        }
        _ => return None,
    };
    let next = match tokens.word(next) {
        "the" | "early" | "late" | "mid" => next + 1,
        _ => next,
    };
    let other = ordinal(tokens, next)
        .filter(|(other, _)| *other > number || read_bc_ahead(tokens, next))?;
    let behind = usize::from(matches!(tokens.mark(other.1), Some('-' | '‑'))) + other.1;
    let is_century = matches!(tokens.word(behind), "century" | "centuries");
    let is_bc = read_era_behind(tokens, behind + 1).is_some_and(|(era, _)| era == Era::Bc);
    if is_century {
        return Some(seen(at, end, Stretch::century(number, is_bc)?, true));
    }
    None
}

fn read_bc_ahead(tokens: &Tokens<'_>, at: usize) -> bool {
    (at..at + 5).any(|index| read_era_behind(tokens, index).is_some_and(|(era, _)| era == Era::Bc))
}

fn seen(start: usize, end: usize, stretch: Stretch, shared: bool) -> Seen {
    Seen {
        start,
        end,
        stretch,
        modifier: None,
        shared,
        is_guess: false,
    }
}

fn ordinal(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    if let Some(number) = tokens.whole(at).filter(|number| (1..=40).contains(number)) {
        let has_ending =
            tokens.is_joined(at + 1) && matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th");
        if has_ending {
            return Some((number, at + 2));
        }
        // "the 17-19th centuries"
        let is_first = matches!(tokens.mark(at + 1), Some('-' | '–'))
            && tokens.is_joined(at + 2)
            && tokens.whole(at + 2).is_some()
            && matches!(tokens.word(at + 3), "st" | "nd" | "rd" | "th");
        return is_first.then_some((number, at + 1));
    }
    if let Some(number) = super::names::roman(tokens.written(at..at + 1)) {
        let end = if tokens.is_joined(at + 1) && tokens.word(at + 1) == "th" {
            at + 2
        } else {
            at + 1
        };
        return matches!(tokens.word(end), "century" | "centuries").then_some((number, end));
    }
    spoken_ordinal(tokens, at)
}

/// `1970s`, `1600s`, `the '70s`, `the seventies`.
fn decade(tokens: &Tokens<'_>, at: usize, last_year: Option<i32>) -> Option<Seen> {
    let century_of = |year: i32| year - year.rem_euclid(100);
    if let Some(tens) = lexicon::decade(tokens.word(at)).and_then(|tens| i32::try_from(tens).ok()) {
        let century = lexicon::below_twenty(tokens.word_before(at, 2))
            .filter(|_| tokens.mark_before(at, 1) == Some('-'));
        let (start, base, is_guess) =
            match century.and_then(|century| i32::try_from(century * 100).ok()) {
                Some(base) => (at - 2, base, false),
                None if is_age(tokens, at) => return None,
                None => (at, last_year.map_or(1900, century_of), true),
            };
        return Some(Seen {
            start,
            end: at + 1,
            stretch: Stretch::decade(base + tens),
            modifier: None,
            shared: false,
            is_guess,
        });
    }
    let apostrophe =
        usize::from(matches!(tokens.mark(at), Some('\'' | '’' | '‘')) && tokens.is_joined(at + 1));
    let digits = tokens.digits(at + apostrophe)?;
    let year: i32 = tokens
        .whole(at + apostrophe)
        .and_then(|year| i32::try_from(year).ok())?;
    let mut end = at + apostrophe + 1;
    if matches!(tokens.mark(end), Some('\'' | '’')) && tokens.is_joined(end) {
        end += 1;
    }
    if tokens.word(end) != "s" || !tokens.is_joined(end) || year % 10 != 0 {
        return None;
    }
    end += 1;
    // "10s 6d" is money.
    if tokens.digits(end).is_some() && tokens.word(end + 1) == "d" && tokens.is_joined(end + 1) {
        return None;
    }
    let mut is_bc = false;
    if let Some((era, behind)) = read_era_behind(tokens, end) {
        (is_bc, end) = (era == Era::Bc, behind);
    }
    let (stretch, is_guess) = match digits.len() {
        3 | 4 if is_bc => (bc_stretch(year)?, false),
        4 if (1000..2100).contains(&year)
            && year % 100 == 0
            && !says_decade(tokens, at, end, year) =>
        {
            (
                Stretch::century(u32::try_from(year / 100 + 1).ok()?, false)?,
                false,
            )
        }
        4 if (1000..2100).contains(&year) => (Stretch::decade(year), false),
        3 if tokens.word_before(at, 1) == "the" && year % 100 == 0 => (
            Stretch::century(u32::try_from(year / 100 + 1).ok()?, false)?,
            false,
        ),
        3 if tokens.word_before(at, 1) == "the" => (Stretch::decade(year), false),
        2 if is_age(tokens, at) => return None,
        2 => (
            Stretch::decade(
                last_year
                    .filter(|last| *last > 1000)
                    .map_or(1900, century_of)
                    + year,
            ),
            true,
        ),
        _ => return None,
    };
    Some(Seen {
        start: at,
        end,
        stretch,
        modifier: None,
        shared: false,
        is_guess,
    })
}

fn bc_stretch(year: i32) -> Option<Stretch> {
    if year % 100 == 0 {
        return Stretch::century(u32::try_from(year / 100 + 1).ok()?, true);
    }
    Some(Stretch {
        first: 1 - (year + 9),
        last: 1 - year,
        shape: super::moment::Shape::Years,
    })
}

/// "In his seventies" is an age, "in the low 70s" a temperature.
fn is_age(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_possessive = |word: &str| {
        matches!(
            word,
            "his" | "her" | "their" | "my" | "our" | "your" | "low" | "high" | "upper"
        )
    };
    is_possessive(tokens.word_before(at, 1))
        || is_possessive(tokens.word_before(at, 2))
        || is_possessive(tokens.word_before(at, 3))
}

/// Tells whether the context makes a decade of `1900s`: the word itself, or a decade of that century beside it. The 2000s
/// are a decade: the century has hardly begun.
fn says_decade(tokens: &Tokens<'_>, at: usize, end: usize, year: i32) -> bool {
    if year >= 2000 || matches!(tokens.word(end), "decade") {
        return true;
    }
    let is_decade_of = |index: usize| {
        let written = tokens
            .whole(index)
            .and_then(|other| i32::try_from(other).ok());
        let is_near = written.is_some_and(|other| {
            other != year && other % 10 == 0 && (year - 10..=year + 90).contains(&other)
        });
        let short = written.is_some_and(|other| (10..100).contains(&other) && other % 10 == 0);
        (is_near || short) && tokens.word(index + 1) == "s" && tokens.is_joined(index + 1)
    };
    let says = |index: usize| tokens.word(index) == "decade";
    (at.saturating_sub(5)..at)
        .chain(end..end + 5)
        .any(|index| is_decade_of(index) || says(index))
}
