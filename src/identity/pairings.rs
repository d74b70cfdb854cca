//! The names under which a learner's cards are found again, before a session begins.

use std::collections::HashSet;

use super::assign;
use super::words::Lexicon;
use crate::card::CardId;
use crate::deck::{Listed, Listing, Volume};
use crate::review::Snapshot;
use crate::scheduler::Records;
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

/// Finds the cards of `records` that are in no deck any more, and that a card without a record certainly is now.
///
/// `last_wording` gives what a card looked like when it was answered last. Old names come first in each pair, as
/// [`Event::Rename`](crate::review::Event::Rename) takes them. Cards that are not found keep their records and wait. When no
/// card has vanished, this costs a look at the names of the decks in use.
///
/// # Errors
///
/// What `last_wording` fails with.
pub fn pairings<E>(
    decks: &[Volume],
    read: Decks,
    records: &Records,
    mut last_wording: impl FnMut(&CardId) -> Result<Option<Snapshot>, E>,
) -> Result<Vec<(CardId, CardId)>, E> {
    let vanished = vanished(decks, read, records);
    let is_new = |card: &str| !records.contains_key(card);
    if vanished.is_empty() || !listed(decks).any(|card| is_new(card.id())) {
        return Ok(Vec::new());
    }
    let mut old = Vec::with_capacity(vanished.len());
    for card in vanished {
        // Without a wording, in a log from elsewhere, there is nothing to know it by.
        old.extend(last_wording(card)?.map(|wording| Snapshot {
            card: card.clone(),
            ..wording
        }));
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
            let snapshot = (is_sampled || is_new(card.id.as_ref())).then(|| snapshot_of(card));
            if is_sampled {
                common.extend(snapshot.clone());
            }
            if is_new(card.id.as_ref()) {
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

fn listed(decks: &[Volume]) -> impl Iterator<Item = Listed<'_>> {
    decks.iter().map(Volume::listing).flat_map(Listing::cards)
}

/// The cards of `records` that are in no deck, sorted.
fn vanished<'r>(decks: &[Volume], read: Decks, records: &'r Records) -> Vec<&'r CardId> {
    let in_use: HashSet<&str> = records.keys().map(CardId::deck).collect();
    let listings: Vec<&Listing> = decks
        .iter()
        .map(Volume::listing)
        .filter(|listing| in_use.contains(listing.id.as_ref()))
        .collect();
    let here = || listings.iter().flat_map(|listing| listing.cards());
    let found = here()
        .filter(|card| records.contains_key(card.id()))
        .count();
    if found == records.len() {
        return Vec::new();
    }
    let names: HashSet<&str> = here().map(|card| card.id()).collect();
    let loaded: HashSet<&str> = listings.iter().map(|listing| listing.id.as_ref()).collect();
    let mut vanished: Vec<&CardId> = records
        .keys()
        .filter(|card| !names.contains(card.as_ref()))
        .filter(|card| read == Decks::All || loaded.contains(card.deck()))
        .collect();
    vanished.sort();
    vanished
}
