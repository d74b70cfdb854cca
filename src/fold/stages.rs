//! The way of a text to its folded form, a stage a function: decomposed, bare of punctuation, bare of marks, short vowels, one word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

use super::characters::{is_invisible, with_plain_digit};
use super::letters::{shorten_vowels, unmark};
use super::{Folded, Script};

/// A text on its way to its folded form.
pub(super) struct Stages {
    /// Lower case, punctuation gone, words parted by one space.
    pub(super) marked: String,
    /// The same without diacritics.
    pub(super) unmarked: String,
    /// Everything folded but the case.
    pub(super) cased: String,
    pub(super) folded: Folded,
}

impl Stages {
    pub(super) fn of(text: &str, script: Script) -> Self {
        let plain = plain(text);
        let unmarked = unmark(&plain);
        let cased = match script {
            Script::Plain => compact(&unmarked),
            Script::Hepburn => compact(&shorten_vowels(&unmarked)),
        };
        Self {
            marked: lower(&plain),
            unmarked: lower(&unmarked),
            folded: Folded(lower(&cased)),
            cased,
        }
    }
}

/// Compatibility forms, punctuation, spaces and the article gone; case and diacritics kept, decomposed.
pub(super) fn plain(text: &str) -> String {
    let text = spaced_words(&decomposed(text));
    let bare = without_punctuation(text.trim_matches(EMPHASIS));
    let plain = without_article(&bare);
    if plain.is_empty() {
        text
    } else {
        plain.to_owned()
    }
}

/// Marks that people who write in plain text put around a word: `*Kōan*`.
const EMPHASIS: [char; 2] = ['*', '_'];

fn decomposed(text: &str) -> String {
    let mut decomposed = String::with_capacity(text.len());
    for c in text.nfc().map(with_plain_digit) {
        match c {
            // Before they fall apart into a space and an accent.
            '´' | '`' => decomposed.push('\''),
            '&' => decomposed.push_str(" and "),
            // `²` is not `2`, and `½` not `12`.
            _ if c.is_numeric() => decomposed.push(c),
            _ if is_invisible(c) => {}
            _ => decompose_compatible(c, |part| decomposed.push(part)),
        }
    }
    decomposed.nfd().collect()
}

/// Words parted by single spaces.
fn spaced_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What punctuation becomes where it does not stand at a number.
enum Punctuation {
    /// Nothing: `Bun'ei`, `U.S.`.
    Dropped,
    /// A space: `Ulan-Bator`, `Paris, France`.
    Space,
}

fn punctuation(c: char) -> Option<Punctuation> {
    match c {
        '\''
        | '"'
        | '’'
        | '‘'
        | '‚'
        | '‛'
        | '“'
        | '”'
        | '„'
        | '«'
        | '»'
        | '‹'
        | '›'
        | '′'
        | '″'
        | '\u{2B9}'..='\u{2BF}'
        | '.'
        | '。'
        | '「'
        | '」'
        | '『'
        | '』' => Some(Punctuation::Dropped),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | ',' | ';' | ':' | '!' | '?' | '(' | ')'
        | '[' | ']' | '/' | '·' | '・' | '、' | '¿' | '¡' => Some(Punctuation::Space),
        _ => None,
    }
}

fn without_punctuation(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_before_digit = rest.peek().is_some_and(|next| next.is_numeric());
        match punctuation(c) {
            None => kept.push(c),
            // A decimal point, a date's dash, a sign: part of the number.
            Some(_) if is_before_digit && belongs_to_number(before, c) => kept.push(unified(c)),
            Some(Punctuation::Dropped) => {}
            Some(Punctuation::Space) => kept.push(' '),
        }
        before = c;
    }
    spaced_words(&kept)
}

/// Tells whether `c`, which a digit follows, is read with the number.
fn belongs_to_number(before: char, c: char) -> bool {
    match unified(c) {
        '-' | '.' => before.is_numeric() || before.is_whitespace(),
        ',' | ':' | '/' | '\'' => before.is_numeric(),
        _ => false,
    }
}

fn unified(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '’' | '‘' | '′' => '\'',
        _ => c,
    }
}

/// `text` without a leading English article, unless nothing else is there.
fn without_article(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest))
            if ["the", "a", "an"]
                .iter()
                .any(|article| first.eq_ignore_ascii_case(article)) =>
        {
            rest
        }
        _ => text,
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase().replace('ς', "σ")
}

/// Drops the spaces, except those that keep two numbers apart.
pub(super) fn compact(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    for word in text.split(' ') {
        if is_at_number(compact.chars().next_back()) && is_at_number(word.chars().next()) {
            compact.push(' ');
        }
        compact.push_str(word);
    }
    compact
}

/// Tells whether a word with this character at its edge has a number, or a sign of one, there.
fn is_at_number(edge: Option<char>) -> bool {
    edge.is_some_and(|c| c.is_numeric() || c == '-' || c == '.')
}
