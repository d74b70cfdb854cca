//! Phrases and questions that hold the value they ask for.

use crate::deck::source::Source;
use crate::deck::yaml::Span;
use crate::facts::asking::{Ask, Edge, FormName, OwnAnswer};
use crate::facts::cards::Workshop;
use crate::facts::code;
use crate::facts::fact::{Fact, Value};
use crate::facts::wording::words;
use crate::when::{HistoricDate, Precision};

pub(super) fn check(source: &mut Source<'_>, workshop: &Workshop<'_>) {
    for fact in &workshop.base.facts {
        for (what, phrase) in [("about", &fact.about), ("event", &fact.event)] {
            if let Some(phrase) = phrase
                && let Some(told) = told(phrase, &values(fact))
            {
                let span = source.to_line_end(fact.span);
                leak(source, span, &format!("the phrase under {what}"), &told);
            }
        }
        for ask in fact
            .asks
            .iter()
            .filter(|ask| ask.form != FormName::Event || ask.answer.is_some())
        {
            let prompt = visible(workshop, fact, ask);
            if let Some(told) = told(&prompt, &asked(fact, ask)) {
                leak(source, ask.prompt.span, "the question", &told);
            }
        }
    }
}

fn leak(source: &mut Source<'_>, span: Span, what: &str, told: &str) {
    source
        .warning(
            span,
            code::LEAK,
            format!("{what} holds its own answer, {told}"),
        )
        .advise("say it without the value; the value comes from the fact");
}

/// The question as the learner sees it: of a cloze, what stands around its first gap.
fn visible(workshop: &Workshop<'_>, fact: &Fact, ask: &Ask) -> String {
    if !ask.is_cloze() {
        return workshop.values.fill(&ask.prompt.text, Some(fact));
    }
    let filled = workshop.values.fill_cloze(&ask.prompt.text, fact);
    let around = filled
        .split("{{")
        .map(|part| part.split_once("}}").map_or(part, |(_, after)| after));
    around.collect::<Vec<_>>().join(" ")
}

/// The words of the text that are one of the values.
fn told(text: &str, values: &[String]) -> Option<String> {
    let text = format!(" {} ", words(text));
    let found = values.iter().find(|value| {
        let words = words(value);
        !words.is_empty() && text.contains(&format!(" {words} "))
    });
    found.cloned()
}

/// Everything a phrase must not say: all of the value.
fn values(fact: &Fact) -> Vec<String> {
    match &fact.value {
        Value::Date(value) => [Edge::Start, Edge::End]
            .into_iter()
            .filter_map(|edge| edge.of(&value.date))
            .flat_map(|date| parts(&date, Precision::Day))
            .collect(),
        Value::Figure(value) => vec![value.figure.number().to_string()],
        Value::Name(value) => vec![value.name.clone()],
        Value::Order(texts) | Value::Set(texts) => texts.clone(),
        Value::Lost => Vec::new(),
    }
}

/// What the question must not say: a question for the month may name the year.
fn asked(fact: &Fact, ask: &Ask) -> Vec<String> {
    match &ask.answer {
        Some(OwnAnswer::Text(answer) | OwnAnswer::Flip(answer)) => return vec![answer.clone()],
        Some(OwnAnswer::Set(texts)) => return texts.clone(),
        None => {}
    }
    match (&fact.value, ask.form) {
        (Value::Date(value), FormName::Month | FormName::Day) => {
            let finest = if ask.form == FormName::Day {
                Precision::Day
            } else {
                Precision::Month
            };
            let year = parts(&value.date, Precision::Year);
            parts(&value.date, finest)
                .into_iter()
                .filter(|part| !year.contains(part))
                .collect()
        }
        // A gap without a word for how fine is filled to the year; day and month may stand beside it.
        (Value::Date(value), FormName::Cloze) if !names_finer_part(&ask.prompt.text) => {
            [Edge::Start, Edge::End]
                .into_iter()
                .filter_map(|edge| edge.of(&value.date))
                .flat_map(|date| parts(&date, Precision::Year))
                .collect()
        }
        (Value::Date(value), FormName::Start) => Edge::Start
            .of(&value.date)
            .map_or_else(Vec::new, |date| parts(&date, Precision::Year)),
        (Value::Date(value), FormName::End) => Edge::End
            .of(&value.date)
            .map_or_else(Vec::new, |date| parts(&date, Precision::Year)),
        (Value::Order(_) | Value::Set(_), FormName::Cloze) => Vec::new(),
        (
            Value::Date(_)
            | Value::Figure(_)
            | Value::Name(_)
            | Value::Order(_)
            | Value::Set(_)
            | Value::Lost,
            _,
        ) => values(fact),
    }
}

fn names_finer_part(template: &str) -> bool {
    template.contains("{:day}") || template.contains("{:month}")
}

/// The year, and down to `finest` the month and the day of a date, as words.
fn parts(date: &HistoricDate, finest: Precision) -> Vec<String> {
    let mut parts = vec![date.at(Precision::Century).to_string()];
    parts.extend(date.year().map(|year| year.in_its_era().to_string()));
    if finest >= Precision::Month && date.month().is_some() {
        let month = date.at(Precision::Month).to_string();
        parts.extend(month.split(' ').next().map(str::to_owned));
    }
    if finest >= Precision::Day && date.day().is_some() {
        let day = date.at(Precision::Day).to_string();
        let words: Vec<&str> = day.split(' ').take(2).collect();
        parts.push(words.join(" "));
    }
    parts
}
