//! The figures of `stats`: what was done, what is remembered, what comes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::card::DeckId;
use crate::day::{Day, Days};
use crate::deck::Volume;
use crate::memory::{CardState, DesiredRetention};
use crate::review::Settings;
use crate::scheduler::{Diary, Done, DueCounts, Record, Standing};

use super::forecast::forecast;
use super::retention::Retention;

/// A learner's figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Stats {
    /// Today, the last 7 and 30 days, ever.
    pub periods: Vec<Period>,
    /// What is scheduled for, to compare the retention achieved with.
    pub desired: DesiredRetention,
    /// Days in a row with an answer, up to today or yesterday.
    pub streak: u32,
    /// What falls due on each of the next days, from today on; what is overdue counts for today.
    pub forecast: Vec<(Day, usize)>,
    /// The same by deck.
    pub decks: Vec<DeckStats>,
}

/// What was done in a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Which days.
    pub span: Span,
    /// Rated responses.
    pub reviews: usize,
    /// Cards met for the first time, or anew since they were reset.
    pub introduced: usize,
    /// Recall achieved.
    pub retention: Retention,
}

/// A span of days that ends today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Today alone.
    Today,
    /// Seven days.
    Week,
    /// Thirty days.
    Month,
    /// Since the first answer.
    Ever,
}

impl Span {
    const ALL: [Self; 4] = [Self::Today, Self::Week, Self::Month, Self::Ever];

    /// The word for it: `today`, `7 days`, `30 days`, `ever`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Week => "7 days",
            Self::Month => "30 days",
            Self::Ever => "ever",
        }
    }

    fn first(self, today: Day) -> Day {
        let back = |days: u32| Day::from_number(today.number().saturating_sub_unsigned(days));
        match self {
            Self::Today => today,
            Self::Week => back(6),
            Self::Month => back(29),
            Self::Ever => Day::from_number(i32::MIN),
        }
    }
}

/// One deck's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeckStats {
    /// The deck's name.
    pub id: DeckId,
    /// Its title.
    pub title: String,
    /// All its cards.
    pub cards: usize,
    /// Never asked.
    pub new: usize,
    /// Being learned, or learned again.
    pub learning: usize,
    /// In review.
    pub review: usize,
    /// In review, with a wait of three weeks or more.
    pub mature: usize,
    /// Due today.
    pub due: usize,
    /// Recall achieved ever.
    pub retention: Retention,
}

/// What the figures are counted from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// What was done each day.
    pub diary: &'a Diary,
    /// What the log says of each card, in the order of the decks.
    pub standing: &'a [Standing<'a>],
    /// The decks there are.
    pub decks: &'a [Volume],
    /// What each of them has to do today, by its place among them.
    pub due: &'a BTreeMap<usize, DueCounts>,
    /// The learner's settings.
    pub settings: &'a Settings,
    /// The study day.
    pub today: Day,
}

/// Counts.
pub fn stats(sources: &Sources<'_>) -> Stats {
    let today = sources.today;
    let counts = Counts::of(sources.diary, today);
    let standing = || sources.standing.iter().map(|standing| &**standing);
    let upcoming = forecast(standing(), today);
    let later = |ahead: usize| today.plus(Days(u32::try_from(ahead).unwrap_or(u32::MAX)));
    Stats {
        periods: counts.periods(),
        desired: sources.settings.retention,
        streak: streak(&counts.days, today),
        forecast: upcoming
            .iter()
            .enumerate()
            .map(|(ahead, &due)| (later(ahead), due))
            .collect(),
        decks: by_deck(sources, &counts.decks, standing()),
    }
}

/// What the diary sums up to.
#[derive(Debug, Default)]
struct Counts<'a> {
    spans: [Done; Span::ALL.len()],
    /// Days with an answer.
    days: BTreeSet<Day>,
    /// All that was ever done, by deck.
    decks: HashMap<&'a str, Done>,
}

impl<'a> Counts<'a> {
    fn of(diary: &'a Diary, today: Day) -> Self {
        let since = Span::ALL.map(|span| span.first(today));
        let mut counts = Self::default();
        for (deck, day, done) in diary.iter() {
            for (sum, since) in counts.spans.iter_mut().zip(since) {
                if day >= since {
                    sum.add(done);
                }
            }
            counts.days.insert(day);
            counts.decks.entry(deck).or_default().add(done);
        }
        counts
    }

    fn periods(&self) -> Vec<Period> {
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        let period = |(span, done): (Span, Done)| Period {
            span,
            reviews: count(done.reviews),
            introduced: count(done.introduced),
            retention: done.into(),
        };
        Span::ALL.into_iter().zip(self.spans).map(period).collect()
    }
}

/// A streak is not broken before the day is over.
fn streak(days: &BTreeSet<Day>, today: Day) -> u32 {
    let back = |day: Day, by: u32| Day::from_number(day.number().saturating_sub_unsigned(by));
    let last = if days.contains(&today) {
        today
    } else {
        back(today, 1)
    };
    let mut length = 0;
    while days.contains(&back(last, length)) {
        length += 1;
    }
    length
}

fn by_deck<'a>(
    sources: &Sources<'_>,
    done: &HashMap<&str, Done>,
    mut standing: impl Iterator<Item = &'a Record>,
) -> Vec<DeckStats> {
    let deck_stats = |(number, volume): (usize, &Volume)| {
        let deck = volume.listing();
        let mut stats = DeckStats {
            id: deck.id.clone(),
            title: deck.title.clone(),
            cards: deck.len(),
            new: 0,
            learning: 0,
            review: 0,
            mature: 0,
            due: sources.due.get(&number).copied().unwrap_or_default().due,
            retention: done
                .get(deck.id.as_ref())
                .copied()
                .unwrap_or_default()
                .into(),
        };
        for record in standing.by_ref().take(deck.len()) {
            match record.state {
                CardState::New => stats.new += 1,
                CardState::Learning(_) | CardState::Relearning(_) => stats.learning += 1,
                CardState::Review(reviewed) => {
                    stats.review += 1;
                    stats.mature += usize::from(reviewed.interval() >= Days(21));
                }
            }
        }
        stats
    };
    sources.decks.iter().enumerate().map(deck_stats).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(answers: i64, introduced: i64, recalled: i64) -> Done {
        Done {
            answers,
            reviews: answers,
            introduced,
            asked: recalled + 1,
            recalled,
        }
    }

    #[test]
    fn spans_end_today_and_decks_are_told_apart() {
        let mut diary = Diary::default();
        let today = Day::from_number(100);
        for (deck, day, answers) in [("d", 100, 2), ("e", 94, 3), ("d", 93, 5), ("d", 70, 7)] {
            diary.enter(deck, Day::from_number(day), done(answers, 1, 1));
        }
        let counts = Counts::of(&diary, today);
        let reviews = counts.periods().into_iter().map(|period| period.reviews);
        assert_eq!(reviews.collect::<Vec<_>>(), [2, 5, 10, 17]);
        let introduced = counts.periods().into_iter().map(|period| period.introduced);
        assert_eq!(introduced.collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(
            counts.periods()[1].retention,
            Retention {
                recalled: 2,
                asked: 4
            }
        );
        assert_eq!(counts.decks["d"].recalled, 3);
        let days: Vec<i32> = counts.days.iter().map(|day| day.number()).collect();
        assert_eq!(days, [70, 93, 94, 100]);
    }

    #[test]
    fn a_streak_holds_until_the_day_after_is_over() {
        let day = Day::from_number;
        let days: BTreeSet<Day> = [1, 4, 5, 6].into_iter().map(day).collect();
        assert_eq!(streak(&days, day(6)), 3);
        assert_eq!(streak(&days, day(7)), 3);
        assert_eq!(streak(&days, day(8)), 0);
    }
}
