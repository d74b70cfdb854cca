//! The teacher's desk from outside: a deck begun, pasted, added to, previewed, and its schema.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Run, Sandbox};

/// All kinds of cards a new deck can show.
const KINDS: [&str; 9] = [
    "date", "number", "text", "choices", "set", "order", "match", "cloze", "flip",
];

fn file(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.path().join(name)).expect("a file")
}

/// Checks a file, and takes warnings for problems.
#[track_caller]
fn is_clean(sandbox: &Sandbox, name: &str) {
    sandbox.run(&["check", "--strict", name], "").code(0);
}

#[test]
fn a_new_deck_has_every_kind_and_no_problem() {
    let sandbox = Sandbox::empty();
    sandbox
        .run(&["new", "my-deck.yaml", "--title", "Moon: flights"], "")
        .code(0)
        .shows("my-deck.yaml: a new deck with 9 examples")
        .shows("jmrel-quiz check my-deck.yaml");
    is_clean(&sandbox, "my-deck.yaml");
    let text = file(&sandbox, "my-deck.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=./deck.schema.json\n"));
    assert!(
        text.contains("\nid: my-deck\ntitle: \"Moon: flights\"\n"),
        "{text}"
    );
}

#[test]
fn each_kind_alone_and_each_two_have_no_problem() {
    let sandbox = Sandbox::empty();
    let mut files = Vec::new();
    for (index, first) in KINDS.iter().enumerate() {
        for second in KINDS.iter().skip(index) {
            let name = format!("{first}-{second}.yaml");
            let kinds = format!("{first},{second}");
            sandbox.run(&["new", &name, "--kinds", &kinds], "").code(0);
            files.push(name);
        }
    }
    let mut args = vec!["check", "--strict"];
    args.extend(files.iter().map(String::as_str));
    sandbox.run(&args, "").code(0);
}

#[test]
fn a_deck_that_is_there_is_not_overwritten() {
    let sandbox = Sandbox::empty();
    sandbox
        .run(&["new", "a.yaml", "--kinds", "date"], "")
        .code(0);
    let before = file(&sandbox, "a.yaml");
    for args in [
        &["new", "a.yaml"][..],
        &["new", "a.yaml", "--from", "-"][..],
    ] {
        sandbox
            .run(args, "x\ty\n")
            .code(2)
            .says("a.yaml is there already and is not overwritten");
    }
    assert_eq!(file(&sandbox, "a.yaml"), before);
    sandbox
        .run(&["new", "a"], "")
        .code(2)
        .says("such as a.yaml");
    sandbox.run(&["new", "a.yaml/b.yaml"], "").code(74);
}

#[test]
fn pasted_columns_become_a_deck_and_doubts_are_told() {
    let sandbox = Sandbox::empty();
    let csv = "Question;Answer;Wrong answers\r\n\
        When did the first fleet sail?;November 1274;1268-11; 1281-08\r\n\
        How many ships came?;900 ships;\r\n\
        Which bay was it?;Hakata Bay;Imazu Bay\r\n\
        When was it signed?;03/04/1972;\r\n\
        Nothing;;\r\n";
    fs::write(sandbox.path().join("words.csv"), csv).expect("written");
    sandbox
        .run(&["new", "fleets.yaml", "--from", "words.csv"], "")
        .code(0)
        .shows("fleets.yaml: 4 cards (2 dates, 1 figure, 1 text)")
        .shows("  line 5: \"03/04/1972\" is taken as 3 April 1972; it may be 4 March 1972")
        .shows("  line 6: there is no answer");
    sandbox.run(&["check", "fleets.yaml"], "").code(0);
    let text = file(&sandbox, "fleets.yaml");
    assert!(text.contains("  # look at this: \"03/04/1972\""), "{text}");
}

#[test]
fn what_is_pasted_on_standard_input_is_read_too() {
    let sandbox = Sandbox::empty();
    let run = sandbox
        .run(
            &["new", "a.yaml", "--from", "-", "--json"],
            "Khan\tKublai\nBay\tHakata\n",
        )
        .code(0);
    let json = run.json();
    assert_eq!(
        (&json["cards"], &json["kinds"]["text"]),
        (&Value::from(2), &Value::from(2))
    );
    is_clean(&sandbox, "a.yaml");
}

#[test]
fn what_cannot_be_a_deck_writes_none() {
    let sandbox = Sandbox::empty();
    let run = |input: &str| -> Run { sandbox.run(&["new", "a.yaml", "--from", "-"], input) };
    run("").code(1).says("there is nothing in it");
    run("one column\nonly\n")
        .code(1)
        .says("no line has two columns");
    run("\tx\ny\t\n").code(1).shows("no row became a card");
    sandbox
        .run(&["new", "a.yaml", "--from", "nowhere.csv"], "")
        .code(1)
        .says("could not read nowhere.csv");
    assert!(!sandbox.path().join("a.yaml").exists());
}

#[test]
fn cards_are_added_line_by_line_and_the_rest_is_untouched() {
    let sandbox = Sandbox::empty();
    let deck = "# Mine\r\nformat: 1\r\ncards:\r\n  - {id: a, prompt: 'Which bay?', answer: Hakata}  # mine\r\n";
    fs::write(sandbox.path().join("a.yaml"), deck).expect("written");
    let lines = "Which khan sent the fleets?\n\nKublai\n+; Genghis\nHe was the fifth.\n\
        In {{1281}} the second fleet came.\ncloze\n\n\
        When did they sail?\ndate\n15 August 1281\n1274-11-05\n\n";
    let run = sandbox.run(&["new", "--add", "a.yaml"], lines).code(0);
    assert!(
        run.stdout.contains("a.yaml: 3 cards were added"),
        "{run:#?}"
    );
    let text = file(&sandbox, "a.yaml");
    let added = text.strip_prefix(deck).expect("the deck as it was");
    assert!(added.lines().count() > 10 && !added.replace("\r\n", "").contains('\n'));
    assert!(
        added.contains("choices: [\"Hakata\", \"Genghis\"]"),
        "{added}"
    );
    assert!(added.contains("date: 1281-08-15"), "{added}");
    sandbox.run(&["check", "a.yaml"], "").code(0);
}

#[test]
fn a_card_with_a_problem_is_shown_and_not_added() {
    let sandbox = Sandbox::empty();
    let deck = "format: 1\ncards:\n  - {prompt: Bay?, answer: Hakata}\n";
    fs::write(sandbox.path().join("a.yaml"), deck).expect("written");
    let lines = "When?\ndate\n1281\n1274; soon\n\nWhich khan?\ntext\n";
    let run = sandbox.run(&["new", "--add", "a.yaml"], lines).code(1);
    assert!(run.stderr.contains("card.bad-date"), "{run:#?}");
    assert!(
        run.stderr.contains("the last card was not finished"),
        "{run:#?}"
    );
    assert_eq!(file(&sandbox, "a.yaml"), deck);
    let flow = "format: 1\ncards: [{prompt: Bay?, answer: Hakata}]\n";
    fs::write(sandbox.path().join("b.yaml"), flow).expect("written");
    sandbox
        .run(&["new", "--add", "b.yaml"], "")
        .code(1)
        .says("does not stand at the end of the file");
    sandbox
        .run(&["new", "--add", "c.yaml"], "")
        .code(2)
        .says("jmrel-quiz new c.yaml begins one");
}

#[test]
fn a_preview_shows_questions_answers_and_what_is_close() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["preview", "small"], "")
        .code(0)
        .shows("A small deck")
        .shows("✓ ")
        .shows("Answer       6,852 islands")
        .shows("Close        5,825 to 7,879 islands");
    let json = sandbox
        .run(&["preview", "small", "--json"], "")
        .code(0)
        .json();
    assert_eq!(json["cards"].as_array().map(Vec::len), Some(5));
    sandbox.run(&["preview", "smal"], "").code(2).says("small");
    sandbox
        .run(&["preview", "nowhere.yaml"], "")
        .code(1)
        .says("there is no such file");
}

#[test]
fn a_preview_is_written_as_a_page_that_stands_alone() {
    let hostile = "format: 1\ntitle: \"</title><script>alert(1)</script>\"\nlanguage: '\"><img src=x>'\ncards:\n  \
        - {prompt: \"<img src=x onerror=alert(1)>\", answer: \"<b>x\", explanation: '\" onload=\"x'}\n";
    let sandbox = Sandbox::empty().deck("bad.yaml", hostile);
    sandbox
        .run(&["preview", "decks/bad.yaml", "--html", "bad.html"], "")
        .code(0)
        .shows("bad.html: 1 card");
    let page = file(&sandbox, "bad.html");
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for tag in ["<script", "<img", "<b>x"] {
        assert!(!page.contains(tag), "{tag} is in {page}");
    }
    let printed = sandbox
        .run(&["preview", "decks/bad.yaml", "--html", "-"], "")
        .code(0);
    assert_eq!(printed.stdout, page);
    sandbox
        .run(&["preview", "bad", "--html", "decks/bad.yaml"], "")
        .code(2)
        .says("is no page of HTML");
    assert_eq!(file(&sandbox, "decks/bad.yaml"), hostile);
}

#[test]
fn a_broken_deck_has_no_preview_but_its_problems() {
    let sandbox = Sandbox::empty().deck("a.yaml", "format: 1\ncards:\n  - {prompt: X?}\n");
    sandbox
        .run(&["preview", "decks/a.yaml"], "")
        .code(1)
        .says("card.no-answer");
}

#[test]
fn the_schema_is_printed_for_decks_and_facts() {
    let sandbox = Sandbox::empty();
    let deck = sandbox.run(&["schema"], "").code(0).json();
    assert_eq!(deck["title"], "A deck of jmrel-quiz");
    let facts = sandbox.run(&["schema", "facts"], "").code(0).json();
    assert_eq!(facts["title"], "Facts of jmrel-quiz");
}
