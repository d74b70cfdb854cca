//! A real pseudo-terminal with the program in it, seen through a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::sandbox::{NOW, Sandbox};

/// How long a screen may take to show what is waited for; a session that hangs fails, it does not sleep.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program in a terminal of its own.
pub(crate) struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Everything the program wrote.
    pub(crate) bytes: Vec<u8>,
}

impl Terminal {
    /// Starts the program with these arguments behind those of the sandbox.
    pub(crate) fn open(sandbox: &Sandbox, args: &[&str], rows: u16, cols: u16) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_jmrel-quiz"));
        command.cwd(sandbox.path());
        command.env_clear();
        command.env("HOME", sandbox.path().join("home"));
        command.env("TERM", "xterm-256color");
        command.args(["--now", NOW, "--seed", "7", "--decks"]);
        command.arg(sandbox.decks());
        command.arg("--progress");
        command.arg(sandbox.progress());
        command.args(args);
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let input = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let _master = pair.master;
            let mut buffer = [0; 4096];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            parser: vt100::Parser::new(
                NonZeroU16::new(rows).expect("rows"),
                NonZeroU16::new(cols).expect("columns"),
                0,
            ),
            output,
            input,
            child,
            bytes: Vec::new(),
        }
    }

    /// The text on the screen.
    pub(crate) fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        while !self.screen().contains(text) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.bytes.extend(bytes);
                }
                Err(error) => panic!(
                    "{text:?} never came: {error}; the screen is\n{}",
                    self.screen()
                ),
            }
        }
    }

    /// Types a line once the program waits for one behind a prompt, and waits until it is taken in.
    #[track_caller]
    pub(crate) fn line(&mut self, line: &str) {
        while !self.is_prompting() {
            self.wait_for_more();
        }
        let seen = self.bytes.len();
        self.keys(line);
        self.keys("\r");
        // The echo of the line ends with a line end of its own.
        while self.bytes.len() < seen + line.len() + 2 {
            self.wait_for_more();
        }
    }

    /// Tells whether the cursor stands behind `> ` or `: `.
    fn is_prompting(&self) -> bool {
        let screen = self.parser.screen();
        let (row, _) = screen.cursor_position();
        let (_, columns) = screen.size();
        let line = screen.rows(0, columns.into()).nth(usize::from(row));
        line.is_some_and(|line| line.trim_end().ends_with(['>', ':']))
    }

    #[track_caller]
    fn wait_for_more(&mut self) {
        match self.output.recv_timeout(PATIENCE) {
            Ok(bytes) => {
                self.parser.process(&bytes);
                self.bytes.extend(bytes);
            }
            Err(error) => panic!(
                "nothing more came: {error}; the screen is\n{}",
                self.screen()
            ),
        }
    }

    /// Waits for the end and returns everything that was written.
    pub(crate) fn written(mut self) -> String {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.bytes.extend(bytes);
        }
        String::from_utf8(self.bytes).expect("UTF-8 on a terminal")
    }

    /// Types keys.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.input
            .write_all(keys.as_bytes())
            .expect("keys are taken");
        self.input.flush().expect("keys are taken");
    }

    /// Waits for the end and returns the exit code.
    pub(crate) fn end(mut self) -> (u32, String) {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.parser.process(&bytes);
            self.bytes.extend(bytes);
        }
        let code = self.child.wait().expect("it ends").exit_code();
        assert!(!self.parser.screen().hide_cursor(), "the cursor is back");
        (code, self.screen())
    }
}
