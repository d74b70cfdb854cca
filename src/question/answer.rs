//! The answer of a card, for people to read.

use crate::card::{Answer, Card};
use crate::when::{HistoricDate, Precision};

/// Returns the card's answer as a person reads it: "24 February 1972", "more than 900 ships", "Tsushima, Iki, Hakata Bay".
///
/// A date is shown as well as it is known, also where less is asked; behind its century or decade where that is asked, since a
/// year does not say it in so many words.
pub fn answer_text(card: &Card) -> String {
    match &card.answer {
        Answer::Text { expected, .. } => expected.clone(),
        Answer::Set { expected, .. } => listed(expected),
        Answer::Date {
            expected, asked, ..
        } => date(expected, *asked),
        Answer::Figure { expected, .. } => expected.to_string(),
        Answer::Order { items } => listed(items),
        Answer::Match { pairs } => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(left, right)| format!("{left}: {right}"))
                .collect();
            pairs.join("; ")
        }
        Answer::Flip { back } => back.clone(),
    }
}

fn date(expected: &HistoricDate, asked: Precision) -> String {
    let is_implied = match asked {
        Precision::Century | Precision::Decade => expected.precision() != asked,
        Precision::Year | Precision::Month | Precision::Day => false,
    };
    if is_implied {
        format!("{} ({expected})", expected.at(asked))
    } else {
        expected.to_string()
    }
}

/// Parted by commas, or by semicolons when an item has a comma of its own.
fn listed(items: &[String]) -> String {
    let has_comma = items.iter().any(|item| item.contains(','));
    items.join(if has_comma { "; " } else { ", " })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::sample;

    #[track_caller]
    fn reads(answer: Answer, expected: &str) {
        assert_eq!(answer_text(&sample::card("c", answer)), expected);
    }

    #[test]
    fn answers_read_as_people_write_them() {
        reads(sample::text("Kōan", &["Koan"], &[]), "Kōan");
        reads(sample::date("1972-02-24", &[]), "24 February 1972");
        reads(sample::figure("4400", "ships", &[]), "4,400 ships");
        reads(sample::order(&["Iki", "Hakata"]), "Iki, Hakata");
        reads(
            sample::pairs(&[("Uno", "1989"), ("Kaifu", "1991")]),
            "Uno: 1989; Kaifu: 1991",
        );
        reads(
            Answer::Flip {
                back: "the other side".to_owned(),
            },
            "the other side",
        );
    }

    #[test]
    fn a_century_is_named_before_the_date_that_lies_in_it() {
        let asked = |date: &str, asked: Precision| {
            let mut answer = sample::date(date, &[]);
            if let Answer::Date {
                asked: precision, ..
            } = &mut answer
            {
                *precision = asked;
            }
            answer
        };
        reads(
            asked("1274-11", Precision::Century),
            "13th century (November 1274)",
        );
        reads(asked("1274-11", Precision::Year), "November 1274");
        reads(asked("12XX", Precision::Century), "13th century");
    }

    #[test]
    fn items_with_commas_are_parted_by_semicolons() {
        reads(sample::set(&["Tsushima", "Iki"], &[]), "Tsushima, Iki");
        reads(
            sample::set(&["Paris, France", "Iki"], &[]),
            "Paris, France; Iki",
        );
    }
}
