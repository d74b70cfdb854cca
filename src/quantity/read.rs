//! Reads a figure as people type it: digits with any marks, words, scales, bounds, units. Digits are never corrected.

use super::around::{read_unit, split_currency};
use super::tidy::tidy;
use super::words::{self, Kind};
use super::{Bound, Number, Unit, compound, digits};

/// A figure as typed: what it can mean, and what was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedFigure {
    readings: Vec<Reading>,
    bound: Option<Bound>,
    is_ordinal: bool,
}

/// One meaning of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub number: Number,
    /// The unit; nothing when none was typed.
    pub unit: Option<Unit>,
}

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
    let metres = count
        .metres
        .into_iter()
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

impl TypedFigure {
    /// What it can mean, likeliest first; at least one. There are more only where a point may stand between thousands or
    /// before a fraction (`20.000`), or an `m` may be millions or metres.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The bound, when one was typed.
    pub fn bound(&self) -> Option<Bound> {
        self.bound
    }

    /// Tells whether it was typed as an ordinal: `77th`, `seventy-seventh`.
    pub fn is_ordinal(&self) -> bool {
        self.is_ordinal
    }

    /// The readings a person asked for `wanted` can have meant: those in that unit or one that converts into it; else
    /// those without a unit; else all.
    pub fn readings_for(&self, wanted: Option<&Unit>) -> Vec<&Reading> {
        let fits = |reading: &&Reading| match (wanted, &reading.unit) {
            (Some(wanted), Some(given)) => {
                wanted.is_meant_by(given) || given.convert(reading.number, wanted).is_some()
            }
            (Some(_) | None, _) => false,
        };
        let is_bare = |reading: &&Reading| reading.unit.is_none();
        let mut kept: Vec<&Reading> = self.readings.iter().filter(fits).collect();
        if kept.is_empty() {
            kept = self.readings.iter().filter(is_bare).collect();
        }
        if kept.is_empty() {
            kept = self.readings.iter().collect();
        }
        kept
    }

    /// The only reading a person asked for `wanted` can have meant; nothing when there are several.
    pub fn reading_for(&self, wanted: Option<&Unit>) -> Option<&Reading> {
        match self.readings_for(wanted).as_slice() {
            [reading] => Some(reading),
            _ => None,
        }
    }
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

/// The number part of what was typed.
struct Count<'a> {
    /// What it can mean, likeliest first.
    numbers: Vec<Number>,
    /// What it means if its `m` is metres; empty when it has none.
    metres: Vec<Number>,
    is_ordinal: bool,
    rest: &'a str,
}

fn count(text: &str) -> Result<Count<'_>, UnreadableFigure> {
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

/// Splits off all the scales there are, multiplied.
fn split_scales(text: &str, kind: Kind) -> Result<(Number, &str), UnreadableFigure> {
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
fn smaller(text: &str, scale: Number) -> Option<(Number, &str)> {
    let text = text.strip_prefix(' ')?;
    let text = text.strip_prefix("and ").unwrap_or(text);
    let (run, rest) = digits::split_run(text)?;
    let readings = digits::read(run, false).ok()?;
    let (factor, rest) = split_scales(rest, Kind::Cardinal).ok()?;
    let number = readings.first.checked_times(factor)?;
    (readings.second.is_none() && number < scale).then_some((number, rest))
}

/// Splits off a scale; behind a fraction also `a million` and `of a million`. The `m` of `m2` and `m/s` is none.
fn split_scale(text: &str, kind: Kind) -> Option<(Number, &str)> {
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

/// Splits a fraction off what follows `run`. It is added to the number (`2 1/2`, `2 and a half`) unless the run is its
/// numerator (`2/3`), which the flag tells.
fn split_fraction<'a>(
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
fn and_fraction(text: &str) -> Option<(Number, &str)> {
    let ("and", rest) = words::split_word(text)? else {
        return None;
    };
    let spoken = words::fraction(rest)?;
    Some((spoken.number, spoken.rest))
}

fn strip_ordinal_ending(text: &str) -> Option<&str> {
    let rest = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| text.strip_prefix(ending))?;
    (!rest.starts_with(char::is_alphabetic)).then_some(rest)
}

impl From<digits::Fault> for UnreadableFigure {
    fn from(fault: digits::Fault) -> Self {
        match fault {
            digits::Fault::Marks => Self::NotANumber,
            digits::Fault::TooLarge => Self::TooLarge,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Shows what was read: bound, readings, ordinal.
    fn shown(typed: &str) -> String {
        let figure = match read(typed) {
            Ok(figure) => figure,
            Err(error) => return format!("{error:?}"),
        };
        let readings: Vec<String> = figure
            .readings
            .iter()
            .map(|reading| match &reading.unit {
                Some(unit) => format!("{} [{unit}]", reading.number),
                None => reading.number.to_string(),
            })
            .collect();
        let bound = figure
            .bound
            .map(|bound| format!("{bound:?} "))
            .unwrap_or_default();
        let ordinal = if figure.is_ordinal { " ordinal" } else { "" };
        format!("{bound}{}{ordinal}", readings.join(" or "))
    }

    #[track_caller]
    fn reads(cases: &[(&str, &str)]) {
        for (typed, expected) in cases {
            assert_eq!(&shown(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn digits_are_read_with_any_marks() {
        reads(&[
            ("20,000", "20,000"),
            ("20 000", "20,000"),
            ("20\u{a0}000", "20,000"),
            ("20\u{2009}000", "20,000"),
            ("20\u{202f}000", "20,000"),
            ("20'000", "20,000"),
            ("20’000", "20,000"),
            ("20.000", "20,000 or 20"),
            ("1,5", "1.5"),
            ("1.234.567", "1,234,567"),
            ("1,234.5", "1,234.5"),
            ("-2.5", "-2.5"),
            ("−2.5", "-2.5"),
            ("minus 2.5", "-2.5"),
            ("２０，０００", "20,000"),
            ("  900. ", "900"),
            ("\"900\"", "900"),
            ("0.43", "0.43"),
            (".5", "0.5"),
            ("1/2", "0.5"),
            ("2 1/2", "2.5"),
            ("2½", "2.5"),
            ("½", "0.5"),
            ("3/4 million", "750,000"),
            ("20´000", "20,000"),
            ("٢٠٠٠٠", "20,000"),
            ("\u{200E}20,000\u{202C}", "20,000"),
            ("(20,000)", "20,000"),
            ("2e4", "20,000"),
            ("2 × 10⁴ ships", "20,000 [ships]"),
            ("1.65·10^6", "1,650,000"),
        ]);
    }

    #[test]
    fn scales_multiply() {
        reads(&[
            ("20k", "20,000"),
            ("20 K", "20,000"),
            ("1.65 million", "1,650,000"),
            ("1.65 mn", "1,650,000"),
            ("1,65 million", "1,650,000"),
            ("1.650 million", "1,650,000"),
            ("1.65m", "1,650,000 or 1.65 [m]"),
            ("20 m of road", "20,000,000 [of road] or 20 [m]"),
            ("20 m people", "20,000,000 [people]"),
            ("20 m²", "20 [m²]"),
            ("20 m/s", "20 [m/s]"),
            ("2bn", "2,000,000,000"),
            ("2 billion", "2,000,000,000"),
            ("5 hundred", "500"),
            ("2 dozen", "24"),
            ("2 and a half million", "2,500,000"),
            ("1.65 millions of passengers", "1,650,000 [of passengers]"),
            ("1.65 milion", "1,650,000"),
            ("5 bil. yen", "5,000,000,000 [yen]"),
            ("20 thou", "20,000"),
            ("9 hundreds", "900"),
            ("1 million 650 thousand", "1,650,000"),
            ("1 million and 650,000 people", "1,650,000 [people]"),
            ("2 m 50 cm", "2.5 [m]"),
        ]);
    }

    #[test]
    fn words_are_read() {
        reads(&[
            ("twenty thousand", "20,000"),
            ("Twenty Thousand soldiers", "20,000 [soldiers]"),
            ("half a million", "500,000"),
            ("half million", "500,000"),
            ("a quarter of a million", "250,000"),
            ("two and a half million", "2,500,000"),
            ("a hundred", "100"),
            ("a dozen", "12"),
            ("half a dozen", "6"),
            ("two dozen", "24"),
            ("forty-three per cent", "43 [%]"),
            ("forty three percent", "43 [%]"),
            ("one point six five million", "1,650,000"),
            ("two thirds", "0.6666666666666666666666666667"),
            ("a third", "0.3333333333333333333333333333"),
            ("three quarters", "0.75"),
            ("some twenty ships", "About 20 [ships]"),
            ("a million and a half", "1,500,000"),
            ("two thousand and a half", "2,000.5"),
        ]);
    }

    #[test]
    fn ordinals_are_marked() {
        reads(&[
            ("77th", "77 ordinal"),
            ("the 77th", "77 ordinal"),
            ("seventy-seventh", "77 ordinal"),
            ("77th prime minister", "77 [prime minister] ordinal"),
            ("no. 77", "77"),
            ("#77", "77"),
            ("third", "3 ordinal"),
            ("nr 77", "77"),
        ]);
    }

    #[test]
    fn bounds_are_kept() {
        reads(&[
            ("more than 900", "MoreThan 900"),
            ("over 900", "MoreThan 900"),
            ("> 900", "MoreThan 900"),
            (">=900", "AtLeast 900"),
            ("at least 900", "AtLeast 900"),
            ("900+", "AtLeast 900"),
            ("900 or more ships", "AtLeast 900 [ships]"),
            ("less than 900", "LessThan 900"),
            ("under 900", "LessThan 900"),
            ("< 900", "LessThan 900"),
            ("≤ 900", "AtMost 900"),
            ("almost 40 %", "Almost 40 [%]"),
            ("nearly 40%", "Almost 40 [%]"),
            ("about 900", "About 900"),
            ("around 900", "About 900"),
            ("ca. 900", "About 900"),
            ("c. 900", "About 900"),
            ("~900", "About 900"),
            ("roughly half a million", "About 500,000"),
            ("some 20,000", "About 20,000"),
            ("exactly 900", "Exact 900"),
            ("min. 900", "AtLeast 900"),
            ("greater than 900", "MoreThan 900"),
            ("not over 900", "AtMost 900"),
            ("just short of 900", "Almost 900"),
            ("more than about 900", "MoreThan 900"),
            ("perhaps 900", "About 900"),
            ("there were 900 ships", "900 [ships]"),
            ("900 plus", "AtLeast 900"),
            ("900 at least", "AtLeast 900"),
            ("900ish", "About 900"),
            ("900-odd ships", "About 900 [ships]"),
        ]);
    }

    #[test]
    fn units_are_read_before_and_behind() {
        reads(&[
            ("43 %", "43 [%]"),
            ("43%", "43 [%]"),
            ("43 per cent", "43 [%]"),
            ("43 pct", "43 [%]"),
            ("50 km", "50 [km]"),
            ("50km", "50 [km]"),
            ("31 miles", "31 [miles]"),
            ("¥5 billion", "5,000,000,000 [yen]"),
            ("5 billion yen", "5,000,000,000 [yen]"),
            ("$20", "20 [dollars]"),
            ("-$20", "-20 [dollars]"),
            ("US$ 20 million", "20,000,000 [us$]"),
            ("38° N", "38 [° n]"),
            ("1.65 million a year", "1,650,000 [per year]"),
            ("6 brothers", "6 [brothers]"),
            ("% 43", "43 [%]"),
            ("43 out of 100", "43 [%]"),
            ("yen 5 billion", "5,000,000,000 [yen]"),
            ("50 km long", "50 [km]"),
            ("5 tonnes of CO2", "5 [tonnes]"),
            ("7 times", "7 [times]"),
            ("7 photo one albums", "7 [photo one albums]"),
        ]);
    }

    #[test]
    fn what_is_no_figure_is_refused() {
        reads(&[
            ("", "Empty"),
            (" . ", "Empty"),
            ("many", "NotANumber"),
            ("XIV", "NotANumber"),
            ("900-1000", "NotANumber"),
            ("900 1000", "NotANumber"),
            ("five-ten", "NotANumber"),
            ("1/0", "NotANumber"),
            ("1.2.3", "NotANumber"),
            ("10⁶", "NotANumber"),
            ("--5", "NotANumber"),
            ("%", "NotANumber"),
            ("$", "NotANumber"),
            ("a ship", "NotANumber"),
            ("3/4/1972", "NotANumber"),
            ("15,000 to 25,000", "NotANumber"),
            ("15 to twenty thousand", "NotANumber"),
            ("7 or eight", "NotANumber"),
            ("two comma five", "NotANumber"),
            ("2m50", "NotANumber"),
            ("two metres and a half", "NotANumber"),
            ("98\"", "NotANumber"),
            ("2 m 50", "NotANumber"),
            ("0x4E20", "NotANumber"),
            ("20 million 30 million", "NotANumber"),
        ]);
        assert_eq!(read(&"9".repeat(60)), Err(UnreadableFigure::TooLarge));
        assert_eq!(read(&"9".repeat(300)), Err(UnreadableFigure::TooLong));
        let scales = format!("5 {}", "trillion ".repeat(15));
        assert_eq!(read(&scales), Err(UnreadableFigure::TooLarge));
    }

    #[test]
    fn an_m_is_metres_where_a_length_is_asked() {
        let typed = read("20 m").expect("a figure");
        let number = |unit: Option<&str>| {
            let unit = unit.map(|unit| Unit::parse(unit).expect(unit));
            typed
                .reading_for(unit.as_ref())
                .map(|reading| reading.number)
        };
        assert_eq!(number(Some("km")), Some(20_i64.into()));
        assert_eq!(number(Some("people")), Some(20_000_000_i64.into()));
        assert_eq!(number(None), Some(20_000_000_i64.into()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = read(&text);
        }

        #[test]
        fn any_text_of_the_alphabet_of_figures_is_read_or_refused(
            text in "[0-9.,' /%$°²½kmbntdrhsaeioféΩ\u{2212}\u{a0}⁶<>=~+-]{0,30}"
        ) {
            let _ = read(&text);
        }

        #[test]
        fn words_in_any_order_are_read_or_refused(
            words in prop::collection::vec(prop::sample::select(vec![
                "a", "an", "and", "half", "third", "two", "twenty", "hundred", "thousand", "million", "dozen", "point",
                "of", "more than", "minus", "the", "per cent", "ships", "first", "zero", "5", "1/2", "-", "e4", "x 10^4", "m 50 cm",
                "out of 100", "ish", "-odd", "plus", "to", "or", "milion", "grand", "(", ")", "yen", "%", "times", "th",
            ]), 0..12)
        ) {
            let _ = read(&words.join(" "));
        }
    }
}
