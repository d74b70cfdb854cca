//! The deck file that cards are added to.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::super::problems;
use super::super::screen::{OutputError, Screen};
use crate::card::CardKey;
use crate::deck::scaffold::{Appended, NewCard, NotAppended, Solution, append, key_from};
use crate::deck::{self, Deck, Place, Problem};
use crate::files::{self, Rewritten};
use crate::lint;

/// The deck that cards are added to.
pub(super) struct Target {
    path: PathBuf,
    place: Place,
    stem: String,
    bytes: Vec<u8>,
    pub(super) deck: Deck,
    /// The names that a new card cannot have.
    pub(super) taken: BTreeSet<CardKey>,
}

impl Target {
    /// Reads the deck; nothing when it has errors, which are then told.
    ///
    /// # Errors
    ///
    /// Its cards do not end the file, or standard error cannot be written.
    pub(super) fn open(path: &Path) -> anyhow::Result<Option<Self>> {
        let (place, stem) = (Place::File(path.to_owned()), deck::stem(path));
        let bytes = match deck::read_bytes(path) {
            Ok(bytes) => bytes,
            Err(problem) => {
                tell(&[*problem])?;
                return Ok(None);
            }
        };
        let parsed = deck::parse(&place, &stem, &bytes);
        let Some(deck) = parsed.deck else {
            tell(&parsed.problems)?;
            return Ok(None);
        };
        let target = Self {
            path: path.to_owned(),
            place,
            stem,
            bytes,
            taken: names_of(&deck),
            deck,
        };
        // Better now than after the first card was typed.
        let key = key_from("probe", &target.taken);
        let probe = NewCard::new(key, "?".to_owned(), Solution::Flip("?".to_owned()));
        match target.with(&probe) {
            Ok(_) => Ok(Some(target)),
            Err(NotAppended::NoRoom) => {
                let name = path.display().to_string();
                Err(anyhow::Error::from(NotAppended::NoRoom).context(name))
            }
            Err(NotAppended::Deck(problems) | NotAppended::Card(problems)) => {
                tell(&problems)?;
                Ok(None)
            }
        }
    }

    /// The file with the card, looked at as `check` does.
    pub(super) fn with(&self, card: &NewCard) -> Result<Appended, NotAppended> {
        append(&self.place, &self.stem, &self.bytes, card, &lint::lint)
    }

    /// Writes the file with the card.
    ///
    /// # Errors
    ///
    /// It cannot be written, or another program wrote it meanwhile.
    pub(super) fn save(&mut self, appended: Appended) -> anyhow::Result<()> {
        match files::rewrite(&self.path, &self.bytes, &appended.bytes)? {
            Rewritten::Done => {
                self.bytes = appended.bytes;
                self.deck = appended.deck;
                self.taken = names_of(&self.deck);
                Ok(())
            }
            Rewritten::ChangedMeanwhile => Err(anyhow::anyhow!(
                "{}: another program has just saved it; the card was not added, start again",
                self.path.display()
            )),
        }
    }
}

/// The names that a new card cannot have: those of cards, and of their facts.
fn names_of(deck: &Deck) -> BTreeSet<CardKey> {
    let names = deck.cards.iter().flat_map(|card| {
        let facts = card.facts.iter().map(AsRef::as_ref);
        std::iter::once(card.id.key()).chain(facts)
    });
    names.filter_map(|name| name.parse().ok()).collect()
}

fn tell(problems: &[Problem]) -> Result<(), OutputError> {
    let mut screen = Screen::plain(io::stderr().lock());
    for line in problems::render(problems) {
        screen.line_of(&line)?;
    }
    screen.flush()
}
