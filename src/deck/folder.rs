//! Loads all decks there are, from folders and from inside the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::num::NonZero;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::cache::{Cache, Original};
use super::source::{MAX_FILE, too_large};
use super::surroundings::{Sources, Trust};
use super::volume::Volume;
use super::{Deck, Look, Parsed, Place, Problem, code, embedded, inspect};
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
    inspect_all(sources, &|_, _| Vec::new())
}

/// Loads all decks there are as [`load`] does, and adds the problems that `look` finds in each.
pub fn inspect_all(sources: &Sources, look: &Look<'_>) -> Library {
    let read = |original: Original<'_>| inspect_original(original, look);
    let (decks, problems) = Shelf::filled(sources, &read);
    Library { decks, problems }
}

/// All decks that can be studied, with their cards at hand or in the cache, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Collection {
    /// Sorted by id; no two have the same.
    pub volumes: Vec<Volume>,
    /// Of all files, sorted by file and line, as in a [`Library`].
    pub problems: Vec<Problem>,
}

/// Collects all decks there are, as [`load`] does; those that did not change since they were read last come from the cache.
pub fn collect(sources: &Sources, cache: Option<&Cache>) -> Collection {
    let has_written = AtomicBool::new(false);
    let read = |original: Original<'_>| {
        let Some(cache) = cache else {
            return in_memory(inspect_original(original, &|_, _| Vec::new()));
        };
        if let Some(volume) = cache.find(original) {
            return Found {
                deck: Some(volume),
                problems: Vec::new(),
            };
        }
        let draft = cache.begin(original);
        match (inspect_original(original, &|_, _| Vec::new()), draft) {
            // What is wrong with a deck is told at every start, so only one without problems is kept.
            (
                Found {
                    deck: Some(deck),
                    problems,
                },
                Some(draft),
            ) if problems.is_empty() => {
                has_written.store(true, Ordering::Relaxed);
                Found {
                    deck: Some(cache.keep(draft, original, deck)),
                    problems,
                }
            }
            (found, _) => in_memory(found),
        }
    };
    let (volumes, problems) = Shelf::filled(sources, &read);
    if let (Some(cache), true) = (cache, has_written.into_inner()) {
        cache.sweep();
    }
    Collection { volumes, problems }
}

fn in_memory(found: Found<Deck>) -> Found<Volume> {
    Found {
        deck: found.deck.map(Volume::from),
        problems: found.problems,
    }
}

fn inspect_original(original: Original<'_>, look: &Look<'_>) -> Found<Deck> {
    let Parsed { deck, problems } = match original {
        Original::File(path) => inspect_file(path, &stem(path), look),
        Original::Embedded(name, text) => {
            let stem = stem(Path::new(name));
            inspect(&Place::Embedded(name), &stem, text.as_bytes(), look)
        }
    };
    Found { deck, problems }
}

/// What became of a deck file.
struct Found<T> {
    deck: Option<T>,
    problems: Vec<Problem>,
}

/// Reads one deck file.
pub fn load_file(path: &Path) -> Parsed {
    load_version(path, &stem(path))
}

/// Reads another version of a deck file, whose own name does not tell what the deck is called: `stem` is the name of the
/// file it is a version of, without its ending.
pub fn load_version(path: &Path, stem: &str) -> Parsed {
    inspect_file(path, stem, &|_, _| Vec::new())
}

fn inspect_file(path: &Path, stem: &str, look: &Look<'_>) -> Parsed {
    let place = Place::File(path.to_owned());
    match read_file(path, &place) {
        Ok(bytes) => inspect(&place, stem, &bytes, look),
        Err(problem) => Parsed {
            deck: None,
            problems: vec![*problem],
        },
    }
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

/// Files from which on reading them side by side is worth the trouble.
const MANY_FILES: usize = 4;

/// Reads a deck in the form `T`.
type Read<'r, T> = dyn Fn(Original<'_>) -> Found<T> + Sync + 'r;

/// Reads `files`, side by side when there are many; the result is in their order.
fn read_all<T: Send>(files: &[PathBuf], read: &Read<'_, T>) -> Vec<Found<T>> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    if files.len() < MANY_FILES || workers == 1 {
        return files
            .iter()
            .map(|file| read(Original::File(file)))
            .collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(index) else {
                return done;
            };
            done.push((index, read(Original::File(file))));
        }
    };
    let mut found: Vec<(usize, Found<T>)> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers.min(files.len()))
            .map(|_| scope.spawn(work))
            .collect();
        running
            .into_iter()
            .flat_map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|cause| panic::resume_unwind(cause))
            })
            .collect()
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Reads a deck file as it is.
///
/// # Errors
///
/// It cannot be read, or is larger than a deck can be.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    read_file(path, &Place::File(path.to_owned()))
}

/// What is told apart by its id.
trait Titled {
    fn id(&self) -> &DeckId;
    fn place(&self) -> &Place;
}

impl Titled for Deck {
    fn id(&self) -> &DeckId {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }
}

impl Titled for Volume {
    fn id(&self) -> &DeckId {
        &self.listing().id
    }

    fn place(&self) -> &Place {
        self.place()
    }
}

struct Shelf<'r, T> {
    decks: BTreeMap<DeckId, T>,
    problems: Vec<Problem>,
    read: &'r Read<'r, T>,
}

impl<'r, T: Titled + Send> Shelf<'r, T> {
    /// Takes in all decks there are; returns them by id, and what is wrong with them and with others.
    fn filled(sources: &Sources, read: &'r Read<'r, T>) -> (Vec<T>, Vec<Problem>) {
        let mut shelf = Self {
            decks: BTreeMap::new(),
            problems: Vec::new(),
            read,
        };
        match sources {
            Sources::Only(path) => shelf.add_folder(path, Trust::Named),
            Sources::Nearest(folders) => {
                for folder in folders {
                    shelf.add_folder(&folder.path, folder.trust);
                }
                shelf.add_embedded();
            }
            Sources::Files(paths) => shelf.add_named(paths),
        }
        shelf.problems.sort();
        (shelf.decks.into_values().collect(), shelf.problems)
    }

    fn add_folder(&mut self, folder: &Path, trust: Trust) {
        let Entries { files, others } = match entries(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.missing(folder, trust, &error);
                return;
            }
        };
        if trust == Trust::Guessed && !files.iter().any(|file| says_format(file)) {
            return;
        }
        self.problems
            .extend(others.iter().map(|path| no_file(path)));
        self.add(read_all(&files, self.read));
    }

    /// Adds files and folders by name; only files of one folder can have each other's id.
    fn add_named(&mut self, paths: &[PathBuf]) {
        let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
            paths.iter().partition(|path| path.is_dir());
        let mut by_folder: BTreeMap<Option<&Path>, BTreeSet<&PathBuf>> = BTreeMap::new();
        for file in files {
            by_folder.entry(file.parent()).or_default().insert(file);
        }
        for files in by_folder.into_values() {
            let files: Vec<PathBuf> = files.into_iter().cloned().collect();
            self.add(read_all(&files, self.read));
        }
        for folder in folders {
            self.add_folder(folder, Trust::Named);
        }
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
            kind => format!("the folder cannot be read{}", because(kind)),
        };
        let place = Place::File(folder.to_owned());
        let mut problem = Problem::of_file(&place, code::FOLDER_UNREADABLE, message);
        problem.advise("name a folder with decks in it, as in: --decks my-decks");
        self.problems.push(problem);
    }

    fn add_embedded(&mut self) {
        let read = |(name, text): &(&'static str, &'static str)| {
            (self.read)(Original::Embedded(name, text))
        };
        let found = embedded::DECKS.iter().map(read).collect();
        self.add(found);
    }

    /// Adds the decks of one folder, unless a nearer one has the id.
    fn add(&mut self, found: Vec<Found<T>>) {
        let mut of_folder: BTreeMap<DeckId, Vec<T>> = BTreeMap::new();
        for Found { deck, problems } in found {
            self.problems.extend(problems);
            if let Some(deck) = deck {
                of_folder.entry(deck.id().clone()).or_default().push(deck);
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
}

fn same_id<T: Titled>(first: &T, other: &T) -> Problem {
    let name = |deck: &T| match deck.place() {
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
        first.id()
    );
    let mut problem = Problem::of_file(other.place(), code::DECK_DUPLICATE_ID, message);
    problem.advise("give one of them another id; neither is studied until then");
    problem
}

/// The decks directly in `folder`, by name.
pub(crate) fn deck_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    entries(folder).map(|entries| entries.files)
}

/// What is named like a deck directly in a folder, by name.
struct Entries {
    files: Vec<PathBuf>,
    /// Links to nothing, pipes, devices: opening one may wait for ever.
    others: Vec<PathBuf>,
}

fn entries(folder: &Path) -> io::Result<Entries> {
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

fn no_file(path: &Path) -> Problem {
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
fn because(kind: io::ErrorKind) -> &'static str {
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

    fn ids_of(library: &Library) -> Vec<String> {
        ids(library).into_iter().map(str::to_owned).collect()
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
        let places: Vec<&Place> = library
            .decks
            .iter()
            .filter(|deck| deck.id.as_ref() == "invasions")
            .map(|deck| &deck.place)
            .collect();
        assert_eq!(places, [&Place::File(near.path().join("invasions.yaml"))]);
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
        let inside = ids_of(&load(&Sources::Nearest(Vec::new())));
        assert_eq!(ids_of(&guess(&other)), inside);
        assert_eq!(codes(&guess(&other)), [""; 0]);
        assert_eq!(
            ids_of(&guess(&decks)),
            [vec!["a".to_owned()], inside].concat()
        );
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

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_named_and_not_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("good.yaml"), GOOD).expect("a file");
        fs::create_dir(at("folder.yaml")).expect("a folder");
        std::os::unix::fs::symlink(at("b.yaml"), at("a.yaml")).expect("a link");
        std::os::unix::fs::symlink(at("a.yaml"), at("b.yaml")).expect("a link");
        std::os::unix::fs::symlink("/dev/zero", at("zero.yaml")).expect("a link");
        std::os::unix::net::UnixListener::bind(at("socket.yaml")).expect("a socket");
        let library = load(&Sources::Only(folder.path().to_owned()));
        assert_eq!(library.decks.len(), 1);
        let told: Vec<&str> = library
            .problems
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        let (link, device) = (
            "this is a link to nothing",
            "this is no file but a pipe or a device; it is not opened",
        );
        assert_eq!(told, [link, link, device, device]);
    }

    #[test]
    fn a_missing_file_is_a_clear_error() {
        let parsed = load_file(Path::new("/nowhere/a.yaml"));
        assert_eq!(parsed.problems[0].code, code::FILE_UNREADABLE);
    }
}
