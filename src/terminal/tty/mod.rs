//! A session on a terminal: one thing at a time on a screen of its own; the end page stays on the learner's.

mod drawing;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use super::arrivals::{Arrival, Arrivals, Signal};
use super::face::{Ending, Face, Reply, Step};
use super::farewell;
use super::invocation::Invocation;
use super::keys::Key;
use super::page::page;
use super::scene::{Act, Scene};
use super::screen::{MAX_COLUMNS, OutputError, Screen};
use super::stopwatch::Stopwatch;
use super::style::Colour;

/// Rows and columns of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// A face that draws on a terminal and reads keys.
#[derive(Debug)]
pub(super) struct Tty<W: Write, A, S> {
    out: W,
    colour: Colour,
    size: S,
    keys: A,
    stopwatch: Stopwatch,
    scene: Scene,
    own_screen: OwnScreen,
}

/// Whether the terminal shows a screen of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnScreen {
    Entered,
    Left,
}

/// A screen of our own, and marks around pasted text.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h\x1b[2J";

/// The learner's screen as it was, with a cursor.
const LEAVE: &str = "\x1b[?2004l\x1b[?1049l\x1b[?25h";

impl<W: Write, A: Arrivals<Key>, S: Fn() -> Size> Tty<W, A, S> {
    /// `size` is asked before every drawing: windows are resized.
    pub(super) fn new(
        out: W,
        colour: Colour,
        size: S,
        keys: A,
        stopwatch: Stopwatch,
        invocation: Invocation,
    ) -> Self {
        Self {
            out,
            colour,
            size,
            keys,
            stopwatch,
            scene: Scene::new(invocation),
            own_screen: OwnScreen::Left,
        }
    }

    fn draw(&mut self) -> Result<(), OutputError> {
        if self.own_screen == OwnScreen::Left {
            self.own_screen = OwnScreen::Entered;
            self.out.write_all(ENTER.as_bytes())?;
        }
        let size = (self.size)();
        let page = page(&self.scene, size.columns.min(MAX_COLUMNS));
        let visible = drawing::fit(&page, size.rows, &mut self.scene.scrolled);
        drawing::draw(&mut self.out, self.colour, &page, &visible)?;
        self.out.flush()?;
        Ok(())
    }

    fn is_typing(&self) -> bool {
        let editor = self.scene.editor();
        editor.is_some_and(|editor| !editor.text().is_empty())
    }

    fn leave(&mut self) -> io::Result<()> {
        if self.own_screen == OwnScreen::Entered {
            self.own_screen = OwnScreen::Left;
            self.out.write_all(LEAVE.as_bytes())?;
            self.out.flush()?;
        }
        Ok(())
    }
}

impl<W: Write, A: Arrivals<Key>, S: Fn() -> Size> Face for Tty<W, A, S> {
    fn tell(&mut self, step: Step) -> Result<(), OutputError> {
        if self.scene.take(step) == Act::Appears {
            self.stopwatch.start();
        }
        Ok(())
    }

    fn ask(&mut self) -> Result<Reply, OutputError> {
        loop {
            self.draw()?;
            let key = match self.keys.wait() {
                Arrival::Item(key) => key,
                Arrival::Resized => continue,
                Arrival::Ended => return Ok(Reply::Ended(Ending::Done)),
                Arrival::Signal(signal) => return Ok(Reply::Ended(Ending::Signal(signal))),
            };
            match key {
                Key::Interrupt => {
                    return Ok(Reply::Ended(Ending::Signal(Signal::Interrupted)));
                }
                Key::EndOfInput if !self.is_typing() => return Ok(Reply::Ended(Ending::Done)),
                key => match self.scene.press(&key) {
                    Act::Stay => {}
                    Act::Appears => self.stopwatch.start(),
                    Act::Respond(text) => {
                        let ms = self.stopwatch.ms();
                        return Ok(Reply::Response { text, ms });
                    }
                    Act::Ask(command) => return Ok(Reply::Command(command)),
                },
            }
        }
    }

    fn finish(&mut self) -> Result<(), OutputError> {
        self.leave()?;
        let Some(summary) = self.scene.summary.take() else {
            return Ok(());
        };
        let mut screen = Screen::new(&mut self.out, self.colour, (self.size)().columns);
        farewell::write(&summary, &self.scene.invocation, &mut screen)?;
        screen.flush()
    }
}

impl<W: Write, A, S> Drop for Tty<W, A, S> {
    fn drop(&mut self) {
        // After a panic; otherwise the screen was left before.
        if self.own_screen == OwnScreen::Entered {
            drop(self.out.write_all(LEAVE.as_bytes()));
            drop(self.out.flush());
        }
    }
}
