//! How a figure bounds what it stands for: exactly, about, more than.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How the true value lies to the number given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// It is the number.
    #[default]
    Exact,
    /// It lies around the number.
    About,
    /// It lies above.
    MoreThan,
    /// It lies above, or is the number.
    AtLeast,
    /// It lies below.
    LessThan,
    /// It lies below, or is the number.
    AtMost,
    /// It lies a little below.
    Almost,
}

/// To which side of the number a bound leaves room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To both, or to none.
    Neither,
    /// The true value is larger.
    Above,
    /// The true value is smaller.
    Below,
}

/// A word that is no bound.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a bound; write about, more-than, at-least, less-than, at-most or almost")]
pub struct UnknownBound(String);

impl Bound {
    /// The side it leaves room to.
    pub fn direction(self) -> Direction {
        match self {
            Self::Exact | Self::About => Direction::Neither,
            Self::MoreThan | Self::AtLeast => Direction::Above,
            Self::LessThan | Self::AtMost | Self::Almost => Direction::Below,
        }
    }

    /// Tells whether it says the opposite of `other`.
    pub fn contradicts(self, other: Self) -> bool {
        matches!(
            (self.direction(), other.direction()),
            (Direction::Above, Direction::Below) | (Direction::Below, Direction::Above)
        )
    }

    /// Splits a bound off the front of what a person typed, in lower case. Words that only lead to the number go with it.
    pub(super) fn split_front(text: &str) -> (Option<Self>, &str) {
        let mut found = None;
        let mut rest = text.trim_start();
        loop {
            let leads = FILLERS.iter().find_map(|filler| strip_words(rest, filler));
            let bounds = || {
                FRONT
                    .iter()
                    .find_map(|(words, bound)| Some((*bound, strip_words(rest, words)?)))
            };
            match (leads, found) {
                (Some(behind), _) => rest = behind,
                (None, Some(_)) => return (found, without_about(rest)),
                (None, None) => match bounds() {
                    Some((bound, behind)) => (found, rest) = (Some(bound), behind),
                    None => return (None, rest),
                },
            }
        }
    }

    /// Splits a bound off what follows the number, at its front or its end.
    pub(super) fn split_behind(text: &str) -> (Option<Self>, &str) {
        let text = text.trim();
        BEHIND
            .iter()
            .find_map(|(words, bound)| {
                let rest = strip_words(text, words).or_else(|| {
                    let rest = text.strip_suffix(words)?;
                    rest.ends_with(' ').then(|| rest.trim_end())
                })?;
                Some((Some(*bound), rest))
            })
            .unwrap_or((None, text))
    }
}

/// "more than about 900" says more than 900.
fn without_about(text: &str) -> &str {
    let mut abouts = FRONT.iter().filter(|(_, bound)| *bound == Bound::About);
    abouts
        .find_map(|(words, _)| strip_words(text, words))
        .unwrap_or(text)
}

/// Words that may stand before a number or a bound and say nothing.
const FILLERS: [&str; 17] = [
    "it was",
    "there were",
    "the",
    "just",
    "well",
    "slightly",
    "only",
    "a little",
    "a bit",
    "as many as",
    "as much as",
    "number",
    "rank",
    "nr.",
    "nr",
    "no.",
    "#",
];

/// What people write before a number. A longer form stands before the one it starts with.
const FRONT: [(&str, Bound); 84] = [
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("not over", Bound::AtMost),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("not under", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("larger than", Bound::MoreThan),
    ("bigger than", Bound::MoreThan),
    ("higher than", Bound::MoreThan),
    ("upwards of", Bound::MoreThan),
    ("upward of", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("at least", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("minimum of", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    ("min.", Bound::AtLeast),
    ("min", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("=>", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    ("⩾", Bound::AtLeast),
    (">", Bound::MoreThan),
    ("less than", Bound::LessThan),
    ("fewer than", Bound::LessThan),
    ("smaller than", Bound::LessThan),
    ("lower than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("at most", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("maximum of", Bound::AtMost),
    ("maximum", Bound::AtMost),
    ("max.", Bound::AtMost),
    ("max", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("=<", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("≦", Bound::AtMost),
    ("⩽", Bound::AtMost),
    ("<", Bound::LessThan),
    ("almost", Bound::Almost),
    ("nearly", Bound::Almost),
    ("not quite", Bound::Almost),
    ("short of", Bound::Almost),
    ("close to", Bound::About),
    ("in the region of", Bound::About),
    ("on the order of", Bound::About),
    ("in the order of", Bound::About),
    ("of the order of", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("approx", Bound::About),
    ("roughly", Bound::About),
    ("some", Bound::About),
    ("circa", Bound::About),
    ("ca.", Bound::About),
    ("ca", Bound::About),
    ("c.", Bound::About),
    ("c", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("±", Bound::About),
    ("+/-", Bound::About),
    ("maybe", Bound::About),
    ("perhaps", Bound::About),
    ("possibly", Bound::About),
    ("probably", Bound::About),
    ("i think", Bound::About),
    ("i guess", Bound::About),
    ("exactly", Bound::Exact),
    ("precisely", Bound::Exact),
    ("equal to", Bound::Exact),
    ("=", Bound::Exact),
];

/// What people write behind a number.
const BEHIND: [(&str, Bound); 25] = [
    ("+", Bound::AtLeast),
    ("plus", Bound::AtLeast),
    ("or more", Bound::AtLeast),
    ("and more", Bound::AtLeast),
    ("or over", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("and above", Bound::AtLeast),
    ("and up", Bound::AtLeast),
    ("upwards", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    ("or less", Bound::AtMost),
    ("or fewer", Bound::AtMost),
    ("or below", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("maximum", Bound::AtMost),
    ("or so", Bound::About),
    ("or thereabouts", Bound::About),
    ("approximately", Bound::About),
    ("approx", Bound::About),
    ("roughly", Bound::About),
    ("-ish", Bound::About),
    ("ish", Bound::About),
    ("-odd", Bound::About),
    ("odd", Bound::About),
];

/// Strips `words` where they do not end inside a longer word.
fn strip_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(words)?;
    let cuts_a_word = words.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    (!cuts_a_word).then(|| rest.trim_start())
}

/// Reads the word of a deck: `about more-than at-least less-than at-most almost`.
impl FromStr for Bound {
    type Err = UnknownBound;

    fn from_str(word: &str) -> Result<Self, UnknownBound> {
        match word {
            "about" => Ok(Self::About),
            "more-than" => Ok(Self::MoreThan),
            "at-least" => Ok(Self::AtLeast),
            "less-than" => Ok(Self::LessThan),
            "at-most" => Ok(Self::AtMost),
            "almost" => Ok(Self::Almost),
            other => Err(UnknownBound(other.to_owned())),
        }
    }
}

/// The words before a number; nothing for an exact one.
impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exact => "",
            Self::About => "about",
            Self::MoreThan => "more than",
            Self::AtLeast => "at least",
            Self::LessThan => "less than",
            Self::AtMost => "at most",
            Self::Almost => "almost",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn front(text: &str, bound: Option<Bound>, rest: &str) {
        assert_eq!(Bound::split_front(text), (bound, rest));
    }

    #[test]
    fn a_bound_before_the_number_is_split_off() {
        front("more than 900", Some(Bound::MoreThan), "900");
        front("no more than 900", Some(Bound::AtMost), "900");
        front(">= 900", Some(Bound::AtLeast), "900");
        front(">900", Some(Bound::MoreThan), "900");
        front("c. 900", Some(Bound::About), "900");
        front("c900", Some(Bound::About), "900");
        front("ca 900", Some(Bound::About), "900");
        front("about .5", Some(Bound::About), ".5");
        front("just over the 900", Some(Bound::MoreThan), "900");
        front("the 77th", None, "77th");
        front("no. 77", None, "77");
        front("a minimum of 900", Some(Bound::AtLeast), "900");
        front("minutes", None, "minutes");
        front("more than about 900", Some(Bound::MoreThan), "900");
        front("about more than 900", Some(Bound::About), "more than 900");
        front("cats", None, "cats");
        front("overt", None, "overt");
        front("900", None, "900");
    }

    #[test]
    fn a_bound_behind_the_number_is_split_off() {
        assert_eq!(Bound::split_behind("+"), (Some(Bound::AtLeast), ""));
        assert_eq!(
            Bound::split_behind(" or more ships"),
            (Some(Bound::AtLeast), "ships")
        );
        assert_eq!(
            Bound::split_behind(" ships or so"),
            (Some(Bound::About), "ships")
        );
        assert_eq!(Bound::split_behind(" ships"), (None, "ships"));
        assert_eq!(Bound::split_behind(" fish"), (None, "fish"));
        assert_eq!(
            Bound::split_behind("-odd ships"),
            (Some(Bound::About), "ships")
        );
    }

    #[test]
    fn a_deck_word_is_read_or_refused_with_the_words_there_are() {
        assert_eq!("more-than".parse(), Ok(Bound::MoreThan));
        let error = "over".parse::<Bound>().expect_err("no word of a deck");
        assert_eq!(
            error.to_string(),
            "\"over\" is not a bound; write about, more-than, at-least, less-than, at-most or almost"
        );
    }

    #[test]
    fn only_opposite_sides_contradict() {
        assert!(Bound::MoreThan.contradicts(Bound::Almost));
        assert!(!Bound::MoreThan.contradicts(Bound::AtLeast));
        assert!(!Bound::About.contradicts(Bound::LessThan));
    }
}
