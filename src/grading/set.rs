//! Several texts in any order, each judged as a text.

use std::collections::HashSet;

use super::text::{self, TextKey, is_same};
use super::{Judgement, Note};
use crate::fold::{Script, Strictness};
use crate::review::Verdict;

/// Splits what was typed into items.
///
/// Items are separated by `;`. Without any, commas and "and" separate too, unless a right item has one of its own; then, or
/// when the whole is a right item, it is one item. What is repeated to the letter is there once.
pub(super) fn items<'a>(expected: &[String], typed: &'a str, script: Script) -> Vec<&'a str> {
    let parts: Vec<&str> = if typed.contains(';') {
        typed.split(';').collect()
    } else if expected.iter().any(|item| is_same(item, typed, script)) {
        vec![typed]
    } else {
        listed(expected, typed)
    };
    let bare = parts.into_iter().map(str::trim);
    let mut seen = HashSet::new();
    bare.filter(|part| !part.is_empty() && seen.insert(*part))
        .collect()
}

/// Items as in a sentence: "Tsushima, Iki, and Hakata Bay".
fn listed<'a>(expected: &[String], typed: &'a str) -> Vec<&'a str> {
    let mut parts = vec![typed];
    for separator in [",", " and ", " & "] {
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
        ] {
            right(&PLACES, typed);
        }
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
