//! What was accepted, as facts of a fact base: a new one, or carried over into one that is there.

mod base;
mod fact;

use std::collections::HashSet;
use std::fmt::Write as _;

use fact::Block;

use super::entry::DraftId;
use super::sheet::Sheet;
use crate::card::{DeckId, FactId};
use crate::deck::quoting::quoted;

/// Where facts go.
#[derive(Clone, Copy, Debug)]
pub struct Home<'h> {
    /// Their topic.
    pub topic: &'h DeckId,
    /// The notes, as a path from the folder of the fact base.
    pub notes: &'h str,
}

/// A fact base with what was accepted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The whole file.
    pub text: String,
    /// How many facts were added.
    pub added: usize,
    /// How many were taken back.
    pub taken_back: usize,
    /// Facts whose draft was decided otherwise, and that somebody edited since: they are left as they are.
    pub left: Vec<FactId>,
}

/// Why facts cannot be added to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFactBase {
    /// The file is no YAML.
    #[error("the file cannot be read as YAML; jmrel-quiz generate tells where it is wrong")]
    Unreadable,
    /// It has no list of facts that lines could be added to.
    #[error("the file has no list \"facts:\" with a fact a line; name another file with --out")]
    NoList,
}

/// Writes the accepted drafts of `sheet` as a fact base of its own.
pub fn new_base(sheet: &Sheet, home: Home<'_>) -> Carried {
    let (topic, mut text) = (home.topic, String::new());
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "version: 1\nsource: {}\nnotes: [{}]\ntopics:\n  {topic}: {{title: {}}}\nfacts:\n",
        quoted(&sheet.notes),
        quoted(home.notes),
        quoted(topic.as_ref()),
    );
    let blocks = fact::blocks(sheet, topic, &HashSet::new(), "  ");
    for block in &blocks {
        text.push_str(&block.text);
    }
    Carried {
        text,
        added: blocks.len(),
        taken_back: 0,
        left: Vec::new(),
    }
}

/// Takes the decisions of `after` over into a base that has those of `before`; all else in it stays as it is.
///
/// What was accepted is added behind the last fact, once. A fact whose draft is decided otherwise now is written anew or
/// taken out, unless somebody edited it.
///
/// # Errors
///
/// `base` is no fact base with a list of facts.
pub fn carry_over(
    base: &str,
    before: &Sheet,
    after: &Sheet,
    home: Home<'_>,
) -> Result<Carried, NoFactBase> {
    let list = base::List::of(base)?;
    let blocks = |sheet| fact::blocks(sheet, home.topic, &list.ids, &list.indent);
    let (old, new) = (blocks(before), blocks(after));
    let mut carried = Carried {
        text: base.to_owned(),
        added: 0,
        taken_back: 0,
        left: Vec::new(),
    };
    for block in &old {
        let now = of_draft(&new, block.draft);
        if now == Some(block) {
            continue;
        }
        if let Some(text) =
            base::without(&carried.text, &block.text, now.map(|now| now.text.as_str()))
        {
            carried.text = text;
            carried.taken_back += usize::from(now.is_none());
        } else if list.ids.contains(block.id.as_ref()) {
            carried.left.push(block.id.clone());
        }
    }
    let list = base::List::of(&carried.text)?;
    let missing = |block: &&Block| !list.ids.contains(block.id.as_ref());
    let added: Vec<&Block> = new.iter().filter(missing).collect();
    if !added.is_empty() {
        let lines: String = added.iter().map(|block| block.text.as_str()).collect();
        carried.added = added.len();
        carried.text = base::with_notes(&list.with(&carried.text, &lines), home.notes);
    }
    Ok(carried)
}

fn of_draft(blocks: &[Block], draft: DraftId) -> Option<&Block> {
    blocks.iter().find(|block| block.draft == draft)
}

#[cfg(test)]
mod tests {
    use super::super::entry::{Decision, Wording};
    use super::super::find::find;
    use super::super::gather::gather;
    use super::super::review::{Act, Review};
    use super::*;

    const NOTES: &str = "On 15 August 1549 Xavier came. Fighting from 1637 to 1638. Between 130,000 and 200,000 converts, a third of them \
        women.\n";

    /// Accepts every draft with a statement and a question of its own.
    fn accepted(notes: &str, question: &str) -> Sheet {
        let mut review = Review::new(gather("notes.txt", notes, &find(notes), None), Some(notes));
        while let Some(draft) = review.current() {
            let statement = format!("Here the value {} is told in other words.", draft.value);
            let wording = Wording {
                statement,
                question: question.to_owned(),
                gapped: None,
            };
            review.act(Act::Accept(wording)).expect("accepted");
        }
        review.sheet().clone()
    }

    fn topic() -> DeckId {
        "notes".parse().expect("a name")
    }

    #[test]
    fn accepted_drafts_become_facts() {
        insta::assert_snapshot!(new_base(&accepted(NOTES, "In which year, or how many?"), home(&topic())).text, @r#"
        version: 1
        source: "notes.txt"
        notes: ["notes.txt"]
        topics:
          notes: {title: "notes"}
        facts:
          - id: here-the-value-august-is-told-in-other
            topic: notes
            layer: core
            kind: date
            status: ready
            statement: "Here the value 15 August 1549 is told in other words."
            date: "1549-08-15"
            precision: year
            calendar: julian
            ask:
              year: "In which year, or how many?"
            note: "notes.txt, line 1"
          - id: here-the-value-to-is-told-in-other-words
            topic: notes
            layer: core
            kind: span
            status: ready
            statement: "Here the value 1637 to 1638 is told in other words."
            date: "1637/1638"
            ask:
              start: "In which year, or how many?"
            note: "notes.txt, line 1"
          - id: here-the-value-to-converts-is-told-in
            topic: notes
            layer: core
            kind: quantity
            status: ready
            statement: "Here the value 130,000 to 200,000 converts is told in other words."
            number: 165000
            unit: "converts"
            bound: about
            margin: 35000
            ask:
              figure: "In which year, or how many?"
            note: "notes.txt, line 1"
          - id: here-the-value-share-is-told-in-other
            topic: notes
            layer: core
            kind: quantity
            status: ready
            statement: "Here the value 1/3 share is told in other words."
            number: 33.3
            unit: "percent"
            ask:
              figure: "In which year, or how many?"
            note: "notes.txt, line 1"
        "#);
    }

    fn home(topic: &DeckId) -> Home<'_> {
        Home {
            topic,
            notes: "notes.txt",
        }
    }

    #[test]
    fn facts_are_added_behind_the_last_one_and_once() {
        let sheet = accepted("It was in 1274.\n", "When was it?");
        let (topic, base) = (
            topic(),
            "version: 1\nfacts:\n    - id: other\n      topic: x # mine\ngroups: []\n",
        );
        let added = carry_over(base, &sheet, &sheet, home(&topic)).expect("a base");
        assert_eq!(added.added, 1);
        assert!(added.text.starts_with("version: 1\nnotes: [\"notes.txt\"]\nfacts:\n    - id: other\n      topic: x # mine\n    - id: here-the-value-is-told-in-other-words\n"));
        assert!(added.text.ends_with("\ngroups: []\n"));
        assert_eq!(
            carry_over(&added.text, &sheet, &sheet, home(&topic)).expect("a base"),
            Carried { added: 0, ..added }
        );
    }

    /// The sheet with another decision about its first draft.
    fn decided(sheet: &Sheet, decision: Decision) -> Sheet {
        let mut sheet = sheet.clone();
        sheet.drafts[0].decision = decision;
        sheet
    }

    #[test]
    fn a_fact_taken_back_leaves_the_base_unless_it_was_edited() {
        let (topic, before) = (
            topic(),
            accepted("It was in 1274.\nAnd then in 1281.\n", "When was it?"),
        );
        let base = new_base(&before, home(&topic)).text;
        let after = decided(&before, Decision::Open);
        let out = carry_over(&base, &before, &after, home(&topic)).expect("a base");
        assert_eq!((out.added, out.taken_back), (0, 1));
        assert!(
            !out.text.contains("1274") && out.text.contains("1281"),
            "{}",
            out.text
        );
        let back = carry_over(&out.text, &after, &before, home(&topic)).expect("a base");
        assert_eq!(back.added, 1);
        let edited = base.replace("1274 is", "1274, I say, is");
        let kept = carry_over(&edited, &before, &after, home(&topic)).expect("a base");
        assert_eq!((kept.taken_back, kept.left.len()), (0, 1));
        assert_eq!(kept.text, edited);
    }

    #[test]
    fn a_base_whose_last_fact_was_taken_back_takes_facts_again() {
        let (topic, before) = (topic(), accepted("It was in 1274.\n", "When was it?"));
        let base = new_base(&before, home(&topic)).text;
        let after = decided(&before, Decision::NotAFact);
        let out = carry_over(&base, &before, &after, home(&topic)).expect("a base");
        assert!(out.text.ends_with("facts:\n"), "{}", out.text);
        let back = carry_over(&out.text, &after, &before, home(&topic)).expect("a base");
        assert_eq!(back.text, base);
    }

    #[test]
    fn other_words_for_a_fact_take_the_place_of_the_old_ones() {
        let (topic, before) = (topic(), accepted("It was in 1274.\n", "When was it?"));
        let base = new_base(&before, home(&topic)).text;
        let after = decided(
            &before,
            Decision::Accepted(Wording {
                statement: "Better words for 1274.".to_owned(),
                question: "In which year?".to_owned(),
                gapped: Some("Better words for {}.".to_owned()),
            }),
        );
        let out = carry_over(&base, &before, &after, home(&topic)).expect("a base");
        assert_eq!((out.added, out.taken_back), (0, 0));
        assert_eq!(out.text, new_base(&after, home(&topic)).text);
        assert!(
            out.text.contains("cloze: \"Better words for {}.\""),
            "{}",
            out.text
        );
    }

    #[test]
    fn a_file_without_facts_is_refused() {
        let (topic, sheet) = (topic(), accepted("It was in 1274.\n", "When was it?"));
        for (base, error) in [
            ("a: [", NoFactBase::Unreadable),
            ("a: b\n", NoFactBase::NoList),
            ("facts: [{id: a}]\n", NoFactBase::NoList),
            ("facts: []\n", NoFactBase::NoList),
            ("", NoFactBase::NoList),
        ] {
            assert_eq!(
                carry_over(base, &sheet, &sheet, home(&topic)),
                Err(error),
                "{base}"
            );
        }
    }
}
