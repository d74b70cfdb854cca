//! Texts as words that are compared by one number each.
//!
//! Two words are the same when they fold to the same, as in the grading. Numbers keep their point and lose their commas.

use crate::fold::{Script, fold};

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) key: Key,
    /// As it is written.
    pub(super) text: &'t str,
}

/// What a word is compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(u64);

/// Letters a name must have to tell anything.
const MIN_LETTERS: usize = 3;

/// Letters from which on a name hardly stands anywhere by chance.
const LONG: usize = 4;

/// Digits a number must have.
const MIN_DIGITS: usize = 2;

/// Longer answers do not stand in a text word by word.
const MAX_WORDS: usize = 6;

/// Splits a text into its words.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::with_capacity(text.len() / 5);
    push_words(text, &mut words);
    words
}

/// Appends the words of `text`.
pub(super) fn push_words<'t>(text: &'t str, words: &mut Vec<Word<'t>>) {
    let bytes = text.as_bytes();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let next = bytes.get(at + c.len_utf8()).copied();
            if !goes_on(c, bytes.get(at.wrapping_sub(1)).copied(), next) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let word = &text[start..end];
        words.push(Word {
            key: Key::of(word),
            text: word,
        });
    }
}

/// Returns the keys of a text's words.
pub(super) fn keys(text: &str) -> Vec<Key> {
    words(text).into_iter().map(|word| word.key).collect()
}

/// Tells whether `c` belongs to the word it stands in, between the bytes `before` and `next`.
fn goes_on(c: char, before: Option<u8>, next: Option<u8>) -> bool {
    let is_letter =
        |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || byte >= 0x80);
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    match c {
        '\'' | '’' | 'ʼ' | 'ʻ' | '`' => is_letter(before) && is_letter(next),
        '.' | ',' => is_digit(before) && is_digit(next),
        _ => c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c),
    }
}

impl Key {
    /// Stands between words that do not follow each other.
    pub(super) const BREAK: Self = Self(0);

    /// The key of a single word.
    pub(super) fn of(word: &str) -> Self {
        if word.is_ascii() {
            Self::spell(word.bytes().map(|byte| byte.to_ascii_lowercase()))
        } else {
            Self::spell(fold(word, Script::Plain).as_ref().bytes())
        }
    }

    /// The key of several words in their order.
    pub(super) fn join(keys: impl IntoIterator<Item = Self>) -> Self {
        keys.into_iter().fold(Self(OFFSET), |joined, key| {
            Self((joined.0 ^ key.0).wrapping_mul(PRIME).rotate_left(23))
        })
    }

    // FNV-1a: the words are short, and a chance hit in 2^64 would cost a superfluous warning.
    fn spell(bytes: impl Iterator<Item = u8>) -> Self {
        let letters =
            bytes.filter(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80 || *byte == b'.');
        Self(letters.fold(OFFSET, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(PRIME)
        }))
    }
}

/// A rough look at a text of ASCII: two with different looks never fold to the same. Nothing where a look is not enough.
///
/// Folding is dear, and nearly all texts are told apart without it.
pub(super) fn look(text: &str, script: Script) -> Option<Key> {
    let is_plain = |c: char| {
        c.is_ascii_alphanumeric() || c.is_ascii_whitespace() || is_break(c) || is_dropped(c)
    };
    if script != Script::Plain || !text.chars().all(is_plain) {
        return None;
    }
    let mut words = text
        .split(|c: char| c.is_whitespace() || is_break(c))
        .filter(|word| word.contains(|c: char| c.is_ascii_alphanumeric()))
        .peekable();
    // An article counts when nothing else is there.
    let first = words.next_if(|word| is_article(word));
    let lead = if words.peek().is_none() { first } else { None };
    let letters = lead.into_iter().chain(words).flat_map(str::bytes);
    let letters = letters.filter(u8::is_ascii_alphanumeric);
    Some(Key::spell(letters.map(|byte| byte.to_ascii_lowercase())))
}

/// Folding makes a space of it.
fn is_break(c: char) -> bool {
    matches!(
        c,
        '-' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '/'
    )
}

/// Folding drops it.
fn is_dropped(c: char) -> bool {
    matches!(c, '.' | '\'' | '"')
}

fn is_article(word: &str) -> bool {
    let letters = word.chars().filter(|&c| !is_dropped(c));
    let letters = letters.map(|c| c.to_ascii_lowercase());
    ["the", "an", "a"]
        .iter()
        .any(|article| letters.clone().eq(article.chars()))
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

impl Word<'_> {
    /// The number it is, when it is digits alone.
    pub(super) fn number(&self) -> Option<i32> {
        self.text
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| self.text.parse().ok())
            .flatten()
    }
}

/// A name or number that would give an answer away where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) keys: Vec<Key>,
    pub(super) weight: Weight,
}

/// How much a phrase tells where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// A name of few letters, which may stand there by chance.
    Light,
    /// A longer name, or a number.
    Heavy,
}

impl Phrase {
    /// A text as a phrase; nothing when it is too short or too long to tell anything.
    pub(super) fn name(text: &str) -> Option<Self> {
        let words = words(text);
        let longest = words
            .iter()
            .map(
                |word| match word.text.bytes().all(|byte| byte.is_ascii_digit()) {
                    true if word.text.len() >= MIN_DIGITS => LONG,
                    true => 0,
                    // A letter of three bytes is a syllable or a word.
                    false => word.text.chars().map(|c| c.len_utf8().max(1)).sum(),
                },
            )
            .max()?;
        let tells = words.len() <= MAX_WORDS && longest >= MIN_LETTERS;
        tells.then(|| Self {
            keys: words.iter().map(|word| word.key).collect(),
            weight: if words.len() > 1 || longest >= LONG {
                Weight::Heavy
            } else {
                Weight::Light
            },
        })
    }

    /// A number as a phrase; nothing when it has too few digits.
    pub(super) fn number(text: &str) -> Option<Self> {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        (digits >= MIN_DIGITS).then(|| Self {
            keys: keys(text),
            weight: Weight::Heavy,
        })
    }

    /// The words of `text` that are this phrase.
    pub(super) fn find<'w, 't>(&self, text: &'w [Word<'t>]) -> Option<&'w [Word<'t>]> {
        let first = self.keys.first()?;
        text.iter()
            .enumerate()
            .filter(|(_, word)| word.key == *first)
            .filter_map(|(at, _)| text.get(at..at + self.keys.len()))
            .find(|found| {
                found
                    .iter()
                    .map(|word| word.key)
                    .eq(self.keys.iter().copied())
            })
    }
}

/// Words as one piece of the text they stand in.
pub(super) fn as_written(words: &[Word<'_>]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn splits(text: &str, expected: &[&str]) {
        let texts: Vec<&str> = words(text).iter().map(|word| word.text).collect();
        assert_eq!(texts, expected, "{text:?}");
    }

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(Key::of(one), Key::of(other), "{one:?} {other:?}");
    }

    #[test]
    fn words_end_at_spaces_and_signs() {
        splits(
            "Kublai's 1,274 ships (1274–75).",
            &["Kublai's", "1,274", "ships", "1274", "75"],
        );
        splits("2.5 km, 3. Then", &["2.5", "km", "3", "Then"]);
        splits("'Who?' — 'Bun’ei'", &["Who", "Bun’ei"]);
        splits("Ko\u{304}an 漢字。か", &["Ko\u{304}an", "漢字", "か"]);
        splits(" ?! ", &[]);
    }

    #[test]
    fn a_word_is_known_whatever_its_case_and_marks() {
        same("Kōan", "koan");
        same("Ko\u{304}an", "KOAN");
        same("Bun'ei", "bun’ei");
        same("1,274", "1274");
        same("STRASSE", "Straße");
        assert_ne!(Key::of("1.5"), Key::of("15"));
        assert_ne!(Key::of("1990s"), Key::of("1990"));
    }

    #[test]
    fn texts_that_fold_to_the_same_look_the_same() {
        for (one, other) in [
            ("the Great Yuan", "great-yuan"),
            ("U.S.A.", "usa"),
            ("An envoy", "\"envoy\""),
            ("Ulan Bator", "Ulanbator"),
            ("A", "the a"),
        ] {
            assert_eq!(
                look(one, Script::Plain),
                look(other, Script::Plain),
                "{one}"
            );
        }
        assert_ne!(look("Iki", Script::Plain), look("Oki", Script::Plain));
        assert_eq!(look("Kōan", Script::Plain), None);
        assert_eq!(look("Kouan", Script::Hepburn), None);
    }

    proptest::proptest! {
        #[test]
        fn a_different_look_is_a_different_text(one in "(the|t.he|an|a)?[a-cA-CnN12' .,*#&-]{0,5}", other in "(the|t.he|an|a)?[a-cA-CnN12' .,*#&-]{0,5}") {
            let looks = [&one, &other].map(|text| look(text, Script::Plain));
            if let [Some(first), Some(second)] = looks && first != second {
                proptest::prop_assert_ne!(fold(&one, Script::Plain), fold(&other, Script::Plain));
            }
        }
    }

    #[test]
    fn a_phrase_is_found_as_whole_words() {
        let text = words("What did KUBLAI khan want in 1274?");
        let found = |phrase: Option<Phrase>| phrase?.find(&text).map(as_written);
        assert_eq!(
            found(Phrase::name("Kublai Khan")).as_deref(),
            Some("KUBLAI khan")
        );
        assert_eq!(found(Phrase::number("1274")).as_deref(), Some("1274"));
        assert_eq!(found(Phrase::name("Kublai want")), None);
        assert_eq!(found(Phrase::name("want in 1274 and")), None);
    }

    #[test]
    fn short_names_and_numbers_tell_nothing() {
        assert_eq!((Phrase::name("Oa"), Phrase::number("7")), (None, None));
        assert_eq!(Phrase::name("one two three four five six seven"), None);
    }
}
