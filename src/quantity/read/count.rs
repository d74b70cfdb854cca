//! The number a typed figure begins with, in digits or in words, with its fraction and its scales.

use super::UnreadableFigure;
use super::fraction::{and_fraction, split_fraction};
use super::scale::{smaller, split_scale, split_scales};
use crate::quantity::words::{self, Kind};
use crate::quantity::{Number, digits};

/// The number part of what was typed.
pub(super) struct Count<'a> {
    /// What it can mean, likeliest first.
    pub(super) numbers: Vec<Number>,
    /// What it means if its `m` is metres; empty when it has none.
    pub(super) metres: Vec<Number>,
    pub(super) is_ordinal: bool,
    pub(super) rest: &'a str,
}

/// Reads the number that `text` begins with.
pub(super) fn count(text: &str) -> Result<Count<'_>, UnreadableFigure> {
    match digits::split_run(text) {
        Some((run, rest)) => count_in_digits(run, rest),
        None => count_in_words(text),
    }
}

fn count_in_digits<'a>(run: &str, rest: &'a str) -> Result<Count<'a>, UnreadableFigure> {
    if let Some(rest) = strip_ordinal_ending(rest) {
        let readings = digits::read(run, false)?;
        return Ok(Count {
            numbers: vec![readings.first],
            metres: Vec::new(),
            is_ordinal: true,
            rest,
        });
    }
    if let Some((power, rest)) = digits::split_power(rest) {
        let number = digits::read(run, true)?.first.checked_times(power);
        return Ok(Count {
            numbers: vec![number.ok_or(UnreadableFigure::TooLarge)?],
            metres: Vec::new(),
            is_ordinal: false,
            rest,
        });
    }
    let (fraction, is_over, rest) = split_fraction(run, rest)?;
    if is_over {
        return scaled(&[fraction], &[], Kind::Fraction, rest);
    }
    let add = |readings: digits::Readings| -> Vec<Number> {
        std::iter::once(readings.first)
            .chain(readings.second)
            .map(|number| number.plus(fraction))
            .collect()
    };
    let has_scale = split_scale(rest, Kind::Cardinal).is_some();
    let numbers = add(digits::read(run, has_scale)?);
    let unscaled = if has_scale {
        add(digits::read(run, false)?)
    } else {
        Vec::new()
    };
    scaled(&numbers, &unscaled, Kind::Cardinal, rest)
}

fn count_in_words(text: &str) -> Result<Count<'_>, UnreadableFigure> {
    let spoken = words::spoken(text).ok_or(UnreadableFigure::NotANumber)?;
    match spoken.kind {
        Kind::Ordinal => Ok(Count {
            numbers: vec![spoken.number],
            metres: Vec::new(),
            is_ordinal: true,
            rest: spoken.rest,
        }),
        Kind::Fraction => scaled(&[spoken.number], &[], Kind::Fraction, spoken.rest),
        Kind::Cardinal => {
            let (fraction, rest) = and_fraction(spoken.rest).unwrap_or((Number::ZERO, spoken.rest));
            // "a million and a half" is one and a half million.
            let fraction = if words::is_scale(spoken.number) {
                spoken.number.times(fraction)
            } else {
                fraction
            };
            let number = spoken.number.plus(fraction);
            scaled(&[number], &[number], Kind::Cardinal, rest)
        }
    }
}

/// Multiplies by the scales that follow. `unscaled` holds the numbers in case an `m` is metres.
fn scaled<'a>(
    numbers: &[Number],
    unscaled: &[Number],
    kind: Kind,
    rest: &'a str,
) -> Result<Count<'a>, UnreadableFigure> {
    let may_be_metres = rest.trim() == "m" || rest.trim_start().starts_with("m of ");
    let unscaled_rest = rest;
    let (scale, rest) = split_scales(rest, kind)?;
    // "2 m 50" is a length more likely than 2,000,050.
    let is_spelt_out = unscaled_rest.len() - rest.len() > 4;
    let (more, rest) = smaller(rest, scale)
        .filter(|_| is_spelt_out)
        .unwrap_or((Number::ZERO, rest));
    let numbers: Option<Vec<Number>> = numbers
        .iter()
        .map(|number| Some(number.checked_times(scale)?.plus(more)))
        .collect();
    Ok(Count {
        numbers: numbers.ok_or(UnreadableFigure::TooLarge)?,
        metres: if may_be_metres {
            unscaled.to_vec()
        } else {
            Vec::new()
        },
        is_ordinal: false,
        rest,
    })
}

fn strip_ordinal_ending(text: &str) -> Option<&str> {
    let rest = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| text.strip_prefix(ending))?;
    (!rest.starts_with(char::is_alphabetic)).then_some(rest)
}
