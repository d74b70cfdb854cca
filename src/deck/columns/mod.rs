//! Pasted columns become cards: rows from Quizlet, an Anki text export, a spreadsheet as TSV or CSV.
//!
//! One idea a file: `decode` makes text of bytes, `separate` makes rows of text, `heading` says what each column is, `markup` takes
//! HTML out of cells, `infer` guesses the kind of an answer, `metres` what an `m` in it is, `doubt` says what was not certain.
//! Whatever is written is read back by the parser first (`trial`): a guess that would be a mistake gives way to a plain text.

mod decode;
mod doubt;
mod heading;
mod infer;
mod markup;
mod metres;
mod row;
mod separate;
mod trial;
mod write;

#[cfg(test)]
mod laws;

pub use doubt::{Doubt, Missing, Omission};
pub use heading::Content;
pub use infer::{guess, option};
pub use write::deck_text;

use super::scaffold::NewCard;
use decode::Encoding;

/// What became of pasted columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The cards, in the order of their rows.
    pub rows: Vec<Row>,
    /// The rows that gave no card.
    pub omissions: Vec<Omission>,
    /// What was not certain about the whole.
    pub doubts: Vec<Doubt>,
}

/// A row that became a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u32,
    /// Its card.
    pub card: NewCard,
    /// What was not certain about it.
    pub doubts: Vec<Doubt>,
}

/// Nothing can be made of what was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Only empty lines.
    #[error("there is nothing in it; copy at least two columns, a question and its answer")]
    Empty,
    /// Over 16 MiB.
    #[error("it has more than 16 MiB; split it into several decks")]
    TooLarge,
    /// Over 100,000 rows.
    #[error("it has more than 100,000 rows; split it into several decks")]
    TooManyRows,
    /// The rows are short enough, but not the deck they would make.
    #[error("it would make a deck of more than 16 MiB; split it into several decks")]
    DeckTooLarge,
    /// No sign parts the lines.
    #[error(
        "no line has two columns; put a tab, a comma or a semicolon between question and answer"
    )]
    OneColumn,
    /// A workbook instead of its text.
    #[error("this is no text but a file of another program; save it as CSV or copy the cells")]
    Binary,
}

/// Rows that are read; nobody learns more from one deck.
const MAX_ROWS: usize = 100_000;

/// Bytes of the deck that they make: what a deck file may have.
const MAX_DECK: usize = 16 * 1024 * 1024;

/// Reads pasted columns.
///
/// # Errors
///
/// It is no text, is too large or would make too large a deck, or has no two columns.
pub fn read(bytes: &[u8]) -> Result<Pasted, Unusable> {
    let (text, encoding) = decode::decode(bytes)?;
    let (directives, body, first_line) = heading::directives(&text);
    let mut table = separate::table(body, directives.separator, first_line)?;
    let columns = heading::columns(&directives, &mut table.rows);
    if table.rows.len() > MAX_ROWS {
        return Err(Unusable::TooManyRows);
    }
    let mut pasted = row::cards(&directives, &columns, table.rows)?;
    pasted.doubts.extend(table.doubt);
    if encoding == Encoding::Windows {
        pasted.doubts.push(Doubt::NotUtf8);
    }
    Ok(pasted)
}
