//! What can come into a session.

use crate::card::CardId;
use crate::review::{EventId, Logged, Rating};
use crate::scheduler::Record;

/// One thing that happens to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The session begins.
    Start,
    /// The learner answers the question on screen, as typed; empty or `?` is "I don't know".
    Response {
        /// The line as typed.
        text: String,
        /// Thinking time in milliseconds.
        ms: u32,
    },
    /// The learner asks for something else.
    Command(Command),
    /// The events asked for were written.
    Saved(Receipt),
    /// The newest answer in the log, or nothing; the reply to [`super::Effect::FindLast`].
    Last(Option<Logged>),
}

/// What was written on behalf of the session.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The names of the events, in the order they were given.
    pub ids: Vec<EventId>,
    /// The new records of the cards they touch.
    pub records: Vec<(CardId, Record)>,
}

/// What a learner can ask for besides answering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// List the commands.
    Help,
    /// Show the hint.
    Hint,
    /// Turn a flip card over.
    Reveal,
    /// Rate the last answer otherwise, or a flip card for the first time.
    Rate(Rating),
    /// Take the last answer back.
    Undo,
    /// Ask this card later.
    Skip,
    /// Put this card off until tomorrow.
    Bury,
    /// Take this card out.
    Suspend,
    /// Say that a question is wrong.
    Flag(Aim, String),
    /// Go on after a pause.
    GoOn,
    /// End the session.
    Quit,
}

/// Which question is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The one on screen; at a pause the one answered last.
    Open,
    /// The one answered last: its verdict is on screen, though the next question is asked already.
    Answered,
}

/// A line as a learner types it: an answer, a command, or a word with a colon that is no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// An answer.
    Response(String),
    /// A command.
    Command(Command),
    /// `:word` that means nothing.
    Unknown(String),
}

impl Line {
    /// Writes a response so that it is read as one: a leading colon is doubled.
    pub fn escape(response: &str) -> String {
        if response.starts_with(':') {
            format!(":{response}")
        } else {
            response.to_owned()
        }
    }

    /// Reads one line. `:` begins a command, `::` a literal colon.
    pub fn parse(line: &str) -> Self {
        let text = line.trim();
        let Some(word) = text.strip_prefix(':') else {
            return Self::Response(text.to_owned());
        };
        if word.starts_with(':') {
            return Self::Response(word.to_owned());
        }
        let (verb, rest) = word.split_once(char::is_whitespace).unwrap_or((word, ""));
        let rest = rest.trim();
        let command = match verb {
            "help" | "h" => Command::Help,
            "hint" => Command::Hint,
            "reveal" => Command::Reveal,
            "undo" | "u" => Command::Undo,
            "skip" => Command::Skip,
            "bury" => Command::Bury,
            "suspend" => Command::Suspend,
            "quit" | "q" => Command::Quit,
            "flag" => return Self::Command(Command::Flag(Aim::Open, rest.to_owned())),
            _ => match verb.parse() {
                Ok(rating) => Command::Rate(rating),
                Err(_) => return Self::Unknown(verb.to_owned()),
            },
        };
        if rest.is_empty() {
            Self::Command(command)
        } else {
            Self::Unknown(word.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(line: &str, expected: &Line) {
        assert_eq!(&Line::parse(line), expected, "{line:?}");
    }

    #[test]
    fn a_line_without_a_colon_is_an_answer() {
        case(" 1281 ", &Line::Response("1281".into()));
        case("", &Line::Response(String::new()));
        case("quit", &Line::Response("quit".into()));
    }

    #[test]
    fn two_colons_begin_a_literal_one() {
        case("::-)", &Line::Response(":-)".into()));
    }

    #[test]
    fn a_colon_begins_a_command() {
        case(":undo", &Line::Command(Command::Undo));
        case(":good", &Line::Command(Command::Rate(Rating::Good)));
        case(
            ":flag it was 1275 ",
            &Line::Command(Command::Flag(Aim::Open, "it was 1275".into())),
        );
    }

    #[test]
    fn another_word_is_unknown() {
        case(":later", &Line::Unknown("later".into()));
        case(":undo twice", &Line::Unknown("undo twice".into()));
    }
}
