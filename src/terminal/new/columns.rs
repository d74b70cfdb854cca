//! `new --from`: pasted columns become a deck; what was guessed is told.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::Context;
use serde::Serialize;

use super::super::desk::Desk;
use super::super::exit::ExitCode;
use super::super::out::give;
use super::super::screen::{OutputError, Screen};
use super::{create, what_next};
use crate::deck::columns::{self, Pasted};
use crate::deck::scaffold::{Head, Solution};
use crate::text::SafeText;

/// Reads the columns in the file `from`, or on standard input if it is `-`, and writes the deck.
///
/// # Errors
///
/// There are no columns, or the deck cannot be written.
pub(super) fn run(desk: &Desk, file: &Path, head: &Head, from: &Path) -> anyhow::Result<ExitCode> {
    let bytes = read(from)?;
    let name = if from == Path::new("-") {
        "what was pasted".to_owned()
    } else {
        from.display().to_string()
    };
    let pasted = columns::read(&bytes).with_context(|| name.clone())?;
    let report = Report::of(file, &name, head, &pasted);
    let is_written = !pasted.rows.is_empty();
    if is_written {
        let text = columns::deck_text(head, &pasted).with_context(|| name.clone())?;
        create::create(file, text.as_bytes())?;
    }
    let mut screen = desk.screen();
    give(&report, desk.form, &mut screen, |screen| {
        report.write(screen)?;
        if is_written {
            for line in what_next(file) {
                screen.line_of(&line)?;
            }
        }
        Ok(())
    })?;
    Ok(if is_written {
        ExitCode::Done
    } else {
        ExitCode::Failed
    })
}

fn read(from: &Path) -> anyhow::Result<Vec<u8>> {
    // One byte over the limit is enough to refuse what is too large.
    const LIMIT: u64 = 16 * 1024 * 1024 + 1;
    let mut bytes = Vec::new();
    if from == Path::new("-") {
        io::stdin().lock().take(LIMIT).read_to_end(&mut bytes)
    } else {
        File::open(from).and_then(|file| file.take(LIMIT).read_to_end(&mut bytes))
    }
    .with_context(|| format!("could not read {}", from.display()))?;
    Ok(bytes)
}

/// What became of the rows.
#[derive(Serialize)]
struct Report {
    file: String,
    from: String,
    id: String,
    cards: usize,
    kinds: BTreeMap<&'static str, usize>,
    notes: Vec<String>,
    doubts: Vec<Remark>,
    left_out: Vec<Remark>,
}

/// Something to be said about a row.
#[derive(Serialize)]
struct Remark {
    line: u32,
    message: String,
}

impl Report {
    fn of(file: &Path, from: &str, head: &Head, pasted: &Pasted) -> Self {
        let mut kinds = BTreeMap::new();
        for row in &pasted.rows {
            *kinds.entry(kind(&row.card.solution)).or_default() += 1;
        }
        let doubts = pasted.rows.iter().flat_map(|row| {
            row.doubts.iter().map(|doubt| Remark {
                line: row.line,
                message: doubt.to_string(),
            })
        });
        let left_out = pasted.omissions.iter().map(|omission| Remark {
            line: omission.line,
            message: omission.to_string(),
        });
        Self {
            file: file.display().to_string(),
            from: from.to_owned(),
            id: head.id.to_string(),
            cards: pasted.rows.len(),
            kinds,
            notes: pasted.doubts.iter().map(ToString::to_string).collect(),
            doubts: doubts.collect(),
            left_out: left_out.collect(),
        }
    }

    fn write<W: Write>(&self, screen: &mut Screen<W>) -> Result<(), OutputError> {
        let Self { file, from, .. } = self;
        let mut say = |text: String| screen.line_of(&SafeText::line(&text));
        if self.cards == 0 {
            say(format!(
                "{from}: no row became a card; {file} was not written"
            ))?;
        } else {
            say(format!("{file}: {}", self.counted()))?;
        }
        for note in &self.notes {
            say(format!("{from}: {note}"))?;
        }
        if !self.doubts.is_empty() {
            say(format!(
                "{from}: look at these lines, each is noted in the deck"
            ))?;
        }
        for line in first_of(&self.doubts) {
            say(line)?;
        }
        if !self.left_out.is_empty() {
            say(format!("{from}: these lines are left out"))?;
        }
        for line in first_of(&self.left_out) {
            say(line)?;
        }
        Ok(())
    }

    /// `4 cards (2 dates, 1 figure, 1 text)`.
    fn counted(&self) -> String {
        let kinds: Vec<String> = self
            .kinds
            .iter()
            .map(|(kind, count)| match count {
                1 => format!("1 {kind}"),
                _ => format!("{count} {kind}s"),
            })
            .collect();
        let noun = if self.cards == 1 { "card" } else { "cards" };
        format!("{} {noun} ({})", self.cards, kinds.join(", "))
    }
}

/// Remarks that are shown: a person looks at no more of them in a row. JSON has them all.
const MOST_SHOWN: usize = 100;

/// A line a remark; of very many the first, and how many more there are.
fn first_of(remarks: &[Remark]) -> Vec<String> {
    let (shown, more) = remarks.split_at(remarks.len().min(MOST_SHOWN));
    let mut lines: Vec<String> = shown
        .iter()
        .map(|Remark { line, message }| format!("  line {line}: {message}"))
        .collect();
    if !more.is_empty() {
        lines.push(format!("  and {} more; --json lists them all", more.len()));
    }
    lines
}

fn kind(solution: &Solution) -> &'static str {
    match solution {
        Solution::Text { .. } => "text",
        Solution::Set(_) => "set",
        Solution::Date(_) => "date",
        Solution::Figure(_) => "figure",
        Solution::Cloze => "cloze",
        Solution::Flip(_) => "flip",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_remarks_the_first_are_shown_and_the_others_counted() {
        let remarks: Vec<Remark> = (1..=100_000)
            .map(|line| Remark {
                line,
                message: "there is no answer".to_owned(),
            })
            .collect();
        let lines = first_of(&remarks);
        assert_eq!(lines.len(), 101);
        let last = lines.last().map(String::as_str);
        assert_eq!(last, Some("  and 99900 more; --json lists them all"));
        assert_eq!(first_of(&remarks[..100]).len(), 100);
    }
}
