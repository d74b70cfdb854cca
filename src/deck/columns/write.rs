//! Pasted cards as a deck file; what was not certain stands as a note above its card.

use std::fmt::Write as _;

use super::{MAX_DECK, Pasted, Unusable};
use crate::deck::scaffold::Head;

/// Writes the deck.
///
/// # Errors
///
/// It is larger than a deck can be.
pub fn deck_text(head: &Head, pasted: &Pasted) -> Result<String, Unusable> {
    let mut text = head.yaml();
    text.push_str("\ncards:\n");
    for (index, row) in pasted.rows.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        for doubt in &row.doubts {
            // Writing into a string cannot fail.
            let _ = writeln!(
                text,
                "  # look at this: {}",
                on_one_line(&doubt.to_string())
            );
        }
        text.push_str(&row.card.yaml(2));
    }
    if text.len() > MAX_DECK {
        return Err(Unusable::DeckTooLarge);
    }
    Ok(text)
}

/// A note ends with its line.
fn on_one_line(text: &str) -> String {
    let is_fit = |c: char| {
        !c.is_control()
            && !matches!(
                c,
                '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
            )
    };
    text.chars()
        .map(|c| if is_fit(c) { c } else { ' ' })
        .collect()
}
