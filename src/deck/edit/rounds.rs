//! Fixes carried out, round by round: a slip that is mended shows what it hid, until nothing is left that is certain.

use std::collections::HashSet;

use super::super::{Parsed, Place, Problem, code, parse};
use super::{Edit, Fix, apply};

/// A line that was changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its number in the new file, from 1.
    pub line: u32,
    /// The problem that was mended.
    pub code: &'static str,
    /// The line as it was; nothing for a new one.
    pub was: Option<String>,
    /// The line as it is.
    pub now: String,
}

/// A file after its mending.
#[derive(Clone, Debug, PartialEq)]
pub struct Mended {
    /// The whole file; the old one, byte for byte, when there are no changes.
    pub bytes: Vec<u8>,
    /// What was changed, by line.
    pub changes: Vec<Change>,
    /// What it is read as now, with the problems that are left.
    pub parsed: Parsed,
}

/// Rounds after which no more is tried; each mends up to one slip of YAML a card, and all other problems at once.
const MAX_ROUNDS: usize = 500;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Carries out all fixes of a deck file. Problems without one are left as they are.
///
/// A fix that turns out not to mend its problem, or to bring in another, is taken back.
pub fn mend(place: &Place, stem: &str, bytes: &[u8]) -> Mended {
    let mut parsed = parse(place, stem, bytes);
    let untouched = |parsed| Mended {
        bytes: bytes.to_owned(),
        changes: Vec::new(),
        parsed,
    };
    let Ok(whole) = std::str::from_utf8(bytes) else {
        return untouched(parsed);
    };
    let mark = whole.strip_prefix(BYTE_ORDER_MARK).map(|_| BYTE_ORDER_MARK);
    let mark = mark.unwrap_or_default();
    let mut text = whole.strip_prefix(mark).unwrap_or(whole).to_owned();
    let mut changes = Vec::new();
    let mut refused = HashSet::new();
    for _ in 0..MAX_ROUNDS {
        let reread = |text: &str| parse(place, stem, text.as_bytes());
        let Some(round) = Round::of(&text, &parsed, &mut refused, reread) else {
            break;
        };
        round.note(&text, &mut changes);
        text = round.text;
        parsed = round.parsed;
        // What could not be mended beside another slip may be mended without it.
        refused.clear();
    }
    if changes.is_empty() {
        return untouched(parsed);
    }
    changes.sort();
    Mended {
        bytes: format!("{mark}{text}").into_bytes(),
        changes,
        parsed,
    }
}

/// What tells a problem apart from the others of its file, whatever is put in above it.
type Mark = (&'static str, u32, String);

fn mark(problem: &Problem) -> Mark {
    (problem.code, problem.column, problem.source_line.clone())
}

/// Fixes that were carried out together.
struct Round {
    /// In the order of their bytes.
    done: Vec<Done>,
    text: String,
    parsed: Parsed,
}

struct Done {
    mark: Mark,
    fix: Fix,
    /// Where each edit is.
    lines: Vec<Lines>,
}

/// The lines of an edit, from 1.
#[derive(Clone, Copy)]
struct Lines {
    /// Its line in the old file.
    old: u32,
    /// Its first line in the new file.
    first: u32,
    /// Its last line in the new file.
    last: u32,
}

impl Round {
    /// Carries out the fixes of `before` that hold; nothing when there is none.
    fn of(
        text: &str,
        before: &Parsed,
        refused: &mut HashSet<Mark>,
        reread: impl Fn(&str) -> Parsed,
    ) -> Option<Self> {
        loop {
            let mut done = chosen(&before.problems, refused);
            if done.is_empty() {
                return None;
            }
            let edits: Vec<&Edit> = done.iter().flat_map(|done| &done.fix.edits).collect();
            let Some(mended) = apply(text, edits) else {
                // Its places are not those of this text: no fix of this round can be trusted.
                refused.extend(done.into_iter().map(|done| done.mark));
                continue;
            };
            place_edits(text, &mut done);
            let parsed = reread(&mended);
            let spoilt: Vec<Mark> = done
                .iter()
                .filter(|done| is_spoilt(done, &before.problems, &parsed.problems))
                .map(|done| done.mark.clone())
                .collect();
            if spoilt.is_empty() {
                return Some(Self {
                    done,
                    text: mended,
                    parsed,
                });
            }
            refused.extend(spoilt);
        }
    }

    /// Notes the lines this round changed, and moves those of the rounds before to where they are now.
    fn note(&self, before: &str, changes: &mut Vec<Change>) {
        let insertions: Vec<Lines> = self
            .edits()
            .filter(|(edit, _)| is_new_line(edit))
            .map(|(_, lines)| *lines)
            .collect();
        for change in changes.iter_mut() {
            for lines in &insertions {
                if change.line >= lines.first {
                    change.line = change.line.saturating_add(lines.last - lines.first);
                }
            }
        }
        let (old, new): (Vec<&str>, Vec<&str>) =
            (before.lines().collect(), self.text.lines().collect());
        let line = |of: &[&str], number: u32| {
            let found = of.get(number.saturating_sub(1) as usize);
            found.copied().unwrap_or_default().to_owned()
        };
        for done in &self.done {
            for (edit, lines) in done.fix.edits.iter().zip(&done.lines) {
                changes.push(Change {
                    line: lines.first,
                    code: done.mark.0,
                    was: (!is_new_line(edit)).then(|| line(&old, lines.old)),
                    now: line(&new, lines.first),
                });
            }
        }
    }

    fn edits(&self) -> impl Iterator<Item = (&Edit, &Lines)> {
        self.done
            .iter()
            .flat_map(|done| done.fix.edits.iter().zip(&done.lines))
    }
}

fn is_new_line(edit: &Edit) -> bool {
    edit.start == edit.end && edit.text.contains('\n')
}

/// The fixes of a round: in the order of their bytes, none inside another.
fn chosen(problems: &[Problem], refused: &HashSet<Mark>) -> Vec<Done> {
    let mut fixes: Vec<(&Problem, &Fix)> = problems
        .iter()
        .filter_map(|problem| Some((problem, problem.fix.as_ref()?)))
        .filter(|(problem, _)| !refused.contains(&mark(problem)))
        .collect();
    fixes.sort_by_key(|(_, fix)| fix.edits.first().map(|edit| (edit.start, edit.end)));
    let mut done: Vec<Done> = Vec::new();
    let mut free_from = 0;
    for (problem, fix) in fixes {
        let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else {
            continue;
        };
        if first.start >= free_from {
            // One byte more, so that no two fixes meet at one place.
            free_from = last.end + 1;
            done.push(Done {
                mark: mark(problem),
                fix: fix.clone(),
                lines: Vec::new(),
            });
        }
    }
    done
}

/// Finds the lines of each edit.
fn place_edits(text: &str, done: &mut [Done]) {
    let breaks = |part: &str| u32::try_from(part.matches('\n').count()).unwrap_or(u32::MAX);
    let between = |from: usize, to: usize| breaks(text.get(from..to).unwrap_or_default());
    let (mut old, mut new, mut read) = (1_u32, 1_u32, 0);
    for done in done {
        for edit in &done.fix.edits {
            let skipped = between(read, edit.start);
            old = old.saturating_add(skipped);
            new = new.saturating_add(skipped);
            let last = new.saturating_add(breaks(&edit.text));
            done.lines.push(Lines {
                old,
                first: new,
                last,
            });
            old = old.saturating_add(between(edit.start, edit.end));
            new = last;
            read = edit.end;
        }
    }
}

/// Tells whether a fix did not mend its problem, or made another one.
fn is_spoilt(done: &Done, before: &[Problem], after: &[Problem]) -> bool {
    let code = done.mark.0;
    let on_lines = |problem: &&Problem| {
        let covers = |lines: &Lines| (lines.first..=lines.last).contains(&problem.line);
        done.lines.iter().any(covers)
    };
    let same = |problems: &[Problem]| problems.iter().filter(|p| p.code == code).count();
    let still_there = after.iter().filter(on_lines).filter(|p| p.code == code);
    let is_unmended = still_there.count() > 0 && same(after) >= same(before);
    is_unmended || after.iter().filter(on_lines).any(|p| spoils(code, p.code))
}

/// Tells whether a problem of code `found` on a mended line says that the mending was wrong.
fn spoils(mended: &str, found: &str) -> bool {
    const STRUCTURE: [&str; 4] = [
        code::YAML_TAB,
        code::YAML_INDENTATION,
        code::YAML_MISSING_COLON,
        code::YAML_SYNTAX,
    ];
    const DOUBLES: [&str; 4] = [
        code::KEY_DUPLICATE,
        code::CARD_TWO_ANSWERS,
        code::CARD_DUPLICATE_ID,
        code::VALUE_TWICE,
    ];
    let is_slip = |code: &str| code.starts_with("yaml.");
    let moves_lines = matches!(mended, code::YAML_TAB | code::YAML_INDENTATION);
    if moves_lines {
        // What else is wrong on the line was hidden before.
        STRUCTURE.contains(&found)
    } else {
        (is_slip(found) && found != mended) || DOUBLES.contains(&found)
    }
}
