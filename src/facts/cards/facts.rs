//! The cards of one fact, a form a card.

use super::answers::Answer;
use super::{Made, Workshop, key, tags};
use crate::card::{CardKey, FactId};
use crate::facts::asking::{Ask, FormName};
use crate::facts::blueprint::{Blueprint, Solution, Turn};
use crate::facts::distractors::chance_of;
use crate::facts::fact::{Fact, Template};
use crate::facts::templates::names_own_value;
use crate::fold::Script;

impl Workshop<'_> {
    /// Makes the cards of a fact.
    pub(super) fn ask(&self, fact: &Fact, made: &mut Vec<Made>) {
        let mut round = 0;
        for ask in &fact.asks {
            let key = key_of(fact, ask);
            let mut chance = chance_of(self.seed, &fact.deck, &key);
            let Some(answer) = self.answer(fact, ask, &mut chance) else {
                continue;
            };
            let card = self.card(fact, ask, key, round, answer);
            // The century only leads up to the year, which follows at once.
            round += usize::from(ask.form != FormName::Century);
            made.push(Made {
                deck: fact.deck.clone(),
                card,
            });
        }
    }

    fn card(
        &self,
        fact: &Fact,
        ask: &Ask,
        key: CardKey,
        round: usize,
        answer: Answer,
    ) -> Blueprint {
        let prompt = if ask.is_cloze() {
            self.values.fill_cloze(&ask.prompt.text, fact)
        } else {
            self.values.fill(&ask.prompt.text, Some(fact))
        };
        let fill = |template: &Template| self.values.fill(&template.text, Some(fact));
        let is_text = matches!(
            answer.solution,
            Solution::Text { .. } | Solution::Set(_) | Solution::Cloze { .. }
        );
        Blueprint {
            facts: facts_of(fact),
            about: ask
                .about
                .clone()
                .or_else(|| fact.about.clone().filter(|_| ask.answer.is_none())),
            prompt,
            solution: answer.solution,
            choices: answer.choices,
            form: answer.form,
            after: ask.after.clone().or_else(|| forerunner(fact, ask)),
            when_confused: false,
            hint: ask.hint.as_ref().map(fill),
            explanation: ask
                .explanation
                .as_ref()
                .or(fact.explanation.as_ref())
                .map(fill),
            wrong: self.feedback(fact, ask),
            hepburn: is_text && ask.answer.is_none() && fact.script == Some(Script::Hepburn),
            tags: tags(fact),
            place: Turn {
                layer: fact.layer,
                round,
            },
            key,
        }
    }

    /// The feedback to foreseen responses; a fact's name stands for its value.
    fn feedback(&self, fact: &Fact, ask: &Ask) -> Vec<(String, String)> {
        ask.wrong
            .iter()
            .map(|(response, text)| {
                let response = match self.values.fact(response) {
                    Some(other) => self.values.fill("{}", Some(other)),
                    None => response.clone(),
                };
                (response, self.values.fill(&text.text, Some(fact)))
            })
            .collect()
    }
}

fn key_of(fact: &Fact, ask: &Ask) -> CardKey {
    match &ask.part {
        Some(part) => key(&fact.id, &format!("{}/{part}", ask.form.word())),
        None => key(&fact.id, ask.form.word()),
    }
}

fn facts_of(fact: &Fact) -> Vec<FactId> {
    [&fact.id]
        .into_iter()
        .chain(&fact.derived_from)
        .cloned()
        .collect()
}

/// The card a card has to come after: that of the century before that of the year, and before a card whose prompt names the
/// fact's own value the one that asks for it.
fn forerunner(fact: &Fact, ask: &Ask) -> Option<CardKey> {
    let asks_for_value = |other: &&Ask| {
        other.answer.is_none()
            && matches!(
                other.form,
                FormName::Year | FormName::Start | FormName::Figure | FormName::Name
            )
    };
    let before = if ask.form == FormName::Year {
        fact.asks
            .iter()
            .find(|other| other.form == FormName::Century)
    } else if !ask.is_cloze() && names_own_value(&ask.prompt.text) {
        fact.asks.iter().find(asks_for_value)
    } else {
        None
    };
    before
        .filter(|other| other.form != ask.form)
        .map(|other| key_of(fact, other))
}
