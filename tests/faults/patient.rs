//! A file that was damaged, met as `progress verify`, a session and `progress restore` meet it.

use std::fs;
use std::path::{Path, PathBuf};

use jmrel_quiz::card::CardId;
use jmrel_quiz::day::Timestamp;
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::backup::{restore_newest, write_new};
use jmrel_quiz::progress::{
    AccessMode, Folder, Notice, Progress, ProgressError, Select, SqliteProgress,
};
use jmrel_quiz::review::{Event, Logged, Mark, Setting, Settings};
use jmrel_quiz::scheduler::{Diary, Records};
use tempfile::TempDir;

use crate::log;
use crate::old;
use crate::place::Place;

/// All that can be read of a log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content {
    pub(crate) events: Vec<Logged>,
    records: Records,
    diary: Diary,
    settings: Settings,
}

impl Content {
    fn of(log: &SqliteProgress) -> Result<Self, ProgressError> {
        Ok(Self {
            events: log.events(&Select::default())?,
            records: log.records()?,
            diary: log.diary()?,
            settings: log.settings()?,
        })
    }
}

/// A file as it was written, and its content.
pub(crate) struct Whole {
    pub(crate) bytes: Vec<u8>,
    pub(crate) content: Content,
    backup: Vec<u8>,
}

impl Whole {
    /// Studied, with a mark, a setting and names that changed, and backed up before the last of it.
    pub(crate) fn new() -> Self {
        let place = Place::with_cards(6);
        old::studied(&place, 12);
        Self::at(&place)
    }

    /// With what is at a place already.
    pub(crate) fn at(place: &Place) -> Self {
        let mut file = log::open(&place.progress(), AccessMode::Write);
        let card = |name: &str| name.parse::<CardId>().expect("a card");
        let event = Event::Rename(vec![(card("many:c1"), card("many:c9"))]);
        file.append(&[event], log::now()).expect("saved");
        let backup = place.path().join("backup");
        write_new(&file, &backup).expect("written");
        let mark = Event::Mark {
            card: card("many:c2"),
            mark: Mark::Suspended,
        };
        let setting = Event::Set(Setting::NewPerDay(3));
        file.append(&[mark, setting], log::now()).expect("saved");
        let content = Content::of(&file).expect("readable");
        drop(file);
        Self {
            bytes: fs::read(place.file()).expect("a file"),
            content,
            backup: fs::read(backup).expect("a file"),
        }
    }
}

/// A damaged file, alone in its folder but for a good backup.
pub(crate) struct Patient {
    root: TempDir,
}

impl Patient {
    pub(crate) fn with(bytes: &[u8], whole: &Whole) -> Self {
        let memory = Path::new("/dev/shm");
        let root = TempDir::new_in(memory).or_else(|_| TempDir::new());
        let patient = Self {
            root: root.expect("a temporary folder"),
        };
        let backups = patient.root.path().join("backups/learner");
        fs::create_dir_all(&backups).expect("a folder");
        let backup = backups.join("2026-11-24T080000Z.sqlite3");
        fs::write(backup, &whole.backup).expect("written");
        fs::write(patient.file(), bytes).expect("written");
        patient
    }

    fn folder(&self) -> Folder {
        Folder::new(self.root.path())
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder().file_of(&LearnerName::default())
    }

    /// Checks the file as `progress verify` does; nothing when it is found to be damaged.
    pub(crate) fn verified(&self) -> Option<Content> {
        let log = SqliteProgress::open(&self.file(), AccessMode::Read).ok()?;
        log.verify().ok()?;
        Content::of(&log).ok()
    }

    /// Opens the file as a session does, looks at what a session uses, answers once, and has everything put back.
    pub(crate) fn studied_and_restored(&self, whole: &Whole) -> Result<(), String> {
        let learner = LearnerName::default();
        let before = fs::read(self.file()).expect("a file");
        let mut was_told = false;
        let mut tell = |notice: &Notice| was_told |= matches!(notice, Notice::Mended { .. });
        let opened = self
            .folder()
            .open_kept(&learner, AccessMode::Write, log::now(), &mut tell);
        let mut told = None;
        match opened {
            // Another program's, as far as anybody can see: nothing of it may be changed.
            Err(ProgressError::NotOurs { .. } | ProgressError::Newer { .. }) => {
                if fs::read(self.file()).expect("a file") != before {
                    return Err("a file that is not ours was changed".to_owned());
                }
            }
            Err(error) => return Err(format!("nothing was brought back: {error}")),
            Ok(kept) => {
                let mut log = kept.progress;
                // A diary that cannot be read says so when it is asked for.
                let has_right_diary = match log.diary() {
                    Ok(diary) => diary == whole.content.diary,
                    Err(_) => true,
                };
                let is_as_written = kept.settings == whole.content.settings
                    && kept.records == whole.content.records
                    && has_right_diary;
                if was_told {
                    log.verify()
                        .map_err(|error| format!("mended, and {error}"))?;
                } else if !is_as_written {
                    return Err("it was used before it was noticed".to_owned());
                }
                let card = "many:c3".parse().expect("a card");
                let text = "one more".to_owned();
                if let Ok(saved) = log.append(&[Event::Flag { card, text }], log::now()) {
                    told = saved.ids.first().copied();
                }
            }
        }
        restore_newest(&self.file(), later()).map_err(|error| format!("not restored: {error}"))?;
        let log = self
            .folder()
            .open(&learner, AccessMode::Read)
            .map_err(|error| error.to_string())?;
        log.verify()
            .map_err(|error| format!("restored, and {error}"))?;
        let content = Content::of(&log).map_err(|error| error.to_string())?;
        if let Some(told) = told
            && !content.events.iter().any(|logged| logged.id == told)
        {
            return Err("what was told after the damage is lost".to_owned());
        }
        // What came after the backup stands on a page that may be gone; what is in the backup is not.
        let in_backup = whole.content.events.len() - 2;
        let lost = whole.content.events[..in_backup]
            .iter()
            .find(|event| !content.events.contains(event));
        lost.map_or(Ok(()), |lost| Err(format!("{lost:?} is lost")))
    }
}

fn later() -> Timestamp {
    Timestamp::new(log::now().at_ms() + 60_000, 0)
}

/// What is wrong with how a damaged file is met; nothing when all is well.
pub(crate) fn failure_of(bytes: &[u8], whole: &Whole) -> Option<String> {
    if let Some(content) = Patient::with(bytes, whole).verified()
        && content != whole.content
    {
        return Some("it was not noticed".to_owned());
    }
    let patient = Patient::with(bytes, whole);
    patient.studied_and_restored(whole).err()
}
