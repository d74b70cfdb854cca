//! How a reading command gives its result: one JSON value, or text for a person.

use std::io::Write;

use serde::Serialize;

use super::args::Global;
use super::json_text;
use super::screen::{OutputError, Screen};
use super::table::Drawing;

/// In which form a result is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One JSON value.
    Json,
    /// Text, without drawings.
    Plain,
    /// Text.
    Rich,
}

impl Form {
    /// What the options ask for.
    pub(super) fn of(global: &Global) -> Self {
        match global {
            Global { json: true, .. } => Self::Json,
            Global { plain: true, .. } => Self::Plain,
            Global { .. } => Self::Rich,
        }
    }

    /// Whether charts draw.
    pub(super) fn drawing(self) -> Drawing {
        match self {
            Self::Json | Self::Plain => Drawing::Numbers,
            Self::Rich => Drawing::Bars,
        }
    }
}

/// Gives `value` in the form wanted; `text` writes it for a person.
pub(super) fn give<W: Write, T: Serialize + ?Sized>(
    value: &T,
    form: Form,
    screen: &mut Screen<W>,
    text: impl FnOnce(&mut Screen<W>) -> Result<(), OutputError>,
) -> Result<(), OutputError> {
    match form {
        Form::Json => json_text::write_line(screen.writer(), &value)?,
        Form::Plain | Form::Rich => text(screen)?,
    }
    screen.flush()
}

#[cfg(test)]
pub(super) mod shown {
    use super::super::style::Colour;
    use super::{OutputError, Screen};

    /// What is written on a screen of so many columns.
    pub(in super::super) fn on(
        columns: usize,
        write: impl FnOnce(&mut Screen<Vec<u8>>) -> Result<(), OutputError>,
    ) -> String {
        let mut screen = Screen::new(Vec::new(), Colour::Off, columns);
        write(&mut screen).expect("memory");
        String::from_utf8(screen.into_inner()).expect("text")
    }
}
