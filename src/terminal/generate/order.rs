//! Fact bases are read, their decks made, and each deck settled: written, or laid beside the file that is there.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use super::super::notes;
use super::Mode;
use super::outcome::{Outcome, State, Written};
use crate::card::DeckId;
use crate::deck::{self, Place, Problem};
use crate::facts::{self, FactBase, GeneratedDeck, Seal};
use crate::files::{self, FileError, Step};

/// What is to be generated, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order<'a> {
    pub(super) files: &'a [PathBuf],
    pub(super) out: &'a Path,
    pub(super) mode: Mode,
    pub(super) seed: u64,
}

impl Order<'_> {
    /// Does it; where a fact or a deck has an error nothing is written.
    ///
    /// # Errors
    ///
    /// A deck cannot be written.
    pub(super) fn carry_out(&self) -> Result<Outcome, FileError> {
        let mut outcome = Outcome::default();
        let bases = self.read(&mut outcome);
        let mut decks: BTreeMap<DeckId, GeneratedDeck> = BTreeMap::new();
        for base in &bases {
            let generated = facts::generate(base, self.seed);
            outcome.facts += base.statuses().count();
            outcome.unasked.extend(generated.unasked);
            outcome
                .problems
                .extend(self.problems_of(base, &generated.decks));
            for deck in generated.decks {
                if let Some(first) = decks.insert(deck.id.clone(), deck) {
                    outcome.problems.push(self.twice(&first));
                }
            }
        }
        if outcome.has_errors() {
            return Ok(outcome);
        }
        for deck in decks.values() {
            outcome.decks.push(self.settle(deck)?);
        }
        if !bases.is_empty() {
            let ids = decks.keys().cloned().collect();
            outcome.decks.extend(self.stale(&ids));
        }
        Ok(outcome)
    }

    fn read(&self, outcome: &mut Outcome) -> Vec<FactBase> {
        let mut bases = Vec::new();
        for file in self.files {
            let place = Place::File(file.clone());
            match deck::read_bytes(file) {
                Ok(bytes) => {
                    let at_hand = |name: &str| notes::at_hand(file, name);
                    let parsed = facts::read_with_notes(&place, &bytes, &at_hand);
                    outcome.problems.extend(parsed.problems);
                    bases.extend(parsed.base);
                }
                Err(problem) => outcome.problems.push(*problem),
            }
        }
        bases
    }

    fn path(&self, id: &DeckId) -> PathBuf {
        self.out.join(format!("{id}.yaml"))
    }

    /// A deck that `check` would refuse is not written: its problems are told at the facts. Decks that are there already have
    /// been through it.
    fn problems_of(&self, base: &FactBase, decks: &[GeneratedDeck]) -> Vec<Problem> {
        thread::scope(|scope| {
            let checks: Vec<_> = decks
                .iter()
                .map(|deck| (self.path(&deck.id), deck))
                .filter(|(path, deck)| !is_same(read_text(path).as_deref(), deck))
                .map(|(path, deck)| {
                    scope.spawn(|| {
                        let place = Place::File(path);
                        let read = deck::parse(&place, deck.id.as_ref(), deck.text.as_bytes());
                        let problems = read.problems.iter();
                        problems
                            .map(|problem| with_line(base.told_at_its_fact(deck, problem)))
                            .collect::<Vec<_>>()
                    })
                })
                .collect();
            checks
                .into_iter()
                .flat_map(|check| check.join().expect("a check does not panic"))
                .collect()
        })
    }

    fn twice(&self, deck: &GeneratedDeck) -> Problem {
        let place = Place::File(self.path(&deck.id));
        let message = format!("two of the fact bases give the deck {}", deck.id);
        let mut problem = Problem::of_file(&place, deck::code::DECK_DUPLICATE_ID, message);
        problem.advise("give the topic of one of them another name");
        problem
    }

    /// Writes a deck, or tells how the file that is there stands to it.
    fn settle(&self, deck: &GeneratedDeck) -> Result<Written, FileError> {
        let path = self.path(&deck.id);
        let there = read_text(&path);
        let is_edited = || {
            there
                .as_ref()
                .is_some_and(|text| facts::seal_of(text) != Seal::Whole)
        };
        let state = match (self.mode, &there) {
            _ if is_same(there.as_deref(), deck) => State::Unchanged,
            (Mode::Compare, None) => State::Missing,
            (Mode::Compare, Some(_)) => State::Differs,
            (Mode::Write, _) if is_edited() => State::Edited,
            (Mode::Write | Mode::Overwrite, _) => {
                write(&path, deck.text.as_bytes())?;
                State::Written
            }
        };
        Ok(Written {
            id: deck.id.clone(),
            path,
            cards: deck.cards,
            state,
        })
    }

    /// Decks in the folder that were generated from the same facts, and are no longer given by them.
    fn stale(&self, ids: &HashSet<DeckId>) -> Vec<Written> {
        let names: Vec<String> = self
            .files
            .iter()
            .map(|file| {
                file.file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let files = deck::deck_files(self.out).unwrap_or_default();
        files
            .into_iter()
            .filter_map(|path| {
                let id: DeckId = path.file_stem()?.to_string_lossy().parse().ok()?;
                let text = String::from_utf8(fs::read(&path).ok()?).ok()?;
                let origin = facts::origin_of(&text)?;
                let is_stale = !ids.contains(&id) && names.iter().any(|name| name == origin);
                is_stale.then_some(Written {
                    id,
                    path,
                    cards: 0,
                    state: State::Stale,
                })
            })
            .collect()
    }
}

/// A problem with the line of the file it is told at.
fn with_line(problem: Problem) -> Problem {
    let index = usize::try_from(problem.line).unwrap_or(usize::MAX);
    let line = match &problem.place {
        Place::File(path) if problem.source_line.is_empty() => read_text(path)
            .and_then(|text| text.lines().nth(index.saturating_sub(1)).map(str::to_owned)),
        Place::File(_) | Place::Embedded(_) => None,
    };
    let Some(line) = line else {
        return problem;
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    Problem {
        column: count(indent + 1),
        length: count(line.chars().count().saturating_sub(indent)).max(1),
        source_line: line,
        ..problem
    }
}

/// The text of a file; nothing where there is none that can be read.
fn read_text(path: &Path) -> Option<String> {
    let bytes = fs::read(path).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Line ends are the business of whoever checked the file out.
fn is_same(there: Option<&str>, deck: &GeneratedDeck) -> bool {
    there.is_some_and(|text| text.replace("\r\n", "\n") == deck.text)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        let error = |source: io::Error| FileError {
            path: folder.to_owned(),
            step: Step::Folder,
            source,
        };
        if folder.is_file() {
            let why = "it is a file; name a folder with --out";
            return Err(error(io::Error::new(io::ErrorKind::NotADirectory, why)));
        }
        fs::create_dir_all(folder).map_err(error)?;
    }
    files::replace_shared(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::super::super::exit::ExitCode;
    use super::super::super::out;
    use super::*;

    const FACTS: &str = "version: 1
facts:
  - id: battle
    topic: war
    layer: core
    kind: date
    status: ready
    statement: The battle was fought in 1274.
    about: the battle
    date: 1274
    ask:
      year: In which year was the battle fought?
      cloze: The battle was fought in {}.
";

    struct Desktop {
        folder: tempfile::TempDir,
        files: Vec<PathBuf>,
    }

    impl Desktop {
        fn with(facts: &str) -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("history.yaml");
            fs::write(&file, facts).expect("written");
            Self {
                files: vec![file],
                folder,
            }
        }

        fn generate(&self, mode: Mode) -> Outcome {
            let order = Order {
                files: &self.files,
                out: &self.folder.path().join("decks"),
                mode,
                seed: 0,
            };
            order.carry_out().expect("a folder that can be written")
        }

        fn deck(&self) -> PathBuf {
            self.folder.path().join("decks/war.yaml")
        }
    }

    fn states(outcome: &Outcome) -> Vec<State> {
        outcome.decks.iter().map(|deck| deck.state).collect()
    }

    #[test]
    fn decks_are_written_once_and_then_left_alone() {
        let desk = Desktop::with(FACTS);
        assert_eq!(states(&desk.generate(Mode::Compare)), [State::Missing]);
        assert_eq!(states(&desk.generate(Mode::Write)), [State::Written]);
        let text = fs::read_to_string(desk.deck()).expect("a deck");
        assert_eq!(states(&desk.generate(Mode::Write)), [State::Unchanged]);
        assert_eq!(states(&desk.generate(Mode::Compare)), [State::Unchanged]);
        fs::write(desk.deck(), text.replace('\n', "\r\n")).expect("written");
        assert_eq!(states(&desk.generate(Mode::Compare)), [State::Unchanged]);
    }

    #[test]
    fn a_deck_edited_by_hand_is_kept_unless_forced() {
        let desk = Desktop::with(FACTS);
        desk.generate(Mode::Write);
        let text = fs::read_to_string(desk.deck()).expect("a deck");
        for edited in [text.replace("fought", "lost"), "format: 1\n".to_owned()] {
            fs::write(desk.deck(), &edited).expect("written");
            let outcome = desk.generate(Mode::Write);
            assert_eq!(states(&outcome), [State::Edited]);
            assert_eq!(outcome.exit_code(), ExitCode::Failed);
            assert_eq!(fs::read_to_string(desk.deck()).expect("a deck"), edited);
        }
        assert_eq!(states(&desk.generate(Mode::Overwrite)), [State::Written]);
        assert_eq!(fs::read_to_string(desk.deck()).expect("a deck"), text);
    }

    #[test]
    fn corrected_facts_make_a_committed_deck_differ() {
        let desk = Desktop::with(FACTS);
        desk.generate(Mode::Write);
        fs::write(&desk.files[0], FACTS.replace("1274", "1281")).expect("written");
        let outcome = desk.generate(Mode::Compare);
        assert_eq!(states(&outcome), [State::Differs]);
        assert_eq!(outcome.exit_code(), ExitCode::Failed);
        assert_eq!(states(&desk.generate(Mode::Write)), [State::Written]);
    }

    #[test]
    fn a_deck_of_a_topic_that_is_gone_is_stale() {
        let desk = Desktop::with(FACTS);
        desk.generate(Mode::Write);
        fs::write(&desk.files[0], FACTS.replace("topic: war", "topic: peace")).expect("written");
        assert_eq!(
            states(&desk.generate(Mode::Write)),
            [State::Written, State::Stale]
        );
    }

    #[test]
    fn facts_with_an_error_write_nothing() {
        let desk = Desktop::with(&FACTS.replace("date: 1274", "date: 1274-13"));
        let outcome = desk.generate(Mode::Write);
        assert!(outcome.has_errors() && outcome.decks.is_empty());
        assert_eq!(outcome.exit_code(), ExitCode::Failed);
        assert!(!desk.deck().exists());
    }

    #[test]
    fn a_card_that_is_none_is_told_at_its_fact_and_nothing_is_written() {
        let court = "  - {id: court, topic: war, layer: side, kind: name, status: ready, statement: It sat at Kyoto., name: Kyoto, \
            choices: [Kyoto, Nara], ask: {choice: Where did the court sit?}}\n";
        let desk = Desktop::with(&format!("{FACTS}{court}"));
        let outcome = desk.generate(Mode::Write);
        let told: Vec<_> = outcome
            .problems
            .iter()
            .filter(|problem| problem.severity == deck::Severity::Error)
            .map(|problem| (&problem.place, problem.line, problem.source_line.as_str()))
            .collect();
        let place = Place::File(desk.files[0].clone());
        assert_eq!(told, [(&place, 14, court.trim_end())]);
        assert!(!desk.deck().exists());
    }

    #[test]
    fn two_bases_cannot_give_one_deck() {
        let mut desk = Desktop::with(FACTS);
        desk.files.push(desk.files[0].clone());
        let outcome = desk.generate(Mode::Write);
        let codes: Vec<&str> = outcome
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(codes, [deck::code::DECK_DUPLICATE_ID]);
        assert!(!desk.deck().exists());
    }

    #[test]
    fn a_file_that_is_missing_or_binary_is_a_problem() {
        for bytes in [None, Some(&b"\xff\xfe\x00v"[..]), Some(b"")] {
            let desk = Desktop::with(FACTS);
            match bytes {
                Some(bytes) => fs::write(&desk.files[0], bytes).expect("written"),
                None => fs::remove_file(&desk.files[0]).expect("removed"),
            }
            let outcome = desk.generate(Mode::Write);
            assert!(
                outcome.has_errors() && outcome.decks.is_empty(),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn a_place_that_is_no_folder_cannot_be_written() {
        let desk = Desktop::with(FACTS);
        let order = Order {
            files: &desk.files,
            out: &desk.files[0].join("decks"),
            mode: Mode::Write,
            seed: 0,
        };
        let error = order.carry_out().expect_err("a file is no folder");
        assert_eq!(error.step, Step::Folder);
    }

    #[test]
    fn the_result_is_told_in_lines() {
        let desk = Desktop::with(FACTS);
        let outcome = desk.generate(Mode::Write);
        let told = out::shown::on(200, |screen| outcome.write(screen));
        let folder = desk.folder.path().display().to_string();
        assert_eq!(
            told.replace(&folder, "."),
            "./decks/war.yaml: written\n1 deck and 2 cards about 1 of 1 fact\n"
        );
    }

    #[test]
    fn json_lists_decks_and_what_is_not_asked() {
        let gap = "  - {id: lost, topic: war, layer: side, kind: quantity, status: gap, statement: The army was large.}\n";
        let desk = Desktop::with(&format!("{FACTS}{gap}"));
        let json = desk.generate(Mode::Write).to_json();
        assert_eq!(json["decks"][0]["state"], "written");
        assert_eq!(
            json["unasked"],
            serde_json::json!([{"fact": "lost", "status": "gap", "reason": null}])
        );
        assert_eq!(json["problems"], serde_json::json!([]));
    }
}
