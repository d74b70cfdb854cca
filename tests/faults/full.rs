//! The disk is full. What was told is kept and can be read; the learner hears what is wrong; with room again, it goes on.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::old;
use crate::place::{Place, Run, Session};
use crate::refused::{backups, goes_on, is_kept, is_told, study};
use crate::scale::{Scale, report, skip, spread};

/// A small disk under a place's progress. Only the superuser can have one.
struct SmallDisk {
    mounted: PathBuf,
}

impl SmallDisk {
    fn under(place: &Place, kib: usize) -> Option<Self> {
        let mounted = place.progress();
        fs::create_dir(&mounted).expect("a folder");
        let disk = Self { mounted };
        disk.mount(&format!("size={kib}k,mode=700")).then_some(disk)
    }

    fn grow(&self) {
        assert!(self.mount("remount,size=64m"), "a mounted disk grows");
    }

    fn mount(&self, options: &str) -> bool {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "jmrel-quiz-test"])
            .arg(&self.mounted)
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success())
    }

    /// Takes the room that is left.
    fn fill(&self) {
        let rest = vec![0; 1 << 20];
        let filled = fs::write(self.mounted.join("ballast"), &rest);
        assert!(filled.is_err(), "the disk is small");
    }

    fn is_there(&self) -> bool {
        let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
        self.mounted
            .to_str()
            .is_some_and(|path| mounts.contains(path))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        if self.is_there() {
            // A disk that stays mounted is seen when its folder cannot be removed.
            let _ = Command::new("umount").arg(&self.mounted).status();
        }
    }
}

/// A full disk is named, unless it was not full for this.
#[track_caller]
fn is_told_so(run: &Run, context: &str) {
    is_told(run, context);
    if run.code == Some(74) {
        assert!(
            run.stderr.contains("full") || run.stderr.contains("storage"),
            "{context}: {run:#?}"
        );
    }
}

#[test]
fn on_a_full_disk_what_was_told_is_kept_and_can_be_read() {
    let test = "a full disk";
    let (sizes, step) = match Scale::asked() {
        Scale::Short => (8, 256),
        Scale::Long => (64, 64),
    };
    if SmallDisk::under(&Place::with_cards(1), 64).is_none() {
        return skip(test, "only the superuser can mount a small disk");
    }
    let ended = spread(sizes, |number| {
        let kib = 40 + number * step;
        let context = format!("a disk of {kib} KiB");
        let place = Place::with_cards(20);
        let disk = SmallDisk::under(&place, kib).expect("a disk");
        let refused = study(place.session(), 200);
        is_told_so(&refused.run, &context);
        is_kept(&place, &refused.told, &context);
        let history = place
            .run(&["history", "--all", "--json"], "")
            .code(0)
            .json();
        let logged = history.as_array().expect("a list").len();
        assert!(
            logged >= refused.told.len(),
            "{context}: {logged} are shown"
        );
        disk.grow();
        goes_on(&place, &context);
        is_kept(&place, &refused.told, &context);
        refused.run.code
    });
    let full = ended.iter().filter(|code| **code == Some(74)).count();
    report(&format!(
        "{test}: {sizes} sizes, {full} of them too small, 0 answers lost"
    ));
    assert!(full > 0, "{ended:?}");
}

#[test]
fn on_a_full_disk_no_command_takes_away_what_is_there() {
    let test = "commands on a full disk";
    if SmallDisk::under(&Place::with_cards(1), 64).is_none() {
        return skip(test, "only the superuser can mount a small disk");
    }
    for (name, args, is_old) in [
        ("study", &["study", "--json"] as &[&str], false),
        ("backup", &["progress", "backup", "--json"], false),
        ("undo", &["undo", "--json"], false),
        ("restore", &["progress", "restore", "--json"], false),
        ("migration", &["undo", "--json"], true),
    ] {
        let place = Place::with_cards(5);
        let disk = SmallDisk::under(&place, 512).expect("a disk");
        let told = old::studied(&place, 10);
        if is_old {
            old::to_format_1(&place.file());
        }
        let before = (backups(&place), fs::read(place.file()).expect("a file"));
        disk.fill();
        let run = place.run(args, "?\n");
        assert_eq!(run.code, Some(74), "{name}: {run:#?}");
        is_told_so(&run, name);
        let after = (backups(&place), fs::read(place.file()).expect("a file"));
        assert!(before == after, "{name}: something changed");
        is_kept(&place, &told, name);
        disk.grow();
        place.run(args, "?\n").code(0);
        is_kept(&place, &told, name);
    }
    report(&format!(
        "{test}: study, backup, undo, restore, migration: code 74, nothing changed"
    ));
}

#[test]
fn a_file_that_may_not_grow_loses_nothing() {
    // In units of 512 or 1,024 bytes, as the shell likes; both are of use here.
    let (limits, step) = match Scale::asked() {
        Scale::Short => (8, 256),
        Scale::Long => (64, 40),
    };
    let ended = spread(limits, |number| {
        let limit = 40 + number * step;
        let context = format!("files of {limit} blocks");
        let place = Place::with_cards(20);
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let args = ["study", "--new", "1000", "--json"];
        let session = Session::start(place.wrapped(&["sh", "-c", &script], &args));
        let refused = study(session, 100);
        is_told_so(&refused.run, &context);
        is_kept(&place, &refused.told, &context);
        goes_on(&place, &context);
        refused.run.code
    });
    let refused = ended.iter().filter(|code| **code == Some(74)).count();
    report(&format!(
        "files that may not grow: {limits} limits, {refused} of them too small, 0 answers lost"
    ));
    assert!(refused > 0, "{ended:?}");
}
