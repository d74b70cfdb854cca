//! `preview`: the cards of a deck as learners will see them.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use serde_json::json;

use super::args::Preview;
use super::desk::Desk;
use super::exit::{ExitCode, UsageError};
use super::out::give;
use super::problems;
use super::screen::{OutputError, Screen};
use super::style::{Row, Span, Style};
use crate::card::DeckId;
use crate::deck::{self, Deck};
use crate::files::{self, FileError, Rewritten, Step};
use crate::page::{self, Options, Shown, View};
use crate::study::NotFound;
use crate::text::SafeText;

/// Shows the deck, or writes it as a page.
pub(super) fn run(desk: &Desk, options: &Preview) -> anyhow::Result<ExitCode> {
    let Some(shown) = find(desk, &options.deck)? else {
        return Ok(ExitCode::Failed);
    };
    let seed = desk.outside.seed.unwrap_or_default();
    let mut screen = desk.screen();
    if let Some(file) = &options.html {
        let page = page::preview(&shown, seed);
        if file == Path::new("-") {
            screen
                .writer()
                .write_all(page.as_bytes())
                .map_err(OutputError::from)?;
            screen.flush()?;
            return Ok(ExitCode::Done);
        }
        write(file, page.as_bytes())?;
        let written = json!({"file": file.display().to_string(), "cards": shown.cards.len()});
        give(&written, desk.form, &mut screen, |screen| {
            let cards = match shown.cards.len() {
                1 => "1 card".to_owned(),
                count => format!("{count} cards"),
            };
            let line = format!("{}: {cards}", file.display());
            screen.line_of(&SafeText::line(&line))
        })?;
        return Ok(ExitCode::Done);
    }
    let views = View::all(&shown.cards, seed);
    let value = json!({"id": shown.id.as_ref(), "title": shown.title, "cards": views});
    give(&value, desk.form, &mut screen, |screen| {
        show(&shown, &views, screen)
    })?;
    Ok(ExitCode::Done)
}

/// The deck in a file, or that with an id; nothing when it has errors, which are then told.
fn find(desk: &Desk, named: &Path) -> anyhow::Result<Option<Deck>> {
    if named.is_dir() {
        return Err(UsageError(one_of(named)).into());
    }
    let id = named.to_str().and_then(|name| name.parse::<DeckId>().ok());
    let is_file = named.is_file() || named.extension().is_some() || id.is_none();
    if let Some(id) = id.filter(|_| !is_file) {
        let library = desk.outside.decks_there()?;
        NotFound::unless_all_there(
            library.decks.iter().map(|deck| &deck.id),
            std::slice::from_ref(&id),
        )?;
        return Ok(library.decks.into_iter().find(|deck| deck.id == id));
    }
    let parsed = deck::load_file(named);
    let mut stderr = Screen::plain(io::stderr().lock());
    for line in problems::render(&parsed.problems) {
        stderr.line_of(&line)?;
    }
    Ok(parsed.deck)
}

/// What to say of a folder: which decks there are to choose from.
fn one_of(folder: &Path) -> String {
    let files = deck::deck_files(folder).unwrap_or_default();
    let files: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    let name = folder.display();
    if files.is_empty() {
        format!("{name} is a folder without decks; preview shows one deck file")
    } else {
        format!(
            "{name} is a folder; preview shows one deck, so name one of: {}",
            files.join(", ")
        )
    }
}

/// Writes a page; a page that is there is replaced, anything else is left alone.
fn write(path: &Path, page: &[u8]) -> anyhow::Result<()> {
    let failed = |step| {
        move |source| FileError {
            path: path.to_owned(),
            step,
            source,
        }
    };
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            file.write_all(page).map_err(failed(Step::Write))?;
            return Ok(());
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(Step::Create)(error).into()),
    }
    files::check_replaceable(path)?;
    let old = fs::read(path).map_err(failed(Step::Read))?;
    let is_page = old
        .get(..9)
        .is_some_and(|start| start.eq_ignore_ascii_case(b"<!doctype"));
    if !is_page && !old.is_empty() {
        let message = format!(
            "{} is there already and is no page of HTML; it is not overwritten",
            path.display()
        );
        return Err(UsageError(message).into());
    }
    match files::rewrite(path, &old, page)? {
        Rewritten::Done => Ok(()),
        Rewritten::ChangedMeanwhile => Err(anyhow::anyhow!(
            "{}: another program has just saved it; try again",
            path.display()
        )),
    }
}

/// Where the texts begin behind their names.
const NAMES: usize = 13;

fn show<W: Write>(deck: &Deck, views: &[View], screen: &mut Screen<W>) -> Result<(), OutputError> {
    screen.paragraph(Style::Strong, &SafeText::line(&deck.title))?;
    if let Some(description) = &deck.description {
        screen.paragraph(Style::Plain, &SafeText::clean(description))?;
    }
    for (index, view) in views.iter().enumerate() {
        screen.blank()?;
        let head = format!("{}. {}: {}", index + 1, view.card, view.asked);
        screen.paragraph(Style::Faint, &SafeText::line(&head))?;
        screen.paragraph(Style::Strong, &SafeText::clean(&view.prompt))?;
        if let Some(picture) = &view.picture {
            screen.paragraph(
                Style::Plain,
                &SafeText::line(&format!("Picture: {picture}")),
            )?;
        }
        options(&view.options, screen)?;
        facts(view, screen)?;
    }
    Ok(())
}

fn options<W: Write>(options: &Options, screen: &mut Screen<W>) -> Result<(), OutputError> {
    let (first, second): (&[Shown], &[Shown]) = match options {
        Options::None => return Ok(()),
        Options::Choices(choices) => {
            for choice in choices {
                let style = if choice.is_right {
                    Style::Right
                } else {
                    Style::Plain
                };
                let mark = if choice.is_right { "✓" } else { " " };
                option(choice, mark, style, screen)?;
            }
            return Ok(());
        }
        Options::Items(items) => (items, &[]),
        Options::Pairs { left, right } => (left, right),
    };
    for item in first.iter().chain(second) {
        option(item, " ", Style::Plain, screen)?;
    }
    Ok(())
}

fn option<W: Write>(
    option: &Shown,
    mark: &str,
    style: Style,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let label = format!(" {mark} {}) ", option.label);
    let width = SafeText::line(&label).width();
    let text = SafeText::line(&option.text);
    let columns = screen.columns().min(super::screen::MAX_COLUMNS);
    for (index, line) in text
        .wrap(columns.saturating_sub(width).max(1))
        .into_iter()
        .enumerate()
    {
        let lead = if index == 0 {
            label.clone()
        } else {
            " ".repeat(width)
        };
        screen.row(&Row(vec![Span::new(style, lead), Span::new(style, line)]))?;
    }
    Ok(())
}

fn facts<W: Write>(view: &View, screen: &mut Screen<W>) -> Result<(), OutputError> {
    fact("Answer", &view.answer, Style::Right, screen)?;
    let lists = [("Right too", &view.right), ("Close", &view.close)];
    for (name, texts) in lists {
        if !texts.is_empty() {
            fact(name, &texts.join(" · "), Style::Plain, screen)?;
        }
    }
    for (response, text) in &view.wrong {
        fact(
            "To that",
            &format!("“{response}”: {text}"),
            Style::Plain,
            screen,
        )?;
    }
    let texts = [
        ("Hint", &view.hint),
        ("Explanation", &view.explanation),
        ("Source", &view.source),
        ("Comes", &view.when),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            fact(name, text, Style::Plain, screen)?;
        }
    }
    Ok(())
}

/// A name, and a text beside it that keeps to its column.
fn fact<W: Write>(
    name: &str,
    text: &str,
    style: Style,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let columns = screen.columns().min(super::screen::MAX_COLUMNS);
    // A narrow screen has no room for a column of names.
    let indent = if columns < 3 * NAMES { 2 } else { NAMES };
    let lines = SafeText::clean(text).wrap(columns.saturating_sub(indent).max(1));
    let mut lead = format!("{name:<indent$}");
    if indent < NAMES {
        screen.row(&Row::of(Style::Faint, name))?;
        lead = " ".repeat(indent);
    }
    for line in lines {
        screen.row(&Row(vec![
            Span::new(Style::Faint, lead),
            Span::new(style, line),
        ]))?;
        lead = " ".repeat(indent);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::*;
    use crate::deck::{Place, parse};

    fn shown_at(columns: usize, cards: &str) -> String {
        let yaml = format!("format: 1\ntitle: Fleets\ncards:\n{cards}");
        let parsed = parse(&Place::Embedded("x.yaml"), "x", yaml.as_bytes());
        let deck = parsed.deck.expect("a deck");
        let views = View::all(&deck.cards, 1);
        shown::on(columns, |screen| show(&deck, &views, screen))
    }

    #[test]
    fn cards_are_shown_with_all_that_learners_get() {
        let cards = "  - {id: a/month, prompt: When did the fleet sail?, date: 1274-11, choices: [1281-08], wrong: {1281: later}}\n  \
            - {id: b, prompt: How many ships?, number: 900, unit: ships, bound: about, hint: many, explanation: A guess.}\n";
        insta::assert_snapshot!(shown_at(60, cards), @r"
        Fleets

        1. a/month: choose 1 of 2, to the month
        When did the fleet sail?
         ✓ a) November 1274
           b) August 1281
        Answer       November 1274
        To that      “1281”: later

        2. b: a figure, typed
        How many ships?
        Answer       about 900 ships
        Right too    810 to 990 ships · without the unit
        Close        630 to 1,170 ships
        Hint         many
        Explanation  A guess.
        ");
    }

    #[test]
    fn a_narrow_screen_has_names_above_texts() {
        let cards = "  - {id: b, prompt: How many ships?, number: 900, unit: ships}\n";
        let shown = shown_at(20, cards);
        assert!(
            shown.lines().all(|line| line.chars().count() <= 20),
            "{shown}"
        );
    }

    #[test]
    fn only_a_page_is_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.html");
        write(&path, b"<!doctype html>1").expect("written");
        write(&path, b"<!doctype html>2").expect("written again");
        assert_eq!(fs::read(&path).expect("a page"), b"<!doctype html>2");
        fs::write(&path, "format: 1").expect("written");
        let error = write(&path, b"x").expect_err("no page");
        assert!(error.is::<UsageError>(), "{error}");
    }
}
