//! How far off a figure may be and still be right, or near.
//!
//! The margin says how much room there is, the bound on which side:
//!
//! | bound | right |
//! |---|---|
//! | none, `about` | the margin below to the margin above |
//! | `more-than`, `at-least` | the number itself to the margin above |
//! | `less-than`, `at-most`, `almost` | the margin below to the number itself |
//!
//! So the bare number is right for every bound: "900" names "more than 900".

use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

use super::{Bound, Direction, Figure, Number, NumberError, Unit};

/// How far off a figure may be and still be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Margin(Room);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Room {
    /// So many hundredths of the figure.
    Percent(Number),
    /// So much, in the figure's unit.
    Amount(Number),
}

/// A text that is no margin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MarginError {
    /// Below nought.
    #[error(
        "a margin cannot be negative; write \"{0}\" for so much to either side, or \"0\" for exact answers only"
    )]
    Negative(Number),
    /// Over 100 %.
    #[error("a margin of {0} % takes any figure; write at most \"100 %\"")]
    TooWide(Number),
    /// A number with another unit than `%` or `points`.
    #[error(
        "{0:?} is not a margin of a figure; write a part such as \"5 %\", an amount such as \"500\" in the unit of the card, or \"2 points\" for a percentage"
    )]
    NotAMargin(String),
    /// Not a number.
    #[error("the margin is unreadable: {0}")]
    Number(#[from] NumberError),
}

/// How far beyond its margin a figure is still near, in margins.
const NEAR: u32 = 3;

impl Margin {
    /// No room at all.
    pub const EXACT: Self = Self(Room::Amount(Number::ZERO));

    /// The margin of a card that names none: none for ranks; 10 % for bounds other than exact; 1 point for percentages; none for
    /// whole numbers below 100; else 2 %.
    pub fn default_for(figure: &Figure) -> Self {
        let tenth = Number::from(10_u32);
        let is_loose = figure.bound() != Bound::Exact;
        let size = figure.number().abs();
        let point_is_more = size.percent(tenth) < Number::ONE;
        if figure.is_rank() {
            Self::EXACT
        } else if figure.is_percentage() && (!is_loose || point_is_more) {
            Self(Room::Amount(Number::ONE))
        } else if is_loose {
            Self(Room::Percent(tenth))
        } else if figure.number().is_whole() && size < Number::HUNDRED {
            Self::EXACT
        } else {
            Self(Room::Percent(Number::from(2_u32)))
        }
    }

    /// Reads a margin as a deck writes it: `5 %`, `500` in the card's unit, `2 points` of a percentage, `0` for exact.
    ///
    /// # Errors
    ///
    /// The text is no number, is negative, is over 100 %, or has another unit.
    pub fn parse(text: &str) -> Result<Self, MarginError> {
        let text = text.trim();
        let unit_start = text
            .find(|c: char| c.is_alphabetic() || c == '%')
            .unwrap_or(text.len());
        let (before, unit) = text.split_at(unit_start);
        let is_in_points = matches!(
            unit.to_lowercase().as_str(),
            "point" | "points" | "percentage point" | "percentage points"
        );
        let (number, is_part) = match Unit::parse(unit) {
            Ok(_) if is_in_points => (before, false),
            Ok(unit) if unit.is_percent() => (before, true),
            Ok(_) => return Err(MarginError::NotAMargin(text.to_owned())),
            // No unit, or a scale, which belongs to the number: "1 million".
            Err(_) => (text, false),
        };
        let number: Number = number.parse()?;
        if number.is_negative() {
            return Err(MarginError::Negative(number.abs()));
        }
        if !is_part {
            return Ok(Self(Room::Amount(number)));
        }
        if number > Number::HUNDRED {
            return Err(MarginError::TooWide(number));
        }
        Ok(Self(Room::Percent(number)))
    }

    /// The numbers that are right for `expected`.
    pub fn right(&self, expected: &Figure) -> RangeInclusive<Number> {
        let number = expected.number();
        let room = self.room(number);
        match expected.bound().direction() {
            Direction::Neither => number.minus(room)..=number.plus(room),
            Direction::Above => number..=number.plus(room),
            Direction::Below => number.minus(room)..=number,
        }
    }

    /// The numbers that are near `expected` or right: to three times the margin, at least 15 % of a number from 100 up and 1
    /// below it (half of it for a smaller fraction). Nothing is near a rank.
    pub fn near(&self, expected: &Figure) -> RangeInclusive<Number> {
        if expected.is_rank() {
            return self.right(expected);
        }
        let number = expected.number();
        let size = number.abs();
        let least = if size >= Number::HUNDRED {
            size.percent(Number::from(15_u32))
        } else if number.is_whole() {
            Number::ONE
        } else {
            size.percent(Number::from(50_u32)).min(Number::ONE)
        };
        let reach = self.room(number).times(Number::from(NEAR)).max(least);
        number.minus(reach)..=number.plus(reach)
    }

    /// Tells whether `other`, given for `expected`, would be right: then it is no wrong option.
    pub fn swallows(&self, expected: &Figure, other: &Figure) -> bool {
        let number = match (expected.unit(), other.unit()) {
            (Some(wanted), Some(given)) if !wanted.is_meant_by(given) => {
                given.convert(other.number(), wanted)
            }
            (_, _) => Some(other.number()),
        };
        let contradicts = expected.bound().contradicts(other.bound());
        !contradicts && number.is_some_and(|number| self.right(expected).contains(&number))
    }

    fn room(&self, number: Number) -> Number {
        match self.0 {
            Room::Percent(percent) => number.abs().percent(percent),
            Room::Amount(amount) => amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn figure(text: &str) -> Figure {
        let bare = Figure::new(Number::ONE, None, Bound::Exact).expect("a figure");
        let read = bare.read_beside(text).expect(text);
        let is_rank = text.ends_with("th");
        let unit = if is_rank {
            Unit::parse("rank").ok()
        } else {
            read.unit().cloned()
        };
        Figure::new(read.number(), unit, read.bound()).expect(text)
    }

    #[track_caller]
    fn spans(margin: Margin, text: &str, right: [&str; 2], near: [&str; 2]) {
        let figure = figure(text);
        let shown =
            |range: RangeInclusive<Number>| [range.start().to_string(), range.end().to_string()];
        assert_eq!(shown(margin.right(&figure)), right);
        assert_eq!(shown(margin.near(&figure)), near);
    }

    #[track_caller]
    fn by_default(text: &str, right: [&str; 2], near: [&str; 2]) {
        spans(Margin::default_for(&figure(text)), text, right, near);
    }

    #[test]
    fn the_default_margin_follows_the_kind_of_figure() {
        by_default("77th", ["77", "77"], ["77", "77"]);
        by_default("21 provinces", ["21", "21"], ["20", "22"]);
        by_default(
            "6852 islands",
            ["6,714.96", "6,989.04"],
            ["5,824.2", "7,879.8"],
        );
        by_default("2.5 km", ["2.45", "2.55"], ["1.5", "3.5"]);
        by_default("0.5 km", ["0.49", "0.51"], ["0.25", "0.75"]);
        by_default("43 %", ["42", "44"], ["40", "46"]);
        by_default("about 20,000", ["18,000", "22,000"], ["14,000", "26,000"]);
        by_default("about 5 %", ["4", "6"], ["2", "8"]);
        by_default("more than 900", ["900", "990"], ["630", "1,170"]);
        by_default("at least 900", ["900", "990"], ["630", "1,170"]);
        by_default("almost 40 %", ["36", "40"], ["28", "52"]);
        by_default("less than 900", ["810", "900"], ["630", "1,170"]);
        by_default("-200", ["-204", "-196"], ["-230", "-170"]);
    }

    #[track_caller]
    fn written(margin: &str, text: &str, right: [&str; 2], near: [&str; 2]) {
        spans(Margin::parse(margin).expect(margin), text, right, near);
    }

    #[test]
    fn a_margin_of_the_card_stands_instead() {
        written("0", "6852", ["6,852", "6,852"], ["5,824.2", "7,879.8"]);
        written("10 %", "1000", ["900", "1,100"], ["700", "1,300"]);
        written("5%", "more than 1000", ["1,000", "1,050"], ["850", "1,150"]);
        written("500", "6852", ["6,352", "7,352"], ["5,352", "8,352"]);
        written("2 points", "43 %", ["41", "45"], ["37", "49"]);
        written(
            "1 million",
            "20,000,000",
            ["19,000,000", "21,000,000"],
            ["17,000,000", "23,000,000"],
        );
        written("1", "77th", ["76", "78"], ["76", "78"]);
    }

    #[test]
    fn a_margin_that_is_none_is_refused_in_plain_words() {
        let error = Margin::parse("-5").expect_err("negative");
        assert_eq!(
            error.to_string(),
            "a margin cannot be negative; write \"5\" for so much to either side, or \"0\" for exact answers only"
        );
        assert_eq!(
            Margin::parse("-5 %"),
            Err(MarginError::Negative(5_i64.into()))
        );
        assert_eq!(
            Margin::parse("120 %"),
            Err(MarginError::TooWide(120_i64.into()))
        );
        assert_eq!(
            Margin::parse("5 years"),
            Err(MarginError::NotAMargin("5 years".to_owned()))
        );
        for text in ["", "wide", "%", "five"] {
            assert!(Margin::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_margin_swallows_what_would_be_right() {
        let distance = figure("50 km");
        let margin = Margin::parse("5 %").expect("a margin");
        assert!(margin.swallows(&distance, &figure("51 km")));
        assert!(margin.swallows(&distance, &figure("31 miles")));
        assert!(margin.swallows(&distance, &figure("51")));
        assert!(!margin.swallows(&distance, &figure("60 km")));
        assert!(!margin.swallows(&distance, &figure("50 kg")));
        let ships = figure("more than 900");
        assert!(!margin.swallows(&ships, &figure("less than 900")));
        assert!(!margin.swallows(&ships, &figure("890")));
    }
}
