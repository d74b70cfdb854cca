//! Decks that change while a session runs: it ends as sessions do, and each answer is kept with the card that was shown.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::place::{Place, deck};
use crate::scale::report;

/// What somebody does to the decks meanwhile.
type Edit = fn(&Place);

fn write(place: &Place, text: impl AsRef<[u8]>) {
    fs::write(place.decks().join("many.yaml"), text).expect("written");
}

fn rewrite(place: &Place, change: fn(String) -> String) {
    write(place, change(deck(4)));
}

const EDITS: [(&str, Edit); 33] = [
    ("the file is removed", |place| {
        fs::remove_file(place.decks().join("many.yaml")).expect("removed")
    }),
    ("the file is emptied", |place| write(place, "")),
    ("half of it is saved", |place| write(place, &deck(4)[..60])),
    ("it is cut in a character", |place| {
        write(place, &"format: 1\ntitle: ö".as_bytes()[..18])
    }),
    ("one line of it is saved", |place| {
        write(place, "format: 1\n")
    }),
    ("it is renamed", |place| {
        fs::rename(
            place.decks().join("many.yaml"),
            place.decks().join("other.yaml"),
        )
        .expect("moved");
    }),
    ("it gets another id", |place| {
        rewrite(place, |text| text.replace("id: many", "id: other"))
    }),
    ("a card gets another id", |place| {
        rewrite(place, |text| text.replace("id: c0", "id: z0"))
    }),
    ("all cards get other ids", |place| {
        rewrite(place, |text| text.replace("{id: c", "{id: z"))
    }),
    ("a card is removed", |place| {
        rewrite(place, |text| {
            text.replace("  - {id: c0, prompt: \"Word 0?\", answer: \"w0w\"}\n", "")
        })
    }),
    ("only one card is left", |place| write(place, deck(1))),
    ("cards are reordered", |place| {
        rewrite(place, |text| {
            let (head, cards) = text.split_at(text.find("  - ").expect("cards"));
            let reversed: Vec<&str> = cards.lines().rev().collect();
            format!("{head}{}\n", reversed.join("\n"))
        });
    }),
    ("a question changes", |place| {
        rewrite(place, |text| text.replace("Word 0?", "Another word?"))
    }),
    ("an answer changes", |place| {
        rewrite(place, |text| text.replace("w0w", "another"))
    }),
    ("a card becomes a figure", |place| {
        rewrite(place, |text| text.replace("answer: \"w0w\"", "number: 7"))
    }),
    ("a card becomes a date", |place| {
        rewrite(place, |text| text.replace("answer: \"w0w\"", "date: 1970"))
    }),
    ("a card gets a new revision", |place| {
        rewrite(place, |text| {
            text.replace("answer: \"w0w\"", "answer: \"w0w\", revision: 2")
        })
    }),
    ("two cards have one id", |place| {
        rewrite(place, |text| text.replace("id: c1", "id: c0"))
    }),
    ("it is no YAML any more", |place| {
        write(place, "format: 1\ncards: [{")
    }),
    ("it is an alias bomb", |place| {
        write(
            place,
            "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ncards: *c\n",
        )
    }),
    ("it is noise", |place| {
        write(place, [0, 159, 146, 150, 27, 91, 50, 74])
    }),
    ("it is a folder", |place| {
        fs::remove_file(place.decks().join("many.yaml")).expect("removed");
        fs::create_dir(place.decks().join("many.yaml")).expect("a folder");
    }),
    ("it is a link to itself", |place| {
        let file = place.decks().join("many.yaml");
        fs::remove_file(&file).expect("removed");
        symlink(&file, &file).expect("linked");
    }),
    ("it grows large", |place| write(place, deck(2_000))),
    ("it is of a newer format", |place| {
        rewrite(place, |text| text.replace("format: 1", "format: 9"))
    }),
    ("it has other line ends", |place| {
        rewrite(place, |text| text.replace('\n', "\r\n"))
    }),
    ("it has a byte order mark", |place| {
        rewrite(place, |text| format!("\u{feff}{text}"))
    }),
    ("it has control characters", |place| {
        rewrite(place, |text| text.replace("Word 1", "W\u{202e}ord\u{9b} 1"))
    }),
    ("a deck is added", |place| {
        let other = deck(2).replace("id: many", "id: more");
        fs::write(place.decks().join("more.yaml"), other).expect("written");
    }),
    ("a deck of the same id is added", |place| {
        fs::write(place.decks().join("twin.yaml"), deck(2)).expect("written");
    }),
    ("the folder is renamed", |place| {
        fs::rename(place.decks(), place.path().join("old")).expect("moved")
    }),
    ("the folder is removed", |place| {
        fs::remove_dir_all(place.decks()).expect("removed")
    }),
    ("the file is saved as it was", |place| write(place, deck(4))),
];

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
                edit(&place);
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
