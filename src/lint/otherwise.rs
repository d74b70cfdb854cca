//! Answers told in other words than their own: a decade by its name, a figure in another unit.

use super::words::Word;
use crate::card::Answer;
use crate::quantity::{self, Figure, Number, Reading};
use crate::when::{self, DateOrder, HistoricDate, Precision};

/// The words of `text` that tell the answer in another way than it is written.
pub(super) fn told_otherwise(answer: &Answer, text: &[Word<'_>]) -> Option<String> {
    match answer {
        Answer::Date {
            expected, asked, ..
        } => period(expected, *asked, text).or_else(|| edge(expected, text)),
        Answer::Figure { expected, .. } => figure(expected, text),
        Answer::Text { .. }
        | Answer::Set { .. }
        | Answer::Order { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => None,
    }
}

/// The decade or century asked for, by its name: "the 1960s", "seventeenth century".
fn period(expected: &HistoricDate, asked: Precision, text: &[Word<'_>]) -> Option<String> {
    let is_asked = |said: &str| {
        when::read(said, DateOrder::DayFirst)
            .is_ok_and(|typed| *typed.first() == expected.at(asked))
    };
    match asked {
        Precision::Decade => text
            .iter()
            .find(|word| word.text.ends_with('s') && is_asked(word.text))
            .map(|word| word.text.to_owned()),
        Precision::Century => (1..text.len()).find_map(|at| {
            let (number, century) = (text.get(at - 1)?, text.get(at)?);
            if !century.text.eq_ignore_ascii_case("century") {
                return None;
            }
            let era = text.get(at + 1).map_or("", |word| word.text);
            let era = if matches!(era, "BC" | "BCE") { era } else { "" };
            let said = format!("{} century {era}", number.text);
            // What is told is looked up in the text, where the words may stand on two lines.
            is_asked(said.trim()).then(|| number.text.to_owned())
        }),
        Precision::Year | Precision::Month | Precision::Day => None,
    }
}

/// A year with which the span asked for begins or ends.
fn edge(expected: &HistoricDate, text: &[Word<'_>]) -> Option<String> {
    let edges = [expected.start(), expected.end()];
    let years: Vec<i32> = edges
        .iter()
        .flatten()
        .filter_map(|edge| Some(edge.year()?.number()))
        .filter(|year| *year >= 100)
        .collect();
    text.iter()
        .find(|word| word.number().is_some_and(|number| years.contains(&number)))
        .map(|word| word.text.to_owned())
}

/// Below this a number in words is said of too many things.
const MIN_SPELT: i64 = 4;

/// The figure in another unit, "3.776 km", or its number in words, "seven".
fn figure(expected: &Figure, text: &[Word<'_>]) -> Option<String> {
    let unit = expected.unit();
    let in_unit = |reading: &Reading| {
        let given = reading.unit.as_ref().filter(|given| given.is_measured())?;
        given.convert(reading.number, unit?)
    };
    let converted = text.windows(2).find(|pair| {
        let said = format!("{} {}", pair[0].text, pair[1].text);
        let is_number = said.starts_with(|c: char| c.is_ascii_digit());
        is_number
            && quantity::read(&said).is_ok_and(|typed| {
                let mut converted = typed.readings().iter().filter_map(in_unit);
                converted.any(|number| number == expected.number())
            })
    });
    let spelt = || {
        text.iter().find(|word| {
            word.text.chars().all(char::is_alphabetic)
                && expected.number() >= Number::from(MIN_SPELT)
                && quantity::read(word.text).is_ok_and(|typed| {
                    matches!(
                        typed.readings(),
                        [Reading { number, unit: None }] if *number == expected.number()
                    )
                })
        })
    };
    let found = converted.and_then(|pair| pair.first()).or_else(spelt)?;
    Some(found.text.to_owned())
}
