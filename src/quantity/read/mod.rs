//! Reads a figure as people type it: digits with any marks, words, scales, bounds, units. Digits are never corrected.

mod count;
mod fraction;
mod scale;
#[cfg(test)]
mod tests;

use super::around::{read_unit, split_currency};
use super::tidy::tidy;
use super::typed::{Reading, TypedFigure};
use super::{Bound, Number, Unit, compound, digits};
use count::count;

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableFigure {
    /// Nothing at all.
    #[error("there is no number")]
    Empty,
    /// Over 200 bytes.
    #[error("too long for a figure")]
    TooLong,
    /// No number, or more than one.
    #[error("not a number such as \"20,000\", \"43 %\" or \"more than 900 ships\"")]
    NotANumber,
    /// More digits than a number has.
    #[error("the number has too many digits")]
    TooLarge,
    /// Two numbers where one is needed.
    #[error("may mean {0} or {1}; write one of these")]
    Ambiguous(Number, Number),
}

/// Longest text read, in bytes.
const MAX_TYPED: usize = 200;

/// Reads a figure as people type it.
///
/// # Errors
///
/// The text is empty, over 200 bytes, or not one number with a unit at most.
pub fn read(typed: &str) -> Result<TypedFigure, UnreadableFigure> {
    if typed.len() > MAX_TYPED {
        return Err(UnreadableFigure::TooLong);
    }
    let text = tidy(typed);
    if text.is_empty() {
        return Err(UnreadableFigure::Empty);
    }

    let (front_bound, rest) = Bound::split_front(&text);
    if let Some((number, unit)) = compound::read(rest) {
        return Ok(TypedFigure {
            readings: vec![Reading {
                number,
                unit: Some(unit),
            }],
            bound: front_bound,
            is_ordinal: false,
        });
    }
    let (sign, rest) = split_sign(rest);
    let (currency, rest) = split_currency(rest);
    let (inner_sign, rest) = match currency {
        "" => (Sign::Plus, rest),
        _ => split_sign(rest),
    };
    let count = count(rest)?;
    let (back_bound, unit_text) = Bound::split_behind(count.rest);
    let unit = read_unit(currency, unit_text).map_err(|_| UnreadableFigure::NotANumber)?;

    let is_negative = sign == Sign::Minus || inner_sign == Sign::Minus;
    let signed = |number: Number| {
        if is_negative {
            number.negated()
        } else {
            number
        }
    };
    let plain = count
        .numbers
        .into_iter()
        .map(|number| (number, unit.clone()));
    // Money is not measured in metres.
    let metres = count
        .metres
        .into_iter()
        .filter(|_| currency.is_empty())
        .map(|number| (number, Unit::parse("m").ok()));
    Ok(TypedFigure {
        readings: plain
            .chain(metres)
            .map(|(number, unit)| Reading {
                number: signed(number),
                unit,
            })
            .collect(),
        bound: front_bound.or(back_bound),
        is_ordinal: count.is_ordinal,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

fn split_sign(text: &str) -> (Sign, &str) {
    if let Some(rest) = text
        .strip_prefix('-')
        .or_else(|| text.strip_prefix("minus "))
    {
        (Sign::Minus, rest.trim_start())
    } else {
        (Sign::Plus, text.strip_prefix('+').unwrap_or(text))
    }
}

impl From<digits::Fault> for UnreadableFigure {
    fn from(fault: digits::Fault) -> Self {
        match fault {
            digits::Fault::Marks => Self::NotANumber,
            digits::Fault::TooLarge => Self::TooLarge,
        }
    }
}
