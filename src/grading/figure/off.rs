//! How far a number is from the one asked for, by the margin, and what kind of miss that is.

use super::super::{Judgement, Miss, Note, Side};
use super::{close, correct, near_or_wrong, wrong};
use crate::quantity::{Figure, Margin, Number, Reading, Unit};

/// Judges a number in the unit asked for, or without one.
pub(super) fn compare_numbers(expected: &Figure, margin: Margin, reading: &Reading) -> Judgement {
    let (number, wanted) = (reading.number, expected.number());
    let right = margin.right(expected);
    if right.contains(&number) {
        return correct((number != wanted).then_some(Note::WithinMargin));
    }
    let is_bare = reading.unit.is_none();
    if expected.is_percentage() && is_bare && right.contains(&number.times(Number::HUNDRED)) {
        return close(Miss::Share);
    }
    if !expected.is_rank()
        && let Some(power) = powers_of_ten_between(number, wanted)
    {
        let side = side(number.abs(), wanted.abs());
        return wrong(Miss::OffFactor { power, side });
    }
    let is_small = wanted.is_whole() && wanted.abs() < Number::HUNDRED;
    let miss = if expected.is_rank() || expected.is_percentage() || is_small {
        off_amount(number, wanted)
    } else {
        off_percent(number, wanted)
    };
    near_or_wrong(margin.near(expected).contains(&number), miss)
}

/// A converted number is right within the margin or 1 %, since people round what they convert.
pub(super) fn compare_converted(
    expected: &Figure,
    margin: Margin,
    number: Number,
    unit: &Unit,
) -> Judgement {
    let wanted = expected.number();
    let rounding = wanted.abs().percent(Number::ONE);
    let is_rounded = number.minus(wanted).abs() <= rounding;
    if is_rounded || margin.right(expected).contains(&number) {
        let shown = if number == wanted {
            number
        } else {
            number.rounded_to(4)
        };
        return correct(Some(Note::Converted {
            number: shown,
            unit: unit.word_for(shown).to_owned(),
        }));
    }
    let is_near = margin.near(expected).contains(&number);
    near_or_wrong(is_near, off_percent(number, wanted))
}

/// Nothing unless one number is the other with zeros more.
fn powers_of_ten_between(number: Number, wanted: Number) -> Option<u32> {
    // A trillion is the largest scale that has a name here.
    const MOST: u32 = 12;
    if number == Number::ZERO || wanted == Number::ZERO {
        return None;
    }
    let (mut larger, mut smaller) = (number, wanted);
    for power in 1..=MOST {
        larger = larger.times(Number::from(10_u32));
        smaller = smaller.times(Number::from(10_u32));
        if larger == wanted || smaller == number {
            return Some(power);
        }
    }
    None
}

fn off_amount(number: Number, wanted: Number) -> Miss {
    Miss::OffAmount {
        amount: number.minus(wanted).abs(),
        side: side(number, wanted),
    }
}

/// Off by a part of the answer; by an amount where the answer is nought.
fn off_percent(number: Number, wanted: Number) -> Miss {
    let off = number.minus(wanted).abs();
    match off.checked_over(wanted.abs()) {
        Some(part) => Miss::OffPercent {
            percent: part.times(Number::HUNDRED).to_u32().max(1),
            side: side(number, wanted),
        },
        None if wanted == Number::ZERO => off_amount(number, wanted),
        None => Miss::OffPercent {
            percent: u32::MAX,
            side: side(number, wanted),
        },
    }
}

fn side(number: Number, wanted: Number) -> Side {
    if number < wanted {
        Side::Under
    } else {
        Side::Over
    }
}
