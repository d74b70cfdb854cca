//! Text becomes rows of cells: the sign that parts them is found out, quotes hold cells together.

use super::{Doubt, MAX_ROWS, Unusable};

/// Rows after which reading ends: the row that names the columns, and one that is too many.
const ENOUGH: usize = MAX_ROWS + 2;

/// A row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The line it begins on, from 1.
    pub(super) line: u32,
    pub(super) cells: Vec<String>,
}

/// All rows that are not empty.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) rows: Vec<Record>,
    pub(super) doubt: Option<Doubt>,
}

/// Signs that part cells, the likeliest first.
const SIGNS: [char; 4] = ['\t', ';', '|', ','];

/// What people put between a term and its meaning in plain notes.
const DASHES: [&str; 5] = [" – ", " — ", " - ", " = ", ": "];

/// Makes rows of `text`, whose first line has the number `first_line`.
pub(super) fn table(
    text: &str,
    separator: Option<char>,
    first_line: u32,
) -> Result<Table, Unusable> {
    if text.trim().is_empty() {
        return Err(Unusable::Empty);
    }
    let with = |sign| records(text, sign, first_line);
    if let Some(sign) = separator {
        return Ok(Table {
            rows: with(sign),
            doubt: None,
        });
    }
    let best = SIGNS
        .into_iter()
        .map(with)
        .map(|rows| (evenness(&rows), rows))
        // Of equals the first counts, so the likelier sign.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    match best {
        // A sign that most lines do not have stands in their texts.
        Some((evenness, rows)) if evenness >= 500 => Ok(Table { rows, doubt: None }),
        Some(_) | None => by_dash(text, first_line),
    }
}

/// How many of a thousand rows have the number of cells that most have, if that is two at least. A tab is always meant.
fn evenness(rows: &[Record]) -> usize {
    let mut counts: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    counts.sort_unstable();
    let usual = counts
        .chunk_by(|a, b| a == b)
        .filter(|chunk| chunk.first().is_some_and(|&cells| cells > 1))
        .map(<[usize]>::len)
        .max()
        .unwrap_or_default();
    usual * 1000 / rows.len().max(1)
}

fn by_dash(text: &str, first_line: u32) -> Result<Table, Unusable> {
    for dash in DASHES {
        let lines = (first_line..).zip(text.split('\n'));
        let rows: Vec<Record> = lines
            .filter(|(_, line)| !line.trim().is_empty())
            .take(ENOUGH)
            .map(|(line, text)| {
                let cells = text.splitn(2, dash).map(str::to_owned).collect();
                Record { line, cells }
            })
            .collect();
        if evenness(&rows) >= 500 {
            let doubt = Some(Doubt::PartedByDash(dash));
            return Ok(Table { rows, doubt });
        }
    }
    Err(Unusable::OneColumn)
}

/// Reads rows as spreadsheets write them. A quote holds a cell together only where it closes before a sign or a line end;
/// elsewhere it is a letter like any other.
pub(super) fn records(text: &str, sign: char, first_line: u32) -> Vec<Record> {
    let mut rows = Vec::new();
    let mut rest = text;
    let mut line = first_line;
    let mut record = Record {
        line,
        cells: Vec::new(),
    };
    while rows.len() < ENOUGH && (!rest.is_empty() || !record.cells.is_empty()) {
        let (cell, after) = quoted_cell(rest, sign).unwrap_or_else(|| plain_cell(rest, sign));
        let used = rest.len() - after.len();
        let lines = rest.get(..used).unwrap_or_default().matches('\n').count();
        line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        record.cells.push(cell);
        if let Some(next) = after.strip_prefix(sign) {
            rest = next;
            continue;
        }
        rest = after.strip_prefix('\n').unwrap_or(after);
        line = line.saturating_add(1);
        let next = Record {
            line,
            cells: Vec::new(),
        };
        let record = std::mem::replace(&mut record, next);
        if record.cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(record);
        }
    }
    rows
}

/// A cell up to the next sign, with what follows it.
fn plain_cell(text: &str, sign: char) -> (String, &str) {
    let (cell, after) = text.split_at(text.find([sign, '\n']).unwrap_or(text.len()));
    (cell.to_owned(), after)
}

/// A cell in quotes, with what follows it.
fn quoted_cell(text: &str, sign: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
        } else if after.is_empty() || after.starts_with([sign, '\n']) {
            return Some((cell, after));
        } else {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn separates(text: &str, rows: &[(u32, &[&str])]) {
        let table = table(text, None, 1).expect("columns");
        let found: Vec<(u32, Vec<&str>)> = table
            .rows
            .iter()
            .map(|row| (row.line, row.cells.iter().map(String::as_str).collect()))
            .collect();
        let rows: Vec<(u32, Vec<&str>)> = rows.iter().map(|(l, c)| (*l, c.to_vec())).collect();
        assert_eq!(found, rows);
    }

    #[test]
    fn the_sign_that_parts_most_lines_evenly_is_found() {
        separates(
            "a, b\t1\nc; d\t2\n",
            &[(1, &["a, b", "1"]), (2, &["c; d", "2"])],
        );
        separates("a, b;1\nc;2", &[(1, &["a, b", "1"]), (2, &["c", "2"])]);
        separates("a,1\n\nb;c,2\n", &[(1, &["a", "1"]), (3, &["b;c", "2"])]);
        separates("a|1", &[(1, &["a", "1"])]);
    }

    #[test]
    fn quotes_hold_cells_together() {
        separates(
            "\"a, \"\"b\"\"\nc\",1\nd,2",
            &[(1, &["a, \"b\"\nc", "1"]), (3, &["d", "2"])],
        );
        separates("\"\",1\nx,\"\"", &[(1, &["", "1"]), (2, &["x", ""])]);
    }

    #[test]
    fn a_quote_that_never_closes_is_a_letter() {
        separates(
            "\"no\" he said\t1\n5\" gun\t2",
            &[(1, &["\"no\" he said", "1"]), (2, &["5\" gun", "2"])],
        );
        separates(
            "\"open\t1\nb\t2",
            &[(1, &["\"open", "1"]), (2, &["b", "2"])],
        );
    }

    #[test]
    fn notes_are_parted_at_their_dash() {
        separates(
            "a – b – c\nd – e",
            &[(1, &["a", "b – c"]), (2, &["d", "e"])],
        );
        let table = table("a: 1\nb: 2", None, 1).expect("columns");
        assert_eq!(table.doubt, Some(Doubt::PartedByDash(": ")));
    }

    #[test]
    fn lines_without_columns_are_refused() {
        assert_eq!(
            table("a\nb\n", None, 1).expect_err("none"),
            Unusable::OneColumn
        );
        assert_eq!(table(" \n\n", None, 1).expect_err("none"), Unusable::Empty);
    }
}
