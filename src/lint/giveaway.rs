//! Questions, hints and names that hold the answer.

use super::code;
use super::findings::Findings;
use super::otherwise::told_otherwise;
use super::sheet::{Sheet, date_phrase, figure_phrases};
use super::words::{Key, Phrase, Word, as_written, words};
use crate::card::{Answer, Form};
use crate::deck::At;
use crate::when::{HistoricDate, Precision};

/// Notes where a card gives its answer away.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    match told(sheet, &sheet.prompt) {
        Some(_) if is_among_options(sheet) => {}
        Some(told) if sheet.is_gap() => {
            findings
                .warn(
                    sheet.owner,
                    At::Gap,
                    code::GAP_ELSEWHERE,
                    format!("the sentence gives this gap away: it says \"{told}\" elsewhere"),
                )
                .advise("reword the sentence so that the answer stands only in its gap");
        }
        Some(told) => {
            findings
                .warn(
                    sheet.owner,
                    At::Words("prompt", &told),
                    code::ANSWER_IN_PROMPT,
                    format!("the question gives the answer away: it says \"{told}\""),
                )
                .advise("ask without it, or ask for something else");
        }
        None => echoed_word(sheet, findings),
    }
    let card = sheet.card;
    let others = [
        ("hint", &card.hint, code::ANSWER_IN_HINT),
        ("about", &card.about, code::ANSWER_IN_ABOUT),
    ];
    for (key, text, code) in others {
        let Some(told) = text.as_ref().and_then(|text| told(sheet, &words(text))) else {
            continue;
        };
        let (message, help) = if key == "hint" {
            (
                format!("the hint is the answer: it says \"{told}\""),
                "help towards the answer without naming it",
            )
        } else {
            (
                format!("about names the answer, \"{told}\"; learners see it with other cards"),
                "name what the card asks about without its answer",
            )
        };
        findings
            .warn(sheet.owner, At::Words(key, &told), code, message)
            .advise(help);
    }
}

/// What of `text` gives the answer away, as it is written there.
fn told(sheet: &Sheet<'_>, text: &[Word<'_>]) -> Option<String> {
    let named = sheet.phrases.iter().find_map(|phrase| phrase.find(text));
    match named {
        Some(found) => Some(as_written(found)),
        None => year_within(&sheet.card.answer, text)
            .or_else(|| told_otherwise(&sheet.card.answer, text)),
    }
}

/// A year of `text` that lies in the century or decade asked for.
fn year_within(answer: &Answer, text: &[Word<'_>]) -> Option<String> {
    let Answer::Date {
        expected,
        asked: asked @ (Precision::Century | Precision::Decade),
        ..
    } = answer
    else {
        return None;
    };
    let (first, last) = expected.at(*asked).period()?.years();
    let years = first.number()..=last.number();
    text.iter()
        .find(|word| {
            word.text.len() >= 3 && word.number().is_some_and(|number| years.contains(&number))
        })
        .map(|word| word.text.to_owned())
}

/// Tells whether the prompt names a wrong option too, so that naming the right one tells nothing.
fn is_among_options(sheet: &Sheet<'_>) -> bool {
    let is_named = |phrase: &Phrase| phrase.find(&sheet.prompt).is_some();
    match &sheet.card.answer {
        Answer::Text { choices, .. } | Answer::Set { choices, .. } => choices
            .iter()
            .filter_map(|choice| Phrase::name(choice))
            .any(|phrase| is_named(&phrase)),
        Answer::Date { choices, asked, .. } => choices
            .iter()
            .filter_map(|choice: &HistoricDate| date_phrase(choice, *asked))
            .any(|phrase| is_named(&phrase)),
        Answer::Figure { choices, .. } => choices
            .iter()
            .flat_map(figure_phrases)
            .any(|phrase| is_named(&phrase)),
        Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => false,
    }
}

/// Letters from which on a word is worth an echo.
const MIN_ECHO: usize = 6;

/// Notes a word of the question that only the right option repeats.
fn echoed_word(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let Answer::Text {
        expected, choices, ..
    } = &sheet.card.answer
    else {
        return;
    };
    if sheet.card.form == Form::Typed || choices.len() < 2 || sheet.is_gap() {
        return;
    }
    let is_asked = |key: Key| sheet.prompt.iter().any(|word| word.key == key);
    let wrong: Vec<Word<'_>> = choices.iter().flat_map(|choice| words(choice)).collect();
    if wrong
        .iter()
        .any(|word| word.text.len() >= MIN_ECHO && is_asked(word.key))
    {
        return;
    }
    let right = words(expected);
    let echo = right
        .iter()
        .find(|word| word.text.len() >= MIN_ECHO && is_asked(word.key));
    if let Some(echo) = echo {
        let text = echo.text;
        findings
            .warn(
                sheet.owner,
                At::Words("answer", text),
                code::ECHOED_WORD,
                format!("only the right option repeats \"{text}\" from the question"),
            )
            .advise("leave the word out of one of them, or put it into a wrong option too");
    }
}
