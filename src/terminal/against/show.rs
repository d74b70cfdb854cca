//! A comparison as text, and as one JSON value.

use std::io::Write;

use serde::Serialize;

use super::super::screen::{OutputError, Screen};
use super::super::style::Style;
use super::sides::Old;
use crate::card::CardId;
use crate::identity::{Comparison, Kept, Likeness, Pair, Wording};
use crate::review::Snapshot;
use crate::text::SafeText;

/// Writes what became of the cards: what asks for a decision first, counts last.
pub(super) fn write<W: Write>(
    comparison: &Comparison,
    kind: Old,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let kept = |wording: Wording| -> Vec<&Kept> {
        let kept = comparison.kept.iter();
        kept.filter(|kept| kept.wording == wording).collect()
    };
    let (edited, replaced, revised) = (
        kept(Wording::Edited),
        kept(Wording::Replaced),
        kept(Wording::Revised),
    );
    let sections = [
        section(
            "Lost",
            "no card is like them; who learned them keeps the history, but is not asked again",
            comparison.lost.iter().map(alone),
        ),
        section(
            "Another question under the old id",
            "learners keep what they know of the old one; write \"revised: 2\" to start it afresh, or give it a new id",
            replaced.into_iter().map(reworded),
        ),
        section(
            "Renamed",
            "learners keep their progress",
            comparison.renamed.iter().map(found),
        ),
        section(
            "Moved to another deck",
            "learners keep their progress",
            comparison.moved.iter().map(found),
        ),
        section(
            "Revised",
            "they start afresh, because \"revised\" was raised",
            revised.into_iter().map(reworded),
        ),
        section(
            "Edited",
            "learners keep their progress",
            edited.into_iter().map(reworded),
        ),
        section(
            "New",
            "no card before is like them",
            // To a learner's progress every card not met is new.
            comparison
                .new
                .iter()
                .filter(|_| kind != Old::Progress)
                .map(alone),
        ),
    ];
    for section in sections.iter().filter(|section| !section.cards.is_empty()) {
        section.write(screen)?;
        screen.blank()?;
    }
    screen.line_of(&SafeText::line(&summary(comparison, kind)))?;
    if kind == Old::File && !comparison.lost.is_empty() {
        screen.line(
            "If a card went to another file, compare the folders: there it is found again.",
        )?;
    }
    Ok(())
}

fn summary(comparison: &Comparison, kind: Old) -> String {
    let new = match kind {
        Old::File | Old::Folder => "new",
        Old::Progress => "not met yet",
    };
    format!(
        "{} kept, {} renamed, {} moved, {} {new}, {} lost",
        comparison.kept.len(),
        comparison.renamed.len(),
        comparison.moved.len(),
        comparison.new.len(),
        comparison.lost.len()
    )
}

struct Section {
    title: &'static str,
    meaning: &'static str,
    /// The lines of each card.
    cards: Vec<Vec<String>>,
}

fn section(
    title: &'static str,
    meaning: &'static str,
    cards: impl Iterator<Item = Vec<String>>,
) -> Section {
    Section {
        title,
        meaning,
        cards: cards.collect(),
    }
}

impl Section {
    fn write<W: Write>(&self, screen: &mut Screen<W>) -> Result<(), OutputError> {
        let head = format!("{} ({}): {}", self.title, self.cards.len(), self.meaning);
        screen.paragraph(Style::Plain, &SafeText::clean(&head))?;
        for line in self.cards.iter().flatten() {
            screen.line_of(&SafeText::line(&format!("  {line}")))?;
        }
        Ok(())
    }
}

fn alone(card: &Snapshot) -> Vec<String> {
    vec![card.card.to_string(), format!("  {}", text(card))]
}

fn reworded(kept: &Kept) -> Vec<String> {
    let mut lines = vec![kept.now.card.to_string()];
    lines.extend(was_and_now(&kept.before, &kept.now));
    lines
}

fn found(pair: &Pair) -> Vec<String> {
    let Pair {
        before,
        now,
        likeness,
    } = pair;
    let mut lines = vec![format!(
        "{} -> {} ({likeness} alike)",
        before.card, now.card
    )];
    lines.extend(was_and_now(before, now));
    lines
}

/// Both texts, where they differ.
fn was_and_now(before: &Snapshot, now: &Snapshot) -> Vec<String> {
    let (before, now) = (text(before), text(now));
    if before == now {
        return vec![format!("  {now}")];
    }
    vec![format!("  was: {before}"), format!("  now: {now}")]
}

fn text(card: &Snapshot) -> String {
    if card.prompt.is_empty() && card.answer.is_empty() {
        return "(its wording is not known)".to_owned();
    }
    format!("{} ({})", card.prompt, card.answer)
}

/// The comparison for scripts.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    kept: Vec<ListedKept<'a>>,
    renamed: Vec<ListedPair<'a>>,
    moved: Vec<ListedPair<'a>>,
    new: Vec<ListedCard<'a>>,
    lost: Vec<ListedCard<'a>>,
}

#[derive(Serialize)]
struct ListedKept<'a> {
    card: &'a CardId,
    wording: Wording,
}

#[derive(Serialize)]
struct ListedPair<'a> {
    from: &'a CardId,
    to: &'a CardId,
    likeness: Likeness,
}

#[derive(Serialize)]
struct ListedCard<'a> {
    card: &'a CardId,
    prompt: &'a str,
    answer: &'a str,
}

impl<'a> Listed<'a> {
    pub(super) fn of(comparison: &'a Comparison) -> Self {
        let pairs = |pairs: &'a [Pair]| pairs.iter().map(ListedPair::of).collect();
        let cards = |cards: &'a [Snapshot]| cards.iter().map(ListedCard::of).collect();
        Self {
            kept: comparison
                .kept
                .iter()
                .map(|kept| ListedKept {
                    card: &kept.now.card,
                    wording: kept.wording,
                })
                .collect(),
            renamed: pairs(&comparison.renamed),
            moved: pairs(&comparison.moved),
            new: cards(&comparison.new),
            lost: cards(&comparison.lost),
        }
    }
}

impl<'a> ListedPair<'a> {
    fn of(pair: &'a Pair) -> Self {
        Self {
            from: &pair.before.card,
            to: &pair.now.card,
            likeness: pair.likeness,
        }
    }
}

impl<'a> ListedCard<'a> {
    fn of(card: &'a Snapshot) -> Self {
        Self {
            card: &card.card,
            prompt: &card.prompt,
            answer: &card.answer,
        }
    }
}
