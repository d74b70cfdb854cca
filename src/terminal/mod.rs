//! The face in a terminal: command line, screens, plain lines, JSON lines, tables, exit codes. A subcommand, a file.
//!
//! It words what the core says as data, and turns keys and lines into inputs of a session. It decides nothing about cards.

mod against;
pub mod args;
mod arrivals;
mod card;
mod cards;
mod check;
mod completions;
mod config;
mod decks;
mod desk;
mod draft;
mod editor;
mod exit;
mod face;
mod farewell;
mod fix;
mod gauge;
mod generate;
mod history;
mod invocation;
mod json;
mod json_text;
mod keeping;
mod keys;
mod learners;
mod linear;
mod lines;
mod man;
mod menu;
mod names;
mod new;
mod notes;
mod out;
mod overview;
mod page;
mod pick;
mod plain;
mod preview;
mod problems;
mod progress;
#[cfg(test)]
mod sample;
mod scene;
mod schema;
mod screen;
mod sitting;
mod stats;
mod stopwatch;
mod study;
mod style;
mod table;
mod tty;
mod undo;
mod waiting;
mod wording;

use std::io;

use clap::Parser;

use crate::text::SafeText;

use args::{Args, Check, Command};
use desk::Desk;
use screen::{OutputError, Screen};

pub use editor::typed;
pub use exit::ExitCode;

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    match Args::try_parse() {
        Ok(args) => run(&args),
        Err(error) => told_by_clap(&error),
    }
}

/// Help and version are results; everything else is a mistake in the command line, which repeats what was given.
fn told_by_clap(error: &clap::Error) -> ExitCode {
    let (code, told) = if error.use_stderr() {
        let words = SafeText::clean(error.render().to_string().trim_end());
        let told = Screen::plain(io::stderr().lock()).line_of(&words);
        (ExitCode::Usage, told)
    } else {
        (ExitCode::Done, error.print().map_err(OutputError::from))
    };
    match told {
        Err(failed) if !failed.is_closed() => ExitCode::NotWritten,
        Ok(()) | Err(_) => code,
    }
}

/// Does what a command line says.
pub fn run(args: &Args) -> ExitCode {
    let desk = Desk::set(&args.global);
    match dispatch(&desk, args) {
        Ok(code) => code,
        Err(error) => {
            let error = keeping::advised(error, &desk);
            exit::report(&error, &mut Screen::plain(io::stderr().lock()))
        }
    }
}

fn dispatch(desk: &Desk, args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        None => overview::run(desk),
        Some(Command::Study(options)) => study::study(desk, options),
        Some(Command::Review(options)) => study::review(desk, options),
        Some(Command::Decks) => decks::run(desk),
        Some(Command::Stats) => stats::run(desk),
        Some(Command::History(options)) => history::run(desk, options.all),
        Some(Command::Undo) => undo::run(desk),
        Some(Command::Learners) => learners::run(desk),
        Some(Command::Card(options)) => card::run(desk, options),
        Some(Command::Cards(options)) => cards::run(desk, *options),
        Some(Command::Config(options)) => config::run(desk, options),
        Some(Command::Check(options)) => check_decks(desk, options),
        Some(Command::Progress(options)) => progress::run(desk, options),
        Some(Command::Generate(options)) => generate::run(desk, &options.into()),
        Some(Command::New(options)) => new::run(desk, options),
        Some(Command::Preview(options)) => preview::run(desk, options),
        Some(Command::Schema(options)) => schema::run(options.of),
        Some(Command::Draft(options)) => draft::run(desk, options),
        Some(Command::Completions(options)) => completions::run(options.shell),
        Some(Command::Man) => man::run(),
    }
}

fn check_decks(desk: &Desk, options: &Check) -> anyhow::Result<ExitCode> {
    let Check {
        files,
        fix,
        write_ids,
        against,
        explain: _,
        strict: _,
        format: _,
    } = options;
    let library = || desk.outside.library();
    if let Some(old) = against {
        return against::run(old, files, library, desk.form, &mut desk.screen());
    }
    match fix::Task::of(*fix, *write_ids) {
        Some(task) => fix::run(task, files, library, desk.form, &mut desk.screen()),
        None => check::run(desk, options),
    }
}
