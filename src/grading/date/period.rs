//! One period against another.

use super::super::{Judgement, Miss, Note, Side};
use super::{close, correct, wrong};
use crate::when::{HistoricDate, Period, Precision, Year};

/// What was typed: one reading.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) reading: &'a HistoricDate,
    /// The years meant, where they are fewer than those of the reading: "late 13th century".
    pub(super) years: Option<(Year, Year)>,
}

/// Judges `typed` where `expected` is known and `asked` of it is wanted.
pub(super) fn judge(
    expected: Period,
    asked: Precision,
    margin_years: u32,
    typed: Period,
    years: Option<(Year, Year)>,
) -> Judgement {
    let asked = asked.min(expected.precision());
    let wanted = expected.at(asked);
    if lies_in(typed, wanted) || asked == Precision::Century && lies_in(expected, typed) {
        return finer(expected, asked, typed);
    }
    if lies_in(expected, typed) {
        let part = years.filter(|years| *years != typed.years());
        return part
            .and_then(|part| off_part(wanted, part))
            .unwrap_or(close(too_coarse(wanted, asked)));
    }
    let unit = asked.min(typed.precision());
    if unit < Precision::Year {
        return off_periods(wanted, typed, unit);
    }
    match (wanted.year(), typed.year()) {
        (Some(year), Some(typed_year)) if year == typed_year => wrong_within_year(wanted, typed),
        (Some(year), Some(typed_year)) if is_other_era(year, typed_year) => wrong(Miss::WrongEra),
        (Some(year), Some(typed_year)) => {
            let (years, side) = distance(year.number(), typed_year.number());
            if asked >= Precision::Month && is_same_but_for_the_year(wanted, typed) {
                wrong(Miss::WrongYear { years, side })
            } else {
                off_years(years, side, asked, typed.precision(), margin_years)
            }
        }
        _ => wrong(Miss::Different),
    }
}

/// Years off, with the margin a card may have where the year is asked.
pub(super) fn off_years(
    years: u32,
    side: Side,
    asked: Precision,
    typed: Precision,
    margin_years: u32,
) -> Judgement {
    let miss = Miss::OffYears { years, side };
    if years <= margin_years && asked == Precision::Year && typed >= Precision::Year {
        Judgement {
            note: Some(Note::WithinMargin),
            ..correct()
        }
    } else if years <= margin_years.saturating_mul(3) {
        close(miss)
    } else {
        wrong(miss)
    }
}

/// How far `typed` lies from `wanted`, and on which side.
pub(super) fn distance(wanted: i32, typed: i32) -> (u32, Side) {
    let side = if typed < wanted {
        Side::Under
    } else {
        Side::Over
    };
    (wanted.abs_diff(typed), side)
}

/// Tells whether `inner` lies in `outer`; a year such as 1300 lies in both of the centuries that are counted to meet there.
fn lies_in(inner: Period, outer: Period) -> bool {
    if outer.contains(inner) {
        return true;
    }
    let Period::Century(century) = outer else {
        return false;
    };
    inner.year().is_some_and(|year| {
        let number = year.number();
        number > 0 && number % 100 == 0 && number / 100 == i32::from(century) + 1
    })
}

/// What was asked is right; what was typed besides must not contradict what is known.
fn finer(expected: Period, asked: Precision, typed: Period) -> Judgement {
    // The year may be any of the decade or century asked.
    if asked < Precision::Year {
        return correct();
    }
    let precision = expected.precision().min(typed.precision());
    let known = expected.at(precision);
    let said = typed.at(precision);
    if known.contains(said) || said.contains(known) {
        correct()
    } else {
        wrong_within_year(known, said)
    }
}

/// A season counts as a month, and is not asked for as one.
fn too_coarse(wanted: Period, asked: Precision) -> Miss {
    match wanted {
        Period::Season(..) => Miss::NoSeason,
        Period::Century(_)
        | Period::Decade(_)
        | Period::Year(_)
        | Period::Month(..)
        | Period::Day(..) => Miss::Coarser { asked },
    }
}

/// The century is right, and the part of it is not: "early 13th century" for 1281.
fn off_part(wanted: Period, (first, last): (Year, Year)) -> Option<Judgement> {
    let (start, end) = wanted.years();
    let (years, side) = if last < start {
        distance(start.number(), last.number())
    } else if first > end {
        distance(end.number(), first.number())
    } else {
        return None;
    };
    Some(wrong(Miss::OffYears { years, side }))
}

fn off_periods(wanted: Period, typed: Period, unit: Precision) -> Judgement {
    let (
        Period::Century(right) | Period::Decade(right),
        Period::Century(given) | Period::Decade(given),
    ) = (wanted.at(unit), typed.at(unit))
    else {
        return wrong(Miss::Different);
    };
    // The last period before Christ is -1 and the first one after is 0: "3rd century BC" and "3rd century" are -3 and 2.
    if wanted.precision() == typed.precision() && right == -given - 1 {
        return wrong(Miss::WrongEra);
    }
    let (count, side) = distance(right.into(), given.into());
    wrong(Miss::OffPeriods { unit, count, side })
}

/// The year is right, and something finer is not.
fn wrong_within_year(wanted: Period, typed: Period) -> Judgement {
    if wanted.month().is_some() && wanted.month() == typed.month() {
        close(Miss::WrongDay)
    } else {
        close(Miss::WrongMonth)
    }
}

fn is_other_era(wanted: Year, typed: Year) -> bool {
    wanted.era() != typed.era() && wanted.in_its_era() == typed.in_its_era()
}

/// Tells whether all that is asked besides the year was typed and is right.
fn is_same_but_for_the_year(wanted: Period, typed: Period) -> bool {
    let is_day_right = wanted.day().is_none() || wanted.day() == typed.day();
    wanted.month().is_some() && wanted.month() == typed.month() && is_day_right
}
