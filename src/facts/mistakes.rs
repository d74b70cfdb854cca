//! What teachers get wrong in a fact base, and what they are told.

use proptest::prelude::*;

use super::{code, generate, read};
use crate::deck::{Place, Severity, code as deck_code, parse};

const BASE: &str = "version: 1
source: My notes
topics:
  war: {title: The war}
facts:
  - id: battle
    topic: war
    layer: core
    kind: date
    status: ready
    statement: The battle was fought on 15 August 1281.
    about: the battle
    event: The battle was fought
    date: 1281-08-15
    calendar: julian
    ask:
      year: In which year was the battle fought?
      day: On which day of {} was the battle fought?
  - id: ships
    topic: war
    layer: core
    kind: quantity
    status: ready
    statement: The fleet had 900 ships.
    about: the ships
    number: 900
    unit: ships
    ask:
      figure: How many ships had the fleet?
      cloze: The fleet had {} ships.
";

fn place() -> Place {
    Place::Embedded("notes.yaml")
}

/// Changes the base in one place and expects these problems, each as its code, at the line of the change or its fact.
#[track_caller]
fn gives(from: &str, to: &str, expected: &[&str]) {
    assert!(BASE.contains(from), "{from:?} is in the base");
    let yaml = BASE.replacen(from, to, 1);
    let parsed = read(&place(), yaml.as_bytes());
    let codes: Vec<&str> = parsed.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, expected, "{:#?}", parsed.problems);
    for problem in &parsed.problems {
        assert!(problem.help.is_some(), "{problem:?} says what to do");
        assert!(
            !problem.message.ends_with('.') && !problem.source_line.is_empty(),
            "{problem:?}"
        );
    }
    let has_error = parsed
        .problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    assert_eq!(parsed.base.is_none(), has_error);
}

/// Adds lines behind the base.
#[track_caller]
fn adds(lines: &str, expected: &[&str]) {
    let last = "      cloze: The fleet had {} ships.\n";
    gives(last, &format!("{last}{lines}"), expected);
}

#[test]
fn a_sound_base_has_no_problems() {
    gives("source", "source", &[]);
}

#[test]
fn a_fact_has_one_value() {
    gives("    number: 900\n", "", &[code::NO_VALUE]);
    gives(
        "    number: 900\n",
        "    number: 900\n    name: Nine Hundred\n",
        &[code::TWO_VALUES],
    );
    gives(
        "date: 1281-08-15",
        "date: 1281-08-32",
        &[deck_code::CARD_BAD_DATE],
    );
    gives(
        "date: 1281-08-15",
        "date: 15 August 1281",
        &[deck_code::CARD_BAD_DATE],
    );
    gives(
        "number: 900",
        "number: nine score and more",
        &[deck_code::CARD_BAD_NUMBER],
    );
    gives(
        "unit: ships",
        "unit: 5 billion",
        &[deck_code::CARD_BAD_UNIT],
    );
    gives("    unit: ships\n", "", &[code::UNKNOWN_UNIT]);
    gives(
        "    calendar: julian",
        "    precision: day\n    calendar: lunatic",
        &[deck_code::VALUE_WORD],
    );
    gives(
        "number: 900",
        "number: 900\n    readings: [{number: 1000}]",
        &[code::MISSING],
    );
    gives(
        "number: 900",
        "number: 900\n    readings: [{date: 1281, source: others}]",
        &[deck_code::KEY_MISPLACED],
    );
}

#[test]
fn what_is_missing_or_unknown_is_named() {
    gives("version: 1\n", "", &[code::VERSION]);
    gives("version: 1", "version: 2", &[code::VERSION]);
    gives("    layer: core\n", "", &[code::MISSING]);
    gives(
        "    statement: The fleet had 900 ships.\n",
        "",
        &[code::MISSING],
    );
    gives("status: ready", "status: redy", &[deck_code::VALUE_WORD]);
    gives(
        "    about: the ships",
        "    abuot: the ships",
        &[deck_code::KEY_UNKNOWN],
    );
    gives("  - id: ships", "  - id: the ships!", &[code::BAD_ID]);
    gives("  - id: ships", "  - id: battle", &[code::DUPLICATE_ID]);
    gives("topic: war", "topic: wra", &[code::UNKNOWN]);
    gives("      figure:", "      number:", &[deck_code::VALUE_WORD]);
    adds("    derived_from: [fleet]\n", &[code::UNKNOWN]);
}

#[test]
fn a_slip_of_yaml_hides_only_its_own_fact() {
    gives(
        "statement: The fleet had 900 ships.",
        "statement: The fleet: it had 900 ships.",
        &[deck_code::YAML_COLON],
    );
    let both = BASE
        .replace("The fleet had 900 ships.", "The fleet: it had 900 ships.")
        .replace("date: 1281-08-15", "date: 1281-13");
    let codes: Vec<&str> = read(&place(), both.as_bytes())
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [deck_code::CARD_BAD_DATE, deck_code::YAML_COLON]);
}

#[test]
fn files_that_are_no_fact_base_say_so() {
    for (bytes, expected) in [
        (&b""[..], code::SHAPE),
        (b"just a text", code::SHAPE),
        (b"\xff\xfev\x00", deck_code::FILE_ENCODING),
        (b"version: 1\n", code::EMPTY),
        (b"version: 1\nfacts: none\n", deck_code::VALUE_SHAPE),
        (b"format: 1\ncards: []\n", deck_code::KEY_UNKNOWN),
    ] {
        let parsed = read(&place(), bytes);
        let codes: Vec<&str> = parsed.problems.iter().map(|problem| problem.code).collect();
        assert!(
            codes.contains(&expected) && parsed.base.is_none(),
            "{codes:?}"
        );
    }
}

#[test]
fn places_for_values_name_what_is_there() {
    gives(
        "day of {} was",
        "day of {year} was",
        &[code::BAD_PLACEHOLDER],
    );
    gives("day of {} was", "day of { was", &[code::BAD_PLACEHOLDER]);
    gives(
        "day of {} was",
        "day of {:era} was",
        &[code::BAD_PLACEHOLDER],
    );
    gives(
        "cloze: The fleet had {} ships.",
        "cloze: The fleet had many ships.",
        &[code::BAD_PLACEHOLDER],
    );
    adds("    explanation: It came in {battle:day}.\n", &[]);
    adds(
        "    explanation: It came in {war}.\n",
        &[code::BAD_PLACEHOLDER],
    );
}

#[test]
fn a_phrase_must_not_leak_its_value() {
    gives("about: the ships", "about: the 900 ships", &[code::LEAK]);
    gives(
        "event: The battle was fought",
        "event: The battle was fought in 1281",
        &[code::LEAK],
    );
    gives(
        "In which year was",
        "In which year, 1281 or another, was",
        &[code::LEAK],
    );
    gives(
        "On which day of {}",
        "On which day of August {}",
        &[code::LEAK],
    );
    gives("had {} ships", "had 900 ships, that is {}", &[code::LEAK]);
    let cloze = "      year: In which year was the battle fought?\n";
    let gap = |sentence: &str| format!("{cloze}      cloze: {sentence}\n");
    gives(cloze, &gap("They fought on 15 August {}."), &[]);
    gives(cloze, &gap("They fought on {:day}."), &[]);
    gives(
        cloze,
        &gap("In August they fought, on {:day}."),
        &[code::LEAK],
    );
}

#[test]
fn old_days_name_their_calendar_and_growing_figures_their_year() {
    gives("    calendar: julian\n", "", &[code::NO_CALENDAR]);
    gives(
        "date: 1281-08-15\n    calendar: julian",
        "date: 1881-08-15",
        &[],
    );
    gives("unit: ships", "unit: people", &[code::NO_AS_OF]);
    gives("unit: ships", "unit: people\n    as_of: 2021", &[]);
    gives("kind: quantity", "kind: date", &[code::KIND]);
}

#[test]
fn doubtful_values_name_their_account() {
    gives(
        "kind: quantity\n    status: ready",
        "kind: quantity\n    status: check",
        &[code::NO_ACCOUNT, code::NO_ACCOUNT],
    );
}

#[test]
fn what_should_be_asked_is_missed() {
    gives(
        "      day: On which day of {} was the battle fought?\n",
        "",
        &[code::NO_SENTENCE, code::ONE_FORM],
    );
    gives(
        "      cloze: The fleet had {} ships.\n",
        "",
        &[code::ONE_FORM],
    );
    gives(
        "    ask:\n      figure: How many ships had the fleet?\n      cloze: The fleet had {} ships.\n",
        "",
        &[code::UNASKED],
    );
    gives(
        "    ask:\n      figure: How many ships had the fleet?\n      cloze: The fleet had {} ships.\n",
        "    unasked: Nobody needs to know.\n",
        &[],
    );
    adds("    unasked: Nobody needs to know.\n", &[code::ASKED]);
    gives(
        "status: ready\n    statement: The fleet",
        "status: reference\n    statement: The fleet",
        &[code::ASKED],
    );
}

#[test]
fn forms_fit_their_value() {
    gives("      figure:", "      year:", &[code::BAD_FORM]);
    gives(
        "      day: On which day of {}",
        "      month: In which month of {}",
        &[code::NO_SENTENCE],
    );
    gives(
        "layer: core\n    kind: date",
        "layer: side\n    kind: date",
        &[code::TOO_FINE],
    );
}

#[test]
fn facts_that_are_alike_are_named() {
    let again = "  - id: fleet
    topic: war
    layer: side
    kind: quantity
    status: reference
    statement: The fleet had 900 ships.
    number: 900
    unit: ships
";
    adds(again, &[code::ALIKE]);
    let asked = "  - id: wagons
    topic: war
    layer: side
    kind: quantity
    status: ready
    statement: The army had 300 wagons.
    number: 300
    unit: wagons
    ask: {figure: How many ships had the fleet?}
";
    adds(asked, &[code::TWO_ANSWERS]);
}

#[test]
fn rivals_need_a_phrase_and_groups_an_order() {
    let later = |event: &str, date: &str| {
        format!(
            "  - id: storm\n    topic: war\n    layer: side\n    kind: date\n    status: ready\n    statement: The storm came.\n{event}    date: {date}\n    ask: {{year: In which year did the storm come?}}\n"
        )
    };
    adds(&later("", "1282"), &[code::RIVALS]);
    adds(&later("    event: The storm came\n", "1282"), &[]);
    let group =
        "groups:\n  - {id: storm/first, facts: [battle, storm], prompt: Which came first?}\n";
    adds(
        &format!("{}{group}", later("    event: The storm came\n", "1282")),
        &[],
    );
    adds(
        &format!("{}{group}", later("    event: The storm came\n", "1281")),
        &[code::NO_ORDER],
    );
}

#[test]
fn rivals_of_one_phrase_get_no_contrast_and_are_named() {
    let later = "  - id: galleys
    topic: war
    layer: side
    kind: quantity
    status: ready
    statement: Another fleet had 1000 ships.
    about: The ships
    number: 1000
    unit: ships
    ask:
      figure: How many ships had the other fleet?
";
    adds(later, &[code::ALIKE, code::RIVALS]);
    let yaml = format!("{BASE}{later}");
    let parsed = read(&place(), yaml.as_bytes());
    let rivals = parsed
        .problems
        .iter()
        .find(|problem| problem.code == code::RIVALS);
    let rivals = rivals.expect("rivals");
    let line = yaml
        .lines()
        .position(|line| line.contains("galleys"))
        .expect("there")
        + 1;
    assert_eq!(usize::try_from(rivals.line), Ok(line));
    let generated = generate(&parsed.base.expect("a base"), 7);
    let text = &generated.decks[0].text;
    let read = parse(&place(), "war", text.as_bytes());
    assert!(read.deck.is_some(), "{:#?}", read.problems);
    assert!(!text.contains("contrast"), "{text}");
}

#[test]
fn a_card_that_is_none_is_told_at_its_fact() {
    let lines = "  - id: capital
    topic: war
    layer: side
    kind: name
    status: ready
    statement: The court was at Kyoto.
    name: Kyoto
    choices: [Kyoto, Nara]
    ask: {choice: Where was the court?}
";
    let yaml = format!("{BASE}{lines}");
    let base = read(&place(), yaml.as_bytes()).base.expect("a base");
    let generated = generate(&base, 7);
    let deck = &generated.decks[0];
    let problems = parse(&Place::Embedded("war.yaml"), "war", deck.text.as_bytes()).problems;
    let [problem] = problems.as_slice() else {
        panic!("{problems:#?}");
    };
    let told = base.told_at_its_fact(deck, problem);
    assert_eq!(
        (&told.place, told.line, told.code),
        (&place(), 31, problem.code)
    );
    assert!(
        told.message.contains("capital/choice") && told.message.contains(&problem.message),
        "{told:?}"
    );
    assert_eq!(yaml.lines().nth(30), Some("  - id: capital"));
}

#[test]
fn what_happened_in_a_year_has_one_answer() {
    let asked =
        "      day: On which day of {} was the battle fought?\n      event: What happened in {}?\n";
    let other = "  - {id: storm, topic: war, layer: side, kind: date, status: reference, statement: It stormed., event: It stormed, date: 1281}\n";
    let yaml = BASE.replace(
        "      day: On which day of {} was the battle fought?\n",
        asked,
    ) + other;
    let codes: Vec<&str> = read(&place(), yaml.as_bytes())
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [code::TWO_ANSWERS]);
}

#[test]
fn a_topic_of_one_fact_still_gives_a_deck() {
    let parsed = read(&place(), BASE.as_bytes());
    let generated = generate(&parsed.base.expect("a base"), 7);
    assert_eq!(generated.decks.len(), 1);
    assert_eq!(generated.decks[0].cards, 4);
}

#[test]
fn more_facts_than_decks_can_ask_are_refused_before_any_is_read() {
    let facts = "  - {}\n".repeat(20_001);
    let base = format!("version: 1\nfacts:\n{facts}");
    let problems = read(&place(), base.as_bytes()).problems;
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [deck_code::VALUE_TOO_MANY]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_scraps_of_a_base_parse_or_fail_with_a_place(
        cuts in prop::collection::vec((0_usize..60, 0_usize..60), 0..6), junk in "[ -~\n{}\\[\\]:#é]{0,20}", at in 0_usize..60,
    ) {
        let mut lines: Vec<String> = BASE.lines().map(str::to_owned).collect();
        for (from, to) in cuts {
            let (from, to) = (from % lines.len(), to % lines.len());
            lines.swap(from, to);
        }
        let at = at % lines.len();
        lines[at].push_str(&junk);
        let parsed = read(&place(), lines.join("\n").as_bytes());
        prop_assert!(parsed.base.is_some() || !parsed.problems.is_empty());
        for problem in &parsed.problems {
            prop_assert!(problem.line >= 1 && problem.column >= 1 && problem.length >= 1);
        }
        if let Some(base) = parsed.base {
            generate(&base, 1);
        }
    }
}
