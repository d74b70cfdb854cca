//! How words are put together: letters of options, plurals, sentences.

/// The letter of an option, from 0.
pub(in crate::terminal) fn letter(index: usize) -> String {
    ('a'..='z')
        .nth(index)
        .map_or_else(|| (index + 1).to_string(), String::from)
}

/// Makes a sentence of words: a capital first, a full stop last.
pub(in crate::terminal) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(char::to_uppercase).into_iter().flatten();
    let mut sentence: String = first.chain(chars).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// `1 year`, `7 years`.
pub(in crate::terminal) fn count(n: impl Into<u64>, noun: &str) -> String {
    match n.into() {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}

/// `1 card`, `7 cards`.
pub(in crate::terminal) fn cards(n: usize) -> String {
    count(u64::try_from(n).unwrap_or(u64::MAX), "card")
}
