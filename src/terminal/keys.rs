//! Keys as a learner means them, from keys as the terminal library reads them.
//!
//! The library knows the short escape sequences only and hands the long ones over in pieces: `ESC [ 1 ;` and then `5 D` for
//! Ctrl-Left. They are put together here, and so is pasted text, which terminals mark at both ends.

use console::Key as Raw;

/// A key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A character, or several that were pasted. Never a control character.
    Text(String),
    Enter,
    Tab,
    Escape,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    WordLeft,
    WordRight,
    /// Ctrl-K.
    KillToEnd,
    /// Ctrl-U.
    KillToStart,
    /// Ctrl-W.
    KillWord,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D.
    EndOfInput,
}

/// More than this is no answer; the rest of a paste is dropped. In bytes.
const MAX_PASTE: usize = 16 * 1024;

/// Longest escape sequence that makes sense, in characters.
const MAX_SEQUENCE: usize = 16;

/// Puts keys together.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// The beginning of a long escape sequence, without `ESC [`.
    sequence: Option<String>,
    /// Text being pasted.
    paste: Option<String>,
}

impl Decoder {
    /// Takes the next raw key and returns the key it completes.
    pub(super) fn feed(&mut self, raw: &Raw) -> Option<Key> {
        if let (Some(sequence), &Raw::Char(c)) = (&mut self.sequence, raw) {
            sequence.push(c);
            if is_final(c) || sequence.len() > MAX_SEQUENCE {
                let sequence = self.sequence.take().unwrap_or_default();
                return self.sequence(&sequence);
            }
            return None;
        }
        self.sequence = None;
        if let Raw::UnknownEscSeq(chars) = raw {
            return self.escape(chars);
        }
        let Some(paste) = &mut self.paste else {
            return plain(raw);
        };
        if paste.len() < MAX_PASTE {
            match raw {
                &Raw::Char(c) if !c.is_control() => paste.push(c),
                Raw::Enter | Raw::Tab => paste.push(' '),
                _ => {}
            }
        }
        None
    }

    fn escape(&mut self, chars: &[char]) -> Option<Key> {
        match chars {
            ['[', rest @ ..] => {
                let sequence: String = rest.iter().collect();
                if rest.last().is_some_and(|&c| is_final(c)) {
                    return self.sequence(&sequence);
                }
                self.sequence = Some(sequence);
                None
            }
            ['b'] => Some(Key::WordLeft),
            ['f'] => Some(Key::WordRight),
            ['\u{7f}' | '\u{8}'] => Some(Key::KillWord),
            _ => None,
        }
    }

    fn sequence(&mut self, sequence: &str) -> Option<Key> {
        match sequence {
            "200~" => {
                self.paste = Some(String::new());
                None
            }
            "201~" => self.paste.take().map(Key::Text),
            "1;5D" | "1;3D" | "5D" => Some(Key::WordLeft),
            "1;5C" | "1;3C" | "5C" => Some(Key::WordRight),
            "1;2D" => Some(Key::Left),
            "1;2C" => Some(Key::Right),
            _ => None,
        }
    }
}

/// The characters that end an escape sequence.
fn is_final(c: char) -> bool {
    ('@'..='~').contains(&c)
}

fn plain(raw: &Raw) -> Option<Key> {
    Some(match raw {
        Raw::Enter => Key::Enter,
        Raw::Tab => Key::Tab,
        Raw::Escape => Key::Escape,
        Raw::Backspace => Key::Backspace,
        Raw::Del => Key::Delete,
        Raw::ArrowLeft | Raw::Char('\u{2}') => Key::Left,
        Raw::ArrowRight | Raw::Char('\u{6}') => Key::Right,
        Raw::ArrowUp | Raw::Char('\u{10}') => Key::Up,
        Raw::ArrowDown | Raw::Char('\u{e}') => Key::Down,
        Raw::Home => Key::Home,
        Raw::End => Key::End,
        Raw::PageUp => Key::PageUp,
        Raw::PageDown => Key::PageDown,
        Raw::CtrlC => Key::Interrupt,
        Raw::Char('\u{4}') => Key::EndOfInput,
        Raw::Char('\u{b}') => Key::KillToEnd,
        Raw::Char('\u{15}') => Key::KillToStart,
        Raw::Char('\u{17}') => Key::KillWord,
        Raw::Char(c) if !c.is_control() => Key::Text(c.to_string()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<Raw> {
        text.chars().map(Raw::Char).collect()
    }

    #[track_caller]
    fn decodes(raw: &[Raw], expected: &[Key]) {
        let mut decoder = Decoder::default();
        let keys: Vec<Key> = raw.iter().filter_map(|raw| decoder.feed(raw)).collect();
        assert_eq!(keys, expected, "{raw:?}");
    }

    #[test]
    fn control_keys_have_their_meaning() {
        decodes(
            &chars("\u{4}\u{b}\u{15}\u{17}"),
            &[
                Key::EndOfInput,
                Key::KillToEnd,
                Key::KillToStart,
                Key::KillWord,
            ],
        );
        decodes(&[Raw::Del, Raw::CtrlC], &[Key::Delete, Key::Interrupt]);
        decodes(&chars("\u{7}ō"), &[Key::Text("ō".into())]);
    }

    #[test]
    fn a_sequence_in_pieces_leaves_no_characters_behind() {
        let mut raw = vec![Raw::UnknownEscSeq(vec!['[', '1', ';'])];
        raw.extend(chars("5Dx"));
        decodes(&raw, &[Key::WordLeft, Key::Text("x".into())]);
        let mut raw = vec![Raw::UnknownEscSeq(vec!['[', '1', ';'])];
        raw.extend(chars("9Ry"));
        decodes(&raw, &[Key::Text("y".into())]);
    }

    #[test]
    fn pasted_lines_become_one_text() {
        let begin = Raw::UnknownEscSeq(vec!['[', '2', '0']);
        let mut raw = vec![begin.clone()];
        raw.extend(chars("0~Kublai"));
        raw.push(Raw::Enter);
        raw.extend(chars("Khan"));
        raw.push(begin);
        raw.extend(chars("1~"));
        raw.push(Raw::Enter);
        decodes(&raw, &[Key::Text("Kublai Khan".into()), Key::Enter]);
    }
}
