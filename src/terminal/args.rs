//! The command line: all of clap, and no logic. The doc comments here are the help text.

#![expect(
    clippy::doc_markdown,
    reason = "help text is read as it is, and names of variables would show their backticks"
)]

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::counts::{at_least_one, whole};
use crate::card::{CardName, DeckId};
use crate::day::Clock;
use crate::deck::scaffold::Example;
use crate::learner::LearnerName;

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

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Study: due reviews and new cards.
    ///
    /// Asks what is due and introduces new cards, one question at a time. Type the answer; the program grades it, says what
    /// was missed and when the card comes back. Every answer is saved before its verdict is shown, so that a session can end
    /// at any moment.
    ///
    /// A new card is asked once as a guess. A wrong guess costs nothing: the answer is shown and the card comes back a little
    /// later.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz study
  jmrel-quiz study --deck invasions --new 5
  jmrel-quiz study --minutes 5
  jmrel-quiz study --tag numbers --limit 10
  jmrel-quiz study --json < answers.txt

While a question is open:
  an empty line or ?   I don't know
  :hint                show the hint
  :undo                take the last answer back
  :again :hard :good :easy
                       rate the last answer otherwise
  :skip                ask this card later
  :bury                put this card off until tomorrow
  :suspend             take this card out
  :flag TEXT           say that the question is wrong
  :quit                end the session
  ::                   begins an answer with a colon")]
    Study(Study),

    /// Review: what is due, nothing new.
    ///
    /// Asks the cards that are due today. With --ahead it goes on with those that would be due next, for a day when there is
    /// time now and none tomorrow.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz review
  jmrel-quiz review --deck invasions --limit 20
  jmrel-quiz review --ahead --limit 10")]
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

    /// Show the answers given, oldest first.
    ///
    /// Shows the last twenty; --all shows every one. Answers taken back are left out.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz history
  jmrel-quiz history --all
  jmrel-quiz history --json")]
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

    /// Show a card, or take it out, ask it back, start it afresh.
    ///
    /// Shows the history of a card, what is believed about your memory of it, and when it would come back after each rating.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz card invasions:first-year/date
  jmrel-quiz card invasions:first-year/date suspend
  jmrel-quiz card invasions:first-year/date resume
  jmrel-quiz card invasions:first-year/date reset")]
    Card(Card),

    /// List cards with their state.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz cards
  jmrel-quiz cards --due
  jmrel-quiz cards --leech
  jmrel-quiz cards --flagged --json")]
    Cards(Cards),

    /// Show or change a setting.
    ///
    /// Without a key all settings are shown, with a key that one, with a value it is changed.
    #[command(after_long_help = "\
Keys:
  retention       the chance of recall to schedule for, 0.70 to 0.99
  new-per-day     new cards a day
  session-cards   cards after which a session offers to stop; 0 never
  day-starts      the hour at which a day of study starts, such as 04:00
  date-order      how 03/04/1972 is read: day-first or month-first

Examples:
  jmrel-quiz config
  jmrel-quiz config retention
  jmrel-quiz config retention 0.92
  jmrel-quiz config day-starts 05:00")]
    Config(Config),

    /// Check decks for mistakes, and for what makes a card worse than it need be.
    ///
    /// Shows all of it at once, for every file, with line and column and what to write instead. An error keeps a deck from
    /// being studied, or takes a right answer for a wrong one; a warning does not. Without files it takes all decks the program
    /// finds. The exit code is 1 when there are errors.
    ///
    /// A warning that does not apply is switched off in the deck, for a card or for all: `allow: {lint.yes-no: a warm-up}`.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz check
  jmrel-quiz check decks/invasions.yaml
  jmrel-quiz check my-decks --strict
  jmrel-quiz check decks/*.yaml --json
  jmrel-quiz check --explain lint.two-questions
  jmrel-quiz check --fix my-deck.yaml
  jmrel-quiz check --write-ids my-deck.yaml
  jmrel-quiz check my-deck.yaml --against old/my-deck.yaml
  jmrel-quiz check my-decks --against last-term
  jmrel-quiz check --against progress/anna.sqlite3")]
    Check(Check),

    /// Keep progress safe: back up, restore, export, merge, verify.
    ///
    /// Progress is one file a learner. A backup is made after sessions, at most every ten minutes; a damaged file is set aside
    /// and mended from the newest backup by itself. Nothing is ever deleted but old backups.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz progress backup
  jmrel-quiz progress restore
  jmrel-quiz progress export --out anna.jsonl
  jmrel-quiz progress merge laptop.jsonl /media/usb/anna.sqlite3
  jmrel-quiz progress verify")]
    Progress(Progress),

    /// Make decks of facts.
    ///
    /// A fact base says each date, figure and name once, with the questions that may be asked of it; this writes the decks,
    /// one a topic, always the same to the byte. A card keeps its progress as long as its fact keeps its id. A deck that was
    /// edited by hand is left alone unless --force is given. Without files it takes decks/facts/*.yaml.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz generate
  jmrel-quiz generate my-facts.yaml --out my-decks
  jmrel-quiz generate --check")]
    Generate(Generate),

    /// Begin a deck: examples, pasted columns, or card by card.
    ///
    /// Writes a commented deck with a working example of each kind of card; put your own in their place. A file that is there
    /// already is never overwritten.
    ///
    /// With --from the cards come from columns: what Quizlet, Anki (as text) or a spreadsheet exports, or what you copied from a
    /// table. The first column is the question, the second the answer, the third an explanation; a first row of names (question,
    /// answer, date, number, unit, wrong answers, hint, explanation, source, tags) says otherwise. Dates, figures, sets and
    /// texts are told apart; what was a guess is listed with its line and noted in the deck.
    ///
    /// With --add it asks card by card and adds each one at the end of a deck, after `check` has looked at it. Nothing else in
    /// the file is touched.
    #[command(after_long_help = "\
Kinds of cards:
  date, number, text, choices, set, order, match, cloze, flip

Examples:
  jmrel-quiz new my-deck.yaml
  jmrel-quiz new my-deck.yaml --title \"Moon flights\" --kinds date,number,choices
  jmrel-quiz new my-deck.yaml --from words.csv
  jmrel-quiz new my-deck.yaml --from - < pasted.txt
  jmrel-quiz new --add my-deck.yaml

Columns that are parted otherwise than by tabs, commas, semicolons or | say so in a first line such as
  #separator:Colon")]
    New(New),

    /// Show the cards of a deck as learners will see them.
    ///
    /// Shows each question with its options, the right answer, and what else is taken as right or as close. With --html the same
    /// becomes one page that reads well on a phone, on a screen and on paper, and needs nothing but itself.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz preview my-deck.yaml
  jmrel-quiz preview invasions --seed 2
  jmrel-quiz preview my-deck.yaml --html my-deck.html
  jmrel-quiz preview my-deck.yaml --html - > my-deck.html
  jmrel-quiz preview my-deck.yaml --json")]
    Preview(Preview),

    /// Print the JSON Schema of decks, for editors.
    ///
    /// An editor that knows it offers the keys, explains them and underlines slips while you type. A deck points to it in its
    /// first line: # yaml-language-server: $schema=./deck.schema.json
    #[command(after_long_help = "\
Examples:
  jmrel-quiz schema > deck.schema.json
  jmrel-quiz schema facts > facts.schema.json")]
    Schema(Schema),
    /// Find the dates and figures in notes, to make facts of them.
    ///
    /// Reads English prose and writes a draft for each date, span, figure, sum of money, percentage, length of time and place in a
    /// row. A draft is no fact: --review walks through them, and you accept one with a sentence and a question of your own. Each
    /// decision is saved at once. Drafting changed notes again keeps what was decided.
    ///
    /// What was accepted is added to a fact base, of which `jmrel-quiz generate` makes decks.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz draft notes.txt
  jmrel-quiz draft --review notes.draft.yaml
  jmrel-quiz generate notes.facts.yaml --out my-decks
  jmrel-quiz draft notes.txt --json")]
    Draft(Draft),

    /// Write the completions of a shell.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz completions bash > ~/.local/share/bash-completion/completions/jmrel-quiz
  jmrel-quiz completions zsh > ~/.zfunc/_jmrel-quiz
  jmrel-quiz completions fish > ~/.config/fish/completions/jmrel-quiz.fish")]
    Completions(Completions),

    /// Write the manual page.
    #[command(after_long_help = "\
Examples:
  jmrel-quiz man > ~/.local/share/man/man1/jmrel-quiz.1
  jmrel-quiz man | man -l -")]
    Man,
}

/// Options of `study`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Study {
    /// Which cards.
    #[command(flatten)]
    pub filter: Filter,

    /// Introduce at most this many new cards.
    #[arg(long, value_name = "N", value_parser = whole::<u32>)]
    pub new: Option<u32>,

    /// Ask at most this many cards.
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    pub limit: Option<usize>,

    /// Ask nothing new after this many minutes.
    #[arg(long, value_name = "M", value_parser = at_least_one)]
    pub minutes: Option<u32>,
}

/// Options of `review`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Review {
    /// Which cards.
    #[command(flatten)]
    pub filter: Filter,

    /// Ask at most this many cards.
    #[arg(long, value_name = "N", value_parser = whole::<usize>)]
    pub limit: Option<usize>,

    /// Go on with cards that are not due yet.
    #[arg(long)]
    pub ahead: bool,
}

/// Which cards a session takes.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Filter {
    /// Take only this deck; may be given more than once.
    #[arg(long, value_name = "D")]
    pub deck: Vec<DeckId>,

    /// Take only cards with this tag; may be given more than once.
    #[arg(long, value_name = "T")]
    pub tag: Vec<String>,
}

/// Options of `history`.
#[derive(Clone, Debug, ClapArgs)]
pub struct History {
    /// Show every answer, not only the last twenty.
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `card`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Card {
    /// The full name of the card, deck-id:card-id; or card-id alone, where one deck only has such a card.
    #[arg(value_name = "CARD")]
    pub card: CardName,

    /// What to do with it.
    #[arg(value_enum, default_value_t)]
    pub action: CardAction,
}

/// What to do with a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CardAction {
    /// Show history, memory and what each rating would lead to.
    #[default]
    Show,
    /// Take it out until it is asked back.
    Suspend,
    /// Ask it back.
    Resume,
    /// Start afresh: what was answered before counts no more.
    Reset,
}

/// Options of `cards`.
#[derive(Clone, Copy, Debug, ClapArgs)]
#[group(multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "clap makes flags of them")]
pub struct Cards {
    /// Only cards that were forgotten again and again.
    #[arg(long)]
    pub leech: bool,

    /// Only cards taken out.
    #[arg(long)]
    pub suspended: bool,

    /// Only cards you said are wrong.
    #[arg(long)]
    pub flagged: bool,

    /// Only cards due today.
    #[arg(long)]
    pub due: bool,
}

/// Arguments of `config`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Config {
    /// Which setting.
    #[arg(value_enum)]
    pub key: Option<SettingKey>,

    /// Its new value.
    #[arg(requires = "key", allow_negative_numbers = true)]
    pub value: Option<String>,
}

/// The names of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SettingKey {
    /// The chance of recall to schedule for.
    Retention,
    /// New cards a day.
    NewPerDay,
    /// Cards after which a session offers to stop.
    SessionCards,
    /// The hour at which a day of study starts.
    DayStarts,
    /// How 03/04/1972 is read.
    DateOrder,
}

/// Arguments of `check`.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct Check {
    /// Files and folders; all decks when there is none.
    pub files: Vec<PathBuf>,

    /// Explain the problem of this name, with a wrong and a right example.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["files", "fix", "write_ids", "against"])]
    pub explain: Option<String>,

    /// Fail on warnings too.
    #[arg(long)]
    pub strict: bool,

    /// For whom the problems are written.
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: CheckFormat,

    /// Mend what is certain, in the files themselves.
    ///
    /// Quotes texts that would be cut, writes dates as dates, tabs as spaces, keys that are one slip away, and says each
    /// line that it changed. Everything else of a file stays as it is, to the last space.
    #[arg(long)]
    pub fix: bool,

    /// Write an id into every card that has none, in the files themselves.
    ///
    /// It is the id that progress is counted by already, so nobody loses any; from then on the text of the card can be
    /// mended.
    #[arg(long)]
    pub write_ids: bool,

    /// Compare with an older version: what becomes of learners' progress.
    ///
    /// OLD is an older file, a folder of older files, or a learner's progress (.sqlite3). Lists the cards that are kept,
    /// renamed, moved, new and lost. The exit code is 1 when one is lost.
    #[arg(long, value_name = "OLD", conflicts_with_all = ["fix", "write_ids"])]
    pub against: Option<PathBuf>,
}

/// Arguments of `progress`.
#[derive(Clone, Debug, ClapArgs)]
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

/// Arguments of `generate`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Generate {
    /// The fact bases; all in decks/facts when there is none.
    #[arg(value_name = "FACTS")]
    pub facts: Vec<PathBuf>,

    /// Write the decks into this folder.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Write nothing; the exit code is 1 when a deck differs from what the facts give.
    #[arg(long, conflicts_with = "force")]
    pub check: bool,

    /// Write over decks that were edited by hand.
    #[arg(long)]
    pub force: bool,
}

/// For whom problems are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// People.
    #[default]
    Text,
    /// GitHub, which shows them beside the lines of a change.
    Github,
}

/// Arguments of `new`.
#[derive(Clone, Debug, ClapArgs)]
pub struct New {
    /// The deck file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// What learners see above the cards; otherwise made of the file's name.
    #[arg(long, value_name = "T", conflicts_with = "add")]
    pub title: Option<String>,

    /// Show only these kinds of cards.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', conflicts_with_all = ["from", "add"])]
    pub kinds: Vec<Example>,

    /// Make the cards of the columns in this file, or of standard input with -.
    #[arg(long, value_name = "COLUMNS", conflicts_with = "add")]
    pub from: Option<PathBuf>,

    /// Ask card by card, and add each to the deck.
    #[arg(long)]
    pub add: bool,
}

/// Arguments of `preview`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Preview {
    /// A deck file, or the id of a deck.
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,

    /// Write a page of HTML to this file, or to standard output with -.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// Arguments of `schema`.
#[derive(Clone, Copy, Debug, ClapArgs)]
pub struct Schema {
    /// Of what.
    #[arg(value_enum, default_value_t)]
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Decks.
    #[default]
    Deck,
    /// Fact bases.
    Facts,
}

/// Arguments of `draft`.
#[derive(Clone, Debug, ClapArgs)]
pub struct Draft {
    /// A text file of notes.
    #[arg(value_name = "NOTES", required_unless_present = "review")]
    pub notes: Option<PathBuf>,

    /// Write the drafts, or with --review the facts, into this file.
    ///
    /// Otherwise notes.txt gives notes.draft.yaml, and that gives notes.facts.yaml.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Walk through the drafts of this file.
    #[arg(long, value_name = "FILE", conflicts_with = "notes")]
    pub review: Option<PathBuf>,
}

/// Arguments of `completions`.
#[derive(Clone, Copy, Debug, ClapArgs)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parse(line: &str) -> Result<Args, clap::Error> {
        Args::try_parse_from(std::iter::once("jmrel-quiz").chain(line.split_whitespace()))
    }

    #[track_caller]
    fn accepts(line: &str) -> Args {
        parse(line).unwrap_or_else(|error| panic!("{line:?}: {error}"))
    }

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn no_command_is_the_overview() {
        assert!(accepts("").command.is_none());
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        assert!(accepts("--json decks").global.json);
        assert!(accepts("decks --json").global.json);
        assert_eq!(accepts("study --seed 7").global.seed, Some(7));
    }

    #[test]
    fn every_line_of_the_contract_is_accepted() {
        for line in [
            "study --deck a --deck b --tag x --new 3 --limit 20 --minutes 5",
            "review --deck a --tag x --limit 3 --ahead",
            "decks",
            "stats",
            "history --all",
            "undo",
            "learners",
            "card a:b",
            "card a:b/date suspend",
            "cards --leech",
            "cards --due",
            "config",
            "config retention",
            "config retention 0.92",
            "config new-per-day 5",
            "check",
            "check a.yaml b.yaml",
            "check --fix",
            "check --fix --write-ids a.yaml",
            "check a.yaml --against old/a.yaml",
            "progress backup",
            "progress backup x.sqlite3",
            "progress restore",
            "progress export --out x.jsonl",
            "progress merge a.jsonl b.sqlite3 --json",
            "progress verify",
            "new a.yaml",
            "new a.yaml --title T --kinds date,number,choices",
            "new a.yaml --from - --title T",
            "new --add a.yaml",
            "preview a.yaml",
            "preview invasions --html a.html",
            "schema",
            "schema deck",
            "schema facts",
            "completions bash",
            "man",
            "--decks d --progress p --learner anna --plain --color never --now 2026-11-24T09:00:00+01:00[Europe/Berlin] stats",
        ] {
            accepts(line);
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            "card a:b:c",
            "cards --leech --due",
            "config speed",
            "study --minutes 0",
            "study --limit many",
            "--json --plain decks",
            "--learner ../../x decks",
            "--now yesterday decks",
            "check --fix --against old.yaml",
            "new",
            "new a.yaml --kinds essay",
            "new a.yaml --from b.csv --kinds date",
            "new a.yaml --from b.csv --add",
            "new a.yaml --add --title T",
            "preview",
            "schema card",
            "frobnicate",
        ] {
            assert!(parse(line).is_err(), "{line:?}");
        }
    }

    #[test]
    fn every_command_has_examples() {
        for command in Args::command().get_subcommands() {
            let help = command
                .get_after_long_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(help.contains("Examples:"), "{}", command.get_name());
        }
    }
}
