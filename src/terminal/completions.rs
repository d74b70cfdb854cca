//! `completions SHELL`: completions for a shell.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Args;
use super::exit::ExitCode;
use super::screen::OutputError;

/// What is completed.
const NAME: &str = "jmrel-quiz";

/// Writes them to standard output.
pub(super) fn run(shell: Shell) -> anyhow::Result<ExitCode> {
    write(shell, &mut io::stdout().lock())?;
    Ok(ExitCode::Done)
}

fn write(shell: Shell, out: &mut impl Write) -> Result<(), OutputError> {
    let mut command = Args::command();
    // Made in memory first: the generator panics when its output is closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, NAME, &mut script);
    let script = String::from_utf8_lossy(&script);
    out.write_all(with_reachable_commands(&script).as_bytes())?;
    Ok(out.flush()?)
}

/// The generator for bash takes the hyphen of a name for the border of a subcommand where it describes the options of one, but
/// not where it looks for them: no command with a hyphen in its name would complete behind the first word.
fn with_reachable_commands(script: &str) -> String {
    let found = NAME.replace('-', "__");
    let described = NAME.replace('-', "__subcmd__");
    script.replace(&described, &found)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    #[test]
    fn bash_describes_every_command_it_finds() {
        let mut script = Vec::new();
        write(Shell::Bash, &mut script).expect("memory");
        let script = String::from_utf8(script).expect("text");
        let found: Vec<&str> = script
            .lines()
            .filter_map(|line| line.trim().strip_prefix("cmd=\"")?.strip_suffix('"'))
            .filter(|found| !found.is_empty())
            .collect();
        assert!(found.contains(&"jmrel__quiz__subcmd__progress__subcmd__verify"));
        for found in found {
            let label = format!("        {found})");
            assert!(script.lines().any(|line| line == label), "{label}");
        }
    }

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
