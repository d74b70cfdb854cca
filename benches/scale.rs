//! A hundred times the usual size: `cargo bench --bench scale`, or `-- 1000 10000` for some sizes only.
//!
//! For each size, cards in 100 files with ten reviews a card, made anew from a fixed seed: spawn to the first line of a session
//! with everything warm, cold, after an edit and for the first time; the memory that takes; a durable answer against a bare
//! commit. With `--in DIR` the decks and the progress are kept there and used again.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement reads the clock and tells what it found"
)]

#[path = "scale/decks.rs"]
mod decks;
#[path = "scale/past.rs"]
mod past;
#[path = "scale/runs.rs"]
mod runs;
#[path = "shared/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jmrel_quiz::day::Clock;
use jmrel_quiz::deck::{self, Sources};
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::AccessMode;
use jmrel_quiz::scheduler::Mode;
use jmrel_quiz::session::{Input, Pause, Scope, Show};
use jmrel_quiz::study::{Outside, Study};

use runs::{Place, Run};

/// The sizes measured when none is named.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Starts of each kind.
const RUNS: usize = 7;
/// Answers that are timed.
const ANSWERS: usize = 1_000;
/// When all this happens.
pub(crate) const NOW: &str = "2026-11-24T09:00:00+00:00";

fn main() {
    let mut sizes: Vec<usize> = Vec::new();
    let mut kept = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // `cargo test --benches` only wants to know that it builds.
            "--test" => return,
            "--in" => kept = args.next().map(PathBuf::from),
            _ => sizes.extend(arg.parse::<usize>().ok()),
        }
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    let new = tempfile::tempdir().expect("a temporary folder");
    let base = kept.unwrap_or_else(|| new.path().to_owned());
    for size in sizes {
        measure(size, &base.join(size.to_string()));
    }
}

fn measure(cards: usize, base: &Path) {
    let place = Place::under(base);
    if !place.progress.exists() {
        let began = Instant::now();
        let reviews = make(cards, &place);
        println!(
            "{cards} cards and {reviews} reviews, made in {:.1?}",
            began.elapsed()
        );
    }
    println!("\n{cards} cards in {} files", decks::FILES);
    starts(&place);
    answers(&place);
}

/// Writes the decks and the past; returns how many reviews there are.
fn make(cards: usize, place: &Place) -> usize {
    fs::create_dir_all(&place.decks).expect("a folder");
    decks::write(cards, &place.decks);
    let library = deck::load(&Sources::Only(place.decks.clone()));
    assert!(
        library.problems.is_empty(),
        "{:?}",
        library.problems.first()
    );
    let ids = library.decks.iter().flat_map(|deck| &deck.cards);
    past::write(ids.map(|card| &card.id), &place.progress)
}

fn starts(place: &Place) {
    let nothing: Vec<Duration> = (0..RUNS).map(|_| runs::nothing()).collect();
    report("a process that does nothing", nothing);
    let first = (0..3).map(|_| {
        place.forget();
        Run::of("study", place)
    });
    let first: Vec<Run> = first.collect();
    peak("the first start ever", &first);
    report_runs("first ever", &first);
    for command in ["study", "review"] {
        let warm: Vec<Run> = (0..RUNS).map(|_| Run::of(command, place)).collect();
        report_runs(&format!("{command}, warm"), &warm);
        peak(&format!("{command}, warm"), &warm);
    }
    let cold = (0..RUNS).map(|_| {
        place.evict();
        Run::of("study", place)
    });
    report_runs("study, cold", &cold.collect::<Vec<Run>>());
    let edited = (0..RUNS).map(|file| {
        decks::edit(&place.decks, file);
        let run = Run::of("study", place);
        // The next start is to find one changed file, not two.
        decks::age(&place.decks, file);
        Run::of("study", place);
        run
    });
    report_runs(
        "study, after one file was changed",
        &edited.collect::<Vec<Run>>(),
    );
    let stats: Vec<Duration> = (0..RUNS).map(|_| runs::whole("stats", place)).collect();
    report("stats --json, whole process", stats);
}

/// One durable answer, response handled to commit returned, turn by turn with a bare commit.
fn answers(place: &Place) {
    let outside = Outside {
        decks: Some(place.decks.clone()),
        progress: Some(place.progress.clone()),
        learner: None,
        clock: NOW.parse::<Clock>().expect("a time"),
        seed: Some(7),
    };
    let kept = outside
        .keep(&LearnerName::default(), AccessMode::Write, &mut |_| {})
        .expect("a log");
    let study = Study::new(&outside, outside.library().decks, kept);
    let mut sitting = study.sit(Scope {
        decks: Vec::new(),
        tags: Vec::new(),
        mode: Mode::Review { ahead: true },
        limit: Some(ANSWERS),
        minutes: None,
        pause: Pause::Never,
    });
    let now = outside.clock.now();
    sitting.step(Input::Start, now).expect("a first question");
    let bare = runs::BareCommits::new(&place.progress.with_extension("bare"));
    let (mut answers, mut commits) = (Vec::new(), Vec::new());
    while answers.len() < ANSWERS {
        let response = Input::Response {
            text: "?".to_owned(),
            ms: 0,
        };
        let began = Instant::now();
        let step = sitting.step(response, now).expect("saved");
        let took = began.elapsed();
        if step
            .shows
            .iter()
            .any(|show| matches!(show, Show::Verdict(_)))
        {
            answers.push(took);
        }
        sitting.rest();
        if step.is_over {
            break;
        }
        commits.push(bare.one());
    }
    let [answer, commit] = [&mut answers, &mut commits].map(|times| {
        times.sort_unstable();
        (of(times, 50), of(times, 99))
    });
    println!(
        "{:<44} {:>9.2} ms median {:>9.2} ms p99 of {}",
        "a durable answer",
        ms(answer.0),
        ms(answer.1),
        answers.len()
    );
    println!(
        "{:<44} {:>9.2} ms median {:>9.2} ms p99",
        "a bare commit",
        ms(commit.0),
        ms(commit.1)
    );
    println!(
        "{:<44} {:>9.2} x  median {:>9.2} x  p99",
        "so an answer takes",
        ms(answer.0) / ms(commit.0),
        ms(answer.1) / ms(commit.1)
    );
}

/// The value below which `percent` of the sorted times lie.
fn of(sorted: &[Duration], percent: usize) -> Duration {
    let index = sorted.len() * percent / 100;
    sorted
        .get(index)
        .or(sorted.last())
        .copied()
        .unwrap_or_default()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn report_runs(name: &str, runs: &[Run]) {
    report(name, runs.iter().map(|run| run.first_line).collect());
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    println!(
        "{name:<44} {:>9.1} ms at best {:>9.1} ms median {:>9.1} ms at worst",
        ms(of(&times, 0)),
        ms(of(&times, 50)),
        ms(of(&times, 100))
    );
}

fn peak(name: &str, runs: &[Run]) {
    let kib = runs
        .iter()
        .map(|run| run.peak_kib)
        .max()
        .unwrap_or_default();
    println!(
        "{:<44} {:>9.1} MiB at the first line",
        format!("{name}, peak memory"),
        f64::from(kib) / 1024.0
    );
}
