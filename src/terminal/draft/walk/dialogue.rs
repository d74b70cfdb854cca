//! What is asked for an act: the value, the words of a fact, a second question.

use std::io::{BufRead, Write};

use super::super::super::lines::{RawLine, read_line};
use super::{Walk, capital};
use crate::draft::{Refused, Wording, gapped};
use crate::text::SafeText;

impl<W: Write> Walk<'_, W> {
    /// Asks for the words of a fact. A sentence of the notes is refused at once and asked for again; an empty line gives up.
    pub(super) fn wording(&mut self, input: &mut impl BufRead) -> anyhow::Result<Option<Wording>> {
        let Some(statement) = self.own_words("Statement, in your own words: ", input)? else {
            return Ok(None);
        };
        let Some(question) = self.own_words("Question that asks for the value: ", input)? else {
            return Ok(None);
        };
        let gapped = self.second_question(&statement, &question, input)?;
        Ok(Some(Wording {
            statement,
            question,
            gapped,
        }))
    }

    /// Asks for a second question, a sentence with a gap: the one proposed, another, or none.
    fn second_question(
        &mut self,
        statement: &str,
        question: &str,
        input: &mut impl BufRead,
    ) -> anyhow::Result<Option<String>> {
        let Some(draft) = self.review.current().cloned() else {
            return Ok(None);
        };
        if !draft.value.has_gap() {
            return Ok(None);
        }
        let proposed = gapped(statement, question, &draft.value);
        let prompt = if let Some(sentence) = &proposed {
            self.say(&format!("A second question, with a gap: {sentence}"))?;
            "Enter takes it, - leaves it out, or type another: "
        } else {
            self.say("Your sentence does not hold the value once, in figures.")?;
            "A second question, a sentence with {} for the value (Enter: none): "
        };
        loop {
            let Some(line) = self.ask(prompt, input)? else {
                return Ok(None);
            };
            let sentence = match line.trim() {
                "" => return Ok(proposed),
                "-" => return Ok(None),
                own => own.to_owned(),
            };
            match self.review.refused_gap(&sentence) {
                None => return Ok(Some(sentence)),
                Some(refused) => self.say(&capital(&refused))?,
            }
        }
    }

    fn own_words(
        &mut self,
        prompt: &str,
        input: &mut impl BufRead,
    ) -> anyhow::Result<Option<String>> {
        loop {
            let Some(line) = self.told(prompt, "", input)? else {
                return Ok(None);
            };
            match self.review.copied_words(&line) {
                None => return Ok(Some(line)),
                Some(words) => self.say(&capital(&Refused::CopiedWords(words)))?,
            }
        }
    }

    /// What was given with the command, or else the next line; nothing when that is empty.
    pub(super) fn told(
        &mut self,
        prompt: &str,
        given: &str,
        input: &mut impl BufRead,
    ) -> anyhow::Result<Option<String>> {
        let line = match given.trim() {
            "" => self.ask(prompt, input)?.unwrap_or_default(),
            given => given.to_owned(),
        };
        let line = line.trim().to_owned();
        if line.is_empty() {
            self.say("Nothing was changed.")?;
        }
        Ok((!line.is_empty()).then_some(line))
    }

    pub(super) fn ask(
        &mut self,
        prompt: &str,
        input: &mut impl BufRead,
    ) -> anyhow::Result<Option<String>> {
        loop {
            self.screen.prompt(&SafeText::line(prompt))?;
            match read_line(input)? {
                None => {
                    self.screen.blank()?;
                    return Ok(None);
                }
                Some(RawLine::Text(line)) => return Ok(Some(line)),
                Some(RawLine::NotUtf8 | RawLine::TooLong) => {
                    self.say("That line cannot be read; type it again.")?;
                }
            }
        }
    }
}
