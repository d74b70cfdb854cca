//! Texts made comparable word by word.

use crate::fold::{Script, fold};

/// The words of a text, each folded, with one space between; commas and points inside numbers are left out.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, ',' | '.' | '\'' | '’')))
    {
        let before = words.len();
        if before > 0 {
            words.push(' ');
        }
        let start = words.len();
        push_folded(&mut words, word);
        if words.len() == start {
            words.truncate(before);
        }
    }
    words
}

fn push_folded(words: &mut String, word: &str) {
    let is_sign = |c: char| matches!(c, ',' | '.' | '\'' | '’');
    if word.is_ascii() {
        // What folding comes to for most words of most languages, at a fraction of the cost.
        words.extend(
            word.chars()
                .filter(|c| !is_sign(*c))
                .map(|c| c.to_ascii_lowercase()),
        );
    } else {
        words.push_str(&fold(word, Script::Plain).as_ref().replace(is_sign, ""));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_parted_by_one_space() {
        assert_eq!(
            words("The  Battle of Bun'ei, in 1,274!"),
            "the battle of bunei in 1274"
        );
        assert_eq!(words("Kōan—TÖV (Kublai’s)"), "koan tov kublais");
        assert_eq!(words("… , ."), "");
    }
}
