//! Dates before Christ that are typed without saying so: meant where the question says it, and nearly right elsewhere.

use super::super::{Judgement, Miss, Unreadable};
use super::{close, nth_century};
use crate::card::Prompt;
use crate::review::Verdict;
use crate::when::{self, DateOrder, HistoricDate, Precision, TypedDate, Year};

/// What the question says of the era of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum SaidEra {
    /// That it lies before Christ.
    BeforeChrist,
    /// Nothing, or both eras.
    None,
}

impl SaidEra {
    /// Looks for `BC`, `BCE` and the like around the answer.
    pub(in super::super) fn of(prompt: &Prompt) -> Self {
        let text = prompt.to_string();
        let bare = text.replace('.', "");
        let says = |eras: &[&str]| {
            bare.split(|sign: char| !sign.is_alphanumeric())
                .any(|word| eras.contains(&word))
        };
        let text = text.to_lowercase();
        let says_before = says(&["BC", "BCE"])
            || text.contains("before christ")
            || text.contains("before the common era");
        if says_before && !says(&["AD", "CE"]) {
            Self::BeforeChrist
        } else {
            Self::None
        }
    }
}

/// Reads what was typed as a date before Christ; nothing when it says its era, or when that is not how `expected` lies.
pub(super) fn unsaid(
    expected: &HistoricDate,
    asked: Precision,
    typed: &str,
    order: DateOrder,
) -> Option<TypedDate> {
    if !lies_before_christ(expected) {
        return None;
    }
    let is_date = when::read(typed, order).is_ok_and(|date| !date.is_short_year());
    if asked == Precision::Century && !is_date {
        when::read_before_christ(&nth_century(typed), order)
    } else {
        when::read_before_christ(typed, order)
    }
}

/// Decides between what was typed as it stands and as a date before Christ.
pub(super) fn decide(
    said: SaidEra,
    as_typed: Result<Judgement, Unreadable>,
    before_christ: Result<Judgement, Unreadable>,
) -> Result<Judgement, Unreadable> {
    let Ok(before_christ) = before_christ else {
        return as_typed;
    };
    // What cannot be read is asked again, at no cost; what is near already has its own words.
    let is_wrong = as_typed
        .as_ref()
        .is_ok_and(|judgement| judgement.verdict == Verdict::Wrong);
    if said == SaidEra::BeforeChrist {
        return Ok(before_christ);
    }
    match before_christ.verdict {
        Verdict::Correct if is_wrong => Ok(close(Miss::NoEra)),
        Verdict::Close if is_wrong => Ok(before_christ),
        Verdict::Correct | Verdict::Close | Verdict::Wrong => as_typed,
    }
}

fn lies_before_christ(date: &HistoricDate) -> bool {
    let last = date.clone().period().or_else(|| date.end()?.period());
    last.is_some_and(|period| {
        let (_, last): (Year, Year) = period.years();
        last.era() == when::Era::Bc
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(prompt: &str, said: SaidEra) {
        assert_eq!(
            SaidEra::of(&Prompt::Plain(prompt.to_owned())),
            said,
            "{prompt}"
        );
    }

    #[test]
    fn the_era_is_said_by_its_sign_or_in_words() {
        says("In which year BC did Caesar die?", SaidEra::BeforeChrist);
        says("In which century B.C. was it?", SaidEra::BeforeChrist);
        says("In which year (BCE) was it?", SaidEra::BeforeChrist);
        says("In which year before Christ was it?", SaidEra::BeforeChrist);
        says("In which year did the ABC report it?", SaidEra::None);
        says("In which year, BC or AD, was it?", SaidEra::None);
        says("When did Caesar die?", SaidEra::None);
    }

    #[test]
    fn beside_a_gap_the_era_is_said_too() {
        let gap = Prompt::Gap {
            before: "Caesar died in ".to_owned(),
            after: " BC.".to_owned(),
        };
        assert_eq!(SaidEra::of(&gap), SaidEra::BeforeChrist);
    }
}
