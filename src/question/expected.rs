//! The one line that is a right response to a question.

use super::{Asked, Choice, letter};
use crate::card::{Answer, Card};

pub(super) fn expected(asked: &Asked, card: &Card) -> Option<String> {
    match asked {
        Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze => {
            typed(&card.answer)
        }
        Asked::Choice(choices) | Asked::Choices(choices) => Some(right_letters(choices)),
        Asked::Order(shown) => order(&card.answer, shown),
        Asked::Match { left, right } => pairs(&card.answer, left, right),
        Asked::Flip => None,
    }
}

fn typed(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Text { expected, .. } => Some(one_line(expected)),
        Answer::Set { expected, .. } => Some(one_line(&expected.join("; "))),
        Answer::Date {
            expected, asked, ..
        } => Some(expected.at(*asked).to_string()),
        Answer::Figure { expected, .. } => Some(expected.to_string()),
        Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => None,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters of the right options; with a bracket behind each when a bare one could be taken for the text of an option.
fn right_letters(choices: &[Choice]) -> String {
    let right = |behind: &str| {
        let letters: Vec<String> = choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| choice.is_right)
            .map(|(index, _)| letter(index) + behind)
            .collect();
        letters.join(" ")
    };
    let bare = right("");
    let is_text = choices.iter().any(|choice| choice.text.trim() == bare);
    if is_text { right(")") } else { bare }
}

fn order(answer: &Answer, shown: &[String]) -> Option<String> {
    let Answer::Order { items } = answer else {
        return None;
    };
    let letters: Option<Vec<String>> = items
        .iter()
        .map(|item| shown.iter().position(|other| other == item).map(letter))
        .collect();
    Some(letters?.join(" "))
}

fn pairs(answer: &Answer, left: &[String], right: &[String]) -> Option<String> {
    let Answer::Match { pairs } = answer else {
        return None;
    };
    let named: Option<Vec<String>> = left
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let (_, partner) = pairs.iter().find(|(left, _)| left == item)?;
            let number = right.iter().position(|other| other == partner)? + 1;
            Some(format!("{}{number}", letter(index)))
        })
        .collect();
    Some(named?.join(" "))
}
