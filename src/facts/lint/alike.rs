//! Facts that say the same, questions with two right answers, rivals that cannot be told apart.

use std::collections::{HashMap, HashSet};

use crate::deck::source::Source;
use crate::deck::yaml::Span;
use crate::facts::asking::FormName;
use crate::facts::cards::{Inseparable, Workshop, labels};
use crate::facts::code;
use crate::facts::fact::{Fact, Value};
use crate::facts::rivals::rivals;
use crate::facts::wording::words;
use crate::when::HistoricDate;

pub(super) fn check(source: &mut Source<'_>, workshop: &Workshop<'_>) {
    check_facts(source, workshop);
    check_prompts(source, workshop);
    check_events(source, workshop);
    check_rivals(source, workshop);
}

/// Facts that will be mixed up need phrases that tell them apart; a contrast is made of nothing else.
fn check_rivals(source: &mut Source<'_>, workshop: &Workshop<'_>) {
    let mut told = HashSet::new();
    for (a, b) in rivals(&workshop.base.facts) {
        let (fact, why) = match labels(a, b) {
            Ok(_) => continue,
            Err(Inseparable::Nameless(fact)) => {
                let why = format!("{} has no phrase to tell them apart", fact.id);
                (fact, why)
            }
            Err(Inseparable::Namesakes(phrase)) => {
                let later = if a.span.start < b.span.start { b } else { a };
                (later, format!("both go by \"{phrase}\""))
            }
        };
        // Once is enough for whoever has to find a phrase.
        if !told.insert(&fact.id) {
            continue;
        }
        let key = match fact.value {
            Value::Figure(_) => "about: what is counted, without its value",
            Value::Date(_) | Value::Name(_) | Value::Order(_) | Value::Set(_) | Value::Lost => {
                "event: what happened, without its value"
            }
        };
        let span = source.to_line_end(fact.span);
        let message = format!("{} and {} will be mixed up, and {why}", a.id, b.id);
        source
            .warning(span, code::RIVALS, message)
            .advise(format!("write for each in words of its own: {key}"));
    }
}

fn check_facts(source: &mut Source<'_>, workshop: &Workshop<'_>) {
    let mut seen: HashMap<(&str, String), &Fact> = HashMap::new();
    for fact in &workshop.base.facts {
        let phrases = [Some(&fact.statement), fact.about.as_ref()];
        let first = phrases.into_iter().flatten().find_map(|phrase| {
            let before = seen.insert((fact.deck.as_ref(), words(phrase)), fact)?;
            (before.id != fact.id).then_some(before)
        });
        if let Some(first) = first {
            let span = source.to_line_end(fact.span);
            let message = format!(
                "{} says the same as {} on line {}",
                fact.id, first.id, first.span.line
            );
            source
                .warning(span, code::ALIKE, message)
                .advise("delete one of them, or say what is different");
        }
    }
}

fn check_prompts(source: &mut Source<'_>, workshop: &Workshop<'_>) {
    let mut seen: HashMap<(&str, String), Span> = HashMap::new();
    for fact in &workshop.base.facts {
        for ask in &fact.asks {
            let prompt = if ask.is_cloze() {
                workshop.values.fill_cloze(&ask.prompt.text, fact)
            } else {
                workshop.values.fill(&ask.prompt.text, Some(fact))
            };
            let key = (fact.deck.as_ref(), words(&prompt));
            if let Some(before) = seen.insert(key, ask.prompt.span) {
                let message = format!(
                    "this is asked on line {} already, so it has two right answers",
                    before.line
                );
                source
                    .warning(ask.prompt.span, code::TWO_ANSWERS, message)
                    .advise("say in the question what is different");
            }
        }
    }
}

/// What happened in a year can only be asked when one thing did.
fn check_events(source: &mut Source<'_>, workshop: &Workshop<'_>) {
    for fact in &workshop.base.facts {
        let ask = fact
            .asks
            .iter()
            .find(|ask| ask.form == FormName::Event && ask.answer.is_none());
        let (Some(ask), Some(year)) = (ask, fact.point().and_then(HistoricDate::year)) else {
            continue;
        };
        let mut others = workshop.pool.events_of(&fact.deck, year.number());
        if let Some(other) = others.find(|other| other.id != fact.id) {
            let message = format!(
                "{} happened in {year} too, so the question has two right answers",
                other.id
            );
            source
                .warning(ask.prompt.span, code::TWO_ANSWERS, message)
                .advise("ask for the year alone, or give the question an answer of its own");
        }
    }
}
