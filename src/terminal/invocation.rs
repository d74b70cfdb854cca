//! How the program was called, so that a command it proposes finds the same decks and the same progress when it is typed.

use std::path::Path;

use super::args::Global;
use crate::system::Family;
use crate::text::SafeText;

/// The options a command line has to repeat; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Invocation {
    /// Each with a space before it.
    options: String,
}

impl Invocation {
    /// Takes over what says where decks and progress are, whose they are, and how they are read aloud.
    pub(super) fn of(global: &Global) -> Self {
        let Global {
            decks,
            progress,
            learner,
            plain,
            json: _,
            color: _,
            now: _,
            seed: _,
        } = global;
        let learner = learner.as_ref().map(|name| Path::new(name.as_ref()));
        let named = [
            ("decks", decks.as_deref()),
            ("progress", progress.as_deref()),
            ("learner", learner),
        ];
        let mut options: String = named
            .into_iter()
            .filter_map(|(name, value)| Some(format!(" --{name} {}", word(value?, Family::HERE))))
            .collect();
        if *plain {
            options.push_str(" --plain");
        }
        Self { options }
    }

    /// Returns the line to type for a command, as in `jmrel-quiz study --decks my-decks`.
    pub(super) fn line(&self, command: &str) -> String {
        format!("jmrel-quiz {command}{}", self.options)
    }

    /// Returns the line to type for a command on a file.
    pub(super) fn line_on(&self, command: &str, file: &Path) -> String {
        format!("{} {}", self.line(command), word(file, Family::HERE))
    }
}

/// The path as one word of a shell: in quotes when a shell would see more in it.
fn word(path: &Path, family: Family) -> String {
    let path = SafeText::line(&path.display().to_string()).to_string();
    let is_plain = |sign: char| sign.is_alphanumeric() || "/\\._-+:,@%".contains(sign);
    let is_bare = !path.is_empty() && path.chars().all(is_plain);
    match family {
        Family::Windows if is_bare => path,
        Family::Windows => format!("\"{path}\""),
        // A backslash is a plain sign to the shells of Windows alone.
        Family::MacOs | Family::Xdg if is_bare && !path.contains('\\') => path,
        Family::MacOs | Family::Xdg => format!("'{}'", path.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::Args;
    use super::*;

    #[track_caller]
    fn proposes(typed: &[&str], line: &str) {
        let words = std::iter::once(&"jmrel-quiz").chain(typed);
        let args = Args::try_parse_from(words).expect("options");
        assert_eq!(Invocation::of(&args.global).line("study"), line);
    }

    #[test]
    fn the_line_to_type_names_the_same_places() {
        proposes(&[], "jmrel-quiz study");
        proposes(&["--decks", "mine"], "jmrel-quiz study --decks mine");
        proposes(
            &["study", "--plain", "--learner", "anna", "--progress", "p/q"],
            "jmrel-quiz study --progress p/q --learner anna --plain",
        );
    }

    #[test]
    fn what_belongs_to_one_run_alone_is_not_repeated() {
        proposes(
            &["--seed", "7", "--color", "never", "study", "--new", "3"],
            "jmrel-quiz study",
        );
    }

    #[test]
    fn a_shell_takes_a_path_for_what_is_meant() {
        let typed = |path: &str, family| word(Path::new(path), family);
        for (path, unix, windows) in [
            ("decks", "decks", "decks"),
            ("my decks", "'my decks'", "\"my decks\""),
            ("it's $HOME", r"'it'\''s $HOME'", "\"it's $HOME\""),
            (r"C:\decks", r"'C:\decks'", r"C:\decks"),
            ("", "''", "\"\""),
        ] {
            assert_eq!(typed(path, Family::Xdg), unix);
            assert_eq!(typed(path, Family::MacOs), unix);
            assert_eq!(typed(path, Family::Windows), windows);
        }
    }
}
