//! Reviews and introductions to test with, without the extras.

use super::{Intro, Rating, Review};
use crate::day::Day;
use crate::memory::DesiredRetention;

/// A rated response on a day counted from 1970.
pub(crate) fn review(card: &str, rating: Rating, day: i32) -> Review {
    Review {
        card: card.parse().expect("a card id"),
        rating,
        suggested: None,
        verdict: None,
        miss: None,
        confused_with: None,
        response: None,
        options: Vec::new(),
        revision: 1,
        ms: 0,
        day: Some(Day::from_number(day)),
        retention: DesiredRetention::default(),
        fuzz_seed: 0,
    }
}

/// A first meeting on a day counted from 1970.
pub(crate) fn intro(card: &str, day: i32) -> Intro {
    Intro {
        card: card.parse().expect("a card id"),
        verdict: None,
        miss: None,
        response: None,
        options: Vec::new(),
        revision: 1,
        ms: 0,
        day: Some(Day::from_number(day)),
    }
}
