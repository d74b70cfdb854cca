//! Whole numbers on the command line, refused in words that name what is wanted.

use std::num::NonZeroU32;
use std::str::FromStr;

/// Reads a whole number from 0.
///
/// # Errors
///
/// It is something else, or larger than can be counted.
pub(super) fn whole<T: FromStr>(text: &str) -> Result<T, &'static str> {
    text.trim()
        .parse()
        .map_err(|_| "this is not a whole number such as 20")
}

/// Reads a whole number from 1.
///
/// # Errors
///
/// It is something else, or larger than can be counted.
pub(super) fn at_least_one(text: &str) -> Result<u32, &'static str> {
    text.trim()
        .parse()
        .map(NonZeroU32::get)
        .map_err(|_| "this is not a whole number from 1, such as 20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_and_nothing_else() {
        assert_eq!((whole("20"), at_least_one(" 1 ")), (Ok(20_u32), Ok(1)));
        for text in ["", "x", "-1", "1.5", "99999999999999999999999"] {
            assert!(whole::<u64>(text).is_err(), "{text}");
        }
        assert!(at_least_one("0").is_err());
    }
}
