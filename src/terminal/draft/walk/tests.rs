//! Whole walks, from lines typed to files written.

use std::fs;
use std::path::PathBuf;

use super::super::super::style::Colour;
use super::*;
use crate::deck::Place;
use crate::draft::{self, Decision, Draft};

const NOTES: &str = "Envoys first came in the year 1268.\nA fleet of 900 ships sailed in 1274, and by 1281 another.\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sheet = draft::gather("notes.txt", NOTES, &draft::find(NOTES), None);
        let desk = Self { folder };
        fs::write(desk.path(), sheet.to_yaml()).expect("written");
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("notes.draft.yaml")
    }

    fn facts(&self) -> PathBuf {
        self.folder.path().join("notes.facts.yaml")
    }

    /// The fact base; empty where there is none.
    fn base(&self) -> String {
        fs::read_to_string(self.facts()).unwrap_or_default()
    }

    fn saved(&self) -> Sheet {
        let bytes = fs::read(self.path()).expect("a file");
        draft::read(&Place::File(self.path()), &bytes)
            .sheet
            .expect("a sheet")
    }

    /// Types `input` and returns what was shown.
    fn walk(&self, input: &str) -> String {
        let path = self.path();
        let screen = Screen::new(Vec::new(), Colour::Off, 100);
        let facts = FactFile::at(self.facts(), Path::new("notes.txt"));
        let mut walk = Walk::new(self.saved(), Some(NOTES.to_owned()), &path, facts, screen);
        walk.run(&mut input.as_bytes()).expect("memory");
        String::from_utf8(walk.screen.into_inner()).expect("text")
    }
}

fn decisions(sheet: &Sheet) -> Vec<&'static str> {
    let word = |draft: &Draft| match &draft.decision {
        Decision::Open => "open",
        Decision::Accepted(_) => "accepted",
        Decision::NotAFact => "not a fact",
        Decision::MergedInto(_) => "merged",
    };
    sheet.drafts.iter().map(word).collect()
}

#[test]
fn a_walk_shows_each_draft_among_its_lines() {
    let shown = Desk::new().walk("n\nq\n");
    insta::assert_snapshot!(shown, @r"
    [a]ccept, [f]ix value, [s]plit, [m]erge with the one before, [n]ot a fact,
    s[k]ip, [u]ndo, [q]uit, [?]

    1 of 4, line 1: date 1268
        Envoys first came in the year »1268«.
        A fleet of 900 ships sailed in 1274, and by 1281 another.
    > 
    2 of 4, line 2: number 900 ships
        Envoys first came in the year 1268.
        A fleet of »900« ships sailed in 1274, and by 1281 another.
    > 
    ");
}

#[test]
fn decisions_are_saved_and_a_second_sitting_goes_on() {
    let desk = Desk::new();
    desk.walk(
        "a\nThe first embassy reached Japan in 1268.\nWhen did the first embassy come?\n\nk\n",
    );
    assert_eq!(
        decisions(&desk.saved()),
        ["accepted", "open", "open", "open"]
    );
    desk.walk("n\nn\nm\n");
    assert_eq!(
        decisions(&desk.saved()),
        ["accepted", "not a fact", "not a fact", "merged"]
    );
    assert!(desk.walk("").contains("Nothing is open"));
}

#[test]
fn a_sentence_of_the_notes_is_refused_and_asked_for_again() {
    let desk = Desk::new();
    let shown = desk.walk("k\na\nA fleet of 900 ships sailed in 1274.\nSome 900 ships set out.\nHow many ships set out?\n\n");
    assert!(
        shown.contains("stands in the notes word for word"),
        "{shown}"
    );
    assert_eq!(decisions(&desk.saved())[1], "accepted");
}

#[test]
fn values_are_mended_split_and_taken_back() {
    let desk = Desk::new();
    let shown = desk.walk("f 1266\ns\n1266\n1267\nn\nu\nu\nf nonsense\n");
    assert!(
        shown.contains("date 1266") && shown.contains("\"nonsense\" is no date"),
        "{shown}"
    );
    let sheet = desk.saved();
    assert_eq!(sheet.drafts.len(), 4);
    assert_eq!(sheet.drafts[0].value.to_string(), "1266");
}

#[test]
fn an_empty_line_gives_an_act_up() {
    let desk = Desk::new();
    desk.walk("a\n\na\nIn 1268 they came.\n\nf\n\ns\n\n?\nnonsense\n");
    assert_eq!(decisions(&desk.saved()), ["open"; 4]);
}

const FIRST: &str =
    "a\nThe first embassy reached Japan in 1268.\nWhen did the first embassy come?\n";

#[test]
fn a_second_question_is_proposed_and_can_be_replaced_or_left_out() {
    let desk = Desk::new();
    let shown = desk.walk(&format!("{FIRST}\n"));
    assert!(
        shown.contains("A second question, with a gap: The first embassy reached Japan in {}."),
        "{shown}"
    );
    assert!(
        desk.base()
            .contains("cloze: \"The first embassy reached Japan in {}.\"")
    );
    let own = Desk::new();
    let shown = own.walk(&format!("{FIRST}No gap here.\nThey came in {{}}.\n"));
    assert!(
        shown.contains("A second question is a sentence with {}"),
        "{shown}"
    );
    assert!(own.base().contains("cloze: \"They came in {}.\""));
    let none = Desk::new();
    none.walk(&format!("{FIRST}-\n"));
    assert!(none.base().contains("year:") && !none.base().contains("cloze:"));
}

#[test]
fn a_fact_taken_back_leaves_the_fact_base_in_this_sitting_and_the_next() {
    let desk = Desk::new();
    desk.walk(&format!("{FIRST}\nu\nq\n"));
    assert!(desk.base().ends_with("facts:\n"), "{}", desk.base());
    desk.walk(&format!("{FIRST}\nq\n"));
    assert!(desk.base().contains("1268"));
    let shown = desk.walk("u\nq\n");
    assert!(
        shown.contains("Taken back.") && shown.contains("date 1268"),
        "{shown}"
    );
    assert!(!desk.base().contains("1268"), "{}", desk.base());
    assert_eq!(decisions(&desk.saved()), ["open"; 4]);
}

#[test]
fn a_fact_that_was_edited_is_not_taken_out() {
    let desk = Desk::new();
    desk.walk(&format!("{FIRST}\nq\n"));
    let edited = desk.base().replace("core", "side");
    fs::write(desk.facts(), &edited).expect("written");
    let shown = desk.walk("u\nq\n");
    assert!(shown.contains("was edited in"), "{shown}");
    assert_eq!(desk.base(), edited);
}

#[test]
fn the_last_decision_can_be_taken_back_after_the_end() {
    let desk = Desk::new();
    desk.walk("n\nn\nn\nn\nu\nq\n");
    assert_eq!(decisions(&desk.saved())[3], "open");
}
