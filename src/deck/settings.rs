//! Settings that decks and cards share.

use super::fields::{self, Text};
use super::mirror::Entry;
use super::source::Source;
use crate::card::{Allowance, Form};
use crate::fold::{Strictness, Tolerance};

/// Reads `tags:`.
pub(super) fn tags(source: &mut Source<'_>, entry: Entry<'_>) -> Vec<String> {
    let tags = fields::distinct_texts(source, "tags", entry).unwrap_or_default();
    tags.into_iter().map(Text::into_string).collect()
}

/// Reads `strict:`.
pub(super) fn strict(source: &mut Source<'_>, entry: Entry<'_>) -> Strictness {
    #[derive(Clone, Copy)]
    enum Difference {
        Spelling,
        Diacritics,
        Case,
    }
    const WORDS: &[(&str, Difference)] = &[
        ("spelling", Difference::Spelling),
        ("diacritics", Difference::Diacritics),
        ("case", Difference::Case),
    ];
    let mut strictness = Strictness::default();
    for text in fields::distinct_texts(source, "strict", entry).unwrap_or_default() {
        match fields::word_of(source, "strict", &text, WORDS) {
            Some(Difference::Spelling) => strictness.spelling = Tolerance::Strict,
            Some(Difference::Diacritics) => strictness.diacritics = Tolerance::Strict,
            Some(Difference::Case) => strictness.case = Tolerance::Strict,
            None => {}
        }
    }
    strictness
}

/// Reads `form:`.
pub(super) fn form(source: &mut Source<'_>, entry: Entry<'_>) -> Option<Form> {
    const WORDS: &[(&str, Form)] = &[
        ("choice", Form::Choice),
        ("typed", Form::Typed),
        ("grow", Form::Grow),
    ];
    fields::word(source, "form", entry, WORDS)
}

/// Reads `allow:`.
pub(super) fn allowances(source: &mut Source<'_>, entry: Entry<'_>) -> Vec<Allowance> {
    let pairs = fields::pairs(source, "allow", entry).unwrap_or_default();
    pairs
        .into_iter()
        .map(|(code, reason)| Allowance {
            code: code.into_string(),
            reason: reason.into_string(),
        })
        .collect()
}
