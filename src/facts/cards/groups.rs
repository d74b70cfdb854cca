//! The cards about several facts that a teacher put together: their order and their values come from the facts.

use std::cmp::Ordering;

use super::{Made, Workshop, tags};
use crate::facts::asking::{Edge, FormName, Group};
use crate::facts::blueprint::{Blueprint, Solution, Turn};
use crate::facts::fact::{Fact, Layer, Template, Value};
use crate::when::HistoricDate;

impl Workshop<'_> {
    /// Makes the card of a group; nothing when the order of its facts is in doubt, which is a lint's business.
    pub(in crate::facts) fn group(&self, group: &Group) -> Option<Made> {
        let facts: Option<Vec<&Fact>> = group
            .facts
            .iter()
            .map(|id| self.values.fact(id.as_ref()))
            .collect();
        let facts = facts?;
        let (solution, choices, form) = self.solve(group, &facts)?;
        let owner = self
            .values
            .fact(group.id.default_fact().as_ref())
            .or(facts.first().copied())?;
        let fill = |template: &Template| self.values.fill(&template.text, None);
        let layer = facts
            .iter()
            .map(|fact| fact.layer)
            .max()
            .unwrap_or(Layer::Side);
        Some(Made {
            deck: group.deck.clone().unwrap_or_else(|| owner.deck.clone()),
            card: Blueprint {
                key: group.id.clone(),
                facts: group.facts.clone(),
                about: group.about.clone(),
                prompt: self.values.fill(&group.prompt.text, None),
                solution,
                choices,
                form,
                after: group.after.clone(),
                when_confused: group.form == FormName::Contrast,
                hint: group.hint.as_ref().map(fill),
                explanation: group.explanation.as_ref().map(fill),
                wrong: Vec::new(),
                hepburn: false,
                tags: if group.deck.is_some() {
                    Vec::new()
                } else {
                    tags(owner)
                },
                place: Turn {
                    layer,
                    round: match group.form {
                        FormName::Contrast => Turn::CONTRASTS,
                        _ => Turn::GROUPS,
                    },
                },
            },
        })
    }

    fn solve(&self, group: &Group, facts: &[&Fact]) -> Option<Solved> {
        let labels = |facts: &[&Fact]| -> Option<Vec<String>> {
            facts.iter().map(|fact| label(group, fact)).collect()
        };
        match group.form {
            FormName::First => {
                let mut labels = labels(&in_order(facts, group.by)?)?;
                let answer = (!labels.is_empty()).then(|| labels.remove(0))?;
                let solution = Solution::Text {
                    answer,
                    accept: Vec::new(),
                };
                Some((solution, labels, Some("choice")))
            }
            FormName::Order => {
                let labels = labels(&in_order(facts, group.by)?)?;
                Some((Solution::Order(labels), Vec::new(), None))
            }
            FormName::Between => {
                let years = match facts {
                    [lasting] => years_between(lasting, lasting),
                    [from, to] => years_between(from, to),
                    _ => None,
                }?;
                let solution = Solution::Number {
                    number: years.to_string(),
                    unit: "years".to_owned(),
                    bound: None,
                    accept: Vec::new(),
                    margin: None,
                };
                Some((solution, Vec::new(), None))
            }
            FormName::Match | FormName::Contrast if !group.pairs.is_empty() => {
                let fill = |text: &Template| self.values.fill(&text.text, None);
                let pairs = group
                    .pairs
                    .iter()
                    .map(|(left, right)| (fill(left), fill(right)));
                Some((Solution::Match(pairs.collect()), Vec::new(), None))
            }
            FormName::Match | FormName::Contrast => {
                let pairs: Option<Vec<(String, String)>> = facts
                    .iter()
                    .map(|fact| Some((self.values.fill("{}", Some(fact)), label(group, fact)?)))
                    .collect();
                Some((Solution::Match(all_different(pairs?)?), Vec::new(), None))
            }
            FormName::Century
            | FormName::Year
            | FormName::Month
            | FormName::Day
            | FormName::Start
            | FormName::End
            | FormName::Figure
            | FormName::Name
            | FormName::Choice
            | FormName::Cloze
            | FormName::Event => None,
        }
    }
}

/// An answer with its wrong options and its form.
type Solved = (Solution, Vec<String>, Option<&'static str>);

/// The words for a fact among others.
fn label(group: &Group, fact: &Fact) -> Option<String> {
    let own = group
        .items
        .iter()
        .find(|(id, _)| *id == fact.id)
        .map(|(_, text)| text.clone());
    own.or_else(|| fact.event.clone())
        .or_else(|| fact.about.clone())
}

/// The facts, earliest first; nothing unless the order of all of them is certain.
fn in_order<'f>(facts: &[&'f Fact], by: Edge) -> Option<Vec<&'f Fact>> {
    let mut dated: Vec<(HistoricDate, &Fact)> = facts
        .iter()
        .map(|fact| Some((edge(fact, by)?, *fact)))
        .collect::<Option<_>>()?;
    // Neighbours out of order or in doubt are found below, wherever the sort puts them.
    dated.sort_by(|(a, _), (b, _)| a.definite_order(b).unwrap_or(Ordering::Equal));
    let is_certain = dated
        .iter()
        .zip(dated.iter().skip(1))
        .all(|((a, _), (b, _))| a.definite_order(b) == Some(Ordering::Less));
    is_certain.then(|| dated.into_iter().map(|(_, fact)| fact).collect())
}

fn edge(fact: &Fact, by: Edge) -> Option<HistoricDate> {
    match &fact.value {
        Value::Date(value) => by.of(&value.date),
        Value::Figure(_) | Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => None,
    }
}

fn years_between(from: &Fact, to: &Fact) -> Option<u32> {
    let (from, to) = (edge(from, Edge::Start)?, edge(to, Edge::End)?);
    from.years_between(&to).filter(|years| *years > 0)
}

/// The pairs, unless two of them have a side in common.
fn all_different(pairs: Vec<(String, String)>) -> Option<Vec<(String, String)>> {
    let is_alone = |(index, (left, right)): (usize, &(String, String))| {
        pairs
            .iter()
            .skip(index + 1)
            .all(|(other, another)| other != left && another != right)
    };
    let is_fit = pairs.len() > 1 && pairs.iter().enumerate().all(is_alone);
    is_fit.then_some(pairs)
}
