//! Files that the program writes for itself: copies of decks, progress files, exports. Anybody may have changed them, and may
//! have made their checksums right again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jmrel_quiz::day::{Clock, Timestamp};
use jmrel_quiz::deck::{self, Cache, Collection, Sources, Volume};
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::{AccessMode, Folder, Kept, Progress as _, Select, SqliteProgress};
use jmrel_quiz::review::{Rating, Settings};
use jmrel_quiz::scheduler::{Done, Mode, Records};
use jmrel_quiz::session::{Command, Input, Pause, Scope};
use jmrel_quiz::study::{Outside, Study};
use tempfile::TempDir;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::{SEED, grades, place};

/// A deck with a card of every kind.
const DECK: &[u8] = include_bytes!("../corpus/deck/kinds.yaml");

/// A card of that deck.
const CARD: &str = "kinds:text";

/// A progress file with some answers about the cards of that deck.
const LOG: &[u8] = include_bytes!("../corpus/progress/answers.sqlite3");

/// The copy of a deck in the cache. The first byte says what of a true copy the others replace; its checksums are made right.
/// The deck is there with or without it, and what the copy says of the cards can be asked and graded.
pub(crate) fn copies(bytes: &[u8]) {
    let folder = folder();
    let shelf = Shelf::of(folder.path());
    shelf.collect();
    let copy = shelf.copy();
    let whole = fs::read(&copy).expect("the copy that was written");
    let Some(forged) = Sections::of(&whole).forged(bytes) else {
        return;
    };
    fs::write(&copy, forged).expect("a file in an own folder");
    let collection = shelf.collect();
    assert_eq!(collection.problems, []);
    for volume in &collection.volumes {
        say_all(volume);
    }
    // No answer can be kept here, so that a session ends with its first one.
    let nowhere = SqliteProgress::open(&folder.path().join("none"), AccessMode::Read);
    let kept = Kept {
        progress: nowhere.expect("an empty log"),
        settings: Settings::default(),
        records: Records::default(),
    };
    studies(collection.volumes, kept);
}

/// A progress file: it is read or refused; what is brought back of a damaged one can be studied with, and is sound.
pub(crate) fn progress_file(bytes: &[u8]) {
    let folder = folder();
    let home = Folder::new(folder.path());
    let learner = LearnerName::default();
    let file = home.file_of(&learner);
    fs::write(&file, bytes).expect("a file in an own folder");
    if let Ok(log) = SqliteProgress::open(&file, AccessMode::Read) {
        let _ = log.verify();
        let _ = log.export(&mut Vec::new());
        reads(&log);
    }
    if let Ok(kept) = home.open_kept(&learner, AccessMode::Write, now(), &mut |_| ()) {
        studies(volumes(), kept);
    }
}

/// A page of records in a progress file, with a checksum that is right: the cards it speaks of can be studied.
pub(crate) fn records(bytes: &[u8]) {
    let folder = folder();
    let home = Folder::new(folder.path());
    let learner = LearnerName::default();
    let file = home.file_of(&learner);
    fs::write(&file, LOG).expect("a file in an own folder");
    put_page(&file, bytes);
    let kept = home.open_kept(&learner, AccessMode::Write, now(), &mut |_| ());
    studies(
        volumes(),
        kept.expect("a log whose records can be made anew"),
    );
}

/// What was done on a day in a progress file, with checksums and sums that are right: it can be counted and added to.
pub(crate) fn diary(bytes: &[u8]) {
    let folder = folder();
    let home = Folder::new(folder.path());
    let learner = LearnerName::default();
    let file = home.file_of(&learner);
    fs::write(&file, LOG).expect("a file in an own folder");
    put_days(&file, bytes);
    let kept = home.open_kept(&learner, AccessMode::Write, now(), &mut |_| ());
    studies(volumes(), kept.expect("a log whose diary can be made anew"));
}

/// An export of somebody else: whatever of it is taken in, the log is sound and can be studied with; what the log exports is
/// known to it.
pub(crate) fn exports(bytes: &[u8]) {
    let folder = folder();
    let export = folder.path().join("in.jsonl");
    fs::write(&export, bytes).expect("a file in an own folder");
    let home = Folder::new(folder.path());
    let learner = LearnerName::default();
    let mut log = home.open(&learner, AccessMode::Write).expect("no log yet");
    let merged = log
        .merge(&[export], now())
        .expect("a log that can be written");
    let added: u64 = merged.iter().map(|file| file.added).sum();
    assert_eq!(log.verify().ok(), Some(added));
    reads(&log);
    let mut lines = Vec::new();
    assert_eq!(log.export(&mut lines).ok(), Some(added));
    let again = folder.path().join("again.jsonl");
    fs::write(&again, &lines).expect("a file in an own folder");
    let known = log
        .merge(&[again], now())
        .expect("a log that can be written");
    assert!(
        known.iter().all(|file| file.is_whole() && file.added == 0),
        "{known:?}"
    );
    drop(log);
    let kept = home.open_kept(&learner, AccessMode::Write, now(), &mut |_| ());
    studies(volumes(), kept.expect("a sound log"));
}

/// Where files lie in memory if the system has such a place: what is tried is not the disk.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    folder.expect("a temporary folder")
}

fn clock() -> Clock {
    let now = "2026-11-24T09:00:00+00:00".parse();
    now.expect("a time")
}

fn now() -> Timestamp {
    clock().now()
}

fn volumes() -> Vec<Volume> {
    let parsed = deck::parse(&place(), "x", DECK);
    vec![parsed.deck.expect("a deck without mistakes").into()]
}

/// Reads what a session, its statistics and its history need.
fn reads(log: &SqliteProgress) {
    let _ = log.settings();
    let _ = log.records();
    let _ = log.last_answer();
    let _ = log.diary();
    let _ = log.snapshots(&CARD.parse().expect("a name"));
    let _ = log.events(&Select::default());
}

/// Counts what there is, and studies for some answers. What is damaged may be refused at any step.
fn studies(volumes: Vec<Volume>, kept: Kept) {
    let outside = Outside {
        decks: None,
        progress: None,
        learner: None,
        clock: clock(),
        seed: Some(SEED),
    };
    let study = Study::new(&outside, volumes, kept);
    let _ = study.stats();
    study.planned();
    for listing in study.listings() {
        for card in listing.cards() {
            study.standing_of(card);
        }
    }
    let mut sitting = study.sit(Scope {
        decks: Vec::new(),
        tags: Vec::new(),
        mode: Mode::Study { new: Some(9) },
        limit: None,
        minutes: None,
        pause: Pause::Never,
    });
    let answer = || Input::Response {
        text: "a".to_owned(),
        ms: 900,
    };
    let inputs = [
        Input::Start,
        answer(),
        Input::Command(Command::Rate(Rating::Easy)),
        answer(),
        Input::Command(Command::Undo),
        Input::Command(Command::Bury),
        answer(),
        Input::Command(Command::Quit),
    ];
    for input in inputs {
        sitting.rest();
        match sitting.step(input, now()) {
            Ok(step) if !step.is_over => {}
            Ok(_) | Err(_) => return,
        }
    }
}

/// Says all that can be had of a deck in use.
fn say_all(volume: &Volume) {
    let listing = volume.listing();
    for card in listing.cards() {
        let _ = (card.id(), card.key(), card.only_fact(), card.after());
        let _ = (card.facts().count(), card.matter());
        card.has_tag(&["all".to_owned()]);
    }
    let places: Vec<usize> = (0..listing.len().min(64)).collect();
    volume.tells(&places);
    for place in places {
        let _ = volume.card(place);
    }
    let Ok(cards) = volume.cards() else { return };
    for card in cards.iter() {
        grades(card, &cards, "1274");
    }
}

/// A deck in a folder, and its copy in another.
struct Shelf {
    decks: PathBuf,
    copies: PathBuf,
}

impl Shelf {
    fn of(folder: &Path) -> Self {
        let shelf = Self {
            decks: folder.join("decks"),
            copies: folder.join("copies"),
        };
        fs::create_dir(&shelf.decks).expect("an own folder");
        let deck = shelf.decks.join("kinds.yaml");
        fs::write(&deck, DECK).expect("a file in an own folder");
        // A deck that was saved just now is not copied yet.
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let file = fs::OpenOptions::new().write(true).open(deck);
        let aged = file.and_then(|file| file.set_modified(long_ago));
        aged.expect("a time of an own file");
        shelf
    }

    fn collect(&self) -> Collection {
        let sources = Sources::Only(self.decks.clone());
        deck::collect(&sources, Some(&Cache::in_folder(&self.copies)))
    }

    fn copy(&self) -> PathBuf {
        let mut entries = fs::read_dir(&self.copies).expect("the folder of the copies");
        let entry = entries.next().expect("the deck was copied");
        entry.expect("an entry").path()
    }
}

/// A copy in its parts: whose it is, and its three sections.
#[derive(Debug, PartialEq)]
struct Sections {
    /// Magic, program, path and the stamp of the deck.
    whose: Vec<u8>,
    parts: [Vec<u8>; 3],
}

/// Bytes of a copy that say whose it is, and those of its table of sections with the checksum of it all.
const WHOSE: usize = 7 * 8;
const TABLE: usize = 6 * 8;

impl Sections {
    fn of(copy: &[u8]) -> Self {
        let (whose, rest) = copy.split_at(WHOSE);
        let (table, rest) = rest.split_at(TABLE);
        let (_sum, mut rest) = rest.split_at(8);
        let lengths = [0, 16, 32].map(|at| {
            let length = table[at..at + 8].try_into().expect("eight bytes");
            usize::try_from(u64::from_le_bytes(length)).expect("a length in memory")
        });
        let parts = lengths.map(|length| {
            let (part, behind) = rest.split_at(length);
            rest = behind;
            part.to_vec()
        });
        let sections = Self {
            whose: whose.to_vec(),
            parts,
        };
        assert_eq!(sections.whole(), copy, "copies have another form by now");
        sections
    }

    /// The copy with one part replaced: by its place, or the table of sections.
    fn forged(mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let (which, forged) = bytes.split_first()?;
        if *which == b't' {
            let table: Vec<u8> = forged
                .iter()
                .copied()
                .chain([0; TABLE])
                .take(TABLE)
                .collect();
            return Some(self.with(&table));
        }
        let part = self.parts.get_mut(usize::from(which.checked_sub(b'0')?))?;
        *part = forged.to_vec();
        Some(self.whole())
    }

    fn whole(&self) -> Vec<u8> {
        let numbers = self.parts.iter().flat_map(|part| {
            let length = u64::try_from(part.len()).expect("64 bits count memory");
            [length, xxh3_64(part)]
        });
        let table: Vec<u8> = numbers.flat_map(u64::to_le_bytes).collect();
        self.with(&table)
    }

    fn with(&self, table: &[u8]) -> Vec<u8> {
        let head = [&self.whose, table].concat();
        let sum = xxh3_64(&head).to_le_bytes();
        let parts = self.parts.concat();
        [head.as_slice(), &sum, &parts].concat()
    }
}

/// Puts these records into the page of a card, as if they belonged there.
fn put_page(file: &Path, body: &[u8]) {
    const PAGES: u64 = 4096;
    let page = xxh3_64(CARD.as_bytes()) % PAGES;
    put(file, "records", "page", page.cast_signed(), body);
}

/// Puts this into the diary of two days, and what it sums up to beside it, as if it belonged there.
fn put_days(file: &Path, body: &[u8]) {
    let mut sums = Done::default();
    let mut rest = body;
    while let Ok(((_, done), behind)) = postcard::take_from_bytes::<(&str, Done)>(rest) {
        sums.add(done);
        sums.add(done);
        rest = behind;
    }
    let sums = postcard::to_allocvec(&("", sums)).expect("memory takes everything");
    let log = rusqlite::Connection::open(file).expect("a database");
    log.execute("DELETE FROM diary", []).expect("a diary");
    drop(log);
    let today = 20_781;
    for (day, body) in [(today, body), (today - 1, body), (i64::MAX, &sums)] {
        put(file, "diary", "day", day, body);
    }
}

fn put(file: &Path, table: &str, key: &str, number: i64, body: &[u8]) {
    let sum = xxh3_64_with_seed(body, number.cast_unsigned());
    let log = rusqlite::Connection::open(file).expect("a database");
    let sql = format!("INSERT OR REPLACE INTO {table} ({key}, body, checksum) VALUES (?, ?, ?)");
    let put = log.execute(&sql, (number, body, sum.cast_signed()));
    put.expect("a table of the cache");
}

#[cfg(test)]
mod tests {
    use jmrel_quiz::scheduler::Diary;

    use super::*;

    /// What is no more of the form that the program writes is refused at once, and mutations of it try nothing.
    #[test]
    fn the_corpus_is_of_the_form_of_today() {
        let folder = folder();
        let shelf = Shelf::of(folder.path());
        shelf.collect();
        let whole = fs::read(shelf.copy()).expect("the copy that was written");
        let written = Sections::of(&whole).parts;
        for ((place, part), name) in (b'0'..).zip(written).zip(["listing", "tells", "cards"]) {
            let new = [&[place], part.as_slice()].concat();
            let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
            let old = fs::read(manifest.join("tests/hostile/corpus/copies").join(name));
            if old.ok().as_ref() != Some(&new) {
                let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
                fs::write(&file, new).expect("a file among the artifacts");
                panic!(
                    "the corpus copies/{name} is old; a new one is {}",
                    file.display()
                );
            }
        }
        let file = folder.path().join("answers.sqlite3");
        fs::write(&file, LOG).expect("a file in an own folder");
        let log = SqliteProgress::open(&file, AccessMode::Read).expect("a log of today");
        assert_eq!(log.verify().ok(), Some(12));
        assert!(log.settings().is_ok() && log.records().is_ok_and(|all| all.contains(CARD)));
        let answers = |diary: Diary| diary.iter().map(|(_, _, done)| done.answers).sum::<i64>();
        assert!(log.diary().is_ok_and(|diary| answers(diary) > 0));
    }
}
