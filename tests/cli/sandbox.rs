//! A place of its own for each test: decks, progress, arguments, input, clock and seed.

use std::fs;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub(crate) use crate::run::{Run, finish};

/// When most tests take place.
pub(crate) const NOW: &str = "2026-11-24T09:00:00+00:00";

/// A deck of five cards of five kinds, none of which tells another's answer.
pub(crate) const DECK: &str = "\
format: 1
id: small
title: A small deck
cards:
  - id: osaka/year
    about: the fair at Osaka
    prompt: In which year was the world fair held at Osaka for the first time?
    date: 1970
    explanation: It ran from March to September.
  - id: islands/figure
    prompt: How many islands did the count find?
    number: 6852
    unit: islands
  - id: capital/name
    prompt: Which city is the capital of Mongolia?
    answer: Ulaanbaatar
    accept: [Ulan Bator]
  - id: river/choice
    prompt: Which of these is a river?
    answer: Selenge
    choices: [Gobi, Altai]
  - id: stops/order
    prompt: In which order did the ship call at these ports?
    order: [Nagasaki, Busan, Vladivostok]
";

/// Everything a run of the program can depend on.
pub(crate) struct Sandbox {
    root: TempDir,
    now: String,
    shelf: Shelf,
}

/// Where a sandbox's decks are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelf {
    /// In its folder.
    Own,
    /// Inside the program.
    Shipped,
}

impl Sandbox {
    /// An empty place.
    pub(crate) fn empty() -> Self {
        let root = TempDir::new().expect("a temporary folder");
        fs::create_dir(root.path().join("decks")).expect("a folder");
        fs::create_dir(root.path().join("home")).expect("a folder");
        Self {
            root,
            now: NOW.to_owned(),
            shelf: Shelf::Own,
        }
    }

    /// A place with nothing but the decks inside the program.
    pub(crate) fn shipped() -> Self {
        Self {
            shelf: Shelf::Shipped,
            ..Self::empty()
        }
    }

    /// A place with [`DECK`] in it.
    pub(crate) fn new() -> Self {
        Self::empty().deck("small.yaml", DECK)
    }

    /// Adds a deck file.
    pub(crate) fn deck(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.decks().join(name), text).expect("a deck file");
        self
    }

    /// Moves to another time.
    pub(crate) fn at(&mut self, now: &str) {
        now.clone_into(&mut self.now);
    }

    pub(crate) fn decks(&self) -> PathBuf {
        self.root.path().join("decks")
    }

    pub(crate) fn progress(&self) -> PathBuf {
        self.root.path().join("progress")
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    /// The command with this place's folders, clock and seed.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"));
        command
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path().join("home"))
            .arg("--progress")
            .arg(self.progress())
            .args(["--now", &self.now, "--seed", "7"])
            .args(args);
        if self.shelf == Shelf::Own {
            command.arg("--decks").arg(self.decks());
        }
        command
    }

    /// Runs to the end with `input` on standard input.
    pub(crate) fn run(&self, args: &[&str], input: impl AsRef<[u8]>) -> Run {
        finish(self.command(args), input)
    }

    /// The cards of the answers that are kept, oldest first.
    pub(crate) fn answered(&self) -> Vec<String> {
        let history = self.run(&["history", "--json"], "").code(0).json();
        let card = |review: &Value| review["card"].as_str().expect("a card").to_owned();
        let reviews = history.as_array().expect("a list").iter();
        reviews.map(card).collect()
    }

    /// Runs a session over JSON lines and answers each question by `answer`, until the program ends.
    ///
    /// Returns all objects it wrote, in order.
    pub(crate) fn session(
        &self,
        args: &[&str],
        mut answer: impl FnMut(&Value) -> Option<String>,
    ) -> Vec<Value> {
        let mut live = self.live(args);
        let mut events = Vec::new();
        while let Some(event) = live.next_event() {
            if event["event"] == "question" {
                match answer(&event) {
                    Some(text) => live.send(&text),
                    None => live.close(),
                }
            }
            events.push(event);
        }
        events
    }

    /// Starts the program with pipes to its input and from its output.
    pub(crate) fn spawned(&self, args: &[&str]) -> Child {
        self.command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts")
    }

    /// Starts a session over JSON lines.
    pub(crate) fn live(&self, args: &[&str]) -> Live {
        let mut child = self.spawned(&[args, &["--json"]].concat());
        let stdin = child.stdin.take();
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Live {
            child,
            stdin,
            lines,
        }
    }
}

/// A session at work.
pub(crate) struct Live {
    pub(crate) child: Child,
    stdin: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Live {
    /// The next object it writes; nothing when it ended, which must be a good end.
    pub(crate) fn next_event(&mut self) -> Option<Value> {
        let Some(line) = self.lines.next() else {
            let status = self.child.wait().expect("it ends");
            assert!(status.success(), "a session ends with 0, not {status}");
            return None;
        };
        Some(serde_json::from_str(&line.expect("a line")).expect("one JSON object a line"))
    }

    /// Sends a line.
    pub(crate) fn send(&mut self, text: &str) {
        let pipe = self.stdin.as_mut().expect("standard input is open");
        writeln!(pipe, "{text}").expect("the program reads");
    }

    /// Ends the input.
    pub(crate) fn close(&mut self) {
        self.stdin = None;
    }
}

impl Run {
    /// Fails unless stdout holds this text.
    #[track_caller]
    pub(crate) fn shows(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "{text:?} is not in {self:#?}");
        self
    }
}

/// The right answer to any card of [`DECK`], for the question as posed.
pub(crate) fn right(question: &Value) -> String {
    let card = question["card"].as_str().expect("a card");
    let letter_of = |options: &Value, text: &str| {
        let place = options
            .as_array()
            .expect("options")
            .iter()
            .position(|option| option == text)
            .expect("the option");
        char::from(b'a' + u8::try_from(place).expect("few options")).to_string()
    };
    match card {
        "small:osaka/year" => "1970".to_owned(),
        "small:islands/figure" => "6852".to_owned(),
        "small:capital/name" => "Ulaanbaatar".to_owned(),
        "small:river/choice" => letter_of(&question["choices"], "Selenge"),
        "small:stops/order" => ["Nagasaki", "Busan", "Vladivostok"]
            .iter()
            .map(|port| letter_of(&question["items"], port))
            .collect::<Vec<_>>()
            .join(" "),
        other => panic!("an unknown card {other}"),
    }
}

/// The objects of one kind.
pub(crate) fn of_kind<'a>(events: &'a [Value], kind: &str) -> Vec<&'a Value> {
    events
        .iter()
        .filter(|event| event["event"] == kind)
        .collect()
}
