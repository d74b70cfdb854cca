//! A session in a pseudo-terminal, seen through the bytes it shows.

use std::io::{Read, Write};
use std::process::Command;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::place::{PROGRAM, Place};

/// A session in a pseudo-terminal.
pub(crate) struct Terminal {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    reader: Box<dyn Read + Send>,
    writer: Box<dyn Write + Send>,
    /// Held so that the terminal stays open.
    _master: Box<dyn portable_pty::MasterPty + Send>,
    /// What was shown since the last keys.
    shown: String,
}

impl Terminal {
    /// Begins to study at a place.
    pub(crate) fn open(place: &Place) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(PROGRAM);
        command.cwd(place.path());
        command.env_clear();
        command.env("HOME", place.path());
        command.env("TERM", "xterm-256color");
        command.args(place.arguments(&["study", "--new", "1000"]));
        let child = pair.slave.spawn_command(command);
        Self {
            child: child.expect("the program starts"),
            reader: pair.master.try_clone_reader().expect("a reader"),
            writer: pair.master.take_writer().expect("a writer"),
            _master: pair.master,
            shown: String::new(),
        }
    }

    /// Reads what is shown next; nothing when the program is gone.
    fn read(&mut self) -> Option<()> {
        let mut bytes = [0; 4096];
        let count = self
            .reader
            .read(&mut bytes)
            .ok()
            .filter(|count| *count > 0)?;
        self.shown
            .push_str(&String::from_utf8_lossy(&bytes[..count]));
        Some(())
    }

    /// Waits until a text is shown.
    pub(crate) fn wait_for(&mut self, text: &str) {
        while !self.shown.contains(text) {
            self.read()
                .unwrap_or_else(|| panic!("{text:?} never came: {}", self.shown));
        }
    }

    /// Waits for a question and returns the number of its card.
    pub(crate) fn wait_for_question(&mut self) -> usize {
        loop {
            let asked = self.shown.rsplit_once("Word ").and_then(|(_, rest)| {
                let (number, _) = rest.split_once('?')?;
                number.parse().ok()
            });
            if let Some(number) = asked {
                return number;
            }
            self.read()
                .unwrap_or_else(|| panic!("no question came: {}", self.shown));
        }
    }

    /// Types; what is shown from here on is the answer to it.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.shown.clear();
        self.writer
            .write_all(keys.as_bytes())
            .expect("keys are taken");
    }

    /// Kills the program, and returns what was shown of it since the last keys.
    pub(crate) fn kill(mut self) -> String {
        let id = self.child.process_id().expect("it runs").to_string();
        let killed = Command::new("kill").args(["-KILL", &id]).status();
        assert!(killed.expect("kill runs").success());
        self.child.wait().expect("it is gone");
        while self.read().is_some() {}
        self.shown
    }
}
