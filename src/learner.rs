//! Who learns: a name that is safe as a file name on every system.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::text::SafeText;

/// A learner's name: 1 to 64 characters, letters, digits, marks, spaces, `-`, `_`, `.` and `'`; it starts and ends with
/// a letter, mark or digit and is not a device name of Windows. Kept in NFC and lower case, so that twins that differ in case
/// or in the way an accent is written are one learner on every file system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LearnerName(String);

/// A name that cannot be a learner's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LearnerNameError {
    /// Nothing at all.
    #[error("a learner's name needs at least one letter or digit")]
    Empty,
    /// Over 64 characters, or over 200 bytes.
    #[error("a learner's name has at most 64 characters")]
    TooLong,
    /// A character outside the alphabet.
    #[error(
        "a learner's name has letters, digits, spaces, \"-\", \"_\", \".\" and \"'\" only, not {0:?}"
    )]
    Character(char),
    /// More marks on one letter than are shown: two such names could look alike.
    #[error("a letter of a learner's name has at most eight marks")]
    Marks,
    /// Begins or ends with something else than a letter or digit.
    #[error("a learner's name starts and ends with a letter or a digit")]
    Edge,
    /// `con`, `nul` and the like.
    #[error("{0:?} is a device name on some systems; choose another name")]
    Reserved(String),
}

/// Device names of Windows, with or without an extension.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

impl FromStr for LearnerName {
    type Err = LearnerNameError;

    fn from_str(text: &str) -> Result<Self, LearnerNameError> {
        if text.len() > 4096 {
            return Err(LearnerNameError::TooLong);
        }
        let name: String = text
            .trim()
            .nfc()
            .collect::<String>()
            .to_lowercase()
            .nfc()
            .collect();
        if name.chars().count() > 64 || name.len() > 200 {
            return Err(LearnerNameError::TooLong);
        }
        let is_core =
            |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        if let Some(bad) = name.chars().find(|&c| !is_core(c) && !" -_.'".contains(c)) {
            return Err(LearnerNameError::Character(bad));
        }
        if SafeText::line(&name).as_str() != name {
            return Err(LearnerNameError::Marks);
        }
        let (Some(first), Some(last)) = (name.chars().next(), name.chars().next_back()) else {
            return Err(LearnerNameError::Empty);
        };
        if !first.is_alphanumeric() || !is_core(last) {
            return Err(LearnerNameError::Edge);
        }
        let stem = name.split('.').next().unwrap_or_default().trim();
        let is_port = |prefix: &str| {
            stem.strip_prefix(prefix)
                .is_some_and(|n| n.chars().count() == 1 && n.chars().all(char::is_numeric))
        };
        if RESERVED.contains(&stem) || is_port("com") || is_port("lpt") {
            return Err(LearnerNameError::Reserved(stem.to_owned()));
        }
        Ok(Self(name))
    }
}

impl AsRef<str> for LearnerName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LearnerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The learner's name when nobody gave one: `learner`.
impl Default for LearnerName {
    fn default() -> Self {
        Self("learner".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_the_folder_are_refused() {
        for bad in [
            "",
            " ",
            ".",
            "..",
            "../x",
            "../../x",
            "a/b",
            "a\\b",
            "a\0",
            "con",
            "NUL.txt",
            "com1",
            "x.",
            "\u{202e}x",
        ] {
            assert!(bad.parse::<LearnerName>().is_err(), "{bad:?}");
        }
        assert!("x".repeat(4096).parse::<LearnerName>().is_err());
    }

    #[test]
    fn twins_are_one_learner() {
        let name = |text: &str| text.parse::<LearnerName>().expect("a name");
        assert_eq!(name("Zoë"), name("zoe\u{308}"));
        assert_eq!(name("ANNA"), name(" anna "));
    }

    #[test]
    fn names_that_are_not_shown_as_they_are_are_refused() {
        let marked = |marks: usize| format!("x{}", "\u{311}".repeat(marks)).parse::<LearnerName>();
        assert!(marked(8).is_ok());
        assert_eq!(marked(9), Err(LearnerNameError::Marks));
    }

    #[test]
    fn names_of_many_scripts_are_welcome() {
        for good in [
            "Ana María",
            "О'Коннор",
            "さくら",
            "ᠮᠣᠩᠭᠣᠯ",
            "class-7b",
            "j.doe",
        ] {
            assert!(good.parse::<LearnerName>().is_ok(), "{good:?}");
        }
    }
}
