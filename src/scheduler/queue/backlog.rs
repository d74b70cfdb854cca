//! After an absence the due reviews are spread over days.

use super::{QueueCard, QueueInput};
use crate::day::Days;
use crate::memory::{CardState, Reviewed};

/// More due reviews than so many usual days bring are a backlog.
const DAYS_OF_BACKLOG: usize = 3;

/// Due reviews that are too many for one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// How many are asked today.
    pub today: usize,
    /// How many are due.
    pub due: usize,
    /// In how many days, today included, all are done when so many are asked every day.
    pub days: usize,
}

/// Finds the backlog among the `due` reviews, if there is one.
///
/// A usual day brings what the intervals add up to (a card that waits ten days comes up on one day in ten), and at least one
/// session's cards. More than three such days at once are spread: a session's cards a day, or twice what comes up anyway, so
/// that it ends.
pub(super) fn backlog(input: &QueueInput<'_>, load: Load, due: usize) -> Option<Backlog> {
    let session = usize::try_from(input.settings.session_cards.max(1)).unwrap_or(usize::MAX);
    let load = load.reviews();
    if due <= DAYS_OF_BACKLOG.saturating_mul(session.max(load)) {
        return None;
    }
    let today = session.max(load * 2);
    Some(Backlog {
        today,
        due,
        days: days_to_clear(input, due, today),
    })
}

/// What cards in review add up to on an average day, in millionths of a review: they keep the sum exact, whatever the order of
/// the cards.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Load(u64);

impl Load {
    /// Adds what one card brings.
    pub(super) fn add(&mut self, reviewed: Reviewed) {
        self.0 += 1_000_000 / u64::from(reviewed.interval().0.max(1));
    }

    /// Reviews that come up on an average day, rounded up.
    fn reviews(self) -> usize {
        usize::try_from(self.0.div_ceil(1_000_000)).unwrap_or(usize::MAX)
    }
}

/// Counts the days until what is due now and what falls due meanwhile is done at `share` a day.
fn days_to_clear(input: &QueueInput<'_>, due: usize, share: usize) -> usize {
    let mut coming: Vec<usize> = input
        .cards
        .iter()
        .filter_map(|card| in_review(input, card))
        .map(|reviewed| reviewed.due.since(input.today))
        .filter(|wait| *wait > Days(0))
        .filter_map(|wait| usize::try_from(wait.0).ok())
        .collect();
    coming.sort_unstable();
    let (mut days, mut open) = (1, due);
    let mut coming = coming.into_iter().peekable();
    while open > share {
        open -= share;
        while coming.next_if(|wait| *wait <= days).is_some() {
            open += 1;
        }
        days += 1;
    }
    days
}

/// How an open card stands in review, if it does.
fn in_review(input: &QueueInput<'_>, card: &QueueCard<'_>) -> Option<Reviewed> {
    let record = card.standing();
    match record.state {
        CardState::Review(reviewed) if card.is_open(&record, input.today) => Some(reviewed),
        CardState::Review(_)
        | CardState::New
        | CardState::Learning(_)
        | CardState::Relearning(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Backlog;
    use crate::scheduler::Record;
    use crate::scheduler::queue::Mode;
    use crate::scheduler::queue::fixture::{REVIEW, STUDY, World, in_review, text};

    fn due(count: usize, interval: i32) -> World {
        World::of((0..count).map(|n| (text(&format!("c{n}"), "x"), in_review(-5, interval))))
    }

    #[test]
    fn a_backlog_is_spread_over_days() {
        let mut world = due(140, 60);
        world
            .cards
            .extend((0..20).map(|n| (text(&format!("soon{n}"), "x"), in_review(3, 60))));
        let queue = world.queue(STUDY, None);
        assert_eq!(queue.left(), 20);
        let expected = Backlog {
            today: 20,
            due: 140,
            days: 8,
        };
        assert_eq!(queue.backlog(), Some(expected));
    }

    #[test]
    fn a_few_late_cards_are_no_backlog() {
        assert_eq!(due(60, 60).queue(STUDY, None).backlog(), None);
        assert!(due(61, 60).queue(STUDY, None).backlog().is_some());
    }

    #[test]
    fn a_learner_who_reviews_much_every_day_has_no_backlog() {
        // Two hundred cards a day are what these intervals bring.
        let mut world = due(200, 5);
        world
            .cards
            .extend((0..800).map(|n| (text(&format!("soon{n}"), "x"), in_review(3, 5))));
        assert_eq!(world.queue(STUDY, None).backlog(), None);
    }

    #[test]
    fn nothing_is_introduced_meanwhile_unless_the_learner_says_so() {
        let mut world = due(140, 60);
        world.cards.push((text("new", "x"), Record::default()));
        assert_eq!(world.queue(STUDY, None).planned().new, 0);
        assert_eq!(
            world
                .queue(Mode::Study { new: Some(1) }, None)
                .planned()
                .new,
            1
        );
    }

    #[test]
    fn a_limit_named_by_the_learner_goes_before_the_share() {
        let queue = due(140, 60).queue(REVIEW, Some(50));
        assert_eq!(queue.left(), 50);
        assert_eq!(queue.backlog().map(|backlog| backlog.today), Some(50));
    }
}
