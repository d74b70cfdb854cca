//! A page drawn on a screen: as much of the body as fits, the foot below it, the cursor in the line being typed.

use std::io::{self, Write};

use super::super::page::Page;
use super::super::style::{Colour, Row, Style};

/// The rows of the body that fit above the foot; a body too long shows where it goes on.
pub(super) fn fit(page: &Page, rows: usize, scrolled: &mut usize) -> Vec<Row> {
    let room = rows.saturating_sub(page.foot.len());
    if page.body.len() <= room {
        *scrolled = 0;
        return page.body.clone();
    }
    // One row says that there is more.
    let shown = room.saturating_sub(1);
    *scrolled = (*scrolled).min(page.body.len() - shown);
    let mut visible: Vec<Row> = page
        .body
        .iter()
        .skip(*scrolled)
        .take(shown)
        .cloned()
        .collect();
    let more = if *scrolled + shown < page.body.len() {
        "… PageDown"
    } else {
        "… PageUp"
    };
    visible.push(Row::of(Style::Faint, more));
    visible
}

/// Draws the foot of a page below the rows of its body that are shown, and puts the cursor where text is typed.
pub(super) fn draw(
    out: &mut impl Write,
    colour: Colour,
    page: &Page,
    body: &[Row],
) -> io::Result<()> {
    write!(out, "\x1b[?25l\x1b[H")?;
    for (index, row) in body.iter().chain(&page.foot).enumerate() {
        if index > 0 {
            write!(out, "\r\n")?;
        }
        // Cleared first: after a row as wide as the screen the cursor still stands on its last column.
        write!(out, "\x1b[K")?;
        row.write(out, colour)?;
    }
    write!(out, "\x1b[J")?;
    if let Some((row, column)) = page.cursor {
        write!(
            out,
            "\x1b[{};{}H\x1b[?25h",
            body.len() + row + 1,
            column + 1
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_too_long_for_the_screen_is_scrolled() {
        let body: Vec<Row> = (0..10)
            .map(|n| Row::of(Style::Plain, n.to_string()))
            .collect();
        let page = Page {
            body,
            foot: vec![Row::default()],
            cursor: None,
        };
        let shows = |scrolled: usize| {
            let mut at = scrolled;
            let rows = fit(&page, 5, &mut at);
            (rows.iter().map(Row::text).collect::<Vec<_>>().join(" "), at)
        };
        assert_eq!(shows(0), ("0 1 2 … PageDown".to_owned(), 0));
        assert_eq!(shows(99), ("7 8 9 … PageUp".to_owned(), 7));
        let mut at = 0;
        assert!(fit(&page, 1, &mut at).len() <= 1);
    }
}
