//! One date with what stands around it: "about", "early", "in the year", "BC".

use super::super::period::{Era, Period, decade_of};
use super::super::{Certainty, DateOrder, HistoricDate};
use super::tokens::{Kind, Token};
use super::{Part, TypedDate, UnreadableDate, names, numbers, words};

/// Words that say nothing.
const FILLERS: [&str; 7] = ["it", "was", "the", "in", "on", "year", "of"];

/// Reads one date.
pub(super) fn read(tokens: &[Token<'_>], order: DateOrder) -> Result<TypedDate, UnreadableDate> {
    let mut certainty = Certainty::Exact;
    let mut part = None;
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        if let Some(doubt) = doubt_before(*first, after) {
            certainty = certainty.and(doubt);
            rest = after;
        } else if let Some(found) = part_of(*first)
            && part.is_none()
        {
            part = Some(found);
            rest = match after {
                [hyphen, after @ ..] if hyphen.kind == Kind::Hyphen => after,
                after => after,
            };
        } else if first.is_word(&FILLERS) || first.word().is_some_and(names::is_weekday) {
            rest = after;
        } else {
            break;
        }
    }
    while let Some((doubt, before)) = doubt_behind(rest) {
        certainty = certainty.and(doubt);
        rest = before;
    }
    let typed = match rest {
        [decade, years @ ..] if decade.is_word(&["decade"]) => decade_of_years(years)?,
        _ => {
            let (rest, era) = without_era(rest);
            numbers::read(&rest, era, order).unwrap_or_else(|| words::read(&rest, era))?
        }
    };
    Ok(TypedDate { part, ..typed }.with_doubt(certainty))
}

/// "the decade 1200 to 1209": how a decade is shown that would read as a century, or as of our days.
fn decade_of_years(tokens: &[Token<'_>]) -> Result<TypedDate, UnreadableDate> {
    let to = tokens
        .iter()
        .position(|token| token.is_word(&["to"]) || matches!(token.kind, Kind::Hyphen | Kind::Dash))
        .ok_or(UnreadableDate::NotADate)?;
    let year = |tokens: &[Token<'_>]| {
        let (rest, era) = without_era(tokens);
        match rest.as_slice() {
            [only] => Some(numbers::year(only.number()?, era)),
            _ => None,
        }
    };
    let (first, last) = tokens.split_at(to);
    let last = last.get(1..).unwrap_or_default();
    let (first, last) = year(first)
        .zip(year(last))
        .ok_or(UnreadableDate::NotADate)?;
    let years = (first?, last?);
    let decade = Period::Decade(decade_of(years.0));
    if decade.years() == years {
        Ok(TypedDate::new(HistoricDate::exact(decade)))
    } else {
        Err(UnreadableDate::NotADate)
    }
}

fn doubt_before(token: Token<'_>, after: &[Token<'_>]) -> Option<Certainty> {
    if token.kind == Kind::Tilde {
        return Some(Certainty::Approximate);
    }
    match token.word()? {
        // "c1281", "c. 1281"; but "C13" is a century.
        "c" => after
            .first()
            .filter(|next| !next.is_glued || next.number().is_some_and(|n| !n.is_short()))
            .map(|_| Certainty::Approximate),
        "about" | "around" | "circa" | "ca" | "approximately" | "approx" | "roughly" => {
            Some(Certainty::Approximate)
        }
        "perhaps" | "possibly" | "probably" | "maybe" => Some(Certainty::Uncertain),
        _ => None,
    }
}

/// A doubt at the end, and what stands before it: `1274?`, `1274 or so`, `1274-ish`.
fn doubt_behind<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(Certainty, &'t [Token<'a>])> {
    let (last, before) = tokens.split_last()?;
    match last.kind {
        Kind::Tilde => Some((Certainty::Approximate, before)),
        Kind::Question => Some((Certainty::Uncertain, before)),
        Kind::Word("so" | "thereabouts") => {
            let (or, before) = before.split_last()?;
            or.is_word(&["or"])
                .then_some((Certainty::Approximate, before))
        }
        Kind::Word("ish") => Some(match before {
            [before @ .., hyphen] if hyphen.kind == Kind::Hyphen => {
                (Certainty::Approximate, before)
            }
            before => (Certainty::Approximate, before),
        }),
        Kind::Number(_)
        | Kind::Word(_)
        | Kind::Hyphen
        | Kind::Dash
        | Kind::Dot
        | Kind::Slash
        | Kind::Comma
        | Kind::Apostrophe
        | Kind::Other => None,
    }
}

fn part_of(token: Token<'_>) -> Option<Part> {
    match token.word()? {
        "early" | "beginning" | "start" => Some(Part::Early),
        "mid" | "middle" => Some(Part::Middle),
        "late" | "end" => Some(Part::Late),
        _ => None,
    }
}

/// The era a date carries, before its last number or at its end.
pub(super) fn era(token: Token<'_>) -> Option<Era> {
    match token.word()? {
        "bc" | "bce" => Some(Era::Bc),
        "ad" | "ce" => Some(Era::Ad),
        _ => None,
    }
}

fn without_era<'a>(tokens: &[Token<'a>]) -> (Vec<Token<'a>>, Option<Era>) {
    let last_number = tokens
        .iter()
        .rposition(|token| token.number().is_some())
        .and_then(|place| place.checked_sub(1));
    for place in [
        tokens.len().checked_sub(1),
        last_number,
        tokens.first().map(|_| 0),
    ] {
        let Some((place, token)) = place.and_then(|place| Some((place, tokens.get(place)?))) else {
            continue;
        };
        if let Some(found) = era(*token) {
            let mut rest = tokens.to_vec();
            rest.remove(place);
            return (rest, Some(found));
        }
    }
    (tokens.to_vec(), None)
}
