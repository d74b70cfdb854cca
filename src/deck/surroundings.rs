//! Where decks are looked for: a folder named on the command line, or all places a deck can come from.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::system::Family;

/// What the surroundings say about where decks are. Read once by a face.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// `--decks DIR`.
    pub decks_option: Option<PathBuf>,
    /// `$JMREL_QUIZ_DECKS`.
    pub decks_variable: Option<PathBuf>,
    /// The folder the program was started in.
    pub working_folder: PathBuf,
    /// `$JMREL_QUIZ_CACHE`.
    pub cache_variable: Option<PathBuf>,
    /// `$XDG_CACHE_HOME`.
    pub xdg_cache_home: Option<PathBuf>,
    /// `%LOCALAPPDATA%`.
    pub local_app_data: Option<PathBuf>,
    /// `$XDG_DATA_HOME`.
    pub xdg_data_home: Option<PathBuf>,
    /// `%APPDATA%`.
    pub app_data: Option<PathBuf>,
    /// `$HOME` or `%USERPROFILE%`.
    pub home: Option<PathBuf>,
}

/// Where decks are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sources {
    /// In exactly this folder.
    Only(PathBuf),
    /// In all of these and in the program, the nearest one first: of two decks with one id the nearer is taken.
    Nearest(Vec<Folder>),
    /// In these files, and the folders among them.
    Files(Vec<PathBuf>),
}

/// A folder that may hold decks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it counts as a deck folder at all.
    pub trust: Trust,
}

/// How a folder is known to hold decks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The user named it, so it must be there.
    Named,
    /// It is the program's own, if it is there.
    Own,
    /// It only has the right name: it counts once a file in it says `format:`.
    Guessed,
}

impl Surroundings {
    /// Decides where decks are looked for.
    pub fn sources(&self) -> Sources {
        if let Some(only) = &self.decks_option {
            return Sources::Only(self.absolute(only));
        }
        let named = self
            .decks_variable
            .as_deref()
            .filter(|path| !path.as_os_str().is_empty());
        let folders = [
            named.map(|path| (self.absolute(path), Trust::Named)),
            Some((self.working_folder.join("decks"), Trust::Guessed)),
            self.data_folder(Family::HERE)
                .map(|path| (path.join("jmrel-quiz").join("decks"), Trust::Own)),
        ];
        let mut seen = HashSet::new();
        Sources::Nearest(
            folders
                .into_iter()
                .flatten()
                .filter(|(path, _)| seen.insert(path.clone()))
                .map(|(path, trust)| Folder { path, trust })
                .collect(),
        )
    }

    /// Decides where decks are kept as they were read; nothing where there is no place for it.
    pub fn cache_folder(&self) -> Option<PathBuf> {
        let is_set = |path: &&Path| !path.as_os_str().is_empty();
        if let Some(named) = self.cache_variable.as_deref().filter(is_set) {
            return Some(self.absolute(named));
        }
        Some(self.caches(Family::HERE)?.join("jmrel-quiz").join("decks"))
    }

    /// The folder where programs keep what they can do without.
    fn caches(&self, family: Family) -> Option<PathBuf> {
        match family {
            Family::MacOs => self.below_home(&["Library", "Caches"]),
            Family::Windows => {
                let named = self.local_app_data.clone();
                named.or_else(|| self.below_home(&["AppData", "Local"]))
            }
            Family::Xdg => {
                // A relative one is to be passed over.
                let named = self.xdg_cache_home.clone();
                let named = named.filter(|path| path.is_absolute());
                named.or_else(|| self.below_home(&[".cache"]))
            }
        }
    }

    /// The folder where programs keep a user's data.
    fn data_folder(&self, family: Family) -> Option<PathBuf> {
        match family {
            Family::MacOs => self.below_home(&["Library", "Application Support"]),
            Family::Windows => {
                let named = self.app_data.clone();
                named.or_else(|| self.below_home(&["AppData", "Roaming"]))
            }
            Family::Xdg => {
                // A relative one is to be passed over.
                let named = self.xdg_data_home.clone();
                let named = named.filter(|path| path.is_absolute());
                named.or_else(|| self.below_home(&[".local", "share"]))
            }
        }
    }

    fn below_home(&self, below: &[&str]) -> Option<PathBuf> {
        let home = self
            .home
            .clone()
            .filter(|home| !home.as_os_str().is_empty());
        Some(below.iter().fold(home?, |path, part| path.join(part)))
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        if path.is_absolute() || self.working_folder.as_os_str().is_empty() {
            path.to_owned()
        } else {
            self.working_folder.join(path)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surroundings() -> Surroundings {
        Surroundings {
            working_folder: PathBuf::from("/here"),
            home: Some(PathBuf::from("/home/me")),
            ..Surroundings::default()
        }
    }

    #[test]
    fn the_option_names_the_only_folder() {
        let mut around = surroundings();
        around.decks_option = Some(PathBuf::from("mine"));
        around.decks_variable = Some(PathBuf::from("/other"));
        assert_eq!(around.sources(), Sources::Only(PathBuf::from("/here/mine")));
    }

    #[test]
    fn without_it_the_nearest_folder_comes_first() {
        let mut around = surroundings();
        around.decks_variable = Some(PathBuf::from("/named"));
        let paths = |sources: Sources| match sources {
            Sources::Nearest(folders) => folders.into_iter().map(|folder| folder.path).collect(),
            Sources::Only(path) => vec![path],
            Sources::Files(paths) => paths,
        };
        let data = around.data_folder(Family::HERE).expect("a home");
        let (working, own) = ("/here/decks".into(), data.join("jmrel-quiz/decks"));
        let all = ["/named".into(), working, own];
        assert_eq!(paths(around.sources()), all);
        around.decks_variable = Some(PathBuf::new());
        assert_eq!(paths(around.sources()), all[1..]);
    }

    #[test]
    fn every_family_of_systems_has_places_of_its_own() {
        let mut around = surroundings();
        around.xdg_data_home = Some(PathBuf::from("/xdg"));
        around.xdg_cache_home = Some(PathBuf::from("relative"));
        around.local_app_data = Some(PathBuf::from("/local"));
        for (family, data, caches) in [
            (Family::Xdg, "/xdg", "/home/me/.cache"),
            (
                Family::MacOs,
                "/home/me/Library/Application Support",
                "/home/me/Library/Caches",
            ),
            (Family::Windows, "/home/me/AppData/Roaming", "/local"),
        ] {
            assert_eq!(around.data_folder(family), Some(PathBuf::from(data)));
            assert_eq!(around.caches(family), Some(PathBuf::from(caches)));
        }
        around.xdg_data_home = Some(PathBuf::from("relative"));
        let data = around.data_folder(Family::Xdg);
        assert_eq!(data, Some(PathBuf::from("/home/me/.local/share")));
    }
}
