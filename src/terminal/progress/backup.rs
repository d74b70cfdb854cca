//! `progress backup`: a checked copy, among the others or in a file of one's own.

use std::path::Path;

use crate::progress::AccessMode;
use crate::progress::backup::{Backups, write_new};
use crate::terminal::desk::Desk;
use crate::terminal::exit::ExitCode;
use crate::terminal::out::give;
use crate::text::SafeText;

/// Makes a backup and says where it is.
pub(super) fn run(desk: &Desk, file: Option<&Path>) -> anyhow::Result<ExitCode> {
    let learner = desk.learner()?;
    let folder = desk.outside.folder()?;
    let log = folder.open(&learner, AccessMode::Read)?;
    let made = if folder.has(&learner) {
        Some(match file {
            Some(file) => {
                write_new(&log, file)?;
                file.to_owned()
            }
            None => Backups::of(log.path()).make(&log, desk.outside.clock.now())?,
        })
    } else {
        None
    };
    let object =
        serde_json::json!({ "backup": made.as_ref().map(|path| path.display().to_string()) });
    give(
        &object,
        desk.form,
        &mut desk.screen(),
        |screen| match &made {
            Some(path) => screen.line_of(&SafeText::line(&format!(
                "Backed up and checked: {}",
                path.display()
            ))),
            None => screen.line("There is nothing to back up yet."),
        },
    )?;
    Ok(ExitCode::Done)
}
