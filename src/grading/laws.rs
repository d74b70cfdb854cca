//! What holds for every kind of question, whatever is typed.

use proptest::prelude::*;

use super::*;
use crate::card::{Answer, Form};
use crate::question::{Asked, Meeting, sample};

/// Cards of every kind and form, about one small war.
fn deck() -> Vec<Card> {
    let answers = [
        sample::text("Kōan", &["Koan era"], &["Bun'ei", "Kenchō"]),
        sample::text("Tsushima", &[], &[]),
        sample::text("A", &[], &["B", "C", "AB"]),
        sample::set(&["Tsushima", "Iki", "Hakata Bay"], &["Kyōto", "Nara"]),
        sample::set(&["a", "b"], &["a b", "c", "ab"]),
        sample::set(&["Iki", "Oki"], &[]),
        sample::date("1281-08-15", &["1281-08-16", "1274-11-19"]),
        sample::date("1274", &[]),
        sample::date("12XX", &["11XX"]),
        sample::date("-0043", &["0044"]),
        sample::figure("4400", "ships", &["900", "300"]),
        sample::figure("43", "%", &[]),
        sample::figure("77", "rank", &["76", "78"]),
        sample::figure("1.5", "km", &[]),
        sample::order(&["1268", "1274", "1281"]),
        sample::pairs(&[("Uno", "1989"), ("Sodnom", "1990"), ("Kaifu", "1991")]),
        Answer::Flip {
            back: "the other side".to_owned(),
        },
    ];
    let mut cards = Vec::new();
    for (index, answer) in answers.into_iter().enumerate() {
        for form in [Form::Choice, Form::Typed, Form::Grow] {
            let mut card = sample::card(&format!("c{index}"), answer.clone());
            card.form = form;
            card.about = Some(format!("thing {index}"));
            cards.push(card);
        }
    }
    cards
}

fn meeting() -> impl Strategy<Value = Meeting> {
    prop_oneof![Just(Meeting::First), Just(Meeting::Later)]
}

/// Anything, and what looks like an answer.
fn response() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-e0-9 ,;.)]{0,12}",
        "(about |less than )?[0-9]{1,4}( %| km| ships|/[0-9]{1,2}|-[0-9]{2}){0,2}",
        "[0-9]{0,2} ?(Aug|August|Febuary) [0-9]{1,4}( BC)?",
        Just("x".repeat(10_001)),
    ]
}

/// Texts with at least one letter, so that folding leaves something, and no semicolon.
fn a_text() -> impl Strategy<Value = String> {
    "[A-Za-zà-ž][A-Za-zà-žа-яぁ-ん0-9 ,.'&-]{0,12}"
}

fn texts(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(a_text(), count).prop_map(|texts| {
        let mut once: Vec<String> = Vec::new();
        for text in texts {
            let is_new = |other: &String| {
                crate::fold::fold(other, crate::fold::Script::Plain)
                    != crate::fold::fold(&text, crate::fold::Script::Plain)
            };
            if once.iter().all(is_new) {
                once.push(text);
            }
        }
        once
    })
}

/// Answers of texts, and the dates and figures that decks hold.
fn answer() -> impl Strategy<Value = Answer> {
    let year = (1_u32..2100).prop_map(|year| format!("{year:04}"));
    let month = (year.clone(), 1_u32..13).prop_map(|(year, month)| format!("{year}-{month:02}"));
    let day = (month.clone(), 1_u32..29).prop_map(|(month, day)| format!("{month}-{day:02}"));
    let date = prop_oneof![year, month, day];
    let figure = (1_u32..10_000_000).prop_map(|number| number.to_string());
    let unit = prop_oneof![Just("ships"), Just("%"), Just("km"), Just("rank"), Just("")];
    prop_oneof![
        (a_text(), texts(0..4), texts(0..4)).prop_map(|(expected, accept, choices)| Answer::Text {
            expected,
            accept,
            choices
        }),
        (texts(2..6), texts(0..4))
            .prop_map(|(expected, choices)| Answer::Set { expected, choices }),
        texts(2..6).prop_map(|items| Answer::Order { items }),
        (texts(2..6), texts(2..6)).prop_map(|(left, right)| Answer::Match {
            pairs: left.into_iter().zip(right).collect()
        }),
        (date.clone(), proptest::collection::vec(date, 0..4)).prop_map(|(expected, choices)| {
            let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
            sample::date(&expected, &choices)
        }),
        (
            figure.clone(),
            unit,
            proptest::collection::vec(figure, 0..4)
        )
            .prop_map(|(expected, unit, choices)| {
                let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
                sample::figure(&expected, unit, &choices)
            }),
    ]
}

#[track_caller]
fn expected_is_right(card: &Card, deck: &[Card], meeting: Meeting, seed: u64) {
    let question = Question::pose(card, meeting, seed);
    let Some(expected) = question.expected(card) else {
        assert_eq!(question.asked, Asked::Flip);
        return;
    };
    let judgement = grade(card, &question, &expected, deck, DateOrder::DayFirst);
    let verdict = judgement.as_ref().map(|judgement| judgement.verdict);
    assert_eq!(
        verdict,
        Ok(Verdict::Correct),
        "{expected:?} to {question:?} is {judgement:?}"
    );
}

#[test]
fn what_is_expected_of_a_deck_is_right() {
    let deck = deck();
    for card in &deck {
        for (meeting, seed) in [
            (Meeting::First, 1),
            (Meeting::Later, 2),
            (Meeting::First, 3),
        ] {
            expected_is_right(card, &deck, meeting, seed);
        }
    }
}

proptest! {
    #[test]
    fn what_is_expected_is_right(answer in answer(), form in 0..3, meeting in meeting(), seed: u64) {
        let mut card = sample::card("c", answer);
        card.form = match form {
            0 => Form::Choice,
            1 => Form::Typed,
            _ => Form::Grow,
        };
        let deck = [deck(), vec![card.clone()]].concat();
        expected_is_right(&card, &deck, meeting, seed);
    }

    #[test]
    fn anything_can_be_typed(response in response(), meeting in meeting(), seed: u64) {
        let deck = deck();
        for card in &deck {
            let question = Question::pose(card, meeting, seed);
            for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
                let judged = grade(card, &question, &response, &deck, order);
                if let Ok(judgement) = judged {
                    prop_assert_eq!(judgement.miss.is_none(), judgement.verdict == Verdict::Correct);
                }
            }
        }
    }
}
