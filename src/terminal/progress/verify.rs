//! `progress verify`: everything that is kept is read and checked against itself.

use std::io;

use crate::progress::{AccessMode, ProgressError, Progressed};
use crate::terminal::desk::Desk;
use crate::terminal::exit::ExitCode;
use crate::terminal::gauge::Gauge;
use crate::terminal::keeping::shown;
use crate::terminal::out::give;
use crate::terminal::screen::Screen;
use crate::terminal::wording::count;
use crate::text::SafeText;

/// Checks the log and says how many events there are; damage is an error.
pub(super) fn run(desk: &Desk) -> anyhow::Result<ExitCode> {
    let folder = desk.outside.folder()?;
    let learner = desk.learner()?;
    let path = folder.file_of(&learner);
    let mut told = Screen::plain(io::stderr().lock());
    told.line_of(&SafeText::line(&format!(
        "Checking {}: its structure, the checksum of every event, the numbers of the events, the records of the cards …",
        path.display()
    )))?;
    let mut gauge = Gauge::new(desk.form);
    let checked = folder
        .open(&learner, AccessMode::Read)
        .and_then(|log| log.verify_telling(&mut |Progressed { events, of }| gauge.set(events, of)));
    drop(gauge);
    let (events, damage) = match checked {
        Ok(events) => (Some(events), None),
        Err(ProgressError::Damaged { path, damage }) => {
            let error = ProgressError::Damaged {
                path,
                damage: damage.clone(),
            };
            (None, Some((error, damage)))
        }
        Err(error) => return Err(error.into()),
    };
    let object = serde_json::json!({
        "file": path.display().to_string(),
        "sound": damage.is_none(),
        "events": events,
        "damage": damage.as_ref().map(|(_, damage)| damage.to_string()),
    });
    give(
        &object,
        desk.form,
        &mut desk.screen(),
        |screen| match events {
            Some(0) => screen.line("There is no progress yet."),
            Some(events) => screen.line_of(&SafeText::line(&format!(
                "Sound: {} in {}",
                count(events, "event"),
                shown(&path)
            ))),
            None => Ok(()),
        },
    )?;
    match damage {
        Some((error, _)) => Err(error.into()),
        None => Ok(ExitCode::Done),
    }
}
