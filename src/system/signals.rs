//! Signals: those that end a program, and the one that tells of a resized screen.

use std::io;
use std::ops::ControlFlow;

/// A signal that ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// The terminal is gone.
    HungUp,
    /// Ctrl-C.
    Interrupted,
    /// The system asks politely.
    Terminated,
}

/// What a signal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    /// The program is to end.
    Ending(Signal),
    /// The screen has another size now.
    Resized,
}

/// Tells `hear` of every signal that ends a session, or resizes its screen, until it breaks off.
///
/// A second signal of a kind acts as if nobody listened, so that a program that hangs can be ended.
///
/// # Errors
///
/// The system refuses to hand over its signals.
#[cfg(unix)]
pub(crate) fn listen(hear: impl Fn(Came) -> ControlFlow<()> + Send + 'static) -> io::Result<()> {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::thread;

    use signal_hook::consts::SIGWINCH;
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

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

/// Other systems end a program without asking; everything answered is saved already.
#[cfg(not(unix))]
pub(crate) fn listen(_hear: impl Fn(Came) -> ControlFlow<()> + Send + 'static) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn ending() -> [(i32, Signal); 3] {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    [
        (SIGHUP, Signal::HungUp),
        (SIGINT, Signal::Interrupted),
        (SIGTERM, Signal::Terminated),
    ]
}

/// Keeps signals from ending the program while it lives; a read that waits is interrupted instead.
#[derive(Debug, Default)]
pub(crate) struct Held {
    #[cfg(unix)]
    came: Vec<(
        signal_hook::SigId,
        std::sync::Arc<std::sync::atomic::AtomicBool>,
        Signal,
    )>,
}

impl Held {
    /// Begins to hold signals back.
    ///
    /// # Errors
    ///
    /// The system refuses to hand over its signals.
    #[cfg(unix)]
    pub(crate) fn new() -> io::Result<Self> {
        let mut held = Self::default();
        for (number, signal) in ending() {
            let came = std::sync::Arc::default();
            let id = signal_hook::flag::register(number, std::sync::Arc::clone(&came))?;
            held.came.push((id, came, signal));
        }
        Ok(held)
    }

    /// Begins to hold signals back, where there are any.
    #[cfg(not(unix))]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self::default())
    }

    /// The signal that came; a hang-up or a termination rather than an interrupt, which the keyboard sends along.
    pub(crate) fn came(&self) -> Option<Signal> {
        #[cfg(unix)]
        {
            use std::sync::atomic::Ordering::Relaxed;
            let came = |wanted: Signal| {
                self.came
                    .iter()
                    .any(|(_, came, signal)| *signal == wanted && came.load(Relaxed))
            };
            [Signal::HungUp, Signal::Terminated, Signal::Interrupted]
                .into_iter()
                .find(|&signal| came(signal))
        }
        #[cfg(not(unix))]
        None
    }
}

#[cfg(unix)]
impl Drop for Held {
    fn drop(&mut self) {
        for (id, _, _) in &self.came {
            signal_hook::low_level::unregister(*id);
        }
    }
}
