//! No bytes make a reader panic, and what each target claims holds for all of them.
//!
//! The targets run over a small corpus and over mutations of it, the same ones every time. With
//! `JMREL_QUIZ_HOSTILE_SECONDS` each goes on for so many seconds, and a fuzzer finds more: `fuzz/run`.

#![expect(
    clippy::print_stdout,
    reason = "a test tells what it ran, and the bytes that broke a reader"
)]

mod mutate;
mod targets;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use mutate::Mutator;
use targets::{TARGETS, Target};

/// Mutations of each target that are always tried.
const ALWAYS: u64 = 200;

#[test]
fn every_target_has_a_corpus_and_every_corpus_a_target() {
    let mut folders: Vec<String> = names(&corpus_root());
    folders.sort();
    assert_eq!(folders, TARGETS.map(|(name, _)| name));
}

#[test]
fn nothing_in_the_corpus_or_near_it_breaks_a_reader() {
    let patience = patience();
    for (name, target) in TARGETS {
        let corpus = corpus(name);
        for bytes in &corpus {
            target(bytes);
        }
        let runs = mutate_for(target, corpus, patience);
        println!("{name}: {runs} runs");
    }
}

/// How long each target goes on beyond what is always tried.
fn patience() -> Duration {
    let seconds = env::var("JMREL_QUIZ_HOSTILE_SECONDS").unwrap_or_default();
    Duration::from_secs(seconds.parse().unwrap_or(0))
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on is no part of what is tried"
)]
fn mutate_for(target: Target, corpus: Vec<Vec<u8>>, patience: Duration) -> u64 {
    let start = Instant::now();
    let mut mutator = Mutator::of(corpus);
    let mut runs = 0;
    while runs < ALWAYS || start.elapsed() < patience {
        let bytes = mutator.next();
        let shown = Shown(&bytes);
        target(&bytes);
        drop(shown);
        runs += 1;
    }
    runs
}

/// Keeps the bytes that were tried when a target panics.
struct Shown<'b>(&'b [u8]);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broke-a-reader");
            let kept = fs::write(&file, self.0);
            println!("the bytes that broke it: {} ({kept:?})", file.display());
        }
    }
}

fn corpus_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/corpus")
}

/// The files of a target, always in the same order.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = corpus_root().join(name);
    let mut files = names(&folder);
    files.sort();
    files
        .iter()
        .map(|file| fs::read(folder.join(file)).expect("a file of the corpus"))
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder)
        .expect("a folder of the corpus")
        .map(|entry| {
            let name = entry.expect("an entry").file_name();
            name.into_string().expect("a name in letters")
        })
        .collect()
}
