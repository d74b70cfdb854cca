//! What lies in a folder: the decks, what only looks like one, and the files beside a deck.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::bytes::{because, read_file};
use crate::deck::{Place, Problem, code};

/// The decks directly in `folder`, by name.
pub(crate) fn deck_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    entries(folder).map(|entries| entries.files)
}

/// What is named like a deck directly in a folder, by name.
pub(super) struct Entries {
    pub(super) files: Vec<PathBuf>,
    /// Links to nothing, pipes, devices: opening one may wait for ever.
    pub(super) others: Vec<PathBuf>,
}

/// Lists what is named like a deck directly in `folder`.
pub(super) fn entries(folder: &Path) -> io::Result<Entries> {
    let mut files = Vec::new();
    let mut others = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_yaml = path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
        });
        // Editors keep half-written copies under names that begin with a dot.
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !is_yaml || is_hidden || path.is_dir() {
            continue;
        }
        if path.is_file() {
            files.push(path);
        } else {
            others.push(path);
        }
    }
    files.sort();
    others.sort();
    Ok(Entries { files, others })
}

/// The folder cannot be listed.
pub(super) fn unreadable(folder: &Path, kind: io::ErrorKind) -> Problem {
    let message = match kind {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::NotADirectory => "this is a file, not a folder".to_owned(),
        kind => format!("the folder cannot be read{}", because(kind)),
    };
    let place = Place::File(folder.to_owned());
    let mut problem = Problem::of_file(&place, code::FOLDER_UNREADABLE, message);
    problem.advise("name a folder with decks in it, as in: --decks my-decks");
    problem
}

/// The path is named like a deck, and is none that could be opened.
pub(super) fn no_file(path: &Path) -> Problem {
    let message = if path.is_symlink() && path.metadata().is_err() {
        "this is a link to nothing"
    } else {
        "this is no file but a pipe or a device; it is not opened"
    };
    let place = Place::File(path.to_owned());
    let mut problem = Problem::of_file(&place, code::FILE_UNREADABLE, message);
    problem.advise("remove it, or put the deck itself in its place");
    problem
}

/// Tells whether a line of the file begins with `format:`, as a deck's does.
pub(super) fn says_format(file: &Path) -> bool {
    let Ok(bytes) = read_file(file, &Place::File(file.to_owned())) else {
        return false;
    };
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    text.split(|&byte| byte == b'\n')
        .any(|line| line.starts_with(b"format:"))
}

impl Place {
    /// Tells whether a file of this name, counted from the deck's folder, is there. Of a deck inside the program all are.
    pub fn has_beside(&self, name: &str) -> bool {
        match self {
            Self::File(path) => path.with_file_name(name).is_file(),
            Self::Embedded(_) => true,
        }
    }
}
