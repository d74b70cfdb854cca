//! Mistakes that come together or look like one; each by itself stands in the table `tests/mistakes/deck.txt`.

use std::path::PathBuf;

use proptest::prelude::*;

use super::{Place, Problem, Severity, code, parse};

fn problems(yaml: &str) -> Vec<Problem> {
    parse(&Place::File(PathBuf::from("x.yaml")), "x", yaml.as_bytes()).problems
}

/// A deck whose second card, from line 5 on, is `card`.
fn deck_with(card: &str) -> String {
    format!("format: 1\ncards:\n  - prompt: When?\n    date: 1274\n{card}\n")
}

#[test]
fn a_good_deck_has_no_problems() {
    assert_eq!(
        problems(&deck_with("  - prompt: Who?\n    answer: Kublai")),
        []
    );
}

#[test]
fn comments_that_are_meant_are_left_alone() {
    for card in [
        "  - prompt: Who?  # the khan\n    answer: Kublai",
        "  - prompt: C#3?\n    answer: me",
        "  - prompt: \"C #3?\"\n    answer: me",
        "  - prompt: |\n      Who was it?\n    # a comment\n    answer: me",
        "  - prompt: |-\n      Who was it?\n    # a comment\n    answer: me",
        "  - prompt: In which year?\n    date: 1274 # by the record",
    ] {
        assert_eq!(problems(&deck_with(card)), [], "{card}");
    }
}

#[track_caller]
fn finds(yaml: &str, expected: &[(u32, &str)]) {
    let found: Vec<(u32, &str)> = problems(yaml)
        .iter()
        .map(|problem| (problem.line, problem.code))
        .collect();
    assert_eq!(found, expected, "{yaml}");
}

#[test]
fn several_slips_of_one_card_are_told_at_once() {
    finds(
        "format: 1\ncards:\n  - prompt: How much?\n    number: 5\n    unit: %\n    explanation: One: two\n  \
         - prompt: Who: me?\n    answer: me\n",
        &[
            (5, code::YAML_FIRST_CHARACTER),
            (6, code::YAML_COLON),
            (7, code::YAML_COLON),
        ],
    );
}

#[test]
fn an_id_is_found_twice_though_its_card_is_broken() {
    let twice = "format: 1\ncards:\n  - {id: a, prompt: X?, date: 1274-13}\n  - {id: a, prompt: Y?, answer: y}\n  \
                 - {prompt: Z?, date: soon}\n  - {prompt: Z?, date: soon}\n";
    finds(
        twice,
        &[
            (3, code::CARD_BAD_DATE),
            (4, code::CARD_DUPLICATE_ID),
            (5, code::CARD_BAD_DATE),
            (6, code::CARD_BAD_DATE),
        ],
    );
}

#[test]
fn spaces_of_a_word_processor_are_named_wherever_they_indent() {
    let pasted = "format: 1\ncards:\n  - prompt: Who?\n\u{a0}\u{a0}\u{a0}\u{a0}answer: Kublai\n  -\u{a0}prompt: Who?\n  \
                  \u{a0} answer: me\n";
    finds(
        pasted,
        &[
            (4, code::YAML_ODD_SPACE),
            (5, code::YAML_ODD_SPACE),
            (6, code::YAML_ODD_SPACE),
        ],
    );
    let verse = "format: 1\ncards:\n  - prompt: |\n      Whose lines?\n      \u{a0}\u{a0}Nothing beside remains.\n    answer: Shelley\n";
    finds(verse, &[]);
}

#[test]
fn a_file_name_that_is_no_id_asks_for_one() {
    let place = Place::File(PathBuf::from("my deck.yaml"));
    let problems = parse(
        &place,
        "my deck",
        b"format: 1\ncards:\n  - {prompt: X?, answer: x}\n",
    )
    .problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, code::DECK_BAD_ID);
    assert_eq!(
        problems[0].help.as_deref(),
        Some("write under format: id: my-deck")
    );
}

#[test]
fn all_problems_of_a_file_come_at_once_in_order() {
    let yaml = "format: 1\ntitel: x\ncards:\n  - prompt: Who said: no?\n    answer: me\n  - prompt: X?\n    date: 1274-13\n    anwser: x\n  - prompt: \"open\n    answer: y\n  - promt: Z?\n    answer: z\n    after: gone\n";
    let found: Vec<(u32, &str)> = problems(yaml)
        .iter()
        .map(|problem| (problem.line, problem.code))
        .collect();
    assert_eq!(
        found,
        [
            (2, code::KEY_UNKNOWN),
            (4, code::YAML_COLON),
            (7, code::CARD_BAD_DATE),
            (8, code::KEY_UNKNOWN),
            (9, code::YAML_QUOTE),
            (11, code::KEY_UNKNOWN),
        ]
    );
}

#[test]
fn a_problem_underlines_what_is_wrong() {
    let problem = &problems(&deck_with("  - prompt: Wann war é?\n    date: 1274-13"))[0];
    assert_eq!(
        (problem.length, problem.source_line.as_str()),
        (7, "    date: 1274-13")
    );
    assert_eq!(problem.severity, Severity::Error);
}

#[test]
fn alias_bombs_are_refused() {
    let levels = ('b'..='z').zip('a'..='y');
    let bomb: Vec<String> = levels
        .map(|(name, before)| format!("{name}: &{name} [*{before}, *{before}]\n"))
        .collect();
    let problems = problems(&format!("format: 1\na: &a [x, x]\n{}", bomb.concat()));
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.line, problem.code))
        .collect();
    assert_eq!(found, [(2, code::YAML_FIRST_CHARACTER)]);
}

fn fragments() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        Just("format: 1\ncards:\n"),
        Just("  - "),
        Just("- "),
        Just("prompt: "),
        Just("date: "),
        Just("1274-13"),
        Just("number: "),
        Just("cloze: "),
        Just("{{"),
        Just("}}"),
        Just("::"),
        Just("\n"),
        Just("    "),
        Just("\t"),
        Just("\""),
        Just("'"),
        Just("é"),
        Just("漢"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(": "),
        Just(" #"),
        Just("|\n"),
        Just("&a "),
        Just("*a"),
        Just("!x "),
        Just("---\n"),
        Just("choices: "),
        Just("after: "),
        Just("id: a\n"),
        Just("\r\n"),
        Just("\u{feff}"),
        Just("\u{0}"),
        Just("\\"),
        Just("answer: "),
        Just("match: "),
        Just("? "),
        Just(","),
        Just("wrong: "),
        Just("image: "),
        Just("-"),
        Just("%"),
        Just("\u{85}"),
        Just("\u{2028}"),
    ];
    proptest::collection::vec(fragment, 0..40).prop_map(|fragments| fragments.concat())
}

fn assert_parses_or_fails_with_a_place(bytes: &[u8]) {
    let parsed = parse(&Place::Embedded("x.yaml"), "x", bytes);
    let lines = String::from_utf8_lossy(bytes).matches('\n').count() + 1;
    assert!(parsed.deck.is_some() || !parsed.problems.is_empty());
    for problem in &parsed.problems {
        assert!(
            problem.line >= 1 && problem.line as usize <= lines,
            "{problem:?}"
        );
        assert!(problem.column >= 1 && problem.length >= 1, "{problem:?}");
        let width = problem.source_line.chars().count();
        assert!(problem.column as usize <= width + 1, "{problem:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_parse_or_fail_with_a_place(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        assert_parses_or_fails_with_a_place(&bytes);
    }

    #[test]
    fn any_scraps_of_a_deck_parse_or_fail_with_a_place(text in fragments()) {
        assert_parses_or_fails_with_a_place(text.as_bytes());
    }

    #[test]
    fn any_text_after_a_key_parses_or_fails_with_a_place(text in "\\PC{0,30}") {
        assert_parses_or_fails_with_a_place(deck_with(&format!("  - prompt: {text}\n    answer: x")).as_bytes());
    }
}
