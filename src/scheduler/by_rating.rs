//! One value for each of the four ratings.

use crate::review::Rating;

/// A value for each rating, lowest rating first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByRating<T> {
    /// When the card was not recalled.
    pub again: T,
    /// When it was recalled with effort.
    pub hard: T,
    /// When it was recalled.
    pub good: T,
    /// When it was recalled at once.
    pub easy: T,
}

impl<T> ByRating<T> {
    /// Returns the value for `rating`.
    pub fn get(&self, rating: Rating) -> &T {
        match rating {
            Rating::Again => &self.again,
            Rating::Hard => &self.hard,
            Rating::Good => &self.good,
            Rating::Easy => &self.easy,
        }
    }

    /// Turns every value into another.
    pub fn map<U>(self, mut turn: impl FnMut(T) -> U) -> ByRating<U> {
        ByRating {
            again: turn(self.again),
            hard: turn(self.hard),
            good: turn(self.good),
            easy: turn(self.easy),
        }
    }

    /// Pairs every value with that of `other` for the same rating.
    pub fn zip<U>(self, other: ByRating<U>) -> ByRating<(T, U)> {
        ByRating {
            again: (self.again, other.again),
            hard: (self.hard, other.hard),
            good: (self.good, other.good),
            easy: (self.easy, other.easy),
        }
    }
}
