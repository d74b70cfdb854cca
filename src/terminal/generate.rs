//! `generate`: decks from facts, written or compared. `order` does it, `outcome` tells what came of it.

mod order;
mod outcome;

use std::io;
use std::path::{Path, PathBuf};

use order::Order;

use super::args;
use super::desk::Desk;
use super::exit::{ExitCode, UsageError};
use super::out::{self, Form};
use super::problems;
use super::screen::{OutputError, Screen};
use crate::deck::{self, Problem};

/// What the command line says.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// The fact bases; those in `facts` under the deck folder when there is none.
    pub(super) facts: Vec<PathBuf>,
    /// Where the decks belong; the deck folder when it is not said.
    pub(super) out: Option<PathBuf>,
    pub(super) mode: Mode,
}

/// What is done with the decks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// They are written, but not over a file edited by hand.
    Write,
    /// They are written, whatever is there.
    Overwrite,
    /// They are compared with what is there.
    Compare,
}

impl From<&args::Generate> for Options {
    fn from(args: &args::Generate) -> Self {
        Self {
            facts: args.facts.clone(),
            out: args.out.clone(),
            mode: match args {
                args::Generate { check: true, .. } => Mode::Compare,
                args::Generate { force: true, .. } => Mode::Overwrite,
                args::Generate { .. } => Mode::Write,
            },
        }
    }
}

/// Generates the decks of the fact bases, or tells whether those there are what the facts give.
///
/// # Errors
///
/// There are no facts, or a deck cannot be written.
pub(super) fn run(desk: &Desk, options: &Options) -> anyhow::Result<ExitCode> {
    let folder = desk.outside.decks.clone().unwrap_or_else(|| "decks".into());
    let files = match options.facts.as_slice() {
        [] => fact_files(&folder.join("facts"))?,
        files => files.to_vec(),
    };
    let order = Order {
        files: &files,
        out: options.out.as_deref().unwrap_or(&folder),
        mode: options.mode,
        seed: desk.outside.seed.unwrap_or_default(),
    };
    let outcome = order.carry_out()?;
    if desk.form != Form::Json {
        tell_problems(&outcome.problems)?;
    }
    let mut screen = desk.screen();
    out::give(&outcome.to_json(), desk.form, &mut screen, |screen| {
        outcome.write(screen)
    })?;
    Ok(outcome.exit_code())
}

fn fact_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    match deck::deck_files(folder) {
        Ok(files) if !files.is_empty() => Ok(files),
        _ => {
            let message = format!(
                "there are no facts in {}; name a file with some",
                folder.display()
            );
            Err(UsageError(message).into())
        }
    }
}

/// Warnings and errors are messages here: the result is the decks.
fn tell_problems(problems: &[Problem]) -> Result<(), OutputError> {
    let mut screen = Screen::plain(io::stderr().lock());
    for line in problems::render(problems) {
        screen.line_of(&line)?;
    }
    screen.flush()
}
