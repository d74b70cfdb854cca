//! Starting the program, and what the system says about it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::NOW;

const PROGRAM: &str = env!("CARGO_BIN_EXE_jmrel-quiz");

/// Where the decks, the progress and the cache of one size lie.
pub(crate) struct Place {
    pub(crate) decks: PathBuf,
    pub(crate) progress: PathBuf,
    pub(crate) cache: PathBuf,
}

impl Place {
    pub(crate) fn under(base: &Path) -> Self {
        Self {
            decks: base.join("decks"),
            progress: base.join("progress"),
            cache: base.join("cache"),
        }
    }

    /// Takes away what earlier starts left, but the progress.
    pub(crate) fn forget(&self) {
        if self.cache.exists() {
            fs::remove_dir_all(&self.cache).expect("removed");
        }
    }

    /// Takes everything that is read out of the system's memory.
    pub(crate) fn evict(&self) {
        evict(Path::new(PROGRAM));
        for folder in [&self.decks, &self.progress, &self.cache] {
            evict_all(folder);
        }
    }

    fn command(&self, command: &str) -> Command {
        let mut process = Command::new(PROGRAM);
        process
            .args([command, "--json", "--now", NOW, "--seed", "7", "--decks"])
            .arg(&self.decks)
            .arg("--progress")
            .arg(&self.progress)
            .env("JMREL_QUIZ_CACHE", &self.cache)
            .stderr(Stdio::null());
        process
    }
}

fn evict_all(path: &Path) {
    let Ok(entries) = fs::read_dir(path) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            evict_all(&path);
        } else {
            evict(&path);
        }
    }
}

fn evict(path: &Path) {
    let file = fs::File::open(path).expect("a file");
    // What was not written back stays in memory whatever is asked for.
    file.sync_all().expect("synced");
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).expect("forgotten");
}

/// One start of a session.
pub(crate) struct Run {
    pub(crate) first_line: Duration,
    pub(crate) peak_kib: u32,
}

impl Run {
    /// Starts a session, waits for its first line and ends it.
    pub(crate) fn of(command: &str, place: &Place) -> Self {
        let began = Instant::now();
        let mut child = place
            .command(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let first_line = began.elapsed();
        assert!(line.starts_with("{\"event\":\"question\""), "{line:?}");
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("a status");
        // The end of its input ends the session.
        drop(child.stdin.take());
        child.wait().expect("it ends");
        Self {
            first_line,
            peak_kib: peak_kib(&status),
        }
    }
}

fn peak_kib(status: &str) -> u32 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}

/// The time a command takes from beginning to end.
pub(crate) fn whole(command: &str, place: &Place) -> Duration {
    let began = Instant::now();
    let status = place
        .command(command)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("the program runs").success());
    began.elapsed()
}

/// The time a process takes that does nothing.
pub(crate) fn nothing() -> Duration {
    let began = Instant::now();
    Command::new("true")
        .stdout(Stdio::null())
        .status()
        .expect("`true` runs");
    began.elapsed()
}

/// Commits of one row of the size of an answer, as durable as those of the program.
pub(crate) struct BareCommits(Connection);

impl BareCommits {
    pub(crate) fn new(path: &Path) -> Self {
        let connection = Connection::open(path).expect("a database");
        let setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; \
            CREATE TABLE IF NOT EXISTS row (body TEXT)";
        connection.execute_batch(setup).expect("a table");
        Self(connection)
    }

    pub(crate) fn one(&self) -> Duration {
        let body = "x".repeat(300);
        let began = Instant::now();
        self.0
            .execute("INSERT INTO row VALUES (?)", [&body])
            .expect("committed");
        began.elapsed()
    }
}
