//! The schema of a card: its keys, and which of them go together.

use serde_json::{Map, Value, json};

use super::values::{
    self, Key, calendar, date, list_of, name, own_words, precision, script, text, texts,
    texts_by_name, whole_number, words,
};
use crate::deck::kind::Kind;
use crate::deck::values::BOUNDS;

pub(super) fn schema() -> Value {
    let one_answer: Vec<Value> = Kind::ALL
        .iter()
        .map(|kind| json!({"required": [kind.key()]}))
        .collect();
    let keys = [names(), answers(), options(), helps(), conditions()].concat();
    json!({
        "description": "A card: a prompt, exactly one answer key (answer, answers, date, number, order, match, cloze or flip), \
                        and what goes with it.",
        "type": "object",
        "additionalProperties": false,
        "properties": values::properties(keys),
        "oneOf": one_answer,
        "anyOf": [{"required": ["prompt"]}, {"required": ["cloze"]}],
        "not": {"required": ["fact", "facts"]},
        "dependentRequired": {"image": ["alt"], "alt": ["image"]},
        "dependentSchemas": beside(),
        "if": {
            "required": ["form"],
            "properties": {"form": {"enum": ["choice", "grow"]}},
        },
        "then": {"required": ["choices"]},
    })
}

/// What the card is called and about.
fn names() -> Vec<Key> {
    vec![
        (
            "id",
            name(values::PATH),
            "Its name, as in first-fleet/year: progress is kept by it, so keep it whatever you mend. The part before the / \
             names the fact.",
        ),
        (
            "fact",
            name(values::PATH),
            "The fact it asks about; the id up to its first / when it is left out. Cards of one fact are not asked on one day.",
        ),
        (
            "facts",
            list_of(&name(values::PATH)),
            "The facts it asks about, when there is more than one.",
        ),
        (
            "about",
            text(),
            "A phrase for the fact without its value, such as \"the first fleet\"; for messages and timelines.",
        ),
    ]
}

/// What is asked, and the eight kinds of answers.
fn answers() -> Vec<Key> {
    vec![
        (
            "prompt",
            text(),
            "What is asked. Quotes are needed around a text with \": \" or \" #\" in it.",
        ),
        (
            "answer",
            text(),
            "The right answer, a text. Capitals, accents and punctuation do not count when it is typed.",
        ),
        (
            "answers",
            values::at_least(2, &texts()),
            "Several right answers, typed in any order; with choices, all of them have to be chosen.",
        ),
        (
            "date",
            date(),
            "The right date as EDTF: 1972-02-24, 1972-02, 1972, 197X, 19XX, -0043 for 44 BC, 1281~ for about 1281, 2012/2017.",
        ),
        (
            "number",
            values::number(),
            "The right figure, digits only: 20000, 2.5 or 1.65 million. What it counts goes under unit.",
        ),
        (
            "order",
            values::at_least(2, &texts()),
            "Things to be put in order, the first one first.",
        ),
        (
            "match",
            texts_by_name(2),
            "Pairs to be found, as in 1274: the first fleet.",
        ),
        (
            "cloze",
            json!({"type": "string", "pattern": "\\{\\{[\\s\\S]*\\S[\\s\\S]*\\}\\}"}),
            "A sentence with gaps in double braces, in quotes: \"In {{1274}} a fleet of {{ships::900}} ships sailed.\" Each gap is \
             a card.",
        ),
        (
            "flip",
            text(),
            "The other side. Nothing is typed: the learner turns the card and rates it.",
        ),
    ]
}

/// How the answer is asked and what else is right.
fn options() -> Vec<Key> {
    vec![
        ("accept", texts(), "Other answers that are right as well."),
        (
            "choices",
            texts(),
            "Wrong options; the right one is added by itself. Beside date and number they are dates and figures.",
        ),
        (
            "form",
            words(values::FORMS),
            "choice: always asked with its options; typed: never; grow: with options at first, typed from then on.",
        ),
        precision(),
        calendar(),
        (
            "bound",
            own_words(BOUNDS),
            "How the true value lies to the number, when the number is not exact.",
        ),
        (
            "unit",
            text(),
            "What the number counts or measures: ships, km, %, yen; rank for a place in a row.",
        ),
        (
            "margin",
            values::margin(),
            "How far off is still right: \"5 %\", 500 in the unit of the card, 0 for exact answers only; \"5 years\" beside date.",
        ),
    ]
}

/// What is shown beside question and answer.
fn helps() -> Vec<Key> {
    vec![
        ("hint", text(), "Shown when the learner asks for it."),
        ("explanation", text(), "Shown after the answer."),
        ("source", text(), "Where the fact comes from."),
        (
            "tags",
            texts(),
            "Words to choose cards by: jmrel-quiz study --tag war.",
        ),
        (
            "wrong",
            texts_by_name(1),
            "What to say to a wrong answer that you foresee, as in 1281: That was the second fleet.",
        ),
        ("image", text(), "A picture inside the deck's folder."),
        (
            "alt",
            text(),
            "What the picture shows, in words; for those who do not see it.",
        ),
    ]
}

/// When the card comes, and how strictly it is judged.
fn conditions() -> Vec<Key> {
    vec![
        (
            "after",
            name(values::PATH),
            "The id of a card that has to be known before this one is introduced.",
        ),
        (
            "when",
            json!({"enum": ["confused"]}),
            "confused: introduced only once its facts were mixed up twice.",
        ),
        script(),
        ("strict", list_of(&words(values::STRICT)), values::STRICT_IS),
        (
            "revised",
            whole_number(1),
            "Raise it (2, 3, ...) when the meaning of the card changed: it then starts afresh. A mended typo needs none.",
        ),
        ("allow", texts_by_name(1), values::ALLOW),
    ]
}

/// What each answer says about the other keys: those that mean nothing beside it, and the kind of its options.
fn beside() -> Value {
    let mut beside = Map::new();
    for kind in Kind::ALL {
        let mut properties = Map::new();
        for key in SIDE_KEYS {
            if !kind.knows(key) {
                properties.insert(key.to_owned(), Value::Bool(false));
            }
        }
        let options = match kind {
            Kind::Date => Some(list_of(&date())),
            Kind::Answer
            | Kind::Answers
            | Kind::Number
            | Kind::Order
            | Kind::Match
            | Kind::Cloze
            | Kind::Flip => None,
        };
        for key in ["accept", "choices"] {
            if let Some(options) = options.as_ref().filter(|_| kind.knows(key)) {
                properties.insert(key.to_owned(), options.clone());
            }
        }
        beside.insert(kind.key().to_owned(), json!({"properties": properties}));
    }
    Value::Object(beside)
}

/// The keys that go with some answers only.
const SIDE_KEYS: [&str; 11] = [
    "prompt",
    "accept",
    "choices",
    "form",
    "precision",
    "calendar",
    "bound",
    "unit",
    "margin",
    "script",
    "strict",
];
