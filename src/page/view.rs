//! A card as learners will see it, in words.

use serde::Serialize;

use super::latitude::Latitude;
use crate::card::{Admission, Answer, Card, Form, Prompt};
use crate::question::{Asked, Meeting, Question, answer_text, letter};
use crate::when::Precision;

/// A card as learners will see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// Its name inside the deck.
    pub card: String,
    /// How it is asked: "a date, typed, to the month".
    pub asked: String,
    /// What is asked, a gap as a line.
    pub prompt: String,
    /// What the picture shows, in words.
    pub picture: Option<String>,
    /// What there is to choose from or to arrange.
    pub options: Options,
    /// The right answer.
    pub answer: String,
    /// What else is right.
    pub right: Vec<String>,
    /// What is close.
    pub close: Vec<String>,
    /// What the author says to foreseen responses.
    pub wrong: Vec<(String, String)>,
    /// Shown on request.
    pub hint: Option<String>,
    /// Shown after the verdict.
    pub explanation: Option<String>,
    /// Where the fact comes from.
    pub source: Option<String>,
    /// For `--tag`.
    pub tags: Vec<String>,
    /// When it is introduced, where that is not in its turn.
    pub when: Option<String>,
}

/// What there is to choose from or to arrange, as shown once; the order changes with every meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Options {
    /// Nothing: it is typed, or turned.
    None,
    /// One or several of these are right.
    Choices(Vec<Shown>),
    /// These are to be put in order.
    Items(Vec<Shown>),
    /// Those on the left belong to those on the right.
    Pairs {
        /// Lettered.
        left: Vec<Shown>,
        /// Numbered.
        right: Vec<Shown>,
    },
}

/// One option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Its letter or number.
    pub label: String,
    /// What it says.
    pub text: String,
    /// Whether choosing it is right; of what is arranged, everything is.
    pub is_right: bool,
}

impl View {
    /// The view of a card of a deck with the cards `deck`; the same seed gives the same order of options.
    pub fn of(card: &Card, deck: &[Card], seed: u64) -> Self {
        let question = Question::pose(card, Meeting::First, seed);
        let Latitude { right, close } = Latitude::of(card, deck, seed);
        Self {
            card: card.id.key().to_owned(),
            asked: asked(card, &question.asked),
            prompt: card.prompt.to_string(),
            picture: card.image.as_ref().map(|image| image.alt.clone()),
            options: Options::of(&question.asked),
            answer: answer_text(card),
            right,
            close,
            wrong: card
                .feedback
                .iter()
                .map(|feedback| (feedback.response.clone(), feedback.text.clone()))
                .collect(),
            hint: card.hint.clone(),
            explanation: card.explanation.clone(),
            source: card.source.clone(),
            tags: card.tags.clone(),
            when: when(card),
        }
    }

    /// The views of all cards.
    pub fn all(deck: &[Card], seed: u64) -> Vec<Self> {
        deck.iter().map(|card| Self::of(card, deck, seed)).collect()
    }
}

fn when(card: &Card) -> Option<String> {
    let after = card
        .after
        .as_ref()
        .map(|after| format!("once {} is known", after.key()));
    let confused = (card.admission == Admission::Confused)
        .then(|| "once its facts were mixed up twice".to_owned());
    let both: Vec<String> = after.into_iter().chain(confused).collect();
    (!both.is_empty()).then(|| both.join(" and "))
}

impl Options {
    fn of(asked: &Asked) -> Self {
        match asked {
            Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze | Asked::Flip => {
                Self::None
            }
            Asked::Choice(choices) | Asked::Choices(choices) => Self::Choices(
                choices
                    .iter()
                    .enumerate()
                    .map(|(index, choice)| Shown {
                        label: letter(index),
                        text: choice.text.clone(),
                        is_right: choice.is_right,
                    })
                    .collect(),
            ),
            Asked::Order(items) => Self::Items(lettered(items)),
            Asked::Match { left, right } => Self::Pairs {
                left: lettered(left),
                right: shown(right, |index| (index + 1).to_string()),
            },
        }
    }
}

fn lettered(texts: &[String]) -> Vec<Shown> {
    shown(texts, letter)
}

fn shown(texts: &[String], label: impl Fn(usize) -> String) -> Vec<Shown> {
    texts
        .iter()
        .enumerate()
        .map(|(index, text)| Shown {
            label: label(index),
            text: text.clone(),
            is_right: true,
        })
        .collect()
}

fn asked(card: &Card, asked: &Asked) -> String {
    let typed = typed(&card.answer);
    let said = match asked {
        Asked::Choice(options) => choice(card, 1, options.len(), &typed),
        Asked::Choices(options) => {
            let right = options.iter().filter(|option| option.is_right).count();
            choice(card, right, options.len(), &typed)
        }
        Asked::Text
        | Asked::Set
        | Asked::Date
        | Asked::Number
        | Asked::Cloze
        | Asked::Order(_)
        | Asked::Match { .. }
        | Asked::Flip => typed,
    };
    match card.prompt {
        Prompt::Gap { .. } => format!("fill the gap: {said}"),
        Prompt::Plain(_) => said,
    }
}

fn choice(card: &Card, right: usize, options: usize, typed: &str) -> String {
    match card.form {
        Form::Grow => format!("at first choose {right} of {options}; later {typed}"),
        Form::Choice | Form::Typed => {
            format!("choose {right} of {options}{}", precision(&card.answer))
        }
    }
}

fn typed(answer: &Answer) -> String {
    match answer {
        Answer::Text { .. } => "a text, typed".to_owned(),
        Answer::Set { expected, .. } => format!("{} texts, typed in any order", expected.len()),
        Answer::Date { .. } => format!("a date, typed{}", precision(answer)),
        Answer::Figure { expected, .. } if expected.is_rank() => "a rank, typed".to_owned(),
        Answer::Figure { .. } => "a figure, typed".to_owned(),
        Answer::Order { items } => format!("put {} in order", items.len()),
        Answer::Match { pairs } => format!("find {} pairs", pairs.len()),
        Answer::Flip { .. } => "turn the card and rate yourself".to_owned(),
    }
}

fn precision(answer: &Answer) -> &'static str {
    let Answer::Date { asked, .. } = answer else {
        return "";
    };
    match asked {
        Precision::Century => ", to the century",
        Precision::Decade => ", to the decade",
        Precision::Year => ", to the year",
        Precision::Month => ", to the month",
        Precision::Day => ", to the day",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::sample;

    #[track_caller]
    fn asks(answer: Answer, form: Form, expected: &str) {
        let mut card = sample::card("c", answer);
        card.form = form;
        assert_eq!(View::of(&card, &[], 1).asked, expected);
    }

    #[test]
    fn how_a_card_is_asked_is_said_in_words() {
        asks(sample::text("x", &[], &[]), Form::Typed, "a text, typed");
        asks(
            sample::text("x", &[], &["y", "z"]),
            Form::Choice,
            "choose 1 of 3",
        );
        asks(
            sample::date("1274-11", &["1281-08"]),
            Form::Grow,
            "at first choose 1 of 2; later a date, typed, to the month",
        );
        asks(
            sample::date("12XX", &[]),
            Form::Typed,
            "a date, typed, to the century",
        );
        asks(
            sample::set(&["a", "b"], &["c"]),
            Form::Choice,
            "choose 2 of 3",
        );
        asks(
            sample::set(&["a", "b"], &[]),
            Form::Typed,
            "2 texts, typed in any order",
        );
        asks(
            sample::figure("77", "rank", &[]),
            Form::Typed,
            "a rank, typed",
        );
        asks(sample::order(&["a", "b"]), Form::Typed, "put 2 in order");
        asks(
            sample::pairs(&[("a", "b"), ("c", "d")]),
            Form::Typed,
            "find 2 pairs",
        );
    }

    #[test]
    fn options_are_shown_with_the_right_ones_marked() {
        let card = sample::card("c", sample::date("1274", &["1281", "1268"]));
        let Options::Choices(options) = View::of(&card, &[], 1).options else {
            panic!("no choices");
        };
        let shown: Vec<(&str, &str, bool)> = options
            .iter()
            .map(|option| (option.label.as_str(), option.text.as_str(), option.is_right))
            .collect();
        assert_eq!(
            shown,
            [
                ("a", "1268", false),
                ("b", "1274", true),
                ("c", "1281", false)
            ]
        );
    }

    #[test]
    fn a_card_that_waits_says_for_what() {
        let mut card = sample::card("c", sample::text("x", &[], &[]));
        assert_eq!(View::of(&card, &[], 1).when, None);
        card.after = Some("deck:other".parse().expect("an id"));
        card.admission = Admission::Confused;
        let when = View::of(&card, &[], 1).when;
        assert_eq!(
            when.as_deref(),
            Some("once other is known and once its facts were mixed up twice")
        );
    }
}
