//! What comes with a text by accident: characters that show nothing, digits of other scripts, quotes and brackets around it all.

/// Tells whether a character shows nothing: soft hyphen, joiners, direction marks and overrides, variation selectors.
///
/// They come along when a text is copied from a web page, and nobody can see that they did.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// The noughts of scripts that write numbers in tens as ours does; their other digits follow in order.
const NOUGHTS: [char; 16] = [
    '\u{660}',  // Arabic
    '\u{6F0}',  // Persian, Urdu
    '\u{966}',  // Devanagari
    '\u{9E6}',  // Bengali
    '\u{A66}',  // Gurmukhi
    '\u{AE6}',  // Gujarati
    '\u{BE6}',  // Tamil
    '\u{C66}',  // Telugu
    '\u{CE6}',  // Kannada
    '\u{E50}',  // Thai
    '\u{ED0}',  // Lao
    '\u{F20}',  // Tibetan
    '\u{1040}', // Burmese
    '\u{17E0}', // Khmer
    '\u{1810}', // Mongolian
    '\u{FF10}', // wide, as beside Chinese characters
];

/// The same digit as 0 to 9; any other character as it is.
pub(crate) fn with_plain_digit(c: char) -> char {
    let digit = |nought: &char| {
        let value = u32::from(c).checked_sub(u32::from(*nought))?;
        char::from_digit(value, 10)
    };
    NOUGHTS.iter().find_map(digit).unwrap_or(c)
}

/// `text` without spaces, quotes, brackets and marks of emphasis around it, and without `stops` at its end.
pub(crate) fn unwrapped<'a>(text: &'a str, stops: &[char]) -> &'a str {
    const PAIRS: [(char, char); 9] = [
        ('"', '"'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('»', '«'),
        ('(', ')'),
        ('[', ']'),
        ('*', '*'),
        ('_', '_'),
    ];
    let mut bare = text;
    loop {
        bare = bare.trim().trim_end_matches(stops).trim_end();
        let inside = PAIRS
            .iter()
            .find_map(|(open, close)| bare.strip_prefix(*open)?.strip_suffix(*close));
        match inside {
            Some(inside) => bare = inside,
            None => return bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_opens_and_closes_is_unwrapped() {
        assert_eq!(unwrapped(" (“*1274*”)! ", &['!']), "1274");
        for text in ["197_", "12**", "98\"", "1274)", "", "\""] {
            assert_eq!(unwrapped(text, &['!']), text);
        }
    }

    #[test]
    fn digits_of_all_scripts_are_one() {
        let plain = |text: &str| text.chars().map(with_plain_digit).collect::<String>();
        for text in ["1274", "١٢٧٤", "۱۲۷۴", "१२७४", "᠑᠒᠗᠔", "１２７４"]
        {
            assert_eq!(plain(text), "1274");
        }
        assert_eq!(plain("a²½Ⅳ十🐎\u{669}\u{66A}"), "a²½Ⅳ十🐎9\u{66A}");
    }

    #[test]
    fn what_shows_is_not_dropped() {
        assert!("a ٠-'\u{A0}ー".chars().all(|c| !is_invisible(c)));
        assert!("\u{200E}\u{202E}\u{FEFF}\u{AD}".chars().all(is_invisible));
    }
}
