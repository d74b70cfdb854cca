//! One length, weight or time in several units: `2 m 50 cm`, `8 feet 2 inches`, `1 hour and 30 minutes`.

use super::{Number, Unit, digits};

/// Reads numbers each with its unit, larger ones first, and adds them up in the first unit.
///
/// Nothing when `text` is anything else, a single number with its unit included.
pub(super) fn read(text: &str) -> Option<(Number, Unit)> {
    let (mut total, unit, mut rest) = part(text)?;
    let mut last = unit.clone();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (number, smaller, behind) = part(rest.strip_prefix("and ").unwrap_or(rest))?;
        // 50 of the smaller unit are less than one of the unit before: "5 m 50 m" is no length.
        let in_last = smaller.convert(number, &last)?;
        if in_last.abs() >= Number::ONE {
            return None;
        }
        total = total.plus(smaller.convert(number, &unit)?);
        last = smaller;
        rest = behind;
    }
    Some((total, unit))
}

/// A number and its unit at the start of `text`, and what follows.
fn part(text: &str) -> Option<(Number, Unit, &str)> {
    let (run, rest) = digits::split_run(text)?;
    let number = digits::read(run, true).ok()?.first;
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (word, rest) = rest.split_at(end);
    let unit = Unit::measured(word)?;
    let rest = rest.trim_start_matches(['.', ',']).trim_start();
    Some((number, unit, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: Option<&str>) {
        let read = read(text).map(|(number, unit)| format!("{number} {unit}"));
        assert_eq!(read.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn smaller_units_are_added() {
        reads("2 m 50 cm", Some("2.5 m"));
        reads("2m50cm", Some("2.5 m"));
        reads("1 hour and 30 minutes", Some("1.5 hours"));
        reads("5 km 400 m 50 cm", Some("5.4005 km"));
        reads("1 tonne, 20 kg", Some("1.02 tonnes"));
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "2 m",
            "2 m 50",
            "2 m 50 kg",
            "50 cm 2 m",
            "2 m 200 cm",
            "2 ships 50 cm",
            "2 m 50 cm long",
            "",
        ] {
            reads(text, None);
        }
    }
}
