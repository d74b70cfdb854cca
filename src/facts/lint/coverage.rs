//! What is not asked and should be, or is asked and should not be.

use std::collections::HashMap;

use crate::card::FactId;
use crate::deck::source::Source;
use crate::facts::asking::{Ask, FormName};
use crate::facts::cards::Workshop;
use crate::facts::code;
use crate::facts::fact::{Fact, Layer, Status, Value};
use crate::facts::wording::words;
use crate::when::Precision;

/// Words by which a question says whose account a value is.
const ACCOUNTS: &[&str] = &[
    "article",
    "account",
    "accounts",
    "count",
    "said",
    "source",
    "sources",
    "poll",
    "legend",
    "tradition",
];

pub(super) fn check(source: &mut Source<'_>, workshop: &Workshop<'_>) {
    let mut in_groups: HashMap<&FactId, usize> = HashMap::new();
    for group in &workshop.base.groups {
        for fact in &group.facts {
            *in_groups.entry(fact).or_default() += 1;
        }
        if workshop.group(group).is_none() {
            let span = source.to_line_end(group.span);
            source
                .warning(span, code::NO_ORDER, format!("no card can be made of {}", group.id))
                .advise("its facts need dates whose order is certain, or values that differ, and an event each");
        }
    }
    for fact in &workshop.base.facts {
        let forms = fact.asks.len() + in_groups.get(&fact.id).copied().unwrap_or(0);
        check_forms(source, fact, forms);
        check_status(source, fact);
        for ask in &fact.asks {
            check_ask(source, workshop, fact, ask);
        }
    }
}

fn check_forms(source: &mut Source<'_>, fact: &Fact, forms: usize) {
    let is_sure = matches!(fact.status, Status::Ready | Status::Derived);
    let is_core = fact.layer == Layer::Core;
    let is_valued = matches!(fact.value, Value::Date(_) | Value::Figure(_));
    let is_wanted = is_sure || (is_core && is_valued && fact.status == Status::Check);
    let span = source.to_line_end(fact.span);
    if is_wanted && forms == 0 && fact.unasked.is_none() {
        source
            .warning(span, code::UNASKED, format!("{} is not asked", fact.id))
            .advise("add ask: with a question, or a line unasked: why it is not");
    } else if is_core && is_sure && forms == 1 {
        source
            .warning(
                span,
                code::ONE_FORM,
                format!("{} is asked in one form only", fact.id),
            )
            .advise("a second form helps it to stay: cloze, event, month, or a group");
    }
    if is_core && is_sure && forms > 0 {
        check_sentences(source, fact);
    }
}

/// A core date that is known to the month or day is asked for it, and a core span for both its edges.
fn check_sentences(source: &mut Source<'_>, fact: &Fact) {
    let Value::Date(value) = &fact.value else {
        return;
    };
    let wanted: &[FormName] = match (value.date.is_span(), value.finest) {
        (_, Precision::Century | Precision::Decade) => &[],
        (true, Precision::Year | Precision::Month | Precision::Day) => {
            &[FormName::Start, FormName::End]
        }
        (false, Precision::Year) => &[FormName::Year],
        (false, Precision::Month) => &[FormName::Year, FormName::Month],
        (false, Precision::Day) => &[FormName::Year, FormName::Day],
    };
    let is_there = |form: &FormName| fact.asks.iter().any(|ask| ask.form == *form);
    for form in wanted.iter().filter(|form| !is_there(form)) {
        let span = source.to_line_end(fact.span);
        let word = form.word();
        source
            .warning(
                span,
                code::NO_SENTENCE,
                format!("{} has no question of the form {word}", fact.id),
            )
            .advise(format!(
                "write under ask: {word}: the question, or say by precision: that less is asked"
            ));
    }
}

fn check_status(source: &mut Source<'_>, fact: &Fact) {
    if !fact.asks.is_empty() && !fact.may_be_asked() {
        let span = source.to_line_end(fact.span);
        let why = match fact.status {
            Status::Gap => "its value is lost",
            Status::Reference => "it is only there to lend its value",
            Status::Ready | Status::Check | Status::Derived => "it says that it is not asked",
        };
        source
            .warning(
                span,
                code::ASKED,
                format!("{} has questions, and {why}", fact.id),
            )
            .advise("delete the questions, or change the status");
    }
}

fn check_ask(source: &mut Source<'_>, workshop: &Workshop<'_>, fact: &Fact, ask: &Ask) {
    let word = ask.form.word();
    if ask.answer.is_none() && !fits(ask.form, fact) {
        source
            .error(
                ask.prompt.span,
                code::BAD_FORM,
                format!("the value cannot be asked in the form {word}"),
            )
            .advise("give the question an answer of its own, or another form");
        return;
    }
    if matches!(ask.form, FormName::Month | FormName::Day)
        && fact.layer == Layer::Side
        && ask.answer.is_none()
    {
        source
            .warning(
                ask.prompt.span,
                code::TOO_FINE,
                "a side note is asked finer than by its year",
            )
            .advise("ask for the year, or make the fact part of the core");
    }
    let is_doubtful = fact.status == Status::Check && ask.answer.is_none();
    if is_doubtful && matches!(fact.value, Value::Date(_) | Value::Figure(_)) {
        let prompt = words(&workshop.values.fill(&ask.prompt.text, Some(fact)));
        if !prompt.split(' ').any(|word| ACCOUNTS.contains(&word)) {
            source
                .warning(
                    ask.prompt.span,
                    code::NO_ACCOUNT,
                    "the value is in doubt, and the question does not say whose it is",
                )
                .advise("begin with: By this article's count, ...");
        }
    }
}

/// Tells whether a form can ask for the fact's own value.
fn fits(form: FormName, fact: &Fact) -> bool {
    match (&fact.value, form) {
        (Value::Date(value), FormName::Century) => !value.date.at(Precision::Century).is_span(),
        (Value::Date(value), FormName::Year | FormName::Month | FormName::Day) => {
            let wanted = match form {
                FormName::Month => Precision::Month,
                FormName::Day => Precision::Day,
                _ => Precision::Year,
            };
            !value.date.is_span() && value.date.precision() >= wanted
        }
        (Value::Date(value), FormName::Choice) => !value.date.is_span(),
        (Value::Date(_), FormName::Event) => {
            fact.event.is_some() && fact.point().is_some_and(|date| date.year().is_some())
        }
        (Value::Figure(_), FormName::Figure | FormName::Between)
        | (Value::Figure(_) | Value::Name(_) | Value::Order(_) | Value::Set(_), FormName::Choice)
        | (Value::Name(_) | Value::Order(_) | Value::Set(_), FormName::Name)
        | (Value::Order(_), FormName::Order)
        | (Value::Date(_), FormName::Start | FormName::End)
        | (_, FormName::Cloze)
        // Questions about a gap are a warning of their own.
        | (Value::Lost, _) => true,
        (
            Value::Date(_) | Value::Figure(_) | Value::Name(_) | Value::Order(_) | Value::Set(_),
            _,
        ) => false,
    }
}
