use super::super::{Calendar, HistoricDate, Precision};
use super::EdtfReason;

#[track_caller]
fn keeps(edtf: &str) {
    let date = HistoricDate::parse(edtf).expect("a date");
    assert_eq!(date.edtf(), edtf);
}

#[track_caller]
fn refuses(edtf: &str, offset: usize, message: &str, suggestion: Option<&str>) {
    let problem = HistoricDate::parse(edtf).expect_err("no date of a deck");
    assert_eq!(
        (
            problem.offset(),
            problem.to_string().as_str(),
            problem.suggestion().as_deref()
        ),
        (offset, message, suggestion),
        "{edtf:?}"
    );
}

/// The same for a text whose offset and message do not matter.
#[track_caller]
fn suggests(edtf: &str, suggestion: Option<&str>) {
    let problem = HistoricDate::parse(edtf).expect_err("no date of a deck");
    assert_eq!(problem.suggestion().as_deref(), suggestion, "{edtf:?}");
}

#[test]
fn what_decks_may_hold_is_kept_as_written() {
    for edtf in [
        "1972-02-24",
        "1281-08",
        "1281",
        "0079",
        "0000",
        "-0043",
        "-0043-03-15",
        "197X",
        "12XX",
        "00XX",
        "1580~",
        "1580?",
        "1580%",
        "1281-08-15~",
        "12XX~",
        "1990-21",
        "1990-24",
        "2012/2017",
        "1970-03-15/1970-09-13",
        "1970/1972-02",
        "1580~/1590?",
        "1971/..",
        "../1971",
        "1971/",
        "/1971",
        "-0299/-0200",
        "-0299/0100",
        "13XX/14XX",
    ] {
        keeps(edtf);
    }
}

#[test]
fn precision_follows_from_what_is_written() {
    for (edtf, precision) in [
        ("12XX", Precision::Century),
        ("-0299/-0200", Precision::Century),
        ("197X", Precision::Decade),
        ("1972", Precision::Year),
        ("1972-02", Precision::Month),
        ("1972-02-24", Precision::Day),
    ] {
        let date = HistoricDate::parse(edtf).expect("a date");
        assert_eq!(date.precision(), precision, "{edtf}");
    }
}

#[test]
fn a_date_that_does_not_exist_says_why_and_where() {
    refuses("1274-13", 5, "there is no month 13", None);
    refuses("1281-04-31", 8, "April has 30 days", None);
    refuses("1281-13-31", 5, "there is no month 13", None);
    refuses("1281-02-30", 8, "February has 29 days at most", None);
    refuses("1973-02-29", 8, "February has 28 days in 1973", None);
    refuses("1281-00", 5, "there is no month 0", None);
    refuses("1281-08-00", 8, "there is no day 0", None);
    refuses("2017/2012", 5, "it ends before it starts", None);
    refuses(
        "1300-02-29",
        8,
        "February has 28 days in 1300; 29 in the Julian calendar: add \"calendar: julian\"",
        None,
    );
}

#[test]
fn a_digit_too_few_is_named_and_mended() {
    refuses(
        "1274-2-5",
        5,
        "month and day have two digits each",
        Some("1274-02-05"),
    );
    refuses(
        "1274-02-5",
        8,
        "month and day have two digits each",
        Some("1274-02-05"),
    );
    refuses("79", 0, "a year has four digits, 0079 for AD 79", None);
    suggests("281", Some("0281"));
}

#[test]
fn a_date_as_people_write_it_is_mended() {
    suggests("24 February 1972", Some("1972-02-24"));
    suggests("February 1972", Some("1972-02"));
    suggests("1972/02/24", Some("1972-02-24"));
    suggests("24.2.1972", Some("1972-02-24"));
    suggests("44 BC", Some("-0043"));
    suggests("AD 79", Some("0079"));
    suggests("13th century", Some("12XX"));
    suggests("3rd century BC", Some("-0299/-0200"));
    suggests("the 1280s", Some("128X"));
    suggests("c. 1281", Some("1281~"));
    suggests("~1281", Some("1281~"));
    suggests("2012 to 2017", Some("2012/2017"));
    suggests("2012-2017", Some("2012/2017"));
    suggests("1637-38", Some("1637/1638"));
    suggests("since 1945", Some("1945/.."));
    suggests(" 1972", Some("1972"));
    suggests("１９７２", Some("1972"));
}

#[test]
fn nothing_is_suggested_where_it_is_in_doubt_what_was_meant() {
    suggests("3/4/1972", None);
    suggests("early 13th century", None);
    suggests("banana", None);
    suggests("'72", None);
}

#[test]
fn forms_that_cannot_be_asked_are_refused_by_name() {
    #[track_caller]
    fn reason(edtf: &str, reason: EdtfReason, suggestion: Option<&str>) {
        let problem = HistoricDate::parse(edtf).expect_err("no date of a deck");
        assert_eq!(
            (problem.reason(), problem.suggestion().as_deref()),
            (reason, suggestion),
            "{edtf:?}"
        );
    }
    reason("", EdtfReason::Empty, None);
    reason("{1281,1274}", EdtfReason::Set, None);
    reason("[1281,1274]", EdtfReason::Set, None);
    reason("Y17E7", EdtfReason::LongYear, None);
    reason("1972-02-24T09:00", EdtfReason::Time, Some("1972-02-24"));
    reason("1985-XX-XX", EdtfReason::UnknownPart, Some("1985"));
    reason("1985-04-XX", EdtfReason::UnknownPart, Some("1985-04"));
    reason("1XXX", EdtfReason::UnknownPart, None);
    reason("19X5", EdtfReason::UnknownPart, None);
    reason("-02XX", EdtfReason::UnknownDigitsBc, None);
    reason("2004-06~-11", EdtfReason::InnerDoubt, None);
    reason("1972-33", EdtfReason::PartOfYear, None);
    reason("1971/1972/1973", EdtfReason::ThirdEdge, None);
    reason("../..", EdtfReason::NoEdge, None);
    reason("/", EdtfReason::NoEdge, None);
    reason("1972-02-24-01", EdtfReason::Prose, None);
    reason("1972-", EdtfReason::Prose, None);
    reason("-0000", EdtfReason::MinusZero, None);
    reason(
        "-9999",
        EdtfReason::NoSuchDate(super::NoSuchDate::Year),
        None,
    );
}

#[test]
fn a_problem_points_into_the_text() {
    for edtf in ["１９７２", "24 Février 1972", "1972-é", "1972-02-24T", "é"] {
        let problem = HistoricDate::parse(edtf).expect_err("no date of a deck");
        assert!(edtf.is_char_boundary(problem.offset()), "{edtf}");
    }
}

#[test]
fn other_calendars_have_their_own_leap_days() {
    for calendar in [Calendar::Julian, Calendar::Lunar, Calendar::Unknown] {
        let date = HistoricDate::parse_in("1300-02-29", calendar).expect("a date");
        assert_eq!(date.calendar(), calendar);
    }
}
