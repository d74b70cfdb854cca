//! Words of the notes that were carried over into the facts: eight in a row are refused wherever they could get into a deck.
//!
//! The notes a base names are compared when they are at hand. Where they are not, there is nothing to compare with.

use super::code;
use super::fact::FactBase;
use super::templates::{Values, places};
use crate::deck::fields;
use crate::deck::mirror::Entry;
use crate::deck::source::Source;
use crate::deck::yaml::{Node, Span, Value};
use crate::draft::{Notes, Phrases, UnreadableNotes};

/// Finds notes by the name a base has for them: their bytes, why they cannot be read, or nothing where there are none.
pub type NotesAtHand<'n> = dyn Fn(&str) -> Option<Result<Vec<u8>, UnreadableNotes>> + 'n;

/// The notes of a base, as far as they are at hand.
pub(super) struct Carried {
    notes: Vec<(String, Phrases)>,
}

impl Carried {
    /// Reads `notes:`, and the files it names.
    pub(super) fn read(
        source: &mut Source<'_>,
        entry: Option<Entry<'_>>,
        at_hand: &NotesAtHand<'_>,
    ) -> Self {
        let names = entry.and_then(|entry| fields::distinct_texts(source, "notes", entry));
        let mut notes = Vec::new();
        for name in names.unwrap_or_default() {
            let text = match at_hand(&name.text) {
                None => continue,
                Some(read) => read
                    .and_then(|bytes| Notes::decode(&bytes).map(|notes| Phrases::of(notes.text))),
            };
            match text {
                Ok(phrases) => notes.push((name.into_string(), phrases)),
                Err(unreadable) => source
                    .warning(name.span, code::NOTES, unreadable.to_string())
                    .advise("until then no words carried over from these notes are found"),
            }
        }
        Self { notes }
    }

    /// Notes the texts of `node`, and of all that stands under it, that share a row of words with the notes.
    pub(super) fn check(&self, source: &mut Source<'_>, node: &Node<'_>) {
        if self.notes.is_empty() {
            return;
        }
        match &node.value {
            Value::Empty => {}
            Value::Text(text) => self.check_text(source, text, node.span),
            Value::List(items) => items.iter().for_each(|item| self.check(source, item)),
            Value::Map(entries) => {
                for (key, value) in entries {
                    if !stays_out_of_decks(key) {
                        self.check(source, value);
                    }
                }
            }
        }
    }

    /// Notes the texts that share a row of words once their places are filled.
    pub(super) fn check_filled(&self, source: &mut Source<'_>, base: &FactBase) {
        if self.notes.is_empty() {
            return;
        }
        let values = Values::of(&base.facts);
        for place in places(base) {
            let text = &place.template.text;
            // Without places, or with the row beside them, it was noted already.
            let is_noted = self
                .notes
                .iter()
                .any(|(_, notes)| notes.shared_with(text).is_some());
            if text.contains('{') && !is_noted {
                let filled = values.fill(text, place.own);
                self.check_text(source, &filled, place.template.span);
            }
        }
    }

    fn check_text(&self, source: &mut Source<'_>, text: &str, span: Span) {
        for (name, notes) in &self.notes {
            let Some(words) = notes.shared_with(text) else {
                continue;
            };
            let written = source.written(span);
            let place = notes.place_in(written).map_or(span, |place| Span {
                start: span.start + place.start,
                end: span.start + place.end,
                line: span.line + lines_in(written.get(..place.start).unwrap_or_default()),
            });
            source
                .error(
                    place,
                    code::CARRIED_OVER,
                    format!("\"{words}\" stands in {name} word for word"),
                )
                .advise("say it in your own words: a deck has no sentence of somebody else's text");
            return;
        }
    }
}

/// What is for whoever writes the base, and names sources.
fn stays_out_of_decks(key: &Node<'_>) -> bool {
    matches!(&key.value, Value::Text(key) if matches!(key.as_ref(), "note" | "section" | "source"))
}

fn lines_in(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::parse::read_with_notes;
    use super::*;
    use crate::deck::{Place, Severity};

    const NOTES: &str =
        "Some 37,000 rebels held Hara castle for nearly four months, and died there.\n";

    const BASE: &str = "version: 1
notes: [shimabara.txt]
facts:
  - id: siege
    topic: war
    layer: core
    kind: quantity
    status: ready
    statement: The castle was besieged for four months.
    number: 4
    unit: months
    ask:
      figure: How many months was the castle besieged?
      cloze: The siege took {} months.
    note: rebels held Hara castle for nearly four months
";

    /// Changes the base in one place and expects these problems: code, line, what is underlined.
    #[track_caller]
    fn gives(from: &str, to: &str, expected: &[(&str, u32, &str)]) {
        assert!(BASE.contains(from), "{from:?} is in the base");
        let yaml = BASE.replacen(from, to, 1);
        let at_hand = |name: &str| (name == "shimabara.txt").then(|| Ok(NOTES.as_bytes().to_vec()));
        let place = Place::File(PathBuf::from("war.yaml"));
        let parsed = read_with_notes(&place, yaml.as_bytes(), &at_hand);
        let found: Vec<(&str, u32, String)> = parsed
            .problems
            .iter()
            .map(|problem| {
                let line = problem.source_line.chars();
                let marked = line
                    .skip(problem.column as usize - 1)
                    .take(problem.length as usize);
                (problem.code, problem.line, marked.collect())
            })
            .collect();
        let expected: Vec<(&str, u32, String)> = expected
            .iter()
            .map(|(code, line, marked)| (*code, *line, (*marked).to_owned()))
            .collect();
        assert_eq!(found, expected, "{:#?}", parsed.problems);
        let has_error = parsed
            .problems
            .iter()
            .any(|problem| problem.severity == Severity::Error);
        assert_eq!(parsed.base.is_none(), has_error);
    }

    #[test]
    fn words_of_their_own_pass_and_so_does_a_note() {
        gives("version: 1", "version: 1", &[]);
    }

    #[test]
    fn a_row_of_the_notes_is_refused_in_every_text_of_a_card() {
        let row = "rebels held Hara castle for nearly four months";
        let carried = |line| (code::CARRIED_OVER, line, row);
        for (from, line) in [
            ("statement: The castle was besieged for four months.", 9),
            ("figure: How many months was the castle besieged?", 13),
        ] {
            let (key, _) = from.split_once(' ').expect("a key");
            gives(
                from,
                &format!("{key} \"The {row}, it is said {{}}.\""),
                &[carried(line)],
            );
        }
        gives(
            "    number: 4",
            &format!("    explanation: The {row}, they say.\n    number: 4"),
            &[carried(10)],
        );
        gives(
            "    number: 4",
            &format!(
                "    explanation: >\n      They say the\n      {row}, and more.\n    number: 4"
            ),
            &[carried(12)],
        );
    }

    #[test]
    fn a_row_with_the_value_in_its_gap_is_refused() {
        let cloze = "Rebels held Hara castle for nearly {} months.";
        let notes = "Rebels held Hara castle for nearly 4 months.";
        let at_hand = |_: &str| Some(Ok(notes.as_bytes().to_vec()));
        let yaml = BASE.replace("The siege took {} months.", cloze);
        let place = Place::Embedded("war.yaml");
        let parsed = read_with_notes(&place, yaml.as_bytes(), &at_hand);
        let codes: Vec<&str> = parsed.problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [code::CARRIED_OVER]);
        assert_eq!(parsed.problems[0].line, 14);
    }

    #[test]
    fn notes_that_are_gone_are_no_problem_and_unreadable_ones_are_told() {
        let row = "Rebels held Hara castle for nearly four months, and died there.";
        let yaml = BASE.replace("The castle was besieged for four months.", row);
        let place = Place::Embedded("war.yaml");
        let read = |at_hand: &NotesAtHand<'_>| read_with_notes(&place, yaml.as_bytes(), at_hand);
        assert!(read(&|_| None).problems.is_empty());
        let binary = read(&|_| Some(Ok(vec![0; 9])));
        assert_eq!(binary.problems[0].code, code::NOTES);
        assert!(binary.base.is_some());
        let large = read(&|_| Some(Err(UnreadableNotes::TooLarge(9_000_000))));
        assert!(large.problems[0].message.contains("9 MiB"), "{large:?}");
    }
}
