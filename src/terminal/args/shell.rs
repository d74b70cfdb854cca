//! What the shell is told of the program.

use clap::Args as ClapArgs;
use clap_complete::Shell;

/// Write the completions of a shell.
#[derive(Clone, Copy, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz completions bash > ~/.local/share/bash-completion/completions/jmrel-quiz
  jmrel-quiz completions zsh > ~/.zfunc/_jmrel-quiz
  jmrel-quiz completions fish > ~/.config/fish/completions/jmrel-quiz.fish")]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}
