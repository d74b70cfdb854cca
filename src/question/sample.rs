//! Cards for tests.

use crate::card::{Admission, Answer, Card, CardId, Form, Prompt};
use crate::fold::Strictness;
use crate::quantity::{Bound, Figure, Margin, Unit};
use crate::when::HistoricDate;

/// A card with nothing but a name, a fact of the same name and an answer.
pub(crate) fn card(name: &str, answer: Answer) -> Card {
    Card {
        id: CardId::new(
            &"deck".parse().expect("a deck's name"),
            &name.parse().expect("a card's key"),
        ),
        facts: vec![name.parse().expect("a fact's name")],
        about: None,
        prompt: Prompt::Plain("?".to_owned()),
        form: if answer.has_choices() {
            Form::Choice
        } else {
            Form::Typed
        },
        answer,
        hint: None,
        explanation: None,
        source: None,
        tags: Vec::new(),
        feedback: Vec::new(),
        image: None,
        after: None,
        admission: Admission::Always,
        strictness: Strictness::default(),
        revision: 1,
        allow: Vec::new(),
        line: 1,
    }
}

/// A text with other right texts and wrong options.
pub(crate) fn text(expected: &str, accept: &[&str], choices: &[&str]) -> Answer {
    Answer::Text {
        expected: expected.to_owned(),
        accept: owned(accept),
        choices: owned(choices),
    }
}

/// Several texts and wrong options.
pub(crate) fn set(expected: &[&str], choices: &[&str]) -> Answer {
    Answer::Set {
        expected: owned(expected),
        choices: owned(choices),
    }
}

/// Texts in order.
pub(crate) fn order(items: &[&str]) -> Answer {
    Answer::Order {
        items: owned(items),
    }
}

/// Pairs.
pub(crate) fn pairs(pairs: &[(&str, &str)]) -> Answer {
    Answer::Match {
        pairs: pairs
            .iter()
            .map(|(left, right)| ((*left).to_owned(), (*right).to_owned()))
            .collect(),
    }
}

/// A date as EDTF, asked as finely as it is known, with wrong options.
pub(crate) fn date(expected: &str, choices: &[&str]) -> Answer {
    let date = |edtf: &str| HistoricDate::parse(edtf).expect(edtf);
    Answer::Date {
        expected: date(expected),
        asked: date(expected).precision(),
        accept: Vec::new(),
        margin_years: 0,
        choices: choices.iter().map(|edtf| date(edtf)).collect(),
    }
}

/// An exact figure with its default margin and wrong options of the same unit.
pub(crate) fn figure(number: &str, unit: &str, choices: &[&str]) -> Answer {
    let unit = (!unit.is_empty()).then(|| Unit::parse(unit).expect(unit));
    let number = number.parse().expect(number);
    let expected = Figure::new(number, unit, Bound::Exact).expect("a figure");
    Answer::Figure {
        accept: Vec::new(),
        margin: Margin::default_for(&expected),
        choices: choices
            .iter()
            .map(|text| expected.read_beside(text).expect(text))
            .collect(),
        expected,
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
