//! A fact base becomes decks: each date, figure and name once, asked in every form that teaches it.
//!
//! [`read`] takes the YAML of a base with the care decks are read with, and notes what will make a bad card (`fact.*`).
//! [`generate()`] writes a deck a topic. Nothing here touches a file, and the same facts and seed give the same bytes.

mod asking;
mod asks;
mod blame;
mod blueprint;
mod cards;
mod carried;
pub mod code;
mod derived;
mod distractors;
mod entries;
mod fact;
mod generate;
mod groups;
mod lint;
mod mirror;
#[cfg(test)]
mod mistakes;
mod parse;
mod readings;
mod record;
mod rivals;
mod schema;
mod seal;
#[cfg(test)]
mod shipped;
mod templates;
mod value;
mod wording;
mod write;

pub use carried::NotesAtHand;
pub use fact::{FactBase, Status};
pub use generate::{Generated, GeneratedDeck, Unasked, generate};
pub use parse::{ParsedFacts, read, read_with_notes};
pub use schema::schema;
pub use seal::{Seal, origin_of, seal_of};
