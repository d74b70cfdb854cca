//! Times at which clocks are wrong, zones change and days begin.

use jmrel_quiz::day::{Clock, Timestamp};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Midday of an autumn day of 2026, in UTC.
const NOON: i64 = 1_795_521_600_000;

/// Times at which a learner answers, in this order.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) times: Vec<Timestamp>,
}

fn case(name: impl Into<String>, times: impl IntoIterator<Item = Timestamp>) -> Case {
    Case {
        name: name.into(),
        times: times.into_iter().collect(),
    }
}

fn at(at_ms: i64) -> Timestamp {
    Timestamp::new(at_ms, 0)
}

fn read(text: &str) -> Timestamp {
    let clock: Clock = text
        .parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    clock.now()
}

/// The clock is set, and a day later it is right again.
fn set_clocks() -> Vec<Case> {
    let units = [SECOND, 60 * SECOND, HOUR, DAY, 30 * DAY, YEAR, 10 * YEAR];
    let steps = units
        .iter()
        .flat_map(|unit| [1, 2, 5].map(|count| unit * count));
    let mut cases = Vec::new();
    for step in steps {
        let back = [NOON, NOON - step, NOON + DAY].map(at);
        cases.push(case(format!("back {} s", step / SECOND), back));
        let forward = [NOON, NOON + step, NOON + DAY].map(at);
        cases.push(case(format!("forward {} s", step / SECOND), forward));
    }
    cases
}

/// A journey from one end of the world to every other place.
fn journeys() -> Vec<Case> {
    let mut cases = Vec::new();
    for hours in -12..=14 {
        let there = |at_ms, hours: i16| Timestamp::new(at_ms, hours * 60);
        let times = [
            there(NOON, -12),
            there(NOON + 9 * HOUR, hours),
            there(NOON + DAY, 14),
        ];
        cases.push(case(format!("to UTC{hours:+}"), times));
        let times = [
            there(NOON, hours),
            there(NOON + SECOND, -hours),
            there(NOON + DAY, hours),
        ];
        cases.push(case(format!("from UTC{hours:+} to its opposite"), times));
    }
    cases
}

/// The hours around the change of the clocks, half by half.
fn summer_times() -> Vec<Case> {
    let changes = [
        ("Europe/Berlin", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-10-25T01:00:00Z"),
        ("America/New_York", "2026-03-08T07:00:00Z"),
        ("America/New_York", "2026-11-01T06:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
        ("Africa/Casablanca", "2026-02-15T02:00:00Z"),
        ("Africa/Casablanca", "2026-03-22T02:00:00Z"),
    ];
    let mut cases = Vec::new();
    for (zone, change) in changes {
        let change = read(change).at_ms();
        for half in -3..=3 {
            let local = |at_ms: i64| in_zone(at_ms, zone);
            let times = [
                change - 12 * HOUR,
                change + half * HOUR / 2,
                change + 12 * HOUR,
            ];
            cases.push(case(format!("{zone}, {half} half hours"), times.map(local)));
        }
    }
    cases
}

fn in_zone(at_ms: i64, zone: &str) -> Timestamp {
    let instant = jiff::Timestamp::from_millisecond(at_ms).expect("a time");
    read(&instant.in_tz(zone).expect("a zone").to_string())
}

/// Days that begin at another hour, and days that are not in every year.
fn odd_days() -> Vec<Case> {
    let pairs = [
        ("2026-11-25T03:59:59+00:00", "2026-11-25T04:00:00+00:00"),
        ("2026-11-25T04:00:00+00:00", "2026-11-25T03:59:59+00:00"),
        ("2026-11-25T03:59:59+09:00", "2026-11-25T04:00:00+09:00"),
        ("2026-12-31T23:59:59+00:00", "2027-01-01T00:00:00+00:00"),
        ("2026-12-31T23:59:59-12:00", "2027-01-01T00:00:00+14:00"),
        ("2028-02-28T12:00:00+00:00", "2028-02-29T12:00:00+00:00"),
        ("2028-02-29T03:59:59+00:00", "2028-03-01T03:59:59+00:00"),
        ("2100-02-28T12:00:00+00:00", "2100-03-01T12:00:00+00:00"),
        ("2000-02-29T12:00:00+00:00", "2026-11-24T12:00:00+00:00"),
        ("1969-12-31T23:59:59+00:00", "1970-01-01T00:00:00+00:00"),
        ("1970-01-01T00:00:00+00:00", "1969-12-31T23:59:59+00:00"),
        ("1969-07-20T20:17:40+00:00", "2026-11-24T12:00:00+00:00"),
        ("1900-01-01T00:00:00+00:00", "1900-01-01T00:00:01+00:00"),
        ("1815-06-18T11:35:00+00:00", "2026-11-24T12:00:00+00:00"),
        ("0001-01-01T00:00:00+00:00", "2026-11-24T12:00:00+00:00"),
        ("2038-01-19T03:14:07+00:00", "2038-01-19T03:14:08+00:00"),
        ("2026-11-24T12:00:00+00:00", "9998-12-31T00:00:00+00:00"),
        ("2026-11-24T12:00:00+00:00", "2026-11-24T12:00:00+00:00"),
    ];
    let both = pairs.iter().flat_map(|(a, b)| {
        let (a, b) = (read(a), read(b));
        [(a, b, "and on"), (b, a, "and back")]
    });
    let cases = both.map(|(a, b, way)| case(format!("{a}, {b} {way}"), [a, b, a, b]));
    cases.collect()
}

/// The years before 1970, and those far off, walked through.
fn far_years() -> Vec<Case> {
    let years = [
        -2000, -500, -100, -57, -30, 50, 100, 500, 1000, 2000, 5000, 7000,
    ];
    let walk = |years: i64| {
        let times = (0..4).map(|step| at(NOON + years * YEAR / 4 * step));
        case(format!("{years} years in steps"), times)
    };
    years.into_iter().map(walk).collect()
}

/// All of them.
pub(crate) fn all() -> Vec<Case> {
    let all = [
        set_clocks(),
        journeys(),
        summer_times(),
        odd_days(),
        far_years(),
    ];
    all.into_iter().flatten().collect()
}

/// The most answers of a history that chance made.
const MOST: usize = 8;

/// A history that chance makes of this seed: a learner who travels, waits, and has the clock set, by seconds or by half a century.
pub(crate) fn random(seed: usize) -> Case {
    let mut chance = ChaCha8Rng::seed_from_u64(u64::try_from(seed).expect("a small number"));
    let (mut at_ms, mut offset_min) = (NOON, 0);
    let mut times = Vec::new();
    for _ in 0..chance.random_range(2..=MOST) {
        times.push(Timestamp::new(at_ms, offset_min));
        at_ms += match chance.random_range(0..4) {
            0 => chance.random_range(0..HOUR),
            1 => chance.random_range(0..40 * DAY),
            2 => chance.random_range(-HOUR..HOUR),
            _ => chance.random_range(-50 * YEAR..50 * YEAR),
        };
        if chance.random_ratio(1, 3) {
            offset_min = chance.random_range(-12 * 4..=14 * 4) * 15;
        }
    }
    case(format!("history {seed}"), times)
}
