//! Whole sessions in a real pseudo-terminal.

use crate::sandbox::Sandbox;
use crate::terminal::Terminal;

fn one_card() -> Sandbox {
    Sandbox::empty().deck(
        "one.yaml",
        "format: 1\ntitle: One card\ncards:\n  - id: osaka\n    about: the fair at Osaka\n    prompt: In which year was the fair at Osaka?\n    date: 1970\n    explanation: It ran from March to September.\n",
    )
}

#[test]
fn a_whole_session_is_played_in_a_terminal() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study"], 24, 80);
    terminal.wait_for("In which year was the fair at Osaka?");
    terminal.keys("1975\r");
    terminal.wait_for("off by 5 years");
    terminal.wait_for("1970");
    terminal.keys("\r");
    terminal.wait_for("In which year was the fair at Osaka?");
    terminal.keys("1970\r");
    terminal.wait_for("orrect");
    terminal.keys("\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
    assert!(
        screen.contains("jmrel-quiz"),
        "the end page names the next command:\n{screen}"
    );
}

#[test]
fn ctrl_c_ends_with_a_summary_and_code_130() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study"], 24, 80);
    terminal.wait_for("fair at Osaka?");
    terminal.keys("\u{3}");
    let (code, screen) = terminal.end();
    assert_eq!(code, 130, "{screen}");
}

#[test]
fn a_terminal_of_20_columns_is_enough() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study"], 30, 20);
    terminal.wait_for("Osaka?");
    terminal.keys("1970\r");
    terminal.wait_for("orrect");
    terminal.keys("\r");
    let (code, screen) = terminal.end();
    assert_eq!(code, 0, "{screen}");
}

#[test]
fn no_colour_is_used_when_it_is_not_wanted() {
    let sandbox = one_card();
    let mut terminal = Terminal::open(&sandbox, &["study", "--color", "never"], 24, 80);
    terminal.wait_for("fair at Osaka?");
    terminal.keys("1970\r");
    terminal.wait_for("orrect");
    let bytes = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(!bytes.contains("\u{1b}[3"), "{bytes:?}");
    terminal.keys("\r");
    terminal.end();
}
