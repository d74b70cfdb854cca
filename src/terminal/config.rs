//! `config`: the learner's settings, shown and read.

use std::io::Write;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::args::Config;
use super::args::SettingKey;
use super::desk::Desk;
use super::exit::{ExitCode, UsageError};
use super::out::{Form, give};
use super::screen::{OutputError, Screen};
use super::table::{Align, Table};
use crate::day::RolloverError;
use crate::memory::{DesiredRetention, MemoryError};
use crate::progress::AccessMode;
use crate::review::Event;
use crate::review::{Setting, Settings};
use crate::when::DateOrder;

/// A value that a setting cannot have.
#[derive(Debug, thiserror::Error)]
pub(super) enum ValueError {
    /// Not a chance of recall.
    #[error("retention is a number such as 0.90, not {0:?}")]
    NotANumber(String),
    /// A chance out of range.
    #[error(transparent)]
    Retention(#[from] MemoryError),
    /// Not a whole number of cards.
    #[error("this is a whole number of cards such as 10, not {0:?}")]
    NotACount(String),
    /// Not an hour.
    #[error(transparent)]
    DayStarts(#[from] RolloverError),
    /// Not one of the two orders.
    #[error("a date order is day-first or month-first, not {0:?}")]
    DateOrder(String),
}

/// Reads a new value for a setting.
///
/// # Errors
///
/// The setting cannot have this value.
pub(super) fn read(key: SettingKey, value: &str) -> Result<Setting, ValueError> {
    let value = value.trim();
    Ok(match key {
        SettingKey::Retention => Setting::Retention(retention(value)?),
        SettingKey::NewPerDay => Setting::NewPerDay(count(value)?),
        SettingKey::SessionCards => Setting::SessionCards(count(value)?),
        SettingKey::DayStarts => Setting::DayStarts(value.parse()?),
        SettingKey::DateOrder => Setting::DateOrder(match value {
            "day-first" => DateOrder::DayFirst,
            "month-first" => DateOrder::MonthFirst,
            other => return Err(ValueError::DateOrder(other.to_owned())),
        }),
    })
}

/// `0.92`, `92 %` or `92%`.
fn retention(text: &str) -> Result<DesiredRetention, ValueError> {
    let (digits, divisor) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim(), 100.0),
        None => (text, 1.0),
    };
    let number: f32 = digits
        .parse()
        .map_err(|_| ValueError::NotANumber(text.to_owned()))?;
    Ok(DesiredRetention::try_from(number / divisor)?)
}

fn count(text: &str) -> Result<u32, ValueError> {
    text.parse()
        .map_err(|_| ValueError::NotACount(text.to_owned()))
}

/// Writes one setting, or all.
pub(super) fn render<W: Write>(
    settings: &Settings,
    key: Option<SettingKey>,
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let keys = match &key {
        Some(key) => std::slice::from_ref(key),
        None => SettingKey::value_variants(),
    };
    let object: Map<String, Value> = keys
        .iter()
        .map(|&key| (name(key), value(settings, key)))
        .collect();
    give(&object, form, screen, |screen| match key {
        Some(key) => screen.line(shown(settings, key)),
        None => table(settings).write(screen),
    })
}

fn table(settings: &Settings) -> Table {
    let mut table = Table::new(&[("setting", Align::Left), ("value", Align::Left)]);
    for &key in SettingKey::value_variants() {
        table.row([name(key), shown(settings, key)]);
    }
    table
}

fn name(key: SettingKey) -> String {
    let value = key.to_possible_value();
    value
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

fn shown(settings: &Settings, key: SettingKey) -> String {
    match key {
        SettingKey::Retention => format!("{:.2}", f32::from(settings.retention)),
        SettingKey::NewPerDay => settings.new_per_day.to_string(),
        SettingKey::SessionCards => settings.session_cards.to_string(),
        SettingKey::DayStarts => settings.day_starts.to_string(),
        SettingKey::DateOrder => match settings.date_order {
            DateOrder::DayFirst => "day-first".to_owned(),
            DateOrder::MonthFirst => "month-first".to_owned(),
        },
    }
}

fn value(settings: &Settings, key: SettingKey) -> Value {
    match key {
        // As written, so that 0.9 is not 0.8999999761581421.
        SettingKey::Retention => shown(settings, key)
            .parse::<f64>()
            .map_or(Value::Null, |number| json!(number)),
        SettingKey::NewPerDay => json!(settings.new_per_day),
        SettingKey::SessionCards => json!(settings.session_cards),
        SettingKey::DayStarts | SettingKey::DateOrder => json!(shown(settings, key)),
    }
}

/// Shows the settings, or changes one in silence.
pub(super) fn run(desk: &Desk, config: &Config) -> anyhow::Result<ExitCode> {
    if let (Some(key), Some(value)) = (config.key, &config.value) {
        let setting = read(key, value).map_err(|error| UsageError(error.to_string()))?;
        desk.study_without_decks(AccessMode::Write)?
            .write(Event::Set(setting))?;
    } else {
        let study = desk.study_without_decks(AccessMode::Read)?;
        render(study.settings(), config.key, desk.form, &mut desk.screen())?;
    }
    Ok(ExitCode::Done)
}

#[cfg(test)]
mod tests {
    use super::super::out::shown as on;
    use super::*;

    #[track_caller]
    fn reads(key: SettingKey, text: &str) {
        let setting = read(key, text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        let settings = Settings::default().with(setting);
        let again = read(key, &shown(&settings, key)).expect("what is shown can be read");
        assert_eq!(again, setting);
    }

    #[test]
    fn settings_are_read_as_people_write_them() {
        reads(SettingKey::Retention, "0.92");
        reads(SettingKey::Retention, "92 %");
        reads(SettingKey::NewPerDay, "0");
        reads(SettingKey::SessionCards, " 30 ");
        reads(SettingKey::DayStarts, "5");
        reads(SettingKey::DayStarts, "05:00");
        reads(SettingKey::DateOrder, "month-first");
    }

    #[test]
    fn a_value_out_of_range_says_what_fits() {
        for (key, text, message) in [
            (
                SettingKey::Retention,
                "1.5",
                "retention lies between 0.70 and 0.99, not at 1.5; 0.90 suits most learners",
            ),
            (
                SettingKey::Retention,
                "high",
                "retention is a number such as 0.90, not \"high\"",
            ),
            (
                SettingKey::NewPerDay,
                "-3",
                "this is a whole number of cards such as 10, not \"-3\"",
            ),
            (
                SettingKey::DayStarts,
                "25",
                "a study day starts at a full hour from 00:00 to 23:00; write it as \"04:00\"",
            ),
            (
                SettingKey::DateOrder,
                "us",
                "a date order is day-first or month-first, not \"us\"",
            ),
        ] {
            let error = read(key, text).expect_err("not a value");
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn all_settings_are_shown_with_their_values() {
        let settings = Settings::default();
        insta::assert_snapshot!(on::on(80, |screen| render(&settings, None, Form::Rich, screen)), @r"
        setting        value
        retention      0.90
        new-per-day    10
        session-cards  20
        day-starts     04:00
        date-order     day-first
        ");
        let one = Some(SettingKey::Retention);
        assert_eq!(
            on::on(80, |screen| render(&settings, one, Form::Rich, screen)),
            "0.90\n"
        );
        assert_eq!(
            on::on(80, |screen| render(&settings, one, Form::Json, screen)),
            "{\"retention\":0.9}\n"
        );
    }
}
