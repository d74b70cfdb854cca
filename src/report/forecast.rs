//! What falls due when.

use crate::day::Day;
use crate::scheduler::{Record, asked_from};

/// How many days are looked ahead, today included.
pub const FORECAST_DAYS: usize = 30;

/// Returns how many of `records` fall due on each of the next days; what is overdue counts for today.
///
/// Reviews to come are not played through: a card counts once, on the day it stands on now.
pub fn forecast<'a>(
    records: impl Iterator<Item = &'a Record>,
    today: Day,
) -> [usize; FORECAST_DAYS] {
    let mut days = [0; FORECAST_DAYS];
    for due in records.filter_map(asked_from) {
        let ahead = usize::try_from(due.since(today).0).unwrap_or(usize::MAX);
        if let Some(day) = days.get_mut(ahead) {
            *day += 1;
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Days;
    use crate::memory::{CardState, Difficulty, Memory, Reviewed, Stability};

    fn due_on(due: Day) -> Record {
        let memory = Memory {
            stability: Stability::try_from(3.0).expect("in range"),
            difficulty: Difficulty::try_from(5.0).expect("in range"),
        };
        let state = CardState::Review(Reviewed {
            memory,
            last: Day::from_number(0),
            due,
        });
        Record {
            state,
            ..Record::default()
        }
    }

    #[test]
    fn overdue_cards_count_for_today_and_far_ones_not_at_all() {
        let today = Day::from_number(100);
        let records = [
            due_on(Day::from_number(90)),
            due_on(today.plus(Days(2))),
            due_on(today.plus(Days(400))),
        ];
        let days = forecast(records.iter(), today);
        assert_eq!((days[0], days[2], days.iter().sum::<usize>()), (1, 1, 2));
    }

    #[test]
    fn suspended_and_new_cards_do_not_fall_due() {
        let today = Day::from_number(100);
        let suspended = Record {
            suspended: true,
            ..due_on(today)
        };
        assert_eq!(
            forecast([suspended, Record::default()].iter(), today),
            [0; FORECAST_DAYS]
        );
    }
}
