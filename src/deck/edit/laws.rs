//! What holds for every file: what is not mended stays byte for byte, and mending once is enough.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::super::{Place, parse};
use super::{apply, mend, write_ids};

const PLACE: Place = Place::Embedded("x.yaml");

/// A line of a card, right or wrong in a way that is mended.
fn line() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "explanation: Why not?",
        "explanation: Because: of this",
        "hint: @home",
        "hint: It's #1",
        "Hint: *there*",
        "source: 'It's a book'",
        "about: \"the \\frac of it\"",
        "tags: one",
        "tag: [a, b]",
        "fact: \"a,\"",
        "revised:2",
        "colour: red",
        "about: a | b  # said so",
        "choices:\n      - other\n      - another  # one",
        "explanation: |\n      two\n\n      \tlines",
    ])
    .prop_map(str::to_owned)
}

fn card() -> impl Strategy<Value = String> {
    let answers = prop::sample::select(vec![
        "answer: Kublai",
        "anwser: Kublai",
        "date: 1274-2-5",
        "date: 1274-11   # or so",
        "number: 20000\n    unit: ships",
        "cloze: \"{{1274}} in {{one::gap}}\"",
    ]);
    let prompts = prop::sample::select(vec![
        "prompt: Who was it?",
        "promt: Who was it",
        "prompt: \"Who?\"  # me",
        "prompt: Which one: this?",
    ]);
    let order = prop::collection::vec(line(), 0..4);
    let indent = prop::sample::select(vec!["    ", "\t\t", "   "]);
    (prompts, answers, order, indent, 0..1000_u32).prop_map(
        |(prompt, answer, lines, indent, number)| {
            let mut card = format!("  - {}", prompt.replacen("Wh", &format!("{number} Wh"), 1));
            for line in [answer.to_owned()].into_iter().chain(lines) {
                write!(card, "\n{indent}{line}").expect("memory");
            }
            card.push_str("\n\n  # the next\n");
            card
        },
    )
}

fn file() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        "format: 1\n",
        "# mine\n\nFormat: 1\n",
        "title: A deck: of mine\n",
        "---\nformat: 1\n",
        "",
    ]);
    let ends = prop::sample::select(vec!["\n", "\r\n"]);
    let mark = prop::sample::select(vec!["", "\u{feff}"]);
    (head, prop::collection::vec(card(), 1..5), ends, mark).prop_map(|(head, cards, end, mark)| {
        let text = format!("{head}cards:\n{}", cards.concat());
        format!("{mark}{}", text.replace('\n', end))
    })
}

/// The lines of a text with their ends, without its byte order mark.
fn lines(text: &str) -> Vec<&str> {
    let text = text.trim_start_matches('\u{feff}');
    text.split_inclusive('\n').collect()
}

proptest! {
    #[test]
    fn only_the_lines_that_are_told_are_changed(text in file()) {
        let mended = mend(&PLACE, "x", text.as_bytes());
        let after = String::from_utf8(mended.bytes).expect("text");
        let told: Vec<usize> = mended.changes.iter().map(|change| change.line as usize - 1).collect();
        let added: Vec<usize> = mended
            .changes
            .iter()
            .filter(|change| change.was.is_none())
            .map(|change| change.line as usize - 1)
            .collect();
        let (old, new) = (lines(&text), lines(&after));
        prop_assert_eq!(old.len() + added.len(), new.len());
        let kept = new.iter().enumerate().filter(|(number, _)| !added.contains(number));
        for ((number, now), was) in kept.zip(&old) {
            prop_assert!(now == was || told.contains(&number), "line {}: {:?} {:?}", number, was, now);
            prop_assert_eq!(now.ends_with("\r\n"), was.ends_with("\r\n"));
        }
        prop_assert_eq!(after.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    }

    #[test]
    fn mending_twice_is_mending_once(text in file()) {
        let once = mend(&PLACE, "x", text.as_bytes());
        let twice = mend(&PLACE, "x", &once.bytes);
        prop_assert_eq!(&twice.changes, &[]);
        prop_assert_eq!(&once.bytes, &twice.bytes);
        prop_assert_eq!(once.parsed, twice.parsed);
    }

    #[test]
    fn every_fix_carried_out_alone_changes_nothing_outside_its_edits(text in file()) {
        let text = text.trim_start_matches('\u{feff}');
        for problem in parse(&PLACE, "x", text.as_bytes()).problems {
            let Some(fix) = problem.fix else { continue };
            let after = apply(text, &fix.edits);
            let Some(after) = after else {
                prop_assert!(false, "{:?} does not fit", fix);
                continue;
            };
            let kept: usize = fix.edits.iter().map(|edit| edit.end - edit.start).sum();
            let written: usize = fix.edits.iter().map(|edit| edit.text.len()).sum();
            prop_assert_eq!(after.len() + kept, text.len() + written);
        }
    }

    #[test]
    fn no_text_makes_mending_panic(text in "[a-z:#\\-\"'\\[\\]{}|>&*!%@` \t\r\n\\\\]{0,200}") {
        let framed = format!("format: 1\ncards:\n  - prompt: {text}\n    answer: x\n");
        for text in [&text, &framed] {
            let mended = mend(&PLACE, "x", text.as_bytes());
            let again = mend(&PLACE, "x", &mended.bytes);
            prop_assert_eq!(again.bytes, mended.bytes);
            let _ = write_ids(&PLACE, "x", text.as_bytes());
        }
    }

    #[test]
    fn written_ids_are_those_the_cards_go_by(text in file()) {
        let mended = mend(&PLACE, "x", text.as_bytes());
        let Some(before) = mended.parsed.deck else { return Ok(()) };
        let Some(written) = write_ids(&PLACE, "x", &mended.bytes) else {
            prop_assert!(false, "{:?}", String::from_utf8_lossy(&mended.bytes));
            return Ok(());
        };
        let ids = |deck: &crate::deck::Deck| -> Vec<String> {
            deck.cards.iter().map(|card| card.id.to_string()).collect()
        };
        prop_assert_eq!(written.parsed.problems, []);
        prop_assert_eq!(ids(&before), ids(&written.parsed.deck.expect("no problems, a deck")));
        prop_assert_eq!(
            written.changes.len(),
            String::from_utf8_lossy(&written.bytes).matches("id: h").count()
        );
    }
}
