//! The author's own words for responses foreseen.

use super::hear::{Heard, hear};
use super::{date, figure, text};
use crate::card::{Answer, Card};
use crate::question::Question;
use crate::review::Verdict;
use crate::when::{self, DateOrder, HistoricDate, Precision};

/// Finds what the author says to a response, compared as the kind of the card: dates as dates, figures as figures, options and
/// items by their text.
///
/// To a right response only what was written for a right one is said: "1972" foreseen as too coarse is no word to "24 February 1972".
pub(super) fn find(
    card: &Card,
    question: &Question,
    heard: &Heard<'_>,
    deck: &[Card],
    order: DateOrder,
) -> Option<String> {
    let is_right = |response: &str| {
        hear(card, question, response.trim(), deck, order)
            .is_ok_and(|heard| heard.judgement.verdict == Verdict::Correct)
    };
    let is_said = |response: &str| {
        heard
            .said
            .iter()
            .any(|said| is_meant(card, response, said, order))
    };
    card.feedback
        .iter()
        .filter(|entry| is_said(&entry.response))
        .find(|entry| heard.judgement.verdict != Verdict::Correct || is_right(&entry.response))
        .map(|entry| entry.text.clone())
}

fn is_meant(card: &Card, foreseen: &str, said: &str, order: DateOrder) -> bool {
    match &card.answer {
        Answer::Text { .. } | Answer::Set { .. } => {
            text::is_same(foreseen, said, card.strictness.script)
        }
        Answer::Date { .. } => is_date_meant(foreseen, said, order),
        Answer::Figure { expected, .. } => expected
            .read_beside(foreseen)
            .is_ok_and(|figure| figure::same_figure(&figure, said)),
        Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => false,
    }
}

/// A date is meant down to the precision it is foreseen at: 1285 is in the 1280s.
fn is_date_meant(foreseen: &str, said: &str, order: DateOrder) -> bool {
    let Some(date) = read_date(foreseen, order) else {
        return false;
    };
    match date.precision() {
        Precision::Year | Precision::Month | Precision::Day => {
            date::same_date(&date, date.precision(), said, order) == Some(date.precision())
        }
        Precision::Century | Precision::Decade => when::read(said, order).is_ok_and(|typed| {
            let mut readings = typed.readings();
            readings.any(|reading| reading.at(date.precision()) == date)
        }),
    }
}

/// Authors write dates as in the rest of the deck, or as people type them.
fn read_date(foreseen: &str, order: DateOrder) -> Option<HistoricDate> {
    HistoricDate::parse(foreseen.trim()).ok().or_else(|| {
        let typed = when::read(foreseen, order).ok()?;
        Some(typed.first().clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Feedback;
    use crate::grading::grade;
    use crate::question::{Meeting, sample};

    #[track_caller]
    fn says(answer: Answer, foreseen: &str, response: &str, feedback: Option<&str>) {
        let mut card = sample::card("c", answer);
        card.feedback = vec![Feedback {
            response: foreseen.to_owned(),
            text: "said".to_owned(),
        }];
        let question = Question::pose(&card, Meeting::Later, 1);
        let deck = [card.clone()];
        let judgement =
            grade(&card, &question, response, &deck, DateOrder::DayFirst).expect(response);
        assert_eq!(
            judgement.feedback.as_deref(),
            feedback,
            "{foreseen:?} {response:?}"
        );
    }

    #[test]
    fn responses_are_compared_as_the_kind_of_the_card() {
        let date = || sample::date("1972-02-24", &[]);
        says(date(), "1970", "1970", Some("said"));
        says(date(), "1970", "5 March 1970", Some("said"));
        says(date(), "1972-03-24", "24 March 1972", Some("said"));
        says(date(), "24 March 1972", "1972-03-24", Some("said"));
        says(date(), "1970", "1971", None);
        says(date(), "1972-03-24", "1972", None);
        says(date(), "1972-03-24", "5 May 1972", None);
        says(date(), "the 1970s", "1975", Some("said"));
        says(date(), "12XX", "13th century", Some("said"));
        let figure = || sample::figure("4400", "ships", &[]);
        says(figure(), "900", "900 ships", Some("said"));
        says(figure(), "900", "901", None);
        let text = || sample::text("Tsushima", &[], &[]);
        says(text(), "Kyōto", "kyoto", Some("said"));
        says(text(), "Kyōto", "Nara", None);
    }

    #[test]
    fn a_letter_stands_for_its_option() {
        let options = || sample::date("1274", &["1281"]);
        says(options(), "1281", "b", Some("said"));
        says(options(), "1281", "1281", Some("said"));
        says(options(), "1281", "a", None);
    }

    #[test]
    fn an_item_of_a_set_can_be_foreseen() {
        let set = || sample::set(&["Tsushima", "Iki"], &[]);
        says(set(), "Kyoto", "Iki; Kyoto", Some("said"));
        says(set(), "Kyoto", "Iki; Tsushima", None);
    }

    #[test]
    fn to_a_right_response_only_what_was_meant_for_it_is_said() {
        let text = || sample::text("Kublai Khan", &["Kublai"], &[]);
        says(text(), "Kublai", "kublai", Some("said"));
        says(
            sample::date("1972-02-24", &[]),
            "1972",
            "24 February 1972",
            None,
        );
        says(
            sample::date("1972-02-24", &[]),
            "1972",
            "1972",
            Some("said"),
        );
    }

    #[test]
    fn nothing_is_said_to_nothing() {
        says(sample::text("Iki", &[], &[]), "?", "?", None);
    }
}
