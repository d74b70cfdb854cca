//! Every card gets the id that the program counts its progress by: written down, it survives every edit of the text.

use super::super::cards::hashed_key;
use super::super::mirror::RawCard;
use super::super::source::Source;
use super::super::yaml::{self, Node, Value};
use super::super::{Deck, Place, code, parse};
use super::rounds::{Change, Mended};
use super::{Edit, apply, line_end};

/// Writes an `id:` into every card that has none; nothing when the file has an error, which has to be mended first.
///
/// It is the id that the card has been going by, made of its prompt and answer, so nobody's progress changes.
pub fn write_ids(place: &Place, stem: &str, bytes: &[u8]) -> Option<Mended> {
    let before = parse(place, stem, bytes);
    let deck = before.deck.as_ref()?;
    let source = Source::decode(place, bytes).ok()?;
    let text = source.text;
    let edits = insertions(text, source)?;
    if edits.is_empty() {
        return Some(Mended {
            bytes: bytes.to_owned(),
            changes: Vec::new(),
            parsed: before,
        });
    }
    let mended = apply(text, &edits)?;
    let mark = bytes.get(..bytes.len() - text.len())?;
    let bytes = [mark, mended.as_bytes()].concat();
    let parsed = parse(place, stem, &bytes);
    let is_same = parsed
        .deck
        .as_ref()
        .is_some_and(|after| reads_alike(deck, after));
    is_same.then(|| Mended {
        changes: changes(text, &mended, &edits),
        bytes,
        parsed,
    })
}

fn insertions(text: &str, mut source: Source<'_>) -> Option<Vec<Edit>> {
    let Value::Map(entries) = yaml::read(text).ok()?.value else {
        return None;
    };
    let is_cards = |key: &Node<'_>| matches!(&key.value, Value::Text(text) if text == "cards");
    let (_, cards) = entries.into_iter().find(|(key, _)| is_cards(key))?;
    let Value::List(cards) = cards.value else {
        return None;
    };
    let mut edits = Vec::new();
    for card in cards {
        let is_flow = text
            .get(card.span.start..)
            .is_some_and(|rest| rest.starts_with('{'));
        let begin = card.span.start;
        let Value::Map(map) = card.value else {
            return None;
        };
        let first_key = map.first()?.0.span.start;
        let raw = RawCard::read(map, &mut source);
        if raw.id.is_some() {
            continue;
        }
        let key = hashed_key(&raw);
        edits.push(if is_flow {
            insertion(begin + 1, format!("id: {key}, "))
        } else {
            let line = source.line_at(first_key);
            let margin = text.get(line.start..first_key)?;
            let is_plain = margin.chars().all(|c| c == ' ' || c == '-');
            let end = line_end(text, first_key);
            let indent = " ".repeat(margin.len());
            is_plain.then(|| insertion(first_key, format!("id: {key}{end}{indent}")))?
        });
    }
    Some(edits)
}

fn insertion(at: usize, text: String) -> Edit {
    Edit {
        start: at,
        end: at,
        text,
    }
}

/// Tells whether two decks differ in nothing but the lines their cards stand on.
fn reads_alike(before: &Deck, after: &Deck) -> bool {
    let unplaced = |deck: &Deck| {
        let mut deck = deck.clone();
        deck.cards.iter_mut().for_each(|card| card.line = 0);
        deck
    };
    unplaced(before) == unplaced(after)
}

fn changes(before: &str, after: &str, edits: &[Edit]) -> Vec<Change> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let line = |of: &[&str], index: usize| of.get(index).copied().unwrap_or_default().to_owned();
    let (mut read, mut at, mut grown) = (0, 0, 0);
    let mut changes = Vec::with_capacity(edits.len());
    for edit in edits {
        let skipped = before.get(read..edit.start).unwrap_or_default();
        at += skipped.matches('\n').count();
        let is_new = edit.text.contains('\n');
        changes.push(Change {
            line: u32::try_from(at + grown + 1).unwrap_or(u32::MAX),
            code: code::CARD_NO_ID,
            was: (!is_new).then(|| line(&old, at)),
            now: line(&new, at + grown),
        });
        grown += edit.text.matches('\n').count();
        read = edit.start;
    }
    changes
}
