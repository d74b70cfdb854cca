//! Wrong options for a new card, taken from the answers of the other cards of its deck.

use crate::card::{Answer, Card};
use crate::fold::{Script, fold};
use crate::quantity::Figure;
use crate::when::HistoricDate;

/// Proposals a card gets at most.
const MAX: usize = 3;

/// Proposes up to three wrong options for a card with this answer, the likeliest to be mixed up first; as a deck writes
/// them. None for kinds that have no options.
pub fn wrong_options(answer: &Answer, deck: &[Card]) -> Vec<String> {
    match answer {
        Answer::Text {
            expected, accept, ..
        } => texts(expected, accept, deck),
        Answer::Date {
            expected,
            asked,
            margin_years,
            ..
        } => {
            let wanted = expected.at(*asked);
            dates(&wanted, *margin_years, deck)
        }
        Answer::Figure {
            expected, margin, ..
        } => {
            let is_wrong = |other: &Figure| !margin.swallows(expected, other);
            figures(expected, is_wrong, deck)
        }
        Answer::Set { .. } | Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => {
            Vec::new()
        }
    }
}

/// Texts of about the same length, so that the right one does not stand out.
fn texts(expected: &str, accept: &[String], deck: &[Card]) -> Vec<String> {
    let length = |text: &str| text.chars().count();
    let same = |a: &str, b: &str| fold(a, Script::Plain) == fold(b, Script::Plain);
    let mut found: Vec<&str> = Vec::new();
    let answers = deck.iter().filter_map(|card| match &card.answer {
        Answer::Text { expected, .. } => Some(expected.as_str()),
        Answer::Set { .. }
        | Answer::Date { .. }
        | Answer::Figure { .. }
        | Answer::Order { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => None,
    });
    for text in answers {
        let is_right = same(text, expected) || accept.iter().any(|right| same(text, right));
        if !is_right && !found.iter().any(|other| same(text, other)) {
            found.push(text);
        }
    }
    found.sort_by_key(|text| length(text).abs_diff(length(expected)));
    found.into_iter().take(MAX).map(str::to_owned).collect()
}

/// The nearest dates, cut to what is asked.
fn dates(wanted: &HistoricDate, margin_years: u32, deck: &[Card]) -> Vec<String> {
    let mut found: Vec<(u32, HistoricDate)> = Vec::new();
    for card in deck {
        let Answer::Date { expected, .. } = &card.answer else {
            continue;
        };
        let other = expected.at(wanted.precision());
        if other.precision() != wanted.precision() || other.calendar() != wanted.calendar() {
            continue;
        }
        let Some(years) = other.years_between(wanted) else {
            continue;
        };
        let is_right = other == *wanted || (years <= margin_years && margin_years > 0);
        if !is_right && !found.iter().any(|(_, date)| *date == other) {
            found.push((years, other));
        }
    }
    found.sort_by_key(|(years, _)| *years);
    found
        .into_iter()
        .take(MAX)
        .map(|(_, date)| date.edtf())
        .collect()
}

/// The figures of the same unit.
fn figures(expected: &Figure, is_wrong: impl Fn(&Figure) -> bool, deck: &[Card]) -> Vec<String> {
    let mut found: Vec<&Figure> = Vec::new();
    for card in deck {
        let Answer::Figure {
            expected: other, ..
        } = &card.answer
        else {
            continue;
        };
        if other.unit() == expected.unit() && is_wrong(other) && !found.contains(&other) {
            found.push(other);
        }
    }
    found.sort_by_key(|other| other.number().minus(expected.number()).abs());
    let written = |figure: &&Figure| figure.number().to_string().replace(',', "");
    found.iter().take(MAX).map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Place, parse};

    #[track_caller]
    fn proposes(card: &str, expected: &[&str]) {
        let others = "{prompt: A?, answer: Tsushima}, {prompt: B?, answer: Hakata}, {prompt: C?, answer: kublai}, \
            {prompt: D?, date: 1281-08}, {prompt: E?, date: 1268}, {prompt: F?, date: 1400}, {prompt: G?, date: 1273}, \
            {prompt: H?, date: 127X}, {prompt: I?, number: 4400, unit: ships}, {prompt: J?, number: 901, unit: ships}, \
            {prompt: K?, number: 850, unit: soldiers}";
        let yaml = format!("format: 1\ncards: [{others}, {card}]\n");
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        let cards = parsed
            .deck
            .unwrap_or_else(|| panic!("{:?}", parsed.problems))
            .cards;
        let (card, deck) = cards.split_last().expect("cards");
        assert_eq!(wrong_options(&card.answer, deck), expected);
    }

    #[test]
    fn texts_of_a_like_length_are_proposed() {
        proposes("{prompt: X?, answer: Kublai}", &["Hakata", "Tsushima"]);
        proposes(
            "{prompt: X?, answer: Me, accept: [Hakata]}",
            &["kublai", "Tsushima"],
        );
    }

    #[test]
    fn the_nearest_dates_of_the_same_precision_are_proposed() {
        proposes("{prompt: X?, date: 1274}", &["1273", "1268", "1281"]);
        proposes(
            "{prompt: X?, date: 1274, margin: 5 years}",
            &["1268", "1281", "1400"],
        );
        proposes("{prompt: X?, date: 1274-11}", &["1281-08"]);
    }

    #[test]
    fn figures_of_the_same_unit_that_would_be_wrong_are_proposed() {
        proposes("{prompt: X?, number: 900, unit: ships}", &["4400"]);
        proposes("{prompt: X?, number: 2000}", &[]);
    }

    #[test]
    fn kinds_without_options_get_none() {
        proposes("{prompt: X?, flip: x}", &[]);
        proposes("{prompt: X?, answers: [x, y]}", &[]);
    }
}
