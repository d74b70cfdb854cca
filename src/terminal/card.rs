//! `card CARD`: its history, what is believed about the memory of it, and what each rating would lead to.

use std::io::Write;

use serde::Serialize;

use super::args::{Card as CardArgs, CardAction};
use super::cards;
use super::cards::CardMark;
use super::desk::Desk;
use super::exit::ExitCode;
use super::history::{self, HistoryRow, Named};
use super::out::{Form, give};
use super::pick::{self, Said};
use super::screen::{OutputError, Screen};
use super::style::{Span, Style};
use super::table::{Align, Table};
use crate::card::CardId;
use crate::day::{Day, Days};
use crate::memory::{Difficulty, Retrievability, Stability};
use crate::progress::AccessMode;
use crate::question::answer_text;
use crate::review::Rating;
use crate::review::{Event, Mark};
use crate::scheduler::{Futures, Record, retrievability};
use crate::study::Study;
use crate::text::SafeText;

/// All about one card and one learner.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CardPage {
    pub(super) card: CardId,
    /// The name it was asked for by, where that is an earlier one.
    pub(super) asked_as: Option<CardId>,
    pub(super) deck_title: String,
    pub(super) prompt: String,
    pub(super) answer: String,
    /// `new`, `learning`, `review` or `relearning`.
    pub(super) state: &'static str,
    pub(super) marks: Vec<CardMark>,
    /// Nothing for a card never rated.
    pub(super) memory: Option<MemoryRow>,
    /// What each rating would lead to now, lowest first.
    pub(super) futures: Vec<Future>,
    /// Oldest first.
    pub(super) history: Vec<HistoryRow>,
}

/// What is believed about the memory of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MemoryRow {
    pub(super) stability: Stability,
    pub(super) difficulty: Difficulty,
    /// Today.
    pub(super) retrievability: Retrievability,
    pub(super) due: Day,
}

/// What a rating would lead to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Future {
    pub(super) rating: Rating,
    pub(super) interval: Days,
    pub(super) due: Day,
}

#[derive(Serialize)]
struct CardObject<'a> {
    id: &'a CardId,
    deck_title: &'a str,
    prompt: &'a str,
    answer: &'a str,
    state: &'static str,
    marks: &'a [CardMark],
    stability_days: Option<f32>,
    difficulty: Option<f32>,
    retrievability: Option<f32>,
    due: Option<String>,
    futures: Vec<FutureObject>,
    history: &'a [HistoryRow],
}

#[derive(Serialize)]
struct FutureObject {
    rating: Rating,
    interval_days: u32,
    due: String,
}

/// Writes the page.
pub(super) fn render<W: Write>(
    page: &CardPage,
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    give(&object(page), form, screen, |screen| text(page, screen))
}

fn text<W: Write>(page: &CardPage, screen: &mut Screen<W>) -> Result<(), OutputError> {
    if let Some(earlier) = &page.asked_as {
        screen.paragraph(Style::Plain, &now_called(earlier, &page.card))?;
        screen.blank()?;
    }
    screen.paragraph(
        Style::Faint,
        &SafeText::clean(&format!("{} · {}", page.card, page.deck_title)),
    )?;
    screen.blank()?;
    screen.paragraph(Style::Strong, &SafeText::clean(&page.prompt))?;
    named("Answer:", &page.answer, screen)?;
    screen.blank()?;
    let words = std::iter::once(page.state).chain(page.marks.iter().map(|mark| mark.word()));
    named("State:", &words.collect::<Vec<_>>().join(", "), screen)?;
    if let Some(memory) = &page.memory {
        memory_lines(memory, screen)?;
    }
    if !page.futures.is_empty() {
        screen.blank()?;
        futures(&page.futures).write(screen)?;
    }
    screen.blank()?;
    if page.history.is_empty() {
        screen.line("No answers yet.")
    } else {
        history::table(&page.history, Named::No).write(screen)
    }
}

fn now_called(earlier: &CardId, card: &CardId) -> SafeText {
    SafeText::line(&format!("{earlier} is now called {card}."))
}

fn named<W: Write>(name: &str, text: &str, screen: &mut Screen<W>) -> Result<(), OutputError> {
    screen.spans(
        &[
            Span::new(Style::Faint, name),
            Span::new(Style::Plain, SafeText::line(text)),
        ],
        2,
    )
}

fn memory_lines<W: Write>(memory: &MemoryRow, screen: &mut Screen<W>) -> Result<(), OutputError> {
    named("Due:", &memory.due.to_string(), screen)?;
    let stability = format!(
        "{:.1} days until recall falls to 90 %",
        f32::from(memory.stability)
    );
    named("Stability:", &stability, screen)?;
    named(
        "Difficulty:",
        &format!("{:.1} of 10", f32::from(memory.difficulty)),
        screen,
    )?;
    let chance = f32::from(memory.retrievability) * 100.0;
    named("Recall today:", &format!("{chance:.0} %"), screen)
}

fn futures(futures: &[Future]) -> Table {
    let mut table = Table::new(&[
        ("rated now", Align::Left),
        ("next in", Align::Left),
        ("due", Align::Left),
    ]);
    for future in futures {
        table.row([
            future.rating.word().to_owned(),
            future.interval.to_string(),
            future.due.to_string(),
        ]);
    }
    table
}

fn object(page: &CardPage) -> CardObject<'_> {
    let memory = page.memory.as_ref();
    let future = |future: &Future| FutureObject {
        rating: future.rating,
        interval_days: future.interval.0,
        due: future.due.iso(),
    };
    CardObject {
        id: &page.card,
        deck_title: &page.deck_title,
        prompt: &page.prompt,
        answer: &page.answer,
        state: page.state,
        marks: &page.marks,
        stability_days: memory.map(|memory| memory.stability.into()),
        difficulty: memory.map(|memory| memory.difficulty.into()),
        retrievability: memory.map(|memory| memory.retrievability.into()),
        due: memory.map(|memory| memory.due.iso()),
        futures: page.futures.iter().map(future).collect(),
        history: &page.history,
    }
}

/// Shows a card, or puts a mark on it and says what is true of it from now on.
pub(super) fn run(desk: &Desk, args: &CardArgs) -> anyhow::Result<ExitCode> {
    let mode = match args.action {
        CardAction::Show => AccessMode::Read,
        CardAction::Suspend | CardAction::Resume | CardAction::Reset => AccessMode::Write,
    };
    let mut study = desk.study(mode)?;
    let asked = study.named(&args.card)?;
    let page = page(&study, asked)?;
    let card = &page.card;
    let (mark, word, words) = match args.action {
        CardAction::Show => {
            render(&page, desk.form, &mut desk.screen())?;
            return Ok(ExitCode::Done);
        }
        CardAction::Suspend => {
            let resume = desk.invocation.line(&format!("card {card} resume"));
            let words = format!("{card} is taken out. To ask it back: {resume}");
            (Mark::Suspended, "suspended", words)
        }
        CardAction::Resume => {
            let words = format!("{card} is asked again when it is due.");
            (Mark::Resumed, "resumed", words)
        }
        CardAction::Reset => {
            let words = format!("{card} is new again; its history stays in the log.");
            (Mark::Reset, "reset", words)
        }
    };
    if mark == Mark::Reset && desk.face.is_person() {
        let question = SafeText::line(&format!(
            "Start {card} afresh? Its history stays in the log."
        ));
        match pick::confirmed(&question)? {
            Said::Answer(true) => {}
            Said::Answer(false) | Said::Nothing => return Ok(ExitCode::Done),
            Said::Signal(signal) => return Ok(signal.exit_code()),
        }
    }
    study.write(Event::Mark {
        card: card.clone(),
        mark,
    })?;
    let object = serde_json::json!({ "card": card.as_ref(), "mark": word });
    give(&object, desk.form, &mut desk.screen(), |screen| {
        if let Some(earlier) = &page.asked_as {
            screen.line_of(&now_called(earlier, card))?;
        }
        screen.line_of(&SafeText::line(&words))
    })?;
    Ok(ExitCode::Done)
}

/// All about a card of a deck, or about one that left its deck and is only in the log.
fn page(study: &Study, asked: CardId) -> anyhow::Result<CardPage> {
    let id = study.current_name(&asked)?;
    let asked_as = (asked != id).then_some(asked);
    let history = history::rows(study, &study.events(Some(&id))?);
    let today = study.today();
    if let Some((deck, card)) = study.card(&id)? {
        let record = study.record(&card);
        let retention = deck.retention.unwrap_or(study.settings().retention);
        return Ok(CardPage {
            deck_title: deck.title.clone(),
            prompt: card.prompt.to_string(),
            answer: answer_text(&card),
            state: record.state.word(),
            marks: cards::marks(&record, today),
            memory: memory(&record, today),
            futures: futures_of(&record.futures(today, retention, study.fuzz_seed(&id))),
            history,
            asked_as,
            card: id,
        });
    }
    let wording = study.last_wording(&id)?.ok_or_else(|| study.no_card(&id))?;
    let record = study.records().get(&id).cloned().unwrap_or_default();
    Ok(CardPage {
        card: id,
        asked_as,
        deck_title: "no longer in a deck".to_owned(),
        prompt: wording.prompt,
        answer: wording.answer,
        state: record.state.word(),
        marks: cards::marks(&record, today),
        memory: memory(&record, today),
        futures: Vec::new(),
        history,
    })
}

fn memory(record: &Record, today: Day) -> Option<MemoryRow> {
    let reviewed = record.state.reviewed()?;
    Some(MemoryRow {
        stability: reviewed.memory.stability,
        difficulty: reviewed.memory.difficulty,
        retrievability: retrievability(reviewed.memory, today.since(reviewed.last)),
        due: reviewed.due,
    })
}

fn futures_of(futures: &Futures) -> Vec<Future> {
    let future = |rating| {
        let reviewed = futures.get(rating);
        Future {
            rating,
            interval: reviewed.interval(),
            due: reviewed.due,
        }
    };
    Rating::ALL.map(future).to_vec()
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::super::sample;
    use super::*;

    fn page() -> CardPage {
        let future = |(rating, days)| Future {
            rating,
            interval: Days(days),
            due: sample::today().plus(Days(days)),
        };
        CardPage {
            card: "invasions:second-fleet/date".parse().expect("a card"),
            asked_as: None,
            deck_title: "Mongol invasions of Japan".to_owned(),
            prompt: "In which year did the second fleet sail?".to_owned(),
            answer: "1281".to_owned(),
            state: "review",
            marks: vec![CardMark::Flagged],
            memory: Some(MemoryRow {
                stability: 3.2.try_into().expect("days"),
                difficulty: 5.0.try_into().expect("a difficulty"),
                retrievability: 0.93.try_into().expect("a chance"),
                due: sample::today().plus(Days(2)),
            }),
            futures: Rating::ALL
                .into_iter()
                .zip([0, 4, 8, 15])
                .map(future)
                .collect(),
            history: history::sample(),
        }
    }

    #[test]
    fn a_card_shows_its_memory_its_futures_and_its_history() {
        let out = shown::on(80, |screen| render(&page(), Form::Rich, screen));
        insta::assert_snapshot!(out, @r"
        invasions:second-fleet/date · Mongol invasions of Japan

        In which year did the second fleet sail?
        Answer: 1281

        State: review, flagged
        Due: 26 November 2026
        Stability: 3.2 days until recall falls to 90 %
        Difficulty: 5.0 of 10
        Recall today: 93 %

        rated now  next in  due
        again      0 days   24 November 2026
        hard       4 days   28 November 2026
        good       8 days   2 December 2026
        easy       15 days  9 December 2026

        when              verdict  rated            response
        2026-11-24 09:00  wrong    first meeting    1274
        2026-11-24 09:00  correct  easy (not good)  1281
        ");
    }

    #[test]
    fn a_card_asked_for_by_an_earlier_name_says_its_new_one() {
        let page = CardPage {
            asked_as: Some("invasions:fleet2".parse().expect("a card")),
            ..page()
        };
        let out = shown::on(80, |screen| render(&page, Form::Rich, screen));
        assert!(
            out.starts_with("invasions:fleet2 is now called invasions:second-fleet/date.\n\n"),
            "{out}"
        );
    }

    #[test]
    fn json_writes_days_as_other_programs_read_them() {
        let json = shown::on(80, |screen| render(&page(), Form::Json, screen));
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["due"], "2026-11-26");
        assert_eq!(value["futures"][1]["due"], "2026-11-28");
    }

    #[test]
    fn a_card_never_asked_has_no_memory() {
        let page = CardPage {
            memory: None,
            futures: Vec::new(),
            history: Vec::new(),
            marks: Vec::new(),
            state: "new",
            ..page()
        };
        let out = shown::on(20, |screen| render(&page, Form::Rich, screen));
        insta::assert_snapshot!(out, @r"
        invasions:second-fle
        et/date · Mongol
        invasions of Japan

        In which year did
        the second fleet
        sail?
        Answer: 1281

        State: new

        No answers yet.
        ");
        let json = shown::on(80, |screen| render(&page, Form::Json, screen));
        assert!(json.contains(r#""stability_days":null"#), "{json}");
    }
}
