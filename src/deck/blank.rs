//! What stands in a gap becomes a date, a figure or a text.

use std::borrow::Cow;

use super::fields::Text;
use super::source::Source;
use super::values;
use super::yaml::Span;
use crate::card::Answer;
use crate::quantity::{self, Bound, Figure, Reading, Unit};
use crate::when::{self, Calendar, DateOrder, HistoricDate};

/// What a gap asks for, and how it reads where it is filled in.
pub(super) struct Blank {
    /// Nothing when it could not be read.
    pub(super) answer: Option<Answer>,
    shown: Option<String>,
}

impl Blank {
    /// Reads `value`, which stands in a gap at `place`.
    ///
    /// Four digits are a year, alone or as the beginning of a date (`1281`, `1281-08`, `128X`); any other number is a figure, so
    /// 1,281 ships need their comma. What people write is read as long as it has one meaning: `18 May 1980`, `44 BC`, `400 m`. The
    /// rest is a text.
    pub(super) fn read(
        source: &mut Source<'_>,
        value: &str,
        place: Span,
        calendar: Calendar,
        margin: Option<&Text<'_>>,
    ) -> Self {
        if looks_like_date(value) {
            let text = Text {
                text: value.into(),
                span: place,
            };
            let date = values::date(source, "", &text, calendar);
            return Self {
                shown: date.as_ref().map(HistoricDate::to_string),
                answer: date.map(|date| dated(date, margin)),
            };
        }
        let written = figure_of_digits(value).or_else(|| figure_in_words(value));
        // "1980s" are no seconds.
        let written = written.filter(|figure| {
            figure.unit().is_none() || when::read(value, DateOrder::DayFirst).is_err()
        });
        let answer = match (written, date_in_words(value, calendar)) {
            (Some(expected), _) => Answer::Figure {
                margin: values::default_margin(margin, &expected),
                expected,
                accept: Vec::new(),
                choices: Vec::new(),
            },
            (None, Some(date)) => dated(date, margin),
            (None, None) => Answer::Text {
                expected: value.to_owned(),
                accept: Vec::new(),
                choices: Vec::new(),
            },
        };
        Self {
            answer: Some(answer),
            shown: None,
        }
    }

    /// How `value` reads in the sentence after `before`: a date in its words, all else as it is written.
    pub(super) fn shown<'v>(&'v self, before: &str, value: &'v str) -> Cow<'v, str> {
        let Some(shown) = &self.shown else {
            return Cow::Borrowed(value);
        };
        // "in the {{196X}}": the article is there already.
        let has_article = before.trim_end().to_lowercase().ends_with(" the");
        match shown.strip_prefix("the ") {
            Some(bare) if has_article => Cow::Borrowed(bare),
            Some(_) | None => Cow::Borrowed(shown),
        }
    }
}

fn dated(expected: HistoricDate, margin: Option<&Text<'_>>) -> Answer {
    Answer::Date {
        asked: expected.precision(),
        expected,
        accept: Vec::new(),
        margin_years: margin
            .and_then(|text| values::years(&text.text))
            .unwrap_or_default(),
        choices: Vec::new(),
    }
}

fn looks_like_date(value: &str) -> bool {
    let mut chars = value.strip_prefix('-').unwrap_or(value).chars();
    let year: Vec<char> = chars.by_ref().take(4).collect();
    year.len() == 4
        && year[0].is_ascii_digit()
        && year.iter().all(|&c| c.is_ascii_digit() || c == 'X')
        && chars.all(|c| c.is_ascii_digit() || "-/.X~?%".contains(c))
}

fn figure_of_digits(value: &str) -> Option<Figure> {
    let (number, unit) = match value.strip_suffix('%') {
        Some(number) => (number.trim_end(), Unit::parse("%").ok()),
        None => (value, None),
    };
    Figure::new(number.parse().ok()?, unit, Bound::Exact).ok()
}

/// A figure in a unit of measure, or with a bound: `12.4 hours`, `about 900`. What is counted (`12 monkeys`) may be a name.
fn figure_in_words(value: &str) -> Option<Figure> {
    if !has_digit(value) {
        return None;
    }
    let typed = quantity::read(value).ok()?;
    let is_measured = |reading: &&Reading| reading.unit.as_ref().is_some_and(Unit::is_measured);
    let mut measured = typed.readings().iter().filter(is_measured);
    let reading = match (measured.next(), typed.readings()) {
        (Some(reading), _) if measured.next().is_none() => reading,
        (None, [reading]) if reading.unit.is_none() && typed.bound().is_some() => reading,
        (Some(_) | None, _) => return None,
    };
    if typed.is_ordinal() {
        return None;
    }
    let bound = typed.bound().unwrap_or(Bound::Exact);
    Figure::new(reading.number, reading.unit.clone(), bound).ok()
}

/// A date as people write it, if it has one meaning.
fn date_in_words(value: &str, calendar: Calendar) -> Option<HistoricDate> {
    if !has_digit(value) && !value.to_lowercase().contains("century") {
        return None;
    }
    let typed = when::read(value, DateOrder::DayFirst).ok()?;
    if typed.second().is_some() || !typed.is_plain() || typed.as_decade().is_some() {
        return None;
    }
    HistoricDate::parse_in(&typed.first().edtf(), calendar).ok()
}

fn has_digit(value: &str) -> bool {
    value.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::{Place, parse};
    use super::*;

    #[track_caller]
    fn answer(value: &str) -> Answer {
        let yaml =
            format!("format: 1\ncards:\n  - {{id: a, cloze: \"On {{{{{value}}}}} it was.\"}}\n");
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        assert_eq!(parsed.problems, []);
        parsed.deck.expect("a deck").cards.remove(0).answer
    }

    #[track_caller]
    fn is_date(value: &str, edtf: &str) {
        let answer = answer(value);
        assert!(
            matches!(&answer, Answer::Date { expected, .. } if expected.edtf() == edtf),
            "{value}: {answer:?}"
        );
    }

    #[track_caller]
    fn is_figure(value: &str, shown: &str) {
        let answer = answer(value);
        assert!(
            matches!(&answer, Answer::Figure { expected, .. } if expected.to_string() == shown),
            "{value}: {answer:?}"
        );
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        is_date("18 May 1980", "1980-05-18");
        is_date("May 18, 1980", "1980-05-18");
        is_date("18.5.1980", "1980-05-18");
        is_date("May 1980", "1980-05");
        is_date("1980s", "198X");
        is_date("the 1980s", "198X");
        is_date("20th century", "19XX");
        is_date("twentieth century", "19XX");
        is_date("44 BC", "-0043");
        is_date("AD 79", "0079");
        is_date("about 1455 AD", "1455~");
    }

    #[test]
    fn figures_may_have_their_unit_of_measure() {
        is_figure("400 m", "400 m");
        is_figure("12.4 hours", "12.4 hours");
        is_figure("43 %", "43 %");
        is_figure("about 900", "about 900");
    }

    #[test]
    fn what_has_two_meanings_or_is_a_name_stays_a_text() {
        for value in [
            "7/4/1980",
            "1200s",
            "12 monkeys",
            "Apollo 11",
            "9/11",
            "18 May",
            "31 June 1789",
            "late 1960s",
            "77th",
        ] {
            assert!(matches!(answer(value), Answer::Text { .. }), "{value}");
        }
    }

    #[test]
    fn a_gap_that_is_filled_in_reads_as_people_write() {
        let yaml = "format: 1\ncards:\n  - id: a\n    cloze: \"On {{1980-05-18}}, in the {{198X}}, {{18 June 1980}}, {{44 BC}}, {{it}} was.\"\n";
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        let deck = parsed.deck.expect("a deck");
        assert_eq!(
            deck.cards[4].prompt.to_string(),
            "On 18 May 1980, in the 1980s, 18 June 1980, 44 BC, _____ was."
        );
    }
}
