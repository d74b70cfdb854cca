//! Several texts in any order, each judged as a text.

use std::collections::HashSet;

use super::text::{self, TextKey, is_same};
use super::{Judgement, Note};
use crate::fold::{Script, Strictness};
use crate::review::Verdict;

/// Splits what was typed into items.
///
/// Items are separated by `;`. Within what stands between, commas, "and", "&", "+" and "/" separate too, unless a right item has
/// one of its own or the whole is a right item; where every right item is a single word, so do spaces. What is repeated to the
/// letter is there once.
pub(super) fn items<'a>(expected: &[String], typed: &'a str, script: Script) -> Vec<&'a str> {
    let is_right = |text: &str| expected.iter().any(|item| is_same(item, text, script));
    let mut met = HashSet::new();
    let parts = typed.split([';', '；']).map(str::trim);
    let parts = parts.filter(|part| met.insert(*part)).flat_map(|part| {
        if is_right(part) {
            return vec![part];
        }
        match listed(expected, part).as_slice() {
            [only] => words(expected, only, is_right),
            several => several.to_vec(),
        }
    });
    let bare = parts.map(|part| unnumbered(part, is_right));
    let mut seen = HashSet::new();
    bare.filter(|part| !matches!(*part, "" | "?") && seen.insert(*part))
        .collect()
}

/// Items as in a sentence: "Tsushima, Iki, and Hakata Bay".
fn listed<'a>(expected: &[String], typed: &'a str) -> Vec<&'a str> {
    const SEPARATORS: [&str; 9] = [",", "，", "、", " and ", " AND ", " & ", " + ", "/", "|"];
    let mut parts = vec![typed];
    for separator in SEPARATORS {
        if !expected.iter().any(|item| item.contains(separator)) {
            parts = parts
                .into_iter()
                .flat_map(|part| part.split(separator))
                .collect();
        }
    }
    let without_and = |part: &'a str| part.trim().trim_start_matches("and ");
    parts.into_iter().map(without_and).collect()
}

/// "Tsushima Iki" as two, where no right item has more than one word and one of these is right; else as it is.
fn words<'a>(expected: &[String], typed: &'a str, is_right: impl Fn(&str) -> bool) -> Vec<&'a str> {
    // Somebody who types so many words does not list items.
    const MOST: usize = 100;
    let has_long = expected.iter().any(|item| item.trim().contains(' '));
    if has_long || typed.split_whitespace().count() > MOST {
        return vec![typed];
    }
    let is_word = |word: &&str| word.contains(char::is_alphabetic) || is_right(word);
    let words: Vec<&str> = typed.split_whitespace().filter(is_word).collect();
    if !words.iter().any(|word| is_right(word)) {
        return vec![typed];
    }
    words
}

/// An item without the number of a list before it: "2) Iki".
fn unnumbered(item: &str, is_right: impl Fn(&str) -> bool) -> &str {
    let item = item.trim();
    let behind = item
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .strip_prefix([')', '.']);
    match behind.map(str::trim) {
        Some(bare) if is_right(bare) => bare,
        Some(_) | None => item,
    }
}

/// Judges items: all right and nothing else is right, something right is close. An item given twice counts once.
pub(super) fn judge(
    expected: &[String],
    said: &[&str],
    strictness: Strictness,
    known: &[&str],
) -> Judgement {
    let mut found: Vec<&String> = Vec::new();
    let mut extra: Vec<String> = Vec::new();
    let mut misspelt: Vec<String> = Vec::new();
    for &item in said {
        let right = expected.iter().find_map(|expected| {
            let key = TextKey {
                expected,
                accept: &[],
                strictness,
                known,
            };
            let judgement = text::judge(&key, item);
            (judgement.verdict == Verdict::Correct).then_some((expected, judgement.note))
        });
        match right {
            Some((right, _)) if found.contains(&right) => {}
            Some((right, note)) => {
                found.push(right);
                if let Some(Note::Spelling { right }) = note {
                    misspelt.push(right);
                }
            }
            None if extra
                .iter()
                .any(|other| is_same(other, item, strictness.script)) => {}
            None => extra.push(item.to_owned()),
        }
    }
    let missing = expected
        .iter()
        .filter(|item| !found.contains(item))
        .cloned()
        .collect();
    let note = (!misspelt.is_empty()).then(|| Note::Spelling {
        right: misspelt.join("; "),
    });
    Judgement::of_set(found.len(), missing, extra, note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Miss;

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn judged(expected: &[&str], typed: &str) -> Judgement {
        let strictness = Strictness::default();
        let expected = owned(expected);
        let said = items(&expected, typed, strictness.script);
        judge(
            &expected,
            &said,
            strictness,
            &["Tsushima", "Iki", "Hakata Bay"],
        )
    }

    #[track_caller]
    fn right(expected: &[&str], typed: &str) {
        assert_eq!(
            judged(expected, typed),
            Judgement::correct(None),
            "{typed:?}"
        );
    }

    #[track_caller]
    fn partly(typed: &str, missing: &[&str], extra: &[&str]) {
        let miss = Miss::Set {
            missing: owned(missing),
            extra: owned(extra),
        };
        assert_eq!(judged(&PLACES, typed), Judgement::close(miss), "{typed:?}");
    }

    const PLACES: [&str; 3] = ["Tsushima", "Iki", "Hakata Bay"];

    #[test]
    fn items_come_in_any_order_and_writing() {
        for typed in [
            "Tsushima; Iki; Hakata Bay",
            "hakata bay;iki;tsushima",
            "Iki, Hakata Bay, Tsushima",
            "Iki, Hakata Bay and Tsushima",
            "Iki, Hakata Bay, and Tsushima",
            "Iki & Hakata Bay & Tsushima",
            "; Iki; ; Hakata Bay; Tsushima;",
            "Tsushima, Iki; Hakata Bay",
            "Tsushima / Iki / Hakata Bay",
            "Tsushima + Iki AND Hakata Bay",
            "Tsushima、Iki、Hakata Bay",
            "Tsushima；Iki；Hakata Bay",
            "1) Tsushima; 2) Iki; 3) Hakata Bay",
        ] {
            right(&PLACES, typed);
        }
        partly("Tsushima, Iki, ?", &["Hakata Bay"], &[]);
    }

    #[test]
    fn single_words_need_no_separator() {
        let items = ["Tsushima", "Iki"];
        right(&items, "iki tsushima");
        right(&items, "Tsushima  Iki");
        right(&items, "Tsushima - Iki");
        right(&items, "1. Tsushima 2. Iki");
        right(&["1911", "1921"], "1921 1911");
        let judged = judged(&items, "Tsushima Kyushu");
        assert_eq!(judged.verdict, Verdict::Close);
    }

    #[test]
    fn separators_of_an_item_do_not_separate() {
        let items = ["Paris, France", "trade and aid"];
        right(&items, "trade & aid; Paris France");
        assert_eq!(judged(&items, "trade and aid").verdict, Verdict::Close);
        assert_eq!(
            judged(&["Paris France", "Iki"], "Paris, France").verdict,
            Verdict::Close
        );
    }

    #[test]
    fn an_item_given_twice_counts_once() {
        right(&PLACES, "Iki; iki; Tsushima; Hakata Bay");
        partly("Iki; Iki; Iki", &["Tsushima", "Hakata Bay"], &[]);
        partly("Iki; Oki; oki", &["Tsushima", "Hakata Bay"], &["Oki"]);
    }

    #[test]
    fn what_is_missing_or_too_much_is_told() {
        partly("Iki", &["Tsushima", "Hakata Bay"], &[]);
        partly("Iki, Tsushima, Hakata Bay, Kyoto", &[], &["Kyoto"]);
        let none = Miss::Set {
            missing: owned(&PLACES),
            extra: owned(&["Kyoto", "Nara"]),
        };
        assert_eq!(judged(&PLACES, "Kyoto; Nara"), Judgement::wrong(none));
        let nothing = Miss::Set {
            missing: owned(&PLACES),
            extra: Vec::new(),
        };
        assert_eq!(judged(&PLACES, " ; ; "), Judgement::wrong(nothing));
    }

    #[test]
    fn a_slip_in_an_item_is_noted() {
        let note = Note::Spelling {
            right: "Tsushima".to_owned(),
        };
        assert_eq!(
            judged(&PLACES, "Iki; Tushima; Hakata Bay"),
            Judgement::correct(Some(note))
        );
    }
}
