//! Options, orders and pairs in an order drawn from a seed.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::{Asked, Choice, Meeting};
use crate::card::{Answer, Card, Form, Prompt};
use crate::quantity::Figure;
use crate::when::{HistoricDate, Precision};

/// Draws after which a shuffle that always comes out in order is turned instead.
const DRAWS: usize = 20;

pub(super) fn pose(card: &Card, meeting: Meeting, seed: u64) -> Asked {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let plain = match &card.answer {
        Answer::Order { items } => return Asked::Order(out_of_order(items, &mut chance)),
        Answer::Match { pairs } => {
            let (left, right): (Vec<String>, Vec<String>) = pairs.iter().cloned().unzip();
            let right = out_of_order(&right, &mut chance);
            return Asked::Match { left, right };
        }
        Answer::Flip { .. } => return Asked::Flip,
        Answer::Text { .. } => Asked::Text,
        Answer::Set { .. } => Asked::Set,
        Answer::Date { .. } => Asked::Date,
        Answer::Figure { .. } => Asked::Number,
    };
    let typed = match card.prompt {
        Prompt::Plain(_) => plain,
        Prompt::Gap { .. } => Asked::Cloze,
    };
    match (card.form, meeting) {
        (Form::Choice, _) | (Form::Grow, Meeting::First) => {
            choices(&card.answer, &mut chance).unwrap_or(typed)
        }
        (Form::Typed, _) | (Form::Grow, Meeting::Later) => typed,
    }
}

/// The card as a choice; nothing when it has no wrong option that differs from what is right.
fn choices(answer: &Answer, chance: &mut ChaCha8Rng) -> Option<Asked> {
    match answer {
        Answer::Text {
            expected,
            accept,
            choices,
        } => {
            let mut options = options(std::slice::from_ref(expected), accept, choices)?;
            options.shuffle(chance);
            Some(Asked::Choice(options))
        }
        Answer::Set { expected, choices } => {
            let mut options = options(expected, &[], choices)?;
            options.shuffle(chance);
            Some(Asked::Choices(options))
        }
        Answer::Date {
            expected,
            asked,
            accept,
            choices,
            ..
        } => {
            let shown = |dates: &[HistoricDate]| shown_dates(dates, *asked);
            let mut dates = [std::slice::from_ref(expected), choices].concat();
            dates.sort_by_key(place_in_time);
            let options = options(
                &shown(std::slice::from_ref(expected)),
                &shown(accept),
                &shown(choices),
            )?;
            Some(Asked::Choice(sorted(options, &shown(&dates))))
        }
        Answer::Figure {
            expected,
            accept,
            choices,
            ..
        } => {
            let mut figures = [std::slice::from_ref(expected), choices].concat();
            figures.sort_by_key(Figure::number);
            let options = options(
                &[expected.to_string()],
                &shown_figures(accept),
                &shown_figures(choices),
            )?;
            Some(Asked::Choice(sorted(options, &shown_figures(&figures))))
        }
        Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => None,
    }
}

/// The right options and those wrong ones that print as none before them and as nothing `accepted`; nothing if none is left.
fn options(right: &[String], accepted: &[String], wrong: &[String]) -> Option<Vec<Choice>> {
    let mut options: Vec<Choice> = Vec::with_capacity(right.len() + wrong.len());
    let as_choice = |text: &String, is_right| Choice {
        text: text.clone(),
        is_right,
    };
    options.extend(right.iter().map(|text| as_choice(text, true)));
    for text in wrong {
        let is_shown = options.iter().any(|option| option.text == *text);
        if !is_shown && !accepted.contains(text) {
            options.push(as_choice(text, false));
        }
    }
    (options.len() > right.len()).then_some(options)
}

/// The options in the order of `texts`.
fn sorted(mut options: Vec<Choice>, texts: &[String]) -> Vec<Choice> {
    options.sort_by_key(|option| texts.iter().position(|text| *text == option.text));
    options
}

/// Cut to what is asked, so that no option stands out by its length.
fn shown_dates(dates: &[HistoricDate], asked: Precision) -> Vec<String> {
    dates
        .iter()
        .map(|date| date.at(asked).to_string())
        .collect()
}

fn shown_figures(figures: &[Figure]) -> Vec<String> {
    figures.iter().map(Figure::to_string).collect()
}

/// What dates are sorted by: the first year, then month and day where there are any.
fn place_in_time(date: &HistoricDate) -> (i32, Option<u8>, Option<u8>) {
    let start = date
        .start()
        .or_else(|| date.end())
        .unwrap_or_else(|| date.clone());
    let year = start
        .period()
        .map_or(i32::MIN, |period| period.years().0.number());
    (year, start.month(), start.day())
}

/// Shuffles `items`, but never into the order they come in, unless they are all the same.
fn out_of_order(items: &[String], chance: &mut ChaCha8Rng) -> Vec<String> {
    let mut shuffled = items.to_vec();
    // Drawing again keeps all other orders equally likely; two items come out in order ten times in a row once in a thousand.
    for _ in 0..DRAWS {
        shuffled.shuffle(chance);
        if shuffled != items {
            return shuffled;
        }
    }
    if !shuffled.is_empty() {
        shuffled.rotate_left(1);
    }
    shuffled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::question::{Question, sample};

    fn asked(answer: Answer, form: Form, meeting: Meeting) -> Asked {
        let mut card = sample::card("c", answer);
        card.form = form;
        pose(&card, meeting, 7)
    }

    #[track_caller]
    fn shows(answer: &Answer, expected: &[&str]) {
        for seed in 0..20 {
            let question = Question::pose(&sample::card("c", answer.clone()), Meeting::Later, seed);
            assert_eq!(question.options(), expected);
        }
    }

    #[test]
    fn the_form_says_how_a_card_is_asked() {
        let kind = |form, meeting| {
            let asked = asked(sample::text("Iki", &[], &["Tsushima"]), form, meeting);
            matches!(asked, Asked::Choice(_))
        };
        assert!(kind(Form::Choice, Meeting::First) && kind(Form::Choice, Meeting::Later));
        assert!(!kind(Form::Typed, Meeting::First) && !kind(Form::Typed, Meeting::Later));
        assert!(kind(Form::Grow, Meeting::First) && !kind(Form::Grow, Meeting::Later));
    }

    #[test]
    fn each_kind_of_answer_has_its_form() {
        let kind = |answer| {
            let card = sample::card("c", answer);
            Question::pose(&card, Meeting::First, 1).kind()
        };
        assert_eq!(kind(sample::text("Iki", &[], &[])), "text");
        assert_eq!(kind(sample::set(&["Iki", "Tsushima"], &[])), "set");
        assert_eq!(kind(sample::date("1274", &[])), "date");
        assert_eq!(kind(sample::figure("900", "ships", &[])), "number");
        assert_eq!(kind(sample::text("Iki", &[], &["Kōan"])), "choice");
        assert_eq!(kind(sample::set(&["Iki", "Oki"], &["Kōan"])), "choices");
        assert_eq!(kind(sample::order(&["a", "b"])), "order");
        assert_eq!(kind(sample::pairs(&[("a", "1"), ("b", "2")])), "match");
        assert_eq!(
            kind(Answer::Flip {
                back: "x".to_owned()
            }),
            "flip"
        );
    }

    #[test]
    fn a_gap_is_a_cloze_when_typed() {
        let mut card = sample::card("c", sample::date("1274", &["1281"]));
        card.prompt = Prompt::Gap {
            before: "In ".to_owned(),
            after: " a fleet came.".to_owned(),
        };
        card.form = Form::Grow;
        let kind = |meeting| Question::pose(&card, meeting, 1).kind();
        assert_eq!(kind(Meeting::First), "choice");
        assert_eq!(kind(Meeting::Later), "cloze");
    }

    #[test]
    fn dates_and_figures_are_shown_sorted() {
        shows(
            &sample::date("1274", &["1281", "1268", "1279"]),
            &["1268", "1274", "1279", "1281"],
        );
        shows(
            &sample::date("-0043", &["0014", "-0099"]),
            &["100 BC", "44 BC", "AD 14"],
        );
        shows(
            &sample::date("1972-02-24", &["1972-02-04", "1972-01-31"]),
            &["31 January 1972", "4 February 1972", "24 February 1972"],
        );
        shows(
            &sample::figure("900", "ships", &["4400", "300"]),
            &["300 ships", "900 ships", "4,400 ships"],
        );
    }

    #[test]
    fn options_show_no_more_of_a_date_than_is_asked() {
        let mut answer = sample::date("1972-02-24", &["1970", "1977-05-01"]);
        if let Answer::Date { asked, .. } = &mut answer {
            *asked = Precision::Year;
        }
        shows(&answer, &["1970", "1972", "1977"]);
    }

    #[test]
    fn wrong_options_that_read_like_a_right_one_are_dropped() {
        let Asked::Choice(options) = asked(
            sample::text("Iki", &["Oki"], &["Iki", "Oki", "Kōan", "Kōan"]),
            Form::Choice,
            Meeting::First,
        ) else {
            panic!("not a choice");
        };
        assert_eq!(options.len(), 2);
        let none_left = asked(
            sample::text("Iki", &[], &["Iki"]),
            Form::Choice,
            Meeting::First,
        );
        assert_eq!(none_left, Asked::Text);
    }

    #[test]
    fn two_items_are_always_turned_round() {
        for seed in 0..50 {
            let card = sample::card("c", sample::order(&["first", "second"]));
            assert_eq!(
                pose(&card, Meeting::First, seed),
                Asked::Order(vec!["second".to_owned(), "first".to_owned()])
            );
        }
    }

    #[test]
    fn text_options_come_in_every_order() {
        let card = sample::card("c", sample::text("Iki", &[], &["Tsushima", "Kōan"]));
        let orders: std::collections::BTreeSet<Vec<String>> = (0..100)
            .map(|seed| Question::pose(&card, Meeting::First, seed).options())
            .collect();
        assert_eq!(orders.len(), 6);
    }

    proptest! {
        #[test]
        fn a_shuffle_keeps_all_items_and_never_their_order(
            items in proptest::collection::hash_set("[a-z]{1,4}", 2..8), seed: u64,
        ) {
            let items: Vec<String> = items.into_iter().collect();
            let mut shuffled = out_of_order(&items, &mut ChaCha8Rng::seed_from_u64(seed));
            prop_assert_ne!(&shuffled, &items);
            let mut sorted = items;
            sorted.sort();
            shuffled.sort();
            prop_assert_eq!(shuffled, sorted);
        }

        #[test]
        fn the_same_seed_gives_the_same_question(seed: u64) {
            let card = sample::card("c", sample::text("Iki", &[], &["Tsushima", "Kōan", "Hakata"]));
            let pose = || Question::pose(&card, Meeting::First, seed);
            prop_assert_eq!(pose(), pose());
        }
    }
}
