//! Words carried over from notes: whether a statement shares eight words in a row with them.

use std::collections::HashSet;

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
        let rows = rows_of(text).map(|(row, _)| row).collect();
        Self { rows }
    }

    /// The first eight words of `statement` that stand in the text as well, as folded words; nothing when none do.
    pub fn shared_with(&self, statement: &str) -> Option<String> {
        rows_of(statement)
            .find_map(|(row, words)| self.rows.contains(&row).then(|| words.join(" ")))
    }
}

fn rows_of(text: &str) -> impl Iterator<Item = (u64, Vec<String>)> + '_ {
    let mut row: Vec<String> = Vec::with_capacity(ROW);
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| {
            word.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty());
    words.filter_map(move |word| {
        if row.len() == ROW {
            row.remove(0);
        }
        row.push(word);
        (row.len() == ROW).then(|| {
            (
                xxhash_rust::xxh3::xxh3_64(row.join(" ").as_bytes()),
                row.clone(),
            )
        })
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
}
