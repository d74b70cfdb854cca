//! Decks, files and folders made by somebody who means harm: nothing of them acts on a terminal, and nothing hangs.

use std::fs;
use std::path::PathBuf;

use crate::sandbox::{Run, Sandbox};
use crate::terminal::Terminal;

/// Begins to blink in red, gives the window a title, asks where the cursor is, resets, by C1 too; turns the writing around, hides in
/// tags. None of it is anything this program writes.
const CONTROLS: &str =
    "\u{1b}[5;7;31m\u{1b}]0;pwned\u{7}\u{1b}[6n\u{1b}c\u{9b}5;7;31m\u{9d}0;x\u{9c}\u{8}\u{0}";
const TURNS: &str = "\u{202e}\u{2066}\u{202a}\u{fff9}\u{e0041}\u{2028}\u{2029}";

/// A deck that is studied: controls are mistakes in a deck, but these are only stripped.
fn studied() -> String {
    let deck = "\
format: 1
id: evil
title: \"T~\"
description: \"D~\"
author: \"A~\"
license: \"L~\"
source: \"S~\"
cards:
  - id: text
    about: \"a~b\"
    prompt: \"P~Q?\"
    answer: \"x~y\"
    accept: [\"z~\"]
    hint: \"H~\"
    explanation: \"E~\"
    source: \"S~\"
    tags: [\"t~\"]
    wrong: {\"w~\": \"W~\"}
    image: \"a~.png\"
    alt: \"alt~\"
    allow: {\"card.unknown\": \"why~\"}
  - {id: choice, prompt: \"C~?\", answer: \"c~\", choices: [\"d~\", \"e~\"]}
  - {id: set, prompt: \"S~?\", answers: [\"f~\", \"g~\"]}
  - {id: number, prompt: \"N~?\", number: 900, unit: \"ships~\"}
  - {id: order, prompt: \"O~?\", order: [\"h~\", \"i~\"]}
  - {id: match, prompt: \"M~?\", match: {\"j~\": \"k~\", \"l~\": \"m~\"}}
  - {id: gap, cloze: \"In {{n::o~}} came~ they.\"}
  - {id: flip, prompt: \"F~?\", flip: \"p~\"}
";
    deck.replace('~', TURNS)
}

/// A deck with a mistake in every text, so that all of them are shown as they stand in the file.
fn broken() -> String {
    let written: String = [CONTROLS, TURNS].concat();
    let escaped: String = written
        .chars()
        .flat_map(|c| ["\\U".to_owned(), format!("{:08X}", u32::from(c))])
        .collect();
    let line = |key: &str| ["    ", key, ": \"", &escaped, "\"\n"].concat();
    let keys = [
        "prompt",
        "answer",
        "hint",
        "form",
        "precision",
        "when",
        "script",
        "after",
        "image",
        "zzz",
    ];
    let lines: String = keys.into_iter().map(line).collect();
    format!(
        "format: 1\ntitle: \"{escaped}\"\ncards:\n  - id: \"{escaped}\"\n{lines}  - prompt: {TURNS}: b: c\n    answer: {}\n",
        CONTROLS.replace('\0', "")
    )
}

/// A name that a file can have.
fn name() -> String {
    format!("x{CONTROLS}{TURNS}").replace(['\0', '/'], "")
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::empty()
        .deck(&format!("{}.yaml", name()), studied())
        .deck(&format!("b{}.yml", name()), broken());
    let write = |file: String, text: &str| {
        fs::write(sandbox.path().join(file), text).expect("a file");
    };
    write(
        format!("{}.txt", name()),
        &format!("In 1274{TURNS} 900 ships{CONTROLS} sailed; 12 % \u{202e}were lost in 1281.\n")
            .replace('\0', ""),
    );
    write(
        format!("{}.csv", name()),
        &format!("A{CONTROLS}{TURNS}?,1274\n{CONTROLS},{TURNS}\n,x\n"),
    );
    write(
        format!("{}.jsonl", name()),
        &format!(
            "{{\"kind\":\"{CONTROLS}\"}}\n{CONTROLS}{TURNS}\n{{\"kind\":\"re\\u001b[5;7;31m\\u202e\",\"id\":\"{TURNS}\"}}\n"
        ),
    );
    write(
        format!("{}.facts.yaml", name()),
        &format!(
            "version: 1\ntopics: {{a: {{title: \"{TURNS}\"}}}}\nfacts:\n  - id: \"\\e[5;7;31m\"\n    statement: \"{TURNS}\\e]0;x\\a\"\n    zzz: {TURNS}\n"
        ),
    );
    sandbox
}

/// Tells whether a character acts on a terminal or turns its writing around.
fn acts(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{2028}'..='\u{2029}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

#[track_caller]
fn harmless(what: &[&str], run: &Run) {
    for stream in [&run.stdout, &run.stderr] {
        let found = stream
            .find(acts)
            .and_then(|at| stream.get(at.saturating_sub(60)..));
        assert_eq!(found, None, "{what:?}");
    }
}

#[test]
fn no_text_of_a_stranger_acts_on_a_terminal_through_any_command() {
    let sandbox = sandbox();
    let named = |ending: &str| format!("{}{ending}", name());
    let (notes, pasted, export, base) = (
        named(".txt"),
        named(".csv"),
        named(".jsonl"),
        named(".facts.yaml"),
    );
    let drafts = named(".draft.yaml");
    let deck = format!("decks/{}", named(".yaml"));
    let broken = format!("decks/b{}", named(".yml"));
    let response =
        format!("{CONTROLS}{TURNS}\n:flag {CONTROLS}{TURNS}\n:{TURNS}\n?\na b\n?\n?\n:reveal\n")
            .replace('\0', "");
    let commands: Vec<Vec<&str>> = vec![
        vec!["study", "--plain"],
        vec!["study", "--json"],
        vec!["study"],
        vec!["review", "--ahead", "--plain"],
        vec!["decks"],
        vec!["decks", "--json"],
        vec!["stats"],
        vec!["history", "--all"],
        vec!["history", "--json", "--all"],
        vec!["cards"],
        vec!["cards", "--flagged"],
        vec!["cards", "--json"],
        vec!["card", "evil:text"],
        vec!["card", "evil:text", "--json"],
        vec!["card", &response],
        vec!["study", "--deck", &notes],
        vec!["study", "--tag", &notes],
        vec!["learners"],
        vec!["study", "--learner", &notes],
        vec!["config", &notes],
        vec!["config", "retention", &notes],
        vec!["check"],
        vec!["check", "--json"],
        vec!["check", &deck, &broken],
        vec!["check", "--format", "github"],
        vec!["check", "--fix", &broken],
        vec!["check", "--explain", &notes],
        vec!["check", &deck, "--against", &broken],
        vec!["check", &broken, "--against", &deck],
        vec!["preview", &deck],
        vec!["preview", "evil", "--json"],
        vec!["preview", "evil", "--html", "-"],
        vec!["preview", &broken],
        vec!["preview", &notes],
        vec!["new", "pasted.yaml", "--from", &pasted],
        vec!["new", &deck],
        vec!["draft", &notes],
        vec!["draft", "--review", &drafts],
        vec!["draft", "--review", &notes],
        vec!["generate", &base],
        vec!["generate", &base, "--json"],
        vec!["generate", &notes],
        vec!["progress", "merge", &export, &notes],
        vec!["progress", "export"],
        vec!["progress", "backup"],
        vec!["progress", "restore", &notes],
        vec!["progress", "verify"],
        vec!["undo"],
        vec!["--now", &notes],
        vec![&notes],
        vec!["study", &notes],
        vec!["--decks", &notes, "decks"],
        vec!["--progress", &notes, "stats"],
        vec![],
    ];
    for command in commands {
        let command: Vec<String> = command.iter().map(|word| word.replace('\0', "")).collect();
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        harmless(&command, &sandbox.run(&command, &response));
    }
    let page = sandbox.path().join(named(".html"));
    let page = page.to_str().expect("letters");
    harmless(
        &["preview", "--html"],
        &sandbox.run(&["preview", "evil", "--html", page], ""),
    );
    let page = fs::read_to_string(page).expect("a page");
    assert_eq!(page.find(acts), None);
    assert!(page.contains("came"), "the cards are on the page");
}

#[test]
fn no_text_of_a_stranger_acts_through_a_session_on_a_terminal() {
    let sandbox = sandbox();
    let mut terminal = Terminal::open(&sandbox, &["study", "--deck", "evil"], 40, 60);
    for _ in 0..3 {
        terminal.wait_for("?");
        terminal.keys("\u{202e}x\u{1b}[200~\u{1b}]0;pwned\u{7}\u{9b}5m\u{1b}[201~\r");
        terminal.wait_for("nter");
        terminal.keys("\r");
    }
    terminal.keys("\u{3}");
    let written = terminal.written();
    let mut rest = written.as_str();
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        let is_text = |c: char| c == '\r' || !acts(c);
        assert!(before.chars().all(is_text), "{before:?}");
        let own = behind.strip_prefix('[').and_then(|sequence| {
            let end = sequence.find(|c: char| !"0123456789;?".contains(c))?;
            let (parameters, last) = (sequence.get(..end)?, sequence.get(end..=end)?);
            ("hlmHJK".contains(last) && parameters != "5;7;31").then(|| sequence.get(end + 1..))?
        });
        rest = own.unwrap_or_else(|| panic!("{:?} is not ours", behind.get(..20)));
    }
}

/// Sizes that a reader must refuse or bear, each in a file of its own.
fn bombs() -> Vec<(&'static str, String)> {
    let head = "format: 1\ncards:\n  - {id: a, prompt: A?, answer: x}\n";
    let mut aliases = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let before = format!("*a{}, ", level - 1).repeat(10);
        aliases.extend([format!("a{level}: &a{level} [{before}]\n")]);
    }
    let keys: String = (0..20_000)
        .flat_map(|n| ["    k".to_owned(), n.to_string(), ": v\n".to_owned()])
        .collect();
    vec![
        ("aliases", aliases + "format: 1\ncards: *a39\n"),
        (
            "flow",
            format!("{head}  - {{id: b, prompt: {}\n", "[".repeat(10_000)),
        ),
        ("maps", format!("{head}  - {}", "{a: ".repeat(10_000))),
        ("blocks", format!("{head}  - {}x\n", "- ".repeat(10_000))),
        (
            "keys",
            format!("format: 1\ncards:\n  - prompt: A?\n    answer: x\n{keys}"),
        ),
        ("line", format!("{head}# {}\n", "x".repeat(4 << 20))),
        ("nul", format!("{head}{}\n", "\0".repeat(1 << 16))),
        (
            "marks",
            format!(
                "{head}  - {{id: b, prompt: \"B{}?\", answer: y}}\n",
                "\u{301}".repeat(1 << 16)
            ),
        ),
    ]
}

#[test]
fn bombs_are_refused_or_borne_and_the_good_deck_is_studied() {
    for (name, text) in bombs() {
        let sandbox = Sandbox::new().deck(&format!("{name}.yaml"), text);
        let run = sandbox
            .run(&["study", "--json", "--deck", "small"], "")
            .code(0);
        assert!(run.stdout.contains("\"event\":\"question\""), "{name}");
        let run = sandbox.run(&["check", "--json"], "");
        assert!(run.stdout.len() < 1 << 20, "{name} tells too much");
    }
}

#[test]
fn pictures_outside_the_deck_s_folder_are_refused() {
    for path in [
        "../secret.png",
        "/etc/passwd",
        "a/../../b.png",
        "C:\\\\x.png",
        "..\\\\x.png",
        "//host/x.png",
        "http://host/x.png",
    ] {
        let deck = format!(
            "format: 1\ncards:\n  - {{id: a, prompt: A?, answer: x, alt: P, image: \"{path}\"}}\n"
        );
        let run = Sandbox::empty().deck("x.yaml", deck).run(&["check"], "");
        assert_eq!(run.code, Some(1), "{path}: {run:#?}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_never_opened() {
    use std::os::unix::fs::symlink;

    let sandbox = Sandbox::new();
    let at = |name: &str| -> PathBuf { sandbox.decks().join(name) };
    let made = std::process::Command::new("mkfifo")
        .arg(at("pipe.yaml"))
        .status();
    assert!(made.expect("mkfifo is there").success());
    symlink(at("b.yaml"), at("a.yaml")).expect("a link");
    symlink(at("a.yaml"), at("b.yaml")).expect("a link");
    symlink("/dev/zero", at("zero.yaml")).expect("a link");
    symlink(".", at("here")).expect("a link");
    sandbox
        .run(&["study", "--json"], "")
        .code(0)
        .says("pipe.yaml")
        .shows("\"event\":\"question\"");
    let run = sandbox.run(&["check", "--json"], "").code(1);
    let problems = run.json()["problems"].as_array().map(Vec::len);
    assert_eq!(problems, Some(4), "{run:#?}");
}

#[cfg(unix)]
#[test]
fn a_result_takes_the_place_of_no_pipe_and_no_device() {
    let sandbox = Sandbox::new();
    sandbox.run(&["study", "--json"], "1970\n").code(0);
    let pipe = sandbox.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo is there").success());
    for command in [
        &["progress", "export", "--out", "pipe"][..],
        &["preview", "decks/small.yaml", "--html", "pipe"],
    ] {
        let run = sandbox.run(command, "").code(74);
        assert!(run.stderr.contains("a pipe or a device"), "{run:#?}");
        assert!(!fs::metadata(&pipe).expect("there").is_file());
    }
}
