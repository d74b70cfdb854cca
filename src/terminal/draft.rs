//! `draft`: notes become draft facts, and a review makes facts of them.

mod context;
mod facts;
mod json;
mod walk;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use facts::FactFile;

use super::args;
use super::desk::Desk;
use super::exit::{ExitCode, UsageError};
use super::notes;
use super::out::Form;
use super::problems;
use super::screen::{OutputError, Screen};
use crate::deck::Place;
use crate::draft::{self, Language, Mention, Notes, Sheet, Worth};
use crate::files;
use crate::text::SafeText;

/// Drafts the notes, or reviews the drafts.
///
/// # Errors
///
/// A file cannot be read, is not what it should be, or cannot be written.
pub(super) fn run(desk: &Desk, options: &args::Draft) -> anyhow::Result<ExitCode> {
    match (&options.notes, &options.review) {
        (_, Some(sheet)) => review(desk, sheet, options.out.as_deref()),
        (Some(notes), None) => find(desk, notes, options.out.as_deref()),
        (None, None) => {
            Err(UsageError("name a file of notes, or --review and a draft file".to_owned()).into())
        }
    }
}

/// Finds what the notes say, and writes the drafts down.
fn find(desk: &Desk, notes: &Path, out: Option<&Path>) -> anyhow::Result<ExitCode> {
    let bytes = notes::read(notes)?;
    let read = Notes::decode(&bytes).with_context(|| notes.display().to_string())?;
    let mentions = match read.language {
        Language::English => draft::find(read.text),
        Language::Other => Vec::new(),
    };
    if desk.form == Form::Json {
        json::write(desk, read.text, &mentions)?;
    }
    if read.language == Language::Other {
        tell(&format!(
            "{}: these notes do not seem to be English, so nothing was drafted",
            notes.display()
        ))?;
        return Ok(ExitCode::Done);
    }
    let path = match (out, desk.form) {
        (Some(out), _) => out.to_owned(),
        (None, Form::Json) => return Ok(ExitCode::Done),
        (None, Form::Plain | Form::Rich) => sheet_beside(notes),
    };
    let before = match sheet_before(&path)? {
        Before::Nothing => None,
        Before::Drafts(sheet) => Some(sheet),
        Before::SomethingElse => return Ok(ExitCode::Failed),
    };
    let is_new = before.is_none();
    if count_of_drafts(notes, &mentions)? == 0 && is_new {
        tell(&format!(
            "{}: no date and no figure was found",
            notes.display()
        ))?;
        return Ok(ExitCode::Done);
    }
    let sheet = draft::gather(&notes.display().to_string(), read.text, &mentions, before);
    let yaml = sheet.to_yaml();
    if yaml.len() > draft::MAX_SHEET {
        return Err(too_many(notes, sheet.drafts.len()));
    }
    files::replace_shared(&path, yaml.as_bytes())?;
    if desk.form != Form::Json {
        let mut screen = desk.screen();
        for line in summary(&sheet, &mentions, &path) {
            screen.line_of(&SafeText::line(&line))?;
        }
        screen.flush()?;
    }
    Ok(ExitCode::Done)
}

/// Counts what becomes a draft, before memory is taken for all of it.
///
/// # Errors
///
/// It is too much for one file.
fn count_of_drafts(notes: &Path, mentions: &[Mention]) -> anyhow::Result<usize> {
    let is_draft = |mention: &&Mention| mention.worth == Worth::Draft;
    match mentions.iter().filter(is_draft).count() {
        count if count > draft::MAX_DRAFTS => Err(too_many(notes, count)),
        count => Ok(count),
    }
}

fn too_many(notes: &Path, drafts: usize) -> anyhow::Error {
    let (notes, drafts) = (notes.display(), counted(drafts, "draft"));
    anyhow!("{notes}: {drafts} are too many for one file; split the notes")
}

fn summary(sheet: &Sheet, mentions: &[Mention], path: &Path) -> Vec<String> {
    let tally = sheet.tally();
    let doubtful = sheet
        .drafts
        .iter()
        .filter(|draft| !draft.doubt.is_empty())
        .count();
    let left_out = mentions
        .iter()
        .filter(|mention| mention.worth == Worth::LeftOut)
        .count();
    let path = path.display();
    let mut lines = vec![format!(
        "{} in {path}, {doubtful} to look at twice; {left_out} numbers were left out",
        counted(sheet.drafts.len(), "draft"),
    )];
    let decided = sheet.drafts.len() - tally.open;
    if decided > 0 {
        lines.push(format!(
            "{decided} decided before; {} of them stand in the notes no more",
            tally.vanished
        ));
    }
    lines.push(format!("Next: jmrel-quiz draft --review {path}"));
    lines
}

/// Walks through the drafts of a file and writes the facts that come of it.
fn review(desk: &Desk, path: &Path, out: Option<&Path>) -> anyhow::Result<ExitCode> {
    if desk.form == Form::Json {
        return Err(
            UsageError("a review is a talk with a person; leave --json out".to_owned()).into(),
        );
    }
    let bytes = crate::deck::read_bytes(path)
        .map_err(|problem| anyhow!("{}: {}", path.display(), problem.message))?;
    let Some(sheet) = parsed(path, &bytes)? else {
        return Ok(ExitCode::Failed);
    };
    let named = PathBuf::from(&sheet.notes);
    let at_hand = notes::of_drafts(path, &sheet.notes);
    let text = at_hand.as_deref().and_then(text_of);
    let facts = out.map_or_else(|| facts_beside(path), Path::to_owned);
    let facts = FactFile::at(facts, at_hand.as_deref().unwrap_or(&named));
    let mut walk = walk::Walk::new(sheet, text, path, facts, desk.screen());
    walk.run(&mut io::stdin().lock())?;
    let (sheet, facts) = walk.end();
    let mut screen = desk.screen();
    for line in farewell(&sheet, path, &facts) {
        screen.line_of(&SafeText::line(&line))?;
    }
    screen.flush()?;
    Ok(ExitCode::Done)
}

/// What came of a sitting, and what comes next.
fn farewell(sheet: &Sheet, path: &Path, facts: &FactFile) -> Vec<String> {
    let tally = sheet.tally();
    let mut lines = Vec::new();
    if tally.accepted > 0 || facts.has_changed() {
        lines.push(facts.change());
    }
    if tally.open > 0 {
        lines.push(format!(
            "{} still open: jmrel-quiz draft --review {}",
            counted(tally.open, "draft"),
            path.display()
        ));
    }
    if tally.accepted > 0 {
        lines.push(format!(
            "Next: jmrel-quiz generate {} --out my-decks",
            facts.path().display()
        ));
    }
    lines
}

fn text_of(notes: &Path) -> Option<String> {
    String::from_utf8(notes::read(notes).ok()?).ok()
}

/// What stands where the drafts are to be written.
enum Before {
    Nothing,
    Drafts(Sheet),
    /// A file that cannot be read as drafts, and is not replaced; its problems were told.
    SomethingElse,
}

fn sheet_before(path: &Path) -> anyhow::Result<Before> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Before::Nothing),
        Err(error) => {
            return Err(
                anyhow::Error::from(error).context(format!("could not read {}", path.display()))
            );
        }
    };
    Ok(parsed(path, &bytes)?.map_or(Before::SomethingElse, Before::Drafts))
}

/// A draft file, or nothing once its problems were told.
fn parsed(path: &Path, bytes: &[u8]) -> anyhow::Result<Option<Sheet>> {
    let read = draft::read(&Place::File(path.to_owned()), bytes);
    if read.sheet.is_none() {
        let mut screen = Screen::plain(io::stderr().lock());
        for line in problems::render(&read.problems) {
            screen.line_of(&line)?;
        }
        screen.flush()?;
    }
    Ok(read.sheet)
}

const SHEET: &str = "draft.yaml";
const FACTS: &str = "facts.yaml";

/// `notes.txt` is drafted in `notes.draft.yaml`.
fn sheet_beside(notes: &Path) -> PathBuf {
    notes.with_extension(SHEET)
}

/// `notes.draft.yaml` gives `notes.facts.yaml`.
fn facts_beside(sheet: &Path) -> PathBuf {
    let name = sheet
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    match name.strip_suffix(SHEET) {
        Some(stem) => sheet.with_file_name(format!("{stem}{FACTS}")),
        None => sheet.with_extension(FACTS),
    }
}

fn tell(line: &str) -> Result<(), OutputError> {
    let mut screen = Screen::plain(io::stderr().lock());
    screen.line_of(&SafeText::line(line))?;
    screen.flush()
}

fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_drafts_than_anybody_reviews_are_refused_before_they_are_gathered() {
        let mention = draft::find("In 1274 they sailed.").remove(0);
        let mut mentions = vec![mention.clone(); draft::MAX_DRAFTS];
        let notes = Path::new("notes.txt");
        let count = count_of_drafts(notes, &mentions).expect("as many as can be");
        assert_eq!(count, draft::MAX_DRAFTS);
        mentions.push(mention);
        let error = count_of_drafts(notes, &mentions).expect_err("one too many");
        assert_eq!(
            error.to_string(),
            "notes.txt: 100001 drafts are too many for one file; split the notes"
        );
    }

    #[test]
    fn files_stand_beside_each_other() {
        let sheet = sheet_beside(Path::new("a/my notes.txt"));
        assert_eq!(sheet, Path::new("a/my notes.draft.yaml"));
        let facts = facts_beside(&sheet);
        assert_eq!(facts, Path::new("a/my notes.facts.yaml"));
        assert_eq!(facts_beside(Path::new("x.yaml")), Path::new("x.facts.yaml"));
    }
}
