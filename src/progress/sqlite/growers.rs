//! Threads in which the pasts of cards grow while another one reads their events.

use std::mem;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::{Scope, ScopedJoinHandle};

use xxhash_rust::xxh3::xxh3_64;

use crate::progress::entry::Entry;
use crate::progress::names::Names;

use super::growing::{Before, Growing, Grown};

/// How many there are; reading the events takes a thread as well.
const GROWERS: usize = 2;

/// Events handed over at once, and how many such batches wait.
const BATCH: usize = 512;
const BATCHES_AHEAD: usize = 4;

/// All of them.
pub(super) struct Growers<'scope> {
    names: &'scope Names,
    each: [Grower<'scope>; GROWERS],
}

impl<'scope> Growers<'scope> {
    /// Starts them, under these names of cards.
    pub(super) fn start<'env>(names: &'env Names, scope: &'scope Scope<'scope, 'env>) -> Self {
        Self {
            names,
            each: [(); GROWERS].map(|()| Grower::start(names, scope)),
        }
    }

    /// Takes an event in, and leaves another one whose memory is free.
    pub(super) fn add(&mut self, entry: &mut Entry) {
        let which = self.of(entry);
        if let Some(grower) = self.each.get_mut(which) {
            grower.add(entry);
        }
    }

    /// What has grown, each card in one place only.
    pub(super) fn finish(self) -> impl Iterator<Item = Grown> {
        // All of them are told that this was the end before the first is waited for.
        self.each.map(Grower::end).into_iter().map(joined)
    }

    /// Who has the card of an event: the same for all its events, whatever it was called then.
    fn of(&self, entry: &Entry) -> usize {
        let card = entry.card.as_deref().unwrap_or_default();
        let name = self.names.current_of(card);
        let [byte, ..] = xxh3_64(name.as_bytes()).to_le_bytes();
        usize::from(byte) % GROWERS
    }
}

struct Grower<'scope> {
    batch: Vec<Entry>,
    to_grow: SyncSender<Vec<Entry>>,
    /// Batches come back to be filled again: memory that one thread takes and another gives back costs them both more than all the
    /// rest of this.
    spent: Receiver<Vec<Entry>>,
    spare: Vec<Entry>,
    growing: ScopedJoinHandle<'scope, Grown>,
}

impl<'scope> Grower<'scope> {
    fn start<'env>(names: &'env Names, scope: &'scope Scope<'scope, 'env>) -> Self {
        let (to_grow, batches) = mpsc::sync_channel::<Vec<Entry>>(BATCHES_AHEAD);
        let (give_back, spent) = mpsc::channel();
        let growing = scope.spawn(move || {
            let mut growing = Growing::under(names.clone());
            for batch in batches {
                for entry in &batch {
                    growing.add(entry, Before::Nothing);
                }
                // Nobody wants the last ones.
                let _ = give_back.send(batch);
            }
            growing.replayed()
        });
        Self {
            batch: Vec::with_capacity(BATCH),
            to_grow,
            spent,
            spare: Vec::new(),
            growing,
        }
    }

    fn add(&mut self, entry: &mut Entry) {
        let spare = self.spare.pop().unwrap_or_default();
        self.batch.push(mem::replace(entry, spare));
        if self.batch.len() == BATCH {
            self.send();
            self.spare = self.spent.try_recv().unwrap_or_default();
        }
    }

    fn send(&mut self) {
        let next = Vec::with_capacity(BATCH);
        let full = mem::replace(&mut self.batch, next);
        let sent = self.to_grow.send(full);
        sent.expect("the other thread goes on until this end is dropped");
    }

    fn end(mut self) -> ScopedJoinHandle<'scope, Grown> {
        self.send();
        self.growing
    }
}

fn joined(growing: ScopedJoinHandle<'_, Grown>) -> Grown {
    let grown = growing.join();
    grown.expect("folding a record is a matter of numbers alone")
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::progress::entry::{Device, Head};
    use crate::progress::fixture::{at, card, intro, review};
    use crate::progress::replay::{self, Replayed};
    use crate::review::{Event, Rating};

    /// Cards that were met in turn, enough to fill many batches; each was called otherwise at first.
    fn events() -> Vec<Event> {
        let event = |number: u32| {
            let time = if number < 5_000 { "old" } else { "new" };
            let name = format!("d:{time}-{}", number % 40);
            match number % 3 {
                0 => intro(&name),
                1 => review(&name, Rating::Good),
                _ => review(&name, Rating::Again),
            }
        };
        (0..10_000).map(event).collect()
    }

    fn names() -> Names {
        let mut names = Names::default();
        for number in 0..40 {
            let of = |time: &str| card(&format!("d:{time}-{number}"));
            names.learn(&[(of("old"), of("new"))]);
        }
        names
    }

    fn entries() -> Vec<Entry> {
        let head = Head {
            device: Device::default(),
            seq: 0,
            clock: None,
            newest: None,
        };
        head.stamp(&events(), at(0))
    }

    #[test]
    fn all_that_has_grown_is_what_one_thread_makes_of_it() {
        let (names, entries) = (names(), entries());
        let parts: Vec<Grown> = thread::scope(|scope| {
            let mut growers = Growers::start(&names, scope);
            for entry in &mut entries.clone() {
                growers.add(entry);
            }
            growers.finish().collect()
        });
        let mut together = Replayed::default();
        for part in &parts {
            assert!(part.replayed.records.len() > 10, "unevenly spread");
            assert!(part.broken.is_empty());
            together.join(&part.replayed);
        }
        assert_eq!(together, Replayed::of(replay::events(&entries, &names)));
    }
}
