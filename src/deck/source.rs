//! The file as text: decoded, with lines and columns, and the problems found in it.

use super::edit::Fix;
use super::yaml::Span;
use super::{Place, Problem, Severity, code};

/// Largest file that is read, in bytes. A deck of 100,000 cards takes about 20 MB; nobody writes one in one file.
pub(crate) const MAX_FILE: u64 = 16 * 1024 * 1024;

/// Errors of one file that are told: with more, something else than typing went wrong.
pub(crate) const MAX_ERRORS: usize = 500;

/// A decoded file that collects its problems.
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    place: &'a Place,
    problems: Vec<Problem>,
    errors: usize,
    /// Where the newest error beyond [`MAX_ERRORS`] stands; the next one takes its place.
    surplus: Option<usize>,
}

impl<'a> Source<'a> {
    /// Decodes `bytes`: at most [`MAX_FILE`], UTF-8, a byte order mark left out.
    pub(crate) fn decode(place: &'a Place, bytes: &'a [u8]) -> Result<Self, Box<Problem>> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > MAX_FILE {
            return Err(Box::new(too_large(place, size)));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self {
                text: text.strip_prefix('\u{feff}').unwrap_or(text),
                place,
                problems: Vec::new(),
                errors: 0,
                surplus: None,
            }),
            Err(error) => Err(Box::new(not_utf8(place, bytes, error.valid_up_to()))),
        }
    }

    /// The file as a command names it.
    pub(crate) fn file_name(&self) -> String {
        match self.place {
            Place::File(path) => path.display().to_string(),
            Place::Embedded(name) => (*name).to_owned(),
        }
    }

    /// Notes an error at `span`; the deck cannot be studied.
    ///
    /// Of more than [`MAX_ERRORS`] only the first are kept, and that there are more.
    pub(crate) fn error(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Problem {
        if self.errors < MAX_ERRORS {
            self.errors += 1;
            return self.mark(span, code, message);
        }
        if let Some(last) = self.surplus.take() {
            self.problems.remove(last);
        }
        self.surplus = Some(self.problems.len());
        self.error_of_file(code, message)
    }

    fn mark(&mut self, span: Span, code: &'static str, message: impl Into<String>) -> &mut Problem {
        self.push(Problem {
            code,
            message: message.into(),
            ..marked(self.place, self.text, span)
        })
    }

    /// Says what to do about the problem noted last.
    pub(crate) fn advise(&mut self, help: impl Into<String>) {
        if let Some(problem) = self.problems.last_mut() {
            problem.advise(help);
        }
    }

    /// Notes a warning at `span`; the file can be used all the same.
    pub(crate) fn warning(
        &mut self,
        span: Span,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Problem {
        let problem = self.mark(span, code, message);
        problem.severity = Severity::Warning;
        problem
    }

    /// Says how the problem noted last is mended, where that is certain.
    pub(crate) fn mend_by(&mut self, fix: Option<Fix>) {
        if let Some(problem) = self.problems.last_mut() {
            problem.fix = fix;
        }
    }

    /// Notes an error of the whole file, which has no line of its own.
    pub(crate) fn error_of_file(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.push(Problem::of_file(self.place, code, message))
    }

    fn push(&mut self, problem: Problem) -> &mut Problem {
        self.problems.push(problem);
        self.problems.last_mut().expect("one was just pushed")
    }

    /// The line with byte `offset`, without its end.
    pub(crate) fn line_at(&self, offset: usize) -> Line<'a> {
        line_at(self.text, offset)
    }

    /// The lines of the file, the first one first.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'a>> + use<'a> {
        let mut start = 0;
        self.text.split('\n').map(move |text| {
            let line = Line {
                start,
                text: text.strip_suffix('\r').unwrap_or(text),
            };
            start += text.len() + 1;
            line
        })
    }

    /// What is written at `span`.
    pub(crate) fn written(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Notes that the file is not checked from `span` on.
    pub(crate) fn stop(&mut self, span: Span) {
        let message = format!(
            "there are {} problems above; the rest is not checked",
            self.count()
        );
        self.mark(span, code::FILE_TOO_MANY_PROBLEMS, message)
            .advise(MEND_THOSE);
    }

    /// From where `span` begins to the end of its line.
    pub(crate) fn to_line_end(&self, span: Span) -> Span {
        let line = self.line_at(span.start);
        Span {
            end: line.start + line.text.len(),
            ..span
        }
    }

    /// Tells whether there are so many errors that another one is not told.
    pub(crate) fn is_full(&self) -> bool {
        self.errors >= MAX_ERRORS
    }

    /// How many problems there are so far.
    pub(crate) fn count(&self) -> usize {
        self.problems.len()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// All problems, in the order of the lines.
    pub(crate) fn into_problems(mut self) -> Vec<Problem> {
        if let Some(last) = self.surplus {
            self.problems.remove(last);
            let message = format!("there are more than {MAX_ERRORS} errors; these are the first");
            self.error_of_file(code::FILE_TOO_MANY_PROBLEMS, message)
                .advise(MEND_THOSE);
        }
        self.problems.sort();
        self.problems
    }
}

const MEND_THOSE: &str = "mend those first; if they are all alike, one change may be enough";

/// A line of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// The byte it begins at.
    pub(crate) start: usize,
    /// What is on it.
    pub(crate) text: &'a str,
}

impl Problem {
    /// Says what to do, or the line to write instead.
    pub(crate) fn advise(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }

    /// An error of a whole file or folder.
    pub(crate) fn of_file(place: &Place, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            place: place.clone(),
            line: 1,
            column: 1,
            length: 1,
            severity: Severity::Error,
            code,
            message: message.into(),
            help: None,
            fix: None,
            source_line: String::new(),
        }
    }
}

/// A nameless error at `span` of `text`, with line, column and length.
pub(super) fn marked(place: &Place, text: &str, span: Span) -> Problem {
    let line = line_at(text, span.start);
    let start = span.start - line.start;
    let column = line.text.get(..start).map_or(0, |s| s.chars().count());
    let rest = line.text.get(start..).unwrap_or_default();
    let marked = rest
        .get(..span.end.saturating_sub(span.start))
        .unwrap_or(rest);
    let length = marked.trim_end().chars().count().max(1);
    Problem {
        place: place.clone(),
        line: span.line,
        column: count(column + 1),
        length: count(length),
        severity: Severity::Error,
        code: "",
        message: String::new(),
        help: None,
        fix: None,
        source_line: shown(line.text),
    }
}

/// The problem of a file of `size` bytes.
pub(crate) fn too_large(place: &Place, size: u64) -> Problem {
    let mebibytes = size.div_ceil(1024 * 1024);
    let message = format!("the file has {mebibytes} MiB; a deck has at most 16 MiB");
    let mut problem = Problem::of_file(place, code::FILE_TOO_LARGE, message);
    problem.advise("split the deck into several files");
    problem
}

fn not_utf8(place: &Place, bytes: &[u8], good: usize) -> Problem {
    let (valid, rest) = bytes.split_at(good);
    let before = String::from_utf8_lossy(valid);
    let line = before.matches('\n').count() + 1;
    let typed = before.rsplit('\n').next().unwrap_or_default();
    let rest = rest.split(|&b| b == b'\n').next().unwrap_or_default();
    let message = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            "the file is saved as UTF-16, not as UTF-8".to_owned()
        }
        _ => "this character is not saved as UTF-8".to_owned(),
    };
    let mut problem = Problem::of_file(place, code::FILE_ENCODING, message);
    problem.line = count(line);
    problem.column = count(typed.chars().count() + 1);
    problem.source_line = format!("{typed}{}", String::from_utf8_lossy(rest));
    problem.advise("save the file again with the encoding \"UTF-8\"");
    problem
}

/// The line with byte `offset`. A carriage return ends one with a line feed and without, as in YAML.
pub(super) fn line_at(text: &str, offset: usize) -> Line<'_> {
    // The reader of YAML may name a place inside of a character, or behind the end.
    let within = (0..=offset.min(text.len())).rev();
    let mut whole = within.filter_map(|at| text.split_at_checked(at));
    let (before, behind) = whole.next().unwrap_or_default();
    // The line feed of a pair still belongs to the line it ends.
    let before = if behind.starts_with('\n') {
        before.strip_suffix('\r').unwrap_or(before)
    } else {
        before
    };
    // One sign after the other: a search for either is several times slower, and a line may be the whole file.
    let behind_last = |text: &str, end: char| text.rfind(end).map_or(0, |at| at + 1);
    let of_line_feed = behind_last(before, '\n');
    let start = of_line_feed + behind_last(before.get(of_line_feed..).unwrap_or_default(), '\r');
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    Line {
        start,
        text: line.split('\r').next().unwrap_or_default(),
    }
}

/// Longest line that is kept with a problem, in bytes: a whole deck may stand on one line.
const MAX_LINE: usize = 4096;

fn shown(line: &str) -> String {
    if line.len() > MAX_LINE {
        String::new()
    } else {
        line.to_owned()
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> Problem {
        let place = Place::Embedded("x.yaml");
        match Source::decode(&place, bytes) {
            Ok(_) => panic!("the bytes can be decoded"),
            Err(problem) => *problem,
        }
    }

    #[test]
    fn a_byte_order_mark_is_left_out() {
        let place = Place::Embedded("x.yaml");
        let source = Source::decode(&place, b"\xef\xbb\xbfa: 1\r\nb: 2").expect("UTF-8");
        let lines: Vec<&str> = source.lines().map(|line| line.text).collect();
        assert_eq!(lines, ["a: 1", "b: 2"]);
    }

    #[test]
    fn a_line_ends_with_either_sign_or_both() {
        let text = "a\r\nbc\rd\n\ne";
        let lines: Vec<(usize, &str)> = (0..=text.len())
            .map(|offset| line_at(text, offset))
            .map(|line| (line.start, line.text))
            .collect();
        let (a, bc, d, empty, e) = ((0, "a"), (3, "bc"), (6, "d"), (8, ""), (9, "e"));
        assert_eq!(lines, [a, a, a, bc, bc, bc, d, d, empty, e, e]);
    }

    #[test]
    fn a_place_inside_of_a_character_or_behind_the_end_has_a_line_too() {
        let text = "ab\nc\u{2028}d\ne";
        for start in 3..14 {
            let line = if start < 9 { 3 } else { 9 };
            assert_eq!(line_at(text, start).start, line, "{start}");
            let span = Span {
                start,
                end: 14,
                line: 2,
            };
            let problem = marked(&Place::Embedded("x.yaml"), text, span);
            assert!(problem.column >= 1 && problem.length >= 1, "{problem:?}");
        }
    }

    #[test]
    fn a_bad_byte_is_named_with_its_line_and_column() {
        let problem = problem("a: 1\nb: é".as_bytes().split_last().expect("bytes").1);
        assert_eq!((problem.line, problem.column), (2, 4));
        assert_eq!(problem.code, code::FILE_ENCODING);
    }

    #[test]
    fn utf_16_is_called_by_its_name() {
        assert!(problem(b"\xff\xfea\0:\0").message.contains("UTF-16"));
    }

    #[test]
    fn a_file_too_large_is_refused_unread() {
        assert_eq!(
            problem(&vec![b' '; 16 * 1024 * 1024 + 1]).code,
            code::FILE_TOO_LARGE
        );
    }
}
