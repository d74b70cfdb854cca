//! What stands around a number: a currency before it, a unit behind.

use super::{Unit, words};

/// Splits off a currency before the number; empty when there is none.
pub(super) fn split_currency(text: &str) -> (&str, &str) {
    const SIGNS: [&str; 13] = [
        "us$", "$", "¥", "€", "£", "₮", "%", "usd", "jpy", "eur", "gbp", "mnt", "yen",
    ];
    for sign in SIGNS {
        if let Some(rest) = text.strip_prefix(sign)
            && !(sign.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic))
        {
            return (sign, rest.trim_start());
        }
    }
    ("", text)
}

/// What stands there can be no unit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoUnit;

/// Reads what stands around the number as its unit; `a year` alone is a rate.
pub(super) fn read_unit(currency: &str, text: &str) -> Result<Option<Unit>, NoUnit> {
    let text = text.trim();
    if PER_HUNDRED.contains(&text) {
        return Ok(Some(Unit::percent()));
    }
    if holds_a_number(text) {
        return Err(NoUnit);
    }
    let rate = ["a ", "an ", "each ", "/"]
        .iter()
        .find_map(|start| text.strip_prefix(start))
        .filter(|rate| rate.starts_with(char::is_alphabetic));
    let named = match rate {
        Some(rate) => format!("{currency} per {rate}"),
        None => format!("{currency} {text}"),
    };
    let named = named.trim();
    if named.is_empty() {
        return Ok(None);
    }
    Unit::parse(named).map(Some).map_err(|_| NoUnit)
}

/// What makes a figure a percentage besides the sign and the word.
const PER_HUNDRED: [&str; 5] = [
    "out of 100",
    "in 100",
    "of 100",
    "per 100",
    "out of a hundred",
];

/// Tells whether another number stands in what should be a unit: "to 25,000", "and a half". The 2 of `km2` and `CO2` is none.
fn holds_a_number(text: &str) -> bool {
    let is_number = |word: &str| {
        let is_sign = word
            .strip_suffix(['2', '3'])
            .is_some_and(|letters| letters.ends_with(|c: char| c.is_alphabetic() || c == '^'));
        word.contains(|c: char| c.is_ascii_digit()) && !is_sign
    };
    let spaced = format!(" {text}");
    let joined = || {
        [" and ", " or ", " to ", " point ", " comma "]
            .iter()
            .filter_map(|joint| spaced.split_once(joint))
            .any(|(_, behind)| words::starts_like_a_number(behind))
    };
    text.split([' ', '/', '-']).any(is_number) || joined()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(currency: &str, text: &str, expected: Result<Option<&str>, NoUnit>) {
        let unit = read_unit(currency, text).map(|unit| unit.map(|unit| unit.to_string()));
        let expected = expected.map(|unit| unit.map(str::to_owned));
        assert_eq!(unit, expected, "{currency:?} {text:?}");
    }

    #[test]
    fn a_unit_is_read_before_and_behind() {
        reads("", "", Ok(None));
        reads("", " ships", Ok(Some("ships")));
        reads("¥", "", Ok(Some("yen")));
        reads("", "a year", Ok(Some("per year")));
        reads("", "out of 100", Ok(Some("%")));
        reads("", "km²", Ok(Some("km²")));
    }

    #[test]
    fn a_second_number_is_no_unit() {
        for text in ["to 25,000", "and a half", "or eight", "m50", "x4e20"] {
            reads("", text, Err(NoUnit));
        }
        reads("", "photo one albums", Ok(Some("photo one albums")));
    }

    #[test]
    fn a_currency_is_split_off() {
        assert_eq!(split_currency("us$ 20"), ("us$", "20"));
        assert_eq!(split_currency("yen 5"), ("yen", "5"));
        assert_eq!(split_currency("%43"), ("%", "43"));
        assert_eq!(split_currency("europe"), ("", "europe"));
    }
}
