//! How long something takes, at best and mostly.

use std::time::{Duration, Instant};

const RUNS: usize = 7;

/// Does it a few times and tells how long it took.
pub(crate) fn measure(name: &str, mut what: impl FnMut()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            what();
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<44} {:>9.1} ms at best, {:>9.1} ms median of {RUNS}",
        ms(times[0]),
        ms(times[RUNS / 2])
    );
}
