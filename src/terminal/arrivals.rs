//! What reaches a face from outside, one thing after the other: lines or keys, signals, the end of the input.

use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::exit::ExitCode;
use crate::system::{self, Came};

pub(super) use crate::system::Signal;

/// One thing that arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival<T> {
    /// A line or a key.
    Item(T),
    /// No more lines or keys will come.
    Ended,
    /// The system wants the program to end.
    Signal(Signal),
    /// The screen has another size now.
    Resized,
}

impl<T> From<Came> for Arrival<T> {
    fn from(came: Came) -> Self {
        match came {
            Came::Ending(signal) => Self::Signal(signal),
            Came::Resized => Self::Resized,
        }
    }
}

impl Signal {
    /// What the program says when it ended because of this signal.
    pub(super) fn exit_code(self) -> ExitCode {
        match self {
            Self::HungUp => ExitCode::HungUp,
            Self::Interrupted => ExitCode::Interrupted,
            Self::Terminated => ExitCode::Terminated,
        }
    }
}

/// Where a face waits.
pub(super) trait Arrivals<T> {
    /// Waits for the next arrival.
    fn wait(&mut self) -> Arrival<T>;
}

/// Arrivals from a blocking reader and the system's signals.
///
/// The reader sits in a thread of its own and reads only when it is waited for: what nobody asked for stays in the pipe, and a
/// session that is over leaves no reader at the terminal.
#[derive(Debug)]
pub(super) struct Live<T> {
    arrivals: Receiver<Arrival<T>>,
    wants: Sender<()>,
    is_wanted: bool,
}

impl<T: Send + 'static> Live<T> {
    /// Starts to listen; `read` blocks until it has something, and returns nothing at the end.
    ///
    /// # Errors
    ///
    /// The system gives no thread or no signals.
    pub(super) fn start(read: impl FnMut() -> Option<T> + Send + 'static) -> io::Result<Self> {
        let (sender, arrivals) = channel();
        let forward = sender.clone();
        system::listen(move |came| match forward.send(came.into()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        })?;
        Self::listen(read, sender, arrivals)
    }

    fn listen(
        mut read: impl FnMut() -> Option<T> + Send + 'static,
        sender: Sender<Arrival<T>>,
        arrivals: Receiver<Arrival<T>>,
    ) -> io::Result<Self> {
        let (wants, wanted) = channel();
        thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || {
                while wanted.recv().is_ok() {
                    let arrival = read().map_or(Arrival::Ended, Arrival::Item);
                    if sender.send(arrival).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self {
            arrivals,
            wants,
            is_wanted: false,
        })
    }
}

impl<T> Arrivals<T> for Live<T> {
    fn wait(&mut self) -> Arrival<T> {
        if !self.is_wanted {
            self.is_wanted = self.wants.send(()).is_ok();
        }
        let arrival = self.arrivals.recv().unwrap_or(Arrival::Ended);
        if matches!(arrival, Arrival::Item(_) | Arrival::Ended) {
            self.is_wanted = false;
        }
        arrival
    }
}

#[cfg(test)]
pub(super) mod script {
    use super::{Arrival, Arrivals};

    /// Arrivals written down beforehand; after the last one the input has ended.
    #[derive(Debug)]
    pub(in super::super) struct Script<T>(std::vec::IntoIter<Arrival<T>>);

    impl<T> Script<T> {
        pub(in super::super) fn new(arrivals: impl IntoIterator<Item = Arrival<T>>) -> Self {
            Self(arrivals.into_iter().collect::<Vec<_>>().into_iter())
        }

        pub(in super::super) fn of(items: impl IntoIterator<Item = T>) -> Self {
            Self::new(items.into_iter().map(Arrival::Item))
        }
    }

    impl<T> Arrivals<T> for Script<T> {
        fn wait(&mut self) -> Arrival<T> {
            self.0.next().unwrap_or(Arrival::Ended)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_reads_only_when_waited_for() {
        let mut items = vec!["b", "a"].into_iter();
        let (sender, arrivals) = channel();
        let read = move || items.next_back();
        let mut live = Live::listen(read, sender, arrivals).expect("a thread");
        assert_eq!(live.wait(), Arrival::Item("a"));
        assert_eq!(live.wait(), Arrival::Item("b"));
        assert_eq!(live.wait(), Arrival::Ended);
        assert_eq!(live.wait(), Arrival::Ended);
    }
}
