//! Fractions, as numerators and in words: `2/3`, `2 1/2`, `2 and a half`.

use super::UnreadableFigure;
use crate::quantity::{Number, digits, words};

/// Splits a fraction off what follows `run`. It is added to the number (`2 1/2`, `2 and a half`) unless the run is its
/// numerator (`2/3`), which the flag tells.
pub(super) fn split_fraction<'a>(
    run: &str,
    rest: &'a str,
) -> Result<(Number, bool, &'a str), UnreadableFigure> {
    if let Some(behind) = rest.strip_prefix('/').or_else(|| rest.strip_prefix(" / ")) {
        let Some((below, rest)) = digits::split_run(behind) else {
            return Ok((Number::ZERO, false, rest));
        };
        return Ok((quotient(run, below)?, true, rest));
    }
    if let Some((above, behind)) = digits::split_run(rest.trim_start())
        && let Some((below, rest)) = behind.strip_prefix('/').and_then(digits::split_run)
    {
        return Ok((quotient(above, below)?, false, rest));
    }
    Ok(match and_fraction(rest) {
        Some((fraction, rest)) => (fraction, false, rest),
        None => (Number::ZERO, false, rest),
    })
}

fn quotient(above: &str, below: &str) -> Result<Number, UnreadableFigure> {
    let (above, below) = (digits::read(above, true)?, digits::read(below, true)?);
    above
        .first
        .checked_over(below.first)
        .ok_or(UnreadableFigure::NotANumber)
}

/// `and a half`, `and three quarters`.
pub(super) fn and_fraction(text: &str) -> Option<(Number, &str)> {
    let ("and", rest) = words::split_word(text)? else {
        return None;
    };
    let spoken = words::fraction(rest)?;
    Some((spoken.number, spoken.rest))
}
