//! Mentions become drafts; and where the notes were drafted before, what was decided then is kept.

use std::collections::{HashMap, VecDeque};

use super::entry::{Decision, Draft, DraftId, Place, Presence};
use super::find::{Amount, Content, Mention, Modifier, Origin, Worth};
use super::sheet::Sheet;
use super::value::{Kind, Value};

/// Makes a sheet of what was found in `text`.
///
/// Drafts of `before` that stand in the text again, with the same value and the same words around them, keep their name and what was
/// decided. Decided ones that do not are kept as vanished; open ones are dropped.
pub fn gather(notes: &str, text: &str, mentions: &[Mention], before: Option<Sheet>) -> Sheet {
    let mut sheet = Sheet {
        notes: notes.to_owned(),
        drafts: drafts_of(text, mentions),
    };
    if let Some(before) = before {
        carry_over(&mut sheet, before);
    }
    sheet
}

fn drafts_of(text: &str, mentions: &[Mention]) -> Vec<Draft> {
    let mut lines = Lines::of(text);
    let mut seen: HashMap<(Kind, String), DraftId> = HashMap::new();
    let mut drafts = Vec::new();
    for mention in mentions {
        let is_wanted = mention.worth == Worth::Draft || mention.content == Content::Lost;
        let Some(value) = Value::of(mention).filter(|_| is_wanted) else {
            continue;
        };
        let id = DraftId::new(
            u32::try_from(drafts.len())
                .unwrap_or(u32::MAX)
                .saturating_add(1),
        );
        let kind = Kind::of(&mention.content);
        let mut doubt = doubts(mention, &value);
        if value != Value::Lost {
            match seen.get(&(kind, value.plain())) {
                Some(first) if is_telling(&value) => doubt.push(format!("duplicate-of: {first}")),
                Some(_) => {}
                None => {
                    seen.insert((kind, value.plain()), id);
                }
            }
        }
        drafts.push(Draft {
            id,
            kind,
            value,
            found: None,
            accept: Vec::new(),
            place: Place {
                line: lines.line_at(mention.bytes.start),
                bytes: mention.bytes.clone(),
                quote: quote(text, mention),
                presence: Presence::There,
            },
            why: mention.why.to_owned(),
            doubt,
            decision: Decision::Open,
            split_from: None,
        });
    }
    drafts
}

/// Small counts come up again and again without being one fact.
fn is_telling(value: &Value) -> bool {
    match value {
        Value::Date(_) => true,
        Value::Figure { amount, .. } => match amount {
            Amount::One(number) => number.abs() >= crate::quantity::Number::HUNDRED,
            Amount::Range(..) => true,
            Amount::Share(..) => false,
        },
        Value::Lost => false,
    }
}

fn doubts(mention: &Mention, value: &Value) -> Vec<String> {
    let mut doubts = Vec::new();
    match mention.origin {
        Origin::Written => {}
        Origin::Context => doubts.push("from-context"),
        Origin::Guessed => doubts.push("guessed"),
    }
    if mention.modifier == Some(Modifier::Alternative) {
        doubts.push("another-account");
    }
    match value {
        Value::Date(_) => {}
        Value::Figure { amount, unit, .. } => {
            if matches!(amount, Amount::Range(..)) {
                doubts.push("range");
            }
            if unit.is_none() {
                doubts.push("no-unit");
            }
        }
        Value::Lost => doubts.push("lost-value"),
    }
    doubts.into_iter().map(str::to_owned).collect()
}

/// Counts lines on the way through the text, which is walked once.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line of byte `offset`, which is not before the last one asked for.
    fn line_at(&mut self, offset: usize) -> u32 {
        let passed = self.text.get(self.at..offset).unwrap_or_default();
        let count = passed.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.at = offset;
        self.line
    }
}

/// Words of the notes on each side of a mention.
const WORDS: usize = 12;
/// Signs around the mention in its quote.
const OPEN: char = '»';
const CLOSE: char = '«';
/// Bytes looked at for them; a "word" may have no end.
const REACH: usize = 160;

/// The mention with at most twelve words on each side, on one line.
fn quote(text: &str, mention: &Mention) -> String {
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let from = floor(mention.bytes.start.saturating_sub(REACH));
    let to = floor((mention.bytes.end + REACH).min(text.len()));
    let before = text.get(from..mention.bytes.start).unwrap_or_default();
    let behind = text.get(mention.bytes.end..to).unwrap_or_default();
    let words: Vec<&str> = before.split_whitespace().collect();
    let skipped = words.len().saturating_sub(WORDS);
    let space = |is: bool| if is { " " } else { "" };
    let lead = words.get(skipped..).unwrap_or_default().join(" ");
    let tail: Vec<&str> = behind.split_whitespace().take(WORDS).collect();
    let surface: Vec<&str> = mention.surface(text).split_whitespace().collect();
    format!(
        "{lead}{}{OPEN}{}{CLOSE}{}{}",
        space(before.ends_with(char::is_whitespace) && !lead.is_empty()),
        surface.join(" "),
        space(behind.starts_with(char::is_whitespace) && !tail.is_empty()),
        tail.join(" "),
    )
}

/// Words by which a draft is known again when those farther off have changed.
const NEAR_WORDS: usize = 3;

/// Moves decisions from the drafts of an earlier run to those of this one.
fn carry_over(sheet: &mut Sheet, before: Sheet) {
    let next_id = before.free_id();
    let mut split: HashMap<DraftId, Vec<Draft>> = HashMap::new();
    let mut old: Vec<Option<Draft>> = Vec::new();
    for draft in before.drafts {
        match draft.split_from {
            Some(parent) => split.entry(parent).or_default().push(draft),
            None => old.push(Some(draft)),
        }
    }
    let mut names: Vec<Option<Draft>> = sheet.drafts.iter().map(|_| None).collect();
    match_by(&mut old, &sheet.drafts, &mut names, |draft| {
        draft.place.quote.clone()
    });
    match_by(&mut old, &sheet.drafts, &mut names, |draft| {
        near_words(draft, Side::Both)
    });
    match_by(&mut old, &sheet.drafts, &mut names, |draft| {
        near_words(draft, Side::Before)
    });
    match_by(&mut old, &sheet.drafts, &mut names, |draft| {
        near_words(draft, Side::Behind)
    });

    let mut free = next_id.number();
    let mut renamed: HashMap<DraftId, DraftId> = HashMap::new();
    let found = std::mem::take(&mut sheet.drafts);
    let mut drafts: Vec<Draft> = Vec::with_capacity(found.len());
    for (found, known) in found.into_iter().zip(names) {
        let id = known.as_ref().map_or_else(
            || {
                let id = DraftId::new(free);
                free = free.saturating_add(1);
                id
            },
            |known| known.id,
        );
        renamed.insert(found.id, id);
        let draft = match known {
            Some(known) => Draft {
                place: found.place,
                why: found.why,
                doubt: found.doubt,
                ..known
            },
            None => Draft { id, ..found },
        };
        let parts = split.remove(&draft.id).unwrap_or_default();
        let place = draft.place.clone();
        drafts.push(draft);
        drafts.extend(parts.into_iter().map(|part| Draft {
            place: place.clone(),
            ..part
        }));
    }
    for draft in &mut drafts {
        for doubt in &mut draft.doubt {
            let first = doubt
                .strip_prefix("duplicate-of: ")
                .and_then(DraftId::parse);
            if let Some(name) = first.and_then(|first| renamed.get(&first)) {
                *doubt = format!("duplicate-of: {name}");
            }
        }
    }
    let vanished = old.into_iter().flatten().flat_map(|draft| {
        let parts = split.remove(&draft.id).unwrap_or_default();
        std::iter::once(draft).chain(parts)
    });
    drafts.extend(
        vanished
            .filter(|draft| draft.decision != Decision::Open)
            .map(|draft| Draft {
                place: Place {
                    presence: Presence::Vanished,
                    ..draft.place
                },
                ..draft
            }),
    );
    sheet.drafts = drafts;
}

/// Gives each new draft the old one with the same value and the same words; of several alike, in their order.
fn match_by(
    old: &mut [Option<Draft>],
    new: &[Draft],
    names: &mut [Option<Draft>],
    words: impl Fn(&Draft) -> String,
) {
    let mut waiting: HashMap<(Kind, String, String), VecDeque<usize>> = HashMap::new();
    for (index, draft) in old.iter().enumerate() {
        if let Some(draft) = draft {
            let key = (draft.kind, draft.found_value().plain(), words(draft));
            waiting.entry(key).or_default().push_back(index);
        }
    }
    for (draft, name) in new.iter().zip(names) {
        if name.is_some() {
            continue;
        }
        let key = (draft.kind, draft.value.plain(), words(draft));
        let index = waiting.get_mut(&key).and_then(VecDeque::pop_front);
        *name = index
            .and_then(|index| old.get_mut(index))
            .and_then(Option::take);
    }
}

/// Where the words stand that a draft is known by.
#[derive(Clone, Copy)]
enum Side {
    Both,
    Before,
    Behind,
}

/// The words next to the mention.
fn near_words(draft: &Draft, side: Side) -> String {
    let quote = &draft.place.quote;
    let parts = quote
        .split_once(OPEN)
        .and_then(|(lead, rest)| Some((lead, rest.split_once(CLOSE)?)));
    let Some((lead, (surface, tail))) = parts else {
        return quote.clone();
    };
    let lead: Vec<&str> = lead.split_whitespace().rev().take(NEAR_WORDS).collect();
    let tail: Vec<&str> = tail.split_whitespace().take(NEAR_WORDS).collect();
    match side {
        Side::Both => format!("{} {surface} {}", lead.join(" "), tail.join(" ")),
        Side::Before => format!("{} {surface}", lead.join(" ")),
        Side::Behind => format!("{surface} {}", tail.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::Wording;
    use super::super::find::find;
    use super::*;

    fn sheet(text: &str, before: Option<Sheet>) -> Sheet {
        gather("notes.txt", text, &find(text), before)
    }

    fn summary(sheet: &Sheet) -> Vec<String> {
        let line = |draft: &Draft| {
            let decision = match &draft.decision {
                Decision::Open => "open",
                Decision::Accepted(_) => "accepted",
                Decision::NotAFact => "not a fact",
                Decision::MergedInto(_) => "merged",
            };
            let presence = match draft.place.presence {
                Presence::There => "",
                Presence::Vanished => ", vanished",
            };
            format!("{} {} {decision}{presence}", draft.id, draft.value)
        };
        sheet.drafts.iter().map(line).collect()
    }

    const NOTES: &str = "Envoys came in 1268 with a letter.\n\nThe first fleet of 900 ships sailed in 1274, says the book.\n";

    fn decided() -> Sheet {
        let mut sheet = sheet(NOTES, None);
        sheet.drafts[0].decision = Decision::NotAFact;
        sheet.drafts[2].decision = Decision::Accepted(Wording {
            statement: "The first fleet set out in 1274.".to_owned(),
            question: "In which year did the first fleet set out?".to_owned(),
            gapped: None,
        });
        sheet
    }

    #[test]
    fn a_draft_says_where_it_was_found() {
        let sheet = sheet(NOTES, None);
        let place = &sheet.drafts[1].place;
        assert_eq!(place.line, 3);
        assert_eq!(&NOTES[place.bytes.clone()], "900");
        assert_eq!(
            place.quote,
            "Envoys came in 1268 with a letter. The first fleet of »900« ships sailed in 1274, says the book."
        );
    }

    #[test]
    fn a_quote_has_at_most_twelve_words_on_each_side() {
        let text = format!("{} 1274 {}", "word ".repeat(40), "word ".repeat(40));
        let sheet = sheet(&text, None);
        assert_eq!(sheet.drafts[0].place.quote.split(' ').count(), 25);
    }

    #[test]
    fn decisions_survive_changed_notes() {
        let changed = format!(
            "Something new of 1259.\n{}",
            NOTES.replace("says the book", "as all say")
        );
        let after = sheet(&changed, Some(decided()));
        assert_eq!(
            summary(&after),
            [
                "d4 1259 open",
                "d1 1268 not a fact",
                "d2 900 ships open",
                "d3 1274 accepted"
            ]
        );
    }

    #[test]
    fn what_the_notes_no_longer_hold_is_marked_if_it_was_decided() {
        let after = sheet("Nothing but 1281.", Some(decided()));
        assert_eq!(
            summary(&after),
            [
                "d4 1281 open",
                "d1 1268 not a fact, vanished",
                "d3 1274 accepted, vanished"
            ]
        );
    }

    #[test]
    fn a_value_the_teacher_mended_is_kept() {
        let mut before = sheet(NOTES, None);
        let found = before.drafts[0].value.clone();
        before.drafts[0].found = Some(found);
        before.drafts[0].value = Value::Lost.mended(Kind::Date, "1266").expect("a date");
        let after = sheet(NOTES, Some(before));
        assert_eq!(summary(&after)[0], "d1 1266 open");
    }

    #[test]
    fn a_date_that_comes_again_names_the_first() {
        let sheet = sheet("In 1274 they came. The fleet of 1274 was lost.", None);
        assert_eq!(sheet.drafts[1].doubt, ["duplicate-of: d1"]);
    }
}
