//! `progress export`: the whole log as lines of JSON.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::files::{FileError, Staged, Step};
use crate::progress::{AccessMode, ExportError, SqliteProgress};
use crate::terminal::desk::Desk;
use crate::terminal::exit::{ExitCode, UsageError};
use crate::terminal::out::give;
use crate::terminal::screen::OutputError;
use crate::text::SafeText;

/// Writes the log to standard output, or into a file that is complete before it has its name.
pub(super) fn run(desk: &Desk, out: Option<&Path>) -> anyhow::Result<ExitCode> {
    let log = desk
        .outside
        .folder()?
        .open(&desk.learner()?, AccessMode::Read)?;
    let Some(file) = out else {
        to_output(&log, &mut BufWriter::new(io::stdout().lock()))?;
        return Ok(ExitCode::Done);
    };
    let events = to_file(&log, file)?;
    let object = serde_json::json!({ "events": events, "file": file.display().to_string() });
    give(&object, desk.form, &mut desk.screen(), |screen| {
        screen.line_of(&SafeText::line(&format!(
            "Exported to {}: {events} events",
            file.display()
        )))
    })?;
    Ok(ExitCode::Done)
}

fn to_output(log: &SqliteProgress, out: &mut impl Write) -> anyhow::Result<u64> {
    match log.export(out) {
        Ok(events) => Ok(events),
        Err(ExportError::Progress(error)) => Err(error.into()),
        Err(ExportError::Output(error)) => Err(OutputError::from(error).into()),
    }
}

fn to_file(log: &SqliteProgress, file: &Path) -> anyhow::Result<u64> {
    if file
        .extension()
        .is_some_and(|extension| extension == "sqlite3")
    {
        let words = "an export is a file of lines; give it a name such as progress.jsonl";
        return Err(UsageError(words.to_owned()).into());
    }
    let staged = Staged::beside(file)?;
    let failed = |source: io::Error| FileError {
        path: file.to_owned(),
        step: Step::Write,
        source,
    };
    let draft = OpenOptions::new()
        .write(true)
        .open(staged.path())
        .map_err(failed)?;
    let events = match log.export(&mut BufWriter::new(draft)) {
        Ok(events) => events,
        Err(ExportError::Progress(error)) => return Err(error.into()),
        Err(ExportError::Output(error)) => return Err(failed(error).into()),
    };
    staged.replace()?;
    Ok(events)
}
