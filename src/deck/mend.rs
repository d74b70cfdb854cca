//! A file with a slip of YAML, without what has one: so that one slip does not hide the other problems.

use super::quoting::{Parts, indentation};
use super::slip::{Slip, SlipKind};
use super::source::Source;
use super::syntax::{Explained, Within, explain};
use super::yaml;

/// How many slips of one file are explained.
const MAX_SLIPS: usize = 20;
/// Bytes that are read anew for that: the whole file is, after each slip, so of a long one fewer are explained.
const MAX_READ: usize = 8 << 20;

/// What can be read of a file with slips; every byte of it keeps its place.
pub(crate) struct Rest {
    pub(crate) text: String,
    /// The numbers of the lines whose text makes way for one that means nothing.
    pub(crate) hidden: Vec<usize>,
}

/// Explains `slip` and those after it, and returns what can be read without them; nothing when too much is broken.
///
/// The text of a line makes way where its key is one of `texts`, so that the rest of its item is read. Otherwise the whole
/// item of `list` (`cards:`, with the colon) does.
pub(crate) fn without_slips(
    source: &mut Source<'_>,
    slip: Slip,
    list: &str,
    texts: &[&str],
) -> Option<Rest> {
    let mut rest = Rest {
        text: source.text.to_owned(),
        hidden: Vec::new(),
    };
    let mut slip = slip;
    // Lines whose item says too little without them, and goes once all its slips are told.
    let mut spoilt = Vec::new();
    for _ in 0..slips_told(rest.text.len()) {
        let explained = explain(source, slip);
        // No single item is to blame for that.
        if slip.kind == SlipKind::TooMany {
            return None;
        }
        match rest.hide(&explained, list, texts)? {
            Hidden::Value(line) => spoilt.push(line),
            Hidden::Text | Hidden::Item => {}
        }
        match yaml::read(&rest.text) {
            Ok(_) => return rest.without(&spoilt, list),
            Err(next) => slip = next,
        }
    }
    None
}

/// How many slips of a file of so many bytes are explained.
fn slips_told(bytes: usize) -> usize {
    (MAX_READ / bytes.max(1)).clamp(1, MAX_SLIPS)
}

/// What was taken out with a slip.
enum Hidden {
    /// A text that says nothing about the rest of its item.
    Text,
    /// A value without which the item around this line cannot be judged.
    Value(usize),
    /// The whole item.
    Item,
}

impl Rest {
    /// Takes a slip out of the text.
    fn hide(&mut self, slip: &Explained, list: &str, texts: &[&str]) -> Option<Hidden> {
        let line = slip.line;
        // A slip that is still there was not in the text.
        if slip.within == Within::Text
            && !self.hidden.contains(&line)
            && let Some((key, value)) = text_of_line(&self.text, line)
        {
            let is_text = texts.contains(&key);
            // Outside the list there is no item to go.
            if is_text || item_around(&self.text, list, line).is_some() {
                let nothing = "x".repeat(value.len());
                self.text.replace_range(value, &nothing);
                self.hidden.push(line);
                return Some(if is_text {
                    Hidden::Text
                } else {
                    Hidden::Value(line)
                });
            }
        }
        let item = item_around(&self.text, list, line)?;
        blank(&mut self.text, item)?;
        Some(Hidden::Item)
    }

    /// What is left without the items of the lines `spoilt`.
    fn without(mut self, spoilt: &[usize], list: &str) -> Option<Self> {
        if spoilt.is_empty() {
            return Some(self);
        }
        for &line in spoilt {
            // Of two lines of one item the first took it away.
            if let Some(item) = item_around(&self.text, list, line) {
                let is_there = self.line(line).is_some_and(|text| !text.trim().is_empty());
                if is_there {
                    blank(&mut self.text, item)?;
                }
            }
        }
        yaml::read(&self.text).is_ok().then_some(self)
    }

    fn line(&self, number: usize) -> Option<&str> {
        self.text.lines().nth(number.checked_sub(1)?)
    }
}

/// The key of the line with this number, counted from 1, and the bytes of its text; nothing when it is none of one line.
fn text_of_line(text: &str, number: usize) -> Option<(&str, std::ops::Range<usize>)> {
    let mut lines = text.split_inclusive('\n');
    let before = lines.by_ref().take(number.checked_sub(1)?);
    let start: usize = before.map(str::len).sum();
    let parts = Parts::of(lines.next()?.trim_end())?;
    let is_one_line = !parts.value.is_empty() && !parts.value.starts_with(['|', '>', '[', '{']);
    let start = start + parts.lead.len();
    let value = start..start + parts.value.len();
    (!parts.key.is_empty() && is_one_line).then_some((parts.key, value))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::Place;

    #[test]
    fn of_a_long_file_fewer_slips_are_told() {
        for (bytes, told) in [
            (0, 20),
            (400_000, 20),
            (1 << 20, 8),
            (6 << 20, 1),
            (16 << 20, 1),
        ] {
            assert_eq!(slips_told(bytes), told, "{bytes}");
        }
    }

    #[test]
    fn a_file_with_too_many_values_is_not_read_again() {
        let text = "cards:\n  - answer: a\n  - answer: b\n";
        let place = Place::File("a.yaml".into());
        let mut source = Source::decode(&place, text.as_bytes()).expect("a text");
        let slip = Slip {
            kind: SlipKind::TooMany,
            line: 2,
            column: 5,
        };
        assert!(without_slips(&mut source, slip, "cards:", &[]).is_none());
        assert_eq!(source.into_problems().len(), 1);
    }
}
