//! The shelf: which of the decks with one id is taken, and what is wrong with the others.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::entries::{Entries, entries, no_file, says_format, unreadable};
use super::side_by_side::read_all;
use super::{Found, Read};
use crate::card::DeckId;
use crate::deck::cache::Original;
use crate::deck::surroundings::{Sources, Trust};
use crate::deck::volume::Volume;
use crate::deck::{Deck, Place, Problem, code, embedded};

/// Decks by id, in the form `T`, while they are taken in.
pub(super) struct Shelf<'r, T> {
    decks: BTreeMap<DeckId, T>,
    problems: Vec<Problem>,
    read: &'r Read<'r, T>,
}

impl<'r, T: Titled + Send> Shelf<'r, T> {
    /// Takes in all decks there are; returns them by id, and what is wrong with them and with others.
    pub(super) fn filled(sources: &Sources, read: &'r Read<'r, T>) -> (Vec<T>, Vec<Problem>) {
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
        self.problems.push(unreadable(folder, error.kind()));
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

/// What is told apart by its id.
pub(super) trait Titled {
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
