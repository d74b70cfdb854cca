//! The two versions that are compared, as wordings of cards.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::super::exit::UsageError;
use crate::card::CardId;
use crate::deck::{self, Deck, Library, Parsed, Problem, Severity, Sources};
use crate::identity::Comparison;
use crate::progress::{AccessMode, Progress, ProgressError, Select, SqliteProgress};
use crate::review::{Event, Snapshot};
use crate::session::snapshot_of;

/// What is compared with what.
pub(super) struct Sides {
    pub(super) kind: Old,
    pub(super) old: Vec<Snapshot>,
    pub(super) new: Vec<Snapshot>,
    /// Errors of decks of either side: their cards would be missing.
    pub(super) problems: Vec<Problem>,
    /// The decks that are asked about, when they are not all.
    asked: Option<HashSet<String>>,
}

/// What the older side is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Old {
    /// A deck file.
    File,
    /// A folder of deck files.
    Folder,
    /// What a learner did.
    Progress,
}

impl Sides {
    /// Reads both sides.
    pub(super) fn load(
        old: &Path,
        files: &[PathBuf],
        library: impl FnOnce() -> Library,
    ) -> anyhow::Result<Self> {
        let kind = Old::of(old)?;
        let mut sides = Self {
            kind,
            old: Vec::new(),
            new: Vec::new(),
            problems: Vec::new(),
            asked: None,
        };
        sides.load_new(files, library);
        match kind {
            Old::File => sides.load_old_file(old, files),
            Old::Folder => {
                let library = deck::load(&Sources::Only(old.to_owned()));
                sides.problems.extend(errors(library.problems));
                sides.old = wordings(&library.decks);
            }
            Old::Progress => sides.old = learned(old, &sides.new)?,
        }
        Ok(sides)
    }

    fn load_new(&mut self, files: &[PathBuf], library: impl FnOnce() -> Library) {
        if files.is_empty() {
            let library = library();
            self.problems.extend(errors(library.problems));
            self.new = wordings(&library.decks);
            return;
        }
        let Library {
            mut decks,
            problems,
        } = deck::load(&Sources::Files(files.to_vec()));
        self.problems.extend(errors(problems));
        if self.kind == Old::Folder && files.iter().all(|path| path.is_dir()) {
            // Folder against folder: every card counts, also those of a deck that is gone.
            self.new = wordings(&decks);
            return;
        }
        let asked: HashSet<String> = decks.iter().map(|deck| deck.id.to_string()).collect();
        if self.kind != Old::File {
            // A card may have gone to a deck that is not asked about.
            let others = library().decks.into_iter();
            decks.extend(others.filter(|deck| !asked.contains(deck.id.as_ref())));
        }
        self.new = wordings(&decks);
        self.asked = Some(asked);
    }

    fn load_old_file(&mut self, old: &Path, files: &[PathBuf]) {
        // A copy of a deck without an id, under whatever name, is compared as the deck it is a copy of.
        let stem = match files {
            [only] if !only.is_dir() => deck::stem(only),
            _ => deck::stem(old),
        };
        let Parsed { deck, problems } = deck::load_version(old, &stem);
        self.problems.extend(errors(problems));
        if let Some(deck) = deck {
            self.asked
                .get_or_insert_with(|| HashSet::from([deck.id.to_string()]));
            self.old = wordings(std::slice::from_ref(&deck));
        }
    }

    /// Leaves out what does not touch a deck that is asked about.
    pub(super) fn of_asked(&self, mut comparison: Comparison) -> Comparison {
        if let Some(asked) = &self.asked {
            let is_asked = |card: &CardId| asked.contains(card.deck());
            comparison.kept.retain(|kept| is_asked(&kept.now.card));
            comparison.renamed.retain(|pair| is_asked(&pair.now.card));
            comparison
                .moved
                .retain(|pair| is_asked(&pair.now.card) || is_asked(&pair.before.card));
            comparison.new.retain(|card| is_asked(&card.card));
            // Of one older file every card counts, whatever the deck is called now.
            let is_whole = self.kind == Old::File;
            comparison
                .lost
                .retain(|card| is_whole || is_asked(&card.card));
        }
        comparison
    }
}

impl Old {
    fn of(old: &Path) -> Result<Self, UsageError> {
        if old.is_dir() {
            Ok(Self::Folder)
        } else if !old.is_file() {
            let path = old.display();
            Err(UsageError(format!(
                "there is no file or folder {path} to compare with"
            )))
        } else if old.extension() == Some(OsStr::new("sqlite3")) {
            Ok(Self::Progress)
        } else {
            Ok(Self::File)
        }
    }
}

fn errors(problems: Vec<Problem>) -> impl Iterator<Item = Problem> {
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    problems.into_iter().filter(is_error)
}

fn wordings(decks: &[Deck]) -> Vec<Snapshot> {
    let cards = decks.iter().flat_map(|deck| &deck.cards);
    cards.map(snapshot_of).collect()
}

/// The cards a learner answered, each as it was asked last.
fn learned(progress: &Path, new: &[Snapshot]) -> Result<Vec<Snapshot>, ProgressError> {
    let progress = SqliteProgress::open(progress, AccessMode::Read)?;
    let mut asked: HashMap<CardId, Snapshot> = HashMap::new();
    for logged in progress.events(&Select::default())? {
        if let Event::Card(wording) = logged.event {
            asked.insert(wording.card.clone(), wording);
        }
    }
    let today: HashMap<&CardId, &Snapshot> = new.iter().map(|card| (&card.card, card)).collect();
    let records = progress.records()?;
    let mut cards: Vec<CardId> = records
        .names()
        .filter_map(|name| name.parse().ok())
        .collect();
    cards.sort();
    let wording = |card: CardId| {
        asked
            .get(&card)
            .or_else(|| today.get(&card).copied())
            .cloned()
            .unwrap_or_else(|| unworded(&card))
    };
    Ok(cards.into_iter().map(wording).collect())
}

/// A card that is known by its name alone: reviews that came from elsewhere bring no wording.
fn unworded(card: &CardId) -> Snapshot {
    Snapshot {
        card: card.clone(),
        hash: 0,
        revision: 1,
        prompt: String::new(),
        answer: String::new(),
        kind: String::new(),
        facts: Vec::new(),
    }
}
