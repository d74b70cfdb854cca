//! What is said about a date that is not written as decks write dates, and what to write instead.

use super::prose;
use crate::when::{
    self, Calendar, DateOrder, EdtfProblem, EdtfReason, HistoricDate, NoSuchDate, UnreadableDate,
};

/// What is said.
pub(super) struct Remark {
    pub(super) message: String,
    pub(super) help: String,
    /// The date to write, where there is no doubt what was meant.
    pub(super) meant: Option<String>,
}

/// Says what is wrong with `text`. `lead` is what stands before it on its line: `date: ` or `- `.
pub(super) fn remark(lead: &str, text: &str, calendar: Calendar, problem: &EdtfProblem) -> Remark {
    let said = |message: String, help: String| Remark {
        message,
        help,
        meant: None,
    };
    if let Some(help) = prose::open_span(lead, text).or_else(|| prose::before_christ(lead, text)) {
        return said(problem.to_string(), help);
    }
    if is_as_people_write(problem.reason()) {
        match when::read(text, DateOrder::DayFirst) {
            Ok(typed) => {
                if let Some(second) = typed.second() {
                    let (first, second) = (typed.first(), second);
                    return said(
                        format!("is this {first} or {second}?"),
                        format!("write: {lead}{} or {lead}{}", first.edtf(), second.edtf()),
                    );
                }
            }
            Err(UnreadableDate::NoSuchDate(reason)) => {
                return said(reason.to_string(), existing(lead, text, reason));
            }
            Err(UnreadableDate::NotADate | UnreadableDate::NoYear | UnreadableDate::ShortYear) => {}
        }
    }
    let Some(meant) = problem.suggestion() else {
        let help = prose::date(lead, text).unwrap_or_else(|| instead(lead, text, problem.reason()));
        return said(problem.to_string(), help);
    };
    // What can be read may still be a day of another calendar only.
    match HistoricDate::parse_in(&meant, calendar) {
        Ok(_) => Remark {
            message: problem.to_string(),
            help: format!("write: {lead}{meant}"),
            meant: Some(meant),
        },
        Err(other) => said(other.to_string(), instead(lead, &meant, other.reason())),
    }
}

/// Tells whether a text may be a date in another form than ours, and not one of ours with a slip.
fn is_as_people_write(reason: EdtfReason) -> bool {
    match reason {
        EdtfReason::Prose
        | EdtfReason::YearDigits
        | EdtfReason::TwoDigits
        | EdtfReason::ThirdEdge => true,
        EdtfReason::Empty
        | EdtfReason::UnknownPart
        | EdtfReason::UnknownDigitsBc
        | EdtfReason::MinusZero
        | EdtfReason::PartOfYear
        | EdtfReason::InnerDoubt
        | EdtfReason::NoEdge
        | EdtfReason::Set
        | EdtfReason::LongYear
        | EdtfReason::Time
        | EdtfReason::NoSuchDate(_) => false,
    }
}

/// What to write instead: never another day than the one meant, which only its author knows.
fn instead(lead: &str, text: &str, reason: EdtfReason) -> String {
    match reason {
        EdtfReason::NoSuchDate(
            reason @ (NoSuchDate::Day { .. }
            | NoSuchDate::LeapDay { .. }
            | NoSuchDate::JulianLeapDay { .. }),
        ) => existing(lead, text, reason),
        EdtfReason::NoSuchDate(
            NoSuchDate::YearZero
            | NoSuchDate::Year
            | NoSuchDate::Century
            | NoSuchDate::Month(_)
            | NoSuchDate::DayZero
            | NoSuchDate::Backwards,
        )
        | EdtfReason::Prose
        | EdtfReason::YearDigits
        | EdtfReason::TwoDigits
        | EdtfReason::ThirdEdge
        | EdtfReason::Empty
        | EdtfReason::UnknownPart
        | EdtfReason::UnknownDigitsBc
        | EdtfReason::MinusZero
        | EdtfReason::PartOfYear
        | EdtfReason::InnerDoubt
        | EdtfReason::NoEdge
        | EdtfReason::Set
        | EdtfReason::LongYear
        | EdtfReason::Time => date_forms(lead, text),
    }
}

/// The days that there are in the month of a day that does not exist.
fn existing(lead: &str, text: &str, reason: NoSuchDate) -> String {
    let month = match reason {
        NoSuchDate::Day { month, .. } => Some(month),
        NoSuchDate::LeapDay { .. } | NoSuchDate::JulianLeapDay { .. } => Some(2),
        NoSuchDate::YearZero
        | NoSuchDate::Year
        | NoSuchDate::Century
        | NoSuchDate::Month(_)
        | NoSuchDate::DayZero
        | NoSuchDate::Backwards => None,
    };
    let in_month = year_in(text).zip(month).and_then(|(year, month)| {
        let month = format!("{year}-{month:02}");
        let is_day = |day: &u8| HistoricDate::parse(&format!("{month}-{day}")).is_ok();
        let last = (28..=31).rev().find(is_day)?;
        Some(format!(
            "look the day up; the month alone is {lead}{month}, and its last day {lead}{month}-{last}"
        ))
    });
    in_month
        .unwrap_or_else(|| "look the date up, and write year, month and day: 1972-02-24".to_owned())
}

/// The year of four digits that stands in a text.
fn year_in(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_digit())
        .find(|part| part.len() == 4)
}

/// How a date of the year in `text` is written, in its month if it has one; with a year of our own when it has none.
fn date_forms(lead: &str, text: &str) -> String {
    let year = year_in(text).unwrap_or("1972");
    let is_month = |part: &&str| {
        part.len() == 2
            && part
                .parse()
                .is_ok_and(|month: u8| (1..=12).contains(&month))
    };
    let in_year = text
        .strip_prefix(year)
        .and_then(|rest| rest.strip_prefix('-'));
    match in_year
        .and_then(|rest| rest.split('-').next())
        .filter(is_month)
    {
        Some(month) => {
            format!("write: {lead}{year}-{month}, or with a day {lead}{year}-{month}-24")
        }
        None => format!(
            "write: {lead}{year}, or with a month {lead}{year}-02, or with a day {lead}{year}-02-24"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(text: &str, message: &str, help: &str) {
        let problem = HistoricDate::parse(text).expect_err("no date of a deck");
        let remark = remark("date: ", text, Calendar::Gregorian, &problem);
        assert!(
            remark.message.contains(message),
            "{text}: {}",
            remark.message
        );
        assert_eq!(remark.help, help, "{text}");
    }

    #[test]
    fn a_day_that_does_not_exist_is_named_with_its_month() {
        let june =
            "look the day up; the month alone is date: 1789-06, and its last day date: 1789-06-30";
        says("31 June 1789", "June has 30 days", june);
        says("31.6.1789", "June has 30 days", june);
        says(
            "30 Feb 1900",
            "February has 29 days at most",
            "look the day up; the month alone is date: 1900-02, and its last day date: 1900-02-28",
        );
    }

    #[test]
    fn a_leap_day_of_the_old_calendar_alone_is_not_proposed() {
        says(
            "29 February 1900",
            "29 in the Julian calendar: add \"calendar: julian\"",
            "look the day up; the month alone is date: 1900-02, and its last day date: 1900-02-28",
        );
        let problem = HistoricDate::parse("29 February 1900").expect_err("no date of a deck");
        let remark = remark("date: ", "29 February 1900", Calendar::Julian, &problem);
        assert_eq!(remark.meant.as_deref(), Some("1900-02-29"));
    }

    #[test]
    fn two_readings_are_both_named() {
        says(
            "7/4/1789",
            "7 April 1789 or 4 July 1789?",
            "write: date: 1789-04-07 or date: 1789-07-04",
        );
    }

    #[test]
    fn an_open_side_and_a_century_before_christ_keep_their_meaning() {
        says(
            "before 1500",
            "",
            "write: date: ../1499 for 1499 or earlier",
        );
        says("after 1500", "", "write: date: 1501/.. for 1501 or later");
        says("since 1971", "", "write: date: 1971/.. for 1971 or later");
        says(
            "-16XX",
            "",
            "write: date: -1699/-1600 for the 17th century BC",
        );
        says("-004X", "", "write: date: -0048/-0039 for the 40s BC");
    }
}
