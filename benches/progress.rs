//! What merging, checking, exporting, backing up and counting take for 1,000,000 reviews of 100,000 cards, the whole process,
//! and how much memory: `cargo bench --bench progress`.
//!
//! The first lines are written as another program would write them; everything after is made of them by the program itself.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock and tells what it found"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use jmrel_quiz::day::Clock;
use jmrel_quiz::progress::{AccessMode, Merged, SqliteProgress};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

const NOW: &str = "2026-11-24T09:00:00+00:00";
/// The first day of the history, some 400 days before that, in milliseconds since the Unix epoch.
const FIRST_DAY_MS: i64 = 20_370 * DAY_MS;
const DAY_MS: i64 = 86_400_000;

const CARDS: usize = 100_000;
const DECKS: usize = 100;
/// Days after a card's first review on which the others fall.
const GAPS: [i64; 10] = [0, 1, 3, 7, 14, 28, 50, 80, 120, 180];
/// Days on which cards are begun.
const BEGINNINGS: i64 = 220;

const PUPILS: usize = 40;
const REVIEWS_OF_A_PUPIL: usize = 5_000;

/// Runs of what takes seconds, and of what takes less.
const RUNS: usize = 5;

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bench = Bench {
        folder: folder.path().to_owned(),
    };
    let began = Instant::now();
    let (all, pupils) = bench.make_lines();
    println!(
        "made {} reviews in {:.1} s",
        reviews().len(),
        began.elapsed().as_secs_f64()
    );

    bench.measure_each(
        "merge of 40 files of 5,000 reviews",
        "class",
        &["merge"],
        &pupils,
    );
    bench.measure_each(
        "merge of one file of 1,000,000 reviews",
        "all",
        &["merge"],
        std::slice::from_ref(&all),
    );
    bench.measure(
        "the same once more: nothing is new",
        "all",
        &["merge"],
        &[all],
    );
    bench.measure("verify of 1,000,000 reviews", "all", &["verify"], &[]);
    let out = bench.folder.join("out.jsonl");
    bench.measure(
        "export of 1,000,000 reviews",
        "all",
        &["export", "--out"],
        &[out],
    );
    bench.measure("backup of 1,000,000 reviews", "all", &["backup"], &[]);
    bench.measure("restore of 1,000,000 reviews", "all", &["restore"], &[]);
    bench.measure_stats();
}

/// Where everything lies.
struct Bench {
    folder: PathBuf,
}

impl Bench {
    /// Writes a file of all reviews, and one a pupil; returns where they are. Each has passed through a log and carries checksums.
    fn make_lines(&self) -> (PathBuf, Vec<PathBuf>) {
        let reviews = reviews();
        let all = self.exported("all", &reviews);
        let of_pupil = |(number, reviews): (usize, &[Asked])| {
            self.exported(&format!("pupil {number:02}"), reviews)
        };
        let parts = reviews.chunks(REVIEWS_OF_A_PUPIL).enumerate();
        (all, parts.take(PUPILS).map(of_pupil).collect())
    }

    fn exported(&self, device: &str, reviews: &[Asked]) -> PathBuf {
        let lines = self.folder.join("least.jsonl");
        write_lines(&lines, device, reviews).expect("lines");
        let log = self.folder.join("made.sqlite3");
        let now = NOW.parse::<Clock>().expect("a time").now();
        let mut store = SqliteProgress::open(&log, AccessMode::Write).expect("a store");
        let merged = store.merge(&[lines], now).expect("merged");
        assert!(merged.iter().all(Merged::is_whole), "{merged:?}");
        let exported = self.folder.join(format!("{device}.jsonl"));
        let file = File::create(&exported).expect("a file");
        store.export(&mut BufWriter::new(file)).expect("exported");
        drop(store);
        fs::remove_file(log).expect("removed");
        exported
    }

    fn progress(&self, name: &str) -> PathBuf {
        self.folder.join("progress").join(name)
    }

    /// Measures something that changes the log, each time from none.
    fn measure_each(&self, name: &str, log: &str, verb: &[&str], files: &[PathBuf]) {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let _ = fs::remove_dir_all(self.progress(log));
            runs.push(self.run(log, verb, files));
        }
        report(name, &mut runs);
    }

    /// Measures something that can be done again.
    fn measure(&self, name: &str, log: &str, verb: &[&str], files: &[PathBuf]) {
        let mut runs: Vec<Run> = (0..RUNS).map(|_| self.run(log, verb, files)).collect();
        report(name, &mut runs);
    }

    fn run(&self, log: &str, verb: &[&str], files: &[PathBuf]) -> Run {
        settle();
        let mut command = self.command(log, &self.folder.join("no decks"));
        run(command.arg("progress").args(verb).args(files))
    }

    /// The history alone, and with decks of all its cards.
    fn measure_stats(&self) {
        let decks = self.folder.join("decks");
        write_decks(&decks).expect("decks");
        let none = self.folder.join("no decks");
        for (name, decks) in [
            ("stats, without decks", &none),
            ("stats, with 100 decks", &decks),
        ] {
            let once = || run(self.command("all", decks).arg("stats"));
            let mut runs: Vec<Run> = (0..RUNS * 2).map(|_| once()).collect();
            report(name, &mut runs);
        }
    }

    fn command(&self, log: &str, decks: &Path) -> Command {
        fs::create_dir_all(decks).expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"));
        command
            .args(["--now", NOW, "--progress"])
            .arg(self.progress(log));
        command.args(["--learner", "anna", "--decks"]).arg(decks);
        command
    }
}

/// Waits until what was written before has reached the disk; else its way there slows the next run down. Where there is no such
/// command, it does.
fn settle() {
    let _ = Command::new("sync").status();
}

/// One review of the history.
struct Asked {
    at_ms: i64,
    card: usize,
    is_known: bool,
}

/// All reviews in the order they were made: every card is begun on one of the first days and comes back ten times.
fn reviews() -> Vec<Asked> {
    let mut rng = ChaCha8Rng::seed_from_u64(1281);
    let mut reviews = Vec::with_capacity(CARDS * GAPS.len());
    for card in 0..CARDS {
        let begun = rng.random_range(0..BEGINNINGS);
        for gap in GAPS {
            let in_day: i64 = rng.random_range(7 * 3_600_000..22 * 3_600_000);
            reviews.push(Asked {
                at_ms: FIRST_DAY_MS + (begun + gap) * DAY_MS + in_day,
                card,
                is_known: rng.random_bool(0.88),
            });
        }
    }
    reviews.sort_by_key(|asked| (asked.at_ms, asked.card));
    reviews
}

fn card_name(card: usize) -> String {
    let deck = card / (CARDS / DECKS);
    format!("deck-{deck:02}:fact-{card:06}/date")
}

fn write_lines(path: &Path, device: &str, reviews: &[Asked]) -> std::io::Result<()> {
    let mut rng = ChaCha8Rng::seed_from_u64(device.bytes().map(u64::from).sum());
    let mut out = BufWriter::new(File::create(path)?);
    for (number, asked) in (1..).zip(reviews) {
        let Asked {
            at_ms,
            card,
            is_known,
        } = asked;
        let (rating, verdict, response) = if *is_known {
            ("good", "correct", "24 February 1972")
        } else {
            ("again", "close", "March 1972")
        };
        let id = uuid::Builder::from_unix_timestamp_millis(at_ms.unsigned_abs(), &rng.random());
        let (id, name, day) = (id.into_uuid(), card_name(*card), at_ms / DAY_MS);
        let (ms, seed): (u32, u64) = (rng.random_range(900..20_000), rng.random());
        writeln!(
            out,
            "{{\"kind\":\"review\",\"id\":\"{id}\",\"device\":\"{device}\",\"seq\":{number},\"at_ms\":{at_ms},\"offset_min\":60,\
             \"card\":\"{name}\",\"rating\":\"{rating}\",\"suggested\":\"{rating}\",\"verdict\":\"{verdict}\",\
             \"response\":\"{response}\",\"revision\":1,\"ms\":{ms},\"day\":{day},\"retention\":0.8999999761581421,\
             \"fuzz_seed\":{seed}}}"
        )?;
    }
    out.flush()
}

fn write_decks(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for deck in 0..DECKS {
        let mut text = format!("format: 1\nid: deck-{deck:02}\ntitle: Deck {deck:02}\ncards:\n");
        for card in deck * CARDS / DECKS..(deck + 1) * CARDS / DECKS {
            let (year, month) = (1000 + card % 900, 1 + card % 12);
            writeln!(
                text,
                "  - id: fact-{card:06}/date\n    prompt: In which month was number {card}?\n    date: {year}-{month:02}"
            )
            .expect("memory");
        }
        let mut file = File::create(folder.join(format!("deck-{deck:02}.yaml")))?;
        file.write_all(text.as_bytes())?;
        // A deck that was saved a moment ago is read anew at every start.
        file.set_modified(SystemTime::now() - Duration::from_secs(3600))?;
    }
    Ok(())
}

/// One process, from spawn to end.
struct Run {
    took: Duration,
    /// What its threads worked in all, in hundredths of a second; on a busy machine this says more than the time that went by.
    cpu_ticks: u32,
    /// The most memory it held, as far as it could be seen; 0 where the system does not tell.
    peak_kib: u32,
}

fn run(command: &mut Command) -> Run {
    let began = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let (pid, is_over) = (child.id(), AtomicBool::new(false));
    thread::scope(|scope| {
        let watch = scope.spawn(|| watch(pid, &is_over));
        let status = child.wait().expect("a child");
        let took = began.elapsed();
        is_over.store(true, Ordering::Relaxed);
        assert!(status.success(), "{command:?}");
        let (cpu_ticks, peak_kib) = watch.join().expect("it only looks");
        Run {
            took,
            cpu_ticks,
            peak_kib,
        }
    })
}

/// What a process has worked and the most memory it held, until it is over. Seldom enough to take no time from one that works on all
/// processors.
fn watch(pid: u32, is_over: &AtomicBool) -> (u32, u32) {
    let (mut cpu_ticks, mut peak_kib) = (0, 0);
    while !is_over.load(Ordering::Relaxed) {
        cpu_ticks = cpu_ticks.max(cpu_of(pid));
        peak_kib = peak_kib.max(peak_of(pid));
        thread::sleep(Duration::from_millis(10));
    }
    (cpu_ticks, peak_kib)
}

/// The times of user and system, the 14th and 15th number of `/proc/PID/stat`; the second one may hold spaces.
fn cpu_of(pid: u32) -> u32 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let numbers = stat.rsplit_once(')').map_or("", |(_, numbers)| numbers);
    let times = numbers.split_whitespace().skip(11).take(2);
    times.filter_map(|ticks| ticks.parse::<u32>().ok()).sum()
}

fn peak_of(pid: u32) -> u32 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

/// Prints median, best, the least work and the most memory.
fn report(name: &str, runs: &mut [Run]) {
    runs.sort_unstable_by_key(|run| run.took);
    let seconds = |index: usize| runs[index].took.as_secs_f64();
    let peak = runs.iter().map(|run| run.peak_kib).max().unwrap_or(0);
    let cpu = runs.iter().map(|run| run.cpu_ticks).min().unwrap_or(0);
    println!(
        "{name:<44} {:>7.3} s median, {:>7.3} s best of {}, {:>5.2} s of CPU, {:>6.1} MiB at most",
        seconds(runs.len() / 2),
        seconds(0),
        runs.len(),
        f64::from(cpu) / 100.0,
        f64::from(peak) / 1024.0
    );
}
