//! Whatever goes wrong gives one clear message and the right exit code, and nothing is lost or half written.

use std::fs;

use crate::sandbox::{DECK, Sandbox, finish};

#[test]
fn an_unknown_deck_is_named_with_its_neighbours() {
    Sandbox::new()
        .run(&["study", "--deck", "smal", "--json"], "")
        .code(2)
        .says("smal")
        .says("small");
}

#[test]
fn an_unknown_card_is_named_with_its_neighbours() {
    Sandbox::new()
        .run(&["card", "small:capital/nam"], "")
        .code(2)
        .says("small:capital/name");
    // That the deck is named rightly makes no card of it like this one.
    let run = Sandbox::new().run(&["card", "small:zzz"], "").code(2);
    assert!(!run.stderr.contains("did you mean"), "{run:#?}");
}

#[test]
fn a_folder_without_decks_is_said_so() {
    Sandbox::empty()
        .run(&["study", "--json"], "")
        .code(1)
        .says("no deck");
}

#[test]
fn a_missing_folder_of_decks_is_said_so() {
    let sandbox = Sandbox::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"));
    command
        .current_dir(sandbox.path())
        .args(["--decks", "nowhere", "study", "--json"]);
    finish(command, b"").code(1).says("nowhere");
}

#[test]
fn a_broken_deck_does_not_stop_a_good_one() {
    let sandbox = Sandbox::new().deck(
        "broken.yaml",
        "format: 1\ncards:\n  - id: x\n    prompt: When?\n    date: 1274-13\n",
    );
    let run = sandbox
        .run(&["study", "--json"], "")
        .code(0)
        .says("broken.yaml:5")
        .says("month");
    assert!(run.stdout.contains("\"event\":\"question\""), "{run:#?}");
}

/// Breaks a deck and expects the place and a few words in the report of `check`.
#[track_caller]
fn broken(text: impl AsRef<[u8]>, place: &str, words: &str) {
    let sandbox = Sandbox::empty().deck("x.yaml", text);
    let run = sandbox.run(&["check"], "").code(1);
    let report = format!("{}{}", run.stdout, run.stderr);
    assert!(report.contains(place), "{place:?} is not in\n{report}");
    assert!(report.contains(words), "{words:?} is not in\n{report}");
}

#[test]
fn check_names_the_place_and_the_cure_of_each_mistake() {
    let card = |body: &str| format!("format: 1\ncards:\n  - id: a\n    prompt: When?\n{body}\n");
    broken(card("    date: 1274-13"), "x.yaml:5:", "month");
    broken(
        card("    number: 900\n    margin: -5"),
        "x.yaml:6:",
        "margin",
    );
    broken(
        card("    date: 1274\n    answer: Bun'ei"),
        "x.yaml:",
        "answer",
    );
    broken(card("    hint: none"), "x.yaml:3:", "answer");
    broken(card("\tdate: 1274"), "x.yaml:5", "tab");
    broken(
        card("    answer: he said: no"),
        "x.yaml:5",
        "\"he said: no\"",
    );
    broken(card("    answer: C #3"), "x.yaml:5", "#");
    broken(
        "format: 1\ncards:\n  - id: a\n    cloze: In {{1274 a fleet came.\n",
        "x.yaml:4:",
        "}}",
    );
    broken("format: 1\ncards: []\n", "x.yaml", "card");
    broken(
        "format: 1\ncards:\n  - {id: a, prompt: A?, answer: x}\n  - {id: a, prompt: B?, answer: y}\n",
        "x.yaml:4:",
        "a",
    );
    broken(b"format: 1\ntitle: \xff\n", "x.yaml:2:", "UTF-8");
}

#[test]
fn two_decks_with_one_id_name_both_files() {
    let sandbox = Sandbox::new().deck("twin.yaml", DECK);
    let run = sandbox.run(&["check"], "").code(1);
    let report = format!("{}{}", run.stdout, run.stderr);
    assert!(
        report.contains("small.yaml") && report.contains("twin.yaml"),
        "{report}"
    );
}

#[test]
fn a_clean_deck_is_checked_in_silence() {
    let run = Sandbox::new().run(&["check", "--json"], "").code(0);
    assert_eq!(run.json()["problems"], serde_json::json!([]));
}

#[test]
fn learners_cannot_leave_the_folder() {
    for name in ["../../x", "..", "a/b", "con", ""] {
        Sandbox::new()
            .run(&["study", "--json", "--learner", name], "?\n")
            .code(2)
            .says("learner");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_names_no_learner_and_is_not_passed_over() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let sandbox = Sandbox::new();
    let mut command = sandbox.command(&["study", "--json"]);
    command.env("JMREL_QUIZ_LEARNER", OsStr::from_bytes(b"anna\xff"));
    finish(command, b"?\n").code(2).says("$JMREL_QUIZ_LEARNER");
    assert!(!sandbox.progress().exists());
}

#[test]
fn a_script_must_choose_among_several_learners() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["study", "--json", "--learner", "anna"], "?\n")
        .code(0);
    sandbox
        .run(&["study", "--json", "--learner", "bert"], "?\n")
        .code(0);
    sandbox
        .run(&["study", "--json"], "?\n")
        .code(2)
        .says("anna")
        .says("bert");
    // What decks there are is the same for both.
    let decks = sandbox.run(&["decks", "--json"], "").code(0).json();
    assert!(
        decks[0]["due"].is_null() && decks[0]["new"].is_null(),
        "{decks}"
    );
    let decks = sandbox
        .run(&["decks", "--json", "--learner", "anna"], "")
        .code(0)
        .json();
    assert!(decks[0]["due"].is_number(), "{decks}");
}

#[test]
fn a_progress_folder_that_is_a_file_is_said_so() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.progress(), "not a folder").expect("a file");
    sandbox
        .run(&["study", "--json"], "?\n")
        .code(74)
        .says("progress");
    assert_eq!(
        fs::read_to_string(sandbox.progress()).expect("still there"),
        "not a folder"
    );
}

/// Puts `bytes` where the learner's progress should be and expects a refusal that leaves them alone.
#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.progress()).expect("a folder");
    let file = sandbox.progress().join("learner.sqlite3");
    fs::write(&file, bytes).expect("a file");
    let run = sandbox.run(&["study", "--json"], "?\n");
    assert!(matches!(run.code, Some(1 | 74)), "{run:#?}");
    assert!(run.stderr.contains(words), "{words:?} is not in {run:#?}");
    assert!(
        run.stderr.contains("learner.sqlite3"),
        "the file is named: {run:#?}"
    );
    assert_eq!(fs::read(&file).expect("still there"), bytes);
}

#[test]
fn a_damaged_progress_file_is_refused_and_left_alone() {
    refused(b"", "damaged");
    refused(
        b"this is a letter, not a database, and it is long enough to be one at least by its size",
        "",
    );
}

#[test]
fn a_progress_file_of_another_program_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("other.sqlite3");
    let other = rusqlite::Connection::open(&file).expect("a database");
    other
        .execute_batch("CREATE TABLE notes (text TEXT)")
        .expect("a table");
    drop(other);
    refused(&fs::read(&file).expect("bytes"), "not a progress file");
}

#[test]
fn a_progress_file_of_a_newer_version_is_refused() {
    let sandbox = Sandbox::new();
    sandbox.run(&["study", "--json"], "?\n").code(0);
    let file = sandbox.progress().join("learner.sqlite3");
    let newer = rusqlite::Connection::open(&file).expect("a database");
    newer
        .pragma_update(None, "user_version", 9999)
        .expect("a version");
    newer
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("a checkpoint");
    drop(newer);
    let before = fs::read(&file).expect("bytes");
    let run = sandbox.run(&["study", "--json"], "?\n").says("newer");
    assert!(matches!(run.code, Some(1 | 74)), "{run:#?}");
    assert_eq!(fs::read(&file).expect("bytes"), before);
}

#[cfg(unix)]
#[test]
fn a_progress_folder_that_cannot_be_written_is_said_so_before_the_first_question() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::new();
    sandbox.run(&["study", "--json"], "?\n").code(0);
    let allow = |mode| {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(sandbox.progress(), permissions).expect("our own folder");
    };
    allow(0o500);
    // The superuser may write everywhere; then there is nothing to see here.
    if fs::write(sandbox.progress().join("probe"), "").is_err() {
        let run = sandbox
            .run(&["study", "--json"], "?\n")
            .code(74)
            .says("cannot be written");
        assert_eq!(run.stdout, "");
        let history = sandbox.run(&["history", "--json"], "").code(0).json();
        assert_eq!(history.as_array().map(Vec::len), Some(1));
    }
    allow(0o700);
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let sandbox = Sandbox::new();
    sandbox.run(&["studdy"], "").code(2).says("study");
    sandbox.run(&["study", "--limit", "many"], "").code(2);
    sandbox
        .run(&["config", "colour"], "")
        .code(2)
        .says("retention");
    sandbox
        .run(&["config", "retention", "2"], "")
        .code(2)
        .says("0.70");
}

#[test]
fn no_control_character_of_a_deck_reaches_the_output() {
    let deck = "format: 1\ntitle: \"a\\e]0;pwned\\a b\"\ncards:\n  - {id: a, prompt: \"x\\e[31mred\\u202Eback?\", answer: y}\n";
    let sandbox = Sandbox::empty().deck("evil.yaml", deck);
    for args in [
        &["study", "--plain"][..],
        &["study", "--json"],
        &["check"],
        &["decks"],
        &["cards"],
    ] {
        let run = sandbox.run(args, "?\n?\n");
        for stream in [&run.stdout, &run.stderr] {
            assert!(
                !stream.contains(['\u{1b}', '\u{7}', '\u{202e}']),
                "{args:?}: {stream:?}"
            );
        }
    }
}
