//! `new`: a deck to begin with, from examples, from columns, or card by card.

mod add;
mod columns;
mod create;
mod target;

use std::path::Path;

use serde::Serialize;

use super::args::New;
use super::desk::Desk;
use super::exit::{ExitCode, UsageError};
use super::out::give;
use crate::deck;
use crate::deck::scaffold::{Example, Head, scaffold};
use crate::text::SafeText;

/// Begins a deck, or adds to one.
pub(super) fn run(desk: &Desk, options: &New) -> anyhow::Result<ExitCode> {
    check_name(&options.file)?;
    if options.add {
        return add::run(desk, &options.file);
    }
    create::refuse_existing(&options.file)?;
    let head = Head::of(&deck::stem(&options.file), options.title.as_deref());
    match &options.from {
        Some(from) => columns::run(desk, &options.file, &head, from),
        None => examples(desk, &options.file, &head, &options.kinds),
    }
}

/// A file that no folder of decks would show is no deck.
fn check_name(file: &Path) -> Result<(), UsageError> {
    let is_yaml = file.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    });
    if is_yaml {
        return Ok(());
    }
    let mut named = file.to_owned();
    named.set_extension("yaml");
    Err(UsageError(format!(
        "a deck is a file that ends in .yaml, such as {}",
        named.display()
    )))
}

#[derive(Serialize)]
struct Written {
    file: String,
    id: String,
    title: String,
    cards: usize,
}

fn examples(desk: &Desk, file: &Path, head: &Head, kinds: &[Example]) -> anyhow::Result<ExitCode> {
    let mut chosen: Vec<Example> = Vec::new();
    for kind in if kinds.is_empty() {
        &Example::ALL
    } else {
        kinds
    } {
        if !chosen.contains(kind) {
            chosen.push(*kind);
        }
    }
    let name = file.display().to_string();
    create::create(file, scaffold(head, &name, &chosen).as_bytes())?;
    let written = Written {
        file: name.clone(),
        id: head.id.to_string(),
        title: head.title.clone(),
        cards: chosen.len(),
    };
    let mut screen = desk.screen();
    give(&written, desk.form, &mut screen, |screen| {
        let examples = if chosen.len() == 1 {
            "1 example".to_owned()
        } else {
            format!("{} examples", chosen.len())
        };
        screen.line(SafeText::line(&format!(
            "{name}: a new deck with {examples}"
        )))?;
        for line in what_next(file) {
            screen.line_of(&line)?;
        }
        Ok(())
    })?;
    Ok(ExitCode::Done)
}

/// The commands to type next.
fn what_next(file: &Path) -> [SafeText; 3] {
    let name = in_shell(&file.display().to_string());
    let folder = file.parent().unwrap_or(Path::new(""));
    let schema = folder.join(deck::scaffold::SCHEMA_FILE);
    let schema = in_shell(&schema.display().to_string());
    [
        format!("what is wrong with it:      jmrel-quiz check {name}"),
        format!("how learners will see it:   jmrel-quiz preview {name}"),
        format!("help from your editor:      jmrel-quiz schema > {schema}"),
    ]
    .map(|line| SafeText::line(&line))
}

/// A file name as a shell takes it for one word.
fn in_shell(name: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "/._-+:,@%\\".contains(c);
    if name.chars().all(is_word) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yaml_file_is_a_deck() {
        for good in ["a.yaml", "x/a.YML", "a b.yaml"] {
            assert!(check_name(Path::new(good)).is_ok(), "{good}");
        }
        for (bad, help) in [("a", "a.yaml"), ("x/a.txt", "x/a.yaml")] {
            let error = check_name(Path::new(bad)).expect_err(bad).to_string();
            assert!(error.ends_with(&format!("such as {help}")), "{error}");
        }
    }

    #[test]
    fn a_file_name_is_one_word_in_the_shell() {
        assert_eq!(in_shell("decks/a-b_1.yaml"), "decks/a-b_1.yaml");
        assert_eq!(in_shell("it's mine.yaml"), "'it'\\''s mine.yaml'");
    }
}
