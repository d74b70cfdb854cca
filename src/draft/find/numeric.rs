//! Dates in numbers alone: `24/02/1972`, `24.2.1972`, `2-24-72`.

use super::dates::date_content;
use super::lexicon;
use super::mention::{Content, Origin};
use super::moment::{Moment, Part};
use super::scan::{Hit, Scan};
use super::tokens::Tokens;
use super::years;
use crate::when::DateOrder;

/// Finds the date in numbers at `at`.
pub(super) fn find(scan: &Scan<'_, '_>, at: usize) -> Option<Hit> {
    let (numbers, end) = three(scan.tokens, at)?;
    let [first, second, year] = numbers;
    let year = match year {
        0..=99 => years::full_year(year),
        1000..=2100 => year,
        _ => return None,
    };
    let is_month = |number: i32| (1..=12).contains(&number);
    let is_day = |number: i32| (1..=31).contains(&number);
    let both = is_month(first) && is_month(second) && first != second;
    let (day, month) = match scan.order {
        DateOrder::MonthFirst if is_month(first) && is_day(second) => (second, first),
        DateOrder::MonthFirst | DateOrder::DayFirst if is_day(first) && is_month(second) => {
            (first, second)
        }
        DateOrder::DayFirst if is_month(first) && is_day(second) => (second, first),
        DateOrder::DayFirst | DateOrder::MonthFirst => return None,
    };
    let moment = Moment {
        year,
        part: Part::Day(u8::try_from(month).ok()?, u8::try_from(day).ok()?),
    };
    let content = date_content(&moment.edtf());
    if matches!(content, Content::FarDate(_)) {
        return None;
    }
    let mut hit = Hit::draft(at..end, content, "date in numbers");
    hit.origin = if both {
        Origin::Guessed
    } else {
        Origin::Written
    };
    hit.moment = Some(moment);
    Some(hit)
}

/// Three numbers with the same mark between, and the piece behind them.
fn three(tokens: &Tokens<'_>, at: usize) -> Option<([i32; 3], usize)> {
    let digits = tokens.digits(at)?;
    if digits.contains('.') {
        let numbers: Vec<i32> = digits
            .split('.')
            .map_while(|part| part.parse().ok())
            .collect();
        let [first, second, year] = numbers.as_slice() else {
            return None;
        };
        let is_full = digits
            .rsplit('.')
            .next()
            .is_some_and(|year| matches!(year.len(), 2 | 4));
        return is_full.then_some(([*first, *second, *year], at + 1));
    }
    let mark = tokens
        .mark(at + 1)
        .filter(|mark| matches!(mark, '/' | '-'))?;
    let is_one_piece = (at + 1..at + 5).all(|index| tokens.is_joined(index))
        && !(tokens.is_joined(at + 5) && tokens.digits(at + 5).is_some());
    let year = tokens
        .digits(at + 4)
        .filter(|year| matches!(year.len(), 2 | 4))?;
    (is_one_piece && tokens.mark(at + 3) == Some(mark) && digits.len() <= 2).then_some(())?;
    let whole = |index| {
        tokens
            .whole(index)
            .and_then(|number| i32::try_from(number).ok())
    };
    Some(([whole(at)?, whole(at + 2)?, year.parse().ok()?], at + 5))
}

/// How the notes order day and month: by the first date that shows it, in numbers or in words.
pub(super) fn order_of(tokens: &Tokens<'_>) -> DateOrder {
    let mut american = 0_usize;
    let mut other = 0_usize;
    for at in 0..tokens.count() {
        if let Some(([first, second, _], _)) = three(tokens, at) {
            american += usize::from(second > 12 && first <= 12);
            other += usize::from(first > 12 && second <= 12);
        }
        let is_day = tokens.whole(at).is_some_and(|day| (1..=31).contains(&day));
        if !is_day {
            continue;
        }
        let is_month = |word: &str| lexicon::month(word).is_some();
        american +=
            usize::from(is_month(tokens.word_before(at, 1)) && tokens.mark(at + 1) == Some(','));
        other += usize::from(is_month(tokens.word(at + 1)) && tokens.is_capital(at + 1));
    }
    if american > other {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}
