//! `man`: one manual page for the program and its commands.

use std::io::{self, Write};

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::args::Args;
use super::exit::ExitCode;
use super::screen::OutputError;

/// Writes it to standard output.
pub(super) fn run() -> anyhow::Result<ExitCode> {
    write(&mut io::stdout().lock())?;
    Ok(ExitCode::Done)
}

fn write(out: &mut impl Write) -> Result<(), OutputError> {
    let command = Args::command();
    let page = Man::new(command.clone()).manual("jmrel-quiz manual");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    for subcommand in command.get_subcommands() {
        write_command(subcommand, out)?;
    }
    page.render_version_section(out)?;
    Ok(out.flush()?)
}

/// A section for a command: how it is called, what it does, its own options, its examples.
fn write_command(command: &Command, out: &mut impl Write) -> Result<(), OutputError> {
    let name = format!("jmrel-quiz {}", command.get_name());
    let mut heading = Roff::new();
    heading.control("SH", [name.to_uppercase().as_str()]);
    heading.to_writer(out)?;
    let own = command.clone().bin_name(name).disable_help_flag(true);
    let has_arguments = own.get_arguments().next().is_some();
    let page = Man::new(own);
    let mut body = Vec::new();
    page.render_synopsis_section(&mut body)?;
    page.render_description_section(&mut body)?;
    if has_arguments {
        page.render_options_section(&mut body)?;
    }
    // The generator knows pages only; a command is a section of ours, so its sections stand one level lower.
    out.write_all(
        String::from_utf8_lossy(&body)
            .replace(".SH ", ".SS ")
            .as_bytes(),
    )?;
    if let Some(help) = command.get_after_long_help() {
        as_typed(&help.to_string()).to_writer(out)?;
    }
    Ok(())
}

/// Lines that are not filled up.
fn as_typed(text: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("PP", []).control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_every_command_once_with_its_examples() {
        let mut page = Vec::new();
        write(&mut page).expect("memory");
        let page = String::from_utf8(page).expect("text");
        for command in Args::command().get_subcommands() {
            let heading = format!(".SH \"JMREL-QUIZ {}\"", command.get_name().to_uppercase());
            let headings = page.lines().filter(|line| *line == heading);
            assert_eq!(headings.count(), 1, "{heading}");
        }
        assert!(page.contains("\\-\\-minutes"));
        assert_eq!(page.matches("\\-\\-color").count(), 2);
    }
}
