//! The answer keys of a card become a typed [`Answer`].

use std::collections::HashSet;

use super::code;
use super::fields::{self, Text};
use super::header::Defaults;
use super::kind::Kind;
use super::mirror::{Entry, RawCard};
use super::source::Source;
use super::values;
use super::yaml::Span;
use crate::card::Answer;
use crate::fold::{Script, fold};
use crate::when::{Calendar, HistoricDate, Precision};

/// Reads the answer of any kind but a cloze.
pub(super) fn read(
    source: &mut Source<'_>,
    raw: &mut RawCard<'_>,
    kind: Kind,
    defaults: &Defaults<'_>,
) -> Option<Answer> {
    match kind {
        Kind::Answer => text(source, raw),
        Kind::Answers => set(source, raw),
        Kind::Date => date(source, raw, defaults),
        Kind::Number => values::figure_answer(source, raw, defaults),
        Kind::Order => order(source, raw),
        Kind::Match => matching(source, raw),
        Kind::Flip => {
            let back = fields::text(source, "flip", raw.flip.take()?)?.into_string();
            Some(Answer::Flip { back })
        }
        Kind::Cloze => None,
    }
}

fn text(source: &mut Source<'_>, raw: &mut RawCard<'_>) -> Option<Answer> {
    let expected = fields::text(source, "answer", raw.answer.take()?);
    let accept = optional_texts(source, "accept", raw.accept.take());
    let choices = optional_texts(source, "choices", raw.choices.take());
    let expected = expected?;
    let right: Vec<&Text<'_>> = [&expected].into_iter().chain(&accept).collect();
    check_choices(source, &choices, &right);
    Some(Answer::Text {
        accept: strings(accept),
        choices: strings(choices),
        expected: expected.into_string(),
    })
}

fn set(source: &mut Source<'_>, raw: &mut RawCard<'_>) -> Option<Answer> {
    let entry = raw.answers.take()?;
    let key = entry.key;
    let expected = fields::distinct_texts(source, "answers", entry);
    let choices = optional_texts(source, "choices", raw.choices.take());
    let expected = expected?;
    check_count(
        source,
        "answers",
        key,
        expected.len(),
        "a single right answer goes under answer: ...",
    );
    let right: Vec<&Text<'_>> = expected.iter().collect();
    if raw.strict.is_none() {
        check_told_apart(source, &right);
    }
    check_choices(source, &choices, &right);
    Some(Answer::Set {
        expected: strings(expected),
        choices: strings(choices),
    })
}

/// Notes an item of a set that a response cannot tell from one before it.
fn check_told_apart(source: &mut Source<'_>, items: &[&Text<'_>]) {
    for (index, item) in items.iter().enumerate() {
        let before = items.iter().take(index);
        let is_same = |other: &&&Text<'_>| {
            other.text != item.text
                && fold(&other.text, Script::Plain) == fold(&item.text, Script::Plain)
        };
        if let Some(other) = before.copied().find(|other| is_same(&other)) {
            let message = format!(
                "\"{}\" and \"{}\" are one and the same in a response",
                other.text, item.text
            );
            source
                .error(item.span, code::VALUE_TWICE, message)
                .advise("delete one of them, or tell them apart");
        }
    }
}

fn order(source: &mut Source<'_>, raw: &mut RawCard<'_>) -> Option<Answer> {
    let entry = raw.order.take()?;
    let key = entry.key;
    let items = fields::distinct_texts(source, "order", entry)?;
    check_count(
        source,
        "order",
        key,
        items.len(),
        "add a second item to be put in order",
    );
    Some(Answer::Order {
        items: strings(items),
    })
}

fn matching(source: &mut Source<'_>, raw: &mut RawCard<'_>) -> Option<Answer> {
    let entry = raw.pairs.take()?;
    let key = entry.key;
    let pairs = fields::pairs(source, "match", entry)?;
    check_count(source, "match", key, pairs.len(), "add a second pair");
    let (left, right): (Vec<Text<'_>>, Vec<Text<'_>>) = pairs.into_iter().unzip();
    fields::check_distinct(source, "the left side of match", &left);
    fields::check_distinct(source, "the right side of match", &right);
    Some(Answer::Match {
        pairs: strings(left).into_iter().zip(strings(right)).collect(),
    })
}

fn date(source: &mut Source<'_>, raw: &mut RawCard<'_>, defaults: &Defaults<'_>) -> Option<Answer> {
    let calendar = values::calendar(source, raw.calendar.take());
    let entry = raw.date.take()?;
    let expected = fields::scalar(source, "date", entry)
        .and_then(|text| values::date(source, "date: ", &text, calendar));
    let asked = raw
        .precision
        .take()
        .and_then(|entry| asked(source, entry, expected.as_ref()));
    let accept = dates(source, "accept", raw.accept.take(), calendar);
    let choices = dates(source, "choices", raw.choices.take(), calendar);
    let margin_years = values::margin_years(source, raw.margin.take(), defaults);
    let expected = expected?;
    let asked = asked.unwrap_or_else(|| expected.precision());
    for (choice, text) in &choices {
        let is_right = |right: &HistoricDate| right.at(asked) == choice.at(asked);
        if is_right(&expected) || accept.iter().any(|(right, _)| is_right(right)) {
            choice_is_answer(source, text);
        }
    }
    Some(Answer::Date {
        asked,
        margin_years: margin_years.unwrap_or_default(),
        accept: accept.into_iter().map(|(date, _)| date).collect(),
        choices: choices.into_iter().map(|(date, _)| date).collect(),
        expected,
    })
}

fn asked(
    source: &mut Source<'_>,
    entry: Entry<'_>,
    expected: Option<&HistoricDate>,
) -> Option<Precision> {
    let span = entry.node.span;
    let asked = fields::word(source, "precision", entry, values::PRECISIONS)?;
    let known = expected?.precision();
    if asked > known {
        let word = values::precision_word;
        let message = format!("the date is only known to the {}", word(known));
        source
            .error(span, code::CARD_TOO_FINE, message)
            .advise(format!(
                "write: precision: {}, or give the date to the {}",
                word(known),
                word(asked)
            ));
    }
    Some(asked)
}

fn dates<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'a>>,
    calendar: Calendar,
) -> Vec<(HistoricDate, Text<'a>)> {
    optional_texts(source, key, entry)
        .into_iter()
        .filter_map(|text| Some((values::date(source, "- ", &text, calendar)?, text)))
        .collect()
}

/// Reads a list of texts that may be missing.
pub(super) fn optional_texts<'a>(
    source: &mut Source<'_>,
    key: &str,
    entry: Option<Entry<'a>>,
) -> Vec<Text<'a>> {
    entry
        .and_then(|entry| fields::distinct_texts(source, key, entry))
        .unwrap_or_default()
}

/// Notes a wrong option that is right.
pub(super) fn choice_is_answer(source: &mut Source<'_>, choice: &Text<'_>) {
    let message = format!(
        "\"{}\" is the answer; choices are the wrong options",
        choice.text
    );
    source
        .error(choice.span, code::CARD_CHOICE_IS_ANSWER, message)
        .advise("delete it; the answer is shown among the choices by itself");
}

fn check_choices(source: &mut Source<'_>, choices: &[Text<'_>], right: &[&Text<'_>]) {
    let right: HashSet<String> = right.iter().map(|text| text.text.to_lowercase()).collect();
    for choice in choices {
        if right.contains(&choice.text.to_lowercase()) {
            choice_is_answer(source, choice);
        }
    }
}

fn check_count(source: &mut Source<'_>, key: &str, span: Span, count: usize, help: &str) {
    if count < 2 {
        source
            .error(
                span,
                code::CARD_TOO_FEW,
                format!("{key} needs at least two"),
            )
            .advise(help);
    }
}

fn strings(texts: Vec<Text<'_>>) -> Vec<String> {
    texts.into_iter().map(Text::into_string).collect()
}
