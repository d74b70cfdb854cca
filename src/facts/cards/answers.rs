//! What a form asks of a value: the answer key, its wrong options, and whether it is typed.

use rand_chacha::ChaCha8Rng;

use super::Workshop;
use crate::deck::values;
use crate::facts::asking::{Ask, Edge, FormName, OwnAnswer, Typing};
use crate::facts::blueprint::Solution;
use crate::facts::distractors::{DateQuestion, FigureQuestion};
use crate::facts::fact::{DateValue, Fact, FigureValue, NameValue, Value};
use crate::quantity::{Bound, Number, Unit};
use crate::when::{Calendar, HistoricDate, Precision};

/// The answer of a card, its wrong options, and whether it is typed.
pub(super) struct Answer {
    pub(super) solution: Solution,
    pub(super) choices: Vec<String>,
    pub(super) form: Option<&'static str>,
}

impl Workshop<'_> {
    /// Works out the answer to a question; nothing when the value has none in this form.
    pub(super) fn answer(&self, fact: &Fact, ask: &Ask, chance: &mut ChaCha8Rng) -> Option<Answer> {
        if let Some(own) = &ask.answer {
            return Some(own_answer(own, ask));
        }
        match (ask.form, &fact.value) {
            (FormName::Cloze, value) => Some(Answer {
                solution: cloze(value),
                choices: Vec::new(),
                form: None,
            }),
            (FormName::Event, Value::Date(value)) => self.event(fact, ask, &value.date, chance),
            (FormName::Century, Value::Date(value)) => {
                self.date(fact, ask, value, &value.date, Precision::Century, chance)
            }
            (FormName::Year, Value::Date(value)) => {
                self.date(fact, ask, value, &value.date, Precision::Year, chance)
            }
            (FormName::Month, Value::Date(value)) => {
                self.date(fact, ask, value, &value.date, Precision::Month, chance)
            }
            (FormName::Day, Value::Date(value)) => {
                self.date(fact, ask, value, &value.date, Precision::Day, chance)
            }
            (FormName::Start | FormName::End, Value::Date(value)) => {
                let edge = if ask.form == FormName::Start {
                    Edge::Start
                } else {
                    Edge::End
                };
                let date = edge.of(&value.date)?;
                let finest = value.finest.min(Precision::Year);
                self.date(fact, ask, value, &date, finest, chance)
            }
            (FormName::Choice, Value::Date(value)) => {
                let finest = value.finest.min(Precision::Year);
                self.date(fact, ask, value, &value.date, finest, chance)
            }
            (FormName::Figure | FormName::Between | FormName::Choice, Value::Figure(value)) => {
                Some(self.figure(fact, ask, value, chance))
            }
            (FormName::Name | FormName::Choice, Value::Name(value)) => {
                Some(self.name(fact, ask, value, chance))
            }
            (FormName::Order, Value::Order(texts)) => Some(Answer {
                solution: Solution::Order(texts.clone()),
                choices: Vec::new(),
                form: None,
            }),
            (FormName::Name | FormName::Choice, Value::Order(texts) | Value::Set(texts)) => {
                Some(set(texts, ask, &fact.choices))
            }
            // The reader lets none of these through.
            (
                FormName::Century
                | FormName::Year
                | FormName::Month
                | FormName::Day
                | FormName::Start
                | FormName::End
                | FormName::Event
                | FormName::Figure
                | FormName::Between
                | FormName::Name
                | FormName::Choice
                | FormName::Order
                | FormName::First
                | FormName::Match
                | FormName::Contrast,
                Value::Date(_)
                | Value::Figure(_)
                | Value::Name(_)
                | Value::Order(_)
                | Value::Set(_)
                | Value::Lost,
            ) => None,
        }
    }

    fn date(
        &self,
        fact: &Fact,
        ask: &Ask,
        value: &DateValue,
        date: &HistoricDate,
        asked: Precision,
        chance: &mut ChaCha8Rng,
    ) -> Option<Answer> {
        let right = date.at(asked);
        if right.precision() != asked || right.is_span() {
            return None;
        }
        let other_edges = [Edge::Start, Edge::End].map(|edge| edge.of(&value.date));
        let question = DateQuestion {
            deck: &fact.deck,
            fact: &fact.id,
            right,
            barred: other_edges
                .into_iter()
                .flatten()
                .chain(value.accept.iter().cloned())
                .collect(),
            margin_years: value.margin_years,
            never: &fact.never,
        };
        let choices = if ask.choices.is_empty() {
            let drawn = question.draw(&self.pool, chance);
            drawn.iter().map(HistoricDate::edtf).collect()
        } else {
            ask.choices.clone()
        };
        // A century before Christ is written as a span, which its precision then makes one century again.
        let is_finer = date.precision() > asked;
        let solution = Solution::Date {
            edtf: date.edtf(),
            precision: is_finer.then(|| values::precision_word(asked)),
            calendar: (date.calendar() != Calendar::Gregorian).then(|| date.calendar().word()),
            accept: value
                .accept
                .iter()
                .filter(|other| other.precision() >= asked)
                // Within a century or a decade grading minds neither year nor month; a wrong month of the year it does.
                .filter(|other| {
                    let is_minded = is_finer && asked >= Precision::Year;
                    is_minded || other.at(asked) != date.at(asked)
                })
                .map(HistoricDate::edtf)
                .collect(),
            margin: margin_of_years(value),
        };
        Some(with_choices(solution, choices, ask))
    }

    fn event(
        &self,
        fact: &Fact,
        ask: &Ask,
        date: &HistoricDate,
        chance: &mut ChaCha8Rng,
    ) -> Option<Answer> {
        let year = date.year()?;
        let mut others = self
            .pool
            .events_of(&fact.deck, year.number())
            .filter(|other| other.id != fact.id);
        if others.next().is_some() {
            return None;
        }
        let choices = if ask.choices.is_empty() {
            self.pool.draw_events(&fact.deck, date, chance)
        } else {
            ask.choices.clone()
        };
        // Typed, an event could be worded in any way.
        let form = (!choices.is_empty()).then_some("choice")?;
        Some(Answer {
            solution: Solution::Text {
                answer: fact.event.clone()?,
                accept: ask.accept.clone(),
            },
            choices,
            form: Some(form),
        })
    }

    fn figure(
        &self,
        fact: &Fact,
        ask: &Ask,
        value: &FigureValue,
        chance: &mut ChaCha8Rng,
    ) -> Answer {
        let question = FigureQuestion {
            deck: &fact.deck,
            fact: &fact.id,
            value,
            never: &fact.never,
        };
        let choices = if ask.choices.is_empty() {
            let drawn = question.draw(&self.pool, chance);
            drawn.into_iter().map(plain).collect()
        } else {
            ask.choices.clone()
        };
        let figure = &value.figure;
        let bound = values::BOUNDS
            .iter()
            .find(|(_, bound)| *bound == figure.bound());
        let right = value.room().right(figure);
        let solution = Solution::Number {
            number: plain(figure.number()),
            unit: figure.unit().map(unit_word).unwrap_or_default(),
            bound: bound.map(|(word, _)| *word),
            accept: value
                .accept
                .iter()
                .filter(|other| !right.contains(&other.number()))
                .map(|other| plain(other.number()))
                .collect(),
            margin: value.margin.as_ref().map(|(text, _)| text.clone()),
        };
        with_choices(solution, choices, ask)
    }

    fn name(&self, fact: &Fact, ask: &Ask, value: &NameValue, chance: &mut ChaCha8Rng) -> Answer {
        let choices = [&ask.choices, &fact.choices]
            .into_iter()
            .find(|choices| !choices.is_empty())
            .cloned()
            .unwrap_or_else(|| {
                let right: Vec<&str> = [&value.name]
                    .into_iter()
                    .chain(&value.accept)
                    .map(String::as_str)
                    .collect();
                self.pool.draw_names(fact, &right, chance)
            });
        let solution = Solution::Text {
            answer: value.name.clone(),
            accept: [value.accept.clone(), ask.accept.clone()].concat(),
        };
        with_choices(solution, choices, ask)
    }
}

fn own_answer(own: &OwnAnswer, ask: &Ask) -> Answer {
    match own {
        OwnAnswer::Text(answer) => {
            let solution = Solution::Text {
                answer: answer.clone(),
                accept: ask.accept.clone(),
            };
            with_choices(solution, ask.choices.clone(), ask)
        }
        OwnAnswer::Set(texts) => set(texts, ask, &[]),
        OwnAnswer::Flip(back) => Answer {
            solution: Solution::Flip(back.clone()),
            choices: Vec::new(),
            form: None,
        },
    }
}

fn set(texts: &[String], ask: &Ask, of_fact: &[String]) -> Answer {
    let choices = if ask.choices.is_empty() {
        of_fact
    } else {
        &ask.choices
    };
    with_choices(Solution::Set(texts.to_vec()), choices.to_vec(), ask)
}

/// A card with wrong options grows into a typed one, unless its form or the teacher says otherwise.
fn with_choices(solution: Solution, choices: Vec<String>, ask: &Ask) -> Answer {
    let typing = ask.typing.unwrap_or(match ask.form {
        FormName::Choice | FormName::Event | FormName::First => Typing::Choice,
        _ => Typing::Grow,
    });
    if choices.is_empty() || typing == Typing::Typed {
        return Answer {
            solution,
            choices: Vec::new(),
            form: None,
        };
    }
    let form = match typing {
        Typing::Grow => "grow",
        Typing::Choice | Typing::Typed => "choice",
    };
    Answer {
        solution,
        choices,
        form: Some(form),
    }
}

fn cloze(value: &Value) -> Solution {
    let (calendar, margin) = match value {
        Value::Date(value) => {
            let calendar = value.date.calendar();
            let margin = margin_of_years(value);
            (
                (calendar != Calendar::Gregorian).then(|| calendar.word()),
                margin,
            )
        }
        // The bound is in the sentence, and its room has to be said.
        Value::Figure(value) => {
            let is_loose = value.figure.bound() != Bound::Exact;
            let default = is_loose.then(|| loose_margin(value));
            (
                None,
                value
                    .margin
                    .as_ref()
                    .map(|(text, _)| text.clone())
                    .or(default),
            )
        }
        Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => (None, None),
    };
    Solution::Cloze { calendar, margin }
}

fn margin_of_years(value: &DateValue) -> Option<String> {
    match value.margin_years {
        0 => None,
        1 => Some("1 year".to_owned()),
        years => Some(format!("{years} years")),
    }
}

/// What a bound leaves room for, in words a deck can hold.
fn loose_margin(value: &FigureValue) -> String {
    let is_point = value.figure.is_percentage() && value.figure.number() < Number::from(10_u32);
    if is_point {
        "1".to_owned()
    } else {
        "10 %".to_owned()
    }
}

fn unit_word(unit: &Unit) -> String {
    if unit.is_percent() {
        "percent".to_owned()
    } else {
        unit.to_string()
    }
}

/// A number as a deck holds it, without commas.
fn plain(number: Number) -> String {
    number.to_string().replace(',', "")
}
