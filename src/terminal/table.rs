//! Aligned tables and bar charts of clean text, in the columns there are.

use std::io::Write;

use super::screen::{OutputError, Screen};
use super::style::{Row, Span, Style};
use crate::text::SafeText;

/// A table. Columns that are too wide together are cut; where even that is too narrow, every row becomes a small block.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<SafeText>>,
}

#[derive(Clone, Debug)]
struct Column {
    title: &'static str,
    align: Align,
}

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Text: begins on the left, may be cut.
    Left,
    /// Text that says which or when: begins on the left, is cut only where no other text can give.
    Kept,
    /// Figures: end on the right, are never cut.
    Right,
}

/// Between two columns.
const GAP: usize = 2;

/// A text column is not cut below this.
const MIN_TEXT: usize = 8;

impl Table {
    /// A table with these columns.
    pub(super) fn new(columns: &[(&'static str, Align)]) -> Self {
        let column = |&(title, align)| Column { title, align };
        Self {
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row, a cell a column.
    pub(super) fn row<T: Into<SafeText>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let cell = |text: T| SafeText::line(text.into().as_str());
        self.rows.push(cells.into_iter().map(cell).collect());
    }

    /// Writes it.
    pub(super) fn write<W: Write>(&self, screen: &mut Screen<W>) -> Result<(), OutputError> {
        match self.widths(screen.columns()) {
            Some(widths) => self.write_rows(&widths, screen),
            None => self.write_blocks(screen),
        }
    }

    /// The widths that fit into so many columns, if any do.
    fn widths(&self, room: usize) -> Option<Vec<usize>> {
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|index| self.natural(index))
            .collect();
        let gaps = GAP * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > room {
            let place = self
                .widest(&widths, Align::Left)
                .or_else(|| self.widest(&widths, Align::Kept))?;
            *widths.get_mut(place)? -= 1;
        }
        Some(widths)
    }

    /// The widest column of this kind that can give: it gives first, so that short ones stay whole.
    fn widest(&self, widths: &[usize], align: Align) -> Option<usize> {
        let columns = widths.iter().zip(&self.columns).enumerate();
        columns
            .filter(|(_, (width, column))| column.align == align && **width > MIN_TEXT)
            .max_by_key(|(_, (width, _))| **width)
            .map(|(place, _)| place)
    }

    fn natural(&self, index: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(index));
        let widest = cells.map(SafeText::width).max().unwrap_or(0);
        let title = self
            .columns
            .get(index)
            .map_or(0, |column| column.title.len());
        widest.max(title)
    }

    fn write_rows<W: Write>(
        &self,
        widths: &[usize],
        screen: &mut Screen<W>,
    ) -> Result<(), OutputError> {
        let titles: Vec<SafeText> = self
            .columns
            .iter()
            .map(|column| column.title.into())
            .collect();
        screen.row(&Row::of(Style::Faint, self.aligned(&titles, widths)))?;
        for row in &self.rows {
            screen.row(&Row::of(Style::Plain, self.aligned(row, widths)))?;
        }
        Ok(())
    }

    fn aligned(&self, cells: &[SafeText], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, &width), column) in cells.iter().zip(widths).zip(&self.columns) {
            let cell = cell.shortened(width);
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) = match column.align {
                Align::Left | Align::Kept => ("", padding.as_str()),
                Align::Right => (padding.as_str(), ""),
            };
            if !line.is_empty() {
                line.push_str(&" ".repeat(GAP));
            }
            line.push_str(before);
            line.push_str(cell.as_str());
            line.push_str(after);
        }
        line.truncate(line.trim_end().len());
        line
    }

    fn write_blocks<W: Write>(&self, screen: &mut Screen<W>) -> Result<(), OutputError> {
        for (index, row) in self.rows.iter().enumerate() {
            if index > 0 {
                screen.blank()?;
            }
            for (cell, column) in row
                .iter()
                .zip(&self.columns)
                .filter(|(cell, _)| !cell.is_empty())
            {
                let title = Span::new(Style::Faint, format!("{}:", column.title));
                screen.spans(&[title, Span::new(Style::Plain, cell.clone())], 2)?;
            }
        }
        Ok(())
    }
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub(super) label: SafeText,
    pub(super) count: usize,
}

/// Whether a chart draws, or only says its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawing {
    /// Bars.
    Bars,
    /// Numbers alone, for those who are read to.
    Numbers,
}

/// The longest bar.
const MAX_BAR: usize = 40;

/// Writes a chart, a bar a line, its number beside it.
pub(super) fn chart<W: Write>(
    bars: &[Bar],
    drawing: Drawing,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let labels = bars.iter().map(|bar| bar.label.width()).max().unwrap_or(0);
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let digits = most.to_string().len();
    let room = screen
        .columns()
        .saturating_sub(labels + digits + 2 * GAP)
        .min(MAX_BAR);
    for Bar { label, count } in bars {
        let padding = " ".repeat(labels - label.width());
        let mut row = vec![Span::new(
            Style::Plain,
            format!("{label}{padding}  {count:>digits$}"),
        )];
        let bar = match drawing {
            Drawing::Bars => blocks(*count, most, room),
            Drawing::Numbers => String::new(),
        };
        if !bar.is_empty() {
            row.push(Span::new(Style::Right, format!("  {bar}")));
        }
        screen.row(&Row(row))?;
    }
    Ok(())
}

/// A bar of `room` blocks for `most`, drawn to an eighth of a block; what is there at all is seen.
fn blocks(count: usize, most: usize, room: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if count == 0 || room == 0 {
        return String::new();
    }
    let eighths = (count.saturating_mul(room * 8) / most.max(1)).max(1);
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    format!("{}{rest}", "█".repeat(eighths / 8))
}

#[cfg(test)]
mod tests {
    use super::super::style::Colour;
    use super::*;

    fn decks() -> Table {
        let mut table = Table::new(&[
            ("deck", Align::Left),
            ("title", Align::Left),
            ("cards", Align::Right),
        ]);
        table.row(["invasions", "Mongol invasions of Japan", "32"]);
        table.row(["modern", "日本とモンゴル", "7"]);
        table
    }

    fn shown(
        columns: usize,
        write: impl FnOnce(&mut Screen<Vec<u8>>) -> Result<(), OutputError>,
    ) -> String {
        let mut screen = Screen::new(Vec::new(), Colour::Off, columns);
        write(&mut screen).expect("memory");
        String::from_utf8(screen.into_inner()).expect("text")
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        insta::assert_snapshot!(shown(80, |screen| decks().write(screen)), @r"
        deck       title                      cards
        invasions  Mongol invasions of Japan     32
        modern     日本とモンゴル                 7
        ");
    }

    #[test]
    fn the_widest_text_is_cut_first() {
        let out = shown(36, |screen| decks().write(screen));
        assert!(out.lines().all(|line| SafeText::line(line).width() <= 36));
        insta::assert_snapshot!(out, @r"
        deck       title               cards
        invasions  Mongol invasions …     32
        modern     日本とモンゴル          7
        ");
    }

    #[test]
    fn what_says_which_is_cut_last() {
        let mut table = Table::new(&[("card", Align::Kept), ("about", Align::Left)]);
        table.row(["krakatoa/eruption-year", "the eruption of Krakatoa"]);
        insta::assert_snapshot!(shown(36, |screen| table.write(screen)), @r"
        card                    about
        krakatoa/eruption-year  the eruptio…
        ");
    }

    #[test]
    fn a_narrow_screen_gets_blocks() {
        insta::assert_snapshot!(shown(20, |screen| decks().write(screen)), @r"
        deck: invasions
        title: Mongol
          invasions of Japan
        cards: 32

        deck: modern
        title:
          日本とモンゴル
        cards: 7
        ");
    }

    fn bars() -> Vec<Bar> {
        let bar = |(label, count): (&str, usize)| Bar {
            label: label.into(),
            count,
        };
        [("Tue 24", 12), ("Wed 25", 0), ("Thu 26", 1), ("Fri 27", 3)]
            .map(bar)
            .to_vec()
    }

    #[test]
    fn bars_are_in_proportion_and_have_their_number() {
        let out = shown(22, |screen| chart(&bars(), Drawing::Bars, screen));
        insta::assert_snapshot!(out, @r"
        Tue 24  12  ██████████
        Wed 25   0
        Thu 26   1  ▊
        Fri 27   3  ██▌
        ");
    }

    #[test]
    fn a_chart_for_the_ear_has_numbers_only() {
        let out = shown(80, |screen| chart(&bars(), Drawing::Numbers, screen));
        assert!(!out.contains('█'));
        assert_eq!(out.lines().next(), Some("Tue 24  12"));
    }

    #[test]
    fn an_empty_chart_is_nothing() {
        assert_eq!(shown(80, |screen| chart(&[], Drawing::Bars, screen)), "");
        assert!(!blocks(usize::MAX, usize::MAX, 40).is_empty());
    }
}
