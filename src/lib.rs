//! Learn dates and figures: decks in YAML, typed answers graded with understanding, spaced repetition.
//!
//! One pipeline, one folder a stage. A module imports only from those above it; `tests/layers.rs` holds us to that.
//!
//! ```text
//! decks (YAML) ──load──▶ cards ──ask──▶ question ──response──▶ verdict ──▶ rating
//!                          ▲                                               │
//!     queue ◀── schedule ──┴──── replay ◀── event log (SQLite) ◀── review ─┘
//!                                              └──▶ reports
//! ```

// Words: values without I/O. The blank lines keep the formatter from sorting the order away.
pub mod day;

pub mod text;

pub mod fold;

pub mod when;

pub mod quantity;

pub mod card;

pub mod memory;

pub mod review;

pub mod learner;

mod system;

pub mod files;

// The pipeline, a stage a folder.

pub mod deck;

pub mod draft;

pub mod facts;

pub mod question;

pub mod grading;

pub mod lint;

pub mod scheduler;

pub mod session;

pub mod progress;

pub mod identity;

pub mod report;

pub mod page;

// The edge: the only modules that talk to a person.

pub mod study;

pub mod terminal;
