//! A deck's copy in use: its cards are read from it as they are needed.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;

use super::super::{Deck, Place, embedded, load_file, parse, stem};
use super::Tells;
use super::head::{Head, Section};
use super::pack::Pack;
use crate::card::Card;

/// More is not made room for before it is there.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A copy of which the head was read.
#[derive(Debug)]
pub(in crate::deck) struct Copy {
    head: Head,
    lies: Lies,
}

/// Where the copy is.
#[derive(Debug)]
pub(super) enum Lies {
    /// Open; it stays as it is though another takes its name.
    Open(File),
    /// Under this name.
    At(PathBuf),
}

impl Copy {
    pub(super) fn new(head: Head, lies: Lies) -> Self {
        Self { head, lies }
    }

    /// Says in a number what the copy says.
    pub(in crate::deck) fn fingerprint(&self) -> u64 {
        self.head.fingerprint()
    }

    /// Reads all cards; nothing when the copy is damaged, as below.
    pub(in crate::deck) fn cards(&self) -> Option<Vec<Card>> {
        let bytes = self.section(Section::Cards)?;
        let cards = Pack::of(&bytes);
        (0..cards.len()?).map(|place| cards.value(place)).collect()
    }

    /// Reads one card.
    pub(in crate::deck) fn card(&self, place: usize) -> Option<Card> {
        Pack::of(&self.section(Section::Cards)?).value(place)
    }

    /// Reads what cards give away.
    pub(in crate::deck) fn tells(&self, places: &[usize]) -> Option<Vec<Tells>> {
        let bytes = self.section(Section::Tells)?;
        let tells = Pack::of(&bytes);
        places.iter().map(|&place| tells.value(place)).collect()
    }

    /// Reads the deck that the copy of this place was made from.
    pub(in crate::deck) fn read_anew(place: &Place) -> Option<Deck> {
        match place {
            Place::File(path) => load_file(path).deck,
            Place::Embedded(name) => {
                let (_, text) = embedded::DECKS.iter().find(|(other, _)| other == name)?;
                parse(place, &stem(name.as_ref()), text.as_bytes()).deck
            }
        }
    }

    fn section(&self, section: Section) -> Option<Vec<u8>> {
        match &self.lies {
            Lies::Open(file) => self.read(file, section),
            Lies::At(path) => self.read(&File::open(path).ok()?, section),
        }
    }

    fn read(&self, mut file: &File, section: Section) -> Option<Vec<u8>> {
        file.seek(SeekFrom::Start(self.head.start_of(section)?))
            .ok()?;
        let mut bytes = Vec::new();
        let length = self.head.length_of(section)?;
        bytes.reserve_exact(usize::try_from(length.min(LARGEST)).ok()?);
        file.take(length).read_to_end(&mut bytes).ok()?;
        self.head.is_sound(section, &bytes).then_some(bytes)
    }
}
