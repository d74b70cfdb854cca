//! What a card looked like, kept in the log so that history stays readable when decks change or vanish.

use xxhash_rust::xxh3::xxh3_64;

use crate::card::{Answer, Card};
use crate::question::answer_text;
use crate::review::Snapshot;

/// Returns the snapshot of a card's present wording.
pub fn snapshot_of(card: &Card) -> Snapshot {
    let prompt = card.prompt.to_string();
    let answer = answer_text(card);
    let kind = kind_of(&card.answer);
    let text = [&prompt, &answer, kind, &card.revision.to_string()].join("\u{1f}");
    Snapshot {
        card: card.id.clone(),
        hash: xxh3_64(text.as_bytes()),
        revision: card.revision,
        prompt,
        answer,
        kind: kind.to_owned(),
        facts: card.facts.clone(),
    }
}

/// The answer key of the deck format.
fn kind_of(answer: &Answer) -> &'static str {
    match answer {
        Answer::Text { .. } => "answer",
        Answer::Set { .. } => "answers",
        Answer::Date { .. } => "date",
        Answer::Figure { .. } => "number",
        Answer::Order { .. } => "order",
        Answer::Match { .. } => "match",
        Answer::Flip { .. } => "flip",
    }
}
