//! `schema`: the JSON Schema of decks or of fact bases.

use std::io::{self, Write};

use super::args::SchemaOf;
use super::exit::ExitCode;
use super::screen::OutputError;
use crate::deck;
use crate::facts;

/// Writes it to standard output.
pub(super) fn run(of: SchemaOf) -> anyhow::Result<ExitCode> {
    let schema = match of {
        SchemaOf::Deck => deck::schema::schema(),
        SchemaOf::Facts => facts::schema(),
    };
    let mut out = io::stdout().lock();
    // The alternate form is indented.
    writeln!(out, "{schema:#}")
        .and_then(|()| out.flush())
        .map_err(OutputError::from)?;
    Ok(ExitCode::Done)
}
