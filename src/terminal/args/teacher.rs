//! What makes decks: checking, beginning, showing, generating and drafting them.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use crate::deck::scaffold::Example;

/// Check decks for mistakes, and for what makes a card worse than it need be.
///
/// Shows all of it at once, for every file, with line and column and what to write instead. An error keeps a deck from
/// being studied, or takes a right answer for a wrong one; a warning does not. Without files it takes all decks the program
/// finds. The exit code is 1 when there are errors.
///
/// A warning that does not apply is switched off in the deck, for a card or for all: `allow: {lint.yes-no: a warm-up}`.
#[derive(Clone, Debug, Default, ClapArgs)]
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

/// For whom problems are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// People.
    #[default]
    Text,
    /// GitHub, which shows them beside the lines of a change.
    Github,
}

/// Make decks of facts.
///
/// A fact base says each date, figure and name once, with the questions that may be asked of it; this writes the decks,
/// one a topic, always the same to the byte. A card keeps its progress as long as its fact keeps its id. A deck that was
/// edited by hand is left alone unless --force is given. Without files it takes decks/facts/*.yaml.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz generate
  jmrel-quiz generate my-facts.yaml --out my-decks
  jmrel-quiz generate --check")]
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
#[derive(Clone, Debug, ClapArgs)]
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

/// Show the cards of a deck as learners will see them.
///
/// Shows each question with its options, the right answer, and what else is taken as right or as close. With --html the same
/// becomes one page that reads well on a phone, on a screen and on paper, and needs nothing but itself.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz preview my-deck.yaml
  jmrel-quiz preview invasions --seed 2
  jmrel-quiz preview my-deck.yaml --html my-deck.html
  jmrel-quiz preview my-deck.yaml --html - > my-deck.html
  jmrel-quiz preview my-deck.yaml --json")]
pub struct Preview {
    /// A deck file, or the id of a deck.
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,

    /// Write a page of HTML to this file, or to standard output with -.
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// Print the JSON Schema of decks, for editors.
///
/// An editor that knows it offers the keys, explains them and underlines slips while you type. A deck points to it in its
/// first line: # yaml-language-server: $schema=./deck.schema.json
#[derive(Clone, Copy, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz schema > deck.schema.json
  jmrel-quiz schema facts > facts.schema.json")]
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

/// Find the dates and figures in notes, to make facts of them.
///
/// Reads English prose and writes a draft for each date, span, figure, sum of money, percentage, length of time and place in a
/// row. A draft is no fact: --review walks through them, and you accept one with a sentence and a question of your own. Each
/// decision is saved at once. Drafting changed notes again keeps what was decided.
///
/// What was accepted is added to a fact base, of which `jmrel-quiz generate` makes decks.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz draft notes.txt
  jmrel-quiz draft --review notes.draft.yaml
  jmrel-quiz generate notes.facts.yaml --out my-decks
  jmrel-quiz draft notes.txt --json")]
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
