//! Signals: those that end a program, and the one that tells of a resized screen.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::{SigId, flag, low_level};

use crate::system::signal::{Came, Signal};

/// Tells `hear` of every signal that ends a session, or resizes its screen, until it breaks off.
///
/// A second signal of a kind acts as if nobody listened, so that a program that hangs can be ended.
///
/// # Errors
///
/// The system refuses to hand over its signals.
pub(crate) fn listen(hear: impl Fn(Came) -> ControlFlow<()> + Send + 'static) -> io::Result<()> {
    for (number, _) in ending() {
        let came = Arc::new(AtomicBool::new(false));
        flag::register_conditional_default(number, Arc::clone(&came))?;
        flag::register(number, came)?;
    }
    let numbers = ending().into_iter().map(|(number, _)| number);
    let mut signals = Signals::new(numbers.chain([SIGWINCH]))?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for number in signals.forever() {
                let signal = ending().into_iter().find(|(ending, _)| *ending == number);
                let came = signal.map_or(Came::Resized, |(_, signal)| Came::Ending(signal));
                if hear(came).is_break() {
                    return;
                }
            }
        })?;
    Ok(())
}

fn ending() -> [(i32, Signal); 3] {
    [
        (SIGHUP, Signal::HungUp),
        (SIGINT, Signal::Interrupted),
        (SIGTERM, Signal::Terminated),
    ]
}

/// Keeps signals from ending the program while it lives; a read that waits is interrupted instead.
#[derive(Debug, Default)]
pub(crate) struct Held {
    came: Vec<(SigId, Arc<AtomicBool>, Signal)>,
}

impl Held {
    /// Begins to hold signals back.
    ///
    /// # Errors
    ///
    /// The system refuses to hand over its signals.
    pub(crate) fn new() -> io::Result<Self> {
        let mut held = Self::default();
        for (number, signal) in ending() {
            let came = Arc::default();
            let id = flag::register(number, Arc::clone(&came))?;
            held.came.push((id, came, signal));
        }
        Ok(held)
    }

    /// The signal that came; a hang-up or a termination rather than an interrupt, which the keyboard sends along.
    pub(crate) fn came(&self) -> Option<Signal> {
        let came = |wanted: Signal| {
            self.came
                .iter()
                .any(|(_, came, signal)| *signal == wanted && came.load(Relaxed))
        };
        [Signal::HungUp, Signal::Terminated, Signal::Interrupted]
            .into_iter()
            .find(|&signal| came(signal))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        for (id, _, _) in &self.came {
            low_level::unregister(*id);
        }
    }
}
