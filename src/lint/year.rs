//! A date that lies so far ahead that it is a figure, or a slip.

use super::code;
use super::findings::Findings;
use super::sheet::Sheet;
use crate::card::Answer;

/// The last year that a deck about the past, and about what is foreseen of the future, asks for.
const LAST: i32 = 2200;

/// Notes a year that nobody asks for: four digits of a gap are read as one.
pub(super) fn check(sheet: &Sheet<'_>, findings: &mut Findings<'_>) {
    let Answer::Date { expected, .. } = &sheet.card.answer else {
        return;
    };
    let Some(year) = expected.year().filter(|year| year.number() > LAST) else {
        return;
    };
    let year = year.number();
    let help = if sheet.is_gap() {
        let (thousands, rest) = (year / 1000, year % 1000);
        format!("write {thousands},{rest:03}, with its comma, if it is a figure")
    } else {
        "write a year of the past; a figure goes under number".to_owned()
    };
    findings
        .warn(
            sheet.owner,
            sheet.answer_at(),
            code::LATE_YEAR,
            format!("this is asked as the year {year}, which is far ahead"),
        )
        .advise(help);
}
