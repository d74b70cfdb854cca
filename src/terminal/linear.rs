//! A session over lines: what is told goes out as it comes, and one line in is one response or command.

use super::arrivals::{Arrival, Arrivals};
use super::face::{Ending, Face, Reply, Step};
use super::lines::RawLine;
use super::screen::OutputError;
use super::stopwatch::Stopwatch;
use super::wording;
use crate::question::Asked;
use crate::session::{Command, Line, Show};

/// Writes a session down, line after line.
pub(super) trait Teller {
    /// Tells one thing.
    fn show(&mut self, show: &Show) -> Result<(), OutputError>;

    /// Says that the line that came means nothing.
    fn refuse(&mut self, message: &str) -> Result<(), OutputError>;

    /// A line is awaited: invites the learner to type, and sends everything on its way.
    fn invite(&mut self) -> Result<(), OutputError>;
}

/// Who is at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// A person at a terminal, who is asked again before an empty line counts and who may want a pause.
    Person,
    /// A script or a pipe.
    Script,
}

/// A face that writes with `T` and reads lines.
#[derive(Debug)]
pub(super) struct Linear<T, A> {
    teller: T,
    lines: A,
    reader: Reader,
    stopwatch: Stopwatch,
    awaited: Awaited,
}

/// What the next line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    /// An answer; an empty line is taken back once.
    Answer,
    /// An answer; an empty line was given already.
    AnswerAgain,
    /// Something for which an empty line means nothing special.
    Other,
    /// Whether to go on.
    GoOn,
}

impl<T: Teller, A: Arrivals<RawLine>> Linear<T, A> {
    pub(super) fn new(teller: T, lines: A, reader: Reader, stopwatch: Stopwatch) -> Self {
        Self {
            teller,
            lines,
            reader,
            stopwatch,
            awaited: Awaited::Other,
        }
    }

    /// Gives the teller back.
    #[cfg(test)]
    pub(super) fn into_teller(self) -> T {
        self.teller
    }

    /// Returns what the line asks for; nothing when it was refused.
    fn read(&mut self, line: RawLine) -> Result<Option<Reply>, OutputError> {
        let text = match line {
            RawLine::Text(text) => text,
            RawLine::NotUtf8 => {
                return self.refuse("this line is not UTF-8 text; nothing was taken from it");
            }
            RawLine::TooLong => {
                return self.refuse("this line is over 1 MiB; nothing was taken from it");
            }
        };
        match Line::parse(&text) {
            Line::Command(command) => Ok(Some(Reply::Command(command))),
            Line::Unknown(word) => self.refuse(&wording::unknown_command(&word)),
            Line::Response(text) if self.awaited == Awaited::GoOn => self.go_on(&text),
            Line::Response(text) if text.is_empty() && self.awaited == Awaited::Answer => {
                self.awaited = Awaited::AnswerAgain;
                self.refuse("press Enter again for: I don't know")
            }
            Line::Response(text) => Ok(Some(Reply::Response {
                text,
                ms: self.stopwatch.ms(),
            })),
        }
    }

    fn go_on(&mut self, text: &str) -> Result<Option<Reply>, OutputError> {
        match text.to_lowercase().as_str() {
            "" | "y" | "yes" => Ok(Some(Reply::Command(Command::GoOn))),
            "q" | "s" | "n" | "no" | "quit" | "stop" => Ok(Some(Reply::Command(Command::Quit))),
            _ => self.refuse("press Enter to go on, or type q to stop"),
        }
    }

    fn refuse(&mut self, message: &str) -> Result<Option<Reply>, OutputError> {
        self.teller.refuse(message).map(|()| None)
    }

    fn note(&mut self, show: &Show) {
        match show {
            Show::Question(posed) => {
                self.stopwatch.start();
                self.awaited = match (self.reader, &posed.question.asked) {
                    (Reader::Script, _) | (Reader::Person, Asked::Flip) => Awaited::Other,
                    (Reader::Person, _) => Awaited::Answer,
                };
            }
            Show::Pause { .. } | Show::Done => self.awaited = Awaited::GoOn,
            Show::Backlog { .. }
            | Show::Hint(_)
            | Show::NoHint
            | Show::Revealed { .. }
            | Show::Verdict(_)
            | Show::Invalid(_)
            | Show::Undone { .. }
            | Show::Skipped { .. }
            | Show::Flagged { .. }
            | Show::Help
            | Show::Kept(_)
            | Show::Summary(_) => {}
        }
    }
}

impl<T: Teller, A: Arrivals<RawLine>> Face for Linear<T, A> {
    fn tell(&mut self, step: Step) -> Result<(), OutputError> {
        for show in &step.shows {
            self.note(show);
            self.teller.show(show)?;
        }
        Ok(())
    }

    fn ask(&mut self) -> Result<Reply, OutputError> {
        if self.awaited == Awaited::GoOn && self.reader == Reader::Script {
            return Ok(Reply::Command(Command::GoOn));
        }
        loop {
            self.teller.invite()?;
            let reply = match self.lines.wait() {
                Arrival::Item(line) => self.read(line)?,
                Arrival::Resized => None,
                Arrival::Ended => Some(Reply::Ended(Ending::Done)),
                Arrival::Signal(signal) => Some(Reply::Ended(Ending::Signal(signal))),
            };
            if let Some(reply) = reply {
                return Ok(reply);
            }
        }
    }

    fn finish(&mut self) -> Result<(), OutputError> {
        self.teller.invite()
    }
}
