//! Every byte of a file flipped, every page cut or emptied, journals that belong elsewhere: it is noticed or changes nothing, no
//! part of it is used before, and what was kept comes back.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use jmrel_quiz::card::CardId;
use jmrel_quiz::day::Timestamp;
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::backup::{Backups, restore_newest, write_new};
use jmrel_quiz::progress::{
    AccessMode, Damage, Folder, Notice, Progress, ProgressError, Select, SqliteProgress,
};
use jmrel_quiz::review::{Event, Logged, Mark, Setting, Settings};
use jmrel_quiz::scheduler::Record;
use tempfile::TempDir;

use crate::log;
use crate::old;
use crate::place::Place;
use crate::scale::{Scale, report, spread};

const PAGE: usize = 4096;

/// All that can be read of a log.
#[derive(Clone, Debug, PartialEq)]
struct Content {
    events: Vec<Logged>,
    records: HashMap<CardId, Record>,
    settings: Settings,
}

impl Content {
    fn of(log: &SqliteProgress) -> Result<Self, ProgressError> {
        Ok(Self {
            events: log.events(&Select::default())?,
            records: log.records()?,
            settings: log.settings()?,
        })
    }
}

/// A file as it was written, and its content.
struct Whole {
    bytes: Vec<u8>,
    content: Content,
    backup: Vec<u8>,
}

impl Whole {
    /// Studied, with a mark, a setting and names that changed, and backed up before the last of it.
    fn new() -> Self {
        let place = Place::with_cards(6);
        old::studied(&place, 12);
        Self::at(&place)
    }

    /// With what is at a place already.
    fn at(place: &Place) -> Self {
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
struct Patient {
    root: TempDir,
}

impl Patient {
    fn with(bytes: &[u8], whole: &Whole) -> Self {
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

    fn file(&self) -> PathBuf {
        self.folder().file_of(&LearnerName::default())
    }

    /// Checks the file as `progress verify` does; nothing when it is found to be damaged.
    fn verified(&self) -> Option<Content> {
        let log = SqliteProgress::open(&self.file(), AccessMode::Read).ok()?;
        log.verify().ok()?;
        Content::of(&log).ok()
    }

    /// Opens the file as a session does, looks at what a session uses, answers once, and has everything put back.
    fn studied_and_restored(&self, whole: &Whole) -> Result<(), String> {
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
                let is_as_written = kept.settings == whole.content.settings
                    && kept.records == whole.content.records;
                let mut log = kept.progress;
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
fn failure_of(bytes: &[u8], whole: &Whole) -> Option<String> {
    if let Some(content) = Patient::with(bytes, whole).verified()
        && content != whole.content
    {
        return Some("it was not noticed".to_owned());
    }
    let patient = Patient::with(bytes, whole);
    patient.studied_and_restored(whole).err()
}

#[track_caller]
fn all_are_met(name: &str, whole: &Whole, count: usize, damaged: impl Fn(usize) -> Vec<u8> + Sync) {
    let failures: Vec<String> = spread(count, |number| {
        let failure = failure_of(&damaged(number), whole)?;
        Some(format!("{name} {number} of {count}: {failure}"))
    })
    .into_iter()
    .flatten()
    .collect();
    report(&format!(
        "{name}: {count} files of {} bytes, {} not met",
        whole.bytes.len(),
        failures.len()
    ));
    assert!(
        failures.is_empty(),
        "{:#?}",
        &failures[..failures.len().min(20)]
    );
}

#[test]
fn every_flipped_byte_is_noticed_or_harmless_and_what_was_kept_comes_back() {
    let whole = Whole::new();
    let length = whole.bytes.len();
    let count = Scale::asked().of(500, length);
    all_are_met("a flipped bit", &whole, count, |number| {
        let place = number * length / count;
        let mut bytes = whole.bytes.clone();
        bytes[place] ^= 1 << (place % 8);
        bytes
    });
}

#[test]
fn every_cut_page_is_noticed_and_what_was_kept_comes_back() {
    let whole = Whole::new();
    let pages = whole.bytes.len() / PAGE;
    all_are_met("a cut page", &whole, pages * 3, |number| {
        let length = (number / 3 * PAGE + number % 3).saturating_sub(1);
        whole.bytes[..length].to_vec()
    });
    all_are_met("an emptied page", &whole, pages, |number| {
        let mut bytes = whole.bytes.clone();
        bytes[number * PAGE..(number + 1) * PAGE].fill(0);
        bytes
    });
}

#[test]
fn a_file_of_no_or_one_byte_is_damaged_and_not_new() {
    let whole = Whole::new();
    for length in [0, 1] {
        let patient = Patient::with(&whole.bytes[..length], &whole);
        let error = SqliteProgress::open(&patient.file(), AccessMode::Write).expect_err("refused");
        let is_short = |damage: &Damage| matches!(damage, Damage::Short { .. });
        let is_noticed =
            matches!(&error, ProgressError::Damaged { damage, .. } if is_short(damage));
        assert!(is_noticed, "{error:?}");
        let kept = fs::read(patient.file()).expect("a file");
        assert_eq!(kept.len(), length, "nothing was written on top");
    }
}

/// Files of a session that was killed: the log and its journal.
fn killed(place: &Place, answers: usize) -> (Vec<u8>, Vec<u8>) {
    let mut session = place.session();
    for number in 0..answers {
        session.send(&format!("k{number}"));
        session.next_of("verdict").expect("a verdict");
    }
    session.kill();
    let journal = place.progress().join("learner.sqlite3-wal");
    (
        fs::read(place.file()).expect("a file"),
        fs::read(journal).expect("a journal"),
    )
}

#[test]
fn a_journal_that_belongs_to_another_file_is_noticed_or_harmless() {
    let whole = Whole::new();
    let (here, there) = (Place::with_cards(6), Place::with_cards(6));
    old::studied(&there, 3);
    let (_, other) = killed(&there, 5);
    let (_, cut) = killed(&here, 4);
    for (name, journal) in [
        ("another learner's", other.clone()),
        ("another learner's, cut", other[..other.len() / 2].to_vec()),
        ("of the wrong kind", whole.bytes.clone()),
        ("of a file that is gone", cut),
        ("a byte long", vec![0x37]),
        ("emptied", vec![0; 4120]),
    ] {
        let patient = |folder: &Patient| {
            let mut path = folder.file().into_os_string();
            path.push("-wal");
            fs::write(path, &journal).expect("written");
        };
        let checked = Patient::with(&whole.bytes, &whole);
        patient(&checked);
        if let Some(content) = checked.verified() {
            assert!(content == whole.content, "a journal {name} was not noticed");
        }
        let used = Patient::with(&whole.bytes, &whole);
        patient(&used);
        let met = used.studied_and_restored(&whole);
        assert_eq!(met, Ok(()), "a journal {name}");
    }
    let backups = Backups::of(&here.file());
    assert_eq!(backups.all().expect("a list"), []);
}

#[test]
fn an_old_journal_of_the_same_file_is_noticed_or_harmless() {
    let place = Place::with_cards(6);
    let (_, journal) = killed(&place, 4);
    old::studied(&place, 3);
    let whole = Whole::at(&place);
    for cut in [journal.len(), journal.len() / 2, 4152 * 3] {
        let patient = || {
            let patient = Patient::with(&whole.bytes, &whole);
            let mut path = patient.file().into_os_string();
            path.push("-wal");
            fs::write(path, &journal[..cut]).expect("written");
            patient
        };
        if let Some(content) = patient().verified() {
            let (found, written) = (content.events.len(), whole.content.events.len());
            assert!(
                content == whole.content,
                "{cut}: {found} events of {written}, not noticed"
            );
        }
        let met = patient().studied_and_restored(&whole);
        assert_eq!(met, Ok(()), "{cut} bytes of an old journal");
    }
}
