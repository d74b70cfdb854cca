//! How long a learner thinks about a question.

use std::time::Instant;

use crate::day::Clock;

/// Measures answer times; stands still when the clock does.
#[derive(Debug)]
pub(super) struct Stopwatch {
    is_running: bool,
    started: Option<Instant>,
}

impl Stopwatch {
    /// A stopwatch for a session timed by `clock`.
    pub(super) fn new(clock: &Clock) -> Self {
        Self {
            is_running: !clock.is_fixed(),
            started: None,
        }
    }

    /// A question is shown.
    #[expect(
        clippy::disallowed_methods,
        reason = "answer times are the face's to measure"
    )]
    pub(super) fn start(&mut self) {
        self.started = self.is_running.then(Instant::now);
    }

    /// Milliseconds since the question was shown; 0 when time stands still.
    pub(super) fn ms(&self) -> u32 {
        self.started.map_or(0, |started| {
            u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX)
        })
    }
}
