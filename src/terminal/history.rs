//! `history`: the answers given, oldest first.

use std::io::Write;

use serde::{Serialize, Serializer};

use super::desk::Desk;
use super::exit::ExitCode;
use super::names::Names;
use super::out::{Form, give};
use super::screen::{OutputError, Screen};
use super::style::Style;
use super::table::{Align, Table};
use crate::card::CardId;
use crate::day::Timestamp;
use crate::progress::AccessMode;
use crate::report::{self, Answer, Kind, Standing};
use crate::review::{EventId, Logged, Rating, Verdict};
use crate::study::Study;
use crate::text::SafeText;

/// An answer, as listed. Answers taken back are not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct HistoryRow {
    pub(super) id: EventId,
    pub(super) kind: AnswerKind,
    pub(super) card: CardId,
    #[serde(serialize_with = "rfc3339")]
    pub(super) at: Timestamp,
    /// What holds now; nothing at an introduction.
    pub(super) rating: Option<Rating>,
    /// What grading suggested; nothing where the learner rates.
    pub(super) suggested: Option<Rating>,
    pub(super) verdict: Option<Verdict>,
    pub(super) response: Option<String>,
    /// The options that its letters stood for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) chosen: Option<String>,
    /// The prompt as it was asked, where the card says something else today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) asked: Option<String>,
}

/// How an answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AnswerKind {
    /// For the schedule.
    Review,
    /// As a first meeting only.
    Intro,
}

/// Writes the list.
pub(super) fn render<W: Write>(
    rows: &[HistoryRow],
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    give(rows, form, screen, |screen| {
        if rows.is_empty() {
            return screen.line("No answers yet.");
        }
        let names = Names::of(rows.iter().map(|row| &row.card));
        if let Some(heading) = names.heading() {
            screen.paragraph(Style::Faint, &SafeText::line(&heading))?;
        }
        table(rows, Named::As(&names)).write(screen)
    })
}

/// Whether a table of answers names the card of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named<'a> {
    /// It does, in this way.
    As(&'a Names),
    /// It is a table of one card.
    No,
}

/// Lists answers.
pub(super) fn table(rows: &[HistoryRow], named: Named<'_>) -> Table {
    let mut columns = vec![("when", Align::Kept)];
    columns.extend((named != Named::No).then_some(("card", Align::Kept)));
    columns.extend([
        ("verdict", Align::Left),
        ("rated", Align::Left),
        ("response", Align::Left),
    ]);
    let has_changed = rows.iter().any(|row| row.asked.is_some());
    columns.extend(has_changed.then_some(("asked then", Align::Left)));
    let mut table = Table::new(&columns);
    for row in rows {
        let mut cells = vec![when(row.at)];
        match named {
            Named::As(short) => cells.push(short.name(&row.card)),
            Named::No => {}
        }
        cells.push(row.verdict.map_or("", Verdict::word).to_owned());
        cells.push(rated(row));
        let said = row.chosen.as_ref().or(row.response.as_ref());
        cells.push(said.cloned().unwrap_or_default());
        cells.extend(has_changed.then(|| row.asked.clone().unwrap_or_default()));
        table.row(cells);
    }
    table
}

/// The wall clock at which it was lived, to the minute.
fn when(at: Timestamp) -> String {
    let text = at.to_string();
    let (date, time) = text.split_once('T').unwrap_or((&text, ""));
    let minutes: String = time.chars().take(5).collect();
    format!("{date} {minutes}")
}

fn rated(row: &HistoryRow) -> String {
    match (row.kind, row.rating, row.suggested) {
        (AnswerKind::Intro, _, _) => "first meeting".to_owned(),
        (AnswerKind::Review, None, _) => String::new(),
        (AnswerKind::Review, Some(rating), Some(suggested)) if suggested != rating => {
            format!("{} (not {})", rating.word(), suggested.word())
        }
        (AnswerKind::Review, Some(rating), _) => rating.word().to_owned(),
    }
}

fn rfc3339<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

#[cfg(test)]
pub(super) fn sample() -> Vec<HistoryRow> {
    let intro = HistoryRow {
        id: "019ab000-0000-7000-8000-000000000001"
            .parse()
            .expect("an id"),
        kind: AnswerKind::Intro,
        card: "invasions:second-fleet/date".parse().expect("a card"),
        at: super::sample::clock().now(),
        rating: None,
        suggested: None,
        verdict: Some(Verdict::Wrong),
        response: Some("1274".to_owned()),
        chosen: None,
        asked: None,
    };
    let review = HistoryRow {
        kind: AnswerKind::Review,
        rating: Some(Rating::Easy),
        suggested: Some(Rating::Good),
        verdict: Some(Verdict::Correct),
        response: Some("b".to_owned()),
        chosen: Some("1281".to_owned()),
        ..intro.clone()
    };
    vec![intro, review]
}

/// How many answers are listed for a person who did not ask for all.
const LAST: usize = 20;

/// Lists the answers: all of them for a script, the last ones for a person.
pub(super) fn run(desk: &Desk, all: bool) -> anyhow::Result<ExitCode> {
    let study = desk.study(AccessMode::Read)?;
    let mut rows = rows(&study, &study.events(None)?);
    let is_cut = !all && desk.form != Form::Json && rows.len() > LAST;
    let left_out = rows.len().saturating_sub(LAST);
    if is_cut {
        rows.drain(..left_out);
    }
    let mut screen = desk.screen();
    render(&rows, desk.form, &mut screen)?;
    if is_cut {
        let all = desk.invocation.line("history --all");
        screen.line_of(&SafeText::line(&format!("{left_out} earlier: {all}")))?;
        screen.flush()?;
    }
    Ok(ExitCode::Done)
}

/// The answers that count among `events`, which come in log order.
pub(super) fn rows(study: &Study, events: &[Logged]) -> Vec<HistoryRow> {
    let wordings = report::wordings(events);
    let asked = |answer: &Answer| {
        let (_, card) = study.card(&answer.card).ok()??;
        report::asked_otherwise(wordings.get(&answer.id)?, &card)
    };
    let row = |answer: Answer| HistoryRow {
        asked: asked(&answer).map(|snapshot| snapshot.prompt.clone()),
        id: answer.id,
        kind: match answer.kind {
            Kind::Review => AnswerKind::Review,
            Kind::Intro => AnswerKind::Intro,
        },
        card: answer.card,
        at: answer.at,
        rating: answer.rating,
        suggested: answer.suggested,
        verdict: answer.verdict,
        response: answer.response,
        chosen: answer.chosen,
    };
    let counts = |answer: &Answer| answer.standing == Standing::Counts;
    report::answers(events)
        .into_iter()
        .filter(counts)
        .map(row)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::*;

    #[test]
    fn answers_are_listed_as_they_were_given() {
        let out = shown::on(90, |screen| render(&sample(), Form::Rich, screen));
        insta::assert_snapshot!(out, @r"
        Deck: invasions
        when              card               verdict  rated            response
        2026-11-24 09:00  second-fleet/date  wrong    first meeting    1274
        2026-11-24 09:00  second-fleet/date  correct  easy (not good)  1281
        ");
    }

    #[test]
    fn json_has_the_fields_of_the_contract_in_their_order() {
        let rows = sample();
        let first = rows.get(..1).expect("a row");
        let out = shown::on(80, |screen| render(first, Form::Json, screen));
        assert_eq!(
            out.trim_end(),
            r#"[{"id":"019ab000-0000-7000-8000-000000000001","kind":"intro","card":"invasions:second-fleet/date","at":"2026-11-24T09:00:00+00:00","rating":null,"suggested":null,"verdict":"wrong","response":"1274"}]"#
        );
    }

    #[test]
    fn no_answers_are_said_and_are_an_empty_list() {
        assert_eq!(
            shown::on(80, |screen| render(&[], Form::Rich, screen)),
            "No answers yet.\n"
        );
        assert_eq!(
            shown::on(80, |screen| render(&[], Form::Json, screen)),
            "[]\n"
        );
    }
}
