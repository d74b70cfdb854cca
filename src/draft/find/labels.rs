//! Numbers of pages, rooms, items and notes.

use super::asides::{is_measured, is_noun, number};
use super::lexicon;
use super::mention::{Content, Modifier};
use super::scan::Hit;
use super::tokens::Tokens;

/// `p. 47`, `fig. 3`, `room 12`, `Year 9`: takes the number behind the label.
pub(super) fn labelled(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    tokens.digits(at)?;
    let back = if tokens.mark_before(at, 1) == Some('.') {
        2
    } else {
        1
    };
    let label = tokens.word_before(at, back);
    let is_section = tokens
        .digits(at)
        .is_some_and(|digits| digits.contains('.') && !digits.contains(','));
    let is_short_number = is_section || tokens.whole(at).is_some_and(|number| number < 1000);
    let is_page = matches!(
        label,
        "p" | "pp" | "page" | "pages" | "pg" | "no" | "nos" | "room" | "isbn" | "ext" | "ref"
    );
    let is_number_sign =
        tokens.mark_before(at, 1) == Some('#') || tokens.mark_before(at, 1) == Some('№');
    let is_label = match label {
        "no" => back == 2 || tokens.is_capital(at - 1),
        "year" | "day" | "class" | "form" | "grade" | "part" | "act" | "set" | "key" | "book" => {
            tokens.is_capital(at - 1)
                && is_short_number
                && tokens.whole(at).is_some_and(|number| number < 14)
                && lexicon::month(tokens.word(at + 1)).is_none()
        }
        // A figure of ours: "line 4" is one, "group 12 men" is not.
        label if lexicon::is_label(label) => {
            is_page || (is_short_number && !is_measured(tokens, at + 1))
        }
        _ => false,
    };
    // "In room 12 August ..." does not happen; "p 1" in "p1" does.
    let is_single_letter =
        label.len() == 1 && back == 1 && !tokens.is_joined(at) && label != "p" && label != "q";
    let is_label = is_label && !is_single_letter && !(back == 2 && label.len() > 5);
    if !is_label && !is_number_sign {
        return None;
    }
    let mut end = at + 1;
    // "pp. 12-14", "pages 3, 5 and 8"
    while let Some(next) = match (tokens.mark(end), tokens.word(end)) {
        (Some('-' | '–' | ',' | '/' | '&'), _) | (_, "and" | "to" | "or") => tokens
            .whole(end + 1)
            .filter(|next| *next < 1000)
            .map(|_| end + 2),
        _ => None,
    } {
        if is_measured(tokens, next)
            || lexicon::month(tokens.word(next)).is_some()
            || (!is_page && tokens.word(end) == "and" && is_noun(tokens, next))
        {
            break;
        }
        end = next;
    }
    let content = if end == at + 1 {
        number(tokens, at)
    } else {
        Content::Code
    };
    let mut hit = Hit::aside(at..end, content, "number of a page, a room or the like");
    hit.modifier = is_page.then_some(Modifier::Pages).filter(|_| end > at + 1);
    Some(hit)
}

/// `1.` and `2)` before an item, `(3)` in a row of them.
pub(super) fn numbered_item(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let is_small = |index: usize| tokens.whole(index).is_some_and(|number| number < 100);
    if tokens.begins_line(at)
        && is_small(at)
        && matches!(tokens.mark(at + 1), Some('.' | ')'))
        && tokens.is_joined(at + 1)
        && !tokens.is_joined(at + 2)
    {
        return Some(Hit::aside(
            at..at + 1,
            number(tokens, at),
            "number of an item",
        ));
    }
    None
}

/// `[12]` and `(127)`.
pub(super) fn footnote(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let digits = tokens.whole(at).filter(|number| *number < 1000)?;
    let is_square = tokens.mark_before(at, 1) == Some('[') && tokens.mark(at + 1) == Some(']');
    let is_round = tokens.mark_before(at, 1) == Some('(') && tokens.mark(at + 1) == Some(')');
    (is_square || (is_round && digits < 200))
        .then(|| Hit::aside(at..at + 1, number(tokens, at), "mark of a note"))
}
