//! Wrong here and right elsewhere: the other card of the deck whose answer a response is.

use std::cmp::Reverse;

use super::hear::Heard;
use super::{Judgement, Miss, date, figure, text};
use crate::card::{Answer, Card};
use crate::quantity::{self, Figure};
use crate::review::Verdict;
use crate::when::{DateOrder, Precision};

/// Names the other card, of another fact and the same kind, whose answer was given; it is wrong then, however near.
///
/// Only cards that say what they are `about` are named. Of several, the one that agrees most finely, then the first.
pub(super) fn named(heard: Heard<'_>, card: &Card, deck: &[Card], order: DateOrder) -> Judgement {
    let Heard { judgement, said } = heard;
    let ([said], Some(miss)) = (said.as_slice(), &judgement.miss) else {
        return judgement;
    };
    let found = match doubt(miss) {
        Doubt::None => None,
        Doubt::Whole => find(card, said, deck, order),
        Doubt::OfTheDay => find(card, said, deck, order).filter(is_to_the_day),
    };
    match found {
        Some(other) => Judgement {
            verdict: Verdict::Wrong,
            miss: Some(other),
            ..judgement
        },
        None => judgement,
    }
}

/// How far another card may be meant.
enum Doubt {
    /// Not at all: all but a trifle is right.
    None,
    /// The year is right: only a date that is another card's to the day is that card's.
    OfTheDay,
    /// By all of it.
    Whole,
}

fn doubt(miss: &Miss) -> Doubt {
    match miss {
        Miss::WrongYear { .. }
        | Miss::WrongEra
        | Miss::OffYears { .. }
        | Miss::OffPeriods { .. }
        | Miss::OffPercent { .. }
        | Miss::OffAmount { .. }
        | Miss::OffFactor { .. }
        | Miss::WrongUnit { .. }
        | Miss::WrongDirection
        | Miss::Different => Doubt::Whole,
        Miss::WrongMonth | Miss::WrongDay => Doubt::OfTheDay,
        Miss::Unknown
        | Miss::OtherCard { .. }
        | Miss::Coarser { .. }
        | Miss::OneEnd { .. }
        | Miss::NoSeason
        | Miss::NoEra
        | Miss::Approximate
        | Miss::Share
        | Miss::Spelling
        | Miss::Case
        | Miss::Diacritics
        | Miss::Part { .. }
        | Miss::Set { .. }
        | Miss::Places { .. } => Doubt::None,
    }
}

fn is_to_the_day(miss: &Miss) -> bool {
    matches!(
        miss,
        Miss::OtherCard {
            at: Some(Precision::Day),
            ..
        }
    )
}

fn find(card: &Card, said: &str, deck: &[Card], order: DateOrder) -> Option<Miss> {
    let is_of_another_fact =
        |other: &&Card| !other.facts.iter().any(|fact| card.facts.contains(fact));
    let agreeing = deck.iter().filter(is_of_another_fact).filter_map(|other| {
        let about = other.about.clone()?;
        let fact = other.facts.first()?.clone();
        let Agreement { at } = agreement(card, other, said, order)?;
        Some((fact, about, at))
    });
    let (fact, about, at) = agreeing.min_by_key(|(_, _, at)| Reverse(*at))?;
    Some(Miss::OtherCard { fact, about, at })
}

/// The answer of a card was said; of a date, down to this part of it.
struct Agreement {
    at: Option<Precision>,
}

fn agreement(card: &Card, other: &Card, said: &str, order: DateOrder) -> Option<Agreement> {
    match (&card.answer, &other.answer) {
        (
            Answer::Text { .. },
            Answer::Text {
                expected, accept, ..
            },
        ) => {
            let is_said = std::iter::once(expected)
                .chain(accept)
                .any(|right| text::is_same(right, said, other.strictness.script));
            is_said.then_some(Agreement { at: None })
        }
        (
            Answer::Date { .. },
            Answer::Date {
                expected, asked, ..
            },
        ) => date::same_date(expected, *asked, said, order).map(|at| Agreement { at: Some(at) }),
        (Answer::Figure { expected: own, .. }, Answer::Figure { expected, .. }) => {
            let is_said =
                counts_the_same(own, expected, said) && figure::same_figure(expected, said);
            is_said.then_some(Agreement { at: None })
        }
        (
            Answer::Text { .. }
            | Answer::Date { .. }
            | Answer::Figure { .. }
            | Answer::Set { .. }
            | Answer::Order { .. }
            | Answer::Match { .. }
            | Answer::Flip { .. },
            _,
        ) => None,
    }
}

/// Tells whether a figure can be meant for either card: a bare number is meant in the unit asked for.
fn counts_the_same(own: &Figure, other: &Figure, said: &str) -> bool {
    let names_unit = quantity::read(said).is_ok_and(|typed| {
        typed
            .readings()
            .iter()
            .all(|reading| reading.unit.is_some())
    });
    names_unit || own.unit() == other.unit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::grade;
    use crate::question::{Meeting, Question, sample};

    fn about(name: &str, about: &str, answer: Answer) -> Card {
        let mut card = sample::card(name, answer);
        card.about = (!about.is_empty()).then(|| about.to_owned());
        card
    }

    fn deck() -> Vec<Card> {
        vec![
            about(
                "fleet-1",
                "the first fleet",
                sample::date("1274", &["1281"]),
            ),
            about("fleet-2", "the second fleet", sample::date("1281", &[])),
            about("storm", "the second storm", sample::date("1281-08-15", &[])),
            about("silent", "", sample::date("1268", &[])),
            about(
                "ships",
                "the ships of the first fleet",
                sample::figure("900", "ships", &[]),
            ),
            about(
                "ships-2",
                "the ships of the second fleet",
                sample::figure("4400", "ships", &[]),
            ),
            about(
                "men",
                "the men of the first fleet",
                sample::figure("23000", "men", &[]),
            ),
            about(
                "island-1",
                "the first island taken",
                sample::text("Tsushima", &[], &["Iki"]),
            ),
            about(
                "island-2",
                "the second island taken",
                sample::text("Iki", &[], &[]),
            ),
            about(
                "place",
                "the place of the last battle",
                sample::text("Takashima", &[], &[]),
            ),
        ]
    }

    #[track_caller]
    fn judged(name: &str, response: &str) -> (Verdict, Option<Miss>) {
        let deck = deck();
        let card = deck.iter().find(|card| card.id.key() == name).expect(name);
        let mut card = card.clone();
        let meeting = if response.len() == 1 {
            Meeting::First
        } else {
            Meeting::Later
        };
        if response.len() > 1 {
            card.form = crate::card::Form::Typed;
        }
        let question = Question::pose(&card, meeting, 1);
        let judgement =
            grade(&card, &question, response, &deck, DateOrder::DayFirst).expect(response);
        (judgement.verdict, judgement.miss)
    }

    #[track_caller]
    fn is_of(name: &str, response: &str, fact: &str, of: &str, at: Option<Precision>) {
        let other = Miss::OtherCard {
            fact: fact.parse().expect(fact),
            about: of.to_owned(),
            at,
        };
        assert_eq!(
            judged(name, response),
            (Verdict::Wrong, Some(other)),
            "{name}: {response:?}"
        );
    }

    #[test]
    fn the_date_of_another_card_is_named() {
        let year = Some(Precision::Year);
        is_of("fleet-1", "1281", "fleet-2", "the second fleet", year);
        is_of("fleet-2", "1274", "fleet-1", "the first fleet", year);
        is_of("storm", "1274", "fleet-1", "the first fleet", year);
    }

    #[test]
    fn the_finest_agreement_is_named() {
        is_of(
            "fleet-1",
            "15 August 1281",
            "storm",
            "the second storm",
            Some(Precision::Day),
        );
    }

    #[test]
    fn a_chosen_option_can_be_of_another_card() {
        is_of(
            "fleet-1",
            "b",
            "fleet-2",
            "the second fleet",
            Some(Precision::Year),
        );
    }

    #[test]
    fn the_figure_of_another_card_is_named() {
        is_of(
            "ships",
            "4400",
            "ships-2",
            "the ships of the second fleet",
            None,
        );
        is_of(
            "ships",
            "23,000 men",
            "men",
            "the men of the first fleet",
            None,
        );
        assert!(!matches!(
            judged("ships", "23000").1,
            Some(Miss::OtherCard { .. })
        ));
    }

    #[test]
    fn the_text_of_another_card_is_named() {
        is_of(
            "island-1",
            "iki",
            "island-2",
            "the second island taken",
            None,
        );
        is_of(
            "place",
            "Tsushima",
            "island-1",
            "the first island taken",
            None,
        );
    }

    #[test]
    fn what_belongs_to_no_other_card_stays_as_it_is() {
        assert!(!matches!(
            judged("fleet-1", "1268").1,
            Some(Miss::OtherCard { .. })
        ));
        assert_eq!(
            judged("place", "Kyoto"),
            (Verdict::Wrong, Some(Miss::Different))
        );
        assert_eq!(judged("fleet-1", "1274"), (Verdict::Correct, None));
    }

    #[test]
    fn a_right_year_is_no_other_cards() {
        let asked = Precision::Day;
        let coarser = Miss::Coarser { asked };
        assert_eq!(judged("storm", "1281"), (Verdict::Close, Some(coarser)));
        let month = judged("storm", "July 1281");
        assert_eq!(month, (Verdict::Close, Some(Miss::WrongMonth)));
    }

    #[test]
    fn a_sibling_is_no_other_card() {
        let mut deck = deck();
        let fact = deck[0].facts[0].clone();
        deck[1].facts.push(fact);
        deck.retain(|card| card.id.key() != "storm");
        let mut card = deck[0].clone();
        card.form = crate::card::Form::Typed;
        let question = Question::pose(&card, Meeting::Later, 1);
        let judgement =
            grade(&card, &question, "1281", &deck, DateOrder::DayFirst).expect("a date");
        assert!(!matches!(judgement.miss, Some(Miss::OtherCard { .. })));
    }
}
