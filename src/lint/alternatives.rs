//! Alternatives and foreseen responses, held against the grading.

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use super::words::look;
use crate::card::{Answer, Card, Form};
use crate::deck::At;
use crate::fold::{Comparison, Liberties, Script, Strictness, Tolerance, compare};
use crate::grading::{Unreadable, grade};
use crate::question::{Meeting, Question};
use crate::review::Verdict;
use crate::when::{DateOrder, HistoricDate, Precision};

/// Notes alternatives that change nothing, and foreseen responses that are right or cannot be given.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    for (index, text) in idle(sheet.card) {
        findings
            .warn(
                sheet.owner,
                At::Item("accept", index),
                code::IDLE_ALTERNATIVE,
                format!("\"{text}\" is right without being listed"),
            )
            .advise("delete it; the grading looks past case, accents, punctuation and margins by itself");
    }
    check_feedback(sheet, findings);
}

/// The alternatives without which the same is right.
fn idle(card: &Card) -> Vec<(usize, String)> {
    match &card.answer {
        Answer::Text {
            expected, accept, ..
        } => {
            let is_idle = |index: usize, text: &str| {
                std::iter::once(expected)
                    .chain(&accept[..index])
                    .any(|right| is_forgiven(right, text, card.strictness))
            };
            listed(accept, |index, text: &String| {
                is_idle(index, text).then(|| text.clone())
            })
        }
        Answer::Date { accept, .. } => listed(accept, |index, date| {
            let mut without = card.clone();
            if let Answer::Date { accept, .. } = &mut without.answer {
                accept.remove(index);
            }
            let text = date.to_string();
            (judge(&without, &text) == Ok(Verdict::Correct)).then_some(text)
        }),
        Answer::Figure {
            expected,
            accept,
            margin,
            ..
        } => listed(accept, |_, figure| {
            margin
                .swallows(expected, figure)
                .then(|| figure.to_string())
        }),
        Answer::Set { .. } | Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => {
            Vec::new()
        }
    }
}

fn listed<T>(items: &[T], idle: impl Fn(usize, &T) -> Option<String>) -> Vec<(usize, String)> {
    items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| Some((index, idle(index, item)?)))
        .collect()
}

/// Tells whether `text` is right by `right` alone.
fn is_forgiven(right: &str, text: &str, strictness: Strictness) -> bool {
    let looks = [right, text].map(|text| look(text, strictness.script));
    if let [Some(right), Some(text)] = looks
        && right != text
    {
        return false;
    }
    let Comparison::Same(Liberties {
        case,
        diacritics,
        spelling,
    }) = compare(right, text, strictness.script)
    else {
        return false;
    };
    let is_breach = |taken: bool, tolerance| taken && tolerance == Tolerance::Strict;
    !(is_breach(case, strictness.case)
        || is_breach(diacritics, strictness.diacritics)
        || is_breach(spelling, strictness.spelling))
}

fn check_feedback(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let card = sheet.card;
    for (index, feedback) in card.feedback.iter().enumerate() {
        let at = At::Under("wrong", index);
        let response = &feedback.response;
        if is_plainly_wrong(card, response) {
            continue;
        }
        match judge(card, response) {
            Ok(Verdict::Correct) => {
                findings
                    .warn(
                        sheet.owner,
                        at,
                        code::WRONG_IS_RIGHT,
                        format!("\"{response}\" is foreseen as wrong, but it is right here"),
                    )
                    .advise("delete it, make the margin smaller, or name it more closely");
            }
            // Of a sentence with several gaps each response is meant for one of them.
            Err(_) if sheet.is_gap() => {}
            Err(reason) => {
                findings
                    .warn(
                        sheet.owner,
                        at,
                        code::WRONG_UNREACHABLE,
                        unreachable(response, &reason),
                    )
                    .advise("delete it, or write a response that can be given");
            }
            Ok(Verdict::Close | Verdict::Wrong) => {}
        }
    }
}

/// Tells whether a glance is enough to see that a response can be given and is not right. Grading is dear.
fn is_plainly_wrong(card: &Card, response: &str) -> bool {
    match &card.answer {
        Answer::Text {
            expected,
            accept,
            choices,
        } => {
            let looks_right = |right: &String| {
                !right.is_ascii() || right.len().abs_diff(response.len()) <= MAX_FORGIVEN
            };
            let can_be_given = card.form != Form::Choice || choices.iter().any(|c| c == response);
            can_be_given
                && response.is_ascii()
                && card.strictness.script == Script::Plain
                && !std::iter::once(expected).chain(accept).any(looks_right)
        }
        Answer::Date {
            expected,
            asked,
            accept,
            margin_years,
            ..
        } => {
            let Ok(date) = HistoricDate::parse(response) else {
                return false;
            };
            let is_far = |right: &HistoricDate| {
                right
                    .years_between(&date)
                    .is_some_and(|years| years > *margin_years && years > 0)
            };
            card.form != Form::Choice
                && *asked >= Precision::Year
                && std::iter::once(expected).chain(accept).all(is_far)
        }
        Answer::Figure {
            expected,
            accept,
            margin,
            ..
        } => expected.read_beside(response).is_ok_and(|figure| {
            card.form != Form::Choice
                && !std::iter::once(expected)
                    .chain(accept)
                    .any(|right| margin.swallows(right, &figure))
        }),
        Answer::Set { .. } | Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => {
            false
        }
    }
}

/// By how many characters what is forgiven can differ in length: an article, marks, a slip.
const MAX_FORGIVEN: usize = 8;

fn unreachable(response: &str, reason: &Unreadable) -> String {
    let why = match reason {
        Unreadable::NotADate => "it is not a date".to_owned(),
        Unreadable::NoSuchDate(why) => why.clone(),
        Unreadable::AmbiguousDate(one, other) => format!("it can be {one} or {other}"),
        Unreadable::NotANumber => "it is not a figure".to_owned(),
        Unreadable::AmbiguousNumber(one, other) => format!("it can be {one} or {other}"),
        Unreadable::NoSuchOption(_) => "it is not among the options".to_owned(),
        Unreadable::NotAnOrder(_) | Unreadable::NotPairs(_) => {
            "the items are put in place by their letters".to_owned()
        }
        Unreadable::TooLong => "it is too long".to_owned(),
        Unreadable::SelfRated => "the card is revealed, and nothing is typed".to_owned(),
    };
    format!("nobody can answer \"{response}\" here: {why}")
}

/// Judges a response to the card alone, typed where it can be typed at all.
fn judge(card: &Card, response: &str) -> Result<Verdict, Unreadable> {
    let meeting = match card.form {
        Form::Choice => Meeting::First,
        Form::Typed | Form::Grow => Meeting::Later,
    };
    let question = Question::pose(card, meeting, 0);
    let deck = std::slice::from_ref(card);
    grade(card, &question, response, deck, DateOrder::DayFirst).map(|judged| judged.verdict)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::question::sample;

    fn answers() -> impl Strategy<Value = Answer> {
        prop::sample::select(vec![
            sample::text("Kublai", &["the Great Khan"], &["Möngke", "Ögedei"]),
            sample::text("Kōan", &[], &["Bun'ei", "Tenpō"]),
            sample::date("1274", &["1281", "1268"]),
            sample::date("1274-11", &[]),
            sample::figure("900", "ships", &["4400"]),
            sample::figure("43", "%", &[]),
        ])
    }

    fn responses() -> impl Strategy<Value = String> {
        prop::sample::select(vec![
            "Kublai",
            "kubali",
            "Great Khan",
            "a great khan of all",
            "Möngke",
            "Koan",
            "Kouan",
            "Batu, a far cousin of his",
            "1274",
            "1274-11",
            "November 1274",
            "1281",
            "1275",
            "12XX",
            "soon",
            "900",
            "910",
            "990",
            "4400",
            "900 men",
            "43",
            "0.43",
            "44 %",
            "",
        ])
        .prop_map(str::to_owned)
    }

    proptest! {
        #[test]
        fn a_glance_agrees_with_the_grading(
            answer in answers(), response in responses(),
            form in prop::sample::select(vec![Form::Choice, Form::Typed, Form::Grow]),
        ) {
            let mut card = sample::card("c", answer);
            card.form = if card.answer.has_choices() { form } else { Form::Typed };
            if is_plainly_wrong(&card, &response) {
                let judged = judge(&card, &response);
                prop_assert!(matches!(judged, Ok(Verdict::Wrong | Verdict::Close)), "{:?}", judged);
            }
        }
    }
}
