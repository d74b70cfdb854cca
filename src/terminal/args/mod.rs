//! The command line: all of clap, and no logic. The doc comments here are the help text.
//!
//! Here stands what holds for every command; the options of each stand with those of its kind.

#![expect(
    clippy::doc_markdown,
    reason = "help text is read as it is, and names of variables would show their backticks"
)]

mod counts;
mod learner;
mod progress;
mod shell;
mod teacher;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::day::Clock;
use crate::learner::LearnerName;

use counts::whole;

pub use learner::{Card, CardAction, Cards, Config, Filter, History, Review, SettingKey, Study};
pub use progress::{BackupFile, Export, MergeFiles, Progress, ProgressVerb, RestoreFile};
pub use shell::Completions;
pub use teacher::{Check, CheckFormat, Draft, Generate, New, Preview, Schema, SchemaOf};

/// Learn dates and figures: typed answers graded with understanding, repeated when they are about to fade.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "jmrel-quiz",
    version,
    disable_help_subcommand = true,
    after_help = "Without a command: what is due, and the command to type next.\n\
                  `jmrel-quiz study --help` is like a manual page, with examples.\n\
                  `jmrel-quiz --help` explains all global options."
)]
pub struct Args {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; the overview when there is none.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that can stand before or after the command.
#[derive(Clone, Debug, ClapArgs)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Take the decks of exactly this folder.
    ///
    /// Otherwise: $JMREL_QUIZ_DECKS, ./decks, your own decks, and those inside the program. Of two decks with one id the
    /// nearer one wins.
    #[arg(long, global = true, value_name = "DIR")]
    pub decks: Option<PathBuf>,

    /// Keep progress in this folder.
    ///
    /// Otherwise: $JMREL_QUIZ_PROGRESS, ./progress if it is marked as such a folder, or the folder for your data.
    #[arg(long, global = true, value_name = "DIR")]
    pub progress: Option<PathBuf>,

    /// Whose progress it is.
    ///
    /// Otherwise: $JMREL_QUIZ_LEARNER, or the only learner there is.
    #[arg(long, global = true, value_name = "NAME")]
    pub learner: Option<LearnerName>,

    /// Write JSON: one object a line in a session, one value otherwise.
    #[arg(long, global = true, conflicts_with = "plain")]
    pub json: bool,

    /// Write plain lines: no colours, no redraws, fit for screen readers and pipes.
    #[arg(long, global = true)]
    pub plain: bool,

    /// When to use colours; $NO_COLOR and $CLICOLOR_FORCE are obeyed by `auto`.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        hide_short_help = true
    )]
    pub color: ColorChoice,

    /// Let time stand still here, for scripts and tests; answer times are then 0.
    ///
    /// RFC 3339, or with a zone: 2026-11-24T09:00:00+01:00[Europe/Berlin]. Its zone or offset is the local one.
    #[arg(long, global = true, value_name = "TIME", hide_short_help = true)]
    pub now: Option<Clock>,

    /// Draw the order of cards and options from this number, for scripts and tests.
    #[arg(long, global = true, value_name = "N", value_parser = whole::<u64>, hide_short_help = true)]
    pub seed: Option<u64>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do. The help of a command stands at its options, or here when it has none.
#[derive(Clone, Debug, Subcommand)]
#[expect(
    missing_docs,
    reason = "a comment here would be the help, in place of the one at the options"
)]
pub enum Command {
    Study(Study),
    Review(Review),

    /// List the decks: cards, new, due, and where each comes from.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz decks
  jmrel-quiz decks --decks ~/my-decks
  jmrel-quiz decks --json")]
    Decks,

    /// Show how it goes: reviews, retention, the next 30 days.
    ///
    /// True retention is the part of reviews on known cards that were recalled. Compare it with the retention you schedule
    /// for (`jmrel-quiz config retention`).
    #[command(after_long_help = "\
Examples:
  jmrel-quiz stats
  jmrel-quiz stats --json")]
    Stats,

    History(History),

    /// Take the newest answer back, in whichever session it was given.
    ///
    /// The answer stays in the log with a mark that it counts no more. Typing the command again takes back the one before.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz undo")]
    Undo,

    /// List who learns here.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz learners
  jmrel-quiz study --learner anna")]
    Learners,

    Card(Card),
    Cards(Cards),
    Config(Config),
    Check(Check),
    Progress(Progress),
    Generate(Generate),
    New(New),
    Preview(Preview),
    Schema(Schema),
    Draft(Draft),
    Completions(Completions),

    /// Write the manual page.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz man > ~/.local/share/man/man1/jmrel-quiz.1
  jmrel-quiz man | man -l -")]
    Man,
}
