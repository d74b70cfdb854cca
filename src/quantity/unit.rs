//! What a figure counts or measures.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::{Hash, Hasher};

use super::measure::Measure;
use super::{Number, noun, words};

/// What a figure counts or measures. Two units are equal when they mean the same, however they were spelt.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Unit(Kind);

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Kind {
    /// Convertible: kilometres, per cent.
    Measured(#[serde(with = "super::measure::by_place")] &'static Measure),
    /// A place in a row: the figure is an ordinal.
    Rank,
    /// Anything else that is counted: soldiers, yen, passengers per year.
    Counted(Noun),
}

/// A counted thing, kept as written and compared folded.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Noun {
    written: String,
    folded: String,
}

/// A text that is no unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// Nothing at all.
    #[error("the unit is empty; write what is counted, such as \"soldiers\" or \"km\"")]
    Empty,
    /// Over 100 bytes.
    #[error("the unit is too long; name it in a few words, such as \"passengers per year\"")]
    TooLong,
    /// Part of the number, or a sign.
    #[error(
        "{0:?} does not start like a unit; write the whole number before it, such as \"5 billion\", and the unit alone, such as \"yen\""
    )]
    NotAName(String),
}

/// Longest unit, in bytes.
const MAX_UNIT: usize = 100;

impl Unit {
    /// Reads a unit in any common spelling; what is not known is taken as a counted thing.
    ///
    /// # Errors
    ///
    /// The text is empty, over 100 bytes, or starts with a digit, a sign or a number word.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        let written = noun::sign_in_words(text.trim());
        let folded = noun::fold(written);
        let Some(start) = written.chars().next() else {
            return Err(UnitError::Empty);
        };
        if written.len() > MAX_UNIT {
            return Err(UnitError::TooLong);
        }
        let is_known_sign = matches!(start, '%' | '‰' | '°' | '$' | '¥' | '€' | '£' | '₮');
        let has_name = start.is_alphabetic() || is_known_sign;
        if !has_name || folded.is_empty() || words::starts_like_a_number(&written.to_lowercase()) {
            return Err(UnitError::NotAName(written.to_owned()));
        }
        let measured = Measure::find(&folded).or_else(|| Measure::find(noun::head(&folded)));
        Ok(Self(match measured {
            Some(measure) => Kind::Measured(measure),
            None if matches!(folded.as_str(), "rank" | "ordinal") => Kind::Rank,
            None => Kind::Counted(Noun {
                written: written.to_owned(),
                folded,
            }),
        }))
    }

    /// Reads a unit that can be converted; nothing for any other.
    pub(super) fn measured(text: &str) -> Option<Self> {
        Measure::find(&noun::fold(text)).map(|measure| Self(Kind::Measured(measure)))
    }

    /// Per cent.
    #[expect(
        clippy::missing_panics_doc,
        reason = "the table of measures holds per cent"
    )]
    pub fn percent() -> Self {
        let percent = Measure::find("%").expect("the table of measures holds per cent");
        Self(Kind::Measured(percent))
    }

    /// Tells whether its figures are places in a row.
    pub fn is_rank(&self) -> bool {
        self.0 == Kind::Rank
    }

    /// Tells whether its figures are percentages.
    pub fn is_percent(&self) -> bool {
        match &self.0 {
            Kind::Measured(measure) => measure.is_percent(),
            Kind::Rank | Kind::Counted(_) => false,
        }
    }

    /// Tells whether it is a unit of measure, such as kilometres or per cent, and not the name of what is counted.
    pub(crate) fn is_measured(&self) -> bool {
        match self.0 {
            Kind::Measured(_) => true,
            Kind::Rank | Kind::Counted(_) => false,
        }
    }

    /// Tells whether a person who wrote `given` meant this unit: it may name fewer or more words of it, and slip in one.
    pub fn is_meant_by(&self, given: &Self) -> bool {
        match (&self.0, &given.0) {
            (Kind::Measured(wanted), Kind::Measured(given)) => wanted == given,
            (Kind::Rank, Kind::Rank) => true,
            (Kind::Counted(wanted), Kind::Counted(given)) => {
                noun::is_same(&wanted.folded, &given.folded)
            }
            // "pounds" are read as a weight, and may be money.
            (Kind::Counted(wanted), Kind::Measured(given)) => {
                given.one == "lb" && wanted.folded.contains("sterling")
            }
            (Kind::Measured(wanted), Kind::Counted(given)) => wanted.is_nearly(&given.folded),
            // "77 th", and 77º and 77e as other languages write it.
            (Kind::Rank, Kind::Counted(given)) => {
                matches!(
                    given.folded.as_str(),
                    "st" | "nd" | "rd" | "th" | "o" | "a" | "e"
                )
            }
            (Kind::Measured(_) | Kind::Counted(_), Kind::Rank)
            | (Kind::Rank, Kind::Measured(_)) => false,
        }
    }

    /// Returns `number` of this unit in `other`; nothing when they measure different things.
    pub fn convert(&self, number: Number, other: &Self) -> Option<Number> {
        let (Kind::Measured(from), Kind::Measured(into)) = (&self.0, &other.0) else {
            return None;
        };
        from.convert(number, into)
    }

    /// The word for so many of it: `mile`, `miles`; a counted thing stands as written, a rank has none.
    pub fn word_for(&self, number: Number) -> &str {
        match &self.0 {
            Kind::Measured(measure) if number == Number::ONE => measure.one,
            Kind::Measured(measure) => measure.many,
            Kind::Rank => "",
            Kind::Counted(noun) => &noun.written,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Measured(measure) => f.write_str(measure.many),
            Kind::Rank => f.write_str("rank"),
            Kind::Counted(noun) => f.write_str(&noun.written),
        }
    }
}

impl PartialEq for Noun {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for Noun {}

impl Hash for Noun {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn unit(text: &str) -> Unit {
        Unit::parse(text).expect(text)
    }

    #[track_caller]
    fn shows(text: &str, shown: &str) {
        assert_eq!(unit(text).to_string(), shown);
    }

    #[test]
    fn known_units_are_found_in_any_spelling() {
        for text in [
            "km2",
            "km²",
            "sq km",
            "square kilometres",
            "Square Kilometers",
        ] {
            shows(text, "km²");
        }
        for text in ["%", "percent", "per cent", "pct", "percent of the exports"] {
            shows(text, "%");
            assert!(unit(text).is_percent());
        }
        shows("kilometre", "km");
        shows("mi", "miles");
        shows("ft.", "feet");
        shows("degrees Celsius", "°C");
        shows("°F", "°F");
        shows("litres", "l");
        shows("m of road", "m");
        shows("m/s", "m/s");
        shows("tonnes of gold", "tonnes");
        shows("km long", "km");
        shows("km from the city", "km");
        shows("years old", "years");
        shows("centuries", "centuries");
    }

    #[test]
    fn other_units_stand_as_written_and_compare_folded() {
        shows("passengers per year", "passengers per year");
        assert_eq!(unit("Countries"), unit("country"));
        assert_eq!(unit("¥"), unit("yen"));
        assert_eq!(unit("£"), unit("pounds sterling"));
        shows("¥", "yen");
        assert_ne!(unit("ships"), unit("soldiers"));
        assert!(unit("rank").is_rank());
    }

    #[test]
    fn a_unit_is_meant_by_its_near_spellings_only() {
        assert!(unit("soldiers").is_meant_by(&unit("Mongol soldiers")));
        assert!(unit("£").is_meant_by(&unit("pounds")));
        assert!(unit("degrees north").is_meant_by(&unit("°N")));
        assert!(!unit("degrees north").is_meant_by(&unit("°S")));
        assert!(!unit("km").is_meant_by(&unit("miles")));
        assert!(unit("km").is_meant_by(&unit("kilomters")));
        assert!(!unit("km").is_meant_by(&unit("kilograms")));
        assert!(!unit("m").is_meant_by(&unit("metal")));
        assert!(unit("rank").is_meant_by(&unit("th")));
        assert!(!unit("rank").is_meant_by(&unit("years")));
    }

    #[test]
    fn what_is_part_of_the_number_is_no_unit() {
        assert_eq!(Unit::parse(" "), Err(UnitError::Empty));
        assert_eq!(Unit::parse(&"x".repeat(200)), Err(UnitError::TooLong));
        for text in [
            "5 ships",
            "billion yen",
            "k",
            "-ships",
            "half",
            "a ship",
            "…",
            "/year",
        ] {
            let refused = UnitError::NotAName(text.to_owned());
            assert_eq!(Unit::parse(text), Err(refused));
        }
    }
}
