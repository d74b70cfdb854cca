//! The reading commands, their JSON, and help.

use crate::sandbox::{Sandbox, right};

#[test]
fn decks_lists_each_deck_with_its_counts() {
    let decks = Sandbox::new().run(&["decks", "--json"], "").code(0).json();
    let deck = &decks[0];
    assert_eq!(
        (&deck["id"], &deck["title"]),
        (&"small".into(), &"A small deck".into())
    );
    assert_eq!(
        (&deck["cards"], &deck["new"], &deck["due"]),
        (&5.into(), &5.into(), &0.into())
    );
    assert!(
        deck["place"]
            .as_str()
            .expect("a place")
            .ends_with("small.yaml")
    );
}

#[test]
fn a_card_is_found_by_its_key_alone() {
    let sandbox = Sandbox::new();
    let card = sandbox.run(&["card", "capital/name"], "").code(0);
    card.shows("small:capital/name");
    sandbox
        .run(&["card", "capital/nam"], "")
        .code(2)
        .says("small:capital/name");
}

#[test]
fn without_a_command_it_says_what_is_due_and_what_to_type() {
    Sandbox::new()
        .run(&[], "")
        .code(0)
        .shows("jmrel-quiz study");
}

#[test]
fn the_embedded_decks_are_there_when_no_folder_is_named() {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"));
    command
        .current_dir(home.path())
        .env_clear()
        .env("HOME", home.path())
        .args(["decks", "--json"]);
    let decks = crate::sandbox::finish(command, b"").code(0).json();
    assert!(
        decks
            .as_array()
            .expect("a list")
            .iter()
            .any(|deck| deck["id"] == "invasions"),
        "{decks:#?}"
    );
}

#[test]
fn a_card_shows_its_history_its_memory_and_its_futures() {
    let sandbox = Sandbox::new();
    sandbox.session(&["study"], |question| Some(right(question)));
    let card = sandbox.run(&["card", "small:capital/name"], "").code(0);
    for word in ["Ulaanbaatar", "stability", "again", "hard", "good", "easy"] {
        assert!(
            card.stdout.to_lowercase().contains(&word.to_lowercase()),
            "{word} in {card:#?}"
        );
    }
    let json = sandbox
        .run(&["card", "small:capital/name", "--json"], "")
        .code(0)
        .json();
    assert_eq!(json["id"], "small:capital/name");
}

#[test]
fn a_suspended_card_is_not_asked_until_resumed() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["card", "small:capital/name", "suspend"], "")
        .code(0)
        .shows("small:capital/name is taken out. To ask it back: jmrel-quiz card small:capital/name resume --decks ");
    let events = sandbox.session(&["study"], |_| Some(":bury".to_owned()));
    let asked: Vec<&str> = events
        .iter()
        .filter(|event| event["event"] == "question")
        .filter_map(|event| event["card"].as_str())
        .collect();
    assert_eq!(asked.len(), 4, "{asked:?}");
    assert!(!asked.contains(&"small:capital/name"));
    let suspended = sandbox.run(&["cards", "--suspended"], "").code(0);
    assert!(suspended.stdout.contains("capital/name"));
    sandbox
        .run(&["card", "small:capital/name", "resume"], "")
        .code(0)
        .shows("small:capital/name is asked again when it is due.\n");
    assert!(
        !sandbox
            .run(&["cards", "--suspended"], "")
            .code(0)
            .stdout
            .contains("capital/name")
    );
}

#[test]
fn a_reset_card_is_new_again_and_keeps_its_history() {
    let sandbox = Sandbox::new();
    sandbox.session(&["study"], |question| Some(right(question)));
    let reset = sandbox
        .run(&["card", "small:capital/name", "reset", "--json"], "")
        .code(0)
        .json();
    assert_eq!(
        reset,
        serde_json::json!({"card": "small:capital/name", "mark": "reset"})
    );
    assert_eq!(
        sandbox.run(&["decks", "--json"], "").code(0).json()[0]["new"],
        1
    );
    assert_eq!(
        sandbox
            .run(&["history", "--json"], "")
            .code(0)
            .json()
            .as_array()
            .expect("a list")
            .len(),
        5
    );
}

#[test]
fn a_flagged_question_is_listed_for_the_teacher() {
    let sandbox = Sandbox::new();
    sandbox
        .run(
            &["study", "--json"],
            ":flag this is not what we learned\n:quit\n",
        )
        .code(0);
    let flagged = sandbox.run(&["cards", "--flagged"], "").code(0);
    assert!(flagged.stdout.contains("Deck: small"), "{flagged:#?}");
}

#[test]
fn settings_are_kept() {
    let sandbox = Sandbox::new();
    sandbox.run(&["config", "retention", "0.85"], "").code(0);
    sandbox
        .run(&["config", "retention"], "")
        .code(0)
        .shows("0.85");
    assert_eq!(
        sandbox.run(&["config", "--json"], "").code(0).json()["retention"],
        0.85
    );
}

#[test]
fn stats_count_what_was_done() {
    let sandbox = Sandbox::new();
    sandbox.session(&["study"], |question| Some(right(question)));
    let stats = sandbox.run(&["stats", "--json"], "").code(0).json();
    assert_eq!(stats["periods"][0]["reviews"], 5, "{stats:#?}");
    sandbox.run(&["stats"], "").code(0).shows("next days");
}

#[test]
fn learners_are_listed() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["study", "--json", "--learner", "Anna"], "?\n")
        .code(0);
    sandbox.run(&["learners"], "").code(0).shows("anna");
}

#[test]
fn help_has_examples() {
    let sandbox = Sandbox::new();
    for command in [
        "study", "review", "decks", "stats", "history", "card", "cards", "config", "check",
    ] {
        let help = sandbox.run(&[command, "--help"], "").code(0);
        assert!(
            help.stdout.contains("jmrel-quiz ") && help.stdout.contains("xamples"),
            "{command}: {}",
            help.stdout
        );
    }
}

#[test]
fn completions_and_the_manual_are_printed() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish"] {
        sandbox
            .run(&["completions", shell], "")
            .code(0)
            .shows("jmrel-quiz");
    }
    sandbox.run(&["man"], "").code(0).shows(".TH");
}

#[test]
fn a_folder_of_decks_that_is_not_there_fails_every_command_that_reads_decks() {
    let sandbox = Sandbox::shipped();
    let commands: [&[&str]; 9] = [
        &[],
        &["study"],
        &["review"],
        &["decks"],
        &["stats"],
        &["history"],
        &["cards"],
        &["card", "a:b"],
        &["preview", "a"],
    ];
    for command in commands {
        let args = [command, &["--decks", "nowhere"]].concat();
        let run = sandbox.run(&args, "").code(1);
        assert_eq!(
            (run.stdout.as_str(), run.stderr.as_str()),
            (
                "",
                "error: nowhere: there is no such folder; name a folder with decks in it, as in: --decks my-decks\n"
            ),
            "{command:?}"
        );
    }
}

#[test]
fn the_command_to_type_next_finds_the_same_decks_and_progress() {
    let sandbox = Sandbox::new();
    let next = format!(
        "jmrel-quiz study --decks {} --progress {}\n",
        sandbox.decks().display(),
        sandbox.progress().display()
    );
    let session = sandbox.run(&["study"], "?\n").code(0);
    assert!(
        session.stdout.contains(&format!("To go on: {next}")),
        "{session:#?}"
    );
    let overview = sandbox.run(&[], "").code(0);
    assert!(
        overview.stdout.contains(&format!("Next: {next}")),
        "{overview:#?}"
    );
}

#[test]
fn a_session_over_one_deck_goes_on_with_that_deck() {
    let sandbox = Sandbox::new();
    for command in ["study", "review"] {
        let session = sandbox.run(&[command, "--deck", "small"], "?\n").code(0);
        let next = format!("jmrel-quiz {command} --deck small --decks ");
        assert!(
            session.stdout.contains(&format!("To go on: {next}")),
            "{session:#?}"
        );
    }
}
