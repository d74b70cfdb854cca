//! One table of responses, written from the rules of grading: what is typed, how it is judged, and why.
//!
//! `deck.yaml` holds the cards, `responses.txt` the rows and their notation. The program is tuned to the table, never the
//! table to the program: a row changes only when a rule does.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use jmrel_quiz::card::Card;
use jmrel_quiz::deck::{self, Place};
use jmrel_quiz::grading::{self, Judgement, Miss, Note, Unreadable};
use jmrel_quiz::question::{Asked, Meeting, Question};
use jmrel_quiz::when::DateOrder;

const DECK: &str = include_str!("deck.yaml");
const RESPONSES: &str = include_str!("responses.txt");

/// Any seed will do: rows name options by their text, never by where they are shown.
const SEED: u64 = 1274;

#[test]
fn every_response_is_judged_by_the_rules() {
    let cards = cards();
    let rows = rows();
    let failures: Vec<String> = rows.iter().filter_map(|row| failure(row, &cards)).collect();
    assert!(
        failures.is_empty(),
        "{} of {} rows fail:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}

#[test]
fn every_card_has_a_row() {
    let asked: BTreeSet<&str> = rows().iter().map(|row| row.card).collect();
    let cards = cards();
    let silent: Vec<&str> = cards
        .iter()
        .map(|card| card.id.key())
        .filter(|key| !asked.contains(key))
        .collect();
    assert!(silent.is_empty(), "no response to {silent:?}");
}

#[test]
fn what_a_question_expects_is_judged_correct() {
    let cards = cards();
    for card in &cards {
        for seed in 0..10 {
            let question = Question::pose(card, Meeting::Later, seed);
            let expected = question
                .expected(card)
                .expect("no card here is a flip card");
            let judged = grading::grade(card, &question, &expected, &cards, DateOrder::DayFirst);
            assert_eq!(
                Outcome::of(judged).verdict,
                "correct",
                "{}: {expected}",
                card.id
            );
        }
    }
}

#[test]
fn a_response_without_end_is_not_read() {
    let cards = cards();
    let endless = "1".repeat(1 << 20);
    for card in &cards {
        let question = Question::pose(card, Meeting::Later, SEED);
        let judged = grading::grade(card, &question, &endless, &cards, DateOrder::DayFirst);
        assert_eq!(judged, Err(Unreadable::TooLong), "{}", card.id);
    }
}

/// One line of the table.
struct Row<'a> {
    line: usize,
    card: &'a str,
    response: &'a str,
    order: DateOrder,
    expected: Outcome,
}

/// What a row claims, and what grading gives.
#[derive(PartialEq, Eq)]
struct Outcome {
    verdict: String,
    miss: String,
    note: String,
    feedback: String,
}

impl Outcome {
    fn of(judged: Result<Judgement, Unreadable>) -> Self {
        let none = || "-".to_owned();
        match judged {
            Ok(judgement) => Self {
                verdict: judgement.verdict.word().to_owned(),
                miss: judgement
                    .miss
                    .as_ref()
                    .map_or_else(none, |miss| Miss::code(miss).to_owned()),
                note: judgement
                    .note
                    .as_ref()
                    .map_or_else(none, |note| Note::code(note).to_owned()),
                feedback: judgement.feedback.unwrap_or_else(none),
            },
            Err(unreadable) => Self {
                verdict: format!("invalid:{}", unreadable_code(&unreadable)),
                miss: none(),
                note: none(),
                feedback: none(),
            },
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} | {} | {} | {}",
            self.verdict, self.miss, self.note, self.feedback
        )
    }
}

fn unreadable_code(unreadable: &Unreadable) -> &'static str {
    match unreadable {
        Unreadable::NotADate => "not-a-date",
        Unreadable::NoSuchDate(_) => "no-such-date",
        Unreadable::AmbiguousDate(..) => "ambiguous-date",
        Unreadable::NotANumber => "not-a-number",
        Unreadable::AmbiguousNumber(..) => "ambiguous-number",
        Unreadable::NoSuchOption(_) => "no-such-option",
        Unreadable::NotAnOrder(_) => "not-an-order",
        Unreadable::NotPairs(_) => "not-pairs",
        Unreadable::SelfRated => "self-rated",
        Unreadable::TooLong => "too-long",
    }
}

/// Grades one row; says what is wrong with it, if anything.
fn failure(row: &Row<'_>, cards: &[Card]) -> Option<String> {
    let place = format!(
        "responses.txt:{}: {} | {:?}",
        row.line, row.card, row.response
    );
    let Some(card) = cards.iter().find(|card| card.id.key() == row.card) else {
        return Some(format!("{place}: no such card"));
    };
    let question = Question::pose(card, Meeting::Later, SEED);
    let response = match resolve(row.response, &question.asked) {
        Ok(response) => response,
        Err(name) => return Some(format!("{place}: nothing is shown as {name:?}")),
    };
    let actual = Outcome::of(grading::grade(card, &question, &response, cards, row.order));
    (actual != row.expected).then(|| {
        format!(
            "{place}\n    expected {}\n    judged   {actual}",
            row.expected
        )
    })
}

/// Puts the letters of this question for the texts in square brackets; gives back the text that is not shown.
fn resolve(response: &str, asked: &Asked) -> Result<String, String> {
    let mut resolved = String::new();
    let mut rest = response;
    while let Some((before, after)) = rest.split_once('[') {
        let (name, after) = after.split_once(']').ok_or_else(|| after.to_owned())?;
        resolved.push_str(before);
        resolved.push_str(&label(name, asked).ok_or_else(|| name.to_owned())?);
        rest = after;
    }
    resolved.push_str(rest);
    Ok(resolved)
}

fn label(name: &str, asked: &Asked) -> Option<String> {
    match asked {
        Asked::Choice(choices) | Asked::Choices(choices) => {
            position(name, choices.iter().map(|choice| choice.text.as_str())).map(letter)
        }
        Asked::Order(items) => position(name, items.iter().map(String::as_str)).map(letter),
        Asked::Match { left, right } => {
            let (left_name, right_name) = name.split_once('=')?;
            let left = position(left_name, left.iter().map(String::as_str))?;
            let right = position(right_name, right.iter().map(String::as_str))?;
            Some(format!("{}{}", letter(left), right + 1))
        }
        Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze | Asked::Flip => None,
    }
}

/// Finds the one text that is `name`, or begins with it as "300 riders" does with "300".
fn position<'a>(name: &str, mut texts: impl Iterator<Item = &'a str>) -> Option<usize> {
    texts.position(|text| text == name || text.starts_with(&format!("{name} ")))
}

fn letter(position: usize) -> String {
    ('a'..='z')
        .nth(position)
        .expect("no card here has more than 26 options")
        .to_string()
}

fn cards() -> Vec<Card> {
    let place = Place::File(PathBuf::from("tests/grading/deck.yaml"));
    let parsed = deck::parse(&place, "deck", DECK.as_bytes());
    let problems = parsed.problems;
    let deck = parsed
        .deck
        .unwrap_or_else(|| panic!("the deck of the table has errors: {problems:#?}"));
    deck.cards
}

fn rows() -> Vec<Row<'static>> {
    let mut order = DateOrder::DayFirst;
    let mut rows = Vec::new();
    for (line, text) in RESPONSES
        .lines()
        .enumerate()
        .map(|(index, text)| (index + 1, text))
    {
        match text.trim() {
            "" => {}
            comment if comment.starts_with('#') => {}
            "dates: month-first" => order = DateOrder::MonthFirst,
            "dates: day-first" => order = DateOrder::DayFirst,
            row => rows.push(read_row(line, row, order)),
        }
    }
    rows
}

fn read_row(line: usize, text: &'static str, order: DateOrder) -> Row<'static> {
    let cells: Vec<&str> = text.split('|').map(str::trim).collect();
    let (card, response, verdict, miss, note, feedback) = match cells[..] {
        [card, response, verdict, miss, note] => (card, response, verdict, miss, note, "-"),
        [card, response, verdict, miss, note, feedback] => {
            (card, response, verdict, miss, note, feedback)
        }
        _ => panic!("responses.txt:{line}: a row has five cells, or six with the author's words"),
    };
    Row {
        line,
        card,
        response: unquoted(response),
        order,
        expected: Outcome {
            verdict: verdict.to_owned(),
            miss: miss.to_owned(),
            note: note.to_owned(),
            feedback: feedback.to_owned(),
        },
    }
}

fn unquoted(cell: &str) -> &str {
    cell.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(cell)
}
