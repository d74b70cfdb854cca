//! A teacher's way from long notes to a deck, in a terminal: every key of the review, two sittings, and changed notes.

use std::fs;

use crate::sandbox::{Sandbox, of_kind};
use crate::terminal::Terminal;

const NOTES: &str = include_str!("../draft/texts/expedition.txt");

struct Desk {
    sandbox: Sandbox,
    terminal: Terminal,
}

impl Desk {
    fn open(sandbox: Sandbox) -> Self {
        let terminal = Terminal::open(
            &sandbox,
            &["draft", "--review", "expedition.draft.yaml"],
            40,
            90,
        );
        Self { sandbox, terminal }
    }

    /// Waits for the draft at this place, then types a line.
    #[track_caller]
    fn at(&mut self, place: usize, line: &str) {
        self.terminal.wait_for(&format!("\n{place} of "));
        self.types(line);
    }

    fn types(&mut self, line: &str) {
        self.terminal.line(line);
    }

    /// Answers what is asked, each answer once its question is there.
    #[track_caller]
    fn accepts(&mut self, statement: &str, question: &str, second: &str) {
        self.types("a");
        self.terminal.wait_for("Statement, in your own words:");
        self.types(statement);
        self.terminal.wait_for("Question that asks for the value:");
        self.types(question);
        self.terminal.wait_for("econd question");
        self.types(second);
    }

    fn ends(self, told: &[&str]) -> Sandbox {
        let (code, screen) = self.terminal.end();
        assert_eq!(code, 0, "{screen}");
        for told in told {
            assert!(screen.contains(told), "{told:?} is not on\n{screen}");
        }
        self.sandbox
    }
}

fn file(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.path().join(name)).expect("a file")
}

#[test]
fn long_notes_end_as_a_deck_after_two_sittings_and_a_change() {
    let sandbox = Sandbox::empty();
    let notes = sandbox.path().join("expedition.txt");
    fs::write(&notes, NOTES).expect("a file");
    sandbox.run(&["draft", "expedition.txt"], "").code(0);
    let sandbox = first_sitting(sandbox);
    let sandbox = second_sitting(sandbox);

    fs::write(
        &notes,
        format!("In 1813 a way over the Blue Mountains was found.\n\n{NOTES}"),
    )
    .expect("a file");
    let again = sandbox.run(&["draft", "expedition.txt"], "").code(0);
    assert!(again.stdout.contains("8 decided before"), "{again:#?}");
    let sheet = file(&sandbox, "expedition.draft.yaml");
    assert_eq!(sheet.matches("decision: accepted").count(), 3, "{sheet}");

    sandbox
        .run(&["generate", "expedition.facts.yaml"], "")
        .code(0);
    sandbox.run(&["check"], "").code(0).shows("no problems");
    let events = sandbox.session(&["study"], |_| None);
    assert!(!of_kind(&events, "question").is_empty());
}

/// Every key once: not a fact, accepted, later, mended, merged, words refused, split, taken back, ended.
fn first_sitting(sandbox: Sandbox) -> Sandbox {
    let mut desk = Desk::open(sandbox);
    desk.at(1, "n");
    desk.terminal.wait_for("»1860«");
    desk.accepts(
        "The party left Melbourne in 1860.",
        "In which year did the party leave?",
        "",
    );
    desk.at(3, "k");
    desk.at(4, "f more than 120000 inhabitants");
    desk.terminal.wait_for("more than 120,000 inhabitants");
    desk.types("n");
    desk.at(5, "m");
    desk.terminal.wait_for("»£2,000«");
    desk.types("a");
    desk.types("South Australia had offered £2,000 to whoever crossed first.");
    desk.terminal.wait_for("stands in the notes");
    desk.types("The first to cross was to get 2,000 pounds.");
    desk.types("How large was the prize, in pounds?");
    desk.terminal
        .wait_for("The first to cross was to get {} pounds.");
    desk.types("");
    desk.at(7, "s 9000");
    desk.types("1000 GBP");
    desk.terminal.wait_for("money 9,000 GBP");
    desk.accepts(
        "Victoria gathered 9,000 pounds.",
        "How much did Victoria gather, in pounds?",
        "-",
    );
    desk.terminal.wait_for("money 1,000 GBP");
    assert!(file(&desk.sandbox, "expedition.facts.yaml").contains("9,000 pounds"));
    desk.types("u");
    desk.terminal.wait_for("Taken back.");
    desk.types("q");
    let sandbox = desk.ends(&["2 facts added to expedition.facts.yaml", "still open"]);
    assert!(!file(&sandbox, "expedition.facts.yaml").contains("9,000 pounds"));
    sandbox
}

/// What was put off comes first; a decision of the first sitting is taken back and made again.
fn second_sitting(sandbox: Sandbox) -> Sandbox {
    let mut desk = Desk::open(sandbox);
    desk.at(3, "u");
    desk.terminal.wait_for("»1860«");
    assert!(!file(&desk.sandbox, "expedition.facts.yaml").contains("1860"));
    desk.accepts(
        "In 1860 the party left Melbourne.",
        "When did the party leave?",
        "The party left in {}.",
    );
    desk.terminal.wait_for("»ten years«");
    desk.types("n");
    desk.terminal.wait_for("money 9,000 GBP");
    desk.accepts(
        "Victoria gathered 9,000 pounds.",
        "How much did Victoria gather, in pounds?",
        "",
    );
    desk.terminal.wait_for("money 1,000 GBP");
    desk.types("n");
    desk.at(9, "q");
    desk.ends(&[
        "1 fact added to expedition.facts.yaml",
        "Next: jmrel-quiz generate expedition.facts.yaml",
    ])
}
