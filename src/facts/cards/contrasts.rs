//! Two facts that get mixed up, side by side: a card for each pair of rivals, once they were confused twice.

use super::{Made, Workshop};
use crate::card::CardKey;
use crate::facts::asking::FormName;
use crate::facts::blueprint::{Blueprint, Solution, Turn};
use crate::facts::fact::{Fact, Value};
use crate::facts::rivals::rivals;
use crate::facts::wording::words;

impl Workshop<'_> {
    /// Makes a card for each pair of rivals that no group tells apart already.
    pub(super) fn contrasts(&self, made: &mut Vec<Made>) {
        for (a, b) in rivals(&self.base.facts) {
            let is_told_apart = self.base.groups.iter().any(|group| {
                let has = |fact: &Fact| group.facts.contains(&fact.id);
                group.form == FormName::Contrast && has(a) && has(b)
            });
            if !is_told_apart {
                made.extend(self.contrast(a, b));
            }
        }
    }

    fn contrast(&self, a: &Fact, b: &Fact) -> Option<Made> {
        let value = |fact: &Fact| self.values.fill("{}", Some(fact));
        let (first, second) = labels(a, b).ok()?;
        let pairs = vec![(value(a), first), (value(b), second)];
        let prompt = match a.value {
            Value::Figure(_) => "Which figure belongs to which?",
            Value::Date(_) | Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => {
                "What happened in which year?"
            }
        };
        Some(Made {
            deck: a.deck.clone(),
            card: Blueprint {
                key: key(a, b),
                facts: vec![a.id.clone(), b.id.clone()],
                about: None,
                prompt: prompt.to_owned(),
                solution: Solution::Match(pairs),
                choices: Vec::new(),
                form: None,
                after: None,
                when_confused: true,
                hint: None,
                explanation: Some(format!("{} {}", a.statement, b.statement)),
                wrong: Vec::new(),
                hepburn: false,
                tags: Vec::new(),
                place: Turn {
                    layer: a.layer.max(b.layer),
                    round: Turn::CONTRASTS,
                },
            },
        })
    }
}

/// Why two facts cannot be told apart by their phrases.
pub(in crate::facts) enum Inseparable<'f> {
    /// This one has no phrase.
    Nameless(&'f Fact),
    /// Both have the same.
    Namesakes(String),
}

/// The phrases two facts go by beside their values.
pub(in crate::facts) fn labels<'f>(
    a: &'f Fact,
    b: &'f Fact,
) -> Result<(String, String), Inseparable<'f>> {
    let label_of = |fact| label(fact).ok_or(Inseparable::Nameless(fact));
    let (first, second) = (label_of(a)?, label_of(b)?);
    if words(&first) == words(&second) {
        return Err(Inseparable::Namesakes(first));
    }
    Ok((first, second))
}

fn label(fact: &Fact) -> Option<String> {
    match fact.value {
        Value::Figure(_) => fact.about.clone(),
        Value::Date(_) | Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => {
            fact.event.clone().or_else(|| fact.about.clone())
        }
    }
}

/// The same whichever of the two comes first, so that a corrected date costs no progress.
fn key(a: &Fact, b: &Fact) -> CardKey {
    let (first, second) = if a.id < b.id { (a, b) } else { (b, a) };
    super::key(&first.id, &format!("contrast/{}", second.id))
}
