//! Files of notes: read within bounds, and named from the files that are made of them.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

use super::exit::UsageError;
use crate::draft::{MAX_NOTES, UnreadableNotes};

/// Reads the bytes of notes.
///
/// # Errors
///
/// There is no such file, or it is larger than notes may be.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let context = || format!("could not read {}", path.display());
    let meta = fs::metadata(path).with_context(context)?;
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
    let file = File::open(path).with_context(context)?;
    file.take(MAX_NOTES + 1)
        .read_to_end(&mut bytes)
        .with_context(context)?;
    Ok(bytes)
}

/// The notes that the fact base `facts` calls `name`, if they are at hand.
pub(super) fn at_hand(facts: &Path, name: &str) -> Option<Result<Vec<u8>, UnreadableNotes>> {
    let path = facts.with_file_name("").join(name);
    // A pipe or a device would never end.
    if !path.is_file() {
        return None;
    }
    match read(&path) {
        Ok(bytes) => Some(Ok(bytes)),
        Err(error) => error.downcast_ref().cloned().map(Err),
    }
}

/// The notes of a file of drafts, if they are at hand: where it names them, or beside it.
pub(super) fn of_drafts(sheet: &Path, named: &str) -> Option<PathBuf> {
    let named = PathBuf::from(named);
    let beside = sheet.with_file_name(named.file_name()?);
    [named, beside].into_iter().find(|path| path.is_file())
}

/// What the fact base `facts` calls the file `notes`: its path from the base's folder.
pub(super) fn name_for(facts: &Path, notes: &Path) -> String {
    let folder = match facts.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let path = match (fs::canonicalize(folder), fs::canonicalize(notes)) {
        (Ok(folder), Ok(notes)) => between(&folder, &notes),
        _ => None,
    };
    // Where they have gone, their name is all there is to say.
    let path = path.or_else(|| notes.file_name().map(PathBuf::from));
    path.unwrap_or_default()
        .to_string_lossy()
        .replace('\\', "/")
}

/// The way from one folder to a file; both paths are whole.
fn between(folder: &Path, file: &Path) -> Option<PathBuf> {
    let shared = folder
        .components()
        .zip(file.components())
        .take_while(|(a, b)| a == b)
        .count();
    let is_elsewhere = |part: Component<'_>| matches!(part, Component::Prefix(_));
    if shared == 0 || file.components().skip(shared).any(is_elsewhere) {
        return None;
    }
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    Some(up.chain(file.components().skip(shared)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_named_from_the_folder_of_the_facts() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("decks/facts")).expect("folders");
        fs::write(at("kyoto.txt"), "Kyoto").expect("written");
        for (facts, name) in [
            ("kyoto.facts.yaml", "kyoto.txt"),
            ("decks/facts/kyoto.yaml", "../../kyoto.txt"),
        ] {
            assert_eq!(name_for(&at(facts), &at("kyoto.txt")), name);
            let read = at_hand(&at(facts), name).expect("at hand");
            assert_eq!(read, Ok(b"Kyoto".to_vec()));
        }
        assert_eq!(name_for(&at("x.yaml"), &at("gone.txt")), "gone.txt");
        assert_eq!(at_hand(&at("x.yaml"), "gone.txt"), None);
        assert_eq!(at_hand(&at("x.yaml"), "decks"), None);
    }
}
