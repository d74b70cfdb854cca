//! How much of each test is run.

use std::env;
use std::thread;

/// The variable that asks for the long form.
const VARIABLE: &str = "JMREL_QUIZ_FAULTS";

/// The two forms of every test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// With every change: seconds.
    Short,
    /// Now and then, and before a release: minutes.
    Long,
}

impl Scale {
    /// What is asked for by [`VARIABLE`].
    pub(crate) fn asked() -> Self {
        match env::var(VARIABLE).as_deref() {
            Err(env::VarError::NotPresent) | Ok("" | "short") => Self::Short,
            Ok("long") => Self::Long,
            other => panic!("{VARIABLE} is \"short\" or \"long\", not {other:?}"),
        }
    }

    /// One of two numbers.
    pub(crate) fn of(self, short: usize, long: usize) -> usize {
        match self {
            Self::Short => short,
            Self::Long => long,
        }
    }
}

/// Says what was done; shown with `--nocapture`.
#[expect(clippy::print_stderr, reason = "the figures of a run are its result")]
pub(crate) fn report(figures: &str) {
    eprintln!("faults: {figures}");
}

/// Says why a test cannot be made here.
pub(crate) fn skip(test: &str, why: &str) {
    report(&format!("{test}: SKIPPED, {why}"));
}

/// Does `work` for each number below `count`, spread over the processors; returns what came of it, in order.
pub(crate) fn spread<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let work = &work;
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let share = |worker| {
            let numbers = (worker..count).step_by(workers);
            move || {
                numbers
                    .map(|number| (number, work(number)))
                    .collect::<Vec<_>>()
            }
        };
        let handles: Vec<_> = (0..workers)
            .map(|worker| scope.spawn(share(worker)))
            .collect();
        let join = |handle: thread::ScopedJoinHandle<'_, Vec<(usize, T)>>| match handle.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        handles.into_iter().flat_map(join).collect()
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, made)| made).collect()
}
