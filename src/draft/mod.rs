//! Notes become draft facts: dates and figures found in English prose, for a teacher to review.
//!
//! [`find()`] says what a text mentions, [`Sheet`] holds the drafts with what was decided about them, [`Review`] walks through
//! them, and [`facts`] writes what was accepted as a fact base. Nothing of the notes becomes a fact before somebody has said it in
//! words of their own; [`Phrases`] finds words that were carried over. Nothing here touches a file.

mod asked;
mod code;
mod entry;
pub mod facts;
mod find;
mod gapped;
mod gather;
mod mirror;
mod notes;
mod phrases;
mod read;
mod review;
mod sheet;
mod value;
mod write;

pub use entry::{Decision, Draft, DraftId, Place, Wording};
pub use find::{Amount, Content, Mention, Modifier, Origin, Worth, find};
pub use gapped::gapped;
pub use gather::gather;
pub use notes::{Language, MAX_NOTES, Notes, UnreadableNotes};
pub use phrases::Phrases;
pub use read::{ParsedSheet, read};
pub use review::{Act, Refused, Review};
pub use sheet::{MAX_DRAFTS, MAX_SHEET, Sheet, Tally};
pub use value::{Kind, UnreadableValue, Value};
