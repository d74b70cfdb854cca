//! Words around a figure that bound it: `about`, `more than`, `or so`.

use super::mention::{Amount, Modifier};
use super::tokens::Tokens;

/// Words around a figure that bound it.
pub(super) fn modifier(
    tokens: &Tokens<'_>,
    at: usize,
    end: usize,
    amount: Amount,
) -> Option<Modifier> {
    if matches!(amount, Amount::Range(..)) {
        return Some(Modifier::Range);
    }
    let near = match (tokens.word_before(at, 2), tokens.word_before(at, 1)) {
        ("more" | "greater" | "higher", "than") | (_, "over" | "exceeding" | "above") => {
            Some(Modifier::MoreThan)
        }
        ("less" | "fewer" | "lower", "than") | (_, "under" | "below") => Some(Modifier::LessThan),
        ("at", "least") | (_, "minimum") => Some(Modifier::AtLeast),
        ("at", "most") | ("up", "to") | ("many" | "much", "as") | (_, "maximum") => {
            Some(Modifier::AtMost)
        }
        ("close", "to")
        | (
            _,
            "about" | "around" | "approximately" | "roughly" | "some" | "circa" | "approx"
            | "estimated" | "perhaps" | "maybe",
        ) => Some(Modifier::About),
        (_, "nearly" | "almost" | "barely") => Some(Modifier::Almost),
        (_, "within") => Some(Modifier::Within),
        _ => None,
    };
    let marked = || match (tokens.mark_before(at, 1), tokens.word_before(at, 2)) {
        (Some('~' | '≈'), _) | (Some('.'), "c" | "ca" | "approx") => Some(Modifier::About),
        (Some('>'), _) => Some(Modifier::MoreThan),
        (Some('<'), _) => Some(Modifier::LessThan),
        _ => None,
    };
    let behind = || match (tokens.word(end), tokens.word(end + 1)) {
        ("or", "more") | ("at", "least") => Some(Modifier::AtLeast),
        ("or", "so") => Some(Modifier::About),
        ("or", "less" | "fewer") | ("at", "most") => Some(Modifier::AtMost),
        _ if tokens.mark(end) == Some('+') => Some(Modifier::AtLeast),
        _ => None,
    };
    near.or_else(marked).or_else(behind)
}
