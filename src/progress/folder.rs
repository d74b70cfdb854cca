//! Where progress lies: which folder, which learner, which file.
//!
//! The rules are pure functions of what the caller found out; only [`Folder`] looks at the disk.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::learner::LearnerName;
use crate::system::Family;

use super::{AccessMode, ProgressError, SqliteProgress};

/// A file of this name in a folder `progress` says: keep progress here.
pub const MARKER: &str = ".jmrel-quiz";

/// How a learner's file name ends.
const EXTENSION: &str = "sqlite3";

/// The program's folder among the user's data.
const PROGRAM: &str = "jmrel-quiz";

/// All that decides where progress goes. Empty variables count as not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `--progress`.
    pub given: Option<PathBuf>,
    /// `$JMREL_QUIZ_PROGRESS`.
    pub variable: Option<OsString>,
    /// `./progress`, if it holds the marker file; see [`marked_folder`].
    pub marked: Option<PathBuf>,
    /// `$XDG_DATA_HOME`; on Windows `$APPDATA`.
    pub data_home: Option<OsString>,
    /// `$HOME`; on Windows `$USERPROFILE`.
    pub home: Option<OsString>,
}

impl Environment {
    /// Returns the folder progress goes to: given, from the variable, marked, or among the user's data.
    ///
    /// # Errors
    ///
    /// Nothing was given and the user has no home folder.
    pub fn folder(self) -> Result<Folder, ProgressError> {
        let is_set = |value: &OsString| !value.is_empty();
        let variable = self.variable.filter(is_set).map(PathBuf::from);
        let home = self.home.filter(is_set).map(PathBuf::from);
        let data_home = self.data_home.map(PathBuf::from);
        // A relative path is to be ignored there, says the specification of these variables.
        let data = data_home
            .filter(|path| path.is_absolute())
            .or_else(|| home.map(|home| home.join(data_in_home(Family::HERE))))
            .map(|data| data.join(PROGRAM).join("progress"));
        self.given
            .or(variable)
            .or(self.marked)
            .or(data)
            .map(Folder::new)
            .ok_or(ProgressError::NoPlace)
    }
}

/// Where a user's data lies below the home folder when no variable says so.
fn data_in_home(family: Family) -> &'static str {
    match family {
        Family::MacOs => "Library/Application Support",
        Family::Windows => "AppData/Roaming",
        Family::Xdg => ".local/share",
    }
}

/// Returns `progress` under `base` if it holds the marker file.
pub fn marked_folder(base: &Path) -> Option<PathBuf> {
    let folder = base.join("progress");
    folder.join(MARKER).is_file().then_some(folder)
}

/// Whose progress it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This learner's.
    One(LearnerName),
    /// Anybody's of these, at least two, sorted: somebody has to say.
    Ambiguous(Vec<LearnerName>),
}

/// Chooses the learner: the one named (`--learner` before `$JMREL_QUIZ_LEARNER`), the only one there is, or the default
/// one when there is none.
pub fn choose(named: Option<LearnerName>, mut present: Vec<LearnerName>) -> Choice {
    if let Some(name) = named {
        return Choice::One(name);
    }
    match present.pop() {
        None => Choice::One(LearnerName::default()),
        Some(only) if present.is_empty() => Choice::One(only),
        Some(last) => {
            present.push(last);
            Choice::Ambiguous(present)
        }
    }
}

/// A folder of learners' files. It need not exist: the first answer makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Names a folder.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where a learner's file is, or will be.
    pub fn file_of(&self, learner: &LearnerName) -> PathBuf {
        self.path.join(format!("{learner}.{EXTENSION}"))
    }

    /// Tells whether the learner has a file, of whatever content.
    pub fn has(&self, learner: &LearnerName) -> bool {
        self.file_of(learner).symlink_metadata().is_ok()
    }

    /// Returns the learners who have a file here, sorted; none when the folder does not exist.
    ///
    /// # Errors
    ///
    /// It is not a folder, or may not be read.
    pub fn learners(&self) -> Result<Vec<LearnerName>, ProgressError> {
        let unreadable = |error| ProgressError::unreadable(&self.path, error);
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unreadable(error)),
        };
        let mut learners = BTreeSet::new();
        for entry in entries {
            learners.extend(learner_of(&entry.map_err(unreadable)?.path()));
        }
        // A file under another spelling of a name is nobody's, unless the file system sees no difference.
        learners.retain(|learner| self.has(learner));
        Ok(learners.into_iter().collect())
    }

    /// Opens a learner's log.
    ///
    /// # Errors
    ///
    /// As [`SqliteProgress::open`].
    pub fn open(
        &self,
        learner: &LearnerName,
        mode: AccessMode,
    ) -> Result<SqliteProgress, ProgressError> {
        SqliteProgress::open(&self.file_of(learner), mode)
    }
}

fn learner_of(file: &Path) -> Option<LearnerName> {
    if file.extension()? != EXTENSION {
        return None;
    }
    file.file_stem()?.to_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment() -> Environment {
        Environment {
            given: Some("given".into()),
            variable: Some("variable".into()),
            marked: Some("progress".into()),
            data_home: Some("/data".into()),
            home: Some("/home/anna".into()),
        }
    }

    #[track_caller]
    fn goes_to(environment: Environment, path: &str) {
        let folder = environment.folder().expect("a folder");
        assert_eq!(folder.path(), Path::new(path));
    }

    #[test]
    fn the_nearest_wish_decides_where_progress_goes() {
        let mut environment = environment();
        goes_to(environment.clone(), "given");
        environment.given = None;
        goes_to(environment.clone(), "variable");
        environment.variable = Some("".into());
        goes_to(environment.clone(), "progress");
        environment.marked = None;
        goes_to(environment, "/data/jmrel-quiz/progress");
    }

    #[test]
    fn without_a_usable_data_folder_it_is_the_one_in_the_home_folder() {
        for data_home in [None, Some("".into()), Some("relative".into())] {
            let environment = Environment {
                data_home,
                home: Some("/home/anna".into()),
                ..Environment::default()
            };
            let data = data_in_home(Family::HERE);
            goes_to(
                environment,
                &format!("/home/anna/{data}/jmrel-quiz/progress"),
            );
        }
    }

    #[test]
    fn every_family_of_systems_has_a_place_of_its_own_for_data() {
        let places = [Family::MacOs, Family::Windows, Family::Xdg].map(data_in_home);
        assert_eq!(
            places,
            [
                "Library/Application Support",
                "AppData/Roaming",
                ".local/share"
            ]
        );
    }

    #[test]
    fn without_a_home_folder_there_is_no_place() {
        assert!(matches!(
            Environment::default().folder(),
            Err(ProgressError::NoPlace)
        ));
    }

    #[test]
    fn only_a_marked_folder_is_taken_without_a_word() {
        let base = tempfile::tempdir().expect("a folder");
        let progress = base.path().join("progress");
        fs::create_dir(&progress).expect("created");
        assert_eq!(marked_folder(base.path()), None);
        fs::write(progress.join(MARKER), "").expect("written");
        assert_eq!(marked_folder(base.path()), Some(progress));
    }

    fn name(text: &str) -> LearnerName {
        text.parse().expect("a name")
    }

    #[test]
    fn the_learner_is_the_one_named_the_only_one_or_the_default() {
        let (anna, bert) = (name("anna"), name("bert"));
        let both = vec![anna.clone(), bert.clone()];
        for (named, present, choice) in [
            (Some(bert.clone()), vec![anna.clone()], Choice::One(bert)),
            (None, vec![anna.clone()], Choice::One(anna)),
            (None, vec![], Choice::One(name("learner"))),
            (None, both.clone(), Choice::Ambiguous(both)),
        ] {
            assert_eq!(choose(named, present), choice);
        }
    }

    #[test]
    fn learners_are_listed_and_other_files_are_not() {
        let base = tempfile::tempdir().expect("a folder");
        for file in [
            "bert.sqlite3",
            "anna.sqlite3",
            "anna.sqlite3-wal",
            ".anna.sqlite3.1-0.new",
            "notes.txt",
            "nul.sqlite3",
            ".sqlite3",
            "..sqlite3",
        ] {
            fs::write(base.path().join(file), "").expect("written");
        }
        let learners = Folder::new(base.path()).learners().expect("a list");
        assert_eq!(learners, [name("anna"), name("bert")]);
    }

    #[test]
    fn a_missing_folder_has_no_learners_and_a_file_is_no_folder() {
        let base = tempfile::tempdir().expect("a folder");
        let path = base.path().join("progress");
        assert_eq!(Folder::new(&path).learners().expect("a list"), []);
        fs::write(&path, "").expect("written");
        let error = Folder::new(&path).learners().expect_err("not a folder");
        assert!(matches!(error, ProgressError::NotAFolder { .. }), "{error}");
    }
}
