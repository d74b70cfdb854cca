//! The JSON Schema of decks: what an editor offers, explains and underlines while a teacher writes.
//!
//! A schema can say less than the parser: it sees no places in texts, no links between cards, and a number where a teacher typed
//! `08`. It never refuses what the parser takes.

mod card;
#[cfg(test)]
pub(crate) mod fixture;
pub(crate) mod values;

use serde_json::{Value, json};

use values::{described, name, texts_by_name, words};

/// Returns the JSON Schema (draft 2020-12) of deck format 1.
pub fn schema() -> Value {
    json!({
        "$schema": values::DRAFT,
        "title": "A deck of jmrel-quiz",
        "description": "Cards to be asked, and what holds for all of them. Format 1.",
        "type": "object",
        "required": ["format", "cards"],
        "additionalProperties": false,
        "properties": {
            "format": described(&json!({"enum": [1, "1"]}), "The version of the format: 1."),
            "id": described(
                &name(values::NAME),
                "The deck's name in progress and on the command line; the file's name without its ending when it is left out. \
                 Keep it once learners have the deck.",
            ),
            "title": text("What learners see above the cards."),
            "description": text("What the deck is about."),
            "language": text("The language it is written in, as a BCP 47 tag such as en or de-CH."),
            "author": text("Who wrote it."),
            "license": text("Under which licence it may be passed on."),
            "source": text("What it was made from."),
            "defaults": defaults(),
            "schedule": schedule(),
            "allow": described(&texts_by_name(1), values::ALLOW),
            "cards": {
                "description": "The cards, in the order in which they are introduced.",
                "type": "array",
                "minItems": 1,
                "items": {"$ref": "#/$defs/card"},
            },
        },
        "$defs": {
            "card": card::schema(),
        },
    })
}

fn text(description: &str) -> Value {
    described(&values::text(), description)
}

fn defaults() -> Value {
    json!({
        "description": "What holds for every card that does not say otherwise.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": false,
        "properties": {
            "margin": described(&values::margin(), "How far off is still right: \"2 %\" for figures, \"5 years\" for dates."),
            "tags": described(&values::texts(), "Tags of every card, besides its own."),
            "strict": described(&values::list_of(&words(values::STRICT)), values::STRICT_IS),
            "source": text("Where the facts come from."),
            "form": described(&words(values::FORMS), "How cards with choices are asked."),
        },
    })
}

fn schedule() -> Value {
    json!({
        "description": "How the deck is to be scheduled, instead of the learner's own settings.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": false,
        "properties": {
            "retention": described(
                &json!({"anyOf": [
                    {"type": "number", "minimum": 0.7, "maximum": 0.99},
                    {"type": "string", "pattern": "^\\s*[0-9.]+\\s*%?\\s*$"},
                ]}),
                "The chance of recall to schedule for, 0.70 to 0.99.",
            ),
            "new_per_day": described(&values::whole_number(0), "New cards a day, at most."),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::fixture::has_keys;
    use super::*;
    use crate::deck::mirror::{RawCard, RawDeck, RawDefaults, RawSchedule};

    #[test]
    fn every_key_of_the_format_is_there_and_described() {
        let schema = schema();
        has_keys(&schema, RawDeck::KEYS);
        has_keys(&schema["properties"]["defaults"], RawDefaults::KEYS);
        has_keys(&schema["properties"]["schedule"], RawSchedule::KEYS);
        has_keys(&schema["$defs"]["card"], RawCard::KEYS);
    }
}
