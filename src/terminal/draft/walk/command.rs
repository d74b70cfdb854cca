//! What can be typed at a draft: a letter or a word.

/// What a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Accept,
    Fix,
    Split,
    Merge,
    NotAFact,
    Skip,
    Undo,
    Quit,
    Help,
}

impl Command {
    const WORDS: [(&'static str, &'static str, Self); 9] = [
        ("a", "accept", Self::Accept),
        ("f", "fix", Self::Fix),
        ("s", "split", Self::Split),
        ("m", "merge", Self::Merge),
        ("n", "no", Self::NotAFact),
        ("k", "skip", Self::Skip),
        ("u", "undo", Self::Undo),
        ("q", "quit", Self::Quit),
        ("?", "help", Self::Help),
    ];

    /// The command of a word, its letter or its name.
    pub(super) fn of(word: &str) -> Option<Self> {
        let word = word.trim_start_matches(':').to_lowercase();
        Self::WORDS
            .iter()
            .find_map(|(key, name, command)| (word == *key || word == *name).then_some(*command))
    }
}

/// The letters in one line.
pub(super) const KEYS: &str = "[a]ccept, [f]ix value, [s]plit, [m]erge with the one before, [n]ot a fact, s[k]ip, [u]ndo, [q]uit, [?]";

/// What each letter does.
pub(super) const HELP: [&str; 8] = [
    "a  it is a fact: you are asked for a sentence and a question of your own, and for a second question with a gap",
    "f  the value is another: f 1543, f about 20000 men, f 1637/1638",
    "s  it is two: you are asked for both values",
    "m  it says the same as the draft before, or what another account gives",
    "n  it is not a fact",
    "k  later",
    "u  take the last decision back, and its fact out of the fact base",
    "q  end here; what was decided is saved",
];
