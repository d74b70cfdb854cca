//! `check --fix` and `check --write-ids`: deck files mended in place, each line that changed told.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::exit::ExitCode;
use super::out::{Form, give};
use super::problems;
use super::screen::{OutputError, Screen};
use crate::deck::edit::{self, Change};
use crate::deck::{self, Library, Place, Problem};
use crate::files::{self, Rewritten};
use crate::text::SafeText;

/// What is to be done to the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) mistakes: Mistakes,
    pub(super) ids: Ids,
}

impl Task {
    /// What the options `--fix` and `--write-ids` ask for; nothing when neither is given.
    pub(super) fn of(fix: bool, write_ids: bool) -> Option<Self> {
        (fix || write_ids).then_some(Self {
            mistakes: if fix { Mistakes::Mend } else { Mistakes::Leave },
            ids: if write_ids { Ids::Write } else { Ids::Leave },
        })
    }
}

/// Whether mistakes are mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistakes {
    /// Those that are certain.
    Mend,
    /// None.
    Leave,
}

/// Whether cards without an id get one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ids {
    /// They do.
    Write,
    /// They do not.
    Leave,
}

/// Mends `files` and the decks of the folders among them, or all files of the library when none is named; what is left is told and
/// gives exit code 1.
///
/// # Errors
///
/// A file could not be written, or standard output.
pub(super) fn run<W: Write>(
    task: Task,
    files: &[PathBuf],
    library: impl FnOnce() -> Library,
    form: Form,
    screen: &mut Screen<W>,
) -> anyhow::Result<ExitCode> {
    let files = if files.is_empty() {
        files_of(&library())
    } else {
        spread(files)
    };
    let mut report = Report::default();
    for path in &files {
        report.add(path, carry_out(task, path)?);
    }
    report.problems.sort();
    give(&report.listed(), form, screen, |screen| {
        report.write(&files, screen)
    })?;
    let is_clean = report.problems.is_empty() && report.refused.is_empty();
    Ok(if is_clean {
        ExitCode::Done
    } else {
        ExitCode::Failed
    })
}

/// The files named, and of a folder the decks in it. A folder that cannot be read stays, so that it is told.
fn spread(paths: &[PathBuf]) -> Vec<PathBuf> {
    let files: BTreeSet<PathBuf> = paths
        .iter()
        .flat_map(|path| match deck::deck_files(path) {
            Ok(files) if path.is_dir() => files,
            Ok(_) | Err(_) => vec![path.clone()],
        })
        .collect();
    files.into_iter().collect()
}

fn files_of(library: &Library) -> Vec<PathBuf> {
    let decks = library.decks.iter().map(|deck| &deck.place);
    let places = decks.chain(library.problems.iter().map(|problem| &problem.place));
    let files: BTreeSet<PathBuf> = places
        .filter_map(|place| match place {
            Place::File(path) if path.is_file() => Some(path.clone()),
            // Decks inside the program are no files.
            Place::File(_) | Place::Embedded(_) => None,
        })
        .collect();
    files.into_iter().collect()
}

/// What became of one file.
struct Outcome {
    changes: Vec<Change>,
    problems: Vec<Problem>,
    refusal: Option<String>,
}

fn carry_out(task: Task, path: &Path) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome {
        changes: Vec::new(),
        problems: Vec::new(),
        refusal: None,
    };
    let old = match deck::read_bytes(path) {
        Ok(bytes) => bytes,
        Err(problem) => {
            outcome.problems.push(*problem);
            return Ok(outcome);
        }
    };
    let (place, stem) = (Place::File(path.to_owned()), deck::stem(path));
    let mut new = old.clone();
    match task.mistakes {
        Mistakes::Mend => {
            let mended = edit::mend(&place, &stem, &new);
            new = mended.bytes;
            outcome.changes = mended.changes;
            outcome.problems = mended.parsed.problems;
        }
        Mistakes::Leave => outcome.problems = deck::parse(&place, &stem, &new).problems,
    }
    if task.ids == Ids::Write {
        if let Some(written) = edit::write_ids(&place, &stem, &new) {
            new = written.bytes;
            below_ids(&mut outcome.changes, &written.changes);
            outcome.changes.extend(written.changes);
            outcome.changes.sort();
            refresh(&mut outcome.changes, &new);
        } else {
            let why = "no ids were written: the other problems come first";
            outcome.refusal = Some(why.to_owned());
        }
    }
    if new == old {
        return Ok(outcome);
    }
    if let Some(note) = edit::generated_note(&old) {
        outcome.changes.clear();
        outcome.problems = deck::parse(&place, &stem, &old).problems;
        outcome.refusal = Some(format!(
            "it was not changed: its head says \"{note}\"; change what it is made from"
        ));
        return Ok(outcome);
    }
    let rewritten = files::rewrite(path, &old, &new)?;
    if rewritten == Rewritten::ChangedMeanwhile {
        outcome.changes.clear();
        outcome.refusal =
            Some("it was not changed: another program has just saved it; try again".to_owned());
    }
    Ok(outcome)
}

/// Moves changes to the lines they have now that ids stand above them, or on their lines.
fn below_ids(changes: &mut [Change], ids: &[Change]) {
    // They come in the order of their lines.
    for id in ids.iter().filter(|id| id.was.is_none()) {
        for change in changes.iter_mut().filter(|change| change.line >= id.line) {
            change.line = change.line.saturating_add(1);
        }
    }
}

/// Tells what stands on the changed lines in the end.
fn refresh(changes: &mut [Change], bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().collect();
    for change in changes {
        let index = change.line.saturating_sub(1);
        let line = usize::try_from(index).ok().and_then(|at| lines.get(at));
        if let Some(line) = line {
            line.trim_start_matches('\u{feff}')
                .clone_into(&mut change.now);
        }
    }
}

#[derive(Default)]
struct Report {
    changes: Vec<(PathBuf, Change)>,
    problems: Vec<Problem>,
    refused: Vec<(PathBuf, String)>,
}

impl Report {
    fn add(&mut self, path: &Path, outcome: Outcome) {
        let changes = outcome.changes.into_iter();
        self.changes
            .extend(changes.map(|change| (path.to_owned(), change)));
        self.problems.extend(outcome.problems);
        self.refused
            .extend(outcome.refusal.map(|why| (path.to_owned(), why)));
    }

    fn write<W: Write>(
        &self,
        files: &[PathBuf],
        screen: &mut Screen<W>,
    ) -> Result<(), OutputError> {
        if files.is_empty() {
            return screen.line(
                "There is no deck file here to mend, and the decks inside the program cannot be changed.",
            );
        }
        for (path, change) in &self.changes {
            let Change {
                line,
                code,
                was,
                now,
            } = change;
            let head = format!("{}:{line}: mended [{code}]", path.display());
            screen.line_of(&SafeText::line(&head))?;
            if let Some(was) = was {
                screen.line_of(&SafeText::line(&format!("  was: {was}")))?;
            }
            screen.line_of(&SafeText::line(&format!("  now: {now}")))?;
        }
        for (path, why) in &self.refused {
            screen.line_of(&SafeText::line(&format!("{}: {why}", path.display())))?;
        }
        if !self.problems.is_empty() {
            if !self.changes.is_empty() || !self.refused.is_empty() {
                screen.blank()?;
            }
            for line in problems::render(&self.problems) {
                screen.line_of(&line)?;
            }
            screen.blank()?;
        }
        let count = |count: usize, one: &str, many: &str| match count {
            0 => format!("no {one}"),
            1 => format!("1 {one}"),
            _ => format!("{count} {many}"),
        };
        let lines = count(self.changes.len(), "line", "lines");
        let left = count(self.problems.len(), "problem", "problems");
        screen.line_of(&SafeText::line(&format!("{lines} changed, {left} left")))
    }

    fn listed(&self) -> Listed<'_> {
        Listed {
            changes: self
                .changes
                .iter()
                .map(|(path, change)| ListedChange {
                    file: path.display().to_string(),
                    line: change.line,
                    code: change.code,
                    was: change.was.as_deref(),
                    now: &change.now,
                })
                .collect(),
            refused: self
                .refused
                .iter()
                .map(|(path, why)| ListedRefusal {
                    file: path.display().to_string(),
                    reason: why,
                })
                .collect(),
            problems: problems::to_json(&self.problems)["problems"].clone(),
        }
    }
}

#[derive(Serialize)]
struct Listed<'a> {
    changes: Vec<ListedChange<'a>>,
    refused: Vec<ListedRefusal<'a>>,
    problems: serde_json::Value,
}

#[derive(Serialize)]
struct ListedChange<'a> {
    file: String,
    line: u32,
    code: &'static str,
    was: Option<&'a str>,
    now: &'a str,
}

#[derive(Serialize)]
struct ListedRefusal<'a> {
    file: String,
    reason: &'a str,
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::style::Colour;
    use super::*;

    const BOTH: Task = Task {
        mistakes: Mistakes::Mend,
        ids: Ids::Write,
    };

    /// Runs the task on a file with `text`; gives the code, what was told with the folder left out, and the file.
    fn run_on(task: Task, text: &str, form: Form) -> (ExitCode, String, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.yaml");
        fs::write(&path, text).expect("written");
        let mut screen = Screen::new(Vec::new(), Colour::Off, 80);
        let code = run(
            task,
            std::slice::from_ref(&path),
            Library::default,
            form,
            &mut screen,
        )
        .expect("it runs");
        let told = String::from_utf8(screen.into_inner()).expect("text");
        let told = told.replace(&format!("{}/", folder.path().display()), "");
        (code, told, fs::read_to_string(&path).expect("a file"))
    }

    #[test]
    fn every_line_that_is_changed_is_told() {
        let text =
            "cards:\n  - prompt: Who: me?\n    date: 1274-2-5\n  - {prompt: Y?, date: soon}\n";
        let mend = Task {
            ids: Ids::Leave,
            ..BOTH
        };
        let (code, told, file) = run_on(mend, text, Form::Plain);
        assert_eq!(code, ExitCode::Failed);
        assert!(file.starts_with("format: 1\ncards:\n"), "{file}");
        insta::assert_snapshot!(told, @r#"
        x.yaml:1: mended [deck.no-format]
          now: format: 1
        x.yaml:3: mended [yaml.colon]
          was:   - prompt: Who: me?
          now:   - prompt: "Who: me?"
        x.yaml:4: mended [card.bad-date]
          was:     date: 1274-2-5
          now:     date: 1274-02-05

        x.yaml:5:24: error[card.bad-date]: a date is written 1972-02-24, 1972-02, 1972, 197X for a decade or 19XX for a century
          |
        5 |   - {prompt: Y?, date: soon}
          |                        ^^^^
          = help: write: date: 1972, or with a month date: 1972-02, or with a day date: 1972-02-24

        3 lines changed, 1 problem left
        "#);
    }

    #[test]
    fn ids_are_told_below_what_was_mended() {
        let text =
            "cards:\n  - prompt: Who: me?\n    answer: me\n  - {id: y, prompt: Y?, answer: y}\n";
        let (code, told, _) = run_on(BOTH, text, Form::Plain);
        assert_eq!(code, ExitCode::Done);
        insta::assert_snapshot!(told, @r#"
        x.yaml:1: mended [deck.no-format]
          now: format: 1
        x.yaml:3: mended [card.no-id]
          now:   - id: ha98c6bc7079f2316
        x.yaml:4: mended [yaml.colon]
          was:   - prompt: Who: me?
          now:     prompt: "Who: me?"
        3 lines changed, no problem left
        "#);
    }

    #[test]
    fn a_generated_file_is_left_alone() {
        let text =
            "# Generated from facts.yaml; edit that.\ncards:\n  - {id: y, prompt: Y?, answer: y}\n";
        let (code, told, file) = run_on(BOTH, text, Form::Plain);
        assert_eq!((code, file.as_str()), (ExitCode::Failed, text));
        insta::assert_snapshot!(told, @r#"
        x.yaml: it was not changed: its head says "Generated from facts.yaml; edit that."; change what it is made from

        x.yaml:2:1: error[deck.no-format]: the deck does not say which format it has
          |
        2 | cards:
          | ^
          = help: write as its first line: format: 1

        no line changed, 1 problem left
        "#);
    }

    #[test]
    fn a_folder_is_mended_deck_by_deck_as_it_is_checked() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.yaml", "b.yml"] {
            fs::write(
                folder.path().join(name),
                "cards:\n  - {id: y, prompt: Y?, answer: y}\n",
            )
            .expect("written");
        }
        fs::write(folder.path().join("notes.txt"), "no deck").expect("written");
        let mut screen = Screen::new(Vec::new(), Colour::Off, 80);
        let folders = [folder.path().to_owned()];
        let code = run(BOTH, &folders, Library::default, Form::Plain, &mut screen);
        assert_eq!(code.expect("it runs"), ExitCode::Done);
        let told = String::from_utf8(screen.into_inner()).expect("text");
        let told = told.replace(&format!("{}/", folder.path().display()), "");
        insta::assert_snapshot!(told, @r"
        a.yaml:1: mended [deck.no-format]
          now: format: 1
        b.yml:1: mended [deck.no-format]
          now: format: 1
        2 lines changed, no problem left
        ");
    }

    #[test]
    fn a_good_file_is_not_even_written() {
        let text = "format: 1\ncards:\n  - {id: y, prompt: Y?, answer: y}\n";
        let (code, told, file) = run_on(BOTH, text, Form::Json);
        assert_eq!((code, file.as_str()), (ExitCode::Done, text));
        assert_eq!(told, "{\"changes\":[],\"refused\":[],\"problems\":[]}\n");
    }
}
