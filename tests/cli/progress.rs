//! Progress carried from one machine to another, backed up, damaged and restored.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, right};

/// A place where five answers were given.
fn studied() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.session(&["study"], |question| Some(right(question)));
    sandbox
}

fn answers(sandbox: &Sandbox) -> usize {
    let history = sandbox.run(&["history", "--all", "--json"], "").code(0);
    history.json().as_array().expect("a list").len()
}

fn file(sandbox: &Sandbox) -> PathBuf {
    sandbox.progress().join("learner.sqlite3")
}

fn exported(sandbox: &Sandbox) -> PathBuf {
    let path = sandbox.path().join("out.jsonl");
    let text = sandbox.run(&["progress", "export"], "").code(0).stdout;
    fs::write(&path, text).expect("a file");
    path
}

fn merge(sandbox: &Sandbox, file: &std::path::Path) -> crate::sandbox::Run {
    let file = file.to_str().expect("a text");
    sandbox.run(&["progress", "merge", file, "--json"], "")
}

#[test]
fn an_export_is_a_line_an_event_with_the_fields_that_are_promised() {
    let sandbox = studied();
    let text = sandbox.run(&["progress", "export"], "").code(0).stdout;
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let reviews: Vec<&Value> = lines
        .iter()
        .filter(|line| line["kind"] == "review")
        .collect();
    assert_eq!(reviews.len(), 5, "{text}");
    for field in [
        "id",
        "device",
        "seq",
        "hlc",
        "at_ms",
        "offset_min",
        "card",
        "rating",
        "ms",
        "checksum",
    ] {
        assert!(!reviews[0][field].is_null(), "{field}: {text}");
    }
}

#[test]
fn two_machines_have_one_history_after_they_merged() {
    let (one, two) = (studied(), studied());
    for _ in 0..2 {
        merge(&one, &exported(&two)).code(0);
        merge(&two, &file(&one)).code(0);
    }
    assert_eq!((answers(&one), answers(&two)), (10, 10));
    let export = |sandbox: &Sandbox| sandbox.run(&["progress", "export"], "").code(0).stdout;
    assert_eq!(export(&one), export(&two));
    let again = merge(&one, &file(&two)).code(0).json();
    assert_eq!(again["added"], 0);
}

#[test]
fn another_program_needs_to_write_only_a_few_fields() {
    let mut sandbox = Sandbox::new();
    let line = json!({
        "kind": "review", "id": "01936000-0000-7000-8000-000000000001", "device": "a tablet", "seq": 1,
        "at_ms": 1_795_000_000_000_i64, "offset_min": 540, "card": "small:capital/name", "rating": "good", "ms": 900,
        "mood": "fine"
    });
    let path = sandbox.path().join("tablet.jsonl");
    fs::write(&path, format!("{line}\n")).expect("a file");
    let merged = merge(&sandbox, &path).code(0).json();
    assert_eq!(
        (&merged["added"], &merged["left_aside"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(answers(&sandbox), 1);
    sandbox
        .run(&["progress", "export"], "")
        .code(0)
        .shows("\"mood\":\"fine\"");
    sandbox.at("2026-12-24T09:00:00+00:00");
    let decks = sandbox.run(&["decks", "--json"], "").code(0).json();
    assert_eq!(decks[0]["due"], 1);
}

#[test]
fn bad_lines_are_named_and_the_good_ones_merged() {
    let sandbox = studied();
    let path = exported(&sandbox);
    let text = fs::read_to_string(&path).expect("a file");
    let text = format!("not JSON\n{text}{{\"kind\":\"review\"}}\n\u{1b}[2J\n");
    fs::write(&path, text).expect("a file");
    let other = Sandbox::new();
    let run = other
        .run(&["progress", "merge", path.to_str().expect("text")], "")
        .code(1)
        .says("out.jsonl:1: this is not an event")
        .says("there is no \"id\"");
    assert!(!run.stderr.contains('\u{1b}') && !run.stdout.contains('\u{1b}'));
    assert_eq!(answers(&other), 5);
}

#[test]
fn a_file_that_is_not_there_is_named_and_is_exit_code_1() {
    let sandbox = studied();
    sandbox
        .run(&["progress", "merge", "missing.jsonl"], "")
        .code(1)
        .says("missing.jsonl");
    sandbox.run(&["progress", "merge"], "").code(2);
}

#[test]
fn an_export_goes_into_a_file_and_never_over_a_progress_file() {
    let sandbox = studied();
    sandbox
        .run(&["progress", "export", "--out", "x.jsonl"], "")
        .code(0)
        .shows("x.jsonl");
    assert!(sandbox.path().join("x.jsonl").is_file());
    sandbox
        .run(&["progress", "export", "--out", "x.sqlite3"], "")
        .code(2);
    sandbox
        .run(&["progress", "export", "--out", "nowhere/x.jsonl"], "")
        .code(74);
}

#[test]
fn a_session_with_answers_is_backed_up_and_one_without_is_not() {
    let sandbox = studied();
    let folder = sandbox.progress().join("backups/learner");
    let count = || fs::read_dir(&folder).expect("backups").count();
    assert_eq!(count(), 1);
    sandbox.run(&["study", "--json"], "").code(0);
    assert_eq!(count(), 1);
    sandbox
        .run(&["progress", "backup"], "")
        .code(0)
        .shows("backups/learner");
    assert_eq!(count(), 2);
    sandbox
        .run(&["progress", "backup", "x.sqlite3"], "")
        .code(0);
    sandbox
        .run(&["progress", "backup", "x.sqlite3"], "")
        .code(74)
        .says("x.sqlite3");
    sandbox.run(&["learners"], "").code(0);
    let learners = sandbox.run(&["learners", "--json"], "").code(0).json();
    assert_eq!(learners, json!([{"name": "learner"}]));
}

#[test]
fn a_damaged_file_is_mended_before_the_session_and_said_so() {
    let sandbox = studied();
    let bytes = fs::read(file(&sandbox)).expect("a file");
    fs::write(file(&sandbox), &bytes[..bytes.len() / 2]).expect("a file");
    sandbox
        .run(&["study", "--json"], "")
        .code(0)
        .says("was damaged")
        .says("set aside")
        .says("Restored: ");
    assert_eq!(answers(&sandbox), 5);
    sandbox
        .run(&["progress", "verify"], "")
        .code(0)
        .shows("Sound");
}

#[test]
fn verify_says_what_it_checks_and_finds_a_changed_byte() {
    let sandbox = studied();
    sandbox
        .run(&["progress", "verify"], "")
        .code(0)
        .says("checksum")
        .shows("Sound: ");
    let mut bytes = fs::read(file(&sandbox)).expect("a file");
    let place = bytes
        .windows(8)
        .position(|window| window == b"\"rating\"")
        .expect("a review");
    bytes[place + 2] ^= 1;
    fs::write(file(&sandbox), bytes).expect("a file");
    let run = sandbox.run(&["progress", "verify", "--json"], "").code(1);
    assert_eq!(run.json()["sound"], false);
    let restore = format!(
        "`jmrel-quiz progress restore --decks {} --progress",
        sandbox.decks().display()
    );
    run.says("damaged").says(&restore);
    sandbox
        .run(&["progress", "restore"], "")
        .code(0)
        .shows("set aside")
        .shows("Restored: ");
    sandbox.run(&["progress", "verify"], "").code(0);
    assert_eq!(answers(&sandbox), 5);
}

#[test]
fn what_was_restored_from_a_file_can_be_merged_with_what_was_set_aside() {
    let sandbox = studied();
    sandbox
        .run(&["progress", "backup", "x.sqlite3"], "")
        .code(0);
    sandbox.run(&["undo"], "").code(0);
    assert_eq!(answers(&sandbox), 4);
    let run = sandbox
        .run(&["progress", "restore", "x.sqlite3", "--json"], "")
        .code(0);
    assert_eq!(answers(&sandbox), 5);
    let aside = PathBuf::from(run.json()["aside"].as_str().expect("a path"));
    assert_eq!(merge(&sandbox, &aside).code(0).json()["added"], 1);
    assert_eq!(answers(&sandbox), 4);
}

#[test]
fn a_file_that_cannot_be_merged_is_told_with_the_cause_and_with_no_cure_of_another_file() {
    let sandbox = studied();
    sandbox
        .run(&["progress", "merge", "nowhere.jsonl"], "")
        .code(1)
        .says("nowhere.jsonl: progress could not be read")
        .says("No such file");
    fs::write(sandbox.path().join("cut.sqlite3"), b"SQLite format 3\0").expect("a file");
    for verb in ["merge", "restore"] {
        let run = sandbox.run(&["progress", verb, "cut.sqlite3"], "").code(1);
        assert!(!run.stderr.contains("jmrel-quiz progress"), "{run:#?}");
    }
}

#[test]
fn there_is_nothing_to_restore_where_nothing_was() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["progress", "restore"], "")
        .code(1)
        .says("no good backup");
    sandbox
        .run(&["progress", "verify"], "")
        .code(0)
        .shows("no progress yet");
    sandbox
        .run(&["progress", "backup"], "")
        .code(0)
        .shows("nothing to back up");
    sandbox.run(&["progress", "export"], "").code(0);
    assert!(!file(&sandbox).exists());
}
