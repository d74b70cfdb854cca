//! What is on the screen of a session, and what a key does there. Knows nothing of terminals.

mod press;

use super::editor::Editor;
use super::face::Step;
use super::invocation::Invocation;
use super::menu::{Menu, Mode};
use super::wording;
use crate::question::Asked;
use crate::review::Rating;
use crate::session::{Command, Judged, Posed, Show, Summary};

/// So far down that the end of the page is in sight; whoever draws knows how far that is.
const TO_THE_END: usize = usize::MAX;

/// The screen of a session.
#[derive(Debug, Default)]
pub(super) struct Scene {
    pub(super) stage: Stage,
    /// What follows when the learner goes on.
    next: Option<Stage>,
    /// The question answered last, for the page of its verdict.
    pub(super) answered: Option<Box<Posed>>,
    /// Said once, gone with the next key that does something.
    pub(super) notice: Vec<String>,
    /// A line opened where there was none: a command, or the words of an option.
    pub(super) line: Option<Editor>,
    /// Lines typed so far, for the up key.
    typed: Vec<String>,
    /// Rows scrolled down.
    pub(super) scrolled: usize,
    pub(super) summary: Option<Box<Summary>>,
    /// For commands to type after the session.
    pub(super) invocation: Invocation,
}

/// What the screen is about.
#[derive(Debug, Default)]
pub(super) enum Stage {
    /// Nothing came yet.
    #[default]
    Empty,
    /// A question is open.
    Asking(Box<Asking>),
    /// An answer was judged.
    Told(Box<Judged>),
    /// Enough for one sitting?
    Paused {
        /// Cards answered.
        answered: usize,
        /// Cards to come.
        left: usize,
    },
    /// Nothing is left to ask.
    Done,
}

/// An open question.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) posed: Posed,
    pub(super) entry: Entry,
    pub(super) hint: Option<String>,
    /// An empty Enter was pressed already.
    is_warned: bool,
    /// A response is on its way; the next verdict is about it and not about an earlier answer.
    is_answered: bool,
}

/// How the response is given.
#[derive(Debug)]
pub(super) enum Entry {
    /// Typed.
    Typed(Editor),
    /// Chosen.
    Chosen(Menu),
    /// Thought, then revealed.
    Front,
    /// Revealed, to be rated by the learner.
    Back(String),
}

/// What a key led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The screen changed, or not.
    Stay,
    /// A question appears that was not on screen before.
    Appears,
    /// The learner answers.
    Respond(String),
    /// The learner asks for something else.
    Ask(Command),
}

impl Scene {
    /// The screen before anything is shown.
    pub(super) fn new(invocation: Invocation) -> Self {
        Self {
            invocation,
            ..Self::default()
        }
    }

    /// Shows what a step led to. Tells whether a question appeared at once.
    pub(super) fn take(&mut self, step: Step) -> Act {
        self.notice.clear();
        self.line = None;
        self.scrolled = 0;
        self.next = match std::mem::take(&mut self.stage) {
            // A new verdict on the last answer leaves the question behind it pending.
            Stage::Told(judged) => {
                self.stage = Stage::Told(judged);
                self.next.take()
            }
            stage @ (Stage::Empty | Stage::Asking(_) | Stage::Paused { .. } | Stage::Done) => {
                self.stage = stage;
                None
            }
        };
        let mut act = Act::Stay;
        for show in step.shows {
            if self.show(show) == Act::Appears {
                act = Act::Appears;
            }
        }
        act
    }

    fn show(&mut self, show: Show) -> Act {
        match show {
            Show::Backlog { today, due, days } => self.notice.push(format!(
                "{} today of {due} that wait; done in {days}",
                wording::cards(today)
            )),
            Show::Question(posed) => {
                let asking = Stage::Asking(Box::new(Asking::new(*posed, &self.typed)));
                return self.follow(asking);
            }
            Show::Hint(hint) => match &mut self.stage {
                Stage::Asking(asking) => {
                    asking.hint = Some(hint);
                    self.scrolled = TO_THE_END;
                }
                Stage::Empty | Stage::Told(_) | Stage::Paused { .. } | Stage::Done => {
                    self.reply([hint]);
                }
            },
            Show::NoHint => self.reply(["there is no hint".to_owned()]),
            Show::Revealed { answer, .. } => {
                if let Stage::Asking(asking) = &mut self.stage {
                    asking.entry = Entry::Back(answer);
                }
            }
            Show::Verdict(judged) => self.judged(judged),
            Show::Invalid(invalid) => {
                if let Stage::Asking(asking) = &mut self.stage {
                    asking.is_answered = false;
                }
                self.reply([wording::invalid(&invalid)]);
            }
            Show::Undone { .. } => {
                self.stage = Stage::Empty;
                self.notice.push("taken back; asked again".to_owned());
            }
            Show::Skipped { how, .. } => {
                self.stage = Stage::Empty;
                self.notice.push(wording::skipped(how).to_owned());
            }
            Show::Flagged { .. } => self.reply(["noted for the teacher".to_owned()]),
            Show::Help => {
                self.reply(wording::COMMANDS.map(|(name, does)| format!("{name}  {does}")));
            }
            Show::Pause { answered, left } => {
                return self.follow(Stage::Paused { answered, left });
            }
            Show::Done => return self.follow(Stage::Done),
            Show::Kept(place) => self.notice.push(wording::kept(&place)),
            Show::Summary(summary) => self.summary = Some(summary),
        }
        Act::Stay
    }

    fn judged(&mut self, judged: Box<Judged>) {
        match std::mem::take(&mut self.stage) {
            Stage::Asking(asking) if !asking.is_answered => {
                let rated = judged.rating.map_or("not rated", Rating::word);
                let next = wording::comes_back(&judged);
                self.reply([format!(
                    "the last answer is now rated {rated}; next: {next}"
                )]);
                self.stage = Stage::Asking(asking);
            }
            Stage::Asking(asking) => {
                self.answered = Some(Box::new(asking.posed));
                self.stage = Stage::Told(judged);
            }
            stage @ (Stage::Paused { .. } | Stage::Done) => {
                self.next = Some(stage);
                self.stage = Stage::Told(judged);
            }
            Stage::Empty | Stage::Told(_) => self.stage = Stage::Told(judged),
        }
    }

    /// Says something about what the learner just did, where it is in sight even on a page too long for the screen.
    fn reply<const N: usize>(&mut self, notice: [String; N]) {
        self.notice.extend(notice);
        self.scrolled = TO_THE_END;
    }

    /// A verdict stays until the learner goes on; everything else makes way at once.
    fn follow(&mut self, stage: Stage) -> Act {
        match self.stage {
            Stage::Told(_) => {
                self.next = Some(stage);
                Act::Stay
            }
            Stage::Empty | Stage::Asking(_) | Stage::Paused { .. } | Stage::Done => {
                self.stage = stage;
                Act::Appears
            }
        }
    }

    /// The line being typed.
    pub(super) fn editor(&self) -> Option<&Editor> {
        match (&self.line, &self.stage) {
            (Some(editor), _) => Some(editor),
            (None, Stage::Asking(asking)) => match &asking.entry {
                Entry::Typed(editor) => Some(editor),
                Entry::Chosen(_) | Entry::Front | Entry::Back(_) => None,
            },
            (None, Stage::Empty | Stage::Told(_) | Stage::Paused { .. } | Stage::Done) => None,
        }
    }
}

impl Asking {
    fn new(posed: Posed, typed: &[String]) -> Self {
        let entry = match &posed.question.asked {
            Asked::Text
            | Asked::Set
            | Asked::Date
            | Asked::Number
            | Asked::Cloze
            | Asked::Order(_)
            | Asked::Match { .. } => Entry::Typed(Editor::new(typed)),
            Asked::Choice(choices) => Entry::Chosen(Menu::new(Mode::One, choices.len())),
            Asked::Choices(choices) => Entry::Chosen(Menu::new(Mode::Several, choices.len())),
            Asked::Flip => Entry::Front,
        };
        Self {
            posed,
            entry,
            hint: None,
            is_warned: false,
            is_answered: false,
        }
    }
}
