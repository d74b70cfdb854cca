//! Questions that cannot be answered well: two at once, yes or no, another precision than asked, too much to type.

use std::sync::LazyLock;

use super::findings::Findings;
use super::sheet::Sheet;
use super::words::Key;
use super::{Language, code};
use crate::card::{Answer, Card, Form, Prompt};
use crate::deck::At;
use crate::when::Precision;

/// Notes what is wrong with how a card asks.
pub(super) fn check(sheet: &Sheet<'_>, language: Language, findings: &mut Findings<'_>) {
    let card = sheet.card;
    if asks_one_thing(card)
        && let Prompt::Plain(prompt) = &card.prompt
        && (question_marks(prompt) > 1
            || (language == Language::English && asks_on(sheet).is_some()))
    {
        let at = match asks_on(sheet) {
            Some(second) if question_marks(prompt) < 2 => At::Words("prompt", second),
            Some(_) | None => At::Key("prompt"),
        };
        findings
            .warn(
                sheet.owner,
                at,
                code::TWO_QUESTIONS,
                "the question asks two things, and there is one answer",
            )
            .advise("make two cards of it, with one fact");
    }
    if let Some(answer) = yes_or_no(card) {
        findings
            .warn(
                sheet.owner,
                sheet.answer_at(),
                code::YES_NO,
                format!("half of all guesses are right when the answer is \"{answer}\""),
            )
            .advise("ask which, who, when or how many instead");
    }
    if language == Language::English {
        check_precision(sheet, findings);
    }
    check_length(sheet, findings);
    if card.form == Form::Typed && card.answer.has_choices() {
        findings
            .warn(
                sheet.owner,
                At::Key("choices"),
                code::IDLE_CHOICES,
                "the choices are never shown, for the answer is always typed",
            )
            .advise("write: form: grow, to show them at the first meeting, or delete them");
    }
}

fn asks_one_thing(card: &Card) -> bool {
    match card.answer {
        Answer::Text { .. } | Answer::Date { .. } | Answer::Figure { .. } => true,
        Answer::Set { .. } | Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => {
            false
        }
    }
}

/// Question marks that end a question, and not one that is quoted.
fn question_marks(prompt: &str) -> usize {
    let ends = |rest: &str| !rest.starts_with(['?', '？', '!', '"', '”', '’', '\'', '»', '“', ')']);
    prompt
        .match_indices(['?', '？'])
        .filter(|(at, mark)| ends(&prompt[at + mark.len()..]))
        .count()
}

/// Words of a language, to be looked up.
struct Table(Vec<Key>);

impl Table {
    fn of(words: &str) -> Self {
        Self(words.split_whitespace().map(Key::of).collect())
    }

    fn has(&self, key: Key) -> bool {
        self.0.contains(&key)
    }
}

static ASKING: LazyLock<Table> =
    LazyLock::new(|| Table::of("who whom whose when where why what which how"));
static BEFORE_ASKING: LazyLock<Table> =
    LazyLock::new(|| Table::of("in on at by for from of to with since until under"));
static AND: LazyLock<Key> = LazyLock::new(|| Key::of("and"));

/// The question word after an "and", where the sentence began with another: "who came, and *when*".
fn asks_on<'a>(sheet: &Sheet<'a>) -> Option<&'a str> {
    let words = &sheet.prompt;
    let is_asking = |index: usize| words.get(index).is_some_and(|word| ASKING.has(word.key));
    let first = (0..words.len()).find(|&index| is_asking(index))?;
    let second = (first + 1..words.len()).find(|&index| is_asking(index))?;
    let is_and = |index: Option<usize>| {
        index
            .and_then(|index| words.get(index))
            .is_some_and(|word| word.key == *AND)
    };
    let is_led = words
        .get(second - 1)
        .is_some_and(|word| BEFORE_ASKING.has(word.key));
    let before = if is_led {
        second.checked_sub(2)
    } else {
        second.checked_sub(1)
    };
    (is_and(before) && before > Some(first)).then(|| words.get(second).map(|word| word.text))?
}

fn yes_or_no(card: &Card) -> Option<&str> {
    const WORDS: &[&str] = &[
        "yes",
        "no",
        "true",
        "false",
        "ja",
        "nein",
        "wahr",
        "falsch",
        "oui",
        "non",
        "vrai",
        "faux",
        "sí",
        "si",
        "да",
        "нет",
        "тийм",
        "үгүй",
        "はい",
        "いいえ",
    ];
    let Answer::Text { expected, .. } = &card.answer else {
        return None;
    };
    let folded = expected.trim_end_matches(['.', '!']).to_lowercase();
    (WORDS.contains(&folded.as_str()) && matches!(card.prompt, Prompt::Plain(_)))
        .then_some(expected.as_str())
}

static UNITS: LazyLock<[(Key, Precision); 6]> = LazyLock::new(|| {
    [
        (Key::of("century"), Precision::Century),
        (Key::of("decade"), Precision::Decade),
        (Key::of("year"), Precision::Year),
        (Key::of("month"), Precision::Month),
        (Key::of("day"), Precision::Day),
        (Key::of("date"), Precision::Day),
    ]
});
static WHICH: LazyLock<Table> = LazyLock::new(|| Table::of("which what"));

fn check_precision(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let Answer::Date { asked, .. } = &sheet.card.answer else {
        return;
    };
    let named = sheet
        .prompt
        .windows(2)
        .filter(|pair| WHICH.has(pair[0].key))
        .filter_map(|pair| {
            let unit = UNITS.iter().find(|(key, _)| *key == pair[1].key)?;
            Some((unit.1, pair[1].text))
        })
        .max_by_key(|(precision, _)| *precision);
    let Some((precision, text)) = named.filter(|(precision, _)| precision != asked) else {
        return;
    };
    let help = if precision < *asked {
        format!("write: precision: {}", word(precision))
    } else {
        format!(
            "ask for the {}, or give the date to the {}",
            word(*asked),
            word(precision)
        )
    };
    findings
        .warn(
            sheet.owner,
            At::Words("prompt", text),
            code::OTHER_PRECISION,
            format!(
                "the question asks for the {text}, the card for the {}",
                word(*asked)
            ),
        )
        .advise(help);
}

fn word(precision: Precision) -> &'static str {
    match precision {
        Precision::Century => "century",
        Precision::Decade => "decade",
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
    }
}

/// More than this is hardly ever typed right.
const MAX_TYPED: usize = 60;

fn check_length(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    if sheet.card.form == Form::Choice {
        return;
    }
    let longest = match &sheet.card.answer {
        Answer::Text { expected, .. } => expected.chars().count(),
        Answer::Set { expected, .. } => expected
            .iter()
            .map(|text| text.chars().count())
            .max()
            .unwrap_or(0),
        Answer::Date { .. }
        | Answer::Figure { .. }
        | Answer::Order { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => return,
    };
    if longest > MAX_TYPED {
        findings
            .warn(
                sheet.owner,
                sheet.answer_at(),
                code::LONG_ANSWER,
                format!("nobody types {longest} characters the way they stand here"),
            )
            .advise(
                "ask for a shorter answer, give choices, or write it under flip: to be revealed",
            );
    }
}
