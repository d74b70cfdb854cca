//! Sessions over a pipe: JSON lines and plain lines.

use serde_json::Value;

use crate::sandbox::{Sandbox, of_kind, right};

/// "I don't know" to every new card; the session ends when the first one comes back.
fn guess_once(question: &Value) -> Option<String> {
    (question["state"] == "new").then(|| "?".to_owned())
}

#[test]
fn every_question_gets_a_verdict_and_the_session_a_summary() {
    let sandbox = Sandbox::new();
    let events = sandbox.session(&["study"], |question| Some(right(question)));
    assert_eq!(of_kind(&events, "question").len(), 5);
    assert!(
        of_kind(&events, "verdict")
            .iter()
            .all(|verdict| verdict["verdict"] == "correct"),
        "{events:#?}"
    );
    let summary = events.last().expect("a last object");
    assert_eq!(summary["event"], "summary");
    assert_eq!(
        (&summary["answered"], &summary["correct"]),
        (&Value::from(5), &Value::from(5))
    );
}

#[test]
fn the_expected_line_is_judged_correct_when_sent() {
    let sandbox = Sandbox::new();
    // The first round learns what is expected, the second sends it.
    let first = sandbox.session(&["study"], guess_once);
    let expected = |question: &Value| {
        of_kind(&first, "verdict")
            .iter()
            .find(|verdict| verdict["card"] == question["card"])
            .and_then(|verdict| verdict["expected"].as_str())
            .map_or_else(|| right(question), str::to_owned)
    };
    assert!(
        of_kind(&first, "verdict")
            .iter()
            .all(|verdict| verdict["intro"] == true)
    );
    let mut later = sandbox;
    later.at("2026-11-25T09:00:00+00:00");
    let second = later.session(&["review"], |question| {
        // Options are shuffled anew each time: letters are looked up by the test.
        let is_lettered = ["choice", "order"].contains(&question["kind"].as_str().expect("a kind"));
        Some(if is_lettered {
            right(question)
        } else {
            expected(question)
        })
    });
    assert!(!of_kind(&second, "verdict").is_empty());
    assert!(
        of_kind(&second, "verdict")
            .iter()
            .all(|verdict| verdict["verdict"] == "correct"),
        "{second:#?}"
    );
}

#[test]
fn a_question_tells_what_a_script_needs() {
    let sandbox = Sandbox::new();
    let events = sandbox.session(&["study"], |_| None);
    for question in of_kind(&events, "question") {
        for field in [
            "card", "facts", "state", "kind", "prompt", "has_hint", "position", "of",
        ] {
            assert!(!question[field].is_null(), "{field} in {question:#?}");
        }
    }
    assert_eq!(events.last().expect("a summary")["event"], "summary");
}

#[test]
fn what_cannot_be_read_is_asked_again_and_not_logged() {
    let sandbox = Sandbox::new();
    let mut tries = 0;
    let events = sandbox.session(&["study", "--limit", "5"], |question| {
        if question["kind"] == "date" {
            tries += 1;
        }
        Some(right(question))
    });
    assert_eq!(tries, 1);
    assert!(of_kind(&events, "invalid").is_empty());

    let sandbox = Sandbox::new();
    let run = sandbox
        .run(&["study", "--json"], "?\nno such thing\n:later\n")
        .code(0);
    assert!(run.stdout.contains("\"event\":\"invalid\""), "{run:#?}");
    let history = sandbox.run(&["history", "--json"], "").code(0).json();
    let answers = history.as_array().expect("a list").len();
    assert!(
        answers <= 2,
        "only what can be read is logged: {history:#?}"
    );
}

#[test]
fn the_plain_face_writes_neither_escapes_nor_returns() {
    let sandbox = Sandbox::new();
    let run = sandbox
        .run(&["study", "--plain"], "?\n?\n?\n?\n?\n")
        .code(0);
    assert!(
        !run.stdout.contains('\u{1b}') && !run.stdout.contains('\r'),
        "{run:#?}"
    );
    run.shows("capital of Mongolia");
}

#[test]
fn the_last_answer_is_undone_and_asked_again() {
    let sandbox = Sandbox::new();
    let run = sandbox
        .run(&["study", "--json"], "?\n:undo\n:quit\n")
        .code(0);
    let events: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let questions = of_kind(&events, "question");
    let undone = of_kind(&events, "undone");
    assert_eq!(undone.len(), 1, "{run:#?}");
    assert_eq!(undone[0]["card"], questions[0]["card"]);
    assert_eq!(
        questions.last().expect("a question")["card"],
        questions[0]["card"]
    );
    assert_eq!(
        sandbox.run(&["history", "--json"], "").code(0).json(),
        Value::Array(Vec::new())
    );
}

#[test]
fn an_answer_of_an_earlier_session_can_be_undone() {
    let sandbox = Sandbox::new();
    sandbox.run(&["study", "--json"], "?\n:quit\n").code(0);
    sandbox.run(&["undo"], "").code(0);
    assert_eq!(
        sandbox.run(&["history", "--json"], "").code(0).json(),
        Value::Array(Vec::new())
    );
    sandbox.run(&["undo"], "").code(0).shows("no answer");
}

#[test]
fn a_seed_and_a_clock_give_the_same_session_twice() {
    let play = || {
        let sandbox = Sandbox::new();
        sandbox.session(&["study"], guess_once)
    };
    assert_eq!(play(), play());
}

#[test]
fn a_response_of_one_mebibyte_is_refused_in_words() {
    let sandbox = Sandbox::new();
    let mut input = "x".repeat(1 << 20);
    input.push_str("\n:quit\n");
    let run = sandbox.run(&["study", "--json"], input).code(0);
    assert!(
        run.stdout.contains("\"event\":\"invalid\""),
        "{:?}",
        &run.stdout[..run.stdout.len().min(2000)]
    );
}

#[test]
fn an_answer_that_is_not_utf8_is_refused_in_words() {
    let sandbox = Sandbox::new();
    let run = sandbox
        .run(&["study", "--json"], b"\xff\xfe\n:quit\n")
        .code(0);
    assert!(run.stdout.contains("\"event\":\"invalid\""), "{run:#?}");
    assert_eq!(
        sandbox.run(&["history", "--json"], "").code(0).json(),
        Value::Array(Vec::new())
    );
}

#[test]
fn closed_input_is_a_normal_end() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["study", "--json"], "").code(0);
    assert!(
        run.stdout
            .lines()
            .last()
            .expect("a line")
            .contains("\"event\":\"summary\""),
        "{run:#?}"
    );
}
