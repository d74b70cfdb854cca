//! From notes to a deck: what a review accepts is a fact base, and its decks can be studied.

use std::path::PathBuf;

use jmrel_quiz::deck::{self, Place};
use jmrel_quiz::draft::{self, Act, Review, Wording};
use jmrel_quiz::facts;

#[test]
fn accepted_drafts_of_every_kind_become_cards() {
    let notes = include_str!("texts/own-notes.txt");
    let mut review = Review::new(
        draft::gather("own-notes.txt", notes, &draft::find(notes), None),
        Some(notes),
    );
    let mut accepted = 0;
    while let Some(current) = review.current() {
        let wording = Wording {
            statement: format!("Number {} of our list is {}.", current.id, current.value),
            question: format!("What was number {} of the list?", current.id),
            gapped: None,
        };
        if review.act(Act::Accept(wording)).is_ok() {
            accepted += 1;
        } else {
            review.act(Act::NotAFact).expect("an open draft");
        }
    }
    assert!(accepted > 30, "{accepted}");
    let topic = "own-notes".parse().expect("a name");
    let home = draft::facts::Home {
        topic: &topic,
        notes: "own-notes.txt",
    };
    let base = draft::facts::new_base(review.sheet(), home);
    assert_eq!(base.added, accepted);
    let place = Place::File(PathBuf::from("own-notes.facts.yaml"));
    let at_hand = |name: &str| (name == "own-notes.txt").then(|| Ok(notes.as_bytes().to_vec()));
    let read = facts::read_with_notes(&place, base.text.as_bytes(), &at_hand);
    let Some(facts_read) = read.base else {
        panic!("{:#?}\n{}", read.problems, base.text);
    };
    let generated = facts::generate(&facts_read, 0);
    let [made] = generated.decks.as_slice() else {
        panic!("one topic gives one deck");
    };
    assert!(
        made.cards >= accepted,
        "{} cards of {accepted} facts; not asked: {:?}",
        made.cards,
        generated.unasked
    );
    let parsed = deck::parse(&place, "own-notes", made.text.as_bytes());
    assert!(parsed.deck.is_some(), "{:?}", parsed.problems);
}

#[test]
fn a_draft_file_is_no_fact_base() {
    let notes = "Envoys came in 1268.";
    let sheet = draft::gather("notes.txt", notes, &draft::find(notes), None).to_yaml();
    let place = Place::File(PathBuf::from("notes.draft.yaml"));
    assert!(facts::read(&place, sheet.as_bytes()).base.is_none());
    let slipped = sheet
        .replace("draft: 1", "version: 1")
        .replace("drafts:", "facts:");
    assert!(facts::read(&place, slipped.as_bytes()).base.is_none());
}
