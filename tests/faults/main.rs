//! What is promised about a learner's answers, held against the ways in which they get lost: the program killed, the machine
//! without power, the disk full or broken, files damaged, clocks wrong, decks edited meanwhile.
//!
//! Each test runs in a short form. `JMREL_QUIZ_FAULTS=long cargo test --release --locked --test faults` runs the long ones;
//! `docs/reliability.md` says what each of them shows.

#![cfg(unix)]

mod clocks;
mod content;
mod crowd;
mod damage;
mod denied;
mod disk;
mod edits;
mod full;
mod journals;
mod kill;
mod links;
mod log;
mod names;
mod old;
mod patient;
mod place;
mod power;
mod recorder;
mod refused;
#[path = "../run.rs"]
mod run;
mod scale;
mod soak;
mod sync;
mod terminal;
mod times;
mod trace;
