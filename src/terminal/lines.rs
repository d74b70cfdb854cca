//! Bytes become lines of bounded length, whatever comes over the pipe.

use std::io::{self, BufRead};

/// The longest line that is taken in, in bytes.
pub(super) const MAX_LINE: usize = 1 << 20;

/// A line as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RawLine {
    /// Text, without its line end.
    Text(String),
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// Longer than [`MAX_LINE`]; it was passed over.
    TooLong,
}

/// Reads the next line; the last one needs no line end. Nothing at the end of the input.
///
/// # Errors
///
/// The input cannot be read.
pub(super) fn read_line(input: &mut impl BufRead) -> io::Result<Option<RawLine>> {
    let mut line = Vec::new();
    let mut length = 0_usize;
    loop {
        let chunk = match input.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() && length == 0 {
            return Ok(None);
        }
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let (part, _) = chunk.split_at(end.unwrap_or(chunk.len()));
        length = length.saturating_add(part.len());
        if length <= MAX_LINE {
            line.extend_from_slice(part);
        } else {
            line = Vec::new();
        }
        let is_last = chunk.is_empty() || end.is_some();
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if is_last {
            return Ok(Some(finish(line, length)));
        }
    }
}

fn finish(mut line: Vec<u8>, length: usize) -> RawLine {
    if length > MAX_LINE {
        return RawLine::TooLong;
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    String::from_utf8(line).map_or(RawLine::NotUtf8, RawLine::Text)
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;

    fn all(bytes: &[u8]) -> Vec<RawLine> {
        let mut input = BufReader::with_capacity(7, Cursor::new(bytes));
        std::iter::from_fn(|| read_line(&mut input).expect("memory")).collect()
    }

    fn text(text: &str) -> RawLine {
        RawLine::Text(text.to_owned())
    }

    #[test]
    fn the_last_line_needs_no_line_end() {
        assert_eq!(all(b"1274\n1281"), [text("1274"), text("1281")]);
        assert_eq!(all(b"1274\r\n\n"), [text("1274"), text("")]);
        assert_eq!(all(b""), []);
    }

    #[test]
    fn bytes_that_are_no_text_are_named_and_passed_over() {
        assert_eq!(all(b"\xff\xfe\n1281\n"), [RawLine::NotUtf8, text("1281")]);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let mut bytes = vec![b'x'; MAX_LINE + 1];
        bytes.extend_from_slice(b"\n1281\n");
        assert_eq!(all(&bytes), [RawLine::TooLong, text("1281")]);
        let longest = vec![b'x'; MAX_LINE];
        assert_eq!(all(&longest), [text(&"x".repeat(MAX_LINE))]);
    }
}
