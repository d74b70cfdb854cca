//! A session in plain lines, for screen readers and pipes: no escapes, no redraws, nothing drawn, everything said once.

use std::io::Write;

use super::farewell;
use super::invocation::Invocation;
use super::linear::{Reader, Teller};
use super::screen::{OutputError, Screen};
use super::style::{Span, Style};
use super::wording::{self, Headline, sentence};
use crate::question::{Asked, Choice};
use crate::session::{Judged, Leech, Posed, Return, Show};
use crate::text::SafeText;

/// Writes a session in plain lines.
#[derive(Debug)]
pub(super) struct PlainLines<W> {
    screen: Screen<W>,
    reader: Reader,
    invocation: Invocation,
    invitation: &'static str,
}

impl<W: Write> PlainLines<W> {
    /// `screen` prints no styles. A person is invited to type; a script is not.
    pub(super) fn new(screen: Screen<W>, reader: Reader, invocation: Invocation) -> Self {
        Self {
            screen,
            reader,
            invocation,
            invitation: "",
        }
    }

    #[cfg(test)]
    pub(super) fn into_inner(self) -> W {
        self.screen.into_inner()
    }

    fn say(&mut self, text: &str) -> Result<(), OutputError> {
        self.screen.paragraph(Style::Plain, &SafeText::clean(text))
    }

    fn option(&mut self, mark: &str, text: &str) -> Result<(), OutputError> {
        let spans = [
            Span::new(Style::Plain, format!("{mark})")),
            Span::new(Style::Plain, SafeText::line(text)),
        ];
        self.screen.spans(&spans, 3)
    }

    fn question(&mut self, posed: &Posed) -> Result<(), OutputError> {
        self.invitation = "Your answer: ";
        self.screen.blank()?;
        self.say(&format!(
            "Card {} of {}. {}, {}.",
            posed.position, posed.of, posed.deck_title, posed.state
        ))?;
        self.say(&posed.prompt)?;
        if let Some(image) = &posed.image {
            self.say(&format!("Picture: {} ({})", image.alt, image.path))?;
        }
        self.options(&posed.question.asked)?;
        if let Some(how) = wording::how_to_answer(&posed.question.asked) {
            self.say(how)?;
        }
        if posed.question.asked == Asked::Flip {
            self.say(":reveal shows the other side.")?;
        }
        if posed.has_hint {
            self.say(":hint shows a hint.")?;
        }
        Ok(())
    }

    fn options(&mut self, asked: &Asked) -> Result<(), OutputError> {
        match asked {
            Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze | Asked::Flip => {
                Ok(())
            }
            Asked::Choice(choices) | Asked::Choices(choices) => {
                self.lettered(choices.iter().map(|Choice { text, .. }| text))
            }
            Asked::Order(items) => self.lettered(items),
            Asked::Match { left, right } => {
                self.lettered(left)?;
                for (index, text) in right.iter().enumerate() {
                    self.option(&(index + 1).to_string(), text)?;
                }
                Ok(())
            }
        }
    }

    fn lettered<'a>(
        &mut self,
        texts: impl IntoIterator<Item = &'a String>,
    ) -> Result<(), OutputError> {
        for (index, text) in texts.into_iter().enumerate() {
            self.option(&wording::letter(index), text)?;
        }
        Ok(())
    }

    fn verdict(&mut self, judged: &Judged) -> Result<(), OutputError> {
        let Headline { word, miss, .. } = wording::headline(&judged.judgement);
        let note = judged.judgement.note.as_ref().map(wording::note);
        let why: Vec<String> = [miss, note].into_iter().flatten().collect();
        let said = if why.is_empty() {
            word.to_owned()
        } else {
            format!("{word}: {}", why.join("; "))
        };
        self.say(&format!("{said}. Answer: {}", judged.answer))?;
        let source = judged
            .source
            .as_ref()
            .map(|source| format!("Source: {source}"));
        let more = [
            judged.judgement.feedback.clone(),
            judged.explanation.clone(),
            source,
        ];
        for text in more.into_iter().flatten() {
            self.say(&text)?;
        }
        self.say(&returning(judged))?;
        if judged.leech == Leech::Flagged {
            self.say(&sentence(&wording::leech(&judged.card, &self.invocation)))?;
        }
        Ok(())
    }
}

impl<W: Write> Teller for PlainLines<W> {
    fn show(&mut self, show: &Show) -> Result<(), OutputError> {
        match show {
            Show::Backlog { today, due, days } => self.say(&format!(
                "{} today of {due} that wait; done in {days}.",
                wording::cards(*today)
            )),
            Show::Question(posed) => self.question(posed),
            Show::Hint(hint) => self.say(&format!("Hint: {hint}")),
            Show::NoHint => self.say("There is no hint."),
            Show::Revealed { answer, .. } => {
                self.invitation = "again, hard, good or easy: ";
                self.say(&format!("Answer: {answer}"))?;
                self.say("How well did you know it? Type again, hard, good or easy.")
            }
            Show::Verdict(judged) => self.verdict(judged),
            Show::Invalid(invalid) => self.refuse(&wording::invalid(invalid)),
            Show::Undone { .. } => self.say("The last answer is taken back."),
            Show::Skipped { how, .. } => self.say(&sentence(wording::skipped(*how))),
            Show::Flagged { .. } => self.say("Noted for the teacher: this question is wrong."),
            Show::Help => {
                self.say("An answer is typed as it is; an empty line or ? means: I don't know.")?;
                for (name, does) in wording::COMMANDS {
                    self.say(&format!("{name}: {does}"))?;
                }
                Ok(())
            }
            Show::Kept(place) => self.say(&sentence(&wording::kept(place))),
            Show::Pause { answered, left } => {
                self.invitation = "Go on? ";
                // A script goes on without being asked.
                match self.reader {
                    Reader::Script => Ok(()),
                    Reader::Person => self.say(&format!(
                        "{} answered, {left} to come. Enter goes on, q stops.",
                        wording::cards(*answered)
                    )),
                }
            }
            Show::Done => {
                self.invitation = "Go on? ";
                self.say(&format!(
                    "{} Enter shows how it went; :undo takes the last answer back.",
                    sentence(wording::DONE)
                ))
            }
            Show::Summary(summary) => {
                self.invitation = "";
                self.screen.blank()?;
                farewell::write(summary, &self.invocation, &mut self.screen)
            }
        }
    }

    fn refuse(&mut self, message: &str) -> Result<(), OutputError> {
        self.say(&sentence(message))
    }

    fn invite(&mut self) -> Result<(), OutputError> {
        match self.reader {
            Reader::Person => self.screen.prompt(&SafeText::clean(self.invitation)),
            Reader::Script => self.screen.flush(),
        }
    }
}

fn returning(judged: &Judged) -> String {
    let rated = match judged.rating {
        Some(rating) => format!("Rated {}. ", rating.word()),
        None => "First meeting, not rated. ".to_owned(),
    };
    match judged.returns {
        Return::Today => format!("{rated}Comes {}.", wording::comes_back(judged)),
        Return::WhenDue => format!("{rated}Due on {}.", wording::comes_back(judged)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::arrivals::script::Script as Lines;
    use super::super::arrivals::{Arrival, Signal};
    use super::super::face::script::Script as Steps;
    use super::super::face::{self, Step};
    use super::super::linear::Linear;
    use super::super::lines::RawLine;
    use super::super::sample;
    use super::super::stopwatch::Stopwatch;
    use super::*;
    use crate::grading::{Judgement, Note};
    use crate::review::Verdict;
    use crate::session::{Command, Input, Invalid};

    #[track_caller]
    fn told(shows: &[Show]) -> String {
        let mut face = PlainLines::new(
            Screen::plain(Vec::new()),
            Reader::Script,
            Invocation::default(),
        );
        for show in shows {
            face.show(show).expect("memory");
        }
        let out = String::from_utf8(face.into_inner()).expect("text");
        assert!(!out.contains(['\u{1b}', '\r']), "{out:?}");
        out
    }

    #[test]
    fn a_choice_is_told_once_with_its_letters() {
        let asked = Asked::Choice(sample::choices(&["24 February 1972", "4 June 1961"]));
        let mut close = sample::judged();
        close.source = Some("Ministry".to_owned());
        insta::assert_snapshot!(told(&[sample::question(asked), sample::verdict(close)]), @r"

        Card 1 of 20. Japan and Mongolia, diplomacy, review.
        On which day did Japan and Mongolia open diplomatic relations?
        a) 24 February 1972
        b) 4 June 1961
        One letter.
        Close: right year, wrong month. Answer: 24 February 1972
        The embassies opened later that year.
        Source: Ministry
        Rated again. Due on 25 November 2026, tomorrow.
        ");
    }

    #[test]
    fn notes_and_interruptions_are_sentences() {
        let spelt = Judged {
            judgement: Judgement {
                verdict: Verdict::Correct,
                miss: None,
                note: Some(Note::Spelling {
                    right: "Kōan".into(),
                }),
                feedback: None,
            },
            rating: None,
            explanation: None,
            returns: Return::Today,
            leech: Leech::Flagged,
            ..sample::judged()
        };
        let shows = [
            sample::verdict(spelt),
            Show::Invalid(Invalid::RevealFirst),
            Show::NoHint,
            Show::Summary(Box::new(sample::summary())),
        ];
        insta::assert_snapshot!(told(&shows), @r"
        Correct: check the spelling: Kōan. Answer: 24 February 1972
        First meeting, not rated. Comes again today.
        This card slips away again and again; a memory hook may help, or take it
        out: jmrel-quiz card jm-diplomacy:ties-1972/date suspend.
        Turn the card over first, with :reveal.
        There is no hint.

        20 answers: 12 correct, 2 close, 6 wrong. 5 cards were new.

        12 cards are due tomorrow. Then: jmrel-quiz study
        ");
    }

    #[test]
    fn a_person_is_asked_again_before_an_empty_line_counts() {
        let step = |shows: Vec<Show>| Step {
            shows,
            is_over: false,
        };
        let mut steps = Steps::new([
            step(vec![sample::question(Asked::Date)]),
            step(vec![Show::Pause {
                answered: 20,
                left: 3,
            }]),
        ]);
        let line = |text: &str| Arrival::Item(RawLine::Text(text.to_owned()));
        let arrivals = [line(""), line(""), line("maybe"), line("q")];
        let inputs = converse(&mut steps, arrivals).0;
        assert_eq!(
            inputs,
            [
                Input::Start,
                Input::Response {
                    text: String::new(),
                    ms: 0
                },
                Input::Command(Command::Quit),
                Input::Command(Command::Quit),
            ]
        );
    }

    #[test]
    fn the_last_verdict_can_be_rated_anew_before_the_end() {
        let step = |shows: Vec<Show>| Step {
            shows,
            is_over: false,
        };
        let mut steps = Steps::new([
            step(vec![sample::question(Asked::Date)]),
            step(vec![sample::verdict(sample::right()), Show::Done]),
            step(vec![sample::verdict(sample::right())]),
        ]);
        let line = |text: &str| Arrival::Item(RawLine::Text(text.to_owned()));
        let inputs = converse(&mut steps, [line("1972"), line(":easy"), line("")]).0;
        let commands = [
            Command::Rate(crate::review::Rating::Easy),
            Command::GoOn,
            Command::Quit,
        ];
        assert_eq!(inputs.get(2..), Some(&commands.map(Input::Command)[..]));
    }

    #[test]
    fn a_signal_quits_and_keeps_its_exit_code() {
        let shows = vec![sample::question(Asked::Date)];
        let mut steps = Steps::new([Step {
            shows,
            is_over: false,
        }]);
        let (inputs, code) = converse(&mut steps, [Arrival::Signal(Signal::HungUp)]);
        assert_eq!(inputs, [Input::Start, Input::Command(Command::Quit)]);
        assert_eq!(code, 129);
    }

    fn converse<const N: usize>(
        steps: &mut Steps,
        arrivals: [Arrival<RawLine>; N],
    ) -> (Vec<Input>, u8) {
        let clock = sample::clock();
        let teller = PlainLines::new(
            Screen::plain(Vec::new()),
            Reader::Person,
            Invocation::default(),
        );
        let mut face = Linear::new(
            teller,
            Lines::new(arrivals),
            Reader::Person,
            Stopwatch::new(&clock),
        );
        let code = face::run(steps, &mut face, &clock).expect("memory");
        (std::mem::take(&mut steps.inputs), code.number())
    }
}
