//! The review in the terminal: a draft with the lines around it, a letter, and the words of a fact. Lines in, lines out, so it
//! works over a pipe and with a screen reader; every decision is in the draft file before the next draft is shown.

mod command;
mod dialogue;
mod showing;
#[cfg(test)]
mod tests;

use std::io::{BufRead, Write};
use std::path::Path;

use super::super::screen::Screen;
use super::facts::FactFile;
use crate::draft::{Act, Review, Sheet};
use crate::files;

use command::{Command, KEYS};
use showing::capital;

/// A review with the screen it happens on.
#[derive(Debug)]
pub(super) struct Walk<'p, W> {
    review: Review,
    notes: Option<String>,
    path: &'p Path,
    facts: FactFile,
    screen: Screen<W>,
}

/// Whether the walk goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// With the next line; a draft that was shown stays as it is.
    On,
    /// With a draft that is shown anew: something was done.
    Again,
    End,
}

impl<'p, W: Write> Walk<'p, W> {
    /// A walk over `sheet`, which is kept in the file at `path`; what is accepted goes into `facts`.
    pub(super) fn new(
        sheet: Sheet,
        notes: Option<String>,
        path: &'p Path,
        facts: FactFile,
        screen: Screen<W>,
    ) -> Self {
        Self {
            review: Review::new(sheet, notes.as_deref()),
            notes,
            path,
            facts,
            screen,
        }
    }

    /// Goes on until nothing is open, the person quits, or the input ends.
    ///
    /// # Errors
    ///
    /// A decision cannot be saved, the input cannot be read, or the screen cannot be written.
    pub(super) fn run(&mut self, input: &mut impl BufRead) -> anyhow::Result<()> {
        // A sitting that was cut short may have left some out.
        self.carry_over(&self.review.sheet().clone())?;
        if self.review.current().is_none() {
            self.say(
                "Nothing is open here. u takes the last decision back, Enter ends the review.",
            )?;
        } else {
            self.say(KEYS)?;
        }
        let mut shown = None;
        let mut is_told = self.review.current().is_none();
        loop {
            if let Some(draft) = self.review.current().cloned() {
                let now = (draft.id, draft.value.clone());
                if shown.as_ref() != Some(&now) {
                    self.show(&draft)?;
                    shown = Some(now);
                }
                is_told = false;
            } else {
                if !is_told {
                    self.say("That was the last one. u takes it back, Enter ends the review.")?;
                }
                is_told = true;
                shown = None;
            }
            let Some(line) = self.ask("> ", input)? else {
                return Ok(());
            };
            match self.answer(&line, input)? {
                Step::On => {}
                Step::Again => shown = None,
                Step::End => return Ok(()),
            }
        }
    }

    /// The drafts as they stand, and the facts made of them.
    pub(super) fn end(self) -> (Sheet, FactFile) {
        (self.review.sheet().clone(), self.facts)
    }

    fn answer(&mut self, line: &str, input: &mut impl BufRead) -> anyhow::Result<Step> {
        let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let is_over = self.review.current().is_none();
        let Some(command) = Command::of(word) else {
            if word.is_empty() && is_over {
                return Ok(Step::End);
            }
            self.say(KEYS)?;
            return Ok(Step::On);
        };
        let act = match command {
            Command::Quit => return Ok(Step::End),
            Command::Help => {
                self.help()?;
                None
            }
            Command::Undo => {
                let before = self.review.sheet().clone();
                if self.review.undo() {
                    self.say("Taken back.")?;
                    self.save(&before)?;
                    return Ok(Step::Again);
                }
                self.say("There is nothing to take back.")?;
                None
            }
            Command::Accept if is_over => None,
            Command::Accept => self.wording(input)?.map(Act::Accept),
            Command::Fix => self.told("Value: ", rest, input)?.map(Act::Fix),
            Command::Split => match self.told("First value: ", rest, input)? {
                Some(first) => self
                    .told("Second value: ", "", input)?
                    .map(|second| Act::Split(first, second)),
                None => None,
            },
            Command::Merge => Some(Act::MergeBefore),
            Command::NotAFact => Some(Act::NotAFact),
            Command::Skip => Some(Act::Skip),
        };
        match act {
            Some(act) => self.carry_out(act),
            None => Ok(Step::On),
        }
    }

    fn carry_out(&mut self, act: Act) -> anyhow::Result<Step> {
        let before = self.review.sheet().clone();
        match self.review.act(act) {
            Ok(()) => {
                self.save(&before)?;
                Ok(Step::Again)
            }
            Err(refused) => {
                self.say(&capital(&refused))?;
                Ok(Step::On)
            }
        }
    }

    fn save(&mut self, before: &Sheet) -> anyhow::Result<()> {
        files::replace_shared(self.path, self.review.sheet().to_yaml().as_bytes())?;
        self.carry_over(before)
    }

    fn carry_over(&mut self, before: &Sheet) -> anyhow::Result<()> {
        for fact in self.facts.carry_over(before, self.review.sheet())? {
            let path = self.facts.path().display();
            let line =
                format!("{fact} was edited in {path} and stays there; change or delete it there.");
            self.say(&line)?;
        }
        Ok(())
    }
}
