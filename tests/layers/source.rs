//! A source file becomes the paths it names, each with its line and whether only tests see it.
//!
//! Knows as much of Rust as that takes: `use` groups, imported names, inline modules and `cfg(test)`. What a macro makes of a
//! relative path it cannot know.

use std::collections::HashMap;

use crate::tokens::{Token, tokens};

/// A file under `src/`, read for what it names.
pub(crate) struct Source {
    /// Where it lies, relative to `src/`, with `/` between parts.
    pub(crate) path: String,
    /// The module it is, from the crate's root; empty for `lib.rs` and `main.rs`.
    pub(crate) module: Vec<String>,
    /// The modules it declares, in the order written.
    pub(crate) declares: Vec<String>,
    /// Those of them that exist in tests only.
    pub(crate) declares_for_tests: Vec<String>,
    /// What it names.
    pub(crate) names: Vec<Name>,
}

/// One path that is named: `crate` or another crate first.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Its parts.
    pub(crate) path: Vec<String>,
    /// How many of them are not written here but came in by an import, which is a name of its own; 0 when it is spelt out.
    pub(crate) imported: usize,
    /// How it is written.
    pub(crate) written: Written,
    /// Counted from 1.
    pub(crate) line: usize,
    /// Who sees it.
    pub(crate) seen: Seen,
}

/// How a path is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// From the crate's root, or from another crate's.
    FromRoot,
    /// From where it stands, with `self` or `super`.
    FromHere,
}

/// Who sees a piece of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Everyone.
    Always,
    /// Tests only.
    InTests,
}

impl Source {
    /// Reads `text`, the file at `path` below `src/`.
    pub(crate) fn read(path: &str, text: &str) -> Self {
        let mut reader = Reader {
            tokens: tokens(text),
            next: 0,
            depth: 0,
            modules: module_of(path),
            inline: Vec::new(),
            tests_from: None,
            awaits_item: false,
            declares: Vec::new(),
            declares_for_tests: Vec::new(),
            local: HashMap::new(),
            found: Vec::new(),
        };
        reader.read_all();
        Self {
            path: path.to_owned(),
            module: module_of(path),
            names: reader.names(),
            declares: reader.declares,
            declares_for_tests: reader.declares_for_tests,
        }
    }
}

fn module_of(path: &str) -> Vec<String> {
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    match stem {
        "lib" | "main" => Vec::new(),
        stem => stem
            .strip_suffix("/mod")
            .unwrap_or(stem)
            .split('/')
            .map(str::to_owned)
            .collect(),
    }
}

/// What was named where, before relative paths and imported names are told apart from crates.
#[derive(Clone)]
struct Found {
    parts: Vec<String>,
    line: usize,
    seen: Seen,
    module: Vec<String>,
    kind: Kind,
}

impl Found {
    fn written(&self) -> Written {
        match self.parts.first().map(String::as_str) {
            Some("self" | "super") if self.kind != Kind::Absolute => Written::FromHere,
            Some(_) | None => Written::FromRoot,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Import,
    Mention,
    /// `::crate_name::…`
    Absolute,
}

struct Reader {
    tokens: Vec<(Token, usize)>,
    next: usize,
    depth: usize,
    modules: Vec<String>,
    /// The depths at which the inline modules opened.
    inline: Vec<usize>,
    /// The depth at which code for tests began; the file's own depth when all of it is.
    tests_from: Option<usize>,
    /// After `#[cfg(test)]`, until the item it stands on begins or ends.
    awaits_item: bool,
    declares: Vec<String>,
    declares_for_tests: Vec<String>,
    /// Names that stand for something imported or declared in the file, not for a crate.
    local: HashMap<String, Found>,
    found: Vec<Found>,
}

impl Reader {
    fn read_all(&mut self) {
        while let Some((token, line)) = self.tokens.get(self.next).cloned() {
            match token {
                Token::Mark('#') => self.read_attribute(),
                Token::Mark('{') => self.open(),
                Token::Mark('}') => self.close(),
                Token::Mark(';') => self.awaits_item = false,
                Token::Word(word) if word == "mod" => self.read_module(),
                Token::Word(word) if word == "cfg" => self.read_condition(),
                Token::Word(word) if word == "use" && !self.is_mark(1, '<') => self.read_use(),
                Token::Word(word) => self.read_mention(word, line),
                Token::Mark(_) | Token::Colons => {}
            }
            self.next += 1;
        }
    }

    /// Looks at an attribute without leaving its first token, so that the paths in it are read as well.
    fn read_attribute(&mut self) {
        let is_inner = self.is_mark(1, '!');
        let start = self.next + 1 + usize::from(is_inner);
        let words: Vec<&str> = self.tokens[start..]
            .iter()
            .take_while(|(token, _)| *token != Token::Mark(']'))
            .filter_map(|(token, _)| token.word())
            .collect();
        let is_for_tests =
            words.first() == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not");
        match (is_for_tests, is_inner) {
            (false, _) => {}
            (true, true) => self.tests_from = self.tests_from.or(Some(self.depth)),
            (true, false) => self.awaits_item = true,
        }
    }

    /// Takes `cfg(windows)` and `cfg!(windows)` for a path, `cfg::windows`, and the same for all words in them.
    fn read_condition(&mut self) {
        let start = self.next + 1 + usize::from(self.is_mark(1, '!'));
        let mut open = 0_usize;
        for (token, line) in &self.tokens[start..] {
            match token {
                Token::Mark('(') => open += 1,
                Token::Mark(')') => open = open.saturating_sub(1),
                Token::Word(word) => {
                    let parts = vec!["cfg".to_owned(), word.clone()];
                    let found = self.found(parts, *line, Kind::Mention);
                    self.found.push(found);
                }
                Token::Mark(_) | Token::Colons => {}
            }
            if open == 0 {
                return;
            }
        }
    }

    fn open(&mut self) {
        if self.awaits_item {
            self.tests_from = self.tests_from.or(Some(self.depth + 1));
            self.awaits_item = false;
        }
        self.depth += 1;
    }

    fn close(&mut self) {
        if self.inline.last() == Some(&self.depth) {
            self.inline.pop();
            self.modules.pop();
        }
        if self.depth > 0 && self.tests_from == Some(self.depth) {
            self.tests_from = None;
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn read_module(&mut self) {
        let Some(name) = self.word(1) else { return };
        if self.is_mark(2, '{') {
            self.modules.push(name);
            self.inline.push(self.depth + 1);
        } else if self.is_mark(2, ';') {
            if self.seen() == Seen::InTests {
                self.declares_for_tests.push(name.clone());
            }
            let here = self.found(vec!["self".to_owned(), name.clone()], 0, Kind::Import);
            self.local.insert(name.clone(), here);
            self.declares.push(name);
        }
    }

    fn read_use(&mut self) {
        self.next += 1;
        let is_absolute = self
            .tokens
            .get(self.next)
            .is_some_and(|t| t.0 == Token::Colons);
        self.next += usize::from(is_absolute);
        let kind = if is_absolute {
            Kind::Absolute
        } else {
            Kind::Import
        };
        self.read_tree(&[], kind);
        while self.next < self.tokens.len() && !self.is_mark(0, ';') {
            self.next += 1;
        }
        self.awaits_item = false;
    }

    /// Reads `a::b`, `a::{b, c::d}`, `a::*`, `a as b` from the token at hand to the one after it.
    fn read_tree(&mut self, before: &[String], kind: Kind) {
        let mut parts = before.to_vec();
        while let Some((token, line)) = self.tokens.get(self.next).cloned() {
            match token {
                Token::Word(word) if word == "as" => {
                    let alias = self.word(1);
                    self.next += 2;
                    return self.import(alias, parts, line, kind);
                }
                Token::Word(word) => parts.push(word),
                Token::Mark('*') => parts.push("*".to_owned()),
                Token::Colons => {}
                Token::Mark('{') => {
                    self.next += 1;
                    while self.next < self.tokens.len() && !self.is_mark(0, '}') {
                        self.read_tree(&parts, kind);
                        self.next += usize::from(!self.is_mark(0, '}'));
                    }
                    self.next += 1;
                    return;
                }
                Token::Mark(_) => {
                    if parts.last().is_some_and(|part| part == "self") && parts.len() > 1 {
                        parts.pop();
                    }
                    let line = self.tokens[self.next.saturating_sub(1)].1.min(line);
                    let name = parts.last().cloned();
                    return self.import(name, parts, line, kind);
                }
            }
            self.next += 1;
        }
    }

    fn import(&mut self, name: Option<String>, parts: Vec<String>, line: usize, kind: Kind) {
        if parts.is_empty() {
            return;
        }
        let found = self.found(parts, line, kind);
        // `use anyhow;` brings in no other name than the crate's.
        if let Some(name) = name.filter(|name| found.parts != [name.as_str()]) {
            self.local.insert(name, found.clone());
        }
        self.found.push(found);
    }

    fn read_mention(&mut self, first: String, line: usize) {
        if !self
            .tokens
            .get(self.next + 1)
            .is_some_and(|t| t.0 == Token::Colons)
        {
            return;
        }
        let previous = |back: usize| self.next.checked_sub(back).map(|at| &self.tokens[at].0);
        let kind = match (previous(1), previous(2)) {
            (Some(Token::Colons), Some(Token::Word(_) | Token::Mark('>'))) => return,
            (Some(Token::Colons), _) => Kind::Absolute,
            _ => Kind::Mention,
        };
        let mut parts = vec![first];
        while self
            .tokens
            .get(self.next + 1)
            .is_some_and(|t| t.0 == Token::Colons)
        {
            let Some(word) = self.word(2) else { break };
            parts.push(word);
            self.next += 2;
        }
        let found = self.found(parts, line, kind);
        self.found.push(found);
    }

    fn found(&self, parts: Vec<String>, line: usize, kind: Kind) -> Found {
        Found {
            parts,
            line,
            seen: self.seen(),
            module: self.modules.clone(),
            kind,
        }
    }

    fn seen(&self) -> Seen {
        if self.awaits_item || self.tests_from.is_some() {
            Seen::InTests
        } else {
            Seen::Always
        }
    }

    fn word(&self, ahead: usize) -> Option<String> {
        self.tokens
            .get(self.next + ahead)?
            .0
            .word()
            .map(str::to_owned)
    }

    fn is_mark(&self, ahead: usize, mark: char) -> bool {
        self.tokens
            .get(self.next + ahead)
            .is_some_and(|(token, _)| *token == Token::Mark(mark))
    }

    /// All that was found, with relative paths made absolute and imported names spelt out.
    fn names(&self) -> Vec<Name> {
        self.found
            .iter()
            .map(|found| {
                let (path, imported) = self.spelt_out(found);
                Name {
                    path,
                    imported,
                    written: found.written(),
                    line: found.line,
                    seen: found.seen,
                }
            })
            .collect()
    }

    fn spelt_out(&self, found: &Found) -> (Vec<String>, usize) {
        let source = found
            .parts
            .first()
            .filter(|_| found.kind != Kind::Absolute && found.parts.len() > 1)
            .and_then(|first| self.local.get(first));
        match source {
            Some(source) => {
                let mut path = absolute(source);
                let imported = path.len();
                path.extend(found.parts.iter().skip(1).cloned());
                (path, imported)
            }
            None => (absolute(found), 0),
        }
    }
}

fn absolute(found: &Found) -> Vec<String> {
    let mut parts = found.parts.iter().peekable();
    let mut module = found.module.clone();
    match found.parts.first().map(String::as_str) {
        _ if found.kind == Kind::Absolute => return found.parts.clone(),
        // The program's own crate, seen from `main.rs`.
        Some("crate" | "jmrel_quiz") => {
            parts.next();
            module.clear();
        }
        Some("self" | "super") => {
            while let Some(step) = parts.next_if(|part| ["self", "super"].contains(&part.as_str()))
            {
                if step == "super" {
                    module.pop();
                }
            }
        }
        Some(_) | None => return found.parts.clone(),
    }
    std::iter::once("crate".to_owned())
        .chain(module)
        .chain(parts.cloned())
        .collect()
}
