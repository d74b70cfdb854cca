//! `draft`: notes become draft facts, and a review makes facts of them.

mod json;
mod walk;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::args;
use super::desk::Desk;
use super::exit::{ExitCode, UsageError};
use super::out::Form;
use super::problems;
use super::screen::{OutputError, Screen};
use crate::card::DeckId;
use crate::deck::{Place, slug::slug};
use crate::draft::{self, Language, MAX_NOTES, Mention, Notes, Sheet, UnreadableNotes, Worth};
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
    let bytes = read_notes(notes)?;
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
    let has_any = mentions.iter().any(|mention| mention.worth == Worth::Draft);
    if is_new && !has_any {
        tell(&format!(
            "{}: no date and no figure was found",
            notes.display()
        ))?;
        return Ok(ExitCode::Done);
    }
    let sheet = draft::gather(&notes.display().to_string(), read.text, &mentions, before);
    let yaml = sheet.to_yaml();
    if yaml.len() > draft::MAX_SHEET {
        let message = format!(
            "{}: {} are too many for one file; split the notes",
            notes.display(),
            counted(sheet.drafts.len(), "draft")
        );
        return Err(anyhow!(message));
    }
    files::replace(&path, yaml.as_bytes())?;
    if desk.form != Form::Json {
        let mut screen = desk.screen();
        for line in summary(&sheet, &mentions, &path) {
            screen.line_of(&SafeText::line(&line))?;
        }
        screen.flush()?;
    }
    Ok(ExitCode::Done)
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
    let notes = notes_of(path, &sheet);
    let mut walk = walk::Walk::new(sheet, notes, path, desk.screen());
    walk.run(&mut io::stdin().lock())?;
    let sheet = walk.into_sheet();
    let facts = out.map_or_else(|| facts_beside(path), Path::to_owned);
    let mut screen = desk.screen();
    let tally = sheet.tally();
    if tally.accepted > 0 {
        let added = write_facts(&sheet, &facts)?;
        screen.line_of(&SafeText::line(&format!(
            "{} added to {}",
            counted(added, "fact"),
            facts.display()
        )))?;
    }
    if tally.open > 0 {
        let line = format!(
            "{} still open: jmrel-quiz draft --review {}",
            counted(tally.open, "draft"),
            path.display()
        );
        screen.line_of(&SafeText::line(&line))?;
    }
    if tally.accepted > 0 {
        screen.line_of(&SafeText::line(&format!(
            "Next: jmrel-quiz generate {} --out my-decks",
            facts.display()
        )))?;
    }
    screen.flush()?;
    Ok(ExitCode::Done)
}

/// Adds what was accepted to the fact base, which may be new, and tells how many facts were added.
fn write_facts(sheet: &Sheet, path: &Path) -> anyhow::Result<usize> {
    let topic = topic_of(path);
    let added = match fs::read_to_string(path) {
        Ok(base) => draft::facts::add_to(&base, sheet, &topic)
            .with_context(|| path.display().to_string())?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            draft::facts::new_base(sheet, &topic)
        }
        Err(error) => {
            return Err(
                anyhow::Error::from(error).context(format!("could not read {}", path.display()))
            );
        }
    };
    if added.added > 0 {
        files::replace(path, added.text.as_bytes())?;
    }
    Ok(added.added)
}

/// Reads at most one byte more than notes may have.
fn read_notes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let context = || format!("could not read {}", path.display());
    let file = File::open(path).with_context(context)?;
    let meta = file.metadata().with_context(context)?;
    if meta.is_dir() {
        return Err(UsageError(format!(
            "{} is a folder; name a file of notes",
            path.display()
        ))
        .into());
    }
    if meta.len() > MAX_NOTES {
        return Err(anyhow::Error::from(UnreadableNotes::TooLarge(meta.len()))
            .context(path.display().to_string()));
    }
    let mut bytes = Vec::new();
    file.take(MAX_NOTES + 1)
        .read_to_end(&mut bytes)
        .with_context(context)?;
    Ok(bytes)
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

/// The notes of a sheet, if they are at hand: where it names them, or beside it.
fn notes_of(path: &Path, sheet: &Sheet) -> Option<String> {
    let named = PathBuf::from(&sheet.notes);
    let beside = path.with_file_name(named.file_name()?);
    let bytes = [named, beside]
        .iter()
        .find_map(|path| read_notes(path).ok())?;
    String::from_utf8(bytes).ok()
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

/// `notes.facts.yaml` holds the topic `notes`.
fn topic_of(facts: &Path) -> DeckId {
    let name = facts
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let stem = name.split('.').next().unwrap_or_default();
    let topic = slug(stem).replace('/', "-");
    topic
        .parse()
        .unwrap_or_else(|_| "notes".parse().expect("five letters are a name"))
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
    fn files_stand_beside_each_other() {
        let sheet = sheet_beside(Path::new("a/my notes.txt"));
        assert_eq!(sheet, Path::new("a/my notes.draft.yaml"));
        let facts = facts_beside(&sheet);
        assert_eq!(facts, Path::new("a/my notes.facts.yaml"));
        assert_eq!(topic_of(&facts).as_ref(), "my-notes");
        assert_eq!(facts_beside(Path::new("x.yaml")), Path::new("x.facts.yaml"));
        assert_eq!(topic_of(Path::new("..")).as_ref(), "my-deck");
    }
}
