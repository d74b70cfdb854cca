//! The fact base a review fills: each decision is carried over into it when it is made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::super::notes;
use crate::card::{DeckId, FactId};
use crate::deck::slug::slug;
use crate::draft::{self, Sheet};
use crate::files;

/// A fact base with what this sitting changed in it.
#[derive(Debug)]
pub(super) struct FactFile {
    path: PathBuf,
    topic: DeckId,
    notes: String,
    added: usize,
    taken_back: usize,
}

impl FactFile {
    /// The fact base at `path`, which may be new, for the drafts of `notes`.
    pub(super) fn at(path: PathBuf, notes: &Path) -> Self {
        Self {
            topic: topic_of(&path),
            notes: notes::name_for(&path, notes),
            path,
            added: 0,
            taken_back: 0,
        }
    }

    /// Takes the step from the decisions of `before` to those of `after`. Returns the facts that somebody edited, and that
    /// therefore stay as they are.
    ///
    /// # Errors
    ///
    /// The file is no fact base, or cannot be read or written.
    pub(super) fn carry_over(
        &mut self,
        before: &Sheet,
        after: &Sheet,
    ) -> anyhow::Result<Vec<FactId>> {
        let home = draft::facts::Home {
            topic: &self.topic,
            notes: &self.notes,
        };
        let (there, carried) = match fs::read_to_string(&self.path) {
            Ok(base) => {
                let carried = draft::facts::carry_over(&base, before, after, home)
                    .with_context(|| self.path.display().to_string())?;
                (Some(base), carried)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                (None, draft::facts::new_base(after, home))
            }
            Err(error) => {
                return Err(anyhow::Error::from(error)
                    .context(format!("could not read {}", self.path.display())));
            }
        };
        let is_needed = there.is_some() || carried.added > 0;
        if is_needed && there.as_ref() != Some(&carried.text) {
            files::replace_shared(&self.path, carried.text.as_bytes())?;
            self.added += carried.added;
            self.taken_back += carried.taken_back;
        }
        Ok(carried.left)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether this sitting changed it.
    pub(super) fn has_changed(&self) -> bool {
        self.added + self.taken_back > 0
    }

    /// How many facts more, or less, it has than before this sitting.
    pub(super) fn change(&self) -> String {
        let path = self.path.display();
        if self.taken_back > self.added {
            let count = super::counted(self.taken_back - self.added, "fact");
            format!("{count} taken back from {path}")
        } else {
            let count = super::counted(self.added - self.taken_back, "fact");
            format!("{count} added to {path}")
        }
    }
}

/// `notes.facts.yaml` holds the topic `notes`.
fn topic_of(facts: &Path) -> DeckId {
    let name = facts
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let stem = name.split('.').next().unwrap_or_default();
    let topic = slug(stem).replace('/', "-");
    topic
        .parse()
        .unwrap_or_else(|_| "notes".parse().expect("five letters are a name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_topic_is_the_name_of_the_file() {
        assert_eq!(
            topic_of(Path::new("a/my notes.facts.yaml")).as_ref(),
            "my-notes"
        );
        assert_eq!(topic_of(Path::new("..")).as_ref(), "my-deck");
    }
}
