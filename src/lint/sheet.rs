//! A card laid out for the lints: the words of its prompt, and what would give its answer away.

use super::words::{Key, Phrase, Word, push_words, words};
use crate::card::{Answer, Card, Prompt};
use crate::deck::{At, Owner};
use crate::quantity::Figure;
use crate::when::{HistoricDate, Precision};

/// A card with its words.
pub(super) struct Sheet<'a> {
    pub(super) card: &'a Card,
    pub(super) owner: Owner,
    /// The words of the prompt; a gap stands as a break.
    pub(super) prompt: Vec<Word<'a>>,
    /// Each of these gives the answer away where it stands.
    pub(super) phrases: Vec<Phrase>,
}

impl<'a> Sheet<'a> {
    /// Lays out the card with this place in its deck.
    pub(super) fn of(card: &'a Card, index: usize) -> Self {
        let prompt = match &card.prompt {
            Prompt::Plain(text) => words(text),
            Prompt::Gap { before, after } => {
                let mut prompt = words(before);
                prompt.push(Word {
                    key: Key::BREAK,
                    text: "",
                });
                push_words(after, &mut prompt);
                prompt
            }
        };
        Self {
            card,
            owner: Owner::Card(index),
            prompt,
            phrases: phrases(&card.answer),
        }
    }

    /// Where the question is written.
    pub(super) fn prompt_at(&self) -> At<'static> {
        match self.card.prompt {
            Prompt::Plain(_) => At::Key("prompt"),
            Prompt::Gap { .. } => At::Gap,
        }
    }

    /// Where the answer is written.
    pub(super) fn answer_at(&self) -> At<'static> {
        if let Prompt::Gap { .. } = self.card.prompt {
            return At::Gap;
        }
        At::Key(match &self.card.answer {
            Answer::Text { .. } => "answer",
            Answer::Set { .. } => "answers",
            Answer::Date { .. } => "date",
            Answer::Figure { .. } => "number",
            Answer::Order { .. } => "order",
            Answer::Match { .. } => "match",
            Answer::Flip { .. } => "flip",
        })
    }

    /// Tells whether it asks for a gap of a sentence.
    pub(super) fn is_gap(&self) -> bool {
        matches!(self.card.prompt, Prompt::Gap { .. })
    }
}

fn phrases(answer: &Answer) -> Vec<Phrase> {
    match answer {
        Answer::Text {
            expected, accept, ..
        } => std::iter::once(expected)
            .chain(accept)
            .filter_map(|text| Phrase::name(text))
            .collect(),
        Answer::Set { expected, .. } => expected
            .iter()
            .filter_map(|text| Phrase::name(text))
            .collect(),
        Answer::Flip { back } => Phrase::name(back).into_iter().collect(),
        Answer::Date {
            expected, asked, ..
        } => date_phrase(expected, *asked).into_iter().collect(),
        Answer::Figure { expected, .. } => figure_phrases(expected),
        Answer::Order { .. } | Answer::Match { .. } => Vec::new(),
    }
}

/// A year alone tells a year; a month and a day are told only in full.
pub(super) fn date_phrase(date: &HistoricDate, asked: Precision) -> Option<Phrase> {
    match asked {
        Precision::Century | Precision::Decade => None,
        Precision::Year => Phrase::number(&date.year()?.in_its_era().to_string()),
        Precision::Month | Precision::Day => Phrase::name(&date.at(asked).to_string()),
    }
}

pub(super) fn figure_phrases(figure: &Figure) -> Vec<Phrase> {
    let number = figure.number().abs().to_string();
    let mut phrases: Vec<Phrase> = Phrase::number(&number).into_iter().collect();
    if figure.is_rank() {
        phrases.extend(Phrase::number(&figure.to_string()));
    }
    phrases
}
