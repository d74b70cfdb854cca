//! Guesses what kind an answer is: a date, a figure with its unit, several texts, a text, or something nobody types.

use std::collections::HashSet;

use super::doubt::Doubt;
use super::heading::Content;
use super::metres::Em;
use crate::deck::scaffold::Solution;
use crate::quantity::{self, Bound, Figure, Unit};
use crate::when::{self, DateOrder, HistoricDate, Period, TypedDate, UnreadableDate};

/// Guesses the kind of `answer` to `prompt` where answers are of a `content`, and what was not certain about it.
pub fn guess(prompt: &str, answer: &str, content: Content) -> (Solution, Vec<Doubt>) {
    let asks = Asks::of(prompt);
    let typed = &when::read(answer, DateOrder::DayFirst);
    let read = match content {
        Content::Anything => several(asks, answer)
            .or_else(|| date(answer, typed, asks))
            .or_else(|| figure(prompt, answer, typed, asks)),
        Content::Dates => date(answer, typed, Asks::When),
        Content::Figures => figure(prompt, answer, typed, Asks::HowMany),
    };
    if let Some(found) = read {
        return found;
    }
    if content == Content::Anything && is_long(answer) {
        return (Solution::Flip(answer.to_owned()), vec![Doubt::LongAnswer]);
    }
    let text = Solution::Text {
        answer: answer.to_owned(),
        accept: Vec::new(),
    };
    (text, doubts_of_text(answer, typed, content))
}

/// A wrong option as a deck writes it beside this answer.
pub fn option(solution: &Solution, text: &str) -> String {
    match solution {
        Solution::Date(_) => match when::read(text, DateOrder::DayFirst) {
            Ok(typed) => typed.first().edtf(),
            Err(_) => text.to_owned(),
        },
        Solution::Text { .. }
        | Solution::Set(_)
        | Solution::Figure(_)
        | Solution::Cloze
        | Solution::Flip(_) => text.to_owned(),
    }
}

/// What a question asks for, as far as its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    When,
    HowMany,
    Unknown,
}

impl Asks {
    fn of(prompt: &str) -> Self {
        const COUNTS: [&str; 14] = [
            "how many",
            "how much",
            "how far",
            "how long",
            "how high",
            "how tall",
            "how deep",
            "how large",
            "how big",
            "how heavy",
            "how wide",
            "number of",
            "population",
            "percentage",
        ];
        const TIMES: [&str; 10] = [
            "when", "year", "date", "day", "month", "century", "decade", "founded", "born", "died",
        ];
        let prompt = prompt.to_lowercase();
        let mut words = prompt.split(|c: char| !c.is_alphanumeric());
        if COUNTS.iter().any(|count| prompt.contains(count)) {
            Self::HowMany
        } else if words.any(|word| TIMES.contains(&word)) {
            Self::When
        } else {
            Self::Unknown
        }
    }
}

/// An answer read as a date.
type Typed = Result<TypedDate, UnreadableDate>;

fn date(answer: &str, typed: &Typed, asks: Asks) -> Option<(Solution, Vec<Doubt>)> {
    let mut doubts = Vec::new();
    if is_digits(answer) {
        match (asks, answer.len()) {
            (Asks::When, 3..=4) => {}
            (Asks::Unknown, 4) if answer.starts_with(['1', '2']) => {
                doubts.push(Doubt::BareYear(answer.to_owned()));
            }
            (Asks::When | Asks::HowMany | Asks::Unknown, _) => return None,
        }
    }
    let typed = typed.as_ref().ok()?;
    if typed.is_short_year() || is_part(typed) {
        return None;
    }
    if let Some(other) = typed.second() {
        doubts.push(Doubt::TwoDates {
            typed: answer.to_owned(),
            taken: typed.first().clone(),
            other: other.clone(),
        });
    }
    let date = typed.first().clone();
    // What is written has to say the same.
    let is_kept = HistoricDate::parse(&date.edtf()).is_ok_and(|read| read == date);
    is_kept.then_some((Solution::Date(date), doubts))
}

/// Tells whether only a part of the period is meant: "late 13th century".
fn is_part(typed: &TypedDate) -> bool {
    let whole = typed.first().period().map(Period::years);
    whole != typed.years()
}

fn figure(prompt: &str, answer: &str, typed: &Typed, asks: Asks) -> Option<(Solution, Vec<Doubt>)> {
    let has_digit = answer.contains(|c: char| c.is_ascii_digit());
    // 007 is no number, and neither is "many"; "seven" is one only where it is asked for.
    let is_code = answer.starts_with('0') && is_digits(answer) && answer.len() > 1;
    if is_code || (!has_digit && asks != Asks::HowMany) {
        return None;
    }
    // "5 May" is no figure of mays.
    let is_broken_date = matches!(
        typed,
        Err(UnreadableDate::NoYear | UnreadableDate::NoSuchDate(_))
    );
    if is_broken_date && answer.contains(char::is_alphabetic) {
        return None;
    }
    let typed = quantity::read(answer).ok()?;
    let readings = Em::of(prompt).readings(&typed);
    let [first, others @ ..] = readings.as_slice() else {
        return None;
    };
    let mut doubts = Vec::new();
    if let Some(other) = others.first() {
        doubts.push(Doubt::TwoNumbers {
            typed: answer.to_owned(),
            taken: first.number,
            other: other.number,
        });
    }
    if typed.is_ordinal() && first.unit.is_some() {
        return None;
    }
    let unit = match &first.unit {
        _ if typed.is_ordinal() => Unit::parse("rank").ok(),
        Some(unit) => {
            let word = as_typed(unit.word_for(first.number), answer);
            let unit = Unit::parse(&word).ok().filter(|read| read == unit);
            Some(unit.filter(|_| is_unit(&word, asks))?)
        }
        None => None,
    };
    if let Some(unit) = &unit
        && is_name(unit.word_for(first.number))
        && asks != Asks::HowMany
    {
        doubts.push(Doubt::Named(answer.to_owned()));
    }
    let bound = typed.bound().unwrap_or(Bound::Exact);
    let figure = Figure::new(first.number, unit, bound).ok()?;
    Some((Solution::Figure(figure), doubts))
}

/// Tells whether the words behind a number can be what it counts.
fn is_unit(word: &str, asks: Asks) -> bool {
    let words = word.split_whitespace().count();
    let is_title = is_name(word) && words > 1 && asks != Asks::HowMany;
    words <= 4 && !is_title
}

/// `Samurai`, but not `°C`.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().count() > 2
}

/// The unit with the capitals it was typed with at the end of `answer`.
fn as_typed(unit: &str, answer: &str) -> String {
    let count = unit.split_whitespace().count();
    let words: Vec<&str> = answer.split_whitespace().collect();
    let from = words.len().saturating_sub(count);
    let typed = words.get(from..).unwrap_or_default().join(" ");
    if typed.to_lowercase() == unit.to_lowercase() {
        typed
    } else {
        unit.to_owned()
    }
}

fn several(asks: Asks, answer: &str) -> Option<(Solution, Vec<Doubt>)> {
    for sign in [';', '\n'] {
        if let Some(items) = items(answer, sign)
            && items.iter().all(|item| item.chars().count() <= 60)
        {
            return Some((Solution::Set(items), Vec::new()));
        }
    }
    let items = items(answer, ',')?;
    let is_short = |item: &String| item.split_whitespace().count() <= 3;
    let has_letters = |item: &String| item.starts_with(char::is_alphabetic);
    let is_list = items.len() > 2 && items.iter().all(|item| is_short(item) && has_letters(item));
    let asks_for_several = asks == Asks::Unknown;
    (is_list && asks_for_several).then(|| {
        let doubt = Doubt::ListByCommas(items.len());
        (Solution::Set(items), vec![doubt])
    })
}

/// The parts of `text`; nothing unless there are two, all different.
fn items(text: &str, sign: char) -> Option<Vec<String>> {
    let items: Vec<String> = text
        .split(sign)
        .map(|item| item.trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect();
    let distinct: HashSet<&String> = items.iter().collect();
    (items.len() > 1 && distinct.len() == items.len()).then_some(items)
}

/// Longer than anybody wants to type.
fn is_long(answer: &str) -> bool {
    answer.chars().count() > 80 || answer.split_whitespace().count() > 12
}

fn doubts_of_text(answer: &str, typed: &Typed, content: Content) -> Vec<Doubt> {
    let text = || answer.to_owned();
    let doubt = match (typed, content) {
        (Err(UnreadableDate::NoYear | UnreadableDate::ShortYear), _) if has_digit(answer) => {
            Some(Doubt::NoYear(text()))
        }
        (Err(UnreadableDate::NoSuchDate(why)), _) => {
            Some(Doubt::NoSuchDate(text(), why.to_string()))
        }
        (Ok(typed), Content::Anything | Content::Dates) if is_part(typed) => {
            Some(Doubt::PartOfPeriod(text()))
        }
        (Ok(_) | Err(_), Content::Dates) => Some(Doubt::NotOfColumn(text(), "date")),
        (Ok(_) | Err(_), Content::Figures) => Some(Doubt::NotOfColumn(text(), "figure")),
        (Ok(_) | Err(_), Content::Anything) if answer.contains(" / ") => {
            Some(Doubt::Alternatives(text()))
        }
        (Ok(_) | Err(_), Content::Anything) => None,
    };
    doubt.into_iter().collect()
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is guessed, as `kind: value`, and the first words of the doubts.
    fn guessed(prompt: &str, answer: &str) -> (String, String) {
        let (solution, doubts) = guess(prompt, answer, Content::Anything);
        let shown = match solution {
            Solution::Text { answer, .. } => format!("text: {answer}"),
            Solution::Set(items) => format!("set: {}", items.join("|")),
            Solution::Date(date) => format!("date: {}", date.edtf()),
            Solution::Figure(figure) => format!("figure: {figure}"),
            Solution::Cloze => "cloze".to_owned(),
            Solution::Flip(_) => "flip".to_owned(),
        };
        let doubts: Vec<String> = doubts.iter().map(ToString::to_string).collect();
        (shown, doubts.join("; "))
    }

    #[track_caller]
    fn sure(prompt: &str, answer: &str, kind: &str) {
        assert_eq!(guessed(prompt, answer), (kind.to_owned(), String::new()));
    }

    #[track_caller]
    fn doubted(prompt: &str, answer: &str, kind: &str, doubt: &str) {
        let (shown, doubts) = guessed(prompt, answer);
        assert_eq!(shown, kind);
        assert!(doubts.contains(doubt), "{doubt:?} is not in {doubts:?}");
    }

    #[test]
    fn dates_are_recognised_however_they_are_written() {
        sure("When did it sail?", "1274", "date: 1274");
        sure("In which year?", "794", "date: 0794");
        sure("x", "24 February 1972", "date: 1972-02-24");
        sure("x", "Feb 24, 1972", "date: 1972-02-24");
        sure("x", "1972-02-24", "date: 1972-02-24");
        sure("x", "24.2.1972", "date: 1972-02-24");
        sure("x", "13th century", "date: 12XX");
        sure("x", "ca. 1281", "date: 1281~");
        sure("x", "44 BC", "date: -0043");
        sure("x", "2012 to 2017", "date: 2012/2017");
    }

    #[test]
    fn dates_that_may_be_others_are_doubted() {
        doubted(
            "x",
            "03/04/1972",
            "date: 1972-04-03",
            "it may be 4 March 1972",
        );
        doubted(
            "Battle of Bun'ei",
            "1274",
            "date: 1274",
            "is taken as a year",
        );
        doubted("x", "May 5", "text: May 5", "its year is missing");
        doubted(
            "x",
            "30 February 1300",
            "text: 30 February 1300",
            "is no date",
        );
        doubted(
            "x",
            "late 13th century",
            "text: late 13th century",
            "finer than",
        );
    }

    #[test]
    fn figures_come_with_unit_and_bound() {
        sure("How many?", "1274", "figure: 1,274");
        sure("x", "900 ships", "figure: 900 ships");
        sure(
            "x",
            "more than 4,400 ships",
            "figure: more than 4,400 ships",
        );
        sure("x", "43%", "figure: 43 %");
        sure(
            "x",
            "1.65 million passengers",
            "figure: 1,650,000 passengers",
        );
        sure("x", "12", "figure: 12");
        sure("x", "-2.5 °C", "figure: -2.5 °C");
        sure("x", "77th", "figure: 77th");
        sure("How many?", "seven", "figure: 7");
        sure("How high is the wall?", "24 m", "figure: 24 m");
    }

    #[test]
    fn figures_that_may_be_others_are_doubted() {
        doubted("x", "20.000", "figure: 20,000", "it may be 20");
        doubted("x", "24 m", "figure: 24 m", "it may be 24,000,000");
        doubted("x", "7 Samurai", "figure: 7 Samurai", "if it is a name");
    }

    #[test]
    fn texts_stay_texts() {
        for text in [
            "Kublai",
            "007",
            "12 Angry Men",
            "seven",
            "Apollo 11",
            "A, B",
            "A and B",
            "3:1",
            "May",
            "march",
            "C#",
        ] {
            sure("x", text, &format!("text: {text}"));
        }
        doubted(
            "x",
            "Oslo / Christiania",
            "text: Oslo / Christiania",
            "under accept",
        );
    }

    #[test]
    fn several_texts_are_a_set() {
        sure("x", "Iki; Tsushima", "set: Iki|Tsushima");
        sure("x", "Iki\nTsushima", "set: Iki|Tsushima");
        doubted(
            "x",
            "Iki, Tsushima, Oki",
            "set: Iki|Tsushima|Oki",
            "several right answers: 3",
        );
        sure("x", "Iki; Iki", "text: Iki; Iki");
    }

    #[test]
    fn what_nobody_types_is_turned() {
        doubted("x", &"word ".repeat(20), "flip", "rate themselves");
    }
}
