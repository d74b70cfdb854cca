use proptest::prelude::*;

use super::super::{Calendar, DateOrder, HistoricDate};
use super::{UnreadableDate, read};

/// The readings as EDTF, with ` | ` between two.
fn readings(typed: &str, order: DateOrder) -> String {
    match read(typed, order) {
        Ok(date) => {
            let readings: Vec<_> = date.readings().map(HistoricDate::edtf).collect();
            readings.join(" | ")
        }
        Err(error) => error.to_string(),
    }
}

#[track_caller]
fn reads(typed: &str, edtf: &str) {
    assert_eq!(readings(typed, DateOrder::DayFirst), edtf, "{typed:?}");
}

#[track_caller]
fn all_read(typed: &[&str], edtf: &str) {
    for typed in typed {
        reads(typed, edtf);
    }
}

#[test]
fn a_day_is_read_in_all_the_ways_people_write_it() {
    all_read(
        &[
            "15 August 1281",
            "August 15th, 1281",
            "Aug 15, 1281",
            "Aug. 15, 1281.",
            "15th of August 1281",
            "15th of August, 1281",
            "the 15th of August 1281",
            "on 15 august 1281",
            "fifteenth of August 1281",
            "AUGUST 15 1281",
            "  15   Agust  1281 ",
            "1281 August 15",
            "15-Aug-1281",
            "1281-08-15",
            "1281/8/15",
            "15.8.1281",
            "15. 8. 1281",
            "15.08.1281",
            "15/8/1281",
            "8/15/1281",
            "１５．８．１２８１",
            "15 August 1281 AD",
            "15–8–1281",
            "15.VIII.1281",
            "15 viii 1281",
            "15 August in 1281",
            "15 August in the year 1281",
            "it was on 15 August 1281",
            "Friday, 15 August 1281",
            "fri 15.8.1281",
            "(15 August 1281)",
            "“15 August 1281”!",
            "\u{200E}15 August 1281\u{202C}",
            "\u{FEFF}15\u{A0}August\u{2009}1281",
            "١٥ August ١٢٨١",
            "᠑᠒᠘᠑-᠐᠘-᠑᠕",
        ],
        "1281-08-15",
    );
}

#[test]
fn a_month_is_read_in_all_the_ways_people_write_it() {
    all_read(
        &[
            "Aug 1281",
            "August, 1281",
            "august of 1281",
            "in August 1281",
            "1281-08",
            "8/1281",
            "08.1281",
            "1281 Aug",
        ],
        "1281-08",
    );
    reads("Febuary 1972", "1972-02");
}

#[test]
fn a_year_is_read_with_and_without_its_era() {
    all_read(
        &[
            "1281",
            "in 1281",
            "the year 1281",
            "it was 1281",
            "1281.",
            "1281!",
            "1281 CE",
            "Anno Domini 1281",
            "1281 after Christ",
        ],
        "1281",
    );
    all_read(
        &[
            "AD 79", "79 AD", "79 CE", "A.D. 79", "A. D. 79", "ad79", "0079",
        ],
        "0079",
    );
    all_read(
        &[
            "44 BC",
            "44 BCE",
            "44 B.C.",
            "44 B. C.",
            "44 b.c.e.",
            "44BC",
            "44 before Christ",
            "44 before the common era",
            "-0043",
        ],
        "-0043",
    );
    reads("15 March 44 BC", "-0043-03-15");
    reads("24 August AD 79", "0079-08-24");
}

#[test]
fn a_year_without_its_century_is_refused_or_marked() {
    for typed in [
        "'72",
        "’72",
        "24 Feb 72",
        "24 Feb '72",
        "3/4/72",
        "the 80s",
        "'80s",
    ] {
        assert_eq!(
            read(typed, DateOrder::DayFirst),
            Err(UnreadableDate::ShortYear),
            "{typed}"
        );
    }
    let short = read("79", DateOrder::DayFirst).expect("a year");
    assert!(short.is_short_year());
    let whole = read("AD 79", DateOrder::DayFirst).expect("a year");
    assert!(!whole.is_short_year());
}

#[test]
fn centuries_are_read_in_all_the_ways_people_write_them() {
    all_read(
        &[
            "13th century",
            "13th c.",
            "the 13th century",
            "13th-century",
            "thirteenth century",
            "13 century",
            "C13",
            "12XX",
            "12xx",
            "1200s",
            "the 1200s",
            "1200's",
            "13th century AD",
            "13th cent.",
            "XIII century",
            "the XIIIth century",
            "13th centry",
            "end of the 13th century",
        ],
        "12XX",
    );
    all_read(
        &["3rd century BC", "third century BCE", "200s BC"],
        "-0299/-0200",
    );
    reads("twenty-first century", "20XX");
}

#[test]
fn decades_are_read_in_all_the_ways_people_write_them() {
    all_read(
        &["1280s", "the 1280s", "1280's", "in the 1280s", "128X"],
        "128X",
    );
    reads("the 280s BC", "-0288/-0279");
    reads("the decade 1200-1209", "120X");
    reads("the decade 1200 to 1210", "this is not a date");
}

#[test]
fn hundreds_may_be_meant_as_a_decade() {
    let as_decade = |typed| {
        let typed = read(typed, DateOrder::DayFirst).expect("a century");
        typed.as_decade().map(|date| date.edtf())
    };
    assert_eq!(as_decade("1200s").as_deref(), Some("120X"));
    assert_eq!(as_decade("200s BC").as_deref(), Some("-0208/-0199"));
    assert_eq!(as_decade("13th century"), None);
}

#[test]
fn a_part_of_a_century_narrows_its_years() {
    let years = |typed| {
        let typed = read(typed, DateOrder::DayFirst).expect("a date");
        let (first, last) = typed.years().expect("years");
        (first.number(), last.number())
    };
    assert_eq!(years("13th century"), (1200, 1299));
    assert_eq!(years("early 13th century"), (1200, 1229));
    assert_eq!(years("mid-13th century"), (1230, 1269));
    assert_eq!(years("late 13th century"), (1270, 1299));
    assert_eq!(years("early 1280s"), (1280, 1282));
    assert_eq!(years("late 1281"), (1281, 1281));
    reads("late 13th century", "12XX");
}

#[test]
fn doubt_is_read_in_words_and_signs() {
    all_read(
        &[
            "ca. 1281",
            "ca 1281",
            "c. 1281",
            "c1281",
            "~1281",
            "~ 1281",
            "1281~",
            "about 1281",
            "around 1281",
            "circa 1281",
            "in about 1281",
            "approximately 1281",
            "1281 or so",
            "1281ish",
            "1281-ish",
        ],
        "1281~",
    );
    all_read(&["perhaps 1281", "1281?"], "1281?");
    reads("c. 79", "0079~");
    assert!(read("ca. August 1281", DateOrder::DayFirst).is_ok_and(|date| date.is_approximate()));
}

#[test]
fn spans_are_read_in_all_the_ways_people_write_them() {
    all_read(
        &[
            "2012-2017",
            "2012–2017",
            "2012 – 2017",
            "2012 to 2017",
            "from 2012 to 2017",
            "between 2012 and 2017",
            "2012/2017",
            "2012 → 2017",
            "2012->2017",
            "2012–17",
            "2012 until 2017",
            "2012 to 17",
        ],
        "2012/2017",
    );
    reads("1637-38", "1637/1638");
    reads("1637-8", "1637-08 | 1637/1638");
    reads("44-40 BC", "-0043/-0039");
    reads("44 BC to AD 14", "-0043/0014");
    reads("300–201 BC", "-0299/-0200");
    reads("12-15 August 1281", "1281-08-12/1281-08-15");
    reads("12th to 15th of August 1281", "1281-08-12/1281-08-15");
    reads("15 March to 13 September 1970", "1970-03-15/1970-09-13");
    reads("March 15 to September 13, 1970", "1970-03-15/1970-09-13");
    reads("March to May 1970", "1970-03/1970-05");
    reads("13th to 15th century", "12XX/14XX");
    reads("15.3.1970 - 13.9.1970", "1970-03-15/1970-09-13");
}

#[test]
fn spans_without_an_end_are_read() {
    all_read(
        &["1971 or later", "since 1971", "1971 onwards", "1971/.."],
        "1971/..",
    );
    all_read(&["1971 or earlier", "../1971"], "../1971");
    all_read(&["from 1971", "1971/"], "1971/");
    all_read(&["until 1971", "/1971"], "/1971");
}

#[test]
fn seasons_are_read() {
    all_read(
        &[
            "spring 1990",
            "Spring of 1990",
            "in the spring of 1990",
            "1990-21",
        ],
        "1990-21",
    );
    reads("fall 1281", "1281-23");
}

#[test]
fn both_readings_of_figures_are_kept_and_the_order_says_which_is_first() {
    reads("03/04/1972", "1972-04-03 | 1972-03-04");
    reads("3-4-1972", "1972-04-03 | 1972-03-04");
    assert_eq!(
        readings("03/04/1972", DateOrder::MonthFirst),
        "1972-03-04 | 1972-04-03"
    );
    reads("4/4/1972", "1972-04-04");
    reads("3.4.1972", "1972-04-03");
    reads("1909-10", "1909-10 | 1909/1910");
    reads("1909–10", "1909/1910");
    reads("1281-08", "1281-08");
}

#[test]
fn dates_that_do_not_exist_are_refused_with_the_reason() {
    reads("1281-13", "there is no month 13");
    reads("1281-13-01", "there is no month 13");
    reads("1281-00", "there is no month 0");
    reads("31 April 1281", "April has 30 days");
    reads("31/4/1281", "April has 30 days");
    reads("13/13/1281", "there is no month 13");
    reads("30 February 1281", "February has 29 days at most");
    reads("29 February 1281", "February has 28 days in 1281");
    reads("0 August 1281", "there is no day 0");
    reads("0", "there is no year 0; 1 BC is followed by AD 1");
    reads("12811", "years go from 9999 BC to 9999");
    reads("99999999999999999999", "years go from 9999 BC to 9999");
    reads(
        "200th century",
        "centuries go from the 100th BC to the 100th",
    );
    reads("2017-2012", "it ends before it starts");
    reads("2017 to 2012", "it ends before it starts");
}

#[test]
fn a_leap_day_of_the_julian_calendar_exists() {
    reads("29 February 1300", "1300-02-29");
    let typed = read("29/2/1300", DateOrder::DayFirst).expect("a day");
    assert_eq!(typed.first().calendar(), Calendar::Julian);
    reads("29 February 1900", "1900-02-29");
    reads("29 February 1200", "1200-02-29");
}

#[test]
fn a_date_without_a_year_is_refused_as_such() {
    for typed in ["August", "15 August", "August 15th", "Aug 15", "15/8"] {
        reads(typed, "the year is missing");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for typed in [
        "",
        " ",
        "?",
        "banana",
        "1,281",
        "1281 ships",
        "juny 1281",
        "15 16 August 1281",
        "August August 1281",
        "before 1281",
        "two years later",
        "1281;1274",
        "12 81",
        "BC",
        "AD",
        "the",
        "-",
        "to",
        "1972-",
        "--1972",
        "century",
        "XX",
        "1281 or",
        "½",
        "1e3",
        "+1281",
        "12.81",
        "XIII",
        "I274",
        "197_",
        "15 xiii 1281",
        "1281 or 1282",
        "Friday",
        "it was",
        "ish",
        "or so",
    ] {
        assert!(
            matches!(
                read(typed, DateOrder::DayFirst),
                Err(UnreadableDate::NotADate | UnreadableDate::NoYear)
            ),
            "{typed:?} was read as {}",
            readings(typed, DateOrder::DayFirst)
        );
    }
}

#[test]
fn a_long_text_is_refused_at_once() {
    let long = "1281 ".repeat(250_000);
    assert_eq!(
        read(&long, DateOrder::DayFirst),
        Err(UnreadableDate::NotADate)
    );
}

fn edtf_point() -> impl Strategy<Value = String> {
    let year = (-9998_i32..=9999).prop_map(|year| {
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}", year.abs())
    });
    let date = (year, 1_u8..=12, 1_u8..=28, 0_u16..1000, 0_u8..6).prop_map(
        |(year, month, day, digits, shape)| match shape {
            0 => year,
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{}", 21 + month % 4),
            3 => format!("{digits:03}X"),
            4 => format!("{:02}XX", digits % 100),
            _ => format!("{year}-{month:02}-{day:02}"),
        },
    );
    (date, prop::sample::select(vec!["", "~", "?", "%"])).prop_map(|(date, doubt)| date + doubt)
}

fn edtf_date() -> impl Strategy<Value = HistoricDate> {
    let edge =
        || prop_oneof![8 => edtf_point(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    prop_oneof![
        edtf_point(),
        (edge(), edge()).prop_map(|(start, end)| format!("{start}/{end}")),
        (-100_i32..0).prop_map(|n| format!("-{:04}/-{:04}", -100 * n - 1, -100 * n - 100)),
        (-999_i32..-1).prop_map(|n| format!("-{:04}/-{:04}", -10 * n - 2, -10 * n - 11)),
    ]
    .prop_filter_map("a date that exists", |edtf| HistoricDate::parse(&edtf).ok())
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_a_panic(typed in "\\PC{0,40}") {
        let _ = read(&typed, DateOrder::DayFirst);
        let _ = HistoricDate::parse(&typed).map_err(|problem| problem.to_string());
    }

    #[test]
    fn any_words_of_dates_are_read_or_refused_without_a_panic(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "1281", "15", "8", "0", "99999999999", "th", "august", "-", "–", "/", ".", ",", "to", "bc", "ad", "century",
                "s", "'", "c", "about", "early", "decade", "the", "from", "or", "later", "spring", "xx", "~", "?", "twenty",
                "first", "between", "and", "until", "friday", "viii", "xiii", "anno", "domini", "b", "c", "e", "→", "(", ")",
                "ish", "so", "it", "was", "end", "in", "year", "??", "!",
            ]),
            0..12,
        ),
        gap in prop::sample::select(vec!["", " "]),
    ) {
        let typed = words.join(gap);
        if let Ok(date) = read(&typed, DateOrder::MonthFirst) {
            prop_assert!(date.second() != Some(date.first()));
            let _ = (date.years(), date.as_decade(), date.first().to_string());
        }
        let _ = HistoricDate::parse(&typed).map_err(|problem| problem.to_string());
    }

    #[test]
    fn what_is_shown_is_read_back_as_the_same_date(date in edtf_date()) {
        let shown = date.to_string();
        let typed = read(&shown, DateOrder::DayFirst);
        let typed = typed.map_err(|error| TestCaseError::fail(format!("{shown}: {error}")))?;
        prop_assert_eq!((typed.first(), typed.second()), (&date, None), "{}", shown);
    }

    #[test]
    fn edtf_is_read_back_as_the_same_date(date in edtf_date()) {
        let edtf = date.edtf();
        prop_assert_eq!(HistoricDate::parse(&edtf), Ok(date), "{}", edtf);
        prop_assert!(edtf_core::is_valid(&edtf), "{}", edtf);
    }
}
