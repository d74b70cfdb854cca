//! A response read and judged for itself, without a look at other cards or the author's words.

use super::date::{self, DateKey, SaidEra};
use super::figure::{self, FigureKey};
use super::text::{self, TextKey};
use super::{Judgement, Unreadable, choice, order, pairs, set};
use crate::card::{Answer, Card};
use crate::question::{Asked, Choice, Question};
use crate::review::Verdict;
use crate::when::DateOrder;

/// A response judged for itself, and what it says.
pub(super) struct Heard<'a> {
    pub(super) judgement: Judgement,
    /// The value typed, or the options or items the response names; nothing for orders and pairs.
    pub(super) said: Vec<&'a str>,
}

/// Reads and judges a response, by letters where there are letters, else by the kind of the answer.
pub(super) fn hear<'a>(
    card: &Card,
    question: &'a Question,
    typed: &'a str,
    deck: &[Card],
    order: DateOrder,
) -> Result<Heard<'a>, Unreadable> {
    match &question.asked {
        Asked::Choice(options) => {
            let chosen = choice::pick(options, typed).or_else(|none| {
                choice::pick_value(options, typed, &card.answer, order).ok_or(none)
            })?;
            Ok(Heard {
                judgement: judge_chosen(card, chosen, deck, order),
                said: vec![&chosen.text],
            })
        }
        Asked::Choices(options) => {
            let chosen = choice::pick_several(options, typed)?;
            Ok(Heard {
                judgement: choice::judge_several(options, &chosen),
                said: chosen.iter().map(|choice| choice.text.as_str()).collect(),
            })
        }
        Asked::Order(shown) => Ok(Heard {
            judgement: order::judge(&card.answer, shown, typed)?,
            said: Vec::new(),
        }),
        Asked::Match { left, right } => Ok(Heard {
            judgement: pairs::judge(&card.answer, left, right, typed)?,
            said: Vec::new(),
        }),
        Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze => {
            hear_typed(card, typed, deck, order)
        }
        Asked::Flip => Err(Unreadable::SelfRated),
    }
}

/// Judges an option taken. A wrong date or figure is as far off when it is chosen as when it is typed.
fn judge_chosen(card: &Card, chosen: &Choice, deck: &[Card], order: DateOrder) -> Judgement {
    let judgement = choice::judge(chosen);
    let has_distance = matches!(card.answer, Answer::Date { .. } | Answer::Figure { .. });
    if judgement.verdict == Verdict::Correct || !has_distance {
        return judgement;
    }
    let typed = hear_typed(card, &chosen.text, deck, order).ok();
    match typed.and_then(|heard| heard.judgement.miss) {
        Some(miss) => Judgement::wrong(miss),
        None => judgement,
    }
}

/// Judges what was typed by the kind of the answer: a gap holds a date, a figure or a text.
fn hear_typed<'a>(
    card: &Card,
    typed: &'a str,
    deck: &[Card],
    order: DateOrder,
) -> Result<Heard<'a>, Unreadable> {
    let mut said = vec![typed];
    let judgement = match &card.answer {
        Answer::Text {
            expected, accept, ..
        } => text::judge(
            &TextKey {
                expected,
                accept,
                strictness: card.strictness,
                known: &text::known(deck),
            },
            typed,
        ),
        Answer::Set { expected, .. } => {
            said = set::items(expected, typed, card.strictness.script);
            set::judge(expected, &said, card.strictness, &text::known(deck))
        }
        Answer::Date {
            expected,
            asked,
            accept,
            margin_years,
            ..
        } => date::judge(
            &DateKey {
                expected,
                asked: *asked,
                accept,
                margin_years: *margin_years,
                said_era: SaidEra::of(&card.prompt),
            },
            typed,
            order,
        )?,
        Answer::Figure {
            expected,
            accept,
            margin,
            ..
        } => figure::judge(
            &FigureKey {
                expected,
                accept,
                margin,
            },
            typed,
        )?,
        Answer::Order { items } => return Err(Unreadable::NotAnOrder(items.len())),
        Answer::Match { pairs } => return Err(Unreadable::NotPairs(pairs.len())),
        Answer::Flip { .. } => return Err(Unreadable::SelfRated),
    };
    Ok(Heard { judgement, said })
}
