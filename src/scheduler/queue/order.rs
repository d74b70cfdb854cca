//! The order of due cards.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{QueueCard, QueueInput};
use crate::scheduler::retrievability;

/// Sorts due cards, the best remembered first, measured against what their deck wants.
///
/// Descending retrievability: when not all can be asked, a review does most for what is not yet lost. A card long
/// overdue has little left to save, and a day more costs it little. Without the measure a deck that wants a higher retention
/// would always come first.
pub(super) fn by_retrievability(input: &QueueInput<'_>, due: &mut [usize]) {
    due.sort_by_cached_key(|&index| {
        let card = &input.cards[index];
        (Falling(surplus(input, card)), draw(input, card))
    });
}

/// Sorts cards by the day they fall due, the least remembered first within a day.
pub(super) fn by_due_day(input: &QueueInput<'_>, cards: &mut [usize]) {
    cards.sort_by_cached_key(|&index| {
        let card = &input.cards[index];
        let due = card.state().reviewed().map(|reviewed| reviewed.due);
        (due, Falling(-surplus(input, card)), draw(input, card))
    });
}

/// How far the chance of recall lies above what is wanted; 0 for a card without a memory.
fn surplus(input: &QueueInput<'_>, card: &QueueCard<'_>) -> f32 {
    let wanted = f32::from(
        card.card
            .deck_retention()
            .unwrap_or(input.settings.retention),
    );
    card.state().reviewed().map_or(0.0, |reviewed| {
        let chance = retrievability(reviewed.memory, input.today.since(reviewed.last));
        f32::from(chance) - wanted
    })
}

fn draw(input: &QueueInput<'_>, card: &QueueCard<'_>) -> u64 {
    xxh3_64_with_seed(card.card.id().as_bytes(), input.seed)
}

/// A number that sorts from high to low.
#[derive(Clone, Copy, Debug)]
struct Falling(f32);

impl Ord for Falling {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.0.total_cmp(&self.0)
    }
}

impl PartialOrd for Falling {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Falling {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Falling {}
