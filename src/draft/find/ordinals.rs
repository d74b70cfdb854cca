//! Places in a row: `21st`, `77th prime minister`, `third largest`.

use super::lexicon;
use super::mention::{Content, Worth};
use super::points;
use super::scan::{Hit, Scan};
use super::tokens::Tokens;
use crate::quantity::Number;

/// Finds the ordinal at `at`.
pub(super) fn find(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let tokens = scan.tokens;
    let (place, end, is_digits) = place(tokens, at)?;
    let hyphen = usize::from(tokens.mark(end) == Some('-'));
    let next = tokens.word(end + hyphen);
    let unit = (!next.is_empty() && !lexicon::is_function(next)).then(|| next.to_owned());
    let mut hit = Hit::draft(
        at..end,
        Content::Ordinal(Number::from(place), unit),
        "place in a row",
    );
    let is_wanted = if is_digits {
        place > 1
            && !matches!(next, "edn" | "ed" | "edition" | "impression")
            && !lexicon::is_named_by_number(next)
            && !is_body(tokens, end)
    } else {
        let ranked = (end..end + 3).any(|index| is_ranked(tokens, index));
        let finished = matches!(
            tokens.word_before(at, 1),
            "ranked" | "placed" | "came" | "finished" | "stood"
        );
        let is_highest = lexicon::is_ranked(next) && next.ends_with("st");
        (place > 2 && (ranked || finished)) || (place == 2 && (is_highest || finished))
    };
    if !is_wanted {
        if !is_digits && place < 3 {
            return None;
        }
        hit.worth = Worth::LeftOut;
    }
    Some(hit)
}

/// A word that ranks, unless a clause ends before it.
fn is_ranked(tokens: &Tokens<'_>, at: usize) -> bool {
    lexicon::is_ranked(tokens.word(at))
}

/// "The 5th Army" and "10th Street" have their numbers as names.
fn is_body(tokens: &Tokens<'_>, end: usize) -> bool {
    tokens.is_capital(end)
        && (end..end + 3).any(|index| lexicon::is_named_by_number(tokens.word(index)))
}

/// The place, the piece behind it, and whether it is in digits.
fn place(tokens: &Tokens<'_>, at: usize) -> Option<(u32, usize, bool)> {
    if let Some(digits) = tokens.digits(at) {
        let has_ending =
            tokens.is_joined(at + 1) && matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th");
        let place = digits.replace(',', "").parse().ok()?;
        return has_ending.then_some((place, at + 2, true));
    }
    let (place, end) = points::spoken_ordinal(tokens, at)?;
    Some((place, end, false))
}
