//! The only text that can be printed.
//!
//! Whatever comes from a deck, a learner, a file name or an error passes through [`SafeText`] on its way to a screen, so that
//! no text can move the cursor, recolour the terminal or turn the writing around. It knows how wide text is in columns, and
//! nothing of terminals.

use std::fmt;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Text without control characters, escape sequences and overrides of the writing direction.
///
/// Line feeds and tabs are the only controls it can hold. Joiners, direction marks and the variation selectors of Mongolian
/// stay: whole scripts cannot be written without them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(String);

/// Formats as [`format!`] does and cleans the result.
#[macro_export]
macro_rules! safe {
    ($($argument:tt)*) => {
        $crate::text::SafeText::clean(&::std::format!($($argument)*))
    };
}

/// Marks kept on one base character; more climb over the lines above.
const MAX_MARKS: usize = 8;

/// What stands where a control character was.
const SHOWN_CONTROL: char = '\u{FFFD}';

impl SafeText {
    /// Cleans `text`.
    ///
    /// Every kind of line end becomes a line feed; other control characters are shown as U+FFFD; overrides of the writing
    /// direction, annotation and tag characters vanish, and so do marks beyond the eighth on one character. Text without any of
    /// these is unchanged, and cleaning twice changes nothing more.
    pub fn clean(text: &str) -> Self {
        let mut cleaned = String::with_capacity(text.len());
        let mut marks = 0;
        let mut previous = None;
        for c in text.chars() {
            let before = previous.replace(c);
            match sort(c) {
                Sort::LineEnd if c == '\n' && before == Some('\r') => {}
                Sort::LineEnd => {
                    marks = 0;
                    cleaned.push('\n');
                }
                Sort::Control => {
                    marks = 0;
                    cleaned.push(SHOWN_CONTROL);
                }
                Sort::Removed => {}
                Sort::Mark => {
                    marks += 1;
                    if marks <= MAX_MARKS {
                        cleaned.push(c);
                    }
                }
                Sort::Joiner => cleaned.push(c),
                Sort::Plain => {
                    marks = 0;
                    cleaned.push(c);
                }
            }
        }
        Self(cleaned)
    }

    /// Cleans `text` into a single line: line ends and tabs become spaces.
    pub fn line(text: &str) -> Self {
        let mut cleaned = Self::clean(text);
        if cleaned.0.contains(['\n', '\t']) {
            cleaned.0 = cleaned.0.replace(['\n', '\t'], " ");
        }
        cleaned
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The columns of its widest line. A tab counts as one, which is what [`wrap`](Self::wrap) makes of it.
    pub fn width(&self) -> usize {
        self.0.split('\n').map(columns_of).max().unwrap_or(0)
    }

    /// Appends `other`.
    pub fn push(&mut self, other: &Self) {
        // Two clean texts can still put too many marks on the character where they meet.
        *self = Self::clean(&(std::mem::take(&mut self.0) + &other.0));
    }

    /// Joins `parts`, with `separator` between them.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Self>, separator: &str) -> Self {
        let parts: Vec<&str> = parts.into_iter().map(Self::as_str).collect();
        Self::clean(&parts.join(separator))
    }

    /// Cuts a single line down to `columns`, with `…` where something is missing.
    #[must_use]
    pub fn shortened(&self, columns: usize) -> Self {
        let line = Self::line(&self.0);
        if columns_of(&line.0) <= columns {
            return line;
        }
        let mut shortened = String::new();
        let mut width = 1;
        for grapheme in line.0.graphemes(true) {
            width += grapheme.width();
            if width > columns {
                break;
            }
            shortened.push_str(grapheme);
        }
        if columns > 0 {
            shortened.push('…');
        }
        Self(shortened)
    }

    /// Breaks the text into lines of at most `columns` columns; 0 is taken as 1.
    ///
    /// Lines break at spaces (which vanish there and at the end of a line) and beside wide characters; a word wider than a
    /// line is cut between characters. What a reader takes for one character is never cut, so a line is wider than asked
    /// only when it holds a single such character. Line feeds are kept: an empty line gives an empty line.
    pub fn wrap(&self, columns: usize) -> Vec<Self> {
        let mut lines = Vec::new();
        for paragraph in self.0.split('\n') {
            wrap_paragraph(&paragraph.replace('\t', " "), columns.max(1), &mut lines);
        }
        lines
    }
}

/// What becomes of a character.
enum Sort {
    LineEnd,
    Control,
    Removed,
    Mark,
    /// Stays, and does not start a new base for marks.
    Joiner,
    Plain,
}

fn sort(c: char) -> Sort {
    match c {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Sort::LineEnd,
        '\t' => Sort::Plain,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Sort::Control,
        // Embeddings, overrides and isolates; their deprecated cousins; annotations; tags.
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => Sort::Removed,
        // Also the zero width space and the direction marks: none of them carries marks of its own.
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => Sort::Joiner,
        _ if is_combining_mark(c) => Sort::Mark,
        _ => Sort::Plain,
    }
}

fn columns_of(line: &str) -> usize {
    line.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn wrap_paragraph(paragraph: &str, columns: usize, lines: &mut Vec<SafeText>) {
    let mut line = String::new();
    let mut width = 0;
    for Piece { spaces, word } in pieces(paragraph) {
        let needed = spaces.len() + columns_of(word);
        if width + needed <= columns {
            line.push_str(spaces);
            line.push_str(word);
            width += needed;
            continue;
        }
        if !line.is_empty() {
            lines.push(SafeText(std::mem::take(&mut line)));
        }
        width = 0;
        for grapheme in word.graphemes(true) {
            if width > 0 && width + grapheme.width() > columns {
                lines.push(SafeText(std::mem::take(&mut line)));
                width = 0;
            }
            line.push_str(grapheme);
            width += grapheme.width();
        }
    }
    lines.push(SafeText(line));
}

/// A stretch of a line that is not broken, and the plain spaces before it.
struct Piece<'a> {
    spaces: &'a str,
    word: &'a str,
}

fn pieces(paragraph: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = paragraph;
    loop {
        let spaces_end = grapheme_end(rest, |grapheme, _| grapheme == " ");
        let (spaces, after) = rest.split_at(spaces_end);
        let word_end = grapheme_end(after, |grapheme, before| {
            grapheme != " " && before.is_none_or(|before| !is_break(before, grapheme))
        });
        let (word, after) = after.split_at(word_end);
        if word.is_empty() {
            return pieces;
        }
        pieces.push(Piece { spaces, word });
        rest = after;
    }
}

/// The byte where the leading graphemes that `belong` end; each is shown with the one before it.
fn grapheme_end(text: &str, belongs: impl Fn(&str, Option<&str>) -> bool) -> usize {
    let mut before = None;
    for (start, grapheme) in text.grapheme_indices(true) {
        if !belongs(grapheme, before) {
            return start;
        }
        before = Some(grapheme);
    }
    text.len()
}

/// Tells whether a line may break between two graphemes that no space parts: beside wide characters, but never so that
/// closing punctuation starts a line or opening punctuation ends one.
fn is_break(before: &str, after: &str) -> bool {
    (before.width() > 1 || after.width() > 1)
        && !before.starts_with(['(', '[', '“', '‘', '「', '『', '（', '〈', '《', '【'])
        && !after.starts_with([
            ')', ']', '”', '’', '.', ',', ':', ';', '!', '?', '%', '…', '、', '。', '，', '．',
            '：', '；', '！', '？', '」', '』', '）', '〉', '》', '】', 'ー', '・', '々',
        ])
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for SafeText {
    fn from(text: &str) -> Self {
        Self::clean(text)
    }
}

impl From<String> for SafeText {
    fn from(text: String) -> Self {
        Self::clean(&text)
    }
}

impl From<fmt::Arguments<'_>> for SafeText {
    fn from(arguments: fmt::Arguments<'_>) -> Self {
        Self::clean(&arguments.to_string())
    }
}

impl std::ops::Add<&SafeText> for SafeText {
    type Output = Self;

    fn add(mut self, other: &Self) -> Self {
        self.push(other);
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn cleans(text: &str, expected: &str) {
        assert_eq!(SafeText::clean(text).as_str(), expected, "{text:?}");
    }

    #[track_caller]
    fn wraps(text: &str, columns: usize, expected: &[&str]) {
        let lines = SafeText::clean(text).wrap(columns);
        let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
        assert_eq!(lines, expected, "{text:?} in {columns} columns");
    }

    #[test]
    fn control_characters_are_shown_and_do_nothing() {
        cleans("\u{1b}[31mred\u{1b}[0m", "\u{FFFD}[31mred\u{FFFD}[0m");
        cleans("\u{1b}]0;title\u{7}", "\u{FFFD}]0;title\u{FFFD}");
        cleans("\u{9b}2J", "\u{FFFD}2J");
        cleans("a\u{8}b\u{7f}c\u{0}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}");
    }

    #[test]
    fn every_line_end_is_a_line_feed() {
        cleans("a\r\nb\rc\nd", "a\nb\nc\nd");
        cleans("a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f", "a\nb\nc\nd\ne\nf");
        cleans("a\n\r\n\nb", "a\n\n\nb");
        assert_eq!(SafeText::line("a\r\nb\tc").as_str(), "a b c");
    }

    #[test]
    fn overrides_annotations_and_tags_vanish() {
        cleans("abc\u{202e}fed\u{202c}", "abcfed");
        cleans("\u{2066}x\u{2069}", "x");
        cleans("a\u{FFF9}b\u{FFFA}c\u{FFFB}", "abc");
        cleans("flag\u{E0067}\u{E007F}", "flag");
    }

    #[test]
    fn scripts_keep_what_they_need() {
        for text in [
            "tab\tstays",
            "👨\u{200D}👩\u{200D}👧",
            "نمی\u{200C}خواهم",
            "\u{200E}mark\u{200F}",
            "ᠮᠣᠩᠭᠣᠯ\u{180B}\u{180E}ᠠ",
            "Kōan Kōan",
            "o\u{304}",
            "日本とモンゴル",
        ] {
            cleans(text, text);
        }
    }

    #[test]
    fn marks_pile_up_to_eight() {
        let pile = |count: usize| format!("a{}b", "\u{301}".repeat(count));
        cleans(&pile(8), &pile(8));
        cleans(&pile(500), &pile(8));
        let with_joiners = format!("a{}", "\u{301}\u{200D}".repeat(20));
        assert_eq!(
            SafeText::clean(&with_joiners)
                .as_str()
                .matches('\u{301}')
                .count(),
            MAX_MARKS
        );
    }

    #[test]
    fn joining_keeps_the_limit_of_marks() {
        let marked = SafeText::clean(&format!("a{}", "\u{301}".repeat(8)));
        let marks = SafeText::clean(&"\u{301}".repeat(8));
        assert_eq!((marked.clone() + &marks), marked);
        let joined = SafeText::join(&[SafeText::from("a"), SafeText::from("b")], ", ");
        assert_eq!(joined.as_str(), "a, b");
        assert_eq!(safe!("{}-{}", 1, "\u{1b}").as_str(), "1-\u{FFFD}");
    }

    #[test]
    fn width_counts_columns_of_the_widest_line() {
        for (text, width) in [
            ("", 0),
            ("abc", 3),
            ("o\u{304}o", 2),
            ("日本", 4),
            ("a\n日本\nabc", 4),
            ("👨\u{200D}👩\u{200D}👧", 2),
        ] {
            assert_eq!(SafeText::clean(text).width(), width, "{text:?}");
        }
    }

    #[test]
    fn words_wrap_at_spaces() {
        wraps("the second fleet", 10, &["the second", "fleet"]);
        wraps("the second fleet", 100, &["the second fleet"]);
        wraps("the  second", 4, &["the", "seco", "nd"]);
        wraps("  indented", 20, &["  indented"]);
        wraps("one\n\ntwo", 5, &["one", "", "two"]);
        wraps("", 5, &[""]);
        wraps("end  ", 5, &["end"]);
        wraps("a\u{a0}b c", 3, &["a\u{a0}b", "c"]);
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        wraps("abcdef", 4, &["abcd", "ef"]);
        wraps("ab", 0, &["a", "b"]);
        wraps(
            "o\u{304}o\u{304}o\u{304}",
            2,
            &["o\u{304}o\u{304}", "o\u{304}"],
        );
        wraps("日本", 1, &["日", "本"]);
    }

    #[test]
    fn wide_characters_wrap_anywhere_but_before_closing_punctuation() {
        wraps("日本とモンゴル", 6, &["日本と", "モンゴ", "ル"]);
        wraps("日本、中国", 6, &["日本、", "中国"]);
        wraps("元「中国」", 4, &["元", "「中", "国」"]);
    }

    #[test]
    fn a_line_that_is_too_long_is_shortened() {
        let shortened = |text: &str, columns| SafeText::clean(text).shortened(columns).to_string();
        assert_eq!(shortened("Tsushima", 8), "Tsushima");
        assert_eq!(shortened("Tsushima", 5), "Tsus…");
        assert_eq!(shortened("日本国", 4), "日…");
        assert_eq!(shortened("a\nb", 9), "a b");
        assert_eq!(shortened("ab", 0), "");
    }

    /// Text with a good share of the characters that matter here.
    fn wild() -> impl Strategy<Value = String> {
        let spice = proptest::sample::select(vec![
            '\u{1b}',
            '\r',
            '\n',
            '\t',
            '\u{9b}',
            '\u{202e}',
            '\u{2028}',
            '\u{200D}',
            '\u{301}',
            '\u{180B}',
            ' ',
            ' ',
            'a',
            '日',
            '。',
            '👩',
            '🇯',
            '🇵',
            'ᠮ',
            '\u{E0041}',
            '\u{FE0F}',
        ]);
        proptest::collection::vec(prop_oneof![3 => spice, 1 => any::<char>()], 0..60)
            .prop_map(|chars| chars.into_iter().collect())
    }

    fn without_whitespace(text: &str) -> String {
        text.chars().filter(|c| !" \t\n".contains(*c)).collect()
    }

    proptest! {
        #[test]
        fn nothing_dangerous_comes_out(text in wild()) {
            let clean = SafeText::clean(&text);
            let is_harmless = |c: char| !c.is_control() || c == '\n' || c == '\t';
            prop_assert!(clean.as_str().chars().all(is_harmless), "{clean:?}");
            prop_assert!(SafeText::line(&text).as_str().chars().all(|c| !c.is_control()));
        }

        #[test]
        fn cleaning_twice_is_cleaning_once(text in wild()) {
            let clean = SafeText::clean(&text);
            prop_assert_eq!(SafeText::clean(clean.as_str()), clean);
        }

        #[test]
        fn harmless_text_is_unchanged(text in "[ -~\n\tà-ÿā-ž一-龥ᠠ-ᡷ가-힣]{0,80}") {
            let clean = SafeText::clean(&text);
            prop_assert_eq!(clean.as_str(), text);
        }

        #[test]
        fn wrapped_lines_fit_and_lose_nothing(text in wild(), columns in 0_usize..20) {
            let clean = SafeText::clean(&text);
            let lines = clean.wrap(columns);
            for line in &lines {
                let is_single = line.as_str().graphemes(true).filter(|g| g.width() > 0).count() <= 1;
                prop_assert!(line.width() <= columns.max(1) || is_single, "{line:?}");
                prop_assert!(!line.as_str().contains(['\n', '\t']));
                prop_assert_eq!(&SafeText::clean(line.as_str()), line);
            }
            let joined: String = lines.iter().map(SafeText::as_str).collect();
            prop_assert_eq!(without_whitespace(&joined), without_whitespace(clean.as_str()));
        }
    }
}
