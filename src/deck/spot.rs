//! A place in the file, and what can be said about the text on its line.

use super::bullet;
use super::code;
use super::quoting::{Parts, indentation};
use super::slip::Slip;
use super::source::{Line, Source};
use super::yaml::Span;

/// What is wrong, and where.
pub(super) struct Finding {
    pub(super) span: Span,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// The line a reader stumbled on, and where.
pub(super) struct Spot<'a> {
    pub(super) line: Line<'a>,
    /// From 1.
    pub(super) number: usize,
    /// In bytes of the line.
    pub(super) at: usize,
}

impl<'a> Spot<'a> {
    pub(super) fn of(source: &Source<'a>, slip: Slip) -> Self {
        let mut lines = source.lines().enumerate();
        let (index, line) = lines
            .nth(slip.line - 1)
            .or_else(|| source.lines().enumerate().last())
            .expect("a text has at least one line");
        let at = line.text.char_indices().nth(slip.column - 1);
        Self {
            line,
            number: index + 1,
            at: at.map_or(line.text.len(), |(at, _)| at),
        }
    }

    pub(super) fn on(line: Line<'a>, number: usize, at: usize) -> Self {
        Self { line, number, at }
    }

    pub(super) fn value(&self) -> &'a str {
        Parts::of(self.line.text).map_or("", |parts| parts.value)
    }

    /// The place up to the end of the line.
    pub(super) fn finding(
        &self,
        code: &'static str,
        message: &str,
        help: Option<String>,
    ) -> Finding {
        Finding {
            span: Span {
                start: self.line.start + self.at,
                end: self.line.start + self.line.text.len(),
                line: u32::try_from(self.number).unwrap_or(u32::MAX),
            },
            code,
            message: message.to_owned(),
            help,
        }
    }

    /// The same, underlining one character.
    pub(super) fn pointing(
        &self,
        code: &'static str,
        message: &str,
        help: Option<String>,
    ) -> Finding {
        let mut finding = self.finding(code, message, help);
        finding.span.end = finding.span.start + 1;
        finding
    }

    pub(super) fn requoted(&self, why: &str) -> Option<String> {
        let parts = Parts::of(self.line.text)?;
        (!parts.value.is_empty()).then(|| format!("{why}: {}", parts.requoted()))
    }

    pub(super) fn quote(&self, message: &str) -> Finding {
        let help = self.requoted("write");
        let (code, at_value) = (code::YAML_QUOTE, self.value_start());
        Spot::on(self.line, self.number, at_value).finding(code, message, help)
    }

    pub(super) fn value_start(&self) -> usize {
        Parts::of(self.line.text).map_or(self.at, |parts| parts.lead.len())
    }

    pub(super) fn escape(&self) -> Finding {
        let bare = self.value().trim().trim_matches('"');
        let lead = Parts::of(self.line.text).map_or("", |parts| parts.lead.trim_start());
        let help = format!("write: {lead}'{}'", bare.replace('\'', "''"));
        let message = "between double quotes a backslash has a meaning of its own";
        self.finding(code::YAML_ESCAPE, message, Some(help))
    }

    pub(super) fn first_character(&self, c: char) -> Finding {
        if let Some(finding) = self.misdrawn_item() {
            return finding;
        }
        let message = format!("a text cannot begin with {c} unless it stands in quotes");
        let help = self.requoted("write");
        let at = self.value_start();
        Spot::on(self.line, self.number, at).finding(code::YAML_FIRST_CHARACTER, &message, help)
    }

    pub(super) fn block_header(&self) -> Finding {
        let first = self.value().chars().next().unwrap_or('|');
        let mut finding = self.first_character(first);
        if let Some(help) = &mut finding.help {
            help.push_str(", or begin the text on the next line, indented");
        }
        finding
    }

    /// An item that begins with another mark than a dash and a space.
    fn misdrawn_item(&self) -> Option<Finding> {
        let (at, item) = bullet::misdrawn(self.line.text)?;
        let message = "an item of a list begins with a dash and a space";
        let help = format!("write: - {item}");
        Some(Spot::on(self.line, self.number, at).finding(code::YAML_LIST, message, Some(help)))
    }

    /// The line above that has something in it.
    fn above(&self, source: &Source<'a>) -> Option<Self> {
        source
            .lines()
            .enumerate()
            .take(self.number - 1)
            .filter(|(_, line)| !line.text.trim().is_empty())
            .last()
            .map(|(index, line)| Spot::on(line, index + 1, 0))
    }

    pub(super) fn indentation(&self, source: &Source<'a>) -> Finding {
        let above = self.above(source);
        let misdrawn = above.and_then(|above| above.misdrawn_item());
        if let Some(finding) = self.misdrawn_item().or(misdrawn) {
            return finding;
        }
        let has_list = source.lines().any(|line| line.text.starts_with("cards:"));
        let here = indentation(self.line.text);
        if self.line.text.trim_start().starts_with("- ") && !has_list {
            let message = "these cards stand under no key";
            let help = "write a line above them: cards:".to_owned();
            let start = Spot::on(self.line, self.number, here);
            return start.finding(code::YAML_INDENTATION, message, Some(help));
        }
        let wanted = self.key_column_above(source);
        let message = match wanted {
            Some(wanted) if wanted < here => {
                format!("this line has {here} spaces before it, the key above has {wanted}")
            }
            _ => format!("no line above begins after {here} spaces like this one"),
        };
        let help = wanted.map(|wanted| {
            let spaces = " ".repeat(wanted);
            let text = self.line.text.trim();
            format!("begin it under the key above: {spaces}{text}")
        });
        let at = here.min(self.line.text.len());
        Spot::on(self.line, self.number, at).finding(code::YAML_INDENTATION, &message, help)
    }

    /// Where the keys of the line above begin.
    pub(super) fn key_column_above(&self, source: &Source<'a>) -> Option<usize> {
        Some(key_column(self.above(source)?.line.text))
    }

    pub(super) fn other(&self) -> Finding {
        let help = "look at the quotes, the colon and the spaces of this line and the one above";
        let message = "this line cannot be read";
        match self.value().chars().next() {
            Some(c) if "[]{},&*!|>%@`#".contains(c) => self.first_character(c),
            _ => self.finding(code::YAML_SYNTAX, message, Some(help.to_owned())),
        }
    }
}

/// Where the keys of a line's group begin: after its dash, if it has one.
fn key_column(line: &str) -> usize {
    let dashes = line.trim_start_matches(' ');
    let after = dashes.strip_prefix("- ").unwrap_or(dashes);
    line.len() - after.trim_start_matches(' ').len()
}
