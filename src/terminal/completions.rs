//! `completions SHELL`: completions for a shell.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::exit::ExitCode;
use super::screen::OutputError;

/// Writes them to standard output.
pub(super) fn run(shell: Shell) -> anyhow::Result<ExitCode> {
    write(shell, &mut io::stdout().lock())?;
    Ok(ExitCode::Done)
}

fn write(shell: Shell, out: &mut impl Write) -> Result<(), OutputError> {
    let mut command = Args::command();
    // Made in memory first: the generator panics when its output is closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "jmrel-quiz", &mut script);
    out.write_all(&script)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn every_shell_learns_the_commands() {
        for shell in Shell::value_variants() {
            let mut script = Vec::new();
            write(*shell, &mut script).expect("memory");
            let script = String::from_utf8(script).expect("text");
            assert!(script.contains("learners"), "{shell}");
        }
    }
}
