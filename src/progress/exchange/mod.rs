//! Logs that travel: events as JSON lines, and what became of those that came in.
//!
//! `line` turns an event into a line and back, `source` reads files of any origin line by line. What is written is whole: every
//! column, so that nothing is lost on the way through another copy. What is read may come from anybody.

pub(super) mod line;
pub(super) mod source;
mod written;

use std::path::PathBuf;

use crate::review::EventId;

use super::ProgressError;

/// Reads one line of an export, and returns it as this program writes it: with every column and a checksum.
///
/// # Errors
///
/// The line is no event, or not as it was written.
pub fn canonical_line(line: &[u8]) -> Result<String, Flaw> {
    line::read(line).map(|entry| line::write(&entry))
}

/// Faults told of one file; the others are only counted.
const MOST_FAULTS_TOLD: usize = 100;

/// What became of one file that was merged.
#[derive(Debug)]
pub struct Merged {
    /// The file.
    pub path: PathBuf,
    /// Events that are new here.
    pub added: u64,
    /// Events that were here already.
    pub known: u64,
    /// Events of clocks that ran more than a day ahead; they are kept, and stand where they were first heard of.
    pub ahead: u64,
    /// Whether a folder was copied and both copies went on: some numbers were given twice. All events are kept.
    pub is_copy: bool,
    /// Events and lines that were left aside, the first hundred.
    pub faults: Vec<Fault>,
    /// How many were left aside.
    pub left_aside: u64,
    /// Why the file was not read, or not to its end.
    pub failure: Option<ProgressError>,
}

impl Merged {
    pub(super) fn nothing_of(path: PathBuf) -> Self {
        Self {
            path,
            added: 0,
            known: 0,
            ahead: 0,
            is_copy: false,
            faults: Vec::new(),
            left_aside: 0,
            failure: None,
        }
    }

    /// Leaves the event of this line or row aside.
    pub(super) fn leave_aside(&mut self, line: u64, flaw: Flaw) {
        self.left_aside += 1;
        if self.faults.len() < MOST_FAULTS_TOLD {
            self.faults.push(Fault { line, flaw });
        }
    }

    /// Tells whether everything in the file is in the log now.
    pub fn is_whole(&self) -> bool {
        self.left_aside == 0 && self.failure.is_none()
    }
}

/// An event that was left aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its line in a file of lines, its row in a progress file; counted from 1.
    pub line: u64,
    /// Why.
    pub flaw: Flaw,
}

/// Why an event was left aside.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Bytes that are no text.
    #[error("this is not text in UTF-8")]
    NotText,
    /// Something else than an object.
    #[error("this is not an event; an event is a JSON object, from {{ to }}")]
    NotAnObject,
    /// The start of an object.
    #[error("the line ends in the middle of an event; was the file cut off?")]
    CutOff,
    /// An object up to some place.
    #[error("column {column}: this is not JSON; compare the line with those in docs/progress.md")]
    NotJson {
        /// The place, in bytes from 1.
        column: usize,
    },
    /// More than any event can have.
    #[error("the line is longer than {} KiB", source::LONGEST_LINE / 1024)]
    TooLong,
    /// A field that every event has.
    #[error("there is no \"{0}\"")]
    Missing(&'static str),
    /// A field of the wrong kind, or out of range.
    #[error("\"{field}\" has to be {wanted}")]
    Field {
        /// Its name.
        field: &'static str,
        /// What it has to be.
        wanted: &'static str,
    },
    /// The event itself makes no sense.
    #[error("this is not a {0} that can be read; see the fields it needs in docs/progress.md")]
    Unreadable(String),
    /// Not what was written.
    #[error("event {id} is not as it was written: its checksum is wrong")]
    Checksum {
        /// Its name, as far as it can be read.
        id: String,
    },
    /// There is an event of this name that says something else.
    #[error("event {0} is here already and says something else; what was here stands")]
    Conflict(EventId),
    /// The database around the event is damaged.
    #[error("the row cannot be read")]
    Row,
}

/// An export that did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The log could not be read.
    #[error(transparent)]
    Progress(#[from] ProgressError),
    /// The output could not be written.
    #[error("the export could not be written")]
    Output(#[source] std::io::Error),
}
