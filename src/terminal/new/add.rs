//! `new --add`: asks card by card, shows what `check` says to each, and appends it to the deck.

use std::io::{self, Write};
use std::path::Path;

use serde_json::json;

use super::super::arrivals::{Arrival, Arrivals, Live, Signal};
use super::super::desk::Desk;
use super::super::exit::{ExitCode, UsageError};
use super::super::lines::{self, RawLine};
use super::super::out::give;
use super::super::problems;
use super::super::screen::{OutputError, Screen};
use super::target::Target;
use crate::deck::Problem;
use crate::deck::columns::{self, Content, Doubt};
use crate::deck::scaffold::{Appended, NewCard, NotAppended, Solution, key_from, wrong_options};
use crate::text::SafeText;

/// Adds cards to the deck in `file` until there are no more.
///
/// # Errors
///
/// There is no such deck, it has problems of its own, or it cannot be written.
pub(super) fn run(desk: &Desk, file: &Path) -> anyhow::Result<ExitCode> {
    if !file.is_file() {
        let name = file.display();
        let message =
            format!("there is no deck {name} to add to; jmrel-quiz new {name} begins one");
        return Err(UsageError(message).into());
    }
    let Some(target) = Target::open(file)? else {
        return Ok(ExitCode::Failed);
    };
    // A standard input that cannot be read is one that has ended.
    let lines = Live::start(|| lines::read_line(&mut io::stdin().lock()).ok().flatten())?;
    let mut dialogue = Dialogue {
        target,
        lines,
        talk: Screen::plain(io::stderr().lock()),
        manner: if desk.face.is_person() {
            Manner::Person
        } else {
            Manner::Script
        },
        added: Vec::new(),
        refused: 0,
    };
    if let End::Signal(signal) = dialogue.converse()? {
        // Each card was saved when it was added.
        return Ok(signal.exit_code());
    }
    let Dialogue { added, refused, .. } = dialogue;
    let name = file.display().to_string();
    let value = json!({"file": name, "added": added, "refused": refused});
    give(&value, desk.form, &mut desk.screen(), |screen| {
        let cards = match added.len() {
            0 => "no card was added".to_owned(),
            1 => "1 card was added".to_owned(),
            count => format!("{count} cards were added"),
        };
        screen.line_of(&SafeText::line(&format!("{name}: {cards}")))
    })?;
    // A person saw it and could try again; a script has lost cards.
    Ok(if refused > 0 && !desk.face.is_person() {
        ExitCode::Failed
    } else {
        ExitCode::Done
    })
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Somebody who is asked, and asked again.
    Person,
    /// Lines that come whatever is said.
    Script,
}

/// How a dialogue ended.
enum End {
    Done,
    Signal(Signal),
}

/// Why there is no answer to a question.
enum Stop {
    /// There are no more lines.
    Ended,
    Signal(Signal),
    Output(OutputError),
}

impl From<OutputError> for Stop {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

struct Dialogue<A, W> {
    target: Target,
    lines: A,
    talk: Screen<W>,
    manner: Manner,
    added: Vec<String>,
    refused: usize,
}

/// What a teacher may say a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    ByAnswer,
    Text,
    Set,
    Date,
    Number,
    Cloze,
    Flip,
}

const KINDS: [(&str, Kind); 7] = [
    ("", Kind::ByAnswer),
    ("text", Kind::Text),
    ("set", Kind::Set),
    ("date", Kind::Date),
    ("number", Kind::Number),
    ("cloze", Kind::Cloze),
    ("flip", Kind::Flip),
];

impl<A: Arrivals<RawLine>, W: Write> Dialogue<A, W> {
    fn converse(&mut self) -> anyhow::Result<End> {
        loop {
            let question = match self.ask("Question (Enter when you are done)") {
                Ok(text) if text.is_empty() => return Ok(End::Done),
                Ok(text) => text,
                Err(Stop::Ended) => return Ok(End::Done),
                Err(Stop::Signal(signal)) => return Ok(End::Signal(signal)),
                Err(Stop::Output(error)) => return Err(error.into()),
            };
            let card = match self.card(question) {
                Ok(card) => card,
                Err(Stop::Ended) => {
                    self.refused += 1;
                    self.say("the last card was not finished and is not added")?;
                    return Ok(End::Done);
                }
                Err(Stop::Signal(signal)) => return Ok(End::Signal(signal)),
                Err(Stop::Output(error)) => return Err(error.into()),
            };
            match self.target.with(&card) {
                Ok(appended) => match self.is_wanted(&appended) {
                    Ok(true) | Err(Stop::Ended) => self.add(appended)?,
                    Ok(false) => self.say("not added")?,
                    Err(Stop::Signal(signal)) => return Ok(End::Signal(signal)),
                    Err(Stop::Output(error)) => return Err(error.into()),
                },
                Err(NotAppended::NoRoom) => return Err(NotAppended::NoRoom.into()),
                Err(NotAppended::Deck(problems) | NotAppended::Card(problems)) => {
                    self.refused += 1;
                    self.show(&problems)?;
                    self.say("not added; try again")?;
                }
            }
        }
    }

    /// Shows what `check` says, and asks whether a doubtful card is to be added all the same.
    fn is_wanted(&mut self, appended: &Appended) -> Result<bool, Stop> {
        if appended.doubts.is_empty() {
            self.say("check finds no problem")?;
            return Ok(true);
        }
        self.show(&appended.doubts)?;
        if self.manner == Manner::Script {
            return Ok(true);
        }
        let said = self.ask("Add it all the same? (Enter: yes, n: no)")?;
        Ok(!matches!(said.to_lowercase().as_str(), "n" | "no"))
    }

    fn add(&mut self, appended: Appended) -> anyhow::Result<()> {
        let had = self.target.deck.cards.len();
        let names: Vec<String> = appended
            .deck
            .cards
            .iter()
            .skip(had)
            .map(|card| card.id.to_string())
            .collect();
        self.target.save(appended)?;
        self.say(&format!("added as {}", names.join(" and ")))?;
        self.added.extend(names);
        Ok(())
    }

    fn card(&mut self, question: String) -> Result<NewCard, Stop> {
        let kind = self.kind()?;
        let solution = if kind == Kind::Cloze {
            Solution::Cloze
        } else {
            self.solution(&question, kind)?
        };
        let words = question.replace(['{', '}'], "");
        let key = key_from(&words, &self.target.taken);
        let mut card = NewCard::new(key, question, solution);
        card.choices = self.choices(&card)?;
        let explanation = self.ask_for_more("Explanation (Enter for none)")?;
        card.explanation = (!explanation.is_empty()).then_some(explanation);
        Ok(card)
    }

    fn kind(&mut self) -> Result<Kind, Stop> {
        loop {
            let question =
                "Kind (text, set, date, number, cloze or flip; Enter: as the answer looks)";
            let said = self.ask(question)?.to_lowercase();
            match KINDS.iter().find(|(word, _)| *word == said) {
                Some((_, kind)) => return Ok(*kind),
                None => self.say("that is none of them")?,
            }
        }
    }

    fn solution(&mut self, question: &str, kind: Kind) -> Result<Solution, Stop> {
        let mut answer = String::new();
        loop {
            if answer.is_empty() {
                answer = self.ask(match kind {
                    Kind::Set => "Right answers, parted by ;",
                    Kind::ByAnswer
                    | Kind::Text
                    | Kind::Date
                    | Kind::Number
                    | Kind::Cloze
                    | Kind::Flip => "Answer",
                })?;
            }
            let (solution, doubts) = read(question, &answer, kind);
            self.say(&shown(&solution))?;
            for doubt in &doubts {
                self.say(&doubt.to_string())?;
            }
            if doubts.is_empty() || self.manner == Manner::Script {
                return Ok(solution);
            }
            answer = self.ask("Enter if that is meant, or the answer again")?;
            if answer.is_empty() {
                return Ok(solution);
            }
        }
    }

    fn choices(&mut self, card: &NewCard) -> Result<Vec<String>, Stop> {
        let proposed = match &card.solution {
            Solution::Text { .. } | Solution::Set(_) | Solution::Date(_) | Solution::Figure(_) => {
                self.proposed(card)
            }
            Solution::Cloze | Solution::Flip(_) => return Ok(Vec::new()),
        };
        let said = if proposed.is_empty() {
            self.ask_for_more("Wrong options, parted by ; (Enter for none)")?
        } else {
            let list = proposed.join("; ");
            self.ask_for_more(&format!(
                "Wrong options, parted by ; (Enter for none, + for {list})"
            ))?
        };
        let mut choices: Vec<String> = Vec::new();
        let own = said.trim_start_matches('+');
        if own.len() < said.len() {
            choices.extend(proposed);
        }
        for text in own
            .split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            let option = columns::option(&card.solution, text);
            if !choices.contains(&option) {
                choices.push(option);
            }
        }
        Ok(choices)
    }

    /// Wrong options from the other cards of the deck, once the parser has read this one.
    fn proposed(&self, card: &NewCard) -> Vec<String> {
        let Ok(appended) = self.target.with(card) else {
            return Vec::new();
        };
        match appended.deck.cards.split_last() {
            Some((new, others)) => wrong_options(&new.answer, others),
            None => Vec::new(),
        }
    }

    fn show(&mut self, problems: &[Problem]) -> Result<(), OutputError> {
        for line in problems::render(problems) {
            self.talk.line_of(&line)?;
        }
        self.talk.flush()
    }

    fn say(&mut self, text: &str) -> Result<(), OutputError> {
        self.talk.line_of(&SafeText::line(text))?;
        self.talk.flush()
    }

    /// Asks for what a card can do without; there is none of it when no more lines come.
    fn ask_for_more(&mut self, question: &str) -> Result<String, Stop> {
        match self.ask(question) {
            Err(Stop::Ended) => Ok(String::new()),
            other => other,
        }
    }

    /// Asks, and waits for a line; a script is not asked.
    fn ask(&mut self, question: &str) -> Result<String, Stop> {
        loop {
            if self.manner == Manner::Person {
                self.talk
                    .prompt(&SafeText::line(&format!("{question}: ")))?;
            }
            match self.lines.wait() {
                Arrival::Item(RawLine::Text(text)) => return Ok(text.trim().to_owned()),
                Arrival::Item(RawLine::NotUtf8) => self.say("this line is not UTF-8 text")?,
                Arrival::Item(RawLine::TooLong) => self.say("this line is over 1 MiB")?,
                Arrival::Resized => {}
                Arrival::Ended => return Err(Stop::Ended),
                Arrival::Signal(signal) => return Err(Stop::Signal(signal)),
            }
        }
    }
}

/// What an answer is as this kind.
fn read(question: &str, answer: &str, kind: Kind) -> (Solution, Vec<Doubt>) {
    let guess = |content| columns::guess(question, answer, content);
    let sure = |solution| (solution, Vec::new());
    match kind {
        Kind::ByAnswer => guess(Content::Anything),
        Kind::Date => guess(Content::Dates),
        Kind::Number => guess(Content::Figures),
        Kind::Text => sure(Solution::Text {
            answer: answer.to_owned(),
            accept: Vec::new(),
        }),
        Kind::Set => {
            let items = answer.split(';').map(|item| item.trim().to_owned());
            sure(Solution::Set(
                items.filter(|item| !item.is_empty()).collect(),
            ))
        }
        Kind::Flip => sure(Solution::Flip(answer.to_owned())),
        Kind::Cloze => sure(Solution::Cloze),
    }
}

/// What an answer was taken for.
fn shown(solution: &Solution) -> String {
    match solution {
        Solution::Text { answer, .. } => format!("a text: {answer}"),
        Solution::Set(items) => format!("{} texts in any order: {}", items.len(), items.join("; ")),
        Solution::Date(date) => format!("a date: {date}"),
        Solution::Figure(figure) => format!("a figure: {figure}"),
        Solution::Cloze => "a sentence with gaps".to_owned(),
        Solution::Flip(back) => format!("the other side: {back}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::super::arrivals::script::Script;
    use super::*;

    const DECK: &str =
        "format: 1\ncards:\n  - {id: a, prompt: Which bay was it?, answer: Hakata}\n";

    /// Answers a person's dialogue line by line; gives what was said and the file.
    fn talked(lines: &[&str]) -> (String, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.yaml");
        fs::write(&path, DECK).expect("written");
        let texts = lines.iter().map(|line| RawLine::Text((*line).to_owned()));
        let mut dialogue = Dialogue {
            target: Target::open(&path).expect("it opens").expect("a deck"),
            lines: Script::of(texts),
            talk: Screen::plain(Vec::new()),
            manner: Manner::Person,
            added: Vec::new(),
            refused: 0,
        };
        assert!(matches!(dialogue.converse(), Ok(End::Done)));
        let said = String::from_utf8(dialogue.talk.into_inner()).expect("text");
        (said, fs::read_to_string(&path).expect("a file"))
    }

    #[test]
    fn a_person_is_told_what_was_understood() {
        let (said, file) = talked(&["Which khan was it?", "", "Kublai", "+", "", ""]);
        for part in [
            "Question (Enter when you are done): Kind (text,",
            "a text: Kublai",
            "Enter for none, + for Hakata",
            "added as x:which-khan-was-it",
        ] {
            assert!(said.contains(part), "{part:?} is not in {said}");
        }
        assert!(
            file.starts_with(DECK) && file.contains("choices: [\"Hakata\"]"),
            "{file}"
        );
    }

    #[test]
    fn a_doubtful_answer_can_be_given_again() {
        let lines = [
            "When was it?",
            "sometime",
            "date",
            "03/04/1972",
            "4 March 1972",
            "",
            "",
            "",
        ];
        let (said, file) = talked(&lines);
        assert!(said.contains("that is none of them"), "{said}");
        assert!(said.contains("it may be 4 March 1972"), "{said}");
        assert!(file.contains("date: 1972-03-04"), "{file}");
    }

    #[test]
    fn a_card_that_check_doubts_is_added_only_if_that_is_wanted() {
        let card = ["Was it Kublai?", "text", "Kublai", "", ""];
        let (said, file) = talked(&[&card[..], &["n", ""]].concat());
        assert!(
            said.contains("Add it all the same?") && said.contains("not added"),
            "{said}"
        );
        assert_eq!(file, DECK);
        let (_, file) = talked(&[&card[..], &["", ""]].concat());
        assert!(file.contains("Was it Kublai?"), "{file}");
    }
}
