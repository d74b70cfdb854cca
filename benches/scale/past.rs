//! Ten reviews a card, each asked when the program would have asked it; about one card in twelve is due now.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use jmrel_quiz::card::CardId;
use jmrel_quiz::day::{Clock, Day, Timestamp};
use jmrel_quiz::learner::LearnerName;
use jmrel_quiz::progress::{AccessMode, Folder};
use jmrel_quiz::review::{Event, EventId, Logged, Rating, Review};
use jmrel_quiz::scheduler::Record;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

const REVIEWS: usize = 10;
const DAY_MS: i64 = 86_400_000;
/// How far the last interval has passed, at most: what lies beyond 1 is due.
const PASSED: f64 = 1.087;

/// Writes the past of the cards into a progress folder; returns how many reviews there are.
pub(crate) fn write<'c>(cards: impl Iterator<Item = &'c CardId>, progress: &Path) -> usize {
    let now = crate::NOW.parse::<Clock>().expect("a time").now();
    let today = i64::from(Day::of(now, jmrel_quiz::day::Rollover::default()).number());
    let mut chance = ChaCha8Rng::seed_from_u64(0);
    let mut reviews: Vec<(i64, &CardId, Rating)> = Vec::new();
    for card in cards {
        let past = past(card, &mut chance);
        let shift = today - past.now;
        reviews.extend(
            past.reviews
                .into_iter()
                .map(|(day, rating)| (day + shift, card, rating)),
        );
    }
    reviews.sort_by_key(|(day, _, _)| *day);
    let lines = tempfile::NamedTempFile::new().expect("a file");
    write_lines(&reviews, lines.as_file());
    let mut store = Folder::new(progress)
        .open(&LearnerName::default(), AccessMode::Write)
        .expect("a log");
    let merged = store
        .merge(&[lines.path().to_owned()], now)
        .expect("merged");
    assert_eq!(merged.len(), 1);
    reviews.len()
}

/// The reviews of one card on days counted from its first, and the day that is today.
struct Past {
    reviews: Vec<(i64, Rating)>,
    now: i64,
}

fn past(card: &CardId, chance: &mut ChaCha8Rng) -> Past {
    let mut record = Record::default();
    let mut reviews = Vec::with_capacity(REVIEWS);
    let mut day = 10_000;
    for review in 0..REVIEWS {
        let is_last = review + 1 == REVIEWS;
        let rating = if chance.random_bool(0.88) || is_last {
            Rating::Good
        } else {
            Rating::Again
        };
        reviews.push((i64::from(day), rating));
        record.apply(&logged(card, rating, day));
        let due = record
            .state
            .reviewed()
            .map_or(day + 1, |reviewed| reviewed.due.number());
        let late = chance.random_range(0..3);
        day = (due + late).min(10_000 + 4_000);
    }
    let reviewed = record.state.reviewed().expect("a rated card");
    let wait = f64::from(reviewed.interval().0.max(1)) * chance.random_range(0.0..PASSED);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an interval is a small number of days"
    )]
    let now = i64::from(reviewed.last.number()) + wait as i64;
    Past { reviews, now }
}

fn logged(card: &CardId, rating: Rating, day: i32) -> Logged {
    Logged {
        id: EventId::new(Uuid::nil()),
        at: Timestamp::new(i64::from(day) * DAY_MS, 0),
        event: Event::Review(Review {
            card: card.clone(),
            rating,
            suggested: None,
            verdict: None,
            miss: None,
            confused_with: None,
            response: None,
            options: Vec::new(),
            revision: 1,
            ms: 0,
            day: Some(Day::from_number(day)),
            retention: jmrel_quiz::memory::DesiredRetention::default(),
            fuzz_seed: 0,
        }),
    }
}

fn write_lines(reviews: &[(i64, &CardId, Rating)], file: &File) {
    let mut out = BufWriter::new(file);
    let device = Uuid::from_u128(7);
    for (number, (day, card, rating)) in reviews.iter().enumerate() {
        let number = i64::try_from(number).expect("a small number");
        let at_ms = day * DAY_MS + 8 * 3_600_000 + number % 3_600_000;
        let id = uuid::Builder::from_unix_timestamp_millis(
            u64::try_from(at_ms).expect("after 1970"),
            &u128::try_from(number).expect("not negative").to_be_bytes()[6..]
                .try_into()
                .expect("ten bytes"),
        )
        .into_uuid();
        writeln!(
            out,
            "{{\"kind\":\"review\",\"id\":\"{id}\",\"device\":\"{device}\",\"seq\":{},\"at_ms\":{at_ms},\"offset_min\":0,\
             \"card\":\"{card}\",\"rating\":\"{}\",\"verdict\":\"{}\",\"ms\":4000,\"day\":{day},\"revision\":1,\
             \"response\":\"1274\"}}",
            number + 1,
            rating.word(),
            if rating.is_pass() { "correct" } else { "wrong" },
        )
        .expect("written");
    }
    out.flush().expect("written");
}
