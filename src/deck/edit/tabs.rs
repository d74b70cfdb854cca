//! Tabs before lines, which decks do not have, become the spaces that make the file readable.

use super::super::slip::SlipKind;
use super::super::source::{Line, Source};
use super::super::yaml;
use super::{Edit, Fix, apply};

/// How wide a tab can have been on its author's screen; two spaces are a level of our own examples.
const WIDTHS: [usize; 3] = [2, 4, 8];

/// Writes spaces for all tabs that indent lines, if there is a width that makes the file readable.
///
/// A block text keeps its tabs: there they are part of the text.
pub(super) fn into_spaces(source: &Source<'_>) -> Option<Fix> {
    let indented: Vec<Line<'_>> = tabbed_lines(source);
    let fixes = WIDTHS.into_iter().map(|width| Fix {
        edits: indented.iter().map(|line| spaces(*line, width)).collect(),
    });
    fixes
        .filter(|fix| !fix.edits.is_empty())
        .filter_map(|fix| Some((reach(&apply(source.text, &fix.edits)?), fix)))
        // Of widths that reach equally far the first is taken: nothing tells them apart.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, fix)| fix)
}

/// How many lines of a file can be read before the first slip of its indentation.
fn reach(text: &str) -> usize {
    match yaml::read(text) {
        Ok(_) => usize::MAX,
        Err(slip) if slip.kind == SlipKind::Tab => 0,
        Err(slip) => slip.line,
    }
}

fn tabbed_lines<'a>(source: &Source<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    // The indentation of the line that began a block text.
    let mut block: Option<usize> = None;
    for line in source.lines() {
        let margin = margin(line.text);
        if line.text.len() == margin.len() {
            continue;
        }
        if block.is_some_and(|header| margin.len() > header) {
            continue;
        }
        block = begins_block(line.text).then_some(margin.len());
        if margin.contains('\t') {
            lines.push(line);
        }
    }
    lines
}

fn margin(line: &str) -> &str {
    let text = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - text.len()).unwrap_or_default()
}

/// `explanation: |` or `- >-`, with nothing but a comment after it.
fn begins_block(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let header = line.rsplit([' ', '\t']).next().unwrap_or_default();
    header.starts_with(['|', '>'])
        && header
            .chars()
            .skip(1)
            .all(|c| c.is_ascii_digit() || "+-".contains(c))
}

fn spaces(line: Line<'_>, width: usize) -> Edit {
    let margin = margin(line.text);
    Edit {
        start: line.start,
        end: line.start + margin.len(),
        text: margin.replace('\t', &" ".repeat(width)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Place;
    use super::*;

    #[track_caller]
    fn becomes(text: &str, expected: Option<&str>) {
        let place = Place::Embedded("x.yaml");
        let Ok(source) = Source::decode(&place, text.as_bytes()) else {
            panic!("{text:?} is text");
        };
        let mended = into_spaces(&source).and_then(|fix| apply(text, &fix.edits));
        assert_eq!(mended.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn tabs_become_spaces_of_the_width_that_fits() {
        becomes(
            "cards:\n\t- prompt: X\n\t\tanswer: y\n",
            Some("cards:\n  - prompt: X\n    answer: y\n"),
        );
        becomes(
            "cards:\n  - prompt: X\n\tanswer: y\n",
            Some("cards:\n  - prompt: X\n    answer: y\n"),
        );
        becomes("cards:\n  - prompt: X\n", None);
    }

    #[test]
    fn a_block_text_keeps_its_tabs() {
        let block = "  - prompt: |\n      a\n      \tb\n";
        becomes(
            &format!("cards:\n{block}\tanswer: y\n"),
            Some(&format!("cards:\n{block}    answer: y\n")),
        );
    }
}
