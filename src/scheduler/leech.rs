//! Leeches: cards that are lost again and again, which ask for another wording rather than for more reviews.

use super::Record;

/// A card lost so often from review is a leech.
pub const LEECH_LAPSES: u32 = 8;

/// Past the limit the learner hears of it again after so many more lapses.
const LAPSES_BETWEEN_WARNINGS: u32 = 4;

/// Tells whether a card is past the lapse limit.
pub fn is_leech(record: &Record) -> bool {
    record.lapses >= LEECH_LAPSES
}

/// Tells whether the review that led from `before` to `after` is one to warn of: the limit is reached, or passed by another four lapses.
pub fn warns_of_leech(before: &Record, after: &Record) -> bool {
    after.lapses > before.lapses
        && is_leech(after)
        && (after.lapses - LEECH_LAPSES).is_multiple_of(LAPSES_BETWEEN_WARNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lapsed(lapses: u32) -> Record {
        Record {
            lapses,
            ..Record::default()
        }
    }

    #[test]
    fn a_leech_is_named_at_the_limit_and_every_four_lapses_after() {
        let warned: Vec<u32> = (1..=20)
            .filter(|&lapses| warns_of_leech(&lapsed(lapses - 1), &lapsed(lapses)))
            .collect();
        assert_eq!(warned, [8, 12, 16, 20]);
    }

    #[test]
    fn a_review_without_a_lapse_warns_of_nothing() {
        assert!(!warns_of_leech(&lapsed(8), &lapsed(8)));
        assert!(is_leech(&lapsed(9)) && !is_leech(&lapsed(7)));
    }
}
