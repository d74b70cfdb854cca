//! `undo`: the newest answer is taken back.

use super::desk::Desk;
use super::exit::ExitCode;
use super::out::give;
use crate::progress::AccessMode;
use crate::text::SafeText;

/// Takes the newest answer back and says whose it was.
pub(super) fn run(desk: &Desk) -> anyhow::Result<ExitCode> {
    let undone = desk.study_without_decks(AccessMode::Write)?.undo()?;
    let object = serde_json::json!({ "undone": undone.as_ref().map(AsRef::<str>::as_ref) });
    give(
        &object,
        desk.form,
        &mut desk.screen(),
        |screen| match &undone {
            Some(card) => screen.line_of(&SafeText::line(&format!(
                "Taken back: the last answer to {card}."
            ))),
            None => screen.line("There is no answer to take back."),
        },
    )?;
    Ok(ExitCode::Done)
}
