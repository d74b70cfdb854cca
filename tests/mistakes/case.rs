//! One mistake: what the teacher wrote, and what is to be said about it.

use std::path::PathBuf;

use jmrel_quiz::deck::{Place, Problem};

/// What finds the problems of a deck.
pub(crate) type Reader = fn(&str) -> Vec<Problem>;

/// Words of the trade: whoever knows their subject need not know them.
const TRADE: [&str; 10] = [
    "mapping", "scalar", "sequence", "Option", "String", "expected", "parse", "token", "anchor",
    "EOF",
];

/// A case of the tables.
pub(crate) struct Case {
    /// The code of the problem; `none` where nothing is wrong.
    pub(crate) code: &'static str,
    place: &'static str,
    message: &'static str,
    help: &'static str,
    yaml: String,
}

/// Where the deck of a case stands.
pub(crate) fn place() -> Place {
    Place::File(PathBuf::from("x.yaml"))
}

impl Case {
    /// Reads a table. A block that begins with `#` is about the table.
    pub(crate) fn all(table: &'static str) -> impl Iterator<Item = Self> {
        let blocks = table.split("\n\n").map(str::trim_end);
        blocks.filter(|block| !block.starts_with('#')).map(Self::of)
    }

    fn of(block: &'static str) -> Self {
        let (head, body) = block.split_once('\n').unwrap_or((block, ">"));
        let mut fields = head.splitn(5, '|').map(str::trim);
        let mut field = || fields.next().unwrap_or_default();
        let written: Vec<&str> = body
            .lines()
            .map(|line| line.strip_prefix('>').expect("> before each line"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let written = written
            .join("\n")
            .replace('␉', "\t")
            .replace('␀', "\0")
            .replace('␇', "\u{7}")
            .replace('␣', "\u{200b}");
        let yaml = match field() {
            "card" => deck_with(&written),
            "file" => written,
            other => panic!("neither card nor file: {other:?} in {head}"),
        };
        Self {
            code: field(),
            place: field(),
            message: field(),
            help: field(),
            yaml,
        }
    }

    /// The code, and the line that the problem is on.
    pub(crate) fn name(&self) -> String {
        let number = self.place.split(':').next();
        let number: usize = number.and_then(|it| it.parse().ok()).unwrap_or(5);
        let line = self.yaml.lines().nth(number - 1).unwrap_or_default();
        format!("{} {}", self.code, line.trim())
    }

    /// Compares what `read` finds with what is to be found.
    ///
    /// # Errors
    ///
    /// Something else is found, or it is said in the words of the trade.
    pub(crate) fn check(&self, read: Reader) -> Result<(), String> {
        let found = read(&self.yaml);
        let [problem] = found.as_slice() else {
            return if found.is_empty() && self.code == "none" {
                Ok(())
            } else {
                Err(format!(
                    "one problem is to be found in\n{}\n{found:#?}",
                    self.yaml
                ))
            };
        };
        let help = problem.help.as_deref().unwrap_or_default();
        let is_found = problem.code == self.code
            && format!("{}:{}", problem.line, problem.column) == self.place
            && problem.message.contains(self.message)
            && help.contains(self.help);
        if !is_found {
            return Err(format!("in\n{}\n{problem:#?}", self.yaml));
        }
        let said = format!("{} {help}", problem.message);
        match TRADE.iter().find(|word| said.contains(*word)) {
            Some(word) => Err(format!("{said:?} says {word:?}")),
            None if problem.message.ends_with('.') || problem.message.contains('\n') => {
                Err(format!("{:?} is no single line", problem.message))
            }
            None => Ok(()),
        }
    }
}

/// A deck whose second card, from line 5 on, is `card`.
fn deck_with(card: &str) -> String {
    format!("format: 1\ncards:\n  - prompt: When?\n    date: 1274\n{card}\n")
}
