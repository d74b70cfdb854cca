//! What is shown: a draft among the lines around it, and what is said in between.

use std::io::Write;

use super::super::super::screen::OutputError;
use super::super::super::style::{Row, Span, Style};
use super::super::context;
use super::{Walk, command};
use crate::draft::{Draft, Refused};
use crate::text::SafeText;

/// What stands before the lines of the notes.
const INDENT: &str = "    ";

impl<W: Write> Walk<'_, W> {
    pub(super) fn show(&mut self, draft: &Draft) -> Result<(), OutputError> {
        self.screen.blank()?;
        let sheet = self.review.sheet();
        let doubts: Vec<String> = draft
            .doubt
            .iter()
            .map(|doubt| context::doubt(self.review.sheet(), doubt))
            .collect();
        let doubt = if doubts.is_empty() {
            String::new()
        } else {
            format!(" (look twice: {})", doubts.join("; "))
        };
        let head = format!(
            "{} of {}, line {}: {} {}{doubt}",
            self.review.position(),
            sheet.drafts.len(),
            draft.place.line,
            draft.kind.word(),
            draft.value
        );
        self.say(&head)?;
        for line in context::surroundings(self.notes.as_deref(), draft) {
            self.quote(&line)?;
        }
        Ok(())
    }

    pub(super) fn help(&mut self) -> Result<(), OutputError> {
        for line in command::HELP {
            self.say(line)?;
        }
        Ok(())
    }

    pub(super) fn say(&mut self, line: &str) -> Result<(), OutputError> {
        self.screen.paragraph(Style::Plain, &SafeText::line(line))
    }

    /// Writes a line of the notes, wrapped behind its indent.
    fn quote(&mut self, line: &str) -> Result<(), OutputError> {
        let columns = self.screen.columns().saturating_sub(INDENT.len());
        for line in SafeText::line(line).wrap(columns.clamp(1, context::SHOWN)) {
            let spans = vec![
                Span::new(Style::Plain, INDENT),
                Span::new(Style::Plain, line),
            ];
            self.screen.row(&Row(spans))?;
        }
        Ok(())
    }
}

/// A refusal as a sentence for the screen.
pub(super) fn capital(refused: &Refused) -> String {
    let words = refused.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).chain(['.']).collect()
}
