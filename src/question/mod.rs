//! A card becomes a question: the form it is asked in, its options in an order drawn from a seed.
//!
//! Knows what is right, and judges nothing: that is for `grading`.

mod answer;
mod expected;
mod label;
mod pose;
#[cfg(test)]
pub(crate) mod sample;

pub use answer::answer_text;
pub use label::{letter, position};

use crate::card::{Card, CardId};

/// A card posed once.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The card.
    pub card: CardId,
    /// The form it is asked in.
    pub asked: Asked,
}

/// The forms a card can be asked in.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// A text, typed.
    Text,
    /// Several texts, typed in any order, separated by `;`.
    Set,
    /// A date, typed.
    Date,
    /// A figure, typed.
    Number,
    /// What fills a gap, typed: a date, a figure or a text.
    Cloze,
    /// One of several options.
    Choice(Vec<Choice>),
    /// Several of several options.
    Choices(Vec<Choice>),
    /// Items to be put in order, as shuffled (never in the right order).
    Order(Vec<String>),
    /// Two columns to be paired: the left as written, the right shuffled.
    Match {
        /// Lettered.
        left: Vec<String>,
        /// Numbered.
        right: Vec<String>,
    },
    /// Revealed and rated by the learner.
    Flip,
}

/// An option as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is shown.
    pub text: String,
    /// Whether choosing it is right.
    pub is_right: bool,
}

/// Which meeting with the card this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// The card is new.
    First,
    /// It was met before.
    Later,
}

impl Question {
    /// Poses `card`; the same seed gives the same question.
    ///
    /// Options of texts are shuffled; dates and figures are sorted, so that their place tells nothing. A card without a wrong
    /// option that differs from the right one is asked by typing, whatever its form.
    pub fn pose(card: &Card, meeting: Meeting, seed: u64) -> Self {
        Self {
            card: card.id.clone(),
            asked: pose::pose(card, meeting, seed),
        }
    }

    /// One line that, sent as the response to this very question, is judged correct; nothing for a card that is flipped.
    ///
    /// Letters where there are letters, the answer as printed otherwise.
    pub fn expected(&self, card: &Card) -> Option<String> {
        expected::expected(&self.asked, card)
    }

    /// The word for the form in JSON: `text set date number cloze choice choices order match flip`.
    pub fn kind(&self) -> &'static str {
        match self.asked {
            Asked::Text => "text",
            Asked::Set => "set",
            Asked::Date => "date",
            Asked::Number => "number",
            Asked::Cloze => "cloze",
            Asked::Choice(_) => "choice",
            Asked::Choices(_) => "choices",
            Asked::Order(_) => "order",
            Asked::Match { .. } => "match",
            Asked::Flip => "flip",
        }
    }

    /// The options in the order shown, for the log: choices, items, or the right column of pairs. Nothing when it is typed or
    /// flipped.
    pub fn options(&self) -> Vec<String> {
        match &self.asked {
            Asked::Choice(choices) | Asked::Choices(choices) => {
                choices.iter().map(|choice| choice.text.clone()).collect()
            }
            Asked::Order(items) => items.clone(),
            Asked::Match { right, .. } => right.clone(),
            Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze | Asked::Flip => {
                Vec::new()
            }
        }
    }
}
