//! What is mended, and what is left to its author.

use super::super::{Place, code};
use super::{Change, mend, write_ids};

const PLACE: Place = Place::Embedded("x.yaml");

/// A deck around one card; the card begins on line 3.
fn deck(card: &str) -> String {
    format!("format: 1\ncards:\n{card}  - prompt: Last?\n    answer: end\n")
}

fn mended(text: &str) -> (String, Vec<Change>) {
    let mended = mend(&PLACE, "x", text.as_bytes());
    let text = String::from_utf8(mended.bytes).expect("text");
    (text, mended.changes)
}

/// Checks that the card becomes another one, by a fix of a problem of `code`, and that the deck can be studied then.
#[track_caller]
fn becomes(code: &str, card: &str, expected: &str) {
    let (text, changes) = mended(&deck(card));
    assert_eq!(text, deck(expected), "{card}");
    assert!(
        changes.iter().any(|change| change.code == code),
        "{changes:#?}"
    );
    let again = mend(&PLACE, "x", text.as_bytes());
    assert_eq!(again.changes, [], "{card}");
    assert_eq!(again.parsed.problems, [], "{card}");
}

/// Checks that a file with a problem of `code` stays as it is.
#[track_caller]
fn stays(code: &str, card: &str) {
    let text = deck(card);
    let mended = mend(&PLACE, "x", text.as_bytes());
    assert_eq!(String::from_utf8(mended.bytes).expect("text"), text);
    let codes: Vec<&str> = mended.parsed.problems.iter().map(|p| p.code).collect();
    assert!(codes.contains(&code), "{codes:?} in {card}");
}

#[test]
fn texts_that_yaml_takes_for_something_else_are_quoted() {
    becomes(
        code::YAML_COLON,
        "  - prompt: Who said: no?\n    answer: me\n",
        "  - prompt: \"Who said: no?\"\n    answer: me\n",
    );
    becomes(
        code::YAML_FIRST_CHARACTER,
        "  - prompt: \"Where?\"\n    answer: @home\n    choices:\n      - *away\n      - !here\n",
        "  - prompt: \"Where?\"\n    answer: \"@home\"\n    choices:\n      - \"*away\"\n      - \"!here\"\n",
    );
    becomes(
        code::YAML_QUOTE,
        "  - prompt: 'It's fine'\n    answer: \"open\n",
        "  - prompt: \"It's fine\"\n    answer: \"open\"\n",
    );
    becomes(
        code::YAML_ESCAPE,
        "  - prompt: \"What is \\q?\"\n    answer: me\n",
        "  - prompt: 'What is \\q?'\n    answer: me\n",
    );
    becomes(
        code::TEXT_CONTROL_CHARACTER,
        "  - prompt: \"What is \\frac?\"\n    answer: me\n",
        "  - prompt: 'What is \\frac?'\n    answer: me\n",
    );
}

#[test]
fn a_number_sign_before_a_number_belongs_to_the_text() {
    becomes(
        code::TEXT_COMMENT,
        "  - prompt: Who was #1\n    answer: me\n",
        "  - prompt: \"Who was #1\"\n    answer: me\n",
    );
    becomes(
        code::TEXT_COMMENT,
        "  - prompt: What is a # in music?\n    answer: a sharp\n",
        "  - prompt: \"What is a # in music?\"\n    answer: a sharp\n",
    );
    becomes(
        code::VALUE_EMPTY,
        "  - prompt: Who?\n    answer: #1\n",
        "  - prompt: Who?\n    answer: \"#1\"\n",
    );
    stays(
        code::TEXT_COMMENT,
        "  - prompt: Who?\n    answer: Kublai # the khan\n",
    );
}

#[test]
fn tabs_become_spaces() {
    becomes(
        code::YAML_TAB,
        "\t- prompt: Who?\n\t\tanswer: me\n\t\tchoices:\n\t\t\t- you\n  # why\n",
        "  - prompt: Who?\n    answer: me\n    choices:\n      - you\n  # why\n",
    );
    becomes(
        code::YAML_TAB,
        "  - prompt: Who?\n\tanswer: me\n",
        "  - prompt: Who?\n    answer: me\n",
    );
}

#[test]
fn keys_that_are_one_slip_away_are_respelt() {
    becomes(
        code::KEY_UNKNOWN,
        "  - promt: Who?\n    Answer: me   # why\n",
        "  - prompt: Who?\n    answer: me   # why\n",
    );
    becomes(
        code::VALUE_SHAPE,
        "  - prompt: Who?\n    answer: me\n    choice: you\n",
        "  - prompt: Who?\n    answer: me\n    choices: [you]\n",
    );
    becomes(
        code::VALUE_WORD,
        "  - prompt: When?\n    date: 1274-11\n    precision: Year\n",
        "  - prompt: When?\n    date: 1274-11\n    precision: year\n",
    );
    stays(code::KEY_UNKNOWN, "  - prompt: Who?\n    answerr: me\n");
    stays(
        code::KEY_UNKNOWN,
        "  - prompt: Who?\n    answer: me\n    anwser: you\n",
    );
}

#[test]
fn dates_with_one_meaning_are_written_as_dates() {
    becomes(
        code::CARD_BAD_DATE,
        "  - prompt: When?\n    date: 1274-2-5\n    choices: [1274-3-6, '1275-4-7']\n",
        "  - prompt: When?\n    date: 1274-02-05\n    choices: [1274-03-06, '1275-04-07']\n",
    );
    stays(
        code::CARD_BAD_DATE,
        "  - prompt: When?\n    date: 3/4/1972\n",
    );
}

#[test]
fn names_lose_what_stands_around_them() {
    becomes(
        code::CARD_BAD_ID,
        "  - id: \"a,\"\n    prompt: When?\n    date: 1274\n",
        "  - id: \"a\"\n    prompt: When?\n    date: 1274\n",
    );
    becomes(
        code::CARD_BAD_ID,
        "  - id: a\u{200b}\n    prompt: When?\n    date: 1274\n",
        "  - id: a\n    prompt: When?\n    date: 1274\n",
    );
    stays(
        code::CARD_BAD_ID,
        "  - id: the fleet\n    prompt: When?\n    date: 1274\n",
    );
}

#[test]
fn lines_that_are_almost_right_are_set_right() {
    becomes(
        code::YAML_MISSING_COLON,
        "  - prompt: Who?\n    answer:me\n",
        "  - prompt: Who?\n    answer: me\n",
    );
    becomes(
        code::YAML_INDENTATION,
        "  - prompt: Who?\n   answer: me\n",
        "  - prompt: Who?\n    answer: me\n",
    );
    becomes(
        code::YAML_BRACKET,
        "  - prompt: Who?\n    answers: [a, b\n    hint: x\n",
        "  - prompt: Who?\n    answers: [a, b]\n    hint: x\n",
    );
    becomes(
        code::YAML_CONTROL_CHARACTER,
        "  - prompt: Who?\n    answer: a\u{7}b\n",
        "  - prompt: Who?\n    answer: ab\n",
    );
}

#[test]
fn what_could_be_meant_in_two_ways_is_left() {
    stays(code::YAML_COLON, "  - prompt: Who? answer: me\n");
    stays(
        code::YAML_COLON,
        "  - prompt: Who said: no  # a comment\n    answer: me\n",
    );
    stays(
        code::YAML_FIRST_CHARACTER,
        "  - prompt: @home\n      or away?\n    answer: me\n",
    );
    stays(
        code::VALUE_SHAPE,
        "  - prompt: Who?\n    answer: me\n    accept: you or they\n",
    );
    stays(
        code::CARD_TWO_ANSWERS,
        "  - prompt: Who?\n    answer: me\n    date: 1274\n",
    );
}

#[test]
fn a_missing_format_is_put_above_the_first_key() {
    let (text, changes) =
        mended("\u{feff}# Mine\r\n\r\nid: x\r\ncards:\r\n  - {prompt: X?, answer: x}\r\n");
    assert_eq!(
        text,
        "\u{feff}# Mine\r\n\r\nformat: 1\r\nid: x\r\ncards:\r\n  - {prompt: X?, answer: x}\r\n"
    );
    let expected = Change {
        line: 3,
        code: code::DECK_NO_FORMAT,
        was: None,
        now: "format: 1".to_owned(),
    };
    assert_eq!(changes, [expected]);
    let (text, _) = mended("Format: 1\ncards:\n  - {prompt: X?, answer: x}\n");
    assert_eq!(text, "format: 1\ncards:\n  - {prompt: X?, answer: x}\n");
    let (text, _) = mended("format: 1.0\ncards:\n  - {prompt: X?, answer: x}\n");
    assert_eq!(text, "format: 1\ncards:\n  - {prompt: X?, answer: x}\n");
}

#[test]
fn every_change_is_told_with_its_line_in_the_new_file() {
    let (_, changes) = mended("cards:\n  - prompt: When: then?\n    date: 1274-2-5\n");
    let told: Vec<(u32, Option<&str>, &str)> = changes
        .iter()
        .map(|change| (change.line, change.was.as_deref(), change.now.trim()))
        .collect();
    assert_eq!(
        told,
        [
            (1, None, "format: 1"),
            (
                3,
                Some("  - prompt: When: then?"),
                "- prompt: \"When: then?\""
            ),
            (4, Some("    date: 1274-2-5"), "date: 1274-02-05"),
        ]
    );
}

#[test]
fn bytes_that_are_no_text_stay_as_they_are() {
    let bytes = b"format: 1\ncards: \xff\n";
    assert_eq!(mend(&PLACE, "x", bytes).bytes, bytes);
}

#[track_caller]
fn ids_become(card: &str, expected: &str) {
    let text = format!("format: 1\ncards:\n{card}");
    let written = write_ids(&PLACE, "x", text.as_bytes()).expect("a deck");
    let id = format!("h{:016x}", 0);
    let bytes = String::from_utf8(written.bytes.clone()).expect("text");
    // The hash is nobody's business here.
    let masked = mask_hashes(&bytes, &id);
    assert_eq!(
        masked,
        format!("format: 1\ncards:\n{expected}").replace("ID", &id)
    );
    let again = write_ids(&PLACE, "x", &written.bytes).expect("a deck");
    assert_eq!((again.changes, again.bytes), (vec![], written.bytes));
}

fn mask_hashes(text: &str, mask: &str) -> String {
    let mut masked = text.to_owned();
    for (at, _) in text.match_indices("id: h") {
        let end = at + "id: ".len() + mask.len();
        if text
            .get(at + 5..end)
            .is_some_and(|hash| hash.chars().all(|c| c.is_ascii_hexdigit()))
        {
            masked.replace_range(at + "id: ".len()..end, mask);
        }
    }
    masked
}

#[test]
fn ids_are_written_as_the_first_key_of_a_card() {
    ids_become(
        "  # one\n  - prompt: X?   # why\n    answer: x\n\n  - id: own\n    prompt: Y?\n    answer: y\n",
        "  # one\n  - id: ID\n    prompt: X?   # why\n    answer: x\n\n  - id: own\n    prompt: Y?\n    answer: y\n",
    );
    ids_become(
        "- prompt: X?\n  answer: x\n",
        "- id: ID\n  prompt: X?\n  answer: x\n",
    );
    ids_become(
        "  -   prompt: X?\n      answer: x",
        "  -   id: ID\n      prompt: X?\n      answer: x",
    );
    ids_become(
        "  -\n    prompt: X?\n    answer: x\n",
        "  -\n    id: ID\n    prompt: X?\n    answer: x\n",
    );
    ids_become(
        "  - {prompt: X?, answer: x}\n  - { prompt: Y?, answer: y }\n",
        "  - {id: ID, prompt: X?, answer: x}\n  - {id: ID,  prompt: Y?, answer: y }\n",
    );
    ids_become(
        "  - cloze: \"{{1274}} and {{1281}}\"\n",
        "  - id: ID\n    cloze: \"{{1274}} and {{1281}}\"\n",
    );
}

#[test]
fn line_ends_and_the_mark_at_the_beginning_are_kept() {
    let text = "\u{feff}format: 1\r\ncards:\r\n  - prompt: X?\r\n    answer: x\r\n";
    let written = write_ids(&PLACE, "x", text.as_bytes()).expect("a deck");
    let bytes = String::from_utf8(written.bytes).expect("text");
    assert!(bytes.starts_with("\u{feff}format: 1\r\n"), "{bytes:?}");
    assert_eq!(bytes.matches('\n').count(), bytes.matches("\r\n").count());
    let told = written.changes.first().expect("a change");
    assert_eq!((told.line, told.was.as_deref()), (3, None));
    assert!(told.now.starts_with("  - id: h"), "{told:?}");
}

#[test]
fn a_file_with_an_error_gets_no_ids() {
    assert_eq!(
        write_ids(&PLACE, "x", b"format: 1\ncards:\n  - prompt: X?\n"),
        None
    );
}
