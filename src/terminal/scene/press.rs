//! What a key does on each stage of a session.

use super::{Act, Entry, Scene, Stage};
use crate::review::Rating;
use crate::session::{Command, Line};
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
        if let Some(editor) = self.command.take() {
            return self.press_in_command(editor, key);
        }
        match &mut self.stage {
            Stage::Empty if self.is_over && *key == Key::Enter => Act::Leave,
            Stage::Empty => Act::Stay,
            Stage::Asking(_) => self.press_while_asking(key),
            Stage::Told(judged) => {
                let rating = judged.rating;
                self.press_on_verdict(key, rating)
            }
            Stage::Paused { .. } => press_at_pause(key),
        }
    }

    fn press_in_command(&mut self, mut editor: Editor, key: &Key) -> Act {
        if *key == Key::Enter {
            return self.line(editor.text());
        }
        let is_left = *key == Key::Escape || (*key == Key::Backspace && editor.text() == ":");
        if !is_left {
            editor.press(key);
            self.command = Some(editor);
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
                self.line(&text)
            }
            Entry::Chosen(_) | Entry::Front | Entry::Back(_) if pressed(key) == ":" => {
                self.command = Some(Editor::starting_with(":"));
                Act::Stay
            }
            Entry::Chosen(menu) => match menu.press(key) {
                Picked::Response(letters) => self.respond(letters),
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
        if self.is_over {
            return match pressed(key) {
                ENTER | " " | "q" => Act::Leave,
                _ => Act::Stay,
            };
        }
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
            "?" => {
                self.notice = VERDICT_HELP.map(str::to_owned).to_vec();
                Act::Stay
            }
            _ => Act::Stay,
        }
    }

    fn go_on(&mut self) -> Act {
        self.notice.clear();
        self.scrolled = 0;
        match self.next.take() {
            Some(stage) => {
                self.stage = stage;
                Act::Appears
            }
            None => Act::Stay,
        }
    }

    /// A line was typed: a response or a command.
    fn line(&mut self, text: &str) -> Act {
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
            Line::Unknown(word) => {
                self.notice = vec![wording::unknown_command(&word)];
                Act::Stay
            }
        }
    }

    fn respond(&mut self, response: String) -> Act {
        let Stage::Asking(asking) = &mut self.stage else {
            return Act::Stay;
        };
        if response.is_empty() && !asking.is_warned {
            asking.is_warned = true;
            self.notice = vec!["press Enter again for: I don't know".to_owned()];
            return Act::Stay;
        }
        asking.is_answered = true;
        Act::Respond(response)
    }

    fn ask(&mut self, command: Command) -> Act {
        if let (Command::Rate(_), Stage::Asking(asking)) = (&command, &mut self.stage) {
            asking.is_answered = matches!(asking.entry, Entry::Back(_));
        }
        Act::Ask(command)
    }
}

/// What `?` says on the page of a verdict.
const VERDICT_HELP: [&str; 4] = [
    "Enter or the space bar goes on",
    "1 again, 2 hard, 3 good, 4 easy: rates this answer otherwise",
    "u takes this answer back and asks again",
    "q ends the session; everything is saved already",
];

fn press_at_pause(key: &Key) -> Act {
    match pressed(key) {
        ENTER | " " | "y" => Act::Ask(Command::GoOn),
        "q" | "n" | "s" => Act::Ask(Command::Quit),
        "u" => Act::Ask(Command::Undo),
        _ => Act::Stay,
    }
}

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

fn rating_of(key: &Key) -> Option<Rating> {
    let place = pressed(key).parse::<usize>().ok()?.checked_sub(1)?;
    Rating::ALL.get(place).copied()
}
