//! The power fails at any moment: what the learner was told is there when it comes back.
//!
//! Real runs are recorded call by call. Then, for any moment of them, a disk is made as it may be found: with all that was
//! synced, and of the rest nothing, some, or torn pieces. The program has to make its way from there.

use std::fs;
use std::path::Path;

use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::backup::Backups;
use jmrel_quiz::progress::{AccessMode, Folder, Notice, Progress, Select};
use jmrel_quiz::review::Event;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;

use crate::content::Fate;
use crate::disk::Disk;
use crate::log;
use crate::old;
use crate::place::Place;
use crate::recorder::{End, Recorder, Told};
use crate::scale::{Scale, report, skip, spread};
use crate::trace;

/// What has to be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Promised {
    answers: Vec<String>,
    backups: usize,
    undone: usize,
    /// The file was damaged before: it may have to be mended.
    may_be_mended: bool,
}

impl Promised {
    fn take_in(&mut self, told: &Told) {
        match told {
            Told::Answers(answers) => self.answers.extend_from_slice(answers),
            Told::Backup => self.backups += 1,
            Told::Undone => self.undone += 1,
        }
    }

    /// Opens what is found in `folder` as a session would, and holds it against what was told.
    fn check(&self, folder: &Path) -> Result<(), String> {
        let learner = LearnerName::default();
        let folder = Folder::new(folder);
        let mut was_mended = false;
        let mut tell = |notice: &Notice| was_mended |= matches!(notice, Notice::Mended { .. });
        let kept = folder.open_kept(&learner, AccessMode::Write, log::now(), &mut tell);
        let mut progress = kept.map_err(|error| error.to_string())?.progress;
        if was_mended && !self.may_be_mended {
            return Err("damage was found".to_owned());
        }
        let verified = progress.verify().map_err(|error| error.to_string())?;
        let events = progress.events(&Select::default());
        let events = events.map_err(|error| error.to_string())?;
        let answers: Vec<String> = events
            .iter()
            .filter_map(log::answer)
            .map(|(_, said)| said)
            .collect();
        if let Some(lost) = self.answers.iter().find(|answer| !answers.contains(answer)) {
            return Err(format!("{lost} is lost of {verified} events"));
        }
        let is_void = |event: &&Event| matches!(event, Event::Void { .. });
        let undone = events
            .iter()
            .map(|logged| &logged.event)
            .filter(is_void)
            .count();
        if undone < self.undone {
            return Err(format!("{undone} of {} were undone", self.undone));
        }
        let backups = Backups::of(&folder.file_of(&learner));
        let all = backups.all().map_err(|error| error.to_string())?.len();
        let good = backups.newest_good().map_err(|error| error.to_string())?;
        if all < self.backups || (self.backups > 0 && good.is_none()) {
            return Err(format!("{all} of {} backups, good: {good:?}", self.backups));
        }
        let flag = Event::Flag {
            card: "many:c0".parse().expect("a card"),
            text: "after the night".to_owned(),
        };
        let written = progress.append(&[flag], log::now());
        written.map(drop).map_err(|error| error.to_string())
    }
}

/// Sessions, a backup, an undo and a merge, one after the other.
fn a_year() -> Recorder {
    let elsewhere = Place::with_cards(3);
    let mut session = elsewhere.session();
    let merged = ["elsewhere 1", "elsewhere 2", "elsewhere 3"];
    for answer in merged {
        session.send(answer);
        session.next_of("verdict").expect("a verdict");
    }
    session.end().code(0);

    let place = Place::with_cards(40);
    let stick = place.path().join("stick.sqlite3");
    fs::copy(elsewhere.file(), &stick).expect("copied");
    let stick = stick.to_str().expect("a path in UTF-8").to_owned();
    let mut recorder = Recorder::at(place);
    recorder.study(60, End::Closed);
    recorder.study(40, End::Killed);
    recorder.run(&["progress", "backup", "--json"], Some(Told::Backup));
    recorder.run(&["undo", "--json"], Some(Told::Undone));
    let merged = merged.map(str::to_owned).to_vec();
    let merge = ["progress", "merge", &stick, "--json"];
    recorder.run(&merge, Some(Told::Answers(merged)));
    recorder.study(5, End::Killed);
    recorder.study(5, End::Closed);
    recorder
}

/// A file of the first format, brought to the newest and studied on.
fn an_old_file() -> (Recorder, Promised) {
    let place = Place::with_cards(5);
    let answers = old::studied(&place, 20);
    old::to_format_1(&place.file());
    fs::remove_dir_all(place.progress().join("backups")).expect("removed");
    let mut recorder = Recorder::at(place);
    recorder.run(&["history", "--json"], None);
    recorder.study(3, End::Closed);
    let promised = Promised {
        answers,
        ..Promised::default()
    };
    (recorder, promised)
}

/// A damaged file, put back from its backup and from itself.
fn a_restored_file() -> (Recorder, Promised) {
    let place = Place::with_cards(5);
    let answers = old::studied(&place, 20);
    let bytes = fs::read(place.file()).expect("a file");
    fs::write(place.file(), &bytes[..bytes.len() / 2]).expect("written");
    let mut recorder = Recorder::at(place);
    recorder.run(&["progress", "restore", "--json"], None);
    recorder.study(3, End::Closed);
    let promised = Promised {
        answers,
        may_be_mended: true,
        ..Promised::default()
    };
    (recorder, promised)
}

/// Makes `images` disks, spread evenly over all moments of the recording, and returns what was wrong with them.
fn failures(recorder: &Recorder, promised: &Promised, images: usize) -> Vec<String> {
    const SHARES: usize = 16;
    let calls = recorder.calls.len();
    let share = |share: usize| {
        let (mut disk, mut promised) = (recorder.start.clone(), promised.clone());
        let mut happened = 0;
        let mut failures = Vec::new();
        for image in share * images / SHARES..(share + 1) * images / SHARES {
            let moment = (image + 1) * calls / images;
            for (call, told) in &recorder.calls[happened..moment] {
                disk.take_in(call);
                if let Some(told) = told {
                    promised.take_in(told);
                }
            }
            happened = moment;
            let fate = Fate::ALL[image % Fate::ALL.len()];
            if let Err(failure) = failure_of(&disk, &promised, fate, image) {
                failures.push(format!(
                    "image {image} of {images}, call {moment}, {fate:?}: {failure}"
                ));
            }
        }
        failures
    };
    spread(SHARES, share).into_iter().flatten().collect()
}

fn failure_of(disk: &Disk, promised: &Promised, fate: Fate, image: usize) -> Result<(), String> {
    let seed = u64::try_from(image).expect("a small number");
    let found = found_folder();
    disk.found(found.path(), fate, &mut ChaCha8Rng::seed_from_u64(seed));
    promised.check(&found.path().join("progress"))
}

/// In memory where there is a place for that: these files are looked at once.
fn found_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    TempDir::new_in(memory)
        .or_else(|_| TempDir::new())
        .expect("a temporary folder")
}

#[test]
fn what_was_told_is_there_after_the_power_failed_at_any_moment() {
    let test = "power loss";
    if !trace::is_possible() {
        return skip(test, "strace is not there");
    }
    let images = Scale::asked().of(1_000, 50_000);
    let (old, restored) = (an_old_file(), a_restored_file());
    for (name, (recorder, promised), images) in [
        (
            "sessions, backup, undo, merge",
            (a_year(), Promised::default()),
            images * 8 / 10,
        ),
        ("a file of the first format", old, images / 10),
        ("a damaged file restored", restored, images / 10),
    ] {
        let failures = failures(&recorder, &promised, images);
        report(&format!(
            "{test}: {name}: {images} images of {} calls, {} bad",
            recorder.calls.len(),
            failures.len()
        ));
        assert!(
            failures.is_empty(),
            "{:#?}",
            &failures[..failures.len().min(10)]
        );
    }
}

#[test]
fn a_program_that_did_not_sync_would_be_caught() {
    let test = "power loss without syncs";
    if !trace::is_possible() {
        return skip(test, "strace is not there");
    }
    let mut recorder = Recorder::at(Place::with_cards(5));
    recorder.study(10, End::Killed);
    recorder
        .calls
        .retain(|(call, _)| !call.name.contains("sync"));
    let failures = failures(&recorder, &Promised::default(), 30);
    assert!(failures.len() > 10, "{failures:?}");
}
