//! JSON that a terminal can show: the data is whole, and what could move a cursor or turn the writing around is escaped.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::screen::OutputError;
use crate::text::SafeText;

/// Writes `value` as one line.
pub(super) fn write_line(out: &mut impl Write, value: &impl Serialize) -> Result<(), OutputError> {
    let mut serializer = Serializer::with_formatter(&mut *out, Escaping(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        if SafeText::clean(fragment).as_str() == fragment {
            return self.0.write_string_fragment(writer, fragment);
        }
        for c in fragment.chars() {
            if is_harmless(c) {
                write!(writer, "{c}")?;
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        Ok(())
    }
}

fn is_harmless(c: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    SafeText::clean(text).as_str() == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn writes(text: &str, expected: &str) {
        let mut out = Vec::new();
        write_line(&mut out, &text).expect("memory");
        let line = String::from_utf8(out).expect("text");
        assert_eq!(line.trim_end(), expected);
        let back: String = serde_json::from_str(&line).expect("JSON");
        assert_eq!(back, text);
    }

    #[test]
    fn ordinary_text_of_any_script_stays_readable() {
        writes("Kōan 弘安 ᠮᠣᠩᠭᠣᠯ", "\"Kōan 弘安 ᠮᠣᠩᠭᠣᠯ\"");
    }

    #[test]
    fn what_could_act_on_a_terminal_is_escaped_and_kept() {
        writes("a\u{1b}[2J", r#""a\u001b[2J""#);
        writes("a\u{9b}2J", r#""a\u009b2J""#);
        writes("a\u{202e}b", r#""a\u202eb""#);
        writes("a\u{e0041}", r#""a\udb40\udc41""#);
    }
}
