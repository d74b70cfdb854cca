//! Signals as arrivals among others. The only file that knows what a system has of them.

use std::io;
use std::sync::mpsc::Sender;

use super::arrivals::{Arrival, Signal};

/// Sends every signal that ends a session, or resizes its screen, to `to`.
///
/// A second signal of a kind acts as if nobody listened, so that a program that hangs can be ended.
///
/// # Errors
///
/// The system refuses to hand over its signals.
#[cfg(unix)]
pub(super) fn forward<T: Send + 'static>(to: Sender<Arrival<T>>) -> io::Result<()> {
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
                let arrival =
                    signal.map_or(Arrival::Resized, |(_, signal)| Arrival::Signal(signal));
                if to.send(arrival).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Other systems end a program without asking; everything answered is saved already.
#[cfg(not(unix))]
pub(super) fn forward<T: Send + 'static>(_to: Sender<Arrival<T>>) -> io::Result<()> {
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
pub(super) struct Held {
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
    pub(super) fn new() -> io::Result<Self> {
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
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self::default())
    }

    /// The signal that came; a hang-up or a termination rather than an interrupt, which the keyboard sends along.
    pub(super) fn came(&self) -> Option<Signal> {
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
