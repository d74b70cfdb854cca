//! Opens decks and progress, steps a session and carries its effects out. Every face uses it; it talks to nobody.

mod not_found;
mod outside;
mod sitting;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::iter;
use std::path::Path;

use crate::card::{Card, CardId, CardName, DeckId};
use crate::day::{Clock, Day, Timestamp};
use crate::deck::{Cache, Listed, Listing, Lost, Volume};
use crate::identity::{self, Decks};
use crate::progress::{AccessMode, Kept, Progress, ProgressError, Select, SqliteProgress};
use crate::report::{self, Answer, Stats};
use crate::review::{Event, Logged, Settings};
use crate::scheduler::{
    DueCounts, Mode, Queue, QueueInput, Record, Records, Register, Role, Standing, Waiting,
    due_counts, queue_cards,
};
use crate::session::{Scope, Session};

pub use not_found::NotFound;
pub use outside::Outside;
pub use sitting::{Sitting, Step};

/// One learner's progress beside all decks.
#[derive(Debug)]
pub struct Study {
    volumes: Vec<Volume>,
    /// The cards of the decks that were looked into, by the deck's place.
    opened: RefCell<HashMap<usize, Vec<Card>>>,
    progress: SqliteProgress,
    settings: Settings,
    /// The records, beside the cards of the volumes.
    register: Register,
    cache: Option<Cache>,
    clock: Clock,
    seed: Option<u64>,
}

impl Study {
    /// Lays decks beside a learner's progress, opened by [`Outside::keep`].
    pub fn new(
        outside: &Outside,
        decks: impl IntoIterator<Item = impl Into<Volume>>,
        kept: Kept,
    ) -> Self {
        let Kept {
            progress,
            settings,
            records,
        } = kept;
        let volumes: Vec<Volume> = decks.into_iter().map(Into::into).collect();
        Self {
            register: register(&volumes, records),
            volumes,
            opened: RefCell::default(),
            progress,
            settings,
            cache: outside.cache(),
            clock: outside.clock.clone(),
            seed: outside.seed,
        }
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
        let mut searched = None;
        let was_in_vain = |search: u64| {
            searched = Some(search);
            self.cache
                .as_ref()
                .is_some_and(|cache| cache.has_note(search))
        };
        let pairs = identity::pairings(
            &self.volumes,
            read,
            &self.register,
            was_in_vain,
            last_wording,
        )?;
        if pairs.is_empty() {
            // Cards that left for good are not looked for at every start.
            if let (Some(cache), Some(search)) = (&self.cache, searched) {
                cache.note(search);
            }
            return Ok(());
        }
        match mode {
            AccessMode::Write => {
                self.progress
                    .append(&[Event::Rename(pairs)], self.clock.now())?;
                self.register = register(&self.volumes, self.progress.records()?);
            }
            AccessMode::Read => {
                let records = self.records();
                let record = |(old, new)| Some((new, records.get(&old)?.clone()));
                let renamed: Vec<(CardId, Record)> =
                    pairs.iter().cloned().filter_map(record).collect();
                self.register.extend(renamed);
                self.progress.read_renamed(pairs);
            }
        }
        Ok(())
    }

    /// The decks that can be studied, sorted by id.
    pub fn decks(&self) -> &[Volume] {
        &self.volumes
    }

    /// What the decks have in common with their cards, in their order.
    pub fn listings(&self) -> impl Iterator<Item = &Listing> + Clone {
        self.volumes.iter().map(Volume::listing)
    }

    /// The ids of the decks that can be studied.
    pub fn deck_ids(&self) -> impl Iterator<Item = &DeckId> + Clone {
        self.listings().map(|listing| &listing.id)
    }

    /// The record of every card that was met.
    pub fn records(&self) -> &Records {
        self.register.records()
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
        self.register.extend(saved.records);
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
    ///
    /// # Errors
    ///
    /// The deck was changed since, and cannot be read as it was.
    pub fn card(&self, id: &CardId) -> Result<Option<(&Listing, Card)>, Lost> {
        let Some((number, listing, place)) = self.find(id) else {
            return Ok(None);
        };
        if let Some(cards) = self.opened.borrow().get(&number) {
            return Ok(cards.get(place).map(|card| (listing, card.clone())));
        }
        let cards = self.volumes[number].cards()?.into_owned();
        let card = cards.get(place).map(|card| (listing, card.clone()));
        self.opened.borrow_mut().insert(number, cards);
        Ok(card)
    }

    /// Where a card is listed: its deck's place among the decks, its deck, and its own place in that.
    fn find(&self, id: &CardId) -> Option<(usize, &Listing, usize)> {
        self.listings().enumerate().find_map(|(number, listing)| {
            let is_its_deck = listing.id.as_ref() == id.deck();
            let place = is_its_deck.then(|| listing.find(id.as_ref()))?;
            Some((number, listing, place?))
        })
    }

    /// What the log says of a card, in the revision its author gives it now.
    pub fn record(&self, card: &Card) -> Cow<'_, Record> {
        match self.records().get(&card.id) {
            Some(record) => record.in_revision(card.revision),
            None => Cow::Owned(Record::default()),
        }
    }

    /// What the log says of a listed card, likewise.
    pub fn standing_of(&self, card: Listed<'_>) -> Standing<'_> {
        Standing::of(card, self.records())
    }

    /// What the log says of each card, in the order of the decks.
    pub fn standing(&self) -> Vec<Standing<'_>> {
        let cards = self.listings().flat_map(Listing::cards).enumerate();
        cards
            .map(|(number, card)| self.register.standing(number, card))
            .collect()
    }

    /// What each deck has to do today, by its place among the decks, as if it alone were studied.
    pub fn due(&self) -> BTreeMap<usize, DueCounts> {
        self.with_queue_input(due_counts)
    }

    /// What a session over all decks would ask now, and which new cards it would leave for another day.
    pub fn planned(&self) -> (DueCounts, Waiting) {
        self.with_queue_input(Queue::planned_of)
    }

    /// Counts what was done and what comes.
    ///
    /// # Errors
    ///
    /// The log cannot be read.
    pub fn stats(&self) -> Result<Stats, ProgressError> {
        Ok(report::stats(&report::Sources {
            diary: &self.progress.diary()?,
            standing: &self.standing(),
            decks: &self.volumes,
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
        use_it(&QueueInput {
            cards: &queue_cards(self.listings(), &self.register, iter::repeat(Role::Asked)),
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

    /// Finds the card a person names, in the decks or, by its full name, in the log too.
    ///
    /// # Errors
    ///
    /// A key alone is that of several cards, or of none.
    pub fn named(&self, name: &CardName) -> Result<CardId, NotFound> {
        let key = match name {
            CardName::Full(id) => return Ok(id.clone()),
            CardName::Key(key) => key,
        };
        let cards = self.listings().flat_map(Listing::cards);
        let mut ids: Vec<CardId> = cards
            .filter(|card| card.key() == key.as_ref())
            .filter_map(|card| card.id().parse().ok())
            .collect();
        match (ids.pop(), ids.is_empty()) {
            (Some(id), true) => Ok(id),
            (Some(last), false) => {
                ids.push(last);
                let key = key.clone();
                Err(NotFound::CardOfSeveral { key, cards: ids })
            }
            (None, _) => Err(NotFound::key(&self.listings(), key)),
        }
    }

    /// The name a card goes by now, whichever of its names this is; a name that a deck gives a card is always that card's.
    ///
    /// # Errors
    ///
    /// The log cannot be read.
    pub fn current_name(&self, id: &CardId) -> Result<CardId, ProgressError> {
        if self.find(id).is_some() {
            return Ok(id.clone());
        }
        self.progress.current_name(id)
    }

    /// The error for a card that is neither in a deck nor in the log.
    pub fn no_card(&self, id: &CardId) -> NotFound {
        NotFound::card(self.listings(), id)
    }

    /// Begins a sitting.
    pub fn sit(self, scope: Scope) -> Sitting {
        let seed = self.seed.unwrap_or_else(drawn_seed);
        let session = Session::new(
            self.volumes,
            self.register,
            self.settings,
            scope,
            seed,
            self.clock.now(),
        );
        Sitting::new(session, self.progress)
    }
}

fn register(volumes: &[Volume], records: Records) -> Register {
    Register::new(records, volumes.iter().map(Volume::listing))
}

/// The standard library keys its hash maps from the system's randomness; that is chance enough to shuffle cards.
fn drawn_seed() -> u64 {
    RandomState::new().build_hasher().finish()
}
