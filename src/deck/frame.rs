//! Everything of a card but its question: facts, helps, picture, and when it comes.

use super::cards::{Context, Question};
use super::code;
use super::fields::{self, Text};
use super::mirror::{Entry, RawCard};
use super::settings;
use super::slug::name;
use super::source::Source;
use super::yaml::Span;
use crate::card::{
    Admission, Allowance, Card, CardId, CardKey, DeckId, FactId, Feedback, Form, Image,
};
use crate::fold::{Script, Strictness};

/// Everything of a card but its question and its id.
pub(super) struct Frame {
    facts: Vec<FactId>,
    about: Option<String>,
    form: Option<Form>,
    hint: Option<String>,
    explanation: Option<String>,
    source: Option<String>,
    tags: Vec<String>,
    feedback: Vec<Feedback>,
    image: Option<Image>,
    /// And where it is written.
    pub(super) after: Option<(CardId, Span)>,
    admission: Admission,
    strictness: Strictness,
    revision: u32,
    allow: Vec<Allowance>,
    line: u32,
}

impl Frame {
    /// Reads what is left of `raw`; the card begins on `line`.
    pub(super) fn read(
        source: &mut Source<'_>,
        raw: RawCard<'_>,
        line: u32,
        context: &Context<'_, '_>,
    ) -> Self {
        let defaults = context.defaults;
        let mut tags = defaults.tags.clone();
        let own_tags = raw
            .tags
            .map_or_else(Vec::new, |entry| settings::tags(source, entry));
        tags.extend(
            own_tags
                .into_iter()
                .filter(|tag| !defaults.tags.contains(tag)),
        );
        let mut text = |key: &'static str, entry: Option<Entry<'_>>| {
            fields::text(source, key, entry?).map(Text::into_string)
        };
        let (about, hint) = (text("about", raw.about), text("hint", raw.hint));
        let explanation = text("explanation", raw.explanation);
        let origin = text("source", raw.source).or_else(|| defaults.source.clone());
        let script = raw.script.and_then(|entry| {
            fields::word(source, "script", entry, &[("hepburn", Script::Hepburn)])
        });
        let strictness = Strictness {
            script: script.unwrap_or_default(),
            ..raw
                .strict
                .map(|entry| settings::strict(source, entry))
                .or(defaults.strict)
                .unwrap_or_default()
        };
        Self {
            facts: facts(source, raw.fact, raw.facts),
            about,
            form: raw.form.and_then(|entry| settings::form(source, entry)),
            hint,
            explanation,
            source: origin,
            tags,
            feedback: raw
                .wrong
                .map_or_else(Vec::new, |entry| feedback(source, entry)),
            image: image(source, raw.image, raw.alt),
            after: raw
                .after
                .and_then(|entry| after(source, entry, context.deck)),
            admission: raw
                .when
                .and_then(|entry| {
                    fields::word(source, "when", entry, &[("confused", Admission::Confused)])
                })
                .unwrap_or(Admission::Always),
            strictness,
            revision: raw
                .revised
                .and_then(|entry| fields::whole_number(source, "revised", entry, 1))
                .unwrap_or(1),
            allow: raw
                .allow
                .map_or_else(Vec::new, |entry| settings::allowances(source, entry)),
            line,
        }
    }

    /// Puts a question into the frame.
    pub(super) fn card(
        &self,
        key: &CardKey,
        question: Question,
        context: &Context<'_, '_>,
    ) -> Card {
        let key = match question.part {
            Some(part) => format!("{key}/{part}")
                .parse()
                .expect("two names with a slash between make a name"),
            None => key.clone(),
        };
        let facts = if self.facts.is_empty() {
            vec![key.default_fact()]
        } else {
            self.facts.clone()
        };
        let default_form = if question.answer.has_choices() {
            context.defaults.form.unwrap_or(Form::Choice)
        } else {
            Form::Typed
        };
        Card {
            id: CardId::new(context.deck, &key),
            facts,
            about: self.about.clone(),
            prompt: question.prompt,
            answer: question.answer,
            form: self.form.unwrap_or(default_form),
            hint: self.hint.clone(),
            explanation: self.explanation.clone(),
            source: self.source.clone(),
            tags: self.tags.clone(),
            feedback: self.feedback.clone(),
            image: self.image.clone(),
            after: self.after.as_ref().map(|(id, _)| id.clone()),
            admission: self.admission,
            strictness: self.strictness,
            revision: self.revision,
            allow: self.allow.clone(),
            line: self.line,
        }
    }
}

fn facts(
    source: &mut Source<'_>,
    fact: Option<Entry<'_>>,
    facts: Option<Entry<'_>>,
) -> Vec<FactId> {
    if let (Some(fact), Some(facts)) = (&fact, &facts) {
        let message = format!("the card has both fact (line {}) and facts", fact.key.line);
        source
            .error(facts.key, code::CARD_TWO_FACTS, message)
            .advise("keep one: fact for one, facts: [a, b] for several");
    }
    let names = match (fact, facts) {
        (Some(fact), _) => fields::scalar(source, "fact", fact).into_iter().collect(),
        (None, Some(facts)) => fields::distinct_texts(source, "facts", facts).unwrap_or_default(),
        (None, None) => Vec::new(),
    };
    names
        .into_iter()
        .filter_map(|text| name(source, "fact", &text, code::CARD_BAD_FACT))
        .collect()
}

fn feedback(source: &mut Source<'_>, entry: Entry<'_>) -> Vec<Feedback> {
    let pairs = fields::pairs(source, "wrong", entry).unwrap_or_default();
    let responses: Vec<Text<'_>> = pairs.iter().map(|(response, _)| response.clone()).collect();
    fields::check_distinct(source, "wrong", &responses);
    pairs
        .into_iter()
        .map(|(response, text)| Feedback {
            response: response.into_string(),
            text: text.into_string(),
        })
        .collect()
}

fn image(
    source: &mut Source<'_>,
    image: Option<Entry<'_>>,
    alt: Option<Entry<'_>>,
) -> Option<Image> {
    let Some(image) = image else {
        if let Some(alt) = alt {
            source
                .error(
                    alt.key,
                    code::KEY_MISPLACED,
                    "alt describes an image, and there is none",
                )
                .advise("add a line: image: picture.png, or delete this one");
        }
        return None;
    };
    let key = image.key;
    let path = fields::scalar(source, "image", image).filter(|path| is_picture(source, path));
    let Some(alt) = alt else {
        source
            .error(
                key,
                code::CARD_NO_ALT,
                "the image has no words for those who do not see it",
            )
            .advise("add a line: alt: what the picture shows");
        return None;
    };
    let alt = fields::text(source, "alt", alt);
    Some(Image {
        path: path?.into_string(),
        alt: alt?.into_string(),
    })
}

/// Notes a path that leads out of the deck's folder.
fn is_picture(source: &mut Source<'_>, path: &Text<'_>) -> bool {
    let is_inside = is_inside(&path.text);
    if !is_inside {
        let message = format!("\"{}\" is not a file inside the deck's folder", path.text);
        source
            .error(path.span, code::CARD_BAD_IMAGE, message)
            .advise("put the picture beside the deck and write its name: image: picture.png");
    }
    is_inside
}

/// Tells whether `path` stays inside the folder it starts from, on every system.
fn is_inside(path: &str) -> bool {
    !path.contains(['\\', ':', '\0'])
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

fn after(source: &mut Source<'_>, entry: Entry<'_>, deck: &DeckId) -> Option<(CardId, Span)> {
    let text = fields::scalar(source, "after", entry)?;
    let id = if text.text.contains(':') {
        name(source, "after", &text, code::CARD_BAD_ID)?
    } else {
        CardId::new(deck, &name(source, "after", &text, code::CARD_BAD_ID)?)
    };
    Some((id, text.span))
}
