//! The bytes of notes as text, and whether it is English.

/// Largest notes that are read, in bytes: some 300,000 words.
pub const MAX_NOTES: u64 = 2 * 1024 * 1024;

/// Notes as text.
#[derive(Clone, Copy, Debug)]
pub struct Notes<'t> {
    /// The text, byte for byte as in the file.
    pub text: &'t str,
    /// What language it seems to be.
    pub language: Language,
}

/// The language of notes, as far as the rules must know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, or too little to tell.
    English,
    /// Another one: the rules would find nothing but accidents.
    Other,
}

/// Why notes cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreadableNotes {
    /// Over [`MAX_NOTES`].
    #[error("the notes have {} MiB; split them into files of at most 2 MiB", .0.div_ceil(1024 * 1024))]
    TooLarge(u64),
    /// Two bytes a character.
    #[error("the notes are saved as UTF-16; save them again with the encoding \"UTF-8\"")]
    Utf16,
    /// No text at all.
    #[error("this is no text but a binary file; save the notes as plain text")]
    Binary,
    /// A text in an old encoding, from this line on.
    #[error("line {0} is not saved as UTF-8; save the notes again with the encoding \"UTF-8\"")]
    NotUtf8(usize),
}

impl<'t> Notes<'t> {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    ///
    /// They are too many, or no text in UTF-8.
    pub fn decode(bytes: &'t [u8]) -> Result<Self, UnreadableNotes> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > MAX_NOTES {
            return Err(UnreadableNotes::TooLarge(size));
        }
        if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || is_mostly_padding(bytes) {
            return Err(UnreadableNotes::Utf16);
        }
        if bytes.contains(&0) {
            return Err(UnreadableNotes::Binary);
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let (good, _) = bytes.split_at(error.valid_up_to());
            UnreadableNotes::NotUtf8(good.split(|byte| *byte == b'\n').count())
        })?;
        if text
            .chars()
            .filter(|c| c.is_control() && !c.is_whitespace())
            .count()
            > text.len() / 20
        {
            return Err(UnreadableNotes::Binary);
        }
        Ok(Self {
            text,
            language: language_of(text),
        })
    }
}

/// Every other byte nought: UTF-16 without a mark in front.
fn is_mostly_padding(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 4096;
    let head = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
    let zeros = |remainder: usize| {
        head.iter()
            .skip(remainder)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    head.len() >= 4 && (even.max(odd) * 10 > head.len() * 4) && even.min(odd) * 10 < head.len()
}

/// Compares the small words of English with those of its neighbours.
fn language_of(text: &str) -> Language {
    const ENGLISH: &[&str] = &[
        "the", "of", "and", "to", "was", "is", "were", "by", "for", "with", "from", "that", "at",
        "his", "her", "they", "which", "are", "it", "be", "had", "this", "their", "its", "but",
        "not",
    ];
    const OTHER: &[&str] = &[
        "der", "die", "das", "und", "den", "dem", "von", "mit", "ist", "wurde", "im", "ein",
        "eine", "le", "la", "les", "des", "et", "du", "une", "est", "dans", "el", "los", "las",
        "del", "y", "en", "que", "por", "il", "di", "che", "e", "della", "nel", "o", "os", "do",
        "da", "em", "het", "van", "een", "och", "som", "av", "og", "det", "na", "i", "w", "z",
        "się",
    ];
    const ENOUGH: usize = 12;
    const LOOKED_AT: usize = 4000;
    let (mut english, mut other, mut words, mut foreign) = (0_usize, 0_usize, 0_usize, 0_usize);
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(LOOKED_AT)
    {
        let is_latin = word.chars().all(|c| u32::from(c) < 0x250);
        let lower = word.to_lowercase();
        words += 1;
        foreign += usize::from(!is_latin);
        // A capital "I" is English.
        english += usize::from(ENGLISH.contains(&lower.as_str()) || word == "I");
        other += usize::from(word != "I" && OTHER.contains(&lower.as_str()));
    }
    let is_foreign = foreign * 2 > words && words > 0;
    if is_foreign || (words >= ENOUGH && other > english.saturating_mul(2) + 2) {
        Language::Other
    } else {
        Language::English
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(bytes: &[u8], error: &UnreadableNotes) {
        assert_eq!(&Notes::decode(bytes).expect_err("no notes"), error);
    }

    #[test]
    fn what_is_no_text_says_what_it_is() {
        refuses(
            &vec![b'a'; 50 * 1024 * 1024],
            &UnreadableNotes::TooLarge(50 * 1024 * 1024),
        );
        refuses(b"\xff\xfea\0b\0", &UnreadableNotes::Utf16);
        refuses(b"i\0n\0 \x001\0", &UnreadableNotes::Utf16);
        refuses(b"PK\x03\x04abcdef\0gh", &UnreadableNotes::Binary);
        refuses(b"a\nb\xe9", &UnreadableNotes::NotUtf8(2));
    }

    #[test]
    fn empty_notes_are_notes() {
        assert_eq!(Notes::decode(b"").expect("notes").text, "");
    }

    #[track_caller]
    fn speaks(text: &str, language: Language) {
        assert_eq!(
            Notes::decode(text.as_bytes()).expect("notes").language,
            language,
            "{text}"
        );
    }

    #[test]
    fn another_language_is_told_from_english() {
        speaks(
            "Am 15. August 1549 landete Franz Xaver in Kagoshima, und von dort zog er mit seinen Leuten in die Stadt.",
            Language::Other,
        );
        speaks(
            "Le 15 août 1549, Xavier arrive dans la ville de Kagoshima avec les hommes du roi et une lettre.",
            Language::Other,
        );
        speaks("1549年8月15日、鹿児島に上陸した。", Language::Other);
        speaks(
            "The treaty was signed by the envoys of the king in 1860 and came into force in 1862.",
            Language::English,
        );
        speaks(
            "Sekigahara 1600; Shimabara 1637-38; 37,000 rebels",
            Language::English,
        );
        speaks(
            "Vasco da Gama and the van der Weyden family: El Greco, La Rochelle, Los Angeles in 1850.",
            Language::English,
        );
        speaks("", Language::English);
    }
}
