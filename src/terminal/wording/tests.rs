//! Every miss, note and refusal has its words.

use super::refusal::unreadable;
use super::*;
use crate::grading::{End, Judgement, Miss, Note, Side, Unreadable};
use crate::quantity::Number;
use crate::review::Verdict;
use crate::session::Invalid;
use crate::when::{HistoricDate, Precision};

fn number(text: &str) -> Number {
    text.parse().expect("a number")
}

fn date(edtf: &str) -> HistoricDate {
    HistoricDate::parse(edtf).expect("a date")
}

fn other_card(at: Option<Precision>) -> Miss {
    Miss::OtherCard {
        fact: "second-fleet".parse().expect("a fact"),
        about: "the second fleet".to_owned(),
        at,
    }
}

#[test]
fn not_knowing_is_not_called_wrong() {
    let judgement = |miss| Judgement {
        verdict: Verdict::Wrong,
        miss: Some(miss),
        note: None,
        feedback: None,
    };
    let unknown = headline(&judgement(Miss::Unknown));
    assert_eq!((unknown.word, unknown.miss), ("Not known yet", None));
    let different = headline(&judgement(Miss::Different));
    assert_eq!((different.word, different.miss), ("Wrong", None));
}

#[test]
fn a_missed_date_has_its_words() {
    use Side::{Over, Under};
    let off_periods = |unit, count| Miss::OffPeriods {
        unit,
        count,
        side: Over,
    };
    for (given, words) in [
        (Miss::Unknown, "not known"),
        (
            other_card(Some(Precision::Year)),
            "that is the year of the second fleet",
        ),
        (other_card(None), "that belongs to the second fleet"),
        (
            Miss::Coarser {
                asked: Precision::Day,
            },
            "right, but the day is asked",
        ),
        (
            Miss::OneEnd { given: End::First },
            "that is the start; the end is asked too",
        ),
        (
            Miss::OneEnd { given: End::Last },
            "that is the end; the start is asked too",
        ),
        (Miss::NoSeason, "right, but the season is asked"),
        (Miss::NoEra, "right number; say BC with it"),
        (Miss::WrongMonth, "right year, wrong month"),
        (Miss::WrongDay, "right month, wrong day"),
        (
            Miss::WrongYear {
                years: 2,
                side: Over,
            },
            "right day and month, but 2 years too late",
        ),
        (Miss::WrongEra, "right number, but BC and AD are mixed up"),
        (
            Miss::OffYears {
                years: 7,
                side: Under,
            },
            "off by 7 years",
        ),
        (
            Miss::OffYears {
                years: 1,
                side: Over,
            },
            "off by 1 year",
        ),
        (off_periods(Precision::Decade, 2), "off by 2 decades"),
        (off_periods(Precision::Century, 1), "off by 1 century"),
        (off_periods(Precision::Century, 3), "off by 3 centuries"),
        (Miss::Approximate, "right, but the year is known exactly"),
    ] {
        assert_eq!(miss(&given), words, "{given:?}");
    }
}

#[test]
fn a_missed_figure_or_text_has_its_words() {
    use Side::{Over, Under};
    let set = |missing: &[&str], extra: &[&str]| Miss::Set {
        missing: missing.iter().map(ToString::to_string).collect(),
        extra: extra.iter().map(ToString::to_string).collect(),
    };
    for (given, words) in [
        (
            Miss::OffPercent {
                percent: 12,
                side: Over,
            },
            "12 % high",
        ),
        (
            Miss::OffPercent {
                percent: 3,
                side: Under,
            },
            "3 % low",
        ),
        (
            Miss::OffAmount {
                amount: number("2"),
                side: Under,
            },
            "2 too low",
        ),
        (
            Miss::OffFactor {
                power: 1,
                side: Over,
            },
            "one zero too many",
        ),
        (
            Miss::OffFactor {
                power: 2,
                side: Under,
            },
            "two zeros too few",
        ),
        (Miss::Share, "as a share; a percentage is asked"),
        (
            Miss::WrongUnit {
                wanted: "km".to_owned(),
            },
            "the answer is in km",
        ),
        (
            Miss::WrongDirection,
            "right figure, but “more” and “less” are mixed up",
        ),
        (Miss::Spelling, "nearly, but the spelling is off"),
        (Miss::Case, "right but for capital and small letters"),
        (Miss::Diacritics, "right but for the marks on the letters"),
        (
            Miss::Part {
                of: "Ferdinand de Lesseps".to_owned(),
            },
            "part of it: Ferdinand de Lesseps; a teacher can let that count",
        ),
        (Miss::Different, "not that"),
        (set(&["Iki"], &[]), "missing: Iki"),
        (
            set(&["Iki", "Tsushima"], &["Kyoto"]),
            "missing: Iki, Tsushima; not among them: Kyoto",
        ),
        (Miss::Places { right: 2, of: 3 }, "2 of 3 in place"),
        (Miss::Places { right: 0, of: 3 }, "none in its place"),
    ] {
        assert_eq!(miss(&given), words, "{given:?}");
    }
}

#[test]
fn every_note_has_its_words() {
    for (given, words) in [
        (
            Note::Spelling {
                right: "Kōan".to_owned(),
            },
            "check the spelling: Kōan",
        ),
        (Note::Accepted, "that counts too"),
        (Note::ReadDate(date("1972-04-03")), "read as 3 April 1972"),
        (Note::ReadNumber(number("1234")), "read as 1,234"),
        (
            Note::Converted {
                number: number("1200"),
                unit: "km".to_owned(),
            },
            "that is 1,200 km",
        ),
        (Note::WithinMargin, "near enough"),
    ] {
        assert_eq!(note(&given), words, "{given:?}");
    }
}

#[test]
fn what_cannot_be_read_says_what_to_write() {
    for (given, words) in [
        (
            Unreadable::NotADate,
            "this is not a date; write it like 1281, August 1281 or 15 August 1281",
        ),
        (
            Unreadable::NoSuchDate("there is no month 13".to_owned()),
            "there is no month 13",
        ),
        (
            Unreadable::AmbiguousDate(date("1972-04-03"), date("1972-03-04")),
            "this can be 3 April 1972 or 4 March 1972; write the month as a word",
        ),
        (
            Unreadable::NotANumber,
            "this is not a figure; write it like 20,000 or 1.65 million",
        ),
        (
            Unreadable::AmbiguousNumber(number("1234"), number("1.234")),
            "this can be 1,234 or 1.234; write it without separators",
        ),
        (
            Unreadable::NoSuchOption(4),
            "there is no such option; choose from a to d",
        ),
        (
            Unreadable::NotAnOrder(3),
            "give each of the 3 letters once, first one first, such as b a c",
        ),
        (
            Unreadable::NotPairs(3),
            "give 3 pairs of a letter and a number, such as a2 b1 c3",
        ),
        (Unreadable::TooLong, "this is too long for an answer"),
    ] {
        assert_eq!(unreadable(&given), words, "{given:?}");
        assert_eq!(invalid(&Invalid::Unreadable(given)), words);
    }
}

#[test]
fn letters_follow_the_alphabet() {
    assert_eq!((letter(0), letter(25)), ("a".to_owned(), "z".to_owned()));
}
