//! Where results go: a writer that takes clean text only, knows its width, and tells closed output from output that fails.

use std::io::{self, Write};

use super::style::{Colour, Row, Span, Style, flow};
use crate::text::SafeText;

/// Text wider than this is hard to read, however wide the terminal.
pub(super) const MAX_COLUMNS: usize = 76;

/// The width of output that has none.
pub(super) const DEFAULT_COLUMNS: usize = 80;

/// A writer for people.
#[derive(Debug)]
pub(super) struct Screen<W> {
    out: W,
    colour: Colour,
    columns: usize,
}

/// Standard output cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write to standard output: {0}")]
pub(super) struct OutputError(#[from] io::Error);

impl OutputError {
    /// Tells whether nobody reads any more: a closed pipe, or a terminal that was shut.
    pub(super) fn is_closed(&self) -> bool {
        // What a terminal answers once its window is gone; the standard library has no name for it.
        const EIO: i32 = 5;
        self.0.kind() == io::ErrorKind::BrokenPipe || self.0.raw_os_error() == Some(EIO)
    }
}

impl<W: Write> Screen<W> {
    /// A screen with styles or without, `columns` wide.
    pub(super) fn new(out: W, colour: Colour, columns: usize) -> Self {
        Self {
            out,
            colour,
            columns: columns.max(1),
        }
    }

    /// A screen for a file or a pipe.
    pub(super) fn plain(out: W) -> Self {
        Self::new(out, Colour::Off, DEFAULT_COLUMNS)
    }

    /// The columns a table can take.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    /// Writes one line as it is.
    pub(super) fn row(&mut self, row: &Row) -> Result<(), OutputError> {
        row.write(&mut self.out, self.colour)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    /// Writes one line of running text as it is.
    pub(super) fn line_of(&mut self, text: &SafeText) -> Result<(), OutputError> {
        writeln!(self.out, "{text}")?;
        Ok(())
    }

    /// Writes a line of our own words.
    pub(super) fn line(&mut self, text: impl Into<SafeText>) -> Result<(), OutputError> {
        self.line_of(&text.into())
    }

    /// Writes text wrapped to a width that reads well.
    pub(super) fn paragraph(&mut self, style: Style, text: &SafeText) -> Result<(), OutputError> {
        for line in text.wrap(self.columns.min(MAX_COLUMNS)) {
            self.row(&Row::of(style, line))?;
        }
        Ok(())
    }

    /// Writes stretches of text side by side, wrapped; all lines but the first are indented by `hang` columns.
    pub(super) fn spans(&mut self, spans: &[Span], hang: usize) -> Result<(), OutputError> {
        for row in flow(spans, self.columns.min(MAX_COLUMNS), hang) {
            self.row(&row)?;
        }
        Ok(())
    }

    /// Writes an empty line.
    pub(super) fn blank(&mut self) -> Result<(), OutputError> {
        self.out.write_all(b"\n")?;
        Ok(())
    }

    /// Writes text without a line end and shows it at once.
    pub(super) fn prompt(&mut self, text: &SafeText) -> Result<(), OutputError> {
        write!(self.out, "{text}")?;
        self.flush()
    }

    /// Sends everything on its way.
    pub(super) fn flush(&mut self) -> Result<(), OutputError> {
        self.out.flush()?;
        Ok(())
    }

    /// The writer, for what is not text for people.
    pub(super) fn writer(&mut self) -> &mut W {
        &mut self.out
    }

    /// Gives the writer back.
    #[cfg(test)]
    pub(super) fn into_inner(self) -> W {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_to_a_width_that_reads_well() {
        let mut screen = Screen::new(Vec::new(), Colour::Off, 200);
        let text = SafeText::clean(&"word ".repeat(40));
        screen.paragraph(Style::Plain, &text).expect("memory");
        let out = String::from_utf8(screen.into_inner()).expect("text");
        assert!(out.lines().all(|line| line.len() <= MAX_COLUMNS));
        assert_eq!(out.lines().count(), 3);
    }

    #[test]
    fn a_closed_pipe_and_a_shut_terminal_are_told_from_a_full_disk() {
        let closed = io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(OutputError::from(closed).is_closed());
        assert!(OutputError::from(io::Error::from_raw_os_error(5)).is_closed());
        assert!(!OutputError::from(io::Error::from(io::ErrorKind::StorageFull)).is_closed());
    }
}
