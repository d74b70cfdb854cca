//! A session as JSON: one object a line, each flushed before a response is read.
//!
//! The fields and their order are an interface. `miss`, `explanation` and `rating` are `null` where there is none; other
//! optional fields are left out.

use std::io::{self, Write};

use serde::Serialize;

use super::json_text;
use super::linear::Teller;
use super::screen::{OutputError, Screen};
use super::wording;
use crate::card::CardId;
use crate::day::{Rollover, Zone};
use crate::question::{Asked, Choice};
use crate::review::Rating;
use crate::session::{Judged, Leech, Posed, Return, Show, Skip, Summary};

/// Writes a session as JSON lines.
#[derive(Debug)]
pub(super) struct JsonLines<W> {
    out: W,
    zone: Zone,
    rollover: Rollover,
}

impl<W: Write> JsonLines<W> {
    /// `zone` and `rollover` say when a study day begins.
    pub(super) fn new(out: W, zone: Zone, rollover: Rollover) -> Self {
        Self {
            out,
            zone,
            rollover,
        }
    }

    #[cfg(test)]
    pub(super) fn into_inner(self) -> W {
        self.out
    }

    fn object(&self, show: &Show) -> Option<Object> {
        Some(match show {
            Show::Question(posed) => Object::Question(Box::new(question(posed))),
            Show::Hint(hint) => Object::Hint {
                hint: Some(hint.clone()),
            },
            Show::NoHint => Object::Hint { hint: None },
            Show::Revealed { answer, .. } => Object::Reveal {
                answer: answer.clone(),
            },
            Show::Verdict(judged) => Object::Verdict(Box::new(self.verdict(judged))),
            Show::Invalid(invalid) => Object::Invalid {
                message: wording::invalid(invalid),
            },
            Show::Undone { card } => Object::Undone { card: card.clone() },
            Show::Skipped { card, how } => Object::Skipped {
                card: card.clone(),
                how: skip_word(*how),
            },
            Show::Flagged { card } => Object::Flagged { card: card.clone() },
            Show::Help => Object::Help {
                commands: wording::COMMANDS
                    .map(|(name, does)| HelpLine { name, does })
                    .to_vec(),
            },
            // Whoever reads JSON has no use for a pause, and the face goes on at once; the others are for people.
            Show::Pause { .. } | Show::Done | Show::Backlog { .. } | Show::Kept(_) => return None,
            Show::Summary(summary) => Object::Summary(totals(summary)),
        })
    }

    fn verdict(&self, judged: &Judged) -> VerdictObject {
        let judgement = &judged.judgement;
        VerdictObject {
            card: judged.card.clone(),
            verdict: judgement.verdict.word(),
            miss: judgement.miss.as_ref().map(wording::miss),
            rating: judged.rating.map(Rating::word),
            intro: judged.rating.is_none(),
            answer: judged.answer.clone(),
            expected: judged.expected.clone(),
            explanation: judged.explanation.clone(),
            due: self.zone.start_of(judged.due, self.rollover).to_string(),
            interval_days: judged.interval.0,
            feedback: judgement.feedback.clone(),
            note: judgement.note.as_ref().map(wording::note),
            source: judged.source.clone(),
            again_today: judged.returns == Return::Today,
            leech: judged.leech == Leech::Flagged,
        }
    }
}

impl<W: Write> Teller for JsonLines<W> {
    fn show(&mut self, show: &Show) -> Result<(), OutputError> {
        if let Show::Kept(place) = show {
            // A message, not a result. Where nobody reads messages, nothing is lost.
            let mut messages = Screen::plain(io::stderr().lock());
            drop(messages.line(wording::kept(place)));
        }
        match self.object(show) {
            Some(object) => json_text::write_line(&mut self.out, &object),
            None => Ok(()),
        }
    }

    fn refuse(&mut self, message: &str) -> Result<(), OutputError> {
        let message = message.to_owned();
        json_text::write_line(&mut self.out, &Object::Invalid { message })
    }

    fn invite(&mut self) -> Result<(), OutputError> {
        Ok(self.out.flush()?)
    }
}

/// A line of the session.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Object {
    Question(Box<QuestionObject>),
    /// `null` when the card has none.
    Hint {
        hint: Option<String>,
    },
    Reveal {
        answer: String,
    },
    Verdict(Box<VerdictObject>),
    Invalid {
        message: String,
    },
    Undone {
        card: CardId,
    },
    Skipped {
        card: CardId,
        /// `later`, `buried` or `suspended`.
        how: &'static str,
    },
    Flagged {
        card: CardId,
    },
    Help {
        commands: Vec<HelpLine>,
    },
    Summary(SummaryObject),
}

#[derive(Serialize)]
struct QuestionObject {
    card: CardId,
    facts: Vec<String>,
    state: &'static str,
    kind: &'static str,
    prompt: String,
    has_hint: bool,
    position: usize,
    of: usize,
    #[serde(flatten)]
    options: Options,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<ImageObject>,
}

/// What the kinds carry besides the prompt.
#[derive(Serialize)]
#[serde(untagged)]
enum Options {
    None {},
    Choices {
        choices: Vec<String>,
    },
    Items {
        items: Vec<String>,
    },
    Columns {
        left: Vec<String>,
        right: Vec<String>,
    },
}

#[derive(Serialize)]
struct ImageObject {
    path: String,
    alt: String,
}

#[derive(Serialize)]
struct VerdictObject {
    card: CardId,
    verdict: &'static str,
    miss: Option<String>,
    rating: Option<&'static str>,
    intro: bool,
    answer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    explanation: Option<String>,
    due: String,
    interval_days: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    feedback: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    /// Whether it is asked again in this session; left out when not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    again_today: bool,
    /// Whether it has just been failed past the limit; left out when not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    leech: bool,
}

#[derive(Clone, Copy, Serialize)]
struct HelpLine {
    name: &'static str,
    does: &'static str,
}

#[derive(Serialize)]
struct SummaryObject {
    answered: usize,
    introduced: usize,
    correct: usize,
    close: usize,
    wrong: usize,
    due_tomorrow: usize,
    /// New cards left for another day.
    #[serde(skip_serializing_if = "Option::is_none")]
    new_waiting: Option<usize>,
}

fn question(posed: &Posed) -> QuestionObject {
    QuestionObject {
        card: posed.card.clone(),
        facts: posed.facts.iter().map(ToString::to_string).collect(),
        state: posed.state,
        kind: kind(&posed.question.asked),
        prompt: posed.prompt.clone(),
        has_hint: posed.has_hint,
        position: posed.position,
        of: posed.of,
        options: options(&posed.question.asked),
        image: posed.image.as_ref().map(|image| ImageObject {
            path: image.path.clone(),
            alt: image.alt.clone(),
        }),
    }
}

fn kind(asked: &Asked) -> &'static str {
    match asked {
        Asked::Text => "text",
        Asked::Set => "set",
        Asked::Date => "date",
        Asked::Number => "number",
        Asked::Cloze => "cloze",
        Asked::Choice(_) => "choice",
        Asked::Choices(_) => "choices",
        Asked::Order(_) => "order",
        Asked::Match { .. } => "match",
        Asked::Flip => "flip",
    }
}

fn options(asked: &Asked) -> Options {
    let texts = |choices: &[Choice]| choices.iter().map(|choice| choice.text.clone()).collect();
    match asked {
        Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze | Asked::Flip => {
            Options::None {}
        }
        Asked::Choice(choices) | Asked::Choices(choices) => Options::Choices {
            choices: texts(choices),
        },
        Asked::Order(items) => Options::Items {
            items: items.clone(),
        },
        Asked::Match { left, right } => Options::Columns {
            left: left.clone(),
            right: right.clone(),
        },
    }
}

fn skip_word(how: Skip) -> &'static str {
    match how {
        Skip::Later => "later",
        Skip::Buried => "buried",
        Skip::Suspended => "suspended",
    }
}

fn totals(summary: &Summary) -> SummaryObject {
    SummaryObject {
        answered: summary.answered,
        introduced: summary.introduced,
        correct: summary.correct,
        close: summary.close,
        wrong: summary.wrong,
        due_tomorrow: summary.due_tomorrow,
        new_waiting: Some(summary.waiting.total()).filter(|waiting| *waiting > 0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::arrivals::script::Script as Lines;
    use super::super::face::script::Script as Steps;
    use super::super::face::{self, Step};
    use super::super::linear::{Linear, Reader};
    use super::super::lines::RawLine;
    use super::super::sample;
    use super::super::stopwatch::Stopwatch;
    use super::*;
    use crate::day::Days;
    use crate::session::{Command, Input, Invalid};

    fn face() -> JsonLines<Vec<u8>> {
        JsonLines::new(Vec::new(), Zone::utc(), Rollover::default())
    }

    #[track_caller]
    fn writes(show: &Show, expected: &str) {
        let mut face = face();
        face.show(show).expect("memory");
        let line = String::from_utf8(face.into_inner()).expect("text");
        assert_eq!(line.trim_end(), expected);
    }

    #[test]
    fn a_question_has_the_fields_of_the_contract_in_their_order() {
        writes(
            &sample::question(Asked::Date),
            r#"{"event":"question","card":"jm-diplomacy:ties-1972/date","facts":["ties-1972"],"state":"review","kind":"date","prompt":"On which day did Japan and Mongolia open diplomatic relations?","has_hint":false,"position":1,"of":20}"#,
        );
    }

    #[track_caller]
    fn carries(asked: Asked, expected: &str) {
        let mut face = face();
        face.show(&sample::question(asked)).expect("memory");
        let line = String::from_utf8(face.into_inner()).expect("text");
        let tail = line
            .trim_end()
            .split_once("\"of\":20")
            .map(|(_, tail)| tail);
        assert_eq!(tail, Some(expected));
    }

    #[test]
    fn the_kinds_carry_their_options() {
        let two = sample::choices(&["1274", "1281"]);
        carries(Asked::Choice(two.clone()), r#","choices":["1274","1281"]}"#);
        carries(Asked::Choices(two), r#","choices":["1274","1281"]}"#);
        carries(
            Asked::Order(sample::texts(&["b", "a"])),
            r#","items":["b","a"]}"#,
        );
        carries(
            Asked::Match {
                left: sample::texts(&["Kublai"]),
                right: sample::texts(&["Khan"]),
            },
            r#","left":["Kublai"],"right":["Khan"]}"#,
        );
        for asked in [
            Asked::Text,
            Asked::Set,
            Asked::Number,
            Asked::Cloze,
            Asked::Flip,
        ] {
            carries(asked, "}");
        }
    }

    #[test]
    fn a_verdict_has_the_fields_of_the_contract_in_their_order() {
        writes(
            &sample::verdict(sample::judged()),
            r#"{"event":"verdict","card":"jm-diplomacy:ties-1972/date","verdict":"close","miss":"right year, wrong month","rating":"again","intro":false,"answer":"24 February 1972","expected":"24 February 1972","explanation":"The embassies opened later that year.","due":"2026-11-25T04:00:00+00:00","interval_days":1}"#,
        );
    }

    #[test]
    fn an_introduction_has_no_rating() {
        let judged = Judged {
            rating: None,
            expected: None,
            explanation: None,
            due: sample::today(),
            interval: Days(0),
            returns: Return::Today,
            ..sample::judged()
        };
        writes(
            &sample::verdict(judged),
            r#"{"event":"verdict","card":"jm-diplomacy:ties-1972/date","verdict":"close","miss":"right year, wrong month","rating":null,"intro":true,"answer":"24 February 1972","explanation":null,"due":"2026-11-24T04:00:00+00:00","interval_days":0,"again_today":true}"#,
        );
    }

    #[test]
    fn the_other_events_are_small() {
        let card = || sample::judged().card;
        let summary = Show::Summary(Box::new(sample::summary()));
        let answer = "1281".to_owned();
        for (show, expected) in [
            (
                summary,
                r#"{"event":"summary","answered":20,"introduced":5,"correct":12,"close":2,"wrong":6,"due_tomorrow":12}"#,
            ),
            (
                Show::Hint("later".into()),
                r#"{"event":"hint","hint":"later"}"#,
            ),
            (Show::NoHint, r#"{"event":"hint","hint":null}"#),
            (
                Show::Revealed {
                    card: card(),
                    answer,
                },
                r#"{"event":"reveal","answer":"1281"}"#,
            ),
            (
                Show::Invalid(Invalid::NothingToUndo),
                r#"{"event":"invalid","message":"there is no answer to take back"}"#,
            ),
            (
                Show::Undone { card: card() },
                r#"{"event":"undone","card":"jm-diplomacy:ties-1972/date"}"#,
            ),
            (
                Show::Skipped {
                    card: card(),
                    how: Skip::Buried,
                },
                r#"{"event":"skipped","card":"jm-diplomacy:ties-1972/date","how":"buried"}"#,
            ),
            (
                Show::Flagged { card: card() },
                r#"{"event":"flagged","card":"jm-diplomacy:ties-1972/date"}"#,
            ),
        ] {
            writes(&show, expected);
        }
    }

    #[test]
    fn a_session_goes_from_line_to_line() {
        let step = |shows: Vec<Show>, is_over| Step { shows, is_over };
        let mut steps = Steps::new([
            step(vec![sample::question(Asked::Date)], false),
            step(
                vec![
                    sample::verdict(sample::right()),
                    Show::Pause {
                        answered: 1,
                        left: 1,
                    },
                ],
                false,
            ),
            step(vec![sample::question(Asked::Text)], false),
            step(vec![Show::Summary(Box::default())], true),
        ]);
        let lines = Lines::of([
            RawLine::NotUtf8,
            RawLine::Text(":later".into()),
            RawLine::Text("24.2.1972".into()),
        ]);
        let clock = sample::clock();
        let mut face = Linear::new(face(), lines, Reader::Script, Stopwatch::new(&clock));
        let code = face::run(&mut steps, &mut face, &clock).expect("memory");
        assert_eq!(code.number(), 0);
        let response = Input::Response {
            text: "24.2.1972".into(),
            ms: 0,
        };
        assert_eq!(
            steps.inputs,
            [
                Input::Start,
                response,
                Input::Command(Command::GoOn),
                Input::Command(Command::Quit)
            ]
        );
        let out = String::from_utf8(face.into_teller().into_inner()).expect("text");
        let events: Vec<String> = out
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
            .map(|value| value["event"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            events,
            [
                "question", "invalid", "invalid", "verdict", "question", "summary"
            ]
        );
    }
}
