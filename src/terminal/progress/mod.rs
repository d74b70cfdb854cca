//! `progress`: what is kept of a learner, backed up, restored, carried elsewhere, brought together and checked.

mod backup;
mod export;
mod merge;
mod restore;
mod verify;

use super::args::{Progress, ProgressVerb};
use super::desk::Desk;
use super::exit::ExitCode;

/// Does what the verb says.
pub(super) fn run(desk: &Desk, args: &Progress) -> anyhow::Result<ExitCode> {
    match &args.verb {
        ProgressVerb::Backup(options) => backup::run(desk, options.file.as_deref()),
        ProgressVerb::Restore(options) => restore::run(desk, options.file.as_deref()),
        ProgressVerb::Export(options) => export::run(desk, options.out.as_deref()),
        ProgressVerb::Merge(options) => merge::run(desk, &options.files),
        ProgressVerb::Verify => verify::run(desk),
    }
}
