//! Pairs named by letter and number.

use unicode_normalization::UnicodeNormalization;

use super::{Judgement, Unreadable};
use crate::card::Answer;
use crate::question::position;

/// Judges pairs such as `a2 b1 c3` by how many are right. Anything but letters and digits may stand between.
///
/// # Errors
///
/// A letter or a number is missing, unknown or used twice.
pub(super) fn judge(
    answer: &Answer,
    left: &[String],
    right: &[String],
    typed: &str,
) -> Result<Judgement, Unreadable> {
    let pairs = match answer {
        Answer::Match { pairs } => pairs.as_slice(),
        Answer::Text { .. }
        | Answer::Set { .. }
        | Answer::Date { .. }
        | Answer::Figure { .. }
        | Answer::Order { .. }
        | Answer::Flip { .. } => &[],
    };
    let given = read(left, right, typed).ok_or(Unreadable::NotPairs(left.len()))?;
    let is_right = |(left, right): &&(&String, &String)| {
        pairs
            .iter()
            .any(|pair| pair.0 == **left && pair.1 == **right)
    };
    Ok(Judgement::of_places(
        given.iter().filter(is_right).count(),
        left.len(),
    ))
}

/// The pairs given; nothing unless each side is all there, once.
fn read<'a>(
    left: &'a [String],
    right: &'a [String],
    typed: &str,
) -> Option<Vec<(&'a String, &'a String)>> {
    let mut given = Vec::new();
    let mut letters = Vec::new();
    let mut numbers = Vec::new();
    let plain: String = typed.nfkc().collect();
    let mut rest = between(&plain);
    while !rest.is_empty() {
        let (letter, after) = leading(rest, |c| c.is_ascii_alphabetic());
        let (number, after) = leading(between(after), |c| c.is_ascii_digit());
        let letter = position(letter)?;
        let number = number.parse::<usize>().ok()?.checked_sub(1)?;
        if letters.contains(&letter) || numbers.contains(&number) {
            return None;
        }
        given.push((left.get(letter)?, right.get(number)?));
        letters.push(letter);
        numbers.push(number);
        rest = between(after);
    }
    (given.len() == left.len()).then_some(given)
}

/// Splits `text` after the leading characters that belong.
fn leading(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// `text` without what may stand between letters and numbers.
fn between(text: &str) -> &str {
    let is_between = |c: char| c.is_whitespace() || ",;.:=-–>→()/&+|".contains(c);
    let text = text.trim_start_matches(is_between);
    text.strip_prefix("and ")
        .unwrap_or(text)
        .trim_start_matches(is_between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Miss;
    use crate::question::sample;

    /// The pairs are Uno 1989, Sodnom 1990, Kaifu 1991: `a2 b3 c1`.
    fn judged(typed: &str) -> Result<Judgement, Unreadable> {
        let answer = sample::pairs(&[("Uno", "1989"), ("Sodnom", "1990"), ("Kaifu", "1991")]);
        let left = ["Uno", "Sodnom", "Kaifu"].map(str::to_owned);
        let right = ["1991", "1989", "1990"].map(str::to_owned);
        judge(&answer, &left, &right, typed)
    }

    #[test]
    fn pairs_are_read_in_any_order_and_writing() {
        for typed in [
            "a2 b3 c1",
            "c1 a2 b3",
            "A2 B3 C1",
            "a2,b3,c1",
            "a2b3c1",
            "a-2 b-3 c-1",
            "a 2 b 3 c 1",
            "a=2; b=3; c=1",
            "a → 2, b → 3, c → 1",
            "a2 | b3 | c1",
            "a2, b3 and c1",
            "ａ２ ｂ３ ｃ１",
        ] {
            assert_eq!(judged(typed), Ok(Judgement::correct(None)), "{typed:?}");
        }
    }

    #[test]
    fn right_pairs_count() {
        let places = |right| Miss::Places { right, of: 3 };
        assert_eq!(judged("a2 b1 c3"), Ok(Judgement::close(places(1))));
        assert_eq!(judged("a1 b2 c3"), Ok(Judgement::wrong(places(0))));
    }

    #[test]
    fn each_side_is_named_once() {
        for typed in [
            "a2 b3",
            "a2 b3 c1 c1",
            "a2 b2 c1",
            "a2 a3 c1",
            "a2 b3 c4",
            "a2 b3 c0",
            "a2 b3 d1",
            "2a 3b 1c",
            "a b c",
            "é",
            "a99999999999999999999999 b1 c2",
        ] {
            assert_eq!(judged(typed), Err(Unreadable::NotPairs(3)), "{typed:?}");
        }
    }
}
