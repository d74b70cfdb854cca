//! Notes become drafts, drafts a fact base, and that a deck to study.

use std::fs;

use serde_json::Value;

use crate::sandbox::{Sandbox, of_kind};

const NOTES: &str = "\
The envoys of the Khan first came ashore in 1268 with a letter that nobody answered.
A fleet of more than 900 ships sailed in 1274 (see p. 47), and was back within two weeks.
";

fn with_notes(bytes: impl AsRef<[u8]>) -> Sandbox {
    let sandbox = Sandbox::empty();
    fs::write(sandbox.path().join("notes.txt"), bytes).expect("a file");
    sandbox
}

fn read(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.path().join(name)).expect("a file")
}

#[test]
fn notes_end_as_a_deck_that_is_studied() {
    let sandbox = with_notes(NOTES);
    let drafted = sandbox.run(&["draft", "notes.txt"], "").code(0);
    assert!(
        drafted.stdout.contains("4 drafts in notes.draft.yaml"),
        "{drafted:#?}"
    );
    let input = "a\nThe first embassy reached Japan in 1268.\nIn which year did the first embassy reach Japan?\n\n\
        f more than 900 ships\na\nThe first fleet counted over 900 ships.\nHow many ships did the first fleet have, at least?\n\nq\n";
    let first = sandbox
        .run(&["draft", "--review", "notes.draft.yaml"], input)
        .code(0);
    assert!(
        first.stdout.contains("2 facts added to notes.facts.yaml"),
        "{first:#?}"
    );
    let rest =
        "a\nThe first fleet set sail in 1274.\nIn which year did the first fleet set sail?\n\nn\n";
    sandbox
        .run(&["draft", "--review", "notes.draft.yaml"], rest)
        .code(0);
    let facts = read(&sandbox, "notes.facts.yaml");
    assert!(!facts.contains("nobody answered"), "{facts}");
    sandbox.run(&["generate", "notes.facts.yaml"], "").code(0);
    let deck = fs::read_to_string(sandbox.decks().join("notes.yaml")).expect("a deck");
    for asked in [
        "first embassy reach Japan?",
        "How many ships",
        "first fleet set sail?",
    ] {
        assert!(deck.contains(asked), "{deck}");
    }
    let events = sandbox.session(&["study"], |_| None);
    assert!(!of_kind(&events, "question").is_empty());
}

#[test]
fn no_sentence_of_the_notes_slips_into_a_deck() {
    let sandbox = with_notes(NOTES);
    sandbox.run(&["draft", "notes.txt"], "").code(0);
    let input = "a\nThe first embassy reached Japan in 1268.\nIn which year did the first embassy reach Japan?\n\nq\n";
    sandbox
        .run(&["draft", "--review", "notes.draft.yaml"], input)
        .code(0);
    let own = read(&sandbox, "notes.facts.yaml");
    let copied = own.replace(
        "The first embassy reached Japan in 1268.",
        "The envoys of the Khan first came ashore in 1268.",
    );
    let path = sandbox.path().join("notes.facts.yaml");
    fs::write(&path, copied).expect("a file");
    for args in [
        &["generate", "notes.facts.yaml"][..],
        &["generate", "notes.facts.yaml", "--check"],
    ] {
        let run = sandbox.run(args, "").code(1);
        for part in [
            "notes.facts.yaml:12:",
            "\"the envoys of the khan first came ashore\" stands in notes.txt word for word",
            "your own words",
            "^^^",
        ] {
            assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
        }
    }
    assert!(!sandbox.decks().join("notes.yaml").exists());
    fs::remove_file(sandbox.path().join("notes.txt")).expect("removed");
    sandbox.run(&["generate", "notes.facts.yaml"], "").code(0);
}

#[test]
fn drafts_are_neither_facts_nor_a_deck_before_their_review() {
    let sandbox = with_notes(NOTES);
    sandbox.run(&["draft", "notes.txt"], "").code(0);
    let review = "review it with: jmrel-quiz draft --review notes.draft.yaml";
    let run = |command: &str| sandbox.run(&[command, "notes.draft.yaml"], "").code(1);
    run("generate").says(review);
    run("check").shows(review);
}

#[test]
fn decisions_outlive_changed_notes() {
    let sandbox = with_notes(NOTES);
    sandbox.run(&["draft", "notes.txt"], "").code(0);
    sandbox
        .run(&["draft", "--review", "notes.draft.yaml"], "n\nq\n")
        .code(0);
    fs::write(
        sandbox.path().join("notes.txt"),
        format!("In 1259 Goryeo gave in.\n{NOTES}"),
    )
    .expect("a file");
    let again = sandbox.run(&["draft", "notes.txt"], "").code(0);
    assert!(again.stdout.contains("1 decided before"), "{again:#?}");
    let sheet = read(&sandbox, "notes.draft.yaml");
    assert_eq!(sheet.matches("decision: not-a-fact").count(), 1, "{sheet}");
    assert_eq!(sheet.matches("review: true").count(), 4, "{sheet}");
}

#[test]
fn json_gives_an_object_a_mention_and_writes_no_file() {
    let sandbox = with_notes(NOTES);
    let run = sandbox.run(&["draft", "notes.txt", "--json"], "").code(0);
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let surfaces: Vec<(&str, bool)> = lines
        .iter()
        .map(|line| {
            (
                line["surface"].as_str().expect("a text"),
                line["draft"].as_bool().expect("yes or no"),
            )
        })
        .collect();
    let expected = [
        ("1268", true),
        ("900", true),
        ("1274", true),
        ("47", false),
        ("two weeks", true),
    ];
    assert_eq!(surfaces, expected);
    assert!(!sandbox.path().join("notes.draft.yaml").exists());
}

#[test]
fn what_is_no_english_text_gives_a_message_or_nothing() {
    let german = "Am 15. August 1549 landete Franz Xaver in Kagoshima, und von dort zog er mit seinen Leuten in die Stadt.";
    let cases: [(Vec<u8>, i32, &str); 7] = [
        (Vec::new(), 0, "no date and no figure"),
        (
            b"Nothing to learn here.\r\n".to_vec(),
            0,
            "no date and no figure",
        ),
        (german.as_bytes().to_vec(), 0, "do not seem to be English"),
        (b"\xff\xfei\0n\0".to_vec(), 1, "UTF-16"),
        (b"\x7fELF\0\x01".to_vec(), 1, "binary"),
        (b"caf\xe9 1274".to_vec(), 1, "UTF-8"),
        (vec![b'a'; 50 * 1024 * 1024], 1, "50 MiB"),
    ];
    for (bytes, code, message) in cases {
        let sandbox = with_notes(&bytes);
        let run = sandbox.run(&["draft", "notes.txt"], "").code(code);
        assert!(run.stderr.contains(message), "{run:#?}");
        assert_eq!(run.stdout, "");
        assert!(!sandbox.path().join("notes.draft.yaml").exists());
    }
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let plain = with_notes(NOTES).run(&["draft", "notes.txt"], "").code(0);
    let sandbox = with_notes(NOTES.replace('\n', "\r\n"));
    let run = sandbox.run(&["draft", "notes.txt"], "").code(0);
    assert_eq!(run.stdout, plain.stdout);
    assert!(read(&sandbox, "notes.draft.yaml").contains("line: 2"));
}

#[test]
fn a_file_that_is_no_draft_file_is_never_replaced() {
    let sandbox = with_notes(NOTES);
    let mine = "title: my own file\n";
    fs::write(sandbox.path().join("mine.yaml"), mine).expect("a file");
    let run = sandbox
        .run(&["draft", "notes.txt", "--out", "mine.yaml"], "")
        .code(1);
    assert!(run.stderr.contains("draft"), "{run:#?}");
    assert_eq!(read(&sandbox, "mine.yaml"), mine);
    sandbox
        .run(&["draft", "--review", "mine.yaml"], "n\n")
        .code(1);
    sandbox
        .run(&["draft", "--review", "missing.yaml"], "")
        .code(1);
    sandbox.run(&["draft", "missing.txt"], "").code(1);
    sandbox.run(&["draft"], "").code(2);
    sandbox.run(&["draft", "."], "").code(2);
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_written_is_told() {
    let sandbox = with_notes(NOTES);
    let run = sandbox
        .run(&["draft", "notes.txt", "--out", "missing/drafts.yaml"], "")
        .code(74);
    assert!(run.stderr.contains("missing/drafts.yaml"), "{run:#?}");
}
