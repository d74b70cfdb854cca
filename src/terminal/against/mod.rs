//! `check --against OLD`: what becomes of the cards of an older version, and of what learners know of them.

mod show;
mod sides;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::path::{Path, PathBuf};

use super::exit::ExitCode;
use super::out::{Form, give};
use super::problems;
use super::screen::Screen;
use crate::deck::{Library, Problem};
use crate::identity::{self, Comparison};
use sides::Sides;

/// Compares `files`, or all decks of the library when none is named, with `old`: a deck file, a folder of them, or a
/// learner's progress. A lost card gives exit code 1, and so does a deck with errors, which is not compared.
///
/// # Errors
///
/// There is no such file or folder, the progress cannot be read, or standard output not be written.
pub(super) fn run<W: Write>(
    old: &Path,
    files: &[PathBuf],
    library: impl FnOnce() -> Library,
    form: Form,
    screen: &mut Screen<W>,
) -> anyhow::Result<ExitCode> {
    let sides = Sides::load(old, files, library)?;
    if !sides.problems.is_empty() {
        return tell_problems(&sides.problems, form, screen);
    }
    let comparison = sides.of_asked(identity::compare(&sides.old, &sides.new));
    give(&show::Listed::of(&comparison), form, screen, |screen| {
        show::write(&comparison, sides.kind, screen)
    })?;
    Ok(code_of(&comparison))
}

fn code_of(comparison: &Comparison) -> ExitCode {
    if comparison.lost.is_empty() {
        ExitCode::Done
    } else {
        ExitCode::Failed
    }
}

fn tell_problems<W: Write>(
    found: &[Problem],
    form: Form,
    screen: &mut Screen<W>,
) -> anyhow::Result<ExitCode> {
    give(&problems::to_json(found), form, screen, |screen| {
        for line in problems::render(found) {
            screen.line_of(&line)?;
        }
        screen.blank()?;
        screen.line("Nothing was compared: these problems come first.")
    })?;
    Ok(ExitCode::Failed)
}
