//! YAML text becomes a [`Deck`], or all its problems with line and column.
//!
//! The file is read as a tree of texts with places (`yaml`), sorted into a flat mirror of the format (`mirror`), and
//! converted by hand into typed cards. Every step notes what is wrong and goes on, so a teacher sees all of it at once.

mod answers;
mod blank;
mod bullet;
mod cache;
mod cards;
pub mod code;
pub mod columns;
pub mod edit;
mod embedded;
pub(crate) mod fields;
mod folder;
mod frame;
mod gaps;
mod header;
mod kind;
mod links;
mod listing;
mod lost;
pub(crate) mod mend;
pub(crate) mod mirror;
mod misdated;
#[cfg(test)]
mod mistakes;
mod odd_space;
mod parse;
mod places;
mod prose;
pub(crate) mod quoting;
pub mod scaffold;
pub mod schema;
mod settings;
pub(crate) mod slip;
pub(crate) mod slug;
pub(crate) mod source;
mod spot;
mod surroundings;
pub(crate) mod syntax;
mod tells;
pub(crate) mod unreviewed;
pub(crate) mod values;
mod volume;
pub(crate) mod yaml;

use std::path::PathBuf;

pub use cache::Cache;
pub(crate) use folder::deck_files;
pub use folder::{
    Collection, Library, collect, inspect_all, load, load_file, load_version, read_bytes, stem,
};
pub use links::Completeness;
pub use listing::{FactNumber, Listed, Listing, Matter};
pub use parse::{Look, Parsed, inspect, parse};
pub use places::{At, Owner, Places};
pub use surroundings::{Folder, Sources, Surroundings, Trust};
pub use tells::{Tells, Word};
pub use volume::{Lost, Volume};

use crate::card::{Allowance, Card, DeckId};
use crate::memory::DesiredRetention;

/// A deck: cards and what holds for all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Deck {
    /// Its name; the file's stem when the file gives none.
    pub id: DeckId,
    /// What learners see; the id when the file gives none.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// BCP 47 tag of the language it is written in.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Under which licence.
    pub license: Option<String>,
    /// What it was made from.
    pub source: Option<String>,
    /// Retention its author asks for, instead of the learner's setting.
    pub retention: Option<DesiredRetention>,
    /// New cards a day its author asks for, at most.
    pub new_per_day: Option<u32>,
    /// Lints switched off for the whole deck.
    pub allow: Vec<Allowance>,
    /// The cards in the order written; a cloze gives one for each gap.
    pub cards: Vec<Card>,
    /// Where it was read from.
    pub place: Place,
}

/// Where a deck comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// Inside the program, under this file name.
    Embedded(&'static str),
}

/// One thing wrong with a deck file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file.
    pub place: Place,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// How many characters the caret underlines; at least 1.
    pub length: u32,
    /// Whether the deck can be studied all the same.
    pub severity: Severity,
    /// Stable: `deck.duplicate-id`.
    pub code: &'static str,
    /// What is wrong, in a teacher's words; lower case, no final stop.
    pub message: String,
    /// What to do, or the line to write instead.
    pub help: Option<String>,
    /// How `check --fix` mends it; nothing where a person has to decide.
    pub fix: Option<edit::Fix>,
    /// The line of the file as it stands; empty when the problem has no line, or one of over 4 KiB.
    pub source_line: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The deck cannot be studied.
    Error,
    /// It can.
    Warning,
}
