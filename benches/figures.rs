//! The figures of the README, measured: `cargo bench --bench figures`.
//!
//! Every ratio is taken in one run, turn by turn, so that a busy machine slows both sides alike.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::print_stdout, reason = "and prints what it read")]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use jmrel_quiz::day::Clock;
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::AccessMode;
use jmrel_quiz::scheduler::Mode;
use jmrel_quiz::session::{Input, Pause, Scope, Show};
use jmrel_quiz::study::{Outside, Study};

const NOW: &str = "2026-11-24T09:00:00+00:00";
const STARTS: usize = 20;
const ANSWERS: usize = 1_000;

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    start(folder.path());
    answer(folder.path());
}

/// Process spawn to the first line on standard output, shipped decks, existing progress; and the peak memory of that.
fn start(folder: &Path) {
    let progress = folder.join("start");
    let mut first = session(&progress);
    first.answer_all(12);
    let mut starts = Vec::new();
    let mut nothings = Vec::new();
    let mut peak = 0;
    for _ in 0..STARTS {
        let began = Instant::now();
        Command::new("true")
            .stdout(Stdio::null())
            .status()
            .expect("`true` runs");
        nothings.push(began.elapsed());
        let began = Instant::now();
        let mut running = session(&progress);
        running.line();
        starts.push(began.elapsed());
        running.answer_all(10);
        peak = peak.max(running.peak_kib());
    }
    report("a process that does nothing", &mut nothings);
    report("study --json, spawn to first line", &mut starts);
    println!(
        "{:<52} {:>9.1} MiB",
        "peak memory of that session",
        f64::from(peak) / 1024.0
    );
}

/// One durable answer, response handled to commit returned, against a bare one-row commit.
fn answer(folder: &Path) {
    let decks = folder.join("decks");
    fs::create_dir(&decks).expect("a folder");
    fs::write(decks.join("many.yaml"), many_cards()).expect("a deck");
    let outside = Outside {
        decks: Some(decks),
        progress: Some(folder.join("answers")),
        learner: None,
        clock: NOW.parse::<Clock>().expect("a time"),
        seed: Some(7),
    };
    let kept = outside
        .keep(&LearnerName::default(), AccessMode::Write, &mut |_| ())
        .expect("a place to study");
    let study = Study::new(&outside, outside.library().decks, kept);
    let scope = Scope {
        decks: Vec::new(),
        tags: Vec::new(),
        mode: Mode::Study {
            new: Some(u32::try_from(ANSWERS).unwrap_or(u32::MAX)),
        },
        limit: None,
        minutes: None,
        pause: Pause::Never,
    };
    let now = study.now();
    let mut sitting = study.sit(scope);
    let mut step = sitting.step(Input::Start, now).expect("a question");
    let bare = bare_store(&folder.join("bare.sqlite3"));
    let mut answers = Vec::new();
    let mut commits = Vec::new();
    while answers.len() < ANSWERS {
        let text = step.shows.iter().find_map(|show| match show {
            Show::Question(posed) => Some(
                posed
                    .prompt
                    .trim_start_matches("Number ")
                    .trim_end_matches('?')
                    .to_owned(),
            ),
            _ => None,
        });
        let Some(text) = text else { break };
        let began = Instant::now();
        step = sitting
            .step(Input::Response { text, ms: 0 }, now)
            .expect("saved");
        answers.push(began.elapsed());
        let began = Instant::now();
        bare.execute("INSERT INTO row (body) VALUES (?1)", [BODY])
            .expect("a commit");
        commits.push(began.elapsed());
    }
    assert_eq!(answers.len(), ANSWERS, "the deck has enough cards");
    let (commit, commit_p99) = report("a bare one-row commit, WAL and FULL", &mut commits);
    let (answer, answer_p99) = report("one durable answer", &mut answers);
    println!(
        "{:<52} {:>5.2} × median, {:.2} × p99",
        "  against the bare commit",
        answer.as_secs_f64() / commit.as_secs_f64(),
        answer_p99.as_secs_f64() / commit_p99.as_secs_f64()
    );
}

/// As long as a review is in the log.
const BODY: &str = "{\"card\":\"many:c0001\",\"rating\":\"good\",\"suggested\":\"good\",\"verdict\":\"correct\",\"response\":\"1001\",\"revision\":1,\"ms\":0,\"day\":20781,\"retention\":0.9,\"fuzz_seed\":1234567890}";

fn bare_store(path: &Path) -> rusqlite::Connection {
    let store = rusqlite::Connection::open(path).expect("a database");
    store
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;",
        )
        .expect("a table");
    store
}

/// Cards that are neither rivals nor tell each other's answers.
fn many_cards() -> String {
    let mut deck = "format: 1\nid: many\ncards:\n".to_owned();
    for number in 0..ANSWERS {
        let word: String = format!("{number:04}")
            .bytes()
            .map(|digit| char::from(b'k' + (digit - b'0')))
            .collect();
        writeln!(
            deck,
            "  - {{id: c{number}, prompt: \"Number {word}?\", answer: \"{word}\"}}"
        )
        .expect("memory");
    }
    deck
}

/// The program in a session over JSON lines.
struct Running {
    child: Child,
    lines: BufReader<ChildStdout>,
}

fn session(progress: &PathBuf) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"))
        .args(["--now", NOW, "--seed", "7", "--progress"])
        .arg(progress)
        .args(["study", "--new", "100", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let lines = BufReader::new(child.stdout.take().expect("a pipe"));
    Running { child, lines }
}

impl Running {
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("a line");
        line
    }

    /// Says "I don't know" so many times.
    fn answer_all(&mut self, count: usize) {
        let stdin = self.child.stdin.as_mut().expect("a pipe");
        for _ in 0..count {
            writeln!(stdin, "?").expect("the program reads");
        }
        for _ in 0..count {
            let mut line = String::new();
            self.lines.read_line(&mut line).expect("a line");
        }
    }

    /// The most memory it ever held, in KiB; 0 where the system does not tell.
    fn peak_kib(&self) -> u32 {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok())
            .unwrap_or(0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It ends by itself at the end of input; what it still has to say is of no interest.
        let _ = self.child.wait();
    }
}

/// Prints median, p99 and maximum; returns the first two.
fn report(name: &str, times: &mut [Duration]) -> (Duration, Duration) {
    times.sort_unstable();
    let at = |per_mille: usize| times[(times.len() - 1) * per_mille / 1000];
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<52} {:>9.3} ms median, {:.3} ms p99, {:.3} ms worst, of {}",
        ms(at(500)),
        ms(at(990)),
        ms(at(1000)),
        times.len()
    );
    (at(500), at(990))
}
