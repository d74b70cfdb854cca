//! The scales behind a number, and the smaller number behind those: `1 million 650 thousand`.

use super::UnreadableFigure;
use crate::quantity::words::{self, Kind};
use crate::quantity::{Number, digits};

/// Splits off all the scales there are, multiplied.
pub(super) fn split_scales(text: &str, kind: Kind) -> Result<(Number, &str), UnreadableFigure> {
    let mut scale = Number::ONE;
    let mut rest = text;
    while let Some((factor, behind)) = split_scale(rest, kind) {
        scale = scale
            .checked_times(factor)
            .ok_or(UnreadableFigure::TooLarge)?;
        rest = behind;
    }
    Ok((scale, rest))
}

/// The smaller rest of a number behind its scale: the `650 thousand` of `1 million 650 thousand`.
pub(super) fn smaller(text: &str, scale: Number) -> Option<(Number, &str)> {
    let text = text.strip_prefix(' ')?;
    let text = text.strip_prefix("and ").unwrap_or(text);
    let (run, rest) = digits::split_run(text)?;
    let readings = digits::read(run, false).ok()?;
    let (factor, rest) = split_scales(rest, Kind::Cardinal).ok()?;
    let number = readings.first.checked_times(factor)?;
    (readings.second.is_none() && number < scale).then_some((number, rest))
}

/// Splits off a scale; behind a fraction also `a million` and `of a million`. The `m` of `m2` and `m/s` is none.
pub(super) fn split_scale(text: &str, kind: Kind) -> Option<(Number, &str)> {
    let skip = |text, skipped: &[&str]| match words::split_word(text) {
        Some((word, rest)) if skipped.contains(&word) => rest,
        _ => text,
    };
    let text = match kind {
        Kind::Fraction => skip(skip(text, &["of"]), &["a", "an", "one"]),
        Kind::Cardinal | Kind::Ordinal => text,
    };
    let (scale, rest) = words::scale(text)?;
    if rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '^' | '\'')) {
        return None;
    }
    // "5 mio. yen": the stop belongs to what is cut short.
    let is_cut = rest.starts_with(". ");
    Some((scale, rest.get(usize::from(is_cut)..).unwrap_or(rest)))
}
