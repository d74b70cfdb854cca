//! What a learner hears of the keeping of their progress: a check that takes a moment, damage mended, a backup that failed.
//!
//! All of it goes to standard error: results stay alone on standard output.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::desk::Desk;
use super::exit::causes;
use super::screen::{OutputError, Screen};
use super::wording::count;
use crate::day::Timestamp;
use crate::progress::backup::Restored;
use crate::progress::{Notice, ProgressError};
use crate::study::Sitting;
use crate::text::SafeText;

/// Bytes of a file of which a check or a change of format takes long enough to be spoken of.
const BIG: u64 = 4 << 20;

/// Tells a notice. There is nowhere left to tell that standard error is closed.
pub(super) fn tell(notice: &Notice) {
    let mut screen = Screen::plain(io::stderr().lock());
    drop(write(notice, &mut screen));
}

fn write<W: Write>(notice: &Notice, screen: &mut Screen<W>) -> Result<(), OutputError> {
    match notice {
        Notice::Checking { path } if is_big(path) => {
            let words = format!("Checking all that is kept in {} …", path.display());
            screen.line_of(&SafeText::line(&words))?;
        }
        Notice::Upgrading { path } if is_big(path) => {
            let words = format!(
                "Backing up {} and bringing it to the format of this version …",
                path.display()
            );
            screen.line_of(&SafeText::line(&words))?;
        }
        Notice::Checking { .. } | Notice::Upgrading { .. } => {}
        Notice::Mended {
            path,
            damage,
            restored,
        } => {
            let words = format!("{} was damaged: {damage}.", path.display());
            screen.line_of(&SafeText::line(&words))?;
            for words in restored_words(restored) {
                screen.line_of(&SafeText::line(&words))?;
            }
        }
    }
    screen.flush()
}

fn is_big(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() >= BIG)
}

/// What was put back, a sentence each.
pub(super) fn restored_words(restored: &Restored) -> Vec<String> {
    let Restored {
        aside,
        from,
        events,
        rescued,
        unreadable,
    } = restored;
    let mut words = Vec::new();
    if let Some(aside) = aside {
        words.push(format!(
            "The old file was set aside as {}; nothing was deleted.",
            aside.display()
        ));
    }
    let events_there = count(*events, "event");
    words.push(match (from, *rescued) {
        (Some(from), 0) => format!("Restored: {events_there} from {}.", from.display()),
        (Some(from), rescued) => format!(
            "Restored: {events_there}, {rescued} of them from the old file itself, the others from {}.",
            from.display()
        ),
        (None, _) => format!("Restored: {events_there} from the old file itself; there was no good backup."),
    });
    if *unreadable > 0 {
        words.push(format!(
            "Could not be read any more: {}; what of it is in the backup is restored.",
            count(*unreadable, "event")
        ));
    }
    words
}

/// Adds to an error that the learner's own file is damaged with what to type to mend it.
pub(super) fn advised(error: anyhow::Error, desk: &Desk) -> anyhow::Error {
    let is_own = |path: &Path| {
        let own = desk.outside.folder().ok().zip(desk.outside.learner().ok());
        own.is_some_and(|(folder, learner)| folder.file_of(&learner) == path)
    };
    match error.downcast_ref::<ProgressError>() {
        Some(ProgressError::Damaged { path, .. }) if is_own(path) => {
            let restore = desk.invocation.line("progress restore");
            anyhow::anyhow!("{error}; `{restore}` sets it aside and brings back all there is")
        }
        Some(_) | None => error,
    }
}

/// Makes the backup that follows a session, and tells only of one that failed.
pub(super) fn back_up(sitting: &Sitting, now: Timestamp) {
    if let Err(error) = sitting.back_up(now) {
        let mut screen = Screen::plain(io::stderr().lock());
        let next = if matches!(error, ProgressError::Damaged { .. }) {
            " The next session mends what it can."
        } else {
            ""
        };
        let causes = causes(&error);
        let words = format!("The answers are saved, but no backup could be made: {causes}.{next}");
        drop(screen.line_of(&SafeText::line(&words)));
    }
}

/// A path as it can be shown.
pub(super) fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Damage;

    fn told(notice: &Notice) -> String {
        let mut screen = Screen::plain(Vec::new());
        write(notice, &mut screen).expect("memory");
        String::from_utf8(screen.into_inner()).expect("text")
    }

    #[test]
    fn what_takes_long_is_told_and_what_does_not_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("anna.sqlite3");
        let size = |bytes| {
            let file = fs::File::create(&path).expect("a file");
            file.set_len(bytes).expect("a size");
        };
        let upgrading = Notice::Upgrading { path: path.clone() };
        let checking = Notice::Checking { path: path.clone() };
        size(BIG - 1);
        assert_eq!(told(&upgrading) + &told(&checking), "");
        size(BIG);
        assert!(
            told(&upgrading).starts_with("Backing up "),
            "{}",
            told(&upgrading)
        );
        assert!(
            told(&checking).starts_with("Checking "),
            "{}",
            told(&checking)
        );
    }

    #[test]
    fn damage_that_was_mended_is_told_with_counts_and_places() {
        let notice = Notice::Mended {
            path: "p/anna.sqlite3".into(),
            damage: Damage::Gap { seq: 7 },
            restored: Restored {
                aside: Some("p/anna.sqlite3.aside-1".into()),
                from: Some("p/backups/anna/1.sqlite3".into()),
                events: 120,
                rescued: 20,
                unreadable: 1,
            },
        };
        assert_eq!(
            told(&notice),
            "p/anna.sqlite3 was damaged: event number 7 is missing.\n\
             The old file was set aside as p/anna.sqlite3.aside-1; nothing was deleted.\n\
             Restored: 120 events, 20 of them from the old file itself, the others from p/backups/anna/1.sqlite3.\n\
             Could not be read any more: 1 event; what of it is in the backup is restored.\n"
        );
    }
}
