//! What the cards of a deck say about each other: ids, and which waits for which.

use std::collections::{HashMap, HashSet};

use super::cards::{Broken, Placed};
use super::code;
use super::mirror::nearest;
use super::source::Source;
use super::yaml::Span;
use crate::card::{CardId, CardKey, DeckId};

/// Whether all cards of the file could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// They could.
    Whole,
    /// Some were left out, so a card that is missing may only be unreadable.
    Partial,
}

/// Notes ids given twice, and cards that wait for a card that does not exist or waits for them.
pub(super) fn check(
    source: &mut Source<'_>,
    deck: &DeckId,
    placed: &[Placed],
    broken: &[Broken],
    completeness: Completeness,
) {
    check_ids(source, placed, broken);
    let ids: HashSet<&CardId> = placed.iter().map(|placed| &placed.card.id).collect();
    for place in placed {
        if let (Some(target), Some(span)) = (&place.card.after, place.after)
            && target.deck() == deck.as_ref()
            && !ids.contains(target)
            && completeness == Completeness::Whole
            && !broken
                .iter()
                .any(|card| is_or_begins(&card.key, target.key()))
        {
            unknown_after(source, target, span, placed);
        }
    }
    check_circles(source, placed);
}

fn check_ids(source: &mut Source<'_>, placed: &[Placed], broken: &[Broken]) {
    let of_placed = placed.iter().map(|card| (card.card.id.key(), card.id));
    // What a broken card asks is not known: only an id that its author gave it can be another's.
    let of_broken = broken
        .iter()
        .filter_map(|card| Some((card.key.as_ref(), card.id?)));
    let mut ids: Vec<(&str, Span)> = of_placed.chain(of_broken).collect();
    ids.sort_by_key(|(_, span)| span.start);
    let mut first: HashMap<&str, Span> = HashMap::with_capacity(ids.len());
    for (key, place) in ids {
        let Some(before) = first.get(key) else {
            first.insert(key, place);
            continue;
        };
        let is_written = !source.written(place).is_empty();
        let line = before.line;
        let (message, help) = if is_written {
            (
                format!("the id {key} is taken by the card on line {line}"),
                "give one of them another id; progress is kept by it",
            )
        } else {
            (
                format!("this card has the same prompt and answer as the one on line {line}"),
                "delete one of them, or give each an id",
            )
        };
        let span = if is_written {
            place
        } else {
            source.to_line_end(place)
        };
        source
            .error(span, code::CARD_DUPLICATE_ID, message)
            .advise(help);
    }
}

/// Tells whether `target` is the card `key`, or a gap of it.
fn is_or_begins(key: &CardKey, target: &str) -> bool {
    target
        .strip_prefix(key.as_ref())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn unknown_after(source: &mut Source<'_>, target: &CardId, span: Span, placed: &[Placed]) {
    // The card itself is not what it waits for.
    let keys = || {
        let others = placed.iter().filter(|placed| placed.after != Some(span));
        others.map(|placed| placed.card.id.key())
    };
    let gap = keys().find(|key| {
        key.strip_prefix(target.key())
            .is_some_and(|rest| rest.starts_with('/'))
    });
    let help = match gap.or_else(|| nearest(target.key(), keys())) {
        Some(near) => format!("did you mean {near}?"),
        None => "write the id of a card of this deck".to_owned(),
    };
    source
        .error(
            span,
            code::CARD_UNKNOWN_AFTER,
            format!("there is no card {}", target.key()),
        )
        .advise(help);
}

fn check_circles(source: &mut Source<'_>, placed: &[Placed]) {
    let by_id: Waiting<'_> = placed
        .iter()
        .filter(|placed| placed.card.after.is_some())
        .map(|placed| (&placed.card.id, placed))
        .collect();
    // Which walk came by a card first: a walk that meets itself again has gone in a circle.
    let mut walks: HashMap<&CardId, usize> = HashMap::with_capacity(by_id.len());
    for (walk, start) in placed.iter().enumerate() {
        let mut next = by_id.get(&start.card.id).copied();
        while let Some(place) = next {
            match walks.insert(&place.card.id, walk) {
                None => next = after(place, &by_id),
                Some(earlier) => {
                    if earlier == walk {
                        circle(source, place, &by_id);
                    }
                    break;
                }
            }
        }
    }
}

/// The cards that wait for others.
type Waiting<'p> = HashMap<&'p CardId, &'p Placed>;

/// The card that `place` waits for, if that one waits too.
fn after<'p>(place: &Placed, waiting: &Waiting<'p>) -> Option<&'p Placed> {
    waiting.get(place.card.after.as_ref()?).copied()
}

/// Most cards of a circle that are named.
const MAX_NAMED: usize = 4;

fn circle<'p>(source: &mut Source<'_>, place: &'p Placed, by_id: &Waiting<'p>) {
    let step = |place: &&'p Placed| after(place, by_id);
    let others = std::iter::successors(step(&place), step)
        .take_while(|other| other.card.id != place.card.id);
    let keys: Vec<&str> = std::iter::once(place)
        .chain(others.take(MAX_NAMED - 1))
        .map(|place| place.card.id.key())
        .collect();
    let message = if keys.len() == 1 {
        "the card waits for itself, so it is never introduced".to_owned()
    } else {
        let keys = keys.join(" and ");
        format!("{keys} wait for each other, so none is ever introduced")
    };
    source
        .error(
            place.after.unwrap_or(place.id),
            code::CARD_AFTER_CIRCLE,
            message,
        )
        .advise("delete this line, or name a card that comes first");
}
