//! One draft: what was found, where, and what was decided about it.

use std::fmt;
use std::ops::Range;

use super::value::{Kind, Value};

/// The name of a draft within its sheet, such as `d7`. It survives a second run over changed notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(u32);

impl DraftId {
    pub(super) const fn new(number: u32) -> Self {
        Self(number)
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        text.strip_prefix('d')?.parse().ok().map(Self)
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "d{}", self.0)
    }
}

/// Something that may become a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its name.
    pub id: DraftId,
    /// What sort of value it has.
    pub kind: Kind,
    /// Its value.
    pub value: Value,
    /// The value the notes gave, where the teacher changed it.
    pub found: Option<Value>,
    /// Values of drafts merged into it, which are right as well.
    pub accept: Vec<Value>,
    /// Where it was found.
    pub place: Place,
    /// The rule that found it.
    pub why: String,
    /// What to look at twice: `from-context`, `guessed`, `duplicate-of: d3`, `lost-value`, `range`, `no-unit`.
    pub doubt: Vec<String>,
    /// What was decided.
    pub decision: Decision,
    /// The draft it was split from.
    pub split_from: Option<DraftId>,
}

impl Draft {
    /// The value the notes gave.
    pub(super) fn found_value(&self) -> &Value {
        self.found.as_ref().unwrap_or(&self.value)
    }
}

/// Where in the notes a draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The bytes of the notes.
    pub bytes: Range<usize>,
    /// The words around it, at most twelve on each side. They stay in the draft file.
    pub quote: String,
    /// Whether it stands in the notes as they were read last.
    pub presence: Presence,
}

/// Whether the notes still hold a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// They do.
    There,
    /// They were changed and hold it no more.
    Vanished,
}

/// What was decided about a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Open,
    /// It is a fact, in these words.
    Accepted(Wording),
    /// It is none.
    NotAFact,
    /// It says more about an earlier one.
    MergedInto(DraftId),
}

/// The words of a fact: the teacher's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// A whole sentence, value and all.
    pub statement: String,
    /// The question that asks for the value.
    pub question: String,
    /// A sentence with `{}` in place of the value: a second question.
    pub gapped: Option<String>,
}
