//! Options chosen by letter, digit or arrows.

use super::keys::Key;
use super::wording;

/// A list of options with a mark that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Menu {
    mode: Mode,
    /// Which options are picked; always none where one is taken at once.
    picked: Vec<bool>,
    /// Where the mark stands; nowhere at first, so that an early Enter picks nothing.
    at: Option<usize>,
}

/// How many options can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// One; its letter takes it at once.
    One,
    /// Several; their letters and the space bar pick them.
    Several,
}

/// What a key did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// The response stands, as letters; empty when nothing was picked.
    Response(String),
    /// The mark moved or an option was picked.
    Moved,
    /// The key means nothing here.
    Nothing,
}

impl Menu {
    /// A menu of so many options.
    pub(super) fn new(mode: Mode, options: usize) -> Self {
        Self {
            mode,
            picked: vec![false; options],
            at: None,
        }
    }

    /// Tells whether the mark stands on this option.
    pub(super) fn is_at(&self, option: usize) -> bool {
        self.at == Some(option)
    }

    /// Tells whether this option is picked; nothing where options are not picked.
    pub(super) fn is_picked(&self, option: usize) -> Option<bool> {
        match self.mode {
            Mode::One => None,
            Mode::Several => self.picked.get(option).copied(),
        }
    }

    /// How many can be taken.
    pub(super) fn mode(&self) -> Mode {
        self.mode
    }

    /// Acts on a key.
    pub(super) fn press(&mut self, key: &Key) -> Picked {
        match key {
            Key::Up => self.step(|at, last| at.checked_sub(1).unwrap_or(last), usize::MAX),
            Key::Down => self.step(|at, last| if at >= last { 0 } else { at + 1 }, 0),
            Key::Home => self.step(|_, _| 0, 0),
            Key::End => self.step(|_, last| last, usize::MAX),
            Key::Text(text) if text == " " => self.space(),
            Key::Text(text) => match self.option_of(text) {
                Some(option) => self.take(option),
                None => Picked::Nothing,
            },
            Key::Enter => Picked::Response(self.response()),
            Key::Tab
            | Key::Escape
            | Key::Backspace
            | Key::Delete
            | Key::Left
            | Key::Right
            | Key::PageUp
            | Key::PageDown
            | Key::WordLeft
            | Key::WordRight
            | Key::KillToEnd
            | Key::KillToStart
            | Key::KillWord
            | Key::Interrupt
            | Key::EndOfInput => Picked::Nothing,
        }
    }

    fn step(&mut self, next: impl Fn(usize, usize) -> usize, first: usize) -> Picked {
        let Some(last) = self.picked.len().checked_sub(1) else {
            return Picked::Nothing;
        };
        self.at = Some(self.at.map_or(first.min(last), |at| next(at, last)));
        Picked::Moved
    }

    fn space(&mut self) -> Picked {
        match self.at {
            Some(at) => self.take(at),
            None => Picked::Nothing,
        }
    }

    fn option_of(&self, text: &str) -> Option<usize> {
        let text = text.to_lowercase();
        (0..self.picked.len())
            .find(|&option| wording::letter(option) == text || (option + 1).to_string() == text)
    }

    fn take(&mut self, option: usize) -> Picked {
        self.at = Some(option);
        match self.mode {
            Mode::One => Picked::Response(wording::letter(option)),
            Mode::Several => {
                if let Some(picked) = self.picked.get_mut(option) {
                    *picked = !*picked;
                }
                Picked::Moved
            }
        }
    }

    fn response(&self) -> String {
        match self.mode {
            Mode::One => self.at.map(wording::letter).unwrap_or_default(),
            Mode::Several => {
                let picked = self
                    .picked
                    .iter()
                    .enumerate()
                    .filter(|(_, picked)| **picked);
                let letters: Vec<String> =
                    picked.map(|(option, _)| wording::letter(option)).collect();
                letters.join(" ")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn gives(mode: Mode, keys: &[Key], expected: &str) {
        let mut menu = Menu::new(mode, 3);
        let last = keys.iter().map(|key| menu.press(key)).last();
        assert_eq!(
            last,
            Some(Picked::Response(expected.to_owned())),
            "{keys:?}"
        );
    }

    fn text(text: &str) -> Key {
        Key::Text(text.to_owned())
    }

    #[test]
    fn one_option_is_taken_by_letter_digit_or_arrows() {
        gives(Mode::One, &[text("b")], "b");
        gives(Mode::One, &[text("C")], "c");
        gives(Mode::One, &[text("2")], "b");
        gives(Mode::One, &[Key::Down, Key::Down, Key::Enter], "b");
        gives(Mode::One, &[Key::Up, Key::Enter], "c");
        gives(Mode::One, &[Key::Down, Key::Up, text(" ")], "c");
    }

    #[test]
    fn several_options_are_picked_and_put_back() {
        gives(Mode::Several, &[text("c"), text("a"), Key::Enter], "a c");
        gives(Mode::Several, &[text("c"), text("c"), Key::Enter], "");
        gives(Mode::Several, &[Key::Down, text(" "), Key::Enter], "a");
    }

    #[test]
    fn an_early_enter_picks_nothing() {
        gives(Mode::One, &[Key::Enter], "");
        assert_eq!(Menu::new(Mode::One, 3).press(&text("x")), Picked::Nothing);
        assert_eq!(Menu::new(Mode::One, 0).press(&Key::Down), Picked::Nothing);
    }
}
