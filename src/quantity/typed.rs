//! A figure as typed, and which of its readings fits what was asked.

use super::{Bound, Number, Unit};

/// A figure as typed: what it can mean, and what was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedFigure {
    pub(super) readings: Vec<Reading>,
    pub(super) bound: Option<Bound>,
    pub(super) is_ordinal: bool,
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

    /// What it can say where it stands in writing, likeliest first: there an `m` is metres, which someone in haste may type for
    /// millions.
    pub(crate) fn in_writing(&self) -> Vec<&Reading> {
        let is_measured = |reading: &&Reading| reading.unit.as_ref().is_some_and(Unit::is_measured);
        let (measured, others): (Vec<_>, Vec<_>) = self.readings.iter().partition(is_measured);
        [measured, others].concat()
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

/// One meaning of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub number: Number,
    /// The unit; nothing when none was typed.
    pub unit: Option<Unit>,
}
