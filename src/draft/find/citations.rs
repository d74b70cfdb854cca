//! Years and pages of books that are cited.

use super::asides::number;
use super::dates::date_content;
use super::lexicon;
use super::mention::{Content, Modifier};
use super::scan::Hit;
use super::tokens::Tokens;

/// `Barros 1998: 12-14`, `(Smith, 2001)`, `et al. 2004`.
pub(super) fn citation(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    // Pages behind the year that was taken as a citation.
    if tokens.mark_before(at, 1) == Some(':')
        && is_cited_year(tokens, at.checked_sub(2)?)
        && tokens.whole(at).is_some()
    {
        let is_range =
            matches!(tokens.mark(at + 1), Some('-' | '–')) && tokens.whole(at + 2).is_some();
        let mut hit = Hit::aside(
            at..at + if is_range { 3 } else { 1 },
            if is_range {
                Content::Code
            } else {
                number(tokens, at)
            },
            "cited pages",
        );
        hit.modifier = Some(Modifier::Pages);
        return Some(hit);
    }
    if !is_cited_year(tokens, at) {
        return None;
    }
    let mut hit = Hit::aside(
        at..at + 1,
        date_content(tokens.digits(at)?),
        "year of a book",
    );
    hit.modifier = Some(Modifier::Citation);
    Some(hit)
}

pub(super) fn is_cited_year(tokens: &Tokens<'_>, at: usize) -> bool {
    if is_of_edition(tokens, at) {
        return true;
    }
    let is_recent = tokens
        .whole(at)
        .is_some_and(|year| (1800..2100).contains(&year));
    let Some(before) = at.checked_sub(1).filter(|_| is_recent) else {
        return false;
    };
    let is_after_all = tokens.mark(before) == Some('.') && tokens.word_before(before, 1) == "al"
        || tokens.word(before) == "al";
    let in_brackets = tokens.mark(before) == Some('(')
        && tokens.mark(at + 1) == Some(')')
        && tokens.is_capital(before.saturating_sub(1));
    if in_brackets {
        let is_page = |index: usize| {
            matches!(
                tokens.word(index),
                "p" | "pp" | "ch" | "chap" | "vol" | "fig" | "table"
            )
        };
        let is_seen = (1..=3).any(|back| matches!(tokens.word_before(before, back), "see" | "cf"));
        return is_seen || (tokens.mark(at + 2) == Some(',') && is_page(at + 3));
    }
    let comma = usize::from(tokens.mark(before) == Some(','));
    let name = before.saturating_sub(comma);
    let is_name = tokens.is_capital(name)
        && !tokens.word(name).is_empty()
        && lexicon::month(tokens.word(name)).is_none()
        && !lexicon::leads_to_year(tokens.word(name))
        && !lexicon::is_function(tokens.word(name));
    let behind = at + 1;
    let has_pages = tokens.mark(behind) == Some(':')
        && tokens.whole(behind + 1).is_some()
        && tokens.whole(behind + 1).is_some_and(|page| page < 1000);
    let has_page_word = tokens.mark(behind) == Some(',')
        && matches!(
            tokens.word(behind + 1),
            "p" | "pp" | "ch" | "chap" | "vol" | "fig"
        );
    let has_letter = tokens.is_joined(behind) && matches!(tokens.word(behind), "a" | "b");
    let opens = name.checked_sub(1).and_then(|index| tokens.mark(index));
    let is_alone = matches!(opens, Some('(' | ';' | '&'))
        || (tokens.word_before(name, 1) == "and" && tokens.mark_before(name, 3) == Some('('))
        || matches!(tokens.word_before(name, 1), "see" | "cf" | "also");
    let closes = matches!(tokens.mark(behind), Some(')' | ';' | ','));
    is_after_all || (is_name && (has_pages || has_page_word || has_letter || (is_alone && closes)))
}

/// `2nd edn, 1793`.
fn is_of_edition(tokens: &Tokens<'_>, at: usize) -> bool {
    let is_year = tokens
        .whole(at)
        .is_some_and(|year| (1400..2100).contains(&year));
    let is_edition = |back: usize| matches!(tokens.word_before(at, back), "edn" | "ed" | "edition");
    is_year && (tokens.mark_before(at, 1) == Some(',') && (is_edition(2) || is_edition(3)))
}
