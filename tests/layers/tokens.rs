//! Rust text becomes words, `::` and single marks, each with its line.

use std::iter::Peekable;
use std::str::Chars;

/// A piece of Rust that matters for paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name or a keyword.
    Word(String),
    /// `::`
    Colons,
    /// Any other character.
    Mark(char),
}

impl Token {
    /// The word, if it is one.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Colons | Self::Mark(_) => None,
        }
    }
}

/// Splits a file into tokens with their lines; comments, literals and lifetimes are left out.
pub(crate) fn tokens(text: &str) -> Vec<(Token, usize)> {
    let mut tokens = Vec::new();
    let mut chars = Counted {
        chars: text.chars().peekable(),
        line: 1,
    };
    while let Some(c) = chars.next() {
        let line = chars.line;
        match c {
            '/' if chars.eat('/') => chars.skip_until('\n'),
            '/' if chars.eat('*') => chars.skip_block_comment(),
            '"' => chars.skip_string(),
            '\'' => chars.skip_quote(),
            ':' if chars.eat(':') => tokens.push((Token::Colons, line)),
            c if c.is_alphanumeric() || c == '_' => {
                let word = chars.rest_of_word(c);
                if !chars.skip_prefixed(&word) && !c.is_numeric() {
                    tokens.push((Token::Word(word), line));
                }
            }
            c if c.is_whitespace() => {}
            c => tokens.push((Token::Mark(c), line)),
        }
    }
    tokens
}

struct Counted<'a> {
    chars: Peekable<Chars<'a>>,
    line: usize,
}

impl Counted<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let is_there = self.chars.peek() == Some(&wanted);
        if is_there {
            self.next();
        }
        is_there
    }

    fn skip_until(&mut self, end: char) {
        while self.next().is_some_and(|c| c != end) {}
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 1;
        while depth > 0 {
            match self.next() {
                Some('*') if self.eat('/') => depth -= 1,
                Some('/') if self.eat('*') => depth += 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn skip_string(&mut self) {
        while let Some(c) = self.next() {
            match c {
                '"' => return,
                '\\' => drop(self.next()),
                _ => {}
            }
        }
    }

    /// Skips a character, or the quote of a lifetime with its name.
    fn skip_quote(&mut self) {
        match self.next() {
            Some('\\') => {
                self.next();
                self.skip_until('\'');
            }
            Some(c) if c.is_alphabetic() || c == '_' => {
                self.rest_of_word(c);
                self.eat('\'');
            }
            Some(_) | None => drop(self.eat('\'')),
        }
    }

    /// Skips the literal that `word` opens: `b"…"`, `r"…"`, `r#"…"#`; tells whether there was one.
    fn skip_prefixed(&mut self, word: &str) -> bool {
        let is_raw = ["r", "br", "cr"].contains(&word);
        if !is_raw && !["b", "c"].contains(&word) {
            return false;
        }
        if !is_raw {
            let is_string = self.eat('"');
            if is_string {
                self.skip_string();
            }
            return is_string;
        }
        let mut hashes = 0;
        while self.eat('#') {
            hashes += 1;
        }
        if self.eat('"') {
            self.skip_raw_string(hashes);
            return true;
        }
        false
    }

    fn skip_raw_string(&mut self, hashes: usize) {
        loop {
            self.skip_until('"');
            let mut closed = 0;
            while closed < hashes && self.eat('#') {
                closed += 1;
            }
            if closed == hashes || self.chars.peek().is_none() {
                return;
            }
        }
    }

    fn rest_of_word(&mut self, first: char) -> String {
        let mut word = String::from(first);
        while let Some(c) = self.chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
            word.push(c);
        }
        word
    }
}
