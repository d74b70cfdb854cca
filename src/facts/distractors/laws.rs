//! What holds for wrong options whatever the facts are.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use proptest::prelude::*;

use crate::card::{Answer, Card};
use crate::deck::{Place, parse};
use crate::facts::{FactBase, generate, read};
use crate::quantity::{Figure, Number};
use crate::when::HistoricDate;

/// A base of years and figures; each fact is asked for its value.
fn base(years: &[i32], figures: &[u32], unit: &str, bound: &str) -> FactBase {
    let mut yaml = String::from("version: 1\nfacts:\n");
    for (index, year) in years.iter().enumerate() {
        let edtf = HistoricDate::exact(crate::when::Period::Year(
            crate::when::Year::new(*year).expect("a year"),
        ))
        .edtf();
        writeln!(
            yaml,
            "  - {{id: d{index}, topic: t, layer: core, kind: date, status: ready, statement: Event {index}., \
             date: {edtf}, ask: {{year: In which year was event {index}?}}}}"
        )
        .expect("a text grows");
    }
    for (index, figure) in figures.iter().enumerate() {
        writeln!(
            yaml,
            "  - {{id: n{index}, topic: t, layer: core, kind: quantity, status: ready, statement: Count {index}., \
             number: {figure}, unit: {unit}{bound}, as_of: 2000, ask: {{figure: How many in count {index}?}}}}"
        )
        .expect("a text grows");
    }
    let parsed = read(&Place::Embedded("x.yaml"), yaml.as_bytes());
    parsed
        .base
        .unwrap_or_else(|| panic!("{:#?}", parsed.problems))
}

fn cards(base: &FactBase, seed: u64) -> Vec<Card> {
    let generated = generate(base, seed);
    let deck = generated.decks.first().expect("a deck");
    let parsed = parse(&Place::Embedded("t.yaml"), "t", deck.text.as_bytes());
    assert_eq!(parsed.problems, [], "{}", deck.text);
    parsed.deck.expect("a deck").cards
}

fn year(date: &HistoricDate) -> i32 {
    date.year().expect("a year").number()
}

/// Years a few generations around some year, none twice.
fn years() -> impl Strategy<Value = Vec<i32>> {
    (-900_i32..2020).prop_flat_map(|middle| {
        let near = (middle - 90).max(-9000)..(middle + 90).min(2026);
        prop::collection::hash_set(near, 1..9).prop_map(|years| years.into_iter().collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn wrong_years_are_of_the_time_and_never_right(years in years(), seed: u64) {
        for card in cards(&base(&years, &[], "ships", ""), seed) {
            let Answer::Date { expected, choices, .. } = &card.answer else { continue };
            let key = year(expected);
            let wrong: Vec<i32> = choices.iter().map(year).collect();
            let distinct: HashSet<i32> = wrong.iter().copied().collect();
            prop_assert!(matches!(wrong.len(), 2 | 3), "{key}: {wrong:?}");
            prop_assert!(distinct.len() == wrong.len() && !distinct.contains(&key), "{key}: {wrong:?}");
            for other in wrong {
                let reach = 25.max((2026 - key) / 10).unsigned_abs();
                prop_assert!(other <= 2026 && (other > 0) == (key > 0) && other.abs_diff(key) <= reach, "{key}: {other}");
            }
            prop_assert!(choices.iter().all(|other| other.precision() == expected.precision() && !other.is_span()));
        }
    }

    #[test]
    fn wrong_figures_have_the_shape_of_the_right_one_and_lie_outside_its_margin(
        figures in prop::collection::hash_set(2_u32..3_000_000, 1..8), seed: u64,
        bound in prop::sample::select(vec!["", ", bound: about", ", bound: more-than", ", margin: 30 %"]),
    ) {
        let figures: Vec<u32> = figures.into_iter().collect();
        for card in cards(&base(&figures.iter().map(|_| 1500).take(1).collect::<Vec<_>>(), &figures, "ships", bound), seed) {
            let Answer::Figure { expected, choices, margin, .. } = &card.answer else { continue };
            let bare = |figure: &Figure| figure.number();
            for (index, other) in choices.iter().enumerate() {
                prop_assert!(!margin.swallows(expected, other), "{expected}: {other}");
                prop_assert_eq!(other.unit(), expected.unit());
                let (small, large) = (bare(other).min(bare(expected)), bare(other).max(bare(expected)));
                let times = |hundredths: u32| small.percent(Number::from(hundredths));
                prop_assert!(bare(other).is_whole() && large >= times(125) && large <= times(400), "{expected}: {other}");
                prop_assert!(choices.iter().skip(index + 1).all(|third| third.number() != other.number()));
            }
        }
    }

    #[test]
    fn wrong_percentages_stay_between_nought_and_a_hundred(
        figures in prop::collection::hash_set(1_u32..100, 1..6), seed: u64,
    ) {
        let figures: Vec<u32> = figures.into_iter().collect();
        for card in cards(&base(&[], &figures, "percent", ""), seed) {
            let Answer::Figure { expected, choices, .. } = &card.answer else { continue };
            for other in choices {
                let distance = other.number().minus(expected.number()).abs();
                prop_assert!(other.is_percentage() && distance >= Number::from(5_u32), "{expected}: {other}");
                prop_assert!(other.number() > Number::ZERO && other.number() < Number::HUNDRED);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes(years in years(), seed: u64) {
        let base = base(&years, &[900, 1000], "ships", "");
        prop_assert_eq!(generate(&base, seed), generate(&base, seed));
    }
}

/// How often each rank of the right option comes up.
fn ranks(years: &[i32]) -> BTreeMap<(usize, usize), u32> {
    let base = base(years, &[], "ships", "");
    let mut counts = BTreeMap::new();
    for seed in 0..600 {
        let cards = cards(&base, seed);
        let Answer::Date {
            expected, choices, ..
        } = &cards[0].answer
        else {
            panic!("{:?}", cards[0].answer);
        };
        let below = choices
            .iter()
            .filter(|other| year(other) < year(expected))
            .count();
        *counts.entry((choices.len(), below)).or_default() += 1;
    }
    counts
}

#[test]
fn the_rank_of_the_right_option_tells_nothing() {
    for years in [
        &[1274][..],
        &[1274, 1268],
        &[1274, 1275, 1279, 1281],
        &[1990, 1970, 1972, 1977, 1989, 1991],
    ] {
        let counts = ranks(years);
        let options = counts.keys().next().expect("a draw").0;
        assert_eq!(counts.len(), options + 1, "{years:?}: {counts:?}");
        let even = 600 / u32::try_from(options + 1).expect("few options");
        assert!(
            counts.values().all(|count| count.abs_diff(even) < even / 3),
            "{years:?}: {counts:?}"
        );
    }
}

#[test]
fn other_facts_come_before_near_misses() {
    let years = [1274, 1268, 1270, 1272, 1275, 1279, 1281];
    let base = base(&years, &[], "ships", "");
    for seed in 0..50 {
        for card in cards(&base, seed).iter().take(1) {
            let Answer::Date { choices, .. } = &card.answer else {
                panic!("{:?}", card.answer);
            };
            assert!(
                choices.iter().all(|other| years.contains(&year(other))),
                "{choices:?}"
            );
        }
    }
}

#[test]
fn a_round_year_is_not_the_only_round_one() {
    for seed in 0..50 {
        for card in cards(
            &base(&[1990, 1911, 1952, 1924, 1913], &[], "ships", ""),
            seed,
        ) {
            let Answer::Date {
                expected, choices, ..
            } = &card.answer
            else {
                panic!("{:?}", card.answer);
            };
            let is_round = |date: &HistoricDate| year(date) % 10 == 0;
            assert!(
                choices
                    .iter()
                    .any(|other| is_round(other) == is_round(expected)),
                "{expected}: {choices:?}"
            );
        }
    }
}
