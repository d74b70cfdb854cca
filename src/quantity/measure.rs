//! The units that can be converted, as one table: what each measures, how large it is, how it is written.

use super::{Number, noun};

/// What a unit measures. Units convert within a dimension, never across.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Dimension {
    Length,
    Mass,
    Area,
    Volume,
    Time,
    Temperature,
    Share,
}

/// A unit that can be converted.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Measure {
    pub(super) dimension: Dimension,
    /// How one of it is shown.
    pub(super) one: &'static str,
    /// How several of it are shown.
    pub(super) many: &'static str,
    /// Its size in the dimension's base, as an integer with the point moved left.
    size: (i64, u32),
    /// What stands on its scale where the base has nought; other than 0 for degrees Fahrenheit alone.
    offset: i64,
    /// Its spellings as [`super::noun::fold`] leaves them.
    spellings: &'static [&'static str],
}

impl Measure {
    /// Finds the unit of a folded spelling.
    pub(super) fn find(folded: &str) -> Option<&'static Self> {
        MEASURES
            .iter()
            .find(|measure| measure.spellings.contains(&folded))
    }

    /// Returns `number` of this unit in `other`, to 28 digits; nothing across dimensions or when it grows too large.
    pub(super) fn convert(&self, number: Number, other: &Self) -> Option<Number> {
        if self.dimension != other.dimension {
            return None;
        }
        number
            .minus(Number::from(self.offset))
            .checked_times(self.size())?
            .checked_over(other.size())
            .map(|converted| converted.plus(Number::from(other.offset)))
    }

    /// Tells whether `folded` is one of its longer spellings with a slip in it.
    pub(super) fn is_nearly(&self, folded: &str) -> bool {
        self.spellings
            .iter()
            .any(|spelling| noun::is_one_word(spelling, folded))
    }

    /// Tells whether it counts hundredths.
    pub(super) fn is_percent(&self) -> bool {
        self.one == "%"
    }

    fn size(&self) -> Number {
        let (mantissa, scale) = self.size;
        Number::scaled(mantissa, scale)
    }
}

const fn measure(
    dimension: Dimension,
    one: &'static str,
    many: &'static str,
    size: (i64, u32),
    spellings: &'static [&'static str],
) -> Measure {
    Measure {
        dimension,
        one,
        many,
        size,
        offset: 0,
        spellings,
    }
}

use Dimension::{Area, Length, Mass, Share, Temperature, Time, Volume};

/// Bases: metre, gram, square metre, litre, second, a degree Fahrenheit above freezing, hundredth.
static MEASURES: [Measure; 37] = [
    measure(Length, "mm", "mm", (1, 3), &["mm", "millimeter"]),
    measure(Length, "cm", "cm", (1, 2), &["cm", "centimeter"]),
    measure(Length, "m", "m", (1, 0), &["m", "meter"]),
    measure(Length, "km", "km", (1000, 0), &["km", "kms", "kilometer"]),
    measure(
        Length,
        "mile",
        "miles",
        (1_609_344, 3),
        &["mi", "mile", "statute mile"],
    ),
    measure(Length, "foot", "feet", (3048, 4), &["ft", "foot"]),
    measure(Length, "inch", "inches", (254, 4), &["in", "inch"]),
    measure(Length, "yard", "yards", (9144, 4), &["yd", "yds", "yard"]),
    measure(
        Length,
        "nautical mile",
        "nautical miles",
        (1852, 0),
        &["nmi", "nautical mile", "sea mile"],
    ),
    measure(Mass, "mg", "mg", (1, 3), &["mg", "milligram"]),
    measure(Mass, "g", "g", (1, 0), &["g", "gram", "gramme"]),
    measure(
        Mass,
        "kg",
        "kg",
        (1000, 0),
        &["kg", "kgs", "kilo", "kilogram", "kilogramme"],
    ),
    measure(
        Mass,
        "tonne",
        "tonnes",
        (1_000_000, 0),
        &["t", "ton", "tonne", "metric ton", "metric tonne"],
    ),
    measure(Mass, "lb", "lb", (45_359_237, 5), &["lb", "lbs", "pound"]),
    measure(Mass, "oz", "oz", (28_349_523_125, 9), &["oz", "ounce"]),
    measure(Area, "m²", "m²", (1, 0), &["m2", "sq m", "sq meter"]),
    measure(
        Area,
        "km²",
        "km²",
        (1_000_000, 0),
        &["km2", "sq km", "sq kilometer"],
    ),
    measure(Area, "hectare", "hectares", (10_000, 0), &["ha", "hectare"]),
    measure(Area, "acre", "acres", (40_468_564_224, 7), &["ac", "acre"]),
    measure(
        Area,
        "square mile",
        "square miles",
        (2_589_988_110_336, 6),
        &["mi2", "sq mi", "sq mile"],
    ),
    measure(
        Area,
        "square foot",
        "square feet",
        (9_290_304, 8),
        &["ft2", "sq ft", "sq foot"],
    ),
    measure(Volume, "ml", "ml", (1, 3), &["ml", "milliliter"]),
    measure(Volume, "l", "l", (1, 0), &["l", "liter"]),
    measure(Volume, "m³", "m³", (1000, 0), &["m3", "cubic meter"]),
    measure(Time, "second", "seconds", (1, 0), &["s", "sec", "second"]),
    measure(Time, "minute", "minutes", (60, 0), &["min", "minute"]),
    measure(
        Time,
        "hour",
        "hours",
        (3600, 0),
        &["h", "hr", "hrs", "hour"],
    ),
    measure(Time, "day", "days", (86_400, 0), &["d", "day"]),
    measure(Time, "week", "weeks", (604_800, 0), &["wk", "wks", "week"]),
    // A year is the mean Gregorian one, a month its twelfth.
    measure(Time, "month", "months", (2_629_746, 0), &["mth", "month"]),
    measure(
        Time,
        "year",
        "years",
        (31_556_952, 0),
        &["y", "yr", "yrs", "year"],
    ),
    measure(Time, "decade", "decades", (315_569_520, 0), &["decade"]),
    measure(
        Time,
        "century",
        "centuries",
        (3_155_695_200, 0),
        &["century"],
    ),
    measure(
        Temperature,
        "°C",
        "°C",
        (18, 1),
        &[
            "c",
            "celsius",
            "degree celsius",
            "centigrade",
            "degree centigrade",
        ],
    ),
    Measure {
        dimension: Temperature,
        one: "°F",
        many: "°F",
        size: (1, 0),
        offset: 32,
        spellings: &["f", "fahrenheit", "degree fahrenheit"],
    },
    measure(
        Share,
        "%",
        "%",
        (1, 0),
        &[
            "%",
            "percent",
            "per cent",
            "pct",
            "pc",
            "p.c",
            "per hundred",
            "percentage point",
            "pp",
        ],
    ),
    measure(
        Share,
        "‰",
        "‰",
        (1, 1),
        &["‰", "permille", "per mille", "per mil", "per thousand"],
    ),
];

/// A unit is stored as its place in the table: what is stored is read by the very program that wrote it.
pub(super) mod by_place {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{MEASURES, Measure};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands every field in like this"
    )]
    pub(in crate::quantity) fn serialize<S: Serializer>(
        measure: &&'static Measure,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let place = MEASURES.iter().position(|other| other == *measure);
        let place = place.and_then(|place| u8::try_from(place).ok());
        serializer.serialize_u8(place.expect("every measure stands in the table, which is short"))
    }

    pub(in crate::quantity) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<&'static Measure, D::Error> {
        let place = u8::deserialize(deserializer)?;
        let measure = MEASURES.get(usize::from(place));
        measure.ok_or_else(|| D::Error::custom("no such unit"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_spelling_is_folded_and_belongs_to_one_unit() {
        let mut seen = HashSet::new();
        for spelling in MEASURES.iter().flat_map(|measure| measure.spellings) {
            assert_eq!(&noun::fold(spelling), spelling);
            assert!(seen.insert(spelling), "{spelling} stands twice");
        }
    }

    #[test]
    fn every_unit_is_found_by_what_it_is_shown_as() {
        for measure in &MEASURES {
            for shown in [measure.one, measure.many] {
                assert_eq!(Measure::find(&noun::fold(shown)), Some(measure), "{shown}");
            }
        }
    }

    #[track_caller]
    fn converts(number: i64, from: &str, into: &str, expected: &str) {
        let from = Measure::find(from).expect(from);
        let into = Measure::find(into).expect(into);
        let converted = from
            .convert(Number::from(number), into)
            .expect("one dimension");
        assert_eq!(converted.rounded_to(6).to_string(), expected);
    }

    #[test]
    fn units_convert_within_a_dimension() {
        converts(31, "mile", "km", "49.8897");
        converts(1, "year", "month", "12");
        converts(1, "century", "year", "100");
        converts(212, "fahrenheit", "celsius", "100");
        converts(-40, "celsius", "fahrenheit", "-40");
        converts(1, "km2", "ha", "100");
        converts(430, "‰", "%", "43");
        converts(1, "lb", "oz", "16");
    }

    #[test]
    fn units_of_two_dimensions_do_not_convert() {
        let km = Measure::find("km").expect("km");
        let kg = Measure::find("kg").expect("kg");
        assert_eq!(km.convert(Number::ONE, kg), None);
    }
}
