//! How text looks: a style beside the text, never inside of it, and whether styles are printed at all.

use std::ffi::OsString;
use std::io;

use super::args::ColorChoice;
use crate::text::SafeText;

/// What a stretch of text is to the reader. A style never carries a meaning alone: the words say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// Running text.
    #[default]
    Plain,
    /// What to look at first.
    Strong,
    /// What can be passed over.
    Faint,
    /// A right answer.
    Right,
    /// A close one.
    Near,
    /// A wrong one.
    Off,
}

impl Style {
    /// The parameters of the escape sequence that switches it on.
    fn parameters(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Strong => Some("1"),
            Self::Faint => Some("2"),
            Self::Right => Some("1;32"),
            Self::Near => Some("1;33"),
            Self::Off => Some("1;31"),
        }
    }
}

/// Whether styles are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// They are.
    On,
    /// They are left out.
    Off,
}

impl Colour {
    /// Decides by the option, then the environment, then whether the output is a terminal.
    pub(super) fn decide(
        choice: ColorChoice,
        variable: impl Fn(&str) -> Option<OsString>,
        output: Output,
    ) -> Self {
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let is_zero = |name: &str| variable(name).is_some_and(|value| value == "0");
        match choice {
            ColorChoice::Always => Self::On,
            ColorChoice::Never => Self::Off,
            ColorChoice::Auto if is_set("NO_COLOR") => Self::Off,
            ColorChoice::Auto if is_set("CLICOLOR_FORCE") && !is_zero("CLICOLOR_FORCE") => Self::On,
            ColorChoice::Auto if is_zero("CLICOLOR") => Self::Off,
            ColorChoice::Auto => match output {
                Output::Terminal => Self::On,
                Output::Dumb | Output::Other => Self::Off,
            },
        }
    }
}

/// What standard output leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// A terminal that understands escape sequences.
    Terminal,
    /// A terminal that does not.
    Dumb,
    /// A file or a pipe.
    Other,
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) style: Style,
    pub(super) text: SafeText,
}

impl Span {
    pub(super) fn new(style: Style, text: impl Into<SafeText>) -> Self {
        Self {
            style,
            text: text.into(),
        }
    }
}

/// One line of output: stretches side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row(pub(super) Vec<Span>);

impl Row {
    /// A line in one style.
    pub(super) fn of(style: Style, text: impl Into<SafeText>) -> Self {
        Self(vec![Span::new(style, text)])
    }

    /// The columns it takes.
    #[cfg(test)]
    pub(super) fn width(&self) -> usize {
        self.0.iter().map(|span| span.text.width()).sum()
    }

    /// The text alone.
    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// Writes it without a line end.
    pub(super) fn write(&self, out: &mut impl io::Write, colour: Colour) -> io::Result<()> {
        for Span { style, text } in &self.0 {
            match (colour, style.parameters()) {
                (Colour::On, Some(parameters)) => write!(out, "\x1b[{parameters}m{text}\x1b[0m")?,
                (Colour::On, None) | (Colour::Off, _) => write!(out, "{text}")?,
            }
        }
        Ok(())
    }
}

/// Breaks stretches, a space between each two of them, into lines of at most `columns`; all lines but the first are indented
/// by `hang` columns.
pub(super) fn flow(spans: &[Span], columns: usize, hang: usize) -> Vec<Row> {
    // A hanging indent that leaves no room for words is worse than none.
    let hang = if hang * 2 < columns { hang } else { 0 };
    let mut rows = vec![Row::default()];
    let mut used = 0;
    for (style, word) in words(spans) {
        let needed = word.width() + usize::from(used > 0);
        if used > 0 && used + needed > columns {
            rows.push(indented(hang));
            used = 0;
        }
        let room = columns.saturating_sub(if rows.len() > 1 { hang } else { 0 });
        for (index, piece) in word.wrap(room).into_iter().enumerate() {
            if index > 0 {
                rows.push(indented(hang));
                used = 0;
            }
            let lead = if rows.len() > 1 && used == 0 { hang } else { 0 };
            let row = rows.last_mut().expect("there is a first row");
            if used > 0 {
                append(row, style, " ");
                used += 1;
            }
            used += lead + piece.width();
            append(row, style, piece.as_str());
        }
    }
    rows
}

fn words(spans: &[Span]) -> impl Iterator<Item = (Style, SafeText)> {
    spans.iter().flat_map(|span| {
        let words = span
            .text
            .as_str()
            .split(' ')
            .filter(|word| !word.is_empty());
        words.map(|word| (span.style, SafeText::line(word)))
    })
}

fn indented(columns: usize) -> Row {
    if columns == 0 {
        Row::default()
    } else {
        Row::of(Style::Plain, " ".repeat(columns))
    }
}

fn append(row: &mut Row, style: Style, text: &str) {
    match row.0.last_mut() {
        Some(last) if last.style == style => last.text.push(&SafeText::line(text)),
        Some(_) | None => row.0.push(Span::new(style, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn decides(choice: ColorChoice, variables: &[(&str, &str)], output: Output, colour: Colour) {
        let variable = |name: &str| {
            let found = variables.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| OsString::from(value))
        };
        assert_eq!(
            Colour::decide(choice, variable, output),
            colour,
            "{variables:?}"
        );
    }

    #[test]
    fn the_option_wins_then_the_environment_then_the_terminal() {
        use ColorChoice::{Always, Auto, Never};
        decides(Always, &[("NO_COLOR", "1")], Output::Other, Colour::On);
        decides(
            Never,
            &[("CLICOLOR_FORCE", "1")],
            Output::Terminal,
            Colour::Off,
        );
        let both = [("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")];
        decides(Auto, &both, Output::Terminal, Colour::Off);
        decides(Auto, &[("NO_COLOR", "")], Output::Terminal, Colour::On);
        decides(Auto, &[("CLICOLOR_FORCE", "1")], Output::Other, Colour::On);
        decides(Auto, &[("CLICOLOR_FORCE", "0")], Output::Other, Colour::Off);
        decides(Auto, &[("CLICOLOR", "0")], Output::Terminal, Colour::Off);
        decides(Auto, &[], Output::Terminal, Colour::On);
        decides(Auto, &[], Output::Dumb, Colour::Off);
        decides(Auto, &[], Output::Other, Colour::Off);
    }

    #[test]
    fn styles_surround_the_text() {
        let row = Row(vec![
            Span::new(Style::Right, "right"),
            Span::new(Style::Plain, " in 1281"),
        ]);
        let mut bytes = Vec::new();
        row.write(&mut bytes, Colour::On).expect("memory");
        assert_eq!(bytes, b"\x1b[1;32mright\x1b[0m in 1281");
        bytes.clear();
        row.write(&mut bytes, Colour::Off).expect("memory");
        assert_eq!(bytes, b"right in 1281");
    }

    #[track_caller]
    fn flows(spans: &[Span], columns: usize, hang: usize, expected: &[&str]) {
        let rows: Vec<String> = flow(spans, columns, hang).iter().map(Row::text).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn words_of_several_styles_share_a_line() {
        let spans = [
            Span::new(Style::Off, "x wrong"),
            Span::new(Style::Plain, "right year, wrong month"),
        ];
        flows(&spans, 40, 0, &["x wrong right year, wrong month"]);
        flows(
            &spans,
            16,
            2,
            &["x wrong right", "  year, wrong", "  month"],
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        flows(
            &[Span::new(Style::Plain, "a abcdefgh")],
            4,
            0,
            &["a", "abcd", "efgh"],
        );
        flows(
            &[Span::new(Style::Plain, "日本日本")],
            4,
            0,
            &["日本", "日本"],
        );
    }
}
