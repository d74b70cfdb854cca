//! A terminal switched for single keys while a session runs, and back whatever happens.

use std::io;

use rustix::termios::{InputModes, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// Keys come one by one and are not echoed while this lives; dropping it restores what was.
///
/// The library that reads keys switches for each key and back after it. That leaves gaps in which typed keys are echoed, and
/// no way back when a signal ends the program while it waits for one.
#[derive(Debug)]
pub(crate) struct SingleKeys {
    before: Termios,
}

impl SingleKeys {
    /// Switches the terminal at standard input.
    ///
    /// # Errors
    ///
    /// It cannot be switched.
    pub(crate) fn switch() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut single = before.clone();
        single.local_modes -=
            LocalModes::ICANON | LocalModes::ECHO | LocalModes::ECHONL | LocalModes::IEXTEN;
        single.input_modes -= InputModes::IXON;
        tcsetattr(io::stdin(), OptionalActions::Drain, &single)?;
        Ok(Self { before })
    }
}

impl Drop for SingleKeys {
    fn drop(&mut self) {
        // A terminal that is gone needs no mode.
        tcsetattr(io::stdin(), OptionalActions::Now, &self.before).unwrap_or_default();
    }
}
