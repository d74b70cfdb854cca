//! The command line and the environment become places, a learner and a clock.

use std::env;
use std::path::{Path, PathBuf};

use super::NotFound;
use crate::day::Clock;
use crate::deck::{self, Cache, Collection, Library, Problem, Sources, Surroundings, code};
use crate::learner::LearnerName;
use crate::progress::folder::{Choice, Environment, choose, marked_folder};
use crate::progress::{AccessMode, Folder, Kept, Notice, ProgressError};
use crate::system::Family;

/// What the program was told about where things are, whose they are and when it is.
#[derive(Clone, Debug)]
pub struct Outside {
    /// `--decks`.
    pub decks: Option<PathBuf>,
    /// `--progress`.
    pub progress: Option<PathBuf>,
    /// `--learner`.
    pub learner: Option<LearnerName>,
    /// The time.
    pub clock: Clock,
    /// `--seed`; drawn anew for each sitting when there is none.
    pub seed: Option<u64>,
}

impl Outside {
    /// Where decks are looked for.
    pub fn sources(&self) -> Sources {
        self.surroundings().sources()
    }

    /// Loads all decks there are, and what is wrong with the others.
    pub fn library(&self) -> Library {
        deck::load(&self.sources())
    }

    /// Loads all decks there are, as [`Outside::library`] does, for someone who wants to do something with them.
    ///
    /// # Errors
    ///
    /// [`NotFound::Folder`] when the one folder they were to come from cannot be read.
    pub fn decks_there(&self) -> Result<Library, NotFound> {
        let library = self.library();
        self.folder_was_read(&library.problems)?;
        Ok(library)
    }

    /// Collects all decks there are for studying, those that did not change from the cache.
    ///
    /// # Errors
    ///
    /// [`NotFound::Folder`] when the one folder they were to come from cannot be read.
    pub fn collection(&self) -> Result<Collection, NotFound> {
        let collection = deck::collect(&self.sources(), self.cache().as_ref());
        self.folder_was_read(&collection.problems)?;
        Ok(collection)
    }

    fn folder_was_read(&self, problems: &[Problem]) -> Result<(), NotFound> {
        let unread = |problem: &&Problem| problem.code == code::FOLDER_UNREADABLE;
        match (&self.decks, problems.iter().find(unread)) {
            (Some(folder), Some(problem)) => Err(NotFound::Folder {
                folder: folder.display().to_string(),
                why: problem.message.clone(),
            }),
            (Some(_) | None, _) => Ok(()),
        }
    }

    /// Where decks are kept as they were read; nothing where there is no place for it.
    pub(super) fn cache(&self) -> Option<Cache> {
        let folder = self.surroundings().cache_folder()?;
        Some(Cache::in_folder(&folder))
    }

    /// Opens a learner's progress, with care: what takes time or was mended is told.
    ///
    /// # Errors
    ///
    /// The progress cannot be read, or, in [`AccessMode::Write`], not be written.
    pub fn keep(
        &self,
        learner: &LearnerName,
        mode: AccessMode,
        tell: &mut dyn FnMut(&Notice),
    ) -> Result<Kept, ProgressError> {
        self.folder()?
            .open_kept(learner, mode, self.clock.now(), tell)
    }

    fn surroundings(&self) -> Surroundings {
        Surroundings {
            decks_option: self.decks.clone(),
            decks_variable: env::var_os("JMREL_QUIZ_DECKS").map(PathBuf::from),
            // A relative path does for all that follows where the folder cannot be named.
            working_folder: PathBuf::new(),
            cache_variable: env::var_os("JMREL_QUIZ_CACHE").map(PathBuf::from),
            xdg_cache_home: env::var_os("XDG_CACHE_HOME").map(PathBuf::from),
            local_app_data: env::var_os("LOCALAPPDATA").map(PathBuf::from),
            xdg_data_home: env::var_os("XDG_DATA_HOME").map(PathBuf::from),
            app_data: env::var_os("APPDATA").map(PathBuf::from),
            home: home(),
        }
    }

    /// Finds the folder progress is kept in.
    ///
    /// # Errors
    ///
    /// There is no place for it at all.
    pub fn folder(&self) -> Result<Folder, ProgressError> {
        let environment = Environment {
            given: self.progress.clone(),
            variable: env::var_os("JMREL_QUIZ_PROGRESS"),
            marked: marked_folder(Path::new("")),
            data_home: env::var_os(Family::HERE.data_variable()),
            home: home().map(PathBuf::into_os_string),
        };
        environment.folder()
    }

    /// Finds out whose progress it is.
    ///
    /// # Errors
    ///
    /// [`NotFound::Learner`] when several could be meant; or the folder cannot be read.
    pub fn learner(&self) -> anyhow::Result<LearnerName> {
        let named = match (&self.learner, env::var_os("JMREL_QUIZ_LEARNER")) {
            (Some(name), _) => Some(name.clone()),
            (None, Some(text)) if !text.is_empty() => {
                // What is no text is no name either, and is told as that.
                let text = text.to_string_lossy();
                Some(text.parse().map_err(NotFound::LearnerVariable)?)
            }
            (None, _) => None,
        };
        let present = if named.is_some() {
            Vec::new()
        } else {
            self.folder()?.learners()?
        };
        match choose(named, present) {
            Choice::One(name) => Ok(name),
            Choice::Ambiguous(several) => Err(NotFound::Learner(several).into()),
        }
    }
}

fn home() -> Option<PathBuf> {
    env::var_os(Family::HERE.home_variable()).map(PathBuf::from)
}
