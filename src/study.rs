//! Opens decks and progress, steps a session and carries its effects out. Every face uses it; it talks to nobody.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::env;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};

use crate::card::{Card, CardId, DeckId};
use crate::day::{Clock, Day, Timestamp};
use crate::deck::{self, Deck, Library, Sources, Surroundings};
use crate::identity::{self, Decks};
use crate::learner::{LearnerName, LearnerNameError};
use crate::progress::folder::{Choice, Environment, choose, marked_folder};
use crate::progress::{AccessMode, Folder, Progress, ProgressError, Select, SqliteProgress};
use crate::report::{self, Answer, Stats};
use crate::review::{Event, Logged, Settings};
use crate::scheduler::{
    DueCounts, Mode, Queue, QueueInput, Record, Role, due_counts, queue_cards, standing,
};
use crate::session::{Effect, Input, Receipt, Save, Scope, Session, Show};

/// What the program was told about where things are, whose they are and when it is.
#[derive(Clone, Debug)]
pub struct Outside {
    /// `--decks`.
    pub decks: Option<PathBuf>,
    /// `--progress`.
    pub progress: Option<PathBuf>,
    /// `--learner`.
    pub learner: Option<LearnerName>,
    /// The time.
    pub clock: Clock,
    /// `--seed`; drawn anew for each sitting when there is none.
    pub seed: Option<u64>,
}

/// What is asked for cannot be found: the user has to say something else.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    /// No deck with this id.
    #[error("there is no deck \"{name}\"{}", nearest(.near))]
    Deck {
        /// As typed.
        name: String,
        /// Ids like it.
        near: Vec<String>,
    },
    /// No card with this name, in the decks or in the log.
    #[error("there is no card \"{name}\"{}", nearest(.near))]
    Card {
        /// As typed.
        name: String,
        /// Names like it.
        near: Vec<String>,
    },
    /// No card has this tag.
    #[error("no card has the tag \"{0}\"; `jmrel-quiz cards --json` lists the cards")]
    Tag(String),
    /// No deck at all.
    #[error("there is no deck to study; name a folder with decks in it with --decks")]
    AnyDeck,
    /// Several learners, and none was named.
    #[error("several learners keep progress here: {}; say whose it is with --learner", names(.0))]
    Learner(Vec<LearnerName>),
    /// `$JMREL_QUIZ_LEARNER` is no learner's name.
    #[error("$JMREL_QUIZ_LEARNER cannot be used: {0}")]
    LearnerVariable(#[source] LearnerNameError),
}

impl NotFound {
    /// Fails unless there are decks, and every one named is among them.
    ///
    /// # Errors
    ///
    /// [`NotFound::Deck`] with the nearest names; [`NotFound::AnyDeck`] when there is no deck at all.
    pub fn unless_all_there(decks: &[Deck], named: &[DeckId]) -> Result<(), Self> {
        if decks.is_empty() {
            return Err(Self::AnyDeck);
        }
        match named
            .iter()
            .find(|id| !decks.iter().any(|deck| deck.id == **id))
        {
            None => Ok(()),
            Some(missing) => Err(Self::Deck {
                name: missing.to_string(),
                near: near(missing.as_ref(), decks.iter().map(|deck| deck.id.as_ref())),
            }),
        }
    }
}

fn nearest(near: &[String]) -> String {
    match near {
        [] => "; `jmrel-quiz decks` and `jmrel-quiz cards` list what there is".to_owned(),
        near => format!("; did you mean {}?", near.join(" or ")),
    }
}

fn names(learners: &[LearnerName]) -> String {
    learners
        .iter()
        .map(LearnerName::as_ref)
        .collect::<Vec<_>>()
        .join(", ")
}

impl Outside {
    /// Where decks are looked for.
    pub fn sources(&self) -> Sources {
        self.surroundings().sources()
    }

    /// Loads all decks there are, and what is wrong with the others.
    pub fn library(&self) -> Library {
        deck::load(&self.sources())
    }

    fn surroundings(&self) -> Surroundings {
        Surroundings {
            decks_option: self.decks.clone(),
            decks_variable: env::var_os("JMREL_QUIZ_DECKS").map(PathBuf::from),
            // A relative path does for all that follows where the folder cannot be named.
            working_folder: PathBuf::new(),
            xdg_data_home: env::var_os("XDG_DATA_HOME").map(PathBuf::from),
            app_data: env::var_os("APPDATA").map(PathBuf::from),
            home: home(),
        }
    }

    /// Finds the folder progress is kept in.
    ///
    /// # Errors
    ///
    /// There is no place for it at all.
    pub fn folder(&self) -> Result<Folder, ProgressError> {
        let data = if cfg!(windows) {
            "APPDATA"
        } else {
            "XDG_DATA_HOME"
        };
        let environment = Environment {
            given: self.progress.clone(),
            variable: env::var_os("JMREL_QUIZ_PROGRESS"),
            marked: marked_folder(Path::new("")),
            data_home: env::var_os(data),
            home: home().map(PathBuf::into_os_string),
        };
        environment.folder()
    }

    /// Finds out whose progress it is.
    ///
    /// # Errors
    ///
    /// [`NotFound::Learner`] when several could be meant; or the folder cannot be read.
    pub fn learner(&self) -> anyhow::Result<LearnerName> {
        let named = match (&self.learner, env::var("JMREL_QUIZ_LEARNER")) {
            (Some(name), _) => Some(name.clone()),
            (None, Ok(text)) if !text.is_empty() => {
                Some(text.parse().map_err(NotFound::LearnerVariable)?)
            }
            (None, _) => None,
        };
        let present = if named.is_some() {
            Vec::new()
        } else {
            self.folder()?.learners()?
        };
        match choose(named, present) {
            Choice::One(name) => Ok(name),
            Choice::Ambiguous(several) => Err(NotFound::Learner(several).into()),
        }
    }
}

fn home() -> Option<PathBuf> {
    env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from)
}

/// One learner's progress beside all decks.
#[derive(Debug)]
pub struct Study {
    decks: Vec<Deck>,
    progress: SqliteProgress,
    settings: Settings,
    records: HashMap<CardId, Record>,
    clock: Clock,
    seed: Option<u64>,
}

impl Study {
    /// Opens a learner's progress for `decks`.
    ///
    /// # Errors
    ///
    /// The progress cannot be read, or, in [`AccessMode::Write`], not be written.
    pub fn open(
        outside: &Outside,
        decks: Vec<Deck>,
        learner: &LearnerName,
        mode: AccessMode,
    ) -> anyhow::Result<Self> {
        let progress = outside.folder()?.open(learner, mode)?;
        Ok(Self {
            decks,
            settings: progress.settings()?,
            records: progress.records()?,
            progress,
            clock: outside.clock.clone(),
            seed: outside.seed,
        })
    }

    /// Finds cards that got another name in the decks, and gives them what was learned of them: in the log, or for as long
    /// as this lives when it is open for reading only. Nobody is asked; when no card has vanished this costs next to nothing.
    ///
    /// # Errors
    ///
    /// The log cannot be read, or not be written.
    pub fn find_renamed(&mut self, read: Decks, mode: AccessMode) -> Result<(), ProgressError> {
        let last_wording =
            |card: &CardId| Ok::<_, ProgressError>(self.progress.snapshots(card)?.pop());
        let pairs = identity::pairings(&self.decks, read, &self.records, last_wording)?;
        if pairs.is_empty() {
            return Ok(());
        }
        match mode {
            AccessMode::Write => {
                self.progress
                    .append(&[Event::Rename(pairs)], self.clock.now())?;
                self.records = self.progress.records()?;
            }
            AccessMode::Read => {
                for (old, new) in pairs {
                    if let Some(record) = self.records.remove(&old) {
                        self.records.insert(new, record);
                    }
                }
            }
        }
        Ok(())
    }

    /// The decks that can be studied, sorted by id.
    pub fn decks(&self) -> &[Deck] {
        &self.decks
    }

    /// The record of every card that was met.
    pub fn records(&self) -> &HashMap<CardId, Record> {
        &self.records
    }

    /// The learner's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The current time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The current study day.
    pub fn today(&self) -> Day {
        Day::of(self.now(), self.settings.day_starts)
    }

    /// Where the progress is, or will be.
    pub fn place(&self) -> &Path {
        self.progress.path()
    }

    /// Returns the answers of the log as they stand, oldest first; of one card, or of all.
    ///
    /// # Errors
    ///
    /// The log cannot be read.
    pub fn answers(&self, card: Option<&CardId>) -> Result<Vec<Answer>, ProgressError> {
        Ok(report::answers(&self.events(card)?))
    }

    /// Returns the events of the log, oldest first; of one card, or of all.
    ///
    /// # Errors
    ///
    /// The log cannot be read.
    pub fn events(&self, card: Option<&CardId>) -> Result<Vec<Logged>, ProgressError> {
        self.progress.events(&Select {
            card: card.cloned(),
            ..Select::default()
        })
    }

    /// Writes an event that no session made: a setting, a mark.
    ///
    /// # Errors
    ///
    /// It could not be written.
    pub fn write(&mut self, event: Event) -> Result<(), ProgressError> {
        let saved = self.progress.append(&[event], self.clock.now())?;
        self.records.extend(saved.records);
        self.settings = self.progress.settings()?;
        Ok(())
    }

    /// Takes the newest answer of the log back; returns its card, or nothing when there is no answer.
    ///
    /// # Errors
    ///
    /// It could not be read or written.
    pub fn undo(&mut self) -> Result<Option<CardId>, ProgressError> {
        let Some(logged) = self.progress.last_answer()? else {
            return Ok(None);
        };
        let Some(card) = logged.event.card().cloned() else {
            return Ok(None);
        };
        self.write(Event::Void {
            card: card.clone(),
            event: logged.id,
        })?;
        Ok(Some(card))
    }

    /// The card of this name, and its deck.
    pub fn card(&self, id: &CardId) -> Option<(&Deck, &Card)> {
        let deck = self
            .decks
            .iter()
            .find(|deck| deck.id.as_ref() == id.deck())?;
        let card = deck.cards.iter().find(|card| card.id == *id)?;
        Some((deck, card))
    }

    /// What the log says of a card, in the revision its author gives it now.
    pub fn record(&self, card: &Card) -> Cow<'_, Record> {
        match self.records.get(&card.id) {
            Some(record) => record.in_revision(card.revision),
            None => Cow::Owned(Record::default()),
        }
    }

    /// What the log says of each card, in the order of the decks.
    pub fn standing(&self) -> Vec<Cow<'_, Record>> {
        standing(&self.decks, &self.records)
    }

    /// What each deck has to do today, by its place among the decks, as if it alone were studied.
    pub fn due(&self) -> BTreeMap<usize, DueCounts> {
        self.with_queue_input(due_counts)
    }

    /// What a session over all decks would ask now.
    pub fn planned(&self) -> DueCounts {
        self.with_queue_input(|input| Queue::plan(input).planned())
    }

    /// Counts what was done and what comes.
    ///
    /// # Errors
    ///
    /// The log cannot be read.
    pub fn stats(&self) -> Result<Stats, ProgressError> {
        Ok(report::stats(&report::Sources {
            answers: &self.answers(None)?,
            records: &self.records,
            decks: &self.decks,
            due: &self.due(),
            settings: &self.settings,
            today: self.today(),
        }))
    }

    /// Draws the fuzz of the futures shown for a card: the same ones on the same day.
    pub fn fuzz_seed(&self, id: &CardId) -> u64 {
        let day = u64::from(self.today().number().unsigned_abs());
        xxhash_rust::xxh3::xxh3_64_with_seed(id.as_ref().as_bytes(), day)
    }

    fn with_queue_input<T>(&self, use_it: impl FnOnce(&QueueInput<'_>) -> T) -> T {
        let standing = self.standing();
        use_it(&QueueInput {
            cards: &queue_cards(&self.decks, &standing, |_, _| Role::Asked),
            settings: &self.settings,
            today: self.today(),
            mode: Mode::Study { new: None },
            limit: None,
            seed: 0,
        })
    }

    /// What a card looked like when it was last answered, for cards that left their deck.
    ///
    /// # Errors
    ///
    /// The log cannot be read.
    pub fn last_wording(
        &self,
        id: &CardId,
    ) -> Result<Option<crate::review::Snapshot>, ProgressError> {
        Ok(self.progress.snapshots(id)?.pop())
    }

    /// The error for a card that is neither in a deck nor in the log.
    pub fn no_card(&self, id: &CardId) -> NotFound {
        let cards = self
            .decks
            .iter()
            .flat_map(|deck| &deck.cards)
            .map(|card| card.id.as_ref());
        NotFound::Card {
            name: id.to_string(),
            near: near(id.as_ref(), cards),
        }
    }

    /// Begins a sitting.
    pub fn sit(self, scope: Scope) -> Sitting {
        let seed = self.seed.unwrap_or_else(drawn_seed);
        let is_new_place = !self.progress.path().exists();
        let session = Session::new(
            self.decks,
            self.records,
            self.settings,
            scope,
            seed,
            self.clock.now(),
        );
        Sitting {
            session,
            progress: self.progress,
            place: if is_new_place {
                Place::New
            } else {
                Place::Known
            },
        }
    }
}

/// The standard library keys its hash maps from the system's randomness; that is chance enough to shuffle cards.
fn drawn_seed() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Names like `name`, the nearest first, at most three.
fn near<'a>(name: &str, all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut near: Vec<(f64, &str)> = all
        .map(|other| (strsim::jaro_winkler(name, other), other))
        .collect();
    near.retain(|&(likeness, _)| likeness > 0.8);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.into_iter()
        .take(3)
        .map(|(_, other)| other.to_owned())
        .collect()
}

/// A session at work on a learner's progress.
#[derive(Debug)]
pub struct Sitting {
    session: Session,
    progress: SqliteProgress,
    place: Place,
}

/// Whether the learner knows where answers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Nothing was kept there yet.
    New,
    /// They do.
    Known,
}

/// What one input led to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What to tell, in order.
    pub shows: Vec<Show>,
    /// Whether the session is over.
    pub is_over: bool,
}

impl Sitting {
    /// Takes one input and carries out all that follows from it. What it tells is saved.
    ///
    /// # Errors
    ///
    /// The log could not be read or written; what was told before is safe.
    pub fn step(&mut self, input: Input, now: Timestamp) -> anyhow::Result<Step> {
        let mut step = Step::default();
        let mut effects: std::collections::VecDeque<Effect> =
            self.session.handle(input, now).into();
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Show(show) => step.shows.push(show),
                Effect::End => step.is_over = true,
                Effect::Save(save) => {
                    let receipt = self.save(save, now)?;
                    if self.place == Place::New {
                        self.place = Place::Known;
                        step.shows.push(Show::Kept(self.progress.path().to_owned()));
                    }
                    effects.extend(self.session.handle(Input::Saved(receipt), now));
                }
                Effect::FindLast => {
                    let last = self.progress.last_answer()?;
                    effects.extend(self.session.handle(Input::Last(last), now));
                }
            }
        }
        Ok(step)
    }

    /// Does what keeps the log small and fast, while the learner thinks.
    pub fn rest(&mut self) {
        self.progress.tidy();
    }

    fn save(&mut self, save: Save, now: Timestamp) -> Result<Receipt, ProgressError> {
        let Save {
            mut events,
            wording,
        } = save;
        let is_known = match &wording {
            Some(wording) => self.progress.has_snapshot(&wording.card, wording.hash)?,
            None => true,
        };
        let asked = events.len();
        if let (Some(wording), false) = (wording, is_known) {
            events.push(Event::Card(wording));
        }
        let mut saved = self.progress.append(&events, now)?;
        // The session asked for its own events only.
        saved.ids.truncate(asked);
        Ok(Receipt {
            ids: saved.ids,
            records: saved.records,
        })
    }
}
