//! What is taken as right and as close: typical responses are given to the grading, and sorted by its verdict.

use std::ops::RangeInclusive;

use crate::card::{Answer, Card, Form};
use crate::grading;
use crate::quantity::{Bound, Figure, Margin, Number};
use crate::question::{Asked, Meeting, Question};
use crate::review::Verdict;
use crate::when::{DateOrder, HistoricDate, Precision};

/// What a card takes beside its answer, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Latitude {
    /// As right.
    pub(super) right: Vec<String>,
    /// As close.
    pub(super) close: Vec<String>,
}

impl Latitude {
    /// The latitude of a card of a deck with the cards `deck`.
    pub(super) fn of(card: &Card, deck: &[Card], seed: u64) -> Self {
        let jury = Jury::of(card, deck, seed);
        let mut latitude = Self::default();
        match (&card.answer, &jury.question.asked) {
            (_, Asked::Choice(_)) => {}
            (_, Asked::Choices(_)) => {
                latitude.right.push("all of them and no other".to_owned());
                jury.part_of_options(&mut latitude);
            }
            (
                Answer::Text {
                    expected, accept, ..
                },
                _,
            ) => {
                latitude.right.extend(accept.iter().cloned());
                jury.liberties(expected, &mut latitude);
            }
            (Answer::Set { expected, .. }, _) => {
                if let Some(first) = expected.first() {
                    jury.sort(first, "some of them", &mut latitude);
                }
            }
            (
                Answer::Date {
                    expected,
                    asked,
                    accept,
                    margin_years,
                    ..
                },
                _,
            ) => {
                let wanted = expected.at(*asked);
                if wanted != *expected {
                    latitude.right.push(wanted.to_string());
                }
                let others = accept.iter().map(|date| date.at(*asked).to_string());
                latitude.right.extend(others);
                jury.dates(&wanted, *asked, *margin_years, &mut latitude);
            }
            (
                Answer::Figure {
                    expected,
                    accept,
                    margin,
                    ..
                },
                _,
            ) => {
                latitude.right.extend(accept.iter().map(Figure::to_string));
                figures(expected, *margin, &mut latitude);
                jury.bare_number(expected, &mut latitude);
            }
            (Answer::Order { .. } | Answer::Match { .. }, _) => jury.swapped(&mut latitude),
            (Answer::Flip { .. }, _) => {}
        }
        latitude
    }
}

/// Judges what learners may type.
struct Jury<'a> {
    card: Card,
    question: Question,
    deck: &'a [Card],
}

impl<'a> Jury<'a> {
    /// What is judged is typed, unless the card is never asked so.
    fn of(card: &Card, deck: &'a [Card], seed: u64) -> Self {
        let mut card = card.clone();
        if card.form == Form::Grow {
            card.form = Form::Typed;
        }
        Self {
            question: Question::pose(&card, Meeting::Later, seed),
            card,
            deck,
        }
    }

    /// Says `words` where responses like this one belong; nowhere if they are wrong.
    fn sort(&self, response: &str, words: &str, latitude: &mut Latitude) {
        match self.verdict(response) {
            Some(Verdict::Correct) => latitude.right.push(words.to_owned()),
            Some(Verdict::Close) => latitude.close.push(words.to_owned()),
            Some(Verdict::Wrong) | None => {}
        }
    }

    fn verdict(&self, response: &str) -> Option<Verdict> {
        let order = DateOrder::DayFirst;
        let judged = grading::grade(&self.card, &self.question, response, self.deck, order);
        judged.ok().map(|judgement| judgement.verdict)
    }

    /// What a typed text may differ in.
    fn liberties(&self, expected: &str, latitude: &mut Latitude) {
        let small = expected.to_lowercase();
        if small != expected {
            self.sort(&small, "without capitals", latitude);
        }
        let bare = without_accents(expected);
        if bare != expected {
            self.sort(&bare, &format!("without accents ({bare})"), latitude);
        }
        if let Some(slip) = with_slip(expected) {
            self.sort(
                &slip,
                &format!("with a slip of the keyboard ({slip})"),
                latitude,
            );
        }
    }

    /// Less of a date than is asked, and what is wrong within its year.
    fn dates(
        &self,
        wanted: &HistoricDate,
        asked: Precision,
        margin_years: u32,
        latitude: &mut Latitude,
    ) {
        if let Some(year) = wanted
            .year()
            .filter(|_| margin_years > 0 && asked == Precision::Year)
        {
            let span = |years: u32| {
                let years = i32::try_from(years).unwrap_or(i32::MAX);
                let edge = |number: i32| year_text(number);
                let from = edge(year.number().saturating_sub(years))?;
                Some(format!(
                    "{from} to {}",
                    edge(year.number().saturating_add(years))?
                ))
            };
            latitude.right.extend(span(margin_years));
            latitude.close.extend(span(margin_years.saturating_mul(3)));
        }
        let coarser = [
            Precision::Month,
            Precision::Year,
            Precision::Decade,
            Precision::Century,
        ];
        let mut said: Vec<String> = vec![wanted.to_string()];
        for precision in coarser.into_iter().filter(|precision| *precision < asked) {
            let shown = wanted.at(precision).to_string();
            if !said.contains(&shown) {
                self.sort(&shown, &shown, latitude);
                said.push(shown);
            }
        }
        let Some(year) = wanted.year().and_then(|year| year_text(year.number())) else {
            return;
        };
        if let Some(other) = wanted
            .month()
            .and_then(|month| self.other_month(wanted, month))
        {
            self.sort(&other, &format!("another month of {year}"), latitude);
        }
        if let Some(day) = wanted.day() {
            let other = if day > 1 { day - 1 } else { day + 1 };
            let month = wanted.at(Precision::Month);
            let edtf = format!("{}-{other:02}", month.edtf());
            self.sort(&edtf, &format!("another day of {month}"), latitude);
        }
    }

    /// The same year with a month that is neither right nor accepted.
    fn other_month(&self, wanted: &HistoricDate, month: u8) -> Option<String> {
        let year = wanted.at(Precision::Year).edtf();
        (1..=12)
            .map(|other| (month + 5 + other) % 12 + 1)
            .filter(|other| *other != month)
            .map(|other| format!("{year}-{other:02}"))
            .find(|edtf| self.verdict(edtf) != Some(Verdict::Correct))
    }

    /// A number that does not say what it counts.
    fn bare_number(&self, expected: &Figure, latitude: &mut Latitude) {
        if expected.unit().is_some() && !expected.is_rank() {
            self.sort(&expected.number().to_string(), "without the unit", latitude);
        }
    }

    /// Two of the things to be arranged, the wrong way round.
    fn swapped(&self, latitude: &mut Latitude) {
        let Some(right) = self.question.expected(&self.card) else {
            return;
        };
        let mut parts: Vec<&str> = right.split(' ').collect();
        if parts.len() < 3 {
            return;
        }
        let crossed;
        if let (Answer::Match { .. }, [first, second, rest @ ..]) = (&self.card.answer, &parts[..])
        {
            let number = |part: &str| part.trim_start_matches(char::is_alphabetic).to_owned();
            let letter = |part: &str| part.trim_end_matches(char::is_numeric).to_owned();
            crossed = [
                letter(first) + &number(second),
                letter(second) + &number(first),
            ];
            let crossed = crossed.iter().map(String::as_str);
            parts = crossed.chain(rest.iter().copied()).collect();
        } else {
            parts.swap(0, 1);
        }
        self.sort(&parts.join(" "), "some of them in their place", latitude);
    }

    /// One of several right options alone.
    fn part_of_options(&self, latitude: &mut Latitude) {
        let expected = self.question.expected(&self.card);
        let first = expected
            .as_deref()
            .and_then(|letters| letters.split(' ').next());
        if let Some(first) = first {
            self.sort(first, "some of them", latitude);
        }
    }
}

/// The figures within the margin, and those near it.
fn figures(expected: &Figure, margin: Margin, latitude: &mut Latitude) {
    let right = readable(margin.right(expected), expected);
    let near = readable(margin.near(expected), expected);
    let span = |from: Number, to: Number| {
        let figure = |number| Figure::new(number, expected.unit().cloned(), Bound::Exact);
        let to = figure(to).map_or_else(|_| to.to_string(), |figure| figure.to_string());
        format!("{from} to {to}")
    };
    if right.start() == right.end() {
        latitude.right.push("this figure only".to_owned());
    } else {
        latitude.right.push(span(*right.start(), *right.end()));
    }
    if near != right {
        latitude.close.push(span(*near.start(), *near.end()));
    }
}

/// The range in whole numbers, for a whole answer, and no share above the whole. Only inwards, so that what is promised is kept.
fn readable(range: RangeInclusive<Number>, expected: &Figure) -> RangeInclusive<Number> {
    let (mut start, mut end) = range.into_inner();
    let answer = expected.number();
    if answer.is_whole() && start.ceiling() < end.floor() {
        (start, end) = (start.ceiling(), end.floor());
    }
    if expected.is_percentage() && (Number::ZERO..=Number::HUNDRED).contains(&answer) {
        (start, end) = (start.max(Number::ZERO), end.min(Number::HUNDRED));
    }
    start..=end
}

fn year_text(number: i32) -> Option<String> {
    crate::when::Year::new(number)?;
    let edtf = if number < 0 {
        format!("-{:04}", number.unsigned_abs())
    } else {
        format!("{number:04}")
    };
    HistoricDate::parse(&edtf).ok().map(|date| date.to_string())
}

fn without_accents(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .nfc()
        .collect()
}

/// The text with two of its letters the wrong way round.
fn with_slip(text: &str) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let from = letters.len() / 2;
    let at = (from..letters.len().saturating_sub(1)).find(|&at| {
        let pair = (letters.get(at), letters.get(at + 1));
        matches!(pair, (Some(a), Some(b)) if a != b && a.is_lowercase() && b.is_lowercase())
    })?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{Strictness, Tolerance};
    use crate::question::sample;

    #[track_caller]
    fn takes(card: &Card, right: &[&str], close: &[&str]) {
        let latitude = Latitude::of(card, &[], 1);
        assert_eq!(
            (latitude.right, latitude.close),
            (owned(right), owned(close))
        );
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    fn card(answer: Answer) -> Card {
        sample::card("c", answer)
    }

    fn date(edtf: &str, precision: Precision, margin: u32) -> Card {
        let mut answer = sample::date(edtf, &[]);
        if let Answer::Date {
            asked,
            margin_years,
            ..
        } = &mut answer
        {
            *asked = precision;
            *margin_years = margin;
        }
        card(answer)
    }

    #[test]
    fn of_a_date_what_is_coarser_and_what_is_wrong_in_its_year_is_close() {
        takes(
            &date("1972-02-24", Precision::Day, 0),
            &[],
            &[
                "February 1972",
                "1972",
                "the 1970s",
                "20th century",
                "another month of 1972",
                "another day of February 1972",
            ],
        );
        takes(
            &date("1972-02-24", Precision::Year, 0),
            &["1972"],
            &["the 1970s", "20th century"],
        );
        takes(&date("19XX", Precision::Century, 0), &[], &[]);
    }

    #[test]
    fn a_margin_of_years_is_a_range() {
        takes(
            &date("1274", Precision::Year, 5),
            &["1269 to 1279"],
            &["1259 to 1289", "the 1270s", "13th century"],
        );
    }

    #[test]
    fn figures_have_the_ranges_of_their_margin() {
        takes(
            &card(sample::figure("20000", "soldiers", &[])),
            &["19,600 to 20,400 soldiers", "without the unit"],
            &["17,000 to 23,000 soldiers"],
        );
        takes(
            &card(sample::figure("77", "rank", &[])),
            &["this figure only"],
            &[],
        );
        takes(
            &card(sample::figure("12", "", &[])),
            &["this figure only"],
            &["11 to 13"],
        );
    }

    #[test]
    fn a_range_is_shown_in_whole_numbers_and_within_the_whole() {
        let with_margin = |value: &str, unit: &str, of: &str| {
            let mut answer = sample::figure(value, unit, &[]);
            if let Answer::Figure { margin, .. } = &mut answer {
                *margin = Margin::parse(of).expect("a margin");
            }
            card(answer)
        };
        takes(
            &with_margin("4169", "m", "50"),
            &["4,119 to 4,219 m", "without the unit"],
            &["3,544 to 4,794 m"],
        );
        takes(
            &with_margin("80", "%", "10"),
            &["70 to 90 %", "without the unit"],
            &["50 to 100 %"],
        );
    }

    #[test]
    fn what_texts_are_forgiven_is_asked_of_the_grading() {
        let mut text = card(sample::text("Kōan War", &["the war"], &[]));
        takes(
            &text,
            &[
                "the war",
                "without capitals",
                "without accents (Koan War)",
                "with a slip of the keyboard (Kōan Wra)",
            ],
            &[],
        );
        text.strictness = Strictness {
            spelling: Tolerance::Strict,
            case: Tolerance::Strict,
            ..Strictness::default()
        };
        takes(
            &text,
            &["the war", "without accents (Koan War)"],
            &["without capitals", "with a slip of the keyboard (Kōan Wra)"],
        );
        takes(&card(sample::text("12", &[], &[])), &[], &[]);
    }

    #[test]
    fn a_part_of_several_is_close() {
        takes(
            &card(sample::set(&["Iki", "Oki"], &[])),
            &[],
            &["some of them"],
        );
        takes(
            &card(sample::set(&["Iki", "Oki"], &["Kōan"])),
            &["all of them and no other"],
            &["some of them"],
        );
        takes(
            &card(sample::order(&["a", "b", "c"])),
            &[],
            &["some of them in their place"],
        );
        takes(&card(sample::order(&["a", "b"])), &[], &[]);
        let pairs = [("a", "1"), ("b", "2"), ("c", "3")];
        takes(
            &card(sample::pairs(&pairs)),
            &[],
            &["some of them in their place"],
        );
    }

    #[test]
    fn a_choice_has_no_latitude() {
        takes(&card(sample::date("1274", &["1281"])), &[], &[]);
    }
}
