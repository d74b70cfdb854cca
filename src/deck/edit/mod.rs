//! Deck files mended in place: bytes are put in or replaced, everything else of the file stays as its author wrote it.
//!
//! A [`Fix`] hangs on a [`Problem`](super::Problem) only where the line leaves no doubt what was meant. [`mend`] carries fixes
//! out, [`write_ids`] gives every card an id. Nothing here touches a disk.

#[cfg(test)]
mod cases;
mod ids;
#[cfg(test)]
mod laws;
mod origin;
mod rounds;
mod slips;
mod tabs;
mod words;

pub use ids::write_ids;
pub use origin::generated_note;
pub use rounds::{Change, Mended, mend};

pub(super) use slips::of_slip;
pub(super) use words::{
    in_list, in_quotes, meant, respelt, single_quoted, without_control_characters, without_margins,
};

use super::yaml::Span;

/// How a problem is mended without a doubt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// From the first to the last of the file, none over another.
    pub edits: Vec<Edit>,
}

/// Bytes of the file, and what to write instead of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The first byte, counted without a byte order mark.
    pub start: usize,
    /// The byte after the last one; the first one when something is only put in.
    pub end: usize,
    /// What is written there.
    pub text: String,
}

impl Fix {
    /// Writes `text` instead of what stands at `span`.
    pub(super) fn replace(span: Span, text: impl Into<String>) -> Self {
        Self::one(span.start, span.end, text)
    }

    /// Puts `text` in before byte `at`.
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::one(at, at, text)
    }

    fn one(start: usize, end: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            edits: vec![Edit { start, end, text }],
        }
    }
}

/// Carries out edits that follow one another; nothing when one of them does not fit the text.
fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        mended.push_str(text.get(done..edit.start)?);
        mended.push_str(&edit.text);
        text.get(edit.start..edit.end)?;
        done = edit.end;
    }
    mended.push_str(text.get(done..)?);
    Some(mended)
}

/// How the line with byte `at` ends.
pub(super) fn line_end(text: &str, at: usize) -> &'static str {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    // A last line without an end goes by the one before it.
    let is_dos = if line.ends_with('\n') {
        line.ends_with("\r\n")
    } else {
        text.contains("\r\n")
    };
    if is_dos { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit {
            start,
            end,
            text: text.to_owned(),
        }
    }

    #[test]
    fn edits_change_their_bytes_and_no_others() {
        let edits = [edit(0, 0, "x"), edit(2, 3, ""), edit(5, 5, "yz")];
        assert_eq!(apply("abcde", &edits).as_deref(), Some("xabdeyz"));
    }

    #[test]
    fn edits_that_do_not_fit_are_refused() {
        assert_eq!(apply("é", &[edit(1, 2, "")]), None);
        assert_eq!(apply("abc", &[edit(2, 4, "")]), None);
        assert_eq!(apply("abc", &[edit(2, 3, ""), edit(0, 1, "")]), None);
    }

    #[test]
    fn a_new_line_ends_like_its_neighbours() {
        assert_eq!(line_end("a\r\nb", 0), "\r\n");
        assert_eq!(line_end("a\r\nb", 3), "\r\n");
        assert_eq!(line_end("a\nb", 2), "\n");
    }
}
