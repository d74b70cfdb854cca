//! A place of its own for each test: a deck, a progress folder and the program in it.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::Folder;
use serde_json::Value;
use tempfile::TempDir;

pub(crate) use crate::run::{Run, finish};

/// When the tests take place.
pub(crate) const NOW: &str = "2026-11-24T09:00:00+00:00";

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_jmrel-quiz");

/// Decks, progress, clock and seed.
pub(crate) struct Place {
    root: TempDir,
    pub(crate) now: String,
}

impl Place {
    /// A place with a deck of so many cards `many:c0`, `many:c1`, ….
    pub(crate) fn with_cards(count: usize) -> Self {
        let place = Self {
            root: TempDir::new().expect("a temporary folder"),
            now: NOW.to_owned(),
        };
        fs::create_dir(place.decks()).expect("a folder");
        place.write_deck(&deck(count));
        place
    }

    /// Another place where everything is as it is here.
    pub(crate) fn copy(&self) -> Self {
        let root = TempDir::new().expect("a temporary folder");
        copy_into(self.path(), root.path());
        let now = self.now.clone();
        Self { root, now }
    }

    /// Puts another deck in place of the one that is there.
    pub(crate) fn write_deck(&self, text: &str) {
        fs::write(self.decks().join("many.yaml"), text).expect("a deck");
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    pub(crate) fn decks(&self) -> PathBuf {
        self.path().join("decks")
    }

    pub(crate) fn progress(&self) -> PathBuf {
        self.path().join("progress")
    }

    /// The default learner's file.
    pub(crate) fn file(&self) -> PathBuf {
        Folder::new(self.progress()).file_of(&LearnerName::default())
    }

    /// The arguments that bind the program to this place, then `args`.
    pub(crate) fn arguments(&self, args: &[&str]) -> Vec<String> {
        let text = |path: PathBuf| path.to_str().expect("a path in UTF-8").to_owned();
        let (decks, progress) = (text(self.decks()), text(self.progress()));
        let own = ["--decks", &decks, "--progress", &progress];
        let clock = ["--now", &self.now, "--seed", "7"];
        own.iter()
            .chain(&clock)
            .chain(args)
            .map(ToString::to_string)
            .collect()
    }

    /// The program, at this place.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        self.wrapped(&[], args)
    }

    /// The program started by another one, such as `strace`, whose words come first.
    pub(crate) fn wrapped(&self, wrapper: &[&str], args: &[&str]) -> Command {
        let mut words = wrapper.iter().copied().chain([PROGRAM]);
        let mut command = Command::new(words.next().expect("at least the program"));
        command
            .args(words)
            .args(self.arguments(args))
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path());
        command
    }

    /// Runs to the end with `input` on standard input.
    pub(crate) fn run(&self, args: &[&str], input: &str) -> Run {
        finish(self.command(args), input)
    }

    /// Starts a session over JSON lines that introduces whatever there is.
    pub(crate) fn session(&self) -> Session {
        Session::start(self.command(&["study", "--new", "1000", "--json"]))
    }
}

/// Copies what is in a folder, and in those in it.
fn copy_into(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let copy = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            fs::create_dir(&copy).expect("a folder");
            copy_into(&path, &copy);
        } else {
            fs::copy(&path, &copy).expect("copied");
        }
    }
}

/// A deck of so many cards. None of them tells the answer of another.
pub(crate) fn deck(count: usize) -> String {
    let mut text = "format: 1\nid: many\ncards:\n".to_owned();
    for number in 0..count {
        let card = format!("{{id: c{number}, prompt: \"Word {number}?\", answer: \"w{number}w\"}}");
        writeln!(text, "  - {card}").expect("memory");
    }
    text
}

/// A session over JSON lines.
pub(crate) struct Session {
    pub(crate) child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Session {
    /// Starts `command`.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        Self {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().expect("a pipe")),
            child,
        }
    }

    /// The next object; nothing at the end, also when that is in the middle of a line.
    pub(crate) fn next_event(&mut self) -> Option<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("a pipe");
        line.ends_with('\n')
            .then(|| serde_json::from_str(&line).expect("one JSON object a line"))
    }

    /// The next object of a kind.
    pub(crate) fn next_of(&mut self, kind: &str) -> Option<Value> {
        std::iter::from_fn(|| self.next_event()).find(|event| event["event"] == kind)
    }

    /// Sends a line; a program that is gone does not take it.
    pub(crate) fn send(&mut self, text: &str) {
        if let Some(input) = &mut self.input {
            let _ = writeln!(input, "{text}");
        }
    }

    /// Ends the input.
    pub(crate) fn close(&mut self) {
        self.input = None;
    }

    /// Kills the program; what it wrote before can still be read.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("it is gone");
    }

    /// Reads on to the end and returns how the program ended; what was on standard output before is not in it.
    pub(crate) fn end(mut self) -> Run {
        self.close();
        let mut stdout = String::new();
        while let Some(event) = self.next_event() {
            stdout.push_str(&event.to_string());
            stdout.push('\n');
        }
        let output = self.child.wait_with_output().expect("it ends");
        Run {
            code: output.status.code(),
            stdout,
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }
}
