//! The names of backups: the time in UTC, in a form every file system takes.

use std::path::Path;

use crate::day::{Clock, Timestamp};

use super::EXTENSION;

/// Returns the name of the backup made at this time; `number` tells those of one second apart.
pub(super) fn of(at: Timestamp, number: u32) -> String {
    let utc = Timestamp::new(at.at_ms(), 0).to_string();
    let time = utc.trim_end_matches("+00:00").replace(':', "");
    match number {
        1 => format!("{time}Z.{EXTENSION}"),
        number => format!("{time}Z-{number}.{EXTENSION}"),
    }
}

/// Returns when a backup was made, in milliseconds since the Unix epoch; nothing for a file that is none.
pub(super) fn time_of(path: &Path) -> Option<i64> {
    if path.extension()? != EXTENSION {
        return None;
    }
    let stem = path.file_stem()?.to_str()?;
    let (time, number) = stem.split_once('Z')?;
    let is_number = |text: &str| {
        let digits = text.strip_prefix('-');
        digits.is_some_and(|digits| digits.parse::<u32>().is_ok())
    };
    if !number.is_empty() && !is_number(number) {
        return None;
    }
    let (day, clock) = time.split_once('T')?;
    let (hour, minute, second) = (clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?);
    let at: Clock = format!("{day}T{hour}:{minute}:{second}Z").parse().ok()?;
    Some(at.now().at_ms())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_and_is_read_back() {
        let at = Timestamp::new(1_795_000_000_999, 540);
        assert_eq!(of(at, 1), "2026-11-18T110640Z.sqlite3");
        assert_eq!(of(at, 3), "2026-11-18T110640Z-3.sqlite3");
        for number in [1, 2, 30] {
            let name = of(at, number);
            assert_eq!(time_of(Path::new(&name)), Some(1_795_000_000_000), "{name}");
        }
    }

    #[test]
    fn other_files_are_no_backups() {
        for name in [
            ".2026-11-18T110640Z.sqlite3.7-0.new",
            "2026-11-18T110640Z.txt",
            "2026-11-18T110640Z-x.sqlite3",
            "2026-11-18T1106.sqlite3",
            "2026-13-18T110640Z.sqlite3",
            "TZ.sqlite3",
            "mine.sqlite3",
            "2026-11-18Tää0640Z.sqlite3",
        ] {
            assert_eq!(time_of(Path::new(name)), None, "{name}");
        }
    }
}
