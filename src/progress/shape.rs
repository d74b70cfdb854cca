//! Bodies of answers read for replay: what shapes a record is taken, texts are only passed over.
//!
//! Logs are long, and most of an answer is text that no record needs. What is read here and what the general reader reads must
//! be the same: a body that one of them refuses the other refuses too.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::card::{CardId, FactId};
use crate::day::Day;
use crate::memory::DesiredRetention;
use crate::review::{Intro, Rating, Review, Verdict};

/// Reads a review; nothing when a newer program wrote it.
pub(super) fn review(card: CardId, body: &str) -> Option<Review> {
    let shape: ReviewShape = serde_json::from_str(body).ok()?;
    Some(Review {
        card,
        rating: shape.rating,
        suggested: shape.suggested,
        verdict: shape.verdict,
        miss: None,
        confused_with: shape.confused_with,
        response: None,
        options: Vec::new(),
        revision: shape.revision,
        ms: shape.ms,
        day: shape.day,
        retention: shape.retention,
        fuzz_seed: shape.fuzz_seed,
    })
}

/// Reads an introduction; nothing when a newer program wrote it.
pub(super) fn intro(card: CardId, body: &str) -> Option<Intro> {
    let shape: IntroShape = serde_json::from_str(body).ok()?;
    Some(Intro {
        card,
        verdict: shape.verdict,
        miss: None,
        response: None,
        options: Vec::new(),
        revision: shape.revision,
        ms: shape.ms,
        day: shape.day,
    })
}

/// The fields of [`Review`].
#[derive(Deserialize)]
struct ReviewShape {
    #[serde(default, rename = "card")]
    _card: Elsewhere,
    rating: Rating,
    #[serde(default)]
    suggested: Option<Rating>,
    #[serde(default)]
    verdict: Option<Verdict>,
    #[serde(default, rename = "miss")]
    _miss: Option<Text>,
    #[serde(default)]
    confused_with: Option<FactId>,
    #[serde(default, rename = "response")]
    _response: Option<Text>,
    #[serde(default, rename = "options")]
    _options: Vec<Text>,
    #[serde(default = "first_revision")]
    revision: u32,
    #[serde(default)]
    ms: u32,
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    retention: DesiredRetention,
    #[serde(default)]
    fuzz_seed: u64,
}

/// The fields of [`Intro`].
#[derive(Deserialize)]
struct IntroShape {
    #[serde(default, rename = "card")]
    _card: Elsewhere,
    #[serde(default)]
    verdict: Option<Verdict>,
    #[serde(default, rename = "miss")]
    _miss: Option<Text>,
    #[serde(default, rename = "response")]
    _response: Option<Text>,
    #[serde(default, rename = "options")]
    _options: Vec<Text>,
    #[serde(default = "first_revision")]
    revision: u32,
    #[serde(default)]
    ms: u32,
    #[serde(default)]
    day: Option<Day>,
}

fn first_revision() -> u32 {
    1
}

/// A field that is a column and must not be in a body.
#[derive(Default)]
struct Elsewhere;

impl<'de> Deserialize<'de> for Elsewhere {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(D::Error::custom("the card is a column"))
    }
}

/// A text that is passed over.
struct Text;

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl Visitor<'_> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: Error>(self, _: &str) -> Result<Text, E> {
                Ok(Text)
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}
