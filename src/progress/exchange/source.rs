//! A file that is to be merged: what it is, and its lines, none of them longer than is good.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::progress::ProgressError;

use super::Flaw;

/// Bytes of the longest line that is read.
pub(super) const LONGEST_LINE: usize = 1 << 20;

/// How a database begins.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// An opened file.
#[derive(Debug)]
pub(in crate::progress) enum Source {
    /// A progress file.
    Database,
    /// Lines.
    Lines(Lines<BufReader<File>>),
}

/// Opens a file of either kind; its content says which.
///
/// # Errors
///
/// It cannot be read.
pub(in crate::progress) fn open(path: &Path) -> Result<Source, ProgressError> {
    let unreadable = |error| ProgressError::unreadable(path, error);
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let start = reader.fill_buf().map_err(unreadable)?;
    Ok(if start.starts_with(DATABASE) {
        Source::Database
    } else {
        Source::Lines(Lines::new(reader))
    })
}

/// A line without its end, and its number; or why it was not read.
type Numbered<'a> = (u64, Result<&'a [u8], Flaw>);

/// The lines of a file, counted from 1; empty ones are passed over.
#[derive(Debug)]
pub(in crate::progress) struct Lines<R> {
    reader: R,
    number: u64,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    fn new(reader: R) -> Self {
        Self {
            reader,
            number: 0,
            line: Vec::new(),
        }
    }

    /// Reads the next line, without its end; nothing at the end of the file.
    ///
    /// # Errors
    ///
    /// The file cannot be read on.
    pub(in crate::progress) fn next(&mut self) -> io::Result<Option<Numbered<'_>>> {
        loop {
            self.line.clear();
            self.number += 1;
            let longest = LONGEST_LINE as u64 + 1;
            let read = (&mut self.reader)
                .take(longest)
                .read_until(b'\n', &mut self.line)?;
            if read == 0 {
                return Ok(None);
            }
            if read > LONGEST_LINE && self.line.last() != Some(&b'\n') {
                self.reader.skip_until(b'\n')?;
                return Ok(Some((self.number, Err(Flaw::TooLong))));
            }
            // Some editors put a mark at the start of a file.
            let start = if self.number == 1 && self.line.starts_with("\u{feff}".as_bytes()) {
                3
            } else {
                0
            };
            if !self.line.trim_ascii().is_empty() && self.line.len() > start {
                let line = self.line.get(start..).unwrap_or_default();
                return Ok(Some((self.number, Ok(line.trim_ascii()))));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(u64, Result<Vec<u8>, Flaw>)> {
        let mut lines = Lines::new(text);
        let mut found = Vec::new();
        while let Some((number, line)) = lines.next().expect("memory") {
            found.push((number, line.map(<[u8]>::to_vec)));
        }
        found
    }

    #[test]
    fn lines_keep_their_numbers_though_empty_ones_are_passed_over() {
        let text = "\u{feff}a\r\n\n  \nb";
        assert_eq!(
            lines(text.as_bytes()),
            [(1, Ok(b"a".to_vec())), (4, Ok(b"b".to_vec()))]
        );
        assert_eq!(lines(b""), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_left_aside_and_the_next_one_read() {
        let mut text = vec![b'x'; LONGEST_LINE * 2];
        text.extend_from_slice(b"\nnext\n");
        assert_eq!(
            lines(&text),
            [(1, Err(Flaw::TooLong)), (2, Ok(b"next".to_vec()))]
        );
    }
}
