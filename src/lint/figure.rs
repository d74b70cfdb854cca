//! A measure without its unit.

use std::sync::LazyLock;

use super::findings::Findings;
use super::sheet::Sheet;
use super::words::{Key, keys};
use super::{Language, code};
use crate::card::{Answer, Prompt};

static HOW: LazyLock<Key> = LazyLock::new(|| Key::of("how"));
/// "How high", "how far": what is asked for is measured, not counted.
static ADJECTIVES: LazyLock<Vec<Key>> = LazyLock::new(|| {
    keys("high tall long far wide broad deep thick heavy fast hot cold old big large much")
});
static MEASURES: LazyLock<Vec<Key>> = LazyLock::new(|| {
    keys(
        "height length distance width depth thickness weight mass area speed velocity temperature altitude elevation \
         duration radius diameter percentage wavelength",
    )
});
/// What is counted, or is a number by its nature, needs no unit.
static NUMBERS: LazyLock<Vec<Key>> = LazyLock::new(|| keys("number many count ratio index factor"));

/// Notes a figure that is measured in something, and does not say in what.
pub(super) fn check(sheet: &Sheet<'_>, language: Language, findings: &mut Findings<'_>) {
    let Answer::Figure { expected, .. } = &sheet.card.answer else {
        return;
    };
    if language != Language::English
        || expected.unit().is_some()
        || matches!(sheet.card.prompt, Prompt::Gap { .. })
    {
        return;
    }
    let words = &sheet.prompt;
    if words.iter().any(|word| NUMBERS.contains(&word.key)) {
        return;
    }
    let is_asked_how = words
        .windows(2)
        .any(|pair| pair[0].key == *HOW && ADJECTIVES.contains(&pair[1].key));
    if is_asked_how || words.iter().any(|word| MEASURES.contains(&word.key)) {
        findings
            .warn(
                sheet.owner,
                sheet.answer_at(),
                code::NO_UNIT,
                format!("{} of what? The figure has no unit", expected.number()),
            )
            .advise(
                "add a line: unit: ..., such as metres, years or %; it is shown with the answer",
            );
    }
}
