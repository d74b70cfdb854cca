//! What keeps progress safe.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// Keep progress safe: back up, restore, export, merge, verify.
///
/// Progress is one file a learner. A backup is made after sessions, at most every ten minutes; a damaged file is set aside
/// and mended from the newest backup by itself. Nothing is ever deleted but old backups.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz progress backup
  jmrel-quiz progress restore
  jmrel-quiz progress export --out anna.jsonl
  jmrel-quiz progress merge laptop.jsonl /media/usb/anna.sqlite3
  jmrel-quiz progress verify")]
pub struct Progress {
    /// What to do.
    #[command(subcommand)]
    pub verb: ProgressVerb,
}

/// What to do with progress.
#[derive(Clone, Debug, Subcommand)]
pub enum ProgressVerb {
    /// Make a backup now, and check it.
    ///
    /// Without FILE it joins the others in the folder `backups` beside the progress. With FILE it is written there; a file of
    /// that name must not exist.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz progress backup
  jmrel-quiz progress backup /media/usb/anna.sqlite3")]
    Backup(BackupFile),

    /// Put progress back from a backup; what is there is set aside.
    ///
    /// Without FILE: the newest good backup, and every answer that can still be read of the present file. With FILE, a backup or
    /// an export: exactly what is in it.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz progress restore
  jmrel-quiz progress restore /media/usb/anna.sqlite3")]
    Restore(RestoreFile),

    /// Write everything as lines of JSON.
    ///
    /// Every event has a line; docs/progress.md says what is in it. `merge` reads it back.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz progress export > anna.jsonl
  jmrel-quiz progress export --out anna.jsonl")]
    Export(Export),

    /// Bring in the answers of other files: exports, or progress files.
    ///
    /// Any number of times and in any order: what is here already is not counted twice. Lines that cannot be read are named and
    /// left aside, and the exit code is 1.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz progress merge laptop.jsonl
  jmrel-quiz progress merge /media/usb/*.sqlite3
  jmrel-quiz progress merge class/*.jsonl --json")]
    Merge(MergeFiles),

    /// Check everything that is kept.
    ///
    /// Reads the whole file: its structure, the checksum of every event, their numbers, and whether the records of the cards
    /// are what the events make of them.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz progress verify")]
    Verify,
}

/// Where a backup goes.
#[derive(Clone, Debug, ClapArgs)]
pub struct BackupFile {
    /// The new file; among the other backups when there is none.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// What is restored.
#[derive(Clone, Debug, ClapArgs)]
pub struct RestoreFile {
    /// The backup or export; the newest good backup when there is none.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Where an export goes.
#[derive(Clone, Debug, ClapArgs)]
pub struct Export {
    /// The file, replaced when there is one; standard output otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What is merged.
#[derive(Clone, Debug, ClapArgs)]
pub struct MergeFiles {
    /// The files.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}
