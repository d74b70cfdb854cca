//! Pairs of cards: each card in one pair at most, the most alike first, nothing where two are equally alike.

use std::collections::HashMap;

use super::index::Index;
use super::likeness::Likeness;
use super::words::Lexicon;
use super::{ELSEWHERE, SAME_DECK, SAME_KEY};
use crate::review::Snapshot;

/// A card that vanished and the one that it is now, by their places in their lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) likeness: Likeness,
}

/// Two pairs that differ by less than this are equally alike, unless one of them is the same in everything.
const CLEAR: f64 = 0.02;

/// What cards gain on their rivals that end in the same part of a key: the same gap, the same form of question.
const SAME_PART: f64 = 0.03;

/// Pairs the cards of two lists.
pub(super) fn pair(old: &[&Snapshot], new: &[&Snapshot], lexicon: &Lexicon) -> Vec<Found> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let index = Index::of(new, old);
    let mut taken = Taken {
        old: vec![false; old.len()],
        new: vec![false; new.len()],
    };
    let likeness = |o: usize, n: usize| Likeness::between(old[o], new[n], lexicon);

    let same_key = (0..old.len()).flat_map(|o| {
        let with_key = index.with_key(old[o]).iter();
        with_key.map(move |&n| (o, n))
    });
    let same_key = candidates(same_key, old, new, likeness, |_, _| SAME_KEY);
    let mut found = best(same_key, &mut taken);

    let near = (0..old.len())
        .filter(|&o| !taken.old[o])
        .flat_map(|o| index.near(old[o]).into_iter().map(move |n| (o, n)))
        .filter(|&(_, n)| !taken.new[n]);
    let near: Vec<(usize, usize)> = near.collect();
    let by_deck = |o: usize, n: usize| {
        if is_one_deck(old[o], new[n]) {
            SAME_DECK
        } else {
            ELSEWHERE
        }
    };
    let near = candidates(near.into_iter(), old, new, likeness, by_deck);
    let (at_home, elsewhere): (Vec<Candidate>, Vec<Candidate>) = near
        .into_iter()
        .partition(|candidate| is_one_deck(old[candidate.old], new[candidate.new]));
    found.extend(best(at_home, &mut taken));
    found.extend(best(elsewhere, &mut taken));
    found.sort_by_key(|found| found.new);
    found
}

fn is_one_deck(one: &Snapshot, other: &Snapshot) -> bool {
    one.card.deck() == other.card.deck()
}

/// Cards that are in a pair, or could be in two.
struct Taken {
    old: Vec<bool>,
    new: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Candidate {
    old: usize,
    new: usize,
    likeness: Likeness,
    /// Its likeness, and what else speaks for it.
    rank: f64,
}

fn candidates(
    pairs: impl Iterator<Item = (usize, usize)>,
    old: &[&Snapshot],
    new: &[&Snapshot],
    likeness: impl Fn(usize, usize) -> Likeness,
    least: impl Fn(usize, usize) -> Likeness,
) -> Vec<Candidate> {
    let candidate = |(o, n): (usize, usize)| {
        let likeness = likeness(o, n);
        let part = |card: &Snapshot| {
            let (_, part) = card.card.key().rsplit_once('/')?;
            Some(part.to_owned())
        };
        let has_same_part = part(old[o]).is_some() && part(old[o]) == part(new[n]);
        (likeness >= least(o, n)).then(|| Candidate {
            old: o,
            new: n,
            likeness,
            rank: likeness.value() + if has_same_part { SAME_PART } else { 0.0 },
        })
    };
    pairs.filter_map(candidate).collect()
}

fn best(mut candidates: Vec<Candidate>, taken: &mut Taken) -> Vec<Found> {
    candidates.sort_by(|a, b| {
        b.rank
            .total_cmp(&a.rank)
            .then((a.old, a.new).cmp(&(b.old, b.new)))
    });
    let rivals = Rivals::of(&candidates);
    let mut found = Vec::new();
    for candidate in &candidates {
        let &Candidate {
            old, new, likeness, ..
        } = candidate;
        if taken.old[old] || taken.new[new] {
            continue;
        }
        let is_torn = |rivals: &[usize]| {
            rivals
                .iter()
                .map(|&place| &candidates[place])
                .any(|rival| candidate.is_torn_by(rival, taken))
        };
        let (is_torn_old, is_torn_new) =
            (is_torn(&rivals.of_old[&old]), is_torn(&rivals.of_new[&new]));
        let is_torn = is_torn_old || is_torn_new;
        // Where one of the two is torn, the other one may still belong to a third.
        taken.old[old] = !is_torn || is_torn_old;
        taken.new[new] = !is_torn || is_torn_new;
        if !is_torn {
            found.push(Found { old, new, likeness });
        }
    }
    found
}

/// The places of the candidates of each card.
struct Rivals {
    of_old: HashMap<usize, Vec<usize>>,
    of_new: HashMap<usize, Vec<usize>>,
}

impl Rivals {
    fn of(candidates: &[Candidate]) -> Self {
        let (mut of_old, mut of_new) = (HashMap::new(), HashMap::new());
        for (place, candidate) in candidates.iter().enumerate() {
            of_old
                .entry(candidate.old)
                .or_insert_with(Vec::new)
                .push(place);
            of_new
                .entry(candidate.new)
                .or_insert_with(Vec::new)
                .push(place);
        }
        Self { of_old, of_new }
    }
}

impl Candidate {
    /// Tells whether `rival`, another pair with one of the two cards, is as good as this one.
    fn is_torn_by(&self, rival: &Self, taken: &Taken) -> bool {
        let is_other = (rival.old, rival.new) != (self.old, self.new);
        let is_free = !taken.old[rival.old] && !taken.new[rival.new];
        let is_equal = if self.likeness.is_full() {
            rival.rank >= self.rank
        } else {
            rival.rank > self.rank - CLEAR
        };
        is_other && is_free && is_equal
    }
}
