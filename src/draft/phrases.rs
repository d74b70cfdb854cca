//! Words carried over from notes: whether a statement shares eight words in a row with them.

use std::collections::{HashSet, VecDeque};
use std::ops::Range;

/// Words in a row that are no accident.
const ROW: usize = 8;

/// Every row of eight words that a text has. Case, punctuation and line ends do not matter.
#[derive(Clone, Debug)]
pub struct Phrases {
    rows: HashSet<u64>,
}

impl Phrases {
    /// Takes the rows of `text`.
    pub fn of(text: &str) -> Self {
        let rows = rows_of(text).map(|(_, row)| hash(&row)).collect();
        Self { rows }
    }

    /// The first eight words of `statement` that stand in the text as well, as folded words; nothing when none do.
    pub fn shared_with(&self, statement: &str) -> Option<String> {
        self.first_row(statement).map(|(_, words)| words)
    }

    /// The bytes of `statement` that hold its first eight words that stand in the text as well.
    pub fn place_in(&self, statement: &str) -> Option<Range<usize>> {
        self.first_row(statement).map(|(bytes, _)| bytes)
    }

    fn first_row(&self, statement: &str) -> Option<(Range<usize>, String)> {
        rows_of(statement).find(|(_, row)| self.rows.contains(&hash(row)))
    }
}

fn hash(row: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(row.as_bytes())
}

/// Every row of words with the bytes it takes.
fn rows_of(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut row: VecDeque<(usize, String)> = VecDeque::with_capacity(ROW);
    words_of(text).filter_map(move |(bytes, word)| {
        if row.len() == ROW {
            row.pop_front();
        }
        row.push_back((bytes.start, word));
        let &(start, _) = row.front()?;
        let words = || row.iter().map(|(_, word)| word.as_str());
        (row.len() == ROW).then(|| (start..bytes.end, words().collect::<Vec<_>>().join(" ")))
    })
}

/// The words in small letters, with the bytes they take.
fn words_of(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let parts = |c: char| !c.is_alphanumeric() && c != '\'' && c != '’';
    let mut end = 0;
    text.split_inclusive(parts).filter_map(move |piece| {
        let start = end;
        end += piece.len();
        let written = piece.trim_end_matches(parts);
        let word: String = written
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        (!word.is_empty()).then(|| (start..start + written.len(), word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTES: &str =
        "Some 37,000 rebels held Hara castle\r\nfor nearly four months, and died there.";

    #[track_caller]
    fn shares(statement: &str, shared: Option<&str>) {
        assert_eq!(Phrases::of(NOTES).shared_with(statement).as_deref(), shared);
    }

    #[test]
    fn eight_words_in_a_row_are_found_whatever_stands_between_them() {
        shares(
            "It is said that rebels held \"Hara Castle\" for nearly four months.",
            Some("rebels held hara castle for nearly four months"),
        );
    }

    #[test]
    fn seven_words_in_a_row_may_be_an_accident() {
        shares("Rebels held Hara castle for nearly four weeks.", None);
        shares("", None);
    }

    #[test]
    fn the_place_of_the_words_is_known() {
        let statement = "It's \"said\": rebels held Hara castle for nearly four months!";
        let place = Phrases::of(NOTES).place_in(statement).expect("shared");
        assert_eq!(
            &statement[place],
            "rebels held Hara castle for nearly four months"
        );
    }
}
