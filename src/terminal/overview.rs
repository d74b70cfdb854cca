//! No command: what is due, and the command to type next.

use std::io::Write;

use serde::Serialize;

use super::decks;
use super::decks::DeckRow;
use super::desk::Desk;
use super::exit::ExitCode;
use super::invocation::Invocation;
use super::out::{Form, give};
use super::screen::{OutputError, Screen};
use super::style::Style;
use super::table::{Align, Table};
use super::waiting;
use super::wording::cards;
use crate::day::Days;
use crate::learner::LearnerName;
use crate::progress::AccessMode;
use crate::scheduler::due_by;
use crate::text::SafeText;

/// How things stand for a learner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Overview {
    pub(super) learner: LearnerName,
    /// Reviews due today, over all decks.
    pub(super) due: usize,
    /// New cards that would be introduced today.
    pub(super) new_today: usize,
    /// Reviews due tomorrow.
    pub(super) due_tomorrow: usize,
    /// Why no more new cards come today, where a limit keeps them back.
    pub(super) held_back: Option<String>,
    pub(super) decks: Vec<DeckRow>,
}

#[derive(Serialize)]
struct OverviewObject<'a> {
    learner: &'a str,
    due: usize,
    new_today: usize,
    due_tomorrow: usize,
    next: &'a str,
    decks: &'a [DeckRow],
}

/// Writes it.
pub(super) fn render<W: Write>(
    overview: &Overview,
    form: Form,
    invocation: &Invocation,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let (standing, next) = standing(overview);
    let next = invocation.line(next);
    let object = OverviewObject {
        learner: overview.learner.as_ref(),
        due: overview.due,
        new_today: overview.new_today,
        due_tomorrow: overview.due_tomorrow,
        next: &next,
        decks: &overview.decks,
    };
    give(&object, form, screen, |screen| {
        screen.paragraph(Style::Strong, &SafeText::clean(&standing))?;
        if let Some(why) = &overview.held_back
            && overview.new_today == 0
        {
            screen.line_of(&SafeText::line(why))?;
        }
        if overview
            .decks
            .iter()
            .any(|deck| deck.due.unwrap_or(0) + deck.new.unwrap_or(0) > 0)
        {
            screen.blank()?;
            table(overview).write(screen)?;
        }
        screen.blank()?;
        screen.line_of(&SafeText::line(&format!("Next: {next}")))
    })
}

/// How things stand, and the command that makes sense now.
fn standing(overview: &Overview) -> (String, &'static str) {
    let study = "study";
    match (overview.due, overview.new_today) {
        _ if overview.decks.is_empty() => ("There are no decks here.".to_owned(), "decks --help"),
        (0, 0) => {
            let tomorrow = match overview.due_tomorrow {
                0 => "nothing tomorrow".to_owned(),
                n => format!("{} tomorrow", cards(n)),
            };
            (
                format!("Nothing is due today, {tomorrow}."),
                "review --ahead",
            )
        }
        (0, new) => (
            format!("{} to learn today, none to repeat.", new_cards(new)),
            study,
        ),
        (due, 0) => (format!("{} to repeat today.", cards(due)), study),
        (due, new) => (
            format!(
                "{} to repeat and {} to learn today.",
                cards(due),
                new_cards(new)
            ),
            study,
        ),
    }
}

fn new_cards(n: usize) -> String {
    match n {
        1 => "1 new card".to_owned(),
        n => format!("{n} new cards"),
    }
}

fn table(overview: &Overview) -> Table {
    let mut table = Table::new(&[
        ("deck", Align::Left),
        ("due", Align::Right),
        ("new", Align::Right),
    ]);
    for deck in &overview.decks {
        table.row([
            deck.title.clone(),
            decks::count(deck.due),
            decks::count(deck.new),
        ]);
    }
    table
}

/// Says how things stand.
pub(super) fn run(desk: &Desk) -> anyhow::Result<ExitCode> {
    let learner = desk.learner()?;
    let study = desk.study_of(&learner, AccessMode::Read)?;
    let (planned, waiting) = study.planned();
    let tomorrow = study.today().plus(Days(1));
    let overview = Overview {
        learner,
        due: planned.due,
        new_today: planned.new,
        due_tomorrow: due_by(
            study.standing().iter().map(|standing| &**standing),
            tomorrow,
        ),
        held_back: waiting::limited(waiting, study.settings().new_per_day, &desk.invocation),
        decks: decks::rows(&study),
    };
    render(&overview, desk.form, &desk.invocation, &mut desk.screen())?;
    Ok(ExitCode::Done)
}

#[cfg(test)]
mod tests {
    use super::super::decks;
    use super::super::out::shown;
    use super::*;

    fn overview(due: usize, new_today: usize) -> Overview {
        Overview {
            learner: LearnerName::default(),
            due,
            new_today,
            due_tomorrow: 3,
            held_back: None,
            decks: decks::sample(),
        }
    }

    #[test]
    fn it_says_what_waits_and_what_to_type() {
        let out = shown::on(80, |screen| {
            render(&overview(5, 10), Form::Rich, &Invocation::default(), screen)
        });
        insta::assert_snapshot!(out, @r"
        5 cards to repeat and 10 new cards to learn today.

        deck                       due  new
        Mongol invasions of Japan    5   20
        My own deck                  0    0

        Next: jmrel-quiz study
        ");
    }

    #[track_caller]
    fn says(overview: &Overview, words: &str, command: &str) {
        let (standing, next) = standing(overview);
        assert_eq!((standing.as_str(), next), (words, command));
    }

    #[test]
    fn the_command_fits_the_day() {
        says(&overview(1, 0), "1 card to repeat today.", "study");
        says(
            &overview(0, 1),
            "1 new card to learn today, none to repeat.",
            "study",
        );
        says(
            &overview(0, 0),
            "Nothing is due today, 3 cards tomorrow.",
            "review --ahead",
        );
        let empty = Overview {
            decks: Vec::new(),
            ..overview(0, 0)
        };
        says(&empty, "There are no decks here.", "decks --help");
    }
}
