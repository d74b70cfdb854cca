//! A card: what is asked, what is right, and what it belongs to. Values only; nothing here reads YAML or grades.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fold::Strictness;
use crate::quantity::{Figure, Margin};
use crate::when::{HistoricDate, Precision};

/// Names a deck: letters, digits, `-`, `_` and `.`, at least one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeckId(String);

/// Names a card inside its deck: as a deck's name, and `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CardKey(String);

/// A card's full name, `deck-id:card-id`; the same for as long as progress is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CardId {
    full: Box<str>,
    /// The length of the deck's name.
    colon: u8,
}

/// A card as people name it: in full, or by its key where only one deck has such a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardName {
    /// `deck-id:card-id`.
    Full(CardId),
    /// `card-id`.
    Key(CardKey),
}

impl FromStr for CardName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        if text.contains(':') {
            text.parse().map(Self::Full)
        } else {
            text.parse().map(Self::Key)
        }
    }
}

/// Names a fact of a deck. Cards that share one are siblings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FactId(String);

/// A name with a character it cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing at all.
    #[error("a name needs at least one character")]
    Empty,
    /// Over 200 bytes.
    #[error("a name has at most 200 characters")]
    TooLong,
    /// A character outside the alphabet.
    #[error("a name has letters, digits, \"-\", \"_\" and \".\" only, not {}", called(*.0))]
    Character(char),
    /// No `:` between deck and card.
    #[error("a card's full name is \"deck-id:card-id\"")]
    NoColon,
}

fn called(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Longest name, in bytes.
const MAX_NAME: usize = 200;

fn check_name(text: &str, extra: &[char]) -> Result<(), NameError> {
    let is_allowed = |c: char| c.is_alphanumeric() || "-_.".contains(c) || extra.contains(&c);
    // Names come by the hundred thousand, and almost all of them are plain.
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) || extra.contains(&char::from(byte))
    };
    let strange = if text.bytes().all(is_plain) {
        None
    } else {
        text.chars().find(|&c| !is_allowed(c))
    };
    match strange {
        Some(c) => Err(NameError::Character(c)),
        None if text.is_empty() => Err(NameError::Empty),
        None if text.len() > MAX_NAME => Err(NameError::TooLong),
        None => Ok(()),
    }
}

macro_rules! name {
    ($name:ident, $extra:expr) => {
        impl FromStr for $name {
            type Err = NameError;

            fn from_str(text: &str) -> Result<Self, NameError> {
                check_name(text, $extra).map(|()| Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NameError;

            fn try_from(text: String) -> Result<Self, NameError> {
                check_name(&text, $extra).map(|()| Self(text))
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name!(DeckId, &[]);
name!(CardKey, &['/']);
name!(FactId, &['/']);

impl CardKey {
    /// The fact a card asks about when its deck names none: the key up to its first `/`.
    pub fn default_fact(&self) -> FactId {
        FactId(self.0.split('/').next().unwrap_or_default().to_owned())
    }
}

impl CardId {
    /// Joins a deck's name and a card's key.
    #[expect(clippy::missing_panics_doc, reason = "a name has at most 200 bytes")]
    pub fn new(deck: &DeckId, key: &CardKey) -> Self {
        Self {
            full: format!("{deck}:{key}").into_boxed_str(),
            colon: u8::try_from(deck.0.len()).expect("a name has at most 200 bytes"),
        }
    }

    /// The deck's name.
    pub fn deck(&self) -> &str {
        &self.full[..usize::from(self.colon)]
    }

    /// The card's key inside its deck.
    pub fn key(&self) -> &str {
        &self.full[usize::from(self.colon) + 1..]
    }
}

/// As its full name.
impl Hash for CardId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.full.hash(state);
    }
}

impl Borrow<str> for CardId {
    fn borrow(&self) -> &str {
        &self.full
    }
}

impl AsRef<str> for CardId {
    fn as_ref(&self) -> &str {
        &self.full
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full)
    }
}

impl FromStr for CardId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for CardId {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        let (deck, key) = text.split_once(':').ok_or(NameError::NoColon)?;
        check_name(deck, &[])?;
        check_name(key, &['/'])?;
        let colon = u8::try_from(deck.len()).map_err(|_| NameError::TooLong)?;
        Ok(Self {
            colon,
            full: text.into_boxed_str(),
        })
    }
}

impl From<CardId> for String {
    fn from(id: CardId) -> Self {
        id.full.into()
    }
}

/// One card of a deck, checked and typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The full name, stable over every edit of the text.
    pub id: CardId,
    /// The facts it asks about; at least one. Cards of one fact are siblings; a card of several neither buries nor is buried.
    pub facts: Vec<FactId>,
    /// Names the fact without its value: "the second fleet". For messages and timelines.
    pub about: Option<String>,
    /// What is asked.
    pub prompt: Prompt,
    /// What is right.
    pub answer: Answer,
    /// Whether it is asked as a choice, typed, or grows from one into the other.
    pub form: Form,
    /// Shown on request.
    pub hint: Option<String>,
    /// Shown after the verdict.
    pub explanation: Option<String>,
    /// Where the fact comes from.
    pub source: Option<String>,
    /// For `--tag`.
    pub tags: Vec<String>,
    /// The author's own words for responses foreseen.
    pub feedback: Vec<Feedback>,
    /// A picture inside the deck's folder.
    pub image: Option<Image>,
    /// Introduced only once that card is in review.
    pub after: Option<CardId>,
    /// When it may be introduced at all.
    pub admission: Admission,
    /// What the grading of texts forgives.
    pub strictness: Strictness,
    /// Raised by the author when the meaning changed: the card starts afresh. 1 at first.
    pub revision: u32,
    /// Lints switched off.
    pub allow: Vec<Allowance>,
    /// The line of the deck file the card starts on, from 1.
    pub line: u32,
}

/// The text of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prompt {
    /// A question or a request.
    Plain(String),
    /// A sentence with one gap; other gaps of the same sentence are filled in.
    Gap {
        /// The sentence up to the gap.
        before: String,
        /// The sentence after it.
        after: String,
    },
}

/// How a gap is printed.
pub const GAP: &str = "_____";

impl fmt::Display for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Gap { before, after } => write!(f, "{before}{GAP}{after}"),
        }
    }
}

/// What a card holds to be right, by kind. `choices` are wrong options; empty when there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A text.
    Text {
        /// The answer as shown.
        expected: String,
        /// Other texts that are right.
        accept: Vec<String>,
        /// Wrong options.
        choices: Vec<String>,
    },
    /// Several texts, in any order; at least two.
    Set {
        /// The right texts.
        expected: Vec<String>,
        /// Wrong options.
        choices: Vec<String>,
    },
    /// A historic date.
    Date {
        /// The date as known.
        expected: HistoricDate,
        /// What is asked of it; never finer than the date.
        asked: Precision,
        /// Other dates that are right.
        accept: Vec<HistoricDate>,
        /// How many years off is still right; 0 when exact.
        margin_years: u32,
        /// Wrong options.
        choices: Vec<HistoricDate>,
    },
    /// A figure.
    Figure {
        /// The figure, with unit and bound.
        expected: Figure,
        /// Other figures that are right.
        accept: Vec<Figure>,
        /// How far off is still right.
        margin: Margin,
        /// Wrong options.
        choices: Vec<Figure>,
    },
    /// Texts to be put in order; at least two, all different.
    Order {
        /// First one first.
        items: Vec<String>,
    },
    /// Pairs to be found; at least two, both sides all different.
    Match {
        /// Left and right.
        pairs: Vec<(String, String)>,
    },
    /// A text that is revealed and rated by the learner.
    Flip {
        /// The other side.
        back: String,
    },
}

impl Answer {
    /// Tells whether the card brings wrong options of its own.
    pub fn has_choices(&self) -> bool {
        match self {
            Self::Text { choices, .. } | Self::Set { choices, .. } => !choices.is_empty(),
            Self::Date { choices, .. } => !choices.is_empty(),
            Self::Figure { choices, .. } => !choices.is_empty(),
            Self::Order { .. } | Self::Match { .. } | Self::Flip { .. } => false,
        }
    }
}

/// How a card with choices is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Always by choosing.
    Choice,
    /// Always by typing.
    Typed,
    /// Introduced as a choice, typed from then on.
    Grow,
}

/// When a card may be introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Admission {
    /// Whenever its turn comes.
    Always,
    /// Only after two logged confusions of its facts.
    Confused,
}

/// The author's words for a response foreseen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The response, as typed by the author; read as the card's kind when graded.
    pub response: String,
    /// What is said to it.
    pub text: String,
}

/// A picture and what it shows in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// A path relative to the deck's folder, never outside it.
    pub path: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// A lint switched off for a card or a deck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The lint's code.
    pub code: String,
    /// Why it does not apply.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_id_splits_at_its_first_colon() {
        let id: CardId = "jm-diplomacy:ties-1972/date".parse().expect("a card id");
        assert_eq!((id.deck(), id.key()), ("jm-diplomacy", "ties-1972/date"));
        assert_eq!(id.to_string(), "jm-diplomacy:ties-1972/date");
    }

    #[test]
    fn names_with_path_or_control_characters_are_refused() {
        for bad in ["", "a b", "../x", "a\u{1b}", "a:b"] {
            assert!(bad.parse::<DeckId>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_key_gives_its_fact_up_to_the_first_slash() {
        let key: CardKey = "ties-1972/date/x".parse().expect("a key");
        assert_eq!(key.default_fact().as_ref(), "ties-1972");
    }
}
