//! A question and a response become a verdict, with what was missed as data.
//!
//! Values are compared, never strings; the words for a miss are a face's business.

mod choice;
mod date;
mod feedback;
mod figure;
mod hear;
#[cfg(test)]
mod laws;
mod order;
mod pairs;
mod rivals;
mod set;
mod text;

use unicode_normalization::UnicodeNormalization;

use self::hear::hear;
use crate::card::{Card, FactId};
use crate::fold::{Script, fold};
use crate::quantity::Number;
use crate::question::Question;
use crate::review::Verdict;
use crate::when::{DateOrder, HistoricDate, Precision};

/// How a response was judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Right, near or neither.
    pub verdict: Verdict,
    /// Why it is not right; nothing when it is.
    pub miss: Option<Miss>,
    /// What there is to say about how it was read or spelt, even when it is right.
    pub note: Option<Note>,
    /// The author's own words for this response.
    pub feedback: Option<String>,
}

impl Judgement {
    /// Right, with what there is to say all the same.
    fn correct(note: Option<Note>) -> Self {
        Self {
            verdict: Verdict::Correct,
            miss: None,
            note,
            feedback: None,
        }
    }

    /// Near.
    fn close(miss: Miss) -> Self {
        Self {
            verdict: Verdict::Close,
            miss: Some(miss),
            note: None,
            feedback: None,
        }
    }

    /// Neither right nor near.
    fn wrong(miss: Miss) -> Self {
        Self {
            verdict: Verdict::Wrong,
            miss: Some(miss),
            note: None,
            feedback: None,
        }
    }

    /// So many of some places are right: all of them, at least one, none.
    fn of_places(right: usize, of: usize) -> Self {
        match right {
            _ if right == of => Self::correct(None),
            0 => Self::wrong(Miss::Places { right, of }),
            _ => Self::close(Miss::Places { right, of }),
        }
    }

    /// A set is complete, or something of it is right, or nothing.
    fn of_set(right: usize, missing: Vec<String>, extra: Vec<String>, note: Option<Note>) -> Self {
        let miss = Miss::Set { missing, extra };
        match &miss {
            Miss::Set { missing, extra } if missing.is_empty() && extra.is_empty() => {
                Self::correct(note)
            }
            _ if right == 0 => Self::wrong(miss),
            _ => Self::close(miss),
        }
    }
}

/// Earlier or later, lower or higher than the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The response lies before, or below, the answer.
    Under,
    /// The response lies after, or above, the answer.
    Over,
}

/// What was missed.
#[derive(Clone, Debug, PartialEq)]
pub enum Miss {
    /// "I don't know." Wrong. Code `unknown`.
    Unknown,
    /// It is the answer of another card of the deck. Wrong. Code `other-card`.
    OtherCard {
        /// The other card's fact.
        fact: FactId,
        /// The other card's `about`: "the second fleet".
        about: String,
        /// Which part of the other answer it equals, for a date; nothing for other kinds.
        at: Option<Precision>,
    },
    /// Right, but coarser than asked ("1972" where the day is asked). Close. Code `coarser`.
    Coarser {
        /// What is asked.
        asked: Precision,
    },
    /// The year is right, the month is not; the day, if given, does not count then. Close. Code `wrong-month`.
    WrongMonth,
    /// Year and month are right, the day is not. Close. Code `wrong-day`.
    WrongDay,
    /// Day and month are right, the year is not. Wrong. Code `wrong-year`.
    WrongYear {
        /// By how many years.
        years: u32,
        /// To which side.
        side: Side,
    },
    /// The number of the year is right, BC and AD are mixed up. Wrong. Code `wrong-era`.
    WrongEra,
    /// Off by years. Wrong; Close when the card has a margin and it lies within three times of it. Code `off-years`.
    OffYears {
        /// By how many years.
        years: u32,
        /// To which side.
        side: Side,
    },
    /// Off by decades or centuries, where that is what is asked. Wrong. Code `off-decades`, `off-centuries`.
    OffPeriods {
        /// Decade or century.
        unit: Precision,
        /// How many.
        count: u32,
        /// To which side.
        side: Side,
    },
    /// "about 1281" where a year is known exactly. Close. Code `approximate`.
    Approximate,
    /// A figure that is off by a part of itself. Close or wrong. Code `off-percent`.
    OffPercent {
        /// Percent of the answer, rounded; at least 1.
        percent: u32,
        /// To which side.
        side: Side,
    },
    /// A small whole number, a percentage or an ordinal that is off by so much. Close or wrong. Code `off-amount`.
    OffAmount {
        /// The difference, above 0.
        amount: Number,
        /// To which side.
        side: Side,
    },
    /// A zero too many or too few: off by a power of ten exactly. Wrong. Code `off-factor`.
    OffFactor {
        /// The power of ten, above 0.
        power: u32,
        /// To which side.
        side: Side,
    },
    /// The number is right as a share where a percentage is asked: 0.43 for 43 %. Close. Code `share`.
    Share,
    /// Another unit that cannot be converted into the one asked. Wrong. Code `wrong-unit`.
    WrongUnit {
        /// The unit asked for.
        wanted: String,
    },
    /// "less than" where it is "more than", or the like. Wrong. Code `wrong-direction`.
    WrongDirection,
    /// A text that is nearly right: a slip too large, or strictly forbidden. Close. Code `spelling`.
    Spelling,
    /// Right but for case, on a card strict about it. Close. Code `case`.
    Case,
    /// Right but for diacritics, on a card strict about them. Close. Code `diacritics`.
    Diacritics,
    /// Another text, or another option. Wrong. Code `different`.
    Different,
    /// Part of a set. Close when at least one item is right, else wrong. Code `set`.
    Set {
        /// Right ones not given.
        missing: Vec<String>,
        /// Given ones not right.
        extra: Vec<String>,
    },
    /// Order or pairs partly right. Close when at least one stands right, else wrong. Code `places`.
    Places {
        /// In the right place.
        right: usize,
        /// All places.
        of: usize,
    },
}

impl Miss {
    /// The stable code kept in the log.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::OtherCard { .. } => "other-card",
            Self::Coarser { .. } => "coarser",
            Self::WrongMonth => "wrong-month",
            Self::WrongDay => "wrong-day",
            Self::WrongYear { .. } => "wrong-year",
            Self::WrongEra => "wrong-era",
            Self::OffYears { .. } => "off-years",
            Self::OffPeriods {
                unit: Precision::Decade,
                ..
            } => "off-decades",
            Self::OffPeriods { .. } => "off-centuries",
            Self::Approximate => "approximate",
            Self::OffPercent { .. } => "off-percent",
            Self::OffAmount { .. } => "off-amount",
            Self::OffFactor { .. } => "off-factor",
            Self::Share => "share",
            Self::WrongUnit { .. } => "wrong-unit",
            Self::WrongDirection => "wrong-direction",
            Self::Spelling => "spelling",
            Self::Case => "case",
            Self::Diacritics => "diacritics",
            Self::Different => "different",
            Self::Set { .. } => "set",
            Self::Places { .. } => "places",
        }
    }
}

/// What there is to say besides the verdict.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Right, but spelt otherwise: "check the spelling: Kōan". Code `spelling`.
    Spelling {
        /// The right spelling.
        right: String,
    },
    /// Right by one of the values the author accepts besides the answer. Code `accepted`.
    Accepted,
    /// A date that can be read in two ways was read in the one that is right. Code `read-date`.
    ReadDate(HistoricDate),
    /// A number that can be read in two ways was read so. Code `read-number`.
    ReadNumber(Number),
    /// Right after conversion from another unit. Code `converted`.
    Converted {
        /// The value in the unit of the answer.
        number: Number,
        /// The unit of the answer.
        unit: String,
    },
    /// Right within the margin, not exactly; the exact value is shown anyway. Code `within-margin`.
    WithinMargin,
}

impl Note {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Spelling { .. } => "spelling",
            Self::Accepted => "accepted",
            Self::ReadDate(_) => "read-date",
            Self::ReadNumber(_) => "read-number",
            Self::Converted { .. } => "converted",
            Self::WithinMargin => "within-margin",
        }
    }
}

/// A response that cannot be judged: nothing is logged and the question stays.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreadable {
    /// Not a date.
    NotADate,
    /// A date that does not exist, with why: "there is no month 13".
    NoSuchDate(String),
    /// Two readings, both possible, that are judged differently.
    AmbiguousDate(HistoricDate, HistoricDate),
    /// Not a figure.
    NotANumber,
    /// Two readings, both possible, that are judged differently.
    AmbiguousNumber(Number, Number),
    /// Not one of the options; how many there are.
    NoSuchOption(usize),
    /// More or other letters than items; how many items there are.
    NotAnOrder(usize),
    /// Not pairs of a letter and a number; how many pairs there are.
    NotPairs(usize),
    /// Over 10 000 bytes.
    TooLong,
    /// The card is flipped: the learner rates it, and there is nothing to judge.
    SelfRated,
}

/// Longest response, in bytes.
const MAX_BYTES: usize = 10_000;

/// Judges a typed or chosen `response` to `question`, which poses `card` of a deck with the cards `deck`.
///
/// Nothing at all, or `?`, is "I don't know". A wrong response that is the answer of another card of the deck is named as
/// that ([`Miss::OtherCard`]).
///
/// # Errors
///
/// The response cannot be read as what is asked, or the learner rates the card; nothing is to be logged then.
pub fn grade(
    card: &Card,
    question: &Question,
    response: &str,
    deck: &[Card],
    order: DateOrder,
) -> Result<Judgement, Unreadable> {
    if response.len() > MAX_BYTES {
        return Err(Unreadable::TooLong);
    }
    // An arrow key or a broken paste leaves control characters behind that nobody sees.
    let seen = response
        .chars()
        .filter(|c| c.is_whitespace() || !c.is_control());
    let response: String = seen.nfc().collect();
    let typed = response.trim();
    if is_no_answer(typed) {
        return Ok(Judgement::wrong(Miss::Unknown));
    }
    let heard = hear(card, question, typed, deck, order)?;
    let feedback = feedback::find(card, question, &heard, deck, order);
    let judgement = rivals::named(heard, card, deck, order);
    Ok(Judgement {
        feedback,
        ..judgement
    })
}

/// Nothing, question marks, or the words for it.
fn is_no_answer(typed: &str) -> bool {
    const WORDS: [&str; 9] = [
        "I don't know",
        "don't know",
        "I do not know",
        "dunno",
        "idk",
        "no idea",
        "I have no idea",
        "no clue",
        "I forgot",
    ];
    let is_said = |words: &&str| fold(words, Script::Plain) == fold(typed, Script::Plain);
    typed.chars().all(|c| matches!(c, '?' | '？')) || WORDS.iter().any(is_said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Answer;
    use crate::question::{Meeting, sample};

    fn judged(answer: Answer, response: &str) -> Result<Judgement, Unreadable> {
        let card = sample::card("c", answer);
        let question = Question::pose(&card, Meeting::Later, 1);
        grade(
            &card,
            &question,
            response,
            std::slice::from_ref(&card),
            DateOrder::DayFirst,
        )
    }

    #[test]
    fn nothing_and_a_question_mark_are_no_answer() {
        for response in ["", " ", "?", " ? ", "？", "\n"] {
            for answer in [
                sample::text("Iki", &[], &[]),
                sample::date("1274", &["1281"]),
                sample::order(&["a", "b"]),
            ] {
                assert_eq!(
                    judged(answer, response),
                    Ok(Judgement::wrong(Miss::Unknown))
                );
            }
        }
    }

    #[test]
    fn a_response_has_at_most_ten_thousand_bytes() {
        let text = |length| judged(sample::text("Iki", &[], &[]), &"x".repeat(length));
        assert_eq!(text(10_000), Ok(Judgement::wrong(Miss::Different)));
        assert_eq!(text(10_001), Err(Unreadable::TooLong));
        assert_eq!(text(1 << 20), Err(Unreadable::TooLong));
    }

    #[test]
    fn a_flipped_card_is_not_judged() {
        let back = "the other side".to_owned();
        assert_eq!(
            judged(Answer::Flip { back }, "good"),
            Err(Unreadable::SelfRated)
        );
    }

    #[test]
    fn an_accent_may_be_typed_apart() {
        let judgement = judged(sample::text("Kōan", &[], &[]), "Ko\u{304}an");
        assert_eq!(judgement, Ok(Judgement::correct(None)));
    }

    #[test]
    fn a_gap_is_judged_by_the_kind_of_its_answer() {
        let mut card = sample::card("c", sample::date("1274", &[]));
        card.prompt = crate::card::Prompt::Gap {
            before: "In ".to_owned(),
            after: String::new(),
        };
        let question = Question::pose(&card, Meeting::Later, 1);
        let judge = |response| grade(&card, &question, response, &[], DateOrder::DayFirst);
        assert_eq!(
            judge("1274").map(|judgement| judgement.verdict),
            Ok(Verdict::Correct)
        );
        assert!(judge("a fleet").is_err());
    }

    #[test]
    fn only_right_responses_are_rated_good() {
        use crate::review::Rating;
        let rating = |response| {
            judged(sample::text("Mongolia", &[], &[]), response)
                .expect("a text")
                .verdict
                .suggested_rating()
        };
        assert_eq!(rating("mongolia"), Rating::Good);
        assert_eq!(rating("Mongolai"), Rating::Good);
        assert_eq!(rating("Magnolia"), Rating::Again);
        assert_eq!(rating("?"), Rating::Again);
    }
}
