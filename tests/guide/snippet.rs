//! What the words behind a fence ask for.

/// What a block is, and so how it is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Snippet<'a> {
    /// `yaml`: a deck, or cards of one; without a problem and without a warning.
    Cards,
    /// `yaml file=NAME`, `csv file=NAME`: a file that stays for the blocks below; a deck is without a problem, too.
    File {
        /// From the folder the reader works in.
        name: &'a str,
    },
    /// `yaml broken=CODE`: a deck, or cards of one, with problems of exactly this code.
    Broken {
        /// As in `check --explain CODE`.
        code: &'a str,
    },
    /// `text`: what `check` prints of the broken block above.
    Message,
    /// `sh`: commands that print nothing.
    Commands,
    /// `console`, `console exit=N`: commands behind `$ `, lines typed behind `> `, and what is printed.
    Session {
        /// Of each command.
        exit_code: i32,
    },
}

impl<'a> Snippet<'a> {
    /// Reads the words; nothing when they are unknown, for what is not tested is not shown.
    pub(crate) fn of(info: &'a str) -> Option<Self> {
        let (language, option) = info.split_once(' ').unwrap_or((info, ""));
        match (language, option.split_once('=')) {
            ("yaml", None) if option.is_empty() => Some(Self::Cards),
            ("yaml" | "csv", Some(("file", name))) => Some(Self::File { name }),
            ("yaml", Some(("broken", code))) => Some(Self::Broken { code }),
            ("text", None) if option.is_empty() => Some(Self::Message),
            ("sh", None) if option.is_empty() => Some(Self::Commands),
            ("console", None) if option.is_empty() => Some(Self::Session { exit_code: 0 }),
            ("console", Some(("exit", code))) => Some(Self::Session {
                exit_code: code.parse().ok()?,
            }),
            _ => None,
        }
    }
}

#[test]
fn what_nobody_would_test_is_no_snippet() {
    for info in ["", "yml", "yaml skip", "text x", "console exit=no", "rust"] {
        assert_eq!(Snippet::of(info), None, "{info}");
    }
    assert_eq!(
        Snippet::of("yaml broken=yaml.colon"),
        Some(Snippet::Broken { code: "yaml.colon" })
    );
    assert_eq!(
        Snippet::of("console exit=1"),
        Some(Snippet::Session { exit_code: 1 })
    );
}
