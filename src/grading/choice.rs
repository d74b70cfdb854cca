//! Options: found by letter or by text, then right or not.
//!
//! A letter with a full stop or a bracket behind it (`b)`) is always a letter. A bare one is the text of an option when that is
//! written exactly so (blood group `A`), else a letter; a text in any other spelling comes last.

use unicode_normalization::UnicodeNormalization;

use super::{Judgement, Miss, Unreadable};
use crate::card::Answer;
use crate::fold::{Script, fold};
use crate::quantity::{self, TypedFigure};
use crate::question::{Choice, position};
use crate::when::{self, DateOrder};

/// Finds the option a response names.
///
/// # Errors
///
/// It names none, or is the text of several.
pub(super) fn pick<'a>(options: &'a [Choice], typed: &str) -> Result<&'a Choice, Unreadable> {
    pick_closely(options, typed)
        .or_else(|| match by_letter_and_text(options, typed) {
            Some((lettered, named)) => named.filter(|named| std::ptr::eq(*named, lettered)),
            None => by_folded_text(options, typed),
        })
        .ok_or(Unreadable::NoSuchOption(options.len()))
}

/// Finds the option of this value, for a date or a figure written in another way than the option.
pub(super) fn pick_value<'a>(
    options: &'a [Choice],
    typed: &str,
    answer: &Answer,
    order: DateOrder,
) -> Option<&'a Choice> {
    let mut same: Box<dyn FnMut(&&Choice) -> bool> = match answer {
        Answer::Date { .. } => {
            let typed = when::read(typed, order).ok()?;
            Box::new(move |option| {
                when::read(&option.text, order).is_ok_and(|shown| shown.first() == typed.first())
            })
        }
        Answer::Figure { .. } => {
            let typed = quantity::read(typed).ok()?;
            Box::new(move |option| {
                let shown = quantity::read(&option.text);
                let number = |figure: &TypedFigure| figure.readings().first().map(|it| it.number);
                shown.is_ok_and(|shown| number(&shown) == number(&typed))
            })
        }
        Answer::Text { .. }
        | Answer::Set { .. }
        | Answer::Order { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => return None,
    };
    let mut found = options.iter().filter(|option| same(option));
    match (found.next(), found.next()) {
        (Some(option), None) => Some(option),
        (Some(_) | None, _) => None,
    }
}

/// Finds the options a response names, each once: letters with or without spaces and commas between them, or texts separated
/// by `;` or by commas.
///
/// # Errors
///
/// A part of it names none.
pub(super) fn pick_several<'a>(
    options: &'a [Choice],
    typed: &str,
) -> Result<Vec<&'a Choice>, Unreadable> {
    let alone = |choice| vec![choice];
    let picked = if typed.contains(';') {
        texts(options, typed, ';')
    } else {
        pick_closely(options, typed)
            .map(alone)
            .or_else(|| letters(options, typed))
            .or_else(|| by_folded_text(options, typed).map(alone))
            .or_else(|| run_of_letters(options, typed))
            .or_else(|| texts(options, typed, ','))
            .or_else(|| texts(options, &typed.replace(" and ", ","), ','))
    };
    let mut once: Vec<&Choice> = Vec::new();
    for choice in picked.ok_or(Unreadable::NoSuchOption(options.len()))? {
        if !once.iter().any(|other| std::ptr::eq(*other, choice)) {
            once.push(choice);
        }
    }
    Ok(once)
}

/// Judges one option.
pub(super) fn judge(chosen: &Choice) -> Judgement {
    if chosen.is_right {
        Judgement::correct(None)
    } else {
        Judgement::wrong(Miss::Different)
    }
}

/// Judges several options: all the right ones and no other.
pub(super) fn judge_several(options: &[Choice], chosen: &[&Choice]) -> Judgement {
    let (right, wrong): (Vec<&Choice>, Vec<&Choice>) =
        chosen.iter().partition(|choice| choice.is_right);
    let missing = options
        .iter()
        .filter(|option| option.is_right && !chosen.contains(option))
        .map(|option| option.text.clone())
        .collect();
    let extra = wrong.iter().map(|choice| choice.text.clone()).collect();
    Judgement::of_set(right.len(), missing, extra, None)
}

/// By whatever can hardly mean anything else.
fn pick_closely<'a>(options: &'a [Choice], typed: &str) -> Option<&'a Choice> {
    by_marked_letter(options, typed)
        .or_else(|| by_exact_text(options, typed))
        .or_else(|| by_letter(options, typed))
}

fn by_marked_letter<'a>(options: &'a [Choice], typed: &str) -> Option<&'a Choice> {
    let letter = typed.strip_suffix([')', '.', ':', ']', ','])?;
    by_letter(options, letter.strip_prefix(['(', '[']).unwrap_or(letter))
}

/// `b) kamikaze`: the option of the letter, and the one of the text.
fn by_letter_and_text<'a>(
    options: &'a [Choice],
    typed: &str,
) -> Option<(&'a Choice, Option<&'a Choice>)> {
    let (letter, text) = typed.split_once(' ')?;
    let lettered = by_marked_letter(options, letter)?;
    Some((lettered, by_folded_text(options, text)))
}

fn by_exact_text<'a>(options: &'a [Choice], typed: &str) -> Option<&'a Choice> {
    options
        .iter()
        .find(|option| option.text.trim().nfc().eq(typed.chars()))
}

fn by_letter<'a>(options: &'a [Choice], letter: &str) -> Option<&'a Choice> {
    let plain: String = letter.nfkc().collect();
    options.get(position(&plain)?)
}

fn by_folded_text<'a>(options: &'a [Choice], typed: &str) -> Option<&'a Choice> {
    let typed = fold(typed, Script::Plain);
    let mut same = options
        .iter()
        .filter(|option| fold(&option.text, Script::Plain) == typed);
    match (same.next(), same.next()) {
        (Some(option), None) => Some(option),
        (Some(_) | None, _) => None,
    }
}

/// `a c`, `a, c`, `a) c)`.
fn letters<'a>(options: &'a [Choice], typed: &str) -> Option<Vec<&'a Choice>> {
    all(words(typed)
        .map(|word| by_marked_letter(options, word).or_else(|| by_letter(options, word))))
}

/// `ac`.
fn run_of_letters<'a>(options: &'a [Choice], typed: &str) -> Option<Vec<&'a Choice>> {
    let letters = typed.chars().filter(|c| !is_separator(*c));
    all(letters.map(|c| by_letter(options, c.encode_utf8(&mut [0; 4]))))
}

fn texts<'a>(options: &'a [Choice], typed: &str, separator: char) -> Option<Vec<&'a Choice>> {
    let parts = typed.split(separator).map(str::trim);
    all(parts
        .filter(|part| !part.is_empty())
        .map(|part| pick(options, part).ok()))
}

/// All of them, if each was found and there is at least one.
fn all<'a>(found: impl Iterator<Item = Option<&'a Choice>>) -> Option<Vec<&'a Choice>> {
    let choices: Option<Vec<&Choice>> = found.collect();
    choices.filter(|choices| !choices.is_empty())
}

/// What stands between separators; "and" and "then" are two.
pub(super) fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed
        .split(is_separator)
        .filter(|word| !matches!(*word, "" | "and" | "then"))
}

/// Tells whether a character separates letters.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '&' | '+' | '/' | '|' | '、' | '，' | '；')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::Verdict;

    fn options(texts: &[&str]) -> Vec<Choice> {
        let choice = |(index, text): (usize, &&str)| Choice {
            text: (*text).to_owned(),
            is_right: index % 2 == 0,
        };
        texts.iter().enumerate().map(choice).collect()
    }

    #[track_caller]
    fn picks(texts: &[&str], typed: &str, expected: &str) {
        let options = options(texts);
        let picked = pick(&options, typed).map(|choice| choice.text.as_str());
        assert_eq!(picked, Ok(expected), "{typed:?}");
    }

    #[track_caller]
    fn picks_several(texts: &[&str], typed: &str, expected: &[&str]) {
        let options = options(texts);
        let picked = pick_several(&options, typed).expect("options");
        let picked: Vec<&str> = picked.iter().map(|choice| choice.text.as_str()).collect();
        assert_eq!(picked, expected, "{typed:?}");
    }

    const PLACES: [&str; 3] = ["Tsushima", "Iki Island", "Kōan"];

    #[test]
    fn a_letter_names_an_option() {
        for typed in ["b", "B", "b)", "b.", "(b)", "b:", "[b]", "b,", "ｂ"] {
            picks(&PLACES, typed, "Iki Island");
        }
    }

    #[test]
    fn a_text_names_an_option_in_any_spelling() {
        picks(&PLACES, "iki island", "Iki Island");
        picks(&PLACES, "koan", "Kōan");
        picks(&["1274", "1281"], "1281", "1281");
    }

    #[test]
    fn a_letter_and_a_text_have_to_agree() {
        picks(&PLACES, "c) Kōan", "Kōan");
        picks(&PLACES, "(a) tsushima", "Tsushima");
        for typed in ["a) Kōan", "c) Hakata", "d) Kōan"] {
            let refused = Unreadable::NoSuchOption(3);
            assert_eq!(pick(&options(&PLACES), typed), Err(refused), "{typed:?}");
        }
    }

    #[test]
    fn a_text_written_exactly_so_wins_over_a_letter() {
        let groups = ["B", "A", "0"];
        picks(&groups, "A", "A");
        picks(&groups, "a", "B");
        picks(&groups, "A)", "B");
        picks(&["Koan", "Kōan"], "Kōan", "Kōan");
    }

    #[test]
    fn what_is_no_option_is_refused() {
        for typed in [
            "d",
            "4",
            "Hakata",
            "b c",
            "Tsushim",
            "zzzzzzzzzzzzzzzzz",
            ")",
            "é",
        ] {
            let refused = Unreadable::NoSuchOption(3);
            assert_eq!(pick(&options(&PLACES), typed), Err(refused), "{typed:?}");
        }
        let twins = options(&["Koan", "Kōan"]);
        assert_eq!(pick(&twins, "KOAN"), Err(Unreadable::NoSuchOption(2)));
        assert_eq!(pick(&[], "a"), Err(Unreadable::NoSuchOption(0)));
    }

    #[test]
    fn several_are_named_by_letters_or_texts() {
        let (first, third) = ("Tsushima", "Kōan");
        for typed in [
            "a c",
            "A, C",
            "a) c)",
            "ac",
            "a;c",
            "a c a",
            "tsushima; koan",
            "Tsushima, Koan",
            "a; Koan",
            "a and c",
            "a & c",
            "a+c",
            "a/c",
            "Tsushima and Koan",
        ] {
            picks_several(&PLACES, typed, &[first, third]);
        }
        picks_several(&PLACES, "iki island", &["Iki Island"]);
        picks_several(&["A", "AC", "C"], "a c", &["A", "C"]);
        picks_several(&["A", "AC", "C"], "AC", &["AC"]);
    }

    #[test]
    fn one_that_is_none_refuses_them_all() {
        for typed in ["a d", "a; Hakata", "ad", ";", ",,", "Tsushima and Kyoto"] {
            let refused = Unreadable::NoSuchOption(3);
            assert_eq!(
                pick_several(&options(&PLACES), typed),
                Err(refused),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn several_are_right_all_together() {
        let options = options(&PLACES);
        let judged =
            |typed: &str| judge_several(&options, &pick_several(&options, typed).expect("options"));
        assert_eq!(judged("a c"), Judgement::correct(None));
        let missing = judged("a b");
        assert_eq!(missing.verdict, Verdict::Close);
        assert_eq!(
            missing.miss,
            Some(Miss::Set {
                missing: vec!["Kōan".to_owned()],
                extra: vec!["Iki Island".to_owned()]
            })
        );
        assert_eq!(judged("a b c").verdict, Verdict::Close);
        assert_eq!(judged("b").verdict, Verdict::Wrong);
    }
}
