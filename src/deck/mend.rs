//! A file with a slip of YAML, without the items that have one: so that one slip does not hide the other problems.

use super::quoting::indentation;
use super::slip::Slip;
use super::source::Source;
use super::yaml;

/// How many slips of one file are explained.
const MAX_SLIPS: usize = 20;

/// Explains `slip` and those after it, and returns the text with their items of `list`
/// (`cards:`, with the colon) blanked; nothing when a slip lies outside of it.
///
/// Every byte of what is left keeps its place.
pub(crate) fn without_broken_items(
    source: &mut Source<'_>,
    slip: Slip,
    list: &str,
    mut explain: impl FnMut(&mut Source<'_>, Slip) -> usize,
) -> Option<String> {
    let mut text = source.text.to_owned();
    let mut slip = slip;
    for _ in 0..MAX_SLIPS {
        let line = explain(source, slip);
        let item = item_around(&text, list, line)?;
        blank(&mut text, item)?;
        match yaml::read(&text) {
            Ok(_) => return Some(text),
            Err(next) => slip = next,
        }
    }
    None
}

/// The bytes of the item of `list` with line `number`, counted from 1.
fn item_around(text: &str, list: &str, number: usize) -> Option<std::ops::Range<usize>> {
    let mut offset = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        lines.push((offset, line));
        offset += line.len();
    }
    let list = lines.iter().position(|(_, line)| line.starts_with(list))?;
    let below = lines.get(list + 1..)?;
    let depth = below
        .iter()
        .find(|(_, line)| line.trim_start().starts_with("- "))
        .map(|(_, line)| indentation(line))?;
    let is_start = |line: &str| indentation(line) == depth && line.trim_start().starts_with("- ");
    let bad = number.checked_sub(1)?;
    let start = (list + 1..=bad.min(lines.len() - 1))
        .rev()
        .find(|&index| is_start(lines[index].1))?;
    let end = (start + 1..lines.len())
        .find(|&index| is_start(lines[index].1))
        .map_or(text.len(), |index| lines[index].0);
    Some(lines[start].0..end)
}

/// Writes spaces over a range; nothing when there is only blank in it.
fn blank(text: &mut String, range: std::ops::Range<usize>) -> Option<()> {
    let card = text.get(range.clone())?;
    if card.trim().is_empty() {
        return None;
    }
    let blanked: String = card
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &blanked);
    Some(())
}
