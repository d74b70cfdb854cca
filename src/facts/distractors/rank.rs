//! How many wrong options lie below the right one, drawn evenly.

use rand::seq::SliceRandom;
use rand::{Rng, RngExt};

/// Options of one side, the better ones first; a rank among them is better than any in the next.
pub(super) type Tiers<T> = Vec<Vec<T>>;

/// Draws `wanted` options from the two sides, so that the right one's rank is even among all ranks that can be had.
///
/// `are_apart` tells whether two options may stand side by side. Nothing when there are not two at least.
pub(super) fn draw<T: Clone>(
    below: &Tiers<T>,
    above: &Tiers<T>,
    wanted: usize,
    chance: &mut impl Rng,
    are_apart: impl Fn(&T, &T) -> bool,
    is_good: impl Fn(&[T]) -> bool,
) -> Option<Vec<T>> {
    let most = |tiers: &Tiers<T>| distinct(tiers, wanted, &are_apart).len();
    let (most_below, most_above) = (most(below), most(above));
    let wanted = wanted.min(most_below + most_above);
    if wanted < LEAST {
        return None;
    }
    let ranks = wanted.saturating_sub(most_above)..=most_below.min(wanted);
    let rank = chance.random_range(ranks);
    let mut first = None;
    for attempt in 0..ATTEMPTS {
        let is_mixed = attempt >= ATTEMPTS / 2;
        let mut drawn = shuffled(below, rank, is_mixed, chance, &are_apart);
        drawn.extend(shuffled(above, wanted - rank, is_mixed, chance, &are_apart));
        if is_good(&drawn) {
            return Some(drawn);
        }
        first.get_or_insert(drawn);
    }
    first
}

/// Fewer wrong options than these make no choice.
const LEAST: usize = 2;

/// Draws after which options that give something away are taken all the same. In the second half the tiers are mixed.
const ATTEMPTS: usize = 24;

fn shuffled<T: Clone>(
    tiers: &Tiers<T>,
    count: usize,
    is_mixed: bool,
    chance: &mut impl Rng,
    are_apart: &impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    let mut tiers: Tiers<T> = if is_mixed {
        vec![tiers.concat()]
    } else {
        tiers.clone()
    };
    for tier in &mut tiers {
        tier.shuffle(chance);
    }
    let drawn = distinct(&tiers, count, are_apart);
    if drawn.len() == count {
        return drawn;
    }
    // The shuffle put two together that keep a third out; in their own order there is room.
    distinct(&[tiers.concat()], count, are_apart)
}

/// The first `count` options of which each is apart from those before it.
fn distinct<T: Clone>(
    tiers: &[Vec<T>],
    count: usize,
    are_apart: &impl Fn(&T, &T) -> bool,
) -> Vec<T> {
    let mut taken: Vec<T> = Vec::with_capacity(count);
    for option in tiers.iter().flatten() {
        if taken.len() == count {
            break;
        }
        if taken.iter().all(|other| are_apart(other, option)) {
            taken.push(option.clone());
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn ranks(below: &Tiers<i32>, above: &Tiers<i32>, wanted: usize) -> Vec<usize> {
        let mut counts = vec![0; wanted + 1];
        for seed in 0..4000 {
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            let drawn = draw(below, above, wanted, &mut chance, |a, b| a != b, |_| true);
            let drawn = drawn.expect("enough options");
            assert_eq!(drawn.len(), wanted);
            counts[drawn.iter().filter(|option| **option < 0).count()] += 1;
        }
        counts
    }

    #[test]
    fn every_rank_is_as_likely_as_any_other() {
        let side = |sign: i32| vec![vec![sign], (2..9).map(|n| n * sign).collect()];
        for counts in [ranks(&side(-1), &side(1), 2), ranks(&side(-1), &side(1), 3)] {
            let even = 4000 / counts.len();
            assert!(
                counts.iter().all(|count| count.abs_diff(even) < even / 8),
                "{counts:?}"
            );
        }
    }

    #[test]
    fn a_side_without_options_leaves_the_ranks_there_are() {
        let above = vec![vec![1, 2, 3]];
        assert_eq!(ranks(&Vec::new(), &above, 2), [4000, 0, 0]);
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        let none = draw(
            &Vec::new(),
            &vec![vec![1]],
            2,
            &mut chance,
            |a, b| a != b,
            |_| true,
        );
        assert_eq!(none, None);
    }

    #[test]
    fn better_options_come_first() {
        let tiers = vec![vec![1, 2], vec![3, 4, 5]];
        for seed in 0..100 {
            let mut chance = ChaCha8Rng::seed_from_u64(seed);
            let mut drawn = draw(&Vec::new(), &tiers, 2, &mut chance, |a, b| a != b, |_| true)
                .expect("enough options");
            drawn.sort_unstable();
            assert_eq!(drawn, [1, 2]);
        }
    }
}
