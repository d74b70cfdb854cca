//! Lines of YAML to write instead: a text quoted so that it is read as typed.

use std::fmt::Write as _;

/// Quotes `text` in the way that needs the fewest changes; the quoted text is read back as `text`.
pub(crate) fn quoted(text: &str) -> String {
    if !text.contains(is_unprintable) && (text.contains(['"', '\\'])) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut line = String::with_capacity(text.len() + 2);
    line.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => line.extend(['\\', c]),
            '\n' => line.push_str("\\n"),
            '\t' => line.push_str("\\t"),
            _ if is_unprintable(c) => {
                // Writing into a string cannot fail.
                let _ = write!(line, "\\u{:04x}", u32::from(c));
            }
            _ => line.push(c),
        }
    }
    line.push('"');
    line
}

/// What YAML does not take as it is, not even in quotes.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A line of a deck split before its value: `  - prompt: ` and `Who?`; `    - ` and `Who?`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    /// Indentation, dash, key and colon.
    pub(crate) lead: &'a str,
    /// The key; empty when the line is an item of a list.
    pub(crate) key: &'a str,
    /// What follows, as written.
    pub(crate) value: &'a str,
}

impl<'a> Parts<'a> {
    /// Splits `line`; `None` when it has neither a key nor a dash.
    pub(crate) fn of(line: &'a str) -> Option<Self> {
        let mut at = indentation(line);
        while let Some(rest) = line.get(at..).and_then(|rest| rest.strip_prefix("- ")) {
            at = line.len() - rest.trim_start_matches(' ').len();
        }
        let rest = line.get(at..).unwrap_or_default();
        let key_length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c)))
            .unwrap_or(rest.len());
        let key = rest.get(..key_length).unwrap_or_default();
        let after_key = rest.get(key_length..).unwrap_or_default();
        if let Some(value) = after_key.strip_prefix(':')
            && !key.is_empty()
            && (value.is_empty() || value.starts_with(' '))
        {
            at = line.len() - value.trim_start_matches(' ').len();
            let (lead, value) = line.split_at(at);
            return Some(Self { lead, key, value });
        }
        (at > indentation(line)).then(|| {
            let (lead, value) = line.split_at(at);
            Self {
                lead,
                key: "",
                value,
            }
        })
    }

    /// The line with its value quoted: outer quotes are renewed.
    pub(crate) fn requoted(self) -> String {
        format!("{}{}", self.lead.trim_start(), self.quoted_value())
    }

    /// The value quoted.
    pub(crate) fn quoted_value(self) -> String {
        quoted(bare(self.value.trim_end()))
    }
}

/// Takes the quotes off that were meant to stand around the whole of `value`.
fn bare(value: &str) -> &str {
    let Some(quote @ ('"' | '\'')) = value.chars().next() else {
        return value;
    };
    let inner = value.strip_prefix(quote).unwrap_or(value);
    let stripped = inner.strip_suffix(quote).unwrap_or(inner);
    match stripped.split_once(quote) {
        None => stripped,
        // A quote after a space opens, one before a letter is an apostrophe: both lie inside.
        Some((before, after))
            if before.ends_with(' ') || after.starts_with(char::is_alphanumeric) =>
        {
            stripped
        }
        Some(_) => value,
    }
}

/// How many spaces `line` begins with.
pub(crate) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn requoted(line: &str, expected: &str) {
        assert_eq!(
            Parts::of(line).expect("a key or a dash").requoted(),
            expected
        );
    }

    #[test]
    fn a_line_is_quoted_in_the_plainest_way() {
        requoted("  - prompt: Who: me?", "- prompt: \"Who: me?\"");
        requoted("    prompt: say: \"no\"", "prompt: 'say: \"no\"'");
        requoted("  - 50 % # of", "- \"50 % # of\"");
        requoted("prompt: 'It's fine'", "prompt: \"It's fine\"");
        requoted("prompt: 'It's fine", "prompt: \"It's fine\"");
        requoted("prompt: \"say \"no\" now\"", "prompt: 'say \"no\" now'");
        requoted("prompt: \"a\" and \"b\"", "prompt: '\"a\" and \"b\"'");
        requoted("prompt: \"no\" means what?", "prompt: '\"no\" means what?'");
        requoted("prompt: \"open", "prompt: \"open\"");
    }

    #[test]
    fn a_line_without_key_or_dash_has_no_parts() {
        assert_eq!(Parts::of("  and so on"), None);
        assert_eq!(Parts::of("prompt:What"), None);
    }

    #[test]
    fn control_characters_are_written_out() {
        assert_eq!(quoted("a\u{1b}b\tc"), "\"a\\u001bb\\tc\"");
        assert_eq!(quoted("a\u{fffe}"), "\"a\\ufffe\"");
    }

    proptest::proptest! {
        #[test]
        fn what_is_quoted_is_read_back(text in "(\\PC|[\\x00-\\xa0\u{2028}\u{2029}\u{feff}\u{fffe}\u{ffff}\"'\\\\]){0,20}") {
            let written = quoted(&text);
            let Ok(node) = crate::deck::yaml::read(&written) else {
                return Err(proptest::test_runner::TestCaseError::fail(written));
            };
            proptest::prop_assert!(
                matches!(&node.value, crate::deck::yaml::Value::Text(read) if *read == text),
                "{written:?}"
            );
        }
    }
}
