//! A typed figure in plain characters, before it is read.

use unicode_normalization::UnicodeNormalization;

use crate::fold::{is_invisible, unwrapped, with_plain_digit};

/// Lower case, digits of all scripts and compatibility forms (`²`, wide signs) unfolded, one kind of space, minus and apostrophe;
/// nothing around it that says nothing.
pub(super) fn tidy(typed: &str) -> String {
    let plain: String = guarded(typed)
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2212}' | '\u{2010}'..='\u{2014}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{2032}' | '\u{02BC}' | '\u{02BB}' => '\'',
            '\u{201C}'..='\u{201F}' | '«' | '»' => '"',
            '\u{2044}' => '/',
            c => c,
        })
        .collect();
    let spaced = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    unwrapped(&spaced, &['.', '!', '?', ',', ';', ':', ' ']).to_owned()
}

/// Unfolding must not join digits ("1½" is not "11/2", "10⁶" is not "106"), nor take an accent for a space.
fn guarded(typed: &str) -> String {
    let mut guarded = String::with_capacity(typed.len());
    let mut follows_digit = false;
    let seen = typed.chars().filter(|c| !is_invisible(*c));
    for c in seen.map(with_plain_digit) {
        let mut unfolded = std::iter::once(c).nfkc();
        let is_vulgar_fraction = unfolded.clone().any(|c| c == '\u{2044}');
        let is_raised = matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '₀'..='₉');
        if follows_digit && is_vulgar_fraction {
            guarded.push(' ');
        } else if follows_digit && is_raised {
            guarded.push('^');
        }
        follows_digit = unfolded.next().is_some_and(|c| c.is_ascii_digit());
        guarded.push(match c {
            // Arabic writes U+066C between thousands and U+066B before a fraction.
            '´' | '`' | '\u{66C}' => '\'',
            '\u{66B}' => '.',
            c => c,
        });
    }
    guarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn makes(typed: &str, plain: &str) {
        assert_eq!(tidy(typed), plain, "{typed:?}");
    }

    #[test]
    fn characters_are_made_plain() {
        makes("  20\u{202F}000  KM ", "20 000 km");
        makes("\u{200E}٢٠٬٠٠٠\u{202C}", "20'000");
        makes("20´000", "20'000");
        makes("１½ m²", "1 1/2 m2");
        makes("10⁶", "10^6");
        makes("−2,5", "-2,5");
    }

    #[test]
    fn what_stands_around_a_figure_is_dropped() {
        makes("(900)!", "900");
        makes("“900.”", "900");
        makes("*900*", "900");
        makes(" . ", "");
        makes("98\"", "98\"");
    }
}
