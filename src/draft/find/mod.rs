//! Dates and figures in English prose, found by rules in one pass from left to right.

mod asides;
mod bounds;
mod citations;
mod clock;
mod codes;
mod dates;
mod eras;
mod figures;
mod labels;
mod lexicon;
mod lost;
mod mention;
mod moment;
mod names;
mod numeral;
mod numeric;
mod ordinals;
mod points;
mod ranges;
mod relative;
mod scan;
mod senses;
mod shares;
mod spans;
mod spoken;
mod stretches;
mod tokens;
mod units;
mod worth;
mod years;

pub use mention::{Amount, Content, Mention, Modifier, Origin, Worth};

/// Finds the dates and figures in `text`, in its order, none over another.
pub fn find(text: &str) -> Vec<Mention> {
    scan::scan(&tokens::Tokens::of(text))
}
