//! How new cards and reviews share a session.

/// Cuts the lists to `limit` cards in all.
///
/// New cards keep up to half of a session that is too short for everything, or else reviews would starve them: a deck is
/// learned in time by being seen, and a learner with many reviews would never see the rest of it.
pub(super) fn cut(due: &mut Vec<usize>, new: &mut Vec<usize>, limit: Option<usize>) {
    let Some(limit) = limit else {
        return;
    };
    let room_beside_due = limit.saturating_sub(due.len());
    new.truncate(room_beside_due.max(limit / 2));
    due.truncate(limit - new.len());
}

/// Spreads the new cards evenly among the reviews, a new one first: it has to come again in the same session.
pub(super) fn interleave(reviews: Vec<usize>, new: Vec<usize>) -> Vec<usize> {
    let (total, share) = (reviews.len() + new.len(), new.len());
    let (mut reviews, mut new) = (reviews.into_iter(), new.into_iter().peekable());
    let mut placed = 0;
    let mut order = Vec::with_capacity(total);
    for position in 1..=total {
        let is_turn_of_new = (position * share).div_ceil(total) > placed;
        let next = if is_turn_of_new {
            placed += 1;
            new.next()
        } else {
            reviews.next()
        };
        order.extend(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_cards_are_spread_among_reviews() {
        assert_eq!(
            interleave(vec![1, 2, 3, 4], vec![10, 20]),
            [10, 1, 2, 20, 3, 4]
        );
        assert_eq!(interleave(vec![1], vec![10, 20, 30]), [10, 20, 30, 1]);
        assert_eq!(interleave(vec![], vec![10]), [10]);
        assert_eq!(interleave(vec![1, 2], vec![]), [1, 2]);
    }

    #[track_caller]
    fn cut_to(due: usize, new: usize, limit: usize, expected: (usize, usize)) {
        let (mut due, mut new) = ((0..due).collect(), (0..new).collect());
        cut(&mut due, &mut new, Some(limit));
        assert_eq!((due.len(), new.len()), expected);
    }

    #[test]
    fn reviews_do_not_starve_new_cards() {
        cut_to(100, 10, 20, (10, 10));
        cut_to(100, 4, 20, (16, 4));
        cut_to(100, 10, 10, (5, 5));
    }

    #[test]
    fn new_cards_fill_what_reviews_leave() {
        cut_to(3, 30, 20, (3, 17));
        cut_to(0, 3, 1, (0, 1));
        cut_to(5, 5, 20, (5, 5));
        cut_to(5, 5, 0, (0, 0));
    }
}
