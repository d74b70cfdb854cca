//! An `m` behind a number is metres or millions; the question beside it mostly says which.

use crate::quantity::{Reading, TypedFigure, Unit};

/// What the words of a question say of an `m` in its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Em {
    Metres,
    Millions,
    Either,
}

impl Em {
    pub(super) fn of(prompt: &str) -> Self {
        const LENGTHS: [&str; 14] = [
            "how far",
            "how high",
            "how tall",
            "how deep",
            "how wide",
            "height",
            "length",
            "width",
            "depth",
            "altitude",
            "elevation",
            "distance",
            "metre",
            "meter",
        ];
        const COUNTS: [&str; 5] = [
            "how many",
            "how much",
            "number of",
            "population",
            "inhabitants",
        ];
        let prompt = prompt.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| prompt.contains(word));
        match (has(&LENGTHS), has(&COUNTS)) {
            (true, false) => Self::Metres,
            (false, true) => Self::Millions,
            (true, true) | (false, false) => Self::Either,
        }
    }

    /// What a figure beside such a question can mean, likeliest first.
    pub(super) fn readings(self, typed: &TypedFigure) -> Vec<&Reading> {
        match self {
            Self::Metres => typed.readings_for(Unit::parse("m").ok().as_ref()),
            Self::Millions => typed.readings_for(None),
            Self::Either => typed.in_writing(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity;

    #[track_caller]
    fn means(prompt: &str, answer: &str, meanings: &str) {
        let typed = quantity::read(answer).expect(answer);
        let shown = |reading: &&Reading| match &reading.unit {
            Some(unit) => format!("{} {unit}", reading.number),
            None => reading.number.to_string(),
        };
        let readings: Vec<String> = Em::of(prompt).readings(&typed).iter().map(shown).collect();
        assert_eq!(readings.join(" or "), meanings);
    }

    #[test]
    fn the_question_says_what_an_m_is() {
        means("How high is the wall?", "24 m", "24 m");
        means("Height of the wall", "24m", "24 m");
        means("How many live there?", "24 m", "24,000,000");
        means("Population of the town", "1.5 m", "1,500,000");
    }

    #[test]
    fn where_it_does_not_say_an_m_is_metres_first() {
        means("The wall", "24 m", "24 m or 24,000,000");
        means("How many metres high?", "24 m", "24 m or 24,000,000");
    }

    #[test]
    fn what_is_plain_stays_what_it_is() {
        means("How many metres?", "24 metres", "24 m");
        means("How many?", "24 km", "24 km");
        means("How high?", "24", "24");
        means("The town", "24 m people", "24,000,000 people");
        means("How high?", "20.000", "20,000 or 20");
    }
}
