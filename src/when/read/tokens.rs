//! Text cut into numbers, words and signs.

use unicode_normalization::UnicodeNormalization as _;

use crate::fold::{is_invisible, unwrapped, with_plain_digit};

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// No space and no dropped sign before it.
    pub(super) is_glued: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Digits.
    Number(&'a str),
    /// Letters, in lower case.
    Word(&'a str),
    /// `-`.
    Hyphen,
    /// `–`, `—` or `→`: from one to the other.
    Dash,
    Dot,
    Slash,
    /// One that separates nothing but digits: "1,281".
    Comma,
    /// `~`.
    Tilde,
    /// `?`.
    Question,
    Apostrophe,
    /// What no date holds.
    Other,
}

impl<'a> Token<'a> {
    pub(super) fn word(self) -> Option<&'a str> {
        if let Kind::Word(word) = self.kind {
            Some(word)
        } else {
            None
        }
    }

    pub(super) fn is_word(self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| words.contains(&word))
    }

    pub(super) fn number(self) -> Option<Number> {
        if let Kind::Number(digits) = self.kind {
            Some(Number::new(digits))
        } else {
            None
        }
    }
}

/// A number as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; the largest there is for one that is larger.
    pub(super) value: u32,
    /// How many digits were typed.
    pub(super) digits: usize,
}

impl Number {
    fn new(digits: &str) -> Self {
        Self {
            value: digits.parse().unwrap_or(u32::MAX),
            digits: digits.len(),
        }
    }

    /// Whether it could be a day or a month.
    pub(super) fn is_short(self) -> bool {
        self.digits <= 2
    }
}

/// Makes the digits of all scripts, wide letters and signs plain ones and case small; drops what shows nothing and what is only
/// wrapped around.
pub(super) fn normalise(typed: &str) -> String {
    let seen = typed.chars().filter(|c| !is_invisible(*c));
    let text = seen.map(with_plain_digit).nfkc().collect::<String>();
    let bare = unwrapped(&text, &['!', ';', ':']);
    bare.to_lowercase().replace("->", "→")
}

/// Cuts `text`; stops after words and at the end, and commas that are only for the eye, are dropped.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut kept: Vec<Token<'_>> = Vec::new();
    let mut is_glued = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '0'..='9' => run(rest, |c| c.is_ascii_digit()),
            c if c.is_alphabetic() => run(rest, char::is_alphabetic),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() {
            is_glued = false;
            continue;
        }
        let kind = kind(first, piece);
        let previous = kept.last().copied();
        let is_after_word = previous.is_some_and(|token| token.word().is_some());
        let is_after_number = previous.is_some_and(|token| token.number().is_some());
        let is_for_the_eye = kind == Kind::Dot && (is_after_word || rest.trim().is_empty())
            || kind == Kind::Comma && !(is_after_number && starts_with_thousand(rest));
        if is_for_the_eye {
            is_glued = false;
            continue;
        }
        kept.push(Token { kind, is_glued });
        is_glued = true;
    }
    with_short_eras(&kept)
}

/// The ways to write an era in several words, a longer one before the one it starts with.
const ERAS: [(&[&str], &str); 10] = [
    (&["b", "c", "e"], "bce"),
    (&["b", "c"], "bc"),
    (&["c", "e"], "ce"),
    (&["a", "d"], "ad"),
    (&["before", "christ"], "bc"),
    (&["before", "the", "common", "era"], "bce"),
    (&["before", "common", "era"], "bce"),
    (&["common", "era"], "ce"),
    (&["after", "christ"], "ad"),
    (&["anno", "domini"], "ad"),
];

/// The same, with `b.c.`, `before Christ` and the like as one word.
fn with_short_eras<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut shortened = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        let is_written = |words: &[&str]| {
            words.len() <= rest.len()
                && words
                    .iter()
                    .zip(rest)
                    .all(|(word, token)| token.is_word(&[word]))
        };
        if let Some((words, short)) = ERAS.iter().find(|(words, _)| is_written(words)) {
            shortened.push(Token {
                kind: Kind::Word(short),
                is_glued: first.is_glued,
            });
            rest = rest.get(words.len()..).unwrap_or_default();
        } else {
            shortened.push(*first);
            rest = after;
        }
    }
    shortened
}

fn kind(first: char, piece: &str) -> Kind<'_> {
    match first {
        '0'..='9' => Kind::Number(piece),
        '-' | '\u{2010}' | '\u{2011}' | '\u{2212}' => Kind::Hyphen,
        '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2015}' | '→' => Kind::Dash,
        '.' => Kind::Dot,
        '/' => Kind::Slash,
        ',' => Kind::Comma,
        '~' | '\u{2248}' => Kind::Tilde,
        '?' => Kind::Question,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' => Kind::Apostrophe,
        c if c.is_alphabetic() => Kind::Word(piece),
        _ => Kind::Other,
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Three digits and no more: what follows the comma of a thousand.
fn starts_with_thousand(text: &str) -> bool {
    run(text, |c| c.is_ascii_digit()) == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind<'_>> {
        tokens(text).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn stops_and_commas_for_the_eye_are_dropped() {
        use Kind::{Number, Word};
        assert_eq!(
            kinds("aug. 15, 1281."),
            [Word("aug"), Number("15"), Number("1281")]
        );
        assert_eq!(kinds("1,281"), [Number("1"), Kind::Comma, Number("281")]);
        assert_eq!(kinds("aug 15,1281").len(), 3);
    }

    #[test]
    fn letters_part_from_digits_and_remember_that_they_touched() {
        let cut = tokens("c13");
        assert_eq!(cut.len(), 2);
        assert!(cut[1].is_glued);
        assert!(!tokens("c.13")[1].is_glued);
        assert!(!tokens("c 13")[1].is_glued);
    }

    #[test]
    fn wide_forms_are_made_plain() {
        assert_eq!(normalise(" １２８１　Ａ.Ｄ. "), "1281 a.d.");
        assert_eq!(normalise("(\u{200E}«1281»)!"), "1281");
    }

    #[test]
    fn an_era_is_one_word() {
        use Kind::{Number, Word};
        for text in ["44 b.c.", "44 b. c.", "44 before christ"] {
            assert_eq!(kinds(text), [Number("44"), Word("bc")], "{text}");
        }
        assert_eq!(kinds("b.c.e. 44"), [Word("bce"), Number("44")]);
        assert_eq!(kinds("feb. c. 44"), [Word("feb"), Word("c"), Number("44")]);
    }
}
