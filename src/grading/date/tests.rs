use proptest::prelude::*;

use super::*;
use crate::grading::Side;

fn date(edtf: &str) -> HistoricDate {
    HistoricDate::parse(edtf).expect("a date")
}

/// A card: `1274-11 year accept 1274-10 margin 5`.
struct TestCard {
    expected: HistoricDate,
    asked: Precision,
    accept: Vec<HistoricDate>,
    margin_years: u32,
    said_era: SaidEra,
}

fn card(text: &str) -> TestCard {
    let mut words = text.split(' ');
    let expected = date(words.next().expect("a date"));
    let mut card = TestCard {
        asked: expected.precision(),
        expected,
        accept: Vec::new(),
        margin_years: 0,
        said_era: SaidEra::None,
    };
    while let Some(word) = words.next() {
        match word {
            "accept" => card.accept.push(date(words.next().expect("a date"))),
            "margin" => {
                card.margin_years = words.next().and_then(|n| n.parse().ok()).expect("years");
            }
            "bc" => card.said_era = SaidEra::BeforeChrist,
            "century" => card.asked = Precision::Century,
            "decade" => card.asked = Precision::Decade,
            "year" => card.asked = Precision::Year,
            "month" => card.asked = Precision::Month,
            other => panic!("{other}"),
        }
    }
    card
}

/// The judgement in a line: `close wrong-month`, `wrong off-years 7 over`, `correct accepted`.
fn judged(text: &str, typed: &str) -> String {
    let card = card(text);
    let key = DateKey {
        expected: &card.expected,
        asked: card.asked,
        accept: &card.accept,
        margin_years: card.margin_years,
        said_era: card.said_era,
    };
    let judgement = match judge(&key, typed, DateOrder::DayFirst) {
        Ok(judgement) => judgement,
        Err(Unreadable::AmbiguousDate(a, b)) => return format!("ambiguous: {a} | {b}"),
        Err(Unreadable::NoSuchDate(why)) => return why,
        Err(other) => return format!("{other:?}"),
    };
    let mut words = vec![judgement.verdict.word().to_owned()];
    let word = |side| match side {
        Side::Under => "under",
        Side::Over => "over",
    };
    if let Some(miss) = &judgement.miss {
        words.push(miss.code().to_owned());
        match miss {
            Miss::OffYears { years, side } | Miss::WrongYear { years, side } => {
                words.push(format!("{years} {}", word(*side)));
            }
            Miss::OffPeriods { count, side, .. } => words.push(format!("{count} {}", word(*side))),
            _ => {}
        }
    }
    match &judgement.note {
        Some(Note::ReadDate(date)) => words.push(format!("read as {date}")),
        Some(note) => words.push(note.code().to_owned()),
        None => {}
    }
    words.join(" ")
}

#[track_caller]
fn table(card: &str, rows: &[(&str, &str)]) {
    for (typed, expected) in rows {
        assert_eq!(judged(card, typed), *expected, "{typed:?} for {card}");
    }
}

#[test]
fn a_year_is_right_however_it_is_written() {
    table(
        "1281",
        &[
            ("1281", "correct"),
            ("in 1281", "correct"),
            ("AD 1281", "correct"),
            ("August 1281", "correct"),
            ("15 August 1281", "correct"),
            ("1282", "wrong off-years 1 over"),
            ("1274", "wrong off-years 7 under"),
            ("1281 BC", "wrong wrong-era"),
            ("13th century", "close coarser"),
            ("1280s", "close coarser"),
            ("1270s", "wrong off-decades 1 under"),
            ("12th century", "wrong off-centuries 1 under"),
            ("15th century", "wrong off-centuries 2 over"),
            ("late 13th century", "close coarser"),
            ("early 13th century", "wrong off-years 52 under"),
            ("ca. 1281", "close approximate"),
            ("ca. 1282", "wrong off-years 1 over"),
            ("1280-1282", "close coarser"),
            ("1282-1290", "wrong off-years 1 over"),
            ("banana", "NotADate"),
            ("1281-13", "there is no month 13"),
            (
                "81",
                "the year is cut short; give all its digits, or AD or BC with it",
            ),
            ("August", "the year is missing"),
        ],
    );
}

#[test]
fn a_day_misses_by_its_parts() {
    table(
        "1972-02-24",
        &[
            ("24 February 1972", "correct"),
            ("Febuary 24th, 1972", "correct"),
            ("24.2.1972", "correct"),
            ("2/24/1972", "correct"),
            ("25 February 1972", "close wrong-day"),
            ("24 March 1972", "close wrong-month"),
            ("25 March 1972", "close wrong-month"),
            ("24 February 1973", "wrong wrong-year 1 over"),
            ("24 February 1968", "wrong wrong-year 4 under"),
            ("25 February 1973", "wrong off-years 1 over"),
            ("February 1972", "close coarser"),
            ("March 1972", "close wrong-month"),
            ("February 1973", "wrong off-years 1 over"),
            ("1972", "close coarser"),
            ("1973", "wrong off-years 1 over"),
            ("1970s", "close coarser"),
            ("1960s", "wrong off-decades 1 under"),
            ("20th century", "close coarser"),
            ("24 February 1972 BC", "wrong wrong-era"),
            ("about 24 February 1972", "close approximate"),
            ("30 February 1972", "February has 29 days at most"),
            (
                "24 Feb 72",
                "the year is cut short; give all its digits, or AD or BC with it",
            ),
            ("spring 1972", "close wrong-month"),
            ("winter 1972", "close coarser"),
        ],
    );
}

#[test]
fn a_month_misses_by_its_parts() {
    table(
        "1990-03",
        &[
            ("March 1990", "correct"),
            ("1990-03", "correct"),
            ("12 March 1990", "correct"),
            ("April 1990", "close wrong-month"),
            ("1990", "close coarser"),
            ("spring 1990", "close coarser"),
            ("March 1991", "wrong wrong-year 1 over"),
            ("12 March 1991", "wrong wrong-year 1 over"),
            ("April 1991", "wrong off-years 1 over"),
        ],
    );
    table(
        "1990-21",
        &[
            ("spring 1990", "correct"),
            ("April 1990", "correct"),
            ("July 1990", "close wrong-month"),
            ("1990", "close no-season"),
        ],
    );
}

#[test]
fn more_than_asked_must_agree_with_what_is_known() {
    table(
        "1972-02-24 year",
        &[
            ("1972", "correct"),
            ("February 1972", "correct"),
            ("24 February 1972", "correct"),
            ("March 1972", "close wrong-month"),
            ("23 February 1972", "close wrong-day"),
            ("1973", "wrong off-years 1 over"),
            ("24 February 1973", "wrong off-years 1 over"),
        ],
    );
    table(
        "1281-08-15 month",
        &[
            ("August 1281", "correct"),
            ("15 August 1281", "correct"),
            ("16 August 1281", "close wrong-day"),
            ("1281", "close coarser"),
        ],
    );
}

#[test]
fn an_accepted_date_is_right() {
    table(
        "1274-11 year accept 1274-10",
        &[
            ("1274", "correct"),
            ("November 1274", "correct"),
            ("October 1274", "correct accepted"),
            ("20 October 1274", "correct accepted"),
            ("September 1274", "close wrong-month"),
            ("1275", "wrong off-years 1 over"),
        ],
    );
    table(
        "1281-08-15 month accept 1281-08-16",
        &[
            ("15 August 1281", "correct"),
            ("16 August 1281", "correct accepted"),
            ("17 August 1281", "close wrong-day"),
        ],
    );
    table(
        "1275 accept 1276",
        &[
            ("1275", "correct"),
            ("1276", "correct accepted"),
            ("ca. 1276", "close approximate"),
            ("1277", "wrong off-years 2 over"),
        ],
    );
    table(
        "1281-08-15 accept 1281-08",
        &[
            ("August 1281", "correct accepted"),
            ("10 August 1281", "close wrong-day"),
            ("1281", "close coarser"),
        ],
    );
}

#[test]
fn a_margin_reaches_once_for_right_and_three_times_for_close() {
    table(
        "1580 margin 5",
        &[
            ("1580", "correct"),
            ("1585", "correct within-margin"),
            ("1575", "correct within-margin"),
            ("May 1583", "correct within-margin"),
            ("1586", "close off-years 6 over"),
            ("1565", "close off-years 15 under"),
            ("1564", "wrong off-years 16 under"),
            ("about 1580", "close approximate"),
        ],
    );
    table(
        "1580~ margin 5",
        &[
            ("about 1580", "correct"),
            ("ca. 1583", "correct within-margin"),
            ("1580", "correct"),
        ],
    );
}

#[test]
fn a_century_holds_all_its_years() {
    table(
        "12XX",
        &[
            ("13th century", "correct"),
            ("1200s", "correct"),
            ("1281", "correct"),
            ("1280s", "correct"),
            ("15 August 1281", "correct"),
            ("early 13th century", "correct"),
            ("about 13th century", "correct"),
            ("1300", "correct"),
            ("1200", "correct"),
            ("1201-1300", "close coarser"),
            ("1250-1280", "correct"),
            ("13th", "correct"),
            ("13", "correct"),
            ("XIII", "correct"),
            ("thirteenth", "correct"),
            ("12th", "wrong off-centuries 1 under"),
            ("12", "wrong off-centuries 1 under"),
            ("14th century", "wrong off-centuries 1 over"),
            ("1301", "wrong off-centuries 1 over"),
            ("1099", "wrong off-centuries 2 under"),
            ("13th century BC", "wrong wrong-era"),
        ],
    );
    table(
        "1300",
        &[
            ("13th century", "close coarser"),
            ("14th century", "close coarser"),
            ("12th century", "wrong off-centuries 2 under"),
        ],
    );
    table(
        "1300 century",
        &[
            ("14th century", "correct"),
            ("13th century", "correct"),
            ("12th century", "wrong off-centuries 2 under"),
        ],
    );
    table(
        "-0299/-0200",
        &[
            ("3rd century BC", "correct"),
            ("250 BC", "correct"),
            ("300 BC to 201 BC", "correct"),
            ("4th century BC", "wrong off-centuries 1 under"),
            ("1st century", "wrong off-centuries 3 over"),
            ("3rd century", "close no-era"),
            ("third", "close no-era"),
            ("3rd century AD", "wrong wrong-era"),
        ],
    );
}

#[test]
fn a_decade_holds_all_its_years() {
    table(
        "1281-08-15 decade",
        &[
            ("1280s", "correct"),
            ("1284", "correct"),
            ("March 1284", "correct"),
            ("1290s", "wrong off-decades 1 over"),
            ("1274", "wrong off-decades 1 under"),
            ("13th century", "close coarser"),
        ],
    );
    table(
        "120X",
        &[
            ("1200s", "correct read as the decade 1200 to 1209"),
            ("1205", "correct"),
            ("13th century", "close coarser"),
        ],
    );
    table("125X", &[("1200s", "close coarser")]);
}

#[test]
fn figures_with_two_readings_count_as_the_right_one() {
    table(
        "1972-04-03",
        &[
            ("03/04/1972", "correct read as 3 April 1972"),
            ("04/03/1972", "correct read as 3 April 1972"),
            ("05/06/1972", "close wrong-month"),
            ("04/06/1972", "close wrong-month"),
            ("03/04/1973", "wrong wrong-year 1 over"),
        ],
    );
    table("1972", &[("03/04/1972", "correct")]);
    table("1972-04-05", &[("03/04/1972", "close wrong-day")]);
    table("1909", &[("1909-10", "correct read as October 1909")]);
    table("1905", &[("1909-10", "wrong off-years 4 over")]);
    table("1909-09", &[("1909-10", "close wrong-month")]);
    table(
        "1910",
        &[("1909-10", "ambiguous: October 1909 | 1909 to 1910")],
    );
}

#[test]
fn years_before_christ_are_told_from_those_after() {
    table(
        "-0043-03-15",
        &[
            ("15 March 44 BC", "correct"),
            ("44 BC", "close coarser"),
            ("44", "close coarser"),
            (
                "15 March 44",
                "the year is cut short; give all its digits, or AD or BC with it",
            ),
            ("AD 44", "wrong wrong-era"),
            ("15 March AD 44", "wrong wrong-era"),
            ("43 BC", "wrong off-years 1 over"),
            ("15 March 45 BC", "wrong wrong-year 1 under"),
        ],
    );
    table(
        "0079",
        &[
            ("79", "correct"),
            ("AD 79", "correct"),
            ("80", "wrong off-years 1 over"),
            ("1979", "wrong off-years 1900 over"),
        ],
    );
}

#[test]
fn where_the_question_says_bc_nobody_has_to_repeat_it() {
    table(
        "-0043 bc",
        &[
            ("44", "correct"),
            ("44 BC", "correct"),
            ("43", "wrong off-years 1 over"),
            ("AD 44", "wrong wrong-era"),
            ("44 AD", "wrong wrong-era"),
        ],
    );
    table(
        "-1699/-1600 bc",
        &[
            ("17", "correct"),
            ("17th", "correct"),
            ("seventeenth", "correct"),
            ("17th century", "correct"),
            ("1628", "correct"),
            ("18th", "wrong off-centuries 1 under"),
            ("17th century AD", "wrong wrong-era"),
        ],
    );
    table("-0043 year", &[("44", "close no-era")]);
    table("0079 bc", &[("79", "correct")]);
}

#[test]
fn a_season_is_asked_as_a_season() {
    table(
        "1968-21",
        &[
            ("1968", "close no-season"),
            ("1960s", "close no-season"),
            ("spring 1968", "correct"),
        ],
    );
}

#[test]
fn a_span_is_compared_edge_by_edge() {
    table(
        "2012/2017",
        &[
            ("2012-2017", "correct"),
            ("from 2012 to 2017", "correct"),
            ("2012-17", "correct"),
            ("May 2012 to 2017", "correct"),
            ("2012", "close one-end"),
            ("2017", "close one-end"),
            ("2010s", "close coarser"),
            ("2011-2017", "wrong off-years 1 under"),
            ("2012-2018", "wrong off-years 1 over"),
            ("2018", "wrong off-years 1 over"),
            ("2014", "wrong off-years 2 over"),
            ("since 2012", "close one-end"),
            ("about 2012 to 2017", "close approximate"),
        ],
    );
    table(
        "2012/2017 decade",
        &[("2010s", "correct"), ("2015", "correct")],
    );
    table(
        "1970-03-15/1970-09-13",
        &[
            ("15 March to 13 September 1970", "correct"),
            ("15 March to 14 September 1970", "close wrong-day"),
            ("1970", "close coarser"),
            ("15 March 1970", "close one-end"),
        ],
    );
    table(
        "1945/..",
        &[
            ("since 1945", "correct"),
            ("1945", "correct"),
            ("1946", "wrong off-years 1 over"),
            ("1945-1950", "wrong different"),
        ],
    );
}

#[test]
fn another_card_s_date_is_known_by_its_finest_part_that_agrees() {
    let same = |edtf: &str, asked, typed| same_date(&date(edtf), asked, typed, DateOrder::DayFirst);
    assert_eq!(same("1275", Precision::Year, "1275"), Some(Precision::Year));
    assert_eq!(
        same("1275", Precision::Year, "May 1275"),
        Some(Precision::Year)
    );
    assert_eq!(same("1275", Precision::Year, "1276"), None);
    assert_eq!(
        same("1281-08-15", Precision::Day, "15.8.1281"),
        Some(Precision::Day)
    );
    assert_eq!(
        same("1281-08-15", Precision::Year, "15.8.1281"),
        Some(Precision::Year)
    );
    assert_eq!(
        same("1281-08-15", Precision::Day, "August 1281"),
        Some(Precision::Month)
    );
    assert_eq!(
        same("1281-08-15", Precision::Day, "May 1281"),
        Some(Precision::Year)
    );
    assert_eq!(
        same("1972-04-03", Precision::Day, "04/03/1972"),
        Some(Precision::Day)
    );
    assert_eq!(same("12XX", Precision::Century, "13th century"), None);
    assert_eq!(
        same("2012/2017", Precision::Year, "2012-17"),
        Some(Precision::Year)
    );
    assert_eq!(same("2012/2017", Precision::Year, "2012"), None);
    assert_eq!(same("1281", Precision::Year, "banana"), None);
}

fn expected_date() -> impl Strategy<Value = HistoricDate> {
    let point = || {
        (
            (-9998_i32..=9999, 0_u16..1000),
            (1_u8..=12, 1_u8..=28),
            0_u8..6,
            prop::sample::select(vec!["", "~", "?"]),
        )
            .prop_map(|((year, digits), (month, day), shape, doubt)| {
                let sign = if year < 0 { "-" } else { "" };
                let year = format!("{sign}{:04}", year.abs());
                let date = match shape {
                    0 => year,
                    1 => format!("{year}-{month:02}"),
                    2 => format!("{year}-{}", 21 + month % 4),
                    3 => format!("{digits:03}X"),
                    4 => format!("{:02}XX", digits % 100),
                    _ => format!("{year}-{month:02}-{day:02}"),
                };
                date + doubt
            })
    };
    prop_oneof![
        3 => point(),
        1 => (point(), point()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => point().prop_map(|start| format!("{start}/..")),
    ]
    .prop_filter_map("a date that exists", |edtf| HistoricDate::parse(&edtf).ok())
}

proptest! {
    #[test]
    fn the_answer_as_shown_is_always_right(
        expected in expected_date(),
        asked in prop::sample::select(vec![
            Precision::Century, Precision::Decade, Precision::Year, Precision::Month, Precision::Day,
        ]),
        margin_years in 0_u32..10,
    ) {
        let asked = asked.min(expected.precision());
        let key = DateKey { expected: &expected, asked, accept: &[], margin_years, said_era: SaidEra::None };
        for shown in [expected.at(asked).to_string(), expected.to_string()] {
            let verdict = judge(&key, &shown, DateOrder::DayFirst).map(|judgement| judgement.verdict);
            prop_assert_eq!(verdict, Ok(Verdict::Correct), "{} for {}", shown, expected.edtf());
        }
    }

    #[test]
    fn any_text_is_judged_without_a_panic(
        expected in expected_date(),
        accepted in expected_date(),
        typed in "[0-9]{1,4}( BC| AD|s|-[0-9]{1,4}|/[0-9]{1,2}/[0-9]{1,4}| to [0-9]{4}|th century)?",
    ) {
        let accept = [accepted];
        let key = DateKey {
            expected: &expected,
            asked: expected.precision(),
            accept: &accept,
            margin_years: 3,
            said_era: SaidEra::BeforeChrist,
        };
        if let Ok(judgement) = judge(&key, &typed, DateOrder::MonthFirst) {
            prop_assert_eq!(judgement.miss.is_none(), judgement.verdict == Verdict::Correct);
        }
    }
}
