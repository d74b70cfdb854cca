//! What learners type: sessions, answers given, cards and settings.

use clap::{Args as ClapArgs, ValueEnum};

use super::counts::{at_least_one, whole};
use crate::card::{CardName, DeckId};

/// Study: due reviews and new cards.
///
/// Asks what is due and introduces new cards, one question at a time. Type the answer; the program grades it, says what
/// was missed and when the card comes back. Every answer is saved before its verdict is shown, so that a session can end
/// at any moment.
///
/// A new card is asked once as a guess. A wrong guess costs nothing: the answer is shown and the card comes back a little
/// later.
#[derive(Clone, Debug, ClapArgs)]
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

/// Review: what is due, nothing new.
///
/// Asks the cards that are due today. With --ahead it goes on with those that would be due next, for a day when there is
/// time now and none tomorrow.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz review
  jmrel-quiz review --deck invasions --limit 20
  jmrel-quiz review --ahead --limit 10")]
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

/// Show the answers given, oldest first.
///
/// Shows the last twenty; --all shows every one. Answers taken back are left out.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz history
  jmrel-quiz history --all
  jmrel-quiz history --json")]
pub struct History {
    /// Show every answer, not only the last twenty.
    #[arg(long)]
    pub all: bool,
}

/// Show a card, or take it out, ask it back, start it afresh.
///
/// Shows the history of a card, what is believed about your memory of it, and when it would come back after each rating.
#[derive(Clone, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz card invasions:first-year/date
  jmrel-quiz card invasions:first-year/date suspend
  jmrel-quiz card invasions:first-year/date resume
  jmrel-quiz card invasions:first-year/date reset")]
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

/// List cards with their state.
#[derive(Clone, Copy, Debug, ClapArgs)]
#[command(after_long_help = "\
Examples:
  jmrel-quiz cards
  jmrel-quiz cards --due
  jmrel-quiz cards --leech
  jmrel-quiz cards --flagged --json")]
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

/// Show or change a setting.
///
/// Without a key all settings are shown, with a key that one, with a value it is changed.
#[derive(Clone, Debug, ClapArgs)]
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
