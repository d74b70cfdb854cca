//! What a key does on each stage of a session.

use super::{Act, Entry, Scene, Stage};
use crate::question::Asked;
use crate::review::Rating;
use crate::session::{Aim, Command, Line};
use crate::terminal::editor::{Editor, Taken};
use crate::terminal::keys::Key;
use crate::terminal::menu::Picked;
use crate::terminal::wording;

/// Rows a page key scrolls.
const PAGE: usize = 8;

/// What [`pressed`] gives for the Enter key.
const ENTER: &str = "\n";

impl Scene {
    /// Acts on a key.
    pub(in crate::terminal) fn press(&mut self, key: &Key) -> Act {
        if *key == Key::PageDown {
            self.scrolled = self.scrolled.saturating_add(PAGE);
            return Act::Stay;
        }
        if *key == Key::PageUp {
            self.scrolled = self.scrolled.saturating_sub(PAGE);
            return Act::Stay;
        }
        if let Some(editor) = self.line.take() {
            return self.press_in_line(editor, key);
        }
        match &mut self.stage {
            Stage::Empty => Act::Stay,
            Stage::Asking(_) => self.press_while_asking(key),
            Stage::Told(judged) => {
                let rating = judged.rating;
                self.press_on_verdict(key, rating)
            }
            Stage::Paused { .. } | Stage::Done => self.press_at_pause(key),
        }
    }

    fn press_in_line(&mut self, mut editor: Editor, key: &Key) -> Act {
        if *key == Key::Enter {
            return self.entered(editor.text());
        }
        let is_short = editor.text().chars().nth(1).is_none();
        let is_left = *key == Key::Escape || (*key == Key::Backspace && is_short);
        if !is_left {
            editor.press(key);
            self.line = Some(editor);
        }
        Act::Stay
    }

    fn press_while_asking(&mut self, key: &Key) -> Act {
        let Stage::Asking(asking) = &mut self.stage else {
            return Act::Stay;
        };
        if *key == Key::Tab {
            return Act::Ask(Command::Hint);
        }
        match &mut asking.entry {
            Entry::Typed(editor) => {
                if editor.press(key) == Taken::Yes || *key != Key::Enter {
                    return Act::Stay;
                }
                let text = editor.text().to_owned();
                self.entered(&text)
            }
            Entry::Chosen(_) | Entry::Front | Entry::Back(_) if pressed(key) == ":" => {
                self.open_line(":")
            }
            // Whoever knows the year types it, whatever is on offer: its first digit is not the number of an option.
            Entry::Chosen(_) if is_digit(key) && has_figures(&asking.posed.question.asked) => {
                self.open_line(pressed(key))
            }
            Entry::Chosen(menu) => match menu.press(key) {
                Picked::Response(letters) => self.respond(letters),
                Picked::Nothing if !pressed(key).trim().is_empty() => self.open_line(pressed(key)),
                Picked::Moved | Picked::Nothing => Act::Stay,
            },
            Entry::Front => match pressed(key) {
                ENTER | " " => Act::Ask(Command::Reveal),
                _ => Act::Stay,
            },
            Entry::Back(_) => match rating_of(key) {
                Some(rating) => self.ask(Command::Rate(rating)),
                None => Act::Stay,
            },
        }
    }

    fn press_on_verdict(&mut self, key: &Key, rating: Option<Rating>) -> Act {
        if let Some(rated) = rating_of(key) {
            return if rating == Some(rated) {
                Act::Stay
            } else {
                Act::Ask(Command::Rate(rated))
            };
        }
        match pressed(key) {
            ENTER | " " => self.go_on(),
            "u" => Act::Ask(Command::Undo),
            "q" => Act::Ask(Command::Quit),
            ":" => self.open_line(":"),
            "f" => self.open_line(":flag "),
            "?" => self.ask_on_verdict(Command::Help),
            _ => Act::Stay,
        }
    }

    fn go_on(&mut self) -> Act {
        self.notice.clear();
        self.scrolled = 0;
        match self.next.take() {
            // The page that says so need not be shown to whoever has just read on.
            Some(Stage::Done) => Act::Ask(Command::GoOn),
            Some(stage) => {
                self.stage = stage;
                Act::Appears
            }
            None => Act::Stay,
        }
    }

    fn press_at_pause(&mut self, key: &Key) -> Act {
        match pressed(key) {
            ENTER | " " | "y" => Act::Ask(Command::GoOn),
            "q" | "n" | "s" => Act::Ask(Command::Quit),
            "u" => Act::Ask(Command::Undo),
            ":" => self.open_line(":"),
            _ => Act::Stay,
        }
    }

    fn open_line(&mut self, text: &str) -> Act {
        self.line = Some(Editor::starting_with(text));
        Act::Stay
    }

    /// A line was typed: a response or a command.
    fn entered(&mut self, text: &str) -> Act {
        if !text.trim().is_empty() && self.typed.last().is_none_or(|last| last != text) {
            self.typed.push(text.to_owned());
        }
        match Line::parse(text) {
            Line::Response(response) => self.respond(response),
            Line::Command(command) => {
                if let Stage::Asking(asking) = &mut self.stage
                    && let Entry::Typed(editor) = &mut asking.entry
                {
                    *editor = Editor::new(&self.typed);
                }
                self.ask(command)
            }
            Line::Unknown(word) => self.answer([wording::unknown_command(&word)]),
        }
    }

    fn respond(&mut self, response: String) -> Act {
        let Stage::Asking(asking) = &mut self.stage else {
            return Act::Stay;
        };
        if response.is_empty() && !asking.is_warned {
            asking.is_warned = true;
            return self.answer(["press Enter again for: I don't know".to_owned()]);
        }
        asking.is_answered = true;
        Act::Respond(response)
    }

    /// Says something at once, in place of what was said before.
    fn answer<const N: usize>(&mut self, notice: [String; N]) -> Act {
        self.notice.clear();
        self.reply(notice);
        Act::Stay
    }

    fn ask(&mut self, command: Command) -> Act {
        if matches!(self.stage, Stage::Told(_)) {
            return self.ask_on_verdict(command);
        }
        if let (Command::Rate(_), Stage::Asking(asking)) = (&command, &mut self.stage) {
            asking.is_answered = matches!(asking.entry, Entry::Back(_));
        }
        Act::Ask(command)
    }

    /// What is typed on the page of a verdict is about the card judged there, not about the next one, which is unseen.
    fn ask_on_verdict(&mut self, command: Command) -> Act {
        match command {
            Command::Flag(_, text) => Act::Ask(Command::Flag(Aim::Answered, text)),
            Command::Help => self.answer(VERDICT_HELP.map(str::to_owned)),
            Command::Rate(_) | Command::Undo | Command::Quit => Act::Ask(command),
            Command::GoOn => self.go_on(),
            Command::Hint | Command::Reveal | Command::Skip | Command::Bury | Command::Suspend => {
                self.answer(["this is for an open question; u asks the last one again".to_owned()])
            }
        }
    }
}

/// What `?` says on the page of a verdict.
const VERDICT_HELP: [&str; 5] = [
    "Enter or the space bar goes on",
    "1 again, 2 hard, 3 good, 4 easy: rates this answer otherwise",
    "u takes this answer back and asks again",
    "f says that this question is wrong, for the teacher",
    "q ends the session; everything is saved already",
];

/// What a key says where no line is open: its character, [`ENTER`], or nothing.
fn pressed(key: &Key) -> &str {
    if *key == Key::Enter {
        return ENTER;
    }
    let Key::Text(text) = key else {
        return "";
    };
    text
}

fn is_digit(key: &Key) -> bool {
    pressed(key).starts_with(|first: char| first.is_ascii_digit())
}

/// Tells whether the options are dates or figures, or speak of them.
fn has_figures(asked: &Asked) -> bool {
    match asked {
        Asked::Choice(options) | Asked::Choices(options) => options
            .iter()
            .any(|option| option.text.contains(|it: char| it.is_ascii_digit())),
        Asked::Text
        | Asked::Set
        | Asked::Date
        | Asked::Number
        | Asked::Cloze
        | Asked::Order(_)
        | Asked::Match { .. }
        | Asked::Flip => false,
    }
}

fn rating_of(key: &Key) -> Option<Rating> {
    let place = pressed(key).parse::<usize>().ok()?.checked_sub(1)?;
    Rating::ALL.get(place).copied()
}
