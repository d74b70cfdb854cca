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
mod miss;
mod order;
mod pairs;
mod rivals;
mod set;
mod text;

use unicode_normalization::UnicodeNormalization;

use self::hear::hear;
use crate::card::Card;
use crate::fold::{Script, fold};
use crate::quantity::Number;
use crate::question::Question;
use crate::review::Verdict;
use crate::when::{DateOrder, HistoricDate};

pub use miss::{End, Miss, Note, Side};

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
    const LONGEST: usize = 40;
    if typed.len() > LONGEST {
        return false;
    }
    let said = fold(typed, Script::Plain);
    typed.chars().all(|c| matches!(c, '?' | '？'))
        || WORDS.iter().any(|words| fold(words, Script::Plain) == said)
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
