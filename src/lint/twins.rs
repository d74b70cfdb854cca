//! Cards that ask the same, found without comparing each with each.
//!
//! A card is filed under the words of its prompt that mean something, and once more for each of them without that word. Two
//! cards with the same answer that meet under one entry differ in one word at most.

use std::sync::LazyLock;

use super::findings::Findings;
use super::sheet::Sheet;
use super::words::{Key, Word, keys};
use super::{Language, code};
use crate::card::{Answer, Form};
use crate::question::answer_text;

/// English words that make no question another one.
static SMALL: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let mut small = keys(
        "a an the of in on at by for from to with and or as is are was were be been did do does has have had it its this \
         that these those there which what who whom whose when where why how called name named known",
    );
    small.sort_unstable();
    small
});

/// Notes cards that are nearly identical, and prompts that have two answers.
pub(super) fn check(sheets: &[Sheet<'_>], language: Language, findings: &mut Findings<'_>) {
    let contents: Vec<Content<'_, '_>> = sheets
        .iter()
        .map(|sheet| Content::of(sheet, language))
        .collect();
    check_near(sheets, &contents, findings);
    check_same_prompt(sheets, &contents, findings);
}

/// What of a card makes it another card.
struct Content<'s, 't> {
    /// The words that mean something, in the order of the prompt.
    words: Vec<&'s Word<'t>>,
    /// The same, each once, sorted.
    sorted: Vec<Key>,
    answer: Key,
}

impl<'s, 't> Content<'s, 't> {
    fn of(sheet: &'s Sheet<'t>, language: Language) -> Self {
        let is_small = |word: &Word<'_>| {
            language == Language::English && SMALL.binary_search(&word.key).is_ok()
        };
        let mut words: Vec<&Word<'_>> =
            sheet.prompt.iter().filter(|word| !is_small(word)).collect();
        if words.is_empty() {
            words = sheet.prompt.iter().collect();
        }
        let mut sorted: Vec<Key> = words.iter().map(|word| word.key).collect();
        sorted.sort_unstable();
        sorted.dedup();
        Self {
            words,
            sorted,
            answer: answer_key(sheet),
        }
    }
}

fn answer_key(sheet: &Sheet<'_>) -> Key {
    let card = sheet.card;
    let image = card.image.as_ref().map(|image| Key::of(&image.path));
    let answer = match &card.answer {
        Answer::Text { expected, .. } => keys(expected),
        Answer::Date {
            expected, asked, ..
        } => keys(&expected.at(*asked).edtf()),
        Answer::Set { .. }
        | Answer::Figure { .. }
        | Answer::Order { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => keys(&answer_text(card)),
    };
    Key::join(answer.into_iter().chain(image))
}

/// An entry of the file: the words it stands under, the word left out, and the card.
type Entry = (Key, Option<Key>, usize);

/// Words a prompt must have left when one is left out.
const MIN_WORDS: usize = 2;

fn check_near(sheets: &[Sheet<'_>], contents: &[Content<'_, '_>], findings: &mut Findings<'_>) {
    let mut entries: Vec<Entry> = Vec::with_capacity(contents.len() * 8);
    for (card, content) in contents.iter().enumerate() {
        let filed = |left_out: Option<Key>| {
            let left = content.sorted.iter().copied();
            Key::join(
                left.filter(|key| Some(*key) != left_out)
                    .chain([content.answer]),
            )
        };
        entries.push((filed(None), None, card));
        if content.sorted.len() > MIN_WORDS {
            entries.extend(
                content
                    .sorted
                    .iter()
                    .map(|&key| (filed(Some(key)), Some(key), card)),
            );
        }
    }
    entries.sort_unstable();
    let mut twin: Vec<Option<usize>> = vec![None; contents.len()];
    let mut pair = |one: usize, other: usize| {
        if sheets[one].card.line != sheets[other].card.line {
            twin[one.max(other)].get_or_insert(one.min(other));
        }
    };
    for group in entries.chunk_by(|one, other| one.0 == other.0) {
        if group.len() > 1 {
            pair_group(contents, group, &mut pair);
        }
    }
    for (later, first) in twin.iter().enumerate() {
        let Some(first) = *first else { continue };
        let (sheet, other) = (&sheets[later], &sheets[first]);
        findings
            .warn(
                sheet.owner,
                sheet.prompt_at(),
                code::NEAR_IDENTICAL,
                format!(
                    "this card asks the same as {} on line {}",
                    other.card.id.key(),
                    other.card.line
                ),
            )
            .with(other.owner)
            .advise("delete one of them, or ask it from another side");
    }
}

/// Pairs the cards of one entry: those that stand there whole, then those a word away from one of them or from each other.
fn pair_group(contents: &[Content<'_, '_>], group: &[Entry], pair: &mut impl FnMut(usize, usize)) {
    let whole = group
        .iter()
        .find(|(_, left_out, _)| left_out.is_none())
        .map(|(_, _, card)| *card);
    let mut shortened: Vec<(String, usize)> = Vec::new();
    for &(_, left_out, card) in group {
        match (left_out, whole) {
            (None, Some(first)) if first != card => pair(first, card),
            (Some(extra), Some(first)) if is_idle_word(&contents[card], extra) => pair(first, card),
            (Some(extra), _) => {
                shortened.extend(slip_word(&contents[card], extra).map(|word| (word, card)));
            }
            (None, _) => {}
        }
    }
    // Words that differ by a slip stand side by side, unless it is in their first letters.
    shortened.sort_unstable();
    for words in shortened.windows(2) {
        let [(a, one), (b, other)] = words else {
            continue;
        };
        if strsim::osa_distance(a, b) == 1 {
            pair(*one, *other);
        }
    }
}

/// A number or a name more makes another question; any other word does not.
fn is_idle_word(content: &Content<'_, '_>, extra: Key) -> bool {
    content
        .words
        .iter()
        .any(|word| word.key == extra && word.text.starts_with(char::is_lowercase))
}

/// Letters from which on two words can be one with a slip.
const MIN_SLIP: usize = 6;

fn slip_word(content: &Content<'_, '_>, key: Key) -> Option<String> {
    let word = content.words.iter().find(|word| word.key == key)?;
    let is_word =
        word.text.chars().count() >= MIN_SLIP && word.text.chars().all(char::is_alphabetic);
    is_word.then(|| word.text.to_lowercase())
}

fn check_same_prompt(
    sheets: &[Sheet<'_>],
    contents: &[Content<'_, '_>],
    findings: &mut Findings<'_>,
) {
    let mut typed: Vec<(Key, usize)> = sheets
        .iter()
        .zip(contents)
        .enumerate()
        .filter(|(_, (sheet, _))| is_typed_alone(sheet))
        .map(|(index, (sheet, _))| (Key::join(sheet.prompt.iter().map(|word| word.key)), index))
        .collect();
    typed.sort_unstable();
    for pair in typed.windows(2) {
        let [(one_key, one), (other_key, other)] = *pair else {
            continue;
        };
        if one_key != other_key
            || contents[one].answer == contents[other].answer
            || sheets[one].card.image != sheets[other].card.image
        {
            continue;
        }
        let (sheet, before) = (&sheets[other], &sheets[one]);
        findings
            .warn(
                sheet.owner,
                sheet.prompt_at(),
                code::SAME_PROMPT,
                format!(
                    "{} on line {} asks in the same words and has another answer",
                    before.card.id.key(),
                    before.card.line
                ),
            )
            .with(before.owner)
            .advise("say in each prompt which of the two is meant, or accept both answers");
    }
}

/// Tells whether the prompt is all a learner has to go by.
fn is_typed_alone(sheet: &Sheet<'_>) -> bool {
    let shows_nothing = match &sheet.card.answer {
        Answer::Text { .. } | Answer::Set { .. } | Answer::Date { .. } | Answer::Figure { .. } => {
            sheet.card.form != Form::Choice
        }
        Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => false,
    };
    shows_nothing && !sheet.is_gap()
}
