//! The questions of a fact: a sentence each, by the name of its form.

use super::asking::{Ask, FormName, OwnAnswer, Typing};
use super::code;
use super::entries::{self, name, needed, strings, template};
use super::fact::Template;
use super::mirror::RawAsk;
use crate::card::CardKey;
use crate::deck::fields::{self, Text};
use crate::deck::mirror::Entry;
use crate::deck::source::Source;
use crate::deck::yaml::{Node, Span, Value};

const TYPINGS: &[(&str, Typing)] = &[
    ("grow", Typing::Grow),
    ("choice", Typing::Choice),
    ("typed", Typing::Typed),
];

/// Reads `ask:`.
pub(super) fn read(source: &mut Source<'_>, entry: Entry<'_>) -> Vec<Ask> {
    let mut asks: Vec<Ask> = Vec::new();
    for (key, node) in fields::map(source, "ask", entry).unwrap_or_default() {
        let span = key.span;
        let entry = Entry {
            key: span,
            node: key,
        };
        let Some((form, part)) = form(source, entry) else {
            continue;
        };
        if asks.iter().any(|ask| ask.form == form && ask.part == part) {
            let message = format!("there is a second question of the form {}", form.word());
            source
                .error(span, code::DUPLICATE_ID, message)
                .advise(format!(
                    "give it a name of its own: {}/why: ...",
                    form.word()
                ));
            continue;
        }
        let ask = one(source, form, span, node);
        asks.extend(ask.map(|ask| Ask { part, ..ask }));
    }
    asks
}

/// Reads the name of a question: its form, and after a slash what tells it from others of that form.
fn form(source: &mut Source<'_>, entry: Entry<'_>) -> Option<(FormName, Option<CardKey>)> {
    let what = "the form of a question";
    let text = fields::scalar(source, what, entry)?;
    let (word, part) = match text.text.split_once('/') {
        Some((word, part)) => (word.to_owned(), Some(part.to_owned())),
        None => (text.text.to_string(), None),
    };
    let text_span = text.span;
    let at = |text: String| Text {
        text: text.into(),
        span: text_span,
    };
    let form = fields::word_of(source, what, &at(word), FormName::WORDS)?;
    match part {
        Some(part) => Some((form, Some(name(source, &at(part))?))),
        None => Some((form, None)),
    }
}

fn one(source: &mut Source<'_>, form: FormName, key: Span, node: Node<'_>) -> Option<Ask> {
    let Value::Map(map) = node.value else {
        let prompt = template(source, form.word(), Some(Entry { key, node }))?;
        return Some(Ask::plain(form, prompt));
    };
    let mut raw = RawAsk::read(map, source);
    let prompt = needed(
        source,
        key,
        "prompt",
        raw.prompt.take(),
        "the question as a whole sentence",
    );
    let answer = own_answer(source, &mut raw);
    let accept = strings(source, "accept", raw.accept.take());
    let choices = strings(source, "choices", raw.choices.take());
    let typing = entries::word(source, "form", raw.form.take(), TYPINGS);
    let about = entries::line(source, "about", raw.about.take());
    let hint = template(source, "hint", raw.hint.take());
    let explanation = template(source, "explanation", raw.explanation.take());
    let wrong = entries::pairs(source, "wrong", raw.wrong.take());
    let after = entries::named(source, "after", raw.after.take());
    let prompt = prompt?;
    Some(Ask {
        answer,
        accept,
        choices,
        typing,
        about,
        hint,
        explanation,
        wrong: wrong
            .into_iter()
            .map(|(response, text)| (response.into_string(), text.into()))
            .collect(),
        after,
        ..Ask::plain(form, prompt.into())
    })
}

impl Ask {
    fn plain(form: FormName, prompt: Template) -> Self {
        Self {
            form,
            part: None,
            prompt,
            answer: None,
            accept: Vec::new(),
            choices: Vec::new(),
            typing: None,
            about: None,
            hint: None,
            explanation: None,
            wrong: Vec::new(),
            after: None,
        }
    }
}

fn own_answer(source: &mut Source<'_>, raw: &mut RawAsk<'_>) -> Option<OwnAnswer> {
    let given = [&raw.answer, &raw.answers, &raw.flip];
    if let [_, second, ..] = given.into_iter().flatten().collect::<Vec<_>>().as_slice() {
        source
            .error(
                second.key,
                code::TWO_VALUES,
                "this question has two answers",
            )
            .advise("keep one of answer, answers and flip");
    }
    let mut line = |key: &'static str, entry: Option<Entry<'_>>| entries::line(source, key, entry);
    let answer = line("answer", raw.answer.take()).map(OwnAnswer::Text);
    let answer = answer.or_else(|| line("flip", raw.flip.take()).map(OwnAnswer::Flip));
    let set = strings(source, "answers", raw.answers.take());
    answer.or_else(|| (!set.is_empty()).then_some(OwnAnswer::Set(set)))
}
