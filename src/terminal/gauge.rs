//! How far something that takes a while has come: a number in one place, drawn for a person who waits and wiped at the end.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::out::Form;

/// What takes less is over before anybody wonders.
const PATIENCE: Duration = Duration::from_millis(300);

/// A number at the start of a line of standard error, where that is a terminal that can go back on a line.
#[derive(Debug)]
pub(super) struct Gauge {
    /// Nothing where nobody watches.
    since: Option<Instant>,
    drawn: Option<u64>,
}

impl Gauge {
    /// Begins to wait.
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a person has waited is the face's to measure"
    )]
    pub(super) fn new(form: Form) -> Self {
        let is_watched = form == Form::Rich && io::stderr().is_terminal() && !console::is_dumb();
        Self {
            since: is_watched.then(Instant::now),
            drawn: None,
        }
    }

    /// Says how far it has come. There is nowhere left to tell that standard error is closed.
    pub(super) fn set(&mut self, done: u64, of: u64) {
        let is_late = self.since.is_some_and(|since| since.elapsed() >= PATIENCE);
        let percent = percent(done, of);
        if is_late && self.drawn != Some(percent) {
            self.drawn = Some(percent);
            draw(&format!("\r{percent:>3} %"));
        }
    }
}

impl Drop for Gauge {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            draw("\r     \r");
        }
    }
}

fn draw(text: &str) {
    let mut out = io::stderr().lock();
    drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Never more than 100; the last steps may take a while too.
fn percent(done: u64, of: u64) -> u64 {
    done.saturating_mul(100)
        .checked_div(of)
        .unwrap_or(0)
        .min(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_nothing_is_no_part_and_more_than_all_is_all() {
        for (done, of, expected) in [(0, 0, 0), (1, 3, 33), (3, 3, 100), (4, 3, 100)] {
            assert_eq!(percent(done, of), expected);
        }
    }
}
