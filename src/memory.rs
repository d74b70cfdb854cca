//! What is believed about a learner's memory of one card, in the words of the FSRS model.
//!
//! Only values and their ranges; how they change lives in `scheduler`.

use serde::{Deserialize, Serialize};

use crate::day::{Day, Days};

/// Days until the chance of recall falls to 90 %; above 0, at most 36 500.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f32")]
pub struct Stability(f32);

/// How hard a card is to keep, 1 (easy) to 10.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f32")]
pub struct Difficulty(f32);

/// The chance of recalling a card now, in 0..=1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f32")]
pub struct Retrievability(f32);

/// The chance of recall that is scheduled for, in 0.70..=0.99.
///
/// Outside of this range the intervals of the model degenerate: 0 gives infinity, 1 gives none at all.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f32")]
pub struct DesiredRetention(f32);

/// A number that is not what its name promises.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum MemoryError {
    /// Not a positive, finite number of days.
    #[error("stability is a positive number of days, not {0}")]
    Stability(f32),
    /// Outside 1..=10.
    #[error("difficulty lies between 1 and 10, not at {0}")]
    Difficulty(f32),
    /// Outside 0..=1.
    #[error("retrievability lies between 0 and 1, not at {0}")]
    Retrievability(f32),
    /// Outside 0.70..=0.99.
    #[error("retention lies between 0.70 and 0.99, not at {0}; 0.90 suits most learners")]
    DesiredRetention(f32),
}

macro_rules! checked {
    ($name:ident, $range:expr) => {
        impl TryFrom<f32> for $name {
            type Error = MemoryError;

            fn try_from(value: f32) -> Result<Self, MemoryError> {
                if $range.contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(MemoryError::$name(value))
                }
            }
        }

        impl From<$name> for f32 {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

checked!(Stability, (f32::MIN_POSITIVE..=36_500.0));
checked!(Difficulty, (1.0..=10.0));
checked!(Retrievability, (0.0..=1.0));
checked!(DesiredRetention, (0.70..=0.99));

impl Default for DesiredRetention {
    fn default() -> Self {
        Self(0.90)
    }
}

/// The two numbers of the model for a card that was reviewed at least once.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// How long it lasts.
    pub stability: Stability,
    /// How hard it is to make it last longer.
    pub difficulty: Difficulty,
}

/// Where a card stands with one learner. What only a reviewed card has lives in that variant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum CardState {
    /// Never asked.
    #[default]
    New,
    /// Shown once without rating, or rated but not yet passed: to be asked again the same day.
    Learning(Learning),
    /// Passed; asked again when it falls due.
    Review(Reviewed),
    /// Passed before, then lost: to be asked again the same day.
    Relearning(Reviewed),
}

/// The two ways of still learning a card.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Learning {
    /// Its answer was shown; no response was rated yet.
    Introduced {
        /// The day of the introduction.
        on: Day,
    },
    /// Rated, never passed.
    Failed(Reviewed),
}

/// What a card has once it was rated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The state of memory after the last review.
    pub memory: Memory,
    /// The day of the last review.
    pub last: Day,
    /// The day it falls due. A card in learning or relearning is asked again before, on the day it was failed.
    pub due: Day,
}

impl Reviewed {
    /// The wait the last review set.
    pub fn interval(&self) -> Days {
        self.due.since(self.last)
    }
}

impl CardState {
    /// Returns what a rated card has; nothing for one that is new or only introduced.
    pub fn reviewed(&self) -> Option<&Reviewed> {
        match self {
            Self::New | Self::Learning(Learning::Introduced { .. }) => None,
            Self::Learning(Learning::Failed(reviewed))
            | Self::Review(reviewed)
            | Self::Relearning(reviewed) => Some(reviewed),
        }
    }

    /// The word for the state: `new`, `learning`, `review` or `relearning`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Learning(_) => "learning",
            Self::Review(_) => "review",
            Self::Relearning(_) => "relearning",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_outside_their_range_are_refused() {
        assert!(Stability::try_from(0.0).is_err());
        assert!(Stability::try_from(f32::NAN).is_err());
        assert!(Stability::try_from(f32::INFINITY).is_err());
        assert!(Difficulty::try_from(10.1).is_err());
        assert!(Retrievability::try_from(-0.1).is_err());
        assert!(DesiredRetention::try_from(1.0).is_err());
        assert!(DesiredRetention::try_from(0.9).is_ok());
    }

    #[test]
    fn a_damaged_memory_is_refused_when_it_is_read() {
        let read = |text: &str| serde_json::from_str::<Memory>(text);
        assert!(read(r#"{"stability":3.5,"difficulty":5.0}"#).is_ok());
        assert!(read(r#"{"stability":0.0,"difficulty":5.0}"#).is_err());
        assert!(read(r#"{"stability":3.5,"difficulty":40.0}"#).is_err());
    }
}
