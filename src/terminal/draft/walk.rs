//! The review in the terminal: a draft with the lines around it, a letter, and the words of a fact. Lines in, lines out, so it
//! works over a pipe and with a screen reader; every decision is in the draft file before the next draft is shown.

use std::io::{BufRead, Write};
use std::path::Path;

use super::super::lines::{RawLine, read_line};
use super::super::screen::{OutputError, Screen};
use super::super::style::{Row, Span, Style};
use super::context;
use super::facts::FactFile;
use crate::draft::{Act, Draft, Refused, Review, Sheet, Wording, gapped};
use crate::files;
use crate::text::SafeText;

/// A review with the screen it happens on.
#[derive(Debug)]
pub(super) struct Walk<'p, W> {
    review: Review,
    notes: Option<String>,
    path: &'p Path,
    facts: FactFile,
    screen: Screen<W>,
}

/// Whether the walk goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// With the next line; a draft that was shown stays as it is.
    On,
    /// With a draft that is shown anew: something was done.
    Again,
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

/// What stands before the lines of the notes.
const INDENT: &str = "    ";

const KEYS: &str = "[a]ccept, [f]ix value, [s]plit, [m]erge with the one before, [n]ot a fact, s[k]ip, [u]ndo, [q]uit, [?]";

impl<'p, W: Write> Walk<'p, W> {
    /// A walk over `sheet`, which is kept in the file at `path`; what is accepted goes into `facts`.
    pub(super) fn new(
        sheet: Sheet,
        notes: Option<String>,
        path: &'p Path,
        facts: FactFile,
        screen: Screen<W>,
    ) -> Self {
        Self {
            review: Review::new(sheet, notes.as_deref()),
            notes,
            path,
            facts,
            screen,
        }
    }

    /// Goes on until nothing is open, the person quits, or the input ends.
    ///
    /// # Errors
    ///
    /// A decision cannot be saved, the input cannot be read, or the screen cannot be written.
    pub(super) fn run(&mut self, input: &mut impl BufRead) -> anyhow::Result<()> {
        // A sitting that was cut short may have left some out.
        self.carry_over(&self.review.sheet().clone())?;
        if self.review.current().is_none() {
            self.say(
                "Nothing is open here. u takes the last decision back, Enter ends the review.",
            )?;
        } else {
            self.say(KEYS)?;
        }
        let mut shown = None;
        let mut is_told = self.review.current().is_none();
        loop {
            if let Some(draft) = self.review.current().cloned() {
                let now = (draft.id, draft.value.clone());
                if shown.as_ref() != Some(&now) {
                    self.show(&draft)?;
                    shown = Some(now);
                }
                is_told = false;
            } else {
                if !is_told {
                    self.say("That was the last one. u takes it back, Enter ends the review.")?;
                }
                is_told = true;
                shown = None;
            }
            let Some(line) = self.ask("> ", input)? else {
                return Ok(());
            };
            match self.answer(&line, input)? {
                Step::On => {}
                Step::Again => shown = None,
                Step::End => return Ok(()),
            }
        }
    }

    /// The drafts as they stand, and the facts made of them.
    pub(super) fn end(self) -> (Sheet, FactFile) {
        (self.review.sheet().clone(), self.facts)
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
                let before = self.review.sheet().clone();
                if self.review.undo() {
                    self.say("Taken back.")?;
                    self.save(&before)?;
                    return Ok(Step::Again);
                }
                self.say("There is nothing to take back.")?;
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
        match act {
            Some(act) => self.carry_out(act),
            None => Ok(Step::On),
        }
    }

    fn carry_out(&mut self, act: Act) -> anyhow::Result<Step> {
        let before = self.review.sheet().clone();
        match self.review.act(act) {
            Ok(()) => {
                self.save(&before)?;
                Ok(Step::Again)
            }
            Err(refused) => {
                self.say(&capital(&refused))?;
                Ok(Step::On)
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
        let gapped = self.second_question(&statement, &question, input)?;
        Ok(Some(Wording {
            statement,
            question,
            gapped,
        }))
    }

    /// Asks for a second question, a sentence with a gap: the one proposed, another, or none.
    fn second_question(
        &mut self,
        statement: &str,
        question: &str,
        input: &mut impl BufRead,
    ) -> anyhow::Result<Option<String>> {
        let Some(draft) = self.review.current().cloned() else {
            return Ok(None);
        };
        if !draft.value.has_gap() {
            return Ok(None);
        }
        let proposed = gapped(statement, question, &draft.value);
        let prompt = if let Some(sentence) = &proposed {
            self.say(&format!("A second question, with a gap: {sentence}"))?;
            "Enter takes it, - leaves it out, or type another: "
        } else {
            self.say("Your sentence does not hold the value once, in figures.")?;
            "A second question, a sentence with {} for the value (Enter: none): "
        };
        loop {
            let Some(line) = self.ask(prompt, input)? else {
                return Ok(None);
            };
            let sentence = match line.trim() {
                "" => return Ok(proposed),
                "-" => return Ok(None),
                own => own.to_owned(),
            };
            match self.review.refused_gap(&sentence) {
                None => return Ok(Some(sentence)),
                Some(refused) => self.say(&capital(&refused))?,
            }
        }
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

    fn save(&mut self, before: &Sheet) -> anyhow::Result<()> {
        files::replace_shared(self.path, self.review.sheet().to_yaml().as_bytes())?;
        self.carry_over(before)
    }

    fn carry_over(&mut self, before: &Sheet) -> anyhow::Result<()> {
        for fact in self.facts.carry_over(before, self.review.sheet())? {
            let path = self.facts.path().display();
            let line =
                format!("{fact} was edited in {path} and stays there; change or delete it there.");
            self.say(&line)?;
        }
        Ok(())
    }

    fn show(&mut self, draft: &Draft) -> Result<(), OutputError> {
        self.screen.blank()?;
        let sheet = self.review.sheet();
        let doubts: Vec<String> = draft
            .doubt
            .iter()
            .map(|doubt| context::doubt(self.review.sheet(), doubt))
            .collect();
        let doubt = if doubts.is_empty() {
            String::new()
        } else {
            format!(" (look twice: {})", doubts.join("; "))
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
        for line in context::surroundings(self.notes.as_deref(), draft) {
            self.quote(&line)?;
        }
        Ok(())
    }

    fn help(&mut self) -> Result<(), OutputError> {
        for line in [
            "a  it is a fact: you are asked for a sentence and a question of your own, and for a second question with a gap",
            "f  the value is another: f 1543, f about 20000 men, f 1637/1638",
            "s  it is two: you are asked for both values",
            "m  it says the same as the draft before, or what another account gives",
            "n  it is not a fact",
            "k  later",
            "u  take the last decision back, and its fact out of the fact base",
            "q  end here; what was decided is saved",
        ] {
            self.say(line)?;
        }
        Ok(())
    }

    fn say(&mut self, line: &str) -> Result<(), OutputError> {
        self.screen.paragraph(Style::Plain, &SafeText::line(line))
    }

    /// Writes a line of the notes, wrapped behind its indent.
    fn quote(&mut self, line: &str) -> Result<(), OutputError> {
        let columns = self.screen.columns().saturating_sub(INDENT.len());
        for line in SafeText::line(line).wrap(columns.clamp(1, context::SHOWN)) {
            let spans = vec![
                Span::new(Style::Plain, INDENT),
                Span::new(Style::Plain, line),
            ];
            self.screen.row(&Row(spans))?;
        }
        Ok(())
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

        fn facts(&self) -> PathBuf {
            self.folder.path().join("notes.facts.yaml")
        }

        /// The fact base; empty where there is none.
        fn base(&self) -> String {
            fs::read_to_string(self.facts()).unwrap_or_default()
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
            let facts = FactFile::at(self.facts(), Path::new("notes.txt"));
            let mut walk = Walk::new(self.saved(), Some(NOTES.to_owned()), &path, facts, screen);
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
        [a]ccept, [f]ix value, [s]plit, [m]erge with the one before, [n]ot a fact,
        s[k]ip, [u]ndo, [q]uit, [?]

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
            "a\nThe first embassy reached Japan in 1268.\nWhen did the first embassy come?\n\nk\n",
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
        let shown = desk.walk("k\na\nA fleet of 900 ships sailed in 1274.\nSome 900 ships set out.\nHow many ships set out?\n\n");
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

    const FIRST: &str =
        "a\nThe first embassy reached Japan in 1268.\nWhen did the first embassy come?\n";

    #[test]
    fn a_second_question_is_proposed_and_can_be_replaced_or_left_out() {
        let desk = Desk::new();
        let shown = desk.walk(&format!("{FIRST}\n"));
        assert!(
            shown.contains("A second question, with a gap: The first embassy reached Japan in {}."),
            "{shown}"
        );
        assert!(
            desk.base()
                .contains("cloze: \"The first embassy reached Japan in {}.\"")
        );
        let own = Desk::new();
        let shown = own.walk(&format!("{FIRST}No gap here.\nThey came in {{}}.\n"));
        assert!(
            shown.contains("A second question is a sentence with {}"),
            "{shown}"
        );
        assert!(own.base().contains("cloze: \"They came in {}.\""));
        let none = Desk::new();
        none.walk(&format!("{FIRST}-\n"));
        assert!(none.base().contains("year:") && !none.base().contains("cloze:"));
    }

    #[test]
    fn a_fact_taken_back_leaves_the_fact_base_in_this_sitting_and_the_next() {
        let desk = Desk::new();
        desk.walk(&format!("{FIRST}\nu\nq\n"));
        assert!(desk.base().ends_with("facts:\n"), "{}", desk.base());
        desk.walk(&format!("{FIRST}\nq\n"));
        assert!(desk.base().contains("1268"));
        let shown = desk.walk("u\nq\n");
        assert!(
            shown.contains("Taken back.") && shown.contains("date 1268"),
            "{shown}"
        );
        assert!(!desk.base().contains("1268"), "{}", desk.base());
        assert_eq!(decisions(&desk.saved()), ["open"; 4]);
    }

    #[test]
    fn a_fact_that_was_edited_is_not_taken_out() {
        let desk = Desk::new();
        desk.walk(&format!("{FIRST}\nq\n"));
        let edited = desk.base().replace("core", "side");
        fs::write(desk.facts(), &edited).expect("written");
        let shown = desk.walk("u\nq\n");
        assert!(shown.contains("was edited in"), "{shown}");
        assert_eq!(desk.base(), edited);
    }

    #[test]
    fn the_last_decision_can_be_taken_back_after_the_end() {
        let desk = Desk::new();
        desk.walk("n\nn\nn\nn\nu\nq\n");
        assert_eq!(decisions(&desk.saved())[3], "open");
    }
}
