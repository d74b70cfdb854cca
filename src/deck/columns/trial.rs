//! Candidates are read back by the parser before they are believed: many at once, and those it refuses piece by piece.

use super::doubt::{Doubt, Missing, Omission};
use super::infer::option;
use super::{MAX_DECK, Pasted, Row, Unusable};
use crate::deck::scaffold::{NewCard, Solution};
use crate::deck::{Place, Problem, parse};

/// A card that a row may give.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The line the row begins on.
    pub(super) line: u32,
    /// The card, without what stands below.
    pub(super) card: NewCard,
    /// What was not certain about it.
    pub(super) doubts: Vec<Doubt>,
    /// Its answer as a text, if it may be one.
    pub(super) text: Option<String>,
    /// Other right answers.
    pub(super) accept: Vec<String>,
    /// Wrong options.
    pub(super) choices: Vec<String>,
}

/// Candidates on their way to becoming rows.
#[derive(Debug)]
pub(super) struct Trial {
    waiting: Vec<Candidate>,
    /// How much may still be read to try other answers and wrong options one by one.
    bytes_left: usize,
    /// How large the cards that are still to come may be.
    room: usize,
}

/// Candidates that are read at once: few enough that one bad one costs little.
const AT_ONCE: usize = 64;

/// Bytes read to try other answers and wrong options one by one, and what a try costs whatever its length.
const MOST_TRIED: usize = 32 * 1024 * 1024;
const A_TRY: usize = 1024;

impl Default for Trial {
    fn default() -> Self {
        Self {
            waiting: Vec::with_capacity(AT_ONCE),
            bytes_left: MOST_TRIED,
            room: MAX_DECK,
        }
    }
}

impl Trial {
    /// Takes a candidate in; its row, or why there is none, follows at once or later, in the order of the candidates.
    ///
    /// # Errors
    ///
    /// The cards would make too large a deck.
    pub(super) fn take(
        &mut self,
        candidate: Candidate,
        pasted: &mut Pasted,
    ) -> Result<(), Unusable> {
        self.waiting.push(candidate);
        if self.waiting.len() == AT_ONCE {
            self.finish(pasted)?;
        }
        Ok(())
    }

    /// Decides about all that wait.
    ///
    /// # Errors
    ///
    /// The cards would make too large a deck.
    pub(super) fn finish(&mut self, pasted: &mut Pasted) -> Result<(), Unusable> {
        let candidates = std::mem::take(&mut self.waiting);
        let before = pasted.rows.len();
        let whole: Vec<NewCard> = candidates.iter().map(Candidate::whole).collect();
        let refused = refused(&whole);
        for ((candidate, card), is_refused) in candidates.into_iter().zip(whole).zip(refused) {
            let line = candidate.line;
            let row = if is_refused {
                self.piece_by_piece(candidate)
            } else {
                Ok(candidate.into_row(card))
            };
            match row {
                Ok(row) => pasted.rows.push(row),
                Err(why) => pasted.omissions.push(Omission { line, why }),
            }
        }
        let new = pasted.rows.get(before..).unwrap_or_default();
        let bytes: usize = new.iter().map(|row| row.card.yaml(2).len()).sum();
        self.room = self.room.checked_sub(bytes).ok_or(Unusable::DeckTooLarge)?;
        Ok(())
    }

    /// Keeps of a candidate what the parser lets pass: its answer as a text if need be, then each other answer and option.
    fn piece_by_piece(&mut self, mut candidate: Candidate) -> Result<Row, Missing> {
        if let (Some(_), Some(text)) = (refusal_of(&candidate.card.yaml(2)), candidate.text.take())
        {
            candidate.card.solution = Solution::Text {
                answer: text,
                accept: Vec::new(),
            };
        }
        if let Some(why) = refusal_of(&candidate.card.yaml(2)) {
            return Err(Missing::Refused(why));
        }
        let accepts = matches!(candidate.card.solution, Solution::Text { .. });
        let accept = if accepts {
            candidate.accept.as_slice()
        } else {
            &[]
        };
        let mut doubts = Vec::new();
        let mut card = candidate.card.clone();
        for (index, text) in accept.iter().enumerate() {
            let with = card.clone().accepting(text);
            match self.passes(&with) {
                Some(true) => card = with,
                Some(false) => {}
                None => {
                    doubts.push(Doubt::Untried(accept.len() - index));
                    break;
                }
            }
        }
        for (index, text) in candidate.choices.iter().enumerate() {
            let mut with = card.clone();
            with.choices.push(option(&card.solution, text));
            match self.passes(&with) {
                Some(true) => card = with,
                Some(false) => doubts.push(Doubt::Option(text.clone())),
                None => {
                    doubts.push(Doubt::Untried(candidate.choices.len() - index));
                    break;
                }
            }
        }
        let mut row = candidate.into_row(card);
        row.doubts.append(&mut doubts);
        Ok(row)
    }

    /// Tells whether the parser lets a card pass; nothing when enough was tried.
    fn passes(&mut self, card: &NewCard) -> Option<bool> {
        let yaml = card.yaml(2);
        self.bytes_left = self.bytes_left.checked_sub(A_TRY + yaml.len())?;
        Some(refusal_of(&yaml).is_none())
    }
}

impl Candidate {
    /// The card with all that was found for it.
    fn whole(&self) -> NewCard {
        let mut card = self.card.clone();
        for text in &self.accept {
            card = card.accepting(text);
        }
        let options = self.choices.iter();
        card.choices = options.map(|text| option(&card.solution, text)).collect();
        card
    }

    fn into_row(self, card: NewCard) -> Row {
        let mut doubts = self.doubts;
        if !matches!(card.solution, Solution::Text { .. }) {
            let lost = self.accept.iter();
            doubts.extend(
                lost.map(|text| Doubt::Dropped(format!("the other right answer {text:?}"))),
            );
        }
        Row {
            line: self.line,
            card,
            doubts,
        }
    }
}

/// Tells which of these cards the parser refuses.
fn refused(cards: &[NewCard]) -> Vec<bool> {
    let yaml: String = cards.iter().map(|card| card.yaml(2)).collect();
    match problems_of(&yaml).len() {
        0 => return vec![false; cards.len()],
        // Where most are refused it is quicker to ask for each.
        many if many > cards.len() / 4 => {
            let is_refused = |card: &NewCard| refusal_of(&card.yaml(2)).is_some();
            return cards.iter().map(is_refused).collect();
        }
        _ => {}
    }
    let (one, other) = cards.split_at(cards.len() / 2);
    let mut found = refused(one);
    found.append(&mut refused(other));
    found
}

/// What the parser has against the card written here, if it refuses it.
fn refusal_of(card: &str) -> Option<String> {
    let first = problems_of(card).into_iter().next();
    first.map(|problem| problem.message)
}

fn problems_of(cards: &str) -> Vec<Problem> {
    let yaml = format!("format: 1\ncards:\n{cards}");
    parse(&Place::Embedded("pasted.yaml"), "pasted", yaml.as_bytes()).problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Pasted {
        Pasted {
            rows: Vec::new(),
            omissions: Vec::new(),
            doubts: Vec::new(),
        }
    }

    fn candidate(answer: &str, choices: &[&str]) -> Candidate {
        let solution = Solution::Text {
            answer: answer.to_owned(),
            accept: Vec::new(),
        };
        let key = "x".parse().expect("a name");
        Candidate {
            line: 1,
            card: NewCard::new(key, "Which?".to_owned(), solution),
            doubts: Vec::new(),
            text: Some(answer.to_owned()),
            accept: Vec::new(),
            choices: choices.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    /// The options that are kept, and the doubts.
    fn kept(trial: &mut Trial, choices: &[&str]) -> (Vec<String>, Vec<Doubt>) {
        let mut pasted = nothing();
        trial
            .take(candidate("Kublai", choices), &mut pasted)
            .expect("room");
        trial.finish(&mut pasted).expect("room");
        let row = pasted.rows.remove(0);
        (row.card.choices, row.doubts)
    }

    #[test]
    fn of_a_refused_row_each_option_is_tried_until_enough_was_read() {
        let mut trial = Trial::default();
        let is_answer = Doubt::Option("kublai".to_owned());
        let (choices, doubts) = kept(&mut trial, &["Toghon", "kublai", "Ariq"]);
        assert_eq!((choices.len(), doubts), (2, vec![is_answer]));
        trial.bytes_left = 2 * A_TRY;
        let (choices, doubts) = kept(&mut trial, &["Toghon", "kublai", "Ariq"]);
        assert_eq!(
            (choices, doubts),
            (vec!["Toghon".to_owned()], vec![Doubt::Untried(2)])
        );
        let (choices, doubts) = kept(&mut trial, &["Toghon", "Ariq"]);
        assert_eq!(
            (choices.len(), doubts),
            (2, Vec::new()),
            "what is sound is taken at once"
        );
    }

    #[test]
    fn cards_for_which_there_is_no_room_are_refused() {
        let mut trial = Trial {
            room: 60,
            ..Trial::default()
        };
        trial
            .take(candidate("x", &[]), &mut nothing())
            .expect("it waits");
        assert_eq!(trial.finish(&mut nothing()), Ok(()));
        trial
            .take(candidate("y", &[]), &mut nothing())
            .expect("it waits");
        assert_eq!(trial.finish(&mut nothing()), Err(Unusable::DeckTooLarge));
    }
}
