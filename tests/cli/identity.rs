//! A card keeps what was learned of it while its deck is mended, moved and renamed.

use std::fs;

use serde_json::Value;

use crate::sandbox::{DECK, Sandbox};

/// A deck without ids, answered by the first words of its prompts.
const PLAIN: &str = "\
# Mine
format: 1
cards:
  - prompt: Which city is the captial of Mongolia?   # a slip
    answer: Ulaanbaatar
  - prompt: Which river flows into Lake Baikal?
    answer: Selenge

  - prompt: Which khan sent two fleets against Japan?
    answer: Kublai
";

fn answer(question: &Value) -> String {
    let prompt = question["prompt"].as_str().expect("a prompt");
    let answers = [
        ("city", "Ulaanbaatar"),
        ("river", "Selenge"),
        ("khan", "Kublai"),
    ];
    let right = answers.iter().find(|(word, _)| prompt.contains(word));
    right.map_or("?", |(_, answer)| answer).to_owned()
}

/// How many cards were never asked.
fn new_cards(sandbox: &Sandbox) -> u64 {
    let decks = sandbox.run(&["decks", "--json"], "").code(0).json();
    let decks = decks.as_array().expect("a list");
    decks.iter().filter_map(|deck| deck["new"].as_u64()).sum()
}

fn studied(deck: &str) -> Sandbox {
    let sandbox = Sandbox::empty().deck("plain.yaml", deck);
    sandbox.session(&["study"], |question| Some(answer(question)));
    assert_eq!(new_cards(&sandbox), 0);
    sandbox
}

/// The cards a session would introduce.
fn asked_as_new(sandbox: &Sandbox) -> Vec<String> {
    let events = sandbox.session(&["study"], |_| None);
    let questions = events.iter().filter(|event| event["event"] == "question");
    questions
        .filter(|question| question["state"] == "new")
        .map(|question| question["prompt"].as_str().expect("a prompt").to_owned())
        .collect()
}

#[test]
fn a_mended_typo_costs_no_progress() {
    let sandbox = studied(PLAIN).deck("plain.yaml", PLAIN.replace("captial", "capital"));
    assert_eq!(new_cards(&sandbox), 0, "a reading command sees it too");
    assert_eq!(asked_as_new(&sandbox), [""; 0]);
    let history = sandbox.run(&["history", "--json"], "").code(0).json();
    let answers = history.as_array().expect("a list");
    assert_eq!(answers.len(), 3, "{answers:#?}");
}

#[test]
fn a_card_asked_for_by_its_old_name_is_shown_under_the_new_one() {
    let named = |id: &str| {
        format!(
            "format: 1\ntitle: A\ncards:\n  - {{id: {id}, prompt: Which river?, answer: Selenge}}\n"
        )
    };
    let sandbox = studied(&named("old")).deck("plain.yaml", named("new"));
    for session in ["before the next session", "after it"] {
        let shown = sandbox.run(&["card", "plain:old"], "").code(0);
        let (first, page) = shown.stdout.split_once("\n\n").expect("a page");
        assert_eq!(first, "plain:old is now called plain:new.", "{session}");
        let by_its_name = sandbox.run(&["card", "plain:new"], "").code(0);
        assert_eq!(page, by_its_name.stdout, "{session}");
        assert!(page.contains("State: review"), "{session}: {page}");
        assert!(
            page.contains("correct  good   Selenge"),
            "{session}: {page}"
        );
        sandbox.session(&["study"], |_| None);
    }
    let suspended = sandbox.run(&["card", "plain:old", "suspend"], "").code(0);
    assert!(
        suspended
            .stdout
            .starts_with("plain:old is now called plain:new.\nplain:new is taken out."),
        "{suspended:#?}"
    );
}

#[test]
fn a_card_moved_to_another_deck_keeps_its_progress() {
    let (rest, khan) = PLAIN.split_at(PLAIN.find("\n  - prompt: Which khan").expect("the card"));
    let sandbox = studied(PLAIN)
        .deck("plain.yaml", format!("{rest}\n"))
        .deck("khans.yaml", format!("format: 1\ncards:{khan}"));
    assert_eq!(new_cards(&sandbox), 0);
    assert_eq!(asked_as_new(&sandbox), [""; 0]);
}

#[test]
fn a_renamed_deck_file_keeps_its_progress() {
    let sandbox = studied(PLAIN).deck("mongolia.yaml", PLAIN);
    fs::remove_file(sandbox.decks().join("plain.yaml")).expect("the old name goes");
    assert_eq!(new_cards(&sandbox), 0);
    assert_eq!(asked_as_new(&sandbox), [""; 0]);
}

#[test]
fn a_deck_that_cannot_be_read_for_a_while_keeps_its_progress() {
    let other = PLAIN.replace("captial", "capital");
    let sandbox = studied(PLAIN).deck("plain.yaml", "format: 1\ncards:\n  - prompt: X?\n");
    let sandbox = sandbox.deck("copy.yaml", other);
    sandbox.session(&["study"], |question| Some(answer(question)));
    let sandbox = sandbox.deck("plain.yaml", PLAIN);
    fs::remove_file(sandbox.decks().join("copy.yaml")).expect("the copy goes");
    assert_eq!(new_cards(&sandbox), 0);
}

#[test]
fn written_ids_keep_progress_and_survive_any_edit() {
    let sandbox = studied(PLAIN);
    let file = sandbox.decks().join("plain.yaml");
    sandbox
        .run(&["check", "--write-ids", "decks/plain.yaml"], "")
        .code(0)
        .shows("3 lines changed");
    let written = fs::read_to_string(&file).expect("a deck");
    assert_eq!(written.matches("id: h").count(), 3, "{written}");
    let without: String = written
        .replace("- id: h", "- \u{0}")
        .split_inclusive('\n')
        .filter(|line| !line.contains('\u{0}'))
        .collect();
    assert_eq!(without.replace("    prompt", "  - prompt"), PLAIN);
    assert_eq!(new_cards(&sandbox), 0);
    let reworded = written.replace(
        "Which khan sent two fleets against Japan",
        "Whose were the fleets",
    );
    let sandbox = sandbox.deck("plain.yaml", reworded);
    assert_eq!(new_cards(&sandbox), 0);
    sandbox
        .run(&["check", "--write-ids"], "")
        .code(0)
        .shows("no line changed");
}

#[test]
fn a_card_reworded_beyond_likeness_is_reported_and_starts_new() {
    let reworded = PLAIN
        .replace(
            "Which khan sent two fleets against Japan",
            "Who wrote the first letter to Kamakura",
        )
        .replace("captial", "capital");
    let sandbox = studied(PLAIN).deck("plain.yaml", reworded);
    let progress = sandbox.progress().join("learner.sqlite3");
    let old = progress.to_str().expect("a path");
    sandbox
        .run(&["check", "--against", old], "")
        .code(1)
        .shows("Lost (1)")
        .shows("Which khan sent two fleets against Japan? (Kublai)")
        .shows("1 kept, 1 renamed, 0 moved, 1 not met yet, 1 lost");
    let json = sandbox
        .run(&["check", "--against", old, "--json"], "")
        .code(1)
        .json();
    assert_eq!(
        json["renamed"].as_array().map(Vec::len),
        Some(1),
        "{json:#}"
    );
    assert_eq!(json["lost"][0]["answer"], "Kublai");
    assert_eq!(
        asked_as_new(&sandbox),
        ["Who wrote the first letter to Kamakura?"]
    );
    let history = sandbox.run(&["history", "--json"], "").code(0).json();
    assert_eq!(
        history.as_array().map(Vec::len),
        Some(3),
        "nothing was dropped"
    );
}

#[test]
fn an_older_file_is_compared_before_anybody_studies() {
    let sandbox = Sandbox::empty().deck("plain.yaml", PLAIN.replace("captial", "capital"));
    let old = sandbox.path().join("last-week.yaml");
    fs::write(&old, PLAIN).expect("a file");
    sandbox
        .run(
            &["check", "decks/plain.yaml", "--against", "last-week.yaml"],
            "",
        )
        .code(0)
        .shows("Renamed (1)")
        .shows("2 kept, 1 renamed, 0 moved, 0 new, 0 lost");
    sandbox
        .run(&["check", "--against", "nothing.yaml"], "")
        .code(2)
        .says("nothing.yaml");
}

#[test]
fn mistakes_are_mended_in_place_and_told() {
    let broken = DECK
        .replace("format: 1\n", "")
        .replace("date: 1970", "date: 1970-3-15  # opened")
        .replace("explanation: It", "explanation: In short: it");
    let sandbox = Sandbox::empty().deck("small.yaml", &broken);
    sandbox
        .run(&["check", "--fix"], "")
        .code(0)
        .shows("mended [deck.no-format]")
        .shows("now:     date: 1970-03-15  # opened")
        .shows("3 lines changed, no problem left");
    let mended = fs::read_to_string(sandbox.decks().join("small.yaml")).expect("a deck");
    let expected = DECK
        .replace("date: 1970", "date: 1970-03-15  # opened")
        .replace(
            "explanation: It ran from March to September.",
            "explanation: \"In short: it ran from March to September.\"",
        );
    assert_eq!(mended, expected);
    sandbox.run(&["check"], "").code(0);
}

#[test]
fn what_cannot_be_written_is_said_and_left() {
    let generated = format!(
        "# Generated from facts.yaml: edit that.\n{}",
        DECK.replace("format: 1\n", "")
    );
    let sandbox = Sandbox::empty().deck("small.yaml", &generated);
    sandbox
        .run(&["check", "--fix", "decks/small.yaml"], "")
        .code(1)
        .shows("Generated from facts.yaml");
    let left = fs::read_to_string(sandbox.decks().join("small.yaml")).expect("a deck");
    assert_eq!(left, generated);
}
