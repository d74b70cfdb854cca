//! A reader who does in a folder of their own, block by block, what a page shows.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::markdown::Block;
use crate::snippet::Snippet;

/// When all sessions take place.
const NOW: &str = "2026-11-24T09:00:00+00:00";

/// The file that cards without a file of their own are put into.
const LOOSE: &str = "deck.yaml";

/// What goes before cards that are shown without a deck.
const HEAD: &str = "format: 1\ncards:\n";

/// A reader at work.
pub(crate) struct Reader {
    folder: TempDir,
    /// What `check` said of the broken block before this one.
    message: Option<String>,
}

/// What a command gave.
struct Run {
    code: i32,
    printed: String,
}

impl Reader {
    /// Begins in an empty folder.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("home")).expect("a folder");
        Self {
            folder,
            message: None,
        }
    }

    /// Does what a block shows.
    ///
    /// # Errors
    ///
    /// Something else comes out.
    pub(crate) fn follow(&mut self, block: &Block<'_>) -> Result<(), String> {
        let snippet = Snippet::of(block.info)
            .ok_or_else(|| format!("nobody knows how to test a block of {:?}", block.info))?;
        let message = self.message.take();
        match (snippet, message) {
            (Snippet::Message, Some(message)) => same(block.text, &message),
            (Snippet::Message, None) => Err("this follows no broken block".to_owned()),
            (_, Some(_)) => Err("the message of the block above is missing".to_owned()),
            (Snippet::Cards, None) => {
                self.write(LOOSE, &deck_of(block.text));
                self.is_clean(LOOSE)
            }
            (Snippet::File { name }, None) => {
                self.write(name, block.text);
                if block.text.starts_with("format:") {
                    self.is_clean(name)
                } else {
                    Ok(())
                }
            }
            (Snippet::Broken { code }, None) => {
                self.write(LOOSE, &deck_of(block.text));
                self.has_only(code)
            }
            (Snippet::Commands, None) => block.text.lines().try_for_each(|line| {
                let Run { code, printed } = self.run(line, "")?;
                if (code, printed.as_str()) == (0, "") {
                    Ok(())
                } else {
                    Err(format!("{line}: exit code {code}\n{printed}"))
                }
            }),
            (Snippet::Session { exit_code }, None) => self.session(block.text, exit_code),
        }
    }

    /// Comes to the end of the page.
    ///
    /// # Errors
    ///
    /// Its last block is broken and says not how.
    pub(crate) fn finish(self) -> Result<(), String> {
        match self.message {
            None => Ok(()),
            Some(_) => Err("the message of the last block is missing".to_owned()),
        }
    }

    /// Makes decks of a fact base, which then are without a problem and without a warning.
    pub(crate) fn generate(&self, facts: &str) -> Result<(), String> {
        self.write("facts.yaml", facts);
        let Run { code, printed } = self.run("jmrel-quiz generate facts.yaml --out decks", "")?;
        if code != 0 {
            return Err(printed);
        }
        self.is_clean("decks")
    }

    fn is_clean(&self, name: &str) -> Result<(), String> {
        let Run { code, printed } = self.run(&format!("jmrel-quiz check --strict {name}"), "")?;
        if code == 0 { Ok(()) } else { Err(printed) }
    }

    fn has_only(&mut self, code: &str) -> Result<(), String> {
        let json = self.run(&format!("jmrel-quiz check --json {LOOSE}"), "")?;
        let found: serde_json::Value =
            serde_json::from_str(&json.printed).map_err(|error| error.to_string())?;
        let problems = found["problems"].as_array().ok_or("no problems")?;
        let codes: BTreeSet<&str> = problems
            .iter()
            .filter_map(|problem| problem["code"].as_str())
            .collect();
        let told = self.run(&format!("jmrel-quiz check {LOOSE}"), "")?.printed;
        if codes != BTreeSet::from([code]) {
            return Err(format!("not {code} alone, but {codes:?}\n{told}"));
        }
        self.message = Some(told);
        Ok(())
    }

    /// Runs each `$ ` line with the `> ` lines under it as input, and compares all that is printed.
    fn session(&self, text: &str, exit_code: i32) -> Result<(), String> {
        let belongs = |line: &&str| !line.starts_with("$ ");
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(command) = lines.next() {
            let (mut input, mut shown) = (String::new(), String::new());
            while let Some(line) = lines.next_if(belongs) {
                match line.strip_prefix("> ") {
                    Some(typed) => input.push_str(typed),
                    None => shown.push_str(line),
                }
            }
            let line = command
                .strip_prefix("$ ")
                .ok_or("this begins with no command")?;
            let run = self.run(line, &input)?;
            if run.code != exit_code {
                return Err(format!("exit code {}\n{}", run.code, run.printed));
            }
            same(&shown, &run.printed)?;
        }
        Ok(())
    }

    /// Runs a command line: the program, or `cp -r` of a flat folder.
    fn run(&self, line: &str, input: &str) -> Result<Run, String> {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["jmrel-quiz", args @ ..] => Ok(self.quiz(args, input)),
            ["cp", "-r", from, to] => {
                copy(&self.path().join(from), &self.path().join(to));
                Ok(Run {
                    code: 0,
                    printed: String::new(),
                })
            }
            _ => Err(format!("nobody knows how to run {line:?}")),
        }
    }

    fn quiz(&self, args: &[&str], input: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"))
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path().join("home"))
            .env("JMREL_QUIZ_PROGRESS", "progress")
            .args(["--now", NOW, "--seed", "7"])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that reads nothing may have ended; that is its right.
        let _ = child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(input.as_bytes());
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Run {
            code: output.status.code().unwrap_or(-1),
            printed: text(output.stdout) + &text(output.stderr),
        }
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Cards become a deck; a deck is one already.
fn deck_of(text: &str) -> String {
    if text.contains("cards:\n") {
        text.to_owned()
    } else {
        format!("{HEAD}{text}")
    }
}

fn same(shown: &str, printed: &str) -> Result<(), String> {
    if shown.trim_end() == printed.trim_end() {
        Ok(())
    } else {
        Err(format!("the program prints\n\n{printed}"))
    }
}

/// The words of a command line; double quotes hold one together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}
