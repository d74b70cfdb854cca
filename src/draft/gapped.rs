//! A second question for a fact, proposed: its own statement with a gap where the value stands.

use super::asked::Asked;
use super::find::Amount;
use super::value::Value;
use crate::quantity::{Number, Unit};
use crate::when::{HistoricDate, Precision};

/// The place of the value in a question of a fact base.
const GAP: &str = "{}";
const START: &str = "{:start}";
const END: &str = "{:end}";
const DAY: &str = "{:day}";
const MONTH: &str = "{:month}";

/// The statement with a gap for the value; nothing unless the value stands there once, in figures, as it will be read.
///
/// A date is as fine in the gap as `question` asks for it, so that one does not tell the other.
pub fn gapped(statement: &str, question: &str, value: &Value) -> Option<String> {
    if statement.contains(['{', '}']) {
        return None;
    }
    match value {
        Value::Date(date) if date.is_span() => edges(statement, date),
        Value::Date(date) => {
            let (precision, gap) = match Asked::of(date, question) {
                Asked::Day => (Precision::Day, DAY),
                Asked::Month => (Precision::Month, MONTH),
                Asked::Century | Asked::Year | Asked::Start | Asked::End => {
                    (date.precision().min(Precision::Year), GAP)
                }
            };
            with_gap(statement, &[date.at(precision).to_string()], gap)
        }
        Value::Figure {
            amount: Amount::One(number),
            unit: Some(unit),
            ..
        } => with_gap(statement, &written(*number, unit), GAP),
        // Of a range its middle is asked, of a share its percentage: neither stands in the sentence.
        Value::Figure { .. } | Value::Lost => None,
    }
}

impl Value {
    /// Tells whether a sentence can have a gap for it: of a range or a share something else is asked than stands there.
    pub fn has_gap(&self) -> bool {
        match self {
            Self::Date(_)
            | Self::Figure {
                amount: Amount::One(_),
                ..
            } => true,
            Self::Figure { .. } | Self::Lost => false,
        }
    }

    /// Tells whether a sentence has a gap that the value fills, and no other brace.
    pub(super) fn fits_gap_of(&self, sentence: &str) -> bool {
        let gaps: &[&str] = match self {
            Self::Date(date) if date.is_span() => &[START, END],
            Self::Date(_) => &[GAP, DAY, MONTH],
            Self::Figure { .. } | Self::Lost => &[GAP],
        };
        let rest = gaps
            .iter()
            .fold(sentence.to_owned(), |text, gap| text.replace(gap, ""));
        self.has_gap() && rest.len() < sentence.len() && !rest.contains(['{', '}'])
    }
}

/// Both edges of a span are gaps, if both are there.
fn edges(statement: &str, span: &HistoricDate) -> Option<String> {
    let start = with_gap(statement, &[as_read(&span.start()?)], START)?;
    with_gap(&start, &[as_read(&span.end()?)], END)
}

/// A date as the gap will give it: to its year.
fn as_read(date: &HistoricDate) -> String {
    date.at(date.precision().min(Precision::Year)).to_string()
}

/// The ways a figure is written in digits. What belongs to it like a digit goes into the gap with it.
fn written(number: Number, unit: &str) -> Vec<String> {
    let grouped = number.to_string();
    let digits = [
        grouped.clone(),
        grouped.replace(',', ""),
        grouped.replace(',', " "),
        grouped.replace(',', "\u{a0}"),
    ];
    let unit = Unit::parse(unit).ok();
    let endings: &[&str] = match &unit {
        Some(unit) if unit.is_percent() => &[" %", "%", "\u{a0}%", " percent", " per cent"],
        Some(unit) if unit.is_rank() => &["st", "nd", "rd", "th"],
        Some(_) | None => &[""],
    };
    let ways = |ending: &&str| digits.clone().map(|digits| format!("{digits}{ending}"));
    endings.iter().flat_map(ways).collect()
}

/// The text with `gap` in place of the one stretch that reads as one of `ways`.
fn with_gap(text: &str, ways: &[String], gap: &str) -> Option<String> {
    let mut places: Vec<(usize, usize)> = ways
        .iter()
        .flat_map(|way| text.match_indices(way.as_str()))
        .map(|(at, way)| (at, at + way.len()))
        .filter(|(start, end)| stands_alone(text, *start, *end))
        .collect();
    places.sort_unstable();
    places.dedup();
    let [(start, end)] = places.as_slice() else {
        return None;
    };
    let (before, after) = (text.get(..*start)?, text.get(*end..)?);
    Some(format!("{before}{gap}{after}"))
}

/// Tells whether no letter or digit, nor a digit behind a separator, touches the stretch.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    !touches(before.chars().rev()) && !touches(after.chars())
}

fn touches(mut chars: impl Iterator<Item = char>) -> bool {
    match chars.next() {
        Some('.' | ',' | '/' | '-' | '–') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        next => next.is_some_and(char::is_alphanumeric),
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::Kind;
    use super::*;

    #[track_caller]
    fn proposes(kind: Kind, value: &str, statement: &str, sentence: Option<&str>) {
        let value = Value::Lost.mended(kind, value).expect("a value");
        let proposed = gapped(statement, "In which year?", &value);
        assert_eq!(proposed.as_deref(), sentence);
    }

    #[test]
    fn a_gap_is_as_fine_as_the_question() {
        let value = Value::Lost
            .mended(Kind::Date, "1549-08-15")
            .expect("a value");
        let gap = |question| gapped("He landed on 15 August 1549.", question, &value);
        let day = gap("On which day did he land?");
        assert_eq!(day.as_deref(), Some("He landed on {:day}."));
        let month = gap("In which month of 1549 did he land?");
        assert_eq!(month.as_deref(), Some("He landed on 15 {:month}."));
        assert!(value.fits_gap_of("He landed on {:day}."));
        assert!(!value.fits_gap_of("He landed {:when}, {}."));
    }

    #[test]
    fn the_value_is_taken_out_of_the_statement() {
        let date = |value, statement, sentence| proposes(Kind::Date, value, statement, sentence);
        date(
            "1274",
            "The fleet sailed in 1274.",
            Some("The fleet sailed in {}."),
        );
        date(
            "1549-08-15",
            "Xavier landed on 15 August 1549.",
            Some("Xavier landed on 15 August {}."),
        );
        date("-0043", "He died in 44 BC.", Some("He died in {}."));
        date(
            "15XX",
            "It was in the 16th century.",
            Some("It was in the {}."),
        );
        date(
            "1637/1638",
            "They fought from 1637 to 1638.",
            Some("They fought from {:start} to {:end}."),
        );
        let figure =
            |value, statement, sentence| proposes(Kind::Number, value, statement, sentence);
        figure(
            "150000 converts",
            "There were 150,000 converts.",
            Some("There were {} converts."),
        );
        figure("43 percent", "Of them 43% died.", Some("Of them {} died."));
    }

    #[test]
    fn nothing_is_proposed_where_the_value_does_not_stand_alone_and_once() {
        proposes(Kind::Date, "1274", "In 1274, yes 1274, it sailed.", None);
        proposes(Kind::Date, "1274", "It sailed in 11274 or 1274a.", None);
        proposes(Kind::Date, "1637/1638", "They fought until 1638.", None);
        proposes(Kind::Number, "9 ships", "It had 9.5 or 1,9 ships.", None);
        proposes(Kind::Number, "9 ships", "It had nine ships.", None);
        proposes(Kind::Number, "1..9 ships", "It had 1 to 9 ships.", None);
        proposes(Kind::Date, "1274", "It {sailed} in 1274.", None);
    }
}
