//! Cards as the YAML of a deck, in one way only: the same cards give the same bytes.

use super::blueprint::{Blueprint, Solution};
use super::fact::{Head, Topic};
use crate::deck::quoting::quoted;

/// Columns a line takes at most where it can be folded.
const WIDTH: usize = 118;

/// Writes a deck without its header lines.
pub(super) fn deck(topic: &Topic, head: &Head, cards: &[&Blueprint]) -> String {
    let mut out = Yaml::default();
    out.text(0, "format", "1");
    out.text(0, "id", topic.id.as_ref());
    out.text(0, "title", &topic.title);
    let lines = [
        ("description", &topic.description),
        ("language", &head.language),
        ("author", &head.author),
        ("license", &head.license),
        ("source", &head.source),
    ];
    for (key, line) in lines {
        out.optional(0, key, line.as_deref());
    }
    out.lines.push_str("defaults:\n");
    out.list(2, "tags", &[topic.id.to_string()]);
    out.lines.push_str("\ncards:\n");
    for (index, card) in cards.iter().enumerate() {
        if index > 0 {
            out.lines.push('\n');
        }
        write_card(&mut out, card);
    }
    out.lines
}

fn write_card(out: &mut Yaml, card: &Blueprint) {
    out.lines.push_str("  - ");
    out.text_here(4, "id", card.key.as_ref());
    if let [fact] = card.facts.as_slice() {
        if *fact != card.key.default_fact() {
            out.text(4, "fact", fact.as_ref());
        }
    } else {
        let facts: Vec<String> = card.facts.iter().map(ToString::to_string).collect();
        out.list(4, "facts", &facts);
    }
    out.optional(4, "about", card.about.as_deref());
    out.optional(4, "after", card.after.as_ref().map(AsRef::as_ref));
    if card.when_confused {
        out.text(4, "when", "confused");
    }
    match &card.solution {
        Solution::Cloze { .. } => out.text(4, "cloze", &card.prompt),
        _ => out.text(4, "prompt", &card.prompt),
    }
    solution(out, &card.solution);
    out.list(4, "choices", &card.choices);
    out.optional(4, "form", card.form);
    if card.hepburn {
        out.text(4, "script", "hepburn");
    }
    out.pairs(4, "wrong", &card.wrong);
    out.optional(4, "hint", card.hint.as_deref());
    out.optional(4, "explanation", card.explanation.as_deref());
    out.list(4, "tags", &card.tags);
}

fn solution(out: &mut Yaml, solution: &Solution) {
    match solution {
        Solution::Text { answer, accept } => {
            out.text(4, "answer", answer);
            out.list(4, "accept", accept);
        }
        Solution::Set(texts) => out.list(4, "answers", texts),
        Solution::Date {
            edtf,
            precision,
            calendar,
            accept,
            margin,
        } => {
            out.text(4, "date", edtf);
            out.optional(4, "precision", *precision);
            out.optional(4, "calendar", *calendar);
            out.list(4, "accept", accept);
            out.optional(4, "margin", margin.as_deref());
        }
        Solution::Number {
            number,
            unit,
            bound,
            accept,
            margin,
        } => {
            out.text(4, "number", number);
            out.text(4, "unit", unit);
            out.optional(4, "bound", *bound);
            out.list(4, "accept", accept);
            out.optional(4, "margin", margin.as_deref());
        }
        Solution::Order(texts) => out.list(4, "order", texts),
        Solution::Match(pairs) => out.pairs(4, "match", pairs),
        Solution::Cloze { calendar, margin } => {
            out.optional(4, "calendar", *calendar);
            out.optional(4, "margin", margin.as_deref());
        }
        Solution::Flip(back) => out.text(4, "flip", back),
    }
}

/// A YAML document that grows line by line.
#[derive(Default)]
struct Yaml {
    lines: String,
}

impl Yaml {
    fn optional(&mut self, indent: usize, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(indent, key, text);
        }
    }

    fn text(&mut self, indent: usize, key: &str, text: &str) {
        self.indent(indent);
        self.text_here(indent, key, text);
    }

    /// Writes a key with its value where the line already begins; `indent` is that of the key.
    fn text_here(&mut self, indent: usize, key: &str, text: &str) {
        let key = scalar(key, Around::Block);
        let value = scalar(text, Around::Block);
        let width = indent + key.chars().count() + ": ".len() + value.chars().count();
        if width > WIDTH && can_fold(text) {
            self.lines.push_str(&key);
            self.lines.push_str(": >-\n");
            self.folded(indent + 2, text);
        } else {
            self.lines.push_str(&key);
            self.lines.push_str(": ");
            self.lines.push_str(&value);
            self.lines.push('\n');
        }
    }

    fn folded(&mut self, indent: usize, text: &str) {
        let mut column = 0;
        for word in text.split(' ') {
            let width = word.chars().count();
            if column > 0 && column + 1 + width > WIDTH {
                self.lines.push('\n');
                column = 0;
            }
            if column == 0 {
                self.indent(indent);
                column = indent;
            } else {
                self.lines.push(' ');
                column += 1;
            }
            self.lines.push_str(word);
            column += width;
        }
        self.lines.push('\n');
    }

    /// On one line in brackets when it fits, else an item a line; nothing when there is no item.
    fn list(&mut self, indent: usize, key: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        let flow: Vec<String> = items
            .iter()
            .map(|item| scalar(item, Around::Brackets))
            .collect();
        let line = format!("{key}: [{}]\n", flow.join(", "));
        self.indent(indent);
        if indent + line.chars().count() <= WIDTH {
            self.lines.push_str(&line);
            return;
        }
        self.lines.push_str(key);
        self.lines.push_str(":\n");
        for item in items {
            self.indent(indent + 2);
            self.lines.push_str("- ");
            self.lines.push_str(&scalar(item, Around::Block));
            self.lines.push('\n');
        }
    }

    fn pairs(&mut self, indent: usize, key: &str, pairs: &[(String, String)]) {
        if pairs.is_empty() {
            return;
        }
        self.indent(indent);
        self.lines.push_str(key);
        self.lines.push_str(":\n");
        for (left, right) in pairs {
            self.text(indent + 2, left, right);
        }
    }

    fn indent(&mut self, columns: usize) {
        self.lines.extend(std::iter::repeat_n(' ', columns));
    }
}

/// Tells whether folding at single spaces gives the text back.
fn can_fold(text: &str) -> bool {
    !text.contains("  ")
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.chars().any(is_unfit)
}

/// What stands around a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Block,
    Brackets,
}

/// The text as YAML: plain where that is read as typed, in quotes elsewhere.
fn scalar(text: &str, around: Around) -> String {
    if is_plain(text, around) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn is_plain(text: &str, around: Around) -> bool {
    let begins_well = text.starts_with(char::is_alphanumeric)
        || text
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_flow_sign = |c: char| around == Around::Brackets && ",[]{}".contains(c);
    begins_well
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| is_unfit(c) || is_flow_sign(c))
}

/// Characters that only a quoted text can hold.
fn is_unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::yaml::{self, Value};

    fn read_back(yaml: &str) -> Vec<(String, Vec<String>)> {
        let root = yaml::read(yaml).unwrap_or_else(|slip| panic!("{slip:?} in:\n{yaml}"));
        let Value::Map(entries) = root.value else {
            panic!("no keys in:\n{yaml}");
        };
        let text = |value: Value<'_>| match value {
            Value::Text(text) => text.into_owned(),
            other => panic!("{other:?} in:\n{yaml}"),
        };
        entries
            .into_iter()
            .map(|(key, node)| {
                let items = match node.value {
                    Value::List(items) => items.into_iter().map(|item| text(item.value)).collect(),
                    value => vec![text(value)],
                };
                (text(key.value), items)
            })
            .collect()
    }

    #[track_caller]
    fn survives(text: &str) {
        let mut out = Yaml::default();
        out.text(0, "a", text);
        out.list(0, "b", &[text.to_owned(), format!("{text} x")]);
        out.pairs(0, "c", &[]);
        let read = read_back(&out.lines);
        assert_eq!(read[0].1, [text], "{}", out.lines);
        assert_eq!(
            read[1].1,
            [text.to_owned(), format!("{text} x")],
            "{}",
            out.lines
        );
    }

    #[test]
    fn what_yaml_would_change_is_written_in_quotes() {
        for text in [
            "08",
            "no",
            "1,000",
            "a: b",
            "ends:",
            "a #b",
            "- x",
            "-0299/0099",
            "[x]",
            "{{1274}} ships",
            "'x'",
            "\"x\"",
            "~",
            "& co",
            "* x",
            "? x",
            "a, b",
            "it's",
            "say \"no\": x",
            "\u{e9}: \\",
            "x\ty",
            "line\nline",
            "50 %",
            "% of",
            "@x",
            "`x`",
        ] {
            survives(text);
        }
    }

    #[test]
    fn long_texts_are_folded_and_read_back() {
        let long = "In which year did \"it\" happen: then, or # later? ".repeat(9);
        survives(long.trim_end());
        let mut out = Yaml::default();
        out.text(4, "explanation", long.trim_end());
        assert!(
            out.lines.lines().all(|line| line.chars().count() <= WIDTH),
            "{}",
            out.lines
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was(text in "[ -~é–“ō]{1,200}") {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            survives(text);
        }
    }
}
