//! A card that is yet to be written: its lines in the YAML of a deck.
//!
//! Every text for people stands in quotes, so that no sign in it can mean anything else.

use std::fmt::Write as _;

use crate::card::CardKey;
use crate::deck::quoting::quoted;
use crate::quantity::{Bound, Figure};
use crate::when::HistoricDate;

/// A card that is yet to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCard {
    /// Its id.
    pub key: CardKey,
    /// What is asked; of a cloze the sentence with its gaps in double braces.
    pub prompt: String,
    /// What is right.
    pub solution: Solution,
    /// Wrong options, as a deck writes them: dates as EDTF.
    pub choices: Vec<String>,
    /// Shown on request.
    pub hint: Option<String>,
    /// Shown after the verdict.
    pub explanation: Option<String>,
    /// Where the fact comes from.
    pub source: Option<String>,
    /// For `--tag`; no two the same.
    pub tags: Vec<String>,
}

/// What is right, by kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Solution {
    /// A text.
    Text {
        /// As shown.
        answer: String,
        /// Other texts that are right.
        accept: Vec<String>,
    },
    /// Several texts in any order; at least two, no two the same.
    Set(Vec<String>),
    /// A date, asked as finely as it is given.
    Date(HistoricDate),
    /// A figure with its default margin.
    Figure(Figure),
    /// What stands in the gaps of the sentence.
    Cloze,
    /// A text that is revealed and rated by the learner.
    Flip(String),
}

impl NewCard {
    /// A card with nothing but a question and its answer.
    pub fn new(key: CardKey, prompt: String, solution: Solution) -> Self {
        Self {
            key,
            prompt,
            solution,
            choices: Vec::new(),
            hint: None,
            explanation: None,
            source: None,
            tags: Vec::new(),
        }
    }

    /// The card with another text that is right, where the answer is a text.
    #[must_use]
    pub(crate) fn accepting(mut self, text: &str) -> Self {
        match &mut self.solution {
            Solution::Text { accept, .. } => accept.push(text.to_owned()),
            Solution::Set(_)
            | Solution::Date(_)
            | Solution::Figure(_)
            | Solution::Cloze
            | Solution::Flip(_) => {}
        }
        self
    }

    /// The lines of the card, its dash indented by `indent` spaces; each ends with `\n`.
    pub fn yaml(&self, indent: usize) -> String {
        let mut lines = Lines::new(indent);
        lines.plain("id", self.key.as_ref());
        let asks = match self.solution {
            Solution::Cloze => "cloze",
            Solution::Text { .. }
            | Solution::Set(_)
            | Solution::Date(_)
            | Solution::Figure(_)
            | Solution::Flip(_) => "prompt",
        };
        lines.text(asks, &self.prompt);
        lines.solution(&self.solution);
        lines.list("choices", &self.choices);
        let texts = [
            ("hint", &self.hint),
            ("explanation", &self.explanation),
            ("source", &self.source),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                lines.text(key, text);
            }
        }
        lines.list("tags", &self.tags);
        lines.out
    }
}

/// Lines that grow; the first one has the dash.
struct Lines {
    out: String,
    indent: String,
}

impl Lines {
    fn new(indent: usize) -> Self {
        Self {
            out: String::new(),
            indent: " ".repeat(indent),
        }
    }

    fn solution(&mut self, solution: &Solution) {
        match solution {
            Solution::Text { answer, accept } => {
                self.text("answer", answer);
                self.list("accept", accept);
            }
            Solution::Set(texts) => self.list("answers", texts),
            Solution::Date(date) => self.plain("date", &date.edtf()),
            Solution::Figure(figure) => self.figure(figure),
            Solution::Cloze => {}
            Solution::Flip(back) => self.text("flip", back),
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let number = figure.number();
        self.plain("number", &number.to_string().replace(',', ""));
        if let Some(unit) = figure.unit() {
            let word = if unit.is_rank() {
                "rank"
            } else {
                unit.word_for(number)
            };
            self.text("unit", word);
        }
        if figure.bound() != Bound::Exact {
            self.plain("bound", &figure.bound().to_string().replace(' ', "-"));
        }
    }

    fn text(&mut self, key: &str, text: &str) {
        self.plain(key, &quoted(text));
    }

    fn list(&mut self, key: &str, items: &[String]) {
        if !items.is_empty() {
            let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
            self.plain(key, &format!("[{}]", items.join(", ")));
        }
    }

    fn plain(&mut self, key: &str, value: &str) {
        let lead = if self.out.is_empty() { "- " } else { "  " };
        // Writing into a string cannot fail.
        let _ = writeln!(self.out, "{}{lead}{key}: {value}", self.indent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{Answer, Card, Prompt};
    use crate::deck::{Place, parse};
    use crate::quantity::Unit;

    fn read_back(card: &NewCard) -> Vec<Card> {
        let yaml = format!("format: 1\ncards:\n{}", card.yaml(2));
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        assert_eq!(parsed.problems, [], "{yaml}");
        parsed.deck.expect("a deck").cards
    }

    fn card(solution: Solution) -> NewCard {
        let key = "a".parse().expect("a key");
        NewCard::new(key, "Who: \"me\" # or \\you?".to_owned(), solution)
    }

    #[test]
    fn every_kind_is_read_back_as_it_was_meant() {
        let figure = |number: &str, unit: &str, bound| {
            let unit = Unit::parse(unit).ok();
            Figure::new(number.parse().expect("a number"), unit, bound).expect("a figure")
        };
        for expected in [
            figure("1650000", "passengers per year", Bound::MoreThan),
            figure("-2.5", "", Bound::Exact),
            figure("1", "mile", Bound::Almost),
            figure("77", "rank", Bound::Exact),
            figure("43", "%", Bound::About),
        ] {
            let cards = read_back(&card(Solution::Figure(expected.clone())));
            let [
                Card {
                    answer: Answer::Figure { expected: read, .. },
                    ..
                },
            ] = cards.as_slice()
            else {
                panic!("{cards:?}");
            };
            assert_eq!(*read, expected);
        }
        for edtf in ["1972-02-24", "197X", "-0043", "1281~", "1971/.."] {
            let date = HistoricDate::parse(edtf).expect(edtf);
            let cards = read_back(&card(Solution::Date(date.clone())));
            assert!(matches!(&cards[0].answer, Answer::Date { expected, .. } if *expected == date));
        }
        let texts = vec!["no".to_owned(), "[x]: y".to_owned()];
        let cards = read_back(&card(Solution::Set(texts.clone())));
        assert!(matches!(&cards[0].answer, Answer::Set { expected, .. } if *expected == texts));
    }

    #[test]
    fn everything_beside_the_answer_is_read_back() {
        let mut card = card(Solution::Text {
            answer: "08".to_owned(),
            accept: vec!["8, or so".to_owned()],
        });
        card.choices = vec!["- 9".to_owned(), "it's \\ten".to_owned()];
        card.hint = Some("& a hint".to_owned());
        card.explanation = Some("two\nlines".to_owned());
        card.tags = vec!["a b".to_owned()];
        let read = read_back(&card).remove(0);
        assert_eq!(read.prompt, Prompt::Plain(card.prompt.clone()));
        assert_eq!((read.hint, read.explanation), (card.hint, card.explanation));
        let Answer::Text {
            expected,
            accept,
            choices,
        } = read.answer
        else {
            panic!("no text");
        };
        assert_eq!(expected, "08");
        assert_eq!(
            (accept, choices),
            (vec!["8, or so".to_owned()], card.choices)
        );
    }
}
