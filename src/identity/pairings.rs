//! The names under which a learner's cards are found again, before a session begins.

use std::collections::HashSet;

use xxhash_rust::xxh3::Xxh3Default;

use super::assign;
use super::words::Lexicon;
use crate::card::CardId;
use crate::deck::{Listed, Listing, Volume};
use crate::review::Snapshot;
use crate::scheduler::Register;
use crate::session::snapshot_of;

/// Whether every deck there is could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decks {
    /// They could.
    All,
    /// Some file has an error: its cards seem to have vanished, and come back once it is mended.
    SomeUnread,
}

/// Cards of the library whose words are counted, at most.
const SAMPLE: usize = 4_000;

/// Finds the cards of the `register`, which was laid beside the `decks`, that are in no deck any more, and that a card without a
/// record certainly is now.
///
/// `last_wording` gives what a card looked like when it was answered last. Old names come first in each pair, as
/// [`Event::Rename`](crate::review::Event::Rename) takes them. Cards that are not found keep their records and wait. When no
/// card has vanished, this costs a look at the names of all cards. When some have, `was_in_vain` is told a number that says
/// which they are and what all decks say, and tells whether nothing came of it before.
///
/// # Errors
///
/// What `last_wording` fails with.
pub fn pairings<E>(
    decks: &[Volume],
    read: Decks,
    register: &Register,
    was_in_vain: impl FnOnce(u64) -> bool,
    mut last_wording: impl FnMut(&CardId) -> Result<Option<Snapshot>, E>,
) -> Result<Vec<(CardId, CardId)>, E> {
    let vanished = vanished(decks, read, register);
    let is_new = |(number, card): (usize, Listed<'_>)| register.record(number, card).is_none();
    if vanished.is_empty() || !listed(decks).enumerate().any(is_new) {
        return Ok(Vec::new());
    }
    if fingerprint(decks, read, &vanished).is_some_and(was_in_vain) {
        return Ok(Vec::new());
    }
    let mut old = Vec::with_capacity(vanished.len());
    for card in vanished {
        // Without a wording, in a log from elsewhere, there is nothing to know it by.
        old.extend(last_wording(&card)?.map(|wording| Snapshot { card, ..wording }));
    }
    let step = decks
        .iter()
        .map(|deck| deck.listing().len())
        .sum::<usize>()
        .div_ceil(SAMPLE)
        .max(1);
    let (mut new, mut common) = (Vec::new(), Vec::new());
    let mut number = 0;
    for deck in decks {
        // A deck that can be read no more has no card to be found.
        for card in deck.cards().unwrap_or_default().iter() {
            let is_sampled = number % step == 0;
            number += 1;
            let is_new = !register.records().contains(&card.id);
            let snapshot = (is_sampled || is_new).then(|| snapshot_of(card));
            if is_sampled {
                common.extend(snapshot.clone());
            }
            if is_new {
                new.extend(snapshot);
            }
        }
    }
    let lexicon = Lexicon::of(common.iter().chain(&old));
    let (old, new): (Vec<&Snapshot>, Vec<&Snapshot>) = (old.iter().collect(), new.iter().collect());
    let found = assign::pair(&old, &new, &lexicon);
    Ok(found
        .into_iter()
        .map(|found| (old[found.old].card.clone(), new[found.new].card.clone()))
        .collect())
}

/// Says in a number which cards are looked for and where; nothing when a deck would have to be read for it.
fn fingerprint(decks: &[Volume], read: Decks, vanished: &[CardId]) -> Option<u64> {
    let mut hash = Xxh3Default::new();
    hash.update(&[u8::from(read == Decks::All)]);
    for deck in decks {
        hash.update(deck.listing().id.as_ref().as_bytes());
        hash.update(&deck.fingerprint()?.to_le_bytes());
    }
    for card in vanished {
        hash.update(card.as_ref().as_bytes());
        hash.update(b" ");
    }
    Some(hash.digest())
}

fn listed(decks: &[Volume]) -> impl Iterator<Item = Listed<'_>> {
    decks.iter().map(Volume::listing).flat_map(Listing::cards)
}

/// The cards that were met and are in no deck, sorted.
fn vanished(decks: &[Volume], read: Decks, register: &Register) -> Vec<CardId> {
    let unlisted = register.unlisted(listed(decks));
    if unlisted.is_empty() {
        return Vec::new();
    }
    let loaded: HashSet<&str> = decks
        .iter()
        .map(|deck| deck.listing().id.as_ref())
        .collect();
    let mut vanished: Vec<CardId> = unlisted
        .into_iter()
        .filter_map(|name| name.parse::<CardId>().ok())
        .filter(|card| read == Decks::All || loaded.contains(card.deck()))
        .collect();
    vanished.sort();
    vanished
}
