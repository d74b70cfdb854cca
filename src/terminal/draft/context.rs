//! What a person needs to see of a draft to decide: the lines it stands in, and what there is to doubt.

use crate::draft::{Draft, Sheet};

/// The line with the draft marked, and one on each side; the quote where the notes are gone or were changed.
pub(super) fn surroundings(notes: Option<&str>, draft: &Draft) -> Vec<String> {
    let quote = || vec![draft.place.quote.clone()];
    let Some(notes) = notes else {
        return quote();
    };
    let bytes = draft.place.bytes.clone();
    let (Some(before), Some(surface), Some(behind)) = (
        notes.get(..bytes.start),
        notes.get(bytes.clone()),
        notes.get(bytes.end..),
    ) else {
        return quote();
    };
    let is_same = draft.place.quote.contains(&format!(
        "»{}«",
        surface.split_whitespace().collect::<Vec<_>>().join(" ")
    ));
    if !is_same {
        return quote();
    }
    let mut above = before.rsplit('\n');
    let mut below = behind.split('\n');
    let (lead, tail) = (
        above.next().unwrap_or_default(),
        below.next().unwrap_or_default(),
    );
    let marked = format!("{}»{surface}«{}", tail_of(lead), head_of(tail));
    let others = |line: Option<&str>| {
        line.map(str::trim)
            .filter(|line| !line.is_empty())
            .map(head_of)
    };
    others(above.next())
        .into_iter()
        .chain([marked.trim().to_owned()])
        .chain(others(below.next()))
        .collect()
}

/// Characters of a line shown on each side of a draft.
pub(super) const SHOWN: usize = 110;

fn head_of(line: &str) -> String {
    let line = line.trim_end_matches('\r');
    let cut: String = line.chars().take(SHOWN).collect();
    if cut.len() < line.len() {
        cut + "…"
    } else {
        cut
    }
}

fn tail_of(line: &str) -> String {
    let skipped = line.chars().count().saturating_sub(SHOWN);
    let cut: String = line.chars().skip(skipped).collect();
    if skipped > 0 {
        format!("…{cut}")
    } else {
        cut
    }
}

/// What there is to doubt about a draft of `sheet`, in words for a person.
pub(super) fn doubt(sheet: &Sheet, doubt: &str) -> String {
    let told = match doubt {
        "from-context" => "worked out from what stands before it",
        "guessed" => "a guess",
        "another-account" => "what another account gives",
        "range" => "from one value to another",
        "no-unit" => "it does not say what it counts",
        "lost-value" => "the value is missing in the notes",
        other => {
            let same = other.strip_prefix("duplicate-of: ");
            let place = sheet
                .drafts
                .iter()
                .position(|draft| Some(draft.id.to_string().as_str()) == same);
            return match place {
                Some(place) => format!("the same value as number {}", place + 1),
                None => other.to_owned(),
            };
        }
    };
    told.to_owned()
}
