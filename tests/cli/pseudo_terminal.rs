//! A whole session in a real pseudo-terminal, seen through a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::sandbox::{NOW, Sandbox};

/// How long a screen may take to show what is waited for; a session that hangs fails, it does not sleep.
const PATIENCE: Duration = Duration::from_secs(20);

/// A run of the program in a terminal.
pub(crate) struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Vec<u8>,
}

impl Terminal {
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

    fn screen(&self) -> String {
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

    pub(crate) fn keys(&mut self, keys: &str) {
        self.input
            .write_all(keys.as_bytes())
            .expect("keys are taken");
        self.input.flush().expect("keys are taken");
    }

    /// Waits for the end and returns everything that was written.
    pub(crate) fn written(mut self) -> String {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.bytes.extend(bytes);
        }
        String::from_utf8(self.bytes).expect("UTF-8 on a terminal")
    }

    /// Waits for the end and returns the exit code.
    fn end(mut self) -> (u32, String) {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.parser.process(&bytes);
            self.bytes.extend(bytes);
        }
        let code = self.child.wait().expect("it ends").exit_code();
        assert!(!self.parser.screen().hide_cursor(), "the cursor is back");
        (code, self.screen())
    }
}

fn one_card() -> Sandbox {
    Sandbox::empty().deck(
        "one.yaml",
        "format: 1\ntitle: One card\ncards:\n  - id: osaka\n    about: the fair at Osaka\n    prompt: In which year was the fair at Osaka?\n    date: 1970\n    explanation: It ran from March to September.\n",
    )
}

#[test]
fn a_whole_session_is_played_in_a_terminal() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study"], 24, 80);
    terminal.wait_for("In which year was the fair at Osaka?");
    terminal.keys("1975\r");
    terminal.wait_for("off by 5 years");
    terminal.wait_for("1970");
    terminal.keys("\r");
    terminal.wait_for("In which year was the fair at Osaka?");
    terminal.keys("1970\r");
    terminal.wait_for("orrect");
    terminal.keys("\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(
        screen.contains("jmrel-quiz"),
        "the end page names the next command:\n{screen}"
    );
}

#[test]
fn ctrl_c_ends_with_a_summary_and_code_130() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study"], 24, 80);
    terminal.wait_for("fair at Osaka?");
    terminal.keys("\u{3}");
    let (code, screen) = terminal.end();
    assert_eq!(code, 130, "{screen}");
}

#[test]
fn a_terminal_of_20_columns_is_enough() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study"], 30, 20);
    terminal.wait_for("Osaka?");
    terminal.keys("1970\r");
    terminal.wait_for("orrect");
    terminal.keys("\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
}

#[test]
fn no_colour_is_used_when_it_is_not_wanted() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study", "--color", "never"], 24, 80);
    terminal.wait_for("fair at Osaka?");
    terminal.keys("1970\r");
    terminal.wait_for("orrect");
    let bytes = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(!bytes.contains("\u{1b}[3"), "{bytes:?}");
    terminal.keys("\r");
    terminal.end();
}
