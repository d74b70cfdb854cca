//! What each column is: by the lines an Anki export begins with, by a first row of names, or by its place.

use std::collections::HashSet;

use super::separate::Record;

/// What Anki says above its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Directives {
    pub(super) separator: Option<char>,
    pub(super) markup: Markup,
    /// Columns that are not content, and that with tags; from 0.
    special: Vec<(usize, Column)>,
    /// The names of the columns.
    names: Vec<String>,
    /// Tags of every card.
    tags: Vec<String>,
}

/// Tags of the line `#tags` that are written with every card.
pub(super) const MAX_TAGS: usize = 100;

/// Whether cells are HTML.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Markup {
    /// They are where they look like it.
    #[default]
    Perhaps,
    /// They are.
    Html,
    /// They are not.
    Plain,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Prompt,
    Answer(Content),
    Unit,
    Accept,
    Choices,
    Hint,
    Explanation,
    Source,
    Tags,
    Ignored,
}

/// What answers of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Of any kind.
    Anything,
    /// Dates.
    Dates,
    /// Figures.
    Figures,
}

/// The columns, and whether they were named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    pub(super) naming: Naming,
}

/// How it is known what a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Named,
    ByPlace,
}

/// Takes the lines of Anki off the front: what they say, the rest, and the number of its first line.
pub(super) fn directives(text: &str) -> (Directives, &str, u32) {
    let mut found = Directives::default();
    let mut rest = text;
    let mut line = 1;
    while let Some((first, after)) = rest.split_once('\n').or_else(|| {
        let is_last = rest.starts_with('#');
        is_last.then_some((rest, ""))
    }) {
        let Some((key, value)) = first.strip_prefix('#').and_then(|d| d.split_once(':')) else {
            break;
        };
        if !found.take(key.trim(), value) {
            break;
        }
        rest = after;
        line += 1;
    }
    (found, rest, line)
}

impl Directives {
    /// Tells whether this is a line of Anki.
    fn take(&mut self, key: &str, value: &str) -> bool {
        let word = value.trim().to_lowercase();
        match key.to_lowercase().as_str() {
            "separator" => self.separator = separator(&word, value),
            "html" => {
                self.markup = if word == "true" {
                    Markup::Html
                } else {
                    Markup::Plain
                }
            }
            "tags" => self.tags = words(value),
            "columns" => {
                let sign = self.separator.unwrap_or('\t');
                self.names = value.split(sign).map(str::to_owned).collect();
            }
            "tags column" => self.special(&word, Column::Tags),
            "notetype column" | "deck column" | "guid column" => {
                self.special(&word, Column::Ignored);
            }
            "notetype" | "deck" | "guid" | "if matches" => {}
            _ => return false,
        }
        true
    }

    /// The tags of every card, as many as are written with each.
    pub(super) fn first_tags(&self) -> &[String] {
        self.tags.get(..MAX_TAGS).unwrap_or(&self.tags)
    }

    /// Tells whether there are more.
    pub(super) fn has_more_tags(&self) -> bool {
        self.tags.len() > MAX_TAGS
    }

    fn special(&mut self, number: &str, column: Column) {
        let index = number.parse::<usize>().ok();
        if let Some(index) = index.and_then(|number| number.checked_sub(1)) {
            self.special.push((index, column));
        }
    }
}

fn separator(word: &str, written: &str) -> Option<char> {
    match word {
        "tab" | "\\t" => Some('\t'),
        "comma" => Some(','),
        "semicolon" => Some(';'),
        "pipe" => Some('|'),
        "colon" => Some(':'),
        "space" => Some(' '),
        _ => written
            .trim_start_matches(' ')
            .chars()
            .next()
            .filter(|&c| c != '"'),
    }
}

/// Tags as Anki writes them.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Finds out what the columns are; a row that names them is taken off the front.
pub(super) fn columns(directives: &Directives, rows: &mut Vec<Record>) -> Columns {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let named = by_names(&directives.names).or_else(|| {
        let columns = by_names(&rows.first()?.cells)?;
        rows.remove(0);
        Some(columns)
    });
    let naming = if named.is_some() {
        Naming::Named
    } else {
        Naming::ByPlace
    };
    let mut columns = named.unwrap_or_else(|| by_place(directives, width));
    for &(index, column) in &directives.special {
        if let Some(place) = columns.get_mut(index) {
            *place = column;
        }
    }
    Columns { columns, naming }
}

/// The columns that are not special, one after the other.
fn by_place(directives: &Directives, width: usize) -> Vec<Column> {
    let mut content = [
        Column::Prompt,
        Column::Answer(Content::Anything),
        Column::Explanation,
    ]
    .into_iter();
    let special: HashSet<usize> = directives.special.iter().map(|(index, _)| *index).collect();
    (0..width)
        .map(|index| {
            if special.contains(&index) {
                Column::Ignored
            } else {
                content.next().unwrap_or(Column::Ignored)
            }
        })
        .collect()
}

/// The columns by their names; nothing unless all are names of columns, a question and an answer among them.
fn by_names(names: &[String]) -> Option<Vec<Column>> {
    let mut columns = Vec::with_capacity(names.len());
    for name in names {
        let column = by_name(name.trim())?;
        let is_taken = column != Column::Ignored && columns.contains(&column);
        columns.push(if is_taken { Column::Ignored } else { column });
    }
    let has_prompt = columns.contains(&Column::Prompt);
    let has_answer = columns.iter().any(|c| matches!(c, Column::Answer(_)));
    (has_prompt && has_answer).then_some(columns)
}

fn by_name(name: &str) -> Option<Column> {
    Some(match name.to_lowercase().as_str() {
        "prompt" | "question" | "front" | "term" | "event" | "q" => Column::Prompt,
        "answer" | "back" | "definition" | "meaning" | "a" | "right" | "right answer"
        | "correct answer" => Column::Answer(Content::Anything),
        "date" | "year" | "when" => Column::Answer(Content::Dates),
        "number" | "figure" | "value" | "amount" => Column::Answer(Content::Figures),
        "unit" => Column::Unit,
        "accept" | "also right" | "synonyms" => Column::Accept,
        "choices" | "wrong" | "wrong answers" | "wrong options" | "distractors" | "options" => {
            Column::Choices
        }
        "hint" => Column::Hint,
        "explanation" | "note" | "notes" | "comment" | "extra" | "back extra" => {
            Column::Explanation
        }
        "source" | "reference" => Column::Source,
        "tags" | "tag" => Column::Tags,
        "" | "id" | "no." | "nr." | "#" | "deck" | "note type" | "notetype" | "guid" => {
            Column::Ignored
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Record {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        Record { line: 1, cells }
    }

    #[test]
    fn the_lines_of_anki_are_taken_off_the_front() {
        let text = "#separator:Semicolon\n#html:true\n#notetype column:1\n#tags column:4\n#tags:a b\nBasic;x;y;z\n";
        let (found, rest, line) = directives(text);
        assert_eq!((rest, line), ("Basic;x;y;z\n", 6));
        assert_eq!((found.separator, found.markup), (Some(';'), Markup::Html));
        assert_eq!(found.tags, ["a", "b"]);
        let mut rows = vec![row(&["Basic", "x", "y", "z"])];
        let columns = columns(&found, &mut rows).columns;
        let answer = Column::Answer(Content::Anything);
        assert_eq!(
            columns,
            [Column::Ignored, Column::Prompt, answer, Column::Tags]
        );
    }

    #[test]
    fn a_question_that_begins_with_a_number_sign_is_a_row() {
        for text in ["#1 of what: x\ty\n", "# a\tb\n", "#x\ty", "x\ty"] {
            assert_eq!(directives(text), (Directives::default(), text, 1));
        }
        assert_eq!(directives("#html:false").1, "");
    }

    #[test]
    fn a_first_row_of_names_says_what_the_columns_are() {
        let mut rows = vec![row(&["Year", " Event ", "Note"]), row(&["1274", "x", "y"])];
        let columns = columns(&Directives::default(), &mut rows);
        let date = Column::Answer(Content::Dates);
        assert_eq!(columns.columns, [date, Column::Prompt, Column::Explanation]);
        assert_eq!((columns.naming, rows.len()), (Naming::Named, 1));
    }

    #[test]
    fn a_first_row_of_content_is_no_heading() {
        for cells in [["When?", "1274"], ["date", "1274"], ["front", "hint"]] {
            let mut rows = vec![row(&cells)];
            let columns = columns(&Directives::default(), &mut rows);
            assert_eq!(
                (columns.naming, rows.len()),
                (Naming::ByPlace, 1),
                "{cells:?}"
            );
        }
    }
}
