//! Cards that do not fit a screen of 80 × 24.

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use crate::card::{Answer, Card, Form};
use crate::deck::At;
use crate::question::answer_text;
use crate::text::SafeText;

/// Rows of the screen.
const ROWS: usize = 24;

/// Columns used for text.
const COLUMNS: usize = 76;

/// Columns before an option, for its letter.
const MARK: usize = 5;

/// Rows around a question: progress, the line to type, the keys, and what is empty between.
const AROUND_QUESTION: usize = 6;

/// Rows around a verdict: progress, verdict, the response, when the card comes back, the keys, and what is empty between.
const AROUND_VERDICT: usize = 9;

/// Rows that tell how to answer: one, after an empty one.
const HOW: usize = 2;

/// Notes a card that takes more rows than a screen has, when it is asked or when it is answered.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let card = sheet.card;
    if !may_be_tall(card) {
        return;
    }
    let asked = asked(card);
    let told = told(card);
    if asked > ROWS {
        findings
            .warn(
                sheet.owner,
                sheet.prompt_at(),
                code::TOO_TALL,
                format!("the question takes {asked} rows; a screen of 80 × 24 has 24"),
            )
            .advise("shorten the prompt, or give fewer options");
    } else if told > ROWS {
        let explanation = card.explanation.as_deref().map_or(0, rows);
        findings
            .warn(
                sheet.owner,
                At::Key("explanation"),
                code::TOO_TALL,
                format!(
                    "the answer with its explanation takes {told} rows; a screen of 80 × 24 has 24"
                ),
            )
            .advise(format!(
                "shorten the explanation, which takes {explanation} of them"
            ));
    }
}

/// Bytes below which no card is too tall, unless it has many lines or options.
const SHORT: usize = 500;

/// A quick look that spares most cards the counting.
fn may_be_tall(card: &Card) -> bool {
    let texts = [&card.explanation, &card.hint, &card.source];
    let lengths = texts.into_iter().flatten().map(String::len).sum::<usize>();
    let lines = card
        .explanation
        .as_ref()
        .map_or(0, |text| text.matches('\n').count());
    let items = match &card.answer {
        Answer::Text { choices, .. } => choices.len(),
        Answer::Set { expected, choices } => expected.len() + choices.len(),
        Answer::Date { choices, .. } => choices.len(),
        Answer::Figure { choices, .. } => choices.len(),
        Answer::Order { items } => items.len(),
        Answer::Match { pairs } => 2 * pairs.len(),
        Answer::Flip { back } => back.len() / COLUMNS + back.matches('\n').count(),
    };
    let prompt = match &card.prompt {
        crate::card::Prompt::Plain(text) => text.len() + COLUMNS * text.matches('\n').count(),
        crate::card::Prompt::Gap { before, after } => before.len() + after.len(),
    };
    lengths + prompt + COLUMNS * (lines + items) > SHORT
}

fn asked(card: &Card) -> usize {
    let prompt = rows(&card.prompt.to_string());
    let image = card.image.as_ref().map_or(0, |image| {
        1 + rows(&format!("Picture: {} ({})", image.alt, image.path))
    });
    let hint = card
        .hint
        .as_ref()
        .map_or(0, |hint| 1 + rows(&format!("Hint: {hint}")));
    AROUND_QUESTION + prompt + image + hint + options(card)
}

fn options(card: &Card) -> usize {
    let listed = |texts: &mut dyn Iterator<Item = String>| -> usize {
        1 + texts
            .map(|text| SafeText::line(&text).wrap(COLUMNS - MARK).len())
            .sum::<usize>()
    };
    if card.form == Form::Typed && card.answer.has_choices() {
        return 0;
    }
    match &card.answer {
        Answer::Text {
            expected, choices, ..
        } if !choices.is_empty() => listed(&mut std::iter::once(expected).chain(choices).cloned()),
        Answer::Set { expected, choices } if !choices.is_empty() => {
            HOW + listed(&mut expected.iter().chain(choices).cloned())
        }
        Answer::Date { choices, .. } if !choices.is_empty() => 2 + choices.len(),
        Answer::Figure { choices, .. } if !choices.is_empty() => 2 + choices.len(),
        Answer::Order { items } => HOW + listed(&mut items.iter().cloned()),
        Answer::Match { pairs } => {
            HOW + listed(&mut pairs.iter().map(|(left, _)| left.clone()))
                + listed(&mut pairs.iter().map(|(_, right)| right.clone()))
        }
        Answer::Flip { back } => 1 + rows(back),
        Answer::Text { .. } | Answer::Set { .. } | Answer::Date { .. } | Answer::Figure { .. } => 0,
    }
}

fn told(card: &Card) -> usize {
    let block = |text: Option<&String>| text.map_or(0, |text| 1 + rows(text));
    let feedback = card
        .feedback
        .iter()
        .map(|feedback| 1 + rows(&feedback.text))
        .max()
        .unwrap_or(0);
    AROUND_VERDICT
        + rows(&card.prompt.to_string())
        + rows(&format!("Answer: {}", answer_text(card)))
        + feedback
        + block(card.explanation.as_ref())
        + block(card.source.as_ref())
}

fn rows(text: &str) -> usize {
    SafeText::clean(text).wrap(COLUMNS).len()
}
