//! The keys that matter now, in one line where it fits.

use crate::question::Asked;
use crate::review::Rating;
use crate::session::Judged;
use crate::terminal::menu::{Menu, Mode};
use crate::terminal::scene::{Asking, Entry, Scene, Stage};
use crate::terminal::style::{Row, Style};
use crate::terminal::wording;
use crate::text::SafeText;

/// Lays them out in rows of at most `columns`.
pub(super) fn rows(scene: &Scene, columns: usize) -> Vec<Row> {
    key_rows(&keys(scene), columns)
}

/// The keys that matter now.
fn keys(scene: &Scene) -> Vec<String> {
    let fixed = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect::<Vec<_>>();
    if let Some(line) = &scene.line {
        return if line.text().starts_with(':') {
            fixed(&["Enter do it", "Esc leave it", ":help commands"])
        } else {
            fixed(&["Enter answer", "Esc leave it"])
        };
    }
    match &scene.stage {
        Stage::Empty => Vec::new(),
        Stage::Asking(asking) => asking_keys(asking),
        Stage::Told(judged) => told_keys(judged),
        Stage::Paused { .. } => fixed(&["Enter yes", "q stop"]),
        Stage::Done => fixed(&["Enter finish", "u undo"]),
    }
}

fn asking_keys(asking: &Asking) -> Vec<String> {
    let mut keys = match &asking.entry {
        Entry::Typed(_) => vec!["Enter answer".to_owned()],
        Entry::Chosen(menu) => menu_keys(menu, asking),
        Entry::Front => vec!["Space turn over".to_owned()],
        Entry::Back(_) => rating_keys(None),
    };
    if asking.posed.has_hint && asking.hint.is_none() {
        keys.push("Tab hint".to_owned());
    }
    keys.push(":help".to_owned());
    keys
}

fn menu_keys(menu: &Menu, asking: &Asking) -> Vec<String> {
    let options = match &asking.posed.question.asked {
        Asked::Choice(choices) | Asked::Choices(choices) => choices.len(),
        Asked::Text
        | Asked::Set
        | Asked::Date
        | Asked::Number
        | Asked::Cloze
        | Asked::Order(_)
        | Asked::Match { .. }
        | Asked::Flip => 0,
    };
    let range = format!("a-{}", wording::letter(options.saturating_sub(1)));
    match menu.mode() {
        Mode::One => vec![format!("{range} choose")],
        Mode::Several => vec![format!("{range} pick"), "Enter answer".to_owned()],
    }
}

fn told_keys(judged: &Judged) -> Vec<String> {
    let mut keys = vec!["Enter next".to_owned()];
    keys.extend(rating_keys(judged.rating));
    keys.extend(["u undo", "? help"].map(str::to_owned));
    keys
}

/// The four ratings but the one that stands.
fn rating_keys(stands: Option<Rating>) -> Vec<String> {
    let ratings = (1..).zip(Rating::ALL);
    let others = ratings.filter(|(_, rating)| Some(*rating) != stands);
    others
        .map(|(digit, rating)| format!("{digit} {}", rating.word()))
        .collect()
}

/// Keys side by side, none broken over two rows.
fn key_rows(keys: &[String], columns: usize) -> Vec<Row> {
    let mut rows: Vec<String> = Vec::new();
    for key in keys {
        match rows.last_mut() {
            Some(row) if SafeText::line(row).width() + 3 + key.len() <= columns => {
                row.push_str(" · ");
                row.push_str(key);
            }
            Some(_) | None => rows.push(key.clone()),
        }
    }
    rows.into_iter()
        .map(|row| Row::of(Style::Faint, row))
        .collect()
}
