//! `cards`: cards with their state.

use std::io::Write;

use serde::Serialize;

use super::args::Cards;
use super::desk::Desk;
use super::exit::ExitCode;
use super::names::Names;
use super::out::{Form, give};
use super::screen::{OutputError, Screen};
use super::style::Style;
use super::table::{Align, Table};
use crate::card::CardId;
use crate::day::Day;
use crate::deck::Listed;
use crate::progress::AccessMode;
use crate::scheduler::{Record, asked_from, is_leech};
use crate::text::SafeText;

/// A card, as listed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CardRow {
    pub(super) card: CardId,
    /// What it is about, or its prompt.
    pub(super) about: String,
    /// `new`, `learning`, `review` or `relearning`.
    pub(super) state: &'static str,
    /// The day it falls due; nothing for a card never rated.
    pub(super) due: Option<Day>,
    /// How often it was forgotten.
    pub(super) lapses: u32,
    pub(super) marks: Vec<CardMark>,
}

/// What is special about a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum CardMark {
    /// Forgotten again and again.
    Leech,
    /// Taken out.
    Suspended,
    /// Put off until another day.
    Buried,
    /// Said to be wrong.
    Flagged,
}

impl CardMark {
    /// The word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Leech => "leech",
            Self::Suspended => "suspended",
            Self::Buried => "buried",
            Self::Flagged => "flagged",
        }
    }
}

#[derive(Serialize)]
struct CardObject<'a> {
    id: &'a CardId,
    about: &'a str,
    state: &'static str,
    due: Option<String>,
    lapses: u32,
    marks: &'a [CardMark],
}

/// Writes the list.
pub(super) fn render<W: Write>(
    rows: &[CardRow],
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let objects: Vec<CardObject> = rows.iter().map(object).collect();
    give(objects.as_slice(), form, screen, |screen| {
        if rows.is_empty() {
            return screen.line("There are no such cards.");
        }
        let names = Names::of(rows.iter().map(|row| &row.card));
        if let Some(heading) = names.heading() {
            screen.paragraph(Style::Faint, &SafeText::line(&heading))?;
        }
        table(rows, &names).write(screen)
    })
}

fn object(row: &CardRow) -> CardObject<'_> {
    CardObject {
        id: &row.card,
        about: &row.about,
        state: row.state,
        due: row.due.map(Day::iso),
        lapses: row.lapses,
        marks: &row.marks,
    }
}

fn table(rows: &[CardRow], names: &Names) -> Table {
    let mut table = Table::new(&[
        ("card", Align::Kept),
        ("about", Align::Left),
        ("state", Align::Left),
        ("due", Align::Kept),
        ("lapses", Align::Right),
        ("marks", Align::Left),
    ]);
    for row in rows {
        let marks: Vec<&str> = row.marks.iter().map(|mark| mark.word()).collect();
        table.row([
            names.name(&row.card),
            row.about.clone(),
            row.state.to_owned(),
            row.due.map(|day| day.to_string()).unwrap_or_default(),
            row.lapses.to_string(),
            marks.join(", "),
        ]);
    }
    table
}

/// Lists the cards asked for.
pub(super) fn run(desk: &Desk, cards: Cards) -> anyhow::Result<ExitCode> {
    let study = desk.study(AccessMode::Read)?;
    let today = study.today();
    let mut rows = Vec::new();
    for volume in study.decks() {
        let is_in = |card: Listed<'_>| is_wanted(cards, &study.standing_of(card), today);
        if !volume.listing().cards().any(is_in) {
            continue;
        }
        for card in volume.cards()?.iter() {
            let record = study.record(card);
            if is_wanted(cards, &record, today) {
                rows.push(CardRow {
                    card: card.id.clone(),
                    about: card
                        .about
                        .clone()
                        .unwrap_or_else(|| card.prompt.to_string()),
                    state: record.state.word(),
                    due: record.state.reviewed().map(|reviewed| reviewed.due),
                    lapses: record.lapses,
                    marks: marks(&record, today),
                });
            }
        }
    }
    render(&rows, desk.form, &mut desk.screen())?;
    Ok(ExitCode::Done)
}

fn is_wanted(cards: Cards, record: &Record, today: Day) -> bool {
    let Cards {
        leech,
        suspended,
        flagged,
        due,
    } = cards;
    let is_due = || asked_from(record).is_some_and(|day| day <= today);
    (!leech || is_leech(record))
        && (!suspended || record.suspended)
        && (!flagged || record.flagged)
        && (!due || is_due())
}

/// What is special about a card today.
pub(super) fn marks(record: &Record, today: Day) -> Vec<CardMark> {
    let is_buried = record.buried_until.is_some_and(|until| until > today);
    [
        (is_leech(record), CardMark::Leech),
        (record.suspended, CardMark::Suspended),
        (is_buried, CardMark::Buried),
        (record.flagged, CardMark::Flagged),
    ]
    .into_iter()
    .filter_map(|(is_so, mark)| is_so.then_some(mark))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::super::sample;
    use super::*;

    fn rows() -> Vec<CardRow> {
        vec![CardRow {
            card: "invasions:second-fleet/date".parse().expect("a card"),
            about: "the second fleet".to_owned(),
            state: "review",
            due: Some(sample::today()),
            lapses: 8,
            marks: vec![CardMark::Leech, CardMark::Flagged],
        }]
    }

    #[test]
    fn cards_are_listed_with_their_marks() {
        let out = shown::on(100, |screen| render(&rows(), Form::Rich, screen));
        insta::assert_snapshot!(out, @r"
        Deck: invasions
        card               about             state   due               lapses  marks
        second-fleet/date  the second fleet  review  24 November 2026       8  leech, flagged
        ");
    }

    #[test]
    fn json_names_the_marks_and_the_day() {
        let out = shown::on(80, |screen| render(&rows(), Form::Json, screen));
        assert!(out.contains(r#""due":"2026-11-24""#), "{out}");
        assert!(out.contains(r#""marks":["leech","flagged"]"#), "{out}");
    }
}
