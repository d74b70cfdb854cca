//! What a question about a date asks for, told by its words.

use crate::when::{HistoricDate, Precision};

/// The part of a date that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Century,
    Year,
    Month,
    Day,
    Start,
    End,
}

impl Asked {
    /// As fine as the words of the question ask, and never finer than the date is known.
    pub(super) fn of(date: &HistoricDate, question: &str) -> Self {
        const ENDS: [&str; 9] = [
            "end", "ended", "until", "last", "over", "close", "closed", "finish", "finished",
        ];
        let question = question.to_lowercase();
        let says = |word: &str| {
            question
                .split(|c: char| !c.is_alphanumeric())
                .any(|own| own == word)
        };
        if date.is_span() {
            let is_end = ENDS.iter().any(|word| says(word));
            return if is_end { Self::End } else { Self::Start };
        }
        match date.precision() {
            Precision::Century => Self::Century,
            Precision::Day if says("day") || says("date") => Self::Day,
            Precision::Day | Precision::Month if says("month") => Self::Month,
            Precision::Day | Precision::Month | Precision::Year | Precision::Decade
                if says("century") =>
            {
                Self::Century
            }
            Precision::Day | Precision::Month | Precision::Year | Precision::Decade => Self::Year,
        }
    }

    /// The form of a fact base.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Century => "century",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Start => "start",
            Self::End => "end",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_says_how_fine_it_asks() {
        let date = |edtf: &str| HistoricDate::parse(edtf).expect("a date");
        let form = |edtf: &str, question: &str| Asked::of(&date(edtf), question).word();
        assert_eq!(form("1549-08-15", "On which day did Xavier land?"), "day");
        assert_eq!(
            form("1549-08-15", "In which month of 1549 did he land?"),
            "month"
        );
        assert_eq!(form("1549-08-15", "When did Xavier land?"), "year");
        assert_eq!(form("1637/1638", "When did it end?"), "end");
        assert_eq!(form("1637/1638", "When did it begin?"), "start");
        assert_eq!(form("15XX", "When?"), "century");
    }
}
