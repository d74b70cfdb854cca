//! A card of the file becomes typed cards: one, or one for each gap of a cloze.

use xxhash_rust::xxh3::xxh3_64;

use super::answers;
use super::code;
use super::fields::{self, Text};
use super::frame::Frame;
use super::gaps;
use super::header::Defaults;
use super::kind::{self, Kind};
use super::mirror::{Entry, RawCard};
use super::slug::name;
use super::source::Source;
use super::yaml::{Node, Span, Value};
use crate::card::{Answer, Card, CardKey, DeckId, Prompt};

/// What the cards of a deck have in common.
pub(super) struct Context<'d, 'a> {
    pub(super) deck: &'d DeckId,
    pub(super) defaults: &'d Defaults<'a>,
}

/// A card, and where it says what other cards have a say in.
pub(super) struct Placed {
    pub(super) card: Card,
    /// Where its id is written, or where it begins.
    pub(super) id: Span,
    /// Where `after:` is written.
    pub(super) after: Option<Span>,
}

/// What is known of a card that could not be read: others may still wait for it, or have its id.
pub(super) struct Broken {
    pub(super) key: CardKey,
    /// Where its id is written; nothing when it has none.
    pub(super) id: Option<Span>,
}

/// What a card and its answer say together.
pub(super) struct Question {
    /// The gap's own part of the id.
    pub(super) part: Option<CardKey>,
    pub(super) prompt: Prompt,
    pub(super) answer: Answer,
}

/// Reads a card. All its problems are noted; it is given back only when there are none.
pub(super) fn read(
    source: &mut Source<'_>,
    node: Node<'_>,
    context: &Context<'_, '_>,
) -> Result<Vec<Placed>, Option<Broken>> {
    let Value::Map(map) = node.value else {
        source
            .error(
                node.span,
                code::VALUE_SHAPE,
                "a card is keys with values, such as prompt and answer",
            )
            .advise("write: - prompt: ... and under it, indented: answer: ...");
        return Err(None);
    };
    let problems_before = source.count();
    let begin = node.span;
    let mut raw = RawCard::read(map, source);
    let named = raw.id.as_ref().map(|entry| entry.node.span);
    let (key, id_span) = match raw.id.take() {
        Some(entry) => {
            let span = entry.node.span;
            (card_key(source, entry), span)
        }
        None => (Some(hashed_key(&raw)), begin),
    };
    let kind = kind::of(source, &raw, begin);
    if let Some(kind) = kind {
        kind::check_places(source, &raw, kind);
        check_form(source, &raw, kind);
    }
    let questions =
        kind.and_then(|kind| questions(source, &mut raw, begin, kind, context.defaults));
    let frame = Frame::read(source, raw, begin.line, context);
    let (Some(key), Some(questions), true) =
        (key.as_ref(), questions, source.count() == problems_before)
    else {
        return Err(key.map(|key| Broken { key, id: named }));
    };
    let place = |question: Question| Placed {
        id: id_span,
        after: frame.after.as_ref().map(|(_, span)| *span),
        card: frame.card(key, question, context),
    };
    Ok(questions.into_iter().map(place).collect())
}

fn card_key(source: &mut Source<'_>, entry: Entry<'_>) -> Option<CardKey> {
    let text = fields::scalar(source, "id", entry)?;
    name(source, "id", &text, code::CARD_BAD_ID)
}

/// A key made of prompt and answer: the same until one of them changes.
pub(super) fn hashed_key(raw: &RawCard<'_>) -> CardKey {
    let mut text = String::new();
    let answers = kind::entries(raw).map(|(_, entry)| entry);
    for entry in [&raw.prompt].into_iter().chain(answers).flatten() {
        write_texts(&mut text, &entry.node);
        text.push('\u{1}');
    }
    format!("h{:016x}", xxh3_64(text.as_bytes()))
        .parse()
        .expect("hexadecimal digits make a name")
}

fn write_texts(out: &mut String, node: &Node<'_>) {
    match &node.value {
        Value::Text(text) => {
            out.push_str(text.trim());
            out.push('\0');
        }
        Value::List(items) => items.iter().for_each(|item| write_texts(out, item)),
        Value::Map(entries) => {
            for (key, value) in entries {
                write_texts(out, key);
                write_texts(out, value);
            }
        }
        Value::Empty => {}
    }
}

fn questions(
    source: &mut Source<'_>,
    raw: &mut RawCard<'_>,
    begin: Span,
    kind: Kind,
    defaults: &Defaults<'_>,
) -> Option<Vec<Question>> {
    if kind == Kind::Cloze {
        return gaps::questions(source, raw, defaults);
    }
    let prompt = match raw.prompt.take() {
        Some(entry) => fields::text(source, "prompt", entry).map(Text::into_string),
        None if raw.meant.contains(&"prompt") => None,
        None => {
            let span = source.to_line_end(begin);
            source
                .error(span, code::CARD_NO_PROMPT, "the card asks nothing")
                .advise("add a line: prompt: ...");
            None
        }
    };
    let answer = answers::read(source, raw, kind, defaults);
    Some(vec![Question {
        part: None,
        prompt: Prompt::Plain(prompt?),
        answer: answer?,
    }])
}

fn check_form(source: &mut Source<'_>, raw: &RawCard<'_>, kind: Kind) {
    let Some(form) = &raw.form else { return };
    let asks_to_choose =
        matches!(&form.node.value, Value::Text(text) if matches!(text.trim(), "choice" | "grow"));
    if asks_to_choose && raw.choices.is_none() && kind.knows("choices") {
        source
            .error(
                form.node.span,
                code::CARD_NO_CHOICES,
                "the card has no choices to be asked with",
            )
            .advise("add a line: choices: [a wrong answer, another one]");
    }
}
