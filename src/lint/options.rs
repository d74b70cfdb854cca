//! Options of which two are right, that say the same, or that stand for others.

use std::sync::LazyLock;

use super::findings::Findings;
use super::sheet::Sheet;
use super::words::{Key, keys, look};
use super::{Language, code};
use crate::card::{Answer, Form};
use crate::deck::{At, Owner};
use crate::fold::{Folded, Script, fold};
use crate::quantity::Figure;
use crate::when::{HistoricDate, Precision};

/// Notes what is wrong with the options of a card.
pub(super) fn check(sheet: &Sheet<'_>, language: Language, findings: &mut Findings<'_>) {
    let card = sheet.card;
    if !card.answer.has_choices() || card.form == Form::Typed {
        return;
    }
    let owner = sheet.owner;
    let script = card.strictness.script;
    match &card.answer {
        Answer::Text {
            expected,
            accept,
            choices,
        } => {
            let right: Vec<&String> = std::iter::once(expected).chain(accept).collect();
            check_texts(owner, &right, choices, script, findings);
            check_collective(owner, &[expected], choices, language, findings);
        }
        Answer::Set { expected, choices } => {
            let right: Vec<&String> = expected.iter().collect();
            check_texts(owner, &right, choices, script, findings);
            check_collective(owner, &right, choices, language, findings);
        }
        Answer::Date {
            expected,
            asked,
            accept,
            margin_years,
            choices,
        } => {
            let right: Vec<&HistoricDate> = std::iter::once(expected).chain(accept).collect();
            check_dates(owner, &right, choices, *asked, *margin_years, findings);
        }
        Answer::Figure { choices, .. } => check_figures(owner, choices, findings),
        Answer::Order { .. } | Answer::Match { .. } | Answer::Flip { .. } => {}
    }
}

fn check_texts(
    owner: Owner,
    right: &[&String],
    wrong: &[String],
    script: Script,
    findings: &mut Findings<'_>,
) {
    if look_different(right.iter().copied().chain(wrong), script) {
        return;
    }
    let right: Vec<(&String, Folded)> = right
        .iter()
        .map(|text| (*text, fold(text, script)))
        .collect();
    let wrong_folded: Vec<Folded> = wrong.iter().map(|text| fold(text, script)).collect();
    for (index, (text, folded)) in wrong.iter().zip(&wrong_folded).enumerate() {
        let at = At::Item("choices", index);
        if let Some((twin, _)) = right.iter().find(|(_, right)| right == folded) {
            findings
                .error(
                    owner,
                    at,
                    code::TWO_RIGHT_OPTIONS,
                    format!("\"{text}\" is right too: it says the same as \"{twin}\""),
                )
                .advise("delete it, or put another wrong answer in its place");
        } else if let Some(twin) = wrong_folded[..index]
            .iter()
            .position(|before| before == folded)
        {
            same(owner, at, text, &wrong[twin], findings);
        }
    }
}

/// Tells whether a glance is enough to see that no two of the texts are the same.
fn look_different<'t>(texts: impl Iterator<Item = &'t String>, script: Script) -> bool {
    let looks: Option<Vec<Key>> = texts.map(|text| look(text, script)).collect();
    looks.is_some_and(|mut looks| {
        looks.sort_unstable();
        looks.windows(2).all(|pair| pair[0] != pair[1])
    })
}

fn same(owner: Owner, at: At<'_>, text: &str, twin: &str, findings: &mut Findings<'_>) {
    findings
        .warn(
            owner,
            at,
            code::SAME_OPTIONS,
            format!("\"{text}\" says the same as the option \"{twin}\""),
        )
        .advise("delete one of them, or put another wrong answer in its place");
}

fn check_dates(
    owner: Owner,
    right: &[&HistoricDate],
    wrong: &[HistoricDate],
    asked: Precision,
    margin_years: u32,
    findings: &mut Findings<'_>,
) {
    for (index, date) in wrong.iter().enumerate() {
        let at = At::Item("choices", index);
        let shown = date.at(asked);
        let is_within = |right: &HistoricDate| {
            right
                .years_between(date)
                .is_some_and(|years| years <= margin_years)
        };
        if margin_years > 0 && right.iter().any(|right| is_within(right)) {
            findings
                .warn(
                    owner,
                    at,
                    code::MARGIN_SWALLOWS,
                    format!(
                        "{shown} would be right if it were typed: the margin is {margin_years} {}",
                        if margin_years == 1 { "year" } else { "years" }
                    ),
                )
                .advise("make the margin smaller, or choose a wrong answer farther away");
        } else if let Some(twin) = wrong[..index]
            .iter()
            .find(|before| before.at(asked) == shown)
        {
            same(owner, at, &date.to_string(), &twin.to_string(), findings);
        }
    }
}

fn check_figures(owner: Owner, wrong: &[Figure], findings: &mut Findings<'_>) {
    for (index, figure) in wrong.iter().enumerate() {
        let is_same = |before: &&Figure| {
            let number = match (before.unit(), figure.unit()) {
                (Some(own), Some(given)) if own != given => given.convert(figure.number(), own),
                (_, _) => Some(figure.number()),
            };
            number == Some(before.number()) && before.bound() == figure.bound()
        };
        if let Some(twin) = wrong[..index].iter().find(is_same) {
            let at = At::Item("choices", index);
            same(owner, at, &figure.to_string(), &twin.to_string(), findings);
        }
    }
}

/// Options that mean others, and nothing once the options are shuffled.
const COLLECTIVE: &[&str] = &[
    "all of the above",
    "all of these",
    "all of them",
    "all the above",
    "none of the above",
    "none of these",
    "none of them",
    "both of the above",
    "both of them",
    "a and b",
    "both a and b",
];

static COLLECTIVE_KEYS: LazyLock<Vec<Vec<Key>>> =
    LazyLock::new(|| COLLECTIVE.iter().map(|phrase| keys(phrase)).collect());

fn check_collective(
    owner: Owner,
    right: &[&String],
    wrong: &[String],
    language: Language,
    findings: &mut Findings<'_>,
) {
    if language != Language::English {
        return;
    }
    let is_collective = |text: &str| {
        // Most options begin otherwise, which spares them the comparison.
        text.starts_with(['a', 'A', 'b', 'B', 'n', 'N']) && {
            COLLECTIVE_KEYS.contains(&keys(text))
        }
    };
    let found = wrong
        .iter()
        .position(|text| is_collective(text))
        .map(|index| (At::Item("choices", index), &wrong[index]))
        .or_else(|| {
            let index = right.iter().position(|text| is_collective(text))?;
            let at = if right.len() == 1 {
                At::Key("answer")
            } else {
                At::Item("answers", index)
            };
            Some((at, right[index]))
        });
    if let Some((at, text)) = found {
        findings
            .warn(
                owner,
                at,
                code::ALL_OF_THESE,
                format!("\"{text}\" teaches nothing, and the options are shuffled"),
            )
            .advise(
                "put a wrong answer of its own in its place, or list what is right under answers",
            );
    }
}
