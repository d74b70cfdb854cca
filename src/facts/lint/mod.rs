//! What in a sound fact base would still make a poor card: noted as warnings, so that a teacher decides.

mod alike;
mod coverage;
mod leaks;
mod values;

use super::cards::Workshop;
use super::fact::FactBase;
use crate::deck::source::Source;

/// Notes everything that is poor about `base`.
pub(super) fn check(source: &mut Source<'_>, base: &FactBase) {
    let workshop = Workshop::of(base, 0);
    values::check(source, base);
    leaks::check(source, &workshop);
    alike::check(source, &workshop);
    coverage::check(source, &workshop);
}
