//! How the program ends: one exit code, and an error in plain words.

use std::io;
use std::process;

use super::arrivals::Signal;
use super::screen::{OutputError, Screen};
use crate::files::FileError;
use crate::progress::ProgressError;
use crate::study::NotFound;
use crate::text::SafeText;

/// The exit codes; scripts lean on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitCode {
    /// Done; also nothing due, end of input, closed output.
    Done,
    /// Problems found, no usable deck, or failed.
    Failed,
    /// Bad usage, unknown deck or learner.
    Usage,
    /// Progress or an output file could not be written.
    NotWritten,
    /// Hung up.
    HungUp,
    /// Interrupted.
    Interrupted,
    /// Terminated.
    Terminated,
}

impl ExitCode {
    /// The number the shell sees.
    pub fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::NotWritten => 74,
            Self::HungUp => 129,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }
}

impl From<ExitCode> for process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}

/// Marks an error whose cause is what was asked for; hang it on with [`anyhow::Error::context`] or return it alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct UsageError(pub(super) String);

/// A signal came where nothing but an error could be returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("interrupted")]
pub(super) struct Interruption(pub(super) Signal);

/// Tells `error` to the person on `stderr` and returns the exit code for it. Closed output is no error and nothing is told.
pub(super) fn report<W: io::Write>(error: &anyhow::Error, stderr: &mut Screen<W>) -> ExitCode {
    let code = code_of(error);
    if code != ExitCode::Done {
        // There is nowhere left to tell that standard error is closed.
        drop(stderr.line_of(&SafeText::clean(&sentence(error))));
        drop(stderr.flush());
    }
    code
}

fn code_of(error: &anyhow::Error) -> ExitCode {
    if let Some(output) = error.downcast_ref::<OutputError>() {
        return if output.is_closed() {
            ExitCode::Done
        } else {
            ExitCode::NotWritten
        };
    }
    if let Some(Interruption(signal)) = error.downcast_ref() {
        return signal.exit_code();
    }
    if let Some(not_found) = error.downcast_ref::<NotFound>() {
        return match not_found {
            NotFound::AnyDeck | NotFound::Folder { .. } => ExitCode::Failed,
            NotFound::Deck { .. }
            | NotFound::Card { .. }
            | NotFound::CardOfSeveral { .. }
            | NotFound::Tag(_)
            | NotFound::Learner(_)
            | NotFound::LearnerVariable(_) => ExitCode::Usage,
        };
    }
    let is_lost = |progress: &ProgressError| progress.is_write_failure();
    if error.downcast_ref::<UsageError>().is_some() {
        ExitCode::Usage
    } else if error.downcast_ref().is_some_and(is_lost)
        || error.downcast_ref::<FileError>().is_some()
    {
        ExitCode::NotWritten
    } else {
        ExitCode::Failed
    }
}

fn sentence(error: &anyhow::Error) -> String {
    format!("error: {}", causes(error.as_ref()))
}

/// The chain of causes as one line. A cause that its context already spells out is not said twice.
pub(super) fn causes(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = String::new();
    let mut next = Some(error);
    while let Some(cause) = next {
        let words = cause.to_string();
        // The number of the system's error tells a learner nothing.
        let words = words.split(" (os error ").next().unwrap_or_default();
        if !said.ends_with(words) {
            if !said.is_empty() {
                said.push_str(": ");
            }
            said.push_str(words);
        }
        next = cause.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[track_caller]
    fn reported(error: &anyhow::Error, code: ExitCode, text: &str) {
        let mut screen = Screen::plain(Vec::new());
        assert_eq!(report(error, &mut screen), code);
        assert_eq!(String::from_utf8_lossy(&screen.into_inner()), text);
    }

    #[test]
    fn a_chain_is_told_as_one_line() {
        let error = anyhow!("disk is full").context("could not copy the deck");
        reported(
            &error,
            ExitCode::Failed,
            "error: could not copy the deck: disk is full\n",
        );
    }

    #[test]
    fn closed_output_is_no_error() {
        let error = OutputError::from(io::Error::from(io::ErrorKind::BrokenPipe)).into();
        reported(&error, ExitCode::Done, "");
    }

    #[test]
    fn output_that_fails_otherwise_is_an_error() {
        let error = OutputError::from(io::Error::from(io::ErrorKind::StorageFull)).into();
        reported(
            &error,
            ExitCode::NotWritten,
            "error: could not write to standard output: no storage space\n",
        );
    }

    #[test]
    fn the_number_of_a_system_error_is_left_out() {
        let error = io::Error::from_raw_os_error(2);
        let context = anyhow::Error::from(error).context("could not read x.yaml");
        let mut screen = Screen::plain(Vec::new());
        report(&context, &mut screen);
        assert!(!String::from_utf8_lossy(&screen.into_inner()).contains("os error"));
    }

    #[test]
    fn marked_errors_keep_their_code_below_a_context() {
        let usage = anyhow::Error::from(UsageError("no deck \"x\"".into())).context("cannot study");
        reported(
            &usage,
            ExitCode::Usage,
            "error: cannot study: no deck \"x\"\n",
        );
        let full = ProgressError::Full {
            path: "x.sqlite3".into(),
        };
        let lost = anyhow::Error::from(full);
        let mut screen = Screen::plain(Vec::new());
        assert_eq!(report(&lost, &mut screen), ExitCode::NotWritten);
        assert!(String::from_utf8_lossy(&screen.into_inner()).contains("x.sqlite3"));
    }

    #[test]
    fn an_error_cannot_move_the_cursor() {
        let error = anyhow!("bad\u{1b}[2J");
        reported(&error, ExitCode::Failed, "error: bad\u{FFFD}[2J\n");
    }
}
