//! Bytes of a paste or a file become text: UTF-8, UTF-16 as spreadsheets save it, or the letters of old Windows.

use super::Unusable;
use crate::deck::source::MAX_FILE;

/// How the bytes were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8 or UTF-16.
    Unicode,
    /// Windows-1252, because it was nothing else.
    Windows,
}

/// Decodes `bytes`; line ends become `\n`, byte order marks vanish.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), Unusable> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_FILE) {
        return Err(Unusable::TooLarge);
    }
    // A workbook is a ZIP archive.
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Unusable::Binary);
    }
    let (text, encoding) = match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Encoding::Unicode),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Encoding::Unicode),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (
                text.trim_start_matches('\u{feff}').to_owned(),
                Encoding::Unicode,
            ),
            Err(_) if bytes.contains(&0) => return Err(Unusable::Binary),
            Err(_) => (
                bytes.iter().map(|&byte| windows_1252(byte)).collect(),
                Encoding::Windows,
            ),
        },
    };
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), encoding))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Unusable> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        Ok(_) | Err(_) => Err(Unusable::Binary),
    }
}

/// What Windows-1252 has where Latin-1 has control characters; five of its places are empty.
const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or_else(|| char::from(byte)),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn decodes(bytes: &[u8], text: &str, encoding: Encoding) {
        assert_eq!(decode(bytes), Ok((text.to_owned(), encoding)));
    }

    #[test]
    fn what_spreadsheets_save_is_decoded() {
        decodes(
            "\u{feff}Kōan\r\nx\ry".as_bytes(),
            "Kōan\nx\ny",
            Encoding::Unicode,
        );
        decodes(b"\xff\xfeK\0\x4d\x01", "Kō", Encoding::Unicode);
        decodes(b"\xfe\xff\0K\x01\x4d", "Kō", Encoding::Unicode);
        decodes(b"caf\xe9 \x93x\x94 \x80", "café “x” €", Encoding::Windows);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"PK\x03\x04..."), Err(Unusable::Binary));
        assert_eq!(decode(b"\xff\xfea"), Err(Unusable::Binary));
        assert_eq!(decode(b"\xd0\xcf\x11\xe0\0\0"), Err(Unusable::Binary));
        assert_eq!(
            decode(&vec![b'x'; 16 * 1024 * 1024 + 1]),
            Err(Unusable::TooLarge)
        );
    }
}
