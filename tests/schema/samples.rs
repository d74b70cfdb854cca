//! Decks and fact bases, good and bad, with what the program says to them.

use std::fs;
use std::path::{Path, PathBuf};

use jmrel_quiz::deck::scaffold::{Example, Head, scaffold};
use jmrel_quiz::deck::{Place, Problem, Severity, parse};
use jmrel_quiz::facts;

/// A file and the codes of its errors.
pub(crate) struct Sample {
    pub(crate) text: String,
    pub(crate) errors: Vec<&'static str>,
}

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Deck,
    Facts,
}

impl Format {
    pub(crate) fn samples(self) -> Vec<Sample> {
        let texts = match self {
            Self::Deck => decks(),
            Self::Facts => fact_bases(),
        };
        texts.into_iter().map(|text| self.judged(text)).collect()
    }

    fn judged(self, text: String) -> Sample {
        let place = Place::Embedded("sample.yaml");
        let problems: Vec<Problem> = match self {
            Self::Deck => parse(&place, "sample", text.as_bytes()).problems,
            Self::Facts => facts::read(&place, text.as_bytes()).problems,
        };
        let errors = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .map(|problem| problem.code)
            .collect();
        Sample { text, errors }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn decks() -> Vec<String> {
    let mut texts = mistakes();
    let head = Head::of("my-deck", None);
    texts.extend(Example::ALL.map(|example| scaffold(&head, "my-deck.yaml", &[example])));
    texts.extend(files_in(&root().join("decks")));
    texts.extend(GOOD.iter().map(|card| deck_with(card)));
    texts.extend(BAD.iter().map(|card| deck_with(card)));
    texts
}

fn fact_bases() -> Vec<String> {
    let mut texts = files_in(&root().join("decks/facts"));
    for (good, bad) in FACT_MISTAKES {
        assert!(FACTS.contains(good), "{good} is not in the facts");
        texts.push(FACTS.replacen(good, bad, 1));
    }
    texts.push(FACTS.to_owned());
    texts
}

fn files_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "yaml"));
    files.sort();
    assert!(!files.is_empty(), "{}", folder.display());
    files
        .iter()
        .map(|file| fs::read_to_string(file).expect("text"))
        .collect()
}

/// The mistakes that the parser is held to.
fn mistakes() -> Vec<String> {
    let cases = include_str!("../mistakes/deck.txt");
    let cases = cases.split("\n\n").filter(|block| !block.starts_with('#'));
    cases
        .map(|block| {
            let (head, body) = block.trim_end().split_once('\n').unwrap_or((block, ">"));
            let lines: Vec<&str> = body
                .lines()
                .map(|line| line.trim_start_matches('>'))
                .map(|line| line.strip_prefix(' ').unwrap_or(line))
                .collect();
            let written = lines
                .join("\n")
                .replace('␉', "\t")
                .replace('␀', "\0")
                .replace('␇', "\u{7}");
            if head.starts_with("card") {
                deck_with(&written)
            } else {
                written
            }
        })
        .collect()
}

fn deck_with(card: &str) -> String {
    format!("format: 1\ncards:\n  - prompt: When?\n    date: 1274\n{card}\n")
}

/// Cards that are right, with texts that a schema could take for something else.
const GOOD: &[&str] = &[
    "  - {id: 08, prompt: 1848, answer: no, hint: 1.10, tags: [1972, true, x]}",
    "  - {id: ōei-no-ran/1, fact: 1419, prompt: \" x \", answer: 0x1F, accept: [~x, 12:30, 1_000]}",
    "  - {prompt: X?, answers: [1, 2], choices: [3, no]}",
    "  - {prompt: X?, date: 1972-02-24, accept: [1972-02], choices: [1970, 197X, 19XX], form: grow}",
    "  - {prompt: X?, date: -0043, precision: century, calendar: julian, margin: 5}",
    "  - {prompt: X?, date: 0079-08~, calendar: julian}",
    "  - {prompt: X?, date: 1990-21, margin: 1 year}",
    "  - {prompt: X?, date: 2012/2017, choices: [1971/.., ../1971, 1971/, /1971]}",
    "  - {prompt: X?, date: \" 1281? \", wrong: {1274: no, 1281%: x}}",
    "  - {prompt: X?, date: 12XX/1350, choices: [1281-08-15%]}",
    "  - {prompt: X?, number: 20000, unit: ships, bound: more-than, margin: 5 %}",
    "  - {prompt: X?, number: 1.65 million, unit: \"%\", margin: 2 points, choices: [5 million, 7]}",
    "  - {prompt: X?, number: \"-2.5\", margin: 0, unit: °C}",
    "  - {prompt: X?, number: 20 000, margin: 500}",
    "  - {prompt: X?, number: 77, unit: rank}",
    "  - {prompt: X?, order: [1, 2, no]}",
    "  - {prompt: X?, match: {1: a, 2: b, no: c}}",
    "  - {cloze: \"In {{1274}} a fleet of {{ships::900}} came\", calendar: julian, strict: [case]}",
    "  - {prompt: X?, flip: 1, facts: [a, b], revised: 2, when: confused}",
    "  - {prompt: X?, answer: x, image: a.png, alt: a ship, script: hepburn, strict: [spelling, diacritics]}",
    "  - {id: a, prompt: X?, answer: x}\n  - {id: b, prompt: Y?, answer: y, after: a, allow: {a.b: why}}",
    "schedule: {retention: 90 %, new_per_day: 0}",
    "schedule: {retention: 0.85}\ndefaults: {margin: 5 years, tags: [a], form: typed, strict: [case], source: x}",
    "id: a_b.c-1\ntitle: 1972\nlanguage: no\ndescription: x\nauthor: x\nlicense: x\nsource: x\nallow: {x.y: z}",
];

/// Cards that are wrong in ways a schema can see, beside the mistakes of the parser.
const BAD: &[&str] = &[
    "  - {prompt: X?, answer: x, accept: y}",
    "  - {prompt: X?, answer: x, alt: y}",
    "  - {prompt: X?, date: 1972-13-01}",
    "  - {prompt: X?, date: 1972-2-3}",
    "  - {prompt: X?, date: 1274, choices: [soon]}",
    "  - {prompt: X?, date: 1274, form: choice}",
    "  - {prompt: X?, number: -x}",
    "  - {prompt: X?, number: 5, margin: -1}",
    "  - {prompt: X?, answer: x, calendar: julian}",
    "  - {prompt: X?, answer: x, revised: 1.5}",
    "  - {id: a b, prompt: X?, answer: x}",
    "  - {cloze: X?, flip: x}",
    "  - {cloze: 1274}",
    "schedule: {retention: 0.5}",
    "title: [a]",
];

/// A small base that is right.
const FACTS: &str = "version: 1
topics:
  war: {title: The war}
facts:
  - id: battle
    topic: war
    layer: core
    kind: date
    status: ready
    statement: The battle was fought in 1274.
    about: the battle
    date: 1274
    readings: [{date: 1275, source: a letter}]
    ask:
      year: In which year was the battle fought?
      cloze: The battle was fought in {}.
      choice/why:
        prompt: Why was the battle fought?
        answer: for glory
        choices: [for gold]
  - id: peace
    topic: war
    layer: side
    kind: date
    status: ready
    statement: The peace was made in 1290.
    about: the peace
    event: The peace was made
    date: 1290
    ask:
      year: In which year was the peace made?
      cloze: The peace was made in {}.
groups:
  - id: battle/order
    facts: [battle, peace]
    prompt: Put these in order.
    items: {battle: the battle, peace: the peace}
";

/// Parts of it, and what to write instead for a mistake.
const FACT_MISTAKES: &[(&str, &str)] = &[
    ("version: 1\n", ""),
    ("version: 1\n", "version: 2\n"),
    ("    layer: core\n", ""),
    ("layer: core", "layer: middle"),
    ("kind: date", "kind: year"),
    ("status: ready", "status: done"),
    ("    statement: The battle was fought in 1274.\n", ""),
    ("date: 1274\n", "date: 1274-13\n"),
    ("date: 1274\n", "date: 1274\n    name: x\n"),
    ("id: battle\n", "id: a battle\n"),
    (", source: a letter", ""),
    ("      year: In", "      when: In"),
    ("    about: the battle\n", "    abuot: the battle\n"),
    ("        prompt: Why was the battle fought?\n", ""),
    (
        "        choices: [for gold]\n",
        "        choices: for gold\n",
    ),
    ("    prompt: Put these in order.\n", ""),
    ("{title: The war}", "{titel: The war}"),
];
