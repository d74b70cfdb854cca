//! `check`: everything that is wrong with decks, at once.

use std::path::PathBuf;

use super::desk::Desk;
use super::exit::ExitCode;
use super::json_text;
use super::out::Form;
use super::problems;
use crate::deck::{self, Problem};

/// Shows the problems of the files, or of all decks there are.
pub(super) fn run(desk: &Desk, files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let problems = find(desk, files);
    let mut screen = desk.screen();
    match desk.form {
        Form::Json => json_text::write_line(screen.writer(), &problems::to_json(&problems))?,
        Form::Plain | Form::Rich => {
            for line in problems::render(&problems) {
                screen.line_of(&line)?;
            }
        }
    }
    screen.flush()?;
    Ok(if problems.is_empty() {
        ExitCode::Done
    } else {
        ExitCode::Failed
    })
}

fn find(desk: &Desk, files: &[PathBuf]) -> Vec<Problem> {
    if files.is_empty() {
        return desk.outside.library().problems;
    }
    files
        .iter()
        .flat_map(|file| deck::load_file(file).problems)
        .collect()
}
