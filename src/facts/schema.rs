//! The JSON Schema of fact bases, beside that of decks: the same texts, names and dates.

use serde_json::{Map, Value, json};

use super::asking::FormName;
use crate::deck::schema::values::{
    self, DRAFT, Key, NAME, PATH, calendar, date, list_of, name, own_words, precision, script,
    text, texts, texts_by_name, words,
};
use crate::deck::values::BOUNDS;

/// Returns the JSON Schema (draft 2020-12) of fact bases, version 1.
pub fn schema() -> Value {
    let mut schema = keys(vec![
        (
            "version",
            json!({"enum": [1, "1"]}),
            "The version of the format: 1.",
        ),
        ("source", text(), "What the facts were read in."),
        ("author", text(), "Who wrote them down."),
        (
            "license",
            text(),
            "Under which licence the decks may be passed on.",
        ),
        (
            "language",
            text(),
            "The language of the questions, as a BCP 47 tag such as en.",
        ),
        (
            "notes",
            texts(),
            "Files of notes the facts were drawn from, beside this file: no eight words in a row of theirs may stand here.",
        ),
        (
            "topics",
            json!({"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/topic"}}),
            "The decks, in their order, by their ids.",
        ),
        (
            "facts",
            json!({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/fact"}}),
            "The facts, each said once.",
        ),
        (
            "groups",
            json!({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/group"}}),
            "Questions about several facts.",
        ),
    ]);
    schema["$schema"] = DRAFT.into();
    schema["title"] = "Facts of jmrel-quiz".into();
    schema["description"] = "Facts from which jmrel-quiz generate makes decks. Version 1.".into();
    schema["required"] = json!(["version", "facts"]);
    schema["$defs"] = json!({
        "topic": topic(),
        "fact": fact(),
        "reading": reading(),
        "ask": ask(),
        "group": group(),
    });
    schema
}

/// An object with these keys and no others.
fn keys(keys: Vec<Key>) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": values::properties(keys),
    })
}

fn topic() -> Value {
    keys(vec![
        ("title", text(), "The title of the deck."),
        ("description", text(), "What the deck is about."),
    ])
}

fn fact() -> Value {
    let mut fact = keys([naming(), values_of_facts(), asking()].concat());
    fact["required"] = json!(["id", "topic", "layer", "kind", "status", "statement"]);
    // At most one value.
    fact["dependentSchemas"] = VALUES
        .iter()
        .map(|value| {
            let others = VALUES.iter().filter(|other| *other != value);
            let none: Map<String, Value> = others
                .map(|other| ((*other).to_owned(), Value::Bool(false)))
                .collect();
            ((*value).to_owned(), json!({ "properties": none }))
        })
        .collect::<Map<String, Value>>()
        .into();
    fact
}

/// What the fact is called and says.
fn naming() -> Vec<Key> {
    vec![
        (
            "id",
            name(PATH),
            "Its name, for good: its cards are called first-fleet/year and so on.",
        ),
        ("topic", name(NAME), "The deck it belongs to."),
        (
            "deck",
            name(NAME),
            "The deck it is asked in, when that is another than its topic.",
        ),
        (
            "layer",
            words(&["core", "side"]),
            "core is asked first and in every form; side less.",
        ),
        (
            "kind",
            words(&["date", "span", "quantity", "name", "place"]),
            "What its value is.",
        ),
        (
            "status",
            words(&["ready", "check", "gap", "derived", "reference"]),
            "ready: asked; check: in doubt; derived: worked out from others; reference: not asked; gap: lost in the source.",
        ),
        ("statement", text(), "The fact as a whole sentence."),
        ("about", text(), "A phrase for the fact without its value."),
        (
            "event",
            text(),
            "What happened, without the value; for choices and timelines.",
        ),
    ]
}

/// The value, and what belongs to it.
fn values_of_facts() -> Vec<Key> {
    vec![
        (
            "date",
            date(),
            "The date as EDTF: 1972-02-24, 1972-02, 1972, 197X, 19XX, 2012/2017.",
        ),
        (
            "number",
            values::number(),
            "The figure, digits only; what it counts goes under unit.",
        ),
        ("name", text(), "The name of a person, a place or a thing."),
        (
            "order",
            texts(),
            "Texts in their order, the first one first.",
        ),
        ("set", texts(), "Texts that belong together, in any order."),
        (
            "unit",
            text(),
            "What the number counts or measures; rank for a place in a row.",
        ),
        (
            "bound",
            own_words(BOUNDS),
            "How the true value lies to the number, when it is not exact.",
        ),
        (
            "margin",
            values::margin(),
            "How far off is still right: \"5 %\" of a figure, \"1 year\" of a date.",
        ),
        precision(),
        calendar(),
        ("accept", texts(), "Other values that are right as well."),
        (
            "readings",
            json!({"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/reading"}}),
            "What other sources give: right as well.",
        ),
        ("as_of", text(), "When a growing figure was counted."),
    ]
}

/// How the fact is asked.
fn asking() -> Vec<Key> {
    vec![
        (
            "class",
            text(),
            "What the name is one of, such as city: others of the class may stand beside it.",
        ),
        ("choices", texts(), "Wrong options of your own."),
        ("never", texts(), "What must never be a wrong option."),
        (
            "derived_from",
            list_of(&name(PATH)),
            "The facts it is worked out from.",
        ),
        script(),
        (
            "explanation",
            text(),
            "Shown after the answer; {} is the value, {other-fact} that of another.",
        ),
        (
            "ask",
            json!({
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": form_pattern()},
                "additionalProperties": {"anyOf": [text(), {"$ref": "#/$defs/ask"}]},
            }),
            "The questions, each a sentence under the name of its form.",
        ),
        ("unasked", text(), "Why it is not asked."),
        ("section", text(), "Where it stands in the source; for you."),
        ("note", text(), "A note for you."),
    ]
}

const VALUES: [&str; 5] = ["date", "number", "name", "order", "set"];

fn form_pattern() -> String {
    let forms: Vec<&str> = FormName::WORDS.iter().map(|(word, _)| *word).collect();
    format!(r"^\s*(?:{})(?:/.*)?\s*$", forms.join("|"))
}

fn reading() -> Value {
    let mut reading = keys(vec![
        ("date", date(), "The date another source gives."),
        (
            "number",
            values::number(),
            "The figure another source gives.",
        ),
        ("name", text(), "The name another source gives."),
        ("source", text(), "Which source."),
    ]);
    reading["required"] = json!(["source"]);
    reading
}

fn ask() -> Value {
    let mut ask = keys(vec![
        (
            "prompt",
            text(),
            "The question as a whole sentence; {} is the fact's value.",
        ),
        (
            "answer",
            text(),
            "The right answer, where it is not the fact's value.",
        ),
        (
            "answers",
            texts(),
            "Several right answers, where they are not the fact's value.",
        ),
        ("flip", text(), "The other side, where nothing is typed."),
        ("accept", texts(), "Other answers that are right as well."),
        ("choices", texts(), "Wrong options of your own."),
        (
            "form",
            words(values::FORMS),
            "How it is asked when it has options.",
        ),
        (
            "about",
            text(),
            "A phrase for what is asked, where that is not the fact's value.",
        ),
        ("hint", text(), "Shown when the learner asks for it."),
        ("explanation", text(), "Shown after the answer."),
        (
            "wrong",
            texts_by_name(1),
            "What to say to a wrong answer; a fact's name stands for its value.",
        ),
        (
            "after",
            name(PATH),
            "The card that has to be known before this one is introduced.",
        ),
    ]);
    ask["required"] = json!(["prompt"]);
    ask
}

fn group() -> Value {
    let mut group = keys(vec![
        (
            "id",
            name(PATH),
            "Its name; the last part is its form, as in second-storm/order.",
        ),
        (
            "form",
            words(&["first", "order", "between", "match", "contrast"]),
            "What is asked, where the id does not end in it.",
        ),
        ("facts", list_of(&name(PATH)), "The facts it asks about."),
        ("deck", name(NAME), "The deck it is asked in."),
        (
            "by",
            words(&["start", "end"]),
            "Which edge of a span counts.",
        ),
        ("prompt", text(), "The question as a whole sentence."),
        (
            "items",
            texts_by_name(1),
            "Other words for a fact than its event, by its id.",
        ),
        (
            "pairs",
            texts_by_name(1),
            "The pairs of a match of other things than dates and events.",
        ),
        ("about", text(), "A phrase for what is asked."),
        ("hint", text(), "Shown when the learner asks for it."),
        ("explanation", text(), "Shown after the answer."),
        (
            "after",
            name(PATH),
            "The card that has to be known before this one is introduced.",
        ),
    ]);
    group["required"] = json!(["id", "facts", "prompt"]);
    group
}

#[cfg(test)]
mod tests {
    use super::super::mirror::{RawAsk, RawBase, RawFact, RawGroup, RawReading, RawTopic};
    use super::*;
    use crate::deck::schema::fixture::has_keys;

    #[test]
    fn every_key_of_the_format_is_there_and_described() {
        let schema = schema();
        has_keys(&schema, RawBase::KEYS);
        for (part, keys) in [
            ("topic", RawTopic::KEYS),
            ("fact", RawFact::KEYS),
            ("reading", RawReading::KEYS),
            ("ask", RawAsk::KEYS),
            ("group", RawGroup::KEYS),
        ] {
            has_keys(&schema["$defs"][part], keys);
        }
    }
}
