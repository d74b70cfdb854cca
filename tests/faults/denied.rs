//! A file or a folder that must not be written or read. The learner is told which one and what to do; reading goes on where it
//! can, and what is there stays as it is.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use crate::old;
use crate::place::{PROGRAM, Place, Run, finish};
use crate::refused::{goes_on, is_kept};
use crate::scale::{report, skip};

/// Somebody without rights of their own, on nearly every system.
const NOBODY: &str = "65534";

/// Runs the program as somebody who may not do everything: as ourselves, or as nobody if we are the superuser.
struct Guest {
    program: PathBuf,
    is_superuser: bool,
}

impl Guest {
    /// Moves into `place`, where all is theirs from then on; nothing when the superuser cannot step down.
    fn at(place: &Place) -> Option<Self> {
        let probe = place.path().join("probe");
        fs::write(&probe, "").expect("a file");
        fs::set_permissions(&probe, Permissions::from_mode(0o400)).expect("set");
        let is_superuser = fs::write(&probe, "x").is_ok();
        // The program's own folder need not be open to everybody.
        let program = place.path().join("program");
        fs::copy(PROGRAM, &program).expect("copied");
        let guest = Self {
            program,
            is_superuser,
        };
        guest.owns(place).then_some(guest)
    }

    fn owns(&self, place: &Place) -> bool {
        let owner = format!("{NOBODY}:{NOBODY}");
        let given = || {
            Command::new("chown")
                .args(["-R", &owner])
                .arg(place.path())
                .status()
        };
        let steps_down = || {
            Command::new("setpriv")
                .args(["--clear-groups", "--reuid", NOBODY, "true"])
                .status()
        };
        !self.is_superuser
            || (given().is_ok_and(|status| status.success())
                && steps_down().is_ok_and(|status| status.success()))
    }

    fn run(&self, place: &Place, args: &[&str], input: &str) -> Run {
        let own = place.arguments(args);
        let mut command = if self.is_superuser {
            let mut command = Command::new("setpriv");
            command.args(["--clear-groups", "--regid", NOBODY, "--reuid", NOBODY]);
            command.arg(&self.program);
            command
        } else {
            Command::new(&self.program)
        };
        command
            .args(own)
            .current_dir(place.path())
            .env("HOME", place.path());
        finish(command, input)
    }
}

/// What is forbidden, and what still works.
struct Case {
    /// Below the place.
    path: &'static str,
    mode: u32,
    /// Whether the history can still be seen.
    can_read: bool,
    /// Whether answers can still be given.
    can_write: bool,
}

const fn case(path: &'static str, mode: u32, can_read: bool, can_write: bool) -> Case {
    Case {
        path,
        mode,
        can_read,
        can_write,
    }
}

#[test]
fn what_must_not_be_written_or_read_is_named_and_left_as_it_is() {
    let cases = [
        case("progress", 0o500, true, false),
        case("progress/learner.sqlite3", 0o400, true, false),
        case("progress/learner.sqlite3", 0o000, false, false),
        case("progress", 0o000, false, false),
        case("progress/backups", 0o500, true, true),
        case("progress/backups/learner", 0o500, true, true),
        case("progress/backups/learner", 0o000, true, true),
    ];
    for Case {
        path,
        mode,
        can_read,
        can_write,
    } in cases
    {
        let context = format!("{path} with {mode:o}");
        let place = Place::with_cards(5);
        let told = old::studied(&place, 5);
        let Some(guest) = Guest::at(&place) else {
            return skip(
                "files that must not be written",
                "the superuser cannot step down",
            );
        };
        let before = fs::read(place.file()).expect("a file");
        let forbidden = place.path().join(path);
        let allowed = fs::metadata(&forbidden).expect("there").permissions();
        fs::set_permissions(&forbidden, Permissions::from_mode(mode)).expect("set");

        let history = guest.run(&place, &["history", "--all", "--json"], "");
        let study = guest.run(&place, &["study", "--json"], "one more\n");
        assert_eq!(history.code == Some(0), can_read, "{context}: {history:#?}");
        if can_read {
            let shown = history.json().as_array().expect("a list").len();
            assert_eq!(shown, 5, "{context}");
        }
        let expected = if can_write { 0 } else { 74 };
        let refusal = if can_read {
            expected
        } else {
            study.code.unwrap_or(-1)
        };
        assert_eq!(study.code, Some(refusal), "{context}: {study:#?}");
        for run in [&history, &study] {
            assert!(!run.stderr.contains("panicked"), "{context}: {run:#?}");
            if run.code != Some(0) {
                assert!(run.stderr.contains("progress"), "{context}: {run:#?}");
                let says_what_to_do = ["allow writing", "may be read", "name another"];
                let helps = says_what_to_do.iter().any(|word| run.stderr.contains(word));
                assert!(helps, "{context}: {run:#?}");
            }
        }

        fs::set_permissions(&forbidden, allowed).expect("set");
        if !can_write {
            assert!(
                before == fs::read(place.file()).expect("a file"),
                "{context}: changed"
            );
        }
        is_kept(&place, &told, &context);
        goes_on(&place, &context);
    }
    report(
        "files and folders that must not be written or read: 7 cases, all named, nothing changed",
    );
}
