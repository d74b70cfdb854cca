//! Many deck files are read side by side.

use std::num::NonZero;
use std::panic;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{Found, Read};
use crate::deck::cache::Original;

/// Files from which on reading them side by side is worth the trouble.
const MANY_FILES: usize = 4;

/// Reads `files`, side by side when there are many; the result is in their order.
pub(super) fn read_all<T: Send>(files: &[PathBuf], read: &Read<'_, T>) -> Vec<Found<T>> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    if files.len() < MANY_FILES || workers == 1 {
        return files
            .iter()
            .map(|file| read(Original::File(file)))
            .collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(index) else {
                return done;
            };
            done.push((index, read(Original::File(file))));
        }
    };
    let mut found: Vec<(usize, Found<T>)> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers.min(files.len()))
            .map(|_| scope.spawn(work))
            .collect();
        running
            .into_iter()
            .flat_map(|worker| {
                worker
                    .join()
                    .unwrap_or_else(|cause| panic::resume_unwind(cause))
            })
            .collect()
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, found)| found).collect()
}
