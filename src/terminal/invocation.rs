//! How the program was called, so that a command it proposes finds the same decks and the same progress when it is typed.

use std::path::Path;

use super::args::Global;
use crate::scheduler::Mode;
use crate::session::Scope;
use crate::system::Family;
use crate::text::SafeText;

/// What a command line has to repeat; nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Invocation {
    /// The options of every command, each with a space before it.
    options: String,
    /// The options that say which cards a session takes, likewise.
    cards: String,
    call: Call,
}

/// What was called for: the command that goes on with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Call {
    #[default]
    Study,
    Review,
    Ahead,
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
            .filter_map(|(name, value)| Some(option(name, value?)))
            .collect();
        if *plain {
            options.push_str(" --plain");
        }
        Self {
            options,
            ..Self::default()
        }
    }

    /// Takes over what a session is about as well. How long it may be is for that one alone.
    pub(super) fn of_session(&self, scope: &Scope) -> Self {
        let decks = scope.decks.iter().map(AsRef::as_ref);
        let decks = decks.map(|deck: &str| option("deck", Path::new(deck)));
        let tags = scope.tags.iter().map(|tag| option("tag", Path::new(tag)));
        Self {
            options: self.options.clone(),
            cards: decks.chain(tags).collect(),
            call: match scope.mode {
                Mode::Study { new: _ } => Call::Study,
                Mode::Review { ahead: false } => Call::Review,
                Mode::Review { ahead: true } => Call::Ahead,
            },
        }
    }

    /// Returns the line to type for a command, as in `jmrel-quiz decks --decks my-decks`.
    pub(super) fn line(&self, command: &str) -> String {
        format!("jmrel-quiz {command}{}", self.options)
    }

    /// Returns the line to type for a command on a file.
    pub(super) fn line_on(&self, command: &str, file: &Path) -> String {
        format!("{} {}", self.line(command), word(file, Family::HERE))
    }

    /// Returns the line to type for a command that takes the same cards, as in `jmrel-quiz study --deck invasions`.
    pub(super) fn line_of_cards(&self, command: &str) -> String {
        self.line(&format!("{command}{}", self.cards))
    }

    /// Returns the line to type to go on today with what was done.
    pub(super) fn going_on(&self) -> String {
        self.line_of_cards(match self.call {
            Call::Study => "study",
            Call::Review => "review",
            Call::Ahead => "review --ahead",
        })
    }

    /// Returns the line to type for the same on another day, when cards are due again.
    pub(super) fn another_day(&self) -> String {
        self.line_of_cards(match self.call {
            Call::Study => "study",
            Call::Review | Call::Ahead => "review",
        })
    }
}

/// An option with its value, and a space before it.
fn option(name: &str, value: &Path) -> String {
    let value = word(value, Family::HERE);
    // What begins like an option is taken for one, unless an equals sign holds it.
    let between = if value.starts_with('-') { '=' } else { ' ' };
    format!(" --{name}{between}{value}")
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
    use crate::session::Pause;

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

    /// A session over some cards that begins with a bound of each kind.
    fn session(mode: Mode) -> Invocation {
        let args = Args::try_parse_from(["jmrel-quiz", "--decks", "mine"]).expect("options");
        let scope = Scope {
            decks: ["sea", "-tides"]
                .map(|deck| deck.parse().expect("a deck"))
                .into(),
            tags: vec!["new moon".to_owned()],
            mode,
            limit: Some(3),
            minutes: Some(5),
            pause: Pause::Never,
        };
        Invocation::of(&args.global).of_session(&scope)
    }

    #[test]
    fn a_session_goes_on_with_the_same_cards() {
        let moon = if Family::HERE == Family::Windows {
            "\"new moon\""
        } else {
            "'new moon'"
        };
        let cards = format!("--deck sea --deck=-tides --tag {moon} --decks mine");
        for (mode, today, another_day) in [
            (Mode::Study { new: Some(3) }, "study", "study"),
            (Mode::Review { ahead: false }, "review", "review"),
            (Mode::Review { ahead: true }, "review --ahead", "review"),
        ] {
            let session = session(mode);
            assert_eq!(session.going_on(), format!("jmrel-quiz {today} {cards}"));
            assert_eq!(
                session.another_day(),
                format!("jmrel-quiz {another_day} {cards}")
            );
        }
    }

    #[test]
    fn a_command_for_something_else_takes_no_cards() {
        let session = session(Mode::Study { new: None });
        assert_eq!(session.line("config"), "jmrel-quiz config --decks mine");
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
