//! The schedule as a script sees it: what is due when, and what is kept.

use std::collections::HashMap;

use serde_json::Value;

use crate::sandbox::{Sandbox, of_kind, right};

#[test]
fn a_later_review_asks_what_is_due_and_nothing_else() {
    let mut sandbox = Sandbox::new();
    let events = sandbox.session(&["study"], |question| Some(right(question)));
    let due: Vec<(String, String)> = of_kind(&events, "verdict")
        .iter()
        .map(|verdict| {
            (
                verdict["card"].as_str().unwrap_or_default().to_owned(),
                verdict["due"].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect();
    assert_eq!(due.len(), 5);

    let nothing = sandbox.session(&["review"], |question| Some(right(question)));
    assert!(
        of_kind(&nothing, "question").is_empty(),
        "nothing is due on the same day: {nothing:#?}"
    );

    sandbox.at("2026-11-26T09:00:00+00:00");
    let expected: Vec<&String> = due
        .iter()
        .filter(|(_, due)| due.as_str() <= "2026-11-26T09:00:00+00:00")
        .map(|(card, _)| card)
        .collect();
    let events = sandbox.session(&["review"], |question| Some(right(question)));
    let mut asked: Vec<&str> = of_kind(&events, "question")
        .iter()
        .filter_map(|question| question["card"].as_str())
        .collect();
    asked.sort_unstable();
    let mut expected: Vec<&str> = expected.into_iter().map(String::as_str).collect();
    expected.sort_unstable();
    assert_eq!(asked, expected);
}

#[test]
fn history_shows_every_answer_oldest_first() {
    let sandbox = Sandbox::new();
    let mut given = Vec::new();
    sandbox.session(&["study"], |question| {
        let answer = if given.len() % 2 == 0 {
            "?".to_owned()
        } else {
            right(question)
        };
        given.push(question["card"].clone());
        Some(answer)
    });
    let history = sandbox.run(&["history", "--json"], "").code(0).json();
    let cards: Vec<Value> = history
        .as_array()
        .expect("a list")
        .iter()
        .map(|entry| entry["card"].clone())
        .collect();
    assert_eq!(cards, given);
}

#[test]
fn twenty_answers_to_the_shipped_decks_are_kept_and_only_what_is_due_returns() {
    let mut sandbox = Sandbox::shipped();
    let mut expected: HashMap<String, String> = HashMap::new();
    let mut due: HashMap<String, String> = HashMap::new();
    let mut given = 0;
    let mut live = sandbox.live(&["study", "--new", "30"]);
    while let Some(event) = live.next_event() {
        let card = event["card"].as_str().unwrap_or_default().to_owned();
        match event["event"].as_str() {
            Some("question") if given == 20 => live.close(),
            Some("question") => {
                given += 1;
                live.send(expected.get(&card).map_or("?", String::as_str));
            }
            Some("verdict") => {
                // What is expected of a choice is a letter of that very question; a text holds for all of them.
                if let Some(line) = event["expected"].as_str().filter(|line| line.len() > 2) {
                    expected.insert(card.clone(), line.to_owned());
                }
                due.insert(card, event["due"].as_str().expect("a day").to_owned());
            }
            _ => {}
        }
    }
    let history = sandbox.run(&["history", "--json"], "").code(0).json();
    assert_eq!(history.as_array().expect("a list").len(), 20);

    let later = "2026-11-27T09:00:00+00:00";
    sandbox.at(later);
    let events = sandbox.session(&["review"], |_| Some(":bury".to_owned()));
    let asked = of_kind(&events, "question");
    assert!(!asked.is_empty());
    for question in asked {
        let card = question["card"].as_str().expect("a card");
        assert!(due[card].as_str() <= later, "{card} is not due");
        assert_ne!(question["state"], "new", "{card}");
    }
}

#[test]
fn new_cards_are_counted_by_the_day() {
    let mut sandbox = Sandbox::new();
    sandbox.run(&["config", "new-per-day", "2"], "").code(0);
    let first = sandbox.session(&["study"], |question| Some(right(question)));
    assert_eq!(of_kind(&first, "question").len(), 2);
    let again = sandbox.session(&["study"], |question| Some(right(question)));
    assert!(of_kind(&again, "question").is_empty());
    sandbox.at("2026-11-25T04:00:00+00:00");
    let next = sandbox.session(&["study"], |question| Some(right(question)));
    let new = of_kind(&next, "question")
        .iter()
        .filter(|question| question["state"] == "new")
        .count();
    assert_eq!(new, 2);
}

#[test]
fn an_edit_of_the_text_costs_no_progress() {
    let sandbox = Sandbox::new();
    sandbox.session(&["study"], |question| Some(right(question)));
    let edited = crate::sandbox::DECK.replace(
        "Which city is the capital of Mongolia?",
        "What is the capital of Mongolia called?",
    );
    let sandbox = sandbox.deck("small.yaml", edited);
    let decks = sandbox.run(&["decks", "--json"], "").code(0).json();
    assert_eq!(decks[0]["new"], 0, "{decks:#?}");
    let history = sandbox.run(&["history", "--json"], "").code(0).json();
    let asked: Vec<&Value> = history
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|answer| answer.get("asked"))
        .collect();
    assert_eq!(asked, ["Which city is the capital of Mongolia?"]);
}

#[test]
fn a_deck_that_vanishes_keeps_its_history() {
    let sandbox = Sandbox::new();
    sandbox.session(&["study"], |question| Some(right(question)));
    std::fs::remove_file(sandbox.decks().join("small.yaml")).expect("the deck goes");
    let sandbox = sandbox.deck(
        "other.yaml",
        "format: 1\ncards:\n  - {id: a, prompt: A letter?, answer: Alpha}\n",
    );
    let history = sandbox.run(&["history", "--json"], "").code(0).json();
    assert_eq!(history.as_array().expect("a list").len(), 5);
    sandbox
        .run(&["card", "small:capital/name"], "")
        .code(0)
        .shows("Ulaanbaatar");
}

#[test]
fn another_learner_starts_afresh() {
    let sandbox = Sandbox::new();
    sandbox.session(&["study", "--learner", "anna"], |question| {
        Some(right(question))
    });
    let decks = sandbox
        .run(&["decks", "--json", "--learner", "anna"], "")
        .code(0)
        .json();
    assert_eq!(decks[0]["new"], 0);
    sandbox.session(&["study", "--learner", "bert"], |_| None);
    let decks = sandbox
        .run(&["decks", "--json", "--learner", "bert"], "")
        .code(0)
        .json();
    assert_eq!(decks[0]["new"], 5);
}
