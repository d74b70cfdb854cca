//! Loads all decks there are, from folders and from inside the program.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::source::{MAX_FILE, too_large};
use super::surroundings::{Sources, Trust};
use super::{Deck, Parsed, Place, Problem, code, embedded, parse};
use crate::card::DeckId;

/// All decks that can be studied, and what is wrong with the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Sorted by id; no two have the same.
    pub decks: Vec<Deck>,
    /// Of all files, sorted by file and line. A file with an error gives no deck.
    pub problems: Vec<Problem>,
}

/// Loads all decks there are. Broken ones are left out and never stop the others.
pub fn load(sources: &Sources) -> Library {
    let mut shelf = Shelf::default();
    match sources {
        Sources::Only(path) => shelf.add_folder(path, Trust::Named),
        Sources::Nearest(folders) => {
            for folder in folders {
                shelf.add_folder(&folder.path, folder.trust);
            }
            shelf.add_embedded();
        }
    }
    shelf.into_library()
}

/// Reads one deck file, as `check FILE` does.
pub fn load_file(path: &Path) -> Parsed {
    load_version(path, &stem(path))
}

/// Reads another version of a deck file, whose own name does not tell what the deck is called: `stem` is the name of the
/// file it is a version of, without its ending.
pub fn load_version(path: &Path, stem: &str) -> Parsed {
    let place = Place::File(path.to_owned());
    match read_file(path, &place) {
        Ok(bytes) => parse(&place, stem, &bytes),
        Err(problem) => Parsed {
            deck: None,
            problems: vec![*problem],
        },
    }
}

/// Reads a deck file as it is.
///
/// # Errors
///
/// It cannot be read, or is larger than a deck can be.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    read_file(path, &Place::File(path.to_owned()))
}

#[derive(Default)]
struct Shelf {
    decks: BTreeMap<DeckId, Deck>,
    problems: Vec<Problem>,
}

impl Shelf {
    fn add_folder(&mut self, folder: &Path, trust: Trust) {
        let files = match deck_files(folder) {
            Ok(files) => files,
            Err(error) => {
                self.missing(folder, trust, &error);
                return;
            }
        };
        if trust == Trust::Guessed && !files.iter().any(|file| says_format(file)) {
            return;
        }
        let parsed: Vec<Parsed> = files.iter().map(|file| load_file(file)).collect();
        self.add(parsed);
    }

    fn missing(&mut self, folder: &Path, trust: Trust, error: &io::Error) {
        let is_absent = matches!(
            error.kind(),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
        );
        if is_absent && trust != Trust::Named {
            return;
        }
        let message = match error.kind() {
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::NotADirectory => "this is a file, not a folder".to_owned(),
            _ => format!("the folder cannot be read: {error}"),
        };
        let place = Place::File(folder.to_owned());
        let mut problem = Problem::of_file(&place, code::FOLDER_UNREADABLE, message);
        problem.advise("name a folder with decks in it, as in: --decks my-decks");
        self.problems.push(problem);
    }

    fn add_embedded(&mut self) {
        let parsed = embedded::DECKS
            .iter()
            .map(|(name, text)| {
                parse(
                    &Place::Embedded(name),
                    &stem(Path::new(name)),
                    text.as_bytes(),
                )
            })
            .collect();
        self.add(parsed);
    }

    /// Adds the decks of one folder, unless a nearer one has the id.
    fn add(&mut self, parsed: Vec<Parsed>) {
        let mut of_folder: BTreeMap<DeckId, Vec<Deck>> = BTreeMap::new();
        for Parsed { deck, problems } in parsed {
            self.problems.extend(problems);
            if let Some(deck) = deck {
                of_folder.entry(deck.id.clone()).or_default().push(deck);
            }
        }
        for (id, mut decks) in of_folder {
            if let [first, others @ ..] = decks.as_slice()
                && !others.is_empty()
            {
                let problems: Vec<Problem> =
                    others.iter().map(|other| same_id(first, other)).collect();
                self.problems.extend(problems);
                continue;
            }
            if let Some(deck) = decks.pop() {
                self.decks.entry(id).or_insert(deck);
            }
        }
    }

    fn into_library(mut self) -> Library {
        self.problems.sort();
        Library {
            decks: self.decks.into_values().collect(),
            problems: self.problems,
        }
    }
}

fn same_id(first: &Deck, other: &Deck) -> Problem {
    let name = |deck: &Deck| match &deck.place {
        Place::File(path) => path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        Place::Embedded(name) => (*name).to_owned(),
    };
    let message = format!(
        "the decks {} and {} have the same id, {}",
        name(first),
        name(other),
        first.id
    );
    let mut problem = Problem::of_file(&other.place, code::DECK_DUPLICATE_ID, message);
    problem.advise("give one of them another id; neither is studied until then");
    problem
}

/// The decks directly in `folder`, by name.
fn deck_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_yaml = path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
        });
        // Editors keep half-written copies under names that begin with a dot.
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if is_yaml && !is_hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Tells whether a line of the file begins with `format:`, as a deck's does.
fn says_format(file: &Path) -> bool {
    let Ok(bytes) = read_file(file, &Place::File(file.to_owned())) else {
        return false;
    };
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    text.split(|&byte| byte == b'\n')
        .any(|line| line.starts_with(b"format:"))
}

fn read_file(path: &Path, place: &Place) -> Result<Vec<u8>, Box<Problem>> {
    let unreadable = |error: io::Error| {
        let message = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => format!("the file cannot be read: {error}"),
        };
        Box::new(Problem::of_file(place, code::FILE_UNREADABLE, message))
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

/// The name of a deck file without its ending: the id of a deck that gives none.
pub fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::surroundings::Folder;
    use super::*;

    const GOOD: &str = "format: 1\ncards:\n  - {prompt: X?, answer: x}\n";

    fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        folder
    }

    fn ids(library: &Library) -> Vec<&str> {
        library.decks.iter().map(|deck| deck.id.as_ref()).collect()
    }

    fn codes(library: &Library) -> Vec<&str> {
        library
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect()
    }

    fn only(folder: &tempfile::TempDir) -> Library {
        load(&Sources::Only(folder.path().to_owned()))
    }

    #[test]
    fn a_deck_is_a_yaml_file_directly_in_the_folder() {
        let folder = folder_with(&[
            ("b.yml", GOOD),
            ("a.yaml", GOOD),
            ("notes.txt", "x"),
            (".a.yaml", "half"),
        ]);
        fs::create_dir(folder.path().join("c.yaml")).expect("a folder");
        let library = only(&folder);
        assert_eq!((ids(&library), library.problems.len()), (vec!["a", "b"], 0));
    }

    #[test]
    fn a_broken_deck_does_not_stop_a_good_one() {
        let folder = folder_with(&[
            ("bad.yaml", "format: 1\ncards:\n\t- x\n"),
            ("good.yaml", GOOD),
        ]);
        let library = only(&folder);
        assert_eq!(ids(&library), ["good"]);
        assert_eq!(codes(&library), [code::YAML_TAB]);
    }

    #[test]
    fn two_files_with_one_id_are_an_error_that_names_both() {
        let twin = format!("id: a\n{GOOD}");
        let folder = folder_with(&[("a.yaml", GOOD), ("b.yaml", &twin), ("c.yaml", GOOD)]);
        let library = only(&folder);
        assert_eq!(ids(&library), ["c"]);
        assert_eq!(codes(&library), [code::DECK_DUPLICATE_ID]);
        assert!(library.problems[0].message.contains("a.yaml and b.yaml"));
    }

    #[test]
    fn of_two_decks_with_one_id_the_nearer_is_taken() {
        let near = folder_with(&[("invasions.yaml", GOOD)]);
        let far = folder_with(&[(
            "invasions.yaml",
            "format: 1\ncards:\n  - {prompt: Far?, answer: x}\n",
        )]);
        let folder = |folder: &tempfile::TempDir, trust| Folder {
            path: folder.path().to_owned(),
            trust,
        };
        let library = load(&Sources::Nearest(vec![
            folder(&near, Trust::Named),
            folder(&far, Trust::Own),
        ]));
        assert_eq!(ids(&library), ["invasions"]);
        assert_eq!(
            library.decks[0].place,
            Place::File(near.path().join("invasions.yaml"))
        );
    }

    #[test]
    fn a_folder_that_only_has_the_right_name_needs_a_deck() {
        let other = folder_with(&[("ships.yaml", "decks: [upper, lower]\n")]);
        let decks = folder_with(&[("a.yaml", GOOD)]);
        let guess = |folder: &tempfile::TempDir| {
            load(&Sources::Nearest(vec![Folder {
                path: folder.path().to_owned(),
                trust: Trust::Guessed,
            }]))
        };
        assert_eq!(ids(&guess(&other)), ["invasions"]);
        assert_eq!(codes(&guess(&other)), [""; 0]);
        assert_eq!(ids(&guess(&decks)), ["a", "invasions"]);
    }

    #[test]
    fn a_named_folder_that_is_missing_is_a_clear_error() {
        let library = load(&Sources::Only(PathBuf::from("/nowhere/at/all")));
        assert_eq!(codes(&library), [code::FOLDER_UNREADABLE]);
        assert_eq!(library.problems[0].message, "there is no such folder");
        let own = Folder {
            path: PathBuf::from("/nowhere/at/all"),
            trust: Trust::Own,
        };
        assert_eq!(codes(&load(&Sources::Nearest(vec![own]))), [""; 0]);
    }

    #[test]
    fn a_named_folder_that_is_a_file_is_a_clear_error() {
        let folder = folder_with(&[("a.yaml", GOOD)]);
        let library = load(&Sources::Only(folder.path().join("a.yaml")));
        assert_eq!(codes(&library), [code::FOLDER_UNREADABLE]);
    }

    #[test]
    fn a_missing_file_is_a_clear_error() {
        let parsed = load_file(Path::new("/nowhere/a.yaml"));
        assert_eq!(parsed.problems[0].code, code::FILE_UNREADABLE);
    }
}
