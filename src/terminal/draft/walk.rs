//! The review in the terminal: a draft with the lines around it, a letter, and the words of a fact. Lines in, lines out, so it
//! works over a pipe and with a screen reader; every decision is in the draft file before the next draft is shown.

use std::io::{BufRead, Write};
use std::path::Path;

use super::super::lines::{RawLine, read_line};
use super::super::screen::{OutputError, Screen};
use crate::draft::{Act, Draft, Refused, Review, Sheet, Wording};
use crate::files;
use crate::text::SafeText;

/// A review with the screen it happens on.
#[derive(Debug)]
pub(super) struct Walk<'p, W> {
    review: Review,
    notes: Option<String>,
    path: &'p Path,
    screen: Screen<W>,
}

/// Whether the walk goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    On,
    End,
}

/// What a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Command {
    Accept,
    Fix,
    Split,
    Merge,
    NotAFact,
    Skip,
    Undo,
    Quit,
    Help,
}

impl Command {
    const WORDS: [(&'static str, &'static str, Self); 9] = [
        ("a", "accept", Self::Accept),
        ("f", "fix", Self::Fix),
        ("s", "split", Self::Split),
        ("m", "merge", Self::Merge),
        ("n", "no", Self::NotAFact),
        ("k", "skip", Self::Skip),
        ("u", "undo", Self::Undo),
        ("q", "quit", Self::Quit),
        ("?", "help", Self::Help),
    ];

    fn of(word: &str) -> Option<Self> {
        let word = word.trim_start_matches(':').to_lowercase();
        Self::WORDS
            .iter()
            .find_map(|(key, name, command)| (word == *key || word == *name).then_some(*command))
    }
}

const KEYS: &str = "[a]ccept  [f]ix value  [s]plit  [m]erge with the one before  [n]ot a fact  s[k]ip  [u]ndo  [q]uit  [?]";

impl<'p, W: Write> Walk<'p, W> {
    /// A walk over `sheet`, which is kept in the file at `path`.
    pub(super) fn new(
        sheet: Sheet,
        notes: Option<String>,
        path: &'p Path,
        screen: Screen<W>,
    ) -> Self {
        Self {
            review: Review::new(sheet, notes.as_deref()),
            notes,
            path,
            screen,
        }
    }

    /// Goes on until nothing is open, the person quits, or the input ends.
    ///
    /// # Errors
    ///
    /// A decision cannot be saved, the input cannot be read, or the screen cannot be written.
    pub(super) fn run(&mut self, input: &mut impl BufRead) -> anyhow::Result<()> {
        if self.review.current().is_none() {
            self.say("Nothing is open here.")?;
            return Ok(());
        }
        self.say(KEYS)?;
        let mut shown = None;
        loop {
            if let Some(draft) = self.review.current().cloned() {
                let now = (draft.id, draft.value.clone());
                if shown.as_ref() != Some(&now) {
                    self.show(&draft)?;
                    shown = Some(now);
                }
            } else {
                self.say("That was the last one. u takes it back, Enter ends the review.")?;
                shown = None;
            }
            let Some(line) = self.ask("> ", input)? else {
                return Ok(());
            };
            if self.answer(&line, input)? == Step::End {
                return Ok(());
            }
        }
    }

    /// The drafts as they stand.
    pub(super) fn into_sheet(self) -> Sheet {
        self.review.sheet().clone()
    }

    fn answer(&mut self, line: &str, input: &mut impl BufRead) -> anyhow::Result<Step> {
        let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let is_over = self.review.current().is_none();
        let Some(command) = Command::of(word) else {
            if word.is_empty() && is_over {
                return Ok(Step::End);
            }
            self.say(KEYS)?;
            return Ok(Step::On);
        };
        let act = match command {
            Command::Quit => return Ok(Step::End),
            Command::Help => {
                self.help()?;
                None
            }
            Command::Undo => {
                let is_undone = self.review.undo();
                self.say(if is_undone {
                    "Taken back."
                } else {
                    "There is nothing to take back."
                })?;
                if is_undone {
                    self.save()?;
                }
                None
            }
            Command::Accept if is_over => None,
            Command::Accept => self.wording(input)?.map(Act::Accept),
            Command::Fix => self.told("Value: ", rest, input)?.map(Act::Fix),
            Command::Split => match self.told("First value: ", rest, input)? {
                Some(first) => self
                    .told("Second value: ", "", input)?
                    .map(|second| Act::Split(first, second)),
                None => None,
            },
            Command::Merge => Some(Act::MergeBefore),
            Command::NotAFact => Some(Act::NotAFact),
            Command::Skip => Some(Act::Skip),
        };
        if let Some(act) = act {
            self.carry_out(act)?;
        }
        Ok(Step::On)
    }

    fn carry_out(&mut self, act: Act) -> anyhow::Result<()> {
        match self.review.act(act) {
            Ok(()) => self.save(),
            Err(refused) => {
                self.say(&capital(&refused))?;
                Ok(())
            }
        }
    }

    /// Asks for the words of a fact. A sentence of the notes is refused at once and asked for again; an empty line gives up.
    fn wording(&mut self, input: &mut impl BufRead) -> anyhow::Result<Option<Wording>> {
        let Some(statement) = self.own_words("Statement, in your own words: ", input)? else {
            return Ok(None);
        };
        let Some(question) = self.own_words("Question that asks for the value: ", input)? else {
            return Ok(None);
        };
        Ok(Some(Wording {
            statement,
            question,
        }))
    }

    fn own_words(
        &mut self,
        prompt: &str,
        input: &mut impl BufRead,
    ) -> anyhow::Result<Option<String>> {
        loop {
            let Some(line) = self.told(prompt, "", input)? else {
                return Ok(None);
            };
            match self.review.copied_words(&line) {
                None => return Ok(Some(line)),
                Some(words) => self.say(&capital(&Refused::CopiedWords(words)))?,
            }
        }
    }

    /// What was given with the command, or else the next line; nothing when that is empty.
    fn told(
        &mut self,
        prompt: &str,
        given: &str,
        input: &mut impl BufRead,
    ) -> anyhow::Result<Option<String>> {
        let line = match given.trim() {
            "" => self.ask(prompt, input)?.unwrap_or_default(),
            given => given.to_owned(),
        };
        let line = line.trim().to_owned();
        if line.is_empty() {
            self.say("Nothing was changed.")?;
        }
        Ok((!line.is_empty()).then_some(line))
    }

    fn ask(&mut self, prompt: &str, input: &mut impl BufRead) -> anyhow::Result<Option<String>> {
        loop {
            self.screen.prompt(&SafeText::line(prompt))?;
            match read_line(input)? {
                None => {
                    self.screen.blank()?;
                    return Ok(None);
                }
                Some(RawLine::Text(line)) => return Ok(Some(line)),
                Some(RawLine::NotUtf8 | RawLine::TooLong) => {
                    self.say("That line cannot be read; type it again.")?;
                }
            }
        }
    }

    fn save(&self) -> anyhow::Result<()> {
        files::replace(self.path, self.review.sheet().to_yaml().as_bytes())?;
        Ok(())
    }

    fn show(&mut self, draft: &Draft) -> Result<(), OutputError> {
        self.screen.blank()?;
        let sheet = self.review.sheet();
        let doubt = match draft.doubt.as_slice() {
            [] => String::new(),
            doubts => format!("  ({})", doubts.join(", ")),
        };
        let head = format!(
            "{} of {}, line {}: {} {}{doubt}",
            self.review.position(),
            sheet.drafts.len(),
            draft.place.line,
            draft.kind.word(),
            draft.value
        );
        self.say(&head)?;
        for line in self.surroundings(draft) {
            self.say(&line)?;
        }
        Ok(())
    }

    /// The line with the draft marked, and one on each side; the quote where the notes are gone or were changed.
    fn surroundings(&self, draft: &Draft) -> Vec<String> {
        let quote = || vec![format!("    {}", draft.place.quote)];
        let Some(notes) = &self.notes else {
            return quote();
        };
        let bytes = draft.place.bytes.clone();
        let (Some(before), Some(surface), Some(behind)) = (
            notes.get(..bytes.start),
            notes.get(bytes.clone()),
            notes.get(bytes.end..),
        ) else {
            return quote();
        };
        let is_same = draft.place.quote.contains(&format!(
            "»{}«",
            surface.split_whitespace().collect::<Vec<_>>().join(" ")
        ));
        if !is_same {
            return quote();
        }
        let mut above = before.rsplit('\n');
        let mut below = behind.split('\n');
        let (lead, tail) = (
            above.next().unwrap_or_default(),
            below.next().unwrap_or_default(),
        );
        let marked = format!("{}»{surface}«{}", tail_of(lead), head_of(tail));
        let others = |line: Option<&str>| {
            line.map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| format!("    {}", head_of(line)))
        };
        others(above.next())
            .into_iter()
            .chain([format!("    {}", marked.trim())])
            .chain(others(below.next()))
            .collect()
    }

    fn help(&mut self) -> Result<(), OutputError> {
        for line in [
            "a  it is a fact: you are asked for a sentence and a question of your own",
            "f  the value is another: f 1543, f about 20000 men, f 1637/1638",
            "s  it is two: you are asked for both values",
            "m  it says the same as the draft before, or what another account gives",
            "n  it is not a fact",
            "k  later",
            "u  take the last decision back",
            "q  end here; what was decided is saved",
        ] {
            self.say(line)?;
        }
        Ok(())
    }

    fn say(&mut self, line: &str) -> Result<(), OutputError> {
        self.screen.line_of(&SafeText::line(line))
    }
}

/// Characters of a line shown on each side of a draft.
const SHOWN: usize = 110;

fn head_of(line: &str) -> String {
    let line = line.trim_end_matches('\r');
    let cut: String = line.chars().take(SHOWN).collect();
    if cut.len() < line.len() {
        cut + "…"
    } else {
        cut
    }
}

fn tail_of(line: &str) -> String {
    let skipped = line.chars().count().saturating_sub(SHOWN);
    let cut: String = line.chars().skip(skipped).collect();
    if skipped > 0 {
        format!("…{cut}")
    } else {
        cut
    }
}

/// A refusal as a sentence for the screen.
fn capital(refused: &Refused) -> String {
    let words = refused.to_string();
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).chain(['.']).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::super::super::style::Colour;
    use super::*;
    use crate::deck::Place;
    use crate::draft::{self, Decision};

    const NOTES: &str = "Envoys first came in the year 1268.\nA fleet of 900 ships sailed in 1274, and by 1281 another.\n";

    struct Desk {
        folder: tempfile::TempDir,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let sheet = draft::gather("notes.txt", NOTES, &draft::find(NOTES), None);
            let desk = Self { folder };
            fs::write(desk.path(), sheet.to_yaml()).expect("written");
            desk
        }

        fn path(&self) -> PathBuf {
            self.folder.path().join("notes.draft.yaml")
        }

        fn saved(&self) -> Sheet {
            let bytes = fs::read(self.path()).expect("a file");
            draft::read(&Place::File(self.path()), &bytes)
                .sheet
                .expect("a sheet")
        }

        /// Types `input` and returns what was shown.
        fn walk(&self, input: &str) -> String {
            let path = self.path();
            let screen = Screen::new(Vec::new(), Colour::Off, 100);
            let mut walk = Walk::new(self.saved(), Some(NOTES.to_owned()), &path, screen);
            walk.run(&mut input.as_bytes()).expect("memory");
            String::from_utf8(walk.screen.into_inner()).expect("text")
        }
    }

    fn decisions(sheet: &Sheet) -> Vec<&'static str> {
        let word = |draft: &Draft| match &draft.decision {
            Decision::Open => "open",
            Decision::Accepted(_) => "accepted",
            Decision::NotAFact => "not a fact",
            Decision::MergedInto(_) => "merged",
        };
        sheet.drafts.iter().map(word).collect()
    }

    #[test]
    fn a_walk_shows_each_draft_among_its_lines() {
        let shown = Desk::new().walk("n\nq\n");
        insta::assert_snapshot!(shown, @r"
        [a]ccept  [f]ix value  [s]plit  [m]erge with the one before  [n]ot a fact  s[k]ip  [u]ndo  [q]uit  [?]

        1 of 4, line 1: date 1268
            Envoys first came in the year »1268«.
            A fleet of 900 ships sailed in 1274, and by 1281 another.
        > 
        2 of 4, line 2: number 900 ships
            Envoys first came in the year 1268.
            A fleet of »900« ships sailed in 1274, and by 1281 another.
        > 
        ");
    }

    #[test]
    fn decisions_are_saved_and_a_second_sitting_goes_on() {
        let desk = Desk::new();
        desk.walk(
            "a\nThe first embassy reached Japan in 1268.\nWhen did the first embassy come?\nk\n",
        );
        assert_eq!(
            decisions(&desk.saved()),
            ["accepted", "open", "open", "open"]
        );
        desk.walk("n\nn\nm\n");
        assert_eq!(
            decisions(&desk.saved()),
            ["accepted", "not a fact", "not a fact", "merged"]
        );
        assert!(desk.walk("").contains("Nothing is open"));
    }

    #[test]
    fn a_sentence_of_the_notes_is_refused_and_asked_for_again() {
        let desk = Desk::new();
        let shown = desk.walk("k\na\nA fleet of 900 ships sailed in 1274.\nSome 900 ships set out.\nHow many ships set out?\n");
        assert!(
            shown.contains("stands in the notes word for word"),
            "{shown}"
        );
        assert_eq!(decisions(&desk.saved())[1], "accepted");
    }

    #[test]
    fn values_are_mended_split_and_taken_back() {
        let desk = Desk::new();
        let shown = desk.walk("f 1266\ns\n1266\n1267\nn\nu\nu\nf nonsense\n");
        assert!(
            shown.contains("date 1266") && shown.contains("\"nonsense\" is no date"),
            "{shown}"
        );
        let sheet = desk.saved();
        assert_eq!(sheet.drafts.len(), 4);
        assert_eq!(sheet.drafts[0].value.to_string(), "1266");
    }

    #[test]
    fn an_empty_line_gives_an_act_up() {
        let desk = Desk::new();
        desk.walk("a\n\na\nIn 1268 they came.\n\nf\n\ns\n\n?\nnonsense\n");
        assert_eq!(decisions(&desk.saved()), ["open"; 4]);
    }

    #[test]
    fn the_last_decision_can_be_taken_back_after_the_end() {
        let desk = Desk::new();
        desk.walk("n\nn\nn\nn\nu\nq\n");
        assert_eq!(decisions(&desk.saved())[3], "open");
    }
}
