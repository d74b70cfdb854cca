//! Figures: number, unit, bound and margin, read from decks and from what people type.
//!
//! Everything here is a value; how a typed figure is judged is for `grading` to say.

mod around;
mod bound;
mod cardinals;
mod compound;
mod digits;
mod margin;
mod measure;
mod noun;
mod number;
mod read;
mod tidy;
mod typed;
mod unit;
mod words;

use serde::{Deserialize, Serialize};
use std::fmt;

pub use bound::{Bound, Direction, UnknownBound};
pub(crate) use cardinals::{below_twenty, tens};
pub use margin::{Margin, MarginError};
pub use number::{Number, NumberError};
pub use read::{UnreadableFigure, read};
pub use typed::{Reading, TypedFigure};
pub use unit::{Unit, UnitError};

/// A number with what it counts and how it bounds the true value. Its display is read back as the same figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    number: Number,
    unit: Option<Unit>,
    bound: Bound,
}

/// A number that cannot have its unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// A place in a row is a whole number from 1.
    #[error("{0} is not a rank; a rank is a whole number from 1, such as 77")]
    NotARank(Number),
}

impl Figure {
    /// Makes a figure.
    ///
    /// # Errors
    ///
    /// The unit is a rank and the number is not a whole one from 1.
    pub fn new(number: Number, unit: Option<Unit>, bound: Bound) -> Result<Self, FigureError> {
        let is_rank = unit.as_ref().is_some_and(Unit::is_rank);
        if is_rank && (!number.is_whole() || number < Number::ONE) {
            return Err(FigureError::NotARank(number));
        }
        Ok(Self {
            number,
            unit,
            bound,
        })
    }

    /// The number.
    pub fn number(&self) -> Number {
        self.number
    }

    /// What it counts or measures; nothing for a bare number.
    pub fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    /// How the true value lies to the number.
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// Tells whether it is a place in a row: 77th.
    pub fn is_rank(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_rank)
    }

    /// Tells whether it is a percentage.
    pub fn is_percentage(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_percent)
    }

    /// Reads another figure for the same question, such as a wrong option. What `text` leaves out, unit or bound, is
    /// taken from this one.
    ///
    /// # Errors
    ///
    /// `text` is no figure, has two readings, or cannot have the unit.
    pub fn read_beside(&self, text: &str) -> Result<Self, UnreadableFigure> {
        let typed = read(text)?;
        let [reading, others @ ..] = typed.readings() else {
            return Err(UnreadableFigure::NotANumber);
        };
        let reading = match others {
            [] => reading,
            [other, ..] => match typed.reading_for(self.unit()) {
                Some(fitting) => fitting,
                None => return Err(UnreadableFigure::Ambiguous(reading.number, other.number)),
            },
        };
        let unit = match (&self.unit, &reading.unit) {
            (Some(own), Some(given)) if own.is_meant_by(given) => Some(own.clone()),
            (Some(own), Some(_)) if own.is_rank() && typed.is_ordinal() => Some(own.clone()),
            (own, given) => given.clone().or_else(|| own.clone()),
        };
        let bound = typed.bound().unwrap_or(self.bound);
        Self::new(reading.number, unit, bound).map_err(|_| UnreadableFigure::NotANumber)
    }
}

/// As a person reads it: `more than 900 ships`, `43 %`, `77th`, `1,650,000 passengers per year`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bound != Bound::Exact {
            write!(f, "{} ", self.bound)?;
        }
        match &self.unit {
            None => write!(f, "{}", self.number),
            Some(unit) if unit.is_rank() => {
                write!(f, "{}{}", self.number, ordinal_ending(self.number))
            }
            Some(unit) => write!(f, "{} {}", self.number, unit.word_for(self.number)),
        }
    }
}

fn ordinal_ending(rank: Number) -> &'static str {
    let digits = rank.to_string();
    let is_teen = digits.len() > 1 && digits.chars().rev().nth(1) == Some('1');
    match digits.chars().last() {
        Some('1') if !is_teen => "st",
        Some('2') if !is_teen => "nd",
        Some('3') if !is_teen => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn figure(number: &str, unit: &str, bound: Bound) -> Figure {
        let unit = (!unit.is_empty()).then(|| Unit::parse(unit).expect(unit));
        Figure::new(number.parse().expect(number), unit, bound).expect("a figure")
    }

    #[track_caller]
    fn shows(number: &str, unit: &str, bound: Bound, shown: &str) {
        assert_eq!(figure(number, unit, bound).to_string(), shown);
    }

    #[test]
    fn a_figure_is_shown_as_people_write_it() {
        shows("900", "ships", Bound::MoreThan, "more than 900 ships");
        shows("20000", "soldiers", Bound::About, "about 20,000 soldiers");
        shows("43", "percent", Bound::Exact, "43 %");
        shows("40", "percent", Bound::Almost, "almost 40 %");
        shows("77", "rank", Bound::Exact, "77th");
        shows(
            "1650000",
            "passengers per year",
            Bound::Exact,
            "1,650,000 passengers per year",
        );
        shows("1", "miles", Bound::Exact, "1 mile");
        shows("2", "mile", Bound::AtMost, "at most 2 miles");
        shows("-2.5", "°C", Bound::Exact, "-2.5 °C");
        shows("5 billion", "¥", Bound::Exact, "5,000,000,000 yen");
        shows("6852", "", Bound::AtLeast, "at least 6,852");
        for (rank, shown) in [
            ("1", "1st"),
            ("2", "2nd"),
            ("3", "3rd"),
            ("11", "11th"),
            ("113", "113th"),
            ("1021", "1,021st"),
        ] {
            shows(rank, "rank", Bound::Exact, shown);
        }
    }

    #[test]
    fn a_rank_is_a_whole_number_from_1() {
        for number in ["0", "-1", "2.5"] {
            let number = number.parse().expect("a number");
            let made = Figure::new(number, Unit::parse("rank").ok(), Bound::Exact);
            assert_eq!(made, Err(FigureError::NotARank(number)));
        }
    }

    #[track_caller]
    fn beside(figure: &Figure, text: &str, shown: &str) {
        let other = figure.read_beside(text).expect(text);
        assert_eq!(other.to_string(), shown);
    }

    #[test]
    fn another_figure_takes_unit_and_bound_from_the_one_beside_it() {
        let ships = figure("900", "ships", Bound::MoreThan);
        beside(&ships, "300", "more than 300 ships");
        beside(&ships, "1,500 ships", "more than 1,500 ships");
        beside(&ships, "less than 900", "less than 900 ships");
        beside(&ships, "900 soldiers", "more than 900 soldiers");
        beside(&figure("77", "rank", Bound::Exact), "76", "76th");
        beside(&figure("20", "m", Bound::Exact), "30 m", "30 m");
        assert_eq!(
            ships.read_beside("20.000"),
            Err(UnreadableFigure::Ambiguous(
                20_000_i64.into(),
                20_i64.into()
            ))
        );
        assert_eq!(ships.read_beside("many"), Err(UnreadableFigure::NotANumber));
    }

    fn bounds() -> impl Strategy<Value = Bound> {
        prop::sample::select(vec![
            Bound::Exact,
            Bound::About,
            Bound::MoreThan,
            Bound::AtLeast,
            Bound::LessThan,
            Bound::AtMost,
            Bound::Almost,
        ])
    }

    fn units() -> impl Strategy<Value = Option<Unit>> {
        prop_oneof![
            prop::sample::select(vec![
                "",
                "%",
                "km",
                "m",
                "miles",
                "sq km",
                "rank",
                "yen",
                "¥",
                "degrees north",
                "hours",
                "passengers per year",
                "°C",
                "in",
                "m²",
                "people",
            ])
            .prop_map(|text| Unit::parse(text).ok()),
            // "20 odd ships" are about 20 ships.
            "[a-zA-Z]{1,9}( [a-z]{1,8}){0,2}"
                .prop_filter("a bound", |text| {
                    Bound::split_behind(&text.to_lowercase()).0.is_none()
                })
                .prop_map(|text| Unit::parse(&text).ok()),
        ]
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(mantissa in -10_000_000_i64..10_000_000_000, scale in 0_u32..4, unit in units(), bound in bounds()) {
            let Ok(figure) = Figure::new(Number::scaled(mantissa, scale), unit, bound) else {
                return Ok(());
            };
            let typed = read(&figure.to_string()).map_err(|e| TestCaseError::fail(format!("{figure}: {e}")))?;
            let meant = typed.readings().iter().any(|reading| {
                let unit_agrees = match (&figure.unit, &reading.unit) {
                    (Some(own), Some(given)) => own.is_meant_by(given),
                    (Some(own), None) => own.is_rank(),
                    (None, given) => given.is_none(),
                };
                reading.number == figure.number && unit_agrees
            });
            prop_assert!(meant, "{} was read as {:?}", figure, typed);
            prop_assert_eq!(typed.bound().unwrap_or_default(), bound);
            prop_assert_eq!(typed.is_ordinal(), figure.is_rank());
        }
    }
}
