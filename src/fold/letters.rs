//! Diacritics, special letters and long vowels.

use unicode_normalization::UnicodeNormalization;

/// Drops the marks of Latin, Greek and Cyrillic and spells special letters out.
///
/// Marks of other scripts stay: there they are vowels, or make another letter (か is not が).
pub(super) fn unmark(decomposed: &str) -> String {
    let mut unmarked = String::with_capacity(decomposed.len());
    for c in decomposed.chars().filter(|&c| !is_diacritic(c)) {
        match spelt_out(c) {
            Some(letters) => unmarked.push_str(letters),
            None => unmarked.push(c),
        }
    }
    unmarked.nfc().collect()
}

fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}')
}

/// Letters that do not fall apart into a base and a mark.
fn spelt_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'Ø' => "O",
        'ł' => "l",
        'Ł' => "L",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ŧ' => "t",
        'Ŧ' => "T",
        'ı' => "i",
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "Th",
        'ŋ' => "ng",
        'Ŋ' => "Ng",
        _ => return None,
    })
}

/// Writes the long vowels of Hepburn short: `ou`, `oo`, `oh` (not before a vowel) as `o`, `uu` as `u`.
pub(super) fn shorten_vowels(unmarked: &str) -> String {
    let mut short = String::with_capacity(unmarked.len());
    let mut rest = unmarked.chars().peekable();
    let mut vowel = ' ';
    while let Some(c) = rest.next() {
        let letter = c.to_ascii_lowercase();
        let is_length = match (vowel, letter) {
            ('o', 'o' | 'u') | ('u', 'u') => true,
            ('o', 'h') => !rest.peek().is_some_and(|next| is_vowel(*next)),
            _ => false,
        };
        if !is_length {
            vowel = letter;
            short.push(c);
        }
    }
    short
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
