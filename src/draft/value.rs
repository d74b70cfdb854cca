//! The value of a draft: a date or a figure, as found or as the teacher mended it.

use std::fmt;

use super::find::{Amount, Content, Mention};
use crate::quantity::{self, Bound, Figure, Number, Unit};
use crate::when::{self, Calendar, DateOrder, HistoricDate};

/// What sort of value a draft has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A date or a span.
    Date,
    /// A count, a measure, a share.
    Number,
    /// A sum of money.
    Money,
    /// A length of time.
    Duration,
    /// A place in a row.
    Ordinal,
    /// A value the notes have lost.
    Lost,
}

impl Kind {
    pub(super) const WORDS: &'static [(&'static str, Self)] = &[
        ("date", Self::Date),
        ("number", Self::Number),
        ("money", Self::Money),
        ("duration", Self::Duration),
        ("ordinal", Self::Ordinal),
        ("lost", Self::Lost),
    ];

    /// The word in files and for scripts.
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(word, _)| word)
    }

    /// The kind of what a mention says.
    pub fn of(content: &Content) -> Self {
        match content {
            Content::Date(_) | Content::FarDate(_) => Self::Date,
            Content::Number(..) | Content::Code => Self::Number,
            Content::Money(..) => Self::Money,
            Content::Duration(..) => Self::Duration,
            Content::Ordinal(..) => Self::Ordinal,
            Content::Lost => Self::Lost,
        }
    }
}

/// The value of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A date or a span.
    Date(HistoricDate),
    /// A figure: how much, of what, and how sure.
    Figure {
        /// How much.
        amount: Amount,
        /// What it counts or measures; a place in a row has the unit `rank`.
        unit: Option<String>,
        /// How the true value lies to it.
        bound: Bound,
    },
    /// Nothing yet.
    Lost,
}

/// A text that is no value of a draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableValue {
    /// No date.
    #[error("\"{0}\" is no date; write it as 1274, 15 August 1549, 1637-38 or 1570/1639")]
    Date(String),
    /// No figure.
    #[error(
        "\"{0}\" is no figure; write it as 20000 men, about 12.5 km, 1/3 or 130000..200000 converts"
    )]
    Figure(String),
}

impl Value {
    /// The value of what was found; nothing when a draft cannot hold it.
    pub(super) fn of(mention: &Mention) -> Option<Self> {
        let figure = |amount: Amount, unit: Option<&str>| Self::Figure {
            amount,
            unit: unit.map(str::to_owned),
            bound: mention.bound(),
        };
        Some(match &mention.content {
            Content::Date(date) => Self::Date(date.clone()),
            Content::FarDate(_) | Content::Code => return None,
            Content::Number(amount, unit)
            | Content::Money(amount, unit)
            | Content::Duration(amount, unit) => figure(*amount, unit.as_deref()),
            Content::Ordinal(place, _) => figure(Amount::One(*place), Some("rank")),
            Content::Lost => Self::Lost,
        })
    }

    /// Reads a value in place of this one, as a teacher types it: a date in any common form or as EDTF, or a figure with unit and
    /// bound. A figure keeps its unit when none is typed, and an `m` is what that unit makes of it: metres beside a length,
    /// millions beside what is counted.
    ///
    /// # Errors
    ///
    /// The text is neither, or not of this kind.
    pub fn mended(&self, kind: Kind, text: &str) -> Result<Self, UnreadableValue> {
        match kind {
            Kind::Date => date(text),
            Kind::Number | Kind::Money | Kind::Duration | Kind::Ordinal => figure(text, self),
            Kind::Lost => figure(text, self).or_else(|_| date(text)),
        }
    }

    /// The unit of a figure.
    fn unit(&self) -> Option<&str> {
        match self {
            Self::Figure { unit, .. } => unit.as_deref(),
            Self::Date(_) | Self::Lost => None,
        }
    }

    /// The amount or the date in one way only, without unit and bound.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Date(date) => date.edtf(),
            Self::Figure { amount, .. } => amount_text(*amount),
            Self::Lost => String::new(),
        }
    }
}

/// As a person reads it: `15 August 1549`, `about 150,000 converts`, `1/3 share`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Figure {
                amount: Amount::One(place),
                unit: Some(unit),
                bound,
            } if unit == "rank" => match Figure::new(*place, Unit::parse(unit).ok(), *bound) {
                Ok(figure) => figure.fmt(f),
                Err(_) => write!(f, "{place} {unit}"),
            },
            Self::Figure {
                amount,
                unit,
                bound,
            } => {
                if *bound != Bound::Exact {
                    write!(f, "{bound} ")?;
                }
                match amount {
                    Amount::One(number) => write!(f, "{number}")?,
                    Amount::Range(low, high) => write!(f, "{low} to {high}")?,
                    Amount::Share(part, whole) => write!(f, "{part}/{whole}")?,
                }
                match unit {
                    Some(unit) => write!(f, " {unit}"),
                    None => Ok(()),
                }
            }
            Self::Lost => f.write_str("(the value is missing)"),
        }
    }
}

/// An amount as text in one way only: `1000`, `130000..200000`, `1/3`.
pub(super) fn amount_text(amount: Amount) -> String {
    let plain = |number: Number| number.to_string().replace(',', "");
    match amount {
        Amount::One(number) => plain(number),
        Amount::Range(low, high) => format!("{}..{}", plain(low), plain(high)),
        Amount::Share(part, whole) => format!("{part}/{whole}"),
    }
}

/// Reads what [`amount_text`] writes.
pub(super) fn read_amount(text: &str) -> Option<Amount> {
    if let Some((low, high)) = text.split_once("..") {
        let (low, high): (Number, Number) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
        return (low < high).then_some(Amount::Range(low, high));
    }
    if let Some((part, whole)) = text.split_once('/') {
        let (part, whole): (u32, u32) = (part.trim().parse().ok()?, whole.trim().parse().ok()?);
        return (whole > 0).then_some(Amount::Share(part, whole));
    }
    text.trim().parse().ok().map(Amount::One)
}

fn date(text: &str) -> Result<Value, UnreadableValue> {
    let text = text.trim();
    let date = read_edtf(text).or_else(|| {
        when::read(text, DateOrder::DayFirst)
            .ok()
            .map(|typed| typed.first().clone())
    });
    date.map(Value::Date)
        .ok_or_else(|| UnreadableValue::Date(text.to_owned()))
}

/// EDTF in the calendar of today, or for a day that one does not have in the Julian one.
pub(super) fn read_edtf(text: &str) -> Option<HistoricDate> {
    HistoricDate::parse(text)
        .or_else(|_| HistoricDate::parse_in(text, Calendar::Julian))
        .ok()
}

fn figure(text: &str, before: &Value) -> Result<Value, UnreadableValue> {
    let text = text.trim();
    let kept = before.unit();
    let unreadable = || UnreadableValue::Figure(text.to_owned());
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if (first.contains("..") || first.contains('/'))
        && let Some(amount) = read_amount(first)
    {
        let unit = (!rest.is_empty()).then(|| rest.trim().to_owned());
        return Ok(Value::Figure {
            amount,
            unit: unit
                .or_else(|| matches!(amount, Amount::Share(..)).then(|| "share".to_owned()))
                .or_else(|| kept.map(str::to_owned)),
            bound: Bound::Exact,
        });
    }
    let typed = quantity::read(text).map_err(|_| unreadable())?;
    let readings = match before {
        Value::Figure { .. } => {
            let kept = kept.and_then(|unit| Unit::parse(unit).ok());
            typed.readings_for(kept.as_ref())
        }
        Value::Date(_) | Value::Lost => typed.in_writing(),
    };
    let reading = readings.into_iter().next().ok_or_else(unreadable)?;
    let unit = if typed.is_ordinal() {
        Some("rank".to_owned())
    } else {
        reading
            .unit
            .as_ref()
            .map(|unit| as_typed(text, unit_text(unit, reading.number)))
            .or_else(|| kept.map(str::to_owned))
    };
    Ok(Value::Figure {
        amount: Amount::One(reading.number),
        unit,
        bound: typed.bound().unwrap_or(Bound::Exact),
    })
}

/// The unit in the letters it was typed in; what reads figures takes all for small ones.
fn as_typed(text: &str, unit: String) -> String {
    let same = text
        .split_whitespace()
        .find(|word| word.to_lowercase() == unit);
    same.map_or(unit, str::to_owned)
}

fn unit_text(unit: &Unit, number: Number) -> String {
    if unit.is_rank() {
        "rank".to_owned()
    } else {
        unit.word_for(number).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(kind: Kind, text: &str, shown: &str) {
        let value = Value::Lost.mended(kind, text).expect(text);
        assert_eq!(value.to_string(), shown);
    }

    #[test]
    fn values_are_read_as_teachers_type_them() {
        reads(Kind::Date, "15 August 1549", "15 August 1549");
        reads(Kind::Date, "1637/1638", "1637 to 1638");
        reads(Kind::Date, "-0043", "44 BC");
        reads(
            Kind::Number,
            "about 20,000 soldiers",
            "about 20,000 soldiers",
        );
        reads(Kind::Money, "1000 GBP", "1,000 GBP");
        reads(Kind::Number, "1/3", "1/3 share");
        reads(
            Kind::Number,
            "130000..200000 converts",
            "130,000 to 200,000 converts",
        );
        reads(Kind::Ordinal, "77th", "77th");
        reads(Kind::Lost, "1972-02", "February 1972");
    }

    #[track_caller]
    fn mends(before: &str, text: &str, shown: &str) {
        let before = Value::Lost.mended(Kind::Number, before).expect(before);
        let value = before.mended(Kind::Number, text).expect(text);
        assert_eq!(value.to_string(), shown);
    }

    #[test]
    fn a_figure_typed_in_place_of_another_keeps_its_unit() {
        mends("20,000 soldiers", "25000", "25,000 soldiers");
        mends("20,000 soldiers", "25,000 men", "25,000 men");
        mends("20..30 km", "30..40", "30 to 40 km");
        mends("20 soldiers", "1/3", "1/3 share");
    }

    #[test]
    fn an_m_is_metres_unless_something_is_counted() {
        reads(Kind::Number, "24 m", "24 m");
        reads(Kind::Lost, "24m", "24 m");
        reads(Kind::Number, "24 m people", "24,000,000 people");
        mends("20 m", "24 m", "24 m");
        mends("3 million people", "24 m", "24,000,000 people");
        mends("3,000,000", "24 m", "24,000,000");
    }

    #[test]
    fn other_texts_are_refused_with_what_to_write() {
        for (kind, text) in [
            (Kind::Date, "long ago"),
            (Kind::Number, "many"),
            (Kind::Number, "5..3"),
            (Kind::Money, ""),
        ] {
            assert!(Value::Lost.mended(kind, text).is_err(), "{text}");
        }
    }

    #[test]
    fn amounts_are_written_as_they_are_read() {
        for text in ["1000", "-2.5", "130000..200000", "1/3"] {
            assert_eq!(read_amount(text).map(amount_text).as_deref(), Some(text));
        }
    }
}
