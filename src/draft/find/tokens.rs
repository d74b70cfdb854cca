//! Notes cut into words, numbers and marks, each with its place in bytes.

use std::ops::Range;

/// A piece of the notes.
#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    kind: Kind,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    /// Digits, with commas between thousands and points between digits.
    Digits,
    Mark(char),
    /// What no phrase reaches over: an empty line, a new item of a list.
    Break,
}

/// The pieces of a text in their order. Indices past the end are pieces that are nothing.
pub(super) struct Tokens<'t> {
    pub(super) text: &'t str,
    /// The text in small ASCII letters; every byte stands where it stands in `text`.
    lower: String,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Cuts `text`, in one pass.
    pub(super) fn of(text: &'t str) -> Self {
        let mut list = Vec::with_capacity(text.len() / 4);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let start = text.len() - rest.len();
            let (length, kind) = cut(rest, c);
            match kind {
                Some(kind) => list.push(Token {
                    start,
                    end: start + length,
                    kind,
                }),
                None if is_parting(rest, length) => list.push(Token {
                    start,
                    end: start + length,
                    kind: Kind::Break,
                }),
                None => {}
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        Self {
            text,
            lower: text.to_ascii_lowercase(),
            list,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// The word at `index` in small letters; empty if it is none.
    pub(super) fn word(&self, index: usize) -> &str {
        match self.list.get(index) {
            Some(token) if token.kind == Kind::Word => {
                self.lower.get(token.start..token.end).unwrap_or_default()
            }
            Some(_) | None => "",
        }
    }

    /// The word `back` pieces before `index`; empty if it is none.
    pub(super) fn word_before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |index| self.word(index))
    }

    /// The mark `back` pieces before `index`.
    pub(super) fn mark_before(&self, index: usize, back: usize) -> Option<char> {
        self.mark(index.checked_sub(back)?)
    }

    /// The mark at `index`.
    pub(super) fn mark(&self, index: usize) -> Option<char> {
        match self.list.get(index)?.kind {
            Kind::Mark(mark) => Some(mark),
            Kind::Word | Kind::Digits | Kind::Break => None,
        }
    }

    /// The digits at `index`, with their commas and points.
    pub(super) fn digits(&self, index: usize) -> Option<&'t str> {
        let token = self.list.get(index)?;
        match token.kind {
            Kind::Digits => self.text.get(token.start..token.end),
            Kind::Word | Kind::Mark(_) | Kind::Break => None,
        }
    }

    /// The number at `index`, if it is digits alone.
    pub(super) fn whole(&self, index: usize) -> Option<u32> {
        let digits = self.digits(index)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(())?;
        digits.parse().ok()
    }

    /// Tells whether the piece at `index` begins with a capital.
    pub(super) fn is_capital(&self, index: usize) -> bool {
        let written = self.written(index..index + 1);
        written.chars().next().is_some_and(char::is_uppercase)
    }

    /// Tells whether nothing stands between the piece at `index` and the one before.
    pub(super) fn is_joined(&self, index: usize) -> bool {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.list.get(before));
        matches!((before, self.list.get(index)), (Some(before), Some(own)) if before.end == own.start)
    }

    /// Tells whether a sentence, an item, a cell or the text ends before `index`.
    pub(super) fn is_start(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else {
            return true;
        };
        self.is_break(before)
            || matches!(
                self.mark(before),
                Some('.' | '!' | '?' | '|' | '\t' | ':' | '"' | '“')
            )
    }

    /// Tells whether no phrase reaches over the piece at `index`; the end of the text is such a place.
    pub(super) fn is_break(&self, index: usize) -> bool {
        self.list
            .get(index)
            .is_none_or(|token| token.kind == Kind::Break)
    }

    /// Tells whether the piece at `index` is the first of its line.
    pub(super) fn begins_line(&self, index: usize) -> bool {
        let Some(token) = self.list.get(index) else {
            return false;
        };
        let from = index
            .checked_sub(1)
            .and_then(|before| self.list.get(before));
        let from = from.map_or(0, |before| {
            if before.kind == Kind::Break {
                before.start
            } else {
                before.end
            }
        });
        index == 0
            || self
                .text
                .get(from..token.start)
                .is_some_and(|gap| gap.contains('\n'))
    }

    /// Where the pieces of `range` stand in the text.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self
            .list
            .get(range.start)
            .map_or(self.text.len(), |token| token.start);
        let last = range
            .end
            .checked_sub(1)
            .and_then(|last| self.list.get(last));
        start..last.map_or(start, |token| token.end).max(start)
    }

    /// What the pieces of `range` say, as written.
    pub(super) fn written(&self, range: Range<usize>) -> &'t str {
        self.text.get(self.bytes(range)).unwrap_or_default()
    }
}

/// The length of the piece that begins `rest`, and what it is; nothing for white space.
fn cut(rest: &str, first: char) -> (usize, Option<Kind>) {
    if first.is_ascii_digit() {
        return (digits_length(rest), Some(Kind::Digits));
    }
    if is_letter(first) {
        let end = rest.find(|c: char| !is_letter(c) && !matches!(c, '²' | '³'));
        return (end.unwrap_or(rest.len()), Some(Kind::Word));
    }
    if first == '\t' || !first.is_whitespace() {
        return (first.len_utf8(), Some(Kind::Mark(first)));
    }
    let end = rest.find(|c: char| c == '\t' || !c.is_whitespace());
    (end.unwrap_or(rest.len()), None)
}

fn is_letter(c: char) -> bool {
    // Marks that stand on a letter belong to its word.
    c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c)
}

/// Digits go on over a comma or a thin space before exactly three digits, and over a point before a digit.
fn digits_length(rest: &str) -> usize {
    let run = |from: usize| -> usize {
        let digits = rest.get(from..).unwrap_or_default();
        digits.bytes().take_while(u8::is_ascii_digit).count()
    };
    let first = run(0);
    let mut end = first;
    let mut is_grouped = first <= 3;
    loop {
        let behind = rest.get(end..).unwrap_or_default();
        let Some(mark) = behind.chars().next() else {
            return end;
        };
        let count = run(end + mark.len_utf8());
        let goes_on = match mark {
            ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '’' | '\'' => is_grouped && count == 3,
            '.' => count > 0,
            _ => false,
        };
        if !goes_on {
            return end;
        }
        is_grouped &= mark != '.';
        end += mark.len_utf8() + count;
    }
}

/// Tells whether the white space that begins `rest` parts what is before it from what follows.
fn is_parting(rest: &str, length: usize) -> bool {
    let (space, behind) = rest.split_at(length);
    let lines = space.matches('\n').count();
    lines > 1 || (lines == 1 && begins_item(behind))
}

fn begins_item(line: &str) -> bool {
    let is_bullet = ["- ", "* ", "+ ", "• ", "– ", "— ", "#", "|"]
        .iter()
        .any(|bullet| line.starts_with(bullet));
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number_length = line.len() - numbered.len();
    is_bullet
        || ((1..=2).contains(&number_length)
            && (numbered.starts_with(". ") || numbered.starts_with(") ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cuts(text: &str, pieces: &[&str]) {
        let tokens = Tokens::of(text);
        let cut: Vec<&str> = (0..tokens.count())
            .map(|index| tokens.written(index..index + 1).trim())
            .collect();
        assert_eq!(cut, pieces);
    }

    #[test]
    fn numbers_keep_their_marks() {
        cuts("12,500 km", &["12,500", "km"]);
        cuts("1268,1269", &["1268", ",", "1269"]);
        cuts("in 1543.", &["in", "1543", "."]);
        cuts("1.65 m, 8.15", &["1.65", "m", ",", "8.15"]);
        cuts("1600s", &["1600", "s"]);
        cuts("12,5000", &["12", ",", "5000"]);
        cuts("km² ½", &["km²", "½"]);
    }

    #[test]
    fn an_empty_line_and_an_item_part_phrases() {
        cuts("a\nb", &["a", "b"]);
        cuts("a\n\nb", &["a", "", "b"]);
        cuts("a\r\n\r\nb", &["a", "", "b"]);
        cuts("a\n- b", &["a", "", "-", "b"]);
        cuts("a\n2. b", &["a", "", "2", ".", "b"]);
        cuts("a\n1274. b", &["a", "1274", ".", "b"]);
    }

    #[test]
    fn indices_past_the_end_are_nothing() {
        let tokens = Tokens::of("a");
        assert_eq!(
            (tokens.word(7), tokens.mark(7), tokens.whole(7)),
            ("", None, None)
        );
        assert_eq!(tokens.bytes(7..9), 1..1);
        assert!(tokens.is_break(1) && !tokens.is_joined(0));
    }
}
