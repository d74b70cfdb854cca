//! One deck file as bytes: never more of them than a deck can have.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use crate::deck::source::{MAX_FILE, too_large};
use crate::deck::{Place, Problem, code};

/// Reads a deck file as it is.
///
/// # Errors
///
/// It cannot be read, or is larger than a deck can be.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    read_file(path, &Place::File(path.to_owned()))
}

/// Reads the file at `path`; problems are told of `place`.
pub(super) fn read_file(path: &Path, place: &Place) -> Result<Vec<u8>, Box<Problem>> {
    let unreadable = |error: io::Error| {
        let (message, help) = match error.kind() {
            io::ErrorKind::NotFound => (
                "there is no such file".to_owned(),
                "name a deck file, as in: jmrel-quiz check decks/my-deck.yaml",
            ),
            kind => (
                format!("the file cannot be read{}", because(kind)),
                "make it a file that you may read",
            ),
        };
        let mut problem = Problem::of_file(place, code::FILE_UNREADABLE, message);
        problem.advise(help);
        Box::new(problem)
    };
    let file = fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > MAX_FILE {
        return Err(Box::new(too_large(place, size)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // The file may have grown since: one byte over the limit is enough to refuse it.
    file.take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

/// The cause in plain words, where it has one.
pub(super) fn because(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::PermissionDenied => "; you have no permission to read it",
        io::ErrorKind::IsADirectory => "; it is a folder",
        // What else there is says little to anybody but the system's makers.
        _ => "",
    }
}

/// The name of a deck file without its ending: the id of a deck that gives none.
pub fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
