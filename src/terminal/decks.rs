//! `decks`: the decks there are, and where each comes from.

use std::io::Write;

use serde::Serialize;

use super::desk::Desk;
use super::exit::ExitCode;
use super::out::{Form, give};
use super::screen::{OutputError, Screen};
use super::table::{Align, Table};
use crate::card::DeckId;
use crate::deck::{Listed, Place, Volume};
use crate::memory::CardState;
use crate::progress::AccessMode;
use crate::study::Study;

/// A deck, as listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DeckRow {
    pub(super) id: DeckId,
    pub(super) title: String,
    /// The file, or that it is inside the program.
    pub(super) place: String,
    pub(super) cards: usize,
    /// Cards never asked; nothing where it is not said who learns.
    pub(super) new: Option<usize>,
    /// Cards due today; nothing where it is not said who learns.
    pub(super) due: Option<usize>,
}

/// Writes the list.
pub(super) fn render<W: Write>(
    rows: &[DeckRow],
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    give(rows, form, screen, |screen| {
        if rows.is_empty() {
            return screen.line("There are no decks here.");
        }
        table(rows).write(screen)
    })
}

fn table(rows: &[DeckRow]) -> Table {
    let mut table = Table::new(&[
        ("deck", Align::Left),
        ("title", Align::Left),
        ("cards", Align::Right),
        ("new", Align::Right),
        ("due", Align::Right),
        ("place", Align::Left),
    ]);
    for row in rows {
        table.row([
            row.id.to_string(),
            row.title.clone(),
            row.cards.to_string(),
            count(row.new),
            count(row.due),
            row.place.clone(),
        ]);
    }
    table
}

/// A figure of a learner, or a dash.
pub(super) fn count(of_learner: Option<usize>) -> String {
    of_learner.map_or_else(|| "-".to_owned(), |count| count.to_string())
}

#[cfg(test)]
pub(super) fn sample() -> Vec<DeckRow> {
    let row = |id: &str, title: &str, cards, new, due| DeckRow {
        id: id.parse().expect("a deck"),
        title: title.to_owned(),
        place: "inside the program".to_owned(),
        cards,
        new: Some(new),
        due: Some(due),
    };
    vec![
        row("invasions", "Mongol invasions of Japan", 32, 20, 5),
        row("mine", "My own deck", 8, 0, 0),
    ]
}

/// Lists the decks with what each has for the learner; of several learners nobody need be named to see what decks there are.
pub(super) fn run(desk: &Desk) -> anyhow::Result<ExitCode> {
    let rows = match desk.known_learner()? {
        Some(learner) => rows(&desk.study_of(&learner, AccessMode::Read)?),
        None => desk.volumes()?.iter().map(row_of_all).collect(),
    };
    render(&rows, desk.form, &mut desk.screen())?;
    Ok(ExitCode::Done)
}

/// A deck, whoever learns it.
fn row_of_all(volume: &Volume) -> DeckRow {
    let listing = volume.listing();
    DeckRow {
        id: listing.id.clone(),
        title: listing.title.clone(),
        place: place(volume.place()),
        cards: listing.len(),
        new: None,
        due: None,
    }
}

/// A row for each deck.
pub(super) fn rows(study: &Study) -> Vec<DeckRow> {
    let due = study.due();
    let row = |(number, volume): (usize, &Volume)| {
        let is_new = |card: &Listed<'_>| study.standing_of(*card).state == CardState::New;
        DeckRow {
            new: Some(volume.listing().cards().filter(is_new).count()),
            due: Some(due.get(&number).copied().unwrap_or_default().due),
            ..row_of_all(volume)
        }
    };
    study.decks().iter().enumerate().map(row).collect()
}

fn place(place: &Place) -> String {
    match place {
        Place::File(path) => path.display().to_string(),
        Place::Embedded(_) => "inside the program".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::*;

    #[test]
    fn decks_are_listed_with_what_waits_in_them() {
        let out = shown::on(80, |screen| render(&sample(), Form::Rich, screen));
        insta::assert_snapshot!(out, @r"
        deck       title                      cards  new  due  place
        invasions  Mongol invasions of Japan     32   20    5  inside the program
        mine       My own deck                    8    0    0  inside the program
        ");
    }

    #[test]
    fn json_has_the_fields_of_the_contract_in_their_order() {
        let rows = sample();
        let first = rows.get(..1).expect("a row");
        let out = shown::on(80, |screen| render(first, Form::Json, screen));
        assert_eq!(
            out.trim_end(),
            r#"[{"id":"invasions","title":"Mongol invasions of Japan","place":"inside the program","cards":32,"new":20,"due":5}]"#
        );
    }
}
