//! `progress restore`: the log put back from a backup; what was there is kept.

use std::path::Path;

use crate::progress::backup::{restore, restore_newest};
use crate::terminal::desk::Desk;
use crate::terminal::exit::ExitCode;
use crate::terminal::keeping::restored_words;
use crate::terminal::out::give;
use crate::text::SafeText;

/// Restores from a file, or from the newest good backup and all that can be read, and says what came of it.
pub(super) fn run(desk: &Desk, file: Option<&Path>) -> anyhow::Result<ExitCode> {
    let log = desk.outside.folder()?.file_of(&desk.learner()?);
    let now = desk.outside.clock.now();
    let restored = match file {
        Some(from) => restore(&log, from, now)?,
        None => restore_newest(&log, now)?,
    };
    let shown =
        |path: &Option<std::path::PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let object = serde_json::json!({
        "events": restored.events,
        "rescued": restored.rescued,
        "unreadable": restored.unreadable,
        "from": shown(&restored.from),
        "aside": shown(&restored.aside),
    });
    give(&object, desk.form, &mut desk.screen(), |screen| {
        for words in restored_words(&restored) {
            screen.line_of(&SafeText::line(&words))?;
        }
        match (&restored.aside, file) {
            (Some(aside), Some(_)) => screen.line_of(&SafeText::line(&format!(
                "To bring back what only the old file holds: {}",
                desk.invocation.line_on("progress merge", aside)
            ))),
            (Some(_) | None, _) => Ok(()),
        }
    })?;
    Ok(ExitCode::Done)
}
