//! `progress merge`: events of other files join the log, and what could not is named.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::progress::backup::Backups;
use crate::progress::{AccessMode, Merged};
use crate::terminal::desk::Desk;
use crate::terminal::exit::{ExitCode, causes};
use crate::terminal::keeping::{self, shown};
use crate::terminal::out::{Form, give};
use crate::terminal::screen::{OutputError, Screen};
use crate::terminal::wording::count;
use crate::text::SafeText;

/// Merges the files and says what came of each. There is a way back: a backup is made before.
pub(super) fn run(desk: &Desk, files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let learner = desk.learner()?;
    let folder = desk.outside.folder()?;
    let now = desk.outside.clock.now();
    let kept = folder.open_kept(&learner, AccessMode::Write, now, &mut keeping::tell)?;
    let mut log = kept.progress;
    if folder.has(&learner) {
        Backups::of(log.path()).make_if_due(&log, now)?;
    }
    let merged = log.merge(files, now)?;
    render(&merged, desk.form, &mut desk.screen())?;
    let mut told = Screen::plain(io::stderr().lock());
    // There is nowhere left to tell that standard error is closed.
    drop(tell_faults(&merged, &mut told));
    Ok(if merged.iter().all(Merged::is_whole) {
        ExitCode::Done
    } else {
        ExitCode::Failed
    })
}

#[derive(Serialize)]
struct Object {
    added: u64,
    known: u64,
    left_aside: u64,
    files: Vec<FileObject>,
}

#[derive(Serialize)]
struct FileObject {
    file: String,
    added: u64,
    known: u64,
    ahead: u64,
    copied_folder: bool,
    left_aside: u64,
    faults: Vec<FaultObject>,
    error: Option<String>,
}

#[derive(Serialize)]
struct FaultObject {
    line: u64,
    message: String,
}

fn object(merged: &[Merged]) -> Object {
    let sum = |number: fn(&Merged) -> u64| merged.iter().map(number).sum();
    let fault = |fault: &crate::progress::Fault| FaultObject {
        line: fault.line,
        message: fault.flaw.to_string(),
    };
    let file = |file: &Merged| FileObject {
        file: file.path.display().to_string(),
        added: file.added,
        known: file.known,
        ahead: file.ahead,
        copied_folder: file.is_copy,
        left_aside: file.left_aside,
        faults: file.faults.iter().map(fault).collect(),
        error: file.failure.as_ref().map(|failure| causes(failure)),
    };
    Object {
        added: sum(|file| file.added),
        known: sum(|file| file.known),
        left_aside: sum(|file| file.left_aside),
        files: merged.iter().map(file).collect(),
    }
}

fn render<W: Write>(
    merged: &[Merged],
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let object = object(merged);
    give(&object, form, screen, |screen| {
        for file in merged.iter().filter(|file| file.failure.is_none()) {
            screen.line_of(&SafeText::line(&format!(
                "{}: {} new, {} known",
                shown(&file.path),
                file.added,
                file.known
            )))?;
            if file.ahead > 0 {
                screen.line_of(&SafeText::line(&format!(
                    "  {} from a clock that runs more than a day ahead; they count as of now",
                    count(file.ahead, "event")
                )))?;
            }
            if file.is_copy {
                screen.line(
                    "  a folder was copied and both copies went on; all their events are kept",
                )?;
            }
        }
        screen.line_of(&SafeText::line(&format!(
            "Merged: {}.",
            count(object.added, "new event")
        )))
    })
}

/// Files and lines that were left aside.
fn tell_faults<W: Write>(merged: &[Merged], screen: &mut Screen<W>) -> Result<(), OutputError> {
    for file in merged {
        for fault in &file.faults {
            let (path, line) = (shown(&file.path), fault.line);
            screen.line_of(&SafeText::line(&format!("{path}:{line}: {}", fault.flaw)))?;
        }
        let told = u64::try_from(file.faults.len()).unwrap_or(u64::MAX);
        let untold = file.left_aside.saturating_sub(told);
        if untold > 0 {
            screen.line_of(&SafeText::line(&format!(
                "{}: {untold} more like these",
                shown(&file.path)
            )))?;
        }
        if let Some(failure) = &file.failure {
            screen.line_of(&SafeText::line(&causes(failure)))?;
        }
    }
    screen.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::{Fault, Flaw};
    use crate::terminal::out::shown as drawn;

    fn merged() -> Merged {
        Merged {
            path: "usb/anna.jsonl".into(),
            added: 12,
            known: 3,
            ahead: 1,
            is_copy: true,
            faults: vec![Fault {
                line: 7,
                flaw: Flaw::Missing("seq"),
            }],
            left_aside: 5,
            failure: None,
        }
    }

    #[test]
    fn each_file_is_counted_and_its_faults_have_their_lines() {
        let text = drawn::on(80, |screen| render(&[merged()], Form::Rich, screen));
        assert_eq!(
            text,
            "usb/anna.jsonl: 12 new, 3 known\n  1 event from a clock that runs more than a day ahead; they count as of now\n  \
             a folder was copied and both copies went on; all their events are kept\nMerged: 12 new events.\n"
        );
        let text = drawn::on(80, |screen| tell_faults(&[merged()], screen));
        assert_eq!(
            text,
            "usb/anna.jsonl:7: there is no \"seq\"\nusb/anna.jsonl: 4 more like these\n"
        );
    }

    #[test]
    fn as_json_it_is_one_object() {
        let text = drawn::on(80, |screen| render(&[merged()], Form::Json, screen));
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["added"], 12);
        assert_eq!(value["files"][0]["faults"][0]["line"], 7);
    }
}
