//! A question, a verdict, a summary: what the tests of several faces show.

use crate::day::{Clock, Day, Days, Rollover};
use crate::grading::{Judgement, Miss};
use crate::question::{Asked, Choice, Question};
use crate::review::{Rating, Verdict};
use crate::session::{Judged, Leech, Posed, Return, Show, Summary};

pub(super) fn clock() -> Clock {
    "2026-11-24T09:00:00+00:00".parse().expect("a time")
}

pub(super) fn today() -> Day {
    Day::of(clock().now(), Rollover::default())
}

pub(super) fn posed(asked: Asked) -> Posed {
    Posed {
        card: "jm-diplomacy:ties-1972/date".parse().expect("a card"),
        deck_title: "Japan and Mongolia, diplomacy".to_owned(),
        facts: vec!["ties-1972".parse().expect("a fact")],
        state: "review",
        question: Question {
            card: "jm-diplomacy:ties-1972/date".parse().expect("a card"),
            asked,
        },
        prompt: "On which day did Japan and Mongolia open diplomatic relations?".to_owned(),
        has_hint: false,
        image: None,
        position: 1,
        of: 20,
    }
}

pub(super) fn choices(texts: &[&str]) -> Vec<Choice> {
    let choice = |(index, text): (usize, &&str)| Choice {
        text: (*text).to_owned(),
        is_right: index == 0,
    };
    texts.iter().enumerate().map(choice).collect()
}

pub(super) fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

pub(super) fn judged() -> Judged {
    Judged {
        card: "jm-diplomacy:ties-1972/date".parse().expect("a card"),
        judgement: Judgement {
            verdict: Verdict::Close,
            miss: Some(Miss::WrongMonth),
            note: None,
            feedback: None,
        },
        rating: Some(Rating::Again),
        response: "24 March 1972".to_owned(),
        answer: "24 February 1972".to_owned(),
        expected: Some("24 February 1972".to_owned()),
        explanation: Some("The embassies opened later that year.".to_owned()),
        source: None,
        due: today().plus(Days(1)),
        interval: Days(1),
        returns: Return::WhenDue,
        leech: Leech::No,
    }
}

/// The same card, answered well.
pub(super) fn right() -> Judged {
    Judged {
        judgement: Judgement {
            verdict: Verdict::Correct,
            miss: None,
            note: None,
            feedback: None,
        },
        rating: Some(Rating::Good),
        response: "24 February 1972".to_owned(),
        due: today().plus(Days(4)),
        interval: Days(4),
        ..judged()
    }
}

pub(super) fn summary() -> Summary {
    Summary {
        answered: 20,
        introduced: 5,
        correct: 12,
        close: 2,
        wrong: 6,
        due_tomorrow: 12,
        ..Summary::default()
    }
}

pub(super) fn question(asked: Asked) -> Show {
    Show::Question(Box::new(posed(asked)))
}

pub(super) fn verdict(judged: Judged) -> Show {
    Show::Verdict(Box::new(judged))
}
