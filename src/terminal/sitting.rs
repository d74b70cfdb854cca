//! Chooses the face of a session and runs it.

use std::env;
use std::io::{self, IsTerminal};

use console::Term;

use super::args::Global;
use super::arrivals::Live;
use super::exit::ExitCode;
use super::face::{self, Driver};
use super::invocation::Invocation;
use super::json::JsonLines;
use super::keys::Decoder;
use super::linear::{Linear, Reader};
use super::lines;
use super::plain::PlainLines;
use super::screen::{DEFAULT_COLUMNS, Screen};
use super::stopwatch::Stopwatch;
use super::style::{Colour, Output};
use super::tty::{Size, Tty};
use crate::day::{Clock, Rollover};
use crate::system::SingleKeys;

/// The faces of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// JSON lines.
    Json,
    /// Plain lines.
    Plain(Reader),
    /// The screen.
    Tty,
}

/// What standard input and output lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    pub(super) input: Output,
    pub(super) output: Output,
}

impl Ends {
    /// Finds out.
    pub(super) fn find() -> Self {
        let end = |is_terminal: bool| match (is_terminal, console::is_dumb()) {
            (false, _) => Output::Other,
            (true, true) => Output::Dumb,
            (true, false) => Output::Terminal,
        };
        Self {
            input: end(io::stdin().is_terminal()),
            output: end(io::stdout().is_terminal()),
        }
    }
}

impl Choice {
    /// Chooses by the options, then by what there is at both ends.
    pub(super) fn of(global: &Global, ends: Ends) -> Self {
        if global.json {
            return Self::Json;
        }
        match ends {
            Ends {
                input: Output::Terminal,
                output: Output::Terminal,
            } if !global.plain => Self::Tty,
            Ends {
                input: Output::Other,
                ..
            }
            | Ends {
                output: Output::Other,
                ..
            } => Self::Plain(Reader::Script),
            Ends {
                input: Output::Terminal | Output::Dumb,
                output: Output::Terminal | Output::Dumb,
            } => Self::Plain(Reader::Person),
        }
    }

    /// Whether a person is at the keys, who may want a pause.
    pub(super) fn is_person(self) -> bool {
        match self {
            Self::Json | Self::Plain(Reader::Script) => false,
            Self::Plain(Reader::Person) | Self::Tty => true,
        }
    }
}

/// Runs a session to its end.
///
/// # Errors
///
/// An answer could not be saved, or the output could not be written.
pub(super) fn sit(
    driver: &mut impl Driver,
    choice: Choice,
    colour: Colour,
    clock: &Clock,
    rollover: Rollover,
    invocation: &Invocation,
) -> anyhow::Result<ExitCode> {
    let stopwatch = Stopwatch::new(clock);
    match choice {
        Choice::Json => {
            let teller = JsonLines::new(io::stdout().lock(), clock.zone(), rollover);
            let mut face = Linear::new(teller, read_lines()?, Reader::Script, stopwatch);
            face::run(driver, &mut face, clock)
        }
        Choice::Plain(reader) => {
            let screen = Screen::new(io::stdout().lock(), Colour::Off, size().columns);
            let teller = PlainLines::new(screen, reader, invocation.clone());
            let mut face = Linear::new(teller, read_lines()?, reader, stopwatch);
            face::run(driver, &mut face, clock)
        }
        Choice::Tty => {
            let _mode = SingleKeys::switch()?;
            let out = io::BufWriter::new(io::stdout().lock());
            let mut face = Tty::new(
                out,
                colour,
                size,
                read_keys()?,
                stopwatch,
                invocation.clone(),
            );
            face::run(driver, &mut face, clock)
        }
    }
}

fn read_lines() -> io::Result<Live<lines::RawLine>> {
    // A standard input that cannot be read is one that has ended.
    Live::start(|| lines::read_line(&mut io::stdin().lock()).ok().flatten())
}

fn read_keys() -> io::Result<Live<super::keys::Key>> {
    let term = Term::stdout();
    let mut decoder = Decoder::default();
    Live::start(move || {
        loop {
            let raw = term.read_key_raw().ok()?;
            if let Some(key) = decoder.feed(&raw) {
                return Some(key);
            }
        }
    })
}

/// The size of the terminal at standard output, or a usual one.
pub(super) fn size() -> Size {
    match Term::stdout().size_checked() {
        Some((rows, columns)) => Size {
            rows: rows.into(),
            columns: columns.into(),
        },
        None => Size {
            rows: 24,
            columns: DEFAULT_COLUMNS,
        },
    }
}

/// Whether styles are printed on standard output.
pub(super) fn colour(global: &Global, ends: Ends) -> Colour {
    if global.plain || global.json {
        return Colour::Off;
    }
    Colour::decide(global.color, |name| env::var_os(name), ends.output)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::Args;
    use super::*;

    #[track_caller]
    fn chooses(options: &str, input: Output, output: Output, choice: Choice) {
        let line = std::iter::once("jmrel-quiz").chain(options.split_whitespace());
        let args = Args::try_parse_from(line).expect("options");
        assert_eq!(
            Choice::of(&args.global, Ends { input, output }),
            choice,
            "{options:?}"
        );
    }

    #[test]
    fn the_face_fits_what_there_is_at_both_ends() {
        use Output::{Dumb, Other, Terminal};
        chooses("", Terminal, Terminal, Choice::Tty);
        chooses("--plain", Terminal, Terminal, Choice::Plain(Reader::Person));
        chooses("", Dumb, Dumb, Choice::Plain(Reader::Person));
        chooses("", Other, Terminal, Choice::Plain(Reader::Script));
        chooses("", Terminal, Other, Choice::Plain(Reader::Script));
        chooses("--json", Terminal, Terminal, Choice::Json);
        chooses("--plain", Other, Other, Choice::Plain(Reader::Script));
    }
}
