//! `stats`: how it goes.

use std::io::Write;

use serde::Serialize;

use super::desk::Desk;
use super::exit::ExitCode;
use super::out::{Form, give};
use super::screen::{OutputError, Screen};
use super::style::Style;
use super::table::{Align, Bar, Table, chart};
use crate::card::DeckId;
use crate::day::Day;
use crate::progress::AccessMode;
use crate::report::{DeckStats, Period, Retention, Stats};
use crate::text::SafeText;

#[derive(Serialize)]
struct PeriodObject {
    period: &'static str,
    reviews: usize,
    introduced: usize,
    retention: RetentionObject,
}

#[derive(Serialize)]
struct RetentionObject {
    recalled: usize,
    of: usize,
}

#[derive(Serialize)]
struct DeckObject<'a> {
    id: &'a DeckId,
    title: &'a str,
    cards: usize,
    new: usize,
    learning: usize,
    review: usize,
    mature: usize,
    due: usize,
    retention: RetentionObject,
}

#[derive(Serialize)]
struct StatsObject<'a> {
    periods: Vec<PeriodObject>,
    streak_days: u32,
    desired_retention: f64,
    forecast: Vec<ForecastObject>,
    decks: Vec<DeckObject<'a>>,
}

#[derive(Serialize)]
struct ForecastObject {
    day: String,
    due: usize,
}

/// Writes them.
pub(super) fn render<W: Write>(
    stats: &Stats,
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let forecast = |(day, due): &(Day, usize)| ForecastObject {
        day: day.iso(),
        due: *due,
    };
    let object = StatsObject {
        periods: stats.periods.iter().map(period_object).collect(),
        streak_days: stats.streak,
        desired_retention: (f64::from(f32::from(stats.desired)) * 10_000.0).round() / 10_000.0,
        forecast: stats.forecast.iter().map(forecast).collect(),
        decks: stats.decks.iter().map(deck_object).collect(),
    };
    give(&object, form, screen, |screen| text(stats, form, screen))
}

fn period_object(period: &Period) -> PeriodObject {
    PeriodObject {
        period: period.span.word(),
        reviews: period.reviews,
        introduced: period.introduced,
        retention: retention_object(period.retention),
    }
}

fn retention_object(Retention { recalled, asked }: Retention) -> RetentionObject {
    RetentionObject {
        recalled,
        of: asked,
    }
}

fn deck_object(deck: &DeckStats) -> DeckObject<'_> {
    DeckObject {
        id: &deck.id,
        title: &deck.title,
        cards: deck.cards,
        new: deck.new,
        learning: deck.learning,
        review: deck.review,
        mature: deck.mature,
        due: deck.due,
        retention: retention_object(deck.retention),
    }
}

fn text<W: Write>(stats: &Stats, form: Form, screen: &mut Screen<W>) -> Result<(), OutputError> {
    heading("Reviews", screen)?;
    periods(&stats.periods).write(screen)?;
    let desired = f32::from(stats.desired) * 100.0;
    let note = format!("Retention: known cards recalled. You schedule for {desired:.0} %.");
    screen.paragraph(Style::Faint, &SafeText::clean(&note))?;
    screen.blank()?;
    heading("Due on the next days", screen)?;
    let bar = |(day, count): &(Day, usize)| Bar {
        label: day.to_string().into(),
        count: *count,
    };
    let bars: Vec<Bar> = stats.forecast.iter().map(bar).collect();
    chart(&bars, form.drawing(), screen)?;
    screen.blank()?;
    heading("Decks", screen)?;
    decks(&stats.decks).write(screen)
}

fn heading<W: Write>(text: &str, screen: &mut Screen<W>) -> Result<(), OutputError> {
    screen.paragraph(Style::Strong, &SafeText::line(text))
}

fn periods(rows: &[Period]) -> Table {
    let mut table = Table::new(&[
        ("period", Align::Left),
        ("reviews", Align::Right),
        ("new", Align::Right),
        ("retention", Align::Right),
    ]);
    for row in rows {
        table.row([
            row.span.word().to_owned(),
            row.reviews.to_string(),
            row.introduced.to_string(),
            percent(row.retention),
        ]);
    }
    table
}

fn decks(rows: &[DeckStats]) -> Table {
    let mut table = Table::new(&[
        ("deck", Align::Left),
        ("cards", Align::Right),
        ("new", Align::Right),
        ("learning", Align::Right),
        ("review", Align::Right),
        ("due", Align::Right),
        ("retention", Align::Right),
    ]);
    for row in rows {
        let counts = [row.cards, row.new, row.learning, row.review, row.due].map(|n| n.to_string());
        let mut cells = vec![row.title.clone()];
        cells.extend(counts);
        cells.push(percent(row.retention));
        table.row(cells);
    }
    table
}

/// Rounded half up; a dash where there is nothing to take a part of.
fn percent(Retention { recalled, asked }: Retention) -> String {
    match asked {
        0 => "-".to_owned(),
        of => format!("{} %", (recalled * 200 + of) / (of * 2)),
    }
}

/// Counts and shows.
pub(super) fn run(desk: &Desk) -> anyhow::Result<ExitCode> {
    let study = desk.study(AccessMode::Read)?;
    render(&study.stats()?, desk.form, &mut desk.screen())?;
    Ok(ExitCode::Done)
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::super::sample;
    use super::*;
    use crate::day::Days;
    use crate::memory::DesiredRetention;
    use crate::report::Span;

    fn stats() -> Stats {
        let recalled = Retention {
            recalled: 17,
            asked: 20,
        };
        let period = |span, reviews, retention| Period {
            span,
            reviews,
            introduced: 3,
            retention,
        };
        Stats {
            periods: vec![
                period(Span::Today, 0, Retention::default()),
                period(Span::Week, 24, recalled),
            ],
            desired: DesiredRetention::default(),
            streak: 4,
            forecast: (0..4)
                .map(|n| (sample::today().plus(Days(n)), [12, 0, 3, 1][n as usize]))
                .collect(),
            decks: vec![DeckStats {
                id: "invasions".parse().expect("a deck"),
                title: "Mongol invasions of Japan".to_owned(),
                cards: 32,
                new: 20,
                learning: 2,
                review: 10,
                mature: 4,
                due: 5,
                retention: recalled,
            }],
        }
    }

    #[test]
    fn numbers_the_next_days_and_the_decks_are_shown() {
        let out = shown::on(80, |screen| render(&stats(), Form::Rich, screen));
        insta::assert_snapshot!(out, @r"
        Reviews
        period  reviews  new  retention
        today         0    3          -
        7 days       24    3       85 %
        Retention: known cards recalled. You schedule for 90 %.

        Due on the next days
        24 November 2026  12  ████████████████████████████████████████
        25 November 2026   0
        26 November 2026   3  ██████████
        27 November 2026   1  ███▎

        Decks
        deck                       cards  new  learning  review  due  retention
        Mongol invasions of Japan     32   20         2      10    5       85 %
        ");
    }

    #[test]
    fn json_has_the_same_numbers() {
        let out = shown::on(80, |screen| render(&stats(), Form::Json, screen));
        let value: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(value["desired_retention"], 0.9);
        assert_eq!(value["forecast"][0]["due"], 12);
        assert_eq!(value["forecast"][0]["day"], "2026-11-24");
        assert_eq!(value["decks"][0]["retention"]["recalled"], 17);
    }

    #[test]
    fn a_part_of_nothing_is_a_dash() {
        assert_eq!(percent(Retention::default()), "-");
        assert_eq!(
            percent(Retention {
                recalled: 2,
                asked: 3
            }),
            "67 %"
        );
        assert_eq!(
            percent(Retention {
                recalled: 3,
                asked: 3
            }),
            "100 %"
        );
    }
}
