//! Backups made and put back, damage mended, and programs that end in the middle of it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::progress::fixture::{all, at, review, sample_events};
use crate::progress::{AccessMode, Folder, Kept, Notice, Progress};
use crate::review::Rating;
use crate::system::trial;

struct Sandbox {
    root: TempDir,
}

impl Sandbox {
    fn new() -> Self {
        Self {
            root: tempfile::tempdir().expect("a folder"),
        }
    }

    /// With one event of every kind and a few answers.
    fn filled() -> Self {
        let sandbox = Self::new();
        sandbox
            .open()
            .append(&sample_events(), at(0))
            .expect("saved");
        sandbox.answer(1..6);
        sandbox
    }

    fn folder(&self) -> Folder {
        Folder::new(self.root.path())
    }

    fn file(&self) -> PathBuf {
        self.root.path().join("anna.sqlite3")
    }

    fn open(&self) -> SqliteProgress {
        SqliteProgress::open(&self.file(), AccessMode::Write).expect("a store")
    }

    fn answer(&self, seconds: std::ops::Range<i64>) {
        let mut store = self.open();
        for second in seconds {
            let event = review("d:b", Rating::Good);
            store.append(&[event], at(second)).expect("saved");
        }
    }

    fn backups(&self) -> Backups {
        Backups::of(&self.file())
    }

    fn back_up(&self, second: i64) -> PathBuf {
        let made = self.backups().make(&self.open(), at(second));
        made.expect("a backup")
    }

    fn events(&self) -> usize {
        let store = self.open();
        store.verify().expect("sound");
        all(&store).len()
    }

    fn keep(&self, second: i64) -> (Result<Kept, ProgressError>, Vec<Notice>) {
        let mut notices = Vec::new();
        let mut tell = |notice: &Notice| notices.push(notice.clone());
        let learner = "anna".parse().expect("a name");
        let kept = self
            .folder()
            .open_kept(&learner, AccessMode::Write, at(second), &mut tell);
        (kept, notices)
    }

    /// Overwrites a byte in the middle of every page that holds answers in text.
    fn damage(&self) {
        let mut bytes = fs::read(self.file()).expect("a file");
        let rating = b"\"rating\":\"good\"";
        let place = bytes
            .windows(rating.len())
            .rposition(|window| window == rating)
            .expect("an answer");
        bytes[place + 11] = b'f';
        fs::write(self.file(), bytes).expect("written");
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.root.path())
            .expect("a folder")
            .map(|entry| {
                let name = entry.expect("an entry").file_name();
                name.to_string_lossy().into_owned()
            })
            .collect();
        names.sort();
        names
    }
}

#[test]
fn a_backup_holds_all_there_is_and_is_one_private_file() {
    let sandbox = Sandbox::filled();
    let path = sandbox.back_up(10);
    assert_eq!(verify_other(&path).expect("sound"), 21);
    let folder = path.parent().expect("a folder");
    assert_eq!(folder, sandbox.root.path().join("backups/anna"));
    assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1);
    let is_private = |path: &Path, rights| trial::mode(path).is_none_or(|mode| mode == rights);
    assert!(is_private(&path, 0o600) && is_private(folder, 0o700));
}

#[test]
fn backups_nobody_asked_for_are_ten_minutes_apart() {
    let sandbox = Sandbox::filled();
    let make = |second| {
        let made = sandbox
            .backups()
            .make_if_due(&sandbox.open(), at(second))
            .expect("no failure");
        made.is_some()
    };
    assert!(make(10));
    assert!(!make(10) && !make(600));
    assert!(make(611));
    // A clock that went back says nothing of now.
    assert!(make(-10_000));
}

#[test]
fn two_backups_of_one_second_stand_side_by_side() {
    let sandbox = Sandbox::filled();
    let (one, two) = (sandbox.back_up(10), sandbox.back_up(10));
    assert_ne!(one, two);
    let all = sandbox.backups().all().expect("a list");
    assert_eq!(all.len(), 2);
}

#[test]
fn a_backup_that_cannot_be_made_leaves_the_others() {
    let sandbox = Sandbox::filled();
    let path = sandbox.back_up(10);
    sandbox.damage();
    let error = sandbox.backups().make(&sandbox.open(), at(1000));
    assert!(error.is_err());
    let all = sandbox.backups().all().expect("a list");
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].path, path);
}

#[test]
fn damage_that_a_backup_meets_is_named_and_mended_by_the_next_session() {
    let sandbox = Sandbox::filled();
    sandbox.back_up(10);
    sandbox.answer(20..25);
    sandbox.damage();
    sandbox.open().note_check(at(30)).expect("noted");
    let error = sandbox.backups().make(&sandbox.open(), at(1000));
    let Err(ProgressError::Damaged { path, .. }) = error else {
        panic!("{error:?}");
    };
    assert_eq!(path, sandbox.file());
    let (_, notices) = sandbox.keep(1010);
    assert!(
        matches!(notices.last(), Some(Notice::Mended { .. })),
        "{notices:?}"
    );
}

#[test]
fn damage_that_a_check_finds_is_mended_by_the_next_session() {
    let sandbox = Sandbox::filled();
    sandbox.damage();
    sandbox.open().note_check(at(30)).expect("noted");
    let log = SqliteProgress::open(&sandbox.file(), AccessMode::Read).expect("a store");
    assert!(log.verify().is_err());
    drop(log);
    let (_, notices) = sandbox.keep(40);
    assert!(
        matches!(notices.last(), Some(Notice::Mended { .. })),
        "{notices:?}"
    );
}

#[test]
fn a_new_file_takes_no_name_that_is_taken() {
    let sandbox = Sandbox::filled();
    let path = sandbox.root.path().join("mine.sqlite3");
    write_new(&sandbox.open(), &path).expect("written");
    let before = fs::read(&path).expect("a file");
    let error = write_new(&sandbox.open(), &path).expect_err("refused");
    assert!(matches!(error, ProgressError::Taken { .. }), "{error:?}");
    assert_eq!(fs::read(&path).expect("a file"), before);
}

#[test]
fn restoring_a_file_gives_exactly_what_is_in_it_and_keeps_the_old_one() {
    let sandbox = Sandbox::filled();
    let backup = sandbox.back_up(10);
    sandbox.answer(20..25);
    let restored = restore(&sandbox.file(), &backup, at(30)).expect("restored");
    assert_eq!((restored.events, restored.rescued), (21, 0));
    assert_eq!(sandbox.events(), 21);
    let aside = restored.aside.expect("the old file");
    assert_eq!(verify_other(&aside).expect("sound"), 26);
    sandbox.open().merge(&[aside], at(40)).expect("merged");
    assert_eq!(sandbox.events(), 26);
}

#[test]
fn exported_lines_can_be_restored_too() {
    let sandbox = Sandbox::filled();
    let lines = sandbox.root.path().join("anna.jsonl");
    let mut text = Vec::new();
    sandbox.open().export(&mut text).expect("exported");
    fs::write(&lines, text).expect("written");
    sandbox.answer(20..25);
    restore(&sandbox.file(), &lines, at(30)).expect("restored");
    assert_eq!(sandbox.events(), 21);
}

#[test]
fn a_damaged_file_is_not_restored_from() {
    let sandbox = Sandbox::filled();
    let bad = sandbox.root.path().join("bad.sqlite3");
    fs::copy(sandbox.file(), &bad).expect("copied");
    let broken = Sandbox::filled();
    broken.damage();
    fs::copy(broken.file(), &bad).expect("copied");
    let before = fs::read(sandbox.file()).expect("a file");
    assert!(restore(&sandbox.file(), &bad, at(30)).is_err());
    assert_eq!(fs::read(sandbox.file()).expect("a file"), before);
    assert_eq!(sandbox.names(), ["anna.sqlite3", "bad.sqlite3"]);
}

#[test]
fn damage_is_mended_at_the_start_and_what_came_after_the_backup_is_rescued() {
    let sandbox = Sandbox::filled();
    let backup = sandbox.back_up(10);
    sandbox.answer(20..30);
    // Damage in an index or the records alone is no loss; here an event is gone and one check has to come.
    sandbox.damage();
    let damaged = fs::read(sandbox.file()).expect("a file");
    sandbox.open().note_check(at(30)).expect("noted");
    let (kept, notices) = sandbox.keep(30 + 8 * 86_400);
    let kept = kept.expect("mended");
    assert!(all(&kept.progress).len() >= 30);
    let [Notice::Checking { .. }, Notice::Mended { restored, .. }] = &notices[..] else {
        panic!("{notices:?}");
    };
    assert_eq!(restored.from.as_ref(), Some(&backup));
    assert_eq!((restored.events, restored.unreadable), (30, 1));
    assert_eq!(restored.rescued, 9);
    let aside = restored.aside.as_ref().expect("set aside");
    let kept_bytes = fs::read(aside).expect("a file");
    assert_eq!(kept_bytes.len(), damaged.len());
    assert_eq!(sandbox.keep(40 + 8 * 86_400).1, []);
}

#[test]
fn an_emptied_file_is_mended_from_the_backup() {
    let sandbox = Sandbox::filled();
    sandbox.back_up(10);
    fs::write(sandbox.file(), b"").expect("written");
    let (kept, notices) = sandbox.keep(30);
    assert_eq!(all(&kept.expect("mended").progress).len(), 21);
    assert_eq!(notices.len(), 1);
}

#[test]
fn a_damaged_backup_is_passed_over_for_an_older_good_one() {
    let sandbox = Sandbox::filled();
    let good = sandbox.back_up(10);
    let bad = sandbox.back_up(2000);
    let mut bytes = fs::read(&bad).expect("a file");
    let half = bytes.len() / 2;
    bytes.truncate(half);
    fs::write(&bad, bytes).expect("written");
    fs::write(sandbox.file(), b"").expect("written");
    let restored = restore_newest(&sandbox.file(), at(3000)).expect("restored");
    assert_eq!(restored.from, Some(good));
}

#[test]
fn without_a_backup_what_can_be_read_is_saved_and_with_nothing_it_stays_an_error() {
    let sandbox = Sandbox::filled();
    sandbox.damage();
    let restored = restore_newest(&sandbox.file(), at(30)).expect("restored");
    assert_eq!((restored.from, restored.events), (None, 20));
    let empty = Sandbox::new();
    fs::write(empty.file(), b"").expect("written");
    let (kept, notices) = empty.keep(30);
    assert!(matches!(kept, Err(ProgressError::Damaged { .. })));
    assert_eq!(notices, []);
    assert_eq!(fs::read(empty.file()).expect("a file"), b"");
    assert_eq!(empty.names(), ["anna.sqlite3"]);
}

#[test]
fn what_stands_in_the_journal_of_a_killed_program_is_rescued_too() {
    let (sandbox, copy) = (Sandbox::filled(), Sandbox::new());
    let mut store = sandbox.open();
    for second in 20..25 {
        let event = review("d:b", Rating::Good);
        store.append(&[event], at(second)).expect("saved");
    }
    for name in ["anna.sqlite3", "anna.sqlite3-wal"] {
        let path = sandbox.root.path().join(name);
        fs::copy(path, copy.root.path().join(name)).expect("copied");
    }
    let restored = restore_newest(&copy.file(), at(30)).expect("restored");
    assert_eq!(restored.events, 26);
    assert_eq!(copy.events(), 26);
    let aside = restored.aside.expect("set aside");
    assert_eq!(verify_other(&aside).expect("sound"), 26);
}

#[test]
fn a_restored_log_writes_under_a_name_of_its_own() {
    // Events after the backup may be on another device under the old name.
    let (sandbox, other) = (Sandbox::filled(), Sandbox::new());
    let backup = sandbox.back_up(10);
    sandbox.answer(20..25);
    other
        .open()
        .merge(&[sandbox.file()], at(30))
        .expect("merged");
    restore(&sandbox.file(), &backup, at(40)).expect("restored");
    sandbox.answer(50..52);
    let merged = other
        .open()
        .merge(&[sandbox.file()], at(60))
        .expect("merged");
    assert!(!merged[0].is_copy && merged[0].is_whole());
    assert_eq!(all(&other.open()).len(), 28);
}

#[test]
fn a_switch_cut_off_at_any_step_is_finished_by_the_next_start() {
    for steps in 0..=4 {
        let (sandbox, new) = (Sandbox::filled(), Sandbox::filled());
        new.answer(20..30);
        drop(new.open());
        let file = sandbox.file();
        let waiting = sandbox.root.path().join("anna.sqlite3.restored");
        fs::copy(new.file(), &waiting).expect("copied");
        // A journal that belongs to the old file and would spoil the new one.
        fs::write(sandbox.root.path().join("anna.sqlite3-wal"), [7; 99]).expect("written");
        let aside = sandbox.root.path().join("anna.sqlite3.aside-x");
        if steps > 0 {
            fs::hard_link(&file, &aside).expect("linked");
        }
        if steps > 1 {
            fs::remove_file(sandbox.root.path().join("anna.sqlite3-wal")).expect("removed");
        }
        if steps > 2 {
            fs::remove_file(&file).expect("removed");
        }
        if steps > 3 {
            fs::rename(&waiting, &file).expect("renamed");
        }
        let (kept, notices) = sandbox.keep(50);
        assert_eq!(all(&kept.expect("a log").progress).len(), 31, "{steps}");
        assert_eq!(notices, [], "{steps}");
        assert!(!waiting.exists());
        assert_eq!(sandbox.events(), 31);
    }
}

#[test]
fn a_session_that_runs_while_the_file_is_replaced_goes_on_in_the_new_one() {
    let sandbox = Sandbox::filled();
    let backup = sandbox.back_up(10);
    let mut running = sandbox.open();
    restore(&sandbox.file(), &backup, at(20)).expect("restored");
    running
        .append(&[review("d:b", Rating::Good)], at(30))
        .expect("saved");
    drop(running);
    assert_eq!(sandbox.events(), 22);
}

#[test]
fn a_link_stays_a_link() {
    let sandbox = Sandbox::filled();
    let backup = sandbox.back_up(10);
    let link = sandbox.root.path().join("link.sqlite3");
    if trial::link(&sandbox.file(), &link).is_err() {
        return;
    }
    restore(&link, &backup, at(20)).expect("restored");
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert_eq!(sandbox.events(), 21);
}
