//! Items put in order by their letters.

use unicode_normalization::UnicodeNormalization;

use super::choice::words;
use super::{Judgement, Unreadable};
use crate::card::Answer;
use crate::question::position;

/// Judges an order such as `b a c`, the first one first, by how many items stand in their place. Spaces and commas may be left away,
/// and arrows, dashes or "then" may stand between.
///
/// # Errors
///
/// The letters are not those of all the items shown, each once.
pub(super) fn judge(
    answer: &Answer,
    shown: &[String],
    typed: &str,
) -> Result<Judgement, Unreadable> {
    let right = match answer {
        Answer::Order { items } => items.as_slice(),
        Answer::Text { .. }
        | Answer::Set { .. }
        | Answer::Date { .. }
        | Answer::Figure { .. }
        | Answer::Match { .. }
        | Answer::Flip { .. } => &[],
    };
    let given = read(shown, typed).ok_or(Unreadable::NotAnOrder(shown.len()))?;
    let is_in_place = |(given, right): &(&String, &String)| given == right;
    let in_place = given.into_iter().zip(right).filter(is_in_place).count();
    Ok(Judgement::of_places(in_place, shown.len()))
}

/// The items in the order given; nothing unless it is all of them.
fn read<'a>(shown: &'a [String], typed: &str) -> Option<Vec<&'a String>> {
    let plain: String = typed.nfkc().collect();
    let spaced = plain.replace(is_between, " ");
    let mut letters: Vec<String> = words(&spaced)
        .map(|word| word.trim_end_matches([')', '.']).to_owned())
        .collect();
    if let [run] = letters.as_slice() {
        letters = run.chars().map(String::from).collect();
    }
    let positions: Option<Vec<usize>> = letters.iter().map(|letter| position(letter)).collect();
    let positions = positions?;
    let is_every_item = (0..shown.len()).all(|index| positions.contains(&index));
    if positions.len() != shown.len() || !is_every_item {
        return None;
    }
    positions.iter().map(|&index| shown.get(index)).collect()
}

/// Signs of one after the other, and brackets before a letter.
fn is_between(c: char) -> bool {
    matches!(c, '>' | '<' | '→' | '-' | '‐' | '–' | '—' | '(' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Miss;
    use crate::question::sample;

    /// The order is Tsushima, Iki, Hakata: `b c a`.
    fn judged(typed: &str) -> Result<Judgement, Unreadable> {
        let shown = ["Hakata", "Tsushima", "Iki"].map(str::to_owned);
        judge(
            &sample::order(&["Tsushima", "Iki", "Hakata"]),
            &shown,
            typed,
        )
    }

    #[test]
    fn an_order_is_read_with_or_without_separators() {
        for typed in [
            "b c a",
            "B C A",
            "b,c,a",
            "b, c, a",
            "bca",
            "b) c) a)",
            "b > c > a",
            "b;c;a",
            "b -> c -> a",
            "b→c→a",
            "b-c-a",
            "b – c – a",
            "b/c/a",
            "b < c < a",
            "(b) (c) (a)",
            "b, c and a",
            "b then c then a",
            "ｂ ｃ ａ",
        ] {
            assert_eq!(judged(typed), Ok(Judgement::correct(None)), "{typed:?}");
        }
    }

    #[test]
    fn what_stands_in_its_place_counts() {
        let places = |right| Miss::Places { right, of: 3 };
        assert_eq!(judged("b a c"), Ok(Judgement::close(places(1))));
        assert_eq!(judged("a b c"), Ok(Judgement::wrong(places(0))));
    }

    #[test]
    fn an_order_names_each_item_once() {
        for typed in [
            "b c",
            "b c a a",
            "b b a",
            "b c d",
            "1 2 3",
            "Tsushima, Iki, Hakata",
            "bc",
            ">",
            "é",
        ] {
            assert_eq!(judged(typed), Err(Unreadable::NotAnOrder(3)), "{typed:?}");
        }
    }
}
