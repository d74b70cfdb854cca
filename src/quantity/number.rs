//! An exact decimal number, written as people write it.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{digits, words};

/// An exact decimal of up to 28 digits. Shown with commas between thousands and without idle zeros: `1,650,000`, `-2.5`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Decimal);

/// A text that is no number a deck can hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing at all.
    #[error("there is no number; write one such as \"20000\"")]
    Empty,
    /// No number.
    #[error(
        "{0:?} is not a number; write one such as \"20000\", \"20,000\", \"2.5\" or \"1.65 million\""
    )]
    NotANumber(String),
    /// A point that may stand between thousands or before a fraction.
    #[error("{text:?} may mean {whole} or {part}; write one of these")]
    AmbiguousPoint {
        /// What was written.
        text: String,
        /// Read with the point between thousands.
        whole: Number,
        /// Read with the point before a fraction.
        part: Number,
    },
    /// More digits than a number has.
    #[error("{0:?} has too many digits; a number has at most 28")]
    TooLarge(String),
}

/// As its 16 bytes.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <[u8; 16]>::deserialize(deserializer)?;
        Ok(Self(Decimal::deserialize(bytes).normalize()))
    }
}

impl Number {
    /// Nought.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);
    /// One hundred.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// Returns `mantissa` with the point moved `scale` digits to the left; `scale` is at most 28.
    pub(super) fn scaled(mantissa: i64, scale: u32) -> Self {
        Self(Decimal::new(mantissa, scale).normalize())
    }

    /// Reads plain digits with at most one point; nothing when there are too many.
    pub(super) fn from_plain(digits: &str) -> Option<Self> {
        let number = Decimal::from_str_exact(digits).ok()?;
        Some(Self(number.normalize()))
    }

    /// Tells whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// The largest whole number that is not above it.
    #[must_use]
    pub fn floor(self) -> Self {
        Self(self.0.floor().normalize())
    }

    /// The smallest whole number that is not below it.
    #[must_use]
    pub fn ceiling(self) -> Self {
        Self(self.0.ceil().normalize())
    }

    /// Tells whether it is below nought.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// The distance from nought.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The same distance from nought on the other side.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::ZERO.minus(self)
    }

    /// The sum, or the furthest number there is on that side.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).normalize())
    }

    /// The difference, or the furthest number there is on that side.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0).normalize())
    }

    /// The product, or the furthest number there is on that side.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self(self.0.saturating_mul(other.0).normalize())
    }

    /// The product; nothing when it has too many digits.
    pub fn checked_times(self, other: Self) -> Option<Self> {
        let product = self.0.checked_mul(other.0)?;
        Some(Self(product.normalize()))
    }

    /// The quotient to 28 digits; nothing when `other` is nought or the quotient is too large.
    pub fn checked_over(self, other: Self) -> Option<Self> {
        let quotient = self.0.checked_div(other.0)?;
        Some(Self(quotient.normalize()))
    }

    /// `percent` hundredths of it.
    #[must_use]
    pub fn percent(self, percent: Self) -> Self {
        self.times(percent.times(Self::scaled(1, 2)))
    }

    /// Rounded to so many significant digits.
    #[must_use]
    pub fn rounded_to(self, digits: u32) -> Self {
        Self(self.0.round_sf(digits).unwrap_or(self.0).normalize())
    }

    /// The nearest whole number, halves away from nought; the largest `u32` when it is larger, 0 when it is negative.
    pub fn to_u32(self) -> u32 {
        let whole = self
            .0
            .round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        if whole.is_sign_negative() {
            return 0;
        }
        u32::try_from(whole).unwrap_or(u32::MAX)
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(Decimal::from(number))
    }
}

impl From<u32> for Number {
    fn from(number: u32) -> Self {
        Self(Decimal::from(number))
    }
}

/// Reads a number as a deck writes it: `20000`, `20,000`, `20 000`, `1_000`, `-2.5`, `1.65 million`.
///
/// A point always stands before a fraction; where it looks like one between thousands (`20.000`), the number is refused.
impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let not_a_number = || NumberError::NotANumber(text.to_owned());
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(NumberError::Empty);
        }
        let (is_negative, unsigned) = match trimmed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let figure_end = unsigned
            .find(|c: char| c.is_alphabetic())
            .unwrap_or(unsigned.len());
        let (written, scale_word) = unsigned.split_at(figure_end);
        let scale = match scale_word {
            "" => Self::ONE,
            word => words::full_scale(word).ok_or_else(not_a_number)?,
        };

        let (whole, part) = match written.trim_end().split_once('.') {
            Some((whole, part)) => (whole, Some(part)),
            None => (written.trim_end(), None),
        };
        let whole = [',', ' ', '_']
            .into_iter()
            .find_map(|mark| digits::ungroup(whole, mark))
            .ok_or_else(not_a_number)?;
        let plain = match part {
            None => whole,
            Some(part) if digits::is_digits(part) => format!("{whole}.{part}"),
            Some(_) => return Err(not_a_number()),
        };
        let too_large = || NumberError::TooLarge(text.to_owned());
        let number = Self::from_plain(&plain).ok_or_else(too_large)?;
        if scale_word.is_empty() && part.is_some_and(|part| part.len() == 3 && part.ends_with('0'))
        {
            return Err(NumberError::AmbiguousPoint {
                text: text.to_owned(),
                whole: number.times(Self::from(1000_i64)),
                part: number,
            });
        }
        let number = number.checked_times(scale).ok_or_else(too_large)?;
        Ok(if is_negative {
            number.negated()
        } else {
            number
        })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.0.abs().to_string();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut shown = String::with_capacity(plain.len() * 2);
        if self.is_negative() {
            shown.push('-');
        }
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                shown.push(',');
            }
            shown.push(digit);
        }
        if !part.is_empty() {
            shown.push('.');
            shown.push_str(part);
        }
        f.pad(&shown)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn shows(text: &str, shown: &str) {
        let number: Number = text.parse().expect(text);
        assert_eq!(number.to_string(), shown);
    }

    #[test]
    fn a_deck_number_is_shown_with_commas_and_without_idle_zeros() {
        shows("20000", "20,000");
        shows("20,000", "20,000");
        shows("20 000", "20,000");
        shows("1_000", "1,000");
        shows("1.65 million", "1,650,000");
        shows("5 billion", "5,000,000,000");
        shows("-2.5", "-2.5");
        shows("\u{2212}2.50", "-2.5");
        shows("38.5", "38.5");
        shows("0.125", "0.125");
        shows("12976", "12,976");
        shows("999", "999");
        shows("0", "0");
        shows("-0", "0");
        shows("08", "8");
    }

    #[track_caller]
    fn refused(text: &str, message: &str) {
        let error = text.parse::<Number>().expect_err(text);
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn a_deck_number_that_is_none_is_refused_in_plain_words() {
        refused("", "there is no number; write one such as \"20000\"");
        refused(
            "20.000",
            "\"20.000\" may mean 20,000 or 20; write one of these",
        );
        for text in [
            "twenty", "1,5", "1,00", "2..5", "5 %", "1e5", "--2", ".", "million",
        ] {
            let error = text.parse::<Number>().expect_err(text);
            assert_eq!(error, NumberError::NotANumber(text.to_owned()));
        }
        let long = "9".repeat(40);
        assert_eq!(long.parse::<Number>(), Err(NumberError::TooLarge(long)));
    }

    #[test]
    fn sums_and_products_stop_at_the_furthest_number() {
        let huge: Number = "7".repeat(28).parse().expect("28 digits");
        assert!(huge.times(huge) > huge);
        assert!(huge.negated().minus(huge.times(huge)) < huge.negated());
        assert_eq!(huge.checked_times(huge), None);
        assert_eq!(huge.checked_over(Number::ZERO), None);
        assert_eq!(huge.to_u32(), u32::MAX);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same_number(mantissa: i64, scale in 0_u32..8) {
            let number = Number::scaled(mantissa, scale);
            if let Ok(read) = number.to_string().parse::<Number>() {
                prop_assert_eq!(read, number);
            }
            prop_assert_eq!(number.minus(number), Number::ZERO);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = text.parse::<Number>();
        }
    }
}
