//! The log as lines of JSON.

use std::io::{self, Write};

use rusqlite::Connection;

use crate::progress::exchange::line;

use super::log;
use super::trouble::Trouble;

/// Writes every event on a line of its own, oldest first; returns how many, or why the output failed.
pub(super) fn export(file: &Connection, out: &mut dyn Write) -> Result<io::Result<u64>, Trouble> {
    let mut count = 0;
    let mut written = Ok(());
    log::forwards(file, |entry| {
        let mut line = line::write(&entry);
        line.push('\n');
        written = out.write_all(line.as_bytes());
        count += 1;
        Ok(written.is_ok())
    })?;
    Ok(written.and_then(|()| out.flush()).map(|()| count))
}
