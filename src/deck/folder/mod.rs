//! Loads all decks there are, from folders and from inside the program.

mod bytes;
mod entries;
mod shelf;
mod side_by_side;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

pub use bytes::{read_bytes, stem};
pub(crate) use entries::deck_files;

use super::cache::{Cache, Original};
use super::surroundings::Sources;
use super::volume::Volume;
use super::{Deck, Look, Parsed, Place, Problem, inspect};
use bytes::read_file;
use shelf::Shelf;

/// All decks that can be studied, and what is wrong with the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// Sorted by id; no two have the same.
    pub decks: Vec<Deck>,
    /// Of all files, sorted by file and line. A file with an error gives no deck.
    pub problems: Vec<Problem>,
}

/// All decks that can be studied, with their cards at hand or in the cache, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Collection {
    /// Sorted by id; no two have the same.
    pub volumes: Vec<Volume>,
    /// Of all files, sorted by file and line, as in a [`Library`].
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

/// Reads a deck in the form `T`.
type Read<'r, T> = dyn Fn(Original<'_>) -> Found<T> + Sync + 'r;

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
