//! Decks that change while a session runs: it ends as sessions do, and each answer is kept with the card that was shown.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use serde_json::Value;

use crate::place::{Place, deck};
use crate::scale::report;

/// What somebody does to the decks meanwhile.
enum Edit {
    /// The text of the deck becomes another.
    Text(fn(&str) -> String),
    /// The file gets other bytes.
    Bytes(&'static [u8]),
    /// Files are moved, removed or added; the folder of decks is given.
    Files(fn(&Path)),
}

use Edit::{Bytes, Files, Text};

const EDITS: [(&str, Edit); 33] = [
    ("saved as it was", Text(str::to_owned)),
    ("half saved", Text(|deck| deck[..60].to_owned())),
    ("only one card left", Text(|_| deck(1))),
    ("grown large", Text(|_| deck(2_000))),
    (
        "another id",
        Text(|deck| deck.replace("id: many", "id: other")),
    ),
    (
        "a card of another id",
        Text(|deck| deck.replace("id: c0", "id: z0")),
    ),
    (
        "cards of other ids",
        Text(|deck| deck.replace("{id: c", "{id: z")),
    ),
    ("a card removed", Text(|deck| deck.replace(CARD, ""))),
    ("reordered", Text(reversed)),
    (
        "another question",
        Text(|deck| deck.replace("Word 0?", "A word?")),
    ),
    (
        "another answer",
        Text(|deck| deck.replace("w0w", "another")),
    ),
    (
        "a card made a figure",
        Text(|deck| deck.replace("answer: \"w0w\"", "number: 7")),
    ),
    (
        "a card made a date",
        Text(|deck| deck.replace("answer: \"w0w\"", "date: 1970")),
    ),
    (
        "a new revision",
        Text(|deck| deck.replace("id: c0,", "id: c0, revision: 2,")),
    ),
    (
        "two cards of one id",
        Text(|deck| deck.replace("id: c1", "id: c0")),
    ),
    (
        "of a newer format",
        Text(|deck| deck.replace("format: 1", "format: 9")),
    ),
    (
        "with other line ends",
        Text(|deck| deck.replace('\n', "\r\n")),
    ),
    (
        "with a byte order mark",
        Text(|deck| format!("\u{feff}{deck}")),
    ),
    (
        "with control characters",
        Text(|deck| deck.replace("Word 1", "W\u{202e}\u{9b}ord 1")),
    ),
    ("emptied", Bytes(b"")),
    ("one line saved", Bytes(b"format: 1\n")),
    ("cut in a character", Bytes(b"format: 1\ntitle: \xc3")),
    ("no YAML any more", Bytes(b"format: 1\ncards: [{")),
    (
        "an alias bomb",
        Bytes(b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ncards: *c\n"),
    ),
    ("noise", Bytes(&[0, 159, 146, 150, 27, 91, 50, 74])),
    ("removed", Files(remove)),
    (
        "renamed",
        Files(|decks| move_to(decks, "many.yaml", "other.yaml")),
    ),
    (
        "a folder",
        Files(|decks| {
            remove(decks);
            fs::create_dir(decks.join(FILE)).expect("a folder");
        }),
    ),
    (
        "a link to itself",
        Files(|decks| {
            remove(decks);
            symlink(decks.join(FILE), decks.join(FILE)).expect("linked");
        }),
    ),
    (
        "a deck beside it",
        Files(|decks| add(decks, &deck(2).replace("id: many", "id: more"))),
    ),
    (
        "a deck of its id beside it",
        Files(|decks| add(decks, &deck(2))),
    ),
    (
        "the folder renamed",
        Files(|decks| move_to(decks, ".", "../old")),
    ),
    (
        "the folder removed",
        Files(|decks| fs::remove_dir_all(decks).expect("removed")),
    ),
];

const FILE: &str = "many.yaml";

/// The first card, as it stands in the deck.
const CARD: &str = "  - {id: c0, prompt: \"Word 0?\", answer: \"w0w\"}\n";

fn reversed(deck: &str) -> String {
    let (head, cards) = deck.split_at(deck.find("  - ").expect("cards"));
    let cards: Vec<&str> = cards.lines().rev().collect();
    format!("{head}{}\n", cards.join("\n"))
}

fn remove(decks: &Path) {
    fs::remove_file(decks.join(FILE)).expect("removed");
}

fn move_to(decks: &Path, from: &str, to: &str) {
    let from = decks.join(from).canonicalize().expect("there");
    fs::rename(from, decks.join(to)).expect("moved");
}

fn add(decks: &Path, text: &str) {
    fs::write(decks.join("more.yaml"), text).expect("written");
}

impl Edit {
    fn make(&self, place: &Place) {
        let decks = place.decks();
        let file = decks.join(FILE);
        match self {
            Text(change) => fs::write(file, change(&deck(4))).expect("written"),
            Bytes(bytes) => fs::write(file, bytes).expect("written"),
            Files(change) => change(&decks),
        }
    }
}

/// What the log says of a card: the wordings under which it was answered.
fn wordings(place: &Place) -> Vec<(String, String)> {
    let lines = place.run(&["progress", "export"], "").code(0).stdout;
    let events = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let wording = |event: Value| {
        let body: Value = serde_json::from_str(event["body"].as_str()?).ok()?;
        let card = event["card"].as_str()?.to_owned();
        Some((card, body["prompt"].as_str()?.to_owned()))
    };
    events
        .filter(|event| event["kind"] == "card")
        .filter_map(wording)
        .collect()
}

#[test]
fn a_session_ends_well_and_keeps_each_answer_with_the_card_that_was_shown() {
    for (name, edit) in EDITS {
        let place = Place::with_cards(4);
        let mut session = place.session();
        let mut answered = Vec::new();
        for number in 0..6 {
            let Some(question) = session.next_of("question") else {
                break;
            };
            if number == 0 {
                edit.make(&place);
            }
            let text = |field: &str| question[field].as_str().expect(field).to_owned();
            let (card, prompt) = (text("card"), text("prompt"));
            session.send(&format!("r{number}"));
            let verdict = session.next_of("verdict");
            assert!(verdict.is_some(), "{name}: {:#?}", session.end());
            answered.push((card, prompt, format!("r{number}")));
        }
        let run = session.end();
        assert_eq!(run.code, Some(0), "{name}: {run:#?}");
        assert!(run.stdout.contains("\"summary\""), "{name}: {run:#?}");

        let history = crate::log::answers_left(&place.progress());
        let given: Vec<(String, String)> = answered
            .iter()
            .map(|(card, _, said)| (card.clone(), said.clone()))
            .collect();
        assert_eq!(history, given, "{name}");
        let wordings = wordings(&place);
        for (card, prompt, _) in answered {
            let shown = (card, prompt);
            assert!(
                wordings.contains(&shown),
                "{name}: {shown:?} not in {wordings:?}"
            );
        }

        // The next session takes the decks as they are; it may have nothing to ask, but the history stays.
        let next = place.run(&["study", "--json"], "?\n");
        assert!(!next.stderr.contains("panicked"), "{name}: {next:#?}");
        assert!(matches!(next.code, Some(0 | 1)), "{name}: {next:#?}");
        let kept = crate::log::answers_left(&place.progress());
        assert!(kept.len() >= given.len(), "{name}: {kept:?}");
        place.run(&["progress", "verify"], "").code(0);
    }
    report(&format!(
        "decks that change meanwhile: {} cases",
        EDITS.len()
    ));
}
