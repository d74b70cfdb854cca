//! A typed date against the date of a card: what was right, and what was missed.
//!
//! Dates are compared as the sources say them, whatever their calendar.

mod era;
mod period;
mod span;

use super::{Judgement, Miss, Note, Unreadable};
use crate::review::Verdict;
use crate::when::{DateOrder, HistoricDate, Precision, TypedDate, UnreadableDate, Year, read};
use period::Typed;

pub(super) use era::SaidEra;

/// What a card holds to be right.
#[derive(Clone, Copy, Debug)]
pub(super) struct DateKey<'a> {
    /// The date as known.
    pub(super) expected: &'a HistoricDate,
    /// What is asked of it.
    pub(super) asked: Precision,
    /// Other dates that are right.
    pub(super) accept: &'a [HistoricDate],
    /// How many years off is still right, where the year is asked.
    pub(super) margin_years: u32,
    /// What the question says of the era.
    pub(super) said_era: SaidEra,
}

/// Judges what was typed; of two readings the one that is right counts, and a year before Christ need not say so where the
/// question does.
///
/// # Errors
///
/// It is no date, none that exists, or two that would be judged differently without one being right.
pub(super) fn judge(
    key: &DateKey<'_>,
    typed: &str,
    order: DateOrder,
) -> Result<Judgement, Unreadable> {
    let as_typed = read_as_asked(key.asked, typed, order).and_then(|date| judge_read(key, &date));
    match era::unsaid(key.expected, key.asked, typed, order) {
        Some(before_christ) => era::decide(key.said_era, as_typed, judge_read(key, &before_christ)),
        None => as_typed,
    }
}

fn read_as_asked(asked: Precision, typed: &str, order: DateOrder) -> Result<TypedDate, Unreadable> {
    let century = || read(&nth_century(typed), order).ok();
    match (asked, read(typed, order)) {
        (Precision::Century, Ok(date)) if date.is_short_year() => Ok(century().unwrap_or(date)),
        (Precision::Century, Err(error)) => century().ok_or(unreadable(error)),
        (_, read) => read.map_err(unreadable),
    }
}

fn judge_read(key: &DateKey<'_>, typed: &TypedDate) -> Result<Judgement, Unreadable> {
    if typed.is_short_year() && !key.is_of_the_first_hundred_years() {
        return Err(unreadable(UnreadableDate::ShortYear));
    }
    if let Some(decade) = typed.as_decade()
        && key.asked == Precision::Decade
    {
        let judgement = judge_reading(key, &decade, None);
        if judgement.verdict == Verdict::Correct {
            return Ok(read_as(judgement, &decade));
        }
    }
    match typed.second() {
        Some(second) => judge_both(key, typed.first(), second),
        None => Ok(judge_reading(key, typed.first(), typed.years())),
    }
}

/// Where a century is asked, "13th" and "13" name one; both are no years.
fn nth_century(typed: &str) -> String {
    format!("{typed} century")
}

/// How fine `typed` is the date of a card that asks `expected` at `asked`: at least to the year, never finer than asked.
pub(super) fn same_date(
    expected: &HistoricDate,
    asked: Precision,
    typed: &str,
    order: DateOrder,
) -> Option<Precision> {
    let typed: TypedDate = read(typed, order).ok()?;
    [Precision::Day, Precision::Month, Precision::Year]
        .into_iter()
        .filter(|precision| *precision <= asked && *precision <= expected.precision())
        .find(|precision| {
            let is_same = |reading: &HistoricDate| {
                *precision <= reading.precision()
                    && span::is_same(&reading.at(*precision), &expected.at(*precision))
            };
            typed.readings().any(is_same)
        })
}

fn unreadable(error: UnreadableDate) -> Unreadable {
    match error {
        UnreadableDate::NotADate => Unreadable::NotADate,
        UnreadableDate::NoSuchDate(_) | UnreadableDate::NoYear | UnreadableDate::ShortYear => {
            Unreadable::NoSuchDate(error.to_string())
        }
    }
}

fn judge_both(
    key: &DateKey<'_>,
    first: &HistoricDate,
    second: &HistoricDate,
) -> Result<Judgement, Unreadable> {
    let of_first = judge_reading(key, first, None);
    let of_second = judge_reading(key, second, None);
    if of_first.verdict == of_second.verdict {
        Ok(of_first)
    } else if of_first.verdict == Verdict::Correct {
        Ok(read_as(of_first, first))
    } else if of_second.verdict == Verdict::Correct {
        Ok(read_as(of_second, second))
    } else {
        Err(Unreadable::AmbiguousDate(first.clone(), second.clone()))
    }
}

fn read_as(judgement: Judgement, reading: &HistoricDate) -> Judgement {
    Judgement {
        note: Some(Note::ReadDate(reading.clone())),
        ..judgement
    }
}

/// Judges one reading against the answer and all that is accepted besides; the best judgement counts.
fn judge_reading(
    key: &DateKey<'_>,
    reading: &HistoricDate,
    years: Option<(Year, Year)>,
) -> Judgement {
    let typed = Typed { reading, years };
    let against = |expected: &HistoricDate, asked, margin_years| {
        let judgement = span::judge(expected, asked, margin_years, typed);
        doubted(judgement, expected, asked, reading)
    };
    let mut best = against(key.expected, key.asked, key.margin_years);
    for accepted in key.accept {
        let asked = key.asked.min(accepted.precision());
        // What is accepted for being coarser is accepted as such: "August" does not make every day of August right.
        if asked < key.asked && reading.precision() > asked {
            continue;
        }
        let judgement = against(accepted, asked, 0);
        if judgement.verdict < best.verdict {
            best = judgement;
            if best.verdict == Verdict::Correct {
                best.note = Some(Note::Accepted);
            }
        }
    }
    best
}

/// "About 1281" is not what is known exactly.
fn doubted(
    judgement: Judgement,
    expected: &HistoricDate,
    asked: Precision,
    reading: &HistoricDate,
) -> Judgement {
    let is_vaguer = reading.is_approximate() && !expected.is_approximate();
    if judgement.verdict == Verdict::Correct && asked >= Precision::Year && is_vaguer {
        close(Miss::Approximate)
    } else {
        judgement
    }
}

impl DateKey<'_> {
    /// Tells whether "79" can be a year that is right.
    fn is_of_the_first_hundred_years(&self) -> bool {
        std::iter::once(self.expected)
            .chain(self.accept)
            .flat_map(|date| [Some(date.clone()), date.start(), date.end()])
            .flatten()
            .filter_map(|date| date.period())
            .any(|period| {
                let (first, last) = period.years();
                first.in_its_era().min(last.in_its_era()) < 100
            })
    }
}

fn correct() -> Judgement {
    judgement(Verdict::Correct, None)
}

fn close(miss: Miss) -> Judgement {
    judgement(Verdict::Close, Some(miss))
}

fn wrong(miss: Miss) -> Judgement {
    judgement(Verdict::Wrong, Some(miss))
}

fn judgement(verdict: Verdict, miss: Option<Miss>) -> Judgement {
    Judgement {
        verdict,
        miss,
        note: None,
        feedback: None,
    }
}

#[cfg(test)]
mod tests;
