//! Why new cards are left for another day, in words.

use super::invocation::Invocation;
use crate::scheduler::Waiting;

/// Returns a line for a limit that keeps new cards back, with what to type for more of them.
pub(super) fn limited(
    waiting: Waiting,
    new_per_day: u32,
    invocation: &Invocation,
) -> Option<String> {
    let limit = usize::try_from(new_per_day).unwrap_or(usize::MAX);
    let Waiting {
        own_limit,
        deck_limit,
        apart: _,
        forerunner: _,
    } = waiting;
    let more =
        |held: usize| invocation.line_of_cards(&format!("study --new {}", held.min(limit.max(10))));
    if own_limit > 0 {
        let config = invocation.line(&format!(
            "config new-per-day {}",
            new_per_day.saturating_mul(2).max(10)
        ));
        let wait = wait(own_limit);
        let more = more(own_limit);
        Some(format!(
            "{wait}: {new_per_day} a day is your limit. More now: {more}; every day: {config}"
        ))
    } else if deck_limit > 0 {
        let (wait, more) = (wait(deck_limit), more(deck_limit));
        Some(format!(
            "{wait}: the deck gives no more today. More now: {more}"
        ))
    } else {
        None
    }
}

/// Returns lines for new cards that no limit keeps back, for someone who wonders why nothing is asked.
pub(super) fn held(waiting: Waiting) -> Vec<String> {
    let Waiting {
        own_limit: _,
        deck_limit: _,
        apart,
        forerunner,
    } = waiting;
    let mut lines = Vec::new();
    if apart > 0 {
        let wait = wait(apart);
        lines.push(format!(
            "{wait} until tomorrow or later: one like it comes first."
        ));
    }
    if forerunner > 0 {
        let wait = wait(forerunner);
        lines.push(format!("{wait} until the card before it is known."));
    }
    lines
}

fn wait(n: usize) -> String {
    match n {
        1 => "1 new card waits".to_owned(),
        n => format!("{n} new cards wait"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_named_with_what_to_type_for_more() {
        let limited = |waiting| limited(waiting, 10, &Invocation::default());
        let own = Waiting {
            own_limit: 12,
            ..Waiting::default()
        };
        assert_eq!(
            limited(own).as_deref(),
            Some(
                "12 new cards wait: 10 a day is your limit. More now: jmrel-quiz study --new 10; every day: jmrel-quiz config new-per-day 20"
            )
        );
        let deck = Waiting {
            deck_limit: 1,
            ..Waiting::default()
        };
        assert_eq!(
            limited(deck).as_deref(),
            Some(
                "1 new card waits: the deck gives no more today. More now: jmrel-quiz study --new 1"
            )
        );
        assert_eq!(limited(Waiting::default()), None);
    }

    #[test]
    fn what_no_limit_holds_says_what_it_waits_for() {
        let waiting = Waiting {
            apart: 1,
            forerunner: 2,
            ..Waiting::default()
        };
        assert_eq!(
            held(waiting),
            [
                "1 new card waits until tomorrow or later: one like it comes first.",
                "2 new cards wait until the card before it is known.",
            ]
        );
    }
}
