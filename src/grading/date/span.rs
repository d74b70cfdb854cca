//! Spans against spans, edge by edge, and against single dates.

use super::super::{End, Judgement, Miss};
use super::period::{self, Typed, distance, off_years};
use super::{close, correct, wrong};
use crate::review::Verdict;
use crate::when::{HistoricDate, Period, Precision};

/// Judges `typed` where `expected`, a span or not, is known and `asked` of it is wanted.
pub(super) fn judge(
    expected: &HistoricDate,
    asked: Precision,
    margin_years: u32,
    typed: Typed<'_>,
) -> Judgement {
    let against =
        |expected, typed, years| period::judge(expected, asked, margin_years, typed, years);
    let wanted = Stretch::of(&expected.at(asked));
    let known = Stretch::of(expected);
    let given = Stretch::of(typed.reading);
    match (wanted, known, given) {
        (Stretch::Period(_), Stretch::Period(expected), Stretch::Period(period)) => {
            against(expected, period, typed.years)
        }
        // A span that lies in the one century asked.
        (Stretch::Period(wanted), Stretch::Span(..), Stretch::Period(period)) => {
            against(wanted, period, typed.years)
        }
        (Stretch::Span(..), Stretch::Span(start, end), Stretch::Span(from, to)) => {
            let edges = [(start, from, End::Last), (end, to, End::First)];
            let edges = edges.map(|(wanted, given, other)| match (wanted, given) {
                (Some(wanted), Some(given)) => against(wanted, given, None),
                (Some(_), None) => close(Miss::OneEnd { given: other }),
                (None, Some(_)) => wrong(Miss::Different),
                (None, None) => correct(),
            });
            worse(edges)
        }
        (Stretch::Span(..), Stretch::Span(start, end), Stretch::Period(period)) => {
            one_for_two(start, end, asked, typed, period)
        }
        (Stretch::Period(wanted), _, Stretch::Span(from, to)) => {
            two_for_one(wanted, asked, from, to)
        }
        // Cutting never makes a span of a period.
        (Stretch::Span(..), Stretch::Period(_), _) => wrong(Miss::Different),
    }
}

/// Tells whether both say the same, whatever their calendar and however sure.
pub(super) fn is_same(a: &HistoricDate, b: &HistoricDate) -> bool {
    Stretch::of(a) == Stretch::of(b)
}

/// A date without its doubts.
#[derive(Clone, Copy, PartialEq)]
enum Stretch {
    Period(Period),
    /// From the one to the other, where known.
    Span(Option<Period>, Option<Period>),
}

impl Stretch {
    fn of(date: &HistoricDate) -> Self {
        let edge = |date: Option<HistoricDate>| date.and_then(|date| date.period());
        match date.period() {
            Some(period) => Self::Period(period),
            None => Self::Span(edge(date.start()), edge(date.end())),
        }
    }
}

/// The worse of two judgements, the first of two alike.
fn worse([first, second]: [Judgement; 2]) -> Judgement {
    if second.verdict > first.verdict {
        second
    } else {
        // An edge right only within the margin is worth saying.
        let note = first.note.or(second.note);
        Judgement { note, ..first }
    }
}

/// A single date where a span is asked: one of its edges, or all of it in something coarser.
fn one_for_two(
    start: Option<Period>,
    end: Option<Period>,
    asked: Precision,
    typed: Typed<'_>,
    period: Period,
) -> Judgement {
    let against = |edge: Period| period::judge(edge, asked, 0, period, typed.years);
    let (Some(first), Some(last)) = (start, end) else {
        // "1971" for "1971 or later": it has but one date.
        return start.or(end).map_or(wrong(Miss::Different), against);
    };
    let (of_first, of_last) = (against(first), against(last));
    let is_both = period.contains(first) && period.contains(last);
    match (of_first.verdict, of_last.verdict) {
        _ if is_both => return close(Miss::Coarser { asked }),
        (Verdict::Correct, Verdict::Correct) => return close(Miss::Coarser { asked }),
        (Verdict::Correct, _) => return close(Miss::OneEnd { given: End::First }),
        (_, Verdict::Correct) => return close(Miss::OneEnd { given: End::Last }),
        (_, _) => {}
    }
    let [first, last] = [of_first, of_last].map(|edge| (years_off(&edge), edge));
    if last.0 < first.0 { last.1 } else { first.1 }
}

fn years_off(judgement: &Judgement) -> u32 {
    if let Some(Miss::OffYears { years, .. } | Miss::WrongYear { years, .. }) = judgement.miss {
        years
    } else {
        0
    }
}

/// A span where a single date is asked: right if it lies between, but coarser.
fn two_for_one(
    wanted: Period,
    asked: Precision,
    from: Option<Period>,
    to: Option<Period>,
) -> Judgement {
    let (first, last) = wanted.years();
    let start = from.map(|period| period.years().0);
    let end = to.map(|period| period.years().1);
    let (years, side) = match (start, end) {
        (Some(start), _) if start > last => distance(last.number(), start.number()),
        (_, Some(end)) if end < first => distance(first.number(), end.number()),
        // All of the century asked.
        _ if asked < Precision::Year
            && [from, to]
                .iter()
                .all(|edge| edge.is_some_and(|edge| wanted.contains(edge))) =>
        {
            return correct();
        }
        _ => return close(Miss::Coarser { asked }),
    };
    off_years(years, side, asked, Precision::Century, 0)
}
