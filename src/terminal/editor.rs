//! One line being typed: text, cursor, and the lines typed before.
//!
//! The cursor stands between what a reader takes for characters, never inside of one.

use unicode_segmentation::UnicodeSegmentation;

use super::keys::{Decoder, Key};
use crate::text::SafeText;

/// The line that these keys leave, as the terminal library reads them. Nothing in it can act on a terminal.
pub fn typed(raw: impl IntoIterator<Item = console::Key>) -> String {
    let mut decoder = Decoder::default();
    let mut editor = Editor::default();
    for raw in raw {
        if let Some(key) = decoder.feed(&raw) {
            editor.press(&key);
        }
    }
    editor.text
}

/// What is typed beyond this is not an answer any more and not taken in. In bytes.
const MAX_BYTES: usize = 16 * 1024;

/// A line being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Editor {
    text: String,
    /// A byte offset at the border of a character.
    cursor: usize,
    /// Earlier lines, oldest first.
    earlier: Vec<String>,
    /// Which of them is shown; nothing while it is the new one.
    shown: Option<usize>,
    /// The new line, kept while an earlier one is shown.
    kept: String,
}

/// Whether a key was for the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It was.
    Yes,
    /// Somebody else may want it.
    No,
}

/// The part of a line that fits, and the column of the cursor in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) text: SafeText,
    pub(super) cursor: usize,
}

impl Editor {
    /// An empty line that remembers `earlier` ones, oldest first.
    pub(super) fn new(earlier: &[String]) -> Self {
        Self {
            earlier: earlier.to_vec(),
            ..Self::default()
        }
    }

    /// A line that begins with `text`.
    pub(super) fn starting_with(text: &str) -> Self {
        let mut editor = Self::default();
        editor.insert(text);
        editor
    }

    /// The text as it stands.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Edits the line as `key` says.
    pub(super) fn press(&mut self, key: &Key) -> Taken {
        match key {
            Key::Text(text) => self.insert(text),
            Key::Backspace => self.cut(self.before(), self.cursor),
            Key::Delete => self.cut(self.cursor, self.after()),
            Key::Left => self.cursor = self.before(),
            Key::Right => self.cursor = self.after(),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.text.len(),
            Key::WordLeft => self.cursor = self.word_before(),
            Key::WordRight => self.cursor = self.word_after(),
            Key::KillToEnd => self.text.truncate(self.cursor),
            Key::KillToStart => self.cut(0, self.cursor),
            Key::KillWord => self.cut(self.word_before(), self.cursor),
            Key::Up => self.recall_older(),
            Key::Down => self.recall_newer(),
            Key::Escape if !self.text.is_empty() => self.set(String::new()),
            Key::Escape
            | Key::Enter
            | Key::Tab
            | Key::PageUp
            | Key::PageDown
            | Key::Interrupt
            | Key::EndOfInput => return Taken::No,
        }
        Taken::Yes
    }

    /// The part around the cursor that fits into `columns`, the cursor's own column included.
    pub(super) fn window(&self, columns: usize) -> Window {
        let room = columns.saturating_sub(1);
        let (before, after) = self.text.split_at(self.cursor);
        let mut cursor = 0;
        let mut start = before.len();
        for (offset, grapheme) in before.grapheme_indices(true).rev() {
            let width = SafeText::line(grapheme).width();
            if cursor + width > room {
                break;
            }
            cursor += width;
            start = offset;
        }
        let mut used = cursor;
        let mut end = 0;
        for (offset, grapheme) in after.grapheme_indices(true) {
            used += SafeText::line(grapheme).width();
            if used > room {
                break;
            }
            end = offset + grapheme.len();
        }
        let (_, left) = before.split_at(start);
        let (right, _) = after.split_at(end);
        Window {
            text: SafeText::line(&format!("{left}{right}")),
            cursor,
        }
    }

    fn insert(&mut self, text: &str) {
        let clean: String = SafeText::line(text)
            .as_str()
            .chars()
            .filter(|&c| c != '\u{FFFD}')
            .collect();
        if self.text.len() + clean.len() > MAX_BYTES {
            return;
        }
        self.text.insert_str(self.cursor, &clean);
        self.cursor = self.border_from(self.cursor + clean.len());
    }

    /// Removes the bytes from `start` to `end`, both borders of characters.
    fn cut(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        // What was apart may have become one character.
        self.cursor = self.border_from(start);
    }

    fn set(&mut self, text: String) {
        self.cursor = text.len();
        self.text = text;
    }

    fn recall_older(&mut self) {
        let older = match self.shown {
            None => self.earlier.len().checked_sub(1),
            Some(shown) => shown.checked_sub(1),
        };
        let Some(line) = older.and_then(|older| self.earlier.get(older)).cloned() else {
            return;
        };
        if self.shown.is_none() {
            self.kept = std::mem::take(&mut self.text);
        }
        self.shown = older;
        self.set(line);
    }

    fn recall_newer(&mut self) {
        let Some(shown) = self.shown else {
            return;
        };
        if let Some(line) = self.earlier.get(shown + 1).cloned() {
            self.shown = Some(shown + 1);
            self.set(line);
        } else {
            self.shown = None;
            let kept = std::mem::take(&mut self.kept);
            self.set(kept);
        }
    }

    fn borders(&self) -> impl DoubleEndedIterator<Item = usize> {
        let starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.chain([self.text.len()])
    }

    fn before(&self) -> usize {
        self.borders()
            .rfind(|&border| border < self.cursor)
            .unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.borders()
            .find(|&border| border > self.cursor)
            .unwrap_or(self.text.len())
    }

    /// The first border at `offset` or behind it.
    fn border_from(&self, offset: usize) -> usize {
        self.borders()
            .find(|&border| border >= offset)
            .unwrap_or(self.text.len())
    }

    fn words(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> {
        let words = self.text.unicode_word_indices();
        words.map(|(start, word)| (start, start + word.len()))
    }

    fn word_before(&self) -> usize {
        let starts = self.words().map(|(start, _)| start);
        starts.rev().find(|&start| start < self.cursor).unwrap_or(0)
    }

    fn word_after(&self) -> usize {
        let ends = self.words().map(|(_, end)| end);
        let end = ends
            .into_iter()
            .find(|&end| end > self.cursor)
            .unwrap_or(self.text.len());
        self.border_from(end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Key {
        Key::Text(text.to_owned())
    }

    fn typed(keys: &[Key]) -> Editor {
        let mut editor = Editor::new(&["1274".to_owned(), "1281".to_owned()]);
        for key in keys {
            editor.press(key);
        }
        editor
    }

    /// Shows the cursor as `|`.
    #[track_caller]
    fn gives(keys: &[Key], expected: &str) {
        let editor = typed(keys);
        let (before, after) = editor.text.split_at(editor.cursor);
        assert_eq!(format!("{before}|{after}"), expected, "{keys:?}");
    }

    #[test]
    fn text_is_typed_at_the_cursor() {
        gives(&[text("ac"), Key::Left, text("b")], "ab|c");
        gives(
            &[text("ab"), Key::Home, Key::Delete, Key::End, text("c")],
            "bc|",
        );
        gives(
            &[text("ab"), Key::Backspace, Key::Backspace, Key::Backspace],
            "|",
        );
    }

    #[test]
    fn words_are_moved_over_and_cut() {
        gives(
            &[text("15 August 1281"), Key::WordLeft, Key::WordLeft],
            "15 |August 1281",
        );
        gives(
            &[text("15 August 1281"), Key::Home, Key::WordRight],
            "15| August 1281",
        );
        gives(&[text("15 August 1281"), Key::KillWord], "15 August |");
        gives(&[text("15 August"), Key::WordLeft, Key::KillToEnd], "15 |");
        gives(
            &[text("15 August"), Key::WordLeft, Key::KillToStart],
            "|August",
        );
        gives(&[text("..."), Key::KillWord], "|");
    }

    #[test]
    fn a_character_of_several_code_points_is_one() {
        gives(&[text("ko\u{304}"), Key::Left], "k|o\u{304}");
        gives(&[text("ko\u{304}"), Key::Backspace], "k|");
        gives(&[text("👨\u{200D}👩"), Key::Backspace], "|");
        gives(&[text("ko"), text("\u{304}"), Key::Backspace], "k|");
    }

    #[test]
    fn earlier_lines_come_back_and_the_new_one_is_kept() {
        gives(&[text("12"), Key::Up], "1281|");
        gives(&[text("12"), Key::Up, Key::Up, Key::Up], "1274|");
        gives(&[text("12"), Key::Up, Key::Up, Key::Down, Key::Down], "12|");
        gives(&[Key::Down], "|");
    }

    #[test]
    fn what_cannot_be_shown_is_not_typed() {
        gives(&[text("a\u{1b}[2J\u{202e}b")], "a[2Jb|");
        gives(&[text(&"x".repeat(MAX_BYTES + 1))], "|");
    }

    #[test]
    fn the_window_follows_the_cursor() {
        let editor = typed(&[text("1234567890")]);
        let window = editor.window(5);
        assert_eq!((window.text.as_str(), window.cursor), ("7890", 4));
        let wide = typed(&[text("日本とモンゴル"), Key::Left]);
        let window = wide.window(6);
        assert_eq!((window.text.as_str(), window.cursor), ("ンゴ", 4));
    }

    #[test]
    fn keys_for_others_are_left_alone() {
        let mut editor = Editor::default();
        for key in [Key::Enter, Key::Tab, Key::Escape, Key::Interrupt] {
            assert_eq!(editor.press(&key), Taken::No);
        }
    }

    proptest! {
        #[test]
        fn any_keys_leave_the_cursor_at_a_border(keys in prop::collection::vec(0_u8..16, 0..60), texts in ".{0,4}", columns in 0_usize..12) {
            let mut editor = Editor::new(&["e\u{301}".to_owned()]);
            for key in keys {
                editor.press(&match key {
                    0 => Key::Backspace, 1 => Key::Delete, 2 => Key::Left, 3 => Key::Right, 4 => Key::Home,
                    5 => Key::WordLeft, 6 => Key::WordRight, 7 => Key::KillWord, 8 => Key::Up, 9 => Key::Down,
                    10 => Key::KillToEnd, 11 => text("\u{301}"), 12 => text("\u{200D}👩"), 13 => Key::Escape,
                    _ => text(&texts),
                });
                prop_assert!(editor.borders().any(|border| border == editor.cursor));
                let window = editor.window(columns);
                prop_assert!(window.cursor <= columns);
            }
        }
    }
}
