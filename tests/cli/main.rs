//! The program from outside: the real binary, its output and its exit codes. One test binary for all of it.

mod bad_input;
mod commands;
mod draft;
mod draft_walk;
mod durability;
mod edges;
mod generate;
mod hostile;
mod identity;
mod offline;
mod progress;
mod pseudo_terminal;
mod readme;
#[path = "../run.rs"]
mod run;
mod sandbox;
mod schedule;
mod study;
mod teacher;
mod terminal;
